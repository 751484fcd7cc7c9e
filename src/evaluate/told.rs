//! What a reader is told of a standing: a label that follows from the ground on which it was decided.
//!
//! One standing can rest on very different things. One source that we read and that has nothing to gain, and one that we
//! know only from hearsay, make the same standing and never the same label: each label is true of every claim that gets it.

use crate::model::Model;

use crate::outcome::StandingLabel;
use crate::outcome::{Cap, Origin, ReadingOutcome, Side};

/// On what ground a claim has its standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Opinions are not rated.
    Opinion,
    /// A forecast before its date.
    NotYetDue,
    /// Nobody tested it, offered evidence or looked.
    Untouched,
    /// It held on the release of its day.
    HeldWhenSaid,
    /// The record says otherwise.
    RecordContradicts,
    /// Two or more independent origins dispute it.
    Disputed,
    /// Its readings disagree.
    ReadingsDisagree,
    /// Independent origins stand on both sides.
    BothSides,
    /// Independent origins dispute what the record bears out.
    RecordDisputed,
    /// A lone dispute.
    LoneDispute,
    /// The record bears it out.
    Record,
    /// The speaker's own words were read.
    OwnWords,
    /// The law itself was read.
    Law,
    /// A court's finding, or a register, that was read.
    Finding,
    /// The definitions keep apart what it says is not the same.
    Definition,
    /// Two or more independent origins at first hand.
    Independent,
    /// We looked and found none.
    NoneFound,
    /// One or more origins, no two of them independent and at first hand.
    Reported,
    /// Interested origins only.
    Interested,
    /// Somebody looked; nothing direct was found.
    NothingFound,
    /// What was offered counts something else or rests on nothing.
    NothingDirect,
    /// Nothing was offered for it, and an interested party answers it.
    OnlyReplies,
}

#[cfg(test)]
impl Ground {
    /// Every ground, in the order of the table.
    pub(super) const ALL: [Self; 22] = [
        Self::Opinion,
        Self::NotYetDue,
        Self::Untouched,
        Self::HeldWhenSaid,
        Self::RecordContradicts,
        Self::Disputed,
        Self::ReadingsDisagree,
        Self::BothSides,
        Self::RecordDisputed,
        Self::LoneDispute,
        Self::Record,
        Self::OwnWords,
        Self::Law,
        Self::Finding,
        Self::Definition,
        Self::Independent,
        Self::NoneFound,
        Self::Reported,
        Self::Interested,
        Self::NothingFound,
        Self::NothingDirect,
        Self::OnlyReplies,
    ];
}

/// Words for what a party is that make it an agency.
const AGENCIES: [&str; 11] = [
    "agency",
    "authority",
    "bureau",
    "government agency",
    "office",
    "public body",
    "statistics office",
    "agencia",
    "autoridad",
    "organismo",
    "organismo público",
];
/// Words for what a party is that make it a government.
const GOVERNMENTS: [&str; 7] =
    ["administration", "government", "ministry", "administración", "gobierno", "ministerio", "secretaría"];
/// Words for what a party is that make it a critic.
const CRITICS: [&str; 8] =
    ["critic", "critics", "opposition", "crítico", "crítica", "críticos", "críticas", "oposición"];

impl StandingLabel {
    /// Returns what a reader is told of a claim whose standing was decided on this ground.
    pub(super) fn of(model: &Model, readings: &[ReadingOutcome], origins: &[Origin], ground: Ground) -> Self {
        let free = |side: Side| origins.iter().filter(move |origin| origin.side == side && !origin.is_interested());
        match ground {
            Ground::Opinion | Ground::NotYetDue => Self::NotAssessed,
            Ground::Untouched => Self::NotChecked,
            Ground::HeldWhenSaid => {
                let mut decided = readings.iter().filter(|reading| reading.on_record && reading.holds.is_some());
                let always = decided.all(|reading| reading.held_when_said == Some(true));
                if always { Self::Outdated } else { Self::OutdatedOnce }
            }
            Ground::RecordContradicts => Self::RecordContradicts,
            Ground::Disputed => Self::SourcesContradict,
            Ground::ReadingsDisagree => Self::DependsOnReading,
            Ground::BothSides => {
                let seen = |side: Side| free(side).any(|origin| origin.cap.is_none());
                let independent = seen(Side::Supports) && seen(Side::Disputes);
                if independent { Self::IndependentDisagree } else { Self::SourcesDisagree }
            }
            Ground::RecordDisputed => Self::RecordDisputed,
            Ground::LoneDispute => {
                let disputes: Vec<&Origin> = free(Side::Disputes).collect();
                if are_several(&disputes) { Self::MoreDispute } else { Self::OneDisputes }
            }
            Ground::Record
            | Ground::OwnWords
            | Ground::Law
            | Ground::Finding
            | Ground::Definition
            | Ground::Independent => Self::Established,
            Ground::NoneFound => Self::NoneFound,
            Ground::Reported => Self::reported(&free(Side::Supports).collect::<Vec<_>>()),
            Ground::Interested => Self::self_reported(model, origins),
            Ground::NothingFound => Self::NothingFound,
            Ground::NothingDirect => Self::NothingCounts,
            Ground::OnlyReplies => Self::NothingOffered,
        }
    }

    /// Returns what is told of sources without an interest: how far they carry.
    fn reported(origins: &[&Origin]) -> Self {
        let unheld = origins.iter().filter(|origin| origin.cap.is_none()).count();
        let all = |is: fn(Cap) -> bool| origins.iter().all(|origin| origin.cap.is_some_and(is));
        match origins {
            _ if unheld > 1 => Self::MoreIndependent,
            _ if unheld == 1 => Self::OneIndependent,
            [only] if !are_several(origins) => match only.cap {
                None => Self::OneIndependent,
                Some(Cap::InterestsUnstated) => Self::OneUnstated,
                Some(Cap::NotSaid) => Self::OneNotSaid,
                Some(Cap::NothingSaid) => Self::OneNothingSaid,
                Some(Cap::SecondHand) => Self::OneNotSeen,
                Some(Cap::Unknown) => Self::OneUnknown,
                Some(Cap::Superseded) => Self::OneReplaced,
                Some(Cap::Charge) => Self::Charge,
                Some(Cap::SaysSo) => Self::OneWord,
            },
            _ if all(|cap| matches!(cap, Cap::SecondHand | Cap::Unknown)) => Self::MoreNotSeen,
            _ if all(|cap| matches!(cap, Cap::InterestsUnstated | Cap::NothingSaid | Cap::Unknown)) => {
                Self::MoreUnstated
            }
            _ if all(|cap| matches!(cap, Cap::NotSaid | Cap::NothingSaid | Cap::SecondHand | Cap::Unknown)) => {
                Self::MoreNotSaid
            }
            _ => Self::MoreHeldBack,
        }
    }

    /// Returns what is told of sources that only say so themselves or have an interest: who they are.
    fn self_reported(model: &Model, origins: &[Origin]) -> Self {
        let supports: Vec<&Origin> = origins.iter().filter(|origin| origin.side == Side::Supports).collect();
        let are = |known: &[&str]| {
            supports.iter().all(|origin| {
                let kind = origin.party.and_then(|party| model.parties[party].kind.as_deref());
                kind.is_some_and(|kind| known.contains(&kind.to_lowercase().as_str()))
            })
        };
        let own = supports.iter().all(|origin| origin.own);
        if own && are(&AGENCIES) {
            Self::Agency
        } else if own && are(&GOVERNMENTS) {
            Self::Government
        } else if are(&CRITICS) {
            Self::Critics
        } else if own {
            Self::Speaker
        } else {
            Self::Concerned
        }
    }
}

/// Returns whether origins are more than one source: those that name nobody count as one body, and may be several.
fn are_several(origins: &[&Origin]) -> bool {
    origins.len() > 1 || origins.iter().any(|origin| origin.party.is_none() && origin.evidence.len() > 1)
}
