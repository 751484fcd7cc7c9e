//! What is refused, and what waits for a second person.

use snapbox::{assert_data_eq, str};

use super::{NOVEMBER, accepted, fine};
use crate::project::Project;

#[test]
fn an_edition_that_does_not_fit_is_refused_and_nothing_is_written() {
    let project = accepted();
    project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
    let (lock, reports) = (project.read("claims.lock"), project.files("reports"));
    let mut refused = String::new();
    for (command, last) in [
        ("accept", "--yes"),
        ("accept --kind", "first"),
        ("accept --kind", "data-update"),
        ("accept --kind", "correction"),
        ("accept --kind correction --note", "The total was misread."),
        ("accept --kind correction --since 2 --note", "The total was misread."),
        ("accept --kind correction --since 1 --date 2025-12-14 --note", "The total was misread."),
        ("accept --kind", "withdrawal"),
        ("accept --kind redaction --note why", "border-november"),
        ("accept", "border-december"),
        ("approve --by", "B. Editor"),
    ] {
        let said = project.run_saying(command, last);
        assert_ne!(said.code, 0, "{}", said.whole());
        refused += &said.whole();
        refused.push('\n');
    }
    assert_data_eq!(
        refused,
        str![[r#"
$ knowns accept "--yes"
exit code 2

--- stderr
error: `border-november` has an edition, and why there is another was not said
help: say why; the changes look like `--kind correction`

$ knowns accept --kind "first"
exit code 2

--- stderr
error: `border-november` has edition 1 already
help: `knowns diff` names the last edition of each brief

$ knowns accept --kind "data-update"
exit code 2

--- stderr
error: cells of `monthly` changed within one release, so this edition of `border-november` is a correction
help: use `--kind correction`; where it is a new release of the data, change its `vintage` instead

$ knowns accept --kind "correction"
exit code 2

--- stderr
error: an edition of the kind `correction` tells the reader why
help: add `--note "what was wrong, or why"`

$ knowns accept --kind correction --note "The total was misread."
exit code 2

--- stderr
error: a correction says since which edition something was wrong
help: add `--since N`, the first edition in which it was wrong

$ knowns accept --kind correction --since 2 --note "The total was misread."
exit code 2

--- stderr
error: `border-november` has no edition 2
help: `knowns diff` names the last edition of each brief

$ knowns accept --kind correction --since 1 --date 2025-12-14 --note "The total was misread."
exit code 2

--- stderr
error: an edition of `border-november` dated 2025-12-14 would be older than the last, of 2025-12-15
help: give a later `--date`; without one it is the publication's `as_of`

$ knowns accept --kind "withdrawal"
exit code 2

--- stderr
error: an edition of this kind is made of briefs that are named
help: name them: `knowns accept BRIEF --kind …`

$ knowns accept --kind redaction --note why "border-november"
exit code 2

--- stderr
error: cells of `monthly` changed within one release, so this edition of `border-november` is a correction
help: use `--kind correction`; where it is a new release of the data, change its `vintage` instead

$ knowns accept "border-december"
exit code 2

--- stderr
error: `border-december` is not a brief
help: compare it with the ids under `briefs`; `knowns diff` lists those that changed

$ knowns approve --by "B. Editor"
exit code 2

--- stderr
error: no edition waits for approval
help: ask for one: `knowns accept --by NAME`


"#]]
    );
    assert_eq!((project.read("claims.lock"), project.files("reports")), (lock, reports));
}

#[test]
fn where_two_sign_an_edition_waits_for_the_second() {
    let project = Project::smallest();
    project.replace("claims.yaml", "publication: { ", "publication: { sign_off: 2, ");
    assert_data_eq!(
        project.run("accept").whole(),
        str![[r#"
$ knowns accept
exit code 2

--- stderr
error: 2 people accept an edition here, and nobody said who asks
help: add `--by NAME`

"#]]
    );
    assert_data_eq!(
        project.run_saying("accept --by", "A. Editor").whole(),
        str![[r#"
$ knowns accept --by "A. Editor"
exit code 0

--- stdout
edition 1 of border-november (first) waits for 1 approval

"#]]
    );
    assert!(project.files("reports").is_empty(), "nothing is published yet");
    assert_data_eq!(
        project.run_saying("approve --by", "a. editor").whole(),
        str![[r#"
$ knowns approve --by "a. editor"
exit code 2

--- stderr
error: a. editor has accepted this edition of `border-november` already
help: somebody else approves it: `knowns approve --by NAME`

"#]]
    );
    project.replace("claims.yaml", "One month of one record.", "One month of a single record.");
    assert_data_eq!(
        project.run_saying("approve --by", "B. Editor").whole(),
        str![[r#"
$ knowns approve --by "B. Editor"
exit code 2

--- stderr
error: `border-november` says something else than when its edition was asked for
help: ask again: `knowns accept --by NAME`

"#]]
    );
    fine(project.run_saying("accept --by", "A. Editor"));
    assert_data_eq!(
        project.run_saying("approve --by", "B. Editor").whole(),
        str![[r#"
$ knowns approve --by "B. Editor"
exit code 0

--- stdout
accepted edition 1 of border-november (first)
wrote reports/border-november.evidence.html
wrote reports/border-november.evidence.md
wrote reports/border-november.html
wrote reports/border-november.json
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
wrote reports/method.html
wrote reports/open-questions.html
wrote reports/registry/claims.html
wrote reports/registry/measures.html
wrote reports/registry/parties.html
wrote reports/registry/sources.html
13 reports written

"#]]
    );
    assert!(project.read("claims.lock").contains(r#""by":["A. Editor","B. Editor"]"#));
    assert_eq!(project.run("verify").code, 0);
}

/// Three years of two areas, of which an edition is accepted.
fn by_area() -> crate::project::Project {
    let project = crate::project::Project::smallest();
    project.replace(
        "claims.yaml",
        "datasets:\n",
        "datasets:\n  yearly: { file: data/yearly.csv, measure: encounters, publisher: cbp, vintage: 2025-12-01, fields: { year: year, area: string, deaths: integer } }\n",
    );
    project.write(
        "data/yearly.csv",
        "year,area,deaths\n2023,Far Isles,290\n2023,Northshire,1050\n2024,Far Isles,280\n2024,Northshire,1010\n",
    );
    project.replace(
        "claims.yaml",
        "unknowns:\n",
        "  share:\n    statement: Fewer than 2,000 people died in 2024.\n    said: { by: A radio report, date: 2025-12-02 }\n    quantity: fewer than 2,000\n    test: { of: yearly, where: { year: 2024 }, sum: deaths }\n    reading: All deaths recorded in the two areas.\nunknowns:\n",
    );
    project
}

#[test]
fn a_cell_that_changed_within_its_release_is_a_correction_whatever_happens_to_the_columns_that_name_its_row() {
    let plain =
        "year,area,deaths\n2023,Far Isles,290\n2023,Northshire,1050\n2024,Far Isles,280\n2024,Northshire,1010\n";
    let noted = plain.replace('\n', ",x\n").replace("deaths,x", "deaths,note");
    let ordered =
        "area,year,deaths\nFar Isles,2023,290\nNorthshire,2023,1050\nFar Isles,2024,280\nNorthshire,2024,1010\n";
    let revised = |csv: &str| csv.replace("1010", "1015");
    let other = noted.replace("1010,x", "1010,y");
    for (before, after) in [(plain, noted.as_str()), (&noted, plain), (plain, ordered), (&noted, &other)] {
        let project = by_area();
        project.write("data/yearly.csv", before);
        let registry = project.read("claims.yaml");
        project.write("claims.yaml", registry.replace("claims: [", "claims: [share, "));
        let said = project.run("accept --by Ann");
        assert_eq!(said.code, 0, "{}", said.whole());
        // Another name of a row alone is no correction, and nothing that a brief says.
        project.write("data/yearly.csv", after);
        let said = project.run("diff");
        assert!(said.stdout.contains("nothing changed") || !said.stdout.contains("corrected"), "{}", said.whole());
        project.write("data/yearly.csv", revised(after));
        let said = project.run("accept --by Ann --kind data-update");
        assert_eq!(said.code, 2, "{before}\n{after}\n{}", said.whole());
        assert!(said.stderr.contains("correction"), "{}", said.whole());
    }
}
