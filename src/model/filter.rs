//! Conditions on the cells of a row.

use regex::Regex;

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
            Predicate::NotIn(_) | Predicate::Within { .. } | Predicate::Matches(_) => false,
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
}

impl Predicate {
    /// What stands for a cell without a value among encoded values.
    pub const EMPTY: i64 = crate::table::Cells::MISSING;

    /// Returns whether an encoded value meets it; of a pattern, which needs the words, no.
    pub(crate) fn holds(&self, value: i64) -> bool {
        match self {
            Self::In(values) => values.contains(&value),
            Self::NotIn(values) => !values.contains(&value),
            Self::Within { low, high } => {
                value != Self::EMPTY
                    && low.is_none_or(|(low, included)| value > low || (included && value == low))
                    && high.is_none_or(|(high, included)| value < high || (included && value == high))
            }
            Self::Matches(_) => false,
        }
    }
}
