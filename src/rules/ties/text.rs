//! A statement as the rules on tests read it.

use std::borrow::Cow;

use crate::language::{Language, Lexicon, Named, Terms, Told};
use crate::model::{Piece as Written, RegistryText};
use crate::prose::passage::PRINTED;
use crate::text::{Piece, Span, pieces};

/// A text of a claim as it is read here: what it prints by name is one character.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// Its words.
    pub(crate) words: Cow<'a, str>,
    /// The times that it names.
    pub(crate) times: Vec<Named>,
    /// The lengths of time that it tells.
    pub(crate) lengths: Vec<Told>,
    /// The kinds of words in it.
    pub(super) terms: Terms,
}

impl<'a> Text<'a> {
    /// Returns a text of the registry.
    pub(super) fn of(prose: &'a RegistryText, language: Language) -> Self {
        let words = match prose.0.as_slice() {
            [Written::Words(words)] => Cow::Borrowed(words.as_str()),
            several => {
                let words = several.iter().map(|piece| match piece {
                    Written::Words(words) => Cow::Borrowed(words.as_str()),
                    _ => PRINTED.to_string().into(),
                });
                words.collect::<String>().into()
            }
        };
        Self::read(words, language)
    }

    pub(super) fn read(words: Cow<'a, str>, language: Language) -> Self {
        let pieces = pieces(&words);
        let (mut times, lengths) = language.times_among(&pieces);
        times.shrink_to_fit();
        let joined = with_apostrophes(pieces, &words, language);
        let phrases = Lexicon::of(language).phrases_in(joined.iter().map(|piece| &*piece.lower));
        let terms = phrases.map(|(term, _)| term).collect();
        drop(joined);
        Self { words, times, lengths, terms }
    }
}

/// Returns the pieces of a text as the phrases of a language are told apart: `didn't` and the `l'` of `l’année` are one each.
pub(super) fn with_apostrophes<'t>(pieces: Vec<Piece<'t>>, text: &'t str, language: Language) -> Vec<Piece<'t>> {
    if !pieces.iter().any(|piece| is_apostrophe(piece)) {
        return pieces;
    }
    let lexicon = Lexicon::of(language);
    let mut found: Vec<Piece<'t>> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let length = match &pieces[at..] {
            [word, sign, next, ..]
                if word.is_word() && is_apostrophe(sign) && sign.glued && next.is_word() && next.glued =>
            {
                let whole = &text[word.span.start..next.span.end];
                let elided = lexicon.elided(whole).is_some_and(|length| word.span.start + length == sign.span.end);
                let is_word = || lexicon.is_term(&whole.to_lowercase().replace('’', "'"));
                if elided {
                    2
                } else if is_word() {
                    3
                } else {
                    1
                }
            }
            _ => 1,
        };
        let (first, last) = (&pieces[at], &pieces[at + length - 1]);
        let span = Span::new(first.span.start, last.span.end);
        found.push(if length == 1 {
            first.clone()
        } else {
            let text = &text[span.range()];
            Piece { text, lower: text.to_lowercase().replace('’', "'").into(), span, glued: first.glued }
        });
        at += length;
    }
    found
}

fn is_apostrophe(piece: &Piece<'_>) -> bool {
    matches!(piece.text, "'" | "’")
}
