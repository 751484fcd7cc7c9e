//! What each kind of word does to a number: its hard bound and its fair bound.
//!
//! The *round step* of a number is the place of its last digit that is not zero: 1,000 for 62,000, 10,000 for 30,000. `Near`
//! and `reach` are the distances within which a qualifier of nearness is fair and true; see [`Amount`].

use crate::number::{Number, NumberFault};
use crate::vocabulary::Qualifier;

use super::Bounds;
use super::amount::{Amount, Plain, half};

type End = Option<(Number, bool)>;

/// Returns the hard and the fair bound of a qualified number.
pub(super) fn of(amount: &Amount, qualifier: Option<Qualifier>) -> Result<(Bounds, Bounds), NumberFault> {
    let at = amount.value;
    let above = |distance| Ok(Some((at.plus(distance)?, true)));
    let below = |distance| Ok(Some((at.minus(distance)?, true)));
    let (open, shut): (End, End) = (Some((at, false)), Some((at, true)));
    let bounds = |low, high| Bounds { low, high };
    let qualifier = match (qualifier, amount.plain) {
        (Some(qualifier), _) => turned(qualifier, amount.turned),
        (None, Plain::AtLeast) => Qualifier::AtLeast,
        (None, Plain::AtMost) => Qualifier::AtMost,
        (None, Plain::Exact) => Qualifier::Exactly,
        (None, Plain::Within(distance)) => {
            let rounded = rounding_to(at, distance)?;
            return Ok((rounded, rounded));
        }
    };
    Ok(match qualifier {
        Qualifier::MoreThan => (bounds(open, None), bounds(open, above(amount.round_step)?)),
        Qualifier::AtLeast => (bounds(shut, None), bounds(shut, above(amount.round_step)?)),
        Qualifier::JustOver => (bounds(open, above(amount.reach)?), bounds(open, above(amount.near)?)),
        Qualifier::LessThan => (bounds(None, open), bounds(below(step_down(amount)?)?, open)),
        Qualifier::AtMost | Qualifier::UpTo => (bounds(None, shut), bounds(below(step_down(amount)?)?, shut)),
        Qualifier::Nearly => (bounds(below(amount.reach)?, open), bounds(below(amount.near)?, open)),
        Qualifier::About => {
            let around = bounds(below(amount.reach)?, above(amount.reach)?);
            (around, around)
        }
        Qualifier::Exactly => (Bounds::only(at), Bounds::only(at)),
    })
}

/// Returns the bounds of everything from one number to another.
pub(super) fn between(
    from: &Amount,
    to: &Amount,
    qualifier: Option<Qualifier>,
) -> Result<(Bounds, Bounds), NumberFault> {
    let loosened = |amount: &Amount| if qualifier == Some(Qualifier::About) { amount.reach } else { Number::ZERO };
    let low = from.value.minus(loosened(from))?;
    let high = to.value.plus(loosened(to))?;
    let range = Bounds { low: Some((low, true)), high: Some((high, true)) };
    Ok((range, range))
}

/// Returns everything that rounds to a number, half away from zero.
fn rounding_to(at: Number, distance: Number) -> Result<Bounds, NumberFault> {
    if distance.is_zero() {
        // A number of 28 decimals: nothing that is kept lies between it and the next.
        return Ok(Bounds::only(at));
    }
    let (low, high) = (at.minus(distance)?, at.plus(distance)?);
    let negative = at.is_negative();
    Ok(Bounds { low: Some((low, !negative)), high: Some((high, negative)) })
}

/// Returns how far down the next round number is. Below a power of ten the next one would be zero, which says nothing.
fn step_down(amount: &Amount) -> Result<Number, NumberFault> {
    let size = amount.value.absolute();
    if size.is_zero() || amount.round_step < size { Ok(amount.round_step) } else { half(size) }
}

/// Returns what a qualifier means of something that shrank: `more than halved` leaves less than half.
fn turned(qualifier: Qualifier, turned: bool) -> Qualifier {
    match (turned, qualifier) {
        (true, Qualifier::MoreThan) => Qualifier::LessThan,
        (true, Qualifier::LessThan) => Qualifier::MoreThan,
        (true, Qualifier::AtLeast) => Qualifier::AtMost,
        (true, Qualifier::AtMost | Qualifier::UpTo) => Qualifier::AtLeast,
        (true, Qualifier::JustOver) => Qualifier::Nearly,
        (true, Qualifier::Nearly) => Qualifier::JustOver,
        _ => qualifier,
    }
}
