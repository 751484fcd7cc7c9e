//! Open questions: what is not known is data too.

use crate::number::Date;
use crate::text::RegistryPlace;
use crate::vocabulary::UnknownReason;

use super::{Claim, Key, Measure, Party, Prose};

/// An open question.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// The question.
    pub question: Prose,
    /// Why it is open, in a word.
    pub reason: Option<UnknownReason>,
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
