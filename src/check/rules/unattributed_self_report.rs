//! What only one side says is printed in our own voice.
#![doc = include_str!("unattributed-self-report.md")]

use crate::check::about;
use crate::check::passage::{Passage, Printed, Reference, Setting};
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::Sentence;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::model::{Claim, Key, Level};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::UNATTRIBUTED_SELF_REPORT, level: Level::Error, look: Look::Passage(check) };

fn check(scene: &Scene<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    // A statement is printed behind the name of its speaker; a question and a definition assert nothing.
    if passage.references.is_empty()
        || passage.asserts_nothing()
        || matches!(passage.setting, Setting::Statement(_) | Setting::Reading(_))
    {
        return;
    }
    let mut said = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for (_, reference) in sentence.references(passage) {
            let Reference::Claim(claim, Printed::Statement | Printed::Quantity) = reference else { continue };
            if said.contains(&claim) || !needs_a_speaker(scene, claim) {
                continue;
            }
            said.push(claim);
            if !about::is_attributed(scene, passage, sentences, at, claim) {
                found.push(problem(scene, passage, sentence, claim));
            }
        }
    }
}

/// Returns whether a claim may only be printed as somebody's word.
fn needs_a_speaker(scene: &Scene<'_>, claim: Key<Claim>) -> bool {
    use Standing::{Contested, Outdated, Refuted, Reported, SelfReported, Unsupported};
    let standing = scene.evaluation.claim(claim).standing;
    matches!(standing, SelfReported | Reported | Contested | Outdated | Refuted | Unsupported)
}

fn problem(scene: &Scene<'_>, passage: &Passage, sentence: &Sentence<'_>, claim: Key<Claim>) -> crate::diagnostic::Problem {
    let id = scene.model.claims.id(claim);
    let standing = scene.composer().standing(claim).plain();
    let speaker = scene.composer().speaker(claim).map(|line| line.plain());
    let who = speaker.map_or_else(|| "who says so".to_owned(), |name| format!("“according to {name}”"));
    let message = format!("claim `{id}` ({standing}) is printed here as if it were ours");
    RULE.problem(passage.place(sentence.span), message)
        .note("a reader takes what nobody is named for as what we found")
        .help(format!("say it in the sentence or before it in the paragraph: {who}; or print `claims.{id}.sentence`"))
}
