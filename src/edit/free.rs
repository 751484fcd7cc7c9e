//! Whether an id can be given to an entry: it has the form that the kind of entry asks for, and no other entry has it that the same
//! key may name.

use crate::load::Project;
use crate::resolve;
use crate::text::{Id, IdFault};
use crate::vocabulary::EntryKind;

/// Why an id cannot be given to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotFree {
    /// It is not of the form that this kind of entry asks for.
    Form {
        /// The word for such an entry.
        word: &'static str,
        /// What is wrong with it.
        fault: IdFault,
    },
    /// An entry of this kind, or of one that shares its names, has it already.
    Taken {
        /// The word for that entry.
        word: &'static str,
    },
}

/// Returns why an entry of `section` cannot get an id, where it cannot.
pub(crate) fn free(project: &Project, section: &str, id: &str) -> Result<(), NotFree> {
    let form = if section == "briefs" { Id::kebab(id) } else { Id::snake(id) };
    let kind = EntryKind::of_section(section);
    form.map_err(|fault| NotFree::Form { word: kind.map_or("entry", EntryKind::word), fault })?;
    let named = resolve::declared(project, id).into_iter().map(|(other, _)| other);
    match named.into_iter().find(|other| kind.is_some_and(|kind| kind.shares_names_with(*other))) {
        Some(other) => Err(NotFree::Taken { word: other.word() }),
        None => Ok(()),
    }
}
