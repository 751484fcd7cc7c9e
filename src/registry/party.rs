//! `parties`: people and bodies that say, publish, keep records or fund (PROV agents).

use serde::Deserialize;

use super::scalar::{ShortForm, short_form_of};

/// A person or body.
#[derive(Debug, Clone, Default)]
pub struct Party {
    /// The name in full.
    pub name: Option<String>,
    /// The name in running prose, such as `CBP`.
    pub short: Option<String>,
    /// What it is: agency, court, newspaper, charity, person …
    pub kind: Option<String>,
    /// The body it belongs to: a party's id.
    pub part_of: Option<String>,
    /// Why it counts as its own origin although it belongs to a larger body.
    pub independent: Option<String>,
    /// What it stands to gain, in words, or that none was found and when.
    pub interests: Option<Interests>,
    /// Its address on the web.
    pub url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyMapping {
    name: Option<String>,
    short: Option<String>,
    kind: Option<String>,
    part_of: Option<String>,
    independent: Option<String>,
    interests: Option<Interests>,
    url: Option<String>,
}

impl From<PartyMapping> for Party {
    fn from(m: PartyMapping) -> Self {
        Self {
            name: m.name,
            short: m.short,
            kind: m.kind,
            part_of: m.part_of,
            independent: m.independent,
            interests: m.interests,
            url: m.url,
        }
    }
}

impl ShortForm for Party {
    fn from_words(words: String) -> Self {
        Self { name: Some(words), ..Self::default() }
    }
}

short_form_of!(Party, PartyMapping, "a party's name, or a mapping");

/// Declared interests, or a search that found none.
#[derive(Debug, Clone, Default)]
pub struct Interests {
    /// The interests in words.
    pub declared: Option<String>,
    /// `none`, where a search found none.
    pub found: Option<String>,
    /// When that search was made.
    pub date: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InterestsMapping {
    declared: Option<String>,
    found: Option<String>,
    date: Option<String>,
}

impl From<InterestsMapping> for Interests {
    fn from(InterestsMapping { declared, found, date }: InterestsMapping) -> Self {
        Self { declared, found, date }
    }
}

impl ShortForm for Interests {
    fn from_words(words: String) -> Self {
        Self { declared: Some(words), ..Self::default() }
    }
}

short_form_of!(Interests, InterestsMapping, "interests in words, or a mapping with `found: none` and `date`");
