//! Numbers as files write them: `2484`, `-0.5`, `2,484`, `$20,000`, `12.5%`, never through a float.
//!
//! Accepted: an optional sign (`-`, `+` or `−`), digits, and decimals; `.5` and `5.` too, as spreadsheets and statistics
//! programs write them; exponents with a sign (`-8.4e-05`), as programs write doubles; spaces around. Refused: exponents that
//! a spreadsheet has made of an id or a long number (`1e5`, `1.2E+11`: digits are lost), brackets and a minus behind the number
//! where nobody declares them, and any word whose meaning would change the number (`20 million`).

use std::cmp::Ordering;

use crate::language::cells::NO_VALUE;
use crate::number::Number;

use super::problems::{CellFault, Hint, Negative};

/// A number as digits without a point, and how many of them are decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// The digits.
    pub(super) mantissa: i64,
    /// How many of them are decimals.
    pub(super) decimals: u32,
}

/// How a column writes numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberForm {
    /// The character between thousands.
    pub(super) group: Option<char>,
    /// The character before decimals.
    pub(super) decimal: u8,
    /// Whether nothing but the number stands in a cell.
    pub(super) bare: bool,
    /// How numbers below zero are written, besides a sign before them.
    pub(super) negative: Option<Negative>,
    /// How many decimals are kept; all where absent.
    pub(super) keep: Option<u32>,
}

impl Negative {
    /// Returns a cell without the signs that make it negative; none where it has none of them.
    fn strip(self, cell: &[u8]) -> Option<&[u8]> {
        match self {
            Self::Brackets => Some(cell.strip_prefix(b"(")?.strip_suffix(b")")?.trim_ascii()),
            Self::Trailing => Some(cell.strip_suffix(b"-")?.trim_ascii()),
        }
    }
}

/// The most digits after the point.
pub(super) const MOST_DECIMALS: u32 = 18;

impl Digits {
    /// Returns a whole value.
    pub(super) fn whole(mantissa: i64) -> Self {
        Self { mantissa, decimals: 0 }
    }

    /// Returns it without decimals; none where they are not all zeros. `7.0` is a whole number.
    pub(super) fn to_whole(self) -> Option<Self> {
        let unit = 10_i64.pow(self.decimals);
        (self.mantissa % unit == 0).then(|| Self::whole(self.mantissa / unit))
    }

    /// Returns the exact product with a number, without zeros behind its decimals; none where it does not fit.
    pub(super) fn times(self, number: Number) -> Option<Self> {
        let (mantissa, decimals) = number.to_parts();
        let mut product = i128::from(self.mantissa).checked_mul(mantissa)?;
        let mut decimals = self.decimals + decimals;
        while decimals > 0 && product % 10 == 0 {
            (product, decimals) = (product / 10, decimals - 1);
        }
        let mantissa = i64::try_from(product).ok().filter(|_| decimals <= MOST_DECIMALS)?;
        Some(Self { mantissa, decimals })
    }

    /// Returns the order of two values, whatever their decimals.
    pub(super) fn compare(self, other: Self) -> Ordering {
        let shared = self.decimals.max(other.decimals);
        let scaled = |value: Self| i128::from(value.mantissa) * 10_i128.pow(shared - value.decimals);
        scaled(self).cmp(&scaled(other))
    }
}

impl NumberForm {
    /// Digits with a point, and nothing else.
    pub(super) const PLAIN: Self = Self { group: None, decimal: b'.', bare: true, negative: None, keep: None };

    /// Returns whether it is the plain form.
    pub(super) fn is_plain(&self) -> bool {
        *self == Self::PLAIN
    }

    /// Returns the number in a cell.
    pub(super) fn read(&self, cell: &[u8]) -> Result<Digits, CellFault> {
        let cell = cell.trim_ascii();
        let unsigned = self.negative.and_then(|way| way.strip(cell)).filter(|rest| !rest.starts_with(b"-"));
        let (negative, digits) = self.signed(unsigned.unwrap_or(cell));
        let below_zero = negative || unsigned.is_some();
        match self.scientific(digits).unwrap_or_else(|| self.digits(digits)) {
            Ok(value) if below_zero => Ok(Digits { mantissa: -value.mantissa, ..value }),
            Ok(value) => Ok(value),
            Err(CellFault::NotANumber(Hint::Exponent)) => Err(CellFault::NotANumber(Hint::Exponent)),
            Err(CellFault::NotANumber(_)) => Err(CellFault::NotANumber(self.hint(cell))),
            Err(fault) => Err(fault),
        }
    }

    fn signed<'c>(&self, cell: &'c [u8]) -> (bool, &'c [u8]) {
        if self.bare { sign(cell) } else { without_unit(cell) }
    }

    /// Returns the number that is written with an exponent and its sign; none where there is none.
    ///
    /// A capital `E` before a plus is how a spreadsheet shows a number that does not fit its column: the digits that the
    /// exponent would have to make up are lost.
    fn scientific(&self, text: &[u8]) -> Option<Result<Digits, CellFault>> {
        let at = text.iter().position(|byte| matches!(byte, b'e' | b'E'))?;
        let (digits, rest) = (&text[..at], &text[at + 1..]);
        let (sign, power) = rest.split_first().filter(|(sign, power)| {
            matches!(sign, b'+' | b'-') && (1..=3).contains(&power.len()) && power.iter().all(u8::is_ascii_digit)
        })?;
        let power = power.iter().fold(0, |power: u32, digit| power * 10 + u32::from(digit - b'0'));
        let form = Self { keep: None, group: None, ..self.clone() };
        let Ok(Digits { mut mantissa, mut decimals }) = form.digits(digits) else {
            return Some(Err(CellFault::NotANumber(Hint::Unknown)));
        };
        if *sign == b'-' {
            decimals += power;
        } else if power <= decimals {
            decimals -= power;
        } else {
            if text[at] == b'E' && mantissa != 0 {
                return Some(Err(CellFault::NotANumber(Hint::Exponent)));
            }
            let longer = 10_i64.checked_pow(power - decimals).and_then(|factor| mantissa.checked_mul(factor));
            (mantissa, decimals) = (longer?, 0);
        }
        while decimals > 0 && mantissa % 10 == 0 {
            (mantissa, decimals) = (mantissa / 10, if mantissa == 0 { 0 } else { decimals - 1 });
        }
        Some(self.kept(Digits { mantissa, decimals }))
    }

    /// Returns a number with the decimals that are kept, rounded half away from zero.
    fn kept(&self, value: Digits) -> Result<Digits, CellFault> {
        match self.keep {
            Some(keep) if value.decimals > keep => {
                let unit = 10_i128.checked_pow(value.decimals - keep).unwrap_or(i128::MAX);
                let mantissa = i128::from(value.mantissa);
                let rounded = (mantissa.abs() + unit / 2) / unit * mantissa.signum();
                let mantissa = i64::try_from(rounded).map_err(|_| CellFault::TooManyDigits)?;
                Ok(Digits { mantissa, decimals: keep })
            }
            None if value.decimals > MOST_DECIMALS => Err(CellFault::TooManyDigits),
            _ => Ok(value),
        }
    }

    /// Returns the characters of a cell that are its unit.
    pub(super) fn unit(cell: &str) -> impl Iterator<Item = char> {
        cell.chars().filter(|c| !(c.is_ascii_digit() || c.is_whitespace() || ".,'-+\u{2212}".contains(*c)))
    }

    fn digits(&self, text: &[u8]) -> Result<Digits, CellFault> {
        let (mut mantissa, mut decimals, mut seen, mut run) = (0_i64, 0_u32, 0_u32, 0_u32);
        let (mut grouped, mut after_point, mut up) = (false, false, None);
        let mut rest = text;
        let no_number = CellFault::NotANumber(Hint::Unknown);
        while let [byte, tail @ ..] = rest {
            rest = tail;
            if byte.is_ascii_digit() && after_point && self.keep == Some(decimals) {
                // The first digit that is dropped decides which way the rest is rounded.
                up.get_or_insert(*byte >= b'5');
                seen += 1;
            } else if byte.is_ascii_digit() {
                let next = mantissa.checked_mul(10).and_then(|m| m.checked_add(i64::from(byte - b'0')));
                mantissa = next.ok_or(CellFault::TooManyDigits)?;
                (seen, run) = (seen + 1, run + 1);
                decimals += u32::from(after_point);
            } else if *byte == self.decimal && !after_point && (!grouped || run == 3) {
                after_point = true;
            } else if !after_point && let Some(tail) = self.group_at(*byte, tail) {
                let fits = if grouped { run == 2 || run == 3 } else { (1..=3).contains(&run) };
                if !fits {
                    return Err(no_number);
                }
                (grouped, run, rest) = (true, 0, tail);
            } else {
                return Err(no_number);
            }
        }
        if seen == 0 || (grouped && !after_point && run != 3) {
            return Err(no_number);
        }
        let mantissa = mantissa.checked_add(i64::from(up == Some(true))).ok_or(CellFault::TooManyDigits)?;
        if decimals > MOST_DECIMALS { Err(CellFault::TooManyDigits) } else { Ok(Digits { mantissa, decimals }) }
    }

    /// Returns what follows the character between thousands, if one begins here; a space stands for narrow ones too.
    fn group_at<'c>(&self, first: u8, tail: &'c [u8]) -> Option<&'c [u8]> {
        let group = self.group?;
        let is = |c: char| {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            (bytes[0] == first).then(|| tail.strip_prefix(&bytes[1..])).flatten()
        };
        match group {
            ' ' => [' ', '\u{a0}', '\u{202f}'].into_iter().find_map(is),
            group => is(group),
        }
    }

    /// Returns why a cell is no number in this form.
    fn hint(&self, cell: &[u8]) -> Hint {
        let text = String::from_utf8_lossy(cell);
        let lower = text.to_lowercase();
        let reads = |group: Option<char>, decimal: u8, bare: bool| {
            let form = Self { group: group.or(self.group), decimal, bare, ..self.clone() };
            let (_, digits) = if bare { sign(cell) } else { without_unit(cell) };
            !matches!(form.digits(digits), Err(CellFault::NotANumber(_)))
        };
        let groups = [',', ' ', '\u{a0}', '\u{202f}', '\'', '\u{2019}', '.'];
        let grouped = |bare| {
            let decimal = |group| if group == '.' { b',' } else { self.decimal };
            groups
                .into_iter()
                .filter(|group| text.contains(*group))
                .find(|group| reads(Some(*group), decimal(*group), bare))
        };
        let unsigned = text.strip_prefix(['-', '+', '\u{2212}', '(']).unwrap_or(&text);
        let digit_first = unsigned.starts_with(|c: char| c.is_ascii_digit());
        let below_zero = Negative::ALL.into_iter().filter(|_| self.negative.is_none()).find(|way| {
            let Some(rest) = way.strip(cell) else { return false };
            let reads = |bare, group: Option<char>| {
                let form = Self { bare, group: group.or(self.group), ..self.clone() };
                let (negative, digits) = form.signed(rest);
                !negative && form.digits(digits).is_ok()
            };
            [true, false].into_iter().any(|bare| reads(bare, None) || reads(bare, Some(',')))
        });
        if let Some(way) = below_zero {
            Hint::Negative(way)
        } else if text.is_empty() {
            Hint::Empty
        } else if NO_VALUE.contains(&lower.as_str()) {
            Hint::NoValue
        } else if let Some(group) = grouped(true).filter(|_| self.group.is_none()) {
            Hint::Group(group)
        } else if self.decimal == b'.' && reads(None, b',', true) {
            Hint::DecimalComma
        } else if self.bare && reads(None, self.decimal, false) {
            Hint::Unit(None)
        } else if let Some(group) = grouped(false).filter(|_| self.bare && self.group.is_none()) {
            Hint::Unit(Some(group))
        } else if digit_first && lower.split_once('e').is_some_and(|(m, e)| plain(m) && plain(e)) {
            Hint::Exponent
        } else if digit_first {
            Hint::Remark
        } else {
            Hint::Unknown
        }
    }
}

fn plain(text: &str) -> bool {
    NumberForm::PLAIN.digits(sign(text.as_bytes()).1).is_ok()
}

fn sign(cell: &[u8]) -> (bool, &[u8]) {
    match cell {
        [b'-', rest @ ..] | [0xE2, 0x88, 0x92, rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, cell),
    }
}

/// Returns whether the cell is negative, and the cell without its sign and unit.
fn without_unit(cell: &[u8]) -> (bool, &[u8]) {
    let Ok(text) = std::str::from_utf8(cell) else { return (false, cell) };
    let (before, text) = sign_of(text);
    let text = unit_before(text).trim_start();
    let (between, text) = if before { (false, text) } else { sign_of(text) };
    (before || between, unit_after(text).trim_end().as_bytes())
}

fn sign_of(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn is_sign_of_money(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '৲' | '৳' | '฿' | '៛' | '﷼' | '\u{20a0}'..='\u{20cf}')
}

/// Codes of currencies that may stand beside a number; other words (`MIO`, `TSD`) could change it.
const CURRENCIES: &[&str] = &[
    "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "GTQ", "HKD", "HNL", "HUF",
    "IDR", "ILS", "INR", "JPY", "KRW", "MXN", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "RON", "RUB", "SEK",
    "SGD", "THB", "TRY", "UAH", "USD", "ZAR",
];

/// Drops a currency's sign or code from the beginning: `$`, `US$`, `EUR`.
fn unit_before(text: &str) -> &str {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (code, rest) = text.split_at(letters);
    match rest.strip_prefix(is_sign_of_money) {
        Some(rest) if letters <= 3 => rest,
        None if CURRENCIES.contains(&code) => rest,
        _ => text,
    }
}

/// Drops a currency's sign or code, or a percent sign, from the end.
fn unit_after(text: &str) -> &str {
    if let Some(rest) = text.strip_suffix(|c| is_sign_of_money(c) || matches!(c, '%' | '‰')) {
        return rest;
    }
    CURRENCIES.iter().find_map(|code| text.strip_suffix(code)).unwrap_or(text)
}
