//! What `check` says once editions were accepted and something has moved since: sentences, cells, columns, the lock itself.

mod columns;
mod corrections;
mod lock;
mod many;
mod sentences;

use crate::project::Project;

const REGISTRY: &str = r"
registry: 1
publication: { title: A desk, publisher: The Desk, as_of: 2026-02-01, contact: desk@example.org, method: Numbers are read from the published record. }
parties: { cbp: U.S. Customs and Border Protection }
measures:
  encounters: { label: encounters, counts: events, kept_by: cbp, record: monthly, definition: Recorded stops; one person can be counted twice. }
datasets:
  monthly:
    file: data/encounters.csv
    measure: encounters
    publisher: cbp
    vintage: 2025-12-04
    primaryKey: month
    fields: { month: yearmonth, families: integer, total: integer }
figures:
  november: { of: monthly, where: { month: 2025-11 }, sum: total }
claims:
  over:
    statement: Encounters in November were over 30,000.
    said: { by: An opinion article, date: 2025-12-20 }
    quantity: over 30,000
    test: { figure: november, reading: All recorded encounters. }
  fell:
    kind: trend
    statement: Encounters fell in November.
    said: { by: An opinion article, date: 2025-12-20 }
    test: { of: monthly, where: { month: { gte: 2025-10, lte: 2025-11 } }, by: month, sum: total, falls: every-step, reading: October to November. }
unknowns:
  victims: { question: How many of them were trafficked?, because: The record does not ask., would_resolve: A published count. }
briefs:
  border:
    question: Were November encounters over 30,000?
    claims: [over, fell]
    template: templates/border.md
    unknowns: [victims]
    limitations: One month of one record, with {{ figures.november }} encounters in it.
  again:
    question: Did encounters go on?
    claims: [over, fell]
    template: templates/border.md
    unknowns: [victims]
    limitations: One record.
";

const TEMPLATE: &str = r#"{% extends "knowns/brief.md" %}
{% block body %}
## The autumn

Only {{ figures.november }} encounters were recorded, and the fall went on.

The article is right: it is {{ claims.over.standing }} that there were that many.

{{ claims.fell.sentence }}

Recorded stops are no persons.
{% endblock %}
"#;

const DATA: &str = "month,families,total\n2025-09,1911,26002\n2025-10,2028,30551\n2025-11,1583,30375\n";

/// Returns a project whose briefs were accepted as they are.
fn accepted() -> Project {
    let project =
        Project::of([("claims.yaml", REGISTRY), ("templates/border.md", TEMPLATE), ("data/encounters.csv", DATA)]);
    accept(&project);
    project
}

/// Accepts every brief of a project as it is, whatever was accepted before.
fn accept(project: &Project) {
    if !project.bytes("claims.lock").is_empty() {
        project.remove("claims.lock");
    }
    let said = project.run("accept --yes");
    assert_eq!(said.code, 0, "{}", said.whole());
}

/// Returns where each problem is that `check` finds, and its first line.
fn told(project: &Project) -> Vec<String> {
    let said = project.run("check").stdout;
    let mut told: Vec<String> = Vec::new();
    for line in said.lines() {
        if line.starts_with("error[") || line.starts_with("warning[") {
            told.push(line.to_owned());
        } else if let (Some(place), Some(last)) = (line.trim().strip_prefix("--> "), told.last_mut()) {
            *last = format!("{place} {last}");
        }
    }
    told
}
