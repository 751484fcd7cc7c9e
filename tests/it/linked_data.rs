//! What pages say to machines: each review has what schema.org's `ClaimReview` requires, and says no more than the page.

#![expect(clippy::disallowed_methods, reason = "the test reads expected pages")]

use std::path::Path;

use serde_json::Value;

use crate::project::{Project, files_below};

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
        for key in ["claimReviewed", "datePublished"] {
            text(path, &review[key]);
        }
        // A relative address leads no machine anywhere.
        assert!(
            review["url"].is_null() || text(path, &review["url"]).starts_with("https://"),
            "{path}: {}",
            review["url"]
        );
        text(path, &review["author"]["name"]);
        text(path, &review["reviewRating"]["alternateName"]);
        let appearance = &review["itemReviewed"]["appearance"];
        assert!(appearance.is_null() || appearance["@type"] == "CreativeWork", "{path}: {appearance}");
    }
    // What was said is reviewed in its own words, and what we make of it is said to be ours.
    let of_homes = |said: &str| said.starts_with("Ministry of the Environment: “more than");
    let first = reviews.iter().find(|(path, review)| {
        path.starts_with("tests/briefs/every-standing") && of_homes(review["claimReviewed"].as_str().unwrap())
    });
    let (_, first) = first.unwrap();
    assert_eq!(first["claimReviewed"], "Ministry of the Environment: “more than 1,200 homes”");
    assert_eq!(first["reviewBody"], "In our words: This year more than 1,200 homes were flooded.");
}

#[test]
fn nothing_that_is_our_paraphrase_is_reviewed_as_theirs() {
    for (path, review) in
        said().iter().filter(|(path, thing)| path.starts_with("tests/") && thing["@type"] == "ClaimReview")
    {
        let reviewed = text(path, &review["claimReviewed"]);
        assert!(reviewed.contains(['“', '«']), "{path}: {reviewed}");
    }
}

#[test]
fn only_what_the_record_decides_has_a_number() {
    for (path, review) in said().iter().filter(|(_, thing)| thing["@type"] == "ClaimReview") {
        let rating = &review["reviewRating"];
        if !review["reviewBody"].is_null() {
            // What was decided is our statement, and not the quotation.
            assert!(rating["ratingValue"].is_null(), "{path}: {rating}");
            continue;
        }
        match rating["alternateName"].as_str().unwrap() {
            "established" => assert_eq!(rating["ratingValue"], 5, "{path}"),
            "the record contradicts this" => assert_eq!(rating["ratingValue"], 1, "{path}"),
            "no support found" | "the speaker's own word" | "it depends on the reading" => {
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

/// A project in which a claim is reviewed, with a source at an address.
fn reviewed(publication: &str, source: &str) -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "contact: desk@example.org", &format!("contact: desk@example.org{publication}"));
    let said = "said: { by: An opinion article,";
    assert!(project.read("claims.yaml").contains(said), "{}", project.read("claims.yaml"));
    project.replace(
        "claims.yaml",
        said,
        "said: { by: An opinion article, in: article, quote: \"just over 30,000 in November\",",
    );
    let sources = format!(
        "sources:\n  article: {{ type: article-newspaper, title: The count, seen: self, url: \"https://paper.example/count\"{source} }}\nclaims:\n"
    );
    project.replace("claims.yaml", "claims:\n", &sources);
    project
}

#[test]
fn every_place_in_which_something_was_said_is_an_appearance() {
    let project = reviewed("", "");
    let yaml = project.read("claims.yaml");
    let line = yaml.lines().find(|line| line.contains("said: {")).unwrap();
    let first = line.trim().strip_prefix("said: ").unwrap();
    for (again, first_at) in [
        (
            "{ by: A senator, date: 2025-12-20, quote: \"Fueron 30.000\", language: es, translation: They were 30000 }",
            None,
        ),
        ("{ by: cbp, date: 2025-11-04 }", Some("2025-11-04")),
    ] {
        let list = format!("    said:\n      - {first}\n      - {again}");
        project.write("claims.yaml", yaml.replace(line, &list));
        let said = project.run("build");
        assert_eq!(said.code, 0, "{said:?}");
        let page = project.read("reports/border-november.html");
        let item = &review_in(&page)["itemReviewed"];
        assert_eq!(item["appearance"].as_array().unwrap().len(), 2, "{item}");
        // December as a whole begins before the twentieth: which was first is not known.
        assert_eq!(item["firstAppearance"]["datePublished"].as_str(), first_at, "{item}");
        if again.contains("language") {
            assert!(
                page.contains("“<span lang=\"es\">Fueron 30.000</span>”, in translation: “They were 30000”"),
                "{page}"
            );
            let claims = project.read("reports/registry/claims.html");
            assert!(
                claims.contains("<span lang=\"es\">“Fueron 30.000”</span>, in translation: “They were 30000”"),
                "{claims}"
            );
        }
    }
}

/// Returns the one review of a page.
fn review_in(page: &str) -> Value {
    let data = page.split_once(OPEN).unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(data).unwrap();
    data["@graph"].as_array().unwrap().iter().find(|thing| thing["@type"] == "ClaimReview").unwrap().clone()
}

#[test]
fn pages_feed_and_reviews_give_the_address_at_which_they_stand() {
    let project = reviewed(", url: \"https://desk.example/briefs\"", "");
    assert!(!project.run("check").stdout.contains("ClaimReview"));
    let said = project.run("accept --yes --by Ada");
    assert_eq!(said.code, 0, "{said:?}");
    let page = project.read("reports/border-november.html");
    assert_eq!(review_in(&page)["url"], "https://desk.example/briefs/border-november.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://desk.example/briefs/border-november.html\">"));
    let claims = project.read("reports/registry/claims.html");
    assert!(claims.contains("<link rel=\"canonical\" href=\"https://desk.example/briefs/registry/claims.html\">"));
    let feed = project.read("reports/feed.xml");
    for href in ["feed.xml", "index.html", "border-november.html"] {
        assert!(feed.contains(&format!("href=\"https://desk.example/briefs/{href}\"")), "{feed}");
    }
}

#[test]
fn without_an_address_of_the_pages_a_review_gives_none_and_check_says_so() {
    let project = reviewed("", "");
    let said = project.run("check");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.stdout.contains(
        "1 review (ClaimReview) will tell search engines no address of its page: add `url` to `publication`"
    ));
    project.run("build");
    let page = project.read("reports/border-november.html");
    assert!(review_in(&page)["url"].is_null() && !page.contains("canonical"));
    assert!(!Project::smallest().run("check").stdout.contains("ClaimReview"));
}

#[test]
fn a_copy_is_named_and_takes_the_place_of_what_is_gone() {
    let copy = ", archived: { url: \"https://archive.example/1/count\", date: 2025-12-03 }";
    for (source, address) in [
        (copy.to_owned(), "https://paper.example/count"),
        (format!("{copy}, status: gone"), "https://archive.example/1/count"),
    ] {
        let project = reviewed("", &source);
        assert_eq!(project.run("build").code, 0);
        let review = review_in(&project.read("reports/border-november.html"));
        let appearance = &review["itemReviewed"]["appearance"];
        assert_eq!(
            (&appearance["url"], &appearance["archivedAt"]),
            (&Value::from(address), &Value::from("https://archive.example/1/count"))
        );
    }
}
