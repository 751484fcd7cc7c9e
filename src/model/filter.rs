//! Conditions on the cells of a row.

use std::cmp::Ordering;

use regex::Regex;

use crate::number::{Earlier, Number};
use crate::vocabulary::End;

/// A condition on a column.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The column's index.
    pub column: usize,
    /// What its cell must be.
    pub predicate: Predicate,
}

impl Filter {
    /// Returns whether it asks by name for one of some encoded values of a column.
    pub fn names_any(&self, column: usize, values: &[i64]) -> bool {
        let named = match &self.predicate {
            Predicate::In(wanted) => wanted.iter().any(|value| values.contains(value)),
            Predicate::NotIn(_)
            | Predicate::Within { .. }
            | Predicate::Matches(_)
            | Predicate::Related(_)
            | Predicate::Ranked(_) => false,
        };
        self.column == column && named
    }
}

/// What a cell must be; values are in the column's own encoding (see [`Column::encode`](crate::table::Column::encode)). A cell
/// without a value is [`Predicate::EMPTY`] and nothing else: it is equal to that, differs from every value, lies within no
/// bounds, and matches what an empty text matches.
#[derive(Debug, Clone)]
pub enum Predicate {
    /// One of these encoded values (one for equality; none: no row has it).
    In(Vec<i64>),
    /// None of these encoded values.
    NotIn(Vec<i64>),
    /// Within bounds, each with whether the bound itself is included.
    Within {
        /// The lower bound.
        low: Option<(i64, bool)>,
        /// The upper bound.
        high: Option<(i64, bool)>,
    },
    /// The cell as text matches; for text columns.
    Matches(Regex),
    /// The cell is so to another.
    Related(Box<Related>),
    /// The cell is among the greatest, or the least.
    Ranked(Box<Ranked>),
}

impl Predicate {
    /// Returns whether it asks for nothing but that there is something to hold the cell against.
    pub(crate) fn is_known(&self) -> bool {
        matches!(self, Self::Related(related) if related.order == Order::Known)
    }

    /// Returns whether the row itself does not tell whether it is met.
    pub(crate) fn looks_elsewhere(&self) -> bool {
        matches!(self, Self::Related(_) | Self::Ranked(_))
    }

    /// What stands for a cell without a value among encoded values.
    pub const EMPTY: i64 = crate::table::Cells::MISSING;

    /// Returns whether an encoded value meets it; of what needs more than the value, no.
    pub(crate) fn holds(&self, value: i64) -> bool {
        match self {
            Self::In(values) => values.contains(&value),
            Self::NotIn(values) => !values.contains(&value),
            Self::Within { low, high } => {
                value != Self::EMPTY
                    && low.is_none_or(|(low, included)| value > low || (included && value == low))
                    && high.is_none_or(|(high, included)| value < high || (included && value == high))
            }
            Self::Matches(_) | Self::Related(_) | Self::Ranked(_) => false,
        }
    }
}

/// A cell is so to another.
#[derive(Debug, Clone)]
pub struct Related {
    /// How.
    pub order: Order,
    /// To which.
    pub to: RelatedTo,
    /// The other conditions, under which the first, the lowest and the highest are sought.
    pub under: Vec<Filter>,
}

/// How one value is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Greater.
    Above,
    /// Greater, or the same.
    AtLeast,
    /// Less.
    Below,
    /// Less, or the same.
    AtMost,
    /// Whichever: both have a value.
    Known,
}

impl Order {
    /// Returns whether no value is so to itself.
    pub fn is_strict(self) -> bool {
        matches!(self, Self::Above | Self::Below)
    }

    /// Returns whether a value that compares so to the other is as asked.
    pub fn is_met(self, ordering: Ordering) -> bool {
        match self {
            Self::Above => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Below => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Known => true,
        }
    }
}

/// The cell that another is held against.
#[derive(Debug, Clone)]
pub enum RelatedTo {
    /// That of another column of the same row.
    Column(usize),
    /// That of the same column in the row that agrees in the rest of what names a row.
    Row {
        /// The columns in which both rows agree.
        key: Vec<usize>,
        /// The column in which they differ.
        column: usize,
        /// What the other row has there.
        there: There,
    },
}

/// What another row has in the column in which it differs.
#[derive(Debug, Clone)]
pub enum There {
    /// One of these encoded values.
    Labels(Vec<i64>),
    /// An earlier period.
    Earlier(Earlier),
    /// The first period.
    First,
    /// The period in which the cell is greatest or least.
    Extreme(End),
}

/// A cell is among those that have the most, or the least, of the rows under these conditions.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// At which end.
    pub end: End,
    /// How many.
    pub part: RankedPart,
    /// The other conditions.
    pub under: Vec<Filter>,
}

/// How many rows are taken from an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankedPart {
    /// So many.
    Rows(usize),
    /// So many percent of them, rounded down.
    Percent(Number),
}

impl RankedPart {
    /// Returns how many of so many rows are taken.
    pub fn of(self, rows: usize) -> usize {
        match self {
            Self::Rows(count) => count.min(rows),
            Self::Percent(percent) => {
                let all = i64::try_from(rows).map(Number::from).ok();
                let part = all.and_then(|all| all.times(percent).ok()?.over(Number::HUNDRED).ok());
                let floor = |part: Number| {
                    let (digits, decimals) = part.to_parts();
                    usize::try_from(digits / 10_i128.checked_pow(decimals)?).ok()
                };
                part.and_then(floor).unwrap_or(0).min(rows)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_rows_is_rounded_down() {
        let percent = |words: &str| RankedPart::Percent(Number::parse(words).unwrap());
        assert_eq!(percent("10").of(40), 4);
        assert_eq!(percent("10").of(39), 3);
        assert_eq!(percent("12.5").of(8), 1);
        assert_eq!(percent("10").of(9), 0, "no row is a tenth of nine");
        assert_eq!(RankedPart::Rows(3).of(2), 2);
    }
}
