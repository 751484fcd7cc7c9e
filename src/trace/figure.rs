//! A figure and a table: the value, how it is got, and the cells of the files it is got from: each file with its digest, each row
//! with its line.

use crate::evaluate;
use crate::model::{Calculation, Dataset, Figure, Join, Key, Operation, Selection, TableEntry, TableOf, Unit, Which};
use crate::outcome::{Outcome, Provenance, Value, Withheld};
use crate::snapshot::Sidecar;
use crate::table::{Column, LookAlikes, Table};
use crate::text::alike::alike;
use crate::trace::{TraceNode, Tracer};
use crate::vocabulary::{Aggregate, Direction, End};

impl Tracer<'_> {
    /// Returns where a figure comes from.
    pub(super) fn figure(&mut self, key: Key<Figure>) -> TraceNode {
        let figure = &self.model.figures[key];
        let node = TraceNode::new("figure", self.model.figures.id(key).as_str()).maybe("label", figure.label.clone());
        let Some(outcome) = self.evaluation.figure(key) else {
            return node.fact("value", "none, because of a problem");
        };
        if !self.seen.insert(key) {
            return self.value(node, outcome, figure.decimals).fact("from", "as above");
        }
        match &figure.calculation {
            Calculation::Derive(operation) => {
                self.outcome(node.fact("is", operation_words(operation)), outcome, figure.decimals)
            }
            Calculation::Select(_) => self.outcome(node, outcome, figure.decimals),
            Calculation::Quote(quotation) => {
                let speakers = self.speakers(quotation, figure.measure);
                self.outcome(node, outcome, figure.decimals).from(speakers)
            }
        }
    }

    /// Returns a node with an outcome's value and what it comes from.
    pub(super) fn outcome(&mut self, node: TraceNode, outcome: &Outcome, decimals: Option<u32>) -> TraceNode {
        let node = self.value(node, outcome, decimals).maybe("counts", self.unit(outcome.unit));
        match &outcome.trace {
            Provenance::Cells { dataset, column, selection, .. } => {
                let cells = self.cells(outcome, *dataset, *column, selection);
                node.from([cells])
            }
            Provenance::Figures(figures) => {
                let from: Vec<TraceNode> = figures.iter().map(|figure| self.figure(*figure)).collect();
                node.from(from)
            }
            Provenance::Source { source, locator } => node.from([self.source(*source, locator.as_deref())]),
        }
    }

    /// Adds the value as briefs print it, and the exact one where that is rounded.
    fn value(&self, node: TraceNode, outcome: &Outcome, decimals: Option<u32>) -> TraceNode {
        let printed = self.views.outcome(outcome, decimals);
        let exact = match &outcome.value {
            Value::Number(_) if outcome.withheld.is_some() => None,
            Value::Number(number) if number.decimals() > outcome.shown_decimals(decimals) => Some(number.to_string()),
            _ => None,
        };
        let node = node.fact("value", printed).maybe("exact", exact);
        let placed = Some(self.views.placed(outcome)).filter(|placed| !placed.is_empty());
        let node = node.maybe("claimed", placed);
        let Value::Name(name) = &outcome.value else { return node };
        let shown = outcome.shown_decimals(decimals);
        let there = name.number().filter(|_| outcome.withheld.is_none());
        let there = there.map(|number| self.views.amount(number, outcome.unit, shown));
        let others = if name.others == 1 { "1 other".to_owned() } else { format!("{} others", name.others) };
        node.maybe("with", there).fact("compared with", others)
    }

    fn unit(&self, unit: Unit) -> Option<String> {
        match unit {
            Unit::Of(measure) => Some(self.model.measures[measure].label.clone()),
            Unit::Rank => Some("place in an order".to_owned()),
            Unit::Steps => Some("steps of a series".to_owned()),
            Unit::Percent | Unit::Points | Unit::Times | Unit::Plain => None,
        }
    }

    /// Returns the cells that a selection takes from a column of a dataset; whole rows where no column is named.
    pub(super) fn cells(
        &self,
        outcome: &Outcome,
        dataset: Key<Dataset>,
        column: Option<usize>,
        selection: &Selection,
    ) -> TraceNode {
        let first = &self.model.datasets[dataset];
        let own = first.table.columns.len();
        let (second, index) = match (column, &selection.join) {
            (Some(column), Some(join)) if column >= own => (Some(join), Some(column - own)),
            _ => (None, column),
        };
        let from = second.map_or(dataset, |join| join.dataset);
        let held = &self.model.datasets[from];
        let table: &Table = &held.table;
        let column = index.and_then(|index| table.columns.get(index));

        let rows = evaluate::rows(self.model, selection);
        let mut node = self
            .dataset(from)
            .fact("takes", selection.aggregate.takes())
            .maybe("column", column.map(|column| column.in_file().to_owned()));
        if let Aggregate::Weighted { weight, .. } = selection.aggregate {
            let weights = self.asked_column(selection, weight);
            node = node.maybe("weights", weights.map(|column| column.in_file().to_owned()));
        }
        let source = held.source.map(|source| self.source(source, None));
        if evaluate::is_told_by_its_rows(outcome) {
            // The rows would tell the count that is withheld: none is listed.
            let few = &self.model.publication.language.text().phrases.fewer_than_five;
            let count = if evaluate::are_few(rows.len()) { few.clone() } else { rows.len().to_string() };
            return node.fact("rows", count).from(source);
        }
        for asked in &selection.asked {
            if let Some(moving) = &asked.moving
                && let Some(stretch) =
                    self.asked_column(selection, asked.column).and_then(|column| asked.stretch(column))
            {
                let language = self.model.publication.language;
                let meant = match moving.earlier {
                    Some(earlier) => format!("{earlier}: {}", language.named(stretch)),
                    None => language.moving(moving.word, stretch),
                };
                node = node.fact("period", meant);
            }
        }
        let found = second.filter(|join| join.once || join.many).map(|_| {
            let rows = evaluate::Rows::of_model(self.model).partners(selection, &rows);
            rows.into_iter().enumerate().collect::<Vec<_>>()
        });
        node = node.fact("rows", found.as_ref().map_or(rows.len(), Vec::len));
        if let Provenance::Cells { unmatched: unmatched @ 1.., .. } = &outcome.trace {
            node = node.fact("left out", format!("{unmatched} without a partner"));
        }
        if rows.len() > LISTED {
            node = node.fact("listed", format!("the first {LISTED}"));
        }
        let withheld = evaluate::withheld_behind(self.model, outcome);
        let pairs = found.unwrap_or_else(|| match second {
            None => rows.iter().take(LISTED).copied().enumerate().collect(),
            Some(join) => {
                let own = rows.iter().take(LISTED).enumerate();
                let partners =
                    own.filter_map(|(place, row)| Some((place, partner(&first.table, table, &join.key, *row)?)));
                partners.collect()
            }
        });
        let cells: Vec<TraceNode> = pairs
            .into_iter()
            .take(LISTED)
            .map(|(place, row)| {
                let node = self.cell(table, column, row, withheld.get(place).copied().flatten());
                let weight = rows.get(place).and_then(|own| self.weight(selection, *own, from));
                let node = node.from(weight);
                if second.is_none() { filled_from(node, table, selection, row) } else { node }
            })
            .collect();
        let ends = match (outcome.uncertain.interval, column, rows.as_slice()) {
            (Some(_), Some(column), [row]) => {
                let named = column.form.interval.iter().flat_map(|interval| interval.columns());
                let columns: Vec<&Column> =
                    named.filter_map(|name| Some(&table.columns[table.column(name)?])).collect();
                // Between which numbers a withheld one lies would tell it.
                let hidden = outcome.withheld.or(withheld.first().copied().flatten()).map(|_| Withheld::Protecting);
                columns.into_iter().map(|end| self.cell(table, Some(end), *row, hidden)).collect()
            }
            _ => Vec::new(),
        };
        node.from(cells).from(ends).from(source)
    }

    /// Returns the cell that says how often a row counts in a weighted mean, with its file where that is not the one `beside`.
    fn weight(&self, selection: &Selection, row: usize, beside: Key<Dataset>) -> Option<TraceNode> {
        let Aggregate::Weighted { weight, .. } = selection.aggregate else { return None };
        let first = &self.model.datasets[selection.of].table;
        let (dataset, column, row) = match (weight.checked_sub(first.columns.len()), &selection.join) {
            (Some(joined), Some(join)) => (join.dataset, joined, self.partner_of(selection.of, join, row)?),
            _ => (selection.of, weight, row),
        };
        let held = &self.model.datasets[dataset];
        let hidden = evaluate::withheld_cell(self.model, dataset, column, row);
        let node = self.cell(&held.table, held.table.columns.get(column), row, hidden);
        let node = TraceNode { kind: "weight", ..node };
        Some(if dataset == beside { node } else { node.fact("file", held.file.as_str()) })
    }

    fn asked_column(&self, selection: &Selection, index: usize) -> Option<&Column> {
        let first = &self.model.datasets[selection.of].table.columns;
        let joined = || {
            let join = selection.join.as_ref()?;
            self.model.datasets[join.dataset].table.columns.get(index - first.len())
        };
        first.get(index).or_else(joined)
    }

    /// Returns a dataset: its file with the digest, its release, and who published it.
    pub(super) fn dataset(&self, dataset: Key<Dataset>) -> TraceNode {
        let held = &self.model.datasets[dataset];
        if let Some(view) = &held.view {
            return self.view(dataset, view);
        }
        TraceNode::new("dataset", self.model.datasets.id(dataset).as_str())
            .maybe("title", held.title.clone())
            .fact("file", held.file.as_str())
            .fact("sha256", held.table.digest.to_string())
            .maybe("repeated rows left out", Some(held.table.left_out).filter(|rows| *rows > 0))
            .maybe("vintage", held.vintage.clone())
            .maybe("publisher", held.publisher.map(|party| self.model.parties[party].name.clone()))
            .from(held.snapshot.as_deref().map(query))
    }

    /// Returns a cell with its place and digest; a row where no column is named. Of a cell that is withheld neither the
    /// value is said nor the digest, from which a small number could be guessed.
    pub(super) fn cell(
        &self,
        table: &Table,
        column: Option<&Column>,
        row: usize,
        withheld: Option<Withheld>,
    ) -> TraceNode {
        if let Some(lineage) = &table.lineage {
            return self.made(table, lineage, column, row, withheld);
        }
        let line = table.line(row);
        let sheet = table.sheet.as_ref().map(|sheet| sheet.name.clone());
        let Some(column) = column else {
            return TraceNode::new("row", (row + 1).to_string()).maybe("sheet", sheet).fact("line", line);
        };
        let node = match withheld {
            Some(why) => TraceNode::new("cell", self.views.withheld(why)),
            None => TraceNode::new("cell", column.as_told(row)),
        };
        let at = table.columns.iter().position(|other| std::ptr::eq(other, column));
        let cell = at.and_then(|at| table.cell_of_sheet(row, at));
        let node = node.maybe("sheet", sheet).maybe("cell", cell).fact("row", row + 1).fact("line", line);
        let node = node.fact("column", column.in_file().to_owned());
        let node = node.maybe("multiplied by", column.form.multiplier.map(|by| by.to_string()));
        node.maybe("sha256", withheld.is_none().then(|| column.digest(row).to_string()))
    }

    /// Returns where a table comes from; with the place of one of its rows, counted from zero, where that row does.
    pub(super) fn table(&mut self, table: Key<TableEntry>, row: Option<usize>) -> TraceNode {
        let entry = &self.model.tables[table];
        let word = if entry.chart.is_some() { "chart" } else { "table" };
        let node = TraceNode::new(word, self.model.tables.id(table).as_str())
            .fact("caption", self.prose(&entry.caption, None))
            .maybe("counts", entry.measure.map(|measure| self.model.measures[measure].label.clone()));
        match &entry.of {
            TableOf::Figures(figures) => {
                let wanted = figures.iter().enumerate().filter(|(index, _)| row.is_none_or(|row| row == *index));
                let from: Vec<TraceNode> = wanted.map(|(_, figure)| self.figure(*figure)).collect();
                node.from(from)
            }
            TableOf::Rows { of, join, filters, columns } => {
                let selection = Selection::of_rows(*of, join.clone(), filters.clone());
                let rows = evaluate::rows(self.model, &selection);
                let withheld = evaluate::withheld_in_table(self.model, table);
                let shown = |column: usize| columns.iter().position(|one| *one == column);
                let hidden = |column: usize| withheld.at(row?, shown(column)?);
                let row = row.and_then(|row| rows.get(row).copied());
                let width = self.model.datasets[*of].table.columns.len();
                let (own, joined): (Vec<usize>, Vec<usize>) = columns.iter().partition(|column| **column < width);
                let first = self.row_of(*of, row, &own, &hidden);
                let second = join.as_ref().filter(|_| !joined.is_empty()).map(|join| {
                    let joined: Vec<usize> = joined.iter().map(|column| column - width).collect();
                    let row = row.and_then(|row| self.partner_of(*of, join, row));
                    self.row_of(join.dataset, row, &joined, &|column| hidden(column + width))
                });
                node.fact("rows", rows.len()).from([first]).from(second)
            }
        }
    }

    fn partner_of(&self, first: Key<Dataset>, join: &Join, row: usize) -> Option<usize> {
        let tables = (&self.model.datasets[first].table, &self.model.datasets[join.dataset].table);
        partner(tables.0, tables.1, &join.key, row)
    }

    fn row_of(
        &self,
        dataset: Key<Dataset>,
        row: Option<usize>,
        columns: &[usize],
        withheld: &dyn Fn(usize) -> Option<Withheld>,
    ) -> TraceNode {
        let table = &self.model.datasets[dataset].table;
        let cells = row.into_iter().flat_map(|row| {
            columns.iter().filter_map(move |column| {
                let one = table.columns.get(*column)?;
                Some(self.cell(table, Some(one), row, withheld(*column)))
            })
        });
        self.dataset(dataset).from(cells).from(self.model.datasets[dataset].source.map(|key| self.source(key, None)))
    }
}

/// Returns what a snapshot is the answer to, and whose.
fn query(snapshot: &Sidecar) -> TraceNode {
    let asked = &snapshot.query;
    let values: Vec<String> = asked.parameters.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    TraceNode::new("query", asked.sql.as_str())
        .fact("sha256", asked.sha256.as_str())
        .maybe("parameters", (!values.is_empty()).then(|| values.join(", ")))
        .fact("connection", asked.connection.as_str())
        .fact("engine", snapshot.engine.words())
        .fact("driver", snapshot.driver.words())
        .fact("rows", snapshot.rows)
        .fact("sql", asked.text.trim())
}

fn operation_words(operation: &Operation) -> &'static str {
    match operation {
        Operation::Difference(..) => "the first minus the second",
        Operation::Ratio(..) => "the first divided by the second",
        Operation::Index(..) => "the first in percent of the second, which is 100",
        Operation::Rate(_) => "the first divided by the second, times as many as the rate is told per",
        Operation::Real(_) => "the first, times the third divided by the second",
        Operation::Change { .. } => "the change from the first to the second, in percent of the first",
        Operation::Points { .. } => "the change from the first to the second, in percentage points",
        Operation::Share { .. } => "the first in percent of the second",
        Operation::Total(_) => "the sum of",
        Operation::Rank { from: Some(End::Lowest), .. } => "the place of the first among the others, the least first",
        Operation::Rank { .. } => "the place of the first among the others, the greatest first",
        Operation::Holds { .. } => "how many of the rows meet the conditions: the first, of the second",
        Operation::HoldsEach { .. } => "for how many values of the series the conditions hold",
        Operation::CountSteps(_, Direction::Rises) => "how many steps of the series rise",
        Operation::CountSteps(_, Direction::Falls) => "how many steps of the series fall",
        Operation::Steps(_) => "how many steps the series has",
        Operation::Run(_, Direction::Rises) => "the longest run of steps that rise",
        Operation::Run(_, Direction::Falls) => "the longest run of steps that fall",
        Operation::LastRun(_, Direction::Rises) => "the run of steps that rise up to the last value",
        Operation::LastRun(_, Direction::Falls) => "the run of steps that fall up to the last value",
        Operation::Since(_, End::Highest) => "the latest value before the last that is as high",
        Operation::Since(_, End::Lowest) => "the latest value before the last that is as low",
        Operation::Which(Which { end: End::Highest, .. }) => "where the series is greatest",
        Operation::Which(Which { end: End::Lowest, .. }) => "where the series is least",
        Operation::Lowest(_) => "the least value of the series",
        Operation::Highest(_) => "the greatest value of the series",
    }
}

/// How many cells are listed; what a figure is made of beyond that is counted.
pub(super) const LISTED: usize = 50;

/// Adds the labels by which a row was found that stand in a cell further up.
fn filled_from(node: TraceNode, table: &Table, selection: &Selection, row: usize) -> TraceNode {
    let mut asked: Vec<usize> = selection.filters.iter().map(|filter| filter.column).chain(selection.by).collect();
    asked.sort_unstable();
    asked.dedup();
    asked.into_iter().fold(node, |node, column| match table.fill.stands_in(column, row) {
        None => node,
        Some(above) => {
            let column = &table.columns[column];
            let filled = format!("{}, {}, from line {}", column.name, column.written(row), table.line(above));
            node.fact("filled down", filled)
        }
    })
}

/// Returns the row of the second table whose keys are those of a row of the first.
fn partner(first: &Table, second: &Table, key: &[(usize, usize)], row: usize) -> Option<usize> {
    let agrees = |other: usize| {
        key.iter().all(|(own, theirs)| is_partner(&first.columns[*own], row, &second.columns[*theirs], other))
    };
    (0..second.rows).find(|other| agrees(*other))
}

/// Returns whether two cells are equal as keys: as written, or as one label.
fn is_partner(own: &Column, row: usize, theirs: &Column, other: usize) -> bool {
    let (written, there) = (own.written(row), theirs.written(other));
    let one = |column: &Column| column.dictionary().is_some_and(|words| words.look_alikes == LookAlikes::One);
    written == there || ((one(own) || one(theirs)) && alike(&written, &there))
}
