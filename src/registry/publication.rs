//! `publication`: who publishes, in which language, as of which day, under which rules.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::entries::Entries;
use super::scalar::{Many, ShortForm};
use super::shape::object;

object! {
    /// Who publishes and how.
    pub struct Publication {
        /// The publication's name.
        pub title: Option<String>,
        /// Who publishes it: a party's id or a name.
        pub publisher: Option<String>,
        /// Where the pages will stand, as a whole address: `https://desk.example/briefs/`.
        pub url: Option<String>,
        /// BCP 47 tag of the language of the briefs; `en` where absent.
        pub language: Option<String>,
        /// The only "today" there is: the day to which the briefs speak.
        pub as_of: Option<String>,
        /// Who wrote the briefs.
        pub authors: Many<Author>,
        /// The licence of the text.
        pub licence: Option<Licence>,
        /// Where corrections and questions go.
        pub contact: Option<String>,
        /// How the work is done.
        pub method: Option<String>,
        /// How mistakes are corrected.
        pub corrections: Option<String>,
        /// Who pays.
        pub funding: Option<String>,
        /// Interests of the publisher in the subject.
        pub conflicts: Option<String>,
        /// Verdict words by scale.
        pub scales: Entries<Scale>,
        /// Levels of rules by name: `error`, `warning`, `off`.
        pub rules: Entries<String>,
        /// What words that say too little mean here, each with the number that they stay under, either way: `broadly
        /// unchanged: 0.25%`.
        pub bounds: Entries<String>,
        /// After how long a claim or an item of evidence that was `reviewed` is to be looked at again: `P90D`, or `90 days`.
        pub review_after: Option<String>,
        /// How many people accept an edition.
        pub sign_off: Option<String>,
        /// Whether the project's own HTML templates are its own work, which is not looked at: a script in them runs for whoever
        /// reads the pages.
        pub trusted_templates: Option<bool>,
    }
}

/// A scale of verdict words, best first.
#[derive(Debug, Clone)]
pub enum Scale {
    /// Each word with the standing it needs.
    Words(Entries<String>),
    /// Words alone: a mistake that is told with the words in it.
    Listed(Vec<String>),
}

impl Default for Scale {
    fn default() -> Self {
        Self::Words(Entries::default())
    }
}

impl<'de> Deserialize<'de> for Scale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;

        impl<'de> Visitor<'de> for Words {
            type Value = Scale;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of each word to the standing it needs")
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
                Entries::deserialize(MapAccessDeserializer::new(map)).map(Scale::Words)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Scale::Listed)
            }
        }

        deserializer.deserialize_any(Words)
    }
}

object! { "an author's name, or a mapping with `name` and `role`";
    /// Somebody who wrote or checked.
    pub struct Author {
        /// The name.
        pub name: Option<String>,
        /// What they did: wrote, edited, checked.
        pub role: Option<String>,
    }
}

impl ShortForm for Author {
    fn from_words(words: String) -> Self {
        Self { name: Some(words), role: None }
    }
}

object! { "a licence's name, or a mapping with `name` and `url`";
    /// A licence.
    pub struct Licence {
        /// The licence's name, such as `CC BY 4.0`.
        pub name: Option<String>,
        /// Where its text is.
        pub url: Option<String>,
    }
}

impl ShortForm for Licence {
    fn from_words(words: String) -> Self {
        Self { name: Some(words), url: None }
    }
}
