//! The words for what the evidence makes of a claim: computed by `evaluate`, named by a scale of verdicts.

use super::vocabulary;

vocabulary! {
    /// What the evidence makes of a claim.
    "standing that a verdict can need"
    pub enum Standing {
        /// The record bears it out, or two independent origins support it at first hand.
        Established = "established",
        /// One disinterested origin, or several at second hand.
        Reported = "reported",
        /// Interested origins only.
        SelfReported = "self-reported",
        /// Disinterested origins on both sides, a lone dispute, or readings that disagree.
        Contested = "contested",
        /// It held on the vintage of its day and fails now.
        Outdated = "outdated",
        /// Its test fails under every reading, or two independent origins dispute it and none supports.
        Refuted = "refuted",
        /// Somebody looked, or evidence was offered, and nothing direct supports it.
        Unsupported = "unsupported",
        /// No test, no evidence, and nobody looked.
        NotChecked = "not-checked",
        /// An opinion, or a forecast before its date.
        NotAssessed = "not-assessed",
    }
}

impl Standing {
    /// Returns whether a claim of this standing may be given a verdict that needs another.
    ///
    /// A verdict may say less than the evidence and never more:
    ///
    /// - a word that leans towards true needs at least that much support: `established` is more than `reported`, and
    ///   `reported` more than `self-reported`; what is disputed or has been revised has none of them;
    /// - a word that leans towards false needs a dispute: `refuted` needs refutation itself, `contested` either of the two.
    ///   That nobody supports a claim, or only those concerned, does not make it less true;
    /// - that it was right when said (`outdated`) needs the earlier release that shows it;
    /// - a word for `unsupported`, `not-checked` or `not-assessed` decides nothing, and whoever uses it of an established
    ///   claim says too little, which is allowed.
    pub fn reaches(self, needed: Self) -> bool {
        match needed {
            Self::Established | Self::Reported | Self::SelfReported => self.support() >= needed.support(),
            Self::Contested => matches!(self, Self::Contested | Self::Refuted),
            Self::Refuted | Self::Outdated => self == needed,
            Self::Unsupported | Self::NotChecked | Self::NotAssessed => true,
        }
    }

    /// Returns how much speaks for a claim, where nothing that counts speaks against it.
    fn support(self) -> u8 {
        match self {
            Self::Established => 3,
            Self::Reported => 2,
            Self::SelfReported => 1,
            Self::NotAssessed
            | Self::NotChecked
            | Self::Outdated
            | Self::Refuted
            | Self::Contested
            | Self::Unsupported => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;

    /// Every standing, in the order of the columns below.
    const COLUMNS: [Standing; 9] = [
        Standing::Established,
        Standing::Reported,
        Standing::SelfReported,
        Standing::Unsupported,
        Standing::Contested,
        Standing::Refuted,
        Standing::Outdated,
        Standing::NotChecked,
        Standing::NotAssessed,
    ];

    #[test]
    fn a_verdict_says_less_than_the_evidence_and_never_more() {
        // Down: what the word needs. Across: which standings may be given it.
        let table = [
            (Standing::Established, "x - - - - - - - -"),
            (Standing::Reported, "x x - - - - - - -"),
            (Standing::SelfReported, "x x x - - - - - -"),
            (Standing::Unsupported, "x x x x x x x x x"),
            (Standing::Contested, "- - - - x x - - -"),
            (Standing::Refuted, "- - - - - x - - -"),
            (Standing::Outdated, "- - - - - - x - -"),
            (Standing::NotChecked, "x x x x x x x x x"),
            (Standing::NotAssessed, "x x x x x x x x x"),
        ];
        assert_eq!(table.map(|(needed, _)| needed), COLUMNS);
        for (needed, may) in table {
            let reached = COLUMNS.map(|standing| if standing.reaches(needed) { "x" } else { "-" });
            assert_eq!(reached.join(" "), may, "a word that needs {}", needed.word());
        }
    }

    #[test]
    fn a_claim_always_reaches_its_own_standing() {
        assert!(Standing::ALL.into_iter().all(|standing| standing.reaches(standing)));
    }
}
