//! A table's columns as YAML that an author can paste below their dataset.

use super::{Column, ColumnType, Table, financial_year, read_period};

/// Returns a table's columns as `fields`, in YAML that can be pasted below its dataset.
pub(crate) fn describe(table: &Table) -> String {
    let mut yaml = String::from("fields:\n");
    for column in &table.columns {
        yaml.push_str("  ");
        yaml.push_str(&entry(&column.name, column.header.as_deref(), proposed(column)));
        yaml.push('\n');
    }
    yaml
}

/// Returns the type to declare for a column: for one of text whose labels are all periods, such as `2023Aug`, that of these.
fn proposed(column: &Column) -> &'static str {
    const KINDS: [ColumnType; 3] = [ColumnType::YearMonth, ColumnType::Term, ColumnType::Period];
    /// More different labels are not looked at.
    const MOST: usize = 5_000;
    let Some(words) = column.dictionary().filter(|words| (1..=MOST).contains(&words.len())) else {
        return column.kind.word();
    };
    let all = |kind: &ColumnType| {
        kind.length().is_some_and(|length| words.iter().all(|word| read_period(word, length).is_some()))
    };
    // A column of years such as `2010-11` may be one of months: there is a question, and no proposal.
    let is_asked = words.iter().all(|word| financial_year(word).is_some());
    KINDS.iter().find(|kind| !is_asked && all(kind)).map_or(column.kind.word(), |kind| kind.word())
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
        ] {
            let mut words = crate::table::Words::default();
            labels.iter().for_each(|label| _ = words.add(label.as_bytes()));
            let cells = crate::table::Cells::Words { codes: [0, 1].into_iter().collect(), words };
            let form = crate::table::Form::default();
            let column = Column { name: "x".into(), header: None, kind: ColumnType::String, cells, oddity: None, form };
            assert_eq!(proposed(&column), kind, "{labels:?}");
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
