//! What is asserted, by whom, how it is tested and what speaks for it (`claims`); what is not known (`unknowns`); the documents to
//! publish (`briefs`), and the rules set aside in one place (`waivers`).

use schemars::JsonSchema;
use serde::Deserialize;

use super::conditions::Condition;
use super::figures::Figure;
use super::forms::{Entries, Many, short_form};
use super::localized::{InLanguages, ListInLanguages, quantity, speaker, text, texts, texts_by_id};

/// An assertion.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Claim {
    /// The assertion in a sentence.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub statement: Option<String>,
    /// The same inside a sentence, without its capital and full stop: `burglary fell by {{ value }}`.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub phrase: Option<String>,
    /// How its standing is said inside a sentence, each clause under the standing for which it is written:
    /// `{ self-reported: which only the agency says }`. The tool has a clause for each standing; this is the author's own.
    #[serde(deserialize_with = "texts_by_id")]
    #[schemars(with = "Entries<InLanguages>")]
    pub qualifier: Entries<String>,
    /// A few words that name it beside its standing, where several claims answer a brief: `the count`.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub short: Option<String>,
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
    #[serde(deserialize_with = "quantity")]
    #[schemars(with = "Option<InLanguages>")]
    pub quantity: Option<String>,
    /// Of a change, where it began: `6.4%`. Held against the base of the test.
    #[serde(deserialize_with = "quantity")]
    #[schemars(with = "Option<InLanguages>")]
    pub from: Option<String>,
    /// Of a change, where it ended: `6.7%`. Held against the number of the test.
    #[serde(deserialize_with = "quantity")]
    #[schemars(with = "Option<InLanguages>")]
    pub to: Option<String>,
    /// What a test with `which` has to give: a name, or a list of names.
    pub names: Many<String>,
    /// Of a `definition`, the measures that it says are not the same, each kept from the others by `distinct_from`.
    pub apart: Many<String>,
    /// The claim of which this is a part.
    pub part_of: Option<String>,
    /// What speaks for or against it.
    pub evidence: Many<Evidence>,
    /// How the data decide it; several where readings differ.
    pub test: Many<Figure>,
    /// The reading of a single test that is written beside it.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub reading: Option<String>,
    /// The true statement, printed once the claim is refuted.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub instead: Option<String>,
    /// The period it speaks of.
    pub period: Option<String>,
    /// The place or group it speaks of.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub scope: Option<String>,
    /// The event it speaks of; equal words mean the same event.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub event: Option<String>,
    /// A verdict in the house's own words.
    pub verdict: Option<Verdict>,
    /// Where somebody looked for support.
    pub looked: Many<Looked>,
    /// The unknown that an absence leaves open.
    pub unknown: Option<String>,
    /// When somebody last looked at it and found that it stands.
    pub reviewed: Option<Reviewed>,
    /// Of a claim that is made for each row: what the cells of the row must be for it to be made.
    pub when: Entries<Condition>,
}

impl Claim {
    /// Returns whether it is a finding of ours whose statement prints its own tested number and that says no other: it says what the
    /// record comes to.
    pub(crate) fn says_its_value(&self) -> bool {
        self.said.is_empty() && self.quantity.is_none() && self.statement.as_deref().is_some_and(prints_value)
    }
}

/// Returns whether a text prints the tested number of its claim: `{{ value }}`.
pub(crate) fn prints_value(text: &str) -> bool {
    text.split("{{").skip(1).any(|rest| rest.split_once("}}").is_some_and(|(name, _)| name.trim() == "value"))
}

/// Where a claim was said.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Said {
    /// Who said it: a party's id or free words.
    #[serde(deserialize_with = "speaker")]
    #[schemars(with = "Option<InLanguages>")]
    pub by: Option<String>,
    /// The source it was said in.
    #[serde(rename = "in")]
    pub source: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where in that source.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub locator: Option<String>,
    /// The words, verbatim.
    pub quote: Option<String>,
    /// BCP 47 tag of the language of these words, where it is not that of the briefs.
    pub language: Option<String>,
    /// The words in the language of the briefs.
    pub translation: Option<Translation>,
}

short_form!(
    Said ShortSpeaker,
    "who said it, or a mapping with `by`, `in`, `date`, `locator`, `quote`, `language`, `translation`",
    |words| Self { by: Some(words), ..Self::default() }
);

/// What somebody said, in the language of the briefs.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Translation {
    /// The words.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub text: Option<String>,
    /// Who translated them: a party's id or free words.
    #[serde(deserialize_with = "speaker")]
    #[schemars(with = "Option<InLanguages>")]
    pub by: Option<String>,
}

short_form!(Translation ShortText, "the words in translation, or a mapping with `text` and `by`", |words| Self {
    text: Some(words),
    by: None
});

/// One item of evidence.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
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
    #[serde(deserialize_with = "quantity")]
    #[schemars(with = "Option<InLanguages>")]
    pub quantity: Option<String>,
    /// Where in the source.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub locator: Option<String>,
    /// A remark for the reader.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub note: Option<String>,
    /// When a search was made.
    pub date: Option<String>,
    /// When somebody last looked at it and found that it stands.
    pub reviewed: Option<Reviewed>,
}

/// A verdict in the house's own words.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Verdict {
    /// The word, from a declared scale.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub word: Option<String>,
    /// The scale it is from, where there are several.
    pub scale: Option<String>,
    /// Why.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub rationale: Option<String>,
}

short_form!(Verdict ShortText, "a verdict's word, or a mapping with `word`, `scale`, `rationale`", |words| Self {
    word: Some(words),
    ..Self::default()
});

/// A search for support.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Looked {
    /// Where.
    #[serde(rename = "where")]
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub place: Option<String>,
    /// When.
    pub date: Option<String>,
}

short_form!(Looked ShortText, "where somebody looked, or a mapping with `where` and `date`", |words| Self {
    place: Some(words),
    date: None
});

/// That somebody looked at an entry again.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Reviewed {
    /// The day.
    pub date: Option<String>,
    /// Who looked: a party's id or free words.
    #[serde(deserialize_with = "speaker")]
    #[schemars(with = "Option<InLanguages>")]
    pub by: Option<String>,
}

short_form!(Reviewed Short, "the day on which somebody last looked, or a mapping with `date` and `by`", |words| Self {
    date: Some(words),
    by: None
});

/// An open question.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Unknown {
    /// The question, ending in a question mark.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub question: Option<String>,
    /// `not-collected`, `not-published`, `inconsistent-definitions`, `not-verified`, `conflicting`,
    /// `not-linked`, `method-undisclosed`, `not-yet`.
    pub reason: Option<String>,
    /// Why, in a sentence.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub because: Option<String>,
    /// The party that holds, or would hold, the answer.
    pub holder: Option<String>,
    /// Whom somebody asked, and when, in words.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub asked: Option<String>,
    /// What would settle it.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub would_resolve: Option<String>,
    /// When to look again.
    pub next_check: Option<String>,
    /// The claims that cannot be decided without it.
    pub blocks: Many<String>,
    /// The measure it asks for.
    pub measure: Option<String>,
    /// Of a question that is asked for each row: what the cells of the row must be for it to be asked.
    pub when: Entries<Condition>,
}

/// The rows of which each has a brief.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ForEach {
    /// The dataset or view whose rows they are.
    pub of: Option<String>,
    /// The column that tells the rows apart: its cell stands at the end of the brief's id.
    pub id: Option<String>,
    /// Conditions by column: the rows that have a brief; all where absent.
    #[serde(rename = "where")]
    pub conditions: Entries<Condition>,
}

/// A document to publish.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Brief {
    /// The rows of which each has such a brief, where it is one for many: `{{ row.name }}` is the cell of a row.
    pub for_each: Option<ForEach>,
    /// The question it answers: its title.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub question: Option<String>,
    /// The claims that answer it; the first claim where absent.
    pub answer: Many<String>,
    /// The answer in at most forty words; made from the answering claims where absent.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub summary: Option<String>,
    /// What stands first under “What we know”: that what is known is of something else than the question, or why nothing could
    /// be established.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub lead_in: Option<String>,
    /// What it is about; the list of briefs can be cut down by it.
    #[serde(deserialize_with = "texts")]
    #[schemars(with = "ListInLanguages")]
    pub topics: Many<String>,
    /// Its claims, in order.
    pub claims: Many<String>,
    /// Its unknowns, in order.
    pub unknowns: Many<String>,
    /// Its tables, in order.
    pub tables: Many<String>,
    /// Its charts, in order.
    pub charts: Many<String>,
    /// BCP 47 tags of the languages in which it is published, the publication's main one first; that one alone where absent.
    pub languages: Many<String>,
    /// Its template below `templates/`; the built-in one where absent.
    pub template: Option<String>,
    /// Who wrote it, where that differs from the publication's authors.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub byline: Option<String>,
    /// What it does not cover.
    #[serde(deserialize_with = "texts")]
    #[schemars(with = "ListInLanguages")]
    pub limitations: Many<String>,
    /// When to look at it again.
    pub review: Option<String>,
}

/// A rule set aside in one place.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Waiver {
    /// The rule's code or name.
    pub rule: Option<String>,
    /// The entry's id, or a template's path.
    pub place: Option<String>,
    /// In a template: words of the line that is meant; every line where absent.
    pub words: Option<String>,
    /// Why it does not apply there.
    pub reason: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When it ends.
    pub expiry: Option<String>,
}
