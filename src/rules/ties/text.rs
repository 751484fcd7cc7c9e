//! A statement as the rules on tests read it.

use std::borrow::Cow;

use crate::language::{Language, Lexicon, Named, Terms};
use crate::model::{Piece, RegistryText};
use crate::prose::passage::PRINTED;
use crate::text::pieces;

/// A text of a claim as it is read here: what it prints by name is one character.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// Its words.
    pub(crate) words: Cow<'a, str>,
    /// The times that it names.
    pub(crate) times: Vec<Named>,
    /// The kinds of words in it.
    pub(super) terms: Terms,
}

impl<'a> Text<'a> {
    /// Returns a text of the registry.
    pub(super) fn of(prose: &'a RegistryText, language: Language) -> Self {
        let words = match prose.0.as_slice() {
            [Piece::Words(words)] => Cow::Borrowed(words.as_str()),
            several => {
                let words = several.iter().map(|piece| match piece {
                    Piece::Words(words) => Cow::Borrowed(words.as_str()),
                    _ => PRINTED.to_string().into(),
                });
                words.collect::<String>().into()
            }
        };
        Self::read(words, language)
    }

    pub(super) fn read(words: Cow<'a, str>, language: Language) -> Self {
        let pieces = pieces(&words);
        let mut times = language.times_among(&pieces);
        times.shrink_to_fit();
        let phrases = Lexicon::of(language).phrases_in(pieces.iter().map(|piece| &*piece.lower));
        let terms = phrases.map(|(term, _)| term).collect();
        drop(pieces);
        Self { words, times, terms }
    }
}
