//! `unknowns`: what is not known, why, who could tell, and what would settle it.

use super::scalar::Many;
use super::shape::object;

object! {
    /// An open question.
    pub struct Unknown {
        /// The question, ending in a question mark.
        pub question: Option<String>,
        /// `not-collected`, `not-published`, `inconsistent-definitions`, `not-verified`, `conflicting`,
        /// `not-linked`, `not-yet`.
        pub reason: Option<String>,
        /// Why, in a sentence.
        pub because: Option<String>,
        /// The party that holds, or would hold, the answer.
        pub holder: Option<String>,
        /// Whom somebody asked, and when, in words.
        pub asked: Option<String>,
        /// What would settle it.
        pub would_resolve: Option<String>,
        /// When to look again.
        pub next_check: Option<String>,
        /// The claims that cannot be decided without it.
        pub blocks: Many<String>,
        /// The measure it asks for.
        pub measure: Option<String>,
    }
}
