//! Sentences that authors wrote, as the check stage hands them on.

use crate::model::{Brief, Claim, Figure, Key};
use crate::text::Place;

/// A sentence of an author, with words of its own.
#[derive(Debug, Clone)]
pub struct Authored {
    /// Its words, with the name of what it prints in braces.
    pub text: String,
    /// The longest stretch of its own words, letters and digits only, in lower case: a page that prints it has them.
    pub letters: String,
    /// The figures it prints.
    pub figures: Vec<Key<Figure>>,
    /// The claims of which it prints anything.
    pub claims: Vec<Key<Claim>>,
    /// Where it is written.
    pub place: Place,
    /// The briefs in which it can be read.
    pub briefs: Vec<Key<Brief>>,
}

/// Returns the letters and digits of a text in lower case, as [`Authored::letters`] has them.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
