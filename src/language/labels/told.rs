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
