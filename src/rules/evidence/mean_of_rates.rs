//! A mean of rates is offered as the rate of the whole.
#![doc = include_str!("../pages/mean-of-rates.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Aggregate, Claim, Key, Prose};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::vocabulary::{Counts, Level};

pub(crate) static RULE: Rule = Rule { code: &code::MEAN_OF_RATES, level: Level::Warning, check: Check::Claim(check) };

/// How a header says that its numbers are rates.
const RATES: [&str; 8] = ["%", "percent", "per cent", "rate", "share", "tasa", "porcentaje", "cuota"];

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let language = context.language();
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let reading = test.reading.as_ref().map(Prose::plain_words);
        let statement = &context.ties().statement(claim).words;
        let texts = [Some(statement.as_str()), reading.as_deref(), entry.scope.as_deref()];
        if texts.into_iter().flatten().any(|text| ties::has(text, Term::Unweighted, language).is_some()) {
            continue;
        }
        let mean = parts.iter().find_map(|part| match part.selection.aggregate {
            // Rows of one group at different times are as many months of it.
            Aggregate::Mean(column) if part.rows.len() > 1 && groups(context, part) > 1 => Some((part, column)),
            _ => None,
        });
        let Some((part, column)) = mean else { continue };
        let dataset = &context.model.datasets[part.selection.of];
        let Some(of) = dataset.table.columns.get(column) else { continue };
        let counts =
            dataset.measures.get(column).copied().flatten().map(|measure| &context.model.measures[measure].counts);
        let name = of.name.to_lowercase();
        let called = RATES.iter().any(|word| {
            name.split(|c: char| !c.is_alphanumeric() && c != '%').any(|it| it == *word)
                || *word == "%" && name.contains('%')
        });
        let is_rate =
            matches!(counts, Some(Counts::Rate | Counts::Share)) || called && !matches!(counts, Some(Counts::Amount));
        if !is_rate {
            continue;
        }
        let rows = part.rows.len();
        let message = format!("a mean of {rows} rates is not the rate of all of them together");
        let span = ties::has(statement, Term::Average, language);
        let place = span.map_or_else(
            || entry.place.clone().then("statement").into(),
            |span| context.prose.in_statement(claim, span),
        );
        found.push(
            RULE.problem(place, message)
                .also(part.place.clone().then("mean").into(), format!("each row of `{}` counts alike", of.name))
                .note("a group of 20 moves such a mean as far as one of 2,000")
                .help("divide the sum of what is counted by the sum of all it is of (`ratio`), or say in the `reading` that the mean is unweighted"),
        );
    }
}

/// Returns how many groups the rows of a selection are of: those that its columns of words tell apart, or the rows themselves
/// where it has no times.
fn groups(context: &Context<'_>, part: &ties::Part) -> usize {
    let table = &context.model.datasets[part.selection.of].table;
    let calendar = context.ties().calendar(context.model, part.selection.of);
    let words = (0..table.columns.len()).filter(|column| !calendar.is_time(*column));
    let most = words.map(|column| ties::labels_of(table, column, &part.rows).len()).max().unwrap_or_default();
    if part.times.is_empty() { most.max(part.rows.len()) } else { most }
}
