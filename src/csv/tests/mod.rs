//! What whole files give: their cells ([`cells`]), their problems word for word ([`breaches`]), what comes of advice that is
//! followed ([`helps`]), any file at all ([`any`]); and numbers and rows by themselves.

mod any;
mod breaches;
mod cells;
mod column_builder;
mod described;
mod helps;
mod number;
mod rows;
mod workbooks;

use crate::diagnostic::{Problem, Severity};
use crate::registry::Dataset;
use crate::table::Table;
use crate::text::{Place, RegistryPlace};
use crate::world::ProjectPath;

/// Reads a file as the YAML of its dataset declares.
fn read(declared: &str, bytes: impl AsRef<[u8]>) -> (Option<Table>, Vec<Problem>) {
    let dataset: Dataset =
        if declared.is_empty() { Dataset::default() } else { serde_yaml::from_str(declared).unwrap() };
    let at = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec!["datasets".into(), "x".into()]);
    super::read(bytes.as_ref(), &ProjectPath::fixed("x.csv"), &dataset, &at)
}

/// Returns everything that reading a file in chunks of so many bytes gives, as text.
fn whole(declared: &str, bytes: impl AsRef<[u8]>, chunk: usize) -> String {
    let dataset: Dataset =
        if declared.is_empty() { Dataset::default() } else { serde_yaml::from_str(declared).unwrap() };
    let at = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec!["datasets".into(), "x".into()]);
    let (table, problems) = super::read_in_chunks(bytes.as_ref(), &ProjectPath::fixed("x.csv"), &dataset, &at, chunk);
    let table = table.map(|table| {
        let columns = serde_json::to_string(&table.columns).unwrap();
        let columns = format!(
            "{columns} {:?}",
            table.columns.iter().map(|column| &column.cells).map(|cells| cells.integers().clone()).collect::<Vec<_>>()
        );
        (table.rows, table.lines.clone(), table.places.clone(), format!("{:?}", table.fill), columns)
    });
    format!("{table:?} {:?}", problems.iter().map(line).collect::<Vec<_>>())
}

/// Returns the cells of a file that has no problems.
fn cells(declared: &str, bytes: impl AsRef<[u8]>) -> Vec<Vec<String>> {
    let (table, problems) = read(declared, bytes);
    assert_eq!(problems, [], "no problems");
    let table = table.unwrap();
    (0..table.rows).map(|row| table.columns.iter().map(|column| column.written(row).into_owned()).collect()).collect()
}

/// Returns each problem of a file as `place code: message [label] (help)`.
fn problems(declared: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    read(declared, bytes).1.iter().map(line).collect()
}

fn line(problem: &Problem) -> String {
    let place = match &problem.at.place {
        Place::Line(at) => format!("{}:{} {:?}", at.line, at.column, &at.text[at.span.range()]),
        Place::Registry(at) => format!("{:?}", at.steps.last().unwrap()).replace("Key(", "").replace(')', ""),
        Place::File(_) => "file".to_owned(),
        other => panic!("{other:?} is not a place of a data file"),
    };
    let label = if problem.at.text.is_empty() { String::new() } else { format!(" [{}]", problem.at.text) };
    let help = if problem.helps.is_empty() { String::new() } else { format!(" ({})", problem.helps.join("; ")) };
    let warning = if problem.severity == Severity::Warning { " warning" } else { "" };
    format!("{place} {}{warning}: {}{label}{help}", problem.code.id, problem.message)
}
