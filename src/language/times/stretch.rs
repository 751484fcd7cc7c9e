//! Stretches that are counted: `the first six months of 2024`, `the three months to March 2024`, `week 10 of 2026`, `06/2023`.

use super::phrases::List;
use super::read::{Found, Reader};
use super::{Days, When};
use crate::number::Date;

/// The number of months by which a week is listed among the units.
pub(super) const WEEK: u8 = 0;

impl Reader<'_> {
    /// Returns the counted stretch at a place.
    pub(super) fn stretch(&self, at: usize) -> Option<Found> {
        self.week(at).or_else(|| self.end_of_year(at)).or_else(|| self.up_to_its_end(at)).or_else(|| self.slashed(at))
    }

    /// `week 10 of 2026`, `the second week of 2021`, `the last week of 2020`.
    fn week(&self, at: usize) -> Option<Found> {
        let unit = |at: usize| self.unit(at).filter(|(_, months)| *months == WEEK).map(|(words, _)| at + words);
        let (week, next) = if let Some(next) = unit(at) {
            let (week, words) = self.number(next)?;
            (Some(week), next + words)
        } else if let Some((week, words)) = self.ordinal(at) {
            (Some(week), unit(at + words)?)
        } else {
            (None, unit(at + self.any_phrase(at, List::Last)?)?)
        };
        let (year, end) = self.year_behind(next)?;
        let days = |week: i8| Date::week(year, week).map(|(first, last)| Days { first, last });
        let days = match week {
            Some(week) => days(i8::try_from(week).ok()?)?,
            None => days(53).or_else(|| days(52))?,
        };
        Some(Found::exact(When::One(days), end - at))
    }

    /// `the first six months of 2024`, `the last two weeks of 2020`, `the last quarter of 2024`, `the second month of 2024`.
    fn end_of_year(&self, at: usize) -> Option<Found> {
        let side = |at: usize| {
            let first = self.any_phrase(at, List::First).map(|words| (true, words));
            first.or_else(|| self.any_phrase(at, List::Last).map(|words| (false, words)))
        };
        let nth = || {
            let (nth, words) = self.ordinal(at)?;
            let (unit, months) = self.unit(at + words)?;
            (months == 1 && (1..=12).contains(&nth)).then_some((true, nth, months, nth, words + unit))
        };
        let several = || {
            let (begins, count, words) = if let Some((begins, words)) = side(at) {
                let (count, more) = self.number(at + words).unwrap_or((1, 0));
                (begins, count, words + more)
            } else {
                let (count, words) = self.number(at)?;
                let (begins, more) = side(at + words)?;
                (begins, count, words + more)
            };
            let (unit, months) = self.unit(at + words)?;
            Some((begins, count, months, 1, words + unit))
        };
        let (begins, count, months, from, words) = nth().or_else(several)?;
        let (year, end) = self.year_behind(at + words)?;
        let days = if months == WEEK {
            let weeks = i8::try_from(count).ok()?;
            let last = if Date::week(year, 53).is_some() { 53 } else { 52 };
            let (first, last) = if begins { (1, weeks) } else { (last - weeks + 1, last) };
            Days { first: Date::week(year, first)?.0, last: Date::week(year, last)?.1 }
        } else {
            let length = (count - from + 1).checked_mul(months).filter(|length| *length <= 12)?;
            Days::of_months(year, if begins { from } else { 13 - length }, length)?
        };
        Some(Found::exact(When::One(days), end - at))
    }

    /// `three months to March 2024`, `four months to June`.
    fn up_to_its_end(&self, at: usize) -> Option<Found> {
        let (count, words) = self.number(at)?;
        let (unit, months) = self.unit(at + words)?;
        let length = count.checked_mul(months).filter(|length| (1..=60).contains(length))?;
        let to = at + words + unit;
        let to = to + self.any_phrase(to, List::Ending)?;
        let to = to + self.any_phrase(to, List::Articles).unwrap_or(0);
        let end = self.month(to).or_else(|| self.iso(to, false)).or_else(|| self.part(to, List::Quarters, 3, false))?;
        let read = to + end.length - at;
        let of = |year: i16, month: u8| {
            let first = i32::from(year) * 12 + i32::from(month) - i32::from(length);
            let (year, month) = (first.div_euclid(12), first.rem_euclid(12) + 1);
            Days::of_months(i16::try_from(year).ok()?, u8::try_from(month).ok()?, length)
        };
        match end.when {
            When::One(days) if days.last == days.last.month_end() => {
                let days = of(days.last.year(), days.last.month())?;
                Some(Found::exact(When::One(days), read))
            }
            When::Months(month, several) if length < 12 => {
                let first = of(2001, (month + several - 2) % 12 + 1)?.first.month();
                Some(Found { when: When::Months(first, length), length: read, exact: end.exact })
            }
            _ => None,
        }
    }

    /// `06/2023`.
    fn slashed(&self, at: usize) -> Option<Found> {
        let piece = self.pieces.get(at).filter(|piece| piece.is_number() && piece.text.len() == 2)?;
        let glued = |at: usize| self.is(at, "/") && self.glued(at);
        let date = at > 0 && glued(at - 1) || glued(at + 3);
        let month = piece.text.parse().ok().filter(|month| (1..=12).contains(month))?;
        let year = self.year(at + 2, true).filter(|_| glued(at + 1) && self.glued(at + 2) && !date)?;
        Some(Found::exact(When::One(Days::of_months(year, month, 1)?), 3))
    }

    /// Returns the number at a place, in digits or words, and how many pieces it has: `12`, `twelve`, `twenty-four`, `a`.
    pub(super) fn number(&self, at: usize) -> Option<(u8, usize)> {
        let digits = self.pieces.get(at).filter(|piece| piece.is_number() && piece.text.len() <= 2);
        if let Some(number) = digits.and_then(|piece| piece.text.parse().ok()) {
            // Not the decimals, or the last group, of a longer number.
            let longer = self.glued(at) && at > 0 && [".", ","].iter().any(|sign| self.is(at - 1, sign));
            return (number > 0 && !longer).then_some((number, 1));
        }
        let word = |at: usize| self.phrases(at, List::Numerals).max_by_key(|(words, _)| *words);
        let (words, number) = word(at)?;
        let next = at + words + usize::from(self.is(at + words, "-"));
        match word(next) {
            Some((more, ones)) if number >= 20 && number % 10 == 0 && ones < 10 => {
                Some((number + ones, next + more - at))
            }
            _ => Some((number, words)).filter(|(number, _)| *number > 0),
        }
    }

    /// Returns the place in an order at a place of the text, and how many pieces it has: `second`, `2nd`.
    fn ordinal(&self, at: usize) -> Option<(u8, usize)> {
        if let Some((words, number)) = self.phrases(at, List::Ordinals).max_by_key(|(words, _)| *words) {
            return Some((number, words));
        }
        let digits = self.pieces.get(at).filter(|piece| piece.is_number() && piece.text.len() <= 2)?;
        let sign = self.pieces.get(at + 1).filter(|sign| sign.glued)?;
        let signs = &self.language.vocabulary().quantities.ordinal_signs;
        let number = digits.text.parse().ok()?;
        signs.iter().any(|it| *it == sign.lower).then_some((number, 2))
    }

    /// Returns the unit of time at a place: how many pieces it has, and how many months.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, u8)> {
        self.phrases(at, List::Units).max_by_key(|(words, _)| *words)
    }

    /// Returns the year behind a stretch, with where it ends: `of 2024`, `, 2024`, `/2024`; no year that is one of two.
    fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let sign = usize::from([",", "/", "-"].iter().any(|sign| self.is(at, sign)));
        let next = at + self.any_phrase(at, List::Of).unwrap_or(sign);
        let next = next + self.any_phrase(next, List::Articles).unwrap_or(0);
        let year = self.year(next, true)?;
        self.fiscal(next).is_none().then_some((year, next + 1))
    }
}
