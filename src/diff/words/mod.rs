//! Differences in words: the same sections on a terminal and in a pull request, whether conclusions changed first.

mod forms;
mod line;
mod sections;

pub(crate) use forms::{to_markdown, to_text};
pub(crate) use line::in_markdown;

use super::Differences;
use super::standing::{Answer, Conclusion};
use crate::edition::Flagged;
use line::Words;

/// How many things of a kind are told one by one; JSON has all of them.
const SHOWN: usize = 20;

/// Under the heading of a brief that is withdrawn.
const WITHDRAWN: &str = "it is withdrawn, and stays so until it is accepted as a `reinstatement`";

/// Lines under one heading.
struct Section {
    heading: &'static str,
    body: Body,
    /// How many are left out.
    more: usize,
    /// Where it stands in a pull request.
    place: Place,
}

/// Where a section stands for somebody who reads a pull request, for whom not everything is worth a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Somebody has to look at it.
    First,
    /// It is folded: what it says follows from what stands above.
    Folded,
}

/// What stands under a heading.
enum Body {
    /// One thing after the other, each with what is to be said under it.
    List(Vec<Item>),
    /// Numbers: which, before, now, by how much, what it counts.
    Numbers(Vec<[Words; 5]>),
}

/// One thing, and what is to be said under it.
#[derive(Default)]
struct Item {
    words: Words,
    below: Vec<Words>,
}

impl From<Words> for Item {
    fn from(words: Words) -> Self {
        Self { words, below: Vec::new() }
    }
}

impl Section {
    fn list(heading: &'static str, mut items: Vec<Item>) -> Self {
        let more = items.len().saturating_sub(SHOWN);
        items.truncate(SHOWN);
        Self { heading, body: Body::List(items), more, place: Place::First }
    }

    /// Returns the section as one that is folded.
    fn folded(self) -> Self {
        Self { place: Place::Folded, ..self }
    }

    /// Returns how many things it tells, those that are left out among them.
    fn count(&self) -> usize {
        self.more
            + match &self.body {
                Body::List(items) => items.len(),
                Body::Numbers(rows) => rows.len(),
            }
    }

    fn is_empty(&self) -> bool {
        match &self.body {
            Body::List(items) => items.is_empty(),
            Body::Numbers(rows) => rows.is_empty(),
        }
    }

    /// Returns the line that says how many are left out.
    fn rest(&self) -> Option<String> {
        (self.more > 0).then(|| format!("and {} more; `--format json` has all of them", self.more))
    }
}

/// Returns the line that says that nothing changed.
fn nothing(found: &Differences) -> String {
    match (found.same.len(), found.from) {
        (1, None) => "nothing changed: 1 brief says what its last edition says".to_owned(),
        (1, Some(number)) => format!("nothing changed: 1 brief says what its edition {number} says"),
        (count, None) => format!("nothing changed: {count} briefs say what their last editions say"),
        (count, Some(number)) => format!("nothing changed: {count} briefs say what edition {number} of each says"),
    }
}

/// Returns the claims by which an answer is another, in words.
fn conclusions(id: &str, conclusions: &[Conclusion]) -> Item {
    let mut words = Words::default().id(id).plain(": ");
    for (index, Conclusion { id, old, new }) in conclusions.iter().enumerate() {
        let lead = if index > 0 { "; " } else { "" };
        words = words.plain(lead).id(id);
        words = match (old, new) {
            (Some(old), Some(new)) => became(words, old, new),
            (None, Some(new)) => words.plain(format!(" now answers the question ({})", new.standing)),
            (_, None) => words.plain(" no longer answers the question"),
        };
    }
    words.into()
}

fn became(mut words: Words, old: &Answer, new: &Answer) -> Words {
    if old.standing != new.standing {
        words = words.plain(format!(" {} → {}", old.standing, new.standing));
    }
    if old.values != new.values {
        let join = if old.standing == new.standing { " " } else { ", " };
        words = words.plain(join).beside(values(&old.values), values(&new.values));
    }
    words
}

/// Returns tested figures, by reading.
fn values(values: &[Flagged]) -> String {
    if values.is_empty() { "no value".to_owned() } else { values.join(" / ") }
}

/// Returns the briefs that are in the registry or among the editions alone, in words.
fn others(found: &Differences) -> Vec<Words> {
    let new = found.new.iter().map(|id| Words::default().id(id).plain(": new, no edition was accepted"));
    let gone = found.gone.iter().map(|id| Words::default().id(id).plain(": published, and gone from the registry"));
    let number = found.from.unwrap_or_default();
    let without = found.without_edition.iter();
    let without = without.map(|id| Words::default().id(id).plain(format!(": has no edition {number}")));
    new.chain(gone).chain(without).collect()
}
