//! Small counts of sensitive measures: what `trace` and the reports say of them, and what they do not.

use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// The project of `tests/briefs/small-counts`, built.
fn project() -> Project {
    let project = Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/small-counts"));
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    project
}

/// The beginnings of the digests of the numbers from 1 to 4: whoever reads one knows the number.
const DIGESTS: [&str; 4] = ["6b86b273ff34", "d4735e3a265e", "4e07408562be", "4b227777d4dd"];

#[test]
fn a_withheld_cell_is_traced_to_its_place_without_value_or_digest() {
    assert_data_eq!(
        project().run("trace north_upper").whole(),
        str![[r#"
$ knowns trace north_upper
exit code 0

--- stdout
figure north_upper
│  label: homes flooded on an upper floor at the north coast in October 2025
│  value: fewer than 5
│  counts: homes flooded
└─ dataset monthly
   │  title: Homes flooded by month and region
   │  file: data/homes.csv
   │  sha256: 4e61ac02cf4090055abee4bf0950130f3d76eb3669f981870b8d4aae2586e012
   │  vintage: 2025-12-04
   │  publisher: Office of Water Statistics
   │  takes: the one value
   │  column: upper_floor
   │  rows: 1
   └─ cell fewer than 5
         row: 1
         line: 2
         column: upper_floor

"#]]
    );
}

#[test]
fn the_cells_behind_a_sum_do_not_tell_the_small_one() {
    assert_data_eq!(
        project().run("trace coasts_upper --format json").whole(),
        str![[r#"
$ knowns trace coasts_upper --format json
exit code 0

--- stdout
{
  "version": 1,
  "trace": {
    "kind": "figure",
    "name": "coasts_upper",
    "label": "homes flooded on an upper floor at both coasts in October 2025",
    "value": "43",
    "counts": "homes flooded",
    "from": [
      {
        "kind": "dataset",
        "name": "monthly",
        "title": "Homes flooded by month and region",
        "file": "data/homes.csv",
        "sha256": "4e61ac02cf4090055abee4bf0950130f3d76eb3669f981870b8d4aae2586e012",
        "vintage": "2025-12-04",
        "publisher": "Office of Water Statistics",
        "takes": "sum",
        "column": "upper_floor",
        "rows": 2,
        "from": [
          {
            "kind": "cell",
            "name": "fewer than 5",
            "row": 1,
            "line": 2,
            "column": "upper_floor"
          },
          {
            "kind": "cell",
            "name": "not shown",
            "row": 2,
            "line": 3,
            "column": "upper_floor"
          }
        ]
      }
    ]
  }
}

"#]]
    );
}

#[test]
fn rows_of_a_small_count_are_not_listed() {
    assert_data_eq!(
        project().run("trace dead_inland").whole(),
        str![[r#"
$ knowns trace dead_inland
exit code 0

--- stdout
figure dead_inland
│  label: people who drowned inland
│  value: fewer than 5
│  counts: people who drowned
└─ dataset list
      title: Deaths one by one
      file: data/deaths.csv
      sha256: eabdfab1fba62e22140f3f0ee8ff3bb00c8505a63859b4c6fa4858f07450c40c
      vintage: 2025-12-04
      publisher: Office of Water Statistics
      takes: number of rows
      rows: fewer than 5

"#]]
    );
}

#[test]
fn a_row_of_a_table_is_traced_as_it_is_printed() {
    let project = project();
    let page = project.read("reports/how-many-homes-were-flooded.md");
    let line = page.lines().position(|line| line.starts_with("| North Coast | fewer than 5 | not shown | 23 |"));
    let said = project.run(&format!("trace reports/how-many-homes-were-flooded.md:{}", line.unwrap() + 1)).whole();
    for expected in ["cell North Coast\n", "cell fewer than 5\n", "cell not shown\n", "cell 23\n"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(said.matches("sha256").count(), 3, "of the file, the name and the total: {said}");
}

#[test]
fn no_report_gives_the_digest_of_a_small_count() {
    let project = project();
    for (path, bytes) in project.files("reports") {
        let text = String::from_utf8(bytes).unwrap();
        for digest in DIGESTS {
            assert!(!text.contains(digest), "{path} has {digest}");
        }
    }
    for id in ["north_upper", "upper_share", "coasts_upper", "inland_by_month", "three_upper", "dead_inland"] {
        let said = project.run(&format!("trace {id}")).whole();
        assert!(DIGESTS.iter().all(|digest| !said.contains(digest)), "{said}");
    }
}
