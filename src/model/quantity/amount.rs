//! A number as said, with what its wording tells of its precision: the steps that the bounds are made of.

use crate::model::{Number, NumberFault};

use super::SaidUnit;
use super::lexicon::Change;
use super::numeral::{Said, step_of};

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
    pub(super) fn number(said: Said, unit: SaidUnit) -> Result<Self, NumberFault> {
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
            // Nor "three times" of 2.6 times, or "nearly three times" of 2.1.
            near = near.min(tenth);
            reach = tenth;
            plain = Plain::Within(half(said.last_digit)?.min(tenth));
        }
        let multiplier = said.multiplier;
        Ok(Self { value: said.value, unit, round_step, near, reach, plain, turned: false, multiplier })
    }

    /// Returns a part of a whole, in percent: `half`, `one in five`.
    pub(super) fn share(percent: Number) -> Result<Self, NumberFault> {
        if percent.is_zero() {
            let none =
                Said { value: percent, last_digit: Number::ONE, decimals: false, multiplier: None, rounded: true };
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
        })
    }

    /// Returns a change by a multiple: `doubled`, `halved`, `twice`.
    pub(super) fn change(times: Number, change: Change) -> Result<Self, NumberFault> {
        let tenth = times.over(10.into())?;
        Ok(Self {
            value: times,
            unit: SaidUnit::Times,
            round_step: half(times)?,
            near: tenth,
            reach: tenth,
            plain: match change {
                Change::Grown => Plain::AtLeast,
                Change::Shrunk => Plain::AtMost,
                Change::Multiple => Plain::Within(tenth),
            },
            turned: change == Change::Shrunk,
            multiplier: None,
        })
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
