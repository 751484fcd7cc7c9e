//! A long source is cited without the place in it.
#![doc = include_str!("evidence-without-locator.md")]

use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, EvidenceFrom, Key, Level, Model, Source, Stance};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::EVIDENCE_WITHOUT_LOCATOR, level: Level::Warning, look: Look::Claim(check) };

/// The CSL types of sources in which a reader would have to search.
const LONG: [&str; 9] =
    ["article", "article-journal", "book", "chapter", "hearing", "legal_case", "legislation", "report", "thesis"];

fn check(scene: &Scene<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = scene.model;
    let entry = &model.claims[claim];
    let items = entry.evidence.iter().filter(|item| item.locator.is_none() && item.stance != Stance::Context);
    let cited = items.filter_map(|item| match item.from {
        EvidenceFrom::Source(source) => Some((source, item.place.clone())),
        EvidenceFrom::Dataset(_) => None,
    });
    let said = entry.said.as_ref().filter(|said| said.locator.is_none()).and_then(|said| said.source);
    let said = said.map(|source| (source, entry.place.clone().then("said")));
    for (source, place) in cited.chain(said).filter(|(source, _)| is_long(model, *source)) {
        let (id, claim) = (model.sources.id(source), model.claims.id(claim));
        found.push(
            RULE.problem(place, format!("claim `{claim}` cites source `{id}` and not the place in it"))
                .note("nobody finds one sentence in a report again without its page or section")
                .help("add `locator`: a page, section, paragraph or table"),
        );
    }
}

fn is_long(model: &Model, source: Key<Source>) -> bool {
    model.sources[source].kind.as_deref().is_some_and(|kind| LONG.contains(&kind))
}
