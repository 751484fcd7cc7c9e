//! Named numbers: selections with one aggregate, derivations, quotations.

use crate::number::{Earlier, Number, Period};
use crate::quantity::Quantity;
use crate::text::RegistryPlace;
use crate::vocabulary::{Aggregate, Counts, Direction, End, Per, Ties};

use super::filter::Filter;
use super::{AskedPeriods, Dataset, Key, Measure, Order, Section, Source};

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things of a measure.
    Of(Key<Measure>),
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// So many times.
    Times,
    /// A place in an order.
    Rank,
    /// Steps of a series.
    Steps,
    /// Rows or values of a table whose measure is not declared.
    Plain,
}

impl Unit {
    /// Returns what the difference of two numbers of this unit counts: of two percentages, percentage points; what its author
    /// declares to be a change is one.
    pub fn of_a_difference(self, declared: Option<Key<Measure>>, measures: &Section<Measure>) -> Self {
        let is_change = declared.is_some_and(|measure| measures[measure].counts == Counts::Change);
        match self {
            Self::Percent => Self::Points,
            Self::Of(measure) if !is_change && measures[measure].is_percentage() => Self::Points,
            unit => unit,
        }
    }
}

/// A named number or series.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it is, in words.
    pub label: Option<String>,
    /// How it is got.
    pub calculation: Calculation,
    /// The measure its author declares; most figures know theirs from the data.
    pub measure: Option<Key<Measure>>,
    /// The period its author declares.
    pub period: Option<Period>,
    /// How many decimals are printed.
    pub decimals: Option<u32>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// How a figure is got.
#[derive(Debug, Clone)]
pub enum Calculation {
    /// From rows of a dataset.
    Select(Selection),
    /// From other figures.
    Derive(Operation),
    /// From a source's words.
    Quote(Quotation),
}

/// Rows of a dataset with one aggregate.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The dataset.
    pub of: Key<Dataset>,
    /// A second dataset, joined on a key.
    pub join: Option<Join>,
    /// Conditions, all of which must hold.
    pub filters: Vec<Filter>,
    /// What is made of the rows.
    pub aggregate: Aggregate,
    /// The column index of a series. Columns of a joined dataset follow those of the first.
    pub by: Option<usize>,
    /// Periods that words or longer periods among the conditions ask for: each must be there.
    pub asked: Vec<AskedPeriods>,
    /// Of a series along time that is a base: for which later period each value is one. It stands at that.
    pub base_of: Option<Earlier>,
    /// Whether a cell of a file that stands in several rows counts once, as in a rate: one that was looked up, or repeated by a
    /// fold.
    pub once: bool,
    /// Whether rows without a value and periods without a row are left out; a condition leaves out the former.
    pub missing: bool,
    /// Whether it takes one cell of a column that tells an interval.
    pub is_estimate: bool,
}

impl Selection {
    /// Returns what a word such as `latest` means in these datasets: `latest: 2025-01`; none where no word asks for a period.
    pub(crate) fn meant(&self, datasets: &Section<Dataset>) -> Option<String> {
        let meant = self.asked.iter().filter_map(|asked| {
            let moving = asked.moving.as_ref().filter(|moving| moving.earlier.is_none())?;
            let column = datasets[self.of].table.columns.get(asked.column)?;
            Some(format!("{}: {}", moving.word, asked.stretch(column)?))
        });
        let meant: Vec<String> = meant.collect();
        (!meant.is_empty()).then(|| meant.join(", "))
    }

    /// Returns what a number of it counts where its column counts a measure: of a column of differences between percentages,
    /// percentage points.
    pub(crate) fn unit(&self, measure: Key<Measure>, datasets: &Section<Dataset>, measures: &Section<Measure>) -> Unit {
        let own = &datasets[self.of].table;
        let amount = self.aggregate.amounts();
        let is_difference = amount.is_some_and(|column| match (column.checked_sub(own.columns.len()), &self.join) {
            (None, _) => own.is_difference(column),
            (Some(column), Some(join)) => datasets[join.dataset].table.is_difference(column),
            (Some(_), None) => false,
        });
        let unit = Unit::Of(measure);
        if is_difference { unit.of_a_difference(None, measures) } else { unit }
    }

    /// Returns the selection of rows under conditions, of which nothing is made.
    pub(crate) fn of_rows(of: Key<Dataset>, join: Option<Join>, filters: Vec<Filter>) -> Self {
        Self {
            of,
            join,
            filters,
            aggregate: Aggregate::Count(None),
            by: None,
            asked: Vec::new(),
            base_of: None,
            once: false,
            missing: false,
            is_estimate: false,
        }
    }
}

/// A second dataset whose columns are added where the keys agree.
#[derive(Debug, Clone)]
pub struct Join {
    /// The dataset; each key stands in it at most once.
    pub dataset: Key<Dataset>,
    /// Pairs of column indexes: in the first dataset, in the second.
    pub key: Vec<(usize, usize)>,
    /// Whether rows of the first dataset that find no partner are left out; else they are a problem.
    pub leave_out: bool,
    /// What rows of the second have to meet before they are looked up; columns are its own.
    pub conditions: Vec<Filter>,
    /// Whether several rows may answer one key.
    pub many: bool,
    /// Whether a cell that several rows find counts once, as in a rate.
    pub once: bool,
}

/// A number made from other figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// First minus second.
    Difference(Key<Figure>, Key<Figure>),
    /// First divided by second.
    Ratio(Key<Figure>, Key<Figure>),
    /// Percent change.
    Change {
        /// The earlier figure.
        from: Key<Figure>,
        /// The later figure.
        to: Key<Figure>,
    },
    /// Change in percentage points.
    Points {
        /// The earlier figure.
        from: Key<Figure>,
        /// The later figure.
        to: Key<Figure>,
    },
    /// The part in percent of the whole.
    Share {
        /// The part.
        part: Key<Figure>,
        /// The whole.
        whole: Key<Figure>,
    },
    /// The first in percent of the second, which is 100.
    Index(Key<Figure>, Key<Figure>),
    /// So many of the one to so many of the other.
    Rate(Rate),
    /// An amount in the prices of one period.
    Real(Real),
    /// The sum of figures.
    Total(Vec<Key<Figure>>),
    /// The place of a value among figures or the values of one series, the greatest first.
    Rank {
        /// The figure to rank.
        value: Key<Figure>,
        /// Among which.
        among: Vec<Key<Figure>>,
        /// From which end the place is counted and told; from the highest where nothing is said.
        from: Option<End>,
    },
    /// Where a series is greatest or least.
    Which(Which),
    /// How many of the selected rows meet conditions, of how many.
    Holds {
        /// How many meet them.
        number: Key<Figure>,
        /// Of how many.
        whole: Key<Figure>,
    },
    /// For how many values of a series conditions hold.
    HoldsEach {
        /// The series.
        of: Key<Figure>,
        /// The conditions, all of which must hold.
        conditions: Vec<OnValue>,
    },
    /// How many steps of a series go this way.
    CountSteps(Key<Figure>, Direction),
    /// How many steps a series has.
    Steps(Key<Figure>),
    /// The longest unbroken run of a series.
    Run(Key<Figure>, Direction),
    /// The run of a series that ends with its last value.
    LastRun(Key<Figure>, Direction),
    /// The latest value before the last of a series that is as high, or as low.
    Since(Key<Figure>, End),
    /// The least value of a series.
    Lowest(Key<Figure>),
    /// The greatest value of a series.
    Highest(Key<Figure>),
}

impl Operation {
    /// Returns whether it works with the values of series one by one, as with single numbers.
    pub fn goes_value_by_value(&self) -> bool {
        match self {
            Self::Difference(..)
            | Self::Ratio(..)
            | Self::Change { .. }
            | Self::Points { .. }
            | Self::Share { .. }
            | Self::Index(..)
            | Self::Rate(_)
            | Self::Real(_)
            | Self::Total(_) => true,
            Self::Rank { .. }
            | Self::Which(_)
            | Self::Holds { .. }
            | Self::HoldsEach { .. }
            | Self::CountSteps(..)
            | Self::Steps(_)
            | Self::Run(..)
            | Self::LastRun(..)
            | Self::Since(..)
            | Self::Lowest(_)
            | Self::Highest(_) => false,
        }
    }

    /// Returns what is held against a base, and the base, of an operation on two.
    pub fn number_and_base(&self) -> Option<(Key<Figure>, Key<Figure>)> {
        match self {
            Self::Difference(number, base) | Self::Ratio(number, base) | Self::Index(number, base) => {
                Some((*number, *base))
            }
            Self::Change { from, to } | Self::Points { from, to } => Some((*to, *from)),
            Self::Share { part, whole } => Some((*part, *whole)),
            Self::Rate(_)
            | Self::Real(_)
            | Self::Total(_)
            | Self::Rank { .. }
            | Self::Which(_)
            | Self::Holds { .. }
            | Self::HoldsEach { .. }
            | Self::CountSteps(..)
            | Self::Steps(_)
            | Self::Run(..)
            | Self::LastRun(..)
            | Self::Since(..)
            | Self::Lowest(_)
            | Self::Highest(_) => None,
        }
    }

    /// Returns the figures it is made of, one as often as it stands there.
    pub fn parts(&self) -> Vec<Key<Figure>> {
        match self {
            Self::Difference(a, b) | Self::Ratio(a, b) | Self::Index(a, b) => vec![*a, *b],
            Self::Change { from, to } | Self::Points { from, to } => vec![*from, *to],
            Self::Share { part, whole } => vec![*part, *whole],
            Self::Rate(rate) => vec![rate.numerator, rate.denominator],
            Self::Real(real) => vec![real.amount, real.index, real.prices],
            Self::Total(parts) => parts.clone(),
            Self::Rank { value, among, .. } => std::iter::once(*value).chain(among.iter().copied()).collect(),
            Self::Holds { number, whole } => vec![*number, *whole],
            Self::HoldsEach { of, conditions } => {
                std::iter::once(*of).chain(conditions.iter().map(|condition| condition.of)).collect()
            }
            Self::Which(Which { of, .. })
            | Self::CountSteps(of, _)
            | Self::Steps(of)
            | Self::Run(of, _)
            | Self::LastRun(of, _)
            | Self::Since(of, _)
            | Self::Lowest(of)
            | Self::Highest(of) => {
                vec![*of]
            }
        }
    }
}

/// A condition on each value of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnValue {
    /// What is held: the series itself, or each value less its base.
    pub of: Key<Figure>,
    /// How it has to be.
    pub order: Order,
    /// To which number.
    pub to: Number,
}

/// A quotient of two sums, which counts as a measure of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// What is divided.
    pub numerator: Key<Figure>,
    /// What it is divided by.
    pub denominator: Key<Figure>,
    /// What the quotient counts.
    pub measure: Key<Measure>,
    /// Per how many.
    pub per: Per,
}

/// An amount of which the change of prices is taken out, which counts as a measure of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Real {
    /// The amount.
    pub amount: Key<Figure>,
    /// The index of prices of its own period.
    pub index: Key<Figure>,
    /// The index of prices of the period in whose prices it is told.
    pub prices: Key<Figure>,
    /// What the result counts.
    pub measure: Key<Measure>,
}

/// Where a series is greatest or least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    /// The series.
    pub of: Key<Figure>,
    /// At which end.
    pub end: End,
    /// The place counted from that end, from one.
    pub nth: u32,
    /// What is done where several share the place; a problem where nothing is said.
    pub ties: Option<Ties>,
}

/// A number in a source's own words.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// The quantity.
    pub quantity: Quantity,
    /// The source.
    pub source: Key<Source>,
    /// Where in it.
    pub locator: Option<String>,
    /// The number it holds, where the words name one.
    pub number: Option<Number>,
}
