//! Rules on what the evidence makes of a claim, against what the claim, its verdict or its kind says.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::diagnostic::words::joined;
use crate::language::Term;
use crate::model::{Claim, Facet, Key};
use crate::outcome::Value;
use crate::quantity::Judgement;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::vocabulary::{Basis, ClaimKind, Level, Role, Stance, Standing};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[
    &TRUE_BUT_UNINFORMATIVE,
    &ABSENCE_WITHOUT_SEARCH,
    &ABSENCE_WITHOUT_UNKNOWN,
    &CAUSE_RESTING_ON_COUNT,
    &VERDICT_ABOVE_STANDING,
    &OWN_FINDING_CONTRADICTED,
    &DEFINITION_WITHOUT_DIFFERENCE,
    &REFUTED_WITHOUT_QUOTE,
    &CLAUSE_OF_ANOTHER_STANDING,
];

/// A claim is true of the tested number, and says too little.
static TRUE_BUT_UNINFORMATIVE: Rule =
    Rule { code: &code::TRUE_BUT_UNINFORMATIVE, level: Level::Warning, check: Check::Claim(true_but_uninformative) };

fn true_but_uninformative(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let id = context.model.claims.id(claim);
    let readings = &context.evaluation.claim(claim).readings;
    for (test, reading) in entry.tests.iter().zip(readings).filter(|(_, reading)| reading.uninformative) {
        let end = reading.ends.iter().find(|end| end.judgement == Some(Judgement::TrueButUninformative));
        let said = end.map_or(entry.quantity.as_ref(), |end| entry.says(end.which));
        let shown = end.map(|end| &end.outcome).or(reading.outcome.as_ref());
        let shown = shown.filter(|outcome| outcome.withheld.is_none());
        let message = match (said, shown.map(|it| (&it.value, it.decimals))) {
            (Some(quantity), Some((Value::Number(number), decimals))) => {
                let number = number.rounded(decimals);
                format!("claim `{id}` says “{}”, which is true of {number} and says too little", quantity.words)
            }
            _ => format!("claim `{id}` is true and says too little"),
        };
        found.push(
            TRUE_BUT_UNINFORMATIVE
                .problem(test.place.clone(), message)
                .note("a wording can be true and still mislead about how much")
                .help("say it more closely; where somebody else said it, print the tested number beside their words"),
        );
    }
}

/// A claim says that there is none, and nobody looked.
static ABSENCE_WITHOUT_SEARCH: Rule =
    Rule { code: &code::ABSENCE_WITHOUT_SEARCH, level: Level::Error, check: Check::Claim(absence_without_search) };

fn absence_without_search(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let searched = entry.evidence.iter().any(|item| matches!(item.basis, Some(Basis::Search | Basis::Record)));
    // What somebody said and nobody looked into is told in the appendix, unrated.
    let unrated = entry.said.is_some() && context.evaluation.claim(claim).standing == Standing::NotChecked;
    if entry.kind != ClaimKind::Absence || unrated || !entry.looked.is_empty() || searched || !entry.tests.is_empty() {
        return;
    }
    let message = format!(
        "claim `{}` says that there is none, and does not say where anybody looked",
        context.model.claims.id(claim)
    );
    found.push(
        ABSENCE_WITHOUT_SEARCH
            .problem(entry.place.clone().then("kind"), message)
            .note("not to have seen something is worth as much as the search for it")
            .help("add `looked` with `where` and `date`, or evidence with `basis: search`"),
    );
}

/// A claim says that there is none, and names no open question.
static ABSENCE_WITHOUT_UNKNOWN: Rule =
    Rule { code: &code::ABSENCE_WITHOUT_UNKNOWN, level: Level::Warning, check: Check::Claim(absence_without_unknown) };

fn absence_without_unknown(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    // Of what was found after all, or of what somebody said and nobody looked into, nothing is left open by us.
    let standing = context.evaluation.claim(claim).standing;
    let closed = standing == Standing::Refuted || standing == Standing::NotChecked && entry.said.is_some();
    if entry.kind == ClaimKind::Absence && entry.unknown.is_none() && !closed {
        let message =
            format!("claim `{}` says that there is none, and lists no unknown", context.model.claims.id(claim));
        found.push(
            ABSENCE_WITHOUT_UNKNOWN
                .problem(entry.place.clone().then("kind"), message)
                .note("what was looked for and not found is still not known")
                .help("name the open question in `unknown`"),
        );
    }
}

/// A cause is said to be shown by a count.
static CAUSE_RESTING_ON_COUNT: Rule =
    Rule { code: &code::CAUSE_RESTING_ON_COUNT, level: Level::Error, check: Check::Claim(cause_resting_on_count) };

fn cause_resting_on_count(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.kind != ClaimKind::Cause {
        return;
    }
    let tests = entry.tests.iter().map(|test| test.place.clone());
    let counts = entry
        .evidence
        .iter()
        .filter(|item| item.basis == Some(Basis::Record) && matches!(item.stance, Stance::Supports | Stance::Disputes));
    for place in tests.chain(counts.map(|item| item.place.clone().then("basis"))) {
        let message =
            format!("claim `{}` is about a cause, and a count is offered for it", context.model.claims.id(claim));
        found.push(
            CAUSE_RESTING_ON_COUNT
                .problem(place, message)
                .note("a count says how often something happened; it stays the same whatever brought it about")
                .help(
                    "cite an analysis that sets the cause apart from others, or claim the change alone (`kind: trend`)",
                ),
        );
    }
}

/// A verdict says more than the evidence.
static VERDICT_ABOVE_STANDING: Rule =
    Rule { code: &code::VERDICT_ABOVE_STANDING, level: Level::Error, check: Check::Claim(verdict_above_standing) };

fn verdict_above_standing(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let assessment = context.evaluation.claim(claim);
    let Some(verdict) = entry.verdict.as_ref().filter(|verdict| !assessment.standing.reaches(verdict.needs)) else {
        return;
    };
    let id = context.model.claims.id(claim);
    let message = format!(
        "the verdict “{}” of claim `{id}` needs it to be {}, and it is {}",
        verdict.word,
        verdict.needs.word(),
        assessment.standing.word()
    );
    found.push(
        VERDICT_ABOVE_STANDING
            .problem(entry.place.clone().then("verdict"), message)
            .label("says more than the evidence")
            .note(context.views.missing(claim, verdict.needs))
            .help("choose a word of the scale that needs less, or add the evidence"),
    );
}

/// The author wrote clauses for other standings than the one that a claim has.
static CLAUSE_OF_ANOTHER_STANDING: Rule =
    Rule { code: &code::CLAUSE_OF_ANOTHER_STANDING, level: Level::Warning, check: Check::Claim(clause_of_another) };

fn clause_of_another(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let standing = context.evaluation.claim(claim).standing;
    if entry.qualifiers.is_empty() || entry.qualifiers.iter().any(|own| own.standing == standing) {
        return;
    }
    let written: Vec<String> = entry.qualifiers.iter().map(|own| own.standing.word().to_owned()).collect();
    let (id, standing) = (context.model.claims.id(claim), standing.word());
    let message =
        format!("claim `{id}` is {standing}, and its `qualifier` has a clause for {}", joined(&written, "and"));
    found.push(
        CLAUSE_OF_ANOTHER_STANDING
            .problem(entry.place.clone().then("qualifier"), message)
            .note("a clause is printed only while the claim stands as it says; now the tool's own is printed in its place")
            .help(format!("read the sentences that print it, and write a clause for `{standing}` or take this one out")),
    );
}

/// What we say ourselves is contradicted by the record.
static OWN_FINDING_CONTRADICTED: Rule =
    Rule { code: &code::OWN_FINDING_CONTRADICTED, level: Level::Error, check: Check::Claim(own_finding_contradicted) };

fn own_finding_contradicted(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let standing = context.evaluation.claim(claim).standing;
    if entry.role != Role::Finding || !matches!(standing, Standing::Refuted | Standing::Outdated) {
        return;
    }
    let id = context.model.claims.id(claim);
    let mut problem = OWN_FINDING_CONTRADICTED
        .problem(
            entry.place.clone().then("statement"),
            format!("finding `{id}` is ours, and the record contradicts it"),
        )
        .note("what others say may be refuted in a brief; what we say ourselves has to hold")
        .help("correct the statement, or say who said it in `said` and review it as theirs");
    if let (Some(test), Some(reading)) = (entry.tests.first(), context.views.claim(claim).readings.first()) {
        let fails = match &reading.failing {
            Some(why) => format!("this test fails: {}", why.plain()),
            None => failure(context, claim),
        };
        problem = problem.also(test.place.clone().into(), fails);
    }
    found.push(problem);
}

/// Returns what the test of a finding gives instead, where it is found in a series or among rows.
fn failure(context: &Context<'_>, claim: Key<Claim>) -> String {
    let outcome = context.evaluation.claim(claim).value().filter(|outcome| outcome.found.is_some());
    let Some(outcome) = outcome else { return "this test fails".to_owned() };
    let printed = context.views.outcome(outcome, None);
    let part = |facet| context.views.value_part(claim, facet).map(|part| part.plain()).filter(|part| !part.is_empty());
    if let Some(placed) = part(Facet::Placed) {
        return format!("this test gives {printed}; {placed}");
    }
    match part(Facet::Others) {
        Some(others) => format!("this test gives {printed}; not so: {others}"),
        None => format!("this test gives {printed}"),
    }
}

/// A definition has no two measures that are kept apart, or does not say that they are.
static DEFINITION_WITHOUT_DIFFERENCE: Rule = Rule {
    code: &code::DEFINITION_WITHOUT_DIFFERENCE,
    level: Level::Error,
    check: Check::Claim(definition_without_difference),
};

fn definition_without_difference(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let id = context.model.claims.id(claim);
    let at = |key: &str| entry.place.clone().then(key);
    if entry.kind != ClaimKind::Definition {
        if !entry.apart.is_empty() {
            let message = format!("claim `{id}` keeps measures apart and is no `definition`");
            let problem = DEFINITION_WITHOUT_DIFFERENCE.problem(at("apart"), message);
            found.push(problem.help("write `kind: definition`, or leave `apart` out"));
        }
        return;
    }
    if entry.apart.len() < 2 {
        let message = format!("definition `{id}` names no two measures that are not the same");
        let problem = DEFINITION_WITHOUT_DIFFERENCE.problem(entry.place.clone(), message);
        found.push(problem.help("name them under `apart`: `[children_located, children_rescued]`"));
        return;
    }
    for (first, one) in entry.apart.iter().enumerate() {
        for other in entry.apart[first + 1..].iter().filter(|other| context.distinct(*one, **other).is_none()) {
            let names = [*one, *other].map(|measure| context.model.measures.id(measure).to_owned());
            let message = format!("nothing in the registry keeps `{}` and `{}` apart", names[0], names[1]);
            let problem = DEFINITION_WITHOUT_DIFFERENCE.problem(at("apart"), message);
            let problem = problem.note("what a definition says is borne out by the definitions, and by nothing else");
            found.push(problem.help(format!(
                "say under `distinct_from` of `{}` how it differs from `{}`, or leave one of them out",
                names[0], names[1]
            )));
        }
    }
    let language = context.model.publication.language;
    let statement = context.ties().statement(claim);
    if [Term::Contrast, Term::Negation].into_iter().all(|term| ties::has(statement, term, language).is_none()) {
        let message = format!("definition `{id}` does not say that its measures are not the same");
        let problem = DEFINITION_WITHOUT_DIFFERENCE.problem(at("statement"), message);
        let problem = problem.note("definitions keep counts apart; they bear out nothing else");
        found.push(problem.help("say that they differ, or make it a claim of another `kind`, with its evidence"));
    }
}

/// What somebody said is contradicted, and readers cannot see what was said.
static REFUTED_WITHOUT_QUOTE: Rule =
    Rule { code: &code::REFUTED_WITHOUT_QUOTE, level: Level::Warning, check: Check::Claim(refuted_without_quote) };

fn refuted_without_quote(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some(said) = entry.said.as_ref().filter(|said| said.quote.is_none()) else { return };
    if context.evaluation.claim(claim).standing != Standing::Refuted {
        return;
    }
    let id = context.model.claims.id(claim);
    let message = format!("claim `{id}` is contradicted, and readers cannot see what was said");
    let problem = REFUTED_WITHOUT_QUOTE.problem(entry.place.clone().then("said"), message);
    let problem = problem.note(
        "the `statement` is our wording; the page tells it as ours, and no review in its data for machines rates it",
    );
    let where_from = match said.source {
        Some(source) => format!("copy the words from `{}` into `said.quote`", context.model.sources.id(source)),
        None => "copy the words as they were said into `said.quote`".to_owned(),
    };
    found.push(problem.help(where_from));
}
