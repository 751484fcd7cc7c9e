//! The rule on records over periods that the file does not have.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key, RegistryText, Trend};
use crate::outcome::{Found, Outcome, Point, Value, name_of};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&RECORD_OVER_A_GAP];

/// A number is called the highest or lowest since a period, and of one between the file has no value.
static RECORD_OVER_A_GAP: Rule =
    Rule { code: &code::RECORD_OVER_A_GAP, level: Level::Warning, check: Check::Claim(check) };

/// More absent periods than this are counted.
const NAMED: usize = 3;

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    for (test, reading) in entry.tests.iter().zip(&context.evaluation.claim(claim).readings) {
        let Some(Trend::ExtremeSince(..) | Trend::Record(_)) = &test.trend else { continue };
        let Some(outcome) = &reading.outcome else { continue };
        let absent = absent(context, outcome);
        let texts = [
            Some(context.ties().statement(claim).words.to_string()),
            entry.scope.clone(),
            test.reading.as_ref().map(RegistryText::plain_words),
        ];
        let said = |name: &String| texts.iter().flatten().any(|text| is_named(name, text));
        let silent: Vec<String> = absent.into_iter().filter(|name| !said(name)).collect();
        let Some(first) = silent.first() else { continue };
        let names = match silent.len() {
            0..=NAMED => silent.join(", "),
            more => format!("{first} and {} more periods", more - 1),
        };
        let message = format!(
            "claim `{}` looks back over {names}, of which the file has no value",
            context.model.claims.id(claim)
        );
        found.push(
            RECORD_OVER_A_GAP
                .problem(test.place.clone(), message)
                .note("what is not there may have been higher or lower than all the rest")
                .help(
                    "say in the statement, in `scope` or in the `reading` what is left out, or take a file that has it",
                ),
        );
    }
}

/// Returns what the periods are called that are absent between the one since which a value is a record and the last.
fn absent(context: &Context<'_>, outcome: &Outcome) -> Vec<String> {
    let (Value::Series(points), Some(along)) = (&outcome.value, outcome.along) else { return Vec::new() };
    if !along.column(context.model).kind.is_period() {
        return Vec::new();
    }
    let since = match &outcome.found {
        Some(Found::Since { since: Some(since), .. }) => since.at,
        _ => i64::MIN,
    };
    let pairs = || points.windows(2).map(|pair: &[Point]| (pair[0].at, pair[1].at));
    let Some(usual) = pairs().map(|(a, b)| b - a).min().filter(|usual| *usual > 0) else { return Vec::new() };
    let between = |(a, b): (i64, i64)| (1..).map(move |step| a + step * usual).take_while(move |at| *at < b);
    pairs().filter(|(_, b)| *b > since).flat_map(between).map(|at| name_of(context.model, along, at)).collect()
}

/// Returns whether a text names a period: `2020`, or `2020-21` for `2020/21`.
fn is_named(name: &str, text: &str) -> bool {
    let plain = |words: &str| words.to_lowercase().replace(['-', '\u{2013}'], "/");
    let (name, text) = (plain(name), plain(text));
    let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(&name)
        .any(|(at, _)| ends(text[..at].chars().next_back()) && ends(text[at + name.len()..].chars().next()))
}
