//! The feed of editions: well-formed, complete by RFC 4287, and the same entry by the same name for ever.

use std::collections::BTreeSet;

use knowns::pipeline::Run;

use crate::edition_pages::{after, cases};

/// Returns the feed of a run; none where it has none.
fn feed(run: &Run) -> Option<String> {
    let pages = run.pages.as_ref().unwrap();
    let page = pages.iter().find(|page| page.path.as_str() == "reports/feed.xml")?;
    Some(String::from_utf8(page.bytes().to_vec()).unwrap())
}

/// Returns what stands in each element of a name, outside of elements of the same name.
fn all<'t>(name: &str, xml: &'t str) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&*open).skip(1).map(|rest| rest.split(&*close).next().unwrap()).collect()
}

/// Panics where a text is no well-formed XML of elements, attributes in double quotation marks, and references.
fn assert_well_formed(xml: &str) {
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").unwrap();
    let mut open: Vec<&str> = Vec::new();
    assert!(rest.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
    while let Some(at) = rest.find('<') {
        assert_text(&rest[..at]);
        let end = rest[at..].find('>').unwrap() + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let (name, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag.trim_end_matches('/'), ""));
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()), "<{tag}>");
        for attribute in attributes.split_terminator("\" ") {
            let (name, value) = attribute.trim_end_matches('"').split_once("=\"").unwrap();
            assert!(name.chars().all(|c| c.is_ascii_alphabetic() || c == ':'), "<{tag}>");
            assert_text(value);
        }
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}

fn assert_text(text: &str) {
    assert!(!text.contains(['<', '>']), "{text}");
    for reference in text.split('&').skip(1) {
        let name = reference.split_once(';').unwrap().0;
        assert!(["amp", "lt", "gt", "quot"].contains(&name) || name.starts_with("#x"), "&{name};");
    }
}

#[test]
fn every_feed_is_well_formed_and_has_what_atom_requires() {
    for case in cases() {
        let (lock, run) = after(&case, usize::MAX);
        let feed = feed(&run).unwrap();
        assert_well_formed(&feed);
        let (head, _) = feed.split_once("<entry>").unwrap();
        for name in ["id", "title", "updated", "author"] {
            assert_eq!(all(name, head).len(), 1, "{name}");
        }
        let entries = all("entry", &feed);
        assert_eq!(entries.len(), lock.briefs.values().map(|ledger| ledger.editions.len()).sum::<usize>());
        for entry in &entries {
            for name in ["id", "title", "updated", "summary"] {
                assert!(!all(name, entry)[0].is_empty(), "{name}");
            }
            assert!(entry.contains("<content type=\"xhtml\">\n<div xmlns=\"http://www.w3.org/1999/xhtml\">"));
            assert!(all("updated", entry)[0].ends_with("T00:00:00Z"));
        }
        let dates: Vec<&str> = entries.iter().map(|entry| all("updated", entry)[0]).collect();
        assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
        assert_eq!(all("updated", head)[0], dates[0]);
        let ids: BTreeSet<&str> = all("id", &feed).into_iter().collect();
        assert_eq!(ids.len(), entries.len() + 1);
    }
}

#[test]
fn an_entry_keeps_its_name_and_its_words_when_new_editions_come() {
    let case = cases().into_iter().find(|case| case.ends_with("es-correccion")).unwrap();
    let feeds: Vec<String> = (1..=3).map(|editions| feed(&after(&case, editions).1).unwrap()).collect();
    for (before, later) in feeds.iter().zip(&feeds[1..]) {
        let (before, later) = (all("entry", before), all("entry", later));
        assert_eq!(later.len(), before.len() + 1);
        assert_eq!(later[1..], before[..]);
    }
}

#[test]
fn a_draft_adds_no_entry_and_without_editions_there_is_no_feed() {
    let case = cases().into_iter().find(|case| case.ends_with("draft")).unwrap();
    assert_eq!(feed(&after(&case, 0).1), None);
    let feed = feed(&after(&case, 1).1).unwrap();
    assert_eq!(all("entry", &feed).len(), 1);
    assert!(!feed.contains("31,040") && !feed.contains("October floods"), "{feed}");
}

#[test]
fn a_withdrawn_brief_says_so_in_every_entry_and_one_that_is_gone_keeps_its_own() {
    let case = cases().into_iter().find(|case| case.ends_with("withdrawn")).unwrap();
    let feed = feed(&after(&case, usize::MAX).1).unwrap();
    let entries = all("entry", &feed);
    let (gone, withdrawn): (Vec<&str>, Vec<&str>) = entries.iter().partition(|entry| entry.contains("October"));
    assert_eq!((gone.len(), withdrawn.len()), (1, 3));
    for entry in withdrawn {
        assert!(all("summary", entry)[0].starts_with("Withdrawn on 1 February 2026"), "{entry}");
        assert!(all("title", entry)[0].to_lowercase().contains("withdraw"), "{entry}");
        assert!(entry.contains("href=\"floods-in-november.html\""));
    }
    assert!(!gone[0].contains("href=") && gone[0].contains("no longer published here"), "{}", gone[0]);
    assert!(feed.contains("&lt;we&gt;") && !feed.contains("<we>"));
}
