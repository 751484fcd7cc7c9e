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

/// A small count of every sort, each with digits of its own: the count, the ends of its interval, its standard error, its weight.
const HIDDEN: [&str; 7] = ["3718", "1414", "4236", "0577", "2303", "1989", "4831"];

const ESTIMATES: &str = "area,cases,from,to,others,se,weight\nNorth,3.718,1.414,4.236,2.303,0.577,1.989\nSouth,61.250,48.125,71.375,64.500,6.750,50.000\nWest,93.750,82.500,99.125,80.250,8.125,70.500\n";

fn estimates() -> Project {
    let registry = r#"registry: 1
publication: { title: Health desk, publisher: The Health Desk, as_of: 2025-12-15, contact: desk@example.org, method: Numbers are read in the published record. }
parties:
  office: { name: Office of Health, interests: { found: none, date: 2025-01-10 } }
  gazette: { name: The Gazette, kind: newspaper, interests: It campaigns for hospitals. }
measures:
  bound: { label: bounds of an estimate, counts: amount, kept_by: office, record: survey, definition: Where an estimate lies., distinct_from: { cases: It is a bound. } }
  cases: { label: people infected, counts: persons, kept_by: office, record: survey, definition: People infected by estimate., sensitive: true }
datasets:
  survey:
    title: Infections by area
    file: data/survey.csv
    publisher: office
    vintage: 2025-12-04
    fields:
      area: { type: string, title: Area }
      cases: { type: number, title: People, measure: cases, interval: { low: from, high: to, level: 95 } }
      from: { type: number, title: From }
      to: { type: number, title: To }
      others: { type: number, title: Others, measure: cases, interval: { error: se, level: 95 } }
      se: { type: number, title: Standard error }
      weight: { type: number, title: Weight, measure: cases }
figures:
  north: { label: people infected in the North, of: survey, where: { area: North }, value: cases }
  north_others: { label: others infected in the North, of: survey, where: { area: North }, value: others }
  north_low: { label: the lower end of the North, of: survey, where: { area: North }, value: from, measure: bound }
  north_error: { label: the standard error of the North, of: survey, where: { area: North }, value: se, measure: bound }
  south: { label: people infected in the South, of: survey, where: { area: South }, value: cases }
  by_area: { label: people infected by area, of: survey, by: area, sum: cases }
  ends_by_area: { label: lower ends by area, of: survey, by: area, sum: from, measure: bound }
  change: { label: from the South to the North, change: { from: south, to: north } }
tables:
  all: { caption: All by area, of: survey, columns: [area, cases, from, to, others, se] }
  numbers: { caption: The numbers side by side, figures: [north, north_others, south] }
charts:
  bounds: { caption: The estimates by area, of: survey, by: area, columns: [cases], mark: errorbar }
  errors: { caption: The others by area, of: survey, by: area, columns: [others], mark: errorbar }
  figures: { caption: The North and the South, figures: [north, south], mark: errorbar }
claims:
  few:
    statement: A few people were infected in the North.
    said: { by: gazette, date: 2025-12-02 }
    measure: cases
    quantity: at least 1
    test: { figure: north, reading: The North in the survey. }
unknowns:
  why: { question: Why were they infected?, because: The survey does not ask. }
briefs:
  how-many-were-infected:
    question: How many people were infected?
    claims: [few]
    unknowns: [why]
    tables: [all, numbers]
    charts: [bounds, errors, figures]
    limitations: One survey.
"#;
    Project::of([("claims.yaml", registry), ("data/survey.csv", ESTIMATES)])
}

#[test]
fn nothing_tells_where_a_withheld_number_lies() {
    let project = estimates();
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    let accepted = project.run("accept --note first");
    let told = |text: &str, place: &str| {
        // Separators stand between digits, and a digest may hold any of them.
        let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '_' | '-')));
        for word in words.filter(|word| word.len() < 32 && word.bytes().all(|byte| !byte.is_ascii_alphabetic())) {
            let digits: String = word.chars().filter(char::is_ascii_digit).collect();
            for hidden in HIDDEN {
                let short = [hidden, hidden.trim_start_matches('0'), &hidden[..3]];
                assert!(!short.contains(&digits.as_str()), "{place} tells {word}:\n{text}");
            }
        }
    };
    for (path, bytes) in project.files("") {
        if path != "data/survey.csv" {
            told(&String::from_utf8_lossy(&bytes), &path);
        }
    }
    told(&accepted.whole(), "accept");
    for command in [
        "check",
        "trace north",
        "trace north_others",
        "trace north_low",
        "trace north_error",
        "trace by_area",
        "trace ends_by_area",
        "trace change",
        "trace few",
        "trace all",
        "trace bounds",
        "trace north --format json",
        "trace north_others --format json",
        "diff",
        "diff --format json",
    ] {
        told(&project.run(command).whole(), command);
    }
    project.replace("data/survey.csv", "3.718,1.414,4.236,2.303,0.577,1.989", "4.831,3.718,4.236,1.989,0.577,2.303");
    for command in ["check", "diff", "diff --format json", "build"] {
        told(&project.run(command).whole(), command);
    }
}
