//! `claims` understood: what is asserted, and what speaks for or against it.

use rayon::prelude::*;

use crate::diagnostic::code::reference::NOT_A_LANGUAGE_TAG;
use crate::diagnostic::{Problem, Problems};
use crate::model::{
    Claim, Evidence, EvidenceFrom, Looked, OwnQualifier, Reviewed, Said, Scale, Section, Source, Speaker, Translation,
};
use crate::registry::{self, Entries, Entry, Many};
use crate::text::Id;
use crate::vocabulary::{Basis, ClaimKind, EntryKind, Role, Stance};

use super::links::{Scope, SharedScope, Written};
use super::registry_path::RegistryPath;
use super::selection::Used;
use super::test::{self, Bench};
use super::{problem, test_problem, verdict};

/// Returns the claims.
pub(super) fn claims(
    written: &[Written<'_, registry::Claim>],
    bench: &Bench<'_>,
    scales: &[Scale],
    used: &mut Used,
    scope: &mut Scope<'_>,
) -> Section<Claim> {
    let mut claims = Section::with_capacity(written.len());
    let apart = scope.apart();
    let chunks: Vec<Chunk<'_, '_>> =
        written.par_chunks(CHUNK).map(|chunk| understood(chunk, bench, scales, apart.clone())).collect();
    for chunk in chunks {
        for (written, claim) in chunk.written.iter().zip(chunk.claims) {
            claims.add(written.id.clone(), claim);
        }
        used.extend(chunk.used);
        scope.problems.extend(chunk.problems);
    }
    claims
}

/// How many claims one core takes at a time.
const CHUNK: usize = 256;

/// Claims understood together, with what they used and the problems met.
struct Chunk<'a, 'w> {
    written: &'a [Written<'w, registry::Claim>],
    claims: Vec<Claim>,
    used: Used,
    problems: Problems,
}

fn understood<'a, 'w>(
    written: &'a [Written<'w, registry::Claim>],
    bench: &Bench<'_>,
    scales: &[Scale],
    apart: SharedScope<'_>,
) -> Chunk<'a, 'w> {
    let (mut used, mut problems) = (Used::new(), Problems::default());
    let mut scope = apart.with(&mut problems);
    let mut claims = Vec::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "claims");
        claims.push(claim((id.as_str(), entry), bench, scales, &mut used, &top.key(id.as_str()), &mut scope));
    }
    Chunk { written, claims, used, problems }
}

fn qualifiers(written: &Entries<String>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<OwnQualifier> {
    let one = |entry: &Entry<String>| {
        let here = at.key(&entry.id);
        Some(OwnQualifier { standing: scope.word(&entry.id, &here)?, words: entry.value.clone() })
    };
    written.iter().filter_map(one).collect()
}

fn claim(
    (id, written): (&str, &registry::Claim),
    bench: &Bench<'_>,
    scales: &[Scale],
    used: &mut Used,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Claim {
    let statement = scope.required(written.statement.as_ref(), at, "statement").unwrap_or_default();
    let kind = scope.word_if(written.kind.as_ref(), &at.key("kind"));
    let role = scope.word_if(written.role.as_ref(), &at.key("role"));
    let (said, said_again) = places(&written.said, &at.key("said"), scope);
    if role == Some(Role::Reviewed) && said.is_none() {
        scope.problems.push(problem::missing_key(at.name(), at, "said"));
    }
    let evidence = all_evidence(&written.evidence.0, &at.key("evidence"), scope);
    let evidence = located(evidence, &said.iter().chain(&said_again).collect::<Vec<_>>());
    let measure = scope.link_if(written.measure.as_ref(), &at.key("measure"));
    let tests = test::all((id, written), measure, bench, used, at, scope);
    let readers = bench.readers;
    let signs = measure.or(tests.measure).and_then(|measure| bench.facts.measures[measure].signs.as_ref());
    let has_ends = written.from.is_some() || written.to.is_some();
    let mut end = |words: Option<&String>, key| {
        let here = at.key(key);
        let said = scope.quantity_of(signs, words?, &here)?;
        if said.change().is_some() {
            scope.problems.push(test_problem::end_is_a_change(&here, &said.words));
            return None;
        }
        Some(said)
    };
    let (from, to) = (end(written.from.as_ref(), "from"), end(written.to.as_ref(), "to"));
    Claim {
        statement: readers.of_claim((id, written), statement, &at.key("statement"), scope),
        short: written.short.as_ref().map(|words| readers.of_claim((id, written), words, &at.key("short"), scope)),
        qualifiers: qualifiers(&written.qualifier, &at.key("qualifier"), scope),
        phrase: written.phrase.as_ref().map(|words| readers.of_claim((id, written), words, &at.key("phrase"), scope)),
        kind: kind.unwrap_or(match (&written.quantity, tests.any_trend) {
            (Some(_), _) => ClaimKind::Quantity,
            (None, _) if has_ends => ClaimKind::Quantity,
            (None, false) if written.says_its_value() => ClaimKind::Quantity,
            (None, true) => ClaimKind::Trend,
            (None, false) => ClaimKind::Event,
        }),
        role: role.unwrap_or(if said.is_some() { Role::Reviewed } else { Role::Finding }),
        said,
        said_again,
        measure: measure.or(tests.measure),
        quantity: written.quantity.as_ref().and_then(|words| scope.quantity_of(signs, words, &at.key("quantity"))),
        from,
        to,
        names: written.names.0.clone(),
        apart: scope.link_all(&written.apart.0, &at.key("apart")),
        part_of: scope.link_if(written.part_of.as_ref(), &at.key("part_of")),
        evidence,
        tests: tests.all,
        instead: written
            .instead
            .as_ref()
            .map(|words| readers.of_claim((id, written), words, &at.key("instead"), scope)),
        period: scope.period_if(written.period.as_ref(), &at.key("period")),
        scope: written.scope.clone(),
        event: written.event.clone(),
        verdict: written
            .verdict
            .as_ref()
            .and_then(|written| verdict::verdict(written, scales, &at.key("verdict"), scope)),
        looked: looked(&written.looked.0, &at.key("looked"), scope),
        unknown: scope.link_if(written.unknown.as_ref(), &at.key("unknown")),
        reviewed: written.reviewed.as_ref().and_then(|it| reviewed(it, &at.key("reviewed"), scope)),
        place: at.registry_place(),
    }
}

/// Returns where it was said first, and where else.
fn places(written: &Many<registry::Said>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> (Option<Said>, Vec<Said>) {
    let each = written.iter().enumerate();
    let mut all: Vec<Said> = each.map(|(item, said)| where_said(said, &at.item(item), scope)).collect();
    if all.is_empty() { (None, all) } else { (Some(all.remove(0)), all) }
}

fn where_said(written: &registry::Said, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Said {
    let source = scope.link_if::<Source>(written.source.as_ref(), &at.key("in"));
    if written.by.is_none() && written.source.is_none() {
        scope.problems.push(problem::missing_key(at.value(), at, "by"));
    }
    Said {
        by: written.by.as_ref().map(|by| speaker(by, &at.key("by"), scope)),
        source,
        date: scope.period_if(written.date.as_ref(), &at.key("date")),
        locator: written.locator.clone(),
        quote: written.quote.clone(),
        language: match &written.language {
            Some(tag) => language(tag, &at.key("language"), scope),
            None => of_main_language(written, scope),
        },
        translation: translation(written, at, scope),
        place: at.registry_place(),
    }
}

/// Returns the tag of the main language where briefs in another one print words of it.
fn of_main_language(written: &registry::Said, scope: &Scope<'_>) -> Option<String> {
    let languages = scope.project.languages.as_ref().filter(|languages| !languages.is_main())?;
    written.quote.as_ref().map(|_| languages.main().tag().to_owned())
}

fn translation(written: &registry::Said, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Translation> {
    let translation = written.translation.as_ref()?;
    let here = at.key("translation");
    for (key, is_there) in [("quote", written.quote.is_some()), ("language", written.language.is_some())] {
        if !is_there {
            scope.problems.push(problem::missing_key(here.name(), at, key));
        }
    }
    if translation.text.is_none() {
        scope.problems.push(problem::missing_key(here.value(), &here, "text"));
    }
    let by = translation.by.as_ref().map(|by| speaker(by, &here.key("by"), scope));
    Some(Translation { text: translation.text.clone()?, by })
}

/// Returns the tag of a language, as browsers and screen readers take it; none where it is that of the briefs anyway.
fn language(written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<String> {
    let mut parts = written.split('-');
    let first = parts.next().unwrap_or_default();
    let is_tag = matches!(first.len(), 2 | 3)
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    if !is_tag {
        scope.problems.push(no_tag(written, at));
        return None;
    }
    let own = scope.language.tag().split('-').next().unwrap_or_default();
    (!first.eq_ignore_ascii_case(own)).then(|| written.to_owned())
}

/// Words that are no tag of a language.
fn no_tag(written: &str, at: &RegistryPath<'_>) -> Problem {
    Problem::error(&NOT_A_LANGUAGE_TAG, at.value(), format!("`{written}` is not a tag of a language"))
        .note("a page marks words in another language by its tag, so that they are read aloud as they should be")
        .help("write its tag, such as `es`, `fr` or `pt-BR`")
}

/// A party's id, or free words; a word that only looks like an id is taken for a slip.
pub(super) fn speaker(written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Speaker {
    if let Some(party) = scope.links.find(written) {
        scope.links.met(EntryKind::Party, written, || at.value());
        return Speaker::Party(party);
    }
    if let Some(found) = scope.links.kinds(written).next() {
        scope.problems.push(problem::wrong_kind(at.value(), written, found, EntryKind::Party));
    } else if scope.is_whole && Id::snake(written).is_ok() && !scope.links.is_taken(written) {
        let near = scope.near(written, &[EntryKind::Party]);
        // One plain word, such as `officials`, is a word unless it is nearly an id.
        if written.contains('_') || near.is_some() {
            scope.problems.push(problem::unregistered_speaker(at, written, near));
        }
    }
    Speaker::Words(written.to_owned())
}

/// Returns when somebody last looked at an entry, and who.
pub(super) fn reviewed(written: &registry::Reviewed, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Reviewed> {
    let by = written.by.as_ref().map(|by| speaker(by, &at.key("by"), scope));
    let Some(date) = &written.date else {
        scope.problems.push(problem::missing_key(at.value(), at, "date"));
        return None;
    };
    Some(Reviewed { date: scope.date(date, &at.key("date"))?, by })
}

fn looked(written: &[registry::Looked], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Looked> {
    let mut all = Vec::with_capacity(written.len());
    for (item, looked) in written.iter().enumerate() {
        let here = at.item(item);
        let date = scope.date_if(looked.date.as_ref(), &here.key("date"));
        match &looked.place {
            Some(place) => all.push(Looked { place: place.clone(), date }),
            None => scope.problems.push(problem::missing_key(here.value(), &here, "where")),
        }
    }
    all
}

/// Returns evidence with its place in the source: where nothing is said of it and the claim was said in that source, it is there.
fn located(mut evidence: Vec<Evidence>, said: &[&Said]) -> Vec<Evidence> {
    for item in evidence.iter_mut().filter(|item| item.locator.is_none()) {
        let EvidenceFrom::Source(source) = item.from else { continue };
        item.locator = said.iter().find(|said| said.source == Some(source)).and_then(|said| said.locator.clone());
    }
    evidence
}

/// Returns the items that name a source or a dataset.
pub(super) fn all_evidence(
    written: &[registry::Evidence],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Vec<Evidence> {
    let mut items = Vec::with_capacity(written.len());
    for (item, written) in written.iter().enumerate() {
        items.extend(evidence(written, &at.item(item), scope));
    }
    items
}

fn evidence(written: &registry::Evidence, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Evidence> {
    let from = match (&written.source, &written.dataset) {
        (Some(source), None) => scope.link(source, &at.key("source")).map(EvidenceFrom::Source),
        (None, Some(dataset)) => scope.link(dataset, &at.key("dataset")).map(EvidenceFrom::Dataset),
        (None, None) => {
            scope.problems.push(problem::missing_key(at.value(), at, "source"));
            None
        }
        (Some(_), Some(_)) => {
            scope.problems.push(problem::misplaced(
                at.key("dataset").name(),
                format!("an item of evidence of {} names both a source and a dataset", at.owner()),
                "each item is from one place, so that a reader can follow it back",
                "write two items",
            ));
            None
        }
    };
    let stance = scope.word_if(written.stance.as_ref(), &at.key("stance"));
    if written.stance.is_none() {
        scope.problems.push(problem::missing_key(at.value(), at, "stance"));
    }
    let basis = scope.word_if(written.basis.as_ref(), &at.key("basis"));
    if written.stage.is_some() && basis.is_some_and(|basis| basis != Basis::Court) {
        scope.problems.push(problem::misplaced(
            at.key("stage").name(),
            format!("an item of evidence of {} has a `stage`, but its basis is not `court`", at.owner()),
            "`stage` says how far a case before a court has come",
            "write `basis: court`, or leave `stage` out",
        ));
    }
    let evidence = Evidence {
        // The item is dropped below where it names nothing.
        from: from.unwrap_or(EvidenceFrom::Source(crate::model::Key::new(0))),
        stance: stance.unwrap_or(Stance::Context),
        basis,
        stage: written.stage.clone(),
        measure: scope.link_if(written.measure.as_ref(), &at.key("measure")),
        quantity: written.quantity.as_ref().and_then(|words| scope.quantity(words, &at.key("quantity"))),
        locator: written.locator.clone(),
        note: written.note.clone(),
        date: scope.date_if(written.date.as_ref(), &at.key("date")),
        reviewed: written.reviewed.as_ref().and_then(|it| reviewed(it, &at.key("reviewed"), scope)),
        place: at.registry_place(),
    };
    from.map(|from| Evidence { from, ..evidence })
}
