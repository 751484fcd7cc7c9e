//! Days, months, weeks and other periods as files write them: in their usual forms, or by a pattern of `%` signs.

use crate::language::months;
use crate::number::{Date, Granularity, TimePeriod};
use crate::table::{ColumnType, of_two_digits, read_period, two_readings};

/// How a column writes its days or periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    items: Vec<Item>,
    kind: ColumnType,
    two_digits: bool,
    /// Whether cells that the signs do not fit may be written in another usual form.
    or_usual: bool,
    /// Whether the month is the last of twelve.
    year_to: bool,
    /// The language that names of months are in; any where nobody says so.
    pub(super) language: Option<String>,
    /// Which of two months a single year is that of; for `Nov-Jan 2023` does not tell.
    pub(super) year_of: Option<YearOf>,
}

/// Of which of two months a year is the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// The first.
    First,
    /// The last.
    Last,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// Four digits.
    Year,
    /// Two digits: 69 to 99 are of the twentieth century, the rest of this one.
    ShortYear,
    /// One or two digits; two where digits stand beside them.
    Month,
    /// `November`, `Nov` or `nov.`, in any case and in the languages that official files come in.
    MonthName,
    /// One or two digits; two where digits stand beside them.
    Day,
    /// The number of a quarter.
    Quarter,
    /// The number of an ISO week.
    Week,
    /// This byte.
    Literal(u8),
}

/// What a cell said, by its signs.
#[derive(Default)]
struct Parts {
    years: Vec<i16>,
    months: Vec<i8>,
    day: Option<i8>,
    quarter: Option<i8>,
    week: Option<i8>,
}

impl Pattern {
    /// Returns how a type of time is written where no format says otherwise: ISO for days and years, and the usual ways beside
    /// it for months and other periods.
    pub(super) fn iso(kind: ColumnType) -> Self {
        let items = match kind {
            ColumnType::Year => vec![Item::Year],
            ColumnType::YearMonth => vec![Item::Year, Item::Literal(b'-'), Item::Month],
            ColumnType::Date => vec![Item::Year, Item::Literal(b'-'), Item::Month, Item::Literal(b'-'), Item::Day],
            _ => Vec::new(),
        };
        let or_usual = kind == ColumnType::YearMonth || items.is_empty();
        Self { items, kind, two_digits: true, or_usual, year_to: false, language: None, year_of: None }
    }

    /// Returns the same without the ways beside it that a column has to be declared for.
    pub(super) fn strictly(self) -> Self {
        Self { or_usual: self.items.is_empty(), ..self }
    }

    /// Returns the pattern that a declared format means; where it cannot be used, what is wanted instead.
    pub(super) fn parse(format: &str, kind: ColumnType) -> Result<Self, String> {
        if format == "default" {
            return Ok(Self::iso(kind));
        }
        let mut items = Vec::new();
        let mut bytes = format.bytes();
        while let Some(byte) = bytes.next() {
            items.push(match (byte, if byte == b'%' { bytes.next() } else { None }) {
                (b'%', Some(b'Y' | b'G')) => Item::Year,
                (b'%', Some(b'y')) => Item::ShortYear,
                (b'%', Some(b'm')) => Item::Month,
                (b'%', Some(b'b' | b'B' | b'h')) => Item::MonthName,
                (b'%', Some(b'd' | b'e')) => Item::Day,
                (b'%', Some(b'q')) => Item::Quarter,
                (b'%', Some(b'V')) => Item::Week,
                (b'%', Some(b'%')) => Item::Literal(b'%'),
                (b'%', other) => {
                    let sign = other.map(char::from).unwrap_or_default();
                    return Err(format!(
                        "`%{sign}` is not understood: use `%Y`, `%y`, `%m`, `%b`, `%B`, `%d`, `%q` for a quarter, `%G` and `%V` for a week"
                    ));
                }
                (byte, _) => Item::Literal(byte),
            });
        }
        let count = |wanted: &[Item]| items.iter().filter(|item| wanted.contains(item)).count();
        let years = count(&[Item::Year, Item::ShortYear]);
        let has = (
            years,
            count(&[Item::Month, Item::MonthName]),
            count(&[Item::Day]),
            count(&[Item::Quarter]),
            count(&[Item::Week]),
        );
        let wanted = match (kind, has) {
            (ColumnType::Date | ColumnType::Week | ColumnType::Quarter | ColumnType::Half, (1, 1, 1, 0, 0))
            | (ColumnType::YearMonth | ColumnType::Quarter | ColumnType::Half, (1, 1, 0, 0, 0))
            | (ColumnType::Quarter, (1, 0, 0, 1, 0))
            | (ColumnType::Week, (1, 0, 0, 0, 1))
            | (ColumnType::Year | ColumnType::FinancialYear { .. }, (1, 0, 0, 0, 0))
            | (ColumnType::FinancialYear { .. }, (2, 0, 0, 0, 0))
            | (ColumnType::Period, (1 | 2, 1 | 2, 0, 0, 0)) => None,
            (ColumnType::Date, _) => Some("a date needs one year, one month and one day, such as `%d/%m/%Y`"),
            (ColumnType::YearMonth, _) => Some("a month needs one year and one month, such as `%b %Y`"),
            (ColumnType::Quarter, _) => {
                Some("a quarter needs one year and one quarter, such as `%Y %q`, or the month it begins with")
            }
            (ColumnType::Half, _) => {
                Some("a half needs one year and one month, such as `%m/%Y`; else leave `format` out")
            }
            (ColumnType::Week, _) => {
                Some("a week needs one year and one week, such as `%G-W%V`, or a day in it, such as `%d.%m.%Y`")
            }
            (ColumnType::FinancialYear { .. }, _) => {
                Some("such a year needs the year it begins in, and may have the next, as `%Y%y`")
            }
            (ColumnType::Period, _) => Some("a period needs years and months, such as `YE %b %Y` or `%b-%b %Y`"),
            (ColumnType::Term, _) => Some("a term is read in all its usual forms: leave `format` out"),
            _ => Some("a year needs one year and nothing else, such as `FY%Y`"),
        };
        if let Some(wanted) = wanted {
            return Err(wanted.to_owned());
        }
        let words = format.to_lowercase();
        let year_to =
            kind == ColumnType::Period && ["ye ", "year", "12 ", "twelve"].iter().any(|word| words.contains(word));
        Ok(Self { items, kind, two_digits: false, or_usual: false, year_to, language: None, year_of: None })
    }

    /// Returns the same with names of months in one language.
    pub(super) fn in_language(self, language: Option<String>) -> Self {
        Self { language, ..self }
    }

    /// Returns the same where somebody says which of two months a single year is that of.
    pub(super) fn with_year_of(self, year_of: Option<YearOf>) -> Self {
        Self { year_of, ..self }
    }

    /// Returns the encoded day or period in a cell.
    pub(super) fn read(&self, cell: &[u8]) -> Option<i64> {
        let usual = || {
            let words = std::str::from_utf8(cell).ok()?;
            let [ends, begins] = if self.kind == ColumnType::Period { two_readings(words) } else { None }
                .map_or([None; 2], |readings| readings.map(Some));
            let said = match self.year_of {
                Some(YearOf::Last) => ends,
                Some(YearOf::First) => begins,
                None => None,
            };
            said.or_else(|| read_period(words, self.kind.length()?)).map(TimePeriod::number)
        };
        match self.parts(cell).filter(|_| !self.items.is_empty()) {
            None if self.or_usual => usual(),
            parts => self.meant(&parts?),
        }
    }

    fn parts(&self, cell: &[u8]) -> Option<Parts> {
        let mut parts = Parts::default();
        let mut rest = cell.trim_ascii();
        for (index, item) in self.items.iter().enumerate() {
            match item {
                Item::Literal(byte) => rest = rest.strip_prefix(&[*byte])?,
                Item::Year => parts.years.push(digits(&mut rest, 4, 4)?),
                Item::ShortYear => parts.years.push(of_two_digits(digits(&mut rest, 2, 2)?)),
                Item::Month => parts.months.push(self.one_or_two(index, &mut rest)?),
                Item::Day => parts.day = Some(self.one_or_two(index, &mut rest)?),
                Item::Week => parts.week = Some(self.one_or_two(index, &mut rest)?),
                Item::Quarter => parts.quarter = Some(i8::try_from(digits(&mut rest, 1, 1)?).ok()?),
                Item::MonthName => parts.months.push(self.month_name(&mut rest)?),
            }
        }
        rest.is_empty().then_some(parts)
    }

    /// Returns the number of the period that a cell's parts mean.
    fn meant(&self, parts: &Parts) -> Option<i64> {
        let (year, month) = (*parts.years.first()?, parts.months.first().copied());
        let day = || Date::new(year, month.unwrap_or(1), parts.day.unwrap_or(1));
        match (self.kind, self.kind.length()?) {
            // The types that most rows have are told without a look at the calendar.
            (ColumnType::Year, _) => Some(year.into()),
            (ColumnType::Date, _) => Some(day()?.days()),
            (ColumnType::YearMonth, _) => {
                month.filter(|month| (1..=12).contains(month)).map(|month| i64::from(year) * 12 + i64::from(month) - 1)
            }
            (ColumnType::FinancialYear { .. }, _) => {
                let next = parts.years.get(1).is_none_or(|next| (year + 1) % 100 == next % 100);
                next.then(|| year.into())
            }
            (ColumnType::Period, _) => self.between(parts).map(TimePeriod::number),
            (_, length) => {
                let day = match (parts.week, parts.quarter) {
                    (Some(week), _) => Date::week(year, week)?.0,
                    (_, Some(quarter)) => Date::new(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)?,
                    _ => day()?,
                };
                TimePeriod::of_day(day, length).map(TimePeriod::number)
            }
        }
    }

    /// Returns the period between two months; of one month, of the twelve that it ends where the format says so.
    fn between(&self, parts: &Parts) -> Option<TimePeriod> {
        let (&from, &to) = (parts.months.first()?, parts.months.last()?);
        let (&begins, &ends) = (parts.years.first()?, parts.years.last()?);
        let (begins, ends) = match self.year_of {
            _ if parts.years.len() > 1 || from <= to => (begins, ends),
            Some(YearOf::Last) => (ends.checked_sub(1)?, ends),
            Some(YearOf::First) => (begins, begins.checked_add(1)?),
            None => return None,
        };
        let last = Date::new(ends, to, 1)?.month_end();
        if self.year_to {
            let month = TimePeriod::of_day(last, Granularity::Month)?;
            return TimePeriod::between(month.shifted(-11)?.first(), last);
        }
        TimePeriod::between(Date::new(begins, from, 1)?, last)
    }

    /// ISO always takes two digits; so does a number that has digits beside it.
    fn one_or_two(&self, index: usize, rest: &mut &[u8]) -> Option<i8> {
        let is_number =
            |index: usize| !matches!(self.items.get(index), None | Some(Item::Literal(_) | Item::MonthName));
        let crowded = is_number(index + 1) || index.checked_sub(1).is_some_and(is_number);
        digits(rest, if self.two_digits || crowded { 2 } else { 1 }, 2).and_then(|number| i8::try_from(number).ok())
    }

    fn month_name(&self, rest: &mut &[u8]) -> Option<i8> {
        let text = std::str::from_utf8(rest).ok()?;
        let (name, after) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
        let number = match self.language.as_deref() {
            Some(language) => months::number_in(name, language),
            None => months::number(name),
        };
        *rest = after.strip_prefix('.').filter(|_| name.len() < 5).unwrap_or(after).as_bytes();
        i8::try_from(number?).ok()
    }
}

fn digits(rest: &mut &[u8], least: usize, most: usize) -> Option<i16> {
    let count = rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    if count < least {
        return None;
    }
    let (number, after) = rest.split_at(count);
    *rest = after;
    Some(number.iter().fold(0, |number, byte| number * 10 + i16::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: ColumnType, format: &str, cell: &str) -> Option<String> {
        let value = Pattern::parse(format, kind).unwrap().read(cell.as_bytes())?;
        let cells = crate::table::Cells::Values { values: crate::table::Integers::default(), scale: 0 };
        let column = crate::table::Column {
            name: String::new(),
            kind,
            cells,
            oddity: None,
            header: None,
            form: crate::table::Form::default(),
        };
        Some(column.format(value).into_owned())
    }

    #[test]
    fn dates_are_read_in_their_format_and_printed_in_iso() {
        for (kind, format, cell, iso) in [
            (ColumnType::Date, "default", "2025-11-03", "2025-11-03"),
            (ColumnType::Date, "%d/%m/%Y", "3/11/2025", "2025-11-03"),
            (ColumnType::Date, "%m/%d/%Y", "11/03/2025", "2025-11-03"),
            (ColumnType::Date, "%d%m%Y", "03112025", "2025-11-03"),
            (ColumnType::Date, "%B %d, %Y", "November 3, 2025", "2025-11-03"),
            (ColumnType::Date, "%d-%b-%y", "03-NOV-25", "2025-11-03"),
            (ColumnType::Date, "%Y-%m-%dT00:00:00.000", "2025-11-03T00:00:00.000", "2025-11-03"),
            (ColumnType::YearMonth, "default", " 2025-11 ", "2025-11"),
            (ColumnType::YearMonth, "%b %Y", "Nov 2025", "2025-11"),
            (ColumnType::YearMonth, "%b %Y", "Sept. 2025", "2025-09"),
            (ColumnType::YearMonth, "%Y%m", "202511", "2025-11"),
            (ColumnType::YearMonth, "%m/%Y", "1/1999", "1999-01"),
            (ColumnType::Year, "default", "2025", "2025"),
            (ColumnType::YearMonth, "%Y %B", "2025 Jänner", "2025-01"),
            (ColumnType::YearMonth, "default", "Nov-25", "2025-11"),
            (ColumnType::Year, "FY%Y", "FY2025", "2025"),
            (ColumnType::Quarter, "%Y %q", "2025 3", "2025-Q3"),
            (ColumnType::Quarter, "%Y-%m-%d", "2025-07-01", "2025-Q3"),
            (ColumnType::Week, "%G %V", "2020 53", "2020-W53"),
            (ColumnType::Week, "%d.%m.%Y", "3.1.2021", "2020-W53"),
            (ColumnType::FinancialYear { starts: 4 }, "%Y%y", "202425", "2024/25"),
            (ColumnType::Period, "YE %b %Y", "YE Jun 2024", "2023-07/2024-06"),
            (ColumnType::Period, "%b %y to %b %y", "Nov 23 to Jan 24", "2023-11/2024-01"),
        ] {
            assert_eq!(read(kind, format, cell).as_deref(), Some(iso), "{format} {cell}");
        }
    }

    #[test]
    fn the_year_of_two_months_is_that_of_the_one_that_is_named() {
        for format in ["default", "%b-%b %Y"] {
            let read = |year_of| {
                let pattern = Pattern::parse(format, ColumnType::Period).unwrap().with_year_of(year_of);
                pattern.read(b"Nov-Jan 2023").map(|number| ColumnType::Period.at(number))
            };
            assert_eq!(read(None), None);
            assert_eq!(read(Some(YearOf::Last)).as_deref(), Some("2022-11/2023-01"));
            assert_eq!(read(Some(YearOf::First)).as_deref(), Some("2023-11/2024-01"));
        }
    }

    #[test]
    fn what_is_no_date_is_not_bent_into_one() {
        for (kind, format, cell) in [
            (ColumnType::Date, "default", "2025-02-29"),
            (ColumnType::Date, "default", "2025-1-3"),
            (ColumnType::Date, "default", "2025-11-03T00:00:00"),
            (ColumnType::Date, "%d/%m/%Y", "11/13/2025"),
            (ColumnType::Date, "%d/%m/%Y", "03/11/25"),
            (ColumnType::YearMonth, "default", "2025-13"),
            (ColumnType::YearMonth, "%b %Y", "Nove 2025"),
            (ColumnType::YearMonth, "%Y%m", "20251"),
            (ColumnType::Quarter, "%Y %q", "2025 5"),
            (ColumnType::Period, "%b-%b %Y", "Nov-Jan 2023"),
            (ColumnType::Week, "%G %V", "2021 53"),
            (ColumnType::FinancialYear { starts: 4 }, "%Y%y", "202427"),
            (ColumnType::Year, "default", "2026 (FYTD)"),
            (ColumnType::Year, "default", "25"),
        ] {
            assert_eq!(read(kind, format, cell), None, "{format} {cell}");
        }
    }

    #[test]
    fn a_format_has_what_its_type_needs() {
        for (format, kind) in [
            ("%d/%m", ColumnType::Date),
            ("%Y-%m-%d", ColumnType::YearMonth),
            ("%Y %H", ColumnType::Year),
            ("any", ColumnType::Date),
            ("%", ColumnType::Year),
            ("%Y %V", ColumnType::YearMonth),
            ("%Y", ColumnType::Term),
        ] {
            assert!(Pattern::parse(format, kind).is_err(), "{format}");
        }
    }
}
