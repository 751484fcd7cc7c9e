//! Ranges of numbers, each end open, shut or absent; and what each kind of word does to a number: its hard bound and its fair
//! bound.
//!
//! The *round step* of a number is the place of its last digit that is not zero: 1,000 for 62,000, 10,000 for 30,000. `Near`
//! and `reach` are the distances within which a qualifier of nearness is fair and true; see [`Amount`].

use crate::number::{Number, NumberFault};
use crate::vocabulary::Qualifier;

use super::amount::{Amount, Plain, half};
use super::numeral::WrittenNumber;
use super::{OfRows, Quantity, SaidUnit};

/// A range of numbers, each end with whether it is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The lower end.
    pub low: Option<(Number, bool)>,
    /// The upper end.
    pub high: Option<(Number, bool)>,
}

impl Bounds {
    /// Returns the range that holds one number only.
    pub fn only(number: Number) -> Self {
        Self { low: Some((number, true)), high: Some((number, true)) }
    }

    /// Returns the one number that lies in the range, where there is no other.
    pub fn only_number(&self) -> Option<Number> {
        match (self.low, self.high) {
            (Some((low, true)), Some((high, true))) if low == high => Some(low),
            _ => None,
        }
    }

    /// Returns whether a number lies in the range.
    pub fn contain(&self, number: Number) -> bool {
        let above = self.low.is_none_or(|(low, shut)| number > low || shut && number == low);
        let below = self.high.is_none_or(|(high, shut)| number < high || shut && number == high);
        above && below
    }

    /// Returns whether no number lies in the range.
    pub fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (Some((low, low_shut)), Some((high, high_shut))) => low > high || low == high && !(low_shut && high_shut),
            _ => false,
        }
    }

    /// Returns the numbers that lie in both ranges.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> Self {
        // Of two equal ends the open one is the narrower.
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(if (a.0, !a.1) > (b.0, !b.1) { a } else { b }),
            (a, b) => a.or(b),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { low, high }
    }

    /// Returns whether some number lies in both ranges.
    pub fn overlap(&self, other: &Self) -> bool {
        !self.shared_with(other).is_empty()
    }

    /// Returns whether every number of this range lies in the other.
    pub fn lie_within(&self, other: &Self) -> bool {
        self.is_empty() || self.shared_with(other) == *self
    }

    /// Returns the range with every number's sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        let turned = |end: Option<(Number, bool)>| end.map(|(number, shut)| (number.negated(), shut));
        Self { low: turned(self.high), high: turned(self.low) }
    }
}

/// What words such as `almost zero` mean in a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The words.
    pub words: String,
    /// What they stay under, either way.
    pub under: Quantity,
}

impl Bound {
    /// Returns whether a phrase is these words, whatever its case and spaces.
    pub fn is_of(&self, phrase: &str) -> bool {
        let words = |phrase: &str| phrase.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        words(&self.words) == words(phrase)
    }
}

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

/// Returns what `eight of the twelve` says of the number of things.
pub(super) fn of_rows(
    (said, whole, exact): (WrittenNumber, Number, bool),
    qualifier: Option<Qualifier>,
) -> Result<OfRows, NumberFault> {
    let (hard, fair) = of(&Amount::number(said, SaidUnit::Plain)?, qualifier)?;
    Ok(OfRows { hard, fair, whole, exact })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(low: Option<(i64, bool)>, high: Option<(i64, bool)>) -> Bounds {
        Bounds { low: low.map(|(n, shut)| (n.into(), shut)), high: high.map(|(n, shut)| (n.into(), shut)) }
    }

    #[test]
    fn an_open_end_is_not_part_of_the_range() {
        let half_open = bounds(Some((1, false)), Some((5, true)));
        assert!(!half_open.contain(1.into()) && half_open.contain(5.into()) && !half_open.contain(6.into()));
        assert!(bounds(None, None).contain(1.into()));
        assert!(bounds(Some((2, false)), Some((2, true))).is_empty() && !Bounds::only(2.into()).is_empty());
    }

    #[test]
    fn ranges_meet_where_they_share_a_number() {
        let upto = bounds(None, Some((5, false)));
        let from = bounds(Some((5, true)), None);
        assert!(!upto.overlap(&from));
        assert!(bounds(None, Some((5, true))).overlap(&from));
        assert!(bounds(Some((6, true)), Some((7, true))).lie_within(&from));
        assert!(!from.lie_within(&bounds(Some((5, false)), None)));
        assert_eq!(from.negated(), bounds(None, Some((-5, true))));
    }
}
