//! A sentence about one measure speaks of it in the words of another.
#![doc = include_str!("words-of-another-measure.md")]

use crate::check::about;
use crate::check::passage::Passage;
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::Sentence;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::Level;

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::WORDS_OF_ANOTHER_MEASURE, level: Level::Warning, look: Look::Sentence(check) };

/// What makes a sentence speak of two things openly.
const OPEN: [Term; 3] = [Term::Contrast, Term::Definition, Term::Open];

fn check(scene: &Scene<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    if sentence.measures.is_empty() || passage.asserts_nothing() || OPEN.iter().any(|term| sentence.has(*term)) {
        return;
    }
    let subjects = about::measures(scene, passage, sentence);
    for (named, words) in sentence.measures.iter().filter(|(_, words)| !sentence.words[words.start].quoted) {
        let longer = |(_, other): &&(_, std::ops::Range<usize>)| {
            other.start <= words.start && words.end <= other.end && other.len() > words.len()
        };
        if subjects.contains(named) || sentence.measures.iter().any(|it| longer(&it)) {
            continue;
        }
        let meant = subjects.iter().find_map(|subject| Some((*subject, scene.distinct(*subject, *named)?)));
        if let Some((subject, why)) = meant {
            let measures = &scene.model.measures;
            let written = sentence.as_written(words, passage);
            let message = format!(
                "“{written}” speaks of `{}`, and the sentence is about `{}`",
                measures.id(*named),
                measures.id(subject)
            );
            found.push(
                RULE.problem(passage.place(sentence.span_of(words)), message)
                    .note(format!("the registry says how they differ: {why}"))
                    .help("use the words of the measure that was counted, or say openly how the two differ"),
            );
        }
    }
}
