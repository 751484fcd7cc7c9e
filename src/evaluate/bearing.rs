//! Whether an item of evidence bears on its claim, and on which side; if not, why it is set aside.
//!
//! Silence never helps: what an author leaves out sets an item aside and never adds to it.

use crate::language::Language;
use crate::model::{Claim, Evidence, EvidenceFrom, Key, Measure, Model};
use crate::vocabulary::{Basis, ClaimKind, Stance};

use super::Side;
use super::voice::{Voice, voices};

/// Why an item of evidence adds no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// It is for context, or its author could not verify the claim.
    TakesNoSide,
    /// It does not say how its author knows.
    NoBasis,
    /// It counts something else, and no measure is declared to stand in for another.
    AnotherMeasure,
    /// It names another quantity than the claim it is offered for.
    AnotherQuantity,
    /// It is a search, and the claim is no absence.
    Search,
    /// The claim is an absence, and the item names no search and no record.
    NoSearch,
    /// It is a count, and the claim is a cause.
    Count,
    /// Its source, or the one through which it is known, was retracted.
    Retracted,
    /// It is this publication's own word coming back.
    Ours,
    /// It only passes on what is not registered, or what itself adds nothing.
    OnlyRelays,
    /// It is where the claim was said, and whoever said it is no registered party.
    PlaceSaid,
}

impl Aside {
    /// Returns the reason as what the item does, to stand behind its name: "counts something else"; none of an item that
    /// takes no side.
    pub fn in_words(self, language: Language) -> Option<&'static str> {
        let words = &language.vocabulary().reasons.asides;
        Some(match self {
            Self::TakesNoSide => return None,
            Self::NoBasis => &words.no_basis,
            Self::AnotherMeasure => &words.another_measure,
            Self::AnotherQuantity => &words.another_quantity,
            Self::Search => &words.search,
            Self::NoSearch => &words.no_search,
            Self::Count => &words.count,
            Self::Retracted => &words.retracted,
            Self::Ours => &words.ours,
            Self::OnlyRelays => &words.only_relays,
            Self::PlaceSaid => &words.place_said,
        })
    }
}

/// Returns why an item of evidence adds no origin to a claim; none where it adds one.
pub fn aside(model: &Model, claim: &Claim, item: &Evidence) -> Option<Aside> {
    heard(model, claim, item).err()
}

/// Returns the side an item takes and the bodies that speak through it, or why it is set aside.
pub(super) fn heard(model: &Model, claim: &Claim, item: &Evidence) -> Result<(Side, Vec<Voice>), Aside> {
    let side = side(model, claim, item)?;
    Ok((side, voices(model, claim, item)?))
}

/// Returns whether evidence that counts `counted` bears directly on a claim that counts `claimed`.
pub(super) fn is_direct(model: &Model, claimed: Option<Key<Measure>>, counted: Option<Key<Measure>>) -> bool {
    match (claimed, counted) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(claimed), Some(counted)) => claimed == counted || model.measures[counted].proxy_for.contains(&claimed),
    }
}

/// Returns the side an item takes, or why it takes none or does not bear on the claim.
fn side(model: &Model, claim: &Claim, item: &Evidence) -> Result<Side, Aside> {
    let side = match item.stance {
        Stance::Supports => Side::Supports,
        Stance::Disputes => Side::Disputes,
        Stance::CannotVerify | Stance::Context => return Err(Aside::TakesNoSide),
    };
    let basis = item.basis.ok_or(Aside::NoBasis)?;
    let set_aside = |when: bool, aside: Aside| if when { Err(aside) } else { Ok(()) };
    set_aside(!is_direct(model, claim.measure, item.measure.or(claim.measure)), Aside::AnotherMeasure)?;
    let supports = side == Side::Supports;
    if let (Some(said), Some(found), true) = (&claim.quantity, &item.quantity, supports) {
        set_aside(!said.overlaps(found), Aside::AnotherQuantity)?;
    }
    let absence = claim.kind == ClaimKind::Absence;
    set_aside(basis == Basis::Search && !absence, Aside::Search)?;
    // That there is none is known to whoever looked, or read the whole record, and to nobody else.
    set_aside(absence && supports && !matches!(basis, Basis::Search | Basis::Record), Aside::NoSearch)?;
    // A count says how often something happened, never why; a dataset is a count whatever is said of its basis.
    let counts = basis == Basis::Record || matches!(item.from, EvidenceFrom::Dataset(_));
    set_aside(claim.kind == ClaimKind::Cause && counts, Aside::Count)?;
    Ok(side)
}
