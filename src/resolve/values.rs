//! Values that many keys share: days, periods, quantities and addresses.

use crate::diagnostic::Problem;
use crate::diagnostic::code::quantity::{
    BOUND_NOT_DECLARED, DIRECTION_UNCLEAR, IMPOSSIBLE_QUANTITY, NOT_A_PERIOD, NOT_A_QUANTITY, UNKNOWN_LANGUAGE,
};
use crate::diagnostic::code::reference::NOT_AN_ADDRESS;
use crate::language::{Language, UnknownLanguage};
use crate::model::Signs;
use crate::number::{Date, DateFault, Period, PeriodFault};
use crate::quantity::{Quantity, QuantityFault, QuantityFaultKind as Kind};
use crate::text::{RegistryPlace, masked};

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

    /// Returns the quantity that is written of a balance, in the words of its measure, or of anything else.
    pub(super) fn quantity_of(
        &mut self,
        signs: Option<&Signs>,
        written: &str,
        at: &RegistryPath<'_>,
    ) -> Option<Quantity> {
        let balance = signs.and_then(|Signs { above, below }| {
            Quantity::parse_balance(written, [above, below], self.language_of(at), &self.bounds)
        });
        balance.or_else(|| self.quantity(written, at))
    }

    /// Returns the language in which a text is written: that of the briefs, or the main one where it was not translated.
    fn language_of(&self, at: &RegistryPath<'_>) -> Language {
        let translated = self.project.languages.as_ref().filter(|languages| !languages.is_main());
        match translated {
            Some(languages) if self.project.is_untranslated(&at.registry_place()) => languages.main(),
            _ => self.language,
        }
    }

    /// Returns the quantity that is written, in the publication's language.
    pub(super) fn quantity(&mut self, written: &str, at: &RegistryPath<'_>) -> Option<Quantity> {
        let language = self.language_of(at);
        match Quantity::parse_with(written, language, &self.bounds) {
            Ok(quantity) => Some(quantity),
            Err(fault) => {
                self.problems.push(not_understood(&fault, written, language, at.registry_place()));
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
    let is_folder = |address: &&str| !address.contains(['?', '#']) && is_plain(address);
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

/// Returns whether an address names a host and folders and nothing else: no user, no port that there cannot be, no way back.
fn is_plain(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, folders) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let named = name.split('.').all(|label| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
    });
    let folders = folders.trim_end_matches('/');
    port && named && (folders.is_empty() || folders.split('/').all(|folder| !matches!(folder, "" | "." | "..")))
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

/// Reports what is no address to download from: a whole one, in which no user or password stands.
pub(super) fn check_download(written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
    if !is_download(written) {
        let what = "no address to download from";
        scope.problems.push(
            not_an_address(&masked(written), what, at)
                .note("a user or a password in an address would be published with the registry")
                .help("write it as a whole, with `https://` in front and nobody's name before the host"),
        );
    }
}

/// Returns whether an address is one that can be downloaded from.
pub(crate) fn is_download(written: &str) -> bool {
    let host = |address: &str| {
        address.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next().map(str::to_owned))
    };
    whole(written).is_some_and(|address| host(address).is_some_and(|host| !host.contains('@')))
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

/// How many letters of a part a message shows.
const LONGEST_PART: usize = 80;

/// Returns the problem for the author who wrote `words` at `place`.
fn not_understood(fault: &QuantityFault, words: &str, language: Language, place: RegistryPlace) -> Problem {
    let part: String = words.get(fault.span.range()).unwrap_or(words).chars().take(LONGEST_PART).collect();
    let code = match fault.kind {
        Kind::Reversed | Kind::UnitsDiffer | Kind::TooLong => &IMPOSSIBLE_QUANTITY,
        Kind::LittleChanged | Kind::NextToNothing => &BOUND_NOT_DECLARED,
        Kind::Level | Kind::SecondDirection | Kind::TimesMore => &DIRECTION_UNCLEAR,
        _ => &NOT_A_QUANTITY,
    };
    let message = match fault.kind {
        Kind::Empty => "a quantity is empty".to_owned(),
        Kind::NotUnderstood { .. } => format!("`{part}` is not understood in a quantity"),
        Kind::LeftOver => format!("`{part}` does not belong in a quantity"),
        Kind::NoNumber => format!("`{part}` qualifies no number"),
        Kind::Grouping | Kind::TwoReadings => format!("`{part}` can be read as more than one number"),
        Kind::SecondQualifier => format!("a quantity has one qualifier, and `{part}` would be a second"),
        Kind::OpenRange => format!("`{part}` begins a range and does not end it"),
        Kind::Reversed => format!("`{part}` ends below its beginning"),
        Kind::UnitsDiffer => format!("`{part}` begins and ends in different units"),
        Kind::TooLong => format!("`{part}` has more than 28 digits"),
        Kind::Level => format!("`{part}` says where something ended, and not how far it went"),
        Kind::SecondDirection => format!("`{part}` says twice which way something went"),
        Kind::TimesMore => format!("`{part}` can be read as more than one change"),
        Kind::LittleChanged | Kind::NextToNothing => format!("`{part}` does not say how little"),
        Kind::Record => format!("`{part}` names no number"),
    };
    Problem::error(code, place.within(fault.span).into(), message)
        .note("a claim is held against the data by its quantity, so nothing in it is guessed")
        .help(help(&fault.kind, language))
}

fn help(kind: &Kind, language: Language) -> String {
    let numbers = &language.vocabulary().numbers;
    match kind {
        Kind::NotUnderstood { nearest: Some(nearest) } => format!("did you mean `{nearest}`?"),
        Kind::Empty | Kind::NotUnderstood { nearest: None } | Kind::NoNumber => {
            "write a number, with a qualifier from `docs/quantities.md` where the source has one".to_owned()
        }
        Kind::LeftOver => {
            "what is counted belongs under `measure`; where the word may change the number, write the number out"
                .to_owned()
        }
        Kind::Grouping => format!(
            "group digits by three with `{}`, or not at all, and put `{}` before decimals",
            numbers.group, numbers.decimal
        ),
        Kind::SecondQualifier => "write the one bound that both together come to".to_owned(),
        Kind::OpenRange => "write both numbers of the range".to_owned(),
        Kind::Reversed => "write the smaller number first".to_owned(),
        Kind::UnitsDiffer => "write both numbers in the same unit".to_owned(),
        Kind::TooLong => "write it shorter, with a word such as `million`".to_owned(),
        Kind::TwoReadings if language.tag().starts_with("es") => format!(
            "write thousands with `{}`; where `{}` is meant to group them, set `language: {}` in `publication`",
            numbers.group,
            numbers.decimal,
            if numbers.group == "." { "es-MX` or `es-US" } else { "es" },
        ),
        Kind::TwoReadings => format!(
            "group thousands with `{}`, or not at all; where `{}` stands before three decimals, write a zero behind them",
            numbers.group, numbers.decimal
        ),
        Kind::Level => {
            "write how far it went, as in `fell by 3%`; where it began and ended are the claim's `from` and `to`"
                .to_owned()
        }
        Kind::SecondDirection => "say the direction once, with a word or with a sign".to_owned(),
        Kind::TimesMore => {
            "write a multiple (`three times`) and test a `ratio`, or a step (`rose by 200%`) and test a `change`"
                .to_owned()
        }
        Kind::LittleChanged => {
            "write a number (`rose by less than 0.5%`), or declare what the words mean: `bounds` in `publication`"
                .to_owned()
        }
        Kind::NextToNothing => {
            "write a number (`fewer than 10`), or declare what the words mean: `bounds` in `publication`".to_owned()
        }
        Kind::Record => {
            "test a series with `highest_since` or `lowest_since`, or a `rank` with the quantity `highest`".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::ProjectPath;

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

    fn problem(words: &str, language: Language) -> Problem {
        let place = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), Vec::new());
        not_understood(&Quantity::parse(words, language).expect_err(words), words, language, place)
    }

    #[test]
    fn the_author_reads_what_is_wrong_and_what_to_write() {
        for (words, language, code, message, help) in [
            ("", Language::ENGLISH, "Q001", "a quantity is empty", "write a number"),
            (
                "neerly 5",
                Language::ENGLISH,
                "Q001",
                "`neerly` is not understood in a quantity",
                "did you mean `nearly`?",
            ),
            ("27 victims", Language::ENGLISH, "Q001", "`victims` does not belong in a quantity", "what is counted"),
            (
                "más den 5",
                Language::spanish(),
                "Q001",
                "`más den` is not understood in a quantity",
                "did you mean `más de`?",
            ),
            (
                "12.5",
                Language::spanish(),
                "Q001",
                "`12.5` can be read as more than one number",
                "group digits by three with `.`",
            ),
            ("9 to 5", Language::ENGLISH, "Q002", "`9 to 5` ends below its beginning", "write the smaller"),
            ("between 5", Language::ENGLISH, "Q001", "`between 5` begins a range and does not end it", "write both"),
        ] {
            let problem = problem(words, language);
            assert_eq!((problem.code.id, problem.message.as_str()), (code, message));
            assert!(problem.helps[0].starts_with(help), "{words}: {}", problem.helps[0]);
        }
    }

    #[test]
    fn a_message_stays_short_whatever_was_written() {
        assert!(problem(&"x".repeat(1 << 20), Language::ENGLISH).message.len() < 200);
    }
}
