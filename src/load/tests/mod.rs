//! What the load stage says of good, broken and hostile registries, by code, line, column and message.

mod form;
mod hostile;
mod ids;
mod includes;
mod places;
mod scalars;

use super::{Project, project};
use crate::diagnostic::Problems;
use crate::text::Place;
use crate::world::{Memory, World};

/// Returns the project and its problems, settled, one line each.
fn load(world: &dyn World) -> (Option<Project>, Vec<String>) {
    let mut problems = Problems::default();
    let project = project(world, &mut problems);
    problems.locate_and_sort(|place| project.as_ref().map_or_else(|| place.clone(), |project| project.locate(place)));
    let said = problems
        .iter()
        .map(|problem| {
            let at = shown(project.as_ref(), &problem.at.place);
            let mut said = format!("{} {at} {}", problem.code.id, problem.message);
            for label in &problem.also {
                said = format!("{said} | {} {}", shown(project.as_ref(), &label.place), label.text);
            }
            said
        })
        .collect();
    (project, said)
}

fn shown(project: Option<&Project>, place: &Place) -> String {
    match place {
        Place::Project => "project".to_owned(),
        Place::File(file) => file.to_string(),
        Place::Line(line) => format!("{}:{}:{}", line.file, line.line, line.column),
        Place::Registry(_) => "not located".to_owned(),
        Place::Text(file, span) => {
            let files = &project.expect("a text has a project").files;
            let text = &files.iter().find(|read| read.path == *file).expect("its file is there").text;
            let at = text.position(span.start);
            let words = &text.as_str()[span.range()];
            let words = if words.chars().count() > 40 { "…" } else { words };
            let file = if file.as_str() == "claims.yaml" { String::new() } else { format!("{file}:") };
            format!("{file}{}:{} `{words}`", at.line, at.column)
        }
    }
}

/// Returns what is said of a registry, `registry: 1` put before it.
fn said(registry: &str) -> Vec<String> {
    whole(&format!("registry: 1\n{registry}"))
}

/// Returns what is said of a registry as it stands.
fn whole(registry: &str) -> Vec<String> {
    load(&Memory::with([("claims.yaml", registry)])).1
}

/// Returns the project of a registry that has no problems.
fn sound(registry: &str) -> Project {
    let (project, said) = load(&Memory::with([("claims.yaml", format!("registry: 1\n{registry}").as_str())]));
    assert_eq!(said, Vec::<String>::new());
    project.expect("a sound registry is a project")
}
