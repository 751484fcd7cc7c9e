//! What pages say to machines: each review has what schema.org's `ClaimReview` requires, and says no more than the page.

#![expect(clippy::disallowed_methods, reason = "the test reads expected pages")]

use std::path::Path;

use serde_json::Value;

use crate::project::files_below;

const OPEN: &str = "<script type=\"application/ld+json\">";

/// Returns everything that the pages of all golden trees, and our own, say to machines: the page, and the thing.
fn said() -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["reports", "tests/briefs", "tests/edition-pages"] {
        for (path, bytes) in files_below(&root.join(folder))
            .into_iter()
            .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "html"))
        {
            let page = String::from_utf8(bytes).unwrap();
            let Some((_, rest)) = page.split_once(OPEN) else { continue };
            let data: Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
            assert_eq!(data["@context"], "https://schema.org", "{path}");
            let graph = data["@graph"].as_array().unwrap();
            found.extend(graph.iter().map(|thing| (format!("{folder}/{path}"), thing.clone())));
        }
    }
    found
}

fn text<'v>(path: &str, value: &'v Value) -> &'v str {
    value.as_str().filter(|text| !text.is_empty()).unwrap_or_else(|| panic!("{path}: {value}"))
}

#[test]
fn each_review_has_what_is_required_and_keeps_speaker_and_qualifier() {
    let said = said();
    let reviews: Vec<_> = said.iter().filter(|(_, thing)| thing["@type"] == "ClaimReview").collect();
    assert!(reviews.len() > 20, "{}", reviews.len());
    for (path, review) in &reviews {
        for key in ["url", "claimReviewed", "datePublished"] {
            text(path, &review[key]);
        }
        text(path, &review["author"]["name"]);
        text(path, &review["reviewRating"]["alternateName"]);
        let appearance = &review["itemReviewed"]["appearance"];
        assert!(appearance.is_null() || appearance["@type"] == "CreativeWork", "{path}: {appearance}");
    }
    let first = reviews.iter().find(|(path, _)| path == "reports/what-does-the-62000-article-claim.html").unwrap();
    assert_eq!(
        first.1["claimReviewed"],
        "Officials (not named): By early December, more than 62,000 children had been located."
    );
}

#[test]
fn only_what_the_record_decides_has_a_number() {
    for (path, review) in said().iter().filter(|(_, thing)| thing["@type"] == "ClaimReview") {
        let rating = &review["reviewRating"];
        match rating["alternateName"].as_str().unwrap() {
            "established" => assert_eq!(rating["ratingValue"], 5, "{path}"),
            "the record contradicts this" => assert_eq!(rating["ratingValue"], 1, "{path}"),
            "no support found" | "by those concerned" | "it depends on the reading" => {
                assert!(rating["ratingValue"].is_null(), "{path}: {rating}");
            }
            _ => {}
        }
    }
}

#[test]
fn each_dataset_has_a_name_and_a_description() {
    let said = said();
    let datasets: Vec<_> = said.iter().filter(|(_, thing)| thing["@type"] == "Dataset").collect();
    assert!(!datasets.is_empty());
    for (path, dataset) in datasets {
        text(path, &dataset["name"]);
        text(path, &dataset["description"]);
    }
}

#[test]
fn a_draft_tells_machines_nothing() {
    let draft = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edition-pages/draft/reports/floods-in-november.html");
    let page = String::from_utf8(std::fs::read(draft).unwrap()).unwrap();
    assert!(page.contains("noindex") && !page.contains(OPEN));
}
