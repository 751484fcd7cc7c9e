//! `check --fix`: misspelt words are put right, and every other byte of the author's files stays.

use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// Returns a project with slips in the registry, in an included file and in a template, and some that have two answers.
fn misspelt() -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1   # one\ninclude: [\"claims/*.yaml\"]\n");
    project.replace("claims.yaml", "measure: encounters,", "measure:   \"encouters\" ,");
    project.replace("claims.yaml", "    quantity: just", "    kind: quantitiy\n    quantiy: just");
    project.replace("claims.yaml", "unknowns: [victims]", "unknowns: [ victms ]  # victms stays here");
    project.write(
        "claims/more.yaml",
        "figures:\r\n  total: { of: montly, sum: \"total\" }   # montly\r\n  part_ab: { of: monthly, sum: uac }\r\n  \
         part_ac: { of: monthly, sum: uac }\r\n  part_2024: { of: monthly, sum: uac }\r\nclaims:\r\n  \
         first:\r\n    statement: >\r\n      Not {{ figures.totl }} but\r\n      {{ figures.totl }}, or {{ figures.part_ad }}\r\n      \
         or {{ figures.part_2023 }}.\r\n",
    );
    project
}

#[test]
fn a_project_of_slips_is_mended_and_what_has_two_answers_is_left() {
    let project = misspelt();
    let before = project.files("");
    assert_data_eq!(
        project.run("check --fix").whole(),
        str![[r#"
$ knowns check --fix
exit code 1

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -8 +8 @@
-  monthly: { file: data/encounters.csv, measure:   "encouters" , publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
+  monthly: { file: data/encounters.csv, measure:   "encounters" , publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
@@ -13,2 +13,2 @@
-    kind: quantitiy
-    quantiy: just over 30,000
+    kind: quantity
+    quantity: just over 30,000
@@ -26 +26 @@
-    unknowns: [ victms ]  # victms stays here
+    unknowns: [ victims ]  # victms stays here
--- a/claims/more.yaml
+++ b/claims/more.yaml
@@ -2 +2 @@
-  total: { of: montly, sum: "total" }   # montly
+  total: { of: monthly, sum: "total" }   # montly
@@ -9,2 +9,2 @@
-      Not {{ figures.totl }} but
-      {{ figures.totl }}, or {{ figures.part_ad }}
+      Not {{ figures.total }} but
+      {{ figures.total }}, or {{ figures.part_ad }}

nothing was changed; add `--yes` to apply this

"#]]
    );
    assert_eq!(project.files(""), before, "nothing is written without a yes");
    assert_data_eq!(
        project.run("check --fix --yes").whole(),
        str![[r#"
$ knowns check --fix --yes
exit code 1

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -8 +8 @@
-  monthly: { file: data/encounters.csv, measure:   "encouters" , publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
+  monthly: { file: data/encounters.csv, measure:   "encounters" , publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
@@ -13,2 +13,2 @@
-    kind: quantitiy
-    quantiy: just over 30,000
+    kind: quantity
+    quantity: just over 30,000
@@ -26 +26 @@
-    unknowns: [ victms ]  # victms stays here
+    unknowns: [ victims ]  # victms stays here
--- a/claims/more.yaml
+++ b/claims/more.yaml
@@ -2 +2 @@
-  total: { of: montly, sum: "total" }   # montly
+  total: { of: monthly, sum: "total" }   # montly
@@ -9,2 +9,2 @@
-      Not {{ figures.totl }} but
-      {{ figures.totl }}, or {{ figures.part_ad }}
+      Not {{ figures.total }} but
+      {{ figures.total }}, or {{ figures.part_ad }}

mended 7 words in 2 files

error[F004]: dataset `monthly` has no column `uac`
 --> claims/more.yaml:3:32
  |
3 |   part_ab: { of: monthly, sum: uac }
  |                                ^^^
  |
  = note: its columns are `month`, `single_adults`, `family_unit_members`, `unaccompanied_children`, `accompanied_minors` and `total`
  = help: name a column as it stands in the first line of the file

error[F004]: dataset `monthly` has no column `uac`
 --> claims/more.yaml:4:32
  |
4 |   part_ac: { of: monthly, sum: uac }
  |                                ^^^
  |
  = note: its columns are `month`, `single_adults`, `family_unit_members`, `unaccompanied_children`, `accompanied_minors` and `total`
  = help: name a column as it stands in the first line of the file

error[F004]: dataset `monthly` has no column `uac`
 --> claims/more.yaml:5:34
  |
5 |   part_2024: { of: monthly, sum: uac }
  |                                  ^^^
  |
  = note: its columns are `month`, `single_adults`, `family_unit_members`, `unaccompanied_children`, `accompanied_minors` and `total`
  = help: name a column as it stands in the first line of the file

error[R101]: claim `first` refers to the figure `part_ad`, which is not registered
  --> claims/more.yaml:10:42
   |
10 |       {{ figures.total }}, or {{ figures.part_ad }}
   |                                          ^^^^^^^ no figure has this id
   |
   = note: a reader could not follow this reference any further
   = help: did you mean `part_ab`? Otherwise add `part_ad` under `figures`

error[R101]: claim `first` refers to the figure `part_2023`, which is not registered
  --> claims/more.yaml:11:21
   |
11 |       or {{ figures.part_2023 }}.
   |                     ^^^^^^^^^ no figure has this id
   |
   = note: a reader could not follow this reference any further
   = help: did you mean `part_2024`? Otherwise add `part_2023` under `figures`

dataset `monthly` declares no fields; inferred, to paste inside its braces:

    fields: { month: yearmonth, single_adults: integer, family_unit_members: integer, unaccompanied_children: integer, accompanied_minors: integer, total: integer }

5 errors

"#]]
    );
    assert_data_eq!(
        project.read("claims.yaml"),
        str![[r#"
registry: 1   # one
include: ["claims/*.yaml"]
publication: { title: Border desk, publisher: The Desk, as_of: 2025-12-15, contact: desk@example.org, method: Numbers are read from the published record. }
parties: { cbp: U.S. Customs and Border Protection }        # a string where an object would do is a name
measures:
  encounters: { counts: events, kept_by: cbp, record: monthly, definition: Recorded stops; one person can be counted twice. }
datasets:
  monthly: { file: data/encounters.csv, measure:   "encounters" , publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
claims:
  november:
    statement: Encounters in November were just over 30,000.
    said: { by: An opinion article, date: 2025-12 }          # where it was said is not evidence for it
    kind: quantity
    quantity: just over 30,000
    test: { of: monthly, where: { month: 2025-11 }, sum: total }
    reading: All recorded encounters nationwide in November 2025.
unknowns:
  victims:
    question: How many of them were trafficked?
    because: The record does not ask.
    would_resolve: A published count of identified victims.
briefs:
  border-november:
    question: Were November encounters just over 30,000?
    claims: [november]
    unknowns: [ victims ]  # victms stays here
    limitations: One month of one record.

"#]]
    );
    let more = String::from_utf8(before["claims/more.yaml"].clone()).unwrap();
    let mended = more.replacen("montly", "monthly", 1).replace("figures.totl", "figures.total");
    assert_eq!(project.read("claims/more.yaml"), mended, "line ends, spaces and comments stay");
}

#[test]
fn a_slip_in_a_template_shows_once_the_registry_holds_none() {
    let project = Project::smallest();
    project.replace("claims.yaml", "claims: [november]", "claims: [novmber]");
    project.write(
        "templates/border-november.md",
        "{% extends \"knowns/brief.md\" %}\r\n{%- block prose %}\r\n{{  claims.novembr.quantity }},\t{{ claims.decembre }}\r\n{% endblock %}\r\n",
    );
    assert_data_eq!(
        project.run("check --fix --yes").whole(),
        str![[r#"
$ knowns check --fix --yes
exit code 1

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -23 +23 @@
-    claims: [novmber]
+    claims: [november]

mended 1 word in 1 file

--- a/templates/border-november.md
+++ b/templates/border-november.md
@@ -3 +3 @@
-{{  claims.novembr.quantity }}, {{ claims.decembre }}
+{{  claims.november.quantity }}, {{ claims.decembre }}

mended 1 word in 1 file

error[T004]: no entry of `claims` is called `decembre`
 --> templates/border-november.md:3:37
  |
3 | {{  claims.november.quantity }}, {{ claims.decembre }}
  |                                     ^^^^^^^^^^^^^^^
  |
  = note: a name that nothing has would print nothing, and the sentence would say less than its author thinks
  = help: declare it under `claims`

dataset `monthly` declares no fields; inferred, to paste inside its braces:

    fields: { month: yearmonth, single_adults: integer, family_unit_members: integer, unaccompanied_children: integer, accompanied_minors: integer, total: integer }

1 error

"#]]
    );
    assert!(project.read("templates/border-november.md").contains("\r\n{{  claims.november.quantity }},\t{{"));
    assert_eq!(project.read("claims.yaml"), Project::smallest().read("claims.yaml"));
}

#[test]
fn a_project_without_slips_is_only_checked() {
    let project = Project::smallest();
    let before = project.files("");
    assert_eq!(project.run("check --fix").stdout, project.run("check").stdout);
    assert_eq!(project.files(""), before);
}

#[test]
fn two_keys_that_would_become_one_are_left_alone() {
    let project = Project::smallest();
    project.replace("claims.yaml", "    quantity:", "    quantiy: many\n    quantity:");
    project.replace("claims.yaml", "    because:", "    becuase: Nobody asked.\n    becaus:");
    let said = project.run("check --fix --yes");
    assert!(said.stdout.contains("did you mean `quantity`?") && said.stdout.contains("3 errors"), "{}", said.whole());
    assert!(!said.stdout.contains("mended"), "{}", said.whole());
}

#[test]
fn a_program_is_told_of_a_fix_with_its_place() {
    let project = Project::smallest();
    project.replace("claims.yaml", "unknowns: [victims]", "unknowns: [ 'victms' ]");
    let found: serde_json::Value = serde_json::from_str(&project.run("check --format json").stdout).unwrap();
    assert_data_eq!(
        serde_json::to_string_pretty(&found["problems"][0]["fix"]).unwrap(),
        str![[r#"
{
  "place": {
    "file": "claims.yaml",
    "line": 24,
    "column": 18,
    "end_line": 24,
    "end_column": 24
  },
  "with": "victims"
}
"#]]
    );
}

#[test]
fn fixing_asks_no_program_and_yes_alone_fixes_nothing() {
    let project = misspelt();
    let before = project.files("");
    for command in ["check --fix --format json", "check --yes", "build --fix"] {
        assert_eq!(project.run(command).code, 2, "{command}");
    }
    assert_eq!(project.files(""), before);
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_left_alone() {
    let project = misspelt();
    std::fs::rename(project.path("claims/more.yaml"), project.path("more.yaml")).unwrap();
    std::os::unix::fs::symlink("../more.yaml", project.path("claims/more.yaml")).unwrap();
    let before = project.read("more.yaml");
    let said = project.run("check --fix --yes");
    assert!(said.stdout.contains("left alone claims/more.yaml (a symbolic link leads to it)\n"), "{}", said.whole());
    assert!(said.stdout.contains("mended 4 words in 1 file\n"), "{}", said.whole());
    assert_eq!(project.read("more.yaml"), before);
    assert!(project.path("claims/more.yaml").symlink_metadata().unwrap().is_symlink());
}
