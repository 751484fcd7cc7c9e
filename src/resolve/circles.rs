//! Circles: entries that belong to, pass on, or quote each other, and so in the end themselves.

use crate::model::{Calculation, Claim, ClaimPart, Figure, Key, Party, Piece, Registered, Relay, Source};

use super::at::At;
use super::cycle::{self, Walk};
use super::link::{Scope, Written};
use super::{derive, problem};

/// Walks the figures; those in a circle are reported and understood no longer.
pub(super) fn of_figures<T>(
    figures: &Registered<Figure>,
    understood: &mut [bool],
    written: &[Written<'_, T>],
    scope: &mut Scope<'_>,
) -> Vec<usize> {
    let walk = cycle::walk(figures.len(), |index| match &figures[Key::new(index)].calculation {
        Calculation::Derive(operation) => indexes(derive::parts(operation)),
        Calculation::Select(_) | Calculation::Quote(_) => Vec::new(),
    });
    let why = "each of these figures would need itself to be worked out first";
    report(&walk, "figures", "figures that are made of each other", why, written, scope);
    for index in walk.circles.iter().flatten() {
        understood[*index] = false;
    }
    walk.order
}

/// Reports parties that are part of themselves.
pub(super) fn of_parties<T>(parties: &Registered<Party>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let walk = cycle::walk(parties.len(), |index| indexes(parties[Key::new(index)].part_of));
    let why = "a body is counted once, as the topmost body it belongs to; here there is none";
    report(&walk, "parties", "parties that are part of each other", why, written, scope);
}

/// Reports sources that are known through, or pass on, themselves.
pub(super) fn of_sources<T>(sources: &Registered<Source>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let walk = cycle::walk(sources.len(), |index| {
        let source = &sources[Key::new(index)];
        let relayed = source.relays.iter().filter_map(|relay| match relay {
            Relay::Source(key) => Some(*key),
            Relay::Party(_) | Relay::Unregistered(_) => None,
        });
        indexes(relayed.chain(source.through))
    });
    let why = "evidence is followed back to whoever said it first; here nobody did";
    report(&walk, "sources", "sources that pass on each other", why, written, scope);
}

/// Reports claims that are part of themselves, or whose statements print each other.
pub(super) fn of_claims<T>(claims: &Registered<Claim>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let parts = cycle::walk(claims.len(), |index| indexes(claims[Key::new(index)].part_of));
    let why = "a part is smaller than its whole; here each would be smaller than itself";
    report(&parts, "claims", "claims that are part of each other", why, written, scope);
    let statements = cycle::walk(claims.len(), |index| {
        indexes(claims[Key::new(index)].statement.0.iter().filter_map(|piece| match piece {
            Piece::Claim(key, ClaimPart::Statement) => Some(*key),
            _ => None,
        }))
    });
    let why = "printing one of these statements would never end";
    report(&statements, "claims", "statements that print each other", why, written, scope);
}

fn indexes<T>(keys: impl IntoIterator<Item = Key<T>>) -> Vec<usize> {
    keys.into_iter().map(Key::index).collect()
}

fn report<T>(walk: &Walk, section: &str, what: &str, why: &str, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    for circle in &walk.circles {
        let ids: Vec<&str> = circle.iter().map(|index| written[*index].id.as_str()).collect();
        let top = At::top(written[circle[0]].file, section);
        scope.problems.push(problem::circle(top.key(ids[0]).name(), what, &ids, why));
    }
}
