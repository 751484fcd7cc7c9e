//! Days, months and years as files write them: ISO by default, or a pattern of `%` signs, with English names of months.

use crate::table::{ColumnType, day_number, financial_year, month_number, quarter, week};

/// How a column writes its days, months or years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    items: Vec<Item>,
    kind: ColumnType,
    two_digits: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// Four digits.
    Year,
    /// Two digits: 69 to 99 are of the twentieth century, the rest of this one.
    ShortYear,
    /// One or two digits; two where digits stand beside them.
    Month,
    /// `November` or `Nov`, in any case.
    MonthName,
    /// One or two digits; two where digits stand beside them.
    Day,
    /// This byte.
    Literal(u8),
}

const MONTHS: [&[u8]; 12] = [
    b"january",
    b"february",
    b"march",
    b"april",
    b"may",
    b"june",
    b"july",
    b"august",
    b"september",
    b"october",
    b"november",
    b"december",
];

impl Pattern {
    /// Returns how a type of time is written where no format says otherwise: ISO for days, months and years, all the usual
    /// ways for quarters, weeks and financial years, which no two of them share.
    pub(super) fn iso(kind: ColumnType) -> Self {
        let items = match kind {
            ColumnType::Quarter | ColumnType::Week | ColumnType::FinancialYear { .. } => Vec::new(),
            ColumnType::Year => vec![Item::Year],
            ColumnType::YearMonth => vec![Item::Year, Item::Literal(b'-'), Item::Month],
            _ => vec![Item::Year, Item::Literal(b'-'), Item::Month, Item::Literal(b'-'), Item::Day],
        };
        Self { items, kind, two_digits: true }
    }

    /// Returns the pattern that a declared format means; where it cannot be used, what is wanted instead.
    pub(super) fn parse(format: &str, kind: ColumnType) -> Result<Self, String> {
        if format == "default" {
            return Ok(Self::iso(kind));
        }
        if matches!(kind, ColumnType::Quarter | ColumnType::Week | ColumnType::FinancialYear { .. }) {
            return Err(format!(
                "a column of type `{}` is read in all its usual forms: leave `format` out",
                kind.word()
            ));
        }
        let mut items = Vec::new();
        let mut bytes = format.bytes();
        while let Some(byte) = bytes.next() {
            items.push(match (byte, if byte == b'%' { bytes.next() } else { None }) {
                (b'%', Some(b'Y')) => Item::Year,
                (b'%', Some(b'y')) => Item::ShortYear,
                (b'%', Some(b'm')) => Item::Month,
                (b'%', Some(b'b' | b'B' | b'h')) => Item::MonthName,
                (b'%', Some(b'd' | b'e')) => Item::Day,
                (b'%', Some(b'%')) => Item::Literal(b'%'),
                (b'%', other) => {
                    let sign = other.map(char::from).unwrap_or_default();
                    return Err(format!("`%{sign}` is not understood: use `%Y`, `%y`, `%m`, `%b`, `%B` and `%d`"));
                }
                (byte, _) => Item::Literal(byte),
            });
        }
        let count = |wanted: &[Item]| items.iter().filter(|item| wanted.contains(item)).count();
        let has = (count(&[Item::Year, Item::ShortYear]), count(&[Item::Month, Item::MonthName]), count(&[Item::Day]));
        match (kind, has) {
            (ColumnType::Date, (1, 1, 1)) | (ColumnType::YearMonth, (1, 1, 0)) | (ColumnType::Year, (1, 0, 0)) => {
                Ok(Self { items, kind, two_digits: false })
            }
            (ColumnType::Date, _) => Err("a date needs one year, one month and one day, such as `%d/%m/%Y`".to_owned()),
            (ColumnType::YearMonth, _) => Err("a month needs one year and one month, such as `%b %Y`".to_owned()),
            _ => Err("a year needs one year and nothing else, such as `FY%Y`".to_owned()),
        }
    }

    /// Returns the encoded day, month or year in a cell.
    pub(super) fn read(&self, cell: &[u8]) -> Option<i64> {
        let text = || std::str::from_utf8(cell).ok();
        match self.kind {
            ColumnType::Quarter => return quarter(text()?),
            ColumnType::Week => return week(text()?),
            ColumnType::FinancialYear { .. } => return financial_year(text()?),
            _ => {}
        }
        let (mut year, mut month, mut day) = (0_i16, 1_i8, 1_i8);
        let mut rest = cell.trim_ascii();
        for (index, item) in self.items.iter().enumerate() {
            match item {
                Item::Literal(byte) => rest = rest.strip_prefix(&[*byte])?,
                Item::Year => year = digits(&mut rest, 4, 4)?,
                Item::ShortYear => {
                    let short = digits(&mut rest, 2, 2)?;
                    year = if short < 69 { 2000 + short } else { 1900 + short };
                }
                Item::Month => month = self.one_or_two(index, &mut rest)?,
                Item::Day => day = self.one_or_two(index, &mut rest)?,
                Item::MonthName => month = month_name(&mut rest)?,
            }
        }
        if !rest.is_empty() {
            return None;
        }
        match self.kind {
            ColumnType::Year => Some(year.into()),
            ColumnType::YearMonth => month_number(year, month),
            _ => day_number(year, month, day),
        }
    }

    /// ISO always takes two digits; so does a number that has digits beside it.
    fn one_or_two(&self, index: usize, rest: &mut &[u8]) -> Option<i8> {
        let is_number =
            |index: usize| !matches!(self.items.get(index), None | Some(Item::Literal(_) | Item::MonthName));
        let crowded = is_number(index + 1) || index.checked_sub(1).is_some_and(is_number);
        digits(rest, if self.two_digits || crowded { 2 } else { 1 }, 2).and_then(|number| i8::try_from(number).ok())
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

fn month_name(rest: &mut &[u8]) -> Option<i8> {
    let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (name, after) = rest.split_at(letters);
    let is = |month: &&[u8]| {
        name.eq_ignore_ascii_case(month)
            || name.eq_ignore_ascii_case(&month[..3])
            || (*month == b"september" && name.eq_ignore_ascii_case(b"sept"))
    };
    let number = (1..).zip(MONTHS.iter()).find(|(_, month)| is(month))?.0;
    *rest = after.strip_prefix(b".").filter(|_| letters < 5).unwrap_or(after);
    Some(number)
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
            (ColumnType::Year, "FY%Y", "FY2025", "2025"),
        ] {
            assert_eq!(read(kind, format, cell).as_deref(), Some(iso), "{format} {cell}");
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
        ] {
            assert!(Pattern::parse(format, kind).is_err(), "{format}");
        }
    }
}
