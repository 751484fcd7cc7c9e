//! What was read and what is counted: sources in the words of CSL, datasets, measures.

use serde_json::{Value, json};

use crate::evaluate::Trace;
use crate::model::{self, Brief, EvidenceFrom, Key, Relay};
use crate::render::deferred::Finished;
use crate::view::{Composer, Mark};

use crate::render::json::id;
use crate::render::json::shape::{Definitions, Part, part};

part! {
    /// A source, in the words of CSL where it has them.
    pub(super) struct Source {
        /// Its id.
        pub(super) id: String,
        /// Its reference in full, as the page prints it.
        pub(super) reference: String,
        /// What it is, by its CSL type.
        #[key = "type"]
        pub(super) kind: Option<String>,
        /// Its title as published; absent where nobody knows it.
        pub(super) title: Option<String>,
        /// What it is in our words, where it has no title.
        pub(super) description: Option<String>,
        /// Who wrote it.
        pub(super) author: Vec<Agent>,
        /// The journal, newspaper or site it appeared in.
        #[key = "container-title"]
        pub(super) container_title: Option<String>,
        /// The party it counts as, by its id.
        pub(super) publisher: Option<String>,
        /// When it was published, as a day, month or year.
        pub(super) issued: Option<String>,
        /// When it was read.
        pub(super) accessed: Option<String>,
        /// Its address.
        #[key = "URL"]
        pub(super) url: Option<String>,
        /// The address of a copy that somebody keeps.
        #[key = "archive_location"]
        pub(super) archive_location: Option<String>,
        /// When that copy was made.
        #[key = "archived"]
        pub(super) archived: Option<String>,
        /// Its DOI.
        #[key = "DOI"]
        pub(super) doi: Option<String>,
        /// Report or document number.
        pub(super) number: Option<String>,
        /// Pages.
        pub(super) page: Option<String>,
        /// A remark.
        pub(super) note: Option<String>,
        /// How it was seen: `self` or `second-hand`; absent where that is not said, which counts as second-hand.
        pub(super) seen: Option<String>,
        /// The source through which it is known, by its id.
        pub(super) through: Option<String>,
        /// Whether it still stands: `current`, `corrected`, `superseded`, `retracted`, `gone`.
        pub(super) status: String,
        /// What it only passes on: ids of sources and parties, or words.
        pub(super) relays: Vec<String>,
    }
}

/// An author of a source, in the words of CSL.
#[derive(Debug)]
pub(super) struct Agent(model::Agent);

impl Part for Agent {
    fn value(self) -> Option<Value> {
        let Self(model::Agent { family, given }) = self;
        Some(match given {
            Some(given) => json!({ "family": family.value()?, "given": given.value()? }),
            None => json!({ "literal": family.value()? }),
        })
    }

    fn shape(_: &mut Definitions) -> Value {
        let name = |what: &str| json!({ "description": what, "type": "string" });
        json!({
            "type": "object",
            "properties": {
                "family": name("The family name of a person."),
                "given": name("The given name of a person."),
                "literal": name("The whole name of a body, or of a person who gives one name."),
            },
            "additionalProperties": false,
        })
    }
}

part! {
    /// A dataset.
    pub(super) struct Dataset {
        /// Its id.
        pub(super) id: String,
        /// Its title, or its file.
        pub(super) title: String,
        /// The file, in the project.
        pub(super) file: String,
        /// The party that publishes it, by its id.
        pub(super) publisher: Option<String>,
        /// The source it is from, by its id.
        pub(super) source: Option<String>,
        /// Which release it is, as written.
        pub(super) vintage: Option<String>,
    }
}

part! {
    /// What a number counts.
    pub(super) struct Measure {
        /// Its id.
        pub(super) id: String,
        /// Its name.
        pub(super) label: String,
        /// What one of it is: `events`, `persons`, `cases`, `reports`, `amount`, `share`, `rate`, or another word.
        pub(super) counts: String,
        /// The unit printed after a number, where it differs from the label.
        pub(super) unit: Option<String>,
        /// What is counted and what is not.
        pub(super) definition: Option<String>,
        /// The party that keeps the count, by its id.
        pub(super) kept_by: Option<String>,
        /// The datasets that are the count, by their ids.
        pub(super) record: Vec<String>,
        /// The measures it is not.
        pub(super) distinct_from: Vec<Distinct>,
        /// Whether counts under five are not shown.
        pub(super) sensitive: bool,
        /// Where the definition is from, by the source's id.
        pub(super) source: Option<String>,
    }
}

part! {
    /// A measure that another is not.
    pub(super) struct Distinct {
        /// Its id.
        pub(super) measure: String,
        /// Its name.
        pub(super) label: String,
        /// How they differ.
        pub(super) why: String,
    }
}

/// Returns a source.
pub(super) fn of(composer: &Composer<'_>, source: Key<model::Source>) -> Source {
    let model = composer.model;
    let entry = &model.sources[source];
    Source {
        id: id(&model.sources, source),
        reference: composer.reference(source).plain(),
        kind: entry.kind.map(|kind| kind.word().to_owned()),
        title: entry.title.clone(),
        description: entry.description.clone(),
        author: entry.author.iter().cloned().map(Agent).collect(),
        container_title: entry.container_title.clone(),
        publisher: entry.publisher.map(|party| id(&model.parties, party)),
        issued: entry.issued.as_ref().map(|issued| issued.words.clone()),
        accessed: entry.accessed.as_ref().map(|accessed| accessed.words.clone()),
        url: entry.url.clone(),
        archive_location: entry.archived.as_ref().map(|copy| copy.url.clone()),
        archived: entry.archived.as_ref().and_then(|copy| copy.date).map(|date| date.to_string()),
        doi: entry.doi.clone(),
        number: entry.number.clone(),
        page: entry.page.clone(),
        note: entry.note.clone(),
        seen: entry.seen.map(|seen| seen.word().to_owned()),
        through: entry.through.map(|through| id(&model.sources, through)),
        status: entry.status.word().to_owned(),
        relays: entry.relays.iter().map(|relay| relayed(composer, relay)).collect(),
    }
}

fn relayed(composer: &Composer<'_>, relay: &Relay) -> String {
    match relay {
        Relay::Source(source) => id(&composer.model.sources, *source),
        Relay::Party(party) => id(&composer.model.parties, *party),
        Relay::Unregistered(words) => words.clone(),
    }
}

/// Returns a dataset.
pub(super) fn dataset(composer: &Composer<'_>, dataset: Key<model::Dataset>) -> Dataset {
    let model = composer.model;
    let entry = &model.datasets[dataset];
    Dataset {
        id: id(&model.datasets, dataset),
        title: composer.dataset_title(dataset),
        file: entry.file.to_string(),
        publisher: entry.publisher.map(|party| id(&model.parties, party)),
        source: entry.source.map(|source| id(&model.sources, source)),
        vintage: entry.vintage.clone(),
    }
}

/// Returns a measure.
pub(super) fn measure(composer: &Composer<'_>, measure: Key<model::Measure>) -> Measure {
    let model = composer.model;
    let entry = &model.measures[measure];
    let distinct = |(of, why): &(Key<model::Measure>, String)| Distinct {
        measure: id(&model.measures, *of),
        label: model.measures[*of].label.clone(),
        why: why.clone(),
    };
    Measure {
        id: id(&model.measures, measure),
        label: entry.label.clone(),
        counts: entry.counts.word().to_owned(),
        unit: entry.unit.clone(),
        definition: entry.definition.clone(),
        kept_by: entry.kept_by.map(|party| id(&model.parties, party)),
        record: entry.record.iter().map(|dataset| id(&model.datasets, *dataset)).collect(),
        distinct_from: entry.distinct_from.iter().map(distinct).collect(),
        sensitive: entry.sensitive,
        source: entry.source.map(|source| id(&model.sources, source)),
    }
}

/// Returns the sources that a page cites, then those that its claims and these sources name, each once.
pub(super) fn named(composer: &Composer<'_>, brief: &Brief, cited: &[Mark]) -> Vec<Key<model::Source>> {
    let model = composer.model;
    let mut named = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let of_page = cited.iter().filter_map(|mark| if let Mark::Source(source) = mark { Some(*source) } else { None });
    let of_claims = brief.claims.iter().flat_map(|claim| {
        let entry = &model.claims[*claim];
        entry.said_in().chain(entry.evidence.iter().filter_map(|item| match item.from {
            EvidenceFrom::Source(source) => Some(source),
            EvidenceFrom::Dataset(_) => None,
        }))
    });
    named.extend(of_page.chain(of_claims).filter(|source| seen.insert(*source)));
    let mut at = 0;
    while let Some(source) = named.get(at).map(|source| &model.sources[*source]) {
        let relayed =
            source.relays.iter().filter_map(|relay| if let Relay::Source(of) = relay { Some(*of) } else { None });
        named.extend(source.through.into_iter().chain(relayed).filter(|source| seen.insert(*source)));
        at += 1;
    }
    named
}

/// Returns the datasets that a page's numbers, claims and tables rest on, each once.
pub(super) fn datasets(composer: &Composer<'_>, brief: &Brief, finished: &Finished) -> Vec<Key<model::Dataset>> {
    let model = composer.model;
    let outcomes = finished.numbers.iter().filter_map(|row| match row.mark {
        Mark::Figure(figure) => composer.evaluation.figure(figure),
        Mark::Value(claim, reading) => {
            composer.evaluation.claim(claim).readings.get(usize::from(reading))?.outcome.as_ref()
        }
        _ => None,
    });
    let of_numbers = outcomes.filter_map(|outcome| match &outcome.trace {
        Trace::Cells { dataset, .. } => Some(*dataset),
        _ => None,
    });
    let of_evidence = brief.claims.iter().flat_map(|claim| &model.claims[*claim].evidence);
    let of_evidence = of_evidence.filter_map(|item| match item.from {
        EvidenceFrom::Dataset(dataset) => Some(dataset),
        EvidenceFrom::Source(_) => None,
    });
    let records = finished.measures.iter().flat_map(|measure| model.measures[*measure].record.iter().copied());
    let mut seen = std::collections::BTreeSet::new();
    let all = composer.datasets(brief).into_iter().chain(of_numbers).chain(of_evidence).chain(records);
    all.filter(|dataset| seen.insert(*dataset)).collect()
}
