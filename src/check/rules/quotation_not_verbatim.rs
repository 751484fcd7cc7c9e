//! Words in quotation marks are nowhere in the registry as they are.
#![doc = include_str!("quotation-not-verbatim.md")]

use crate::check::passage::{PRINTED, Passage, Setting};
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::{Sentence, quotations};
use crate::check::verbatim;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::Level;

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::QUOTATION_NOT_VERBATIM, level: Level::Error, look: Look::Passage(check) };

/// Fewer words than these are a term and no quotation: “saved”, “in danger”.
const SHORTEST: usize = 3;

fn check(scene: &Scene<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    let quotes = sentences.iter().any(|sentence| sentence.words.iter().any(|word| word.quoted));
    if !quotes || matches!(passage.setting, Setting::Definition(_) | Setting::About) {
        return;
    }
    for span in quotations(&passage.text) {
        let quotation = &passage.text[span.range()];
        let short = verbatim::length(quotation) < SHORTEST;
        if short || is_name(sentences, span.start) || scene.verbatim().has(quotation) {
            continue;
        }
        let shown = quotation.replace(PRINTED, "…");
        let problem = RULE
            .problem(passage.place(span), format!("nobody in the registry says “{}”", shown.trim()))
            .note("quotation marks promise a reader the words as they were said; these are not in any `quote` or title");
        let problem = match scene.verbatim().nearest(quotation) {
            Some(nearest) => problem.note(format!("the registry has: {nearest}")),
            None => problem,
        };
        found.push(problem.help("quote the words as they are, register them as a claim's `said.quote`, or take off the marks"));
    }
}

/// Returns whether the quotation that begins at a byte only says what something is called: `a number called “trafficked
/// children at the border”`.
fn is_name(sentences: &[Sentence<'_>], start: usize) -> bool {
    let sentence = sentences.iter().find(|sentence| sentence.words.last().is_some_and(|last| last.span.end > start));
    // The word before the quotation is its opening mark.
    sentence.is_some_and(|it| it.said(Term::Naming).any(|range| range.end + 1 == it.word_at(start)))
}
