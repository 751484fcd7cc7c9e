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
12 reports as built

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
1 not as built, 11 the same; `knowns build` writes them

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
  "same": 11,
  "only_line_ends": false,
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

/// Turns line feeds into what git's `autocrlf` makes of them.
fn checked_out_on_windows(project: &Project, paths: &[&str]) {
    for (path, bytes) in project.files("") {
        if paths.iter().any(|wanted| path.starts_with(wanted)) {
            let text = String::from_utf8(bytes).unwrap();
            project.write(&path, text.replace('\n', "\r\n"));
        }
    }
}

#[test]
fn line_ends_that_git_changed_are_told_in_one_line() {
    for accepted in [false, true] {
        let project = Project::smallest();
        assert_eq!(project.run(if accepted { "accept" } else { "build" }).code, 0);
        checked_out_on_windows(&project, &["reports/"]);
        let said = project.run("verify");
        let count = if accepted { 14 } else { 13 };
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (
                1,
                &*format!(
                    "only the line ends of {count} reports differ (git's `autocrlf`): add a file `.gitattributes` with the line \
                     `* -text`, then check the files out again\n"
                )
            )
        );
        // The digests of the data, which the pages print, are other digests too.
        checked_out_on_windows(&project, &["data/", "claims."]);
        let said = project.run("verify");
        assert_eq!((said.code, said.stdout.lines().count()), (1, 1), "{}", said.whole());
        assert!(said.stdout.contains("that they are made from differ (git's `autocrlf`)"), "{}", said.whole());
        let json: serde_json::Value = serde_json::from_str(&project.run("verify --format json").stdout).unwrap();
        assert_eq!(json["only_line_ends"], true);
        // A page that says something else is named, whatever its line ends.
        let page = project.read("reports/border-november.md").replace("30,375", "30,376");
        project.write("reports/border-november.md", page);
        let said = project.run("verify");
        assert!(said.stdout.contains("different: reports/border-november.md:"), "{}", said.whole());
        let json: serde_json::Value = serde_json::from_str(&project.run("verify --format json").stdout).unwrap();
        assert_eq!(json["only_line_ends"], false);
    }
}

#[test]
fn data_whose_line_ends_alone_changed_are_told_so_and_changed_data_are_not() {
    let project = Project::smallest();
    project.run("build");
    checked_out_on_windows(&project, &["data/"]);
    let said = project.run("verify");
    assert!(said.stdout.starts_with("only the line ends of"), "{}", said.whole());
    project.replace("data/encounters.csv", "1583,788,92,30375", "1582,788,92,30375");
    assert!(project.run("verify").stdout.contains("different: reports/"), "a cell is another");
}
