//! Values that many keys share: days, periods, quantities and addresses.

use crate::diagnostic::Problem;
use crate::diagnostic::code::quantity::{NOT_A_PERIOD, UNKNOWN_LANGUAGE};
use crate::diagnostic::code::reference::NOT_AN_ADDRESS;
use crate::language::{Language, UnknownLanguage};
use crate::number::{Date, DateFault, Period, PeriodFault};
use crate::quantity::Quantity;

use super::links::Scope;
use super::registry_path::RegistryPath;

impl Scope<'_> {
    /// Returns the day that is written.
    pub(super) fn date(&mut self, written: &str, at: &RegistryPath<'_>) -> Option<Date> {
        match Date::parse(written) {
            Ok(date) => Some(date),
            Err(fault) => {
                self.problems.push(no_day(written, fault, at));
                None
            }
        }
    }

    /// Returns an optional day.
    pub(super) fn date_if(&mut self, written: Option<&String>, at: &RegistryPath<'_>) -> Option<Date> {
        written.and_then(|written| self.date(written, at))
    }

    /// Checks that free words which begin with a date name a day of the calendar.
    pub(super) fn check_vintage(&mut self, written: &str, at: &RegistryPath<'_>) {
        let first = written.split_whitespace().next().unwrap_or_default();
        if Period::parse(first) == Err(PeriodFault::NoSuchDay) {
            self.problems.push(no_period(first, PeriodFault::NoSuchDay, at));
        }
    }

    /// Returns the period that is written.
    pub(super) fn period(&mut self, written: &str, at: &RegistryPath<'_>) -> Option<Period> {
        match Period::parse(written) {
            Ok(period) => Some(period),
            Err(fault) => {
                self.problems.push(no_period(written, fault, at));
                None
            }
        }
    }

    /// Returns an optional period.
    pub(super) fn period_if(&mut self, written: Option<&String>, at: &RegistryPath<'_>) -> Option<Period> {
        written.and_then(|written| self.period(written, at))
    }

    /// Returns the quantity that is written, in the publication's language.
    pub(super) fn quantity(&mut self, written: &str, at: &RegistryPath<'_>) -> Option<Quantity> {
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
fn no_day(written: &str, fault: DateFault, at: &RegistryPath<'_>) -> Problem {
    let message = match fault {
        DateFault::Form => format!("`{written}` is not a day"),
        DateFault::NoSuchDay => format!("the calendar has no day `{written}`"),
    };
    Problem::error(&NOT_A_PERIOD, at.value(), message)
        .note("what a brief says holds on days: it compares them and prints them")
        .help("write the day as year, month and day, such as `2025-11-03`")
}

/// Words that are no period.
fn no_period(written: &str, fault: PeriodFault, at: &RegistryPath<'_>) -> Problem {
    let message = match fault {
        PeriodFault::Empty => "no period is written here".to_owned(),
        PeriodFault::Form => format!("`{written}` is not a period"),
        PeriodFault::NoSuchDay => format!("the calendar has no `{written}`"),
        PeriodFault::Reversed => format!("the period `{written}` ends before it begins"),
    };
    Problem::error(&NOT_A_PERIOD, at.value(), message)
        .note("what a brief says holds at times: it compares them and prints them")
        .help("write `2025-11-03`, `2025-W45`, `2025-11`, `2025-Q4`, `2025`, `FY2025`, `2025-02/2025-11` or `to 2025-07-24`")
}

/// A tag that names no known language.
pub(super) fn no_language(written: &str, fault: &UnknownLanguage, at: &RegistryPath<'_>) -> Problem {
    let problem =
        Problem::error(&UNKNOWN_LANGUAGE, at.value(), format!("`{written}` is not a language that the tool can write"))
            .note(format!("it knows {}", super::problem::listed(Language::all().map(Language::tag))));
    match fault.nearest {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("name one of these languages"),
    }
}

/// Returns where pages stand, with `/` at its end; what is no whole address, or is more than a folder, is a problem.
pub(super) fn of_pages(written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<String> {
    let is_folder = |address: &&str| address.starts_with("https://") && !address.contains(['?', '#']);
    let last = written.rsplit('/').next().unwrap_or_default();
    let is_page = last.contains('.') && written.matches('/').count() > 2;
    if let Some(address) = whole(written).filter(is_folder).filter(|_| !is_page) {
        return Some(format!("{}/", address.trim_end_matches('/')));
    }
    let what = "no address at which pages can stand";
    scope.problems.push(
        not_an_address(written, what, at).help("write the folder as a whole, such as `https://desk.example/briefs/`"),
    );
    None
}

/// Returns the address of a copy; what is no whole address is a problem.
pub(super) fn of_copy(written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<String> {
    let found = whole(written);
    if found.is_none() {
        let what = "no address of a copy";
        scope.problems.push(not_an_address(written, what, at).help("write it as a whole, with `https://` in front"));
    }
    found.map(str::to_owned)
}

/// Returns an address that has a scheme, a host and no character that ends it.
fn whole(written: &str) -> Option<&str> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '\\' | '`' | '"');
    let named = host.split(':').next().is_some_and(|name| name.contains('.') && !name.starts_with('.'));
    (named && written.chars().all(plain)).then_some(written)
}

/// An address that nobody could follow.
fn not_an_address(written: &str, what: &str, at: &RegistryPath<'_>) -> Problem {
    Problem::error(&NOT_AN_ADDRESS, at.value(), format!("`{written}` is {what}"))
        .note("readers and machines follow it from somewhere else, where only a whole address leads anywhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_address_leads_somewhere() {
        for address in
            ["https://desk.example/a", "http://x.org", "https://web.archive.org/web/2025/https://paper.example/count"]
        {
            assert_eq!(whole(address), Some(address));
        }
        for address in [
            "desk.example",
            "/briefs/",
            "ftp://x.org",
            "https://",
            "https://x.org/a b",
            "https://desk",
            "javascript:alert(1)",
        ] {
            assert_eq!(whole(address), None, "{address}");
        }
    }
}
