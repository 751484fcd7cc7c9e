//! `trace`: from what is printed to cells, digests, sources and speakers.

use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// The smallest project with figures made of cells, of other figures, and of a source's words.
fn project() -> Project {
    let project = Project::smallest();
    project.replace(
        "claims.yaml",
        "claims:\n",
        "sources:\n  article: { type: article-newspaper, description: An opinion article, seen: self }\n\
         figures:\n  november_all: { label: Encounters in November, of: monthly, where: { month: 2025-11 }, sum: total }\n  \
         october_all: { of: monthly, where: { month: 2025-10 }, sum: total }\n  \
         fall: { change: { from: october_all, to: november_all } }\n  \
         located: { quote: \"more than 62,000\", source: article, locator: paragraph 4, measure: encounters }\n\
         claims:\n",
    );
    project
}

#[test]
fn a_figure_is_followed_through_other_figures_to_its_cells() {
    assert_data_eq!(
        project().run("trace fall").whole(),
        str![[r#"
$ knowns trace fall
exit code 0

--- stdout
figure fall
│  is: the change from the first to the second, in percent of the first
│  value: down 0.6%
│  exact: -0.5760858891689306405682301725
├─ figure october_all
│  │  value: 30,551
│  │  counts: encounters
│  └─ dataset monthly
│     │  file: data/encounters.csv
│     │  sha256: 0cc9d2cb07fc1eeb7ac0e636f3937351bdee1ca961abf262e82eeb8b794655e2
│     │  vintage: 2025-12-04
│     │  publisher: U.S. Customs and Border Protection
│     │  takes: sum
│     │  column: total
│     │  rows: 1
│     └─ cell 30551
│           row: 13
│           line: 14
│           column: total
│           sha256: 982a57f8231e3161f4db4e5784195213544d55a0f0c256a30fb29425c8be7b1d
└─ figure november_all
   │  label: Encounters in November
   │  value: 30,375
   │  counts: encounters
   └─ dataset monthly
      │  file: data/encounters.csv
      │  sha256: 0cc9d2cb07fc1eeb7ac0e636f3937351bdee1ca961abf262e82eeb8b794655e2
      │  vintage: 2025-12-04
      │  publisher: U.S. Customs and Border Protection
      │  takes: sum
      │  column: total
      │  rows: 1
      └─ cell 30375
            row: 14
            line: 15
            column: total
            sha256: ae08f628ea8083120166e9058500f7e5dddfe5d501ffa353e7fb33d8706f3b29

"#]]
    );
}

#[test]
fn a_quoted_figure_ends_at_its_source_and_the_place_in_it() {
    assert_data_eq!(
        project().run("trace located").whole(),
        str![[r#"
$ knowns trace located
exit code 0

--- stdout
figure located
│  value: more than 62,000
│  counts: encounters
└─ source article
      description: An opinion article
      locator: paragraph 4
      seen: by ourselves

"#]]
    );
}

#[test]
fn a_claim_names_who_said_it_and_the_cells_that_decide_it() {
    assert_data_eq!(
        project().run("trace november").whole(),
        str![[r#"
$ knowns trace november
exit code 0

--- stdout
claim november
│  statement: Encounters in November were just over 30,000.
│  quantity: just over 30,000
│  standing: established
│  because: The record kept by U.S. Customs and Border Protection bears it out: 30,375.
├─ said by An opinion article
│     date: 2025-12
└─ test 1
   │  reading: All recorded encounters nationwide in November 2025.
   │  holds: yes
   │  value: 30,375
   │  counts: encounters
   └─ dataset monthly
      │  file: data/encounters.csv
      │  sha256: 0cc9d2cb07fc1eeb7ac0e636f3937351bdee1ca961abf262e82eeb8b794655e2
      │  vintage: 2025-12-04
      │  publisher: U.S. Customs and Border Protection
      │  takes: sum
      │  column: total
      │  rows: 1
      └─ cell 30375
            row: 14
            line: 15
            column: total
            sha256: ae08f628ea8083120166e9058500f7e5dddfe5d501ffa353e7fb33d8706f3b29

"#]]
    );
}

#[test]
fn a_line_of_a_report_is_followed_to_its_cells() {
    let project = project();
    project.run("build");
    let report = project.read("reports/border-november.md");
    let line = report.lines().position(|line| line.contains("30,375")).unwrap() + 1;
    let said = project.run(&format!("trace reports/border-november.md:{line}"));
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(said.stdout.contains("cell 30375") && said.stdout.contains("line: 15"), "{}", said.whole());
    let digest = knowns::digest::Digest::of(project.read("data/encounters.csv").as_bytes());
    assert!(said.stdout.contains(&format!("sha256: {digest}")), "{}", said.whole());
    let first = project.run("trace reports/border-november.md:1 --format json");
    let value: serde_json::Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!((&value["version"], &value["trace"]["kind"]), (&1.into(), &"line".into()));
}

#[test]
fn an_unknown_name_gets_a_suggestion() {
    assert_data_eq!(
        project().run("trace novembr").whole(),
        str![[r#"
$ knowns trace novembr
exit code 2

--- stderr
error: `novembr` is no figure, claim or line of a report
help: did you mean `november`?

"#]]
    );
    assert_eq!(project().run("trace reports/border-november.md:9999").code, 2);
}

#[test]
fn a_quoted_figure_names_who_said_it_where_a_claim_does() {
    let project = project();
    project.replace(
        "claims.yaml",
        "said: { by: An opinion article,",
        "said: { by: The writer, in: article, locator: paragraph 4,",
    );
    project.replace("claims.yaml", "quantity: just over 30,000", "quantity: more than 62,000");
    assert_data_eq!(
        project.run("trace located").whole(),
        str![[r#"
$ knowns trace located
exit code 0

--- stdout
figure located
│  value: more than 62,000
│  counts: encounters
├─ source article
│     description: An opinion article
│     locator: paragraph 4
│     seen: by ourselves
└─ said by The writer
      date: 2025-12
      claim: november

"#]]
    );
}

#[test]
fn a_row_of_a_table_is_followed_to_its_cells() {
    let project = Project::smallest();
    project.replace(
        "claims.yaml",
        "briefs:\n",
        "tables:\n  autumn: { caption: Autumn, of: monthly, where: { month: { gte: 2025-10 } }, columns: [month, total], measure: encounters }\nbriefs:\n",
    );
    project.replace("claims.yaml", "    unknowns: [victims]\n", "    unknowns: [victims]\n    tables: [autumn]\n");
    project.run("build");
    let report = project.read("reports/border-november.md");
    let line = report.lines().position(|line| line.starts_with("| November 2025")).unwrap() + 1;
    let said = project.run(&format!("trace reports/border-november.md:{line} --format json"));
    let found: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    let cell = &found["trace"]["from"][0]["from"][0]["from"][1];
    assert_eq!(
        (&cell["name"], &cell["line"], &cell["column"]),
        (&"30375".into(), &15.into(), &"total".into()),
        "{found:#}"
    );
    let head = project.run(&format!("trace reports/border-november.md:{}", line - 3));
    assert!(head.stdout.contains("file: data/encounters.csv") && !head.stdout.contains("cell"), "{}", head.whole());
}

#[test]
fn what_cannot_be_traced_is_named() {
    let project = Project::smallest();
    for (wanted, said) in [
        (
            "border-november",
            "error: `border-november` is a brief, and only figures, claims and lines of reports are traced\nhelp: name a line of its report, such as `reports/border-november.md:3`\n",
        ),
        (
            "victims",
            "error: `victims` is an unknown, and only figures, claims and lines of reports are traced\nhelp: name a figure or claim of the registry, or a line such as `reports/border-november.md:12`\n",
        ),
        (
            "reports/border-november.md",
            "error: `reports/border-november.md` is a whole report\nhelp: name a line of its report, such as `reports/border-november.md:3`\n",
        ),
        (
            "reports/border-novmber.md:4",
            "error: there is no report `reports/border-novmber.md`\nhelp: did you mean `reports/border-november.md:4`?\n",
        ),
        (
            "reports/border-november.html:4",
            "error: lines of HTML are not traced\nhelp: find the number in `reports/border-november.md`, which has the same words, and name its line\n",
        ),
    ] {
        let found = project.run(&format!("trace {wanted}"));
        assert_eq!((found.code, found.stderr.as_str()), (2, said));
    }
    let beyond = project.run("trace reports/border-november.md:9999");
    assert!(
        beyond.stderr.starts_with(
            "error: `reports/border-november.md` has no line 9999\nhelp: name one of its lines, from 1 to "
        )
    );
}

#[test]
fn a_printed_number_of_the_first_briefs_ends_at_its_source_and_speaker() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = Project::ours(root);
    ours.run("build");
    let report = "reports/what-does-the-62000-article-claim.md";
    let words = ours.read(report);
    let of = |number: &str| words.lines().position(|line| line.contains(number)).unwrap() + 1;
    let said = ours.run(&format!("trace {report}:{}", of("62,000")));
    assert!(said.stdout.contains("said by") && said.stdout.contains("locator:"), "{}", said.whole());
    let said = ours.run(&format!("trace {report}:{}", of("30,375")));
    assert!(said.stdout.contains("cell 30375") && said.stdout.contains("sha256:"), "{}", said.whole());
}
