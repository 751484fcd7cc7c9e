//! What a table shows of itself: its columns with the types that every cell agrees on, as YAML that an author can paste below their
//! dataset. What is not true of every cell is asked instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::cells::NO_VALUE;
use crate::language::months;
use crate::number::Date;
use crate::vocabulary::Caveats;

use super::fields::key;
use super::{Column, ColumnType, Table, financial_year, noticed, read_period};

/// A table's description, as far as its cells tell it: what is true of every one of them.
#[derive(Debug, Default)]
pub(crate) struct Described {
    /// The entries of `fields`, a line each.
    pub(crate) fields: Vec<String>,
    /// The other keys of the dataset, each with what is declared for it.
    pub(crate) keys: Vec<(&'static str, String)>,
    /// What only its author can say.
    pub(crate) asked: Vec<String>,
    /// How many values it holds.
    pub(crate) values: usize,
    /// The columns that stayed text for a reason that the description does not take away.
    pub(crate) text: Vec<usize>,
}

/// What the lines around a table say of its cells.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    /// The marks that stand for exactly nothing.
    pub(crate) zeros: Vec<String>,
    /// The units in which columns count, by their places in the file.
    pub(crate) units: BTreeMap<usize, String>,
}

/// A column as it is proposed.
struct Entry {
    /// What it is to be called.
    name: String,
    /// The columns of the table that it is read from.
    columns: Vec<usize>,
    /// The keys of its entry but its type: `of: column 1`.
    said: Vec<String>,
    kind: ColumnType,
    /// The cells that stand where values are, and are none.
    no_value: BTreeSet<String>,
    /// Whether it holds no value at all.
    is_empty: bool,
}

impl Entry {
    fn line(&self) -> String {
        match self.said.as_slice() {
            [] => format!("{}: {}", key(&self.name), self.kind.word()),
            said => {
                let (of, rest): (Vec<&String>, Vec<&String>) = said.iter().partition(|said| said.starts_with("of: "));
                let kind = format!("type: {}", self.kind.word());
                let parts: Vec<&str> = of
                    .into_iter()
                    .map(String::as_str)
                    .chain([kind.as_str()])
                    .chain(rest.into_iter().map(String::as_str))
                    .collect();
                format!("{}: {{ {} }}", key(&self.name), parts.join(", "))
            }
        }
    }
}

/// Returns a table's columns as its author may declare them.
pub(crate) fn describe(table: &Table, around: &Surroundings) -> Described {
    let mut entries = entries(table, around);
    marked(table, &mut entries);
    let mut described = Described::default();
    let none = entries.iter().flat_map(|entry| entry.no_value.iter().cloned());
    let (zeros, none): (BTreeSet<String>, BTreeSet<String>) = none.partition(|word| around.zeros.contains(word));
    let others = most(&entries);
    for entry in &entries {
        if others != Some(entry.kind) && !(others.is_some() && entry.is_empty) || !entry.said.is_empty() {
            described.fields.push(entry.line());
        }
    }
    if let Some(others) = others {
        described.keys.push(("other_fields", format!("{{ type: {} }}", others.word())));
    }
    let dash = none.iter().find(|word| matches!(word.as_str(), "-" | "–" | "—" | "--")).cloned();
    if !none.is_empty() {
        let words: Vec<String> = std::iter::once(String::new()).chain(none).map(|word| format!("{word:?}")).collect();
        described.keys.push(("missingValues", format!("[{}]", words.join(", "))));
    }
    if !zeros.is_empty() {
        let flags: Vec<String> = zeros.iter().map(|word| format!("{word:?}: zero")).collect();
        described.keys.push(("flags", format!("{{ {} }}", flags.join(", "))));
    }
    let labels: Vec<noticed::Labels<'_>> = entries
        .iter()
        .filter(|entry| entry.kind == ColumnType::String || entry.kind.is_time())
        .map(|entry| noticed::Labels { name: &entry.name, columns: &entry.columns, is_time: entry.kind.is_time() })
        .collect();
    let identity = noticed::identity(table, &labels);
    if let Some(identity) = &identity {
        let names: Vec<String> = identity.iter().map(|at| key(labels[*at].name)).collect();
        let written = if let [one] = names.as_slice() { one.clone() } else { format!("[{}]", names.join(", ")) };
        described.keys.push(("primaryKey", written));
    }
    let numbers: Vec<(&str, usize)> = entries
        .iter()
        .filter(|entry| matches!(entry.kind, ColumnType::Integer | ColumnType::Number))
        .filter_map(|entry| Some((entry.name.as_str(), *entry.columns.first()?)))
        .collect();
    described.values = numbers.len() * table.rows;
    let is_text = |entry: &&Entry| entry.kind == ColumnType::String && !entry.is_empty && entry.columns.len() == 1;
    described.text = entries.iter().filter(is_text).map(|entry| entry.columns[0]).collect();
    described.asked = noticed::asked(table, &labels, &numbers, identity.as_deref());
    described.asked.extend(dash.map(|dash| {
        let zero = format!("take it out of `missingValues` and declare `flags: {{ {dash:?}: zero }}`");
        format!("`{dash}` is read as \"no value\"; where the office writes it for zero, {zero}")
    }));
    described
}

/// Returns the type of numbers that most columns have, where they are too many to be listed.
fn most(entries: &[Entry]) -> Option<ColumnType> {
    const LISTED: usize = 10;
    let plain = |kind: ColumnType| entries.iter().filter(|entry| entry.kind == kind && entry.said.is_empty()).count();
    let (integers, numbers) = (plain(ColumnType::Integer), plain(ColumnType::Number));
    let (kind, count) =
        if integers >= numbers { (ColumnType::Integer, integers) } else { (ColumnType::Number, numbers) };
    (count > LISTED).then_some(kind)
}

/// Returns the columns in their order, a month whose year stands beside it as one.
fn entries(table: &Table, around: &Surroundings) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut joined = None;
    for (at, column) in table.columns.iter().enumerate() {
        if joined == Some(at) {
            continue;
        }
        if let Some(month) = table.columns.get(at + 1).and_then(|months| year_and_month(at, column, months)) {
            entries.push(month);
            joined = Some(at + 1);
            continue;
        }
        let Proposed { kind, format, no_value, is_empty } = proposed(column);
        let mut said = Vec::new();
        let mut name = column.name.clone();
        if let Some(header) = column.header.as_deref() {
            said.push(format!("of: {}", key(header)));
        } else if name.starts_with("column ") {
            let unit = around.units.get(&table.places.get(at).copied().unwrap_or(at));
            let free = free_name(kind, column, unit, (table, &entries));
            said.extend(free.as_ref().map(|_| format!("of: {}", column.name)));
            name = free.unwrap_or(name);
        }
        said.extend(format.map(|format| format!("format: \"{format}\"")));
        entries.push(Entry { name, columns: vec![at], said, kind, no_value, is_empty });
    }
    for entry in &mut entries {
        let column = &table.columns[entry.columns[0]];
        if let Some(width) = code_width(column) {
            entry.said.push(format!("width: {width}"));
            entry.kind = ColumnType::String;
        } else if let Some(decimals) = endless(column) {
            entry.said.push(format!("decimals: {decimals}"));
            entry.kind = ColumnType::Number;
        }
    }
    entries
}

/// Returns what to call a column that the file gives no name: by what it holds, and numbers by the unit that stands above them.
fn free_name(
    kind: ColumnType,
    column: &Column,
    unit: Option<&String>,
    (table, entries): (&Table, &[Entry]),
) -> Option<String> {
    let word = match kind {
        ColumnType::YearMonth => "month",
        kind if kind.is_time() => kind.word(),
        ColumnType::Integer if noticed::is_numbered(column) => "row",
        ColumnType::Integer | ColumnType::Number => unit.map_or("value", String::as_str),
        ColumnType::String => "label",
        _ => return None,
    };
    let is_free =
        table.columns.iter().all(|column| column.name != word) && entries.iter().all(|entry| entry.name != word);
    is_free.then(|| word.to_owned())
}

/// Lets columns of numbers say in which column their marks stand, where every one of these is a code that is known.
fn marked(table: &Table, entries: &mut [Entry]) {
    const MARKS: [&str; 6] = ["flag", "flags", "status", "obs_status", "obs_flag", "marker"];
    for at in 1..entries.len() {
        let column = &table.columns[entries[at].columns[0]];
        let name = column.name.to_lowercase();
        let called = name.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| MARKS.contains(&word));
        let nameless = name.starts_with("column ");
        let Some(words) = column.dictionary().filter(|words| (1..=40).contains(&words.len())) else { continue };
        let known = words.iter().all(|word| Caveats::parse(word).is_ok());
        let before = &entries[at - 1];
        let of_number = matches!(before.kind, ColumnType::Integer | ColumnType::Number)
            && before.said.iter().all(|said| !said.starts_with("flag"));
        if known && of_number && (called || nameless && words.iter().all(|word| word.len() <= 3)) {
            let flag = format!("flag: {}", key(&entries[at].name));
            entries[at - 1].said.push(flag);
        }
    }
}

/// Returns the entry of a month whose year and name stand in two columns beside each other.
fn year_and_month(at: usize, years: &Column, names: &Column) -> Option<Entry> {
    let words = names.dictionary().filter(|words| (1..=MOST).contains(&words.len()))?;
    let is_year = years.kind == ColumnType::Year
        || years.kind == ColumnType::Integer
            && years.bounds().is_some_and(|(least, most)| least >= 1500 && most < 2200);
    let all = is_year && !years.any_missing() && words.iter().all(|word| months::number(word.trim()).is_some());
    let (year, month) =
        (years.header.as_deref().unwrap_or(&years.name), names.header.as_deref().unwrap_or(&names.name));
    let name = if names.name.starts_with("column ") { "month" } else { &names.name };
    all.then(|| Entry {
        name: name.to_owned(),
        columns: vec![at, at + 1],
        said: vec![format!("of: [{}, {}]", key(year), key(month))],
        kind: ColumnType::YearMonth,
        no_value: BTreeSet::new(),
        is_empty: false,
    })
}

/// Returns how many digits the codes of a column have from which a spreadsheet took zeros: they differ by one digit.
fn code_width(column: &Column) -> Option<usize> {
    const CODES: [&str; 17] = [
        "code",
        "codes",
        "id",
        "key",
        "ags",
        "ars",
        "fips",
        "geoid",
        "zip",
        "plz",
        "nuts",
        "lau",
        "gss",
        "kennziffer",
        "schlüssel",
        "código",
        "codigo",
    ];
    let name = column.name.to_lowercase();
    let called = name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        CODES.contains(&word)
            || ["code", "schlüssel", "_id"].iter().any(|end| word.len() > end.len() && word.ends_with(end))
    });
    let (least, most) = column.bounds().filter(|_| called && column.kind == ColumnType::Integer)?;
    let (fewest, width) = (least.checked_ilog10()? + 1, most.checked_ilog10()? + 1);
    (least > 0 && width == fewest + 1 && width > 2).then_some(width as usize)
}

/// Returns how many decimals are proposed for a column that came out as text because a program wrote all digits of a double.
///
/// They are as many as a double has, and no more than all numbers of the column have room for.
fn endless(column: &Column) -> Option<u32> {
    const OF_DOUBLE: u32 = 15;
    const DIGITS: u32 = 18;
    let words = column.dictionary().filter(|words| !words.is_empty())?;
    let is_number = |word: &str| {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
        word.chars().all(of_number) && word.parse::<f64>().is_ok()
    };
    let long = |word: &str| word.split_once('.').is_some_and(|(_, part)| part.len() > 9);
    let before_point = |word: &str| {
        let number: f64 = word.parse().unwrap_or(0.0);
        format!("{:.0}", number.abs()).len()
    };
    let most = words.iter().map(|word| before_point(word.trim())).max().unwrap_or(1);
    let room = DIGITS.saturating_sub(u32::try_from(most).unwrap_or(DIGITS));
    (words.iter().any(long) && words.iter().map(str::trim).all(is_number)).then_some(room.min(OF_DOUBLE))
}

/// What is proposed for a column.
struct Proposed {
    kind: ColumnType,
    format: Option<&'static str>,
    /// The cells that stand where values are, and are none.
    no_value: BTreeSet<String>,
    /// Whether it holds no value at all.
    is_empty: bool,
}

/// More different labels are not looked at.
const MOST: usize = 5_000;

/// Returns the type to declare for a column: of one of text whose labels are all periods, days or numbers, that of these.
fn proposed(column: &Column) -> Proposed {
    const KINDS: [ColumnType; 3] = [ColumnType::YearMonth, ColumnType::Term, ColumnType::Period];
    let as_read = Proposed { kind: column.kind, format: None, no_value: BTreeSet::new(), is_empty: false };
    if let Some((kind, format)) = longer(column) {
        return Proposed { kind, format, ..as_read };
    }
    let Some(words) = column.dictionary().filter(|words| (1..=MOST).contains(&words.len())) else { return as_read };
    let is_none = |word: &&str| NO_VALUE.contains(&word.to_lowercase().as_str());
    let (none, rest): (Vec<&str>, Vec<&str>) = words.iter().map(str::trim).partition(is_none);
    if rest.is_empty() {
        return Proposed { is_empty: true, ..as_read };
    }
    let no_value: BTreeSet<String> = none.into_iter().map(str::to_owned).collect();
    let all = |kind: &ColumnType| {
        kind.length().is_some_and(|length| rest.iter().all(|word| read_period(word, length).is_some()))
    };
    // `1.010` is a thousand and ten in half of Europe.
    let is_grouped = rest.iter().any(|word| word.split_once('.').is_some_and(|(_, part)| part.len() == 3));
    if !is_grouped && rest.iter().all(|word| is_plain_number(word)) {
        // A column of numbers that came out as text for another reason is asked about, not proposed.
        let is_whole = rest.iter().all(|word| !word.contains('.'));
        let kind = if is_whole { ColumnType::Integer } else { ColumnType::Number };
        return if no_value.is_empty() { as_read } else { Proposed { kind, format: None, no_value, is_empty: false } };
    }
    if let Some(format) = day_format(&rest) {
        return Proposed { kind: ColumnType::Date, format: Some(format), no_value, is_empty: false };
    }
    // A column of years such as `2010-11` may be one of months: there is a question, and no proposal.
    let is_asked = rest.iter().all(|word| financial_year(word).is_some());
    match KINDS.iter().find(|kind| !is_asked && all(kind)) {
        Some(kind) => Proposed { kind: *kind, format: None, no_value, is_empty: false },
        None => as_read,
    }
}

/// Returns the periods that days stand for where every one of them begins one, and that whole numbers in a column without a name
/// are years: one after the other.
fn longer(column: &Column) -> Option<(ColumnType, Option<&'static str>)> {
    const FEW: usize = 3;
    let mut values: Vec<i64> = match column.kind {
        ColumnType::Date | ColumnType::Integer => column.values().collect(),
        _ => return None,
    };
    values.sort_unstable();
    values.dedup();
    let steps = |least: i64, of: &dyn Fn(i64) -> bool| {
        values.len() >= FEW && values.windows(2).all(|two| of(two[1] - two[0]) && two[1] - two[0] >= least)
    };
    if column.kind == ColumnType::Integer {
        const TIMES: [&str; 7] = ["date", "time", "period", "time_period", "datum", "fecha", "zeit"];
        let nameless = column.name.starts_with("column ") || TIMES.contains(&column.name.to_lowercase().as_str());
        let years =
            values.first().is_some_and(|first| *first >= 1500) && values.last().is_some_and(|last| *last < 2200);
        return (nameless && years && steps(1, &|step| step == 1)).then_some((ColumnType::Year, None));
    }
    let days: Vec<Date> = values.iter().map(|days| Date::from_days(*days)).collect::<Option<_>>()?;
    let first =
        |months: &[u8]| days.len() >= FEW && days.iter().all(|day| day.day() == 1 && months.contains(&day.month()));
    if first(&[1]) {
        Some((ColumnType::Year, Some("%Y-01-01")))
    } else if first(&[1, 4, 7, 10]) {
        Some((ColumnType::Quarter, Some("%Y-%m-%d")))
    } else if first(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
        Some((ColumnType::YearMonth, Some("%Y-%m-01")))
    } else if steps(7, &|step| step % 7 == 0) && values.windows(2).any(|two| two[1] - two[0] == 7) {
        Some((ColumnType::Week, Some("%Y-%m-%d")))
    } else {
        None
    }
}

/// Returns whether a word is a number as a machine writes it, without a zero before its digits.
fn is_plain_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'))
}

/// Returns how days are written where every one of them tells it: with points, or with strokes where one could be no month.
fn day_format(words: &[&str]) -> Option<&'static str> {
    const FORMATS: [(char, &str, bool); 3] =
        [('.', "%d.%m.%Y", true), ('/', "%d/%m/%Y", true), ('/', "%m/%d/%Y", false)];
    let reads = |word: &str, separator: char, is_day_first: bool| {
        let parts: Vec<i16> = word.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [first, second, year] = parts.as_slice() else { return None };
        let (day, month) = if is_day_first { (first, second) } else { (second, first) };
        Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).filter(|date| date.year() > 999)
    };
    let fits = |(separator, _, is_day_first): &&(char, &str, bool)| {
        words.iter().all(|word| reads(word, *separator, *is_day_first).is_some())
    };
    let mut fitting = FORMATS.iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none()).map(|(_, format, _)| *format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_labels_that_are_periods_is_proposed_as_one() {
        for (labels, kind) in [
            (["2023Aug", "2023Sep"], "yearmonth"),
            (["Januar 2024", "Mai 2024"], "yearmonth"),
            (["Autumn 2023", "Spring 2024"], "term"),
            (["YE Jun 2024", "YE Sep 2024"], "period"),
            (["2009-10", "2010-11"], "string"),
            (["May", "June"], "string"),
            (["2.7", "NA"], "number"),
            (["1.010", "..."], "string"),
            (["-", "12"], "integer"),
            (["007", "NA"], "string"),
            (["31.12.2024", "1.1.2025"], "date"),
            (["03/11/2025", "04/11/2025"], "string"),
            (["03/11/2025", "14/11/2025"], "date"),
        ] {
            let mut words = crate::table::Words::default();
            for label in labels {
                words.add(label.as_bytes());
            }
            let cells = crate::table::Cells::Words { codes: [0, 1].into_iter().collect(), words };
            let form = crate::table::Form::default();
            let column = Column { name: "x".into(), header: None, kind: ColumnType::String, cells, oddity: None, form };
            assert_eq!(proposed(&column).kind.word(), kind, "{labels:?}");
        }
    }
}
