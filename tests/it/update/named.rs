//! Which release a file says that it is: where a line begins by saying so, and nowhere else; of what is not sure, `--vintage` is asked for.

use super::{DECEMBER, NOVEMBER, project};
use crate::project::Project;

/// Returns a project with a dataset of text, in which a row may begin with any word.
fn cases() -> Project {
    let project = project();
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  cases: { file: data/cases.csv, publisher: cbp, vintage: 2025-11 }\nfigures:\n",
    );
    project.write("data/cases.csv", "status,day,id\nHeld,2025-10-02,A1\n");
    project
}

#[test]
fn a_day_within_a_line_and_one_to_come_are_not_taken_for_the_release() {
    let project = project();
    for line in [
        "Population as of 2025-12-01",
        "These figures will be published on 25 April 2026",
        "Release date: 25 April 2026 (forthcoming)",
        "Published on 25 April 2026 (to be confirmed)",
        "Stand: 25.04.2026 (voraussichtlich)",
        "Última actualización: 25 de abril de 2026 (prevista)",
        "Mise à jour le 25 avril 2026 (prévue)",
        "Encounters of persons released 2025-12-04",
    ] {
        project.write("new.csv", format!("{line}\n{DECEMBER}"));
        let said = project.run("update monthly=new.csv");
        let asks = said.stderr.contains("does not say which release it is") && said.stderr.contains("`--vintage ");
        assert!(said.code == 2 && asks, "{line}\n{}", said.whole());
    }
    assert_eq!(project.read("data/encounters.csv"), NOVEMBER);
}

#[test]
fn a_row_of_the_table_says_no_release() {
    let project = cases();
    for row in ["Released,2025-12-03,A12", "Paroled,Released 2025-12-03,A12"] {
        project.write("new.csv", format!("status,day,id\nHeld,2025-10-02,A1\n{row}\n"));
        let said = project.run("update cases=new.csv");
        assert!(said.code == 2 && said.stderr.contains("does not say which release"), "{row}\n{}", said.whole());
    }
    // A note below the rows is none of them.
    project.replace("claims.yaml", "vintage: 2025-11 }", "vintage: 2025-11, footer_rows: 1 }");
    project.write("data/cases.csv", "status,day,id\nHeld,2025-10-02,A1\nReleased 2025-11-03\n");
    project.write("new.csv", "status,day,id\nHeld,2025-10-02,A1\nReleased,2025-10-03,A12\nReleased 2025-12-03\n");
    let said = project.run("update cases=new.csv");
    assert!(said.code == 0 && said.stdout.contains("line 4 says “Released 2025-12-03”"), "{}", said.whole());
}

#[test]
fn a_release_after_the_day_that_is_given_is_asked_for() {
    let project = project();
    project.write("encounters-2025-12-09.csv", DECEMBER);
    let said = project.run("update monthly=encounters-2025-12-09.csv --as-of 2025-12-05");
    assert!(said.code == 2 && said.stderr.contains("`--vintage 2025-12-09`"), "{}", said.whole());
    assert_eq!(project.read("data/encounters.csv"), NOVEMBER);
    // A day of the same month may have come, and what is given is given.
    project.write("new.csv", format!("{DECEMBER}2025-12,1\n"));
    project.replace("claims.yaml", "    fields:", "    footer_rows: 1\n    fields:");
    project.write("data/encounters.csv", format!("{NOVEMBER}Published November 2025\n"));
    project.write("new.csv", format!("{DECEMBER}Published December 2025\n"));
    assert_eq!(project.run("update monthly=new.csv --as-of 2025-12-05 --dry-run").code, 0);
    assert_eq!(project.run("update monthly=new.csv --as-of 2025-12-05 --vintage 2025-12-09").code, 0);
}

#[test]
fn a_column_of_one_row_says_no_release() {
    let project = cases();
    let rows = "status,released,id\nHeld,2025-12-03,A1\n";
    project.write("new.csv", rows);
    let said = project.run("update cases=new.csv --dry-run");
    assert!(said.code == 2 && said.stderr.contains("does not say which release"), "{}", said.whole());
    project.write("new.csv", format!("{rows}Held,2025-12-03,A2\n"));
    let said = project.run("update cases=new.csv --dry-run");
    assert!(said.stdout.contains("its column `released` says “2025-12-03”"), "{}", said.whole());
}
