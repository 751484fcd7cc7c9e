//! Rules on words and evidence of another measure than the one of which something is told.

use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Lexicon, Term};
use crate::model::{Claim, Evidence, EvidenceFrom, Key, Measure, Piece, RegistryText, Unit};
use crate::prose::passage::{PRINTED, Passage, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::prose::{contrast, references};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::{Place, RegistryPlace};
use crate::vocabulary::{ClaimKind, Level, ResultStage, Stance};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] =
    &[&WORDS_OF_ANOTHER_MEASURE, &ACTIVITY_AS_OUTCOME, &PROXY_UNNAMED, &EVIDENCE_OF_ANOTHER_MEASURE];

/// A sentence about one measure speaks of it in the words of another.
static WORDS_OF_ANOTHER_MEASURE: Rule = Rule {
    code: &code::WORDS_OF_ANOTHER_MEASURE,
    level: Level::Error,
    check: Check::Sentence(words_of_another_measure),
};

fn words_of_another_measure(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    found: &mut Problems,
) {
    let title = matches!(passage.setting, Setting::Title(_));
    let printed = sentence.references(passage).filter_map(|(at, reference)| match reference {
        Reference::Measure(measure) => Some((measure, at..at + 1)),
        _ => None,
    });
    let mut named = sentence.measures.iter().cloned().chain(printed).peekable();
    if named.peek().is_none() || passage.asserts_nothing() && !title || tells_apart(passage, sentence) {
        return;
    }
    let subjects = references::counted(context.prose, passage, sentence);
    for (named, words) in named.filter(|(_, words)| !sentence.words[words.start].quoted) {
        let (named, words) = (&named, &words);
        let longer =
            |other: &Range<usize>| other.start <= words.start && words.end <= other.end && other.len() > words.len();
        if subjects.contains(named)
            || sentence.measures.iter().any(|(_, other)| longer(other))
            || contrast::means_something_else(sentence, words, passage)
            || contrast::is_somebodys_word(sentence, words)
            || contrast::is_purpose(sentence, words)
        {
            continue;
        }
        let written = sentence.as_written(words, passage);
        let is_own = |subject: Key<Measure>| {
            sentence.words[words.clone()].iter().all(|word| context.prose.measures().is_own(subject, &word.text))
        };
        // One subject that the word may speak of is enough.
        if subjects.iter().any(|subject| {
            is_own(*subject)
                || is_proxy(context, *subject, *named)
                || contrast::is_beside(context.prose, passage, sentence, *subject, *named, words)
                || contrast::both_are_the_speakers(context.prose, passage, *subject, written)
        }) {
            continue;
        }
        let meant = subjects.iter().find_map(|subject| Some((*subject, context.distinct(*subject, *named)?)));
        if let Some((subject, why)) = meant {
            let measures = &context.model.measures;
            let (named, subject) = (measures.id(*named), measures.id(subject));
            let message = if written.starts_with(PRINTED) {
                format!("the name of `{named}` is printed in a sentence about `{subject}`")
            } else {
                format!("“{written}” speaks of `{named}`, and the sentence is about `{subject}`")
            };
            found.push(
                WORDS_OF_ANOTHER_MEASURE
                    .problem(passage.place(sentence.span_of(words)), message)
                    .note(format!("the registry says how they differ: {why}"))
                    .help("use the words of the measure that was counted, or say openly how the two differ"),
            );
        }
    }
}

/// Returns whether a sentence speaks of two things openly, whatever its words. What is told with a number is no definition:
/// `{{ n }} is the number of children rescued`.
fn tells_apart(passage: &Passage<'_>, sentence: &Sentence<'_>) -> bool {
    contrast::sets_apart(sentence)
        || contrast::asks(sentence)
        || sentence.has(Term::Definition) && contrast::numbers(passage, sentence).is_empty()
}

/// Returns whether one may stand in for the other, where the wording says so: another rule asks for the wording.
fn is_proxy(context: &Context<'_>, one: Key<Measure>, other: Key<Measure>) -> bool {
    let measures = &context.model.measures;
    measures[one].proxy_for.contains(&other) || measures[other].proxy_for.contains(&one)
}

/// A number of work done is told as if it were what came of it.
static ACTIVITY_AS_OUTCOME: Rule = Rule {
    code: &code::ACTIVITY_AS_OUTCOME,
    level: Level::Error,
    check: Check::Several(&[Check::Sentence(activity_as_outcome), Check::Claim(check_evidence)]),
};

fn activity_as_outcome(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    if !sentence.has(Term::Outcome) || passage.asserts_nothing() {
        return;
    }
    let subjects = references::measures(context.prose, passage, sentence);
    let result = |measure: &Key<Measure>| context.model.measures[*measure].result;
    let Some(work) = subjects.iter().copied().find(|measure| result(measure).is_some_and(ResultStage::is_of_work))
    else {
        return;
    };
    // A sentence that prints a number of what came of it too may say so.
    let open = subjects.iter().any(|measure| result(measure).is_some_and(|stage| !stage.is_of_work()));
    if open || contrast::sets_apart(sentence) || contrast::asks(sentence) {
        return;
    }
    let told = sentence.said(Term::Outcome).find(|words| {
        let own = sentence.words[words.clone()].iter().all(|word| context.prose.measures().is_own(work, &word.text));
        !own && !contrast::is_purpose(sentence, words)
            && !contrast::is_somebodys_word(sentence, words)
            && !contrast::means_something_else(sentence, words, passage)
    });
    let Some(words) = told else { return };
    let stage = result(&work).map_or("", ResultStage::word);
    let message = format!(
        "“{}” tells what came of it, and `{}` is of the stage `{stage}`",
        sentence.as_written(&words, passage),
        context.model.measures.id(work)
    );
    found.push(
        ACTIVITY_AS_OUTCOME.problem(passage.place(sentence.span_of(&words)), message)
            .note("work that was done is counted by those who did it; what came of it has to be looked for in those it was for")
            .help("say what was done, or cite a number of what came of it"),
    );
}

/// Returns whether numbers of a measure say only what was done, where the wanted one says what came of it.
pub(super) fn is_work_for(context: &Context<'_>, given: Key<Measure>, wanted: Key<Measure>) -> bool {
    let result = |measure: Key<Measure>| context.model.measures[measure].result;
    result(given).is_some_and(ResultStage::is_of_work) && result(wanted).is_some_and(|stage| !stage.is_of_work())
}

fn check_evidence(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let (claims, measures) = (&context.model.claims, &context.model.measures);
    let mut items = claims[claim].evidence.iter().filter_map(|item| Some((item, item.measure?))).peekable();
    if items.peek().is_none() {
        return;
    }
    let Some(wanted) = context.views.measure_of(claim) else { return };
    let Some(claimed) = measures[wanted].result.filter(|stage| !stage.is_of_work()) else { return };
    for (item, given) in items.filter(|(item, _)| item.stance == Stance::Supports) {
        let Some(work) = measures[given].result.filter(|stage| stage.is_of_work()) else { continue };
        let message = format!(
            "claim `{}` is of the stage `{}`, and evidence of the stage `{}` is offered for it",
            claims.id(claim),
            claimed.word(),
            work.word()
        );
        found.push(
            ACTIVITY_AS_OUTCOME
                .problem(item.place.clone().then("measure"), message)
                .note("that work was done does not show that anything came of it")
                .help("make its `stance` context, or cite a number of what came of it"),
        );
    }
}

/// A number stands in for another one, and the wording does not say so.
static PROXY_UNNAMED: Rule =
    Rule { code: &code::PROXY_UNNAMED, level: Level::Error, check: Check::Claim(proxy_unnamed) };

fn proxy_unnamed(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some(wanted) = entry.measure else { return };
    let measures = &context.model.measures;
    let stands_in = |measure: &Key<Measure>| *measure != wanted && measures[*measure].proxy_for.contains(&wanted);
    let of_items = entry.evidence.iter().filter_map(|item| {
        let counts = matches!(item.stance, Stance::Supports | Stance::Disputes);
        Some((item.measure.filter(|measure| counts && stands_in(measure))?, item.place.clone().then("measure")))
    });
    let readings = entry.tests.iter().zip(&context.evaluation.claim(claim).readings);
    let of_tests = readings.filter_map(|(test, reading)| {
        let outcome = reading.outcome.as_ref()?;
        let tested = match outcome.unit {
            Unit::Of(measure) => Some(measure),
            _ if outcome.measures.contains(&wanted) => None,
            _ => outcome.measures.iter().copied().find(|measure| stands_in(measure)),
        };
        Some((tested.filter(|measure| stands_in(measure))?, test.place.clone()))
    });
    let uses: Vec<(Key<Measure>, RegistryPlace)> = of_items.chain(of_tests).collect();
    if uses.is_empty() {
        return;
    }
    let readings = entry.tests.iter().filter_map(|test| test.reading.as_ref());
    let texts: Vec<String> =
        [&entry.statement].into_iter().chain(readings).map(crate::model::RegistryText::plain_words).collect();
    for (proxy, place) in uses {
        if texts.iter().any(|text| context.prose.measures().is_named_in(proxy, text)) {
            continue;
        }
        let (id, proxy_id, wanted_id) = (context.model.claims.id(claim), measures.id(proxy), measures.id(wanted));
        let message =
            format!("claim `{id}` is about `{wanted_id}`, `{proxy_id}` stands in for it, and no words say so");
        found.push(
            PROXY_UNNAMED
                .problem(place, message)
                .also(entry.place.clone().then("statement").into(), "the statement does not name it")
                .note("a reader takes the number for one of what the statement names")
                .help(format!("name “{}” in the statement or in the `reading`", measures[proxy].label)),
        );
    }
}

/// Evidence for or against a claim counts something else.
static EVIDENCE_OF_ANOTHER_MEASURE: Rule = Rule {
    code: &code::EVIDENCE_OF_ANOTHER_MEASURE,
    level: Level::Error,
    check: Check::Claim(evidence_of_another_measure),
};

fn evidence_of_another_measure(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if matches!(entry.kind, ClaimKind::Utterance | ClaimKind::Opinion) {
        return;
    }
    let Some(wanted) = context.views.measure_of(claim) else { return };
    for item in entry.evidence.iter().filter(|item| matches!(item.stance, Stance::Supports | Stance::Disputes)) {
        let Some((given, place)) = given(context, item, wanted) else { continue };
        let supports = item.stance == Stance::Supports;
        // Work that is offered for what came of it is another rule's.
        if !(supports && item.measure.is_some() && is_work_for(context, given, wanted)) {
            let way = if supports { "for" } else { "against" };
            let what = |id: &str| format!("evidence of `{id}` is offered {way} it");
            let problem = given_for_another(context, claim, (wanted, given), &what, place);
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
            let problem = given_for_another(context, claim, (wanted, given), &what, place);
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
fn printed(context: &Context<'_>, prose: &RegistryText, wanted: Key<Measure>) -> Option<Key<Measure>> {
    let figures = prose.0.iter().filter_map(|piece| match piece {
        Piece::Figure(figure, _) => context.evaluation.figure(*figure),
        _ => None,
    });
    let other = |measures: &Vec<Key<Measure>>| {
        let fits = measures.iter().any(|measure| speaks_of(context, *measure, wanted));
        measures.first().copied().filter(|measure| !fits && context.distinct(*measure, wanted).is_some())
    };
    let given = figures.map(|outcome| &outcome.measures).find_map(other)?;
    let words = prose.plain_words();
    let lower = words.to_lowercase();
    let lexicon = Lexicon::of(context.language());
    let apart = lexicon.phrases_in(lower.split_whitespace()).any(|(term, _)| term == Term::Contrast);
    (!apart && !context.prose.measures().is_named_in(given, &words)).then_some(given)
}

fn speaks_of(context: &Context<'_>, measure: Key<Measure>, wanted: Key<Measure>) -> bool {
    measure == wanted || context.model.measures[measure].proxy_for.contains(&wanted)
}

fn given_for_another(
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
    EVIDENCE_OF_ANOTHER_MEASURE.problem(place, message).note(note)
}
