//! Rules set aside in one place.

use crate::diagnostic::Code;
use crate::number::Date;
use crate::text::RegistryPlace;

/// A rule set aside in one place.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule.
    pub rule: &'static Code,
    /// The entry's id, a key of it (`november.statement`), or a template's path.
    pub place: String,
    /// In a template: words of the line that is meant; every line where absent.
    pub words: Option<String>,
    /// Why it does not apply there.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// When it ends.
    pub expiry: Option<Date>,
    /// Where it is declared.
    pub at: RegistryPlace,
}
