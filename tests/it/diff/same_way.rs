//! What `diff --data` says of a file is what the update says once the file has taken its place.

use serde_json::Value;

use crate::project::Project;

const REGISTRY: &str = r"
registry: 1
publication: { title: A desk, publisher: The Desk, as_of: 2026-02-01, contact: desk@example.org, method: Numbers are read from the published record. }
parties: { office: The Tide Office }
measures:
  tides: { label: high tides, counts: events, kept_by: office, record: harbour, definition: Tides above the mark. }
datasets:
  harbour:
    file: data/harbour.csv
    measure: tides
    publisher: office
    VINTAGE
    fields: { month: yearmonth, n: integer }
figures:
  autumn: { label: tides in autumn, of: harbour, where: { month: { gte: 2025-09 } }, sum: n }
  average: { label: tides in a month, of: harbour, mean: n }
tables:
  months: { caption: Tides by month, of: harbour, columns: [month, n] }
claims:
  early:
    statement: There were over 50 high tides in November.
    said: { by: A harbour paper, date: 2025-12-20 }
    quantity: over 50
    test: { of: harbour, where: { month: 2025-11 }, sum: n, reading: All high tides of November 2025. }
  late:
    statement: There were over 40 high tides in October.
    said: { by: A harbour paper, date: 2026-01-20 }
    quantity: over 40
    test: { of: harbour, where: { month: 2025-10 }, sum: n, reading: All high tides of October 2025. }
  fewest:
    statement: There were fewer than 30 high tides in some month.
    said: { by: A harbour paper, date: 2025-12 }
    quantity: fewer than 30
    test: { of: harbour, min: n, reading: The month with the fewest high tides. }
unknowns:
  why: { question: Why so many?, because: The record does not say., would_resolve: A study. }
briefs:
  harbour-tides:
    question: Were there over 50 high tides in November?
    claims: [early, late, fewest]
    unknowns: [why]
    tables: [months]
    template: tides.md
    limitations: One harbour.
";

const TEMPLATE: &str = r#"{% extends "knowns/brief.md" %}
{% block body %}
## The tides

The autumn had {{ figures.autumn }} of them, and a month {{ figures.average }} on average.
{% endblock %}
"#;

const NOW: &str = "month,n\n2025-09,31\n2025-10,42\n2025-11,55\n";

/// Each kind of update: the new file, and the vintage that it has.
const UPDATES: [(&str, &str, &str); 7] = [
    ("a number that falls below what was said", "month,n\n2025-09,31\n2025-10,42\n2025-11,45\n", "2026-01-25"),
    ("a number that is revised and still bears it out", "month,n\n2025-09,31\n2025-10,42\n2025-11,54\n", "2026-01-25"),
    ("a month that came", "month,n\n2025-09,31\n2025-10,42\n2025-11,55\n2025-12,28\n", "2026-01-25"),
    (
        "a month that came and two that changed",
        "month,n\n2025-09,33\n2025-10,39\n2025-11,55\n2025-12,61\n",
        "2026-01-25",
    ),
    ("a release from before one of the statements", "month,n\n2025-09,31\n2025-10,39\n2025-11,45\n", "2026-01-08"),
    ("the same in another order", "month,n\n2025-11,55\n2025-10,42\n2025-09,31\n", "2026-01-25"),
    ("finer numbers", "month,n\n2025-09,31\n2025-10,40\n2025-11,51\n", "2026-01-25"),
];

fn project(vintage: &str) -> Project {
    let registry = REGISTRY.replace("VINTAGE", vintage);
    let project =
        Project::of([("claims.yaml", registry.as_str()), ("templates/tides.md", TEMPLATE), ("data/harbour.csv", NOW)]);
    let said = project.run("accept --yes");
    assert_eq!(said.code, 0, "{}", said.whole());
    project
}

/// Returns what `diff` says of the brief, without what it says of the file itself.
fn told(project: &Project, command: &str) -> Value {
    let said = project.run(command);
    let mut told: Value = serde_json::from_str(&said.stdout).unwrap_or_else(|_| panic!("{}", said.whole()));
    let brief = &mut told["briefs"][0];
    if let Some(brief) = brief.as_object_mut() {
        brief.remove("datasets");
    }
    brief.take()
}

#[test]
fn a_file_that_is_tried_out_gives_what_the_update_gives() {
    for (kind, new, vintage) in UPDATES {
        let project = project("vintage: 2025-12-04");
        project.write("downloads/new.csv", new);
        let tried =
            told(&project, &format!("diff --format json --data harbour=downloads/new.csv --vintage harbour={vintage}"));
        let alone = told(&project, "diff --format json --data harbour=downloads/new.csv");
        project.write("data/harbour-2025-12.csv", NOW);
        project.write("data/harbour.csv", new);
        let kept =
            format!("vintage: {vintage}\n    earlier: [{{ file: data/harbour-2025-12.csv, vintage: 2025-12-04 }}]");
        project.replace("claims.yaml", "vintage: 2025-12-04", &kept);
        let real = told(&project, "diff --format json");
        assert_eq!(tried, real, "{kind}");
        if vintage > "2026-01-20" {
            assert_eq!(alone, real, "{kind}: without a vintage, it comes after everything that was said");
        }
    }
}

#[test]
fn what_was_right_when_it_was_said_is_outdated_either_way() {
    let project = project("vintage: 2025-12-04");
    project.write("downloads/new.csv", UPDATES[0].1);
    let tried = told(&project, "diff --format json --data harbour=downloads/new.csv");
    assert_eq!(tried["standings"][0]["new"], "outdated", "{tried:#}");
}

#[test]
fn a_dataset_without_a_vintage_keeps_no_release_in_either_way() {
    let project = project("");
    project.write("downloads/new.csv", UPDATES[0].1);
    let tried = told(&project, "diff --format json --data harbour=downloads/new.csv");
    project.write("data/harbour.csv", UPDATES[0].1);
    assert_eq!(tried, told(&project, "diff --format json"));
    assert_eq!(tried["standings"][0]["new"], "refuted");
}

#[test]
fn a_vintage_is_that_of_a_file_that_is_given() {
    let project = project("vintage: 2025-12-04");
    for (arguments, said) in [
        ("diff --vintage harbour=2026-01", "no other file of `harbour` is given"),
        ("diff --data harbour=data/harbour.csv --vintage harbour=soon", "as in `monthly=2025-12`"),
    ] {
        let refused = project.run(arguments);
        assert_eq!(refused.code, 2, "{}", refused.whole());
        assert!(refused.stderr.contains(said), "{}", refused.whole());
    }
}
