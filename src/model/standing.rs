//! The words for what the evidence makes of a claim: computed by `evaluate`, named by a scale of verdicts.

use crate::language::Language;

/// What the evidence makes of a claim; the first row of the table that matches wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// An opinion, or a forecast before its date.
    NotAssessed,
    /// No test, no evidence, and nobody looked.
    NotChecked,
    /// It held on the vintage of its day and fails now.
    Outdated,
    /// Its test fails under every reading, or two independent origins dispute it and none supports.
    Refuted,
    /// Disinterested origins on both sides, a lone dispute, or readings that disagree.
    Contested,
    /// The record bears it out, or two independent origins support it at first hand.
    Established,
    /// One disinterested origin, or several at second hand.
    Reported,
    /// Interested origins only.
    SelfReported,
    /// Somebody looked, or evidence was offered, and nothing direct supports it.
    Unsupported,
}

impl Standing {
    /// Returns the word of the field, as in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAssessed => "not-assessed",
            Self::NotChecked => "not-checked",
            Self::Outdated => "outdated",
            Self::Refuted => "refuted",
            Self::Contested => "contested",
            Self::Established => "established",
            Self::Reported => "reported",
            Self::SelfReported => "self-reported",
            Self::Unsupported => "unsupported",
        }
    }

    /// Returns the words a reader reads; who speaks for themselves is said by those who know the speaker.
    pub fn in_words(self, language: Language) -> &'static str {
        let words = &language.text().standings;
        match self {
            Self::NotAssessed => &words.not_assessed,
            Self::NotChecked => &words.not_checked,
            Self::Outdated => &words.outdated,
            Self::Refuted => &words.refuted,
            Self::Contested => &words.contested,
            Self::Established => &words.established,
            Self::Reported => &words.reported,
            Self::SelfReported => &words.self_reported,
            Self::Unsupported => &words.unsupported,
        }
    }
}
