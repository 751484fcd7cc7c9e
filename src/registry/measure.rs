//! `measures`: what numbers count (SDMX concepts, SKOS labels).

use super::entries::Entries;
use super::scalar::Many;
use super::shape::object;

object! {
    /// What a number counts.
    pub struct Measure {
        /// Its name in prose, plural: `encounters`.
        pub label: Option<String>,
        /// The unit printed after a number, where it differs from the label.
        pub unit: Option<String>,
        /// What one of it is: events, persons, cases, reports, amount, share, rate, change …
        pub counts: Option<String>,
        /// What is counted and what is not, in a sentence or two.
        pub definition: Option<String>,
        /// The party that keeps the count.
        pub kept_by: Option<String>,
        /// The registered datasets that are the count.
        pub record: Many<String>,
        /// Nouns and verbs that speak of it: located, rescued.
        pub aliases: Many<String>,
        /// Measures it is not to be confused with, each with the reason.
        pub distinct_from: Entries<String>,
        /// Measures it may stand in for, when the wording says so.
        pub proxy_for: Many<String>,
        /// Where it stands between what is done and what comes of it: activity, output, outcome or impact.
        pub result: Option<String>,
        /// Whether cells under five may not be printed.
        pub sensitive: Option<bool>,
        /// Where the definition is from: a source's id.
        pub source: Option<String>,
    }
}
