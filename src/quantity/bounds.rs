//! Ranges of numbers, each end open, shut or absent.

use crate::number::Number;

use super::Quantity;

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
