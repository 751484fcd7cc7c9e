//! What was read: the field's bibliographic words (CSL), whom it counts as, what it relays, how it was seen; and the people and
//! bodies that say, publish, keep records or fund (PROV agents).

use crate::number::{Date, Period};
use crate::text::RegistryPlace;
use crate::vocabulary::{CslType, Seen, SourceStatus};

use super::Key;

/// Something that was read, or is known through something that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its CSL type.
    pub kind: Option<CslType>,
    /// The title as published.
    pub title: Option<String>,
    /// What it is in our words, where no title is known.
    pub description: Option<String>,
    /// Who wrote it.
    pub author: Vec<Agent>,
    /// The journal, newspaper or site it appeared in.
    pub container_title: Option<String>,
    /// The party it counts as.
    pub publisher: Option<Key<Party>>,
    /// When it was published.
    pub issued: Option<Period>,
    /// When it was read.
    pub accessed: Option<Period>,
    /// Its address.
    pub url: Option<String>,
    /// A copy that somebody keeps.
    pub archived: Option<Archived>,
    /// Its DOI.
    pub doi: Option<String>,
    /// Report or document number.
    pub number: Option<String>,
    /// Pages.
    pub page: Option<String>,
    /// A remark printed with the reference.
    pub note: Option<String>,
    /// What it only passes on.
    pub relays: Vec<Relay>,
    /// How it was seen; where nobody says so, it counts as seen at second hand.
    pub seen: Option<Seen>,
    /// The source through which it is known.
    pub through: Option<Key<Source>>,
    /// Whether it still stands.
    pub status: SourceStatus,
    /// Where it is declared.
    pub place: RegistryPlace,
}

impl Source {
    /// Returns whether it is the law itself (CSL `legislation` or `regulation`).
    pub fn is_law(&self) -> bool {
        matches!(self.kind, Some(CslType::Legislation | CslType::Regulation))
    }

    /// Returns whether it can be a register or count (CSL `dataset`, `collection` or `report`): a press release never is.
    pub fn is_register(&self) -> bool {
        matches!(self.kind, Some(CslType::Dataset | CslType::Collection | CslType::Report))
    }

    /// Returns whether it retells what others keep, or was withdrawn: data copied out of it are no record.
    pub fn is_retelling(&self) -> bool {
        let told = matches!(
            self.kind,
            Some(
                CslType::ArticleMagazine
                    | CslType::ArticleNewspaper
                    | CslType::Broadcast
                    | CslType::Interview
                    | CslType::PersonalCommunication
                    | CslType::Post
                    | CslType::PostWeblog
                    | CslType::Speech
            )
        );
        told || !self.relays.is_empty() || self.status == SourceStatus::Retracted
    }

    /// Returns whether we read it ourselves, it speaks for itself, and nobody withdrew or replaced it.
    pub fn is_read_and_stands(&self) -> bool {
        self.seen == Some(Seen::Itself)
            && self.through.is_none()
            && self.relays.is_empty()
            && matches!(self.status, SourceStatus::Current | SourceStatus::Corrected | SourceStatus::Gone)
    }

    /// Returns where a reader finds it: its address, and where it is gone from there, or has none, that of the copy.
    pub fn found_at(&self) -> Option<&str> {
        let copy = self.archived.as_ref().map(|copy| copy.url.as_str());
        let own = self.url.as_deref();
        if self.status == SourceStatus::Gone { copy.or(own) } else { own.or(copy) }
    }
}

/// A copy of a source: what was there when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// Its address.
    pub url: String,
    /// When it was made.
    pub date: Option<Date>,
}

/// An author of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The family name, or the whole name of a body.
    pub family: String,
    /// The given name.
    pub given: Option<String>,
}

/// What a source passes on without adding to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relay {
    /// A registered source.
    Source(Key<Source>),
    /// Whatever a registered party said.
    Party(Key<Party>),
    /// Something that is not registered, in words.
    Unregistered(String),
}

/// A person or body.
#[derive(Debug, Clone)]
pub struct Party {
    /// The name in full.
    pub name: String,
    /// The name in running prose, where it has one.
    pub short: Option<String>,
    /// What it is: agency, court, newspaper …
    pub kind: Option<String>,
    /// The body it belongs to.
    pub part_of: Option<Key<Party>>,
    /// Why it counts as its own origin although it belongs to a larger body.
    pub independent: Option<String>,
    /// What it stands to gain.
    pub interests: Interests,
    /// Its address on the web.
    pub url: Option<String>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// What is known of a party's interests (IFCN, "conflicts of interest").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interests {
    /// Nobody looked: it lifts no claim higher than `reported`.
    Unstated,
    /// Somebody looked and found none.
    NoneFound(Option<Date>),
    /// Declared, in words.
    Declared(String),
}

impl Party {
    /// Returns the name for running prose.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}
