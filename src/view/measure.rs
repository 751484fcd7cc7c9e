//! What is counted, who counts and what nobody knows: measures, parties, open questions.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Claim, Interests, Key, Measure, Party, RegistryText, TableOf, Unknown};
use crate::number::Date;
use crate::text::Id;
use crate::vocabulary::{Counts, UnknownReason};

use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText};

/// What a number counts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Measure")]
pub struct MeasureView {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub label: String,
    /// What one of it is: `events`, `persons`, `cases`, `reports`, `amount`, `share`, `rate`, or another word.
    pub counts: Counts,
    /// The unit printed after a number, where it differs from the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What is counted and what is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The party that keeps the count, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_by: Option<Id>,
    /// The datasets that are the count, by their ids.
    pub record: Vec<Id>,
    /// The measures it is not.
    pub distinct_from: Vec<DistinctView>,
    /// Whether counts under five are not shown.
    pub sensitive: bool,
    /// Where the definition is from, by the source's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// Its name, marked as what a number counts.
    #[serde(skip)]
    pub called: MarkedText,
    /// Who keeps the count, by name.
    #[serde(skip)]
    pub keeper: Option<String>,
    /// A numbered reference to where the definition is from.
    #[serde(skip)]
    pub cite: MarkedText,
}

/// A measure that another is not.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Distinct")]
pub struct DistinctView {
    /// Its id.
    pub measure: Id,
    /// Its name.
    pub label: String,
    /// How they differ.
    pub why: String,
}

/// A person or body.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Party")]
pub struct PartyView {
    /// Its id.
    pub id: Id,
    /// The name in full.
    pub name: String,
    /// The name in running prose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// What it is: agency, court, newspaper …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The body it belongs to, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// Why it counts as its own origin although it belongs to a larger body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent: Option<String>,
    /// Its interests in words, or `found: none`; absent where nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interests: Option<String>,
    /// Its address on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An open question.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unknown")]
pub struct UnknownView {
    /// Its id.
    pub id: Id,
    /// The question.
    pub question: MarkedText,
    /// Why it is open: `not-collected`, `not-published`, `inconsistent-definitions`, `not-verified`, `conflicting`,
    /// `not-linked`, `method-undisclosed`, `not-yet`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<UnknownReason>,
    /// The same in the reader's words.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub reason_words: MarkedText,
    /// Why it is open, in a sentence.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub because: MarkedText,
    /// The party that holds, or would hold, the answer, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<Id>,
    /// Whom somebody asked, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// What would settle it.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub would_resolve: MarkedText,
    /// When it is looked at again, as a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_check: Option<Date>,
    /// The claims that cannot be decided without it, by their ids.
    pub blocks: Vec<Id>,
    /// The measure it asks for, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Id>,
}

impl MeasureView {
    /// Returns a measure as everything tells it.
    pub(super) fn of(teller: &Teller<'_>, measure: Key<Measure>) -> Self {
        let model = teller.model;
        let entry = &model.measures[measure];
        let distinct = |(of, why): &(Key<Measure>, String)| DistinctView {
            measure: model.measures.id(*of).clone(),
            label: model.measures[*of].label.clone(),
            why: why.clone(),
        };
        Self {
            id: model.measures.id(measure).clone(),
            label: entry.label.clone(),
            counts: entry.counts.clone(),
            unit: entry.unit.clone(),
            definition: entry.definition.clone(),
            kept_by: entry.kept_by.map(|party| model.parties.id(party).clone()),
            record: entry.record.iter().map(|dataset| model.datasets.id(*dataset).clone()).collect(),
            distinct_from: entry.distinct_from.iter().map(distinct).collect(),
            sensitive: entry.sensitive,
            source: entry.source.map(|source| model.sources.id(source).clone()),
            called: teller.measure(measure),
            keeper: entry.kept_by.map(|party| model.parties[party].name.clone()),
            cite: entry.source.map(|source| MarkedText::empty(Mark::Source(source))).unwrap_or_default(),
        }
    }
}

impl PartyView {
    /// Returns a party as everything tells it.
    pub(super) fn of(teller: &Teller<'_>, party: Key<Party>) -> Self {
        let model = teller.model;
        let entry = &model.parties[party];
        Self {
            id: model.parties.id(party).clone(),
            name: entry.name.clone(),
            short: entry.short.clone(),
            kind: entry.kind.clone(),
            part_of: entry.part_of.map(|whole| model.parties.id(whole).clone()),
            independent: entry.independent.clone(),
            interests: match &entry.interests {
                Interests::Unstated => None,
                Interests::NoneFound(_) => Some("found: none".to_owned()),
                Interests::Declared(words) => Some(words.clone()),
            },
            url: entry.url.clone(),
        }
    }
}

impl UnknownView {
    /// Returns an unknown as everything tells it.
    pub(super) fn of(teller: &Teller<'_>, unknown: Key<Unknown>) -> Self {
        let model = teller.model;
        let entry = &model.unknowns[unknown];
        let told =
            |prose: &Option<RegistryText>| prose.as_ref().map(|prose| teller.prose(prose, None)).unwrap_or_default();
        Self {
            id: model.unknowns.id(unknown).clone(),
            question: teller.prose(&entry.question, None),
            reason: entry.reason,
            reason_words: entry
                .reason
                .map(|reason| MarkedText::words(teller.language().unknown_reason(reason)))
                .unwrap_or_default(),
            because: told(&entry.because),
            holder: entry.holder.map(|party| model.parties.id(party).clone()),
            asked: entry.asked.clone(),
            would_resolve: told(&entry.would_resolve),
            next_check: entry.next_check,
            blocks: entry.blocks.iter().map(|claim| model.claims.id(*claim).clone()).collect(),
            measure: entry.measure.map(|measure| model.measures.id(measure).clone()),
        }
    }
}

impl Teller<'_> {
    /// Returns the name of a measure.
    pub(super) fn measure(&self, measure: Key<Measure>) -> MarkedText {
        MarkedText::marked(Mark::Measure(measure), self.model.measures[measure].label.as_str())
    }

    /// Returns what a claim counts: its own measure, or that of its tested figure.
    pub(super) fn measure_of(&self, claim: Key<Claim>) -> Option<Key<Measure>> {
        let tested = || self.evaluation.claim(claim).value().and_then(|outcome| outcome.measures.first().copied());
        self.model.claims[claim].measure.or_else(tested)
    }

    /// Returns the measures of claims, of the unknowns and tables beside them, and of figures, in order of first use.
    pub(super) fn measures(
        &self,
        claims: &[Key<Claim>],
        unknowns: &[Key<Unknown>],
        tables: &[Key<crate::model::TableEntry>],
    ) -> Vec<Key<Measure>> {
        let of_claims = claims.iter().filter_map(|claim| self.measure_of(*claim));
        let of_unknowns = unknowns.iter().filter_map(|unknown| self.model.unknowns[*unknown].measure);
        let of_tables = tables.iter().flat_map(|table| self.measures_of_table(*table));
        let mut found = Vec::new();
        for measure in of_claims.chain(of_unknowns).chain(of_tables) {
            if !found.contains(&measure) {
                found.push(measure);
            }
        }
        found
    }

    fn measures_of_table(&self, table: Key<crate::model::TableEntry>) -> Vec<Key<Measure>> {
        let entry = &self.model.tables[table];
        if let Some(measure) = entry.measure {
            return vec![measure];
        }
        match &entry.of {
            TableOf::Figures(figures) => {
                let outcomes = figures.iter().filter_map(|figure| self.evaluation.figure(*figure));
                outcomes.filter_map(|outcome| outcome.measures.first().copied()).collect()
            }
            TableOf::Rows { of, columns, .. } => {
                let measures = &self.model.datasets[*of].measures;
                columns.iter().filter_map(|column| measures.get(*column).copied().flatten()).collect()
            }
        }
    }
}
