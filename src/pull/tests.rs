//! Answers of an engine that does as a test says, and the snapshots made of them.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::snapshot::{Engine, Named, Profile, ValueType};

/// An engine that answers with these cells, a row at a time.
#[derive(Clone)]
pub(crate) struct Fake {
    pub(crate) columns: Vec<(&'static str, Result<ValueType, &'static str>)>,
    pub(crate) rows: Vec<Vec<Option<&'static str>>>,
    /// What comes behind the rows.
    pub(crate) end: End,
}

/// How an answer ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// As it should.
    Whole,
    /// The engine dies in the midst of it.
    Breaks,
    /// The engine goes silent.
    Silence,
}

impl Fake {
    /// Returns one with columns by their names and types.
    pub(crate) fn of(columns: &[(&'static str, ValueType)], rows: &[&[Option<&'static str>]]) -> Self {
        let columns = columns.iter().map(|(name, kind)| (*name, Ok(*kind))).collect();
        Self { columns, rows: rows.iter().map(|row| row.to_vec()).collect(), end: End::Whole }
    }
}

impl Engines for Fake {
    fn connect(&self, profile: &Profile, _: Duration) -> Result<Box<dyn Asks>, PullFault> {
        if profile.name() == "nowhere" {
            return Err(PullFault::new(Sort::Connection, "there is nobody"));
        }
        Ok(Box::new(self.clone()))
    }
}

impl Asks for Fake {
    fn about(&self) -> Engine {
        let named = |name: &str, version: &str| Named { name: name.to_owned(), version: version.to_owned() };
        Engine { engine: named("Fake", "1.2"), driver: named("Driver of Fake", "0.1") }
    }

    fn ask(&mut self, statement: &str) -> Result<Box<dyn Answer>, PullFault> {
        assert!(!statement.contains(':'), "parameters are literals: {statement}");
        Ok(Box::new(self.clone()))
    }
}

impl Answer for Fake {
    fn columns(&self) -> Vec<AnswerColumn> {
        let column = |(name, kind): &(&str, Result<ValueType, &str>)| AnswerColumn {
            name: (*name).to_owned(),
            kind: kind.map_err(str::to_owned),
        };
        self.columns.iter().map(column).collect()
    }

    fn next(&mut self, rows: &mut Rows) -> Result<bool, PullFault> {
        if self.rows.is_empty() {
            return match self.end {
                End::Whole => Ok(false),
                End::Breaks => Err(PullFault::new(Sort::Engine, "the answer broke off: lost")),
                End::Silence => loop {
                    std::thread::park();
                },
            };
        }
        self.rows.remove(0).into_iter().try_for_each(|cell| rows.push(cell))?;
        Ok(true)
    }
}

/// Returns what is wanted of a query with these words.
fn wanted(text: &str, key: &[&str]) -> Wanted {
    let query = Query {
        connection: Profile::parse("profile://warehouse").unwrap(),
        sql: ProjectPath::fixed("queries/a.sql"),
        text: text.to_owned(),
        parameters: vec![("since".to_owned(), "2024".to_owned())],
    };
    Wanted { file: ProjectPath::fixed("data/a.csv"), query, key: key.iter().map(|name| (*name).to_owned()).collect() }
}

fn pulled(engine: Fake, key: &[&str]) -> Result<Snapshot, PullFault> {
    let engines: Arc<dyn Engines> = Arc::new(engine);
    pull(&engines, &wanted("SELECT * FROM t WHERE year > :since\n", key), Duration::from_mins(10))
}

fn csv(engine: Fake, key: &[&str]) -> String {
    String::from_utf8(pulled(engine, key).unwrap().csv.1).unwrap()
}

fn why(engine: Fake, key: &[&str]) -> String {
    let fault = pulled(engine, key).unwrap_err();
    format!("{}; {}", fault.why, fault.help)
}

use ValueType::{Boolean, Date, DateTime, DateTimeStamp, Decimal, Double, Integer, String as Text, Time};

#[test]
fn cells_arrive_exactly_and_what_is_null_is_no_empty_string() {
    let columns = [("id", Text), ("paid", Decimal), ("day", Date), ("said", Text), ("ok", Boolean)];
    let rows: [&[Option<&'static str>]; 4] = [
        &[Some("007"), Some("10.50"), Some("2024-02-29"), Some(""), Some("true")],
        &[Some("010"), Some("-0.10"), None, None, None],
        &[Some("011"), None, Some("0001-01-01"), Some("a, \"b\"\nc\r\nd"), Some("false")],
        &[Some("012"), Some("12345678901234567890.123456789"), None, Some(" é "), None],
    ];
    assert_eq!(
        csv(Fake::of(&columns, &rows), &["id"]),
        "id,paid,day,said,ok\n007,10.50,2024-02-29,\"\",true\n010,-0.10,,,\n\
         011,,0001-01-01,\"a, \"\"b\"\"\nc\r\nd\",false\n012,12345678901234567890.123456789,,\" é \",\n"
    );
}

#[test]
fn rows_have_one_order_however_they_come() {
    let columns = [("n", Integer), ("word", Text)];
    let rows: [&[Option<&'static str>]; 5] = [
        &[Some("10"), Some("a")],
        &[Some("9"), Some("é")],
        &[Some("9"), Some("z")],
        &[None, Some("a")],
        &[Some("9"), Some("Z")],
    ];
    let expected = "n,word\n,a\n9,Z\n9,z\n9,é\n10,a\n";
    assert_eq!(csv(Fake::of(&columns, &rows), &[]), expected);
    let turned: Vec<_> = rows.iter().rev().copied().collect();
    assert_eq!(csv(Fake::of(&columns, &turned), &[]), expected);
    assert_eq!(csv(Fake::of(&columns, &[rows[0], rows[1]]), &["word", "n"]), "n,word\n10,a\n9,é\n");
}

#[test]
fn what_a_snapshot_is_stands_beside_it() {
    let columns = [("year", Integer), ("share", Double)];
    let snapshot = pulled(Fake::of(&columns, &[&[Some("2025"), Some("0.5")]]), &["year"]).unwrap();
    assert_eq!(snapshot.floating(), ["share"]);
    assert_eq!(snapshot.sidecar.0.as_str(), "data/a.csv-metadata.json");
    snapbox::assert_data_eq!(
        String::from_utf8(snapshot.sidecar.1.clone()).unwrap(),
        snapbox::str![[r#"
{
  "snapshot": 1,
  "@context": "http://www.w3.org/ns/csvw",
  "url": "a.csv",
  "sha256": "[..]",
  "rows": 1,
  "query": {
    "connection": "profile://warehouse",
    "sql": "queries/a.sql",
    "sha256": "[..]",
    "parameters": {
      "since": "2024"
    },
    "text": "SELECT * FROM t WHERE year > :since/n"
  },
  "engine": {
    "name": "Fake",
    "version": "1.2"
  },
  "driver": {
    "name": "Driver of Fake",
    "version": "0.1"
  },
  "sortedBy": [
    "year"
  ],
  "tableSchema": {
    "columns": [
      {
        "titles": "year",
        "datatype": "integer"
      },
      {
        "titles": "share",
        "datatype": "double"
      }
    ]
  }
}

"#]]
    );
    assert_eq!(Sidecar::read(&snapshot.sidecar.1).as_ref(), Ok(&snapshot.says));
}

#[test]
fn what_has_no_exact_form_or_no_order_is_refused_by_name() {
    let none = Fake { columns: vec![("took", Err("Interval(MonthDayNano)"))], ..Fake::of(&[], &[]) };
    assert_eq!(
        why(none, &[]),
        "column `took` is of type Interval(MonthDayNano), which has no exact form as text; \
         say in the query what is meant: `CAST(took AS VARCHAR) AS took`, or a part of it"
    );
    let one = |kind, cell: &'static str| why(Fake::of(&[("a", kind), ("b", Text)], &[&[Some(cell), Some("b")]]), &[]);
    for (kind, cell) in [
        (Double, "NaN"),
        (Double, "inf"),
        (Double, "1e9"),
        (Decimal, "nan"),
        (Decimal, "-"),
        (Integer, ""),
        (Date, "+10000-01-01"),
        (Date, "-0044-03-15"),
        (Date, "0000-01-01"),
        (Date, "2023-02-29"),
        (Date, "out of range"),
        (Time, "out of range"),
        (Time, "24:00:00"),
        (Time, "23:59:60"),
        (Time, "23:59:59."),
        (DateTime, "2024-02-29"),
        (DateTime, "2024-02-29Tout of range"),
        (DateTime, "out of range"),
        (DateTimeStamp, "2024-02-29T10:00:00"),
        (DateTimeStamp, "+10000-01-01T10:00:00Z"),
    ] {
        let expected = format!("column `a` holds `{cell}` in row 1 of the answer, which is no value");
        assert!(one(kind, cell).starts_with(&expected), "{}", one(kind, cell));
    }
    for (kind, cell) in [
        (Time, "23:59:59.999999999"),
        (DateTime, "0001-01-01T00:00:00"),
        (DateTimeStamp, "9999-12-31T23:59:59.5Z"),
        (Date, "2000-02-29"),
    ] {
        assert!(csv(Fake::of(&[("a", kind)], &[&[Some(cell)]]), &[]).ends_with(&format!("\n{cell}\n")), "{cell}");
    }
    assert!(one(Text, "a\0b").contains("the character U+0000"));
    let two = |rows: &[&[Option<&'static str>]], key: &[&str]| why(Fake::of(&[("a", Integer), ("b", Text)], rows), key);
    assert!(two(&[], &[]).starts_with("the answer has no rows"));
    assert!(two(&[&[Some("1"), None], &[None, None]], &[]).starts_with("row 2 of the answer is null in every column"));
    assert!(
        two(&[&[Some("1"), Some("x")], &[Some("1"), None]], &["a"])
            .starts_with("several rows of the answer have the `primaryKey` `1`")
    );
    assert!(two(&[&[None, Some("x")]], &["a"]).starts_with("`a` is null in some row"));
    assert!(two(&[&[None, Some("x")]], &["c"]).ends_with("is no column of the answer; its columns are `a`, `b`"));
    let named =
        |names: [&'static str; 2]| why(Fake::of(&names.map(|name| (name, Text)), &[&[Some("1"), Some("2")]]), &[]);
    assert!(named(["a", "a"]).starts_with("two columns of the answer are called `a`"));
    assert!(named(["a", ""]).starts_with("column 2 of the answer has no name"));
}

#[test]
fn an_engine_that_dies_or_goes_silent_gives_no_snapshot() {
    let answer = Fake::of(&[("a", Integer)], &[&[Some("1")]]);
    assert!(why(Fake { end: End::Breaks, ..answer.clone() }, &[]).starts_with("the answer broke off: lost"));
    let engines: Arc<dyn Engines> = Arc::new(Fake { end: End::Silence, ..answer });
    let fault = pull(&engines, &wanted("SELECT :since AS a", &[]), Duration::from_millis(10)).unwrap_err();
    assert_eq!(fault.why, "there was no whole answer within 0 s");
}

#[test]
fn what_was_changed_since_is_told_apart() {
    let says = pulled(Fake::of(&[("a", Integer)], &[&[Some("1")]]), &[]).unwrap().says;
    let query = wanted("SELECT * FROM t WHERE year > :since\n", &[]).query;
    assert_eq!(says.differs_from(&query), None);
    let differs = |change: &dyn Fn(&mut Query)| {
        let mut query = query.clone();
        change(&mut query);
        says.differs_from(&query).unwrap()
    };
    assert_eq!(differs(&|query| query.text.push(' ')), "`queries/a.sql` is not as it was");
    assert_eq!(differs(&|query| query.sql = ProjectPath::fixed("b.sql")), "it was pulled with `queries/a.sql`");
    assert_eq!(
        differs(&|query| query.connection = Profile::parse("profile://b").unwrap()),
        "it was pulled from `profile://warehouse`"
    );
    assert_eq!(
        differs(&|query| query.parameters[0].1 = "2025".into()),
        "it was pulled with the parameter `since: 2024`"
    );
    assert_eq!(
        differs(&|query| query.parameters.push(("n".into(), "1".into()))),
        "it was pulled without the parameter `n`"
    );
}
