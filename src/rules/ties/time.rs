//! Times held against each other, and their words in messages.

use crate::language::{Days, Language, When};
use crate::number::{Date, Period};

/// Returns whether two times may be of the same days.
pub(crate) fn meet(one: When, other: When) -> bool {
    match (one, other) {
        (When::Months(month, count), other) | (other, When::Months(month, count)) => of_year(other)
            .is_none_or(|(first, length)| months(first, length).any(|at| months(month, count).any(|it| it == at))),
        (When::Fiscal(first, last, _), When::Fiscal(begins, ends, _)) => match (first == last, begins == ends) {
            (true, true) => first == begins,
            (false, false) => first < ends && begins < last,
            (true, false) => (begins..=ends).contains(&first),
            (false, true) => (first..=last).contains(&begins),
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
        (When::Fiscal(first, last, _), When::Fiscal(begins, ends, _)) if first < last && begins < ends => {
            (first, last) == (begins, ends)
        }
        (When::Fiscal(first, last, starts), other) | (other, When::Fiscal(first, last, starts))
            if first == last || starts.is_none() =>
        {
            meet(one, other)
        }
        (one, other) => one.days().zip(other.days()).is_some_and(|(one, other)| one == other || by_weeks(one, other)),
    }
}

/// Returns whether one of two stretches is the other in whole weeks: those of a year of ISO 8601, which need not begin with it.
fn by_weeks(one: Days, other: Days) -> bool {
    let length = |days: Days| days.last.days() - days.first.days() + 1;
    let in_weeks = |days: Days| days.first.iso_week() != days_before(days).iso_week() && length(days) % 7 == 0;
    let near = |a: Date, b: Date| (a.days() - b.days()).abs() <= 3;
    let long = length(one).min(length(other)) >= 28;
    long && (in_weeks(one) || in_weeks(other)) && near(one.first, other.first) && near(one.last, other.last)
}

/// Returns the day before a stretch; its first where there is none.
fn days_before(days: Days) -> Date {
    Date::from_days(days.first.days() - 1).unwrap_or(days.first)
}

/// Returns the time from the first of two to the last.
pub(crate) fn join(one: When, other: When) -> When {
    if same(one, other) {
        return one;
    }
    if let (When::Fiscal(first, last, starts), When::Fiscal(begins, ends, _)) = (one, other)
        && first < last
        && begins < ends
    {
        return When::Fiscal(first.min(begins), last.max(ends), starts);
    }
    match (one.days(), other.days()) {
        (Some(one), Some(other)) => When::One(one.to(other)),
        _ => one,
    }
}

/// Returns whether a time lies within another, which is longer.
pub(crate) fn is_inside(part: When, whole: When) -> bool {
    match (part, whole) {
        (When::Months(_, count), whole) => {
            whole.days().is_some_and(|days| days.last.days() - days.first.days() > i64::from(count) * 31 + 1)
        }
        (When::Fiscal(first, last, _), When::Fiscal(begins, ends, _)) if first < last && begins < ends => {
            begins <= first && last <= ends && (first, last) != (begins, ends)
        }
        _ => part.days().zip(whole.days()).is_some_and(|(part, whole)| whole.covers(part) && whole != part),
    }
}

/// Returns whether two times of whole months share some of their days, and neither lies within the other.
pub(crate) fn overlap_in_part(one: When, other: When) -> bool {
    let whole = |days: Days| days.first.day() == 1 && days.last == days.last.month_end();
    let days = one.days().zip(other.days()).filter(|(one, other)| whole(*one) && whole(*other));
    days.is_some_and(|(one, other)| one.overlaps(other) && !one.covers(other) && !other.covers(one))
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
        When::Fiscal(first, last, _) if first == last => format!("fiscal year {first}"),
        When::Fiscal(first, last, _) => {
            let year = |first: i16| format!("{first}/{:02}", (first + 1).rem_euclid(100));
            if last == first + 1 { year(first) } else { format!("{} to {}", year(first), year(last - 1)) }
        }
        When::Months(month, count) => {
            let names = &Language::ENGLISH.vocabulary().dates.months;
            let name = |month: u8| names.get(usize::from(month) - 1).map_or("", String::as_str);
            let last = (month + count - 2) % 12 + 1;
            if count == 1 { name(month).to_owned() } else { format!("{} to {}", name(month), name(last)) }
        }
    }
}
