//! What a statement holds against something else: `fewer than in 2023`, `more thefts than the EU`, `twice as many as a year before`.

use std::ops::Range;

use crate::language::{Language, Lexicon, Role, Term};
use crate::prose::passage::PRINTED;
use crate::quantity::{SaidUnit, Spoken, words_in};
use crate::rules::ties::spoken::Words;
use crate::rules::ties::{Labels, Text, names};
use crate::text::{Piece, Span, pieces};
use crate::vocabulary::Qualifier;

/// How many words may stand between a comparative and `than`.
const APART: usize = 8;

/// How many words may stand between `than` and what is named there: `than in the whole of the EU`.
const NEAR: usize = 4;

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compared {
    /// From the word of comparison to `than`.
    pub(crate) span: Span,
    /// Whether something is said to be more; none of a multiple.
    pub(crate) greater: Option<bool>,
    /// The words behind `than`, to the end of the clause.
    pub(crate) base: Span,
    /// Where `than` begins, with which some phrases for a base begin too.
    than: usize,
}

/// Returns the comparisons of a text, in order, without those with all others.
pub(crate) fn comparisons(text: &Text<'_>, language: Language) -> Vec<Compared> {
    let words = Words::of(&text.words, language);
    let mut found = Vec::new();
    let all_others = words.said(Term::ThanAny);
    for than in words.said(Term::Than) {
        if all_others.iter().any(|any| any.start <= than.start && than.start < any.end) {
            continue;
        }
        let joined = |range: &Range<usize>| {
            range.end <= than.start
                && than.start - range.end <= APART
                && (range.end..than.start).all(|at| !ends_clause(&words, at))
        };
        let nearest = [(Term::Greater, true), (Term::Lesser, false)]
            .into_iter()
            .flat_map(|(term, greater)| words.said(term).into_iter().map(move |range| (range, greater)))
            .filter(|(range, _)| joined(range))
            .max_by_key(|(range, _)| range.start);
        if let Some((range, greater)) = nearest {
            found.extend(compared(text, &words, range.start..than.end, than.start, Some(greater)));
        }
    }
    let taken: Vec<Span> = found.iter().map(|one| one.span).collect();
    let of_all = |at: usize| all_others.iter().any(|any| any.contains(&at));
    let is_new = |span: Span| !taken.iter().any(|one| one.start < span.end && span.start < one.end);
    for (at, length, greater) in beyond(&words, language).into_iter().filter(|(at, length, _)| !of_all(at + length - 1))
    {
        let one = compared(text, &words, at..at + length, at + length, Some(greater));
        found.extend(one.filter(|one| is_new(one.span)));
    }
    for said in words_in(&text.words, language) {
        let first = words.all.partition_point(|piece| piece.span.start < said.span.start);
        let mut end = words.all.partition_point(|piece| piece.span.end <= said.span.end);
        let is_multiple = said.quantity.unit() == SaidUnit::Times && said.quantity.change().is_none();
        // “Half as many as”.
        let of_part = said.quantity.unit() == SaidUnit::Percent;
        let as_many = if of_part { as_many_at(&words, end, language) } else { 0 };
        end += as_many;
        if (is_multiple || as_many > 0) && is_new(said.span) {
            found.extend(compared(text, &words, first..end, end, None));
        }
    }
    for said in Spoken::all_in(&text.words, language).into_iter().filter(|said| said.unit == SaidUnit::Times) {
        let first = words.all.partition_point(|piece| piece.span.start < said.span.start);
        let end = words.all.partition_point(|piece| piece.span.end <= said.span.end);
        let end = end + as_many_at(&words, end, language);
        if !said.in_words && is_new(said.span) {
            found.extend(compared(text, &words, first..end, end, None));
        }
    }
    found.sort_by_key(|one| one.span);
    found
}

fn compared(
    text: &Text<'_>,
    words: &Words<'_>,
    range: Range<usize>,
    than: usize,
    greater: Option<bool>,
) -> Option<Compared> {
    let first = words.all.get(range.end)?.span.start;
    let last = (range.end..words.all.len()).find(|at| ends_clause(words, *at));
    let end = last.map_or(text.words.len(), |at| words.all[at].span.start);
    let than = words.all.get(than).map_or(first, |piece| piece.span.start);
    (first < end).then(|| Compared { span: words.span(&range), greater, base: Span::new(first, end), than })
}

/// Returns where words stand that hold against a number and here against none: `above those of a year earlier`.
fn beyond(words: &Words<'_>, language: Language) -> Vec<(usize, usize, bool)> {
    let before = &language.vocabulary().quantities.before;
    let phrases = |qualifier: Qualifier, greater: bool| {
        before.get(&qualifier).into_iter().flatten().map(move |phrase| (phrase.as_str(), greater))
    };
    let all: Vec<(&str, bool)> =
        phrases(Qualifier::MoreThan, true).chain(phrases(Qualifier::LessThan, false)).collect();
    let at = |start: usize| {
        let length = |phrase: &str| length_at(words, start, phrase);
        let longest = all.iter().filter_map(|(phrase, greater)| Some((length(phrase)?, *greater))).max();
        longest.map(|(length, greater)| (start, length, greater))
    };
    (0..words.all.len()).filter_map(at).collect()
}

fn as_many_at(words: &Words<'_>, start: usize, language: Language) -> usize {
    let phrases = &language.vocabulary().quantities.as_many;
    phrases.iter().filter_map(|phrase| length_at(words, start, phrase)).max().unwrap_or_default()
}

/// Returns how many pieces a phrase has, where it stands at a place.
fn length_at(words: &Words<'_>, start: usize, phrase: &str) -> Option<usize> {
    let phrase = pieces(phrase);
    let here = words.all.get(start..start + phrase.len())?;
    here.iter().zip(&phrase).all(|(one, other)| one.lower == other.lower).then_some(phrase.len())
}

fn ends_clause(words: &Words<'_>, at: usize) -> bool {
    let sign = |at: usize| matches!(words.all[at].text, "," | ";" | ":" | "." | "(" | ")" | "–" | "—" | "?" | "!");
    let number = |at: usize| words.all.get(at).is_some_and(Piece::is_number);
    let in_number = at > 0 && number(at - 1) && words.all.get(at + 1).is_some_and(|next| next.glued) && number(at + 1);
    sign(at) && !in_number
}

/// Returns the clause of a text in which some words stand: up to the next sign, and to a word that begins another one.
pub(crate) fn clause_of(text: &Text<'_>, span: Span, language: Language) -> Span {
    let words = Words::of(&text.words, language);
    let lexicon = Lexicon::of(language);
    let begins = |at: usize| {
        let is = |range: &Range<usize>| range.start == at && !lexicon.is(&words.all[at].lower, Term::Definite);
        words.said(Term::Subordinate).iter().any(is)
    };
    let first = words.all.partition_point(|piece| piece.span.start < span.start);
    let start = (0..first).rev().find(|at| ends_clause(&words, *at) || begins(*at));
    let start = start.map_or(0, |at| words.all[at].span.end);
    let end = (first..words.all.len())
        .find(|at| words.all[*at].span.start >= span.end && (ends_clause(&words, *at) || begins(*at)));
    Span::new(start, end.map_or(text.words.len(), |at| words.all[at].span.start))
}

impl Compared {
    /// Returns whether the base is a time: “than in 2023”, “than a year earlier”.
    pub(crate) fn is_with_time(&self, text: &Text<'_>, language: Language) -> bool {
        let starts_near = |start: usize| start >= self.base.start && self.is_near(text, start);
        let number = self.is_with_number(text, language);
        let named = text.times.iter().any(|time| {
            // “More than 2000 thefts” is a number; “higher than 2023” has nothing behind it.
            let stands = !number
                || time.span.start == self.base.start && text.words[time.span.end..self.base.end].trim().is_empty();
            time.role == Role::Base && starts_near(time.span.start) && time.span.end <= self.base.end && stands
        });
        let before = |term: Term| {
            let from = self.than.min(self.base.start);
            let said = crate::rules::ties::says(&text.words[from..self.base.end], term, language);
            said.is_some_and(|span| self.is_near(text, (from + span.start).max(self.base.start)))
        };
        named || !number && (before(Term::YearBefore) || before(Term::PeriodBefore))
    }

    /// Returns whether the base is one of some labels, or names one shortly behind `than`.
    pub(crate) fn is_with_label(&self, text: &Text<'_>, labels: &Labels, language: Language) -> bool {
        let all = names(&text.words, labels, Lexicon::of(language));
        !self.is_with_number(text, language)
            && all.iter().any(|label| {
                label.span.start >= self.base.start
                    && label.span.end <= self.base.end
                    && self.is_near(text, label.span.start)
            })
    }

    /// Returns whether the base begins with a number: “more than 300 in Aby”.
    fn is_with_number(&self, text: &Text<'_>, language: Language) -> bool {
        let base = &text.words[self.base.range()];
        base.starts_with(PRINTED) || Spoken::all_in(base, language).first().is_some_and(|spoken| spoken.span.start == 0)
    }

    fn is_near(&self, text: &Text<'_>, start: usize) -> bool {
        pieces(&text.words[self.base.start..start.max(self.base.start)]).len() <= NEAR
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_read_with_what_they_are_with() {
        for (tag, text, wanted, time) in [
            ("en", "Aby had 310 thefts, fewer than in 2023.", &["fewer than|in 2023"][..], true),
            ("en", "Aby had more thefts than the EU, 310.", &["more thefts than|the EU"], false),
            ("en", "There were 310, twice as many as the year before.", &["twice as many as|the year before"], true),
            ("en", "There were half as many as a year earlier.", &["half as many as|a year earlier"], true),
            ("en", "Births were below those of a year earlier.", &["below|those of a year earlier"], true),
            ("en", "There were more than 300 thefts in 2023.", &["more than|300 thefts in 2023"], false),
            ("en", "There were more than 2,000 in 2023.", &["more than|2,000 in 2023"], false),
            ("en", "There were more than ever, more than any other year.", &[], false),
            ("en", "There were more than three in 2023.", &["more than|three in 2023"], false),
            ("en", "There were fewer than expected.", &["fewer than|expected"], false),
            ("de", "Es waren 310, mehr als im Vorjahr.", &["mehr als|im Vorjahr"], true),
            ("fr", "Il y en a eu 310, plus que l’année précédente.", &["plus que|l’année précédente"], true),
            ("es", "Hubo 310, más que el año anterior.", &["más que|el año anterior"], true),
        ] {
            let language = Language::parse(tag).unwrap();
            let read = Text::read(text.into(), language);
            let found = comparisons(&read, language);
            let words = |one: &Compared| format!("{}|{}", &text[one.span.range()], text[one.base.range()].trim_end());
            assert_eq!(found.iter().map(words).collect::<Vec<_>>(), wanted, "{text}");
            assert_eq!(found.iter().any(|one| one.is_with_time(&read, language)), time, "{text}");
        }
    }
}
