//! `measures` understood: what is counted, by whom, in which record, and what it must not be confused with.

use crate::diagnostic::Problem;
use crate::model::{Measure, Registered};
use crate::registry;
use crate::vocabulary::Counts;

use super::at::At;
use super::link::{Scope, Written};
use super::problem;

/// Returns the measures.
pub(super) fn all(written: &[Written<'_, registry::Measure>], scope: &mut Scope<'_>) -> Registered<Measure> {
    let mut measures = Registered::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = At::top(file, "measures");
        let measure = one(id.as_str(), entry, &top.key(id.as_str()), scope);
        measures.add(id.clone(), measure);
    }
    measures
}

fn one(id: &str, written: &registry::Measure, at: &At<'_>, scope: &mut Scope<'_>) -> Measure {
    scope.required(written.definition.as_ref(), at, "definition");
    let distinct = at.key("distinct_from");
    let mut distinct_from = Vec::new();
    for entry in written.distinct_from.iter() {
        let here = distinct.key(&entry.id);
        if entry.id == id {
            scope.problems.push(of_itself(&here, id));
        } else if let Some(key) = scope.link_key(&entry.id, &here) {
            distinct_from.push((key, entry.value.clone()));
        }
    }
    Measure {
        label: written.label.clone().unwrap_or_else(|| id.replace('_', " ")),
        unit: written.unit.clone(),
        counts: counts(written, at, scope),
        definition: written.definition.clone(),
        kept_by: scope.link_if(written.kept_by.as_ref(), &at.key("kept_by")),
        record: scope.link_all(&written.record.0, &at.key("record")),
        aliases: written.aliases.0.clone(),
        distinct_from,
        proxy_for: scope.link_all(&written.proxy_for.0, &at.key("proxy_for")),
        result: scope.word_if(written.result.as_ref(), &at.key("result")),
        sensitive: written.sensitive.unwrap_or(false),
        source: scope.link_if(written.source.as_ref(), &at.key("source")),
        place: at.registry_place(),
    }
}

/// The list of words is open, but one letter away from a known word is a slip.
fn counts(written: &registry::Measure, at: &At<'_>, scope: &mut Scope<'_>) -> Counts {
    let Some(word) = scope.required(written.counts.as_ref(), at, "counts") else {
        return Counts::Other(String::new());
    };
    let counts = Counts::parse(word);
    if matches!(counts, Counts::Other(_)) && problem::nearest(word, Counts::known()).is_some() {
        scope.problems.push(problem::unknown_word(
            &at.key("counts"),
            word,
            "known word for what is counted",
            &Counts::known(),
        ));
    }
    counts
}

/// A measure told apart from itself.
fn of_itself(at: &At<'_>, id: &str) -> Problem {
    problem::misplaced(
        at.name(),
        format!("measure `{id}` is distinct from itself"),
        "`distinct_from` names the other measures it could be confused with",
        "name another measure",
    )
}
