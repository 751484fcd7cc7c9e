//! People and bodies that say, publish, keep records or fund (PROV agents).

use crate::number::Date;
use crate::text::RegistryPlace;

use super::Key;

/// A person or body.
#[derive(Debug, Clone)]
pub struct Party {
    /// The name in full.
    pub name: String,
    /// The name in running prose, where it has one.
    pub short: Option<String>,
    /// What it is: agency, court, newspaper …
    pub kind: Option<String>,
    /// The body it belongs to.
    pub part_of: Option<Key<Party>>,
    /// Why it counts as its own origin although it belongs to a larger body.
    pub independent: Option<String>,
    /// What it stands to gain.
    pub interests: Interests,
    /// Its address on the web.
    pub url: Option<String>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// What is known of a party's interests (IFCN, "conflicts of interest").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interests {
    /// Nobody looked: it lifts no claim higher than `reported`.
    Unstated,
    /// Somebody looked and found none.
    NoneFound(Option<Date>),
    /// Declared, in words.
    Declared(String),
}

impl Party {
    /// Returns the name for running prose.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}
