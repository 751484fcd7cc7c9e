//! Words of likelihood in a sentence, without names and idioms that only contain them: `Likely Voters Project`.

use std::ops::Range;

use crate::language::{LikelihoodScale, Term};

use super::passage::Passage;
use super::sentence::Sentence;
use super::voice::overlap;

/// Returns the words of likelihood that a sentence says, the longest at each place, each with the scale that alone has it.
pub(super) fn said<'s>(
    passage: &'s Passage,
    sentence: &'s Sentence<'_>,
) -> impl Iterator<Item = (Option<LikelihoodScale>, Range<usize>)> + 's {
    let all = || sentence.terms.iter().filter_map(|(term, words)| Some((scale(*term)?, words)));
    all()
        .filter(move |(_, words)| {
            let longer = all().any(|(_, other)| other.len() > words.len() && overlap(other, words));
            let idiom = || sentence.any(Term::Idiom).any(|idiom| overlap(&idiom, words));
            !longer && !sentence.words[words.start].quoted && !is_name(passage, sentence, words) && !idiom()
        })
        .map(|(scale, words)| (scale, words.clone()))
}

/// Returns the scale of a word of likelihood, none of its own where several have it; nothing where it is no such word.
fn scale(term: Term) -> Option<Option<LikelihoodScale>> {
    match term {
        Term::Likelihood(scale) => Some(Some(scale)),
        Term::CommonLikelihood => Some(None),
        _ => None,
    }
}

/// Returns whether words within a sentence begin with a capital letter.
fn is_name(passage: &Passage, sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let first = passage.text[sentence.words[words.start].span.start..].chars().next();
    words.start > 0 && first.is_some_and(char::is_uppercase)
}
