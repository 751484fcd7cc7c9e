//! What a reader is told of a standing: a label. One standing can rest on very different things; each label is true of every
//! claim that gets it.

use crate::language::Language;
use crate::vocabulary::Standing;

/// Declares the labels: the standing that each belongs to, and the field of the language that words it.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $standing:ident => $field:ident,)*) => {
        /// A standing as a reader is told it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StandingLabel { $($(#[$doc])* $name,)* }

        impl StandingLabel {
            /// Every label, in the order in which readers meet them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the standing that it words.
            pub fn standing(self) -> Standing {
                match self { $(Self::$name => Standing::$standing,)* }
            }

            /// Returns its words.
            pub fn in_words(self, language: Language) -> &'static str {
                let words = &language.text().told;
                match self { $(Self::$name => &words.$field,)* }
            }

            /// Returns the clause that says it behind what it is said of; of several forms the one whose turn it is.
            pub fn qualifier(self, turn: usize, language: Language) -> &'static str {
                let words = &language.text().qualifiers;
                let forms: &[String] = match self { $(Self::$name => &words.$field,)* };
                forms.get(turn % forms.len().max(1)).map_or("", String::as_str)
            }
        }
    };
}

labels! {
    /// The record, two sources, the law, a court or the speaker's own words bear it out.
    Established: Established => established,
    /// The record says otherwise.
    RecordContradicts: Refuted => record_contradicts,
    /// Two or more independent sources say otherwise.
    SourcesContradict: Refuted => sources_contradict,
    /// One source without an interest, read by us.
    OneIndependent: Reported => one_independent,
    /// Several such sources, for a count that only a record could settle.
    MoreIndependent: Reported => more_independent,
    /// One source that we know through others.
    OneNotSeen: Reported => one_not_seen,
    /// One source of which it is not said whether we read it.
    OneNotSaid: Reported => one_not_said,
    /// One source of which it is not said what it stands to gain.
    OneUnstated: Reported => one_unstated,
    /// One source that we know through others and of which it is not said what it stands to gain.
    OneUnknown: Reported => one_unknown,
    /// One source of which neither is said: whether we read it, and what it stands to gain.
    OneNothingSaid: Reported => one_nothing_said,
    /// One source, in a version that was replaced.
    OneReplaced: Reported => one_replaced,
    /// A charge, and no finding.
    Charge: Reported => charge,
    /// A source that says what the cause is, and shows nothing.
    OneWord: Reported => one_word,
    /// Several sources that we know through others.
    MoreNotSeen: Reported => more_not_seen,
    /// Several sources of which it is not said whether we read them.
    MoreNotSaid: Reported => more_not_said,
    /// Several sources of which it is not said what they stand to gain.
    MoreUnstated: Reported => more_unstated,
    /// Several sources that lift no higher, for different reasons.
    MoreHeldBack: Reported => more_held_back,
    /// We looked for something and found none.
    NoneFound: Reported => none_found,
    /// The agency that says so.
    Agency: SelfReported => agency,
    /// The government that says so.
    Government: SelfReported => government,
    /// Critics.
    Critics: SelfReported => critics,
    /// Whoever says it.
    Speaker: SelfReported => speaker,
    /// Others with an interest in the matter.
    Concerned: SelfReported => concerned,
    /// Independent sources that we read stand on both sides.
    IndependentDisagree: Contested => independent_disagree,
    /// Sources stand on both sides.
    SourcesDisagree: Contested => sources_disagree,
    /// The record bears it out and somebody disputes it.
    RecordDisputed: Contested => record_disputed,
    /// One source disputes it.
    OneDisputes: Contested => one_disputes,
    /// Several sources dispute it.
    MoreDispute: Contested => more_dispute,
    /// It holds under one reading and fails under another.
    DependsOnReading: Contested => depends_on_reading,
    /// It held on the data of its day.
    Outdated: Outdated => outdated,
    /// It held on the data of its day under one of its readings.
    OutdatedOnce: Outdated => outdated_once,
    /// Somebody looked and found nothing.
    NothingFound: Unsupported => nothing_found,
    /// What is offered for it counts for nothing.
    NothingCounts: Unsupported => nothing_counts,
    /// Nothing is offered for it.
    NothingOffered: Unsupported => nothing_offered,
    /// Nobody here looked.
    NotChecked: NotChecked => not_checked,
    /// An opinion or a forecast.
    NotAssessed: NotAssessed => not_assessed,
}
