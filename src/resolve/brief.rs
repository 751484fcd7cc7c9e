//! `briefs` and `unknowns` understood.

use std::collections::HashSet;

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference as code;
use crate::diagnostic::paths::not_inside;
use crate::language::{Language, Languages};
use crate::load::Project;
use crate::model::{Brief, BriefRow, Chart, Claim, Key, Section, Unknown};
use crate::registry;
use crate::text::Id;
use crate::world::{PathFault, ProjectPath};

use super::links::{Scope, Written};
use super::problem;
use super::prose::Readers;
use super::publication::unclear;
use super::registry_path::RegistryPath;

/// Returns the briefs.
pub(super) fn briefs(
    project: &Project,
    written: &[Written<'_, registry::Brief>],
    readers: &Readers<'_>,
    charts: &Section<Chart>,
    scope: &mut Scope<'_>,
) -> Section<Brief> {
    let mut briefs = Section::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "briefs");
        let at = top.key(id.as_str());
        let languages = languages(entry, project, &at.key("languages"), scope);
        if !languages.contains(&scope.language) {
            continue;
        }
        let mut brief = brief(project, id.as_str(), (entry, languages), readers, &at, scope);
        let drawn: Vec<Key<Chart>> = scope.link_all(&entry.charts.0, &at.key("charts"));
        brief.tables.extend(drawn.into_iter().map(|chart| charts[chart].table));
        let ending = project.languages.as_ref().map(|all| all.ending_of(scope.language)).unwrap_or_default();
        briefs.add(if ending.is_empty() { id.clone() } else { Id::in_language(id, &ending) }, brief);
    }
    briefs
}

fn brief(
    project: &Project,
    id: &str,
    (written, languages): (&registry::Brief, Vec<Language>),
    readers: &Readers<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Brief {
    let question = scope.required(written.question.as_ref(), at, "question").unwrap_or_default();
    if written.claims.is_empty() {
        scope.problems.push(problem::missing_key(at.name(), at, "claims"));
    }
    let claims = scope.link_all(&written.claims.0, &at.key("claims"));
    let limits = at.key("limitations");
    let limitations = written.limitations.iter().enumerate();
    Brief {
        question: readers.prose(question, &at.key("question"), scope),
        answer: answer(written, &claims, &at.key("answer"), scope),
        summary: readers.prose_if(written.summary.as_ref(), &at.key("summary"), scope),
        lead_in: readers.prose_if(written.lead_in.as_ref(), &at.key("lead_in"), scope),
        topics: written.topics.0.clone(),
        unknowns: scope.link_all(&written.unknowns.0, &at.key("unknowns")),
        tables: scope.link_all(&written.tables.0, &at.key("tables")),
        languages,
        template: template(project, id, written, &at.key("template"), scope),
        byline: written.byline.clone(),
        limitations: limitations.map(|(item, text)| readers.prose(text, &limits.item(item), scope)).collect(),
        review: scope.date_if(written.review.as_ref(), &at.key("review")),
        row: project.made.get(id).map(|made| BriefRow { id: made.row.id.clone(), cells: made.row.cells.clone() }),
        place: at.registry_place(),
        claims,
    }
}

/// The claims that answer; the first claim where the author names none.
fn answer(
    written: &registry::Brief,
    claims: &[Key<Claim>],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Vec<Key<Claim>> {
    if written.answer.is_empty() {
        return claims.first().copied().into_iter().collect();
    }
    let listed: HashSet<Key<Claim>> = claims.iter().copied().collect();
    let answer = scope.link_all(&written.answer.0, at);
    for (item, id) in written.answer.iter().enumerate() {
        if let Some(key) = scope.links.find::<Claim>(id)
            && !listed.contains(&key)
        {
            scope.problems.push(answer_not_listed(&at.item(item), id));
        }
    }
    answer
}

/// The template named, else the one with the brief's own id or that of the brief it is made of, else none.
fn template(
    project: &Project,
    id: &str,
    written: &registry::Brief,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<ProjectPath> {
    let folder = ProjectPath::fixed("templates");
    let ending = project.languages.as_ref().map(|languages| languages.ending_of(scope.language)).unwrap_or_default();
    let Some(words) = &written.template else {
        let is_there = |path: &ProjectPath| project.templates.contains_key(path) || project.left_out.contains_key(path);
        let ids = [Some(id), project.made.get(id).map(|made| made.of.as_str())];
        let named = |ending: &str| {
            let mut paths = ids.iter().flatten().filter_map(|id| folder.join(&format!("{id}{ending}.md")).ok());
            paths.find(|path| is_there(path))
        };
        let own = named(&ending);
        if own.is_none()
            && !ending.is_empty()
            && let Some(main) = named("")
        {
            let wanted = main.as_str().strip_suffix(".md").unwrap_or_default();
            scope.problems.push(not_translated(at, id, &format!("{wanted}{ending}.md")));
        }
        return own;
    };
    let translated = words.strip_suffix(".md").filter(|_| !ending.is_empty()).map(|stem| format!("{stem}{ending}.md"));
    let words = translated.as_ref().unwrap_or(words);
    let below = words.trim_start_matches("./");
    let name = below.strip_prefix("templates/").unwrap_or(below);
    let path = match folder.join(name) {
        _ if name.is_empty() => None,
        Err(fault @ PathFault::Name { .. }) => {
            scope.problems.push(not_inside(at.value(), words, fault));
            return None;
        }
        path => path.ok().filter(|_| ProjectPath::parse(words).is_ok()),
    };
    let known = |path: &ProjectPath| project.templates.contains_key(path) || project.unread.contains(path);
    let found = path.filter(known);
    if found.is_none() {
        let names = project.templates.keys().map(|path| &path.as_str()["templates/".len()..]);
        let near = problem::nearest(name, names);
        scope.problems.push(problem::no_template(at, words, near));
    }
    found
}

/// The languages of a brief, in the publication's order: the main one, and those that it lists.
fn languages(
    written: &registry::Brief,
    project: &Project,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Vec<Language> {
    let all = project.languages.clone().unwrap_or_else(|| Languages::alone(scope.language));
    if written.languages.is_empty() {
        return vec![all.main()];
    }
    let mut listed = Vec::with_capacity(written.languages.0.len());
    for (item, tag) in written.languages.iter().enumerate() {
        match all.named(tag) {
            Some(language) if listed.contains(&language) => {
                scope.problems.push(problem::listed_twice(&at.item(item), tag));
            }
            Some(language) => listed.push(language),
            None => scope.problems.push(not_of_the_publication(&at.item(item), tag, &all)),
        }
    }
    if !listed.contains(&all.main()) {
        let main = all.main().tag();
        scope.problems.push(unclear(
            at.value(),
            format!("{} is not in the main language, `{main}`", at.owner()),
            format!("add `{main}`: the others are translations of it"),
        ));
    }
    all.all().iter().copied().filter(|language| listed.contains(language) || *language == all.main()).collect()
}

/// A brief in a language that the publication does not list.
fn not_of_the_publication(at: &RegistryPath<'_>, tag: &str, all: &Languages) -> Problem {
    let listed = problem::listed(all.all().iter().map(|language| language.tag()));
    Problem::error(&code::UNLISTED_LANGUAGE, at.value(), format!("`{tag}` is not a language of the publication"))
        .note("texts are looked for in the languages of the publication alone")
        .help(format!("the publication is in {listed}: add it to `publication.languages`, or take it out here"))
}

/// A brief with a template of its own in the main language alone.
fn not_translated(at: &RegistryPath<'_>, id: &str, wanted: &str) -> Problem {
    Problem::error(&code::NO_TEMPLATE, at.value(), format!("brief `{id}` has no template `{wanted}`"))
        .note("it has a template of its own in the main language, whose words would not be in the other")
        .help("write it beside that one, or take the language out of `languages`")
}

/// An answer that the brief does not list among its claims.
fn answer_not_listed(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(
        &code::ANSWER_NOT_LISTED,
        at.value(),
        format!("claim `{id}` answers {} but is not among its claims", at.owner()),
    )
    .note("what answers a brief is shown with its standing among the findings")
    .help(format!("add `{id}` to `claims`"))
}

/// Returns the open questions.
pub(super) fn unknowns(
    written: &[Written<'_, registry::Unknown>],
    readers: &Readers<'_>,
    scope: &mut Scope<'_>,
) -> Section<Unknown> {
    let mut unknowns = Section::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "unknowns");
        let unknown = unknown(entry, &top.key(id.as_str()), readers, scope);
        unknowns.add(id.clone(), unknown);
    }
    unknowns
}

fn unknown(
    written: &registry::Unknown,
    at: &RegistryPath<'_>,
    readers: &Readers<'_>,
    scope: &mut Scope<'_>,
) -> Unknown {
    let question = scope.required(written.question.as_ref(), at, "question").unwrap_or_default();
    if written.because.is_none() && written.reason.is_none() {
        scope.required(None, at, "because");
    }
    Unknown {
        question: readers.prose(question, &at.key("question"), scope),
        reason: scope.word_if(written.reason.as_ref(), &at.key("reason")),
        because: readers.prose_if(written.because.as_ref(), &at.key("because"), scope),
        holder: scope.link_if(written.holder.as_ref(), &at.key("holder")),
        asked: written.asked.clone(),
        would_resolve: readers.prose_if(written.would_resolve.as_ref(), &at.key("would_resolve"), scope),
        next_check: scope.date_if(written.next_check.as_ref(), &at.key("next_check")),
        blocks: scope.link_all(&written.blocks.0, &at.key("blocks")),
        measure: scope.link_if(written.measure.as_ref(), &at.key("measure")),
        place: at.registry_place(),
    }
}
