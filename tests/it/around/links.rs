//! Every link of every page leads to a page that is there, and to a place on it.

#![expect(clippy::disallowed_methods, reason = "the test lists the folders of reports")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::project::files_below;

/// Returns the values of an attribute in a page, as a browser reads them.
fn values<'p>(page: &'p str, attribute: &str) -> impl Iterator<Item = String> + use<'p> {
    let begins = format!(" {attribute}=\"");
    let found = page.match_indices(&begins).map(|(at, begins)| at + begins.len()).collect::<Vec<_>>();
    found.into_iter().map(|at| {
        let value = page[at..].split('"').next().unwrap();
        value.replace("&#x2f;", "/").replace("&amp;", "&")
    })
}

fn ends(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// Fails where a link of a page below a folder leads nowhere, out of it, or to the root of whatever serves it.
pub(super) fn all_lead_somewhere(reports: &Path) {
    let files = files_below(reports);
    let pages: BTreeMap<&str, String> = files
        .iter()
        .filter(|(path, _)| ends(path, "html") || ends(path, "xml"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let mut dead = Vec::new();
    for (path, page) in &pages {
        for href in values(page, "href") {
            if ["http:", "https:", "mailto:"].iter().any(|scheme| href.starts_with(scheme)) {
                continue;
            }
            let (file, fragment) = href.split_once('#').map_or((href.as_str(), None), |(file, id)| (file, Some(id)));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = match (file, file.strip_prefix("../")) {
                ("", _) => (*path).to_owned(),
                (_, Some(above)) if !folder.is_empty() => above.to_owned(),
                _ if folder.is_empty() => file.to_owned(),
                _ => format!("{folder}/{file}"),
            };
            // Trees of expected pages hold no manifest.
            let there = files.contains_key(&target) || target == "manifest.json";
            let has = |id: &str| pages[target.as_str()].contains(&format!(" id=\"{id}\""));
            if !there || !fragment.is_none_or(has) {
                dead.push(format!("{}/{path}: {href}", reports.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

/// Fails where two places of a page have one id.
fn ids_are_unique(reports: &Path) {
    for (path, bytes) in files_below(reports).iter().filter(|(path, _)| ends(path, "html")) {
        let page = String::from_utf8_lossy(bytes);
        let mut ids: Vec<String> = values(&page, "id").collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{}/{path}", reports.display());
    }
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_there_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trees = vec![root.join("reports")];
    for folder in ["tests/briefs", "tests/edition-pages"] {
        let cases = fs::read_dir(root.join(folder)).unwrap();
        trees.extend(cases.map(|case| case.unwrap().path().join("reports")).filter(|reports| reports.is_dir()));
    }
    assert!(trees.len() > 8);
    for tree in trees {
        assert!(tree.join("registry/claims.html").is_file(), "{}", tree.display());
        all_lead_somewhere(&tree);
        ids_are_unique(&tree);
    }
}
