//! What moved since editions were accepted, as far as an author should look at it before the next one.
//!
//! Each sentence and each dataset is told of once, however many briefs print it. What changed in a way that nobody needs to
//! look at (line endings, the order of rows, a new column) is left to `knowns diff`.

mod schema;
mod silent;
mod stale;

use crate::edition::{Changes, CurrentBrief, Editions, State};
use crate::model::{Dataset, Key, Model};
use crate::text::apart;

use crate::diagnostic::Problems;

use crate::rules::context::Context;

/// How many things one problem names; more are counted.
const NAMED: usize = 5;

/// Whose data a run reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Data {
    /// The project's own.
    Own,
    /// Other data, to see what would come of them: they correct nothing.
    TriedOut,
}

/// Reports sentences, cells and columns that need a person's look before the next edition.
pub(crate) fn moved(context: &Context<'_>, editions: &Editions, data: Data, found: &mut Problems) {
    stale::check(editions, found);
    schema::check(context, editions, found);
    if data == Data::Own {
        silent::check(context, editions, found);
    }
}

/// A brief that says something else than its last edition.
struct Changed<'a> {
    /// What it says now.
    now: &'a CurrentBrief,
    /// How they differ.
    changes: &'a Changes,
}

/// Visits the briefs that say something else than their last edition.
fn changed(editions: &Editions) -> impl Iterator<Item = Changed<'_>> {
    editions.now.iter().zip(&editions.states).filter_map(|(now, state)| match state {
        State::Changed(changes) => Some(Changed { now, changes }),
        State::New | State::Accepted => None,
    })
}

/// Returns the dataset with an id.
fn dataset(model: &Model, id: &str) -> Option<Key<Dataset>> {
    model.datasets.iter().find(|(_, other, _)| other.as_str() == id).map(|(key, ..)| key)
}

/// Returns the first few of a list, and how many more there are.
fn few<T: AsRef<str>>(all: impl ExactSizeIterator<Item = T>) -> String {
    let more = all.len().saturating_sub(NAMED);
    let words = all.take(NAMED).map(|one| one.as_ref().to_owned()).collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{words}; and {more} more") } else { words }
}

/// How long a value may be where two of them stand on a line.
const MOST: usize = 60;

/// Returns a value as it was and as it is, each cut to a length that a line can hold.
fn from_to(old: &str, new: &str) -> String {
    let (old, new) = apart(old, new, MOST);
    let said = |value: String| if value.is_empty() { "(empty)".to_owned() } else { value };
    format!("{} → {}", said(old), said(new))
}
