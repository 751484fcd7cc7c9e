//! Sentences: a passage in the pieces that rules read. Words in lower case, the kinds of words they are, the numbers and
//! measures they name, and what is printed between them.

mod split;
mod words;

use std::ops::Range;

use crate::language::{Language, Lexicon, Term};
use crate::model::{Key, Measure, Spoken};
use crate::text::Span;

use super::naming::Naming;
use super::passage::{Passage, Reference};

pub(super) use words::{Word, WordKind, quotations};

/// A sentence of a passage. Spans are bytes of the passage's text.
#[derive(Debug)]
pub(super) struct Sentence<'p> {
    /// Which of the passage it is.
    pub(super) span: Span,
    /// Its words, signs and references, in order.
    pub(super) words: Vec<Word<'p>>,
    /// The kinds of words in it: what, and which of its words.
    pub(super) terms: Vec<(Term, Range<usize>)>,
    /// The measures named in it: which, and by which of its words.
    pub(super) measures: Vec<(Key<Measure>, Range<usize>)>,
    /// The words that are a unit of some measure: where each begins.
    pub(super) units: Vec<usize>,
    /// The numbers that it names by itself.
    pub(super) numbers: Vec<Spoken>,
    /// The words of its language.
    pub(super) lexicon: &'static Lexicon,
}

/// Returns the sentences of a passage.
pub(super) fn sentences<'p>(passage: &'p Passage, language: Language, naming: &Naming<Measure>) -> Vec<Sentence<'p>> {
    let lexicon = Lexicon::of(language);
    let words = words::words(passage);
    let mut numbers = Spoken::all_in(&passage.text, language);
    let ends = split::ends(passage, &words, lexicon);
    let mut sentences = Vec::with_capacity(ends.len());
    let mut rest = words.into_iter();
    let mut before = 0;
    for end in ends {
        let words: Vec<Word<'p>> = rest.by_ref().take(end - before).collect();
        before = end;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let span = Span::new(first.span.start, last.span.end);
        let within = numbers.iter().take_while(|number| number.span.start < span.end).count();
        let numbers: Vec<Spoken> = numbers.drain(..within).collect();
        let plain: Vec<&str> = words.iter().map(|word| &*word.text).collect();
        let (mut terms, mut measures, mut units) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..plain.len() {
            terms.extend(lexicon.at(&plain[at..]).map(|(term, length)| (term, at..at + length)));
            measures.extend(naming.at(&plain[at..]).map(|(measure, length)| (measure, at..at + length)));
            if naming.is_unit(plain[at]) {
                units.push(at);
            }
        }
        sentences.push(Sentence { span, words, terms, measures, units, numbers, lexicon });
    }
    sentences
}

impl Sentence<'_> {
    /// Returns the stretches of words of a kind, outside quotation marks.
    pub(super) fn said(&self, wanted: Term) -> impl Iterator<Item = Range<usize>> {
        self.any(wanted).filter(|range| !self.words[range.start].quoted)
    }

    /// Returns the stretches of words of a kind, quoted ones too.
    pub(super) fn any(&self, wanted: Term) -> impl Iterator<Item = Range<usize>> {
        self.terms.iter().filter(move |(term, _)| *term == wanted).map(|(_, range)| range.clone())
    }

    /// Returns whether a word of this kind is said outside quotation marks.
    pub(super) fn has(&self, wanted: Term) -> bool {
        self.said(wanted).next().is_some()
    }

    /// Returns the references in the sentence, each with the index of its word.
    pub(super) fn references<'s>(&'s self, passage: &'s Passage) -> impl Iterator<Item = (usize, Reference)> + 's {
        self.words.iter().enumerate().filter_map(|(at, word)| match word.kind {
            WordKind::Printed(index) => Some((at, *passage.references.get(index)?)),
            _ => None,
        })
    }

    /// Returns where a stretch of words stands in the passage.
    pub(super) fn span_of(&self, range: &Range<usize>) -> Span {
        Span::new(self.words[range.start].span.start, self.words[range.end - 1].span.end)
    }

    /// Returns a stretch of words as written.
    pub(super) fn as_written<'t>(&self, range: &Range<usize>, passage: &'t Passage) -> &'t str {
        &passage.text[self.span_of(range).range()]
    }

    /// Returns the index of the word that begins at or after a byte of the passage.
    pub(super) fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.span.end <= byte)
    }
}
