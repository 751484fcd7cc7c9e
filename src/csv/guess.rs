//! The types of columns that nobody declared: cautious, the same for the same file, and ready to be pasted.
//!
//! A column has the narrowest type that every filled cell agrees on; where they disagree it is text. A number with a
//! leading zero or a plus sign is an id or a telephone number, hence text. A column without a filled cell is text. Four
//! digits are years only where the column is called one, for nothing else tells 2025 the year from 2025 the count; `2009-10`, `2010-11` are text, for
//! nothing tells November 2010 from the year that begins in it.

use csv::ByteRecord;

use crate::table::{ColumnType, Oddity};

use super::cell_problems;
use super::date::Pattern;
use super::dialect::Dialect;
use super::field::Field;
use super::header::Header;
use super::plan::Plan;
use super::rows::{Next, Row, Rows};
use super::source_lines::SourceLines;

/// How many rows the first guess is made from.
const SAMPLE: usize = 200;

/// What the cells of a column seen so far can all be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    can_be: u16,
    oddity: Option<Oddity>,
}

/// The types to be told apart, the narrowest first.
const KINDS: [ColumnType; 10] = [
    ColumnType::Boolean,
    ColumnType::YearMonth,
    ColumnType::Quarter,
    ColumnType::Half,
    ColumnType::Week,
    ColumnType::Date,
    ColumnType::Year,
    ColumnType::Integer,
    ColumnType::Number,
    ColumnType::FinancialYear { starts: 1 },
];
const ANYTHING: u16 = (1 << KINDS.len()) - 1;
/// Years such as `2010-11`: nothing tells whether they are months, nor in which month they begin.
const FINANCIAL_YEARS: u16 = 1 << (KINDS.len() - 1);

impl Default for Guess {
    fn default() -> Self {
        Self { can_be: ANYTHING, oddity: None }
    }
}

impl Guess {
    /// Returns the type so far.
    pub(super) fn kind(&self) -> ColumnType {
        match self.can_be {
            ANYTHING => ColumnType::String,
            can_be if can_be & FINANCIAL_YEARS != 0 => ColumnType::String,
            can_be => (0..).zip(KINDS).find(|(bit, _)| can_be & (1 << bit) != 0).map_or(ColumnType::String, |(_, k)| k),
        }
    }

    /// Returns whether a further cell could change the type.
    pub(super) fn is_open(&self) -> bool {
        self.can_be != 0
    }

    /// Takes in what a filled cell can be, by type; `oddity` says where it stands, should it be what makes the column text.
    pub(super) fn narrow(&mut self, is: impl Fn(ColumnType) -> bool, oddity: impl FnOnce() -> Oddity) {
        let cell = (0..).zip(KINDS).filter(|(_, kind)| is(*kind)).fold(0, |mask: u16, (bit, _)| mask | 1 << bit);
        let before = self.can_be;
        self.can_be &= cell;
        if self.can_be & FINANCIAL_YEARS != 0 {
            self.oddity.get_or_insert_with(oddity);
        } else if self.can_be != 0 {
            self.oddity = None;
        } else if before != 0 {
            let oddity = oddity();
            if before != ANYTHING || oddity.help.is_some() {
                self.oddity = Some(oddity);
            }
        }
    }

    /// Returns the cell that made the column text.
    pub(super) fn oddity(&self) -> Option<&Oddity> {
        self.oddity.as_ref()
    }
}

/// Takes the type that was guessed for a column.
pub(super) fn settle(field: &mut Field, kind: ColumnType) {
    field.kind = kind;
    field.pattern = Pattern::iso(kind);
    field.truths.0.retain(|word| word != "1");
    field.truths.1.retain(|word| word != "0");
}

/// Guesses the types of undeclared columns from the first rows.
pub(super) fn sample(sheet: &SourceLines<'_>, dialect: &Dialect, header: &Header, plan: &Plan, guesses: &mut [Guess]) {
    if !plan.fields.iter().flatten().any(|field| field.inferred) {
        return;
    }
    let mut rows = Rows::of_data(*sheet, dialect);
    let mut record = ByteRecord::new();
    for _ in 0..SAMPLE {
        let Next::Row(row) = rows.next(&mut record) else { return };
        rows.join_rest(row, &mut record, plan.width());
        if !header.fits(&record) {
            continue;
        }
        let joined = plan.join(&record);
        let cells = record.iter().chain(std::iter::repeat(&b""[..])).take(plan.width());
        let cells = cells.chain(joined.iter().map(Vec::as_slice));
        for ((field, guess), cell) in plan.fields.iter().zip(guesses.iter_mut()).zip(cells) {
            if let Some(field) = field.as_ref().filter(|field| field.inferred && !field.is_missing(cell)) {
                narrow(field, guess, cell, row);
            }
        }
    }
}

/// Narrows a guess by a cell that is not missing.
pub(super) fn narrow(field: &Field, guess: &mut Guess, cell: &[u8], row: Row) {
    let (cell, _) = field.without_flags(cell.trim_ascii());
    if cell.is_empty() {
        return;
    }
    let canonical = is_canonical(cell);
    let number = field.number.read(cell);
    let reads = |kind: ColumnType| Pattern::iso(kind).strictly().read(cell).is_some();
    let is = |kind: ColumnType| match kind {
        ColumnType::Boolean => matches!(cell, b"true" | b"false" | b"True" | b"False" | b"TRUE" | b"FALSE"),
        ColumnType::Integer => canonical && number.is_ok_and(|value| value.decimals == 0),
        ColumnType::Number => canonical && number.is_ok(),
        ColumnType::Year => is_year(&field.name) && reads(kind) && cell >= b"1000".as_slice(),
        // A day is read as the week that it lies in where weeks are declared, not where nobody says so.
        ColumnType::Week if reads(ColumnType::Date) => false,
        kind => canonical && reads(kind),
    };
    guess.narrow(is, || {
        let field = Field { kind: ColumnType::Number, ..field.clone() };
        let help = |fault| cell_problems::number_help(&field, fault, &String::from_utf8_lossy(cell));
        let text = String::from_utf8_lossy(cell);
        let help = if canonical && is(ColumnType::FinancialYear { starts: 1 }) {
            Some(cell_problems::years_help(&field.name, &text))
        } else {
            number.err().and_then(help)
        };
        oddity(cell, row, help)
    });
}

/// Returns a cell as the one that kept its column from being read.
pub(super) fn oddity(cell: &[u8], row: Row, help: Option<String>) -> Oddity {
    let written = String::from_utf8_lossy(cell).into_owned();
    Oddity { line: u32::try_from(row.line).unwrap_or(u32::MAX), written, help }
}

/// Returns whether a column is called one of years, in the languages that files come in.
pub(super) fn is_year(name: &str) -> bool {
    const WORDS: [&str; 9] = ["year", "yr", "jahr", "año", "ano", "année", "annee", "anno", "jaar"];
    name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

/// Returns whether a cell is written as a machine would write a value: no spaces around, no plus sign, no zero before
/// digits, no point at the end.
pub(super) fn is_canonical(cell: &[u8]) -> bool {
    let unsigned = cell.strip_prefix(b"-").unwrap_or(cell);
    let zero_first = matches!(unsigned, [b'0', b'0'..=b'9', rest @ ..] if !rest.contains(&b'-'));
    let starts = unsigned.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b','));
    starts && !zero_first && unsigned.last().is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_a_machine_would_not_write_are_not_canonical() {
        for cell in ["0", "-5", "0.5", ".5", "2,484", "2025-01", "true", "0001-01-01"] {
            assert!(is_canonical(cell.as_bytes()), "{cell}");
        }
        for cell in ["007", "-01", "+5", "5.", " 5", "5 ", "", "-", "00", "$5"] {
            assert!(!is_canonical(cell.as_bytes()), "{cell}");
        }
    }
}
