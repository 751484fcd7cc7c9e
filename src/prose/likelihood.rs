//! Words of likelihood in a sentence, without names and idioms that only contain them: `Likely Voters Project`.

use std::ops::Range;

use crate::language::Term;

use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::prose::voice::overlap;

/// Returns the words of likelihood that a sentence says, the longest at each place, each with its term.
pub(crate) fn said<'s>(
    passage: &'s Passage,
    sentence: &'s Sentence<'_>,
) -> impl Iterator<Item = (Term, Range<usize>)> + 's {
    let all = sentence.likelihoods();
    let others = all.clone();
    let counts = move |words: &Range<usize>| {
        let longer = others.iter().any(|(_, other)| other.len() > words.len() && overlap(other, words));
        let idiom = || sentence.any(Term::Idiom).any(|idiom| overlap(&idiom, words));
        !longer && !sentence.words[words.start].quoted && !is_name(passage, sentence, words) && !idiom()
    };
    all.into_iter().filter(move |(_, words)| counts(words))
}

/// Returns whether words within a sentence begin with a capital letter.
fn is_name(passage: &Passage, sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let first = passage.text[sentence.words[words.start].span.start..].chars().next();
    words.start > 0 && first.is_some_and(char::is_uppercase)
}
