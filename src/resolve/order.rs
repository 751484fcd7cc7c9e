//! Who refers to whom: in which order entries are understood, which of them refer to themselves by way of others, and where an id
//! stands, for whoever gives its entry another.
//!
//! A reference is noted at the very step that understands it, so a word of a text that happens to be spelt like an id is
//! none, and no kind of reference is forgotten.

use crate::diagnostic::Problems;
use crate::load::Project;
use crate::model::{Calculation, Claim, ClaimPart, Figure, Key, Measure, Party, Piece, Relay, Section, Source, Stock};
use crate::text::{Place, Span};
use crate::vocabulary::EntryKind;

use super::links::{Links, Scope, Sections, Written};
use super::problem;
use super::registry_path::RegistryPath;
use super::sought::Sought;

/// What a walk along all references found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Walk {
    /// Every entry, those it refers to first.
    pub(super) order: Vec<usize>,
    /// Each circle met, beginning with its first entry in the author's order.
    pub(super) circles: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Open,
    Done,
}

/// Walks from each of `count` entries along `references`. It keeps its own stack: a chain can be as long as a registry.
pub(super) fn walk(count: usize, references: impl Fn(usize) -> Vec<usize>) -> Walk {
    let mut walk = Walk { order: Vec::with_capacity(count), circles: Vec::new() };
    let mut states = vec![State::Untouched; count];
    let mut open: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
    for start in 0..count {
        if states[start] != State::Untouched {
            continue;
        }
        states[start] = State::Open;
        open.push((start, references(start).into_iter()));
        while let Some((here, rest)) = open.last_mut() {
            let here = *here;
            let Some(next) = rest.next() else {
                states[here] = State::Done;
                walk.order.push(here);
                open.pop();
                continue;
            };
            match states[next] {
                State::Done => {}
                State::Untouched => {
                    states[next] = State::Open;
                    open.push((next, references(next).into_iter()));
                }
                State::Open => walk.circles.push(turned(&open, next)),
            }
        }
    }
    walk
}

/// Returns the open entries from `back_to` on, turned so that the first of them in the author's order begins.
fn turned(open: &[(usize, std::vec::IntoIter<usize>)], back_to: usize) -> Vec<usize> {
    let from = open.iter().position(|(entry, _)| *entry == back_to).unwrap_or(0);
    let mut circle: Vec<usize> = open[from..].iter().map(|(entry, _)| *entry).collect();
    let first = circle.iter().enumerate().min_by_key(|(_, entry)| **entry).map_or(0, |(at, _)| at);
    circle.rotate_left(first);
    circle
}

/// Walks the figures; those in a circle are reported and understood no longer.
pub(super) fn of_figures<T>(
    figures: &Section<Figure>,
    understood: &mut [bool],
    written: &[Written<'_, T>],
    scope: &mut Scope<'_>,
) -> Vec<usize> {
    let walk = walk(figures.len(), |index| match &figures[Key::new(index)].calculation {
        Calculation::Derive(operation) => indexes(operation.parts()),
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
pub(super) fn of_parties<T>(parties: &Section<Party>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let walk = walk(parties.len(), |index| indexes(parties[Key::new(index)].part_of));
    let why = "a body is counted once, as the topmost body it belongs to; here there is none";
    report(&walk, "parties", "parties that are part of each other", why, written, scope);
}

/// Reports measures that are worked out from themselves.
pub(super) fn of_measures<T>(measures: &Section<Measure>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let walk = walk(measures.len(), |index| {
        let measure = &measures[Key::new(index)];
        let rate = measure.rate_of.iter().flat_map(|rate| [rate.numerator, rate.denominator]);
        let real = measure.real_of.iter().flat_map(|real| [real.amount, real.index]);
        let total = measure.stock.into_iter().filter_map(|stock| match stock {
            Stock::RunningTotal(of) => Some(of),
            Stock::AtMoment => None,
        });
        indexes(rate.chain(real).chain(total))
    });
    let why = "each of these measures would need itself to be worked out first";
    report(&walk, "measures", "measures that are made of each other", why, written, scope);
}

/// Reports sources that are known through, or pass on, themselves.
pub(super) fn of_sources<T>(sources: &Section<Source>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let walk = walk(sources.len(), |index| {
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
pub(super) fn of_claims<T>(claims: &Section<Claim>, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let parts = walk(claims.len(), |index| indexes(claims[Key::new(index)].part_of));
    let why = "a part is smaller than its whole; here each would be smaller than itself";
    report(&parts, "claims", "claims that are part of each other", why, written, scope);
    let statements = walk(claims.len(), |index| {
        let claim = &claims[Key::new(index)];
        let phrase = claim.phrase.iter().flat_map(|phrase| &phrase.0);
        indexes(claim.statement.0.iter().chain(phrase).filter_map(|piece| match piece {
            Piece::Claim(key, ClaimPart::Statement | ClaimPart::Phrase) => Some(*key),
            _ => None,
        }))
    });
    let why = "printing one of these statements would never end";
    report(&statements, "claims", "statements that print each other", why, written, scope);
}

fn indexes<T>(keys: impl IntoIterator<Item = Key<T>>) -> Vec<usize> {
    keys.into_iter().map(Key::index).collect()
}

/// Reports views that are made of each other.
pub(super) fn report_views<T>(walk: &Walk, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    let why = "each of these tables would need itself to be made first";
    report(walk, "views", "views that are made of each other", why, written, scope);
}

fn report<T>(walk: &Walk, section: &str, what: &str, why: &str, written: &[Written<'_, T>], scope: &mut Scope<'_>) {
    for circle in &walk.circles {
        let ids: Vec<&str> = circle.iter().map(|index| written[*index].id.as_str()).collect();
        let top = RegistryPath::top(written[circle[0]].file, section);
        scope.problems.push(problem::circle(top.key(ids[0]).name(), what, &ids, why));
    }
}

/// Returns the entries that words name, each with its kind and id: by an id, `deaths`, or by section and id, `measures.deaths`.
pub(crate) fn declared<'w>(project: &Project, words: &'w str) -> Vec<(EntryKind, &'w str)> {
    let (_, links) = Sections::of(project);
    links.named(words).collect()
}

/// Returns the places of an entry's id in the registry: its own key, every reference, and waivers set in it.
pub(crate) fn references(project: &Project, kind: EntryKind, id: &str) -> Vec<Place> {
    let (sections, mut links) = Sections::of(project);
    let file = sections.file(kind, id);
    let mut places = waivers(project, &links, kind, id);
    links.sought = Some(Sought::new(kind, id));
    super::linked(project, &sections, &links, &mut Problems::default());
    places.extend(links.sought.map(Sought::places).unwrap_or_default());
    places.extend(file.map(|file| RegistryPath::top(file, kind.section()).key(id).name()));
    let mut places: Vec<Place> = places.iter().map(|place| project.locate(place)).collect();
    places.sort();
    places.dedup();
    places
}

/// Returns where waivers' places name an entry: `november.statement`, or `claims.november.statement`.
fn waivers(project: &Project, links: &Links<'_>, kind: EntryKind, id: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for file in &project.files {
        let list = RegistryPath::top(&file.path, "waivers");
        for (item, waiver) in file.registry.waivers.iter().enumerate() {
            let Some((of, named, start)) = waiver.place.as_deref().and_then(|place| waived(place, links)) else {
                continue;
            };
            if of == kind && named == id {
                let span = Span::new(start, start + id.len());
                places.push(list.item(item).key("place").registry_place().within(span).into());
            }
        }
    }
    places
}

/// Returns the entry in which a waiver is set, and where in the words of its place the id begins; none of a file, and of an id
/// that could mean several entries.
pub(super) fn waived<'w>(place: &'w str, links: &Links<'_>) -> Option<(EntryKind, &'w str, usize)> {
    let first = |words: &'w str| words.split('.').next().unwrap_or_default();
    let of_section = EntryKind::split(place).map(|(kind, rest)| (kind, first(rest)));
    if let Some((kind, id)) = of_section.filter(|(kind, id)| links.has(*kind, id)) {
        return Some((kind, id, kind.section().len() + 1));
    }
    let id = first(place);
    let mut kinds = links.kinds(id);
    let kind = kinds.next().filter(|_| kinds.next().is_none())?;
    Some((kind, id, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along(edges: &[&[usize]]) -> Walk {
        walk(edges.len(), |entry| edges[entry].to_vec())
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        assert_eq!(along(&[&[2], &[], &[1]]), Walk { order: vec![1, 2, 0], circles: vec![] });
    }

    #[test]
    fn a_circle_begins_with_its_first_entry() {
        assert_eq!(along(&[&[], &[3], &[1], &[2]]).circles, vec![vec![1, 3, 2]]);
        assert_eq!(along(&[&[0]]).circles, vec![vec![0]]);
    }

    #[test]
    fn a_chain_of_a_million_needs_no_stack() {
        let walk = walk(1_000_000, |entry| if entry + 1 < 1_000_000 { vec![entry + 1] } else { vec![] });
        assert_eq!(walk.order.first(), Some(&999_999));
    }
}
