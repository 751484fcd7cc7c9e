//! `briefs` and `unknowns` understood.

use std::collections::HashSet;

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference as code;
use crate::diagnostic::paths::not_inside;
use crate::load::Project;
use crate::model::{Brief, BriefRow, Chart, Claim, Key, Section, Unknown};
use crate::registry;
use crate::world::{PathFault, ProjectPath};

use super::links::{Scope, Written};
use super::problem;
use super::prose::Readers;
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
        let mut brief = brief(project, id.as_str(), entry, readers, &at, scope);
        let drawn: Vec<Key<Chart>> = scope.link_all(&entry.charts.0, &at.key("charts"));
        brief.tables.extend(drawn.into_iter().map(|chart| charts[chart].table));
        briefs.add(id.clone(), brief);
    }
    briefs
}

fn brief(
    project: &Project,
    id: &str,
    written: &registry::Brief,
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
    let Some(words) = &written.template else {
        let ids = [Some(id), project.made.get(id).map(|made| made.of.as_str())];
        let paths = ids.into_iter().flatten().filter_map(|id| folder.join(&format!("{id}.md")).ok());
        return paths.into_iter().find(|path| project.templates.contains_key(path));
    };
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
