//! `sources`: what was read (CSL words), whom it counts as, what it relays, and how it was seen.

use super::scalar::{Many, ShortForm};
use super::shape::object;

object! {
    /// Something that was read, or is known through something that was read.
    pub struct Source {
        /// CSL type: `article-newspaper`, `webpage`, `report`, `dataset`, `legislation`, `regulation` …
        #[serde(rename = "type")]
        pub kind: Option<String>,
        /// The title as published; none is invented.
        pub title: Option<String>,
        /// What it is in our words, where no title is known.
        pub description: Option<String>,
        /// Who wrote it.
        pub author: Many<Agent>,
        /// The journal, newspaper or site it appeared in.
        pub container_title: Option<String>,
        /// The party it counts as.
        pub publisher: Option<String>,
        /// When it was published: a date, month or year.
        pub issued: Option<String>,
        /// When it was read.
        pub accessed: Option<String>,
        /// Its address.
        pub url: Option<String>,
        /// A copy kept elsewhere, and the day it was made: its address, or a mapping with `url` and `date`. CSL calls the place
        /// `archive` and the address in it `archive_location`.
        pub archived: Option<Archived>,
        /// Its DOI.
        pub doi: Option<String>,
        /// Report or document number.
        pub number: Option<String>,
        /// Pages.
        pub page: Option<String>,
        /// A remark printed with the reference.
        pub note: Option<String>,
        /// Sources, parties or unregistered statements it only passes on.
        pub relays: Many<String>,
        /// `self` where we read it, `second-hand` where we know it only through another.
        pub seen: Option<String>,
        /// The source through which it is known.
        pub through: Option<String>,
        /// `current`, `corrected`, `superseded`, `retracted`, or `gone` from its address.
        pub status: Option<String>,
    }
}

object! { "the address of a copy, or a mapping with `url` and `date`";
    /// A copy of a source that somebody keeps: what was there when it was made.
    pub struct Archived {
        /// The address of the copy.
        pub url: Option<String>,
        /// When the copy was made.
        pub date: Option<String>,
    }
}

impl ShortForm for Archived {
    fn from_words(words: String) -> Self {
        Self { url: Some(words), date: None }
    }
}

object! { "a name, or a mapping with `family` and `given`";
    /// An author of a source.
    pub struct Agent {
        /// The name as printed.
        pub literal: Option<String>,
        /// The family name.
        pub family: Option<String>,
        /// The given name.
        pub given: Option<String>,
    }
}

impl ShortForm for Agent {
    fn from_words(words: String) -> Self {
        Self { literal: Some(words), ..Self::default() }
    }
}
