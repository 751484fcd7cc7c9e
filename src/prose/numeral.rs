//! Numerals: which numbers of a sentence count something, and so must come from somewhere. Dates, ages, lengths of time,
//! section numbers, names with a number in them and idioms count nothing. A number in words counts something only where
//! it stands before what can be counted; an author who speaks of three questions has counted the page.

use std::ops::Range;

use crate::language::Term;
use crate::number::Number;
use crate::quantity::{SaidUnit, Spoken};

use crate::prose::passage::Passage;
use crate::prose::sentence::{Sentence, WordKind};

/// How many words may stand between a number in words and what it counts: `two hundred more unaccompanied children`.
const REACH: usize = 3;
/// Years of which a text speaks.
const YEARS: Range<u32> = 1500..2101;
/// The oldest a person is.
const OLDEST: u32 = 120;

/// Returns whether a number of a sentence counts something.
pub(crate) fn counts(passage: &Passage<'_>, sentence: &Sentence<'_>, spoken: &Spoken) -> bool {
    let Some(numeral) = Numeral::of(passage, sentence, spoken) else { return false };
    if numeral.is_idiom() || numeral.is_compound() {
        return false;
    }
    if spoken.in_words { numeral.counts_in_words() } else { numeral.counts_in_digits() }
}

/// A number among the words of its sentence.
struct Numeral<'s, 'p> {
    passage: &'p Passage<'p>,
    sentence: &'s Sentence<'p>,
    spoken: &'s Spoken,
    /// Its words, without its qualifier.
    words: Range<usize>,
    /// The index of the first word behind it and its unit.
    behind: usize,
}

impl<'s, 'p> Numeral<'s, 'p> {
    fn of(passage: &'p Passage<'p>, sentence: &'s Sentence<'p>, spoken: &'s Spoken) -> Option<Self> {
        let first = sentence.word_at(spoken.core.start);
        let last = sentence.word_at(spoken.core.end - 1);
        let end = sentence.word_at(spoken.span.end - 1).max(last);
        let within = last < sentence.words.len();
        within.then_some(Self { passage, sentence, spoken, words: first..last + 1, behind: end + 1 })
    }

    fn core(&self) -> &str {
        &self.passage.text[self.spoken.core.range()]
    }

    /// Returns whether a word of this kind covers a place.
    fn is(&self, at: Option<usize>, term: Term) -> bool {
        at.is_some_and(|at| self.sentence.is(at, term))
    }

    fn before(&self) -> Option<usize> {
        self.words.start.checked_sub(1)
    }

    fn after(&self) -> Option<usize> {
        (self.words.end < self.sentence.words.len()).then_some(self.words.end)
    }

    fn text(&self, at: usize) -> &str {
        self.sentence.words.get(at).map_or("", |word| &*word.text)
    }

    /// Returns whether it is said without a qualifier, a unit and a separator, as the number of a section or a law is.
    fn is_plain(&self) -> bool {
        let plain = self.spoken.qualifier.is_none() && self.spoken.unit == SaidUnit::Plain;
        plain && !self.core().contains([',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}', '\u{2009}'])
    }

    /// Returns its runs of digits as numbers: both ends of `2024–25`.
    fn runs(&self) -> Vec<u32> {
        let runs = self.core().split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(|run| run.parse().unwrap_or(u32::MAX)).collect()
    }

    /// Returns whether what can be counted begins among the next words: a measure, or anything countable.
    fn has_countable_within(&self, reach: usize) -> bool {
        let mut at = self.behind;
        let mut left = reach;
        while left > 0 && at < self.sentence.words.len() {
            let word = &self.sentence.words[at];
            match word.kind {
                WordKind::Sign if !matches!(&*word.text, "“" | "”" | "\"" | "‘" | "’" | "*" | "-") => {
                    return false;
                }
                WordKind::Sign => {}
                WordKind::Printed(index) => {
                    return matches!(
                        self.passage.references.get(index),
                        Some(crate::prose::passage::Reference::Measure(_))
                    );
                }
                WordKind::Letters | WordKind::Digits => {
                    if self.is_countable(at) {
                        return true;
                    }
                    // "The first three are outcomes."
                    if self.sentence.is_by_itself(at, Term::Auxiliary) {
                        return false;
                    }
                    left -= 1;
                }
            }
            at += 1;
        }
        false
    }

    fn is_countable(&self, at: usize) -> bool {
        self.is_measured(at) || self.sentence.begins(at, Term::Countable)
    }

    fn is_measured(&self, at: usize) -> bool {
        self.is_named(at) || self.sentence.units.binary_search(&at).is_ok()
    }

    fn is_named(&self, at: usize) -> bool {
        self.sentence.names_measure(at)
    }

    fn is_idiom(&self) -> bool {
        let share = self.spoken.in_words && self.spoken.unit == SaidUnit::Percent;
        self.sentence.any(Term::Idiom).any(|range| {
            let meets = range.start < self.words.end && self.words.start < range.end;
            // "A third" of something is a number, whatever "third" may mean elsewhere.
            meets && !(share && range.len() == 1)
        })
    }

    /// Returns whether it is a part of a longer word that counts nothing: `12-year-old`, `one-sided`.
    fn is_compound(&self) -> bool {
        let word = &self.sentence.words[self.words.end - 1];
        let rest = &self.passage.text[self.spoken.core.end.min(word.span.end)..word.span.end];
        let Some(rest) = rest.strip_prefix('-') else { return false };
        let next = rest.split('-').next().unwrap_or_default().to_lowercase();
        self.spoken.in_words || self.sentence.lexicon.is(&next, Term::Span)
    }

    fn counts_in_words(&self) -> bool {
        if self.says_percent() {
            return self.spoken.named != Some(Number::from(100)) && !self.tells_a_likelihood();
        }
        // "One report may give several leads" speaks of any report.
        if self.spoken.named == Some(Number::ONE) || self.spoken.unit == SaidUnit::Times {
            return false;
        }
        let share = self.spoken.unit == SaidUnit::Percent;
        let next = self.behind;
        if self.is(Some(next), Term::Span) && !self.is_measured(next) {
            return false;
        }
        // "Three reports agree" counts who says so, and they stand in the text.
        let few = self.spoken.named.is_some_and(|named| named <= Number::from(12));
        if few && !share && self.is(Some(next), Term::Voices) && !self.is_named(next) {
            return false;
        }
        // "Whoever comes back is one patient and two admissions" counts nobody.
        if few && !share && self.sentence.any(Term::Anyone).any(|range| range.end <= self.words.start) {
            return false;
        }
        matches!(self.spoken.unit, SaidUnit::Money(_) | SaidUnit::Points)
            || self.has_countable_within(if share { REACH + 1 } else { REACH })
            || self.is_of_things()
            || share && self.is_part_of_things()
    }

    /// Returns whether it says percent: `five per cent`, `half a per cent`.
    fn says_percent(&self) -> bool {
        let said = |at: usize| self.is(Some(at), Term::Percent);
        let own = (self.words.start..self.behind.max(self.words.end)).any(said);
        let shared = self.spoken.unit == SaidUnit::Percent;
        own || shared && self.is(Some(self.behind), Term::Article) && said(self.behind + 1)
    }

    /// Returns whether it is a part of several that are known: `a fifth of the callers`, `a quarter of those we met`. A part of
    /// one thing, such as the page, counts nothing.
    fn is_part_of_things(&self) -> bool {
        /// So many words may stand between: `of the other callers`.
        const NEAR: usize = 3;
        let of = self.words.end;
        if self.words.len() < 2 || !self.is(Some(of), Term::AttributionBefore) || !self.is(Some(of + 1), Term::Definite)
        {
            return false;
        }
        let whose = [Term::Ours, Term::Subordinate, Term::Auxiliary];
        let pointed = self.is(Some(of + 1), Term::Pointer) && whose.iter().any(|term| self.is(Some(of + 2), *term));
        // A plural ends in one letter in all languages that are read here.
        let several = |at: usize| {
            let word = self.text(at);
            word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s") && !word.ends_with("’s")
        };
        let plain = |at: &usize| {
            let word = self.sentence.words.get(*at);
            word.is_some_and(|word| word.kind == WordKind::Letters)
                && !self.is(Some(*at), Term::Auxiliary)
                && !self.is(Some(*at), Term::AttributionBefore)
        };
        let mut ahead = (of + 2..of + 2 + NEAR).take_while(plain);
        let first = ahead.find(|at| several(*at));
        pointed || first.is_some_and(|at| !self.is(Some(at), Term::Span) && !self.is(Some(at), Term::Reference))
    }

    /// Returns whether it counts whatever follows, by its own form: a number past twelve before a noun, `dozens of`,
    /// `one in six`.
    fn is_of_things(&self) -> bool {
        let is = |at: usize, term: Term| self.sentence.is_by_itself(at, term);
        let kind = |at: usize| self.sentence.words.get(at).map(|word| word.kind);
        let noun = |at: usize| {
            let other = [Term::Auxiliary, Term::When, Term::Span, Term::Month, Term::Copula, Term::Turn];
            kind(at) == Some(WordKind::Letters) && !other.iter().any(|term| is(at, *term))
        };
        let of = |at: usize| is(at, Term::AttributionBefore);
        let next = self.behind;
        match (self.spoken.named, self.spoken.unit) {
            (Some(_), SaidUnit::Percent) => self.words.len() > 2 && noun(next),
            (Some(named), SaidUnit::Plain) => named > Number::from(12) && noun(next),
            (None, SaidUnit::Plain) => of(next) && noun(next + 1) && !is(next + 1, Term::Pointer),
            _ => false,
        }
    }

    fn counts_in_digits(&self) -> bool {
        !(self.is_time_of_day()
            || self.is_year()
            || self.is_day()
            || self.is_reference()
            || self.is_in_a_name()
            || self.is_age()
            || self.is_length_of_time()
            || self.is_threshold())
    }

    /// Returns whether it stands close to another number: `10:30`, `24/7`, `555-0199`.
    fn is_time_of_day(&self) -> bool {
        let text: &str = &self.passage.text;
        let (start, end) = (self.spoken.core.start, self.spoken.core.end);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut before = text[..start].chars().rev();
        let mut after = text[end..].chars();
        let joins = |c: Option<char>| matches!(c, Some(':' | '/'));
        joins(before.next()) && digit(before.next())
            || joins(after.next()) && digit(after.next())
            || self.sentence.words[self.words.start].text.matches('-').nth(1).is_some()
            || self.is(self.after(), Term::ReferenceAfter)
            || self.tells_a_likelihood()
    }

    /// Returns whether it says what a word of likelihood stands for: “likely” means at least 66 per cent.
    fn tells_a_likelihood(&self) -> bool {
        self.spoken.unit == SaidUnit::Percent
            && self.sentence.likelihoods().iter().any(|(_, range)| self.sentence.words[range.start].quoted)
    }

    fn is_year(&self) -> bool {
        let runs = self.runs();
        let digits = self.core().chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric() && !matches!(c, ',' | '.'))
            || runs.len() > 1;
        let years = runs.first().is_some_and(|year| YEARS.contains(year))
            && runs.iter().all(|year| YEARS.contains(year) || *year < 100);
        if !(digits && years && self.spoken.unit == SaidUnit::Plain) || self.core().contains(',') {
            return false;
        }
        let before = self.sentence.word_at(self.spoken.span.start).checked_sub(1);
        let timed = self.is(self.before(), Term::When) || self.is(self.before(), Term::Month);
        // “From 2018 to 2024” begins with its own word of time.
        let own = runs.len() > 1 && self.is(Some(self.sentence.word_at(self.spoken.span.start)), Term::When);
        // "The 2025 encounters" are those of a year.
        own || timed
            || self.is(before, Term::When)
            || self.is(before, Term::SpanBefore)
            || !self.has_countable_within(1)
    }

    fn is_day(&self) -> bool {
        let day = |run: &u32| (1..=31).contains(run);
        if !self.is_plain() && self.runs().len() < 2 || !self.runs().iter().all(day) {
            return false;
        }
        if self.is(self.after(), Term::Month) || self.is(self.after().map(|at| at + 1), Term::Month) {
            return true;
        }
        if self.is(self.before(), Term::Month) {
            return !self.has_countable_within(1);
        }
        // "24 and 25 July", "July 24 and 25".
        let joins = |at: usize| {
            let word = &self.sentence.words[at];
            word.kind != WordKind::Letters || self.is(Some(at), Term::When)
        };
        let mut ahead = (self.words.end..self.sentence.words.len()).take(4);
        if ahead
            .by_ref()
            .find(|at| !joins(*at) || self.is(Some(*at), Term::Month))
            .is_some_and(|at| self.is(Some(at), Term::Month))
        {
            return true;
        }
        let joined = self.before().filter(|at| joins(*at) && !self.is(Some(*at), Term::Month));
        let other =
            joined.and_then(|at| at.checked_sub(1)).filter(|at| self.sentence.words[*at].kind == WordKind::Digits);
        self.is(other.and_then(|at| at.checked_sub(1)), Term::Month) && !self.has_countable_within(1)
    }

    fn is_reference(&self) -> bool {
        if !self.is_plain() && self.runs().len() < 2 {
            return false;
        }
        let Some(before) = self.before() else {
            // The number of a list or a section.
            return self.after().is_some_and(|at| matches!(self.text(at), "." | ")"))
                && self.passage.text.len() > self.spoken.span.end + 1;
        };
        // The mark of a footnote that was copied along: `Spain [^1]`.
        if self.text(before) == "^" && before.checked_sub(1).is_some_and(|at| self.text(at) == "[") {
            return true;
        }
        let direct = |at: usize| {
            let dot = self.text(at) == "." && at > 0;
            matches!(self.text(at), "#" | "§") || self.is(Some(if dot { at - 1 } else { at }), Term::Reference)
        };
        if direct(before) {
            return true;
        }
        // "Sections 1 and 4", "pages 3, 5 and 7".
        let mut at = before;
        while at > 0 && (self.sentence.words[at].kind == WordKind::Sign || self.is(Some(at), Term::When)) {
            if self.sentence.words[at - 1].kind != WordKind::Digits {
                return false;
            }
            at -= 1;
            if direct(at.saturating_sub(1)) {
                return true;
            }
            at = at.saturating_sub(1);
        }
        false
    }

    /// Returns whether it belongs to a name: `Apollo 11`, `Area 51`.
    fn is_in_a_name(&self) -> bool {
        let Some(before) = self.before().filter(|at| *at > 0) else { return false };
        let word = &self.sentence.words[before];
        let named = word.kind == WordKind::Letters
            && self.passage.text[word.span.start..].chars().next().is_some_and(char::is_uppercase);
        named && self.is_plain() && !self.is(Some(before), Term::Month) && !self.has_countable_within(2)
    }

    /// Returns whether it says how old somebody is: `aged 17`, `children under 12`.
    fn is_age(&self) -> bool {
        if self.spoken.unit != SaidUnit::Plain || !self.runs().iter().all(|run| *run <= OLDEST) {
            return false;
        }
        let said = self.sentence.word_at(self.spoken.span.start);
        let near = [said.checked_sub(1), said.checked_sub(2), Some(said), self.after()];
        if near.into_iter().any(|at| self.is(at, Term::Age)) {
            return true;
        }
        let person = |at: usize| self.is_countable(at) || self.sentence.measures.iter().any(|(_, it)| it.contains(&at));
        self.spoken.qualifier.is_some() && said.checked_sub(1).is_some_and(person) && !self.has_countable_within(1)
    }

    /// Returns whether it is a bound that somebody laid down: `a limit of 30 km/h`.
    fn is_threshold(&self) -> bool {
        let said = self.sentence.word_at(self.spoken.span.start);
        let joins = |at: usize| self.is(Some(at), Term::AttributionBefore) || self.is(Some(at), Term::Copula);
        let bound = |at: usize| self.is(Some(at), Term::Threshold);
        said.checked_sub(2).is_some_and(|at| bound(at) && joins(at + 1)) || said.checked_sub(1).is_some_and(bound)
    }

    /// Returns whether it says when or for how long: `for 12 months`, `the last 90 days`.
    fn is_length_of_time(&self) -> bool {
        let said = self.sentence.word_at(self.spoken.span.start).checked_sub(1);
        self.is(Some(self.behind), Term::Span)
            && !self.is_measured(self.behind)
            && (self.is(said, Term::When) || self.is(said, Term::SpanBefore))
    }
}
