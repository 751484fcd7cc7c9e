//! A test against the times with which a statement says that something begins and ends: `since 2012`, `from 2019 to 2024`, `until June`.

use crate::language::{Days, Named, Role, When};
use crate::model::{Model, Test, Trend};
use crate::number::Date;
use crate::rules::evidence::differs::{Differs, hull};
use crate::rules::ties::{self, Does, Part, join, meet};

/// A series: it ends, and where both ends are said begins, with what is said.
pub(super) fn along(said: &[Named], series: &[&Part], test: &Test) -> Option<Differs> {
    let [part] = series else { return None };
    let (first, last) = (*part.times.first()?, *part.times.last()?);
    let mut during = said.iter().enumerate().filter(|(_, named)| named.role == Role::During && named.exact);
    let (at, named) = during.next().filter(|_| during.next().is_none())?;
    let second = part.times.get(1).copied().unwrap_or(first);
    if let Some((from, to)) = named.when.ends() {
        let begins = meet(from, first) || meet(from, second);
        let ends = meet(to, last);
        let window = join(first, last);
        return (!(begins && ends)).then(|| Differs::perhaps(at, window));
    }
    let ends = meet(named.when, last);
    match &test.trend {
        Some(Trend::ExtremeSince(..) | Trend::Record(_) | Trend::Last(..)) if !ends => {
            Some(Differs::surely(at, last).how("asks about the last value, that of"))
        }
        Some(Trend::EveryStep(_) | Trend::Steps(..)) if !ends => Some(Differs::perhaps(at, join(first, last))),
        _ => None,
    }
}

/// “Since 2012” is from 2012 on.
pub(super) fn since(model: &Model, said: &[Named], parts: &[&Part], test: &Test) -> Option<Differs> {
    let mut named = said.iter().enumerate().filter(|(_, named)| named.role == Role::Since && named.exact);
    let (at, named) = named.next().filter(|_| named.next().is_none())?;
    match &test.trend {
        Some(Trend::ExtremeSince(_, period)) => {
            let first = || parts.iter().find(|part| part.does == Does::Series)?.times.first().copied();
            let asked = period.as_ref().map_or_else(first, ties::of_period)?;
            (!meet(named.when, asked)).then(|| Differs::surely(at, asked)).map(|it| it.how("asks since"))
        }
        Some(Trend::EveryStep(_)) => {
            let part = parts.iter().find(|part| part.does == Does::Series)?;
            let (first, second) = (*part.times.first()?, *part.times.get(1)?);
            let begins = meet(named.when, first) || meet(named.when, second);
            let later = first.days() > named.when.days();
            let last = *part.times.last()?;
            (!begins && later).then(|| Differs::perhaps(at, join(first, last)))
        }
        Some(_) => None,
        // “It rose by 5% since 2019”, tested from 2018. What rose since the beginning of 2019 did so from the end of 2018.
        None => {
            let of = |does: Does| {
                let parts: Vec<&Part> = parts.iter().copied().filter(|part| part.does == does).collect();
                hull(&parts)
            };
            let main = of(Does::Main)?;
            let Some(base) = of(Does::Base) else { return counted_since(model, (at, named), parts, main) };
            let begins = named.when.days().zip(base.days()).is_some_and(|(since, base)| {
                since.first.days() == base.last.days() + 1 && since.last.days() - since.first.days() < 32
            });
            let one_time = meet(main, base) || meet(named.when, base) || begins;
            (!one_time).then(|| Differs::surely(at, base).how("holds the number against that of"))
        }
    }
}

/// “Since May there were 847”, counted from June on, or from January on.
fn counted_since(model: &Model, (at, named): (usize, &Named), parts: &[&Part], main: When) -> Option<Differs> {
    let several = parts.iter().any(|part| part.times.len() > 1 && part.is_of_one_number());
    let asked = parts.iter().all(|part| part.asks);
    let first = parts.iter().filter_map(|part| part.times.first()).min_by_key(|when| when.days())?;
    let day = |date: Date| When::One(Days { first: date, last: date });
    let begins = parts.iter().any(|part| meet(named.when, part.bounds(model).0.map_or(*first, day)));
    (several && asked && !begins).then(|| Differs::perhaps(at, main))
}

/// “Until June” goes to June.
pub(super) fn until(model: &Model, said: &[Named], parts: &[&Part]) -> Option<Differs> {
    let mut named = said.iter().enumerate().filter(|(_, named)| named.role == Role::Until && named.exact);
    let (at, named) = named.next().filter(|_| named.next().is_none())?;
    let of_stretch = |part: &&&Part| part.times.len() > 1 && (part.does == Does::Series || part.is_of_one_number());
    let mut stretches = parts.iter().filter(of_stretch);
    let part = stretches.next().filter(|_| stretches.next().is_none())?;
    let last = *part.times.last()?;
    // What rose every month until August did so until June.
    let reaches = part.does == Does::Series && part.times.iter().any(|time| meet(named.when, *time));
    let last = part.bounds(model).1.map_or(last, |date| When::One(Days { first: date, last: date }));
    let asked = part.asks && !reaches && !meet(named.when, last);
    asked.then(|| hull(&[part]).map(|takes| Differs::perhaps(at, takes))).flatten()
}
