//! The problems of a claim's test: what it is taken to mean, what it asks, and what it is held against.

use crate::diagnostic::Problem;
use crate::diagnostic::code::{figure, reference};
use crate::table::Column;
use crate::text::near::Near;

use super::problem::misplaced;
use super::registry_path::RegistryPath;

/// A test whose reading nobody wrote.
pub(super) fn no_reading(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&reference::MISSING_KEY, at.name_or_value(), format!("the test of {} has no `reading`", at.owner()))
        .note("a number decides a claim only under a reading, and the reader must see which")
        .help("say in a sentence what the claim is taken to mean, such as `reading: All recorded encounters.`")
}

/// Two readings of one test.
pub(super) fn two_readings(at: &RegistryPath<'_>) -> Problem {
    let message = format!("{} has a `reading` of its own and one in its test", at.owner());
    Problem::error(&reference::MISPLACED_KEY, at.key("reading").name(), message)
        .note("each test has one reading")
        .help("keep one of the two")
}

/// A reading beside several tests, or none.
pub(super) fn reading_of_none(at: &RegistryPath<'_>, several: bool) -> Problem {
    let (message, help) = if several {
        (format!("{} has several tests and one `reading`", at.owner()), "write a `reading` in each test")
    } else {
        (format!("{} has a `reading` and no test", at.owner()), "add a `test`, or leave `reading` out")
    };
    Problem::error(&reference::MISPLACED_KEY, at.key("reading").name(), message)
        .note("a reading says what a claim is taken to mean where a test decides it")
        .help(help)
}

/// A name that no row has.
pub(super) fn names_nothing(at: &RegistryPath<'_>, name: &str, column: &Column, near: Option<Near<'_>>) -> Problem {
    let message = format!("{} names `{name}`, which no row has in `{}`", at.owner(), column.name);
    Problem::error(&figure::CONDITION_VALUE, at.name_or_value(), message)
        .slip(name, near)
        .note("the test gives one of the labels or periods of this column, so the claim could never hold")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "write it under `names` as the file has it".to_owned(),
        })
}

/// Names beside a test that gives none.
pub(super) fn names_without_which(at: &RegistryPath<'_>) -> Problem {
    Problem::error(
        &reference::MISSING_KEY,
        at.name_or_value(),
        format!("{} has `names`, and this test gives no name", at.owner()),
    )
    .note("`names` is held against the place, group or period that a test with `which` finds")
    .help("add `which: highest` or `which: lowest` to the test, or leave the name to the statement")
}

/// A question about a series, asked of one number.
pub(super) fn trend_of_a_number(at: &RegistryPath<'_>, asked: &str) -> Problem {
    Problem::error(
        &figure::SERIES_OR_NUMBER,
        at.key(asked).name(),
        format!("`{asked}` asks for a series; one number is tested"),
    )
    .note("only a series rises or falls")
    .help("add `by` with the column along which the series runs")
}

/// A question about order, asked of a series that has none.
pub(super) fn no_order(at: &RegistryPath<'_>, asked: &str, along: Option<&Column>) -> Problem {
    let message = format!("`{asked}` asks for an order; the series runs along a column without one");
    let problem = Problem::error(&figure::SERIES_OR_NUMBER, at.key(asked).name(), message)
        .note("a step leads from one date or number to the next; names have no next");
    match along.and_then(|column| column.oddity.as_ref()?.help.as_ref()) {
        Some(help) => problem.help(help.as_str()),
        None => problem.help("run the series `by` a column of dates, weeks, months, quarters, years or numbers"),
    }
}

/// A series of which nothing is asked.
pub(super) fn series_without_question(at: &RegistryPath<'_>) -> Problem {
    Problem::error(
        &figure::SERIES_OR_NUMBER,
        at.name_or_value(),
        format!("the test of {} is a series of which nothing is asked", at.owner()),
    )
    .note("a series is held against the claim's quantity, value by value, or goes a way that the test names")
    .help("add the claim's `quantity`, which has to hold of each value, or ask for `rises`, `falls`, `record`, `lowest_since`, `highest_since` or `which`")
}

/// A number with nothing to hold it against.
pub(super) fn nothing_to_hold_against(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&reference::MISSING_KEY, at.name_or_value(), format!("{} has a test and no `quantity`", at.owner()))
        .note("a test holds its number against what the claim says, in words")
        .help("add the claim's `quantity`, such as `just over 30,000`; a finding of ours may print the number instead, as `{{ value }}` in its statement")
}

/// An end of a change that says how far it went.
pub(super) fn end_is_a_change(at: &RegistryPath<'_>, words: &str) -> Problem {
    misplaced(
        at.value(),
        format!("`{words}` says how far something went, and not where it began or ended"),
        "`from` and `to` are the two ends of a change; which way it went, and how far, is the `quantity`",
        "write `quantity: rose` beside `from: 6.4%` and `to: 6.7%`",
    )
}

/// An end of a change beside a test that has none.
pub(super) fn no_ends(claim: &RegistryPath<'_>, at: &RegistryPath<'_>, key: &str, of_series: bool) -> Problem {
    let what =
        if of_series { "a series, each value of which has ends of its own" } else { "one number, with no two ends" };
    misplaced(
        claim.key(key).name(),
        format!("{} says `{key}`, and its test gives {what}", at.owner()),
        "`from` is held against what the number of a test is compared with, `to` against the number itself",
        if of_series {
            "ask for the one period in `where`, and leave `by` out"
        } else {
            "hold the number against its base, as in `change: { against: previous }`, or write the number under `quantity`"
        },
    )
}
