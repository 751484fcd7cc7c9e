//! `briefs`: the documents to publish; and `waivers`: rules set aside in one place.

use super::scalar::Many;
use super::shape::object;

object! {
    /// A document to publish.
    pub struct Brief {
        /// The question it answers: its title.
        pub question: Option<String>,
        /// The claims that answer it; the first claim where absent.
        pub answer: Many<String>,
        /// The answer in at most forty words; made from the answering claims where absent.
        pub summary: Option<String>,
        /// What it is about; the list of briefs can be cut down by it.
        pub topics: Many<String>,
        /// Its claims, in order.
        pub claims: Vec<String>,
        /// Its unknowns, in order.
        pub unknowns: Vec<String>,
        /// Its tables, in order.
        pub tables: Many<String>,
        /// Its charts, in order.
        pub charts: Many<String>,
        /// Its template below `templates/`; the built-in one where absent.
        pub template: Option<String>,
        /// Who wrote it, where that differs from the publication's authors.
        pub byline: Option<String>,
        /// What it does not cover.
        pub limitations: Many<String>,
        /// When to look at it again.
        pub review: Option<String>,
    }
}

object! {
    /// A rule set aside in one place.
    pub struct Waiver {
        /// The rule's code or name.
        pub rule: Option<String>,
        /// The entry's id, or a template's path.
        pub place: Option<String>,
        /// In a template: words of the line that is meant; every line where absent.
        pub words: Option<String>,
        /// Why it does not apply there.
        pub reason: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// When it ends.
        pub expiry: Option<String>,
    }
}
