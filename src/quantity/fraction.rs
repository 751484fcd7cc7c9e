//! Fractions and powers of ten in digits: `½`, `1/3`, `1e6`.

use crate::language::Numbers;
use crate::number::Number;

use super::accept;
use super::lexicon::{Lexicon, percent_of};
use super::tokens::{Token, read_digits};

/// The largest whole that a written fraction has parts of: above it digits and a stroke are a year or a file number.
const LARGEST_WHOLE: i64 = 100;

/// Returns the fraction at the start of `rest`, in percent, with how many tokens it has: a sign, or part and whole in digits
/// with a stroke between them and no space.
pub(super) fn at(rest: &[Token<'_>], lexicon: &Lexicon, numbers: &Numbers) -> Option<(usize, Number)> {
    if let Some(found) = lexicon.find(rest, accept::fraction) {
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
pub(super) fn exponent(rest: &[Token<'_>]) -> Option<(usize, i32)> {
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
