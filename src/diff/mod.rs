//! What briefs say beside what their editions said: `diff`.
//!
//! [`Differences`] is everything that differs, as programs read it; [`to_text`] and [`to_markdown`] put it into words, whether
//! conclusions changed first.

mod brief;
mod sentence;
mod standing;
mod words;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostic::Texts;
use crate::edition::{Changes, CurrentBrief, Editions, Entries, Ledger, withdrawal};
use crate::model::Model;
use crate::text::Place;

pub(crate) use brief::Differing;
pub(crate) use words::{in_markdown, to_markdown, to_text};

/// The version of the format that programs read.
pub(crate) const DIFFERENCES_VERSION: u32 = 1;

/// A project whose briefs are held against their editions.
#[derive(Clone, Copy)]
pub(crate) struct Looked<'a> {
    /// Where a place of the registry stands in its file.
    pub locate: &'a dyn Fn(&Place) -> Place,
    /// What it means.
    pub model: &'a Model,
    /// The texts in which sentences are located.
    pub texts: &'a Texts,
    /// What each brief says now, and the accepted editions.
    pub editions: &'a Editions,
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// The briefs; all of them where none is named.
    pub briefs: Vec<String>,
    /// The edition to compare with; the last of each brief where none is named.
    pub from: Option<u32>,
    /// The datasets in place of which other files were read.
    pub what_if: BTreeSet<String>,
}

/// How what briefs say differs from what their editions said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Differences {
    /// The version of the format.
    pub version: u32,
    /// The edition that was compared with; none for the last of each brief.
    pub from: Option<u32>,
    /// The datasets in place of which other files were read.
    pub what_if: BTreeSet<String>,
    /// Whether the conclusion of any brief is another.
    pub conclusions_changed: bool,
    /// The briefs that say something else.
    pub briefs: Vec<Differing>,
    /// The briefs that say what their edition said.
    pub same: Vec<String>,
    /// The briefs of which no edition was accepted.
    pub new: Vec<String>,
    /// The published briefs that the registry no longer has.
    pub gone: Vec<String>,
    /// The briefs that have editions, but none of that number.
    pub without_edition: Vec<String>,
}

impl Differences {
    /// Returns how the briefs that are asked for differ from their editions.
    pub(crate) fn of(looked: Looked<'_>, wanted: &Wanted) -> Self {
        let Looked { editions, .. } = looked;
        let is_wanted = |id: &str| wanted.briefs.is_empty() || wanted.briefs.iter().any(|brief| brief == id);
        let gone = editions.gone().into_iter().filter(|id| is_wanted(id)).map(str::to_owned).collect();
        let mut found = Self {
            version: DIFFERENCES_VERSION,
            from: wanted.from,
            what_if: wanted.what_if.clone(),
            conclusions_changed: false,
            briefs: Vec::new(),
            same: Vec::new(),
            new: Vec::new(),
            gone,
            without_edition: Vec::new(),
        };
        for (id, now) in editions.briefs.iter().zip(&editions.now).filter(|(id, _)| is_wanted(id)) {
            let ledger = editions.lock.briefs.get(id).filter(|ledger| ledger.number() > 0);
            let Some(ledger) = ledger else {
                found.new.push(id.clone());
                continue;
            };
            let Some(since) = Since::edition(ledger, wanted.from, now) else {
                found.without_edition.push(id.clone());
                continue;
            };
            if since.changes.is_empty() {
                found.same.push(id.clone());
            } else {
                found.briefs.push(Differing::of(id, &since, looked, &wanted.what_if));
            }
        }
        found.conclusions_changed = found.briefs.iter().any(|brief| brief.conclusion_changed);
        found
    }

    /// Returns whether every brief says what its edition said.
    pub(crate) fn is_empty(&self) -> bool {
        self.briefs.is_empty() && self.new.is_empty() && self.gone.is_empty()
    }
}

/// A brief now and as an edition had it.
struct Since<'a> {
    number: u32,
    date: &'a str,
    withdrawn: bool,
    old: Entries,
    now: &'a CurrentBrief,
    /// What it says now.
    new: Entries,
    changes: Changes,
}

impl<'a> Since<'a> {
    /// Returns a brief beside one of its editions, the last where no number is given; none where there is no such edition.
    fn edition(ledger: &'a Ledger, from: Option<u32>, now: &'a CurrentBrief) -> Option<Self> {
        let number = from.unwrap_or_else(|| ledger.number());
        let old = ledger.content_of(number)?;
        let date = &ledger.editions.get(number as usize - 1)?.date;
        let changes = Changes::since(&old, now);
        let withdrawn = withdrawal(&ledger.editions).is_some();
        Some(Self { number, date, withdrawn, old, now, new: now.content.read(), changes })
    }
}
