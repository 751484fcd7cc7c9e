//! A number of work done is told as if it were what came of it.
#![doc = include_str!("../pages/activity-as-outcome.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Claim, Key, Measure};
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::prose::{contrast, references};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Level, ResultStage, Stance};

pub(crate) static RULE: Rule = Rule {
    code: &code::ACTIVITY_AS_OUTCOME,
    level: Level::Error,
    check: Check::Several(&[Check::Sentence(check), Check::Claim(check_evidence)]),
};

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
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
        let own = sentence.words[words.clone()].iter().all(|word| context.prose.measures.is_own(work, &word.text));
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
        RULE.problem(passage.place(sentence.span_of(&words)), message)
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
    let Some(wanted) = context.composer().measure_of(claim) else { return };
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
            RULE.problem(item.place.clone().then("measure"), message)
                .note("that work was done does not show that anything came of it")
                .help("make its `stance` context, or cite a number of what came of it"),
        );
    }
}
