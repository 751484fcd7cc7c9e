//! Corrections, withdrawals and redactions.

use snapbox::{assert_data_eq, str};

use super::{NOVEMBER, OCTOBER, accepted, fine, two};
use crate::project::Project;

#[test]
fn a_correction_that_another_follows_is_told_in_short() {
    let project = accepted();
    let told = |from: &str, to: &str, since: &str, note: &str| {
        project.replace("data/encounters.csv", from, to);
        fine(project.run_saying(&format!("accept --kind correction --since {since} --note"), note));
    };
    told(NOVEMBER.0, NOVEMBER.1, "1", "The total was misread.");
    told(NOVEMBER.1, NOVEMBER.0, "2", "It had been read rightly.");
    let page = project.read("reports/border-november.md");
    let notices: Vec<&str> = page.lines().filter(|line| line.starts_with("**Correction")).collect();
    assert_eq!(
        notices,
        [
            "**Correction, 15 December 2025 (edition 3).** It had been read rightly. This had been wrong since edition 2.",
            "**Correction, 15 December 2025 (edition 2).**",
        ]
    );
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
    assert!(!project.read("reports/border-november.md").contains(notice));
    let page = project.read("reports/border-november.evidence.md");
    let history = page.split("History of this brief").nth(1).unwrap();
    assert_data_eq!(
        history,
        str![[r#"


### Corrections

- **Edition 2, 15 December 2025: correction.** The total was misread. This had been wrong since edition 1.
  - The standing of a statement is now “the record contradicts this”, before “established”. The statement: Encounters in November were just over 30,000.
  - The figure that tests a statement is now 27,375, before 30,375. The statement: Encounters in November were just over 30,000.
  - data/encounters.csv: the file was changed without a new release; it is still that of 4 December 2025.

### Other editions

- **Edition 4, 15 December 2025: change of wording.**
  - 1 sentence was added, removed or rewritten.
- **Edition 3, 15 December 2025: change of wording.**
  - 1 sentence was added, removed or rewritten.
- **Edition 1, 15 December 2025: first publication.**

## Method

Numbers are read from the published record.

## Corrections

Contact: desk@example.org

## Who stands behind this

- Publisher: The Desk

## How to cite this

The Desk, “Were November encounters just over 30,000?”, Border desk, 15 December 2025, edition: 4.

## How to reproduce this

The files that went into this page are listed with their SHA-256 in manifest.json beside it. With those files and the same version of knowns, the command below writes the same bytes again.

```
knowns build
```

## Sources

[^1]: U.S. Customs and Border Protection. data/encounters.csv. Release 4 December 2025.



"#]]
    );
    assert!(project.read("claims.lock").contains(&first), "an accepted edition is never rewritten");
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
help: take them out of the registry, the templates and the data first, and name every brief that says them

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
wrote reports/border-november.evidence.html
wrote reports/border-november.evidence.md
wrote reports/border-november.html
wrote reports/border-november.json
wrote reports/border-november.md
wrote reports/feed.xml
wrote reports/index.html
wrote reports/open-questions.html
8 reports written, 5 unchanged

"#]]
    );
    let lock = project.read("claims.lock");
    assert!(!lock.contains("Jane Roe") && lock.contains("[removed for a person’s safety]"), "{lock}");
    assert!(project.files("reports").values().all(|page| !String::from_utf8_lossy(page).contains("Jane Roe")));
    assert_eq!((project.run("build --locked").code, project.run("verify").code), (0, 0));
}

#[test]
fn words_that_still_stand_in_some_page_are_not_called_removed() {
    let project = two();
    project.replace("claims.yaml", "The record does not ask.", "The record does not ask, says Clerk Jane Roe.");
    fine(project.run("accept"));
    let redact = "accept border-november --kind redaction --note safety --remove";
    let refused = |page: &str| {
        let said = project.run_saying(redact, "Clerk Jane Roe");
        assert_eq!(said.code, 2, "{}", said.whole());
        assert!(said.stderr.contains(&format!("the words to take out still stand in `{page}`")), "{}", said.whole());
        assert!(project.read("claims.lock").contains("Jane Roe"), "nothing is written");
    };
    project.replace("claims.yaml", "does not ask, says Clerk Jane Roe.", "does not ask.");
    // What the publication says of its method is on every page and no part of an edition.
    project.replace("claims.yaml", "method: Numbers", "method: With Clerk Jane Roe numbers");
    refused("reports/border-november.evidence.md");
    project.replace("claims.yaml", "method: With Clerk Jane Roe numbers", "method: Numbers");
    // The other brief's published page would stay as it is.
    refused("reports/border-october.json");
    let both = "accept border-november border-october --kind redaction --note safety --remove";
    // The brief as data says more of a claim than its page.
    let scoped = "quantity: just over 30,000\n    scope: as clerk & Jane <Roe> has it";
    project.replace("claims.yaml", "quantity: just over 30,000", scoped);
    let said = project.run_saying(both, "Clerk Jane Roe");
    assert!(said.stderr.contains("still stand in `reports/border-november.json`"), "{}", said.whole());
    project.replace("claims.yaml", scoped, "quantity: just over 30,000");
    fine(project.run_saying(both, "Clerk Jane Roe"));
    assert!(project.files("reports").values().all(|page| !String::from_utf8_lossy(page).contains("Jane Roe")));
}
