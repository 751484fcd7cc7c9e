//! Popovers: what a reader opens in place without leaving the text. A row of "Where each number comes from" and an item of
//! "How standing was decided" stand in the page as they are, and can be raised over it from the number or the standing.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::model::{Claim, Key};
use crate::view::Mark;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Popover {
    /// A row of "Where each number comes from", by its number.
    From(u32),
    /// The item that gives the reason of a standing, by its number.
    Why(usize),
}

impl fmt::Display for Popover {
    /// Writes its id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::From(row) => write!(f, "from-{row}"),
            Self::Why(nth) => write!(f, "why-{nth}"),
        }
    }
}

/// All of a page.
#[derive(Debug, Default)]
pub(super) struct Popovers {
    /// By the event that begins it.
    at: BTreeMap<usize, Popover>,
    /// The number of the item that gives the reason of a claim's standing.
    why: BTreeMap<Key<Claim>, usize>,
}

impl Popovers {
    /// Returns what a reader can open, each once: the first row and the first item of a kind.
    pub(super) fn of(events: &[(Event<'_>, Range<usize>)], marks: &[(Range<usize>, Mark)]) -> Self {
        let mut popovers = Self::default();
        let wanted = |mark: &Mark| matches!(mark, Mark::Origin(_) | Mark::Reason(_));
        let mut marks = marks.iter().filter(|(_, mark)| wanted(mark)).peekable();
        for (at, (event, range)) in events.iter().enumerate() {
            if !matches!(event, Event::Start(Tag::Item | Tag::TableRow)) {
                continue;
            }
            while marks.next_if(|(mark, _)| mark.start < range.start).is_some() {}
            while let Some((_, mark)) = marks.next_if(|(mark, _)| mark.end <= range.end) {
                match mark {
                    Mark::Origin(row) => {
                        popovers.at.entry(at).or_insert(Popover::From(*row));
                    }
                    Mark::Reason(claim) if !popovers.why.contains_key(claim) && !popovers.at.contains_key(&at) => {
                        let nth = popovers.why.len() + 1;
                        popovers.why.insert(*claim, nth);
                        popovers.at.insert(at, Popover::Why(nth));
                    }
                    _ => {}
                }
            }
        }
        popovers
    }

    /// Returns what begins at an event.
    pub(super) fn at(&self, event: usize) -> Option<Popover> {
        self.at.get(&event).copied()
    }

    /// Returns the number of the item that gives the reason of a claim's standing.
    pub(super) fn why(&self, claim: Key<Claim>) -> Option<usize> {
        self.why.get(&claim).copied()
    }
}
