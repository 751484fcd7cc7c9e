//! Open questions that wait too long, and those that something new may answer.

use serde::Serialize;

use crate::edition::{Changes, Now};
use crate::number::Date;

/// An open question that was to be looked at again before the day of the publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overdue {
    /// The unknown.
    pub id: String,
    /// The question.
    pub question: String,
    /// When it was to be looked at.
    pub next_check: String,
}

/// An open question that may now be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answerable {
    /// The unknown.
    pub id: String,
    /// The question.
    pub question: String,
    /// What counts what it asks for and did not before: datasets, claims, sources.
    pub by: Vec<String>,
}

/// Returns the open questions of a brief that were to be looked at before `as_of`.
pub(super) fn overdue(now: &Now, as_of: Option<Date>) -> Vec<Overdue> {
    let of = |(id, unknown): (&str, &crate::edition::Unknown)| {
        let next_check = unknown.next_check.clone()?;
        let is_past = Date::parse(&next_check).ok()? < as_of?;
        is_past.then(|| Overdue { id: id.to_owned(), question: unknown.question.clone(), next_check })
    };
    now.content.read().unknowns().filter_map(of).collect()
}

/// Returns the open questions that something counts now and did not before.
pub(super) fn answerable(changes: &Changes) -> Vec<Answerable> {
    let both = changes.unknowns.iter().filter_map(|change| change.both().map(|(old, new)| (&change.id, old, new)));
    let of = |(id, old, new): (&String, &crate::edition::Unknown, &crate::edition::Unknown)| {
        let by: Vec<String> = new.counted_by.iter().filter(|id| !old.counted_by.contains(id)).cloned().collect();
        (!by.is_empty()).then(|| Answerable { id: id.clone(), question: new.question.clone(), by })
    };
    both.filter_map(of).collect()
}
