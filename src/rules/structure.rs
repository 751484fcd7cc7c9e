//! Rules on the structure of a brief: what a reader needs to find on its page, and the words an author has to give.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::markdown::{FinishedPage, Layer};
use crate::model::{Calculation, Claim, Dataset, EvidenceFrom, Figure, Key, Source, Waiver};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::{Place, RegistryPlace};
use crate::view::{ANSWER_WORDS, BriefView, Mark, word_count};
use crate::vocabulary::{CslType, Level, Stance};
use crate::world::{ProjectPath, REGISTRY_FILE};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[
    &LONG_ANSWER,
    &LOST_SECTION,
    &EMPTY_HALF,
    &DANGLING_FOOTNOTE,
    &NO_BYLINE,
    &NO_DATA_DATE,
    &NO_METHOD,
    &NO_LIMITATIONS,
    &EVIDENCE_WITHOUT_LOCATOR,
    &IDLE_WAIVER,
    &EXPIRED_WAIVER,
];

/// The answer of a brief has more than forty words.
static LONG_ANSWER: Rule = Rule { code: &code::LONG_ANSWER, level: Level::Error, check: Check::Brief(long_answer) };

fn long_answer(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let words = word_count(&document.answer);
    if words <= ANSWER_WORDS {
        return;
    }
    let brief = &context.model.briefs[document.brief];
    let place: Place = match &brief.summary {
        Some(_) => brief.place.clone().then("summary").into(),
        None => brief.place.clone().into(),
    };
    found.push(
        LONG_ANSWER
            .problem(place, format!("the answer of brief `{}` is {words} words long", document.id.as_str()))
            .label(format!("at most {ANSWER_WORDS}"))
            .note("a longer answer is cut when it is shared, and what is cut is who says it")
            .help("shorten `summary`, or write one where the answer is made from the claims"),
    );
}

/// The section of what is known and unknown is not in a finished page.
static LOST_SECTION: Rule = Rule { code: &code::LOST_SECTION, level: Level::Error, check: Check::Page(lost_section) };

fn lost_section(context: &Context<'_>, document: &BriefView, page: &FinishedPage<'_>, found: &mut Problems) {
    let facts = page.facts;
    if facts.layer == Layer::Evidence {
        return;
    }
    let headings = &context.language().text().headings;
    let stands = |wanted: &str| {
        facts.outline.headings.iter().any(|heading| {
            let inside = facts.panel.is_some_and(|panel| panel.range().contains(&heading.range.start));
            inside && heading.filled && heading.words.trim() == wanted
        })
    };
    let wanted = [("known", &headings.known), ("claimed", &headings.claimed), ("unknown", &headings.unknown)];
    let wanted = wanted.map(|(name, words)| context.views.heading(name).unwrap_or(words));
    if let Some(lost) = wanted.into_iter().find(|wanted| !stands(wanted)) {
        let message = format!("the page of brief `{}` has no section “{lost}”", document.id.as_str());
        found.push(
            LOST_SECTION.problem(facts.template.clone(), message)
                .note("a reader must see at once what is established, what is only said, and what nobody knows")
                .help(
                    "begin the template with `{% extends \"knowns/brief.md\" %}` and put its words into `{% block body %}`",
                ),
        );
    }
}

/// A brief names nothing that is known or claimed, or nothing that is not known.
static EMPTY_HALF: Rule = Rule { code: &code::EMPTY_HALF, level: Level::Error, check: Check::Brief(empty_half) };

fn empty_half(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let told = document.known.len() + document.claimed.len();
    for (empty, half) in [(told == 0, "known or claimed"), (document.unknown.is_empty(), "unknown")] {
        if empty {
            let place = context.model.briefs[document.brief].place.clone();
            let id = document.id.as_str();
            let unrated = !document.not_rated.is_empty() && half != "unknown";
            let (message, help) = if unrated {
                (
                    format!("brief `{id}` lists only statements that are not rated"),
                    "test one of its claims or give it `evidence`; where it is an opinion, or nobody looked into it, add a waiver \
                     for `empty-half` that gives the reason",
                )
            } else {
                (
                    format!("brief `{id}` lists nothing that is {half}"),
                    "name a claim or an unknown, or add a waiver for `empty-half` that gives the reason",
                )
            };
            found.push(
                EMPTY_HALF
                    .problem(place, message)
                    .note("a brief with one empty half says more, or less, than any evidence does")
                    .help(help),
            );
        }
    }
}

/// A footnote of a finished page leads nowhere.
static DANGLING_FOOTNOTE: Rule =
    Rule { code: &code::DANGLING_FOOTNOTE, level: Level::Error, check: Check::Page(dangling_footnote) };

fn dangling_footnote(_: &Context<'_>, document: &BriefView, page: &FinishedPage<'_>, found: &mut Problems) {
    let facts = page.facts;
    for (name, _) in &facts.outline.dangling {
        let message = format!("footnote `{name}` in brief `{}` has no definition", document.id.as_str());
        found.push(
            DANGLING_FOOTNOTE
                .problem(facts.template.clone(), message)
                .note("the reader follows the number and finds nothing")
                .help("print a source by its id (`{{ sources.id }}`), or define the footnote"),
        );
    }
}

/// Nobody is named as author or publisher of a brief.
static NO_BYLINE: Rule = Rule { code: &code::NO_BYLINE, level: Level::Warning, check: Check::Brief(no_byline) };

fn no_byline(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let publication = &context.model.publication;
    let brief = &context.model.briefs[document.brief];
    let published = publication.publisher.is_some() || publication.publisher_party.is_some();
    if brief.byline.is_some() || !publication.authors.is_empty() || published {
        return;
    }
    found.push(
        NO_BYLINE
            .problem(brief.place.clone(), format!("brief `{}` has no byline", document.id.as_str()))
            .note("a reader has to know whose work it is, and whom to ask")
            .help("name the `authors` or the `publisher` of the publication, or give the brief a `byline`"),
    );
}

/// A brief rests on data that do not say which release they are.
static NO_DATA_DATE: Rule = Rule { code: &code::NO_DATA_DATE, level: Level::Warning, check: Check::Page(no_data_date) };

fn no_data_date(context: &Context<'_>, document: &BriefView, page: &FinishedPage<'_>, found: &mut Problems) {
    let datasets = &context.model.datasets;
    if page.facts.layer == Layer::Evidence || datasets.iter().all(|(_, _, dataset)| dataset.vintage.is_some()) {
        return;
    }
    let mut undated: Vec<Key<Dataset>> = Vec::new();
    for dataset in leaned_on(context, document) {
        if datasets[dataset].vintage.is_none() && !undated.contains(&dataset) {
            undated.push(dataset);
        }
    }
    for dataset in undated {
        let (id, data) = (document.id.as_str(), datasets.id(dataset));
        found.push(
            NO_DATA_DATE
                .problem(
                    datasets[dataset].place.clone(),
                    format!("brief `{id}` rests on `{data}`, which names no release"),
                )
                .note("data are revised; without its date nobody can tell which numbers were read")
                .help("give the dataset its `vintage`: the day it was released, or its latest month"),
        );
    }
}

/// Returns the datasets of a brief's tests and tables, and of the figures that its pages print.
fn leaned_on(context: &Context<'_>, document: &BriefView) -> Vec<Key<Dataset>> {
    let figures = context.printed(document.brief).iter().filter_map(|mark| match mark {
        Mark::Figure(figure) => context.evaluation.figure(*figure),
        _ => None,
    });
    let printed = figures.flat_map(|outcome| context.evaluation.datasets(&outcome.trace));
    document.datasets.iter().copied().chain(printed).collect()
}

/// The publication does not say how it works.
static NO_METHOD: Rule = Rule { code: &code::NO_METHOD, level: Level::Warning, check: Check::Project(no_method) };

fn no_method(context: &Context<'_>, found: &mut Problems) {
    if context.model.publication.method.is_some() || context.documents.is_empty() {
        return;
    }
    let place = RegistryPlace::value(ProjectPath::fixed(REGISTRY_FILE), vec!["publication".into()]).key();
    found.push(
        NO_METHOD
            .problem(Place::from(place), "the publication does not say how its numbers were obtained")
            .note("a reader who doubts a number has to know how it was read, checked and chosen")
            .help("add `method` to `publication`, in a sentence or two"),
    );
}

/// A brief does not say what it does not cover.
static NO_LIMITATIONS: Rule =
    Rule { code: &code::NO_LIMITATIONS, level: Level::Warning, check: Check::Brief(no_limitations) };

fn no_limitations(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let brief = &context.model.briefs[document.brief];
    if brief.limitations.is_empty() {
        found.push(
            NO_LIMITATIONS
                .problem(brief.place.clone(), format!("brief `{}` lists no limitations", document.id.as_str()))
                .note("whatever was not read, not counted or not asked, the reader takes for covered")
                .help("add `limitations`: what the sources leave out, and what was not looked at"),
        );
    }
}

/// A long source is cited without the place in it.
static EVIDENCE_WITHOUT_LOCATOR: Rule = Rule {
    code: &code::EVIDENCE_WITHOUT_LOCATOR,
    level: Level::Warning,
    check: Check::Several(&[Check::Claim(evidence_without_locator), Check::Figure(quoted)]),
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

fn evidence_without_locator(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
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
        found.push(no_locator(context, source, place, &who));
    }
}

fn quoted(context: &Context<'_>, figure: Key<Figure>, found: &mut Problems) {
    let entry = &context.model.figures[figure];
    let Calculation::Quote(quotation) = &entry.calculation else { return };
    if quotation.locator.is_none() && is_long(context, quotation.source) {
        let who = format!("figure `{}`", context.model.figures.id(figure));
        found.push(no_locator(context, quotation.source, entry.place.clone().then("source"), &who));
    }
}

fn no_locator(context: &Context<'_>, source: Key<Source>, place: RegistryPlace, who: &str) -> Problem {
    let id = context.model.sources.id(source);
    EVIDENCE_WITHOUT_LOCATOR
        .problem(place, format!("{who} cites source `{id}` and not the place in it"))
        .note("nobody finds one sentence in a report again without its page or section")
        .help("add `locator`: a page, section, paragraph or table")
}

/// Returns whether a reader would have to search in a source: by its type, where it is not on a single page.
fn is_long(context: &Context<'_>, source: Key<Source>) -> bool {
    let entry = &context.model.sources[source];
    let one_page = entry.page.as_deref().is_some_and(|page| page.chars().all(|c| c.is_ascii_digit()));
    !one_page && entry.kind.is_some_and(|kind| LONG.contains(&kind))
}

/// A waiver takes out nothing.
static IDLE_WAIVER: Rule = Rule { code: &code::IDLE_WAIVER, level: Level::Warning, check: Check::Waivers };

/// Returns the problem of a waiver that nothing needed, where the rule is held.
pub(crate) fn idle(context: &Context<'_>, waiver: &Waiver) -> Option<Problem> {
    let severity = IDLE_WAIVER.severity(context)?;
    let message = format!("the waiver of `{}` at `{}` matches nothing", waiver.rule.name, waiver.place);
    let problem = IDLE_WAIVER
        .problem(waiver.at.clone(), message)
        .note("a waiver that stays behind hides the next problem of its kind")
        .help("remove it, or name the place by the entry's id or the file's path");
    Some(Problem { severity, ..problem })
}

/// A waiver is over.
static EXPIRED_WAIVER: Rule = Rule { code: &code::EXPIRED_WAIVER, level: Level::Warning, check: Check::Waivers };

/// Returns the problem of a waiver that is over, where the rule is held.
pub(crate) fn expired(context: &Context<'_>, waiver: &Waiver) -> Option<Problem> {
    let severity = EXPIRED_WAIVER.severity(context)?;
    let until = waiver.expiry?;
    let message = format!("the waiver of `{}` at `{}` ended on {until}", waiver.rule.name, waiver.place);
    let problem = EXPIRED_WAIVER
        .problem(waiver.at.clone().then("expiry"), message)
        .note(format!("its reason was: {}", waiver.reason))
        .help(format!("fix what it set aside, or let `{}` renew it with a new `expiry`", waiver.owner));
    Some(Problem { severity, ..problem })
}
