//! What a brief rests on and leaves open, in words: unknowns, sources, definitions, datasets.

use crate::diagnostic::show::many;
use crate::edition::{Change, Measure, Source, Unknown};

use super::super::brief::Differing;
use super::super::rests::{DatasetChange, DatasetChangeKind};
use super::Item;
use super::changed::{gone, new, pair};
use super::words::Words;

/// Returns the open questions that came, went, were reworded, wait too long, or may now be answered.
pub(super) fn unknowns(brief: &Differing) -> Vec<Item> {
    let mut items: Vec<Item> = brief.unknowns.iter().filter_map(unknown).collect();
    items.extend(brief.overdue.iter().map(|overdue| {
        let words = Words::default().id(&overdue.id).plain(format!(" overdue since {}: ", overdue.next_check));
        words.theirs(&overdue.question).into()
    }));
    items.extend(brief.answerable.iter().map(|answerable| {
        let words = Words::default().id(&answerable.id).plain(" may now be answered: ").ids(&answerable.by);
        let verb = if answerable.by.len() == 1 { "counts" } else { "count" };
        words.plain(format!(" {verb} what it asks for")).into()
    }));
    items
}

fn unknown(change: &Change<Unknown>) -> Option<Item> {
    let words = || Words::default().id(&change.id);
    let item = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.question != new.question => {
            Item { words: words().plain(" asks something else"), below: pair(&old.question, &new.question).into() }
        }
        (Some(old), Some(new)) if old.next_check != new.next_check => {
            let day = |unknown: &Unknown| unknown.next_check.clone().unwrap_or_else(|| "no day".to_owned());
            words().plain(format!(" is looked at again on {} (before: {})", day(new), day(old))).into()
        }
        (Some(old), Some(new)) => {
            let lost: Vec<String> = old.counted_by.iter().filter(|id| !new.counted_by.contains(id)).cloned().collect();
            if lost.is_empty() {
                return None;
            }
            words().plain(" is no longer counted by ").ids(&lost).into()
        }
        (None, Some(unknown)) => words().plain(" opened: ").theirs(&unknown.question).into(),
        (old, None) => {
            let question = old.as_ref().map(|old| &*old.question).unwrap_or_default();
            words().plain(" resolved, or taken out: ").theirs(question).into()
        }
    };
    Some(item)
}

/// Returns a source that stands otherwise than it did.
pub(super) fn sources(change: &Change<Source>) -> Item {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.status != new.status => {
            let words = Words::default().id(&change.id);
            let words = words.plain(format!(" is {} (before: {}): ", new.status, old.status)).theirs(&new.title);
            let below = if old.title == new.title { Vec::new() } else { pair(&old.title, &new.title).into() };
            Item { words, below }
        }
        (Some(old), Some(new)) => Item {
            words: Words::default().id(&change.id).plain(" has another title"),
            below: pair(&old.title, &new.title).into(),
        },
        (None, Some(source)) => {
            let words = self::new(&change.id, Some(&source.title));
            let words = if source.status == "current" { words } else { words.plain(format!(" ({})", source.status)) };
            words.into()
        }
        (old, None) => gone(&change.id, old.as_ref().map(|old| &*old.title)).into(),
    }
}

/// Returns a measure that is defined otherwise than it was.
pub(super) fn definitions(change: &Change<Measure>) -> Item {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => Item {
            words: Words::default().id(&change.id).plain(" is defined anew"),
            below: pair(&old.0, &new.0).into(),
        },
        (None, Some(measure)) => new(&change.id, Some(&measure.0)).into(),
        (old, None) => gone(&change.id, old.as_ref().map(|old| &*old.0)).into(),
    }
}

/// Returns what became of a dataset, and what to do about it.
pub(super) fn datasets(change: &DatasetChange) -> Item {
    let vintage = |dataset: &Option<crate::edition::Dataset>| {
        let vintage = dataset.as_ref().and_then(|dataset| dataset.vintage.clone());
        vintage.unwrap_or_else(|| "no vintage".to_owned())
    };
    let (old, new) = (vintage(&change.old), vintage(&change.new));
    let words = Words::default().id(&change.id);
    let words = match change.kind {
        DatasetChangeKind::New => words.plain(" new: release ").theirs(&new),
        DatasetChangeKind::Gone => words.plain(" gone: release ").theirs(&old),
        DatasetChangeKind::Release => words.plain(" release ").theirs(&old).plain(" → ").theirs(&new),
        DatasetChangeKind::Correction => {
            words.plain(" corrected: the file changed, and its vintage is still ").theirs(&new)
        }
        DatasetChangeKind::WhatIf => words.plain(" with another file in its place (`--data`)"),
        DatasetChangeKind::Schema => words.plain(" read in another way, from the same file"),
    };
    let same_file = change.old.as_ref().zip(change.new.as_ref()).is_some_and(|(old, new)| old.sha256 == new.sha256);
    let words = if change.kind == DatasetChangeKind::Release && same_file {
        words.plain(", the file being the same")
    } else {
        words
    };
    let mut below = Vec::new();
    if change.revised_cells > 0 {
        let cells = many(change.revised_cells, "cell");
        below.push(Words::default().plain(format!("{cells} behind printed numbers revised")));
    }
    if !change.changed_behind.is_empty() {
        let mut words = Words::default().plain("cells changed behind ");
        for (at, id) in change.changed_behind.iter().enumerate() {
            words = if at == 0 { words } else { words.plain(", ") }.id(id);
        }
        below.push(words.plain("; which of them is not remembered"));
    }
    if change.earlier_not_kept {
        let words = Words::default().plain("keep the file of release ").theirs(&old);
        below.push(words.plain(" under `earlier`, and revised numbers are marked `r`"));
    }
    below.extend(change.fields.added.iter().map(|field| Words::default().plain("column added: ").theirs(field)));
    below.extend(change.fields.removed.iter().map(|field| Words::default().plain("column gone: ").theirs(field)));
    Item { words, below }
}
