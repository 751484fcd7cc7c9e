//! Percent, percentage points, multiples, money and counts are never the same number.

use crate::model::{Counts, Model, Quantity, SaidUnit};

use super::fault::Fault;
use super::{Outcome, Unit};

/// Refuses to hold a number against a quantity of another unit; a plain quantity may speak of any.
pub(super) fn same(model: &Model, quantity: &Quantity, outcome: &Outcome) -> Result<(), Fault> {
    let counts = match outcome.unit {
        Unit::Of(measure) => Some(&model.measures[measure].counts),
        _ => None,
    };
    let fits = match quantity.unit() {
        SaidUnit::Plain => true,
        SaidUnit::Percent => outcome.unit == Unit::Percent || matches!(counts, Some(Counts::Share | Counts::Rate)),
        SaidUnit::Points => outcome.unit == Unit::Points,
        SaidUnit::Times => outcome.unit == Unit::Times,
        SaidUnit::Place => outcome.unit == Unit::Rank,
        SaidUnit::Money(_) => matches!(counts, Some(Counts::Amount | Counts::Rate | Counts::Other(_))),
    };
    if fits || outcome.unit == Unit::Plain {
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
