//! The entries of what a brief says: for each kind of thing what an edition remembers of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::flagged::Flagged;

/// What an entry is about; the order in which the lock lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A cell that a printed number rests on.
    Cell,
    /// A claim.
    Claim,
    /// A dataset.
    Dataset,
    /// Cells that a printed number rests on, together.
    Extent,
    /// A figure.
    Figure,
    /// A measure.
    Measure,
    /// A row of a printed table.
    Row,
    /// A sentence of an author.
    Sentence,
    /// A source.
    Source,
    /// An open question.
    Unknown,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Cell,
        Self::Claim,
        Self::Dataset,
        Self::Extent,
        Self::Figure,
        Self::Measure,
        Self::Row,
        Self::Sentence,
        Self::Source,
        Self::Unknown,
    ];

    /// Returns its word in the lock.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::Claim => "claim",
            Self::Dataset => "dataset",
            Self::Extent => "cells",
            Self::Figure => "figure",
            Self::Measure => "measure",
            Self::Row => "row",
            Self::Sentence => "sentence",
            Self::Source => "source",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the kind with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which entry: its kind and its id among those of the kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Its kind.
    pub kind: EntryKind,
    /// Its id.
    pub id: String,
}

impl Key {
    /// Returns the key with other words in place of some.
    #[must_use]
    pub fn with(self, words: &str, by: &str) -> Self {
        Self { id: self.id.replace(words, by), ..self }
    }
}

/// A cell that a printed number rests on, as exact text; its id is `dataset/row/column`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cell(pub String);

/// The cells that a number or a table rests on in one dataset, where they are not remembered one by one; its id is
/// `figures.NAME`, `claims.NAME/READING` or `tables.NAME`, and behind it the dataset where one is joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// The dataset.
    pub dataset: String,
    /// How many cells; of rows that were counted, how many rows.
    pub cells: usize,
    /// How many rows the dataset had.
    pub rows: usize,
    /// The last period that it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The digest of the cells; none of cells that may not be guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The period that a word such as `latest` meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

/// A claim that a brief lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What it says.
    pub statement: String,
    /// What the evidence made of it, by the word of the field.
    pub standing: String,
    /// The same as the page says it.
    pub words: Flagged,
    /// Why, in a sentence.
    pub reason: String,
    /// Its tested figures as printed, by reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Flagged>,
    /// The periods that words such as `latest` meant in its own tests: `latest: 2025-01`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<String>,
    /// What of its tested figure sentences print by the name of a part, by that name: `met.value.others`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Flagged>,
    /// What speaks for and against it: source or dataset, stance and basis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Whether it is among those that answer the brief's question.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answer: bool,
}

/// A dataset that a brief rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// Which release it is, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<String>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its columns with their types, in Table Schema's words.
    pub fields: String,
}

impl Dataset {
    /// Returns its columns, each with the word of its type.
    pub(super) fn columns(&self) -> Vec<(&str, &str)> {
        let mut columns = Vec::new();
        let mut begin = 0;
        // A name can hold what stands between two columns: what is no type ends none.
        for end in self.fields.match_indices(", ").map(|(at, _)| at).chain([self.fields.len()]) {
            let typed = self.fields[begin..end].rsplit_once(':');
            if let Some((name, kind)) = typed.filter(|(_, kind)| kind.bytes().all(|byte| byte.is_ascii_lowercase())) {
                columns.push((name, kind));
                begin = (end + 2).min(self.fields.len());
            }
        }
        columns
    }
}

/// A figure that a brief prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it counts, in words.
    pub label: String,
    /// The value as printed.
    pub printed: Flagged,
    /// The first twelve digits of the SHA-256 of the exact, unrounded value; none of a number that may not be guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The period that a word such as `latest` meant: `latest: 2025-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What of it sentences print by the name of a part, by that name: `met.others`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Flagged>,
}

impl Figure {
    /// Returns whether a word meant another period in an edition that remembers which.
    pub fn is_of_another_period_than(&self, old: &Self) -> bool {
        old.period.is_some() && old.period != self.period
    }

    /// Returns whether anything is said of it otherwise than by an edition, as far as that remembers.
    pub fn differs_from(&self, old: &Self) -> bool {
        let period = old.period.as_ref().and(self.period.clone());
        *old != Self { period, parts: old.parts.clone(), ..self.clone() }
            || moved(&old.parts, &self.parts).next().is_some()
    }
}

/// Returns the parts that are printed in another way, of those that an edition remembers.
pub(super) fn moved<'a>(
    old: &'a BTreeMap<String, Flagged>,
    new: &'a BTreeMap<String, Flagged>,
) -> impl Iterator<Item = (&'a str, &'a Flagged, &'a Flagged)> {
    let both = old.iter().filter_map(|(name, old)| new.get(name).map(|new| (name.as_str(), old, new)));
    both.filter(|(_, old, new)| old != new)
}

/// A measure of which a brief speaks: its definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Measure(pub String);

/// A row of a printed table, as printed; its id is `table/first cell`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Row(pub Vec<String>);

/// A sentence that an author wrote, in the registry or in a template; its id is made from its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// Its words, with the name of what it prints in braces.
    pub text: String,
    /// The figures, and claims, that it leans on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// The claims that it prints anything of: it leans on their standing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
}

impl Claim {
    /// Returns whether anything is said of it otherwise than by an edition, as far as that remembers.
    pub fn differs_from(&self, old: &Self) -> bool {
        let periods = if old.periods.is_empty() { Vec::new() } else { self.periods.clone() };
        *old != Self { periods, parts: old.parts.clone(), ..self.clone() }
            || moved(&old.parts, &self.parts).next().is_some()
    }

    /// Returns whether a word of its tests meant another period in an edition that remembers which.
    pub fn is_of_another_period_than(&self, old: &Self) -> bool {
        !old.periods.is_empty() && old.periods != self.periods
    }
}

impl Sentence {
    /// Returns whether it prints a part of a number by this name.
    pub fn prints_part(&self, name: &str) -> bool {
        self.text.contains(&format!("{{{name}}}"))
    }

    /// Returns whether it prints the tested figure of a claim: one that only tells its standing outlives another number.
    pub fn prints_value_of(&self, claim: &str) -> bool {
        ["value", "sentence"].iter().any(|part| self.text.contains(&format!("{{{claim}.{part}}}")))
    }
}

/// A source that a brief cites: whether it still stands, in the registry's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title, or our words for it.
    pub title: String,
    /// `current`, `corrected`, `superseded` or `retracted`.
    pub status: String,
}

/// An open question of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unknown {
    /// The question.
    pub question: String,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_check: Option<String>,
    /// The datasets, claims and sources that count what it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted_by: Vec<String>,
}

/// Declares the entry of each kind, and how each is read and written.
macro_rules! entries {
    ($($kind:ident),*) => {
        /// What an edition remembers of one thing.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Entry {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind($kind),)*
        }

        impl Entry {
            /// Returns its kind.
            pub fn kind(&self) -> EntryKind {
                match self { $(Self::$kind(_) => EntryKind::$kind,)* }
            }

            /// Returns the entry of a kind that is written so.
            ///
            /// # Errors
            /// The words are no JSON, or no entry of that kind.
            pub fn read(kind: EntryKind, json: &str) -> Result<Self, serde_json::Error> {
                match kind { $(EntryKind::$kind => serde_json::from_str(json).map(Self::$kind),)* }
            }

            /// Returns it with other words in place of some, in every text.
            #[must_use]
            pub fn with(self, words: &str, by: &str) -> Self {
                match self {
                    $(Self::$kind(mut entry) => {
                        entry.texts_mut().into_iter().for_each(|text| *text = text.replace(words, by));
                        let mut entry = Self::$kind(entry);
                        entry.flagged_mut().into_iter().for_each(Flagged::read_again);
                        entry
                    })*
                }
            }

            /// Returns every text of it.
            pub fn texts(&self) -> Vec<String> {
                match self.clone() {
                    $(Self::$kind(mut entry) => entry.texts_mut().into_iter().map(|text| std::mem::take(text)).collect(),)*
                }
            }

            /// Returns it as JSON on one line.
            pub fn to_json(&self) -> String {
                // Strings, lists and flags cannot fail to be written.
                match self { $(Self::$kind(entry) => serde_json::to_string(entry).unwrap_or_default(),)* }
            }
        }
    };
}

entries!(Cell, Claim, Dataset, Extent, Figure, Measure, Row, Sentence, Source, Unknown);

impl Entry {
    /// Returns the words of it behind which something may be said of the data.
    pub(super) fn flagged(&self) -> Vec<&Flagged> {
        match self {
            Self::Claim(claim) => {
                std::iter::once(&claim.words).chain(&claim.values).chain(claim.parts.values()).collect()
            }
            Self::Figure(figure) => std::iter::once(&figure.printed).chain(figure.parts.values()).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the same, to be changed.
    pub(super) fn flagged_mut(&mut self) -> Vec<&mut Flagged> {
        match self {
            Self::Claim(claim) => {
                let values = claim.values.iter_mut().chain(claim.parts.values_mut());
                std::iter::once(&mut claim.words).chain(values).collect()
            }
            Self::Figure(figure) => std::iter::once(&mut figure.printed).chain(figure.parts.values_mut()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Declares which parts of an entry are texts.
macro_rules! texts {
    ($($kind:ident => $entry:ident: $texts:expr;)*) => {
        $(impl $kind {
            fn texts_mut(&mut self) -> Vec<&mut String> {
                let $entry = self;
                $texts
            }
        })*
    };
}

texts! {
    Cell => cell: vec![&mut cell.0];
    Claim => claim: {
        let all = [&mut claim.statement, claim.words.text_mut(), &mut claim.reason].into_iter();
        let values = claim.values.iter_mut().chain(claim.parts.values_mut()).map(Flagged::text_mut);
        all.chain(values).chain(&mut claim.periods).chain(&mut claim.evidence).collect()
    };
    Dataset => dataset: dataset.vintage.iter_mut().chain([&mut dataset.fields]).collect();
    Extent => extent: extent.until.iter_mut().collect();
    Figure => figure: {
        let words = [&mut figure.label, figure.printed.text_mut()].into_iter();
        words.chain(figure.parts.values_mut().map(Flagged::text_mut)).collect()
    };
    Measure => measure: vec![&mut measure.0];
    Row => row: row.0.iter_mut().collect();
    Sentence => sentence: vec![&mut sentence.text];
    Source => source: vec![&mut source.title];
    Unknown => unknown: vec![&mut unknown.question];
}
