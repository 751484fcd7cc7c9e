//! What waits for its edition stands in drafts, and nowhere in what is published.

use super::{PAGES, built, entry};
use crate::project::{Project, Said};

fn fine(said: &Said) {
    assert_eq!(said.code, 0, "{}", said.whole());
}

/// Two briefs, each on a claim of its own.
fn two() -> Project {
    let project = Project::smallest();
    let claim = "claims:\n  tides:\n    statement: There were high tides in May.\n    said: { by: harbour, date: 2025-05 }\n    looked: { where: the tide tables, date: 2025-12-01 }\n";
    project.replace("claims.yaml", "claims:\n", claim);
    project.replace("claims.yaml", "parties: {", "parties: { harbour: Harbour office,");
    let registry = project.read("claims.yaml");
    let second = "  tides-of-may:\n    question: Were there high tides?\n    claims: [tides]\n    unknowns: [victims]\n    limitations: One month.\n";
    project.write("claims.yaml", registry.trim_end().to_owned() + "\n" + second);
    project
}

fn published(project: &Project) -> String {
    PAGES.map(|page| project.read(&format!("reports/{page}"))).concat()
}

#[test]
fn what_was_never_accepted_is_on_no_published_page() {
    let project = two();
    fine(&project.run("accept border-november"));
    let pages = published(&project);
    assert!(pages.contains("Encounters in November"));
    for words in ["high tides", "Harbour", "tides-of-may"] {
        assert!(!pages.contains(words), "`{words}` waits");
    }
    super::links::all_lead_somewhere(&project.path("reports"));
    fine(&project.run("build"));
    let drafts = project.read("drafts/registry/claims.html");
    assert!(drafts.contains("high tides in May") && drafts.contains("class=\"around draft\""), "{drafts}");
    super::links::all_lead_somewhere(&project.path("drafts"));
}

#[test]
fn a_correction_reaches_the_registry_while_another_brief_waits() {
    let project = two();
    fine(&project.run("accept"));
    project.replace("data/encounters.csv", "2025-11,27912,1583,788,92,30375", "2025-11,24912,1583,788,92,27375");
    project.replace("claims.yaml", "There were high tides in May.", "There were no tides in May.");
    fine(&project.run_saying("accept border-november --kind correction --since 1 --note", "It was misread."));
    let claims = project.read("reports/registry/claims.html");
    assert!(entry(&claims, "november").contains("standing-refuted"), "{claims}");
    let pages = published(&project);
    assert!(!pages.contains("no tides in May"), "nobody accepted that");
    // The brief that waits is named, with a link to its published page.
    assert!(claims.contains("<li><a href=\"../tides-of-may.html\">Were there high tides?</a></li>"), "{claims}");
    super::links::all_lead_somewhere(&project.path("reports"));
    fine(&project.run("accept --kind editorial"));
    assert!(published(&project).contains("no tides in May"));
    assert!(!published(&project).contains("are being changed"));
    assert_eq!((project.run("verify").code, project.run("build --locked").code), (0, 0));
}

#[test]
fn an_entry_says_which_of_its_briefs_was_withdrawn() {
    let project = two();
    fine(&project.run("accept"));
    fine(&project.run_saying("accept tides-of-may --kind withdrawal --note", "The tide tables were of another port."));
    let claims = project.read("reports/registry/claims.html");
    let withdrawn =
        "Were there high tides?</a> — Withdrawn on 15 December 2025: this brief should no longer be relied on.";
    assert!(entry(&claims, "tides").contains(withdrawn), "{claims}");
    assert!(!entry(&claims, "november").contains("Withdrawn"), "{claims}");
}

#[test]
fn words_to_take_out_are_looked_for_in_the_registry_too() {
    let project = Project::smallest();
    project.replace("claims.yaml", "The record does not ask.", "The record does not ask, says Clerk Jane Roe.");
    let party = "cbp: { name: U.S. Customs and Border Protection, interests: \"Clerk Jane Roe works there.\" }";
    project.replace("claims.yaml", "cbp: U.S. Customs and Border Protection", party);
    fine(&project.run("accept"));
    project.replace("claims.yaml", "The record does not ask, says Clerk Jane Roe.", "The record does not ask.");
    let redact = "accept border-november --kind redaction --note safety --remove";
    let said = project.run_saying(redact, "Clerk Jane Roe");
    assert_eq!(said.code, 2, "{}", said.whole());
    assert!(said.stderr.contains("still stand in `reports/registry/parties.html`"), "{}", said.whole());
    project.replace("claims.yaml", "Clerk Jane Roe works there.", "It reports on itself.");
    fine(&project.run_saying(redact, "Clerk Jane Roe"));
    assert!(!published(&project).contains("Jane Roe"));
    let project = built(project);
    assert_eq!(project.run("verify").code, 0);
}
