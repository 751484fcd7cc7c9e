//! What is accepted, what goes to drafts, and what stands in `reports/` meanwhile.

use std::path::Path;

use snapbox::{assert_data_eq, str};

use super::{NOVEMBER, OCTOBER, accepted, fine, two};
use crate::project::{Project, files_below};

#[test]
fn a_first_edition_needs_no_reason() {
    let project = Project::smallest();
    assert_data_eq!(
        project.run("build --locked").whole(),
        str![[r#"
$ knowns build --locked
exit code 1

--- stdout
no edition was accepted yet: there is no `claims.lock`; `knowns accept` makes the first

"#]]
    );
    assert!(project.files("reports").is_empty());
    assert_data_eq!(
        project.run("accept").whole(),
        str![[r#"
$ knowns accept
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
    assert_eq!(project.run("build --locked").code, 0);
    assert_eq!(project.run("verify").code, 0);
    assert!(project.read("reports/border-november.md").contains("- Edition: 1, 15 December 2025 (first publication)"));
    assert_data_eq!(
        project.run("accept").whole(),
        str![[r#"
$ knowns accept
exit code 2

--- stderr
error: every brief says what its last edition says
help: there is nothing to do; a concern or a withdrawal needs no change: name the brief and the `--kind`

"#]]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "whole outputs stand in it")]
fn what_nobody_accepted_goes_to_drafts() {
    let project = accepted();
    let published = project.files("reports");
    project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
    assert_data_eq!(
        project.run("build --locked").whole(),
        str![[r#"
$ knowns build --locked
exit code 1

--- stdout
warning[V003]: a cell of dataset `monthly` changed, and its vintage is still `2025-12-04`
 --> claims.yaml:7:87
  |
7 | …counters.csv, measure: encounters, publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
  |                                                              ^^^^^^^^^^
  |
  = note: `monthly/2025-11/total`: 30375 → 27375
  = note: a release that changes without a new date is a correction, and readers who saw the old number are owed the word
  = help: where it is a new release, give it its `vintage` and keep the old file under `earlier`; where a cell was wrong, accept it as what it is: `knowns accept --kind correction --since 1 --note "what was wrong"`

warning[E240]: claim `november` is contradicted, and readers cannot see what was said
  --> claims.yaml:11:11
   |
11 |     said: { by: An opinion article, date: 2025-12 }          # where it was said is not evidence for it
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: the `statement` is our wording; the page tells it as ours, and no review in its data for machines rates it
   = help: copy the words as they were said into `said.quote`

not accepted: border-november
1 brief not as accepted: `reports/` was left alone; `knowns diff` says what changed, `knowns accept` publishes it

"#]]
    );
    assert!(project.files("drafts").is_empty(), "with --locked nothing is written");
    assert_data_eq!(
        project.run("build").whole(),
        str![[r#"
$ knowns build
exit code 0

--- stdout
warning[V003]: a cell of dataset `monthly` changed, and its vintage is still `2025-12-04`
 --> claims.yaml:7:87
  |
7 | …counters.csv, measure: encounters, publisher: cbp, vintage: 2025-12-04 }   # fields inferred, shown by check
  |                                                              ^^^^^^^^^^
  |
  = note: `monthly/2025-11/total`: 30375 → 27375
  = note: a release that changes without a new date is a correction, and readers who saw the old number are owed the word
  = help: where it is a new release, give it its `vintage` and keep the old file under `earlier`; where a cell was wrong, accept it as what it is: `knowns accept --kind correction --since 1 --note "what was wrong"`

warning[E240]: claim `november` is contradicted, and readers cannot see what was said
  --> claims.yaml:11:11
   |
11 |     said: { by: An opinion article, date: 2025-12 }          # where it was said is not evidence for it
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: the `statement` is our wording; the page tells it as ours, and no review in its data for machines rates it
   = help: copy the words as they were said into `said.quote`

wrote drafts/border-november.evidence.html
wrote drafts/border-november.evidence.md
wrote drafts/border-november.html
wrote drafts/border-november.json
wrote drafts/border-november.md
wrote drafts/feed.xml
wrote drafts/index.html
wrote drafts/method.html
wrote drafts/open-questions.html
wrote drafts/registry/claims.html
wrote drafts/registry/measures.html
wrote drafts/registry/parties.html
wrote drafts/registry/sources.html
13 drafts written
not accepted: border-november
1 brief not as accepted: `reports/` was left alone; `knowns diff` says what changed, `knowns accept` publishes it
2 warnings

"#]]
    );
    assert_eq!(project.files("reports"), published, "the published pages are left alone");
    assert!(project.read("drafts/border-november.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(project.read("drafts/border-november.md").contains("nobody has accepted"));
    assert_data_eq!(
        project.run("verify").whole(),
        str![[r#"
$ knowns verify
exit code 1

--- stdout
not accepted: border-november
1 brief not as accepted: `reports/` was left alone; `knowns diff` says what changed, `knowns accept` publishes it

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
  "not_accepted": [
    "border-november"
  ],
  "of_another_lock": false,
  "different": []
}

"#]]
    );
    fine(project.run_saying("accept --kind correction --since 1 --note", "The total was misread."));
    assert!(project.files("drafts").is_empty(), "what is accepted is not a draft");
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn one_brief_is_accepted_while_another_waits() {
    let project = two();
    fine(project.run("accept"));
    let other = project.read("reports/border-october.md");
    project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
    project.replace(
        "claims.yaml",
        "Encounters in October were more than 30,000.",
        "October had more than 30,000 encounters.",
    );
    let said =
        project.run_saying("accept border-november --kind correction --since 1 --note", "The total was misread.");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns accept border-november --kind correction --since 1 --note "The total was misread."
exit code 0

--- stdout
accepted edition 2 of border-november (correction)
wrote reports/border-november.evidence.html
wrote reports/border-november.evidence.md
wrote reports/border-november.html
wrote reports/border-november.json
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
wrote reports/open-questions.html
wrote reports/registry/claims.html
wrote reports/registry/measures.html
wrote reports/registry/parties.html
wrote reports/registry/sources.html
12 reports written, 6 unchanged
1 brief not accepted; `knowns diff` says what changed

"#]]
    );
    assert_eq!(project.read("reports/border-october.md"), other, "its published page stays");
    let index = project.read("reports/index.html");
    assert!(index.contains("October were more than 30,000") && !index.contains("October had"), "{index}");
    assert_eq!(project.run("verify").code, 1);
    fine(project.run("build"));
    assert!(project.read("drafts/border-october.md").contains("October had more"));
    fine(project.run("accept --kind editorial"));
    assert_eq!((project.run("verify").code, project.run("build --locked").code), (0, 0));
}

#[test]
fn the_pages_of_a_brief_that_was_removed_stand_until_it_is_withdrawn() {
    let project = two();
    fine(project.run("accept"));
    let pages = |project: &Project| {
        let reports = project.files("reports").into_iter();
        reports.filter(|(path, _)| path.starts_with("border-october.")).collect::<Vec<_>>()
    };
    let before = pages(&project);
    assert_eq!(before.len(), 5);
    project.replace("claims.yaml", OCTOBER, "");
    project.replace("claims.yaml", "One month of one record.", "One month, and one record.");
    fine(project.run("accept border-november --kind editorial"));
    assert_eq!(pages(&project), before, "nobody has said that it should not be relied on");
    assert!(project.run("verify").stdout.contains("not accepted: border-october"));
    fine(project.run("accept border-october --kind withdrawal --note superseded"));
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn other_line_endings_change_no_edition() {
    let project = accepted();
    let data = project.read("data/encounters.csv");
    project.write("data/encounters.csv", data.replace('\n', "\r\n"));
    assert_eq!(project.run("build --locked").code, 0);
    assert_data_eq!(
        project.run("diff").whole(),
        str![[r#"
$ knowns diff
exit code 0

--- stdout
nothing changed: 1 brief says what its last edition says

"#]]
    );
}

#[test]
fn a_brief_that_waits_keeps_the_pictures_of_its_charts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/charts");
    let project = Project::of([]);
    for (path, bytes) in files_below(&folder).into_iter().filter(|(path, _)| !path.starts_with("reports/")) {
        project.write(&path, bytes);
    }
    fine(project.run("accept"));
    let pictures = |project: &Project| {
        let reports = project.files("reports").into_iter();
        reports.filter(|(path, _)| path.contains("how-full-were-the-huts-")).collect::<Vec<_>>()
    };
    let before = pictures(&project);
    assert!(before.len() > 3, "{before:?}");
    let registry = project.read("claims.yaml");
    let brief = registry.split("\nbriefs:\n").nth(1).unwrap().to_owned();
    let other = brief.replace("how-full-were-the-huts:", "how-full-were-they:");
    project.write("claims.yaml", registry.replace(&brief, &(brief.trim_end().to_owned() + "\n" + &other)));
    // Every month is another now, so the first brief waits and its pictures would be others.
    let stays = project.read("data/stays.csv");
    project.write("data/stays.csv", stays.replace("34720", "33720"));
    fine(project.run("accept how-full-were-they"));
    assert_eq!(pictures(&project), before);
    assert!(project.files("reports").contains_key("how-full-were-they-by_month.svg"));
}
