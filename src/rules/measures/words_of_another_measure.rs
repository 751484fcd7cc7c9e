//! A sentence about one measure speaks of it in the words of another.
#![doc = include_str!("../pages/words-of-another-measure.md")]

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Key, Measure};
use crate::prose::passage::{PRINTED, Passage, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::prose::{contrast, references};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::WORDS_OF_ANOTHER_MEASURE, level: Level::Error, check: Check::Sentence(check) };

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    let title = matches!(passage.setting, Setting::Title(_));
    let printed = sentence.references(passage).filter_map(|(at, reference)| match reference {
        Reference::Measure(measure) => Some((measure, at..at + 1)),
        _ => None,
    });
    let mut named = sentence.measures.iter().cloned().chain(printed).peekable();
    if named.peek().is_none() || passage.asserts_nothing() && !title || tells_apart(passage, sentence) {
        return;
    }
    let subjects = references::counted(context.prose, passage, sentence);
    for (named, words) in named.filter(|(_, words)| !sentence.words[words.start].quoted) {
        let (named, words) = (&named, &words);
        let longer =
            |other: &Range<usize>| other.start <= words.start && words.end <= other.end && other.len() > words.len();
        if subjects.contains(named)
            || sentence.measures.iter().any(|(_, other)| longer(other))
            || contrast::means_something_else(sentence, words, passage)
            || contrast::is_somebodys_word(sentence, words)
            || contrast::is_purpose(sentence, words)
        {
            continue;
        }
        let written = sentence.as_written(words, passage);
        let is_own = |subject: Key<Measure>| {
            sentence.words[words.clone()].iter().all(|word| context.prose.measures.is_own(subject, &word.text))
        };
        // One subject that the word may speak of is enough.
        if subjects.iter().any(|subject| {
            is_own(*subject)
                || is_proxy(context, *subject, *named)
                || contrast::is_beside(context.prose, passage, sentence, *subject, *named, words)
                || contrast::both_are_the_speakers(context.prose, passage, *subject, written)
        }) {
            continue;
        }
        let meant = subjects.iter().find_map(|subject| Some((*subject, context.distinct(*subject, *named)?)));
        if let Some((subject, why)) = meant {
            let measures = &context.model.measures;
            let (named, subject) = (measures.id(*named), measures.id(subject));
            let message = if written.starts_with(PRINTED) {
                format!("the name of `{named}` is printed in a sentence about `{subject}`")
            } else {
                format!("“{written}” speaks of `{named}`, and the sentence is about `{subject}`")
            };
            found.push(
                RULE.problem(passage.place(sentence.span_of(words)), message)
                    .note(format!("the registry says how they differ: {why}"))
                    .help("use the words of the measure that was counted, or say openly how the two differ"),
            );
        }
    }
}

/// Returns whether a sentence speaks of two things openly, whatever its words. What is told with a number is no definition:
/// `{{ n }} is the number of children rescued`.
fn tells_apart(passage: &Passage, sentence: &Sentence<'_>) -> bool {
    contrast::sets_apart(sentence)
        || contrast::asks(sentence)
        || sentence.has(Term::Definition) && contrast::numbers(passage, sentence).is_empty()
}

/// Returns whether one may stand in for the other, where the wording says so: another rule asks for the wording.
fn is_proxy(context: &Context<'_>, one: Key<Measure>, other: Key<Measure>) -> bool {
    let measures = &context.model.measures;
    measures[one].proxy_for.contains(&other) || measures[other].proxy_for.contains(&one)
}
