//! A long source is cited without the place in it.
#![doc = include_str!("../pages/evidence-without-locator.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Calculation, Claim, EvidenceFrom, Figure, Key, Source};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::{CslType, Level, Stance};

pub(crate) static RULE: Rule = Rule {
    code: &code::EVIDENCE_WITHOUT_LOCATOR,
    level: Level::Warning,
    check: Check::Several(&[Check::Claim(check), Check::Figure(quoted)]),
};

/// The CSL types of sources in which a reader would have to search.
const LONG: [CslType; 18] = [
    CslType::Article,
    CslType::ArticleJournal,
    CslType::Bill,
    CslType::Book,
    CslType::Chapter,
    CslType::Classic,
    CslType::Collection,
    CslType::Hearing,
    CslType::LegalCase,
    CslType::Legislation,
    CslType::Manuscript,
    CslType::PaperConference,
    CslType::Patent,
    CslType::Regulation,
    CslType::Report,
    CslType::Standard,
    CslType::Thesis,
    CslType::Treaty,
];

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    // Where it was said is told once.
    let told = |source: Key<Source>| entry.places().any(|said| said.source == Some(source) && said.locator.is_some());
    let items = entry.evidence.iter().filter(|item| item.locator.is_none() && item.stance != Stance::Context);
    let cited = items.filter_map(|item| match item.from {
        EvidenceFrom::Source(source) if !told(source) => Some((source, item.place.clone())),
        EvidenceFrom::Source(_) | EvidenceFrom::Dataset(_) => None,
    });
    let unlocated = entry.places().filter(|said| said.locator.is_none());
    let said = unlocated.filter_map(|said| Some((said.source?, said.place.clone())));
    for (source, place) in cited.chain(said).filter(|(source, _)| is_long(context, *source)) {
        let who = format!("claim `{}`", context.model.claims.id(claim));
        found.push(problem(context, source, place, &who));
    }
}

fn quoted(context: &Context<'_>, figure: Key<Figure>, found: &mut Problems) {
    let entry = &context.model.figures[figure];
    let Calculation::Quote(quotation) = &entry.calculation else { return };
    if quotation.locator.is_none() && is_long(context, quotation.source) {
        let who = format!("figure `{}`", context.model.figures.id(figure));
        found.push(problem(context, quotation.source, entry.place.clone().then("source"), &who));
    }
}

fn problem(context: &Context<'_>, source: Key<Source>, place: RegistryPlace, who: &str) -> Problem {
    let id = context.model.sources.id(source);
    RULE.problem(place, format!("{who} cites source `{id}` and not the place in it"))
        .note("nobody finds one sentence in a report again without its page or section")
        .help("add `locator`: a page, section, paragraph or table")
}

/// Returns whether a reader would have to search in a source: by its type, where it is not on a single page.
fn is_long(context: &Context<'_>, source: Key<Source>) -> bool {
    let entry = &context.model.sources[source];
    let one_page = entry.page.as_deref().is_some_and(|page| page.chars().all(|c| c.is_ascii_digit()));
    !one_page && entry.kind.is_some_and(|kind| LONG.contains(&kind))
}
