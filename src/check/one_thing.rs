//! Numbers that are given for one thing: claims and quoted figures of one brief and one measure, two by two.

use std::collections::{BTreeMap, BTreeSet};

use crate::compose::Mark;
use crate::diagnostic::RegistryPlace;
use crate::evaluate::{Span, Standing, span_of};
use crate::model::{Brief, Calculation, Claim, EvidenceFrom, Figure, Key, Kind, Measure, Quantity, Source, Stance};

use super::scene::Scene;

/// A number that somebody gives.
#[derive(Debug, Clone)]
pub(super) struct Given<'s> {
    /// The claim or figure, as messages name it.
    pub(super) name: String,
    /// How much.
    pub(super) quantity: &'s Quantity,
    /// The event it is of.
    pub(super) event: Option<&'s str>,
    /// The place or group it is of.
    scope: Option<&'s str>,
    /// Where the quantity is written.
    pub(super) place: RegistryPlace,
    span: Option<Span>,
    claim: Option<Key<Claim>>,
    source: Option<Key<Source>>,
}

/// What two numbers must have in common to be compared: the measure, the event, the place or group; and the time where no
/// event says which.
type Thing<'s> = (Key<Measure>, Option<&'s str>, Option<&'s str>, Option<Span>);

/// Shows every two numbers of one thing that a brief gives and that are `unlike`, without those whose relation the registry
/// settles, each two once.
pub(super) fn pairs(
    scene: &Scene<'_>,
    unlike: impl Fn(&Given<'_>, &Given<'_>) -> bool,
    mut show: impl FnMut(&Given<'_>, &Given<'_>, Key<Brief>),
) {
    let mut printed: BTreeMap<Key<Brief>, BTreeSet<Key<Figure>>> = BTreeMap::new();
    for page in scene.pages {
        let Some(brief) = page.brief else { continue };
        let figures = page.marks.iter().filter_map(|used| match used.mark {
            Mark::Figure(figure) if is_quoted(scene, figure) => Some(figure),
            _ => None,
        });
        printed.entry(brief).or_default().extend(figures);
    }
    let mut seen: BTreeSet<(RegistryPlace, RegistryPlace)> = BTreeSet::new();
    for (brief, _, entry) in scene.model.briefs.iter() {
        let mut things: BTreeMap<Thing<'_>, Vec<Given<'_>>> = BTreeMap::new();
        let claims: BTreeSet<Key<Claim>> = entry.answer.iter().chain(&entry.claims).copied().collect();
        let figures = printed.get(&brief).into_iter().flatten();
        let given = claims.into_iter().filter_map(|claim| of_claim(scene, claim));
        for (measure, given) in given.chain(figures.filter_map(|figure| of_figure(scene, *figure))) {
            let span = given.span.filter(|_| given.event.is_none());
            // Numbers of unknown times may each be right.
            if span.is_some() || given.event.is_some() {
                things.entry((measure, given.event, given.scope, span)).or_default().push(given);
            }
        }
        for given in things.values() {
            for (at, other) in given.iter().enumerate() {
                for one in given[..at].iter().filter(|one| unlike(one, other)) {
                    let settled = one.is_settled_against(other, scene);
                    if !settled && seen.insert((one.place.clone(), other.place.clone())) {
                        show(one, other, brief);
                    }
                }
            }
        }
    }
}

fn is_quoted(scene: &Scene<'_>, figure: Key<Figure>) -> bool {
    matches!(scene.model.figures[figure].calculation, Calculation::Quote(_))
}

fn of_claim<'s>(scene: &'s Scene<'_>, claim: Key<Claim>) -> Option<(Key<Measure>, Given<'s>)> {
    let entry = &scene.model.claims[claim];
    let standing = scene.evaluation.claim(claim).standing;
    // What is decided against, or contested, is told so.
    if entry.kind != Kind::Quantity || matches!(standing, Standing::Refuted | Standing::Outdated | Standing::Contested)
    {
        return None;
    }
    let said = entry.said.as_ref();
    let given = Given {
        name: format!("claim `{}`", scene.model.claims.id(claim)),
        quantity: entry.quantity.as_ref()?,
        event: entry.event.as_deref(),
        scope: entry.scope.as_deref(),
        place: entry.place.clone().then("quantity"),
        span: crate::evaluate::span_of_claim(scene.model, scene.evaluation, claim),
        claim: Some(claim),
        source: said.and_then(|said| said.source),
    };
    Some((scene.composer().measure_of(claim)?, given))
}

fn of_figure<'s>(scene: &'s Scene<'_>, figure: Key<Figure>) -> Option<(Key<Measure>, Given<'s>)> {
    let entry = &scene.model.figures[figure];
    let Calculation::Quote(quotation) = &entry.calculation else { return None };
    let given = Given {
        name: format!("figure `{}`", scene.model.figures.id(figure)),
        quantity: &quotation.quantity,
        event: None,
        scope: None,
        place: entry.place.clone().then("quote"),
        span: span_of(scene.model, scene.evaluation, figure),
        claim: None,
        source: Some(quotation.source),
    };
    Some((entry.measure?, given))
}

impl Given<'_> {
    /// Returns whether both are of one time, or of unknown times.
    pub(super) fn is_of_one_time_with(&self, other: &Self) -> bool {
        self.span == other.span
    }

    /// Returns whether some number makes both true.
    pub(super) fn may_agree_with(&self, other: &Self) -> bool {
        self.quantity.overlaps(other.quantity)
    }

    /// Returns whether the words of both count the same kind of thing: a share and a number never contradict each other.
    pub(super) fn counts_like(&self, other: &Self) -> bool {
        self.quantity.unit() == other.quantity.unit()
    }

    /// Returns whether the registry says how the two belong together.
    fn is_settled_against(&self, other: &Self, scene: &Scene<'_>) -> bool {
        let claims = &scene.model.claims;
        let part_of = |given: &Self| given.claim.and_then(|claim| claims[claim].part_of);
        let (a, b) = (part_of(self), part_of(other));
        let parts = a.is_some() && (a == other.claim || a == b) || b.is_some() && b == self.claim;
        parts || self.is_evidence_against(other, scene) || other.is_evidence_against(self, scene) || {
            let both = self.claim.zip(other.claim);
            both.is_some_and(|(a, b)| {
                scene.model.unknowns.iter().any(|(_, _, open)| open.blocks.contains(&a) && open.blocks.contains(&b))
            })
        }
    }

    fn is_evidence_against(&self, other: &Self, scene: &Scene<'_>) -> bool {
        let (Some(source), Some(claim)) = (self.source, other.claim) else { return false };
        let items = &scene.model.claims[claim].evidence;
        items.iter().any(|item| item.stance == Stance::Disputes && item.from == EvidenceFrom::Source(source))
    }
}
