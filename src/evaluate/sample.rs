//! Small models for the tests of this stage, built by hand: tables from a few lines, figures from their parts.

use std::sync::Arc;

use crate::diagnostic::{Problem, Problems};
use crate::language::Language;
use crate::load::Project;
use crate::model::{
    Aggregate, Calculation, Claim, Dataset, Figure, Filter, Key, Measure, Model, Operation, Party, Predicate,
    RegistryText, Release, Said, Section, Selection, Source, Test, TestOf, Trend,
};
use crate::number::Period;
use crate::quantity::Quantity;
use crate::table::{Cells, Column, ColumnType, Form, Integers, Lines, Table, Words};
use crate::text::{Id, RegistryPlace};
use crate::vocabulary::{ClaimKind, Counts, Role, Seen, SourceStatus};
use crate::world::ProjectPath;

use crate::evaluate::tables::Tables;
use crate::outcome::{Evaluation, Outcome, ReadingOutcome, Value};

/// Returns a table; the header gives each column's type after a colon, and an empty cell is missing.
pub(super) fn table(csv: &str) -> Table {
    let mut lines = csv.trim().lines().map(|line| line.trim().split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a test writes a header");
    let rows: Vec<Vec<&str>> = lines.collect();
    let columns = header.iter().enumerate().map(|(at, head)| {
        let (name, kind) = head.split_once(':').unwrap_or((head, "string"));
        let kind = ColumnType::parse(kind).expect("a test writes a type");
        column(name, kind, &rows.iter().map(|row| row[at].trim()).collect::<Vec<_>>())
    });
    Table { columns: columns.collect(), rows: rows.len(), lines: Lines::default(), ..Table::default() }
}

fn column(name: &str, kind: ColumnType, written: &[&str]) -> Column {
    let cells = if kind == ColumnType::String {
        let mut words = Words::default();
        let code = |cell: &&str| match *cell {
            "" => Cells::MISSING,
            word => words.add(word.as_bytes()).expect("a small dictionary has room").into(),
        };
        Cells::Words { codes: written.iter().map(code).collect(), words }
    } else {
        let decimals = |cell: &&str| cell.split_once('.').map_or(0, |(_, part)| part.len());
        let scale = if kind == ColumnType::Number { written.iter().map(decimals).max().unwrap_or(0) } else { 0 };
        let scale = u32::try_from(scale).unwrap();
        let empty = Column {
            name: name.into(),
            kind,
            cells: Cells::Values { values: Integers::default(), scale },
            oddity: None,
            form: Form::default(),
            header: None,
        };
        let value = |cell: &&str| if cell.is_empty() { Cells::MISSING } else { empty.encode(cell).expect("a value") };
        Cells::Values { values: written.iter().map(value).collect(), scale }
    };
    Column { name: name.into(), kind, cells, oddity: None, header: None, form: Form::default() }
}

/// A model under construction.
pub(super) struct Sample {
    pub(super) model: Model,
}

pub(super) fn place(id: &str) -> RegistryPlace {
    RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec![id.into()])
}

impl Sample {
    pub(super) fn new() -> Self {
        Self { model: crate::resolve::model(&Project::default(), &mut Problems::default()) }
    }

    pub(super) fn measure(&mut self, id: &str) -> Key<Measure> {
        let measure = Measure {
            label: id.into(),
            unit: None,
            counts: Counts::Events,
            definition: None,
            kept_by: None,
            record: Vec::new(),
            aliases: Vec::new(),
            distinct_from: Vec::new(),
            proxy_for: Vec::new(),
            rate_of: None,
            real_of: None,
            stock: None,
            flow: false,
            signs: None,
            compares_with: Vec::new(),
            result: None,
            sensitive: false,
            source: None,
            place: place(id),
        };
        self.model.measures.add(Id::snake(id).unwrap(), measure).unwrap()
    }

    /// Adds a dataset whose numbers are of a measure.
    pub(super) fn dataset(&mut self, id: &str, measure: Option<Key<Measure>>, csv: &str) -> Key<Dataset> {
        self.change(id, measure, csv, |_| {})
    }

    /// Adds a dataset and changes it first.
    pub(super) fn change(
        &mut self,
        id: &str,
        measure: Option<Key<Measure>>,
        csv: &str,
        change: impl FnOnce(&mut Dataset),
    ) -> Key<Dataset> {
        let table = table(csv);
        let numeric = |column: &Column| measure.filter(|_| column.kind.is_numeric());
        let mut dataset = Dataset {
            view: None,
            snapshot: None,
            title: None,
            file: ProjectPath::parse(&format!("data/{id}.csv")).unwrap(),
            publisher: None,
            source: None,
            measures: table.columns.iter().map(numeric).collect(),
            headings: Vec::new(),
            vintage: None,
            earlier: Vec::new(),
            primary_key: Vec::new(),
            provisional: None,
            codes: std::collections::BTreeMap::new(),
            totals: Vec::new(),
            breaks: Vec::new(),
            repeated: None,
            table: Arc::new(table),
            place: place(id),
        };
        change(&mut dataset);
        self.model.datasets.add(Id::snake(id).unwrap(), dataset).unwrap()
    }

    pub(super) fn figure(&mut self, id: &str, calculation: Calculation) -> Key<Figure> {
        let figure = Figure { label: None, calculation, measure: None, period: None, decimals: None, place: place(id) };
        self.model.figures.add(Id::snake(id).unwrap(), figure).unwrap()
    }

    /// Adds a figure whose author says what it counts.
    pub(super) fn counted(&mut self, id: &str, measure: Key<Measure>, selection: Selection) -> Key<Figure> {
        let calculation = Calculation::Select(selection);
        let measure = Some(measure);
        let figure = Figure { label: None, calculation, measure, period: None, decimals: None, place: place(id) };
        self.model.figures.add(Id::snake(id).unwrap(), figure).unwrap()
    }

    pub(super) fn derived(&mut self, id: &str, operation: Operation) -> Key<Figure> {
        self.figure(id, Calculation::Derive(operation))
    }

    /// Returns a selection; conditions are columns with what they must equal.
    pub(super) fn select(
        &self,
        of: Key<Dataset>,
        wanted: &[(&str, &str)],
        aggregate: impl FnOnce(usize) -> Aggregate,
        column: &str,
    ) -> Selection {
        let table = &self.model.datasets[of].table;
        let filters = wanted.iter().map(|(name, words)| {
            let column = table.column(name).unwrap();
            Filter { column, predicate: Predicate::In(table.columns[column].encode(words).into_iter().collect()) }
        });
        let aggregate = aggregate(table.column(column).unwrap_or(0));
        Selection { aggregate, ..Selection::of_rows(of, None, filters.collect()) }
    }

    /// Returns the sums of a column by month, from one month to another.
    pub(super) fn monthly(&self, of: Key<Dataset>, column: &str, from: &str, to: &str) -> Selection {
        let table = &self.model.datasets[of].table;
        let by = table.column("month").unwrap();
        let month = &table.columns[by];
        let predicate = Predicate::Within { low: month.at_least(from, true), high: month.at_most(to, true) };
        let mut selection = self.select(of, &[], Aggregate::Sum, column);
        selection.filters.push(Filter { column: by, predicate });
        selection.by = Some(by);
        selection
    }

    /// Adds a claim with one test.
    pub(super) fn claim(
        &mut self,
        id: &str,
        measure: Option<Key<Measure>>,
        quantity: Option<&str>,
        of: TestOf,
        trend: Option<Trend>,
    ) -> Key<Claim> {
        let test = Test {
            of,
            trend,
            decimals: None,
            reading: Some(RegistryText::plain("as recorded")),
            comparable: None,
            reading_place: place(id),
            place: place(id),
        };
        let claim = Claim {
            statement: RegistryText::plain(id),
            phrase: None,
            short: None,
            qualifiers: Vec::new(),
            kind: ClaimKind::Quantity,
            role: Role::Finding,
            said: None,
            said_again: Vec::new(),
            measure,
            quantity: quantity.map(|words| Quantity::parse(words, Language::ENGLISH).unwrap()),
            from: None,
            to: None,
            names: Vec::new(),
            apart: Vec::new(),
            part_of: None,
            evidence: Vec::new(),
            tests: vec![test],
            instead: None,
            period: None,
            scope: None,
            event: None,
            verdict: None,
            looked: Vec::new(),
            unknown: None,
            reviewed: None,
            place: place(id),
        };
        self.model.claims.add(Id::snake(id).unwrap(), claim).unwrap()
    }

    pub(super) fn evaluate(&self) -> (Evaluation, Vec<Problem>) {
        let mut problems = Problems::default();
        let evaluation = crate::evaluate::model(&self.model, &mut problems);
        (evaluation, problems.into_iter().collect())
    }

    /// Returns the outcome of a selection as the only figure asked for, or the problem's code and message.
    pub(super) fn ask(mut self, selection: Selection) -> Result<Outcome, String> {
        let key = self.figure("asked", Calculation::Select(selection));
        self.answer(key)
    }

    pub(super) fn answer(&self, key: Key<Figure>) -> Result<Outcome, String> {
        let (evaluation, problems) = self.evaluate();
        evaluation.figure(key).cloned().ok_or_else(|| {
            problems
                .iter()
                .map(|problem| format!("{}: {}", problem.code.id, problem.message))
                .collect::<Vec<_>>()
                .join("; ")
        })
    }

    /// Changes a measure in place: registered sections only grow.
    pub(super) fn measures(&mut self, key: Key<Measure>, change: impl FnOnce(&mut Measure)) {
        let mut measures = Section::default();
        let mut change = Some(change);
        for (at, id, measure) in self.model.measures.iter() {
            let mut measure = measure.clone();
            if let Some(change) = change.take_if(|_| at == key) {
                change(&mut measure);
            }
            measures.add(id.clone(), measure);
        }
        self.model.measures = measures;
    }

    /// Lets a party keep a measure.
    pub(super) fn keep(&mut self, key: Key<Measure>, party: Key<Party>) {
        self.measures(key, |measure| measure.kept_by = Some(party));
    }

    /// Adds a source that was read.
    pub(super) fn source(&mut self, id: &str, publisher: Key<Party>) -> Key<Source> {
        let source = Source {
            kind: None,
            title: Some(id.into()),
            description: None,
            author: Vec::new(),
            container_title: None,
            publisher: Some(publisher),
            issued: None,
            accessed: None,
            url: None,
            archived: None,
            doi: None,
            number: None,
            page: None,
            note: None,
            relays: Vec::new(),
            seen: Some(Seen::Itself),
            through: None,
            status: SourceStatus::Current,
            place: place(id),
        };
        self.model.sources.add(Id::snake(id).unwrap(), source).unwrap()
    }

    /// Makes a dataset the record of a measure.
    pub(super) fn recorded(&mut self, key: Key<Measure>, record: Key<Dataset>) {
        self.measures(key, |measure| measure.record.push(record));
    }

    /// Says why a measure is not another.
    pub(super) fn distinct(&mut self, key: Key<Measure>, other: Key<Measure>, why: &str) {
        self.measures(key, |measure| measure.distinct_from.push((other, why.into())));
    }

    /// Lets a measure stand in for another.
    pub(super) fn proxy(&mut self, key: Key<Measure>, other: Key<Measure>) {
        self.measures(key, |measure| measure.proxy_for.push(other));
    }

    /// Says where and when the claim was said.
    pub(super) fn said(&mut self, key: Key<Claim>, said: &Said) {
        let mut claims = Section::default();
        for (at, id, claim) in self.model.claims.iter() {
            let said = if at == key { Some(said.clone()) } else { claim.said.clone() };
            claims.add(id.clone(), Claim { said, ..claim.clone() });
        }
        self.model.claims = claims;
    }

    /// Returns what the test of the only claim came to, without its standing.
    pub(super) fn read_only(&self) -> ReadingOutcome {
        let tables = Tables::of(&self.model);
        let figures = crate::evaluate::calculate::outcomes(&tables, &mut Problems::default());
        crate::evaluate::reading::read(&tables, &figures, Key::new(0), &mut Problems::default()).remove(0)
    }

    /// Returns what the only test of the only claim came to, with the problems met.
    pub(super) fn reading(&self) -> (ReadingOutcome, Vec<Problem>) {
        let (evaluation, problems) = self.evaluate();
        (evaluation.claim(Key::new(0)).readings[0].clone(), problems)
    }
}

/// Returns a number or series as digits.
pub(super) fn digits(outcome: &Outcome) -> String {
    match &outcome.value {
        Value::Number(number) => number.to_string(),
        Value::Series(points) => points.iter().map(|point| point.number.to_string()).collect::<Vec<_>>().join(" "),
        Value::Quoted(quantity) => quantity.words.clone(),
        Value::Name(name) => name.points.iter().map(|point| point.at.to_string()).collect::<Vec<_>>().join(" "),
    }
}

/// Returns an earlier release.
pub(super) fn release(vintage: &str, csv: &str) -> Release {
    Release { file: ProjectPath::fixed("data/earlier.csv"), vintage: vintage.into(), table: Arc::new(table(csv)) }
}

/// Returns where and when something was said.
pub(super) fn said(date: &str) -> Said {
    Said {
        by: None,
        source: None,
        date: Some(Period::parse(date).unwrap()),
        locator: None,
        quote: None,
        language: None,
        translation: None,
        place: crate::text::RegistryPlace::value(ProjectPath::fixed("claims.yaml"), Vec::new()),
    }
}
