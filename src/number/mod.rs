//! Exact numbers: 28 digits, no floats, overflow a fault and never a wrong result.
//!
//! Sums, differences and products are exact or refused; a quotient is taken to 28 digits. The only rounding is the one a
//! reader asks for, half away from zero.

mod date;
mod moving;
mod period;
mod time_period;

pub use date::{Date, DateFault, Duration};
pub use moving::{Earlier, Moves, MovingBound, MovingPeriod, Stretch};
pub use period::{Granularity, Period, PeriodFault, PeriodForm};
pub use time_period::TimePeriod;

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// The most digits after the decimal point.
const MOST_DECIMALS: u32 = 28;

/// An exact decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

/// Why a calculation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// The exact result has more than 28 digits.
    TooLong,
    /// Something was divided by zero.
    DividedByZero,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);
    /// One hundred: a whole, in percent.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// Returns `mantissa` divided by ten to the power of `scale`; none past 28 digits.
    ///
    /// A sum over a column is taken in `i128` over its mantissas and made a number here, once.
    pub fn new(mut mantissa: i128, mut scale: u32) -> Option<Self> {
        let limit = Decimal::MAX.mantissa();
        while scale > 0 && mantissa % 10 == 0 && (scale > MOST_DECIMALS || mantissa.abs() > limit) {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(Self)
    }

    /// Returns ten to the power of `exponent`; none past 28 digits.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        match u32::try_from(exponent) {
            Ok(zeros) => Self::new(10_i128.checked_pow(zeros)?, 0),
            Err(_) => Self::new(1, exponent.unsigned_abs()),
        }
    }

    /// Returns the number that plain digits name, such as `1234.5` or `-7`: no separators, no exponent.
    pub fn parse(written: &str) -> Option<Self> {
        let (sign, digits) = match written.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, written.strip_prefix('+').unwrap_or(written)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        Self::new(sign * mantissa, u32::try_from(fraction.len()).ok()?)
    }

    /// Returns the exact sum.
    pub fn plus(self, other: Self) -> Result<Self, NumberFault> {
        let (a, b) = (self.0.normalize(), other.0.normalize());
        let scale = a.scale().max(b.scale());
        let aligned = |part: Decimal| 10_i128.checked_pow(scale - part.scale())?.checked_mul(part.mantissa());
        let sum = aligned(a).zip(aligned(b)).and_then(|(a, b)| a.checked_add(b));
        sum.and_then(|mantissa| Self::new(mantissa, scale)).ok_or(NumberFault::TooLong)
    }

    /// Returns the exact difference.
    pub fn minus(self, other: Self) -> Result<Self, NumberFault> {
        self.plus(other.negated())
    }

    /// Returns the exact product.
    pub fn times(self, other: Self) -> Result<Self, NumberFault> {
        let (a, b) = (self.0.normalize(), other.0.normalize());
        let product = a.mantissa().checked_mul(b.mantissa());
        product.and_then(|mantissa| Self::new(mantissa, a.scale() + b.scale())).ok_or(NumberFault::TooLong)
    }

    /// Returns the quotient to 28 digits.
    pub fn over(self, other: Self) -> Result<Self, NumberFault> {
        if other.is_zero() {
            return Err(NumberFault::DividedByZero);
        }
        self.0.checked_div(other.0).map(Self).ok_or(NumberFault::TooLong)
    }

    /// Returns how many percent of `whole` this is.
    pub fn percent_of(self, whole: Self) -> Result<Self, NumberFault> {
        self.times(Self::HUNDRED)?.over(whole)
    }

    /// Returns the exact sum of many.
    pub fn sum(numbers: impl IntoIterator<Item = Self>) -> Result<Self, NumberFault> {
        numbers.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Returns the number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Returns the number without its sign.
    #[must_use]
    pub fn absolute(self) -> Self {
        Self(self.0.abs())
    }

    /// Returns the number rounded to so many decimals, half away from zero.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Returns whether it is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Returns whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Returns whether it has no digits after the decimal point but zeros.
    pub fn is_whole(self) -> bool {
        self.decimals() == 0
    }

    /// Returns how many decimals it takes to write the number in full.
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// Returns the whole number, where it is one.
    pub fn to_whole(self) -> Option<i128> {
        let plain = self.0.normalize();
        (plain.scale() == 0).then(|| plain.mantissa())
    }

    /// Returns the digits and how many of them follow the decimal point, without trailing zeros there.
    pub fn to_parts(self) -> (i128, u32) {
        let plain = self.0.normalize();
        (plain.mantissa(), plain.scale())
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(whole.into())
    }
}

/// Plain digits, as data and machines read them; what readers see is printed by a [`Language`](crate::language::Language).
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the result has more than 28 digits",
            Self::DividedByZero => "something is divided by zero",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap_or_else(|| panic!("`{written}` is a number"))
    }

    #[test]
    fn plain_digits_are_read_and_nothing_else() {
        for (written, printed) in
            [("30375", "30375"), ("12.50", "12.5"), ("-7", "-7"), ("\u{2212}7", "-7"), ("+0.0", "0"), ("007", "7")]
        {
            assert_eq!(number(written).to_string(), printed);
        }
        for bad in ["", "-", ".5", "5.", "1e3", "1,000", " 1", "1 ", "--1", "1.2.3", "٣", &"9".repeat(40)] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn sums_and_products_are_exact_or_refused() {
        assert_eq!(number("0.1").plus(number("0.2")), Ok(number("0.3")));
        assert_eq!(number("10").minus(number("0.001")), Ok(number("9.999")));
        assert_eq!(number("1.5").times(number("-4")), Ok(number("-6")));
        let huge = Number::power_of_ten(28).unwrap();
        assert_eq!(huge.times(huge), Err(NumberFault::TooLong));
        assert_eq!(huge.plus(number("0.1")), Err(NumberFault::TooLong), "digits would be lost");
        assert_eq!(number("0.000000000000001").times(number("0.00000000000003")), Err(NumberFault::TooLong));
    }

    #[test]
    fn quotients_have_28_digits_and_zero_divides_nothing() {
        assert_eq!(Number::ONE.over(number("3")).unwrap().to_string(), format!("0.{}", "3".repeat(28)));
        assert_eq!(Number::ONE.over(Number::ZERO), Err(NumberFault::DividedByZero));
        assert_eq!(number("1").percent_of(number("8")), Ok(number("12.5")));
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (written, decimals, rounded) in [
            ("0.5", 0, "1"),
            ("-0.5", 0, "-1"),
            ("2.5", 0, "3"),
            ("1.005", 2, "1.01"),
            ("-0.04", 1, "0"),
            ("7", 2, "7"),
        ] {
            assert_eq!(number(written).rounded(decimals), number(rounded), "{written}");
        }
        assert!(!number("-0.04").rounded(1).is_negative());
    }

    #[test]
    fn equal_numbers_are_equal_however_written() {
        assert_eq!(number("1.0"), number("1"));
        assert_eq!(Number::new(10, 1), Some(Number::ONE));
        assert_eq!(Number::new(10_i128.pow(30), 30), Some(Number::ONE), "trailing zeros cost nothing");
        assert_eq!(number("1200").to_parts(), (1200, 0));
        assert_eq!(number("-12.50").to_parts(), (-125, 1));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(mantissa in any::<i64>(), scale in 0_u32..20) {
            let number = Number::new(mantissa.into(), scale).unwrap();
            prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        }

        #[test]
        fn what_is_added_can_be_taken_away(a in any::<i64>(), b in any::<i64>(), scale in 0_u32..9) {
            let (a, b) = (Number::new(a.into(), scale).unwrap(), Number::new(b.into(), 3).unwrap());
            prop_assert_eq!(a.plus(b).unwrap().minus(b), Ok(a));
        }
    }
}
