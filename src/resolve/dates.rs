//! Days, periods and quantities: the words that stand in one value and mean a time or an amount.

use crate::diagnostic::Problem;
use crate::diagnostic::code::quantity::{NOT_A_PERIOD, UNKNOWN_LANGUAGE};
use crate::language::{Language, UnknownLanguage};
use crate::number::{Date, DateFault, Period, PeriodFault};
use crate::quantity::Quantity;

use super::at::At;
use super::link::Scope;

impl Scope<'_> {
    /// Returns the day that is written.
    pub(super) fn date(&mut self, written: &str, at: &At<'_>) -> Option<Date> {
        match Date::parse(written) {
            Ok(date) => Some(date),
            Err(fault) => {
                self.problems.push(no_day(written, fault, at));
                None
            }
        }
    }

    /// Returns an optional day.
    pub(super) fn date_if(&mut self, written: Option<&String>, at: &At<'_>) -> Option<Date> {
        written.and_then(|written| self.date(written, at))
    }

    /// Checks that free words which begin with a date name a day of the calendar.
    pub(super) fn check_vintage(&mut self, written: &str, at: &At<'_>) {
        let first = written.split_whitespace().next().unwrap_or_default();
        if Period::parse(first) == Err(PeriodFault::NoSuchDay) {
            self.problems.push(no_period(first, PeriodFault::NoSuchDay, at));
        }
    }

    /// Returns the period that is written.
    pub(super) fn period(&mut self, written: &str, at: &At<'_>) -> Option<Period> {
        match Period::parse(written) {
            Ok(period) => Some(period),
            Err(fault) => {
                self.problems.push(no_period(written, fault, at));
                None
            }
        }
    }

    /// Returns an optional period.
    pub(super) fn period_if(&mut self, written: Option<&String>, at: &At<'_>) -> Option<Period> {
        written.and_then(|written| self.period(written, at))
    }

    /// Returns the quantity that is written, in the publication's language.
    pub(super) fn quantity(&mut self, written: &str, at: &At<'_>) -> Option<Quantity> {
        match Quantity::parse_with(written, self.language, &self.bounds) {
            Ok(quantity) => Some(quantity),
            Err(fault) => {
                self.problems.push(fault.problem(written, self.language, at.registry_place()));
                None
            }
        }
    }
}

/// Words that are no day.
fn no_day(written: &str, fault: DateFault, at: &At<'_>) -> Problem {
    let message = match fault {
        DateFault::Form => format!("`{written}` is no day"),
        DateFault::NoSuchDay => format!("the calendar has no day `{written}`"),
    };
    Problem::error(&NOT_A_PERIOD, at.value(), message)
        .note("what a brief says holds on days: it compares them and prints them")
        .help("write the day as year, month and day, such as `2025-11-03`")
}

/// Words that are no period.
fn no_period(written: &str, fault: PeriodFault, at: &At<'_>) -> Problem {
    let message = match fault {
        PeriodFault::Empty => "no period is written here".to_owned(),
        PeriodFault::Form => format!("`{written}` is no period"),
        PeriodFault::NoSuchDay => format!("the calendar has no `{written}`"),
        PeriodFault::Reversed => format!("the period `{written}` ends before it begins"),
    };
    Problem::error(&NOT_A_PERIOD, at.value(), message)
        .note("what a brief says holds at times: it compares them and prints them")
        .help("write `2025-11-03`, `2025-W45`, `2025-11`, `2025-Q4`, `2025`, `FY2025`, `2025-02/2025-11` or `to 2025-07-24`")
}

/// A tag that names no known language.
pub(super) fn no_language(written: &str, fault: &UnknownLanguage, at: &At<'_>) -> Problem {
    let problem =
        Problem::error(&UNKNOWN_LANGUAGE, at.value(), format!("`{written}` is no language the tool can write"))
            .note(format!("it knows {}", super::problem::listed(Language::all().map(Language::tag))));
    match fault.nearest {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("name one of these languages"),
    }
}
