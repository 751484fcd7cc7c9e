//! What differs in one brief, heading by heading: standings, claims, numbers, rows, sentences, and what they rest on.

use super::super::brief::{DatasetChange, DatasetChangeKind, Differing, RevisedNumber};
use super::super::sentence::{LeaningSentence, SentenceChange};
use super::super::standing::{CellChange, EvidenceChange, Flip};
use super::line::{LONGEST, Words, and, gone, new, pair};
use super::{Body, Item, Place, SHOWN, Section, values};
use crate::diagnostic::words::many;
use crate::edition::{Change, Claim, Figure, Measure, Row, Source, Unknown};
use crate::text::apart;

/// How many cells of one claim are named one by one.
const CELLS: usize = 6;

/// Returns what differs in a brief, in the order in which it matters.
pub(super) fn sections(brief: &Differing) -> Vec<Section> {
    let all = vec![
        Section::list("standings", brief.standings.iter().map(flip).collect()),
        Section::list("claims", brief.claims.iter().filter_map(claim).collect()).folded(),
        numbers(&brief.numbers),
        Section::list("figures new or gone", brief.figures.iter().filter_map(figure).collect()).folded(),
        Section::list("figures of another period", brief.figures.iter().filter_map(of_another_period).collect())
            .folded(),
        Section::list("rows of tables", brief.rows.iter().map(row).collect()).folded(),
        Section::list("sentences that lean on what moved", brief.leaning.iter().map(leaning).collect()),
        Section::list("sentences rewritten, new or gone", brief.sentences.iter().map(sentence).collect()),
        Section::list("unknowns", unknowns(brief)),
        Section::list("sources", brief.sources.iter().map(sources).collect()),
        Section::list("definitions", brief.definitions.iter().map(definitions).collect()),
        Section::list("data", brief.datasets.iter().map(datasets).collect()),
        Section::list("not seen on the page", unseen(brief).into_iter().collect()).folded(),
    ];
    all.into_iter().filter(|section| !section.is_empty()).collect()
}

fn flip(flip: &Flip) -> Item {
    let words = Words::default().id(&flip.id).plain(format!(" {} → {}: ", flip.old, flip.new)).theirs(&flip.statement);
    let mut below: Vec<Words> = flip.cells.iter().take(CELLS).map(cell).collect();
    if let Some(more @ 1..) = flip.cells.len().checked_sub(CELLS) {
        below.push(Words::default().plain(format!("and {more} more cells")));
    }
    evidence(&flip.evidence, &mut below);
    below.push(Words::default().plain("now: ").theirs(&flip.reason));
    Item { words, below }
}

fn cell(cell: &CellChange) -> Words {
    let words = match (&cell.old, &cell.new) {
        (Some(old), Some(new)) => Words::default().plain("cell ").theirs(old).plain(" → ").theirs(new),
        (_, Some(new)) => Words::default().plain("cell ").theirs(new).plain(", new"),
        (old, None) => Words::default().plain("cell ").theirs(old.as_deref().unwrap_or_default()).plain(", gone"),
    };
    let words = words.plain(" in ").id(&cell.dataset);
    let words = if cell.row.is_empty() { words } else { words.plain(", row ").theirs(&cell.row) };
    words.plain(", column ").theirs(&cell.column)
}

fn evidence(change: &EvidenceChange, below: &mut Vec<Words>) {
    below.extend(change.added.iter().map(|line| Words::default().plain("evidence added: ").theirs(line)));
    below.extend(change.removed.iter().map(|line| Words::default().plain("evidence removed: ").theirs(line)));
}

/// Returns what else is to be told of a claim than its standing and its numbers.
fn claim(change: &Change<Claim>) -> Option<Item> {
    let (old, new) = match (&change.old, &change.new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(claim)) => {
            return Some(new_words(&change.id, &claim.standing).theirs(&claim.statement).into());
        }
        (old, None) => return Some(gone(&change.id, old.as_ref().map(|old| &*old.statement)).into()),
    };
    let is_flip = old.standing != new.standing;
    let mut below = Vec::new();
    if old.statement != new.statement {
        below.extend(pair(&old.statement, &new.statement));
    }
    if old.answer != new.answer {
        let what = if new.answer { "answers the question now" } else { "no longer answers the question" };
        below.push(Words::default().plain(what));
    }
    if old.values.len() != new.values.len() {
        below.push(Words::default().plain("tested figures: ").beside(values(&old.values), values(&new.values)));
    }
    if !is_flip {
        if old.words != new.words {
            below.push(
                Words::default().plain("reads ").theirs(&new.words).plain(" (before: ").theirs(&old.words).plain(")"),
            );
        }
        evidence(&EvidenceChange::between(old, new), &mut below);
        if old.reason != new.reason && old.values == new.values {
            below.push(Words::default().plain("now: ").theirs(&new.reason));
        }
    }
    let words = Words::default().id(&change.id).plain(format!(" {}", new.standing));
    (!below.is_empty()).then_some(Item { words, below })
}

fn new_words(id: &str, standing: &str) -> Words {
    Words::default().id(id).plain(format!(" new, {standing}: "))
}

fn numbers(numbers: &[RevisedNumber]) -> Section {
    let row = |number: &RevisedNumber| {
        let (old, new) = apart(&number.old, &number.new, LONGEST);
        [
            Words::default().id(&number.id),
            Words::default().theirs(old),
            Words::default().theirs(new),
            Words::default().plain(number.said.clone().unwrap_or_default()),
            Words::default().theirs(&number.label),
        ]
    };
    let rows = numbers.iter().take(SHOWN).map(row).collect();
    let more = numbers.len().saturating_sub(SHOWN);
    Section { heading: "printed numbers", body: Body::Numbers(rows), more, place: Place::Folded }
}

fn figure(change: &Change<Figure>) -> Option<Item> {
    let item = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.label == new.label => return None,
        (Some(old), Some(new)) => {
            let words = Words::default().id(&change.id).plain(" has another label");
            Item { words, below: pair(&old.label, &new.label).into() }
        }
        (None, Some(figure)) => {
            new(&change.id, None).plain(": ").theirs(&figure.printed).plain(" ").theirs(&figure.label).into()
        }
        (old, None) => gone(&change.id, old.as_ref().map(|old| &*old.label)).into(),
    };
    Some(item)
}

/// A figure that asks for a period by a word, which means another one now.
fn of_another_period(change: &Change<Figure>) -> Option<Item> {
    let (old, new) = change.both().filter(|(old, new)| new.is_of_another_period_than(old))?;
    let period = |figure: &Figure| figure.period.clone().unwrap_or_default();
    Some(Item { words: Words::default().id(&change.id), below: pair(&period(old), &period(new)).into() })
}

fn row(change: &Change<Row>) -> Item {
    let (table, name) = change.id.split_once('/').unwrap_or((&change.id, ""));
    let words = Words::default().id(table).plain(", row ").theirs(name).plain(": ");
    let whole = |row: &Row| row.0.join(" | ");
    let words = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.0.len() == new.0.len() => {
            let differ = old.0.iter().zip(&new.0).filter(|(old, new)| old != new);
            differ
                .enumerate()
                .fold(words, |words, (index, (old, new))| words.plain(and(index)).theirs(old).plain(" → ").theirs(new))
        }
        (Some(old), Some(new)) => words.theirs(whole(old)).plain(" → ").theirs(whole(new)),
        (None, Some(new)) => words.plain("new: ").theirs(whole(new)),
        (old, None) => words.plain("gone: ").theirs(old.as_ref().map(whole).unwrap_or_default()),
    };
    words.into()
}

fn leaning(leaning: &LeaningSentence) -> Item {
    let words = match &leaning.place {
        Some(place) => Words::default().theirs(&place.line).plain(" "),
        None => Words::default(),
    };
    let words = words.theirs(&leaning.text);
    Item { words, below: vec![Words::default().plain("leans on ").ids(&leaning.on)] }
}

fn sentence(change: &SentenceChange) -> Item {
    let words = match &change.place {
        Some(place) => Words::default().theirs(&place.line).plain(" "),
        None => Words::default(),
    };
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => Item { words: words.plain("rewritten"), below: pair(old, new).into() },
        (None, Some(new)) => words.plain("new: ").theirs(new).into(),
        (old, None) => words.plain("gone: ").theirs(old.as_deref().unwrap_or_default()).into(),
    }
}

/// Returns the one line on what no page shows.
fn unseen(brief: &Differing) -> Option<Item> {
    let counted = [(brief.invisible.figures, "exact value"), (brief.invisible.cells, "cell")];
    let said = counted.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, word)| crate::diagnostic::words::many(count, word)).collect();
    let words = || Words::default().plain(format!("{} changed, and every number prints as before", said.join(" and ")));
    (!said.is_empty()).then(|| words().into())
}

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
        DatasetChangeKind::Correction if change.revised_cells == 0 && change.changed_behind.is_empty() => {
            words.plain(" has another file, and its vintage is still ").theirs(&new)
        }
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
