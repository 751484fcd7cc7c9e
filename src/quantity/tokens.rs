//! The pieces of a quantity: words, runs of digits, signs, each with its place.

use std::borrow::Cow;

use crate::language::Numbers;
use crate::number::Number;
use crate::text::Span;

use super::QuantityFaultKind;
use super::meaning::Phrase;

/// A word, a run of digits with its separators, or a sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// In lower case.
    pub(super) text: Cow<'t, str>,
    /// Where it stands.
    pub(super) span: Span,
    /// The phrases of the language that stand here, the longest first.
    pub(super) phrases: Vec<&'static Phrase>,
}

impl Token<'_> {
    /// Returns whether it is a run of digits.
    pub(super) fn is_digits(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// A place where a long word may be divided: a reader sees it only at the end of a line.
const SOFT_HYPHEN: char = '\u{AD}';

/// Returns the pieces of `words`.
pub(super) fn tokens<'t>(words: &'t str, numbers: &Numbers) -> Vec<Token<'t>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let start = words.len() - rest.len();
        let length = if first.is_ascii_digit() {
            digits(rest, numbers)
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic() && c != SOFT_HYPHEN).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        if !first.is_whitespace() {
            let plain = piece.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
            let text = if piece == "’" {
                "'".into()
            } else if plain {
                piece.into()
            } else {
                piece.to_lowercase().replace(SOFT_HYPHEN, "").into()
            };
            found.push(Token { text, span: Span::new(start, start + length), phrases: Vec::new() });
        }
        rest = after;
    }
    found
}

/// Returns how many bytes the digits at the start take with the separators between them. A space belongs to a number only
/// before exactly three digits.
fn digits(rest: &str, numbers: &Numbers) -> usize {
    let mut end = leading_digits(rest);
    loop {
        let mut after = rest[end..].chars();
        let Some(separator) = after.next() else { return end };
        let next = leading_digits(after.as_str());
        let joins = match separator {
            '.' | ',' | '\'' | '\u{2019}' => next > 0,
            other => {
                next == 3
                    && numbers.also_group.iter().any(|group| group.chars().eq([other]))
                    && leading_digits(rest) <= 3
            }
        };
        if !joins {
            return end;
        }
        end += separator.len_utf8() + next;
    }
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Returns the number that digits with separators name in a language, and how many decimals were written.
pub(super) fn read_digits(text: &str, numbers: &Numbers) -> Result<(Number, u32), QuantityFaultKind> {
    let (whole, fraction) = match text.split_once(&numbers.decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    let is_group =
        |c: char| numbers.group.chars().eq([c]) || numbers.also_group.iter().any(|group| group.chars().eq([c]));
    let groups: Vec<&str> = match separator {
        Some(c) if is_group(c) => whole.split(c).collect(),
        Some(_) => return Err(QuantityFaultKind::Grouping),
        None => vec![whole],
    };
    let all_digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let leads = !groups[0].starts_with('0');
    let thousands = leads && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let grouped = groups.len() == 1 || thousands || leads && separator == Some(',') && are_indian(&groups);
    if !grouped || !groups.iter().all(all_digits) || fraction.is_some_and(|part| !all_digits(&part)) {
        return Err(QuantityFaultKind::Grouping);
    }
    let mut plain = groups.concat();
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    let decimals = fraction.map_or(0, str::len);
    let number = Number::parse(&plain).ok_or(QuantityFaultKind::TooLong)?;
    Ok((number, u32::try_from(decimals).map_err(|_| QuantityFaultKind::TooLong)?))
}

/// Returns whether digits are grouped as in India: the last three, and two and two before them, as in `1,00,000`.
fn are_indian(groups: &[&str]) -> bool {
    match groups {
        [first, middle @ .., last] if !middle.is_empty() => {
            first.len() <= 2 && last.len() == 3 && middle.iter().all(|group| group.len() == 2)
        }
        _ => false,
    }
}

/// Returns whether digits name one number in this language and another a thousand times as large elsewhere, where both are
/// written: `62,000` in Spanish, which is 62 thousand in Mexico.
pub(super) fn has_two_readings(text: &str, numbers: &Numbers) -> bool {
    numbers.doubtful_decimals
        && text.split_once(&numbers.decimal).is_some_and(|(whole, fraction)| {
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            digits(whole) && digits(fraction) && whole.len() <= 3 && !whole.starts_with('0') && fraction.len() == 3
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn texts(words: &str) -> Vec<String> {
        let numbers = &Language::ENGLISH.vocabulary().numbers;
        tokens(words, numbers).into_iter().map(|token| token.text.into_owned()).collect()
    }

    #[test]
    fn words_digits_and_signs_are_told_apart() {
        assert_eq!(texts("More than 62,000"), ["more", "than", "62,000"]);
        assert_eq!(texts("US$1.2m–3m"), ["us", "$", "1.2", "m", "–", "3", "m"]);
        assert_eq!(texts("twenty-seven"), ["twenty", "-", "seven"]);
        assert_eq!(texts("10 000 in 5"), ["10 000", "in", "5"]);
        assert_eq!(texts("2025 100"), ["2025", "100"]);
        assert_eq!(texts("10, 20."), ["10", ",", "20", "."]);
    }

    #[test]
    fn separators_must_group_by_three() {
        let english = |text| read_digits(text, &Language::ENGLISH.vocabulary().numbers).map(|(n, _)| n.to_string());
        let spanish = |text| read_digits(text, &Language::spanish().vocabulary().numbers).map(|(n, _)| n.to_string());
        assert_eq!(english("1,234,567.50").unwrap(), "1234567.5");
        assert_eq!(english("10 000").unwrap(), "10000");
        assert_eq!(spanish("30.375").unwrap(), "30375");
        assert_eq!(spanish("12,5").unwrap(), "12.5");
        assert_eq!(english("1,00,000").unwrap(), "100000");
        assert_eq!(english("12,34,56,789").unwrap(), "123456789");
        for bad in
            ["1,00,00", "100,00,000", "0,10,000", "3,75", "62,00", "1,2345", "0,500", "1,234 567", "1.2.3", "1'000"]
        {
            assert_eq!(english(bad), Err(QuantityFaultKind::Grouping), "{bad}");
        }
        assert_eq!(spanish("12.5"), Err(QuantityFaultKind::Grouping));
        assert_eq!(english(&"9".repeat(60)), Err(QuantityFaultKind::TooLong));
    }
}
