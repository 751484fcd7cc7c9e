//! Rules on cells: small counts that can be worked out, and numbers that may still change.

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::markdown::{FinishedPage, Layer};
use crate::model::{Claim, Key, Piece};
use crate::outcome::{Recoverable, Shown};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::{Place, Span};
use crate::view::{BriefView, Mark};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SMALL_COUNT_RECOVERABLE, &PROVISIONAL_UNMARKED];

/// A small count of a sensitive measure can be worked out of what a brief prints.
static SMALL_COUNT_RECOVERABLE: Rule =
    Rule { code: &code::SMALL_COUNT_RECOVERABLE, level: Level::Error, check: Check::Page(small_count_recoverable) };

fn small_count_recoverable(context: &Context<'_>, document: &BriefView, page: &FinishedPage<'_>, found: &mut Problems) {
    let none_is_small = !context.model.measures.iter().any(|(_, _, measure)| measure.sensitive);
    // What one page of a brief keeps back, the other could give away.
    if page.facts.layer == Layer::Evidence || none_is_small {
        return;
    }
    let mut printed: Vec<Shown> = Vec::new();
    let mut seen = BTreeSet::new();
    for mark in context.printed(document.brief) {
        let shown = match *mark {
            Mark::Figure(figure) => Shown::Figure(figure),
            Mark::Value(claim, reading) => Shown::Value(claim, usize::from(reading)),
            Mark::Table(table) => Shown::Table(table),
            _ => continue,
        };
        if seen.insert(shown) {
            printed.push(shown);
        }
    }
    for small in context.views.recoverable(&printed) {
        found.push(recoverable_problem(context, document, &small));
    }
}

fn recoverable_problem(context: &Context<'_>, document: &BriefView, small: &Recoverable) -> Problem {
    let model = context.model;
    let data = &model.datasets[small.dataset];
    let id = model.datasets.id(small.dataset);
    let what = small.column.and_then(|column| data.table.columns.get(column)).map(|column| column.name.as_str());
    let of = match what {
        Some(column) => format!("`{column}` of `{id}`"),
        None => format!("rows of `{id}`"),
    };
    let lines: Vec<String> = small.rows.iter().take(SHOWN).map(|row| data.table.line(*row).to_string()).collect();
    let lines = if small.rows.len() > SHOWN { format!("{}, …", lines.join(", ")) } else { lines.join(", ") };
    let place = |shown: &Shown| -> Place {
        match shown {
            Shown::Figure(figure) => model.figures[*figure].place.clone().into(),
            Shown::Table(table) => model.tables[*table].place.clone().into(),
            Shown::Value(claim, reading) => {
                let entry = &model.claims[*claim];
                entry.tests.get(*reading).map_or(&entry.place, |test| &test.place).clone().into()
            }
        }
    };
    let message = format!("brief `{}` discloses a count of fewer than five: {of}", document.id.as_str());
    let at = small.from.first().map_or_else(|| model.briefs[document.brief].place.clone().into(), place);
    let mut problem = SMALL_COUNT_RECOVERABLE
        .problem(at, message)
        .label("told by this")
        .note(format!("it can be worked out for line {lines} of {}; few people can be recognized", data.file.as_str()))
        .help("leave out one of the numbers that disclose it, or print them for a larger group");
    for other in small.from.iter().skip(1) {
        problem = problem.also(place(other), "together with this");
    }
    problem
}

/// How many lines are named.
const SHOWN: usize = 6;

/// A claim that rests on provisional or revised data is told without saying so.
static PROVISIONAL_UNMARKED: Rule =
    Rule { code: &code::PROVISIONAL_UNMARKED, level: Level::Warning, check: Check::Passage(provisional_unmarked) };

fn provisional_unmarked(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Problems,
) {
    let mut told: Vec<Key<Claim>> = Vec::new();
    for sentence in sentences {
        for (word, reference) in sentence.references(passage) {
            let Reference::Claim(claim, Printed::Statement | Printed::Phrase | Printed::Sentence | Printed::Quantity) =
                reference
            else {
                continue;
            };
            if told.contains(&claim) || !needs_mark(context, passage, reference, claim) {
                continue;
            }
            if sentences.iter().any(|sentence| sentence.any(Term::Provisional).next().is_some()) {
                return;
            }
            told.push(claim);
            found.push(unmarked_problem(context, passage, claim, sentence.words[word].span));
        }
    }
}

/// Returns whether a claim is told in a way that hides that its data are not final.
fn needs_mark(context: &Context<'_>, passage: &Passage<'_>, reference: Reference, claim: Key<Claim>) -> bool {
    let assessment = context.evaluation.claim(claim);
    if !(assessment.provisional || assessment.revised) || assessment.value().is_none() {
        return false;
    }
    // The value and the standing carry the mark, and so does a statement that prints its value.
    let prints_value = |pieces: &[Piece]| pieces.iter().any(|piece| matches!(piece, Piece::Value(_)));
    if !matches!(reference, Reference::Claim(_, Printed::Quantity))
        && prints_value(&context.model.claims[claim].statement.0)
    {
        return false;
    }
    // Below the answer stands its standing.
    if let Setting::Summary(brief) = passage.setting
        && context.model.briefs[brief].answering().contains(&claim)
    {
        return false;
    }
    !passage
        .references
        .iter()
        .any(|other| matches!(other, Reference::Claim(other, Printed::Value(_) | Printed::Standing) if *other == claim))
}

fn unmarked_problem(context: &Context<'_>, passage: &Passage<'_>, claim: Key<Claim>, at: Span) -> Problem {
    let id = context.model.claims.id(claim);
    let what = if context.evaluation.claim(claim).provisional { "provisional" } else { "revised" };
    PROVISIONAL_UNMARKED
        .problem(passage.place(at), format!("claim `{id}` is presented here as final, and its data are {what}"))
        .note("a reader who meets the sentence alone cannot know that the number may change, or has changed")
        .help(format!(
            "print its value or standing beside it (`{{{{ claims.{id}.value }}}}`), or say that the data are {what}"
        ))
}
