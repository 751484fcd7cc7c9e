//! The whole page: its keys in order, and what each is made of.

use std::collections::BTreeSet;

use crate::edition::Imprint;
use crate::model::{Key, TableEntry};
use crate::render::deferred::Finished;
use crate::template::objects::Subject;
use crate::view::{Composer, FindingView, Mark};

use crate::render::json::VERSION;
use crate::render::json::claim::{self, Claim};
use crate::render::json::edition::{self, Edition, History};
use crate::render::json::number::{self, Number};
use crate::render::json::party::{self, Party};
use crate::render::json::publication::{self, Licence, Publication};
use crate::render::json::shape::part;
use crate::render::json::source::{self, Dataset, Measure, Source};
use crate::render::json::table::{self, Chart, Table};
use crate::render::json::unknown::{self, Unknown};

part! {
    /// A brief as data.
    pub(super) struct Brief {
        /// The version of this format.
        pub(super) version: usize,
        /// The id of the brief, which names its pages.
        #[key = "brief"]
        pub(super) id: String,
        /// The language of its words, as a BCP 47 tag.
        pub(super) language: String,
        /// The question: its title.
        pub(super) question: String,
        /// The answer, with its speakers.
        pub(super) answer: String,
        /// The standing of the answer.
        pub(super) standing: Standing,
        /// The day on which the publication looks at everything, as `2025-12-15`.
        pub(super) as_of: Option<String>,
        /// Which data it rests on, and of which day, in words; empty where it rests on none.
        pub(super) data_date: String,
        /// Which edition it is, or that it is none.
        pub(super) edition: Edition,
        /// How much is known, claimed, unknown and not rated.
        pub(super) counts: Counts,
        /// What we know: established, and refuted with what is true instead.
        pub(super) known: Vec<Claim>,
        /// What is claimed, and by whom.
        pub(super) claimed: Vec<Claim>,
        /// What remains unknown.
        pub(super) unknown: Vec<Unknown>,
        /// Also said, not rated.
        pub(super) not_rated: Vec<Claim>,
        /// Every number of the page with where it comes from, in the order of its table.
        pub(super) numbers: Vec<Number>,
        /// What the numbers count.
        pub(super) measures: Vec<Measure>,
        /// The charts that the page draws.
        pub(super) charts: Vec<Chart>,
        /// The tables that the page prints.
        pub(super) tables: Vec<Table>,
        /// The sources that the page cites, and those that its claims name: first those with a number on the page, in order.
        pub(super) sources: Vec<Source>,
        /// The datasets that its numbers, claims and tables rest on.
        pub(super) datasets: Vec<Dataset>,
        /// The people and bodies that are named above by their ids.
        pub(super) parties: Vec<Party>,
        /// What the brief does not cover.
        pub(super) limitations: Vec<String>,
        /// Who publishes, and how.
        pub(super) publication: Publication,
        /// Its editions, the first at the beginning; of a draft those before it.
        pub(super) history: Vec<History>,
        /// The licence of the text.
        pub(super) licence: Option<Licence>,
        /// How to cite it.
        pub(super) cite_as: String,
    }
}

part! {
    /// The standing of the answer.
    pub(super) struct Standing {
        /// In the reader's words; those of several claims are separated by semicolons.
        pub(super) words: String,
        /// The claims that answer the question, each with its standing.
        pub(super) of: Vec<Answering>,
    }
}

part! {
    /// A claim that answers the question.
    pub(super) struct Answering {
        /// Its id.
        pub(super) claim: String,
        /// Its standing: `established`, `refuted`, `reported`, `self-reported`, `contested`, `outdated`, `unsupported`,
        /// `not-checked` or `not-assessed`.
        pub(super) standing: String,
    }
}

part! {
    /// How much there is.
    pub(super) struct Counts {
        /// How many claims are known.
        pub(super) known: usize,
        /// How many are claimed.
        pub(super) claimed: usize,
        /// How many questions are open.
        pub(super) unknown: usize,
        /// How many claims are not rated.
        pub(super) not_rated: usize,
    }
}

/// Returns a finished brief as data.
pub(super) fn of(subject: &Subject, finished: &Finished, imprint: &Imprint) -> Brief {
    let (composer, document, brief) = (subject.composer(), &subject.document, subject.brief());
    let model = composer.model;
    let claims = |findings: &[FindingView]| {
        findings.iter().map(|finding| claim::of(&composer, brief, finding)).collect::<Vec<_>>()
    };
    let answering = composer.answering(brief).iter().map(|key| Answering {
        claim: crate::render::json::id(&model.claims, *key),
        standing: composer.evaluation.claim(*key).standing.word().to_owned(),
    });
    let (drawn, printed) = tables(&composer, finished);
    let sources = source::named(&composer, brief, &finished.cited);
    let datasets = source::datasets(&composer, brief, finished);
    let parties = party::named(&composer, brief, &sources, &datasets, &finished.measures);
    Brief {
        version: VERSION,
        id: document.id.to_string(),
        language: composer.language().tag().to_owned(),
        question: document.question.plain(),
        answer: document.answer.plain(),
        standing: Standing { words: document.standing.plain(), of: answering.collect() },
        as_of: model.publication.as_of.map(|day| day.to_string()),
        data_date: document.data_date.plain(),
        edition: edition::of(&composer, imprint),
        counts: Counts {
            known: document.known.len(),
            claimed: document.claimed.len(),
            unknown: document.unknown.len(),
            not_rated: document.not_rated.len(),
        },
        known: claims(&document.known),
        claimed: claims(&document.claimed),
        unknown: document.unknown.iter().map(|question| unknown::of(&composer, question)).collect(),
        not_rated: claims(&document.not_rated),
        numbers: finished.numbers.iter().map(|row| number::of(&composer, row)).collect(),
        measures: finished.measures.iter().map(|measure| source::measure(&composer, *measure)).collect(),
        charts: drawn.into_iter().map(|chart| table::chart(&composer, chart)).collect(),
        tables: printed.into_iter().map(|entry| table::of(&composer, entry)).collect(),
        sources: sources.iter().map(|source| source::of(&composer, *source)).collect(),
        datasets: datasets.iter().map(|dataset| source::dataset(&composer, *dataset)).collect(),
        parties: parties.iter().map(|party| party::of(&composer, *party)).collect(),
        limitations: document.limitations.iter().map(crate::view::MarkedText::plain).collect(),
        publication: publication::of(&composer),
        history: edition::history(imprint),
        licence: publication::licence(&composer),
        cite_as: edition::cite_as(&composer, document, imprint),
    }
}

/// Returns the charts and the tables that a page prints, in order.
fn tables(composer: &Composer<'_>, finished: &Finished) -> (Vec<Key<TableEntry>>, Vec<Key<TableEntry>>) {
    let mut seen = BTreeSet::new();
    let printed =
        finished.marks.iter().filter_map(|(_, mark)| if let Mark::Table(table) = mark { Some(*table) } else { None });
    printed.filter(|table| seen.insert(*table)).partition(|table| composer.model.tables[*table].chart.is_some())
}
