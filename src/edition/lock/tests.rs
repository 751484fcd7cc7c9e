//! The lock as text and back, and everything that can have happened to it in between.

use super::*;
use crate::edition::{Cell, Claim, Edition, EditionKind, Entries, Entry, EntryKind, Pending, Sentence};

fn edition(kind: EditionKind) -> Edition {
    Edition {
        date: "2025-12-31".into(),
        kind,
        by: vec!["A. Editor".into()],
        note: Some("The number for “November” was misread.\nIt is right now.".into()),
        since: (kind == EditionKind::Correction).then_some(1),
        withdrawn: false,
        changes: vec!["Encounters in November: 30,401 (before: 30,375).".into()],
        question: "How many encounters were there?".into(),
        answer: "CBP recorded 30,375.".into(),
        standing: "established".into(),
    }
}

fn content(cell: &str) -> Entries {
    let mut content = Entries::default();
    content.put("monthly/2025-11, U.S. Border Patrol/total", Entry::Cell(Cell(cell.into())));
    content.put(
        "november",
        Entry::Claim(Claim {
            periods: vec!["latest: 2025-01".into()],
            parts: [(String::from("c.value.others"), "the north".into())].into(),
            statement: "Encounters were \"just over\" 30,000.".into(),
            standing: "established".into(),
            words: "established".into(),
            reason: "The record has 30,375.".into(),
            values: vec!["30,375".into()],
            evidence: vec![],
            answer: true,
        }),
    );
    let text = "There were {figures.total}.".to_owned();
    content.put("0123456789ab", Entry::Sentence(Sentence { text, figures: vec!["total".into()], claims: vec![] }));
    content
}

fn lock() -> Lock {
    let mut ledger = Ledger::default();
    ledger.accept(edition(EditionKind::First), content("30375"));
    ledger.accept(edition(EditionKind::Correction), content("30401"));
    let pending = Pending { edition: edition(EditionKind::First), content: "0123456789ab".into() };
    let waiting = Ledger { pending: Some(pending), ..Ledger::default() };
    Lock { briefs: [("border-november".to_owned(), ledger), ("waiting".to_owned(), waiting)].into() }
}

#[test]
fn a_lock_reads_as_it_was_written_with_every_edition() {
    let lock = lock();
    let read = Lock::read(&lock.to_text()).unwrap();
    assert_eq!(read, lock);
    let ledger = &read.briefs["border-november"];
    assert_eq!(ledger.content_of(1), Some(content("30375")));
    assert_eq!(ledger.content_of(2), Some(content("30401")));
    assert_eq!((ledger.content_of(0), ledger.content_of(3)), (None, None));
}

#[test]
fn an_empty_lock_is_one() {
    assert_eq!(Lock::read(&Lock::default().to_text()), Ok(Lock::default()));
}

#[test]
fn a_lock_cut_at_any_byte_is_a_fault() {
    let text = lock().to_text();
    for end in 0..text.len() {
        if text.is_char_boundary(end) {
            assert!(Lock::read(&text[..end]).is_err(), "cut at {end}: {}", &text[..end]);
        }
    }
}

#[test]
fn any_changed_letter_of_a_brief_is_noticed() {
    let text = lock().to_text();
    let first = text.find("brief ").unwrap() + "brief border-november".len();
    for (at, c) in text.char_indices().filter(|(at, c)| *at > first && c.is_ascii_alphanumeric()) {
        let changed = format!("{}{}{}", &text[..at], if c == 'x' { 'y' } else { 'x' }, &text[at + 1..]);
        let read = Lock::read(&changed);
        // The name of a brief can be any word: such a lock is whole, and has other briefs.
        assert!(
            !read.as_ref().is_ok_and(|read| read.briefs.contains_key("border-november")) || {
                read.unwrap().briefs.keys().any(|id| id != "border-november" && id != "waiting")
            },
            "{at}: {}",
            &text[at.saturating_sub(20)..=at]
        );
    }
}

#[test]
fn what_else_can_happen_to_a_lock_is_a_fault_on_its_line() {
    let text = lock().to_text();
    for (changed, line, fault) in [
        (text.replacen("lock 3", "lock 4", 1), 1, LockFaultKind::Newer(4)),
        (text.replacen("lock 3", "{}", 1), 1, LockFaultKind::NoLock),
        (String::new(), 1, LockFaultKind::NoLock),
        (text.replacen("  edition 1", "<<<<<<< HEAD\n  edition 1", 1), 5, LockFaultKind::Conflict),
        (text.replacen("30401", "30402", 1), 4, LockFaultKind::Edited),
        (text.replacen("  sha256", "  more\n  sha256", 1), 11, LockFaultKind::Unexpected),
        (text.replacen("end\n", "and\n", 1), text.lines().count(), LockFaultKind::Unexpected),
        (format!("{text}more\n"), text.lines().count() + 1, LockFaultKind::Unexpected),
        (text.replacen("brief waiting", "brief border-november", 1), 13, LockFaultKind::Twice),
    ] {
        assert_eq!(Lock::read(&changed), Err(LockFault { line, fault }), "{changed}");
    }
}

#[test]
fn editions_of_different_briefs_change_different_lines_with_unchanged_ones_between() {
    let before = lock();
    let (mut one, mut other) = (before.clone(), before.clone());
    one.briefs.get_mut("border-november").unwrap().accept(edition(EditionKind::Editorial), content("30401"));
    other.briefs.get_mut("waiting").unwrap().accept(edition(EditionKind::First), content("1"));
    let changed = |after: &Lock| {
        let (before, after) = (before.to_text(), after.to_text());
        let same = before.lines().zip(after.lines()).take_while(|(a, b)| a == b).count();
        let left = before.lines().rev().zip(after.lines().rev()).take_while(|(a, b)| a == b).count();
        (same, before.lines().count() - left)
    };
    let ((_, end), (start, _)) = (changed(&one), changed(&other));
    assert!(end < start, "lines {end} and {start} touch");
}

/// Returns a lock of one brief with these lines.
fn of_lines(version: u32, block: &str) -> String {
    let digest = crate::digest::Digest::of(block.as_bytes());
    format!("lock {version}\n\nbrief border-november\n{block}  sha256 {digest}\n\nend\n")
}

const FIRST: &str = r#"  edition 1 {"date":"2025-12-31","kind":"first","question":"How many?","answer":"So many.","standing":"established"}
"#;
const SECOND: &str = r#"  edition 2 {"date":"2026-01-31","kind":"data-update","question":"How many?","answer":"More.","standing":"established"}
"#;

#[test]
fn what_an_edition_superseded_is_told_by_what_differs_and_an_older_lock_is_read_that_tells_all_of_it() {
    let now = "  figure total {\"label\":\"encounters\",\"printed\":\"30,401\",\"digest\":\"b\"}\n";
    let was = "  was 1 figure total {\"label\":\"encounters\",\"printed\":\"30,375\",\"digest\":\"a\"}\n";
    let old = of_lines(2, &[FIRST, SECOND, was, now].concat());
    let lock = Lock::read(&old).unwrap();
    let text = lock.to_text();
    assert!(text.starts_with("lock 3\n"), "{text}");
    assert!(text.contains("  was 1 figure total with {\"printed\":\"30,375\",\"digest\":\"a\"}\n"), "{text}");
    let second = r#"  edition 2 {"date":"2026-01-31","kind":"data-update","answer":"More."}"#;
    assert!(text.contains(second), "{text}");
    assert_eq!(Lock::read(&text), Ok(lock.clone()));
    // What is known of a publication does not depend on the form of the lock that it was read from.
    assert_eq!(Lock::read(&text).unwrap().editions(), lock.editions());
}

#[test]
fn what_differs_rests_on_each_later_edition_in_turn() {
    let mut ledger = Ledger::default();
    let contents: Vec<Entries> = ["30375", "30401", "30401", "30390"].map(content).into();
    for (nth, content) in contents.iter().enumerate() {
        let mut content = content.clone();
        if let Some(Entry::Claim(claim)) = content.get(EntryKind::Claim, "november").cloned() {
            let claim = Claim { reason: format!("The record has {nth}."), ..claim };
            content.put("november", Entry::Claim(claim));
        }
        ledger.accept(edition(if nth == 0 { EditionKind::First } else { EditionKind::DataUpdate }), content);
    }
    let lock = Lock { briefs: [("border".to_owned(), ledger)].into() };
    let text = lock.to_text();
    assert_eq!(text.matches("just over").count(), 1, "{text}");
    assert_eq!(text.matches("How many encounters were there?").count(), 1, "{text}");
    assert_eq!(Lock::read(&text), Ok(lock));
}

#[test]
fn what_differs_from_nothing_is_a_fault_on_its_line() {
    for was in ["  was 1 figure total with {\"printed\":\"1\"}\n", "  was 1 figure other with {\"printed\":{}}\n"] {
        let now = "  figure other {\"label\":\"encounters\",\"printed\":\"30,401\"}\n";
        let text = of_lines(3, &[FIRST, SECOND, was, now].concat());
        assert_eq!(Lock::read(&text), Err(LockFault { line: 6, fault: LockFaultKind::Unexpected }), "{was}");
    }
}

#[test]
fn an_edition_that_waits_is_no_part_of_what_was_published() {
    let with = lock();
    let mut without = with.clone();
    without.briefs.remove("waiting");
    without.briefs.get_mut("border-november").unwrap().pending =
        Some(Pending { edition: edition(EditionKind::Editorial), content: "0123456789ab".into() });
    assert_ne!(with.to_text(), without.to_text());
    assert_eq!(with.editions(), without.editions());
}
