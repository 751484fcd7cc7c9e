//! `accept` and `approve`: what becomes an edition, what waits, what is refused, and what stands in `reports/` meanwhile.

use snapbox::{assert_data_eq, str};

use crate::project::{Project, Said};

const NOVEMBER: (&str, &str) = ("2025-11,27912,1583,788,92,30375", "2025-11,24912,1583,788,92,27375");

/// A second brief, which prints a number of its own.
const OCTOBER: &str = "  border-october:
    question: How many encounters were there in October?
    claims: [october]
    unknowns: [victims]
    limitations: One month of one record.
";

/// Two briefs, each on a month of one record.
fn two() -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "unknowns:\n", "  october:\n    statement: Encounters in October were more than 30,000.\n    said: { by: An opinion article, date: 2025-12 }\n    quantity: more than 30,000\n    test: { of: monthly, where: { month: 2025-10 }, sum: total }\n    reading: All recorded encounters nationwide in October 2025.\nunknowns:\n");
    let registry = project.read("claims.yaml");
    project.write("claims.yaml", registry.trim_end().to_owned() + "\n" + OCTOBER);
    project
}

/// A project whose first edition is accepted.
fn accepted() -> Project {
    let project = Project::smallest();
    let said = project.run("accept");
    assert_eq!(said.code, 0, "{}", said.whole());
    project
}

fn fine(said: Said) -> Said {
    assert_eq!(said.code, 0, "{}", said.whole());
    said
}

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
wrote reports/border-november.html
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
4 reports written

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

wrote drafts/border-november.html
wrote drafts/border-november.md
wrote drafts/feed.xml
wrote drafts/index.html
4 drafts written
not accepted: border-november
1 brief not as accepted: `reports/` was left alone; `knowns diff` says what changed, `knowns accept` publishes it
1 warning

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
  ]
}

"#]]
    );
    fine(project.run_saying("accept --kind correction --since 1 --note", "The total was misread."));
    assert!(project.files("drafts").is_empty(), "what is accepted is no draft");
    assert_eq!(project.run("verify").code, 0);
}

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
error: `border-december` is no brief
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
fn a_correction_stays_at_the_top_for_two_editions_and_in_the_history_for_good() {
    let project = accepted();
    let first = project.read("claims.lock").lines().find(|line| line.starts_with("  edition 1")).unwrap().to_owned();
    project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
    fine(project.run_saying("accept --kind correction --since 1 --note", "The total was misread."));
    let notice =
        "**Correction, 15 December 2025 (edition 2).** The total was misread. This had been wrong since edition 1.";
    for (edition, limitation) in [(3, "One month of one single record."), (4, "One month, and one record.")] {
        assert!(project.read("reports/border-november.md").contains(notice), "before edition {edition}");
        let registry = project.read("claims.yaml");
        let from = registry.lines().find(|line| line.contains("limitations:")).unwrap();
        project.write("claims.yaml", registry.replace(from, &format!("    limitations: {limitation}")));
        fine(project.run("accept --kind editorial"));
    }
    let page = project.read("reports/border-november.md");
    assert!(!page.contains(notice));
    let history = page.split("History of this brief").nth(1).unwrap();
    assert_data_eq!(
        history,
        str![[r#"


### Corrections

- **Edition 2, 15 December 2025: correction.** The total was misread. This had been wrong since edition 1.
  - “Encounters in November were just over 30,000”: its standing is now “the record contradicts this”, before “established”.
  - The figure that tests “Encounters in November were just over 30,000”: now 27,375, before 30,375.
  - data/encounters.csv: the file was changed without a new release; it is still that of 4 December 2025.

### Other editions

- **Edition 4, 15 December 2025: change of wording.**
  - 1 sentence was added, removed or rewritten.
- **Edition 3, 15 December 2025: change of wording.**
  - 1 sentence was added, removed or rewritten.
- **Edition 1, 15 December 2025: first publication.**

"#]]
    );
    assert!(project.read("claims.lock").contains(&first), "an accepted edition is never rewritten");
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
wrote reports/border-november.html
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
4 reports written, 2 unchanged
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
wrote reports/border-november.html
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
4 reports written

"#]]
    );
    assert!(project.read("claims.lock").contains(r#""by":["A. Editor","B. Editor"]"#));
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn a_brief_is_withdrawn_where_it_stands_or_once_it_is_gone() {
    let project = two();
    fine(project.run("accept"));
    fine(project.run_saying("accept border-november --kind withdrawal --note", "The record is being revised."));
    let page = project.read("reports/border-november.md");
    let notice =
        "**Withdrawn on 15 December 2025: this brief should no longer be relied on.** The record is being revised.";
    assert!(page.contains(notice), "{page}");
    assert_eq!(project.run("verify").code, 0);
    let registry = project.read("claims.yaml");
    project.write("claims.yaml", registry.replace(OCTOBER, ""));
    assert_data_eq!(
        project.run("build --locked").whole(),
        str![[r#"
$ knowns build --locked
exit code 1

--- stdout
not accepted: border-october
1 brief not as accepted: `reports/` was left alone; `knowns diff` says what changed, `knowns accept` publishes it

"#]]
    );
    assert_data_eq!(
        project.run("accept border-october --kind editorial").whole(),
        str![[r#"
$ knowns accept border-october --kind editorial
exit code 2

--- stderr
error: `border-october` was published and is no longer in the registry
help: withdraw it: `knowns accept border-october --kind withdrawal --note "why"`

"#]]
    );
    fine(project.run_saying("accept border-october --kind withdrawal --note", "It is part of another brief."));
    assert_eq!((project.run("build --locked").code, project.run("verify").code), (0, 0));
    assert!(!project.files("reports").contains_key("border-october.md"));
}

#[test]
fn a_redaction_takes_words_out_of_every_edition() {
    let project = Project::smallest();
    project.replace("claims.yaml", "The record does not ask.", "The record does not ask, says Clerk Jane Roe.");
    fine(project.run("accept"));
    assert!(project.read("claims.lock").contains("Jane Roe"));
    let redact = "accept border-november --kind redaction --note safety --remove";
    assert_data_eq!(
        project.run_saying(redact, "Clerk Jane Roe").whole(),
        str![[r#"
$ knowns accept border-november --kind redaction --note safety --remove "Clerk Jane Roe"
exit code 2

--- stderr
error: the words to take out still stand in `border-november`
help: take them out of the registry, the templates and the data first

"#]]
    );
    project.replace("claims.yaml", "The record does not ask, says Clerk Jane Roe.", "The record does not ask.");
    assert_data_eq!(
        project.run_saying(redact, "Clerk Jane Roe").whole(),
        str![[r#"
$ knowns accept border-november --kind redaction --note safety --remove "Clerk Jane Roe"
exit code 0

--- stdout
accepted edition 2 of border-november (redaction)
wrote reports/border-november.html
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
4 reports written

"#]]
    );
    let lock = project.read("claims.lock");
    assert!(!lock.contains("Jane Roe") && lock.contains("[removed for a person’s safety]"), "{lock}");
    assert!(project.files("reports").values().all(|page| !String::from_utf8_lossy(page).contains("Jane Roe")));
    assert_eq!((project.run("build --locked").code, project.run("verify").code), (0, 0));
}

#[test]
fn other_line_endings_change_no_edition() {
    let project = accepted();
    let data = project.read("data/encounters.csv");
    project.write("data/encounters.csv", data.replace('\n', "\r\n"));
    assert_eq!(project.run("build --locked").code, 0);
    assert_data_eq!(project.run("diff").whole(), str![[r#"
$ knowns diff
exit code 0

--- stdout
nothing changed: 1 brief says what its last edition says

"#]]);
}
