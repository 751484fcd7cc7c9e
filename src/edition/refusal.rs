//! Why nothing was accepted, and what to do.

use std::fmt;

use super::EditionKind;

/// Why nothing was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no brief of that name.
    UnknownBrief(String),
    /// Everything is accepted already.
    NothingToAccept,
    /// The brief says what its last edition says.
    Unchanged(String),
    /// An edition of this kind is only made of briefs that are named.
    NoBriefNamed,
    /// The brief has editions already.
    NotFirst {
        /// The brief.
        brief: String,
        /// Its last edition.
        number: u32,
    },
    /// No kind was given.
    NoKind {
        /// The brief.
        brief: String,
        /// The kind that the changes look like.
        fits: EditionKind,
    },
    /// Cells changed within a release.
    IsACorrection {
        /// The brief.
        brief: String,
        /// The dataset.
        dataset: String,
    },
    /// An edition of this kind says what the reader should know.
    NoNote(EditionKind),
    /// A brief that can be relied on is not reinstated.
    NotWithdrawn(String),
    /// A correction says since when something was wrong.
    NoSince,
    /// The brief has no edition of that number.
    NoSuchEdition {
        /// The brief.
        brief: String,
        /// The number.
        number: u32,
    },
    /// The edition would be older than the one before.
    Earlier {
        /// The brief.
        brief: String,
        /// The day asked for.
        date: String,
        /// The day of the last edition.
        last: String,
    },
    /// More than one person accepts an edition, and nobody said who asks.
    NoName(u32),
    /// The registry no longer has the brief.
    Gone(String),
    /// No words to take out were given.
    NothingToRemove,
    /// The words to take out still stand in the project.
    StillThere {
        /// The brief or page that says them.
        place: String,
    },
    /// No edition waits for approval.
    NothingWaits,
    /// No edition of this brief waits for approval.
    DoesNotWait(String),
    /// The brief says something else than when its edition was asked for.
    ChangedSince(String),
    /// The one who approves is the one who asked.
    SamePerson {
        /// The brief.
        brief: String,
        /// The name.
        by: String,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownBrief(brief) => write!(f, "`{brief}` is not a brief"),
            Self::NothingToAccept => f.write_str("every brief says what its last edition says"),
            Self::Unchanged(brief) => write!(f, "`{brief}` says what its last edition says"),
            Self::NoBriefNamed => f.write_str("an edition of this kind is made of briefs that are named"),
            Self::NotFirst { brief, number } => write!(f, "`{brief}` has edition {number} already"),
            Self::NoKind { brief, .. } => write!(f, "`{brief}` has an edition, and why there is another was not said"),
            Self::IsACorrection { brief, dataset } => {
                write!(
                    f,
                    "cells of `{dataset}` changed within one release, so this edition of `{brief}` is a correction"
                )
            }
            Self::NoNote(kind) => write!(f, "an edition of the kind `{}` tells the reader why", kind.word()),
            Self::NotWithdrawn(brief) => write!(f, "`{brief}` is neither withdrawn nor in doubt"),
            Self::NoSince => f.write_str("a correction says since which edition something was wrong"),
            Self::NoSuchEdition { brief, number } => write!(f, "`{brief}` has no edition {number}"),
            Self::Earlier { brief, date, last } => {
                write!(f, "an edition of `{brief}` dated {date} would be older than the last, of {last}")
            }
            Self::NoName(people) => write!(f, "{people} people accept an edition here, and nobody said who asks"),
            Self::Gone(brief) => write!(f, "`{brief}` was published and is no longer in the registry"),
            Self::NothingToRemove => f.write_str("a redaction names the words that it takes out"),
            Self::StillThere { place } => write!(f, "the words to take out still stand in `{place}`"),
            Self::NothingWaits => f.write_str("no edition waits for approval"),
            Self::DoesNotWait(brief) => write!(f, "no edition of `{brief}` waits for approval"),
            Self::ChangedSince(brief) => write!(f, "`{brief}` says something else than when its edition was asked for"),
            Self::SamePerson { brief, by } => write!(f, "{by} has accepted this edition of `{brief}` already"),
        }
    }
}

impl Refusal {
    /// Returns what to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::UnknownBrief(_) => {
                "compare it with the ids under `briefs`; `knowns diff` lists those that changed".into()
            }
            Self::NothingToAccept | Self::Unchanged(_) => {
                "there is nothing to do; a concern or a withdrawal needs no change: name the brief and the `--kind`"
                    .into()
            }
            Self::NoBriefNamed => "name them: `knowns accept BRIEF --kind …`".into(),
            Self::NotFirst { .. } | Self::NoSuchEdition { .. } => {
                "`knowns diff` names the last edition of each brief".into()
            }
            Self::NoKind { fits, .. } => format!("say why; the changes look like `--kind {}`", fits.word()),
            Self::IsACorrection { .. } => {
                "use `--kind correction`; where it is a new release of the data, change its `vintage` instead".into()
            }
            Self::NotWithdrawn(_) => {
                "say what it is instead; `reinstatement` ends a withdrawal or an expression of concern".into()
            }
            Self::NoNote(EditionKind::Reinstatement) => "add `--note \"why it can be relied on again\"`".into(),
            Self::NoNote(_) => "add `--note \"what was wrong, or why\"`".into(),
            Self::NoSince => "add `--since N`, the first edition in which it was wrong".into(),
            Self::Earlier { .. } => "give a later `--date`; without one it is the publication's `as_of`".into(),
            Self::NoName(_) => "add `--by NAME`".into(),
            Self::Gone(brief) => format!("withdraw it: `knowns accept {brief} --kind withdrawal --note \"why\"`"),
            Self::NothingToRemove => "add `--remove \"the words\"`, as often as needed".into(),
            Self::StillThere { .. } => {
                "take them out of the registry, the templates and the data first, and name every brief that says them"
                    .into()
            }
            Self::NothingWaits | Self::DoesNotWait(_) => "ask for one: `knowns accept --by NAME`".into(),
            Self::ChangedSince(_) => "ask again: `knowns accept --by NAME`".into(),
            Self::SamePerson { .. } => "somebody else approves it: `knowns approve --by NAME`".into(),
        }
    }
}
