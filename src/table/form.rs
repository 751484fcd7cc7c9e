//! How a file writes the numbers of a column, where that is more than the numbers themselves.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::vocabulary::Caveats;

/// How a column's numbers are written and declared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Whether its type was inferred, for nobody declares one.
    pub inferred: bool,
    /// What each cell is multiplied by: 1,000 where the file counts in thousands.
    pub multiplier: Option<Number>,
    /// Digits after the decimal point in the file.
    pub decimals: u32,
    /// The fewest digits after the point of a cell that has one; none where no cell has.
    pub fewest_decimals: Option<u32>,
    /// What marks behind the numbers say, by row.
    pub said: BTreeMap<usize, Caveats>,
    /// Whether its author says what its least value may be.
    pub minimum: bool,
    /// Whether its author says what its greatest value may be.
    pub maximum: bool,
}

impl Form {
    /// Returns the digits of a cell as published, and how many of them are decimals, of a value and its decimals in the
    /// column.
    pub fn published(&self, value: i64, scale: u32) -> (i128, u32) {
        let Some(multiplier) = self.multiplier else { return (value.into(), scale) };
        let published = Number::new(value.into(), scale).and_then(|value| value.over(multiplier).ok());
        let (digits, decimals) =
            published.map_or((value.into(), scale), |number| number.rounded(self.decimals).to_parts());
        let filled = 10_i128.checked_pow(self.decimals.saturating_sub(decimals));
        match filled.and_then(|filled| digits.checked_mul(filled)) {
            Some(digits) if decimals <= self.decimals => (digits, self.decimals),
            _ => (digits, decimals),
        }
    }
}
