//! What makes a sentence speak of two things openly: it sets them apart, asks, defines, gives a word as somebody's own, or
//! names them side by side.

use std::ops::Range;

use crate::language::Term;
use crate::model::{Key, Measure};

use crate::prose::Prose;
use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::sentence::{Sentence, WordKind};

/// Returns whether a sentence sets one thing apart from another.
pub(crate) fn sets_apart(sentence: &Sentence<'_>) -> bool {
    let idle: Vec<Range<usize>> = sentence.said(Term::NoContrast).collect();
    sentence.said(Term::Contrast).any(|contrast| !idle.iter().any(|idle| covers(idle, &contrast)))
}

/// Returns whether a sentence asks, or says what is not known.
pub(crate) fn asks(sentence: &Sentence<'_>) -> bool {
    sentence.has(Term::Open) || sentence.words.last().is_some_and(|word| word.text == "?")
}

/// Returns whether a word is given as somebody's own: `is described as rescued`, `rescued, as the article has it`.
pub(crate) fn is_somebodys_word(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    /// So many words may stand between.
    const BEFORE: usize = 5;
    const BEHIND: usize = 12;
    sentence.said(Term::Wording).any(|wording| {
        wording.end <= words.start && words.start - wording.end <= BEFORE
            || words.end <= wording.start && wording.start - words.end <= BEHIND
    })
}

/// Returns whether words are part of a longer expression that means something else, or of a proper name.
pub(crate) fn means_something_else(sentence: &Sentence<'_>, words: &Range<usize>, passage: &Passage<'_>) -> bool {
    let capital = |at: usize| {
        let word = sentence.words.get(at);
        word.is_some_and(|word| passage.text[word.span.range()].starts_with(char::is_uppercase))
    };
    let after_first = |at: usize| at > 0 && capital(at);
    let name = after_first(words.start) && (capital(words.end) || capital(words.start - 1));
    name || sentence.any(Term::OtherSense).any(|sense| covers(&sense, words))
}

/// Returns whether words say what something is for: `to rescue`.
pub(crate) fn is_purpose(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let number = || numbers_of(sentence).any(|number| number >= words.end && number - words.end < 3);
    sentence.said(Term::Purpose).any(|purpose| purpose.end == words.start) && !number()
}

/// Returns whether a sentence names a thing beside another one that has its word in it, without calling one the other:
/// `arrests and charges`, `some of the children located were rescued`, `three encounters and {{ n }} arrests`.
pub(crate) fn is_beside(
    prose: &Prose<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    subject: Key<Measure>,
    named: Key<Measure>,
    words: &Range<usize>,
) -> bool {
    let is_own = |at: usize| {
        let word = &sentence.words[at];
        // `Children` is of both names, and tells neither.
        word.kind == WordKind::Letters
            && !words.contains(&at)
            && prose.measures().is_of_name(subject, &word.text)
            && !prose.measures().is_of_name(named, &word.text)
    };
    let own: Vec<usize> = (0..sentence.words.len()).filter(|at| is_own(*at)).collect();
    let numbers: Vec<usize> = numbers(passage, sentence);
    if numbers.is_empty() {
        let relative = sentence.said(Term::Relative).any(|relative| relative.end == words.start);
        return relative || own.iter().any(|own| are_joined(sentence, *own, words));
    }
    // “Of the children located and rescued” tells both of the same children.
    let joined = own.iter().any(|own| {
        let crossed = numbers.iter().any(|number| own.min(&words.start) < number && number < own.max(&words.end));
        !crossed && are_joined(sentence, *own, words)
    });
    let among = sentence
        .said(Term::Among)
        .any(|among| among.start < words.start && is_one_part(sentence, among.start..words.start));
    !own.is_empty() && (among && !joined || stands_apart(sentence, &numbers, &own, words))
        || own.iter().any(|own| each_has_a_number(&numbers, *own, words))
}

/// Returns whether a stretch of words is said of neither a number nor what is counted: `{{ n }} children were located, and
/// the rescue line was closed`.
fn stands_apart(sentence: &Sentence<'_>, numbers: &[usize], own: &[usize], words: &Range<usize>) -> bool {
    /// So many words may stand between two that are said of one thing: `located and safely rescued`.
    const JOINED: usize = 2;
    /// So many words may stand between a number and the word of what it counts.
    const COUNTED: usize = 1;
    let near = |from: usize, to: usize, most: usize| from <= to && to - from <= most && is_one_part(sentence, from..to);
    let joined = own.iter().any(|own| near(own + 1, words.start, JOINED) || near(words.end, *own, JOINED));
    let counted =
        numbers.iter().any(|number| near(number + 1, words.start, COUNTED) || near(words.end, *number, COUNTED));
    let apart = |number: &usize| {
        let between = if *number < words.start { number + 1..words.start } else { words.end..*number };
        let comma = || sentence.words[between.clone()].iter().any(|word| matches!(&*word.text, "," | "("));
        !is_one_part(sentence, between.clone())
            || comma()
            || sentence.said(Term::Subordinate).any(|begins| covers(&between, &begins))
    };
    !joined && !counted && numbers.iter().all(apart)
}

/// Returns whether no sign among these words ends a part of the sentence.
fn is_one_part(sentence: &Sentence<'_>, words: Range<usize>) -> bool {
    !sentence.words[words].iter().any(|word| matches!(&*word.text, ";" | ":" | "." | "?" | "!" | "–" | "—"))
}

/// Returns the indexes of the words that are numbers of something: printed by name, or written.
pub(crate) fn numbers(passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<usize> {
    let printed = sentence.references(passage).filter(|(_, reference)| match reference {
        Reference::Figure(_, _) => true,
        Reference::Claim(_, part) => {
            !matches!(part, Printed::Standing | Printed::Speaker | Printed::Cite | Printed::Other)
        }
        _ => false,
    });
    let mut all: Vec<usize> = printed.map(|(at, _)| at).chain(numbers_of(sentence)).collect();
    all.sort_unstable();
    all
}

/// Returns where a sentence names numbers by itself that are no dates, identifiers or idioms.
fn numbers_of<'s>(sentence: &'s Sentence<'_>) -> impl Iterator<Item = usize> + 's {
    sentence.numbers.iter().filter_map(|spoken| {
        let at = sentence.word_at(spoken.core.start);
        let word = sentence.words.get(at)?;
        let year = word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
        let touches = |term: Term| sentence.any(term).any(|range| range.end == at || range.start == at + 1);
        let refers = sentence.any(Term::Reference).any(|range| range.end == at);
        let idiom = sentence.any(Term::Idiom).any(|range| range.contains(&at));
        (!year && !refers && !idiom && !touches(Term::Month)).then_some(at)
    })
}

/// Returns whether a word and a stretch of words are items of one list.
fn are_joined(sentence: &Sentence<'_>, own: usize, words: &Range<usize>) -> bool {
    /// So many words may stand between two items of a list.
    const BETWEEN: usize = 3;
    let between = if own < words.start { own + 1..words.start } else { words.end..own };
    between.len() <= BETWEEN && sentence.any(Term::Joins).any(|joins| covers(&between, &joins))
}

/// Returns whether a word and a stretch of words each have a number of their own close before them.
fn each_has_a_number(numbers: &[usize], own: usize, words: &Range<usize>) -> bool {
    /// So many words may stand between a number and what it counts.
    const CLOSE: usize = 3;
    let before = |at: usize| numbers.iter().rev().find(|number| **number < at && at - **number <= CLOSE);
    match (before(own), before(words.start)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// Returns whether the speaker of what a text tells used both words, a measure's own and the other.
pub(crate) fn both_are_the_speakers(
    prose: &Prose<'_>,
    passage: &Passage<'_>,
    subject: Key<Measure>,
    word: &str,
) -> bool {
    let mut quotes = passage.claim().into_iter().flat_map(|claim| prose.model.claims[claim].told());
    quotes.any(|quote| {
        quote.to_lowercase().contains(&word.to_lowercase()) && prose.measures().is_named_in(subject, quote)
    })
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
