//! The value of a figure: what it is, what it counts, and the cells or source it is from; and how its unit stands to that of a
//! quantity. Percent, percentage points, multiples, money and counts are never the same number; nor are how much there is and how
//! much it changed.

use std::collections::BTreeSet;

use crate::model::{Dataset, Figure, Key, Measure, Model, Selection, Source};
use crate::number::Number;
use crate::quantity::{End, Judgement, Quantity, SaidUnit};
use crate::vocabulary::{Caveats, Counts};

use super::Span;
use super::fault::Fault;

/// What a figure comes to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The number, series or quotation.
    pub value: Valued,
    /// What the number is a number of.
    pub unit: Unit,
    /// Every measure that takes part, the figure's own first.
    pub measures: Vec<Key<Measure>>,
    /// Where it is from.
    pub trace: Trace,
    /// Whether a provisional cell takes part.
    pub provisional: bool,
    /// Whether a revised cell takes part.
    pub revised: bool,
    /// What else is said of the cells that take part: that they are estimated, a forecast and so on.
    pub caveats: Caveats,
    /// What is said of the cells that the number is held against, and of none that it is made of: the other values of a least
    /// or greatest one, of a rank.
    pub rivals: Caveats,
    /// Whether readers do not see it, and why; of a series each number says so itself.
    pub withheld: Option<Withheld>,
    /// The stretch of time that the calculation asks for; a figure's author may declare another.
    pub span: Option<Span>,
    /// Decimals to print where the author names none.
    pub decimals: u32,
    /// The fewest decimals that show why a claim holds or fails, whatever the author names.
    pub least_decimals: u32,
    /// What the sign of the number says.
    pub sign: Sign,
    /// The place counted from the least up; the number itself is counted from the greatest down.
    pub from_below: Option<Number>,
}

/// What the sign of a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sign {
    /// How much there is.
    #[default]
    Level,
    /// Which way something went: of a change in percent or percentage points.
    Change,
    /// Which of two is more.
    Difference,
}

impl Outcome {
    /// Returns how many decimals are printed where the author names so many.
    pub fn shown_decimals(&self, named: Option<u32>) -> u32 {
        named.unwrap_or(self.decimals).max(self.least_decimals)
    }
}

impl Outcome {
    /// Returns everything that is said of the cells it is made of.
    pub fn said(&self) -> Caveats {
        all_said(self.provisional, self.revised, self.caveats)
    }
}

impl Point {
    /// Returns everything that is said of the cells it is made of.
    pub fn said(&self) -> Caveats {
        all_said(self.provisional, self.revised, self.caveats)
    }
}

fn all_said(provisional: bool, revised: bool, caveats: Caveats) -> Caveats {
    let said = |is: bool, what| if is { what } else { Caveats::NONE };
    caveats.and(said(provisional, Caveats::PROVISIONAL)).and(said(revised, Caveats::REVISED))
}

/// The value itself, exact and unrounded.
#[derive(Debug, Clone)]
pub enum Valued {
    /// One number.
    Number(Number),
    /// A series in the order of its column.
    Series(Vec<Point>),
    /// A source's words.
    Quoted(Quantity),
}

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

/// The least count that is printed, zero aside.
pub(super) const FEW: i64 = 5;

/// Why a number is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// It is a count from one to four.
    Small,
    /// With it such a count could be worked out.
    Protecting,
}

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

/// Where a figure is from.
#[derive(Debug, Clone)]
pub enum Trace {
    /// Cells of a dataset: one column of the selected rows.
    Cells {
        /// The dataset.
        dataset: Key<Dataset>,
        /// The column; none where rows were counted. Columns of a joined dataset follow those of the first.
        column: Option<usize>,
        /// The selection, from which the evaluation lists the rows again.
        selection: Selection,
        /// How many rows.
        count: usize,
        /// The row, where it is only one.
        only: Option<usize>,
        /// How many rows a join left out, because they found no partner.
        unmatched: usize,
    },
    /// Other figures.
    Figures(Vec<Key<Figure>>),
    /// A source.
    Source {
        /// The source.
        source: Key<Source>,
        /// Where in it.
        locator: Option<String>,
    },
}

impl Trace {
    /// Returns the datasets that a value is from, through the figures it is made of, each looked at once; `figures` holds
    /// the outcome of every figure, by key.
    pub fn datasets(&self, figures: &[Option<Outcome>]) -> Vec<Key<Dataset>> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![self];
        while let Some(trace) = open.pop() {
            match trace {
                Self::Cells { dataset, selection, .. } => {
                    let joined = selection.join.as_ref().map(|join| join.dataset);
                    for dataset in [*dataset].into_iter().chain(joined) {
                        if !found.contains(&dataset) {
                            found.push(dataset);
                        }
                    }
                }
                Self::Source { .. } => {}
                Self::Figures(keys) => {
                    let new: Vec<_> = keys.iter().filter(|key| seen.insert(**key)).collect();
                    let outcomes = new.into_iter().rev().filter_map(|key| figures[key.index()].as_ref());
                    open.extend(outcomes.map(|outcome| &outcome.trace));
                }
            }
        }
        found
    }
}

/// What a reading of a claim came to.
#[derive(Debug, Clone)]
pub struct ReadingOutcome {
    /// The tested figure; none where a problem stopped it.
    pub outcome: Option<Outcome>,
    /// Whether the claim holds under this reading; none where it could not be decided.
    pub holds: Option<bool>,
    /// Whether it held on the vintage of the day on which it was said, where an earlier release decides that.
    pub held_when_said: Option<bool>,
    /// Whether it holds but says too little.
    pub uninformative: bool,
    /// Whether the test was made on the measure's own record.
    pub on_record: bool,
}

/// Returns what a number makes of a quantity; a fault where the two do not speak of the same kind of thing.
pub(super) fn judge(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<Judgement, Fault> {
    Ok(quantity.judge(held(model, quantity, outcome, number)?))
}

/// Returns a number as the words of a quantity count it.
fn held(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<Number, Fault> {
    if quantity.change().is_some() {
        return changed(model, quantity, outcome, number);
    }
    same(model, quantity, outcome)?;
    direction_said(quantity, outcome, number)?;
    let place = outcome.from_below.filter(|_| quantity.unit() == SaidUnit::Place && quantity.end() == End::Bottom);
    Ok(place.unwrap_or(number))
}

/// Returns what the sign of a number of a measure says: a measure may count changes itself.
pub(super) fn of_measure(model: &Model, unit: Unit) -> Sign {
    match unit {
        Unit::Of(measure) if model.measures[measure].counts == Counts::Change => Sign::Change,
        _ => Sign::Level,
    }
}

/// Returns the number as the words of a change count it: `doubled` of a change of 100%, `fell by half` of a ratio of 0.5.
fn changed(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<Number, Fault> {
    let faulty = |fault| Fault::of_number(fault, "");
    match (quantity.unit(), outcome.unit) {
        (SaidUnit::Times, Unit::Times) => Ok(number),
        (SaidUnit::Times, Unit::Percent) if outcome.sign == Sign::Change => {
            number.over(Number::HUNDRED).and_then(|part| part.plus(Number::ONE)).map_err(faulty)
        }
        (SaidUnit::Percent | SaidUnit::Plain, Unit::Times) => {
            number.minus(Number::ONE).and_then(|part| part.times(Number::HUNDRED)).map_err(faulty)
        }
        _ if outcome.sign == Sign::Level => Err(Fault::ChangeOfLevel { said: quantity.words.clone() }),
        _ => {
            same(model, quantity, outcome)?;
            Ok(number)
        }
    }
}

/// Refuses to hold a number below zero against words that say neither a direction nor a minus: of a change nobody knows
/// which way they mean, and of a level that is as far from zero as they say, whether they mean it.
fn direction_said(quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<(), Fault> {
    if !number.is_negative() || quantity.is_negative() || quantity.unit() == SaidUnit::Place {
        return Ok(());
    }
    let mirrored = quantity.judge(number) == Judgement::Fails && quantity.judge(number.absolute()) != Judgement::Fails;
    if outcome.sign == Sign::Level && !mirrored {
        return Ok(());
    }
    let shown = number.rounded(outcome.decimals);
    Err(Fault::NoDirection { said: quantity.words.clone(), shown, of_change: outcome.sign != Sign::Level })
}

/// Refuses to hold a number against a quantity of another unit; a plain quantity may speak of any.
fn same(model: &Model, quantity: &Quantity, outcome: &Outcome) -> Result<(), Fault> {
    let counts = match outcome.unit {
        Unit::Of(measure) => Some(&model.measures[measure].counts),
        _ => None,
    };
    let fits = match quantity.unit() {
        SaidUnit::Plain => true,
        SaidUnit::Percent => {
            outcome.unit == Unit::Percent || matches!(counts, Some(Counts::Share | Counts::Rate | Counts::Change))
        }
        SaidUnit::Points => outcome.unit == Unit::Points || counts == Some(&Counts::Change),
        SaidUnit::Times => outcome.unit == Unit::Times,
        SaidUnit::Place => outcome.unit == Unit::Rank,
        SaidUnit::Money(_) => {
            matches!(counts, Some(Counts::Amount | Counts::Rate | Counts::Change | Counts::Other(_)))
        }
    };
    if fits || outcome.unit == Unit::Plain && quantity.unit() != SaidUnit::Place {
        return Ok(());
    }
    let number = match outcome.unit {
        Unit::Percent => "a percentage",
        Unit::Points => "a number of percentage points",
        Unit::Times => "a multiple",
        Unit::Rank => "a place in an order",
        Unit::Steps => "a number of steps",
        Unit::Of(_) | Unit::Plain => "a count",
    };
    Err(Fault::AnotherUnit { said: quantity.words.clone(), number })
}

/// Returns the fewest decimals, and no fewer than `shown`, with which the printed number makes of the quantity what the exact
/// one does: nothing that is printed contradicts the verdict beside it.
pub(super) fn least_decimals(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number, shown: u32) -> u32 {
    let held = |number: Number| held(model, quantity, outcome, number).ok();
    let Some(exact) = held(number) else { return shown };
    let fails = |number: Number| quantity.judge(number) == Judgement::Fails;
    // "More than doubled" fails of 2.0 as it does of 1.988; only the second shows why.
    let ends = || [quantity.hard.low, quantity.hard.high].into_iter().flatten().map(|(end, _)| end);
    let tells_why = |decimals: &u32| {
        held(number.rounded(*decimals)).is_some_and(|rounded| {
            fails(rounded) == fails(exact) && (!fails(exact) || ends().all(|end| rounded.cmp(&end) == exact.cmp(&end)))
        })
    };
    (shown..number.decimals()).find(tells_why).unwrap_or_else(|| shown.max(number.decimals()))
}

/// Returns every measure that takes part, the declared one first.
pub(super) fn all_measures<'o>(
    declared: Option<Key<Measure>>,
    outcomes: impl Iterator<Item = &'o Outcome>,
) -> Vec<Key<Measure>> {
    let mut measures: Vec<Key<Measure>> = Vec::new();
    for measure in declared.into_iter().chain(outcomes.flat_map(|outcome| outcome.measures.iter().copied())) {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures
}

/// Returns whether numbers of `measure` may speak of `wanted`: it is the same, or a declared proxy.
pub(super) fn speaks_of(model: &Model, measure: Key<Measure>, wanted: Key<Measure>) -> bool {
    measure == wanted || model.measures[measure].proxy_for.contains(&wanted)
}

/// Returns the registry's own reason why two measures are not the same.
pub(super) fn why_distinct(model: &Model, a: Key<Measure>, b: Key<Measure>) -> Option<&str> {
    let said = |one: Key<Measure>, other: Key<Measure>| {
        model.measures[one].distinct_from.iter().find(|(measure, _)| *measure == other).map(|(_, why)| why.as_str())
    };
    said(a, b).or_else(|| said(b, a))
}
