//! Numbers in digits and words: `62,000`, `twenty-seven`, `518 million`, `two and a half million`.

use crate::language::{Language, Numbers};
use crate::number::{Number, NumberFault};

use super::lexicon::{SHARE_DECIMALS, find, percent_of};
use super::meaning::{Meaning, Rounding};
use super::tokens::{Token, read_digits};
use super::{QuantityFaultKind, accept};

/// A number as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenNumber {
    /// The number.
    pub(super) value: Number,
    /// What the last digit said counts: 1 in `62,000`, a tenth in `12.5`, a million in `518 million`.
    pub(super) last_digit: Number,
    /// Whether decimals were said.
    pub(super) decimals: bool,
    /// The word that multiplies the whole: a million in `518 million`.
    pub(super) multiplier: Option<Number>,
    /// Whether the wording tells that it is rounded.
    pub(super) rounded: bool,
}

/// Whether `and` may join the parts of a number, as in `a hundred and two`; between two numbers it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joiners {
    /// It may.
    Allowed,
    /// It is left for others.
    Refused,
}

/// Returns the number at the start of `rest` and how many tokens it takes; none where there is none.
pub(super) fn read(
    rest: &[Token<'_>],
    language: Language,
    joiners: Joiners,
) -> Result<Option<(usize, WrittenNumber)>, QuantityFaultKind> {
    let mut numeral =
        Numeral { parts: Vec::new(), last_digit: Number::ONE, decimals: false, multiplied: Multiplied::No };
    let mut taken = 0;
    let numbers = &language.vocabulary().numbers;
    while let Some(length) = numeral.step(&rest[taken..], numbers, joiners)? {
        taken += length;
    }
    if numeral.parts.is_empty() {
        return Ok(None);
    }
    let value = Number::sum(numeral.parts.iter().map(|part| part.0))?;
    let (multiplier, rounded) = match numeral.multiplied {
        Multiplied::No => (None, numeral.decimals),
        Multiplied::By(by, rounding) => (Some(by), numeral.decimals || rounding == Rounding::Rounded),
    };
    Ok(Some((
        taken,
        WrittenNumber { value, last_digit: numeral.last_digit, decimals: numeral.decimals, multiplier, rounded },
    )))
}

/// How a part was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Digits,
    Words,
}

/// Whether the last word was a multiplier, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Multiplied {
    No,
    By(Number, Rounding),
}

/// A number being read: parts that are added, the greatest first.
struct Numeral {
    parts: Vec<(Number, Written)>,
    last_digit: Number,
    decimals: bool,
    multiplied: Multiplied,
}

impl Numeral {
    /// Takes one more phrase and returns how many tokens it has; none where the number ends.
    fn step(
        &mut self,
        rest: &[Token<'_>],
        numbers: &Numbers,
        joiners: Joiners,
    ) -> Result<Option<usize>, QuantityFaultKind> {
        let Some(first) = rest.first() else { return Ok(None) };
        if let Some((length, percent)) = fraction(rest, numbers) {
            return Ok(self.add_fraction(percent)?.then_some(length));
        }
        if first.is_digits() {
            let (number, decimals) = read_digits(&first.text, numbers)?;
            let scale = exponent(rest);
            if !self.add(number, decimals, Written::Digits) {
                return Ok(None);
            }
            if let Some((_, exponent)) = scale {
                self.scale(exponent)?;
            }
            return Ok(Some(1 + scale.map_or(0, |(length, _)| length)));
        }
        if let Some((length, value)) = find(rest, numeral) {
            return Ok(self.add(value.into(), 0, Written::Words).then_some(length));
        }
        if let Some((length, (by, rounding))) = find(rest, multiplier) {
            // A bare `k` or `million` names no number; a bare `thousand` does.
            let bare = self.parts.is_empty();
            return Ok(
                (!(bare && rounding == Rounding::Rounded) && self.multiply(by.into(), rounding)?).then_some(length)
            );
        }
        let article = |meaning| (meaning == Meaning::Article).then_some(());
        if self.parts.is_empty()
            && let Some((length, ())) = find(rest, article)
            && find(&rest[length..], multiplier).is_some()
        {
            return Ok(self.add(Number::ONE, 0, Written::Words).then_some(length));
        }
        if !self.parts.is_empty()
            && let Some((length, ())) = find(rest, |meaning| (meaning == Meaning::AndHalf).then_some(()))
        {
            return Ok(self.add_half()?.then_some(length));
        }
        let joins =
            joiners == Joiners::Allowed && self.parts.last().is_some_and(|(_, written)| *written == Written::Words);
        if joins
            && let Some((length, ())) = find(rest, |meaning| (meaning == Meaning::Joiner).then_some(()))
            && let Some((_, value)) = find(&rest[length..], numeral)
            && self.fits(value.into())
        {
            return Ok(Some(length));
        }
        Ok(None)
    }

    /// Adds a part where the ones before it leave room: `twenty` leaves room for `seven`, `seven` for nothing.
    fn add(&mut self, number: Number, decimals: u32, written: Written) -> bool {
        if !self.fits(number) {
            return false;
        }
        self.parts.push((number, written));
        self.last_digit = Number::new(1, decimals).unwrap_or(Number::ONE);
        self.decimals = decimals > 0;
        self.multiplied = Multiplied::No;
        true
    }

    fn fits(&self, number: Number) -> bool {
        let Some((last, _)) = self.parts.last() else { return true };
        let multiplied = matches!(self.multiplied, Multiplied::By(..));
        let words = self.parts.last().is_some_and(|(_, written)| *written == Written::Words);
        !self.decimals && (multiplied || words) && !number.is_zero() && number < step_of(*last)
    }

    /// Multiplies the parts that are smaller than the multiplier; tells whether there were any, or none at all.
    fn multiply(&mut self, by: Number, rounding: Rounding) -> Result<bool, NumberFault> {
        let keep = self.parts.iter().rposition(|(part, _)| *part >= by).map_or(0, |index| index + 1);
        let small = &self.parts[keep..];
        if small.is_empty() && !self.parts.is_empty() {
            return Ok(false);
        }
        let digits = small.iter().any(|(_, written)| *written == Written::Digits);
        let times = if small.is_empty() { Number::ONE } else { Number::sum(small.iter().map(|(part, _)| *part))? };
        let product = times.times(by)?;
        if keep > 0 && product >= step_of(self.parts[keep - 1].0) {
            return Ok(false);
        }
        let (already, rounded) = match self.multiplied {
            Multiplied::By(already, rounding) => (already, rounding == Rounding::Rounded),
            Multiplied::No => (Number::ONE, false),
        };
        let rounding = if digits || rounded { Rounding::Rounded } else { rounding };
        self.parts.truncate(keep);
        self.parts.push((product, Written::Words));
        self.last_digit = self.last_digit.times(by)?;
        self.multiplied = Multiplied::By(already.times(by)?, rounding);
        Ok(true)
    }

    /// Adds a fraction to a whole number in digits: `12½`, `5 1/2`.
    fn add_fraction(&mut self, percent: Number) -> Result<bool, NumberFault> {
        let whole = |(_, written): &(Number, Written)| *written == Written::Digits;
        if self.decimals || self.multiplied != Multiplied::No || !self.parts.last().is_some_and(whole) {
            return Ok(false);
        }
        self.parts.push((percent.over(Number::HUNDRED)?.rounded(SHARE_DECIMALS), Written::Digits));
        self.last_digit = self.last_digit.over(10.into())?;
        self.decimals = true;
        Ok(true)
    }

    /// Multiplies the last part by a power of ten: `1.5e6`.
    fn scale(&mut self, exponent: i32) -> Result<(), QuantityFaultKind> {
        let by = Number::power_of_ten(exponent).ok_or(QuantityFaultKind::TooLong)?;
        if let Some((last, _)) = self.parts.last_mut() {
            *last = last.times(by)?;
        }
        self.last_digit = self.last_digit.times(by)?;
        if exponent < 0 {
            self.decimals = true;
        } else {
            self.decimals = !self.last_digit.is_whole();
            self.multiplied = Multiplied::By(by, Rounding::Rounded);
        }
        Ok(())
    }

    fn add_half(&mut self) -> Result<bool, NumberFault> {
        let Some((last, _)) = self.parts.last_mut().filter(|_| !self.decimals) else { return Ok(false) };
        let tenth = self.last_digit.over(10.into())?;
        *last = last.plus(tenth.times(5.into())?)?;
        self.last_digit = tenth;
        self.decimals = true;
        Ok(true)
    }
}

/// Returns the place of the last digit that is not zero: 1,000 in 62,000.
pub(super) fn step_of(number: Number) -> Number {
    let (mut mantissa, scale) = number.to_parts();
    if scale > 0 || mantissa == 0 {
        return Number::new(1, scale).unwrap_or(Number::ONE);
    }
    let mut zeros = 0;
    while mantissa % 10 == 0 {
        mantissa /= 10;
        zeros += 1;
    }
    Number::power_of_ten(zeros).unwrap_or(Number::ONE)
}

fn numeral(meaning: Meaning) -> Option<i64> {
    match meaning {
        Meaning::Numeral(value) => Some(value),
        _ => None,
    }
}

pub(super) fn multiplier(meaning: Meaning) -> Option<(i64, Rounding)> {
    match meaning {
        Meaning::Multiplier(by, rounding) => Some((by, rounding)),
        _ => None,
    }
}

/// The largest whole that a written fraction has parts of: above it digits and a stroke are a year or a file number.
const LARGEST_WHOLE: i64 = 100;

/// Returns the fraction at the start of `rest`, in percent, with how many tokens it has: a sign, or part and whole in digits
/// with a stroke between them and no space.
pub(super) fn fraction(rest: &[Token<'_>], numbers: &Numbers) -> Option<(usize, Number)> {
    if let Some(found) = find(rest, accept::fraction) {
        return Some(found);
    }
    let [part, stroke, whole, ..] = rest else { return None };
    let joined = part.span.end == stroke.span.start && stroke.span.end == whole.span.start;
    if !joined || !matches!(&*stroke.text, "/" | "\u{2044}") || !part.is_digits() || !whole.is_digits() {
        return None;
    }
    let read = |token: &Token<'_>| read_digits(&token.text, numbers).ok().map(|(number, _)| number);
    let (part, whole) = (read(part)?, read(whole)?);
    let proper = part > Number::ZERO && part < whole && whole <= LARGEST_WHOLE.into();
    (proper && part.is_whole() && whole.is_whole())
        .then(|| percent_of(part, whole))
        .flatten()
        .map(|percent| (3, percent))
}

/// Returns the power of ten behind the digits at the start of `rest`, with how many tokens it has: `e6` of `1.5e6`.
fn exponent(rest: &[Token<'_>]) -> Option<(usize, i32)> {
    let [digits, sign, after @ ..] = rest else { return None };
    if sign.text != "e" || digits.span.end != sign.span.start {
        return None;
    }
    let (negative, power, length) = match after {
        [minus, power, ..] if minus.text == "-" || minus.text == "+" => {
            let joined = sign.span.end == minus.span.start && minus.span.end == power.span.start;
            (minus.text == "-", Some(power).filter(|_| joined)?, 3)
        }
        [power, ..] => (false, Some(power).filter(|power| sign.span.end == power.span.start)?, 2),
        [] => return None,
    };
    let plain = power.text.bytes().all(|byte| byte.is_ascii_digit());
    let power: i32 = power.text.parse().ok().filter(|_| plain)?;
    Some((length, if negative { -power } else { power }))
}
