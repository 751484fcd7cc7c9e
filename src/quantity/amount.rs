//! A number as said, with what its wording tells of its precision: the steps that the bounds are made of.

use crate::number::{Number, NumberFault};
use crate::vocabulary::{Direction, Qualifier};

use super::SaidUnit;
use super::lexicon::SHARE_DECIMALS;
use super::meaning::Scaling;
use super::numeral::{WrittenNumber, step_of};

/// A number as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// The number.
    pub(super) value: Number,
    /// What the words say is counted.
    pub(super) unit: SaidUnit,
    /// The place of the last digit that is not zero: how far the next round number is.
    pub(super) round_step: Number,
    /// How close a number must be for a qualifier of nearness to be fair.
    pub(super) near: Number,
    /// How close a number must be for a qualifier of nearness to be true.
    pub(super) reach: Number,
    /// What the number means without a qualifier.
    pub(super) plain: Plain,
    /// Whether more means less: `more than halved`.
    pub(super) turned: bool,
    /// The word that multiplied it.
    pub(super) multiplier: Option<Number>,
    /// Which way it says that something went by itself: up of `doubled`.
    pub(super) direction: Option<Direction>,
    /// Of `eight of the twelve`: the number, of how many, and whether there must be so many.
    pub(super) of: Option<(WrittenNumber, Number, bool)>,
}

/// What a number means without a qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    /// Itself.
    Exact,
    /// Whatever rounds to it: this far on either side.
    Within(Number),
    /// Itself or more.
    AtLeast,
    /// Itself or less.
    AtMost,
}

impl Amount {
    /// Returns a number in digits or words.
    pub(super) fn number(said: WrittenNumber, unit: SaidUnit) -> Result<Self, NumberFault> {
        let size = said.value.absolute();
        let tenth = size.over(10.into())?;
        let mut round_step = if said.decimals { said.last_digit } else { step_of(size).max(said.last_digit) };
        if let Some(by) = said.multiplier.filter(|by| *by == Number::from(12)) {
            round_step = by;
        }
        let mut near = round_step.min(largest_power_below(tenth));
        if said.multiplier.is_none() || !said.rounded {
            near = near.max(if said.multiplier.is_none() { said.last_digit } else { Number::ONE });
        }
        let mut reach = near.max(half(round_step)?.min(tenth));
        let mut plain = if said.rounded || matches!(unit, SaidUnit::Percent | SaidUnit::Points) {
            Plain::Within(half(said.last_digit)?)
        } else {
            Plain::Exact
        };
        if let Plain::Within(distance) = &mut plain
            && said.multiplier.is_some()
            && !size.is_zero()
        {
            // 1.6 million rounds to 2 million, and nobody says so.
            *distance = tenth.min(*distance);
        }
        if unit == SaidUnit::Times && !size.is_zero() {
            // Nor "three times" of 2.6 times, or "nearly three times" of 2.1; but "ten times" of 9.2, as "tenfold".
            round_step = round_step.min(half(size)?);
            near = near.min(tenth);
            reach = tenth;
            let digits = if said.decimals { said.last_digit } else { round_step };
            plain = Plain::Within(half(digits)?.max(half(said.last_digit)?).min(tenth));
        }
        let multiplier = said.multiplier;
        Ok(Self {
            value: said.value,
            unit,
            round_step,
            near,
            reach,
            plain,
            turned: false,
            multiplier,
            direction: None,
            of: None,
        })
    }

    /// Returns a part of a whole, in percent: `half`, `one in five`. No distance has more decimals than shares are kept to.
    pub(super) fn share(percent: Number) -> Result<Self, NumberFault> {
        let percent = percent.rounded(SHARE_DECIMALS);
        let mut share = Self::part(percent)?;
        (share.near, share.reach) = (share.near.rounded(SHARE_DECIMALS), share.reach.rounded(SHARE_DECIMALS));
        if let Plain::Within(distance) = &mut share.plain {
            *distance = distance.rounded(SHARE_DECIMALS);
        }
        Ok(share)
    }

    fn part(percent: Number) -> Result<Self, NumberFault> {
        if percent.is_zero() {
            let none = WrittenNumber {
                value: percent,
                last_digit: Number::ONE,
                decimals: false,
                multiplier: None,
                rounded: true,
            };
            return Self::number(none, SaidUnit::Percent);
        }
        let near = Number::from(3).min(percent.over(5.into())?);
        Ok(Self {
            value: percent,
            unit: SaidUnit::Percent,
            round_step: percent.min(10.into()),
            near,
            reach: near.max(percent.over(10.into())?.min(5.into())),
            plain: Plain::Within(half(Number::ONE)?.min(percent.over(20.into())?)),
            turned: false,
            multiplier: None,
            direction: None,
            of: None,
        })
    }

    /// Returns a change by a multiple: `doubled`, `halved`, `twice`.
    pub(super) fn change(times: Number, change: Scaling) -> Result<Self, NumberFault> {
        if change == Scaling::Multiple {
            let last_digit = if times.is_whole() { Number::ONE } else { times.over(10.into())? };
            let said = WrittenNumber { value: times, last_digit, decimals: false, multiplier: None, rounded: false };
            return Self::number(said, SaidUnit::Times);
        }
        let tenth = times.over(10.into())?;
        Ok(Self {
            value: times,
            unit: SaidUnit::Times,
            round_step: half(times)?,
            near: tenth,
            reach: tenth,
            plain: match change {
                Scaling::Grown => Plain::AtLeast,
                Scaling::Shrunk | Scaling::Multiple => Plain::AtMost,
            },
            turned: change == Scaling::Shrunk,
            multiplier: None,
            direction: Some(if change == Scaling::Grown { Direction::Rises } else { Direction::Falls }),
            of: None,
        })
    }

    /// Returns to how many decimals a number is rounded before it is compared with the amount: a whole one that is said
    /// plainly stands for what rounds to it, and a share ends where shares are no longer told apart.
    pub(super) fn compared_to(&self, qualifier: Option<Qualifier>) -> Option<u32> {
        let whole = self.plain == Plain::Exact && qualifier.is_none() && self.value.is_whole();
        let endless = self.unit == SaidUnit::Percent && self.value.decimals() <= SHARE_DECIMALS;
        match (whole, endless) {
            (true, _) => Some(0),
            (false, true) => Some(SHARE_DECIMALS),
            (false, false) => None,
        }
    }

    /// Returns the amount with its sign turned.
    pub(super) fn negated(self) -> Self {
        Self { value: self.value.negated(), ..self }
    }
}

/// Returns the half of a number.
pub(super) fn half(number: Number) -> Result<Number, NumberFault> {
    number.over(2.into())
}

/// Returns the largest power of ten that is no larger: 1,000 for 3,000.
fn largest_power_below(number: Number) -> Number {
    let (mantissa, scale) = number.to_parts();
    let digits = mantissa.unsigned_abs().checked_ilog10().and_then(|log| i32::try_from(log).ok());
    let exponent = digits.zip(i32::try_from(scale).ok()).map_or(0, |(digits, scale)| digits - scale);
    Number::power_of_ten(exponent).unwrap_or(Number::ONE)
}
