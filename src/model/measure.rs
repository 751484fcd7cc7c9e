//! What numbers count (SDMX concepts, SKOS labels).

use crate::text::RegistryPlace;
use crate::vocabulary::{Counts, ResultStage};

use super::{Dataset, Key, Party, Source};

/// What a number counts.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name in prose, plural.
    pub label: String,
    /// The unit printed after a number, where it differs from the label.
    pub unit: Option<String>,
    /// What one of it is.
    pub counts: Counts,
    /// What is counted and what is not.
    pub definition: Option<String>,
    /// The party that keeps the count.
    pub kept_by: Option<Key<Party>>,
    /// The datasets that are the count.
    pub record: Vec<Key<Dataset>>,
    /// Nouns and verbs that speak of it.
    pub aliases: Vec<String>,
    /// Measures it is not to be confused with, each with the reason.
    pub distinct_from: Vec<(Key<Measure>, String)>,
    /// Measures it may stand in for.
    pub proxy_for: Vec<Key<Measure>>,
    /// Where it stands between what is done and what comes of it, where its author says.
    pub result: Option<ResultStage>,
    /// Whether cells under five may not be printed.
    pub sensitive: bool,
    /// Where the definition is from.
    pub source: Option<Key<Source>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}
