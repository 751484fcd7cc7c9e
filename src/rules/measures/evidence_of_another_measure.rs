//! Evidence for or against a claim counts something else.
#![doc = include_str!("../pages/evidence-of-another-measure.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Lexicon, Term};
use crate::model::{Claim, Evidence, EvidenceFrom, Key, Measure, Piece, Prose};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::Place;
use crate::vocabulary::{ClaimKind, Level, Stance};

use crate::rules::measures::activity_as_outcome;

pub(crate) static RULE: Rule =
    Rule { code: &code::EVIDENCE_OF_ANOTHER_MEASURE, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if matches!(entry.kind, ClaimKind::Utterance | ClaimKind::Opinion) {
        return;
    }
    let Some(wanted) = context.composer().measure_of(claim) else { return };
    for item in entry.evidence.iter().filter(|item| matches!(item.stance, Stance::Supports | Stance::Disputes)) {
        let Some((given, place)) = given(context, item, wanted) else { continue };
        let supports = item.stance == Stance::Supports;
        // Work that is offered for what came of it is another rule's.
        if !(supports && item.measure.is_some() && activity_as_outcome::is_work_for(context, given, wanted)) {
            let way = if supports { "for" } else { "against" };
            let what = |id: &str| format!("evidence of `{id}` is offered {way} it");
            let problem = problem(context, claim, (wanted, given), &what, place);
            let (given, wanted) = (context.model.measures.id(given), context.model.measures.id(wanted));
            found.push(
                problem
                    .help(format!("make its `stance` context, or say in `{given}` that it is `proxy_for: {wanted}`")),
            );
        }
    }
    for (prose, key) in [(Some(&entry.statement), "statement"), (entry.instead.as_ref(), "instead")] {
        if let Some(given) = prose.and_then(|prose| printed(context, prose, wanted)) {
            let what = |id: &str| format!("the figure that it prints is of `{id}`");
            let place = entry.place.clone().then(key).into();
            let problem = problem(context, claim, (wanted, given), &what, place);
            found.push(
                problem.help("print a figure of what the claim is about, or name the other thing in the sentence"),
            );
        }
    }
}

/// Returns what an item counts and where it says so, where that is neither what is wanted nor a stand-in for it. A dataset
/// says by its columns what it counts.
fn given(context: &Context<'_>, item: &Evidence, wanted: Key<Measure>) -> Option<(Key<Measure>, Place)> {
    let fits = |measure: Key<Measure>| speaks_of(context, measure, wanted);
    if let Some(measure) = item.measure {
        return (!fits(measure)).then(|| (measure, item.place.clone().then("measure").into()));
    }
    let EvidenceFrom::Dataset(dataset) = item.from else { return None };
    let measures = &context.model.datasets[dataset].measures;
    let first = measures.iter().flatten().next()?;
    let other = !measures.iter().flatten().any(|measure| fits(*measure));
    other.then(|| (*first, item.place.clone().then("dataset").into()))
}

/// Returns what a figure in a claim's own words counts, where the registry tells it apart and the words neither name it nor
/// set it against anything.
fn printed(context: &Context<'_>, prose: &Prose, wanted: Key<Measure>) -> Option<Key<Measure>> {
    let figures = prose.0.iter().filter_map(|piece| match piece {
        Piece::Figure(figure) => context.evaluation.figure(*figure),
        _ => None,
    });
    let other = |measures: &Vec<Key<Measure>>| {
        let fits = measures.iter().any(|measure| speaks_of(context, *measure, wanted));
        measures.first().copied().filter(|measure| !fits && context.distinct(*measure, wanted).is_some())
    };
    let given = figures.map(|outcome| &outcome.measures).find_map(other)?;
    let words = prose.plain_words();
    let lower = words.to_lowercase();
    let plain: Vec<&str> = lower.split_whitespace().collect();
    let lexicon = Lexicon::of(context.language());
    let apart = (0..plain.len()).any(|at| lexicon.at(&plain[at..]).any(|(term, _)| term == Term::Contrast));
    (!apart && !context.prose.measures.is_named_in(given, &words)).then_some(given)
}

fn speaks_of(context: &Context<'_>, measure: Key<Measure>, wanted: Key<Measure>) -> bool {
    measure == wanted || context.model.measures[measure].proxy_for.contains(&wanted)
}

fn problem(
    context: &Context<'_>,
    claim: Key<Claim>,
    (wanted, given): (Key<Measure>, Key<Measure>),
    what: &dyn Fn(&str) -> String,
    place: Place,
) -> Problem {
    let measures = &context.model.measures;
    let (given_id, wanted_id) = (measures.id(given), measures.id(wanted));
    let id = context.model.claims.id(claim);
    let message = format!("claim `{id}` is about `{wanted_id}`, and {}", what(given_id.as_str()));
    let note = match context.distinct(given, wanted) {
        Some(why) => format!("the registry says how they differ: {why}"),
        None => "a number of one thing says nothing for or against another".into(),
    };
    RULE.problem(place, message).note(note)
}
