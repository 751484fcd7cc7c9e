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
    /// Every standing, in the order of the table by which they are decided.
    pub const ALL: [Self; 9] = [
        Self::NotAssessed,
        Self::NotChecked,
        Self::Outdated,
        Self::Refuted,
        Self::Contested,
        Self::Established,
        Self::Reported,
        Self::SelfReported,
        Self::Unsupported,
    ];

    /// Returns whether a verdict that needs `needed` may be given of a claim of this standing: it never says more than the
    /// evidence.
    ///
    /// Words of support need at least as much support: established, then reported, then self-reported. `refuted` needs
    /// refutation itself, `outdated` a test that held once; `contested` needs disagreement or refutation. Words that say
    /// less than any standing (`unsupported`, `not-checked`, `not-assessed`) may always be given.
    pub fn reaches(self, needed: Self) -> bool {
        use Standing::{
            Contested, Established, NotAssessed, NotChecked, Outdated, Refuted, Reported, SelfReported, Unsupported,
        };
        match needed {
            Established => self == Established,
            Reported => matches!(self, Established | Reported),
            SelfReported => matches!(self, Established | Reported | SelfReported),
            Refuted => self == Refuted,
            Outdated => matches!(self, Outdated | Refuted),
            Contested => matches!(self, Contested | Refuted | Outdated),
            Unsupported | NotChecked | NotAssessed => true,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_never_says_more_than_the_standing() {
        let reached = |needed: Standing| -> Vec<&str> {
            Standing::ALL.into_iter().filter(|standing| standing.reaches(needed)).map(Standing::word).collect()
        };
        assert_eq!(reached(Standing::Established), ["established"]);
        assert_eq!(reached(Standing::Reported), ["established", "reported"]);
        assert_eq!(reached(Standing::SelfReported), ["established", "reported", "self-reported"]);
        assert_eq!(reached(Standing::Refuted), ["refuted"]);
        assert_eq!(reached(Standing::Outdated), ["outdated", "refuted"]);
        assert_eq!(reached(Standing::Contested), ["outdated", "refuted", "contested"]);
        for weak in [Standing::Unsupported, Standing::NotChecked, Standing::NotAssessed] {
            assert_eq!(reached(weak).len(), 9, "{weak:?}");
        }
    }
}
