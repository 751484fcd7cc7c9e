//! Numbers, tables and charts that rest on more cells than are remembered one by one.

use std::fmt::Write as _;

use knowns::edition::{Entry, EntryKind, Lock};

use super::{accept, told};
use crate::project::Project;

const REGISTRY: &str = r"
registry: 1
publication: { title: A desk, publisher: The Desk, as_of: 2026-02-01, contact: desk@example.org, method: Numbers are read from the published record. }
parties: { office: The Rainfall Office }
measures:
  rainfall: { label: rainfall, counts: amount, unit: mm, kept_by: office, record: daily, definition: Rain in the gauge. }
datasets:
  daily:
    file: data/rain.csv
    measure: rainfall
    publisher: office
    vintage: 2026-01-04
    fields: { day: date, gauge: string, mm: integer }
  gauges:
    file: data/gauges.csv
    measure: rainfall
    publisher: office
    vintage: 2026-01-04
    fields: { gauge: string, height: integer }
FIGURES
claims:
  rained:
    statement: Rain was recorded.
    kind: existence
    looked: { where: The office's pages, date: 2026-01-05 }
unknowns:
  before: { question: How much rain was there before?, because: The record begins in 2025., would_resolve: An older record. }
briefs:
  rain:
    question: Was rain recorded?
    claims: [rained]
    unknowns: [before]
    limitations: One record.
    PRINTS
";

/// Returns two hundred days of two gauges; `mm` says how much fell.
fn data(days: u32, mm: impl Fn(u32, &str) -> u32) -> String {
    let mut out = String::from("day,gauge,mm\n");
    for day in 0..days {
        let date = format!("2025-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
        for gauge in ["north", "south"] {
            writeln!(out, "{date},{gauge},{}", mm(day, gauge)).unwrap();
        }
    }
    out
}

fn plain(day: u32, gauge: &str) -> u32 {
    day % 7 + u32::from(gauge == "south")
}

/// Each kind of thing that rests on many cells: what is declared, and what prints it.
const KINDS: [(&str, &str, &str); 7] = [
    ("sum", "figures: { total: { label: rain, of: daily, sum: mm } }", "{{ figures.total }}"),
    (
        "mean of a part",
        "figures: { total: { label: rain, of: daily, where: { gauge: north }, mean: mm } }",
        "{{ figures.total }}",
    ),
    ("most", "figures: { total: { label: rain, of: daily, max: mm } }", "{{ figures.total }}"),
    (
        "count",
        "figures: { total: { label: days, of: daily, where: { mm: { gte: 0 } }, count: rows } }",
        "{{ figures.total }}",
    ),
    (
        "series",
        "figures: { all: { label: rain, of: daily, by: day, sum: mm }, total: { label: most rain, highest: all } }",
        "{{ figures.total }}",
    ),
    ("table", "tables: { all: { caption: Rain, of: daily, columns: [day, gauge, mm] } }", "{{ tables.all }}"),
    (
        "chart",
        "charts: { drawn: { caption: Rain, of: daily, where: { gauge: north }, by: day, columns: mm, mark: line } }",
        "{{ charts.drawn }}",
    ),
];

fn project(declared: &str, printed: &str) -> Project {
    let registry = REGISTRY.replace("FIGURES", declared).replace("PRINTS", "template: rain.md");
    let template = format!(
        "{{% extends \"knowns/brief.md\" %}}\n{{% block body %}}\n## The rain\n\nPrinted: {printed}\n{{% endblock %}}\n"
    );
    Project::of([
        ("claims.yaml", registry.as_str()),
        ("templates/rain.md", &template),
        ("data/rain.csv", &data(200, plain)),
        ("data/gauges.csv", "gauge,height\nnorth,12\nsouth,7\n"),
    ])
}

fn refused_as_data_update(project: &Project) -> bool {
    let said = project.run("accept --yes --kind data-update");
    let refused = said.stderr.contains("changed within one release, so this edition of `rain` is a correction");
    assert_eq!(refused, said.code == 2, "{}", said.whole());
    refused
}

#[test]
fn a_changed_cell_among_many_is_a_correction_whatever_rests_on_it() {
    for (kind, declared, printed) in KINDS {
        let project = project(declared, printed);
        accept(&project);
        // One cell more and one less: the sum, the mean and the count are what they were.
        let swapped = |day: u32, gauge: &str| match (day, gauge) {
            (3, "north") => plain(day, gauge) + 1,
            (10, "north") => plain(day, gauge) - 1,
            _ => plain(day, gauge),
        };
        project.write("data/rain.csv", data(200, swapped));
        if kind == "count" {
            // What is counted are rows, whatever else stands in them.
            assert_eq!(told(&project), Vec::<String>::new());
            continue;
        }
        let silent: Vec<String> = told(&project).into_iter().filter(|line| line.contains("V003")).collect();
        assert_eq!(silent.len(), 1, "{kind}");
        assert_eq!(project.run("build --locked").code, 1, "{kind}");
        assert!(refused_as_data_update(&project), "{kind}");
        assert!(!project.run("accept --yes --kind editorial").stderr.is_empty(), "{kind}");
        let accepted = project.run_saying("accept --yes --kind correction --since 1 --note", "Two cells were swapped.");
        assert_eq!(accepted.code, 0, "{kind}: {}", accepted.whole());
        assert_eq!(project.run("build --locked").code, 0, "{kind}");
    }
}

#[test]
fn rows_in_another_order_other_line_endings_and_rows_that_came_are_no_changed_cells() {
    let turned = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n") + "\n"
    };
    let by_gauge = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].sort_by_key(|line| line.split(',').nth(1));
        lines.join("\n") + "\n"
    };
    let (now, longer) = (data(200, plain), data(203, plain));
    for (kind, declared, printed) in KINDS {
        for other in [now.replace('\n', "\r\n"), turned(&now), longer.clone(), turned(&longer), by_gauge(&longer)] {
            let project = project(declared, printed);
            accept(&project);
            project.write("data/rain.csv", &other);
            if kind == "table" && project.run("accept --yes --kind data-update").code == 0 {
                continue;
            }
            let said = project.run("accept --yes --kind data-update");
            let nothing = said.stderr.contains("every brief says what its last edition says");
            assert!(said.code == 0 || nothing, "{kind}: {}", said.whole());
        }
    }
}

#[test]
fn a_changed_cell_is_found_among_rows_that_came() {
    let (kind, declared, printed) = KINDS[0];
    let project = project(declared, printed);
    accept(&project);
    let one = |day: u32, gauge: &str| plain(day, gauge) + u32::from(day == 5 && gauge == "south");
    project.write("data/rain.csv", data(203, one));
    assert!(refused_as_data_update(&project), "{kind}");
    project.replace("claims.yaml", "vintage: 2026-01-04\n    fields: { day", "vintage: 2026-01-09\n    fields: { day");
    assert!(!refused_as_data_update(&project), "a new release may hold other cells");
}

#[test]
fn a_label_that_takes_a_row_into_a_count_is_a_changed_cell_even_at_the_end_of_the_file() {
    let declared = "figures: { total: { label: days, of: daily, where: { gauge: north }, count: rows } }";
    let project = project(declared, "{{ figures.total }}");
    accept(&project);
    let text = project.read("data/rain.csv");
    let cut = text.trim_end().rfind(",south,").unwrap();
    project.write("data/rain.csv", format!("{},north,{}", &text[..cut], &text[cut + ",south,".len()..]));
    assert!(refused_as_data_update(&project));
}

#[test]
fn rows_without_a_name_of_their_own_are_known_together() {
    let declared = "figures: { total: { label: rain, of: daily, where: { day: 2025-01-01 }, sum: mm } }";
    let project = project(declared, "{{ figures.total }}");
    project.write("data/rain.csv", "day,gauge,mm\n2025-01-01,north,4\n2025-01-01,north,5\n2025-01-02,north,5\n");
    accept(&project);
    project.write("data/rain.csv", "day,gauge,mm\n2025-01-02,north,5\n2025-01-01,north,5\n2025-01-01,north,4\n");
    assert_eq!(told(&project), Vec::<String>::new(), "the same rows in another order");
    project.write("data/rain.csv", "day,gauge,mm\n2025-01-01,north,3\n2025-01-01,north,6\n2025-01-02,north,5\n");
    assert!(refused_as_data_update(&project));
}

#[test]
fn a_changed_cell_of_a_joined_dataset_is_one_too() {
    let declared = "figures: { total: { label: height, of: daily, join: { dataset: gauges, key: gauge }, where: { day: 2025-01-01 }, sum: height } }";
    let project = project(declared, "{{ figures.total }}");
    accept(&project);
    project.write("data/gauges.csv", "gauge,height\nnorth,11\nsouth,8\n");
    assert!(refused_as_data_update(&project));
}

#[test]
fn a_lock_of_an_earlier_version_is_read_and_a_number_that_moved_under_it_is_no_data_update() {
    let (_, declared, printed) = KINDS[0];
    let project = project(declared, printed);
    accept(&project);
    let mut lock = Lock::read(&project.read("claims.lock")).unwrap();
    let ledger = lock.briefs.get_mut("rain").unwrap();
    let content = ledger.content.read();
    let kept: Vec<_> = content
        .iter()
        .filter(|(key, _)| key.kind != EntryKind::Extent)
        .map(|(key, entry)| (key.id.clone(), entry.clone()))
        .collect();
    let mut content = knowns::edition::Entries::default();
    for (id, entry) in kept {
        assert!(!matches!(entry, Entry::Extent(_)));
        content.put(id, entry);
    }
    ledger.content = content.into();
    let old = lock.to_text();
    assert!(old.starts_with("lock 1\n"));
    project.write("claims.lock", &old);
    assert_eq!(told(&project), Vec::<String>::new(), "nothing moved");
    assert_eq!(project.run("build --locked").code, 0);
    project.write("data/rain.csv", data(200, |day, gauge| plain(day, gauge) + u32::from(day == 3)));
    assert!(refused_as_data_update(&project));
}

#[test]
fn the_lock_holds_one_line_for_many_cells() {
    let (_, declared, printed) = KINDS[0];
    let project = project(declared, printed);
    accept(&project);
    let lock = project.read("claims.lock");
    let lines: Vec<&str> = lock.lines().filter(|line| line.starts_with("  cell")).collect();
    assert_eq!(lines.len(), 1, "{lock}");
    assert!(
        lines[0].starts_with(
            r#"  cells figures.total {"dataset":"daily","cells":400,"rows":400,"until":"2025-08-04","digest":""#
        ),
        "{lock}"
    );
}
