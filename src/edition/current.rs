//! What each brief says now: what its page prints, from views and prose, and what that rests on.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::digest::Digest;
use crate::model::{
    Calculation, Claim as ClaimEntry, Dataset as DatasetEntry, EvidenceFrom, Facet, Figure as FigureEntry, Key,
    Measure as MeasureEntry, Model, Selection, Source as SourceEntry, TableOf, TestOf, Unknown as UnknownEntry,
};
use crate::outcome::{Outcome, Value};
use crate::prose::Prose;
use crate::prose::passage::{Printed, Reference};
use crate::text::{Id, Place};
use crate::view::{BriefView, Mark, MarkedText, Rows, Views};

use super::cells::{Cells, Fingerprints, Spread};
use super::entry::{Claim, Dataset, Entry, EntryKind, Figure, Measure, Row, Sentence, Source, Unknown};
use super::flagged::Flagged;
use super::naming::Keyed;
use super::sentences::{Answers, Authored, Question, authored};
use super::stored::{Entries, StoredBrief};

/// What a brief says now.
#[derive(Debug, Clone, Default)]
pub struct CurrentBrief {
    /// What an edition would answer for.
    pub content: StoredBrief,
    /// The cells that each figure and claim rests on, by id: which of the content's cells.
    reads: BTreeMap<String, Vec<usize>>,
    /// The cells that are not remembered one by one, by the id of the content's extent.
    pub spreads: BTreeMap<String, Spread>,
    /// The files of the datasets that the content lists, by the dataset's id.
    pub(super) files: BTreeMap<String, Keyed>,
    /// Where each sentence is written, by the sentence's id.
    pub places: BTreeMap<String, Place>,
}

impl CurrentBrief {
    /// Returns the names of the cells that a figure or claim rests on: only those that the content lists.
    pub fn cells_of(&self, id: &str) -> BTreeSet<String> {
        let Some(reads) = self.reads.get(id).filter(|reads| !reads.is_empty()) else { return BTreeSet::new() };
        let names = self.content.ids(EntryKind::Cell);
        reads.iter().filter_map(|nth| names.get(*nth).cloned()).collect()
    }
}

/// Returns what each brief says, in the order of the documents; `ask` answers what is asked of the page of each.
pub(crate) fn gather(
    views: &Views,
    documents: &[BriefView],
    ask: impl Fn(&BriefView, &[Question<'_>]) -> Answers + Sync,
    prose: &Prose<'_>,
) -> Vec<CurrentBrief> {
    let model = &*views.model;
    let rows = views.rows();
    let fingerprints = Fingerprints::of(model);
    let mut sentences: Vec<Vec<&Authored>> = vec![Vec::new(); model.briefs.len()];
    let authored = authored(prose);
    for sentence in &authored {
        for brief in &sentence.briefs {
            sentences[brief.index()].push(sentence);
        }
    }
    let counted = counted_by(model);
    let of = |document: &BriefView| {
        let gathering = Gathering { views, rows: &rows, fingerprints: &fingerprints, counted: &counted };
        let sentences = &sentences[document.brief.index()];
        let questions: Vec<Question<'_>> = sentences.iter().map(|sentence| sentence.question()).collect();
        gathering.brief(document, &ask(document, &questions), sentences)
    };
    documents.par_iter().map(of).collect()
}

/// Returns the ids of everything that counts a measure.
fn counted_by(model: &Model) -> BTreeMap<Key<MeasureEntry>, BTreeSet<String>> {
    let mut counted: BTreeMap<Key<MeasureEntry>, BTreeSet<String>> = BTreeMap::new();
    let mut add = |measure: Option<Key<MeasureEntry>>, id: &str| {
        if let Some(measure) = measure {
            counted.entry(measure).or_default().insert(id.to_owned());
        }
    };
    for (_, id, dataset) in model.datasets.iter() {
        dataset.measures.iter().for_each(|measure| add(*measure, id.as_str()));
    }
    for (_, id, claim) in model.claims.iter() {
        add(claim.measure, id.as_str());
        for item in &claim.evidence {
            if let EvidenceFrom::Source(source) = item.from {
                add(item.measure, model.sources.id(source).as_str());
            }
        }
    }
    counted
}

struct Gathering<'a> {
    views: &'a Views,
    rows: &'a Rows<'a>,
    fingerprints: &'a Fingerprints<'a>,
    counted: &'a BTreeMap<Key<MeasureEntry>, BTreeSet<String>>,
}

impl Gathering<'_> {
    fn brief(&self, document: &BriefView, printed: &Answers, sentences: &[&Authored]) -> CurrentBrief {
        let model = &self.views.model;
        let brief = &model.briefs[document.brief];
        let mut now = CurrentBrief::default();
        let mut content = Entries::default();
        let mut reads: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut cells = Cells::new(self.views, self.rows, self.fingerprints);
        let claims: BTreeSet<Key<ClaimEntry>> = brief.claims.iter().chain(&brief.answer).copied().collect();
        let mut sources: BTreeSet<Key<SourceEntry>> = BTreeSet::new();
        let mut datasets: BTreeSet<Key<DatasetEntry>> = document.datasets.iter().copied().collect();
        for claim in &claims {
            let id = model.claims.id(*claim).as_str();
            content.put(id, Entry::Claim(self.claim(*claim, document.answering.contains(claim))));
            let readings = &self.views.evaluation.claim(*claim).readings;
            let outcomes = (1..).zip(readings).filter_map(|(nth, reading)| Some((nth, reading.outcome.as_ref()?)));
            let tested = &model.claims[*claim].tests;
            let name = |nth: usize| match tested.get(nth - 1).map(|test| &test.of) {
                Some(TestOf::Figure(figure)) => format!("figures.{}", model.figures.id(*figure)),
                _ => format!("claims.{id}/{nth}"),
            };
            let read = outcomes.flat_map(|(nth, outcome)| cells.of(&name(nth), outcome)).collect();
            reads.insert(id.to_owned(), read);
            let entry = &model.claims[*claim];
            sources.extend(entry.said.as_ref().and_then(|said| said.source));
            sources.extend(entry.evidence.iter().filter_map(|item| match item.from {
                EvidenceFrom::Source(source) => Some(source),
                EvidenceFrom::Dataset(_) => None,
            }));
        }
        // Tables that no template prints stand below; what they show is printed all the same.
        let listed = document.tables.iter().map(|table| Mark::Table(*table));
        let marks: BTreeSet<Mark> = printed.marks.iter().copied().chain(listed).collect();
        let shown = marks.iter().flat_map(|mark| match mark {
            Mark::Table(table) => match &model.tables[*table].of {
                TableOf::Figures(figures) => figures.iter().map(|figure| Mark::Figure(*figure)).collect(),
                TableOf::Rows { .. } => Vec::new(),
            },
            _ => Vec::new(),
        });
        for mark in &shown.chain(marks.iter().copied()).collect::<BTreeSet<Mark>>() {
            match mark {
                Mark::Figure(figure) => {
                    let Some(outcome) = self.views.evaluation.figure(*figure) else { continue };
                    let id = model.figures.id(*figure).as_str();
                    content.put(id, Entry::Figure(self.figure(*figure, outcome)));
                    reads.insert(id.to_owned(), cells.of(&format!("figures.{id}"), outcome).into_iter().collect());
                    datasets.extend(self.views.evaluation.datasets(&outcome.trace));
                }
                Mark::Table(table) => {
                    self.rows_of(*table, &mut content);
                    if let TableOf::Rows { of, join, filters, columns } = &model.tables[*table].of {
                        datasets.extend([*of].into_iter().chain(join.as_ref().map(|join| join.dataset)));
                        let shown = Selection::of_rows(*of, join.clone(), filters.clone());
                        cells.table(&format!("tables.{}", model.tables.id(*table)), &shown, columns);
                    }
                }
                Mark::Source(source) => _ = sources.insert(*source),
                Mark::Dataset(dataset) => _ = datasets.insert(*dataset),
                _ => {}
            }
        }
        now.spreads = cells.into_content(&mut content);
        self.others(document, &sources, &datasets, &mut content);
        let of = |dataset: &Key<DatasetEntry>| {
            (model.datasets.id(*dataset).to_string(), Keyed::of(&model.datasets[*dataset]))
        };
        now.files = datasets.iter().map(of).collect();
        for sentence in sentences.iter().filter(|sentence| printed.says.get(&sentence.question().key) == Some(&true)) {
            let id = Digest::of(sentence.text.as_bytes()).short();
            now.places.entry(id.clone()).or_insert_with(|| sentence.place.clone());
            content.put(id, Entry::Sentence(self.sentence(sentence)));
            for (name, reference) in &sentence.parts {
                self.part(name, *reference, &mut content);
            }
        }
        let nth: BTreeMap<&str, usize> = content.cells().zip(0..).map(|((name, _), nth)| (name, nth)).collect();
        let of = |read: BTreeSet<String>| read.iter().filter_map(|name| nth.get(name.as_str()).copied()).collect();
        now.reads = reads.into_iter().map(|(id, read)| (id, of(read))).collect();
        now.content = StoredBrief::of(&content);
        now
    }

    fn claim(&self, claim: Key<ClaimEntry>, answer: bool) -> Claim {
        let model = &self.views.model;
        let view = self.views.claim(claim);
        let numbers = view.readings.iter().filter_map(|reading| reading.number.as_ref());
        let values = numbers.map(|number| Flagged::new(number.shown.plain(), number.bare.as_str()));
        let evidence = view.evidence.iter().map(|item| {
            let from = item.source.as_ref().or(item.dataset.as_ref()).map_or("", Id::as_str);
            let basis = item.basis.map(|basis| format!(" ({})", basis.word())).unwrap_or_default();
            format!("{from}: {}{basis}", item.stance.word())
        });
        Claim {
            statement: view.statement.plain(),
            standing: view.standing.word().to_owned(),
            words: Flagged::new(view.standing_words.plain(), view.told.in_words(self.views.language())),
            reason: view.reason.plain(),
            values: values.collect(),
            periods: model.claims[claim]
                .tests
                .iter()
                .filter_map(|test| self.meant(test.calculation(&model.figures)))
                .collect(),
            parts: BTreeMap::new(),
            evidence: evidence.collect(),
            answer,
        }
    }

    fn figure(&self, figure: Key<FigureEntry>, outcome: &Outcome) -> Figure {
        let (model, number) = (&self.views.model, self.views.figure(figure));
        let entry = &model.figures[figure];
        let measure = || outcome.measures.first().map(|measure| model.measures[*measure].label.clone());
        let guarded = outcome.withheld.is_some() || self.views.is_guarded(outcome.measures.iter().copied());
        Figure {
            label: entry.label.clone().or_else(measure).unwrap_or_default(),
            printed: number.map(|number| Flagged::new(number.shown.plain(), number.bare.as_str())).unwrap_or_default(),
            // A short digest of a small number is the number.
            digest: (!guarded).then(|| Digest::of(exact(&self.views.model, outcome).as_bytes()).short()),
            period: self.meant(&entry.calculation),
            parts: BTreeMap::new(),
        }
    }

    /// Keeps what a sentence prints of a number beside the number.
    fn part(&self, name: &str, reference: Reference, content: &mut Entries) {
        let model = &self.views.model;
        let figure = |figure, facet| {
            (EntryKind::Figure, model.figures.id(figure).as_str(), self.views.figure_part(figure, facet))
        };
        let value =
            |claim, facet| (EntryKind::Claim, model.claims.id(claim).as_str(), self.views.value_part(claim, facet));
        let (kind, id, printed) = match reference {
            Reference::Figure(of, facet) => figure(of, facet),
            Reference::Period(of) => figure(of, Facet::Period),
            Reference::Claim(of, Printed::Value(facet)) => value(of, facet),
            Reference::PeriodOfValue(of) => value(of, Facet::Period),
            _ => return,
        };
        if let (Some(parts), Some(printed)) = (content.parts_of(kind, id), printed) {
            parts.insert(name.to_owned(), Flagged::read(printed.plain()));
        }
    }

    /// Returns the period that a word in a figure means, or in the figures that it is made of.
    fn meant(&self, calculation: &Calculation) -> Option<String> {
        let model = &self.views.model;
        match calculation {
            Calculation::Select(selection) => selection.meant(&model.datasets),
            Calculation::Derive(operation) => {
                operation.parts().into_iter().find_map(|part| self.meant(&model.figures[part].calculation))
            }
            Calculation::Quote(_) => None,
        }
    }

    fn rows_of(&self, table: Key<crate::model::TableEntry>, content: &mut Entries) {
        let id = self.views.model.tables.id(table).as_str();
        let mut met: BTreeMap<String, usize> = BTreeMap::new();
        for row in &self.views.table(table).rows {
            let cells: Vec<String> = row.iter().map(MarkedText::plain).collect();
            let first = cells.first().cloned().unwrap_or_default();
            let nth = met.entry(first.clone()).or_default();
            *nth += 1;
            let key = if *nth == 1 { format!("{id}/{first}") } else { format!("{id}/{first} ({nth})") };
            content.put(key, Entry::Row(Row(cells)));
        }
    }

    fn others(
        &self,
        document: &BriefView,
        sources: &BTreeSet<Key<SourceEntry>>,
        datasets: &BTreeSet<Key<DatasetEntry>>,
        content: &mut Entries,
    ) {
        let model = &self.views.model;
        for source in sources {
            let entry = &model.sources[*source];
            let title = entry.title.clone().or_else(|| entry.description.clone()).unwrap_or_default();
            let status = entry.status.word().to_owned();
            content.put(model.sources.id(*source).as_str(), Entry::Source(Source { title, status }));
        }
        for dataset in datasets {
            content.put(model.datasets.id(*dataset).as_str(), Entry::Dataset(Self::dataset(&model.datasets[*dataset])));
        }
        for measure in &document.measures {
            let definition = model.measures[*measure].definition.clone().unwrap_or_default();
            content.put(model.measures.id(*measure).as_str(), Entry::Measure(Measure(definition)));
        }
        for unknown in &model.briefs[document.brief].unknowns {
            content.put(model.unknowns.id(*unknown).as_str(), Entry::Unknown(self.unknown(*unknown)));
        }
    }

    fn dataset(dataset: &DatasetEntry) -> Dataset {
        let fields = dataset.table.columns.iter().map(|column| format!("{}:{}", column.name, column.kind.word()));
        Dataset {
            vintage: dataset.vintage.clone(),
            sha256: dataset.table.digest.to_string(),
            fields: fields.collect::<Vec<_>>().join(", "),
        }
    }

    fn unknown(&self, unknown: Key<UnknownEntry>) -> Unknown {
        let entry = &self.views.model.unknowns[unknown];
        let counted = entry.measure.and_then(|measure| self.counted.get(&measure));
        Unknown {
            question: self.views.unknown(unknown).question.plain(),
            next_check: entry.next_check.map(|day| day.to_string()),
            counted_by: counted.into_iter().flatten().cloned().collect(),
        }
    }

    fn sentence(&self, sentence: &Authored) -> Sentence {
        let model = &self.views.model;
        Sentence {
            text: sentence.text.clone(),
            figures: sentence.figures.iter().map(|figure| model.figures.id(*figure).to_string()).collect(),
            claims: sentence.claims.iter().map(|claim| model.claims.id(*claim).to_string()).collect(),
        }
    }
}

/// Returns an exact value as text.
fn exact(model: &Model, outcome: &Outcome) -> String {
    match &outcome.value {
        Value::Number(number) => number.to_string(),
        Value::Quoted(quantity) => quantity.words.clone(),
        Value::Name(name) => {
            let called = |at: i64| outcome.along.map(|along| along.column(model).format(at).into_owned());
            let points =
                name.points.iter().map(|point| format!("{} {}", called(point.at).unwrap_or_default(), point.number));
            points.collect::<Vec<_>>().join("\n")
        }
        Value::Series(points) => {
            points.iter().map(|point| format!("{} {}", point.at, point.number)).collect::<Vec<_>>().join("\n")
        }
    }
}
