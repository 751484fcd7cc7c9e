//! Words of the registry in a column's own encoding, so that filters compare integers.

use crate::number::{Date, Granularity, TimePeriod};

use super::calendar::read_period;
use super::{Cells, Column, ColumnType, LookAlikes};

impl Column {
    /// Returns the column's encoding of a value written in the registry; none where the words are no value of the
    /// column's type, and for a text column none where no cell holds them.
    ///
    /// Numbers are written plainly (`1234.5`), days as `2025-11-03`, months as `2025-11`, whatever the file does.
    pub fn encode(&self, written: &str) -> Option<i64> {
        let (first, last) = self.range(written)?;
        (first == last).then_some(first)
    }

    /// Returns the first and last encoded values that words of the registry cover: `2025-11` is thirty days of a date
    /// column, `2025` twelve months. A number that lies between two values of the column covers none: its first is then
    /// one past its last. None where the words are no value at all.
    pub fn range(&self, written: &str) -> Option<(i64, i64)> {
        let words_as_written = written;
        let written = written.trim();
        match (self.kind, &self.cells) {
            (_, Cells::Words { words, .. }) => {
                let exactly = words.find(words_as_written.as_bytes()).or_else(|| words.find(written.as_bytes()));
                let one = || words.find_alike(written).filter(|_| words.look_alikes == LookAlikes::One);
                exactly.or_else(one).map(|code| words.label(code)).map(|code| (code.into(), code.into()))
            }
            (ColumnType::Boolean, _) => match written {
                "true" => Some((1, 1)),
                "false" => Some((0, 0)),
                _ => None,
            },
            (kind, Cells::Values { scale, .. }) => match kind.length() {
                Some(length) => periods(written, length),
                None => number(written, *scale),
            },
        }
    }

    /// Returns the lower bound that words of the registry set: a value and whether it is itself included.
    pub fn at_least(&self, written: &str, inclusive: bool) -> Option<(i64, bool)> {
        let (first, last) = self.range(written)?;
        Some(if inclusive { (first, true) } else { (last, false) })
    }

    /// Returns the upper bound that words of the registry set: a value and whether it is itself included.
    pub fn at_most(&self, written: &str, inclusive: bool) -> Option<(i64, bool)> {
        let (first, last) = self.range(written)?;
        Some(if inclusive { (last, true) } else { (first, false) })
    }
}

/// Returns the first and the last value that words cover in a column of times: the period itself, in any usual form of the
/// column's own, or all that a longer one holds.
fn periods(written: &str, length: Granularity) -> Option<(i64, i64)> {
    if let Some(period) = read_period(written, length) {
        return Some((period.number(), period.number()));
    }
    stretch(written, length).or_else(|| {
        let (from, to) = written.split_once('/')?;
        let (first, last) = (stretch(from, length)?.0, stretch(to, length)?.1);
        (first <= last).then_some((first, last))
    })
}

/// Returns the first and the last period of a length in one, or in a longer one.
fn stretch(written: &str, length: Granularity) -> Option<(i64, i64)> {
    if let Some(period) = read_period(written, length) {
        return Some((period.number(), period.number()));
    }
    let academic = (length == Granularity::Term).then_some(Granularity::FinancialYear { starts: 9 });
    let longer = LONGER.into_iter().chain(academic);
    let (first, last) = longer.into_iter().find_map(|longer| read_period(written, longer)?.parts(length))?;
    Some((first.number(), last.number()))
}

/// What words may name beside periods of the column's own length, the shorter first.
const LONGER: [Granularity; 4] = [Granularity::Month, Granularity::Quarter, Granularity::Half, Granularity::Year];

fn number(written: &str, scale: u32) -> Option<(i64, i64)> {
    let (sign, digits) = match written.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1, digits),
        None => (1, written.strip_prefix('+').unwrap_or(written)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + part.len() == 0 || whole.len() > 30 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let places = scale as usize;
    let (kept, dropped) = part.split_at(part.len().min(places));
    let digits = format!("{whole}{kept:0<places$}");
    let mantissa: i128 = if digits.is_empty() { 0 } else { digits.parse::<i128>().ok()? };
    let fits = |value: i128| i64::try_from(value).ok().filter(|value| *value != Cells::MISSING);
    if dropped.bytes().all(|b| b == b'0') {
        let exact = fits(sign * mantissa)?;
        return Some((exact, exact));
    }
    let (low, high) = if sign > 0 { (mantissa, mantissa + 1) } else { (-mantissa - 1, -mantissa) };
    Some((fits(high)?, fits(low)?))
}

/// Returns the first and last day of a value of a column of times; none for any other column.
pub(crate) fn days_of(at: i64, kind: ColumnType) -> Option<(Date, Date)> {
    let period = TimePeriod::new(kind.length()?, at)?;
    Some((period.first(), period.last()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Form;
    use crate::table::Integers;

    fn column(kind: ColumnType, scale: u32) -> Column {
        let cells = Cells::Values { values: Integers::default(), scale };
        Column { name: "x".to_owned(), kind, cells, oddity: None, header: None, form: Form::default() }
    }

    #[test]
    fn numbers_are_encoded_with_the_scale_of_their_column() {
        let money = column(ColumnType::Number, 2);
        assert_eq!(money.encode("12.5"), Some(1250));
        assert_eq!(money.encode("-0.05"), Some(-5));
        assert_eq!(money.encode("12.500"), Some(1250));
        assert_eq!(money.encode("12.505"), None);
        assert_eq!(money.encode("12,5"), None);
        assert_eq!(money.encode("99999999999999999999"), None);
    }

    #[test]
    fn a_bound_between_two_values_is_set_exactly() {
        let whole = column(ColumnType::Integer, 0);
        assert_eq!(whole.encode("2.5"), None);
        assert_eq!(whole.at_least("2.5", true), Some((3, true)));
        assert_eq!(whole.at_least("2.5", false), Some((2, false)));
        assert_eq!(whole.at_most("2.5", true), Some((2, true)));
        assert_eq!(whole.at_most("-2.5", true), Some((-3, true)));
    }

    #[test]
    fn a_month_covers_the_days_of_a_date_column() {
        let days = column(ColumnType::Date, 0);
        let (first, last) = days.range("2024-02").unwrap();
        assert_eq!((days.format(first).as_ref(), days.format(last).as_ref()), ("2024-02-01", "2024-02-29"));
        assert_eq!(days.encode("2024-02"), None);
        assert_eq!(days.encode("2025-02-29"), None);
        assert_eq!(days.at_most("2024", true).map(|(day, _)| days.format(day).into_owned()), Some("2024-12-31".into()));
    }

    #[test]
    fn quarters_weeks_and_financial_years_are_encoded_and_printed_again() {
        for (kind, written, printed) in [
            (ColumnType::Quarter, "Q4 2025", "2025-Q4"),
            (ColumnType::Week, "2020-W53", "2020-W53"),
            (ColumnType::Half, "H2 2025", "2025-H2"),
            (ColumnType::Term, "spring 2025", "Spring 2025"),
            (ColumnType::Period, "YE Jun 2024", "2023-07/2024-06"),
            (ColumnType::FinancialYear { starts: 4 }, "1999-00", "1999/00"),
        ] {
            let column = column(kind, 0);
            assert_eq!(column.format(column.encode(written).unwrap()), printed);
        }
        let quarters = column(ColumnType::Quarter, 0);
        let (first, last) = quarters.range("2025").unwrap();
        assert_eq!((quarters.format(first).as_ref(), quarters.format(last).as_ref()), ("2025-Q1", "2025-Q4"));
        let months = |written| column(ColumnType::YearMonth, 0).range(written).map(|(first, last)| last - first + 1);
        assert_eq!(months("2025-H2"), Some(6));
        assert_eq!(months("2024-04/2025-03"), Some(12));
        assert_eq!(months("2024-Q2/2025-Q1"), Some(12));
        assert_eq!(months("2025-03/2024-04"), None);
        assert_eq!(months("2024/25"), None, "nothing tells in which month it begins");
        let terms = column(ColumnType::Term, 0).range("2023/24").map(|(first, last)| last - first + 1);
        assert_eq!(terms, Some(3));
        let weeks = column(ColumnType::Week, 0);
        assert_eq!(weeks.range("2021-01-03"), weeks.range("2020-W53"), "a day means the week it lies in");
        assert_eq!(weeks.range("2020-12"), None, "weeks and months do not divide one another");
        assert_eq!(weeks.range("2020").map(|(first, last)| last - first), Some(52));
        assert_eq!(column(ColumnType::FinancialYear { starts: 4 }, 0).range("2020"), None);
    }

    #[test]
    fn a_month_is_encoded_and_printed_again() {
        let months = column(ColumnType::YearMonth, 0);
        let november = months.encode("2025-11").unwrap();
        assert_eq!(months.format(november), "2025-11");
        assert_eq!(months.encode("2025-12"), Some(november + 1));
        assert_eq!(months.encode("2025-13"), None);
        assert_eq!(months.encode("November"), None);
    }
}
