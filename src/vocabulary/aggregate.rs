//! What is made of the selected rows of a dataset: the words for it, and what each part of the tool asks of it.

use super::vocabulary;

vocabulary! {
    /// What is made of the selected rows of a dataset.
    "aggregate"
    pub enum AggregateKind {
        /// The sum.
        Sum = "sum",
        /// The arithmetic mean.
        Mean = "mean",
        /// The middle value.
        Median = "median",
        /// The value below which so many percent of the rows lie.
        Percentile = "percentile",
        /// The least.
        Min = "min",
        /// The greatest.
        Max = "max",
        /// How many rows, or filled cells of a column.
        Count = "count",
        /// How many different values.
        Distinct = "distinct",
        /// The one value of exactly one row.
        Value = "value",
    }
}

/// What is made of the selected rows; the number is a column's index. What each part of the tool asks of an aggregate is
/// answered here, so that another one is added in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// The sum.
    Sum(usize),
    /// The arithmetic mean.
    Mean(usize),
    /// The arithmetic mean in which each row counts as often as another column says.
    Weighted {
        /// The column.
        column: usize,
        /// The column of the weights.
        weight: usize,
    },
    /// The value below which so many of the rows lie, between two of them where it falls there.
    Percentile {
        /// The column.
        column: usize,
        /// How many, in hundredths of a percent.
        at: u32,
    },
    /// The middle value; of an even number of rows the mean of the middle two.
    Median(usize),
    /// The least.
    Min(usize),
    /// The greatest.
    Max(usize),
    /// How many rows, or filled cells of a column.
    Count(Option<usize>),
    /// How many different values.
    Distinct(usize),
    /// The one value of exactly one row.
    Value(usize),
}

/// The cells on which a number rests: what is said of them is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestsOn {
    /// Those of a column.
    Cells(usize),
    /// Those of two columns.
    Both(usize, usize),
    /// Those of a column that hold its least or greatest value.
    Extreme(usize),
    /// The different values of a column.
    Values(usize),
    /// Whole rows.
    Rows,
    /// None: it only matters that they are filled.
    Filled,
}

impl AggregateKind {
    /// Returns the aggregate of this kind over a column.
    pub fn over(self, column: usize) -> Aggregate {
        match self {
            Self::Sum => Aggregate::Sum(column),
            Self::Mean => Aggregate::Mean(column),
            Self::Median => Aggregate::Median(column),
            Self::Percentile => Aggregate::Percentile { column, at: 5_000 },
            Self::Min => Aggregate::Min(column),
            Self::Max => Aggregate::Max(column),
            Self::Count => Aggregate::Count(Some(column)),
            Self::Distinct => Aggregate::Distinct(column),
            Self::Value => Aggregate::Value(column),
        }
    }

    /// Returns whether it counts, so that its column may hold anything.
    pub fn counts(self) -> bool {
        matches!(self, Self::Count | Self::Distinct)
    }
}

impl Aggregate {
    /// Returns its kind.
    pub fn kind(self) -> AggregateKind {
        match self {
            Self::Sum(_) => AggregateKind::Sum,
            Self::Mean(_) | Self::Weighted { .. } => AggregateKind::Mean,
            Self::Percentile { .. } => AggregateKind::Percentile,
            Self::Median(_) => AggregateKind::Median,
            Self::Min(_) => AggregateKind::Min,
            Self::Max(_) => AggregateKind::Max,
            Self::Count(_) => AggregateKind::Count,
            Self::Distinct(_) => AggregateKind::Distinct,
            Self::Value(_) => AggregateKind::Value,
        }
    }

    /// Returns the column it is made over; none where it counts rows.
    pub fn column(self) -> Option<usize> {
        match self {
            Self::Sum(column)
            | Self::Mean(column)
            | Self::Median(column)
            | Self::Min(column)
            | Self::Max(column)
            | Self::Distinct(column)
            | Self::Value(column)
            | Self::Weighted { column, .. }
            | Self::Percentile { column, .. } => Some(column),
            Self::Count(column) => column,
        }
    }

    /// Returns the columns it is made of: that of its weights too.
    pub fn columns(self) -> impl Iterator<Item = usize> {
        let weight = if let Self::Weighted { weight, .. } = self { Some(weight) } else { None };
        self.column().into_iter().chain(weight)
    }

    /// Returns the column whose amounts it takes; none where rows, cells or values are counted.
    pub fn amounts(self) -> Option<usize> {
        self.column().filter(|_| !self.counts())
    }

    /// Returns whether rows, cells or values are counted.
    pub fn counts(self) -> bool {
        self.kind().counts()
    }

    /// Returns whether it is the least or the greatest of its cells.
    pub fn is_extreme(self) -> bool {
        matches!(self, Self::Min(_) | Self::Max(_))
    }

    /// Returns the same over another column.
    #[must_use]
    pub fn over(self, column: usize) -> Self {
        match self {
            Self::Weighted { weight, .. } => Self::Weighted { column, weight },
            Self::Percentile { at, .. } => Self::Percentile { column, at },
            other => other.kind().over(column),
        }
    }

    /// Returns the same over the column that another table has in the place of its own; none where that has none.
    pub fn in_table(self, place: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        Some(match self {
            Self::Weighted { column, weight } => Self::Weighted { column: place(column)?, weight: place(weight)? },
            other => match other.column() {
                None => other,
                Some(own) => other.over(place(own)?),
            },
        })
    }

    /// Returns the cells on which its number rests.
    pub fn rests_on(self) -> RestsOn {
        match self {
            Self::Sum(column)
            | Self::Mean(column)
            | Self::Median(column)
            | Self::Percentile { column, .. }
            | Self::Value(column) => RestsOn::Cells(column),
            Self::Weighted { column, weight } => RestsOn::Both(column, weight),
            Self::Min(column) | Self::Max(column) => RestsOn::Extreme(column),
            Self::Distinct(column) => RestsOn::Values(column),
            Self::Count(None) => RestsOn::Rows,
            Self::Count(Some(_)) => RestsOn::Filled,
        }
    }

    /// Returns what it makes of cells, behind "takes": "the one value".
    pub fn takes(self) -> &'static str {
        match self {
            Self::Sum(_) => "sum",
            Self::Mean(_) => "mean",
            Self::Weighted { .. } => "weighted mean",
            Self::Percentile { .. } => "percentile",
            Self::Median(_) => "median",
            Self::Min(_) => "least",
            Self::Max(_) => "greatest",
            Self::Count(None) => "number of rows",
            Self::Count(Some(_)) => "number of filled cells",
            Self::Distinct(_) => "number of different values",
            Self::Value(_) => "the one value",
        }
    }
}

/// Returns between which places of so many values in their order so many hundredths of a percent lie: the lower place, and how
/// far it is to the next, in ten-thousandths.
pub fn rank(values: usize, at: u32) -> (usize, u32) {
    let steps = values.saturating_sub(1) as u64 * u64::from(at);
    let part = u32::try_from(steps % 10_000).unwrap_or_default();
    (usize::try_from(steps / 10_000).unwrap_or_default(), part)
}

/// Returns what words say in hundredths of a percent, from 0 to 100: `95`, `99.5`.
pub fn hundredths(words: &str) -> Option<u32> {
    let (whole, part) = words.split_once('.').unwrap_or((words, ""));
    let digits = |words: &str| words.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || words.ends_with('.') || !digits(whole) || !digits(part) {
        return None;
    }
    let hundredths = whole.parse::<u32>().ok()?.checked_mul(100)? + format!("{part:0<2}").parse::<u32>().ok()?;
    (hundredths <= 10_000).then_some(hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_lies_between_two_places() {
        assert_eq!(
            [rank(1, 9_500), rank(2, 5_000), rank(3, 5_000), rank(11, 9_000)],
            [(0, 0), (0, 5_000), (1, 0), (9, 0)]
        );
        assert_eq!([rank(4, 2_500), rank(5, 10_000), rank(5, 0)], [(0, 7_500), (4, 0), (0, 0)]);
    }

    #[test]
    fn a_percentage_has_two_decimals_at_most() {
        for (words, hundredths) in [("95", Some(9_500)), ("99.5", Some(9_950)), ("0", Some(0)), ("100", Some(10_000))] {
            assert_eq!(super::hundredths(words), hundredths, "{words}");
        }
        for words in ["", "101", "-5", "5.", "9.555", "half"] {
            assert_eq!(super::hundredths(words), None, "{words}");
        }
    }
}
