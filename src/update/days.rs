//! Days and months as publishers write them behind “Stand:” or “Last updated on”.

use crate::language::months;
use crate::number::{Date, Period};

/// Words that may stand between what says that a day follows and the day.
const BETWEEN: &[&str] = &["on", "at", "am", "vom", "zum", "le", "du", "el", "the", "date", "of", "the data", "data"];

/// Returns the day or month with which words begin, past what may stand before it, and where it ends.
pub(super) fn day_at(words: &str) -> Option<(Period, usize)> {
    let mut at = 0;
    loop {
        let rest = &words[at..];
        let skipped = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\n').len();
        at += skipped;
        let rest = &words[at..];
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if word.is_empty() || !BETWEEN.contains(&word) {
            break;
        }
        at += word.len();
    }
    let rest = &words[at..];
    let (period, length) = iso(rest).or_else(|| dotted(rest)).or_else(|| in_words(rest))?;
    Some((period, at + length))
}

/// Reads `2026-02-24`, also before a time of day, and `2026-02`.
pub(super) fn iso(words: &str) -> Option<(Period, usize)> {
    let ends = |length: usize| !words[length..].starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let day = words.get(..10).and_then(|day| Date::parse(day).ok()).filter(|_| ends(10));
    if let Some(day) = day {
        return Some((Period::day(day), 10));
    }
    let (year, month) = words.get(..7)?.split_once('-')?;
    let month = Period::month(number(year, 4)?, number(month, 2)?.try_into().ok()?).filter(|_| ends(7))?;
    Some((month, 7))
}

/// Reads `24.02.2026` and `24. 2. 2026`.
fn dotted(words: &str) -> Option<(Period, usize)> {
    let mut parts = words.splitn(3, '.');
    let (day, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let written = rest.trim_start();
    let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year = number(written.get(..digits)?, 4)?;
    let (day, number_of_month) = (number(day.trim(), 2)?, number(month.trim(), 2)?);
    let date = Date::new(year, number_of_month.try_into().ok()?, day.try_into().ok()?)?;
    Some((Period::day(date), words.len() - written.len() + digits))
}

/// Reads `24 February 2026`, `24. Februar 2026`, `24 de febrero de 2026`, `February 24, 2026` and `February 2026`.
fn in_words(words: &str) -> Option<(Period, usize)> {
    let mut found: Vec<(&str, usize)> = Vec::new();
    let mut at = 0;
    for word in words.split_inclusive(|c: char| !c.is_alphanumeric()).take(12) {
        at += word.len();
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !bare.is_empty() && bare != "de" {
            found.push((bare, at - (word.len() - bare.len())));
        }
    }
    let month = |at: usize| found.get(at).and_then(|(word, _)| months::number(word));
    let number_at = |at: usize, digits: usize| found.get(at).and_then(|(word, _)| number(word, digits));
    let day = |day: Option<i16>, month: u8, year: Option<i16>| {
        Date::new(year?, i8::try_from(month).ok()?, i8::try_from(day?).ok()?).map(Period::day)
    };
    if let Some(month) = month(1) {
        return day(number_at(0, 2), month, number_at(2, 4)).map(|period| (period, found[2].1));
    }
    let month = month(0)?;
    if let Some(period) = day(number_at(1, 2), month, number_at(2, 4)) {
        return Some((period, found[2].1));
    }
    let period = Period::month(number_at(1, 4)?, i8::try_from(month).ok()?)?;
    Some((period, found[1].1))
}

/// Reads digits alone: a year has four, a day or month one or two.
fn number(words: &str, digits: usize) -> Option<i16> {
    let fits = words.bytes().all(|byte| byte.is_ascii_digit())
        && if digits == 4 { words.len() == 4 } else { (1..=2).contains(&words.len()) };
    words.parse().ok().filter(|_| fits)
}
