//! `new`: an entry of each kind put into the registry, and every other byte as it was.

use snapbox::{assert_data_eq, str};

use crate::project::{Project, Said};

/// Runs a command whose words may stand in single quotation marks.
fn quoted(project: &Project, command: &str) -> Said {
    project.run_quoted(&command.replace('\'', "\""))
}

/// Holds the registry to being what it was, but for these lines.
fn only_added(before: &str, after: &str, lines: &[&str]) {
    assert!(lines.iter().all(|line| after.lines().any(|other| other == *line)), "{after}");
    let kept: Vec<&str> = after.lines().filter(|line| !lines.contains(line)).collect();
    assert_eq!(kept, before.lines().collect::<Vec<_>>());
}

#[test]
fn a_claim_stands_at_the_end_of_the_claims_and_the_rest_stays() {
    let project = Project::smallest();
    let before = project.read("claims.yaml");
    let said = quoted(
        &project,
        "new claim december --statement 'Encounters in December were about 30,000.' --said-by 'An opinion article' \
         --said-date 2025-12 --quantity 'about 30,000' --measure encounters",
    );
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns new claim december --statement "Encounters in December were about 30,000." --said-by "An opinion article" --said-date 2025-12 --quantity "about 30,000" --measure encounters
exit code 0

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -8,0 +9,7 @@
+  december:
+    statement: Encounters in December were about 30,000.
+    said:
+      by: An opinion article
+      date: 2025-12
+    measure: encounters
+    quantity: about 30,000

added claim `december` to claims.yaml; `knowns check` says what it still lacks

"#]]
    );
    let lines = [
        "  december:",
        "    statement: Encounters in December were about 30,000.",
        "    said:",
        "      by: An opinion article",
        "      date: 2025-12",
        "    measure: encounters",
        "    quantity: about 30,000",
    ];
    only_added(&before, &project.read("claims.yaml"), &lines);
    assert_eq!(project.run("check").code, 0);
}

#[test]
fn a_party_in_braces_and_a_source_in_a_section_of_its_own() {
    let project = Project::smallest();
    let said = quoted(&project, "new party ice --name 'U.S. Immigration, and Customs' --short ICE --kind agency");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns new party ice --name "U.S. Immigration, and Customs" --short ICE --kind agency
exit code 0

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -3 +3 @@
-parties: { cbp: U.S. Customs and Border Protection }        # a string where an object would do is a name
+parties: { cbp: U.S. Customs and Border Protection, ice: { name: "U.S. Immigration, and Customs", short: ICE, kind: agency } }        # a string where an object would do is a name

added party `ice` to claims.yaml; `knowns check` says what it still lacks

"#]]
    );
    let said = quoted(&project, "new source letter --title 'A letter: two pages' --publisher ice --seen self");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns new source letter --title "A letter: two pages" --publisher ice --seen self
exit code 0

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -25,0 +26,5 @@
+sources:
+  letter:
+    title: "A letter: two pages"
+    publisher: ice
+    seen: self

added source `letter` to claims.yaml; `knowns check` says what it still lacks

"#]]
    );
    assert_eq!(project.run("check").code, 0);
}

#[test]
fn a_measure_an_unknown_and_a_brief_of_them() {
    let project = Project::smallest();
    for command in [
        "new measure leads --counts leads --definition 'Hints; one may concern several children.' --aliases tips,hints",
        "new unknown outcome --question 'What became of the leads?' --because 'No document says.' --next-check 2026-03-01",
    ] {
        assert_eq!(quoted(&project, command).code, 0, "{command}");
    }
    let said = quoted(
        &project,
        "new brief what-became --question 'What became of the leads?' --claims november --unknowns outcome,victims \
         --limitations 'One month of one record.' --topics leads",
    );
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns new brief what-became --question "What became of the leads?" --claims november --unknowns outcome,victims --limitations "One month of one record." --topics leads
exit code 0

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -33,0 +34,6 @@
+  what-became:
+    question: What became of the leads?
+    topics: [leads]
+    claims: [november]
+    unknowns: [outcome, victims]
+    limitations: One month of one record.

added brief `what-became` to claims.yaml; `knowns check` says what it still lacks

"#]]
    );
    assert_eq!(project.run("build").code, 0);
    assert!(project.read("reports/what-became.md").contains("# What became of the leads?"));
}

#[test]
fn the_columns_of_a_dataset_are_shown_and_written() {
    let project = Project::smallest();
    project.write("data/homes.csv", "day,homes,note\n2025-11-01,12,a\n2025-11-02,007,b\n");
    let said = project.run("new dataset homes --file data/homes.csv --publisher cbp --vintage 2025-11-03");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns new dataset homes --file data/homes.csv --publisher cbp --vintage 2025-11-03
exit code 0

--- stdout
`data/homes.csv` is read with `primaryKey: day`, as its cells show it
columns of `data/homes.csv`, as their cells show them:
  day: date
  homes: string
  note: string
what only you can say:
  - `homes` is text because of `007` on line 3

--- a/claims.yaml
+++ b/claims.yaml
@@ -6,0 +7,9 @@
+  homes:
+    file: data/homes.csv
+    publisher: cbp
+    vintage: 2025-11-03
+    primaryKey: day
+    fields:
+      day: date
+      homes: string
+      note: string

added dataset `homes` to claims.yaml; `knowns check` says what it still lacks

"#]]
    );
}

#[test]
fn whatever_is_missing_is_named_at_once_where_nobody_can_be_asked() {
    let project = Project::smallest();
    let before = project.read("claims.yaml");
    let said: Vec<String> = ["claim", "source", "party", "measure", "unknown", "brief", "dataset"]
        .map(|kind| project.run(&format!("new {kind}")).whole())
        .to_vec();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns new claim
exit code 2

--- stderr
error: the id, `--statement` are not given
help: `knowns new claim --help` says what each means

$ knowns new source
exit code 2

--- stderr
error: the id, `--title` or `--description` are not given
help: `knowns new source --help` says what each means

$ knowns new party
exit code 2

--- stderr
error: the id, `--name` are not given
help: `knowns new party --help` says what each means

$ knowns new measure
exit code 2

--- stderr
error: the id, `--counts`, `--definition` are not given
help: `knowns new measure --help` says what each means

$ knowns new unknown
exit code 2

--- stderr
error: the id, `--question`, `--because` or `--reason` are not given
help: `knowns new unknown --help` says what each means

$ knowns new brief
exit code 2

--- stderr
error: the id, `--question`, `--claims`, `--unknowns` are not given
help: `knowns new brief --help` says what each means

$ knowns new dataset
exit code 2

--- stderr
error: the id, `--file`, `--publisher` or `--source` are not given
help: `knowns new dataset --help` says what each means

"#]]
    );
    assert_eq!(project.read("claims.yaml"), before);
}

#[test]
fn what_would_not_check_is_refused_and_nothing_is_written() {
    let project = Project::smallest();
    project.write("data/broken.csv", "a,b\n1\n");
    let before = project.read("claims.yaml");
    let said: Vec<String> = [
        "new claim november --statement 'Once more.'",
        "new claim Über --statement 'A form that no id has.'",
        "new brief under_score --question 'Is it?' --claims november --unknowns victims",
        "new source letter --title 'A letter' --publisher nobody",
        "new claim december --statement '{{ figures.nothing }} encounters.'",
        "new dataset broken --file data/broken.csv --publisher cbp",
        "new party ice --name ICE --into other.yaml",
        "new party ice --name ICE --into ../claims.yaml",
    ]
    .map(|command| quoted(&project, command).whole())
    .to_vec();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns new claim november --statement "Once more."
exit code 2

--- stderr
error: `november` is the id of a claim already
help: choose another id

$ knowns new claim Über --statement "A form that no id has."
exit code 2

--- stderr
error: `Über` is not a valid id for a claim
help: write lower-case letters, digits and `_`, starting with a letter

$ knowns new brief under_score --question "Is it?" --claims november --unknowns victims
exit code 2

--- stderr
error: `under_score` is not a valid id for a brief
help: write lower-case letters, digits and single `-`

$ knowns new source letter --title "A letter" --publisher nobody
exit code 1

--- stdout
error[R101]: source `letter` refers to the party `nobody`, which is not registered
  --> claims.yaml:29:16
   |
29 |     publisher: nobody
   |                ^^^^^^ no party has this id
   |
   = note: a reader could not follow this reference any further
   = help: add `nobody` under `parties`, or name one that is there

1 error; nothing was added

$ knowns new claim december --statement "{{ figures.nothing }} encounters."
exit code 1

--- stdout
error[R101]: claim `december` refers to the figure `nothing`, which is not registered
  --> claims.yaml:10:28
   |
10 |     statement: "{{ figures.nothing }} encounters."
   |                            ^^^^^^^ no figure has this id
   |
   = note: a reader could not follow this reference any further
   = help: add `nothing` under `figures`, or name one that is there

1 error; nothing was added

$ knowns new dataset broken --file data/broken.csv --publisher cbp
exit code 1

--- stdout
error[D020]: this row has 1 cell, the header has 2
 --> data/broken.csv:2:1
  |
2 | 1
  | ^ the row ends here
  |
  = note: its cells could belong to other columns than they seem to
  = help: if the file was cut off, download it again; if notes begin here, declare `footer_rows`; otherwise ask the publisher

1 error; nothing was added

$ knowns new party ice --name ICE --into other.yaml
exit code 2

--- stderr
error: `other.yaml` is not a registry file of this project
help: name `claims.yaml`, or a file that its `include` names

$ knowns new party ice --name ICE --into ../claims.yaml
exit code 2

--- stderr
error: `../claims.yaml` is not a registry file of this project
help: name `claims.yaml`, or a file that its `include` names

"#]]
    );
    assert_eq!(project.read("claims.yaml"), before);
}

#[test]
fn a_dry_run_shows_and_writes_nothing_and_the_fullest_file_gets_the_entry() {
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [more/*.yaml, more.csv]\n");
    project.write("more/claims.yaml", "claims:\n  a:\n    statement: A.\n\n  # the second\n  b:\n    statement: B.\n");
    project.write("more.csv", "id,statement\nc,C.\nd,D.\ne,E.\n");
    let said = project.run("new claim f --statement F. --dry-run");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns new claim f --statement F. --dry-run
exit code 0

--- stdout
--- a/more/claims.yaml
+++ b/more/claims.yaml
@@ -7,0 +8,3 @@
+
+  f:
+    statement: F.

nothing was written

"#]]
    );
    assert!(!project.read("more/claims.yaml").contains("  f:"));
    assert_eq!(project.run("new claim f --statement F.").code, 0);
    assert!(project.read("more/claims.yaml").ends_with("    statement: B.\n\n  f:\n    statement: F.\n"));
}
