//! Which type is proposed for a column that came out as text or as whole numbers: of periods, days or numbers.

use std::collections::BTreeSet;

use crate::language::cells::NO_VALUE;
use crate::number::Date;

use super::{Column, ColumnType, financial_year, read_period};

/// What is proposed for a column.
pub(super) struct Proposed {
    pub(super) kind: ColumnType,
    pub(super) format: Option<&'static str>,
    /// The cells that stand where values are, and are none.
    pub(super) no_value: BTreeSet<String>,
    /// Whether it holds no value at all.
    pub(super) is_empty: bool,
}

/// More different labels are not looked at.
pub(super) const MOST: usize = 5_000;

/// Returns the type to declare for a column: of one of text whose labels are all periods, days or numbers, that of these.
pub(super) fn proposed(column: &Column) -> Proposed {
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
