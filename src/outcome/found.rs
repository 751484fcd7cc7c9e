//! What a test finds in a series or among rows: told in place of the values, with what speaks against the claim.

use crate::number::Number;
use crate::vocabulary::{Caveats, Direction, End};

/// A value of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The value of the series' column, encoded as in that column.
    pub at: i64,
    /// The aggregate of the rows with that value.
    pub number: Number,
    /// Whether a provisional cell takes part.
    pub provisional: bool,
    /// Whether a revised cell takes part.
    pub revised: bool,
    /// What else is said of the cells that take part.
    pub caveats: Caveats,
    /// Whether readers do not see it: a small count of a guarded measure.
    pub withheld: bool,
}

/// What a number leaves out because it has no value or is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missing {
    /// How many rows have no value.
    pub rows: usize,
    /// Of how many.
    pub of: usize,
    /// How many periods no row has, and of how many.
    pub periods: (usize, usize),
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Of a series of which nothing is asked, its ends and what its claim does not allow.
    Range {
        /// The least value.
        least: Point,
        /// The greatest.
        greatest: Point,
        /// The values of which the claim's quantity does not hold, in the order of the series.
        outside: Vec<Point>,
    },
    /// How many of the steps of a series go one way.
    Steps {
        /// So many do.
        count: usize,
        /// Of how many.
        of: usize,
        /// The first that does not.
        against: Option<Step>,
        /// The values of which the claim says how much they are, or how much lies between them.
        held: Vec<Point>,
    },
    /// How many steps in a row go one way up to the last value.
    Run {
        /// How many.
        steps: usize,
        /// The value from which the first of them goes.
        first: Point,
        /// The value to which the last goes.
        last: Point,
        /// The step before them, which goes another way.
        against: Option<Step>,
        /// The values of which the claim says how much they are, or how much lies between them.
        held: Vec<Point>,
    },
    /// That the last value is the greatest or the least since another.
    Since {
        /// Which end.
        end: End,
        /// The last value.
        last: Point,
        /// The latest before it that is as far; none where there is none.
        since: Option<Point>,
        /// The first value of the series.
        first: Point,
        /// How many values there are.
        of: usize,
        /// The value that speaks against the claim.
        against: Option<Point>,
    },
    /// The first and the last value of a series.
    Ends(Point, Point),
    /// Of how many rows, or values of a series, some conditions hold.
    Rows {
        /// How many there are.
        whole: usize,
        /// What those are called of which they hold.
        met: Vec<String>,
        /// What those are called of which they do not.
        others: Vec<String>,
        /// How many are left out, because nobody can say of them whether they do.
        missing: Missing,
    },
    /// A place in an order.
    Place {
        /// From which end it is counted.
        end: End,
        /// Of how many.
        of: usize,
        /// The others that share it.
        tied: Vec<String>,
    },
    /// What places the names have that a claim gives another.
    Placed(Vec<Placed>),
}

/// The place of a name that a claim gives another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The name.
    pub name: String,
    /// Its place.
    pub place: usize,
    /// From which end.
    pub end: End,
    /// Of how many.
    pub of: usize,
    /// The others that share it.
    pub tied: Vec<String>,
}

/// A step of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// From which value.
    pub from: Point,
    /// To which.
    pub to: Point,
}

impl Step {
    /// Returns which way it goes; none where both values are the same.
    pub fn direction(&self) -> Option<Direction> {
        match self.to.number.cmp(&self.from.number) {
            std::cmp::Ordering::Greater => Some(Direction::Rises),
            std::cmp::Ordering::Less => Some(Direction::Falls),
            std::cmp::Ordering::Equal => None,
        }
    }
}
