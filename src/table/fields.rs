//! A table's columns as YAML that an author can paste below their dataset.

use std::collections::BTreeSet;

use crate::language::headings::NO_VALUE;
use crate::language::months;
use crate::number::Date;

use super::{Column, ColumnType, Table, financial_year, read_period};

/// A table's description, as far as its cells tell it: what is true of every one of them.
#[derive(Debug, Default)]
pub(crate) struct Described {
    /// The entries of `fields`, a line each.
    pub(crate) fields: Vec<String>,
    /// The other keys of the dataset, each with what is declared for it.
    pub(crate) keys: Vec<(&'static str, String)>,
}

impl Described {
    /// Returns it as lines to be pasted below a dataset.
    pub(crate) fn yaml(&self) -> String {
        let mut yaml = String::from("fields:\n");
        for line in &self.fields {
            yaml.extend(["  ", line, "\n"]);
        }
        for (key, value) in &self.keys {
            yaml.extend([key.to_string().as_str(), ": ", value, "\n"]);
        }
        yaml
    }

    /// Returns it as it is pasted inside the braces of a dataset.
    pub(crate) fn in_braces(&self) -> String {
        let fields = format!("fields: {{ {} }}", self.fields.join(", "));
        let keys = self.keys.iter().map(|(key, value)| format!("{key}: {value}"));
        std::iter::once(fields).chain(keys).collect::<Vec<_>>().join(", ")
    }
}

/// What is proposed for a column.
struct Proposed {
    kind: ColumnType,
    format: Option<&'static str>,
    /// The cells that stand where values are, and are none.
    no_value: BTreeSet<String>,
}

/// Returns a table's columns as its author may declare them.
pub(crate) fn describe(table: &Table) -> Described {
    let mut described = Described::default();
    let proposed: Vec<Proposed> = table.columns.iter().map(proposed).collect();
    let mut joined = None;
    for (at, (column, proposal)) in table.columns.iter().zip(&proposed).enumerate() {
        if joined == Some(at) {
            continue;
        }
        if let Some(months) = table.columns.get(at + 1).and_then(|months| year_and_month(column, months)) {
            described.fields.push(months);
            joined = Some(at + 1);
            continue;
        }
        let Proposed { kind, format, .. } = proposal;
        described.fields.push(match format {
            None => entry(&column.name, column.header.as_deref(), kind.word()),
            Some(format) => {
                let of = column.header.as_deref().map(|header| format!("of: {}, ", key(header))).unwrap_or_default();
                format!("{}: {{ {of}type: {}, format: \"{format}\" }}", key(&column.name), kind.word())
            }
        });
    }
    let none: BTreeSet<&str> = proposed.iter().flat_map(|of| of.no_value.iter().map(String::as_str)).collect();
    if !none.is_empty() {
        let words: Vec<String> = std::iter::once("").chain(none).map(|word| format!("{word:?}")).collect();
        described.keys.push(("missingValues", format!("[{}]", words.join(", "))));
    }
    described
}

/// Returns the entry of a month whose year and name stand in two columns beside each other.
fn year_and_month(years: &Column, names: &Column) -> Option<String> {
    let words = names.dictionary().filter(|words| (1..=MOST).contains(&words.len()))?;
    let is_year = years.kind == ColumnType::Year
        || years.kind == ColumnType::Integer
            && years.bounds().is_some_and(|(least, most)| least >= 1500 && most < 2200);
    let all = is_year && !years.any_missing() && words.iter().all(|word| months::number(word.trim()).is_some());
    let (year, month) =
        (years.header.as_deref().unwrap_or(&years.name), names.header.as_deref().unwrap_or(&names.name));
    let name = if names.name.starts_with("column ") { "month" } else { &names.name };
    all.then(|| format!("{}: {{ type: yearmonth, of: [{}, {}] }}", key(name), key(year), key(month)))
}

/// More different labels are not looked at.
const MOST: usize = 5_000;

/// Returns the type to declare for a column: of one of text whose labels are all periods, days or numbers, that of these.
fn proposed(column: &Column) -> Proposed {
    const KINDS: [ColumnType; 3] = [ColumnType::YearMonth, ColumnType::Term, ColumnType::Period];
    let as_read = Proposed { kind: column.kind, format: None, no_value: BTreeSet::new() };
    let Some(words) = column.dictionary().filter(|words| (1..=MOST).contains(&words.len())) else { return as_read };
    let is_none = |word: &&str| NO_VALUE.contains(&word.to_lowercase().as_str());
    let (none, rest): (Vec<&str>, Vec<&str>) = words.iter().map(str::trim).partition(is_none);
    if rest.is_empty() {
        return as_read;
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
        return if no_value.is_empty() { as_read } else { Proposed { kind, format: None, no_value } };
    }
    if let Some(format) = day_format(&rest) {
        return Proposed { kind: ColumnType::Date, format: Some(format), no_value };
    }
    // A column of years such as `2010-11` may be one of months: there is a question, and no proposal.
    let is_asked = rest.iter().all(|word| financial_year(word).is_some());
    match KINDS.iter().find(|kind| !is_asked && all(kind)) {
        Some(kind) => Proposed { kind: *kind, format: None, no_value },
        None => as_read,
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

/// Returns the entry of a column under `fields`.
pub(crate) fn entry(name: &str, header: Option<&str>, kind: &str) -> String {
    match header {
        None => format!("{}: {kind}", key(name)),
        Some(header) => format!("{}: {{ of: {}, type: {kind} }}", key(name), key(header)),
    }
}

/// Returns whether some readers of YAML take a plain word for true, false or nothing.
pub(crate) fn is_reserved(word: &str) -> bool {
    const RESERVED: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    RESERVED.contains(&word.to_ascii_lowercase().as_str())
}

/// Returns a name as a key of YAML, in quotes where it would be read as something else.
pub(crate) fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !name.ends_with(' ')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '(' | ')' | '/' | '.' | '-'))
        && !is_reserved(name);
    if plain { name.to_owned() } else { serde_json::Value::from(name).to_string() }
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

    #[test]
    fn names_are_quoted_where_yaml_would_misread_them() {
        assert_eq!(key("Month (abbv)"), "Month (abbv)");
        assert_eq!(key("Fälle"), "Fälle");
        for (name, written) in
            [("no", "\"no\""), ("2025", "\"2025\""), ("a: b", "\"a: b\""), ("a \"b\"", r#""a \"b\"""#), ("~", "\"~\"")]
        {
            assert_eq!(key(name), written);
        }
    }
}
