//! Which edition a brief is, and the editions that were accepted: filled by `edition`, read by pages, data and the feed.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::language::Language;

/// Which edition it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Edition")]
pub struct EditionView {
    /// `accepted`, `draft` (nobody accepted what it says: do not publish it), or `unpublished` (the project has no
    /// editions).
    #[schemars(with = "String")]
    pub status: EditionStatus,
    /// The same in words.
    pub words: String,
    /// That it is withdrawn, in words; absent where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// That there is reason to doubt it, in words; absent where nobody said so, or it was reinstated since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concern: Option<String>,
    /// The number of the edition, from one; of a draft that of the last one accepted. Absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// The day it is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Why it was made: `first`, `data-update`, `new-evidence`, `correction`, `clarification`, `editorial`,
    /// `expression-of-concern`, `withdrawal`, `redaction`, `reinstatement`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// What changed in it, or in a draft since it, in sentences.
    pub changes: Vec<String>,
    /// Which edition it is, where the brief is cited.
    #[serde(skip)]
    pub cited: String,
    /// What must be read before anything else.
    #[serde(skip)]
    pub notices: Vec<Notice>,
    /// The editions that were accepted.
    #[serde(skip)]
    pub history: Arc<HistoryView>,
    /// The same brief in other languages, as far as it is published in them.
    #[serde(skip)]
    pub siblings: Vec<SiblingView>,
}

/// The same brief in another language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Sibling")]
pub struct SiblingView {
    /// The language.
    #[serde(skip)]
    pub of: Language,
    /// The language, as a BCP 47 tag.
    pub language: &'static str,
    /// Its id, which names its pages: `rain.es`.
    pub brief: String,
    /// In its own language: that it can be read in it.
    #[serde(skip)]
    pub words: String,
    /// Whether it is the original of which the others are translations.
    #[serde(skip)]
    pub is_original: bool,
}

impl EditionView {
    /// Returns the last edition that was accepted.
    pub fn last(&self) -> Option<&PastEdition> {
        self.history.editions.last()
    }
}

/// Whether a page is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionStatus {
    /// The project has no editions.
    Unpublished,
    /// Nobody accepted what it says.
    Draft,
    /// It says what its last edition says.
    Accepted,
    /// It says something that nobody accepted, while others are published: the page of its last edition stays.
    Held,
}

impl Serialize for EditionStatus {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match self {
            Self::Unpublished => "unpublished",
            Self::Draft => "draft",
            Self::Accepted | Self::Held => "accepted",
        })
    }
}

/// Something that must be read before anything else.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What it is, in a sentence.
    pub lead: String,
    /// What else there is to say of it.
    pub note: String,
}

/// The editions of a brief that were accepted.
#[derive(Debug, Clone, Default)]
pub struct HistoryView {
    /// The brief, by its id.
    pub id: String,
    /// Its editions, the first at the beginning.
    pub editions: Vec<PastEdition>,
    /// That it is withdrawn, in words; none where it is not.
    pub withdrawn: Option<String>,
    /// That there is reason to doubt it, in words; none where there is not.
    pub concern: Option<String>,
}

/// An edition that was accepted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "History")]
pub struct PastEdition {
    /// Its number, from one.
    pub number: usize,
    /// The day it is dated.
    pub date: String,
    /// Why it was made.
    pub kind: &'static str,
    /// What the reader should know; of a correction, what was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Of a correction: the first edition in which it was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<u32>,
    /// What changed against the edition before, in sentences.
    pub changes: Vec<String>,
    /// The answer at that time.
    pub answer: String,
    /// The standing of the answer at that time, in words.
    pub standing: String,
    /// The question at that time.
    #[serde(skip)]
    pub question: String,
    /// Its number, its day and why it was made, in words.
    #[serde(skip)]
    pub words: String,
    /// Why it was made, in words.
    #[serde(skip)]
    pub kind_words: &'static str,
    /// Its note, with since when something had been wrong.
    #[serde(skip)]
    pub note_words: String,
    /// Whether something published was wrong.
    #[serde(skip)]
    pub is_correction: bool,
    /// Whether it withdraws the brief.
    #[serde(skip)]
    pub withdraws: bool,
    /// Whether the brief had been withdrawn and stays so.
    #[serde(skip)]
    pub still_withdrawn: bool,
    /// That the brief was reinstated since, of an edition that withdrew it or told of a doubt.
    #[serde(skip)]
    pub reinstated: Option<String>,
}

/// The editions of a publication.
#[derive(Debug, Clone, Default)]
pub struct EditionViews {
    /// Which edition each brief is, in the order of the briefs.
    pub briefs: Vec<EditionView>,
    /// Every brief of which an edition was accepted, by id; those that the registry no longer has among them.
    pub accepted: Vec<Arc<HistoryView>>,
    /// Of a publication in several languages: those in which it has pages.
    pub languages: Vec<Language>,
}
