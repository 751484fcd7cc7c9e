//! The repository's own five briefs: what is committed is what the registry gives, and a cell changes what leans on it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::around::PAGES;
use crate::project::Project;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const BRIEFS: [&str; 5] = [
    "has-ice-saved-thousands-of-children",
    "how-are-child-victims-identified-and-supported",
    "how-many-children-are-trafficked-at-the-border",
    "were-thousands-saved-from-sex-trafficking",
    "what-does-the-62000-article-claim",
];

/// Those that are published in Spanish too.
const TRANSLATED: [&str; 2] = ["has-ice-saved-thousands-of-children", "what-does-the-62000-article-claim"];

/// The pages of a brief.
const ENDINGS: [&str; 5] = ["evidence.html", "evidence.md", "html", "json", "md"];

/// The pictures of their charts beside them for the Markdown, and the tables that are too long for a page.
const CHARTS: [&str; 8] = [
    "how-many-children-are-trafficked-at-the-border-unaccompanied_since_2019.csv",
    "how-many-children-are-trafficked-at-the-border-unaccompanied_since_2019.narrow.png",
    "how-many-children-are-trafficked-at-the-border-unaccompanied_since_2019.png",
    "how-many-children-are-trafficked-at-the-border-unaccompanied_since_2019.svg",
    "what-does-the-62000-article-claim-total_since_2019.csv",
    "what-does-the-62000-article-claim-total_since_2019.narrow.png",
    "what-does-the-62000-article-claim-total_since_2019.png",
    "what-does-the-62000-article-claim-total_since_2019.svg",
];

/// Returns our project with its reports built.
fn built() -> Project {
    let project = Project::ours(Path::new(ROOT));
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{said:?}");
    project
}

/// Returns the pages of briefs whose bytes differ.
fn changed(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let differs = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|(path, _)| path.clone());
    let is_around = |path: &str| PAGES.contains(&path.replace(".es.html", ".html").as_str());
    differs.filter(|path| path != "manifest.json" && !is_around(path)).collect()
}

#[test]
fn the_committed_reports_are_what_the_registry_gives() {
    let project = Project::published(Path::new(ROOT));
    let said = project.run("build --locked --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
    let translated = |brief: &str| TRANSLATED.contains(&brief);
    let committed = Project::copy(&Path::new(ROOT).join("reports"));
    let mut expected: Vec<String> = ["feed.es.xml", "feed.xml", "manifest.json"].map(str::to_owned).to_vec();
    expected.extend(PAGES.iter().flat_map(|page| [(*page).to_owned(), page.replace(".html", ".es.html")]));
    expected.extend(CHARTS.iter().flat_map(|chart| {
        let brief = BRIEFS.iter().find(|brief| chart.starts_with(**brief)).unwrap();
        let spanish = translated(brief).then(|| chart.replacen(brief, &format!("{brief}.es"), 1));
        [(*chart).to_owned()].into_iter().chain(spanish)
    }));
    expected.extend(BRIEFS.iter().flat_map(|brief| {
        let spanish = translated(brief).then(|| format!("{brief}.es"));
        [(*brief).to_owned()]
            .into_iter()
            .chain(spanish)
            .flat_map(|brief| ENDINGS.map(|ending| format!("{brief}.{ending}")))
    }));
    let reports = project.files("reports");
    assert_eq!(reports.keys().cloned().collect::<std::collections::BTreeSet<_>>(), expected.into_iter().collect());
    let differing: Vec<&String> =
        reports.iter().filter(|(path, bytes)| **bytes != committed.bytes(path)).map(|(path, _)| path).collect();
    assert_eq!(differing, Vec::<&String>::new(), "run `cargo run --release -- build` and read the difference");
}

#[test]
fn a_cell_changes_exactly_the_briefs_that_use_it() {
    let project = built();
    let before = project.files("reports");
    // The northern border's November 2025 is printed in one brief; the row of October 2019's families in none.
    project.replace(
        "data/encounters-by-region.csv",
        "2025-11,10960,3588,15827,30375",
        "2025-11,10960,3589,15827,30375",
    );
    project.replace("data/encounters-by-demographic.csv", "2019-10,43663,14112,", "2019-10,43663,14113,");
    assert_eq!(project.run("verify").code, 1);
    assert_eq!(project.run("build").code, 0);
    let brief = "what-does-the-62000-article-claim";
    assert_eq!(
        changed(&before, &project.files("reports")),
        [format!("{brief}.es"), brief.to_owned()]
            .iter()
            .flat_map(|brief| ENDINGS.map(|ending| format!("{brief}.{ending}")))
            .collect::<Vec<_>>()
    );
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn a_revised_november_turns_the_claim_and_no_sentence_was_edited() {
    let project = built();
    let brief = "reports/what-does-the-62000-article-claim.md";
    let before = project.read(brief);
    let borne_out = "- 30,375 (November 2025): Encounters nationwide in November were just over 30,000.";
    assert!(before.contains(borne_out), "{before}");
    project.replace("data/encounters-by-demographic.csv", "788,92,30375", "788,92,27375");
    let said = project.run("build");
    assert_eq!(said.code, 0, "{said:?}");
    let after = project.read(brief);
    assert!(!after.contains("2025): Encounters nationwide in November were just over 30,000."), "{after}");
    let told = after.lines().find(|line| line.contains("Encounters nationwide in November were just over 30,000."));
    let told = told.unwrap_or_else(|| panic!("{after}"));
    assert!(told.contains("27,375") && told.contains("is contradicted, in our words:"), "{told}");
    assert!(told.find("27,375") < told.find("just over 30,000"), "what is true comes first: {told}");
}
