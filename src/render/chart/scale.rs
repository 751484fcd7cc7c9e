//! Scales that make places of numbers: from one round number to another, in equal steps.

use crate::number::Number;
use crate::render::chart::scene::Tenths;

/// Whether a scale must reach down, or up, to zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Baseline {
    /// It must: lengths are compared.
    Zero,
    /// It may begin near the numbers where they lie far from zero: places are compared. The chart says so.
    Free,
}

/// A scale from one round number to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    /// Round numbers in equal steps, the ends of the scale first and last.
    pub(super) ticks: Vec<Number>,
}

/// In how many steps a scale is divided at most.
const MOST_STEPS: i64 = 5;

impl Scale {
    /// Returns a scale on which all these numbers have a place.
    pub(super) fn of(numbers: impl IntoIterator<Item = Number>, baseline: Baseline) -> Self {
        let numbers: Vec<Number> = numbers.into_iter().collect();
        let mut low = numbers.iter().copied().min().unwrap_or(Number::ZERO);
        let mut high = numbers.iter().copied().max().unwrap_or(Number::ONE);
        let half = |number: Number| number.over(Number::from(2)).unwrap_or(Number::ZERO);
        if baseline == Baseline::Zero || low < half(high) && high > half(low) || low == high {
            (low, high) = (low.min(Number::ZERO), high.max(Number::ZERO));
        }
        if low == high {
            high = Number::ONE;
        }
        // A number too long to reckon with leaves the scale without steps between its ends.
        Self { ticks: ticks(low, high).unwrap_or_else(|| vec![low, high]) }
    }

    /// Returns where a number stands on so many tenths, from the lower end.
    pub(super) fn place(&self, number: Number, length: Tenths) -> Tenths {
        let (first, last) = (self.low(), self.high());
        let part = number.minus(first).and_then(|above| above.over(last.minus(first)?));
        let tenths = part.and_then(|part| part.rounded(9).times(Number::from(length.0)));
        let tenths = tenths.ok().and_then(|tenths| i64::try_from(tenths.rounded(0).to_whole()?).ok());
        Tenths(tenths.unwrap_or(0).clamp(0, length.0))
    }

    /// Returns the lower end.
    pub(super) fn low(&self) -> Number {
        self.ticks[0]
    }

    /// Returns the upper end.
    pub(super) fn high(&self) -> Number {
        self.ticks[self.ticks.len() - 1]
    }

    /// Returns zero, or the end of the scale nearest to it.
    pub(super) fn base(&self) -> Number {
        Number::ZERO.max(self.low()).min(self.high())
    }

    /// Returns whether it leaves out zero, so that it shows differences larger than they are.
    pub(super) fn is_broken(&self) -> bool {
        !self.base().is_zero()
    }
}

/// Returns round numbers from at or below one to at or above the other; none where they are too long to reckon with.
fn ticks(low: Number, high: Number) -> Option<Vec<Number>> {
    let span = high.minus(low).ok()?;
    let step = (-12..=20).flat_map(|zeros| [1, 2, 5].map(|digit| (digit, zeros))).find_map(|(digit, zeros)| {
        let step = Number::power_of_ten(zeros)?.times(Number::from(digit)).ok()?;
        (span <= step.times(Number::from(MOST_STEPS)).ok()?).then_some(step)
    })?;
    let steps = low.over(step).ok()?.rounded(0);
    let mut at = steps.times(step).ok()?;
    if at > low {
        at = at.minus(step).ok()?;
    }
    let mut ticks = vec![at];
    while at < high {
        at = at.plus(step).ok()?;
        ticks.push(at);
    }
    Some(ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap()
    }

    fn scale(numbers: &[&str], baseline: Baseline) -> Vec<String> {
        let scale = Scale::of(numbers.iter().map(|written| number(written)), baseline);
        scale.ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ticks_are_round_and_reach_past_both_ends() {
        assert_eq!(scale(&["27000", "30375"], Baseline::Free), ["27000", "28000", "29000", "30000", "31000"]);
        assert_eq!(scale(&["3", "41"], Baseline::Zero), ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(scale(&["0.12", "0.31"], Baseline::Zero), ["0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(scale(&["-7", "4"], Baseline::Zero), ["-10", "-5", "0", "5"]);
    }

    #[test]
    fn bars_begin_at_zero_and_lines_only_where_that_does_not_flatten_them() {
        assert_eq!(scale(&["90", "100"], Baseline::Zero)[0], "0");
        assert_eq!(scale(&["90", "100"], Baseline::Free)[0], "90");
        assert_eq!(scale(&["10", "100"], Baseline::Free)[0], "0");
        assert_eq!(scale(&["7"], Baseline::Free)[0], "0");
    }

    #[test]
    fn a_scale_without_zero_is_broken() {
        let broken = |numbers: &[&str]| Scale::of(numbers.iter().map(|it| number(it)), Baseline::Free).is_broken();
        assert!(broken(&["90", "100"]) && broken(&["-100", "-90"]));
        assert!(!broken(&["10", "100"]) && !broken(&["-5", "5"]) && !broken(&[]));
    }

    #[test]
    fn nothing_and_one_thing_have_a_scale() {
        assert_eq!(scale(&[], Baseline::Zero).len(), 6);
        assert_eq!(scale(&["0"], Baseline::Free)[0], "0");
    }

    #[test]
    fn places_are_exact_tenths() {
        let scale = Scale::of([number("0"), number("3")], Baseline::Zero);
        assert_eq!(scale.place(number("1"), Tenths::whole(100)), Tenths(333));
        assert_eq!(scale.place(number("3"), Tenths::whole(100)), Tenths(1000));
    }
}
