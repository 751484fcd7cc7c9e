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
        "figures:\r\n  total: { of: montly, sum: \"total\" }   # montly\r\n  part_one: { of: monthly, sum: uac }\r\n  \
         part_two: { of: monthly, sum: uac }\r\n  part_2024: { of: monthly, sum: uac }\r\nclaims:\r\n  \
         first:\r\n    statement: >\r\n      Not {{ figures.totl }} but\r\n      {{ figures.totl }}, or {{ figures.part_tne }}\r\n      \
         or {{ figures.part_2023 }}.\r\n",
    );
    project
}

#[test]
fn where_nobody_can_be_asked_the_diff_is_shown_and_nothing_is_written() {
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
-      {{ figures.totl }}, or {{ figures.part_tne }}
+      Not {{ figures.total }} but
+      {{ figures.total }}, or {{ figures.part_tne }}

nothing was changed; add `--yes` to apply this

"#]]
    );
    assert_eq!(project.files(""), before);
}

#[test]
fn a_project_of_slips_is_mended_and_what_has_two_answers_is_left() {
    let project = misspelt();
    let before = project.files("");
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
-      {{ figures.totl }}, or {{ figures.part_tne }}
+      Not {{ figures.total }} but
+      {{ figures.total }}, or {{ figures.part_tne }}

mended 7 words in 2 files

error[F004]: dataset `monthly` has no column `uac`
 --> claims/more.yaml:3:33
  |
3 |   part_one: { of: monthly, sum: uac }
  |                                 ^^^
  |
  = note: its columns are `month`, `single_adults`, `family_unit_members`, `unaccompanied_children`, `accompanied_minors` and `total`
  = help: name a column as it appears in the first line of the file

error[F004]: dataset `monthly` has no column `uac`
 --> claims/more.yaml:4:33
  |
4 |   part_two: { of: monthly, sum: uac }
  |                                 ^^^
  |
  = note: its columns are `month`, `single_adults`, `family_unit_members`, `unaccompanied_children`, `accompanied_minors` and `total`
  = help: name a column as it appears in the first line of the file

error[F004]: dataset `monthly` has no column `uac`
 --> claims/more.yaml:5:34
  |
5 |   part_2024: { of: monthly, sum: uac }
  |                                  ^^^
  |
  = note: its columns are `month`, `single_adults`, `family_unit_members`, `unaccompanied_children`, `accompanied_minors` and `total`
  = help: name a column as it appears in the first line of the file

error[R101]: claim `first` refers to the figure `part_tne`, which is not registered
  --> claims/more.yaml:10:42
   |
10 |       {{ figures.total }}, or {{ figures.part_tne }}
   |                                          ^^^^^^^^ no figure has this id
   |
   = note: a reader could not follow this reference any further
   = help: did you mean `part_one`? Otherwise add `part_tne` under `figures`

error[R101]: claim `first` refers to the figure `part_2023`, which is not registered
  --> claims/more.yaml:11:21
   |
11 |       or {{ figures.part_2023 }}.
   |                     ^^^^^^^^^ no figure has this id
   |
   = note: a reader could not follow this reference any further
   = help: did you mean `part_2024`? Otherwise add `part_2023` under `figures`

5 errors

"#]]
    );
    let before = |path: &str| String::from_utf8(before[path].clone()).unwrap();
    let mended = before("claims.yaml").replace("encouters", "encounters").replace("quantitiy", "quantity");
    let mended = mended.replace("quantiy", "quantity").replacen("victms", "victims", 1);
    assert_eq!(project.read("claims.yaml"), mended, "spaces, quotation marks and comments stay");
    let mended = before("claims/more.yaml").replacen("montly", "monthly", 1).replace("figures.totl", "figures.total");
    assert_eq!(project.read("claims/more.yaml"), mended, "line ends stay");
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
