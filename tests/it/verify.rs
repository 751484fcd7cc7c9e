//! `verify`: the same, different, or unable to say.

use snapbox::{assert_data_eq, str};

use crate::project::Project;

#[test]
fn a_changed_cell_makes_the_reports_different() {
    let project = Project::smallest();
    project.run("build");
    assert_data_eq!(
        project.run("verify").whole(),
        str![[r#"
$ knowns verify
exit code 0

--- stdout
10 reports as built

"#]]
    );
    project.replace("data/encounters.csv", "2025-11,27912,1583,788,92,30375", "2025-11,24912,1583,788,92,27375");
    let said = project.run("verify");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("different: reports/border-november.md:"), "{said:?}");
    let before = project.files("reports");
    assert_eq!(project.run("verify --format json").code, 1);
    assert_eq!(project.files("reports"), before, "verify writes nothing");
    project.run("build");
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn a_missing_report_and_one_too_many_are_named() {
    let project = Project::smallest();
    project.run("build");
    project.remove("reports/border-november.html");
    project.write("reports/notes.txt", "mine\n");
    assert_data_eq!(
        project.run("verify").whole(),
        str![[r#"
$ knowns verify
exit code 1

--- stdout
missing: reports/border-november.html
not compared: reports/notes.txt (not written by this tool)
1 not as built, 9 the same; `knowns build` writes them

"#]]
    );
    assert_data_eq!(
        project.run("verify --format json").whole(),
        str![[r#"
$ knowns verify --format json
exit code 1

--- stdout
{
  "version": 1,
  "same": 9,
  "different": [
    {
      "file": "reports/border-november.html",
      "change": "missing"
    }
  ],
  "foreign": [
    "reports/notes.txt"
  ]
}

"#]]
    );
}

#[test]
fn a_project_with_errors_cannot_be_verified() {
    let project = Project::of([("claims.yaml", "registry: [\n")]);
    assert_eq!(project.run("verify").code, 2);
    let said = project.run("verify --format json");
    let value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((said.code, &value["errors"]), (2, &1.into()));
}
