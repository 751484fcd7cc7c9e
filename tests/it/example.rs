//! The example of six files as offices publish them: it builds without a warning, in few lines, and a number of each topic leads to its cells.

use std::path::Path;

use crate::project::Project;

/// More lines than this, and the example is none of how little has to be written.
const MOST_LINES: usize = 150;

fn project() -> Project {
    Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nordland"))
}

#[test]
fn the_example_builds_without_a_warning_in_few_lines_of_yaml() {
    let project = project();
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
    let lines = project.read("claims.yaml").lines().count();
    assert!(lines < MOST_LINES, "{lines} lines");
}

#[test]
fn a_number_of_each_topic_leads_to_its_cells() {
    let project = project();
    for (number, cells) in [
        ("births_so_far", ["data/births.csv", "line: 115"]),
        ("flu_highest", ["data/flu-deaths.csv", "lines: 5, 9"]),
        ("excess_2023", ["data/excess.tsv", "column: Sterbefallzahl"]),
        ("jobless_now", ["data/unemployment.csv", "line: 12"]),
        ("inflation_now", ["data/inflation.csv", "line: 7"]),
    ] {
        let said = project.run(&format!("trace figures.{number}"));
        assert_eq!(said.code, 0, "{}", said.whole());
        for wanted in cells {
            assert!(said.stdout.contains(wanted), "{number}: {wanted}\n{}", said.stdout);
        }
    }
}

#[test]
fn the_example_of_a_desk_that_updates_itself_builds_without_a_warning() {
    let project = Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/monthly"));
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
}
