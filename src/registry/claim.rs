//! `claims`: what is asserted, by whom, how it is tested, and what speaks for or against it.

use super::figure::Figure;
use super::scalar::{Many, ShortForm};
use super::shape::object;

object! {
    /// An assertion.
    pub struct Claim {
        /// The assertion in a sentence.
        pub statement: Option<String>,
        /// `quantity`, `comparison`, `trend`, `event`, `existence`, `rule`, `utterance`, `cause`, `absence`, `opinion`,
        /// `forecast`.
        pub kind: Option<String>,
        /// `reviewed` (someone said it), `finding` (ours) or `background`.
        pub role: Option<String>,
        /// Where it was said, the place that names the speaker first; no evidence for it.
        pub said: Many<Said>,
        /// What it counts.
        pub measure: Option<String>,
        /// How much, in words: `just over 30,000`.
        pub quantity: Option<String>,
        /// The claim of which this is a part.
        pub part_of: Option<String>,
        /// What speaks for or against it.
        pub evidence: Vec<Evidence>,
        /// How the data decide it; several where readings differ.
        pub test: Many<Figure>,
        /// The reading of a single test that is written beside it.
        pub reading: Option<String>,
        /// The true statement, printed once the claim is refuted.
        pub instead: Option<String>,
        /// The period it speaks of.
        pub period: Option<String>,
        /// The place or group it speaks of.
        pub scope: Option<String>,
        /// The event it speaks of; equal words mean the same event.
        pub event: Option<String>,
        /// A verdict in the house's own words.
        pub verdict: Option<Verdict>,
        /// Where somebody looked for support.
        pub looked: Many<Looked>,
        /// The unknown that an absence leaves open.
        pub unknown: Option<String>,
        /// When somebody last looked at it and found that it stands.
        pub reviewed: Option<Reviewed>,
    }
}

object! { "the day on which somebody last looked, or a mapping with `date` and `by`";
    /// That somebody looked at an entry again.
    pub struct Reviewed {
        /// The day.
        pub date: Option<String>,
        /// Who looked: a party's id or free words.
        pub by: Option<String>,
    }
}

impl ShortForm for Reviewed {
    fn from_words(words: String) -> Self {
        Self { date: Some(words), by: None }
    }
}

object! { "who said it, or a mapping with `by`, `in`, `date`, `locator`, `quote`, `language`, `translation`";
    /// Where a claim was said.
    pub struct Said {
        /// Who said it: a party's id or free words.
        pub by: Option<String>,
        /// The source it was said in.
        #[serde(rename = "in")]
        pub source: Option<String>,
        /// When.
        pub date: Option<String>,
        /// Where in that source.
        pub locator: Option<String>,
        /// The words, verbatim.
        pub quote: Option<String>,
        /// BCP 47 tag of the language of these words, where it is not that of the briefs.
        pub language: Option<String>,
        /// The words in the language of the briefs.
        pub translation: Option<Translation>,
    }
}

object! { "the words in translation, or a mapping with `text` and `by`";
    /// What somebody said, in the language of the briefs.
    pub struct Translation {
        /// The words.
        pub text: Option<String>,
        /// Who translated them: a party's id or free words.
        pub by: Option<String>,
    }
}

impl ShortForm for Translation {
    fn from_words(words: String) -> Self {
        Self { text: Some(words), by: None }
    }
}

impl ShortForm for Said {
    fn from_words(words: String) -> Self {
        Self { by: Some(words), ..Self::default() }
    }
}

object! {
    /// One item of evidence.
    pub struct Evidence {
        /// The source.
        pub source: Option<String>,
        /// Or the dataset.
        pub dataset: Option<String>,
        /// `supports`, `disputes`, `cannot-verify` or `context`.
        pub stance: Option<String>,
        /// `record`, `document`, `court`, `observation`, `interview`, `analysis`, `says-so` or `search`.
        pub basis: Option<String>,
        /// How far a court case has come: `charged`, `convicted`, `acquitted`, `finding` …
        pub stage: Option<String>,
        /// What it counts; the claim's measure where absent.
        pub measure: Option<String>,
        /// How much it says.
        pub quantity: Option<String>,
        /// Where in the source.
        pub locator: Option<String>,
        /// A remark for the reader.
        pub note: Option<String>,
        /// When a search was made.
        pub date: Option<String>,
        /// When somebody last looked at it and found that it stands.
        pub reviewed: Option<Reviewed>,
    }
}

object! { "a verdict's word, or a mapping with `word`, `scale`, `rationale`";
    /// A verdict in the house's own words.
    pub struct Verdict {
        /// The word, from a declared scale.
        pub word: Option<String>,
        /// The scale it is from, where there are several.
        pub scale: Option<String>,
        /// Why.
        pub rationale: Option<String>,
    }
}

impl ShortForm for Verdict {
    fn from_words(words: String) -> Self {
        Self { word: Some(words), ..Self::default() }
    }
}

object! { "where somebody looked, or a mapping with `where` and `date`";
    /// A search for support.
    pub struct Looked {
        /// Where.
        #[serde(rename = "where")]
        pub place: Option<String>,
        /// When.
        pub date: Option<String>,
    }
}

impl ShortForm for Looked {
    fn from_words(words: String) -> Self {
        Self { place: Some(words), date: None }
    }
}
