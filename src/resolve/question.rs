//! What is asked of a series where it is written: `which: highest`, with the place that is meant and what is done with ties.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Calculation, Figure, Key, Operation, Which};
use crate::registry::{self, Among};
use crate::vocabulary::{End, Ties};

use super::comparison::{self, Comparing};
use super::holds;
use super::links::Scope;
use super::registry_path::RegistryPath;
use super::taken::{Making, Taken};
use super::{aggregates, figure_problem as wrong, problem};

/// Returns whether `which` is asked of a declared series, and not of one that is made beside it.
pub(super) fn is_of_series(written: &registry::Figure) -> bool {
    written.which.is_some() && !makes_a_number(written)
}

/// Returns whether `rank` is asked of declared figures, and not of the number that is made beside it.
pub(super) fn ranks_figures(written: &registry::Figure) -> bool {
    written.rank.is_some() && !makes_a_number(written)
}

fn makes_a_number(written: &registry::Figure) -> bool {
    written.rate.is_some() || written.real.is_some() || aggregates::written(written).next().is_some()
}

/// Returns the place of the number that a figure or test makes among those under other conditions.
fn ranked(
    rank: &registry::Rank,
    written: &registry::Figure,
    (made, taken): (Calculation, &Taken<'_>),
    making: &mut Making<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    let here = at.key("rank");
    let from = match &rank.from {
        Some(word) => scope.word(word, &here.key("from"))?,
        None => End::Highest,
    };
    let compares = !comparison::written(written).is_empty();
    let Among::Conditions(conditions) = &rank.among else {
        scope.problems.push(comparison::among_nothing(&here.key("among")));
        return None;
    };
    if compares || written.by.is_some() || rank.value.is_some() {
        let key = if rank.value.is_some() {
            "value"
        } else if compares {
            "a comparison"
        } else {
            "by"
        };
        scope.problems.push(rank_beside(&here, key));
        return None;
    }
    let parts = making.parts.as_deref_mut()?;
    let value = parts.add(making.owner, "value", made, at);
    let mut comparing = Comparing { owner: making.owner, datasets: making.datasets, parts, used: making.used };
    let among = comparing.among(taken, conditions, &here.key("among"), scope)?;
    Some(Calculation::Derive(Operation::Rank { value, among: vec![among], from: Some(from) }))
}

/// Returns the keys that mean nothing without `which`, or beside an aggregate that makes the series.
pub(super) fn stray(written: &registry::Figure) -> Vec<&'static str> {
    let asks = written.which.is_some();
    let keys = [
        ("among", written.among.is_some() && !is_of_series(written)),
        ("nth", written.nth.is_some() && !asks),
        ("ties", written.ties.is_some() && !asks),
    ];
    keys.into_iter().filter(|(_, is_stray)| *is_stray).map(|(key, _)| key).collect()
}

/// Returns what is asked of the series that a figure or test makes, which becomes a part of it; the series itself where nothing is.
pub(super) fn asked(
    written: &registry::Figure,
    (made, taken): (Calculation, &Taken<'_>),
    making: &mut Making<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    if let Some(rank) = &written.rank {
        let others = [("which", written.which.is_some()), ("holds", !written.holds.0.is_empty())];
        if let Some((other, _)) = others.into_iter().find(|(_, there)| *there) {
            scope.problems.push(wrong::several_ways(at, &["rank", other]));
            return None;
        }
        return ranked(rank, written, (made, taken), making, at, scope);
    }
    if !written.holds.0.is_empty() {
        if written.which.is_some() {
            scope.problems.push(wrong::several_ways(at, &["which", "holds"]));
            return None;
        }
        return holds::of_each(written, (made, taken), making, at, scope);
    }
    let (true, Some(parts)) = (written.which.is_some(), making.parts.as_deref_mut()) else { return Some(made) };
    if written.by.is_none() {
        scope.problems.push(wrong::which_of_one_number(at));
        return None;
    }
    let of = parts.add(making.owner, "series", made, at);
    which(written, of, at, scope).map(|which| Calculation::Derive(Operation::Which(which)))
}

/// Returns what `which` asks of a series.
pub(super) fn which(
    written: &registry::Figure,
    of: Key<Figure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Which> {
    let end = scope.word_if(written.which.as_ref(), &at.key("which"));
    let ties = match &written.ties {
        Some(word) => Some(scope.word(word, &at.key("ties"))?),
        None => None,
    };
    let nth = match &written.nth {
        Some(words) => {
            let nth = words.parse().ok().filter(|nth| (1..=1_000_000).contains(nth));
            if nth.is_none() {
                scope.problems.push(problem::not_a_count(&at.key("nth"), words, "place, from 1"));
            }
            nth?
        }
        None => 1,
    };
    Some(Which { of, end: end?, nth, ties })
}

/// Returns the calculation of a test; a claim that names several says itself that they share the place.
pub(super) fn shared(made: Calculation, claim: &registry::Claim) -> Calculation {
    match made {
        Calculation::Derive(Operation::Which(which)) if which.ties.is_none() && claim.names.0.len() > 1 => {
            Calculation::Derive(Operation::Which(Which { ties: Some(Ties::Share), ..which }))
        }
        made => made,
    }
}

/// A rank that stands beside something that it cannot be asked of.
fn rank_beside(at: &RegistryPath<'_>, key: &str) -> Problem {
    Problem::error(&code::SERIES_OR_NUMBER, at.value(), format!("`rank` is asked of one number, and not beside {key}"))
        .note("the number that is made here is ranked among those under other conditions")
        .help("declare what is ranked as a figure, and rank that: `rank: { value, among }`")
}

/// Conditions among which declared figures cannot be ranked.
pub(super) fn under_conditions(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::BAD_BASE, at.value(), "a declared figure is ranked among figures, or a series")
        .note("conditions take the place of those of an aggregate, and none stands beside this `rank`")
        .help("name the series, or write the aggregate beside `rank`")
}
