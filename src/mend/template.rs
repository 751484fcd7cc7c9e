//! Which entry a misspelt id in a template was meant to be.
//!
//! Rendering says that a name is unknown; the model knows what else it could have been. An id is mended; a part of an entry,
//! such as `quantity`, is left to the author.

use std::collections::BTreeMap;

use crate::diagnostic::code::template::UNKNOWN_NAME;
use crate::diagnostic::{Place, Problem, Problems};
use crate::model::{Model, Registered};
use crate::text::near::near;
use crate::text::{Span, Text};
use crate::world::ProjectPath;

/// Says, at each problem of an unknown name in a template, which id is meant where only one can be.
pub fn names_in_templates(templates: &BTreeMap<ProjectPath, Text>, model: &Model, problems: &mut Problems) {
    for problem in problems.iter_mut().filter(|problem| problem.code == &UNKNOWN_NAME) {
        if let Some((place, id, section)) = misspelt(problem, templates, model) {
            let slip = Problem::error(&UNKNOWN_NAME, place, "").slip(&id, near(&id, section));
            problem.fix = slip.fix;
        }
    }
}

/// Returns where the id of a name stands, the id, and the ids of its section; none where it is not the id that is unknown.
fn misspelt<'m>(
    problem: &Problem,
    templates: &BTreeMap<ProjectPath, Text>,
    model: &'m Model,
) -> Option<(Place, String, Vec<&'m str>)> {
    let Place::Text(path, span) = &problem.at.place else { return None };
    let name = templates.get(path)?.as_str().get(span.range())?;
    let (section, rest) = name.split_once('.')?;
    let id = rest.split('.').next()?;
    let ids = ids(section, model)?;
    if ids.contains(&id) {
        return None;
    }
    let start = span.start + section.len() + 1;
    Some((Place::Text(path.clone(), Span::new(start, start + id.len())), id.to_owned(), ids))
}

fn ids<'m>(section: &str, model: &'m Model) -> Option<Vec<&'m str>> {
    fn of<T>(section: &Registered<T>) -> Vec<&str> {
        section.iter().map(|(_, id, _)| id.as_str()).collect()
    }
    Some(match section {
        "claims" => of(&model.claims),
        "datasets" => of(&model.datasets),
        "figures" => of(&model.figures),
        "measures" => of(&model.measures),
        "parties" => of(&model.parties),
        "sources" => of(&model.sources),
        "tables" => of(&model.tables),
        "unknowns" => of(&model.unknowns),
        _ => return None,
    })
}
