//! `verdict` and `scales` understood: the verdict in the house's words, each with the standing that it needs.

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference::MISSING_KEY;
use crate::diagnostic::code::registry::WRONG_TYPE;
use crate::model::{Scale, Verdict};
use crate::registry::{self, Entries, Entry};
use crate::vocabulary::Standing;

use super::links::Scope;
use super::problem;
use super::registry_path::RegistryPath;

/// Returns the scales.
pub(super) fn scales(written: &Entries<registry::Scale>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Scale> {
    let mut scales = Vec::new();
    for scale in written.iter() {
        let here = at.key(&scale.id);
        // A word without a known standing stays a word, so that its claims are not scolded for it too.
        let words = match &scale.value {
            registry::Scale::Words(words) => {
                let needs = |word: &Entry<String>| {
                    let needs = scope.word(&word.value, &here.key(&word.id));
                    (word.id.clone(), needs.unwrap_or(Standing::Unsupported))
                };
                words.iter().map(needs).collect()
            }
            registry::Scale::Listed(words) => {
                scope.problems.push(listed(&here, &scale.id, words));
                words.iter().map(|word| (word.clone(), Standing::Unsupported)).collect()
            }
        };
        scales.push(Scale { name: scale.id.clone(), words });
    }
    scales
}

/// Returns the verdict, where its word stands in exactly one of the scales it may be from.
pub(super) fn verdict(
    written: &registry::Verdict,
    scales: &[Scale],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Verdict> {
    let word = scope.required(written.word.as_ref(), at, "word")?;
    let is_meant = |scale: &Scale| written.scale.as_ref().is_none_or(|name| *name == scale.name);
    let meant: Vec<(usize, &Scale)> = scales.iter().enumerate().filter(|(_, scale)| is_meant(scale)).collect();
    if let (Some(name), true) = (&written.scale, meant.is_empty()) {
        let known: Vec<&str> = scales.iter().map(|scale| scale.name.as_str()).collect();
        let problem = problem::unknown_word(&at.key("scale"), name, "scale of the publication", &known);
        scope.problems.push(if scales.is_empty() { without_scales(problem) } else { problem });
        return None;
    }
    let found = meant.iter().filter_map(|(index, scale)| Some((*index, scale.needs(word)?)));
    match found.collect::<Vec<_>>().as_slice() {
        [(scale, needs)] => {
            let rationale = written.rationale.clone();
            Some(Verdict { word: word.to_owned(), scale: Some(scales[*scale].name.clone()), needs: *needs, rationale })
        }
        [] => {
            let mut known: Vec<&str> = Vec::new();
            for (word, _) in meant.iter().flat_map(|(_, scale)| &scale.words) {
                if !known.contains(&word.as_str()) {
                    known.push(word);
                }
            }
            let what = "verdict of the publication's scales";
            let problem = problem::unknown_word(&at.key("word"), word, what, &known);
            scope.problems.push(if scales.is_empty() { without_scales(problem) } else { problem });
            None
        }
        several => {
            let names = several.iter().map(|(index, _)| scales[*index].name.as_str());
            scope.problems.push(of_several(at, word, &names.collect::<Vec<_>>()));
            None
        }
    }
}

/// A scale that is a bare list of words.
fn listed(at: &RegistryPath<'_>, name: &str, words: &[String]) -> Problem {
    // What the words between the two ends mean, only their author knows.
    let example = match words {
        [] => "Mostly true: reported".to_owned(),
        [only] => format!("{only}: established"),
        [first, last] => format!("{first}: established, {last}: refuted"),
        [first, .., last] => format!("{first}: established, …, {last}: refuted"),
    };
    Problem::error(&WRONG_TYPE, at.value(), format!("the scale `{name}` does not say which standing its words need"))
        .note(
            "a verdict may never say more than the evidence, so each word names the standing that a claim needs for it",
        )
        .help(format!("say it of each word, for instance `{name}: {{ {example} }}`"))
}

/// A verdict where the publication declares no scale.
fn without_scales(mut problem: Problem) -> Problem {
    problem.notes = vec![
        "a verdict is a word of a scale that the publication declares, each with the standing it needs".to_owned(),
    ];
    problem.helps = vec!["add the scale under `publication.scales`, or leave `verdict` out".to_owned()];
    problem
}

/// A word that stands in several scales.
fn of_several(at: &RegistryPath<'_>, word: &str, scales: &[&str]) -> Problem {
    let listed = problem::listed(scales.iter().copied());
    Problem::error(&MISSING_KEY, at.value(), format!("the verdict of {} has no `scale`", at.owner()))
        .note(format!("`{word}` is a word of the scales {listed}, and each may ask for another standing"))
        .help(format!("write `verdict: {{ word: {word}, scale: {} }}`", scales.first().copied().unwrap_or_default()))
}
