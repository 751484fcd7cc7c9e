//! Why an edition was made.

use serde::{Deserialize, Serialize};

/// Why an edition was made (the kinds of change that COPE and the IFCN's code tell apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditionKind {
    /// The first edition of a brief.
    First,
    /// A new release of the data.
    DataUpdate,
    /// A new source or claim.
    NewEvidence,
    /// Something was wrong, and is now right.
    Correction,
    /// Nothing was wrong, but it could be misread.
    Clarification,
    /// Spelling, order, wording.
    Editorial,
    /// There is reason to doubt it, and it is being looked at.
    ExpressionOfConcern,
    /// The brief should no longer be relied on.
    Withdrawal,
    /// Words were taken out for a person's safety.
    Redaction,
    /// A brief that was withdrawn or in doubt can be relied on again.
    Reinstatement,
}

impl EditionKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::First,
        Self::DataUpdate,
        Self::NewEvidence,
        Self::Correction,
        Self::Clarification,
        Self::Editorial,
        Self::ExpressionOfConcern,
        Self::Withdrawal,
        Self::Redaction,
        Self::Reinstatement,
    ];

    /// Returns the kind with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns its word in the lock and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::DataUpdate => "data-update",
            Self::NewEvidence => "new-evidence",
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Editorial => "editorial",
            Self::ExpressionOfConcern => "expression-of-concern",
            Self::Withdrawal => "withdrawal",
            Self::Redaction => "redaction",
            Self::Reinstatement => "reinstatement",
        }
    }

    /// Returns whether it stays at the top of the brief for its own edition and the next. A concern and a withdrawal stay
    /// longer: until the brief is reinstated.
    pub fn is_announced(self) -> bool {
        matches!(self, Self::Correction | Self::Redaction | Self::Reinstatement)
    }

    /// Returns whether it is made of briefs that are named, even where nothing in them changed.
    pub fn is_of_named_briefs(self) -> bool {
        matches!(self, Self::ExpressionOfConcern | Self::Withdrawal | Self::Redaction | Self::Reinstatement)
    }

    /// Returns whether it tells the reader why.
    pub fn needs_note(self) -> bool {
        self.is_correction() || self == Self::Reinstatement
    }

    /// Returns whether the brief should no longer be relied on.
    pub fn is_withdrawal(self) -> bool {
        self == Self::Withdrawal
    }

    /// Returns whether something published was wrong: told apart from revisions in the history.
    pub fn is_correction(self) -> bool {
        matches!(self, Self::Correction | Self::ExpressionOfConcern | Self::Withdrawal | Self::Redaction)
    }
}
