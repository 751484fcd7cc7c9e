//! `rename`: an entry gets another id wherever the tool reads it as a reference, and every other byte stays.

use std::collections::BTreeMap;

use knowns::diagnostic::Problems;
use knowns::load;
use knowns::world::Memory;
use snapbox::{assert_data_eq, str};

use crate::project::Project;
use crate::registry_page;

/// Returns what its author wrote.
fn written(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.files("").into_iter().filter(|(path, _)| !path.starts_with(".knowns/")).collect()
}

/// Returns a project that names its entries in every way there is, with words spelt like ids beside them.
fn named_everywhere() -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1   # november\ninclude: [\"claims/*.yaml\"]\n");
    project.replace(
        "claims.yaml",
        "because: The",
        "blocks: [ november ]   # november\n    because: In november {{ claims.november.quantity }}, says november. The",
    );
    project.write(
        "claims/more.yaml",
        "claims:\r\n  'november_part':\r\n    statement: \"november: {{ claims.november.value }} of november\"\r\n    \
         part_of:   \"november\"  # november\r\n    quantity: just over 15,000\r\n    said: { by: november papers, date: 2025-12 }\r\n",
    );
    project.write(
        "templates/border-november.md",
        "{% extends \"knowns/brief.md\" %}\n{% block body %}\nIn november: {{ claims.november.quantity }}{% if claims.november is established %}, november\
         {% endif %}{% if claims.november.value %}.{% endif %}{% set november = claims.november %}{{ november.value }}\n{{ super() }}{% endblock %}\n",
    );
    project
}

#[test]
fn every_reference_is_renamed_and_every_other_byte_stays() {
    let project = named_everywhere();
    let before = written(&project);
    let checked = project.run("check");
    assert_data_eq!(
        project.run("rename november eleventh --yes").whole(),
        str![[r#"
$ knowns rename november eleventh --yes
exit code 0

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -10 +10 @@
-  november:
+  eleventh:
@@ -19,2 +19,2 @@
-    blocks: [ november ]   # november
-    because: In november {{ claims.november.quantity }}, says november. The record does not ask.
+    blocks: [ eleventh ]   # november
+    because: In november {{ claims.eleventh.quantity }}, says november. The record does not ask.
@@ -25 +25 @@
-    claims: [november]
+    claims: [eleventh]
--- a/claims/more.yaml
+++ b/claims/more.yaml
@@ -3,2 +3,2 @@
-    statement: "november: {{ claims.november.value }} of november"
-    part_of:   "november"  # november
+    statement: "november: {{ claims.eleventh.value }} of november"
+    part_of:   "eleventh"  # november
--- a/templates/border-november.md
+++ b/templates/border-november.md
@@ -3 +3 @@
-In november: {{ claims.november.quantity }}{% if claims.november is established %}, november{% endif %}{% if claims.november.value %}.{% endif %}{% set november = claims.november %}{{ november.value }}
+In november: {{ claims.eleventh.quantity }}{% if claims.eleventh is established %}, november{% endif %}{% if claims.eleventh.value %}.{% endif %}{% set november = claims.eleventh %}{{ november.value }}

renamed `november` to `eleventh` in 10 places in 3 files

"#]]
    );
    assert_eq!(project.run("check").stdout.replace("eleventh", "november"), checked.stdout);
    assert!(project.read("claims/more.yaml").contains("said: { by: november papers, date"));
    assert_eq!(project.run("rename eleventh november --yes").code, 0);
    assert_eq!(written(&project), before);
}

#[test]
fn where_nobody_can_be_asked_the_diff_is_shown_and_nothing_is_written() {
    let project = Project::smallest();
    let before = written(&project);
    assert_data_eq!(
        project.run("rename cbp border_agency").whole(),
        str![[r#"
$ knowns rename cbp border_agency
exit code 1

--- stdout
--- a/claims.yaml
+++ b/claims.yaml
@@ -3 +3 @@
-parties: { cbp: U.S. Customs and Border Protection }        # a string where an object would do is a name
+parties: { border_agency: U.S. Customs and Border Protection }        # a string where an object would do is a name
@@ -5 +5 @@
-  encounters: { counts: events, kept_by: cbp, record: monthly, definition: Recorded stops; one person can be counted twice. }
+  encounters: { counts: events, kept_by: border_agency, record: monthly, definition: Recorded stops; one person can be counted twice. }
@@ -7 +7 @@
-  monthly: { file: data/encounters.csv, measure: encounters, publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
+  monthly: { file: data/encounters.csv, measure: encounters, publisher: border_agency, vintage: 2025-12-04 }   # fields inferred, shown by check

nothing was changed; add `--yes` to apply this

"#]]
    );
    assert_eq!(written(&project), before);
}

#[test]
fn an_id_that_is_unknown_taken_or_of_the_wrong_form_is_refused() {
    let project = Project::smallest();
    let said: Vec<String> =
        ["novembr x", "november november", "november No-vember", "border-november a_b", "figures.november y"]
            .into_iter()
            .map(|words| project.run(&format!("rename {words} --yes")).whole())
            .collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns rename novembr x --yes
exit code 2

--- stderr
error: `novembr` is no entry of the registry
help: did you mean `november`?

$ knowns rename november november --yes
exit code 2

--- stderr
error: `november` is the id of a claim already
help: choose another id

$ knowns rename november No-vember --yes
exit code 2

--- stderr
error: `No-vember` is not a valid id for a claim
help: write lower-case letters, digits and `_`, starting with a letter

$ knowns rename border-november a_b --yes
exit code 2

--- stderr
error: `a_b` is not a valid id for a brief
help: write lower-case letters, digits and single `-`

$ knowns rename figures.november y --yes
exit code 2

--- stderr
error: `figures.november` is no entry of the registry
help: name an entry by its id, as it appears in the registry

"#]]
    );
}

#[test]
fn what_would_mean_something_else_is_refused() {
    let project = Project::smallest();
    project.replace("claims.yaml", "An opinion article", "officials");
    let before = written(&project);
    let said: Vec<String> = ["cbp null", "cbp officials"]
        .into_iter()
        .map(|words| project.run(&format!("rename {words} --yes")).whole())
        .collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns rename cbp null --yes
exit code 2

--- stderr
error: with `cbp` called `null`, R103 would be reported at claims.yaml:7
help: choose another id, or write a plain `cbp` where the entry is meant there

$ knowns rename cbp officials --yes
exit code 2

--- stderr
error: with `cbp` called `officials`, the project would mean something else
help: choose another id

"#]]
    );
    project.replace("claims.yaml", "measure: encounters,", "measure: \"enco\\x75nters\",");
    assert_data_eq!(
        project.run("rename encounters stops --yes").whole(),
        str![[r#"
$ knowns rename encounters stops --yes
exit code 2

--- stderr
error: `encounters` is written in some other way at claims.yaml:7
help: write it as a plain `encounters` there

"#]]
    );
    project.replace("claims.yaml", "\"enco\\x75nters\"", "encounters");
    assert_eq!(written(&project), before);
}

#[test]
fn a_project_with_errors_is_left_alone() {
    let project = Project::smallest();
    project.replace("claims.yaml", "unknowns: [victims]", "unknowns: [nobody]");
    assert_data_eq!(
        project.run("rename november border_total --yes").whole(),
        str![[r#"
$ knowns rename november border_total --yes
exit code 1

--- stdout
error[R101]: brief `border-november` refers to the unknown `nobody`, which is not registered
  --> claims.yaml:24:16
   |
24 |     unknowns: [nobody]
   |                ^^^^^^ no unknown has this id
   |
   = note: a reader could not follow this reference any further
   = help: add `nobody` under `unknowns`, or name one that is there

1 error; nothing was renamed

"#]]
    );
}

#[test]
fn a_brief_is_renamed_while_nobody_keeps_its_address() {
    let project = named_everywhere();
    assert_data_eq!(
        project.run("rename border-november november-at-the-border --yes").whole(),
        str![[r#"
$ knowns rename border-november november-at-the-border --yes
exit code 2

--- stderr
error: brief `border-november` finds its template `templates/border-november.md` by its id
help: write `template: templates/border-november.md` under the brief first, so that it keeps it

"#]]
    );
    project.replace(
        "claims.yaml",
        "    unknowns: [victims]",
        "    unknowns: [victims]\n    template: templates/border-november.md",
    );
    let renamed = project.run("rename border-november november-at-the-border --yes");
    assert_eq!(renamed.code, 0, "{renamed:?}");
    assert_eq!(project.run("check").code, 0);
    project.run_quoted("accept --by \"A. Writer\" --note First");
    assert_data_eq!(
        project.run("rename november-at-the-border border-november --yes").whole(),
        str![[r#"
$ knowns rename november-at-the-border border-november --yes
exit code 2

--- stderr
error: editions of brief `november-at-the-border` are accepted, and readers keep their address
help: leave its id; to go on under `border-november`, withdraw it and write a new brief

"#]]
    );
}

#[test]
fn the_place_of_a_waiver_follows_its_entry() {
    let project = named_everywhere();
    project.write(
        "claims/waivers.yaml",
        "waivers:\n  - { rule: N003, place: november_part.quantity, reason: november_part, owner: y, expiry: 2026-01-01 }\n",
    );
    let checked = project.run("check");
    assert_eq!(checked.code, 0, "{checked:?}");
    assert_data_eq!(
        project.run("rename november_part lesser --yes").whole(),
        str![[r#"
$ knowns rename november_part lesser --yes
exit code 0

--- stdout
--- a/claims/more.yaml
+++ b/claims/more.yaml
@@ -2 +2 @@
-  'november_part':
+  'lesser':
--- a/claims/waivers.yaml
+++ b/claims/waivers.yaml
@@ -2 +2 @@
-  - { rule: N003, place: november_part.quantity, reason: november_part, owner: y, expiry: 2026-01-01 }
+  - { rule: N003, place: lesser.quantity, reason: november_part, owner: y, expiry: 2026-01-01 }

renamed `november_part` to `lesser` in 2 places in 2 files

"#]]
    );
    assert_eq!(project.run("check"), checked);
}

#[test]
fn a_name_that_a_template_puts_together_otherwise_is_not_lost() {
    let project = named_everywhere();
    project.replace(
        "templates/border-november.md",
        "{{ november.value }}",
        "{% set all = claims %}{{ all.november.value }}",
    );
    let before = written(&project);
    assert_eq!(project.run("check").code, 0);
    assert_data_eq!(
        project.run("rename november border_total --yes").whole(),
        str![[r#"
$ knowns rename november border_total --yes
exit code 2

--- stderr
error: with `november` called `border_total`, T004 would be reported at templates/border-november.md:3
help: choose another id, or write a plain `november` where the entry is meant there

"#]]
    );
    assert_eq!(written(&project), before);
}

#[test]
fn every_entry_of_the_page_that_shows_every_key_can_be_renamed_and_back() {
    let files = registry_page::files();
    let project = Project::of(files.iter().map(|(path, content)| (*path, content.as_str())));
    let before = written(&project);
    let world = Memory::with([("claims.yaml", project.read("claims.yaml").as_str())]);
    let registry = load::registry(&world, &mut Problems::default()).unwrap();
    let ids: Vec<(&str, &str)> = registry.files[0].registry.ids();
    assert!(ids.len() > 40, "{ids:?}");
    for (section, id) in ids {
        let new = if section == "briefs" { format!("{id}-x") } else { format!("{id}_x") };
        let renamed = project.run(&format!("rename {id} {new} --yes"));
        assert_eq!(renamed.code, 0, "{renamed:?}");
        let checked = project.run("check");
        assert!(checked.stdout.ends_with("no problems\n"), "{checked:?}");
        assert_eq!(project.run(&format!("rename {new} {id} --yes")).code, 0, "{id}");
        assert_eq!(written(&project), before, "{id}");
    }
}
