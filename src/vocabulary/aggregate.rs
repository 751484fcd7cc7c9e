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
            Self::Mean(_) => AggregateKind::Mean,
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
            | Self::Value(column) => Some(column),
            Self::Count(column) => column,
        }
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

    /// Returns the same over the column that another table has in the place of its own; none where that has none.
    pub fn in_table(self, column: impl FnOnce(usize) -> Option<usize>) -> Option<Self> {
        match self.column() {
            None => Some(self),
            Some(own) => Some(self.kind().over(column(own)?)),
        }
    }

    /// Returns the cells on which its number rests.
    pub fn rests_on(self) -> RestsOn {
        match self {
            Self::Sum(column) | Self::Mean(column) | Self::Median(column) | Self::Value(column) => {
                RestsOn::Cells(column)
            }
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
