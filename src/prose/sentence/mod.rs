//! Sentences: a passage in the pieces that rules read. Words in lower case, the kinds of words they are, the numbers and
//! measures they name, and what is printed between them.

mod split;
mod words;

use std::ops::Range;

use crate::language::{Known, Language, Lexicon, Term, Terms};
use crate::model::{Key, Measure};
use crate::quantity::Spoken;
use crate::text::Span;

use crate::prose::naming::{NameIndex, NameWord};
use crate::prose::passage::{Passage, Reference};

pub(crate) use words::{Word, WordKind, quotations};

/// How many words behind a name in the genitive can belong to a phrase: `'s own count`.
const LONGEST: usize = 3;

/// A sentence of a passage. Spans are bytes of the passage's text.
#[derive(Debug)]
pub(crate) struct Sentence<'p> {
    /// Which of the passage it is.
    pub(crate) span: Span,
    /// Its words, signs and references, in order.
    pub(crate) words: Vec<Word<'p>>,
    /// The kinds of words in it: what, and which of its words; those of a kind stand together, in order.
    terms: Vec<(Term, Range<usize>)>,
    /// Which kinds these are: of most sentences most rules ask no more.
    kinds: Terms,
    /// The measures named in it: which, and by which of its words.
    pub(crate) measures: Vec<(Key<Measure>, Range<usize>)>,
    /// The words that are a unit of some measure: where each begins.
    pub(crate) units: Vec<usize>,
    /// The numbers that it names by itself.
    pub(crate) numbers: Vec<Spoken>,
    /// The words of its language.
    pub(crate) lexicon: &'static Lexicon,
}

/// Returns the sentences of a passage.
pub(crate) fn sentences<'p>(
    passage: &'p Passage<'p>,
    language: Language,
    naming: &NameIndex<Measure>,
) -> Vec<Sentence<'p>> {
    let lexicon = Lexicon::of(language);
    let words = words::words(passage, lexicon);
    let mut numbers = Spoken::all_in(&passage.text, language).into_iter().peekable();
    let ends = split::ends(passage, &words, lexicon);
    let mut sentences = Vec::with_capacity(ends.len());
    let mut rest = words.into_iter();
    let mut before = 0;
    for end in ends {
        let words: Vec<Word<'p>> = rest.by_ref().take(end - before).collect();
        before = end;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let span = Span::new(first.span.start, last.span.end);
        let numbers: Vec<Spoken> =
            std::iter::from_fn(|| numbers.next_if(|number| number.span.start < span.end)).collect();
        let terms = terms(&words, lexicon);
        let kinds = terms.iter().map(|(term, _)| *term).collect();
        let named: Vec<NameWord> = words.iter().map(|word| naming.word(&word.text)).collect();
        let units = named.iter().enumerate().filter(|(_, word)| word.is_unit).map(|(at, _)| at).collect();
        let measures = (0..named.len())
            .flat_map(|at| naming.at(&named[at..]).map(move |(measure, length)| (measure, at..at + length)))
            .collect();
        sentences.push(Sentence { span, words, terms, kinds, measures, units, numbers, lexicon });
    }
    sentences
}

/// Returns the kinds of words in a sentence, those of a kind together and in order.
fn terms(words: &[Word<'_>], lexicon: &Lexicon) -> Vec<(Term, Range<usize>)> {
    let known: Vec<Known> = words.iter().map(|word| lexicon.known(&word.text)).collect();
    let mut terms = Vec::new();
    for (at, word) in words.iter().enumerate() {
        terms.extend(lexicon.at(&known[at..]).map(|(term, length)| (term, at..at + length)));
        // “the agency's count”: the ending begins a phrase of its own.
        if word.text.ends_with(['s', 'S']) && word.text.len() > 2 && word.text.contains(['\'', '’']) {
            let behind = known[at + 1..].iter().take(LONGEST).copied();
            let phrase: Vec<Known> = [lexicon.known("'s")].into_iter().chain(behind).collect();
            terms.extend(lexicon.at(&phrase).map(|(term, length)| (term, at..at + length)));
        }
    }
    terms.sort_by_key(|(term, _)| *term);
    terms
}

impl Sentence<'_> {
    /// Returns the stretches of words of a kind, outside quotation marks.
    pub(crate) fn said(&self, wanted: Term) -> impl Iterator<Item = Range<usize>> {
        self.any(wanted).filter(|range| !self.words[range.start].quoted)
    }

    /// Returns the stretches of words of a kind, quoted ones too.
    pub(crate) fn any(&self, wanted: Term) -> impl Iterator<Item = Range<usize>> {
        self.of(wanted).iter().map(|(_, range)| range.clone())
    }

    /// Returns the stretches of words of a kind.
    fn of(&self, wanted: Term) -> &[(Term, Range<usize>)] {
        if !self.kinds.has(wanted) {
            return &[];
        }
        let start = self.terms.partition_point(|(term, _)| *term < wanted);
        let length = self.terms[start..].partition_point(|(term, _)| *term == wanted);
        &self.terms[start..start + length]
    }

    /// Returns the words of likelihood in order, each with its term, quoted ones too.
    pub(crate) fn likelihoods(&self) -> Vec<(Term, Range<usize>)> {
        let is_likelihood = |term: Term| term.scale().is_some() || term == Term::CommonLikelihood;
        let all = self.terms.iter().rev().take_while(|(term, _)| is_likelihood(*term));
        let mut found: Vec<(Term, Range<usize>)> = all.cloned().collect();
        found.sort_by_key(|(term, range)| (range.start, *term));
        found
    }

    /// Returns whether a word of this kind covers a place.
    pub(crate) fn is(&self, at: usize, wanted: Term) -> bool {
        let of = self.of(wanted);
        let next = of.partition_point(|(_, range)| range.start <= at);
        of[..next].iter().rev().any(|(_, range)| range.contains(&at))
    }

    /// Returns whether a word of this kind begins at a place.
    pub(crate) fn begins(&self, at: usize, wanted: Term) -> bool {
        let of = self.of(wanted);
        of.get(of.partition_point(|(_, range)| range.start < at)).is_some_and(|(_, range)| range.start == at)
    }

    /// Returns whether one word at a place is of this kind by itself.
    pub(crate) fn is_by_itself(&self, at: usize, wanted: Term) -> bool {
        self.of(wanted).iter().any(|(_, range)| *range == (at..at + 1))
    }

    /// Returns whether the name of a measure begins at a place.
    pub(crate) fn names_measure(&self, at: usize) -> bool {
        let next = self.measures.partition_point(|(_, range)| range.start < at);
        self.measures.get(next).is_some_and(|(_, range)| range.start == at)
    }

    /// Returns whether a word of this kind is said outside quotation marks.
    pub(crate) fn has(&self, wanted: Term) -> bool {
        self.said(wanted).next().is_some()
    }

    /// Returns the references in the sentence, each with the index of its word.
    pub(crate) fn references<'s>(&'s self, passage: &'s Passage<'s>) -> impl Iterator<Item = (usize, Reference)> + 's {
        self.words.iter().enumerate().filter_map(|(at, word)| match word.kind {
            WordKind::Printed(index) => Some((at, *passage.references.get(index)?)),
            _ => None,
        })
    }

    /// Returns where a stretch of words stands in the passage.
    pub(crate) fn span_of(&self, range: &Range<usize>) -> Span {
        Span::new(self.words[range.start].span.start, self.words[range.end - 1].span.end)
    }

    /// Returns a stretch of words as written.
    pub(crate) fn as_written<'t>(&self, range: &Range<usize>, passage: &'t Passage<'t>) -> &'t str {
        &passage.text[self.span_of(range).range()]
    }

    /// Returns the index of the word that begins at or after a byte of the passage.
    pub(crate) fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.span.end <= byte)
    }
}
