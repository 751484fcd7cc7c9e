//! From pieces of a text to the times that it names.

use super::phrases::{Beginning, List, Phrases};
use super::{Days, Named, When};
use crate::language::Language;
use crate::number::Date;
use crate::text::{Piece, Span};

/// How many words before a time may say what it does.
pub(super) const BEFORE: usize = 4;

/// Reads the times of one text.
pub(super) struct Reader<'t> {
    pub(super) language: Language,
    pub(super) pieces: &'t [Piece<'t>],
    /// By piece: what begins there.
    begins: Vec<Option<&'static Beginning>>,
}

/// A time at a place: how many pieces it has, and whether its days are certain.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) when: When,
    pub(super) length: usize,
    pub(super) exact: bool,
}

impl Found {
    pub(super) fn exact(when: When, length: usize) -> Self {
        Self { when, length, exact: true }
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(language: Language, pieces: &'t [Piece<'t>]) -> Self {
        let phrases = Phrases::of(language);
        let begins = pieces.iter().map(|piece| phrases.beginning(&piece.lower)).collect();
        Self { language, pieces, begins }
    }

    /// Returns the times of the text, in their order.
    pub(super) fn all(&self) -> Vec<Named> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            if self.begins[at].is_none() && !self.pieces[at].is_number() {
                at += 1;
                continue;
            }
            let Some(mut time) = self.time(at, false) else {
                at += 1;
                continue;
            };
            let role = self.role(at, time);
            time.exact &= !self.before(at, 2).any(|(at, _)| self.any_phrase(at, List::Vague).is_some());
            let span = Span::new(self.pieces[at].span.start, self.pieces[at + time.length - 1].span.end);
            found.push(Named { span, when: time.when, role, exact: time.exact });
            at += time.length;
        }
        self.join_months(&mut found);
        self.join_ends(&mut found);
        Self::take_year(&mut found);
        found
    }

    /// Returns the time that the whole text is.
    pub(super) fn whole(&self) -> Option<When> {
        self.time(0, true).filter(|time| time.length == self.pieces.len()).map(|time| time.when)
    }

    /// Returns the time at a place, or the range of times that begins there.
    fn time(&self, at: usize, label: bool) -> Option<Found> {
        let one = self.one(at, label)?;
        let next = at + one.length;
        let between = !label && self.leads(at, List::Between, None);
        let joined = self
            .dash(next)
            .or_else(|| self.any_phrase(next, List::To))
            .or_else(|| self.any_phrase(next, List::And).filter(|_| between));
        let range = joined.and_then(|joined| {
            // “Between November 2024 and the same month of 2025”, “from 2019 to the year 2024”.
            let skipped = self.any_phrase(next + joined, List::Articles).unwrap_or(0);
            let other = self.one(next + joined + skipped, label)?;
            let when = range(one.when, other.when)?;
            let exact = one.exact && other.exact;
            Some(Found { when, length: one.length + joined + skipped + other.length, exact })
        });
        // A month by itself is one only where it is written as a name, or is one end of a range.
        range.or(Some(one)).filter(|found| {
            !matches!(found.when, When::Months(_, 1)) || found.length > 1 || label || self.is_month_by_itself(at)
        })
    }

    /// “May” and “March” begin sentences that speak of no month.
    fn is_month_by_itself(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let months = &self.language.vocabulary().dates.months;
        let named = months.iter().any(|month| *month == piece.text);
        let lead = [List::During, List::Between, List::From, List::Since, List::Until, List::Of, List::Than];
        let placed = lead.into_iter().any(|list| self.leads(at, list, None));
        // “November's total”.
        let whose =
            matches!(self.pieces.get(at + 1), Some(sign) if matches!(sign.text, "'" | "’")) && self.is(at + 2, "s");
        // “May, June and July”.
        let listed = at >= 2 && self.is(at - 1, ",") && self.month_name(at - 2).is_some();
        named && (placed || whose || listed)
    }

    /// Returns one time: a day, a month, a quarter, a half, a year.
    fn one(&self, at: usize, label: bool) -> Option<Found> {
        self.twelve_months(at)
            .or_else(|| self.stretch(at))
            .or_else(|| self.day(at))
            .or_else(|| self.iso(at, label))
            .or_else(|| self.part(at, List::Quarters, 3, label))
            .or_else(|| self.part(at, List::Halves, 6, label))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.month(at))
            .or_else(|| {
                let year = self.year(at, label)?;
                // “2023's June”.
                let whose = matches!(self.pieces.get(at + 1), Some(sign) if matches!(sign.text, "'" | "’"));
                if let Some(month) = self.month_name(at + 3).filter(|_| whose && self.is(at + 2, "s")) {
                    return Some(Found::exact(When::One(Days::of_months(year, month, 1)?), 4));
                }
                Some(Found::exact(When::One(Days::of_year(year)?), 1))
            })
    }

    /// `the year to March 2024`: twelve months that end with another time.
    fn twelve_months(&self, at: usize) -> Option<Found> {
        let words = self.any_phrase(at, List::YearTo)?;
        let end = self.day(at + words).or_else(|| self.month(at + words)).or_else(|| self.iso(at + words, false))?;
        let last = end.when.days()?.last;
        let (year, month) = if last.month() == 12 { (last.year(), 1) } else { (last.year() - 1, last.month() + 1) };
        let days = Days::of_months(year, month, 12)?;
        Some(Found { when: When::One(days), length: words + end.length, exact: last == days.last })
    }

    /// `3 November 2025`, `November 3, 2025`.
    fn day(&self, at: usize) -> Option<Found> {
        let number = |at: usize| {
            let piece = self.pieces.get(at).filter(|piece| piece.is_number() && piece.text.len() <= 2)?;
            piece.text.parse::<i8>().ok()
        };
        let of = |at: usize| self.any_phrase(at, List::Of).unwrap_or(0);
        let comma = |at: usize| usize::from(self.is(at, ","));
        let (day, month, next) = if let Some(day) = number(at) {
            // “3rd November”, “3. November”.
            let stop = self.language.vocabulary().numbers.ordinal.others.ends_with('.');
            let ends = |piece: &Piece<'_>| piece.glued && (piece.is_word() || stop && piece.text == ".");
            let suffix = usize::from(self.pieces.get(at + 1).is_some_and(ends));
            let name = at + 1 + suffix + of(at + 1 + suffix);
            (day, self.month_name(name)?, name + 1)
        } else {
            (number(at + 1)?, self.month_name(at)?, at + 2)
        };
        let to_year = next + comma(next).max(of(next));
        let year = self.year(to_year, true)?;
        let date = Date::new(year, i8::try_from(month).ok()?, day)?;
        Some(Found::exact(When::One(Days { first: date, last: date }), to_year + 1 - at))
    }

    /// `2025-11-03`, `2025-11`, `2025-Q4`, `2025Q4`, `2025M11`.
    pub(super) fn iso(&self, at: usize, label: bool) -> Option<Found> {
        let year = self.year(at, true)?;
        let dash = usize::from(self.is(at + 1, "-") && self.glued(at + 1));
        let next = at + 1 + dash;
        if !self.glued(next) && !label {
            return None;
        }
        let piece = self.pieces.get(next)?;
        let number = |at: usize| self.pieces.get(at).filter(|piece| piece.is_number())?.text.parse::<u8>().ok();
        if (piece.lower == "q" || piece.lower == "t") && self.glued(next + 1) {
            let quarter = number(next + 1).filter(|quarter| (1..=4).contains(quarter))?;
            let days = Days::of_months(year, quarter * 3 - 2, 3)?;
            return Some(Found::exact(When::One(days), next + 2 - at));
        }
        if piece.lower == "w" && self.glued(next + 1) {
            let week = self.pieces.get(next + 1).filter(|piece| piece.is_number())?.text.parse().ok()?;
            let (first, last) = Date::week(year, week)?;
            return Some(Found::exact(When::One(Days { first, last }), next + 2 - at));
        }
        if piece.lower == "m" && self.glued(next + 1) {
            let month = number(next + 1).filter(|month| (1..=12).contains(month))?;
            return Some(Found::exact(When::One(Days::of_months(year, month, 1)?), next + 2 - at));
        }
        let month = number(next).filter(|month| dash == 1 && piece.text.len() == 2 && (1..=12).contains(month))?;
        // “2010-11” may be a month and may be two years.
        let is_next_year = i16::from(month) == (year + 1) % 100;
        if let Some(day) = number(next + 2).filter(|_| self.is(next + 1, "-") && self.glued(next + 2)) {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
            return Some(Found::exact(When::One(Days { first: date, last: date }), next + 3 - at));
        }
        if is_next_year {
            return Some(Found { when: When::Fiscal(year, year + 1, None), length: next + 1 - at, exact: false });
        }
        Some(Found::exact(When::One(Days::of_months(year, month, 1)?), next + 1 - at))
    }

    /// `the third quarter of 2024`, `Q3 2024`, `the first half of 2025`; without a year where none is named.
    pub(super) fn part(&self, at: usize, parts: List, months: u8, label: bool) -> Option<Found> {
        let (words, part) = self.phrases(at, parts).max_by_key(|(words, _)| *words)?;
        let first = (part - 1) * months + 1;
        let next = at + words;
        let of = self.any_phrase(next, List::Of).unwrap_or(0);
        if let Some(year) = self.year(next + of, true) {
            let days = Days::of_months(year, first, months)?;
            return Some(Found::exact(When::One(days), words + of + 1));
        }
        let dash = usize::from(self.is(next, "-"));
        if let Some(year) = self.year(next + dash, true) {
            return Some(Found::exact(When::One(Days::of_months(year, first, months)?), words + dash + 1));
        }
        // “The first half” of something else, of a fiscal year, or of what is not said.
        (months == 3 && (label || of == 0)).then_some(Found {
            when: When::Months(first, months),
            length: words,
            exact: false,
        })
    }

    /// `2023/24`, `fiscal year 2024`, `FY2024`.
    pub(super) fn fiscal(&self, at: usize) -> Option<Found> {
        let words = self.any_phrase(at, List::Fiscal).unwrap_or(0);
        let year = self.year(at + words, true)?;
        let next = at + words + 1;
        let slash = self.is(next, "/") || self.dash(next).is_some();
        let second = self.pieces.get(next + 1).filter(|piece| slash && piece.glued && piece.is_number());
        let second = second.and_then(|piece| {
            let written = piece.text.parse::<i16>().ok()?;
            let whole = if piece.text.len() == 2 { year / 100 * 100 + written } else { written };
            let whole = if whole < year { whole + 100 } else { whole };
            (whole == year + 1 && (piece.text.len() == 2 || self.is(next, "/"))).then_some(whole)
        });
        match second {
            Some(second) => Some(Found { when: When::Fiscal(year, second, None), length: words + 3, exact: false }),
            None if words > 0 => Some(Found { when: When::Fiscal(year, year, None), length: words + 1, exact: false }),
            None => None,
        }
    }

    /// `November 2025`, `November`.
    pub(super) fn month(&self, at: usize) -> Option<Found> {
        let month = self.month_name(at)?;
        let stop = usize::from(self.is(at + 1, ".") && self.pieces[at].text.len() <= 4);
        let next = at + 1 + stop;
        let of =
            self.any_phrase(next, List::Of).unwrap_or(0).max(usize::from(self.is(next, ",") || self.is(next, "-")));
        match self.year(next + of, true) {
            Some(year) => Some(Found::exact(When::One(Days::of_months(year, month, 1)?), next + of + 1 - at)),
            None => Some(Found::exact(When::Months(month, 1), 1)),
        }
    }

    fn month_name(&self, at: usize) -> Option<u8> {
        let month = self.begins.get(at).copied().flatten()?.month?;
        let piece = self.pieces.get(at).filter(|piece| piece.is_word())?;
        // A name of a month that is written like a word is a word.
        let capital = self.language.vocabulary().dates.months[0].starts_with(char::is_uppercase);
        (!capital || piece.is_capital()).then_some(month)
    }

    /// Returns a year; where it is not part of a date, only one of our time that nothing else is made of.
    pub(super) fn year(&self, at: usize, part: bool) -> Option<i16> {
        let piece = self.pieces.get(at).filter(|piece| piece.is_number() && piece.text.len() == 4)?;
        let year = piece.text.parse::<i16>().ok().filter(|year| (1800..=2100).contains(year))?;
        let sign = |at: usize, signs: &[&str]| signs.iter().any(|sign| self.is(at, sign));
        let next_digit = self.pieces.get(at + 2).is_some_and(|piece| piece.glued && piece.is_number());
        let decimal = sign(at + 1, &[".", ","]) && self.glued(at + 1) && next_digit;
        let before_digit = at >= 2 && piece.glued && self.pieces[at - 2].is_number() && self.glued(at - 1);
        let grouped = before_digit && sign(at - 1, &[".", ","]);
        let letters = self.pieces.get(at + 1).is_some_and(|piece| piece.glued && piece.is_word());
        let unit = sign(at + 1, &["%", "°"]) || at > 0 && sign(at - 1, &["$", "€", "£", "#", "§", "+"]);
        let stands = !decimal && !grouped && !unit && (part || !letters);
        stands.then_some(year)
    }

    /// Returns whether one of some phrases leads to a time, with nothing but articles, vague words and some others between.
    pub(super) fn leads(&self, at: usize, list: List, over: Option<List>) -> bool {
        let mut end = at;
        for _ in 0..BEFORE {
            let ends = |list: List| {
                (0..end).rev().take(BEFORE).find(|start| self.any_phrase(*start, list) == Some(end - start))
            };
            if ends(list).is_some() {
                return true;
            }
            let skipped = [Some(List::Articles), Some(List::Vague), over].into_iter().flatten().find_map(ends);
            let Some(start) = skipped else { return false };
            end = start;
        }
        false
    }

    /// Visits the places of the words before one, the nearest first, up to the end of the clause, each with how far back.
    pub(super) fn before(&self, at: usize, within: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let in_number = |at: usize| self.glued(at) && self.glued(at + 1) && self.pieces[at + 1].is_number();
        let ends =
            move |at: usize| [",", ";", ":", ".", "(", ")"].iter().any(|sign| self.is(at, sign)) && !in_number(at);
        (0..at).rev().take_while(move |at| !ends(*at)).take(within).enumerate().map(|(back, at)| (at, back))
    }

    fn dash(&self, at: usize) -> Option<usize> {
        ["-", "–", "—"].iter().any(|sign| self.is(at, sign)).then_some(1)
    }

    pub(super) fn is(&self, at: usize, sign: &str) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.text == sign)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.glued)
    }

    /// Returns how many pieces the longest phrase of a list has at a place.
    pub(super) fn any_phrase(&self, at: usize, list: List) -> Option<usize> {
        self.phrases(at, list).map(|(length, _)| length).max()
    }

    /// Returns the phrases of a list at a place: how many pieces each has, and which part of the year it names.
    pub(super) fn phrases(&self, at: usize, list: List) -> impl Iterator<Item = (usize, u8)> + '_ {
        let beginning = self.begins.get(at).copied().flatten();
        beginning.into_iter().flat_map(move |beginning| beginning.at(list, &self.pieces[at..]))
    }
}

/// Returns the time from one to another; the first takes its year from the second: `January to June 2024`.
fn range(one: When, other: When) -> Option<When> {
    match (one, other) {
        (When::One(first), When::One(last)) if first.first <= last.first && first != last => {
            Some(When::Range(first, last))
        }
        (When::Months(month, count), When::One(last)) => {
            let year = last.first.year() - i16::from(month > last.first.month());
            Some(When::Range(Days::of_months(year, month, count)?, last))
        }
        (When::Months(first, 1), When::Months(last, 1)) if first < last => Some(When::Months(first, last - first + 1)),
        (When::Fiscal(first, end, _), When::Fiscal(last, ends, _)) if first < last => Some(When::Range(
            Days::of_year(first)?.to(Days::of_year(end)?),
            Days::of_year(last)?.to(Days::of_year(ends)?),
        )),
        _ => None,
    }
}
