//! The ways in which a number is printed.

use crate::vocabulary::Caveats;

/// How a number with a sign is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In words that say which way: `down 13.2%`.
    Told,
    /// With its sign, as in tables: `−13.2%`.
    Signed,
    /// Without either, beside words that say which way: `13.2%`.
    Bare,
}

/// How values are printed: their decimals, their form, and what is shown of what is said of them.
#[derive(Clone, Copy)]
pub(super) struct As {
    /// The decimals.
    pub(super) decimals: u32,
    /// How a sign is told.
    pub(super) form: Form,
    /// What is shown of the marks.
    pub(super) shown: fn(Caveats) -> Caveats,
}
