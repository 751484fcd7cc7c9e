//! Places in a picture, in exact tenths of a unit, and what is painted there, by what it means.

use std::fmt;

/// A length or place in tenths of a unit of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Tenths(pub(super) i64);

impl Tenths {
    /// Returns so many whole units.
    pub(super) const fn whole(units: i64) -> Self {
        Self(units * 10)
    }

    /// Returns the place so many units further on.
    pub(super) const fn plus(self, units: i64) -> Self {
        Self(self.0 + units * 10)
    }

    /// Returns the place so far further on.
    pub(super) const fn and(self, length: Self) -> Self {
        Self(self.0 + length.0)
    }

    /// Returns how far a place lies beyond another.
    pub(super) const fn from(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    /// Returns the place half way to another.
    pub(super) const fn half_way(self, other: Self) -> Self {
        Self(i64::midpoint(self.0, other.0))
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.abs() / 10, self.0.abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            tenth => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// A place: from the left, and from above.
pub(super) type Point = (Tenths, Tenths);

/// What something is painted with, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paint {
    /// Words, and the line from which lengths are counted.
    Ink,
    /// What stands beside: ticks, notes.
    Quiet,
    /// Lines that only divide.
    Rule,
    /// Numbers that others are compared with.
    Data,
    /// The numbers that the chart is about; the first of several series.
    Strong,
    /// The second series.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The area below a line.
    Tint,
    /// The ground.
    Paper,
}

impl Paint {
    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: [Self; 10] = [
        Self::Ink,
        Self::Quiet,
        Self::Rule,
        Self::Data,
        Self::Strong,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Tint,
        Self::Paper,
    ];

    /// Returns that of one of several series.
    pub(super) fn of_series(nth: usize) -> Self {
        [Self::Strong, Self::Second, Self::Third, Self::Fourth][nth % 4]
    }

    /// Returns its colour on white, where no theme says another: red, green, blue.
    pub(super) const fn on_white(self) -> [u8; 3] {
        match self {
            Self::Ink => [0x1b, 0x1c, 0x1e],
            Self::Quiet => [0x55, 0x57, 0x5c],
            Self::Rule => [0xd6, 0xd3, 0xca],
            Self::Data => [0x7d, 0x8c, 0x9b],
            Self::Strong => [0x0b, 0x4f, 0x8a],
            Self::Second => [0xa8, 0x4a, 0x08],
            Self::Third => [0x0c, 0x73, 0x6a],
            Self::Fourth => [0x7a, 0x3d, 0x8c],
            Self::Tint => [0xd4, 0xe2, 0xef],
            Self::Paper => [0xff, 0xff, 0xff],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_in_tenths() {
        assert_eq!(Tenths(333).to_string(), "33.3");
        assert_eq!(Tenths(-5).to_string(), "-0.5");
        assert_eq!(Tenths::whole(7).to_string(), "7");
    }
}
