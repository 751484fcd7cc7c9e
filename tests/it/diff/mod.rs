//! `diff`: whether conclusions changed, then what else did, against a lock that the test makes itself.

mod asked;
mod changed;
mod program;
mod readers;
mod same_way;

use std::path::Path;

use crate::project::Project;
use knowns::edition::{Edition, EditionKind, Lock};
use knowns::pipeline::{self, Options};
use knowns::world::Disk;

/// Accepts what every brief of the project says, as `accept` does.
fn accept(project: &Project, date: &str) {
    let run = pipeline::watched(
        &Disk::open(&project.path(".")).unwrap(),
        &Options { editions: true, ..Options::default() },
        &|_| {},
    );
    let editions = run.editions.unwrap_or_else(|| panic!("{:#?}", run.problems));
    let mut lock = Lock::clone(&editions.lock);
    for (id, now) in editions.briefs.iter().zip(editions.now) {
        let ledger = lock.briefs.entry(id.clone()).or_default();
        let kind = if ledger.editions.is_empty() { EditionKind::First } else { EditionKind::DataUpdate };
        let edition = Edition {
            date: date.to_owned(),
            kind,
            by: vec!["A. Editor".to_owned()],
            note: None,
            since: None,
            withdrawn: false,
            changes: Vec::new(),
            question: String::new(),
            answer: String::new(),
            standing: String::new(),
        };
        ledger.accept(edition, now.content);
    }
    project.write("claims.lock", lock.to_text());
}

/// A brief with a table, a number that hides small changes, a sentence of its own, unknowns, a source that can fall.
const ALONE: &str = r#"
measures:
  leads: { label: leads, counts: reports, definition: Hints that an agency follows. }
figures:
  autumn: { label: encounters in the autumn, of: monthly, where: { month: [2025-09, 2025-10, 2025-11] }, sum: total }
  average: { label: encounters in an average month, of: monthly, mean: total, decimals: 0 }
tables:
  months: { of: monthly, where: { month: { gte: 2025-10 } }, columns: [month, total], caption: Since October 2025 }
unknowns:
  homes:
    question: How many leads were followed?
    measure: leads
    reason: not-published
    because: Nobody publishes it.
    would_resolve: A published list.
    next_check: 2026-02-01
briefs:
  november-alone:
    question: Were November encounters just over 30,000?
    claims: [november, located]
    unknowns: [homes]
    tables: [months]
    template: alone.md
    limitations: One month of one record.
"#;

const TEMPLATE: &str = r#"{% extends "knowns/brief.md" %}

{% block body %}
## What the record says

The autumn had {{ figures.autumn }} encounters in all. An average month had {{ figures.average }} encounters.

{{ tables.months }}
{% endblock %}
"#;

fn alone() -> Project {
    let project = Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/base"));
    project.write("example.yaml", ALONE);
    project.write("templates/alone.md", TEMPLATE);
    accept(&project, "2025-12-31");
    project
}

const NOVEMBER: &str = "2025-11,788,30375";

/// Returns a project in which nearly everything changed at once.
fn changed() -> Project {
    let project = alone();
    project.replace("data/encounters.csv", NOVEMBER, "2025-11,790,27375\n2025-12,801,28004");
    project.replace("claims.yaml", "vintage: 2025-12-01", "vintage: 2025-12-31");
    project.replace(
        "claims.yaml",
        "issued: 2025-12-05, seen: self }",
        "issued: 2025-12-05, seen: self, status: corrected }",
    );
    project.replace(
        "claims.yaml",
        "  university: {",
        "  union: { name: A | Union, kind: union, interests: { found: none, date: 2025-12-01 } }\n  university: {",
    );
    project.replace(
        "claims.yaml",
        "      - { source: statement, stance: supports, basis: says-so, locator: paragraph 2 }",
        "      - { source: check, stance: supports, basis: document, locator: paragraph 3 }",
    );
    project.replace("claims.yaml", "Recorded meetings of CBP with people", "Meetings of CBP with _people_ | <b>");
    project.replace("claims.yaml", "  border-november:", "  border-late:");
    project.replace("example.yaml", "next_check: 2026-02-01", "next_check: 2025-12-15");
    project.replace("example.yaml", "unknowns: [homes]", "unknowns: [homes, victims]");
    project.replace("templates/alone.md", "An average month had", "In an average month there were");
    project
}
