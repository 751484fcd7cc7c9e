//! The rule on quotations that stand nowhere word by word.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::prose::passage::{PRINTED, Passage, Setting};
use crate::prose::quotation::{Change, Quoted, Stands};
use crate::prose::sentence::{Sentence, quotations};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&QUOTATION_NOT_VERBATIM];

/// Words in quotation marks are nowhere in the registry as they are.
static QUOTATION_NOT_VERBATIM: Rule =
    Rule { code: &code::QUOTATION_NOT_VERBATIM, level: Level::Error, check: Check::Passage(check) };

/// Fewer words than these are a term and no quotation: “saved”, “in danger”.
const SHORTEST: usize = 3;

fn check(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>], found: &mut Problems) {
    let any = sentences.iter().any(|sentence| sentence.words.iter().any(|word| word.quoted));
    if !any || matches!(passage.setting, Setting::Definition(_) | Setting::About) {
        return;
    }
    // A paragraph without an end is read in parts: each looks at its own quotations.
    let (first, last) = (sentences.first(), sentences.last());
    let part = first.map_or(0, |it| it.span.start)..last.map_or(0, |it| it.span.end);
    for span in quotations(&passage.text).into_iter().filter(|span| part.contains(&span.start)) {
        let quotation = &passage.text[span.range()];
        let quoted = Quoted::of(quotation);
        let short = quoted.length() < SHORTEST;
        if short && !quoted.shows_a_gap() || is_name(sentences, span.start) {
            continue;
        }
        let shown = quotation.replace(PRINTED, "…");
        let shown = shown.trim();
        let problem = match context.prose.quotations().has(&quoted) {
            Some(Stands::Truly) => continue,
            None if short => continue,
            None => {
                let problem = QUOTATION_NOT_VERBATIM
                    .problem(passage.place(span), format!("nobody in the registry says “{shown}”"))
                    .note(
                        "quotation marks promise a reader the words as they were said; these are not in any `quote` or title",
                    );
                let problem = match context.prose.quotations().nearest(quotation) {
                    Some(nearest) => problem.note(format!("the registry has: {nearest}")),
                    None => problem,
                };
                problem
                    .help("quote the words as they are, register them as a claim's `said.quote`, or take off the marks")
            }
            Some(Stands::Falsely(change)) => {
                let (message, help) = changed(&change, shown);
                turned(QUOTATION_NOT_VERBATIM.problem(passage.place(span), message), context, quotation).help(help)
            }
            Some(Stands::Doubtfully(change)) => {
                let (message, help) = changed(&change, shown);
                turned(QUOTATION_NOT_VERBATIM.remark(passage.place(span), message), context, quotation).help(help)
            }
        };
        found.push(problem);
    }
}

/// Returns the message and the help for a quotation whose gap turns its sense.
fn changed(change: &Change, shown: &str) -> (String, String) {
    match change {
        Change::LeftOut(words) => (
            format!("“{shown}” leaves out “{words}”"),
            format!("quote “{words}” too, end the quotation before it, or say in your own words what was said"),
        ),
        Change::PutIn(words) => (
            format!("“{shown}” puts in “{words}”, which the source does not have"),
            "quote the words as they are, or say in your own words, without the marks, what you make of them"
                .to_owned(),
        ),
    }
}

fn turned(problem: Problem, context: &Context<'_>, quotation: &str) -> Problem {
    let problem =
        problem.note("what is left out or put in belongs to the words that are quoted, and turns what they say");
    match context.prose.quotations().nearest(quotation) {
        Some(nearest) => problem.note(format!("the registry has: {nearest}")),
        None => problem,
    }
}

/// Returns whether the quotation that begins at a byte only says what something is called: `a number called “trafficked
/// children at the border”`.
fn is_name(sentences: &[Sentence<'_>], start: usize) -> bool {
    let ended = |sentence: &Sentence<'_>| sentence.words.last().is_none_or(|last| last.span.end <= start);
    let sentence = sentences.get(sentences.partition_point(ended));
    // The word before the quotation is its opening mark.
    sentence.is_some_and(|it| it.said(Term::Naming).any(|range| range.end + 1 == it.word_at(start)))
}
