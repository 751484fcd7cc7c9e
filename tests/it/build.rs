//! `build` and `init`: what they write, what they leave alone, and what they say.

use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use crate::project::Project;

#[test]
fn the_smallest_registry_builds_and_verifies() {
    let project = Project::of([]);
    assert_data_eq!(
        project.run("init").whole(),
        str![[r#"
$ knowns init
exit code 0

--- stdout
wrote claims.yaml
wrote claims.schema.json
wrote data/encounters.csv
wrote .gitattributes
wrote .gitignore

Next:
  knowns build

To begin with a number from a file of your own instead, in a folder without a registry:
  knowns new brief --from data/yours.csv (`knowns new brief --help` says what else it asks)

"#]]
    );
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
wrote reports/border-november.evidence.html
wrote reports/border-november.evidence.md
wrote reports/border-november.html
wrote reports/border-november.json
wrote reports/border-november.md
wrote reports/index.html
wrote reports/method.html
wrote reports/open-questions.html
wrote reports/registry/claims.html
wrote reports/registry/measures.html
wrote reports/registry/parties.html
wrote reports/registry/sources.html
12 reports written

"#]]
    );
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
0 reports written, 12 unchanged

"#]]
    );
    assert_eq!(project.run("verify").code, 0);
    assert_eq!(project.run("check --deny-warnings").code, 0);
}

#[test]
fn init_overwrites_nothing_and_names_the_file() {
    let project = Project::of([("data/encounters.csv", "mine\n")]);
    let said = project.run("init");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns init
exit code 2

--- stderr
error: `data/encounters.csv` is already there, and nothing is overwritten
help: use an empty folder: `knowns init --project NAME`

"#]]
    );
    assert_eq!(project.files("").len(), 1);
}

#[test]
fn a_report_that_somebody_wrote_by_hand_is_left_alone_and_named() {
    let project = Project::smallest();
    project.write("reports/border-november.md", "my own text\n");
    project.write("reports/notes.txt", "mine\n");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 1

--- stdout
error[O002]: `reports/border-november.md` is in the way and was not written by this tool
--> reports/border-november.md
 |
 = note: `reports/manifest.json` lists what a build may replace, and does not list it
 = help: move it to another folder, or delete it if it is an old report

1 error; nothing was written

"#]]
    );
    assert_eq!(project.read("reports/border-november.md"), "my own text\n");
    project.remove("reports/border-november.md");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
wrote reports/border-november.evidence.html
wrote reports/border-november.evidence.md
wrote reports/border-november.html
wrote reports/border-november.json
wrote reports/border-november.md
wrote reports/index.html
wrote reports/method.html
wrote reports/open-questions.html
wrote reports/registry/claims.html
wrote reports/registry/measures.html
wrote reports/registry/parties.html
wrote reports/registry/sources.html
left alone reports/notes.txt (not written by this tool)
12 reports written

"#]]
    );
    assert_eq!(project.read("reports/notes.txt"), "mine\n");
}

#[test]
fn a_report_edited_by_hand_is_replaced_and_named() {
    let project = Project::smallest();
    project.run("build");
    project.write("reports/border-november.md", "edited\n");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
wrote reports/border-november.md (it had been edited by hand)
1 report written, 11 unchanged

"#]]
    );
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn the_reports_of_a_brief_that_is_gone_are_removed_unless_edited() {
    let project = Project::smallest();
    project.run("build");
    project.write("reports/border-november.html", "edited\n");
    project.replace("claims.yaml", "border-november:", "border-autumn:");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
wrote reports/border-autumn.evidence.html
wrote reports/border-autumn.evidence.md
wrote reports/border-autumn.html
wrote reports/border-autumn.json
wrote reports/border-autumn.md
wrote reports/index.html
wrote reports/open-questions.html
wrote reports/registry/claims.html
wrote reports/registry/measures.html
wrote reports/registry/parties.html
removed reports/border-november.evidence.html (no brief makes it any more)
removed reports/border-november.evidence.md (no brief makes it any more)
removed reports/border-november.json (no brief makes it any more)
removed reports/border-november.md (no brief makes it any more)
left alone reports/border-november.html (no brief makes it any more, but it had been edited by hand)
10 reports written, 2 unchanged, 4 removed

"#]]
    );
}

#[test]
fn a_damaged_manifest_is_said_and_replaced() {
    let project = Project::smallest();
    project.run("build");
    let manifest = project.read("reports/manifest.json");
    project.write("reports/manifest.json", "{\n");
    project.write("reports/index.html", "half a merge\n");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
warning[O004]: the manifest of the last build is damaged
--> reports/manifest.json
 |
 = note: without it a build cannot tell which reports of removed briefs it wrote, and leaves them
 = help: build to write a new one, and delete reports that no brief makes any more

wrote reports/index.html
1 report written, 11 unchanged
1 warning

"#]]
    );
    assert_eq!(project.read("reports/manifest.json"), manifest);
    project.write("reports/manifest.json", "{ \"manifest\": 9 }\n");
    assert_data_eq!(
        project.run("check").whole(),
        str![[r#"
$ knowns check
exit code 0

--- stdout
warning[O004]: the manifest of the last build has version 9, newer than this tool knows
--> reports/manifest.json
 |
 = note: without it a build cannot tell which reports of removed briefs it wrote, and leaves them
 = help: build to write a new one, and delete reports that no brief makes any more

1 warning

"#]]
    );
}

#[test]
fn a_folder_where_a_report_goes_is_a_problem() {
    let project = Project::smallest();
    project.write("reports/index.html/inside.txt", "");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 1

--- stdout
error[O003]: `reports/index.html` is not a file
--> reports/index.html
 |
 = note: a report would be written there
 = help: rename or remove it, or give the brief another id

1 error; nothing was written

"#]]
    );
}

#[test]
fn the_manifest_makes_a_list_for_sha256sum() {
    let project = Project::smallest();
    project.run("build");
    let manifest: serde_json::Value = serde_json::from_str(&project.read("reports/manifest.json")).unwrap();
    let mut list = String::new();
    for entry in ["inputs", "outputs"].iter().flat_map(|part| manifest[part].as_array().unwrap()) {
        writeln!(list, "{}  {}", entry["sha256"].as_str().unwrap(), entry["path"].as_str().unwrap()).unwrap();
    }
    assert!(list.contains("  claims.yaml\n") && list.contains("  data/encounters.csv\n"), "{list}");
    assert!(list.contains("  reports/border-november.md\n") && !list.contains("manifest.json"), "{list}");
    for line in list.lines() {
        let (digest, path) = line.split_once("  ").unwrap();
        assert_eq!(knowns::digest::Digest::of(project.read(path).as_bytes()).to_string(), digest, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn reports_that_lead_out_of_the_project_are_refused() {
    let project = Project::smallest();
    let outside = Project::of([("keep.md", "outside\n")]);
    std::os::unix::fs::symlink(outside.path(""), project.path("reports")).unwrap();
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 1

--- stdout
error[O001]: `reports` is a symbolic link, not a folder
 |
 = note: reports are written and removed only in a folder of the project itself
 = help: remove `reports`; the next build makes the folder

1 error; nothing was written

"#]]
    );
    assert_eq!(outside.files("").len(), 1);
}

#[test]
fn a_publication_sets_the_level_of_warnings_and_an_expired_waiver_waives_nothing() {
    let project = Project::smallest();
    project.replace("claims.yaml", "vintage: 2025-12-04 }", "vintage: 2025-12-04, fields: { month: yearmonth } }");
    assert!(project.run("check").stdout.contains("warning[D019]"));
    project.replace("claims.yaml", "title: Border desk", "title: Border desk, rules: { undeclared-column: error }");
    assert_eq!(project.run("build").code, 1);
    assert!(project.files("reports").is_empty());
    project.replace("claims.yaml", "undeclared-column: error", "undeclared-column: \"off\"");
    assert_eq!(project.run("check --deny-warnings").code, 0);

    project.replace("claims.yaml", "    unknowns: [victims]\n    limitations: One month of one record.\n", "    limitations: One month of one record.\nwaivers:\n  - { rule: empty-half, place: border-november, reason: Nothing is open., owner: us, expiry: 2026-01-01 }\n");
    assert_eq!(project.run("check").code, 0);
    project.replace("claims.yaml", "expiry: 2026-01-01", "expiry: 2025-12-01");
    assert_eq!(project.run("check").code, 1);
}
