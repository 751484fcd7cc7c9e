//! What is made for each row of a table: by which names a template of such briefs calls it.

use std::collections::{BTreeMap, BTreeSet};

use crate::vocabulary::EntryKind;

/// The row for which a brief is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefRow {
    /// What stands behind the ids of its entries.
    pub id: String,
    /// Its cells that are words, by column.
    pub cells: Vec<(String, String)>,
}

/// The entries that are made for rows.
#[derive(Debug, Clone, Default)]
pub struct OfRows {
    /// The columns whose cells a template can print.
    pub columns: BTreeSet<String>,
    /// Of each entry as it is written, the first that is made of it.
    pub first: BTreeMap<EntryKind, BTreeMap<String, String>>,
}

impl OfRows {
    /// Returns the id of the first entry that is made of one.
    pub fn first(&self, kind: EntryKind, id: &str) -> Option<&str> {
        self.first.get(&kind)?.get(id).map(String::as_str)
    }

    /// Returns the id as it is written of one that is made for a row; none of any other.
    pub fn written<'i>(&'i self, kind: EntryKind, id: &'i str) -> Option<&'i str> {
        if kind != EntryKind::Brief {
            return id
                .rsplit_once("__")
                .map(|(written, _)| written)
                .filter(|written| self.first(kind, written).is_some());
        }
        let written = self.first.get(&kind)?.keys().map(String::as_str);
        written
            .filter(|written| id.strip_prefix(written).is_some_and(|rest| rest.starts_with('-')))
            .max_by_key(|it| it.len())
    }

    /// Returns the id that a template means by one: that of the row's own entry, where there is one for each row.
    pub fn meant(&self, kind: EntryKind, id: &str, row: Option<&BriefRow>) -> Option<String> {
        let row = row.filter(|_| self.first(kind, id).is_some())?;
        Some(format!("{id}__{}", row.id))
    }
}
