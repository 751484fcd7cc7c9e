//! What is proposed for a dataset: all that its file shows of itself, in one step. The file is read as declared, what that asks to be
//! declared is taken as said, and it is read again until nothing is asked that the file itself answers.

use crate::csv;
use crate::diagnostic::Problem;
use crate::registry::{Dataset, Entries};
use crate::table::described::{Described, describe};
use crate::table::{Oddity, Table, fields};
use crate::text::RegistryPlace;
use crate::world::ProjectPath;

/// A description to be pasted below a dataset.
#[derive(Debug, Default)]
pub(crate) struct Proposed {
    /// The keys of the dataset, each with what is declared for it and why.
    pub(crate) keys: Vec<Key>,
    /// The entries of `fields`, a line each.
    pub(crate) fields: Vec<String>,
    /// What only the author can say.
    pub(crate) asked: Vec<String>,
}

/// A key of a dataset that is proposed.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: String,
    /// What is declared for it.
    pub(crate) yaml: String,
    /// What of the file speaks for it; none where its cells do.
    pub(crate) why: Option<String>,
}

impl Proposed {
    /// Returns it as lines to be pasted below a dataset.
    pub(crate) fn yaml(&self) -> String {
        let mut yaml = String::new();
        for Key { name, yaml: value, .. } in &self.keys {
            yaml.extend([name.as_str(), ": ", value, "\n"]);
        }
        if !self.fields.is_empty() {
            yaml.push_str("fields:\n");
        }
        for line in &self.fields {
            yaml.extend(["  ", line, "\n"]);
        }
        yaml
    }

    /// Returns it as it is pasted inside the braces of a dataset.
    pub(crate) fn in_braces(&self) -> String {
        let keys = self.keys.iter().map(|Key { name, yaml, .. }| format!("{name}: {yaml}"));
        let fields = format!("fields: {{ {} }}", self.fields.join(", "));
        keys.chain((!self.fields.is_empty()).then_some(fields)).collect::<Vec<_>>().join(", ")
    }
}

/// Returns what the bytes of a file show of themselves beside what a dataset says already.
pub(crate) fn of(bytes: &[u8], file: &ProjectPath, dataset: &Dataset, at: &RegistryPlace) -> Proposed {
    let sheets = if dataset.sheet.is_none() { csv::workbook::shown(bytes, file) } else { Vec::new() };
    if sheets.len() < 2 {
        return of_table(bytes, file, dataset.clone(), at).0;
    }
    // Of several sheets the one is proposed that holds the most numbers.
    let of_sheet = |name: String| {
        let yaml = fields::key(&name);
        let (mut proposed, values) = of_table(bytes, file, Dataset { sheet: Some(name), ..dataset.clone() }, at);
        let why = Some("of its sheets this one holds the most numbers".to_owned());
        proposed.keys.insert(0, Key { name: "sheet".to_owned(), yaml, why });
        (proposed, values)
    };
    let all = sheets.into_iter().rev().map(of_sheet);
    all.max_by_key(|(_, values)| *values).map(|(proposed, _)| proposed).unwrap_or_default()
}

/// Returns the same of one table, and how many values it holds.
fn of_table(bytes: &[u8], file: &ProjectPath, mut dataset: Dataset, at: &RegistryPlace) -> (Proposed, usize) {
    /// So often a file is looked at again after what it asked for was taken as said.
    const LOOKS: usize = 12;
    let mut proposed = Proposed::default();
    let mut lines: Vec<String> = Vec::new();
    for _ in 0..LOOKS {
        let (table, problems) = csv::read(bytes, file, &dataset, at);
        let helps: Vec<(&str, Help)> =
            problems.iter().filter_map(|problem| Some((&*problem.message, asked(problem)?))).collect();
        let key = helps.iter().find_map(|(why, help)| match help {
            Help::Key(key, yaml) if !says(&dataset, key) => Some((why, key.clone(), yaml.clone())),
            _ => None,
        });
        if let Some((why, key, yaml)) = key
            && add(&mut dataset, &format!("{key}: {yaml}"))
        {
            let yaml = in_words(bytes, &key, &yaml).unwrap_or(yaml);
            proposed.keys.push(Key { name: key, yaml, why: Some((*why).to_owned()) });
            continue;
        }
        let before = lines.len();
        for (_, help) in helps {
            if let Help::Field(line) = help
                && !lines.contains(&line)
                && add(&mut dataset, &format!("fields: {{ {line} }}"))
            {
                lines.push(line);
            }
        }
        if lines.len() > before {
            continue;
        }
        let Some(table) = table else { break };
        let Described { fields, keys, asked, values, text } = describe(&table, &csv::surroundings::of(bytes, &dataset));
        let keys = keys.into_iter().filter(|(key, _)| !says(&dataset, key));
        let why =
            |key: &str| (key == "flags").then(|| "what the mark means, as the legend of its office has it".to_owned());
        proposed.keys.extend(keys.map(|(key, yaml)| Key { name: key.to_owned(), yaml, why: why(key) }));
        proposed.fields = fields;
        proposed.asked = asked;
        proposed.asked.extend(odd(&table, &text));
        return (proposed, values);
    }
    (proposed, 0)
}

/// Returns the stroke with which the notes begin, where it is known how many lines they take: the next release may have more.
fn in_words(bytes: &[u8], key: &str, yaml: &str) -> Option<String> {
    const STROKE: usize = 4;
    let lines: usize = yaml.parse().ok().filter(|_| key == "footer_rows")?;
    let text = std::str::from_utf8(bytes).ok()?;
    let first = text.lines().rev().nth(lines.checked_sub(1)?)?;
    let stroke = first.get(..STROKE)?;
    let is_stroke = ["____", "----", "====", "****"].contains(&stroke);
    let is_first = || text.lines().position(|line| line.starts_with(stroke)) == Some(text.lines().count() - lines);
    (is_stroke && is_first()).then(|| format!("{stroke:?}"))
}

/// Asks of each cell that keeps a column from being read as numbers or times, once.
fn odd(table: &Table, text: &[usize]) -> Vec<String> {
    let mut asked: Vec<(&Oddity, Vec<&str>)> = Vec::new();
    for column in text.iter().map(|at| &table.columns[*at]) {
        let Some(odd) = &column.oddity else { continue };
        match asked.iter_mut().find(|(other, _)| (&other.written, &other.help) == (&odd.written, &odd.help)) {
            Some((_, columns)) => columns.push(&column.name),
            None => asked.push((odd, vec![&column.name])),
        }
    }
    let question = |(odd, columns): (&Oddity, Vec<&str>)| {
        let (of, are) = match columns.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => (format!("`{first}` and {} more", rest.len()), "are"),
            all => (format!("`{}`", all.concat()), "is"),
        };
        let help = odd.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{of} {are} text because of `{}` on line {}{help}", odd.written, odd.line)
    };
    asked.into_iter().map(question).collect()
}

/// A key by which a file is read, where the file shows itself otherwise than a dataset says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OtherForm {
    /// Its name.
    pub(crate) key: &'static str,
    /// As the dataset says it, where it does.
    pub(crate) said: Option<String>,
    /// As the file shows it, as YAML; none where the key is to go.
    pub(crate) shown: Option<String>,
}

/// Returns in what the form of a file is another than a dataset says, where it can be read in that.
pub(crate) fn other_form(bytes: &[u8], file: &ProjectPath, dataset: &Dataset, at: &RegistryPlace) -> Vec<OtherForm> {
    let bare = Dataset { fields: Entries::default(), other_fields: None, ..without_form(dataset) };
    let shown = of(bytes, file, &bare, at);
    let mut others = Vec::new();
    for key in KEYS {
        let shown = shown.keys.iter().find(|shown| shown.name == *key).map(|shown| shown.yaml.clone());
        let written: Option<String> = shown.as_deref().and_then(|yaml| serde_yaml::from_str(yaml).ok());
        let said = said(dataset, key).map(str::to_owned);
        if said != written {
            others.push(OtherForm { key, said, shown });
        }
    }
    let mut with = without_form(dataset);
    for key in &shown.keys {
        add(&mut with, &format!("{}: {}", key.name, key.yaml));
    }
    if csv::read(bytes, file, &with, at).0.is_some() { others } else { Vec::new() }
}

/// Returns whether a problem of a file asks for something that the file itself answers.
pub(crate) fn is_answered(problem: &Problem) -> bool {
    matches!(asked(problem), Some(Help::Key(..)))
}

fn asked(problem: &Problem) -> Option<Help> {
    problem.helps.iter().find_map(|help| Help::of(help))
}

/// What a help proposes to declare.
enum Help {
    /// A key of the dataset with its value, as in "declare `delimiter: \";\"`".
    Key(String, String),
    /// A line below `fields`, as in "name it under `fields`, such as `column_1: { of: column 1 }`".
    Field(String),
}

impl Help {
    /// Returns what a help proposes, where the file itself says that it is so.
    fn of(help: &str) -> Option<Self> {
        let words = help.split('`').skip(1).step_by(2).find(|words| words.contains(": "))?;
        let (key, yaml) = words.split_once(": ")?;
        if help.contains("under `fields`") {
            return Some(Self::Field(words.to_owned()));
        }
        KEYS.contains(&key).then(|| Self::Key(key.to_owned(), yaml.to_owned()))
    }
}

macro_rules! keys {
    ($($key:ident)*) => {
        /// The keys that a file answers.
        const KEYS: &[&str] = &[$(stringify!($key)),*];

        /// Returns whether a dataset says a key.
        fn says(dataset: &Dataset, key: &str) -> bool {
            $(if key == stringify!($key) { return dataset.$key.is_some(); })*
            match key {
                "primaryKey" => !dataset.primary_key.is_empty(),
                "missingValues" => dataset.missing_values.is_some(),
                "other_fields" => dataset.other_fields.is_some(),
                "flags" => !dataset.flags.0.is_empty(),
                _ => false,
            }
        }

        /// Returns the key as a dataset says it.
        fn said<'d>(dataset: &'d Dataset, key: &str) -> Option<&'d str> {
            $(if key == stringify!($key) { return dataset.$key.as_deref(); })*
            None
        }

        /// Returns a dataset that says none of these keys.
        fn without_form(dataset: &Dataset) -> Dataset {
            Dataset { $($key: None,)* ..dataset.clone() }
        }

        /// Adds to a dataset what YAML says; nothing where it cannot be read.
        fn add(dataset: &mut Dataset, yaml: &str) -> bool {
            let Ok(said) = serde_yaml::from_str::<Dataset>(yaml) else { return false };
            $(if said.$key.is_some() { dataset.$key = said.$key; })*
            dataset.fields.0.extend(said.fields.0);
            true
        }
    };
}

keys!(delimiter encoding quote_char skip_rows header_rows skip_below footer_rows rest_of_line sheet);

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is proposed for a file, after it was pasted and the file was read with it without a problem.
    fn pasted(content: &str) -> (String, Vec<String>) {
        let file = ProjectPath::fixed("data/x.csv");
        let at = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec!["datasets".into(), "x".into()]);
        let proposed = of(content.as_bytes(), &file, &Dataset::default(), &at);
        let yaml = proposed.yaml();
        let dataset: Dataset = serde_yaml::from_str(&yaml).unwrap_or_else(|why| panic!("{why}: {yaml}"));
        let (table, problems) = csv::read(content.as_bytes(), &file, &dataset, &at);
        let problems: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
        assert!(table.is_some() && problems.is_empty(), "{yaml}{problems:?}");
        (yaml.trim_end().replace('\n', " | "), proposed.asked)
    }

    #[test]
    fn what_a_file_shows_is_proposed_in_one_step_and_can_be_pasted() {
        let wide = (0..14).map(|at| format!("land_{at}")).collect::<Vec<_>>().join(",");
        let numbers = |year: i32| (0..14).map(|at| format!(",{}.5", at + year % 7)).collect::<Vec<_>>().concat();
        let wide = format!(
            "\"\",period,{wide}\n1,2001-01-01{}\n2,2002-01-01{}\n3,2003-01-01{}\n",
            numbers(1),
            numbers(2).replace(",3.5", ",NA"),
            numbers(3)
        );
        for (content, yaml) in [
            (
                "Table 7;;;\nBoats built;;;\n;;steel;wood\n2021;Januar;5;7\n2021;Februar;6;9\n2021;März;...;...\n__________;;;\n© Office;;;\n",
                "delimiter: \";\" | skip_rows: 2 | footer_rows: \"____\" | missingValues: [\"\", \"...\"] | primaryKey: month | fields: |   month: { of: [column 1, column 2], type: yearmonth } |   steel: integer |   wood: integer",
            ),
            (
                "Source: the bank\n,F.X.1\n,,status,remark\n2023Aug,5.3,Estimated value (E),\n2023Jul,5.1,Normal value (A),new basket, new weights\n2023Jun,5.0,Normal value (A),\n",
                "skip_rows: 2 | rest_of_line: remark | primaryKey: month | fields: |   month: { of: column 1, type: yearmonth } |   value: { of: column 2, type: number, flag: status } |   status: string |   remark: string",
            ),
            (
                "Date,Index\n1913-01-01,9.8\n1913-02-01,9.7\n1913-03-01,9.9\n",
                "primaryKey: Date | fields: |   Date: { type: yearmonth, format: \"%Y-%m-01\" } |   Index: number",
            ),
            (
                "day\tregion\tz\n2024-01-07\tA\t10.123456789012345678\n2024-01-14\tA\t-6.1e-05\n2024-01-21\tA\t1.5\n",
                "delimiter: \"\\t\" | primaryKey: day | fields: |   day: { type: week, format: \"%Y-%m-%d\" } |   region: string |   z: { type: number, decimals: 15 }",
            ),
            (
                "GENESIS-Tabelle: 1\nBoats lost;;\n;small;large\n2021;5;-\n2022;-;9\n2023;7;8\n",
                "delimiter: \";\" | skip_rows: 2 | flags: { \"-\": zero } | primaryKey: year | fields: |   year: { of: column 1, type: year } |   small: integer |   large: integer",
            ),
            (
                "year,boats,sunk\n2021,5,-\n2022,6,2\n2023,7,1\n____\n- = nil\n",
                "footer_rows: \"____\" | flags: { \"-\": zero } | primaryKey: year | fields: |   year: year |   boats: integer |   sunk: integer",
            ),
            (
                "Source: the bank\n,F.X.1\nUnit:,[Percent ]\n,,status\n2023Aug,5.3,Estimated value (E)\n2023Jul,5.1,Normal value (A)\n2023Jun,5.0,Normal value (A)\n",
                "skip_rows: 3 | primaryKey: month | fields: |   month: { of: column 1, type: yearmonth } |   percent: { of: column 2, type: number, flag: status } |   status: string",
            ),
            (
                "area code,homes\n1051000,5\n1053000,6\n12060000,7\n",
                "primaryKey: area code | fields: |   area code: { type: string, width: 8 } |   homes: integer",
            ),
            (
                "start,homes\n2023-01-01,4\n2023-04-01,5\n2023-07-01,6\n",
                "primaryKey: start | fields: |   start: { type: quarter, format: \"%Y-%m-%d\" } |   homes: integer",
            ),
            (
                wide.as_str(),
                "other_fields: { type: number } | missingValues: [\"\", \"NA\"] | primaryKey: period | fields: |   row: { of: column 1, type: integer } |   period: { type: year, format: \"%Y-01-01\" }",
            ),
            // What looks like these and is not.
            (
                "day,homes\n2023-01-01,4\n2023-02-03,5\n2023-03-01,6\n",
                "primaryKey: day | fields: |   day: date |   homes: integer",
            ),
            ("seats,rooms\n1,40\n2,50\n10,60\n", "fields: |   seats: integer |   rooms: integer"),
            ("homes,code\n99,a\n100,b\n", "primaryKey: code | fields: |   homes: integer |   code: string"),
        ] {
            assert_eq!(pasted(content).0, yaml, "{content}");
        }
    }

    #[test]
    fn what_only_the_author_can_say_is_asked() {
        let weekly = |running: &dyn Fn(i32) -> i32| {
            (1..=10).map(|week| format!("2024-W{week:02},{}\n", running(week))).collect::<Vec<_>>().concat()
        };
        for (content, asked) in [
            ("week,so far\n".to_owned() + &weekly(&|week| week * week), "`so far` never falls"),
            ("week,cases\n".to_owned() + &weekly(&|week| week % 3), ""),
            ("month,jobs (000s)\n2024-01,5\n2024-02,4\n".to_owned(), "multiplier: 1000"),
            ("year,area,n\n2024,A,1\n2024,B,2\n2024,C,4\n2024,All of it,7\n".to_owned(), "totals: { area: All of it }"),
            ("year,area,n\n2024,A,1\n2024,B,2\n2024,C,5\n2024,D,7\n".to_owned(), ""),
            (
                "year,group,n\n2024,A,1\n2024,B,2\n2024,C,4\n2024,men,3\n2024,women,3\n2024,others,1\n2024,Land,7\n"
                    .to_owned(),
                "totals: { group: any }",
            ),
            ("year,men,women,Total\n2023,1,2,3\n2024,2,3,5\n".to_owned(), "`Total` seems to be the total"),
        ] {
            let questions = pasted(&content).1.join(" ");
            assert!(questions.contains(asked) && (!asked.is_empty() || questions.is_empty()), "{content}{questions}");
        }
    }
}
