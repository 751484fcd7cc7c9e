//! A brief says how likely things are in the words of two scales.
#![doc = include_str!("../pages/mixed-likelihood-scales.md")]

use std::collections::BTreeMap;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{LikelihoodScale, Term};
use crate::model::{Brief, Key};
use crate::prose::likelihood;
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::prose::voice::is_ours;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Gathering, Mention, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule {
    code: &code::MIXED_LIKELIHOOD_SCALES,
    level: Level::Warning,
    check: Check::Gathered(Gathering { mentions, check }),
};

/// Returns the words of a sentence that only one scale has.
fn mentions(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>) -> Vec<Mention> {
    let own = likelihood::said(passage, sentence).filter(|(term, words)| {
        matches!(term, Term::Likelihood(_)) && is_ours(context.prose, passage, sentence, words)
    });
    own.map(|(term, words)| Mention { term, span: sentence.span_of(&words) }).collect()
}

fn check(context: &Context<'_>, mentions: &[(&Passage, Mention)], found: &mut Problems) {
    let scales: Vec<LikelihoodScale> = mentions.iter().filter_map(|(_, mention)| scale(mention)).collect();
    if scales.iter().all(|scale| scales.first() == Some(scale)) {
        return;
    }
    // By brief: its first word of any scale, and its first of another.
    let mut first: BTreeMap<Key<Brief>, &(&Passage, Mention)> = BTreeMap::new();
    let mut second: BTreeMap<Key<Brief>, &(&Passage, Mention)> = BTreeMap::new();
    for mention in mentions {
        for brief in context.prose.briefs_of(mention.0) {
            let before = first.entry(brief).or_insert(mention);
            if scale(&before.1) != scale(&mention.1) {
                second.entry(brief).or_insert(mention);
            }
        }
    }
    for (brief, there) in second {
        let here = first[&brief];
        let (Some(one), Some(other)) = (scale(&here.1), scale(&there.1)) else { continue };
        let written = |(passage, mention): &(&Passage, Mention)| passage.text[mention.span.range()].to_owned();
        let message = format!(
            "brief `{}` says “{}” of {} beside “{}” of {}",
            context.model.briefs.id(brief),
            written(there),
            other.name(),
            written(here),
            one.name()
        );
        found.push(
            RULE.problem(there.0.place(there.1.span), message)
                .label(format!("a word of {}", other.name()))
                .also(here.0.place(here.1.span), format!("a word of {}", one.name()))
                .note(format!("{}: {}", one.name(), one.source()))
                .note(format!("{}: {}", other.name(), other.source()))
                .note("each scale gives its words a range of chances, and the ranges differ; a reader cannot tell which is meant")
                .help(format!("keep to the words of {} throughout, or say which scale you use", one.name())),
        );
    }
}

fn scale(mention: &Mention) -> Option<LikelihoodScale> {
    match mention.term {
        Term::Likelihood(scale) => Some(scale),
        _ => None,
    }
}
