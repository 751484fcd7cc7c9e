//! The lock as text and back, and everything that can have happened to it in between.

use super::*;
use crate::edition::{Cell, Claim, Edition, EditionKind, Entries, Entry, Pending, Sentence};

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
        (text.replacen("lock 1", "lock 3", 1), 1, LockFaultKind::Newer(3)),
        (text.replacen("lock 1", "{}", 1), 1, LockFaultKind::NoLock),
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
