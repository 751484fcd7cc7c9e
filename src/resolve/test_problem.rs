//! Problems of tests: a reading too many or too few, and questions that cannot be asked.

use crate::diagnostic::Problem;
use crate::diagnostic::code::{figure, reference};
use crate::table::Column;

use super::at::At;

/// A test whose reading nobody wrote.
pub(super) fn no_reading(at: &At<'_>) -> Problem {
    Problem::error(&reference::MISSING_KEY, at.name_or_value(), format!("the test of {} has no `reading`", at.owner()))
        .note("a number decides a claim only under a reading, and the reader must see which")
        .help("say in a sentence what the claim is taken to mean, such as `reading: All recorded encounters.`")
}

/// Two readings of one test.
pub(super) fn two_readings(at: &At<'_>) -> Problem {
    let message = format!("{} has a `reading` of its own and one in its test", at.owner());
    Problem::error(&reference::MISPLACED_KEY, at.key("reading").name(), message)
        .note("each test has one reading")
        .help("keep one of the two")
}

/// A reading beside several tests, or none.
pub(super) fn reading_of_none(at: &At<'_>, several: bool) -> Problem {
    let (message, help) = if several {
        (format!("{} has several tests and one `reading`", at.owner()), "write a `reading` in each test")
    } else {
        (format!("{} has a `reading` and no test", at.owner()), "add a `test`, or leave `reading` out")
    };
    Problem::error(&reference::MISPLACED_KEY, at.key("reading").name(), message)
        .note("a reading says what a claim is taken to mean where a test decides it")
        .help(help)
}

/// A question about a series, asked of one number.
pub(super) fn trend_of_a_number(at: &At<'_>, asked: &str) -> Problem {
    Problem::error(
        &figure::SERIES_OR_NUMBER,
        at.key(asked).name(),
        format!("`{asked}` asks for a series; one number is tested"),
    )
    .note("only a series rises or falls")
    .help("add `by` with the column along which the series runs")
}

/// A question about order, asked of a series that has none.
pub(super) fn no_order(at: &At<'_>, asked: &str, along: Option<&Column>) -> Problem {
    let message = format!("`{asked}` asks for an order; the series runs along a column without one");
    let problem = Problem::error(&figure::SERIES_OR_NUMBER, at.key(asked).name(), message)
        .note("a step leads from one date or number to the next; names have no next");
    match along.and_then(|column| column.oddity.as_ref()?.help.as_ref()) {
        Some(help) => problem.help(help.as_str()),
        None => problem.help("run the series `by` a column of dates, weeks, months, quarters, years or numbers"),
    }
}

/// A series of which nothing is asked.
pub(super) fn series_without_question(at: &At<'_>) -> Problem {
    Problem::error(
        &figure::SERIES_OR_NUMBER,
        at.name_or_value(),
        format!("the test of {} is a series of which nothing is asked", at.owner()),
    )
    .note("one number can be held against the claim's quantity; a series has many")
    .help("add `rises`, `falls`, `lowest_since`, `highest_since` or `doubled`, or leave `by` out")
}

/// A number with nothing to hold it against.
pub(super) fn nothing_to_hold_against(at: &At<'_>) -> Problem {
    Problem::error(&reference::MISSING_KEY, at.name_or_value(), format!("{} has a test and no `quantity`", at.owner()))
        .note("a test holds its number against what the claim says, in words")
        .help("add the claim's `quantity`, such as `just over 30,000`")
}
