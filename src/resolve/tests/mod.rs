//! Whole projects in memory, with every problem they give.

mod briefs;
mod claims;
mod conditions;
mod datasets;
mod figures;
mod large;
mod references;
mod smallest;
mod texts;
mod trends;
mod views;

use crate::diagnostic::{Problem, Problems};
use crate::load;
use crate::model::Model;
use crate::text::{Place, RegistryPlace};
use crate::world::Memory;

/// What every project of these tests begins with.
const HEAD: &str = "
registry: 1
publication: { title: Border desk, as_of: 2025-12-15 }
parties: { cbp: U.S. Customs and Border Protection }
measures:
  encounters: { counts: events, kept_by: cbp, definition: Recorded stops. }
  persons_found: { counts: persons, definition: People found., distinct_from: { encounters: One person can be met twice. } }
datasets:
  monthly: { file: data/encounters.csv, measure: encounters, publisher: cbp, vintage: 2025-12-04 }
";

const CSV: &str =
    "month,state,total,children\n2025-09,Texas,26002,700\n2025-10,Texas,30551,750\n2025-11,Arizona,30375,788\n";

/// Returns the model of a registry that goes on after [`HEAD`], and its problems.
fn resolved(rest: &str) -> (Model, Vec<Problem>) {
    of_files(&[("claims.yaml", &format!("{HEAD}{rest}")), ("data/encounters.csv", CSV)])
}

fn of_files(files: &[(&str, &str)]) -> (Model, Vec<Problem>) {
    let mut problems = Problems::default();
    let project =
        load::project(&Memory::with(files.iter().copied()), &mut problems).expect("the test's registry can be read");
    let model = super::model(&project, &mut problems);
    (model, problems.into_iter().collect())
}

/// Returns the problems of a registry that goes on after [`HEAD`], each as code and message.
fn problems(rest: &str) -> Vec<String> {
    said(&resolved(rest).1)
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.code.id, problem.message)).collect()
}

/// Returns where the only problem of a registry is.
fn place(rest: &str) -> RegistryPlace {
    let (_, problems) = resolved(rest);
    match problems.as_slice() {
        [Problem { at, .. }] => match &at.place {
            Place::Registry(place) => place.clone(),
            other => panic!("the problem is not in the registry but at {other:?}"),
        },
        other => panic!("one problem is expected: {:?}", said(other)),
    }
}

/// Returns the first help of the only problem.
fn help(rest: &str) -> String {
    let (_, problems) = resolved(rest);
    assert_eq!(problems.len(), 1, "{:?}", said(&problems));
    problems[0].helps[0].clone()
}
