//! Times held against each other, and their words in messages.

use crate::language::{Days, Language, When};
use crate::number::{Date, Period};

/// Returns whether two times may be of the same days.
pub(crate) fn meet(one: When, other: When) -> bool {
    match (one, other) {
        (When::Months(month, count), other) | (other, When::Months(month, count)) => of_year(other)
            .is_none_or(|(first, length)| months(first, length).any(|at| months(month, count).any(|it| it == at))),
        (When::Fiscal(first, last), When::Fiscal(begins, ends)) => match (first == last, begins == ends) {
            (true, true) => first == begins,
            (false, false) => (first, last) == (begins, ends),
            (true, false) => first == begins || first == ends,
            (false, true) => begins == first || begins == last,
        },
        (one, other) => one.days().zip(other.days()).is_none_or(|(one, other)| one.overlaps(other)),
    }
}

/// Returns whether two times are of the same days for certain.
pub(crate) fn same(one: When, other: When) -> bool {
    match (one, other) {
        (When::Months(..), _) | (_, When::Months(..)) => {
            of_year(one).zip(of_year(other)).is_some_and(|(one, other)| one == other)
        }
        (When::Fiscal(..), _) | (_, When::Fiscal(..)) => meet(one, other),
        (one, other) => one.days() == other.days(),
    }
}

/// Returns the month in which a time begins and how many it has; none where it spans more than a year.
fn of_year(when: When) -> Option<(u8, u8)> {
    if let When::Months(month, count) = when {
        return Some((month, count));
    }
    let days = when.days()?;
    let count = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let length = count(days.last) - count(days.first) + 1;
    u8::try_from(length).ok().filter(|length| *length < 12).map(|length| (days.first.month(), length))
}

fn months(first: u8, count: u8) -> impl Iterator<Item = u8> {
    (first..first.saturating_add(count)).map(|month| (month - 1) % 12 + 1)
}

/// Returns the time of a period that an author declares; none where its beginning is not said.
pub(crate) fn of_period(period: &Period) -> Option<When> {
    Some(When::One(Days { first: period.first?, last: period.last }))
}

/// Returns a time in the words of messages: `November 2025`, `January to June 2024`, `2023/24`.
pub(crate) fn words(when: When) -> String {
    let of_days = |days: Days| {
        let (first, last) = (days.first, days.last);
        let one = if first == last {
            Some(Period::day(first))
        } else if first.day() == 1 && last == first.month_end() {
            Period::month(first.year(), i8::try_from(first.month()).unwrap_or(1))
        } else if Days::of_year(first.year()) == Some(days) {
            Period::year(first.year())
        } else {
            None
        };
        one.map_or_else(
            || {
                let years = Days::of_year(first.year()).zip(Days::of_year(last.year()));
                let written = match years {
                    Some((a, b)) if a.first == first && b.last == last => format!("{}/{}", first.year(), last.year()),
                    _ if first.day() == 1 && last == last.month_end() => {
                        format!("{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month())
                    }
                    _ => format!("{first}/{last}"),
                };
                Period::parse(&written).map_or(written, |period| Language::ENGLISH.period(&period))
            },
            |period| Language::ENGLISH.period(&period),
        )
    };
    match when {
        When::One(days) => of_days(days),
        When::Range(first, last) => of_days(first.to(last)),
        When::Fiscal(first, last) if first == last => format!("fiscal year {first}"),
        When::Fiscal(first, last) => format!("{first}/{:02}", last.rem_euclid(100)),
        When::Months(month, count) => {
            let names = &Language::ENGLISH.vocabulary().dates.months;
            let name = |month: u8| names.get(usize::from(month) - 1).map_or("", String::as_str);
            let last = (month + count - 2) % 12 + 1;
            if count == 1 { name(month).to_owned() } else { format!("{} to {}", name(month), name(last)) }
        }
    }
}
