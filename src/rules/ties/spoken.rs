//! What a statement says of a number beside how much: that it is the highest, the third, that it rose every year.

use std::ops::Range;

use crate::language::{Language, Lexicon, Term};
use crate::text::{Piece, Span, pieces};

use crate::rules::ties::text::with_apostrophes;
use crate::rules::ties::{Extreme, Text};

/// How many words before a superlative may say that it is one of several, or take it back.
const BEFORE: usize = 4;

/// How many words may stand between a comparative and `than any other`.
const APART: usize = 8;

/// A superlative: the second lowest, the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Superlative {
    /// Where.
    pub(crate) span: Span,
    /// Which end it counts from.
    pub(crate) end: Extreme,
    /// Which place it says, from one.
    pub(crate) place: i64,
}

/// A text read word by word.
pub(super) struct Words<'t> {
    pub(super) all: Vec<Piece<'t>>,
    /// What its phrases do, in their order.
    phrases: Vec<(Term, Range<usize>)>,
    language: Language,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str, language: Language) -> Self {
        let all = with_apostrophes(pieces(text), text, language);
        let phrases = Lexicon::of(language).phrases_in(all.iter().map(|piece| &*piece.lower)).collect();
        Self { all, phrases, language }
    }

    /// Returns where words of a kind stand, the longest at each place.
    pub(super) fn said(&self, wanted: Term) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (_, range) in self.phrases.iter().filter(|(term, _)| *term == wanted) {
            match found.last_mut() {
                Some(last) if last.start == range.start => last.end = last.end.max(range.end),
                Some(last) if range.start < last.end => {}
                _ => found.push(range.clone()),
            }
        }
        found
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.all[range.start].span.start, self.all[range.end - 1].span.end)
    }

    /// Returns the place in an order that stands before a word: `third`, `3rd`, with how many pieces.
    fn ordinal_before(&self, at: usize) -> Option<(i64, usize)> {
        let words = &self.language.vocabulary().quantities;
        let hyphen = usize::from(at > 0 && self.all[at - 1].text == "-");
        let last = at.checked_sub(1 + hyphen)?;
        if let Some(place) = words.ordinals.get(&*self.all[last].lower) {
            return Some((*place, 1 + hyphen));
        }
        let digits = last.checked_sub(1).map(|at| &self.all[at]).filter(|piece| piece.is_number())?;
        let sign = words.ordinal_signs.iter().any(|sign| *sign == self.all[last].lower) && self.all[last].glued;
        digits.text.parse().ok().filter(|_| sign).map(|place| (place, 2 + hyphen))
    }

    /// Returns whether one of some kinds of words stands shortly before a word in its clause.
    fn led_by(&self, at: usize, terms: &[Term]) -> bool {
        let ends = |at: usize| matches!(self.all[at].text, "," | ";" | ":" | "." | "(" | ")");
        let start = (0..at).rev().take(BEFORE).take_while(|at| !ends(*at)).last().unwrap_or(at);
        terms.iter().any(|term| self.said(*term).iter().any(|range| range.start >= start && range.end <= at))
    }
}

/// Returns where words of the registry say a word of a kind.
pub(crate) fn says(words: &str, term: Term, language: Language) -> Option<Span> {
    let words = Words::of(words, language);
    words.said(term).first().map(|range| words.span(range))
}

/// Returns where a text says a word of a kind.
pub(crate) fn has(text: &Text<'_>, term: Term, language: Language) -> Option<Span> {
    text.terms.has(term).then(|| says(&text.words, term, language)).flatten()
}

/// Returns whether a text takes back what it says, only supposes it, or leaves it open.
pub(crate) fn is_open(text: &Text<'_>, language: Language) -> bool {
    [Term::Negation, Term::Supposition, Term::Open].into_iter().any(|term| has(text, term, language).is_some())
}

/// Returns the superlatives of a text, without those of one among several and those taken back.
pub(crate) fn superlatives(text: &Text<'_>, language: Language) -> Vec<Superlative> {
    if ![Term::Least, Term::Greatest, Term::ThanAny].into_iter().any(|term| text.terms.has(term)) {
        return Vec::new();
    }
    let words = Words::of(&text.words, language);
    let mut found = Vec::new();
    for (term, end) in [(Term::Least, Extreme::Least), (Term::Greatest, Extreme::Greatest)] {
        for range in words.said(term) {
            let (place, before) = words.ordinal_before(range.start).unwrap_or((1, 0));
            let range = range.start - before..range.end;
            // “One of the lowest”, “among the highest”, “not the highest”, “at the highest court”.
            if !words.led_by(range.start, &[Term::Negation, Term::Idiom, Term::Among, Term::Supposition]) {
                found.push(Superlative { span: words.span(&range), end, place });
            }
        }
    }
    for any in words.said(Term::ThanAny) {
        let nearest = [(Term::Greater, Extreme::Greatest), (Term::Lesser, Extreme::Least)]
            .into_iter()
            .flat_map(|(term, end)| words.said(term).into_iter().map(move |range| (range, end)))
            .filter(|(range, _)| range.end <= any.start && any.start - range.end <= APART)
            .max_by_key(|(range, _)| range.start);
        if let Some((range, end)) = nearest.filter(|(range, _)| !words.led_by(range.start, &[Term::Negation])) {
            found.push(Superlative { span: words.span(&(range.start..any.end)), end, place: 1 });
        }
    }
    found.sort_by_key(|superlative| superlative.span);
    found
}

/// Returns where a text says that something is so at every step.
pub(crate) fn every_step(text: &Text<'_>, language: Language) -> Option<Span> {
    has(text, Term::EveryStep, language)
}

/// Returns how many steps in a row a text says there were: `for the fifth year running`, `three consecutive months`.
pub(crate) fn running(text: &Text<'_>, language: Language) -> Option<(Span, i64)> {
    if !text.terms.has(Term::Running) {
        return None;
    }
    let words = Words::of(&text.words, language);
    let numbers = &language.vocabulary().quantities;
    let numeral = |piece: &Piece<'_>| {
        let told = numbers.ordinals.get(&*piece.lower).copied();
        let counted = numbers.numerals.get(&*piece.lower).copied();
        told.or(counted).or_else(|| piece.text.parse().ok().filter(|_| piece.is_number()))
    };
    words.said(Term::Running).into_iter().find_map(|range| {
        let start = (0..range.start).rev().take(BEFORE).find_map(|at| Some((at, numeral(&words.all[at])?)))?;
        (2..=100).contains(&start.1).then(|| (words.span(&(start.0..range.end)), start.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str, language: Language) -> Text<'_> {
        Text::read(words.into(), language)
    }

    #[test]
    fn superlatives_are_read_with_their_place_and_end() {
        for (text, expected) in [
            ("Manitoba alone has the third-lowest rate.", vec![(Extreme::Least, 3)]),
            ("It is the 2nd highest of all.", vec![(Extreme::Greatest, 2)]),
            ("Bavaria has the fewest inhabitants.", vec![(Extreme::Least, 1)]),
            ("Knife offences stand at a record high.", vec![(Extreme::Greatest, 1)]),
            ("It has more inhabitants than any other state.", vec![(Extreme::Greatest, 1)]),
            ("It is one of the lowest on record.", vec![]),
            ("It is not the highest.", vec![]),
            ("At least 500 and at most 600.", vec![]),
            ("Most people agreed.", vec![]),
        ] {
            let found = superlatives(&read(text, Language::ENGLISH), Language::ENGLISH);
            let found: Vec<(Extreme, i64)> = found.iter().map(|it| (it.end, it.place)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let found = superlatives(&read("León tiene la tercera más baja.", Language::spanish()), Language::spanish());
        assert_eq!(found.iter().map(|it| (it.end, it.place)).collect::<Vec<_>>(), [(Extreme::Least, 3)]);
    }

    #[test]
    fn words_with_an_apostrophe_are_read_as_one() {
        let french = Language::parse("fr").unwrap();
        let found = |text: &str, term, language| says(text, term, language).map(|span| text[span.range()].to_owned());
        let year = found("Plus que l’année précédente.", Term::YearBefore, french);
        assert_eq!(year.as_deref(), Some("que l’année précédente"));
        let denied = found("Thefts didn’t fall.", Term::Negation, Language::ENGLISH);
        assert_eq!(denied.as_deref(), Some("didn’t"));
    }

    #[test]
    fn runs_are_read_with_how_long_they_are() {
        for (text, expected) in [
            ("Starts rose for the fifth year running.", Some(5)),
            ("They fell for three consecutive months.", Some(3)),
            ("They fell three months in a row.", Some(3)),
            ("It was the fourth straight rise.", Some(4)),
            ("The candidates are running.", None),
        ] {
            assert_eq!(
                running(&read(text, Language::ENGLISH), Language::ENGLISH).map(|(_, run)| run),
                expected,
                "{text}"
            );
        }
        assert_eq!(
            running(&read("Subió por quinto año consecutivo.", Language::spanish()), Language::spanish())
                .map(|(_, run)| run),
            Some(5)
        );
    }
}
