//! The words of the panel, and of the line that says how the answer stands.

use serde::{Deserialize, Serialize};

use super::Plural;

labels! {
    /// What the panel says, and the answer's standing.
    Panel {
        /// Leads what the record bears out.
        borne_out_by_record,
        /// Leads what sources, a law or a court bear out.
        borne_out,
        /// Leads what the registered definitions bear out.
        borne_out_by_definition,
        /// Leads what the record contradicts.
        contradicted_by_record,
        /// Leads what independent sources contradict.
        contradicted_by_sources,
        /// Whose words are contradicted: `{who}`, `{quote}`.
        contradicted_quoted,
        /// Whose claim is contradicted, in our words: `{who}`, `{claim}`.
        contradicted_of,
        /// What is contradicted, where nobody is named: `{claim}`.
        contradicted,
        /// A value and its period: `{value}`, `{period}`.
        value_of,
        /// A value before the statement that it bears out: `{value}`, `{statement}`.
        led,
        /// What "claimed" means, in a line.
        claimed_means,
        /// What "unknown" means, in a line.
        unknown_means,
        /// Opens the rest of what is known.
        more_known: Plural,
        /// Opens the rest of what is claimed.
        more_claimed: Plural,
        /// Opens the rest of the open questions.
        more_unknown: Plural,
        /// The standing of a claim in whose stead a true sentence answers: `{standing}`.
        of_the_claim,
        /// The standing of one of several claims that answer: `{what}`, `{standing}`.
        standing_of,
        /// Names the button that shows on what a statement rests.
        grounds,
        /// What the evidence of a brief holds.
        evidence,
        /// The title of the evidence: `{question}`.
        evidence_of,
        /// Leads back from the evidence to the brief.
        brief,
    }
}
