//! Cells that change while the vintage of their dataset does not.

use knowns::pipeline::{self, Options, Purpose};
use knowns::world::Disk;
use snapbox::{assert_data_eq, str};

use super::{DATA, accept, accepted, told};

/// Returns the problems of silent corrections.
fn silent(project: &crate::project::Project) -> Vec<String> {
    told(project).into_iter().filter(|line| line.contains("V003")).collect()
}

#[test]
fn a_changed_cell_under_the_same_vintage_is_a_silent_correction() {
    let project = accepted();
    project.replace("data/encounters.csv", "30375", "30373");
    project.replace("data/encounters.csv", "30551", "30552");
    assert_data_eq!(
        project.run("check").whole(),
        str![[r#"
$ knowns check
exit code 0

--- stdout
warning[V003]: 2 cells of dataset `monthly` changed, and its vintage is still `2025-12-04`
  --> claims.yaml:12:14
   |
12 |     vintage: 2025-12-04
   |              ^^^^^^^^^^
   |
   = note: `monthly/2025-10/total`: 30551 → 30552; `monthly/2025-11/total`: 30375 → 30373
   = note: a release that changes without a new date is a correction, and readers who saw the old number are owed the word
   = help: where it is a new release, give it its `vintage` and keep the old file under `earlier`; where a cell was wrong, accept it as what it is: `knowns accept --kind correction --since 1 --note "what was wrong"`

warning[V002]: what this sentence leans on has moved (`figures.november`: 30,375 → 30,373)
  --> claims.yaml:36:18
   |
36 |     limitations: One month of one record, with {{ figures.november }} encounters in it.
   |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
   |
   = note: the tool prints what is so now, but it cannot read what the words around it say
   = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

warning[V002]: what this sentence leans on has moved (`figures.november`: 30,375 → 30,373)
 --> templates/border.md:5:1
  |
5 | Only {{ figures.november }} encounters were recorded, and the fall went on.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
  |
  = note: the tool prints what is so now, but it cannot read what the words around it say
  = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

3 warnings

"#]]
    );
}

#[test]
fn a_changed_cell_of_a_dataset_without_a_vintage_is_told_at_its_file() {
    let project = accepted();
    project.replace("claims.yaml", "    vintage: 2025-12-04\n", "");
    accept(&project);
    project.replace("data/encounters.csv", "30375", "30373");
    assert_eq!(
        silent(&project),
        ["claims.yaml:9:11 warning[V003]: a cell of dataset `monthly` changed, and it names no vintage"]
    );
}

#[test]
fn a_new_vintage_may_hold_other_cells() {
    let project = accepted();
    project.replace("data/encounters.csv", "30375", "30373");
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    assert_eq!(silent(&project), Vec::<String>::new());
}

#[test]
fn line_endings_order_new_rows_and_cells_that_nobody_prints_are_no_correction() {
    let reversed: String = {
        let mut lines: Vec<&str> = DATA.lines().collect();
        lines[1..].reverse();
        lines.join("\n") + "\n"
    };
    for other in [
        DATA.replace('\n', "\r\n"),
        reversed,
        format!("{DATA}2025-12,1600,30100\n"),
        DATA.replace("1911", "1912"),
        DATA.replace("month,families,total", "month,families,total,note")
            .replace("02\n", "02,checked\n")
            .replace("51\n", "51,\n")
            .replace("75\n", "75,\n"),
    ] {
        let project = accepted();
        project.write("data/encounters.csv", &other);
        project.replace("claims.yaml", "total: integer }", "total: integer }\n    encoding: utf-8");
        if other.contains("note") {
            project.replace("claims.yaml", "total: integer }", "total: integer, note: string }");
        }
        assert_eq!(told(&project), Vec::<String>::new(), "{other}");
    }
}

#[test]
fn a_row_that_joins_a_sum_under_the_same_vintage_is_one() {
    let project = accepted();
    project.replace("claims.yaml", "where: { month: 2025-11 }, sum: total", "sum: total");
    accept(&project);
    project.write("data/encounters.csv", format!("{DATA}2025-12,1600,30100\n"));
    assert_data_eq!(
        silent(&project).join("\n"),
        str![
            "claims.yaml:12:14 warning[V003]: 2 numbers from dataset `monthly` moved, and its vintage is still `2025-12-04`"
        ]
    );
}

#[test]
fn a_finer_number_in_another_row_changes_how_numbers_are_printed_and_no_cell() {
    let project = accepted();
    project.replace("claims.yaml", "families: integer, total: integer", "families: number, total: number");
    accept(&project);
    project.replace("data/encounters.csv", "26002", "26002.25");
    let said = project.run("check").stdout;
    assert!(said.contains("3 numbers from dataset `monthly` moved") && said.contains("30,375 → 30,375.00"), "{said}");
}

#[test]
fn many_changed_cells_are_counted_after_the_first() {
    let project = accepted();
    let rows: Vec<String> = (1..=9).map(|month| format!("2024-0{month},1,{month}000\n")).collect();
    let data = DATA.to_owned() + &rows.concat();
    project.write("data/encounters.csv", &data);
    project.replace("claims.yaml", "where: { month: 2025-11 }, sum: total", "sum: total");
    accept(&project);
    project.write("data/encounters.csv", data.replace("000\n", "001\n"));
    let said = project.run("check").stdout;
    let notes = said.lines().filter(|line| line.contains("2024-01/total")).collect::<Vec<_>>().join("\n");
    assert_data_eq!(
        notes,
        str![
            "   = note: `monthly/2024-01/total`: 1000 → 1001; `monthly/2024-02/total`: 2000 → 2001; `monthly/2024-03/total`: 3000 → 3001; `monthly/2024-04/total`: 4000 → 4001; `monthly/2024-05/total`: 5000 → 5001; and 4 more"
        ]
    );
}

#[test]
fn data_that_are_only_tried_out_correct_nothing() {
    let project = accepted();
    project.replace("data/encounters.csv", "30375", "30373");
    let codes = |purpose: Purpose| -> Vec<&str> {
        let how = Options { purpose, ..Options::default() };
        let run = pipeline::watched(&Disk::open(&project.path("")).unwrap(), &how, &|_| {});
        run.problems.iter().map(|problem| problem.code.id).collect()
    };
    assert_eq!(codes(Purpose::Look), ["V003", "V002", "V002"]);
    assert_eq!(codes(Purpose::TryOut), ["V002", "V002"]);
}
