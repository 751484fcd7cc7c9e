//! Rules on words of likelihood.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{LikelihoodScale, Term};
use crate::model::{Brief, Key};
use crate::prose::passage::Passage;
use crate::prose::sentence::Sentence;
use crate::prose::voice;
use crate::prose::voice::{is_ours, overlap};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Gathering, Mention, Rule};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&CONFIDENCE_AND_LIKELIHOOD, &MIXED_LIKELIHOOD_SCALES];

/// How sure somebody is and how likely something is stand in one sentence.
static CONFIDENCE_AND_LIKELIHOOD: Rule = Rule {
    code: &code::CONFIDENCE_AND_LIKELIHOOD,
    level: Level::Error,
    check: Check::Sentence(confidence_and_likelihood),
};

fn confidence_and_likelihood(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    found: &mut Problems,
) {
    let sure = sentence.said(Term::Confidence).filter(|words| !is_explained(sentence, words));
    let Some(sure) = sure.max_by_key(|words| (words.len(), std::cmp::Reverse(words.start))) else { return };
    let likely = voice::likelihoods(passage, sentence).map(|(_, words)| words);
    let likely = likely.filter(|words| !overlap(words, &sure)).max_by_key(Range::len);
    let Some(likely) = likely.filter(|words| is_ours(context.prose, passage, sentence, words)) else { return };
    let message = format!(
        "“{}” and “{}” stand in one sentence",
        sentence.as_written(&sure, passage),
        sentence.as_written(&likely, passage)
    );
    found.push(
        CONFIDENCE_AND_LIKELIHOOD.problem(passage.place(sentence.span_of(&likely)), message)
            .label("how likely it is")
            .also(passage.place(sentence.span_of(&sure)), "how sure we are")
            .note("how good the evidence is and how likely something is are two things; in one sentence readers take them for one")
            .help("say in one sentence how likely it is, and in another how sure you are and why"),
    );
}

/// Returns whether a word is only explained: its sentence goes on with what it means or does not mean.
fn is_explained(sentence: &Sentence<'_>, words: &Range<usize>) -> bool {
    let next = [Term::Definition, Term::Negation].into_iter().flat_map(|term| sentence.said(term));
    next.into_iter().any(|range| range.start >= words.end && range.start <= words.end + 1)
}

/// A brief says how likely things are in the words of two scales.
static MIXED_LIKELIHOOD_SCALES: Rule = Rule {
    code: &code::MIXED_LIKELIHOOD_SCALES,
    level: Level::Warning,
    check: Check::Gathered(Gathering { mentions, check: mixed_likelihood_scales }),
};

/// Returns the words of a sentence that only one scale has.
fn mentions(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Mention> {
    let own = voice::likelihoods(passage, sentence)
        .filter(|(term, words)| term.scale().is_some() && is_ours(context.prose, passage, sentence, words));
    own.map(|(term, words)| Mention { term, span: sentence.span_of(&words) }).collect()
}

fn mixed_likelihood_scales(context: &Context<'_>, mentions: &[(&Passage<'_>, Mention)], found: &mut Problems) {
    let scales: Vec<LikelihoodScale> = mentions.iter().filter_map(|(_, mention)| mention.term.scale()).collect();
    if scales.iter().all(|scale| scales.first() == Some(scale)) {
        return;
    }
    // By brief: its first word of any scale, and its first of another.
    let mut first: BTreeMap<Key<Brief>, &(&Passage<'_>, Mention)> = BTreeMap::new();
    let mut second: BTreeMap<Key<Brief>, &(&Passage<'_>, Mention)> = BTreeMap::new();
    for mention in mentions {
        for brief in context.prose.briefs_of(mention.0) {
            let before = first.entry(brief).or_insert(mention);
            if before.1.term.scale() != mention.1.term.scale() {
                second.entry(brief).or_insert(mention);
            }
        }
    }
    for (brief, there) in second {
        let here = first[&brief];
        let (Some(one), Some(other)) = (here.1.term.scale(), there.1.term.scale()) else { continue };
        let written = |(passage, mention): &(&Passage<'_>, Mention)| passage.text[mention.span.range()].to_owned();
        let message = format!(
            "brief `{}` says “{}” of {} beside “{}” of {}",
            context.model.briefs.id(brief),
            written(there),
            other.name(),
            written(here),
            one.name()
        );
        found.push(
            MIXED_LIKELIHOOD_SCALES.problem(there.0.place(there.1.span), message)
                .label(format!("a word of {}", other.name()))
                .also(here.0.place(here.1.span), format!("a word of {}", one.name()))
                .note(format!("{}: {}", one.name(), one.source()))
                .note(format!("{}: {}", other.name(), other.source()))
                .note("each scale gives its words a range of chances, and the ranges differ; a reader cannot tell which is meant")
                .help(format!("keep to the words of {} throughout, or say which scale you use", one.name())),
        );
    }
}
