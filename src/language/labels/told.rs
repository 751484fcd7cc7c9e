//! What a reader is told of a standing: a label for each ground on which it may have been decided.

use serde::{Deserialize, Serialize};

labels! {
    /// What a reader is told of each standing.
    Told {
        /// The record, two sources, the law, a court or the speaker's own words bear it out.
        established,
        /// The record says otherwise.
        record_contradicts,
        /// Two or more independent sources say otherwise.
        sources_contradict,
        /// One source without an interest, read by us.
        one_independent,
        /// Several such sources, for a count that only a record could settle.
        more_independent,
        /// One source that we know through others.
        one_not_seen,
        /// One source of which it is not said whether we read it.
        one_not_said,
        /// One source of which it is not said what it stands to gain.
        one_unstated,
        /// One source that we know through others and of which it is not said what it stands to gain.
        one_unknown,
        /// One source of which neither is said: whether we read it, and what it stands to gain.
        one_nothing_said,
        /// One source, in a version that was replaced.
        one_replaced,
        /// A charge, and no finding.
        charge,
        /// A source that says what the cause is, and shows nothing.
        one_word,
        /// Several sources that we know through others.
        more_not_seen,
        /// Several sources of which it is not said whether we read them.
        more_not_said,
        /// Several sources of which it is not said what they stand to gain.
        more_unstated,
        /// Several sources that lift no higher, for different reasons.
        more_held_back,
        /// We looked for something and found none.
        none_found,
        /// The agency that says so.
        agency,
        /// The government that says so.
        government,
        /// Critics.
        critics,
        /// Whoever says it.
        speaker,
        /// Others with an interest in the matter.
        concerned,
        /// Independent sources that we read stand on both sides.
        independent_disagree,
        /// Sources stand on both sides.
        sources_disagree,
        /// The record bears it out and somebody disputes it.
        record_disputed,
        /// One source disputes it.
        one_disputes,
        /// Several sources dispute it.
        more_dispute,
        /// It holds under one reading and fails under another.
        depends_on_reading,
        /// It held on the data of its day.
        outdated,
        /// It held on the data of its day under one of its readings.
        outdated_once,
        /// Somebody looked and found nothing.
        nothing_found,
        /// What is offered for it counts for nothing.
        nothing_counts,
        /// Nothing is offered for it.
        nothing_offered,
        /// Nobody here looked.
        not_checked,
        /// An opinion or a forecast.
        not_assessed,
    }
}

labels! {
    /// Each standing as a clause behind what it is said of, in one form or several.
    Qualifiers {
        /// The record, two sources, the law, a court or the speaker's own words bear it out.
        established: Vec<String>,
        /// The record says otherwise.
        record_contradicts: Vec<String>,
        /// Two or more independent sources say otherwise.
        sources_contradict: Vec<String>,
        /// One source without an interest, read by us.
        one_independent: Vec<String>,
        /// Several such sources, for a count that only a record could settle.
        more_independent: Vec<String>,
        /// One source that we know through others.
        one_not_seen: Vec<String>,
        /// One source of which it is not said whether we read it.
        one_not_said: Vec<String>,
        /// One source of which it is not said what it stands to gain.
        one_unstated: Vec<String>,
        /// One source that we know through others and of which it is not said what it stands to gain.
        one_unknown: Vec<String>,
        /// One source of which neither is said: whether we read it, and what it stands to gain.
        one_nothing_said: Vec<String>,
        /// One source, in a version that was replaced.
        one_replaced: Vec<String>,
        /// A charge, and no finding.
        charge: Vec<String>,
        /// A source that says what the cause is, and shows nothing.
        one_word: Vec<String>,
        /// Several sources that we know through others.
        more_not_seen: Vec<String>,
        /// Several sources of which it is not said whether we read them.
        more_not_said: Vec<String>,
        /// Several sources of which it is not said what they stand to gain.
        more_unstated: Vec<String>,
        /// Several sources that lift no higher, for different reasons.
        more_held_back: Vec<String>,
        /// We looked for something and found none.
        none_found: Vec<String>,
        /// The agency that says so.
        agency: Vec<String>,
        /// The government that says so.
        government: Vec<String>,
        /// Critics.
        critics: Vec<String>,
        /// Whoever says it.
        speaker: Vec<String>,
        /// Others with an interest in the matter.
        concerned: Vec<String>,
        /// Independent sources that we read stand on both sides.
        independent_disagree: Vec<String>,
        /// Sources stand on both sides.
        sources_disagree: Vec<String>,
        /// The record bears it out and somebody disputes it.
        record_disputed: Vec<String>,
        /// One source disputes it.
        one_disputes: Vec<String>,
        /// Several sources dispute it.
        more_dispute: Vec<String>,
        /// It holds under one reading and fails under another.
        depends_on_reading: Vec<String>,
        /// It held on the data of its day.
        outdated: Vec<String>,
        /// It held on the data of its day under one of its readings.
        outdated_once: Vec<String>,
        /// Somebody looked and found nothing.
        nothing_found: Vec<String>,
        /// What is offered for it counts for nothing.
        nothing_counts: Vec<String>,
        /// Nothing is offered for it.
        nothing_offered: Vec<String>,
        /// Nobody here looked.
        not_checked: Vec<String>,
        /// An opinion or a forecast.
        not_assessed: Vec<String>,
    }
}
