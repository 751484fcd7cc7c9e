//! Scales of likelihood: lists of phrases whose publishers say what each of them means. A word that several scales have tells
//! nothing about which is meant.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A published scale of likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LikelihoodScale {
    /// Intelligence Community Directive 203 of the United States.
    Icd203,
    /// The yardstick of the Professional Head of Intelligence Assessment, United Kingdom.
    Phia,
    /// The calibrated language of the Intergovernmental Panel on Climate Change.
    Ipcc,
}

/// What a scale's file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Its name in messages.
    name: String,
    /// Where it is published.
    source: String,
    /// Its phrases by language.
    phrases: BTreeMap<String, Vec<String>>,
}

static FILES: LazyLock<[(LikelihoodScale, File); 3]> = LazyLock::new(|| {
    [
        (LikelihoodScale::Icd203, include_str!("likelihood/icd-203.yaml")),
        (LikelihoodScale::Phia, include_str!("likelihood/phia.yaml")),
        (LikelihoodScale::Ipcc, include_str!("likelihood/ipcc.yaml")),
    ]
    .map(|(scale, file)| (scale, serde_yaml::from_str(file).expect("the scales are part of the tool and tested")))
});

impl LikelihoodScale {
    /// Returns its name, as in `ICD 203`.
    pub fn name(self) -> &'static str {
        &self.file().name
    }

    /// Returns where it is published, in words.
    pub fn source(self) -> &'static str {
        &self.file().source
    }

    fn file(self) -> &'static File {
        let found = FILES.iter().find(|(scale, _)| *scale == self);
        &found.expect("every scale has a file").1
    }
}

/// Returns every phrase of a language with the scale that alone has it, or none where several have it.
pub(super) fn phrases(tag: &str) -> impl Iterator<Item = (Option<LikelihoodScale>, &'static str)> {
    let mut scales: BTreeMap<&'static str, Vec<LikelihoodScale>> = BTreeMap::new();
    for (scale, file) in FILES.iter() {
        for phrase in file.phrases.get(tag).into_iter().flatten() {
            scales.entry(phrase.as_str()).or_default().push(*scale);
        }
    }
    scales.into_iter().map(|(phrase, scales)| {
        let alone = if let [scale] = scales.as_slice() { Some(*scale) } else { None };
        (alone, phrase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_scale_has_a_name_a_source_and_words_of_its_own_in_every_language() {
        for (scale, file) in FILES.iter() {
            assert!(!scale.name().is_empty() && !scale.source().is_empty());
            for tag in Language::plain().map(Language::tag) {
                assert!(phrases(tag).any(|(alone, _)| alone == Some(*scale)), "{scale:?} {tag}");
                assert!(file.phrases[tag].iter().all(|phrase| phrase == &phrase.to_lowercase()));
            }
        }
    }
}
