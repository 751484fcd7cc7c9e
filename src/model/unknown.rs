//! Open questions: what is not known is data too.

use crate::diagnostic::RegistryPlace;
use crate::language::Language;

use super::{Claim, Date, Key, Measure, Party, Prose};

/// An open question.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// The question.
    pub question: Prose,
    /// Why it is open, in a word.
    pub reason: Option<Reason>,
    /// Why it is open, in a sentence.
    pub because: Option<Prose>,
    /// Who holds, or would hold, the answer.
    pub holder: Option<Key<Party>>,
    /// Whom somebody asked, and when.
    pub asked: Option<String>,
    /// What would settle it.
    pub would_resolve: Option<Prose>,
    /// When to look again.
    pub next_check: Option<Date>,
    /// The claims that cannot be decided without it.
    pub blocks: Vec<Key<Claim>>,
    /// The measure it asks for.
    pub measure: Option<Key<Measure>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// Why a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nobody collects it.
    NotCollected,
    /// It is collected and kept.
    NotPublished,
    /// Those who count it mean different things.
    InconsistentDefinitions,
    /// Somebody says so and nobody checked.
    NotVerified,
    /// Sources disagree.
    Conflicting,
    /// Two records exist and nobody joined them.
    NotLinked,
    /// It will be known later.
    NotYet,
}

impl Reason {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotCollected => "not-collected",
            Self::NotPublished => "not-published",
            Self::InconsistentDefinitions => "inconsistent-definitions",
            Self::NotVerified => "not-verified",
            Self::Conflicting => "conflicting",
            Self::NotLinked => "not-linked",
            Self::NotYet => "not-yet",
        }
    }

    /// Returns the words a reader reads.
    pub fn in_words(self, language: Language) -> &'static str {
        let words = &language.text().unknowns;
        match self {
            Self::NotCollected => &words.not_collected,
            Self::NotPublished => &words.not_published,
            Self::InconsistentDefinitions => &words.inconsistent_definitions,
            Self::NotVerified => &words.not_verified,
            Self::Conflicting => &words.conflicting,
            Self::NotLinked => &words.not_linked,
            Self::NotYet => &words.not_yet,
        }
    }
}
