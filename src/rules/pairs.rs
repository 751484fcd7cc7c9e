//! Numbers that are given for one thing: claims and quoted figures of one brief, two by two.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{
    Aggregate, Brief, Calculation, Claim, EvidenceFrom, Figure, Key, Measure, Selection, Source, Unit, Unknown,
};
use crate::outcome::{Span, Value, span_of};
use crate::quantity::Quantity;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::view::Mark;
use crate::vocabulary::{ClaimKind, Level, Stance, Standing};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SAME_EVENT_IN_TWO_WORDINGS, &TWO_VALUES_FOR_ONE_THING];

/// One event is told with two numbers as if they were two things, or one.
static SAME_EVENT_IN_TWO_WORDINGS: Rule = Rule {
    code: &code::SAME_EVENT_IN_TWO_WORDINGS,
    level: Level::Warning,
    check: Check::Project(same_event_in_two_wordings),
};

fn same_event_in_two_wordings(context: &Context<'_>, found: &mut Problems) {
    // What cannot both be true is worse, and another rule's.
    let unlike = |one: &StatedAmount<'_>, other: &StatedAmount<'_>| {
        let differ = one.measure != other.measure || one.may_agree_with(other);
        one.event.is_some() && one.quantity.hard != other.quantity.hard && differ && one.may_count_with(other, context)
    };
    pairs(context, unlike, |one, other, brief| {
        let message = format!(
            "{} says “{}” and {} “{}” of the same event",
            one.name, one.quantity.words, other.name, other.quantity.words
        );
        found.push(
            SAME_EVENT_IN_TWO_WORDINGS.problem(other.place.clone(), message)
                .also(one.place.clone().into(), "the other wording")
                .note(format!(
                    "in brief `{}` a reader cannot tell whether they are two counts or one",
                    context.model.briefs.id(brief)
                ))
                .help("say that one is `part_of` the other, give each its `scope`, or declare an unknown that blocks both"),
        );
    });
}

/// Two numbers are given for one thing, and they cannot both be true.
static TWO_VALUES_FOR_ONE_THING: Rule = Rule {
    code: &code::TWO_VALUES_FOR_ONE_THING,
    level: Level::Error,
    check: Check::Project(two_values_for_one_thing),
};

fn two_values_for_one_thing(context: &Context<'_>, found: &mut Problems) {
    let unlike = |one: &StatedAmount<'_>, other: &StatedAmount<'_>| {
        one.measure == other.measure
            && one.is_of_one_time_with(other)
            && one.counts_like(other)
            && !one.may_agree_with(other)
    };
    pairs(context, unlike, |one, other, brief| {
        let what = |given: &StatedAmount<'_>| format!("{} says “{}”", given.name, given.quantity.words);
        let message = format!("{}, and {}, of one thing", what(one), what(other));
        found.push(
            TWO_VALUES_FOR_ONE_THING.problem(other.place.clone(), message)
                .also(one.place.clone().into(), "the other number")
                .note(format!("brief `{}` gives both, and no number makes both true", context.model.briefs.id(brief)))
                .help("say how they differ, offer one as evidence against the other, or declare an unknown that blocks both"),
        );
    });
}

/// A number is told to be unlike so many others at the most: who mends these looks again.
const MOST_TOLD: usize = 3;
/// So many different numbers of one thing are held against each further one.
const MOST_UNLIKE: usize = 64;
/// So many who give the same number are looked at.
const MOST_ALIKE: usize = 16;
/// No claim is part of a part of a claim so many times over.
const MOST_WHOLES: usize = 64;

/// A number that somebody gives.
#[derive(Debug, Clone)]
pub(crate) struct StatedAmount<'s> {
    /// The claim or figure, as messages name it.
    pub(crate) name: String,
    /// How much.
    pub(crate) quantity: Cow<'s, Quantity>,
    /// What it counts.
    pub(crate) measure: Key<Measure>,
    /// The event it is of.
    pub(crate) event: Option<&'s str>,
    /// The place or group it is of.
    scope: Option<&'s str>,
    /// Where the quantity is written.
    pub(crate) place: RegistryPlace,
    span: Option<Span>,
    /// The conditions, but those on its time, of the test that decides it: a number of one state is not that of another.
    rows: Vec<String>,
    claim: Option<Key<Claim>>,
    source: Option<Key<Source>>,
}

/// What two numbers must have in common to be compared: the event or, where none is named, the measure and the time; and the
/// place or group, as their authors say it and as the tests choose it.
type Thing<'s> = (Option<Key<Measure>>, Option<&'s str>, Option<&'s str>, Option<Span>, Vec<String>);

/// Shows numbers of one thing that a brief gives and that are `unlike`, two by two, without those whose relation the registry
/// settles, each two once. Where one is unlike many, it is shown beside the first of them. Of those that say as much, each is
/// unlike the same others.
pub(crate) fn pairs(
    context: &Context<'_>,
    unlike: impl Fn(&StatedAmount<'_>, &StatedAmount<'_>) -> bool,
    mut show: impl FnMut(&StatedAmount<'_>, &StatedAmount<'_>, Key<Brief>),
) {
    let mut printed: BTreeMap<Key<Brief>, BTreeSet<Key<Figure>>> = BTreeMap::new();
    for (brief, marks) in context.marks {
        let figures = marks.iter().filter_map(|mark| match mark {
            Mark::Figure(figure) => Some(*figure),
            _ => None,
        });
        printed.entry(*brief).or_default().extend(figures);
    }
    let mut seen: BTreeSet<(RegistryPlace, RegistryPlace)> = BTreeSet::new();
    for (brief, _, entry) in context.model.briefs.iter() {
        let mut things: BTreeMap<Thing<'_>, Vec<StatedAmount<'_>>> = BTreeMap::new();
        let claims: BTreeSet<Key<Claim>> = entry.answer.iter().chain(&entry.claims).copied().collect();
        let figures = printed.get(&brief).into_iter().flatten();
        let given = claims.iter().filter_map(|claim| of_claim(context, *claim));
        for given in given.chain(figures.filter_map(|figure| of_figure(context, *figure, &claims))) {
            let (measure, span, rows) = match given.event {
                Some(_) => (None, None, Vec::new()),
                None => (Some(given.measure), given.span, given.rows.clone()),
            };
            // Numbers of unknown times may each be right.
            if span.is_some() || given.event.is_some() {
                things.entry((measure, given.event, given.scope, span, rows)).or_default().push(given);
            }
        }
        let open = blocked(context, entry);
        for given in things.values() {
            let mut before = Before::default();
            for other in given {
                let unsettled = |one: &&&StatedAmount<'_>| !one.is_settled_against(other, context, &open);
                for one in before.unlike(other, &unlike).filter(unsettled).take(MOST_TOLD) {
                    if seen.insert((one.place.clone(), other.place.clone())) {
                        show(one, other, brief);
                    }
                }
                before.push(other);
            }
        }
    }
}

/// The claims that unknowns of a brief block, each with the unknowns that do.
fn blocked(context: &Context<'_>, brief: &Brief) -> BTreeMap<Key<Claim>, BTreeSet<Key<Unknown>>> {
    let mut blocked: BTreeMap<Key<Claim>, BTreeSet<Key<Unknown>>> = BTreeMap::new();
    for unknown in &brief.unknowns {
        for claim in &context.model.unknowns[*unknown].blocks {
            blocked.entry(*claim).or_default().insert(*unknown);
        }
    }
    blocked
}

/// The numbers of one thing that came before another, those that say the same together: what cannot be true beside one of
/// them cannot beside the others.
#[derive(Default)]
struct Before<'g, 's> {
    alike: Vec<Vec<&'g StatedAmount<'s>>>,
}

impl<'g, 's> Before<'g, 's> {
    fn push(&mut self, given: &'g StatedAmount<'s>) {
        match self.alike.iter().position(|alike| alike[0].says_as_much_as(given)) {
            Some(at) if self.alike[at].len() < MOST_ALIKE => self.alike[at].push(given),
            None if self.alike.len() < MOST_UNLIKE => self.alike.push(vec![given]),
            _ => {}
        }
    }

    /// Returns those that are unlike another, in the order in which they came, one of each number before a second of any.
    fn unlike<'b>(
        &'b self,
        other: &'b StatedAmount<'s>,
        unlike: &'b impl Fn(&StatedAmount<'_>, &StatedAmount<'_>) -> bool,
    ) -> impl Iterator<Item = &'b &'g StatedAmount<'s>> {
        self.alike.iter().filter(move |alike| unlike(alike[0], other)).flatten()
    }
}

fn of_claim<'s>(context: &'s Context<'_>, claim: Key<Claim>) -> Option<StatedAmount<'s>> {
    let entry = &context.model.claims[claim];
    // What is decided against, or contested, is told so.
    if entry.kind != ClaimKind::Quantity || is_answered(context, claim) {
        return None;
    }
    let said = entry.said.as_ref();
    Some(StatedAmount {
        name: format!("claim `{}`", context.model.claims.id(claim)),
        measure: context.views.measure_of(claim)?,
        quantity: Cow::Borrowed(entry.quantity.as_ref()?),
        event: entry.event.as_deref(),
        scope: entry.scope.as_deref(),
        place: entry.place.clone().then("quantity"),
        span: crate::outcome::span_of_claim(context.model, context.evaluation, claim),
        rows: conditions(context, claim),
        claim: Some(claim),
        source: said.and_then(|said| said.source),
    })
}

/// Returns the conditions of the tests of a claim that choose other rows than those of a time.
fn conditions(context: &Context<'_>, claim: Key<Claim>) -> Vec<String> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    for part in context.ties().tests(claim).iter().flatten() {
        let calendar = context.ties().calendar(context.model, part.selection.of);
        let others = part.selection.filters.iter().filter(|filter| !calendar.is_time(filter.column));
        all.extend(others.map(|filter| format!("{:?} {:?} {:?}", part.selection.of, filter.column, filter.predicate)));
    }
    all.into_iter().collect()
}

/// Returns the number of a figure: one that is quoted, or one that takes all that its dataset holds of a time. A quoted one
/// stands for the claim of the brief that says as much.
fn of_figure<'s>(
    context: &'s Context<'_>,
    figure: Key<Figure>,
    claims: &BTreeSet<Key<Claim>>,
) -> Option<StatedAmount<'s>> {
    let entry = &context.model.figures[figure];
    let span = span_of(context.model, context.evaluation, figure);
    let name = format!("figure `{}`", context.model.figures.id(figure));
    let place = entry.place.clone();
    let given = |measure, quantity, place, claim, source| StatedAmount {
        name,
        measure,
        quantity,
        event: None,
        scope: None,
        place,
        span,
        rows: Vec::new(),
        claim,
        source,
    };
    let Calculation::Quote(quotation) = &entry.calculation else {
        let outcome =
            context.evaluation.figure(figure).filter(|_| span.is_some() && is_all_of_a_time(context, figure))?;
        let (Unit::Of(measure), Value::Number(number)) = (outcome.unit, &outcome.value) else { return None };
        let quantity = Quantity::of_number(*number);
        return Some(given(measure, Cow::Owned(quantity), place, None, None));
    };
    let measure = entry.measure?;
    let says_as_much = |claim: &&Key<Claim>| {
        let said = context.model.claims[**claim].quantity.as_ref();
        said.is_some_and(|said| said.hard == quotation.quantity.hard)
            && context.views.measure_of(**claim) == Some(measure)
    };
    let claim = claims.iter().find(says_as_much).copied();
    if claim.is_some_and(|claim| is_answered(context, claim)) {
        return None;
    }
    Some(given(measure, Cow::Borrowed(&quotation.quantity), place.then("quote"), claim, Some(quotation.source)))
}

/// Returns whether the standing of a claim says that the evidence is against it, or that sources disagree.
fn is_answered(context: &Context<'_>, claim: Key<Claim>) -> bool {
    let standing = context.evaluation.claim(claim).standing;
    matches!(standing, Standing::Refuted | Standing::Outdated | Standing::Contested)
}

/// Returns whether a figure takes all that its dataset holds of a time: one that selects by anything else, or one of
/// several columns, is of a part, and only its author knows of which.
fn is_all_of_a_time(context: &Context<'_>, figure: Key<Figure>) -> bool {
    let Calculation::Select(Selection { of, join: None, filters, aggregate, by: None, .. }) =
        &context.model.figures[figure].calculation
    else {
        return false;
    };
    let (Aggregate::Sum(column) | Aggregate::Value(column)) = aggregate else { return false };
    let dataset = &context.model.datasets[*of];
    let columns = &dataset.table.columns;
    let of_this = |at: &usize| columns[*at].kind.is_numeric() && dataset.measures[*at] == dataset.measures[*column];
    let is_time = |at: usize| columns.get(at).is_some_and(|column| column.kind.is_time());
    (0..columns.len()).filter(of_this).count() == 1
        && columns.iter().all(|column| column.kind.is_numeric() || column.kind.is_time())
        && filters.iter().all(|filter| is_time(filter.column))
}

impl StatedAmount<'_> {
    /// Returns whether a third number is unlike both or neither.
    fn says_as_much_as(&self, other: &Self) -> bool {
        let said = |given: &Self| (given.quantity.hard, given.quantity.unit(), given.measure, given.event.is_some());
        said(self) == said(other) && self.span == other.span
    }

    /// Returns whether both are of one time, or of unknown times.
    pub(crate) fn is_of_one_time_with(&self, other: &Self) -> bool {
        self.span == other.span
    }

    /// Returns whether some number makes both true.
    pub(crate) fn may_agree_with(&self, other: &Self) -> bool {
        self.quantity.overlaps(&other.quantity)
    }

    /// Returns whether the words of both count the same kind of thing: a share and a number never contradict each other.
    pub(crate) fn counts_like(&self, other: &Self) -> bool {
        self.quantity.unit() == other.quantity.unit()
    }

    /// Returns whether a reader may take what both count for the same: one measure, or two of one kind that nobody tells
    /// apart.
    pub(crate) fn may_count_with(&self, other: &Self, context: &Context<'_>) -> bool {
        let counts = |measure: Key<Measure>| &context.model.measures[measure].counts;
        self.measure == other.measure
            || counts(self.measure) == counts(other.measure) && context.distinct(self.measure, other.measure).is_none()
    }

    /// Returns whether the registry says how the two belong together, or the brief that nobody knows.
    fn is_settled_against(
        &self,
        other: &Self,
        context: &Context<'_>,
        blocked: &BTreeMap<Key<Claim>, BTreeSet<Key<Unknown>>>,
    ) -> bool {
        let claims = &context.model.claims;
        let above = |claim: &Key<Claim>| claims[*claim].part_of;
        // A circle of parts is a problem of its own.
        let wholes = |given: &Self| -> Vec<Key<Claim>> {
            std::iter::successors(given.claim.as_ref().and_then(above), above).take(MOST_WHOLES).collect()
        };
        let (ours, theirs) = (wholes(self), wholes(other));
        let is_of = |wholes: &[Key<Claim>], given: &Self| given.claim.is_some_and(|claim| wholes.contains(&claim));
        let parts =
            is_of(&ours, other) || is_of(&theirs, self) || ours.first().is_some_and(|it| Some(it) == theirs.first());
        parts || self.is_evidence_against(other, context) || other.is_evidence_against(self, context) || {
            let unknowns = |given: &Self| given.claim.and_then(|claim| blocked.get(&claim));
            unknowns(self).zip(unknowns(other)).is_some_and(|(ours, theirs)| !ours.is_disjoint(theirs))
        }
    }

    fn is_evidence_against(&self, other: &Self, context: &Context<'_>) -> bool {
        let (Some(source), Some(claim)) = (self.source, other.claim) else { return false };
        let items = &context.model.claims[claim].evidence;
        items.iter().any(|item| item.stance == Stance::Disputes && item.from == EvidenceFrom::Source(source))
    }
}
