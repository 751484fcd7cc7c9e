//! Two locks that grew from one, merged by brief: what one side accepted stands, and of a brief of which both sides accepted
//! something both blocks stand between git's marks, for somebody to choose. Neither side counts for more.

use std::collections::{BTreeMap, BTreeSet};

use crate::edition::ledger::Ledger;

use super::write::{Block, text};
use super::{FIRST_VERSION, Lock};

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The file's text, which can be read where no brief was accepted on both sides.
    pub text: String,
    /// The briefs of which both sides accepted something, by id.
    pub both: Vec<Both>,
}

/// A brief of which both sides of a merge accepted something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// The brief.
    pub brief: String,
    /// The number of its last edition on our side; none where that has no such brief.
    pub ours: Option<u32>,
    /// The number of its last edition on theirs.
    pub theirs: Option<u32>,
}

/// Returns two locks merged that grew from `base`.
pub fn merge(base: &Lock, ours: &Lock, theirs: &Lock) -> Merge {
    let ids: BTreeSet<&String> = [base, ours, theirs].into_iter().flat_map(|lock| lock.briefs.keys()).collect();
    let mut blocks: BTreeMap<&String, (u32, String)> = BTreeMap::new();
    let mut both = Vec::new();
    for id in ids {
        let of = |lock: &Lock| lock.briefs.get(id).cloned();
        let (was, our, their) = (of(base), of(ours), of(theirs));
        match one(was.as_ref(), our.as_ref(), their.as_ref()) {
            Stands::As(ledger) => {
                let Block { version, text } = Block::of(id, ledger);
                blocks.insert(id, (version, text));
            }
            Stands::Gone => {}
            Stands::Undecided => {
                let block = |ledger: &Option<Ledger>| ledger.as_ref().map(|ledger| Block::of(id, ledger));
                let (our_block, their_block) = (block(&our), block(&their));
                let version = [&our_block, &their_block].into_iter().flatten().map(|block| block.version).max();
                let words = |block: Option<Block>| block.map(|block| block.text).unwrap_or_default();
                let (our_block, their_block) = (words(our_block), words(their_block));
                let marked = format!("<<<<<<< ours\n{our_block}=======\n{their_block}>>>>>>> theirs\n");
                blocks.insert(id, (version.unwrap_or(FIRST_VERSION), marked));
                let number = |ledger: Option<Ledger>| ledger.map(|ledger| ledger.number());
                both.push(Both { brief: id.clone(), ours: number(our), theirs: number(their) });
            }
        }
    }
    Merge { text: text(blocks.values().map(|(version, text)| (*version, text.as_str()))), both }
}

/// What stands of a brief.
enum Stands<'l> {
    As(&'l Ledger),
    Gone,
    /// Each side accepted something else.
    Undecided,
}

/// Returns what stands of a brief that was so, and is so on each side.
fn one<'l>(was: Option<&Ledger>, ours: Option<&'l Ledger>, theirs: Option<&'l Ledger>) -> Stands<'l> {
    let stands = match (ours, theirs) {
        _ if ours == theirs || theirs == was => ours,
        _ if ours == was => theirs,
        (Some(our), Some(their)) if goes_on(their, our) => theirs,
        (Some(our), Some(their)) if goes_on(our, their) => ours,
        _ => return Stands::Undecided,
    };
    stands.map_or(Stands::Gone, Stands::As)
}

/// Returns whether a ledger has every edition of another as that has it, and more: then nothing of the other is lost.
fn goes_on(ledger: &Ledger, from: &Ledger) -> bool {
    let editions = from.editions.len();
    from.pending.is_none()
        && editions > 0
        && ledger.editions.len() > editions
        && ledger.editions[..editions] == from.editions[..]
        && ledger.was[..editions - 1] == from.was[..]
        && ledger.content_of(from.number()) == Some(from.content.read())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::lock::{LockFault, LockFaultKind};
    use crate::edition::{Cell, Edition, EditionKind, Entries, Entry};

    fn edition(kind: EditionKind) -> Edition {
        Edition {
            date: "2026-01-31".into(),
            kind,
            by: Vec::new(),
            note: None,
            since: None,
            withdrawn: false,
            changes: Vec::new(),
            question: "How many?".into(),
            answer: "So many.".into(),
            standing: "established".into(),
        }
    }

    /// Returns a lock with one more edition of a brief.
    fn accepted(lock: &Lock, brief: &str, cell: &str) -> Lock {
        let mut lock = lock.clone();
        let ledger = lock.briefs.entry(brief.to_owned()).or_default();
        let kind = if ledger.number() == 0 { EditionKind::First } else { EditionKind::DataUpdate };
        let mut content = Entries::default();
        content.put("monthly/2025-11/total", Entry::Cell(Cell(cell.into())));
        ledger.accept(edition(kind), content);
        lock
    }

    fn base() -> Lock {
        accepted(&accepted(&Lock::default(), "border", "1"), "coast", "1")
    }

    #[test]
    fn what_each_side_accepted_of_other_briefs_stands_as_if_one_had_accepted_both() {
        let base = base();
        for (mine, yours) in [("border", "coast"), ("border", "desert"), ("air", "desert"), ("border", "air")] {
            let (ours, theirs) = (accepted(&base, mine, "2"), accepted(&base, yours, "3"));
            let one_editor = accepted(&ours, yours, "3").to_text();
            for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
                assert_eq!(merge(&base, ours, theirs), Merge { text: one_editor.clone(), both: Vec::new() });
            }
        }
    }

    #[test]
    fn a_brief_accepted_on_both_sides_is_for_somebody_to_choose() {
        let base = base();
        let (ours, theirs) = (accepted(&base, "border", "2"), accepted(&base, "border", "3"));
        let theirs = accepted(&theirs, "desert", "1");
        let Merge { text, both } = merge(&base, &ours, &theirs);
        assert_eq!(both, [Both { brief: "border".into(), ours: Some(2), theirs: Some(2) }]);
        assert_eq!(Lock::read(&text), Err(LockFault { line: 4, fault: LockFaultKind::Conflict }));
        // Whoever keeps one of the blocks and takes the marks out has a lock again.
        let (before, rest) = text.split_once("<<<<<<< ours\n").unwrap();
        let (our, rest) = rest.split_once("=======\n").unwrap();
        let (their, after) = rest.split_once(">>>>>>> theirs\n").unwrap();
        let all = |side: &Lock| accepted(side, "desert", "1");
        assert_eq!(Lock::read(&[before, our, after].concat()), Ok(all(&ours)));
        assert_eq!(Lock::read(&[before, their, after].concat()), Ok(theirs));
    }

    #[test]
    fn the_same_edition_on_both_sides_is_one_and_more_editions_go_on_from_it() {
        let base = base();
        let ours = accepted(&base, "border", "2");
        let theirs = accepted(&ours, "border", "3");
        for (ours, theirs, stands) in [(&ours, &ours, &ours), (&ours, &theirs, &theirs), (&theirs, &ours, &theirs)] {
            assert_eq!(merge(&base, ours, theirs), Merge { text: stands.to_text(), both: Vec::new() });
        }
    }

    #[test]
    fn a_brief_that_is_gone_on_one_side_and_accepted_on_the_other_is_for_somebody_to_choose() {
        let base = base();
        let mut gone = base.clone();
        gone.briefs.remove("border");
        assert_eq!(merge(&base, &gone, &base).text, gone.to_text());
        let other = accepted(&base, "border", "2");
        assert_eq!(merge(&base, &gone, &other).both, [Both { brief: "border".into(), ours: None, theirs: Some(2) }]);
    }
}
