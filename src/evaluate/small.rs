//! Small counts: which measures are guarded, and which numbers of them are withheld from readers.
//!
//! A count of one to four people or cases can point at them. Where its measure is `sensitive` it is evaluated like any
//! other number, and printed as "fewer than 5".

use crate::model::{Aggregate, Key, Measure, Model, Operation};
use crate::number::Number;
use crate::vocabulary::Counts;

use super::{Outcome, Trace, Unit, Valued};

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

/// Returns whether small counts of a measure are withheld: it is sensitive, and counts something. Amounts, shares and
/// rates count nothing.
pub fn is_guarded(model: &Model, measure: Key<Measure>) -> bool {
    let measure = &model.measures[measure];
    measure.sensitive && !matches!(measure.counts, Counts::Amount | Counts::Share | Counts::Rate | Counts::Change)
}

/// Returns whether a number of this unit is a small count that is withheld.
pub(super) fn is_small(model: &Model, unit: Unit, number: Number) -> bool {
    let guarded = matches!(unit, Unit::Of(measure) if is_guarded(model, measure));
    guarded && !number.is_zero() && number.absolute() < FEW.into()
}

/// Returns an outcome with what is withheld of it marked: a small count, and each small one of a series.
pub(super) fn guard(model: &Model, mut outcome: Outcome) -> Outcome {
    match &mut outcome.value {
        Valued::Number(number) if is_small(model, outcome.unit, *number) => outcome.withheld = Some(Withheld::Small),
        Valued::Series(points) => {
            for point in points {
                point.withheld = is_small(model, outcome.unit, point.number);
            }
        }
        Valued::Number(_) | Valued::Quoted(_) => {}
    }
    outcome
}

/// Returns whether an outcome is a withheld number of rows, or of different values in them: a list of them would tell it.
pub fn is_told_by_its_rows(outcome: &Outcome) -> bool {
    let Trace::Cells { selection, .. } = &outcome.trace else { return false };
    outcome.withheld.is_some() && matches!(selection.aggregate, Aggregate::Count(_) | Aggregate::Distinct(_))
}

/// Returns whether there are so few rows that their number is a small count.
pub fn are_few(rows: usize) -> bool {
    i64::try_from(rows).is_ok_and(|rows| rows > 0 && rows < FEW)
}

/// Returns whether the result of an operation, beside the other numbers it is made of, tells the number that is withheld.
pub(super) fn tells_its_parts(operation: &Operation) -> bool {
    match operation {
        Operation::Difference(..)
        | Operation::Ratio(..)
        | Operation::Change { .. }
        | Operation::Points { .. }
        | Operation::Share { .. }
        | Operation::Total(_) => true,
        Operation::Rank { .. }
        | Operation::CountSteps(..)
        | Operation::Steps(_)
        | Operation::Run(..)
        | Operation::Lowest(_)
        | Operation::Highest(_) => false,
    }
}
