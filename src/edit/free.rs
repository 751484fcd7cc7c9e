//! Whether an id can be given to an entry: it has the form that the kind of entry asks for, and no other entry has it.

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
    /// An entry of this kind has it already.
    Taken {
        /// The word for that entry.
        word: &'static str,
    },
}

/// Returns why an entry of `section` cannot get an id, where it cannot.
pub(crate) fn free(project: &Project, section: &str, id: &str) -> Result<(), NotFree> {
    let form = if section == "briefs" { Id::kebab(id) } else { Id::snake(id) };
    let word = EntryKind::of_section(section).map_or("entry", EntryKind::word);
    form.map_err(|fault| NotFree::Form { word, fault })?;
    match resolve::declared(project, id) {
        Some(other) => Err(NotFree::Taken { word: other.word }),
        None => Ok(()),
    }
}
