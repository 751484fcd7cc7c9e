//! The types of columns that nobody declared: cautious, the same for the same file, and ready to be pasted.
//!
//! A column has the narrowest type that every filled cell agrees on; where they disagree it is text. A number with a
//! leading zero or a plus sign is an id or a telephone number, hence text. A column without a filled cell is text. Four
//! digits are years only where the column is called one, for nothing else tells 2025 the year from 2025 the count; `2009-10`, `2010-11` are text, for
//! nothing tells November 2010 from the year that begins in it.

use crate::table::{ColumnType, Oddity};

/// What the cells of a column seen so far can all be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    can_be: u16,
    oddity: Option<Oddity>,
}

/// The types to be told apart, the narrowest first.
const KINDS: [ColumnType; 9] = [
    ColumnType::Boolean,
    ColumnType::YearMonth,
    ColumnType::Quarter,
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
