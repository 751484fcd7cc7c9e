//! Who publishes and who else speaks: `publication`, `parties`, `sources` in the words of CSL, and `measures`, what numbers count.

use schemars::JsonSchema;
use serde::Deserialize;

use super::forms::{Entries, Many, short_form};
use super::localized::{InLanguages, ListInLanguages, bounds, name, speaker, text, texts, texts_by_id};
use super::scales::Scale;

/// Who publishes and how.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Publication {
    /// The publication's name.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub title: Option<String>,
    /// Who publishes it: a party's id or a name.
    #[serde(deserialize_with = "name")]
    #[schemars(with = "Option<InLanguages>")]
    pub publisher: Option<String>,
    /// What it is, in a sentence over the list of briefs (schema.org `description`).
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub description: Option<String>,
    /// Where the pages will stand, as a whole address: `https://desk.example/briefs/`.
    pub url: Option<String>,
    /// BCP 47 tag of the language of the briefs; `en` where absent.
    pub language: Option<String>,
    /// The tags of several languages, in place of `language`, the main one first: each text may then be written for each of them.
    pub languages: Vec<String>,
    /// The only "today" there is: the day to which the briefs speak.
    pub as_of: Option<String>,
    /// Who wrote the briefs.
    pub authors: Many<Author>,
    /// The licence of the text.
    pub licence: Option<Licence>,
    /// Where corrections and questions go.
    #[serde(deserialize_with = "speaker")]
    #[schemars(with = "Option<InLanguages>")]
    pub contact: Option<String>,
    /// How the work is done.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub method: Option<String>,
    /// How mistakes are corrected.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub corrections: Option<String>,
    /// Who pays.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub funding: Option<String>,
    /// Interests of the publisher in the subject.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub conflicts: Option<String>,
    /// Other words over the section “What we know, what remains unknown” and its parts.
    pub headings: Headings,
    /// A look of the pages other than the usual one: `office`, `newsroom`.
    pub theme: Option<String>,
    /// Verdict words by scale.
    pub scales: Entries<Scale>,
    /// Levels of rules by name: `error`, `warning`, `off`.
    pub rules: Entries<String>,
    /// What words that say too little mean here, each with the number that they stay under, either way: `broadly
    /// unchanged: 0.25%`.
    #[serde(deserialize_with = "bounds")]
    pub bounds: Entries<String>,
    /// After how long a claim or an item of evidence that was `reviewed` is to be looked at again: `P90D`, or `90 days`.
    pub review_after: Option<String>,
    /// How many people accept an edition.
    pub sign_off: Option<String>,
    /// Whether the project's own HTML templates are its own work, which is not looked at: a script in them runs for whoever
    /// reads the pages.
    pub trusted_templates: Option<bool>,
}

/// Other words for the headings of the section that no brief can lose.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Headings {
    /// Over the section.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub known_and_unknown: Option<String>,
    /// Over what is borne out or contradicted.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub known: Option<String>,
    /// Over what is claimed.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub claimed: Option<String>,
    /// Over the open questions.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub unknown: Option<String>,
}

/// Somebody who wrote or checked.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Author {
    /// The name.
    #[serde(deserialize_with = "name")]
    #[schemars(with = "Option<InLanguages>")]
    pub name: Option<String>,
    /// What they did: wrote, edited, checked.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub role: Option<String>,
}

short_form!(Author ShortName, "an author's name, or a mapping with `name` and `role`", |words| Self {
    name: Some(words),
    role: None
});

/// A licence.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Licence {
    /// The licence's name, such as `CC BY 4.0`.
    #[serde(deserialize_with = "name")]
    #[schemars(with = "Option<InLanguages>")]
    pub name: Option<String>,
    /// Where its text is.
    pub url: Option<String>,
}

short_form!(Licence ShortName, "a licence's name, or a mapping with `name` and `url`", |words| Self {
    name: Some(words),
    url: None
});

/// A person or body.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Party {
    /// The name in full.
    #[serde(deserialize_with = "name")]
    #[schemars(with = "Option<InLanguages>")]
    pub name: Option<String>,
    /// The name in running prose, such as `CBP`.
    #[serde(deserialize_with = "name")]
    #[schemars(with = "Option<InLanguages>")]
    pub short: Option<String>,
    /// What it is: agency, court, newspaper, charity, person …
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub kind: Option<String>,
    /// The body it belongs to: a party's id.
    pub part_of: Option<String>,
    /// Why it counts as its own origin although it belongs to a larger body.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub independent: Option<String>,
    /// What it stands to gain, in words, or that none was found and when.
    pub interests: Option<Interests>,
    /// Its address on the web.
    pub url: Option<String>,
}

short_form!(Party ShortName, "a party's name, or a mapping", |words| Self { name: Some(words), ..Self::default() });

/// Declared interests, or a search that found none.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Interests {
    /// The interests in words.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub declared: Option<String>,
    /// `none`, where a search found none.
    pub found: Option<String>,
    /// When that search was made.
    pub date: Option<String>,
}

short_form!(Interests ShortText, "interests in words, or a mapping with `found: none` and `date`", |words| Self {
    declared: Some(words),
    ..Self::default()
});

/// What a number counts.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Measure {
    /// Its name in prose, plural: `encounters`.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub label: Option<String>,
    /// The unit printed after a number, where it differs from the label.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub unit: Option<String>,
    /// What one of it is: events, persons, cases, reports, amount, share, rate, change …
    pub counts: Option<String>,
    /// What is counted and what is not, in a sentence or two.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub definition: Option<String>,
    /// The party that keeps the count.
    pub kept_by: Option<String>,
    /// The registered datasets that are the count.
    pub record: Many<String>,
    /// Nouns and verbs that speak of it: located, rescued.
    #[serde(deserialize_with = "texts")]
    #[schemars(with = "ListInLanguages")]
    pub aliases: Many<String>,
    /// Measures it is not to be confused with, each with the reason.
    #[serde(deserialize_with = "texts_by_id")]
    #[schemars(with = "Entries<InLanguages>")]
    pub distinct_from: Entries<String>,
    /// Measures it may stand in for, when the wording says so.
    pub proxy_for: Many<String>,
    /// Where it stands between what is done and what comes of it: activity, output, outcome or impact.
    pub result: Option<String>,
    /// Whether cells under five may not be printed.
    pub sensitive: Option<bool>,
    /// Where the definition is from: a source's id.
    pub source: Option<String>,
    /// Two measures whose quotient it is, and per how many: deaths per 100,000 inhabitants.
    pub rate_of: Option<RateOf>,
    /// An amount of which it says how much that is in the prices of one year.
    pub real_of: Option<RealOf>,
    /// `true` of a number at a moment, as of inhabitants: added over places, never over time. Or the measure of which it is
    /// the running total. `false` of what came in each period, though its column is called or looks like a running total.
    pub stock: Option<String>,
    /// Words for a balance: what a number above zero says, and what one below.
    pub signs: Option<Signs>,
    /// Other measures that it may be subtracted from or held against: expected deaths and deaths.
    pub compares_with: Many<String>,
}

/// A quotient of two measures.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RateOf {
    /// The measure that is divided.
    pub numerator: Option<String>,
    /// The measure it is divided by.
    pub denominator: Option<String>,
    /// Per how many: 1, 100 (percent), 1000, 10000, 100000 or 1000000.
    pub per: Option<String>,
}

/// An amount without the change of prices.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RealOf {
    /// The measure of the amount as it was paid.
    pub amount: Option<String>,
    /// The measure of the price index.
    pub index: Option<String>,
    /// The period in whose prices it is told: `2023`, `2023/24`.
    pub prices: Option<String>,
}

/// Words for the two sides of zero.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Signs {
    /// What a number above zero says: `more came than left`.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub above: Option<String>,
    /// What one below zero says: `more left than came`.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
    pub below: Option<String>,
}

/// Something that was read, or is known through something that was read.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// CSL type: `article-newspaper`, `webpage`, `report`, `dataset`, `legislation`, `regulation` …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The title as published; none is invented.
    pub title: Option<String>,
    /// What it is in our words, where no title is known.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
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
    #[serde(deserialize_with = "text")]
    #[schemars(with = "Option<InLanguages>")]
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

/// A copy of a source that somebody keeps: what was there when it was made.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Archived {
    /// The address of the copy.
    pub url: Option<String>,
    /// When the copy was made.
    pub date: Option<String>,
}

short_form!(Archived Short, "the address of a copy, or a mapping with `url` and `date`", |words| Self {
    url: Some(words),
    date: None
});

/// An author of a source.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[schemars(extend("short form" = true))]
pub struct Agent {
    /// The name as printed.
    pub literal: Option<String>,
    /// The family name.
    pub family: Option<String>,
    /// The given name.
    pub given: Option<String>,
}

short_form!(Agent Short, "a name, or a mapping with `family` and `given`", |words| Self {
    literal: Some(words),
    ..Self::default()
});
