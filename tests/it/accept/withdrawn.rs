//! A brief that is withdrawn stays withdrawn, and a doubt stays in sight, until the brief is named as reinstated.

use snapbox::{assert_data_eq, str};

use super::{NOVEMBER, OCTOBER, accepted, fine, two};
use crate::project::Project;

const NOTICE: &str =
    "**Withdrawn on 15 December 2025: this brief should no longer be relied on.** The record is being revised.";

/// Two published briefs of which the first is withdrawn.
fn withdrawn() -> Project {
    let project = two();
    fine(project.run("accept"));
    fine(project.run_saying("accept border-november --kind withdrawal --note", "The record is being revised."));
    project
}

fn new_release(project: &Project) {
    project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2025-12-10");
}

#[test]
fn no_other_kind_of_edition_brings_a_withdrawn_brief_back() {
    for accept in [
        "accept --yes --kind data-update",
        "accept --yes --kind data-update --by A",
        "accept border-november border-october --kind new-evidence",
        "accept border-november border-october --kind correction --since 1 --note why",
        "accept border-november border-october --kind redaction --note why --remove",
        "accept border-november border-october --kind expression-of-concern --note why",
    ] {
        let project = withdrawn();
        new_release(&project);
        let said =
            if accept.ends_with("--remove") { project.run_saying(accept, "nowhere said") } else { project.run(accept) };
        assert!(fine(said).stdout.contains(
            "border-november stays withdrawn: where it can be relied on again, `knowns accept border-november --kind \
             reinstatement --note \"why\"`"
        ));
        assert!(project.read("reports/border-november.md").contains(NOTICE), "{accept}");
        assert!(!project.read("reports/border-october.md").contains("Withdrawn on"), "{accept}");
        for command in ["build", "build --locked", "verify"] {
            fine(project.run(command));
            assert!(project.read("reports/border-november.md").contains(NOTICE), "{accept}, {command}");
        }
    }
}

#[test]
fn accepting_another_brief_leaves_the_withdrawn_one_as_it_is() {
    let project = withdrawn();
    let page = project.read("reports/border-november.md");
    new_release(&project);
    fine(project.run("accept border-october --kind data-update"));
    assert_eq!(project.read("reports/border-november.md"), page);
    fine(project.run("accept --kind editorial"));
    assert!(project.read("reports/border-november.md").contains(NOTICE));
}

#[test]
fn a_second_person_who_approves_brings_nothing_back_either() {
    let project = withdrawn();
    project.replace("claims.yaml", "publication: { ", "publication: { sign_off: 2, ");
    new_release(&project);
    fine(project.run("accept --kind data-update --by A"));
    fine(project.run("approve --by B"));
    assert!(project.read("reports/border-november.md").contains(NOTICE));
}

#[test]
fn a_withdrawn_brief_that_was_gone_and_comes_back_stays_withdrawn() {
    let project = withdrawn();
    let registry = project.read("claims.yaml");
    project.write("claims.yaml", registry.replace(OCTOBER, ""));
    fine(project.run_saying("accept border-october --kind withdrawal --note", "It is part of another."));
    project.write(
        "claims.yaml",
        registry.replace("One month of one record.\n  border-october", "One record.\n  border-october"),
    );
    fine(project.run("accept --kind editorial"));
    assert!(project.read("reports/border-october.md").contains("Withdrawn on"));
}

#[test]
fn a_reinstatement_names_the_brief_and_says_why() {
    let project = withdrawn();
    let mut refused = String::new();
    for command in [
        "accept --kind reinstatement --note why",
        "accept border-november --kind reinstatement",
        "accept border-october --kind reinstatement --note why",
    ] {
        let said = project.run(command);
        assert_eq!(said.code, 2, "{}", said.whole());
        refused += &said.whole();
        refused.push('\n');
    }
    assert_data_eq!(
        refused,
        str![[r#"
$ knowns accept --kind reinstatement --note why
exit code 2

--- stderr
error: an edition of this kind is made of briefs that are named
help: name them: `knowns accept BRIEF --kind …`

$ knowns accept border-november --kind reinstatement
exit code 2

--- stderr
error: an edition of the kind `reinstatement` tells the reader why
help: add `--note "why it can be relied on again"`

$ knowns accept border-october --kind reinstatement --note why
exit code 2

--- stderr
error: `border-october` is neither withdrawn nor in doubt
help: say what it is instead; `reinstatement` ends a withdrawal or an expression of concern


"#]]
    );
    fine(project.run_saying("accept border-november --kind reinstatement --note", "The record stands as it was."));
    let page = project.read("reports/border-november.md");
    assert!(!page.contains(NOTICE), "{page}");
    assert!(page.contains("**Reinstatement, 15 December 2025 (edition 3).** The record stands as it was."), "{page}");
    let feed = project.read("reports/feed.xml");
    assert!(feed.contains("Reinstated on 15 December 2025: it can be relied on again."), "{feed}");
    new_release(&project);
    fine(project.run("accept --kind data-update"));
    assert!(!project.read("reports/border-november.md").contains("Withdrawn on"));
    assert!(!project.read("claims.lock").contains("\"withdrawn\":true"));
}

#[test]
fn a_doubt_stays_at_the_top_until_the_brief_is_reinstated_or_withdrawn() {
    let project = accepted();
    fine(project.run_saying("accept border-november --kind expression-of-concern --note", "Two rows may be swapped."));
    let notice = "**Expression of concern, 15 December 2025 (edition 2): there is reason to doubt this brief, and it is being \
                  looked at.** Two rows may be swapped.";
    assert!(
        project.read("reports/border-november.md").contains(notice),
        "{}",
        project.read("reports/border-november.md")
    );
    new_release(&project);
    let said = fine(project.run("accept --kind data-update"));
    assert!(said.stdout.contains("border-november stays under its expression of concern"), "{}", said.whole());
    for limitation in ["One month of one single record.", "One month, and one record."] {
        let registry = project.read("claims.yaml");
        let from = registry.lines().find(|line| line.contains("limitations:")).unwrap();
        project.write("claims.yaml", registry.replace(from, &format!("    limitations: {limitation}")));
        fine(project.run("accept --kind editorial"));
        assert!(project.read("reports/border-november.md").contains(notice));
    }
    let json: serde_json::Value = serde_json::from_str(&project.read("reports/border-november.json")).unwrap();
    assert!(json["edition"]["concern"].as_str().unwrap().starts_with("Expression of concern"));
    fine(project.run_saying("accept border-november --kind reinstatement --note", "They were not."));
    assert!(!project.read("reports/border-november.md").contains(notice));
}

#[test]
fn a_lock_in_which_an_earlier_tool_brought_a_brief_back_is_read_as_it_was_published() {
    let project = accepted();
    fine(project.run_saying("accept border-november --kind withdrawal --note", "The record is being revised."));
    new_release(&project);
    fine(project.run("accept --kind data-update"));
    let lock = project.read("claims.lock");
    assert!(lock.starts_with("lock 3\n") && lock.contains("\"withdrawn\":true"), "{lock}");
    let mut lock = knowns::edition::Lock::read(&lock).unwrap();
    lock.briefs.get_mut("border-november").unwrap().editions[2].withdrawn = false;
    project.write("claims.lock", lock.to_text());
    fine(project.run("build"));
    assert!(!project.read("reports/border-november.md").contains("Withdrawn on"));
}

#[test]
fn diff_says_that_a_brief_is_withdrawn() {
    let project = withdrawn();
    new_release(&project);
    let text = project.run("diff border-november").stdout;
    assert!(
        text.contains("`border-november` since edition 2 of 2025-12-15\n  it is withdrawn, and stays so until it is accepted as a `reinstatement`\n"),
        "{text}"
    );
    let json: serde_json::Value = serde_json::from_str(&project.run("diff --format json").stdout).unwrap();
    let of = |id: &str| json["briefs"].as_array().unwrap().iter().find(|brief| brief["id"] == id).cloned();
    assert_eq!(of("border-november").unwrap()["withdrawn"], true);
    assert!(of("border-october").is_none_or(|brief| brief.get("withdrawn").is_none()));
}
