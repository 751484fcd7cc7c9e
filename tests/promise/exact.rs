//! Exact fractions, and how they are rounded and written: the arithmetic of the truth, which shares nothing with the tool's.

use std::cmp::Ordering;

/// A fraction with a positive denominator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    /// Returns a whole number.
    pub(crate) fn whole(number: i128) -> Self {
        Self { above: number, below: 1 }
    }

    /// Returns one number over another that is not zero.
    pub(crate) fn of(above: i128, below: i128) -> Self {
        Self { above: above * below.signum(), below: below.abs() }
    }

    /// Returns the change from one number to another in percent.
    pub(crate) fn change(from: i128, to: i128) -> Self {
        Self::of((to - from) * 100, from)
    }

    /// Returns whether it is below zero.
    pub(crate) fn is_negative(self) -> bool {
        self.above < 0
    }

    /// Returns how far it is from zero.
    pub(crate) fn size(self) -> Self {
        Self { above: self.above.abs(), below: self.below }
    }

    /// Returns it rounded half away from zero, in units of the last of so many decimals.
    pub(crate) fn rounded(self, decimals: u32) -> i128 {
        let scaled = self.above.abs() * 10_i128.pow(decimals);
        let units = (2 * scaled + self.below) / (2 * self.below);
        units * self.above.signum()
    }

    /// Returns it less another.
    pub(crate) fn less(self, other: Self) -> Self {
        Self { above: self.above * other.below - other.above * self.below, below: self.below * other.below }
    }

    /// Returns it times another.
    pub(crate) fn times(self, other: Self) -> Self {
        Self { above: self.above * other.above, below: self.below * other.below }
    }

    /// Returns it over another that is not zero.
    pub(crate) fn over(self, other: Self) -> Self {
        Self::of(self.above * other.below, self.below * other.above)
    }

    /// Returns how it compares.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

/// Returns a whole number as it is written: `1,234`.
pub(crate) fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if number < 0 { format!("-{written}") } else { written }
}

/// Returns a number of units of the last of so many decimals as it is written: `13.2`.
pub(crate) fn decimal(units: i128, decimals: u32) -> String {
    let one = 10_i128.pow(decimals);
    let whole = grouped(units / one);
    if decimals == 0 { whole } else { format!("{whole}.{:0width$}", units.abs() % one, width = decimals as usize) }
}
