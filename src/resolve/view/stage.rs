//! What is known of a table between two steps: what its columns count, which rows are totals, what names a row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Dataset, Filter, Key, Measure, Predicate, StepTaking, StepTakings, Totals};
use crate::registry;
use crate::resolve::links::Scope;
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{dataset_problem, figure_problem};
use crate::table::{Column, Lineage, Made, Table};
use crate::transform::{Period, Sheet};
use crate::vocabulary::{Aggregate, Repeated};

use super::columns::typed;
use super::tables::nothing;

/// A table between two steps.
pub(super) struct Stage {
    /// The cells.
    pub(super) sheet: Sheet,
    /// What each column counts.
    pub(super) measures: Vec<Option<Key<Measure>>>,
    /// The heading of each column.
    pub(super) headings: Vec<Option<String>>,
    /// Rows that are totals.
    pub(super) totals: Vec<NamedTotals>,
    /// The columns that name a row; none where nothing is known to.
    pub(super) key: Vec<usize>,
    /// Columns of longer periods.
    pub(super) periods: Vec<Period>,
    /// The steps so far, in words.
    pub(super) words: Vec<String>,
    /// What rows mean that repeat others, where the author of the dataset says.
    repeated: Option<Repeated>,
    /// The dataset or view whose table it still is.
    pub(super) is: Option<Key<Dataset>>,
    /// What steps take of columns that are still there: their table is kept once rows or columns go.
    pub(super) pending: Vec<StepTaking>,
    /// What steps took of tables before this one.
    pub(super) takings: Vec<StepTakings>,
    /// The columns whose totals the view declares, so far as they have been there.
    declared: BTreeSet<String>,
}

/// The labels of a column that name totals, as words: codes change from step to step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedTotals {
    /// The column.
    pub(super) column: usize,
    /// The labels.
    pub(super) labels: Vec<String>,
    /// Whether the labels of the column overlap.
    pub(super) overlap: bool,
}

impl NamedTotals {
    /// Returns the totals of a table that has them; none where no row is one.
    pub(super) fn of(&self, table: &Table) -> Option<Totals> {
        let column = table.columns.get(self.column)?;
        let labels: Vec<i64> = self.labels.iter().filter_map(|label| column.encode(label)).collect();
        let totals = Totals { column: self.column, labels, overlap: self.overlap };
        (totals.overlap || !totals.labels.is_empty()).then_some(totals)
    }
}

impl Stage {
    /// Returns the table of a dataset, before any step.
    pub(super) fn of(of: Key<Dataset>, dataset: &Dataset, sheet: Sheet) -> Self {
        let table = &dataset.table;
        // An earlier release may have its columns in another order.
        let there = |column: usize| sheet.table.column(&table.columns[column].name);
        let mut measures = vec![None; sheet.table.columns.len()];
        let mut headings = vec![None; sheet.table.columns.len()];
        for column in 0..table.columns.len() {
            if let Some(place) = there(column) {
                measures[place] = dataset.measures.get(column).copied().flatten();
                headings[place] = dataset.headings.get(column).cloned().flatten();
            }
        }
        let totals = dataset.totals.iter().filter_map(|totals| {
            let column = &table.columns[totals.column];
            let labels = totals.labels.iter().map(|label| column.format(*label).into_owned()).collect();
            Some(NamedTotals { column: there(totals.column)?, labels, overlap: totals.overlap })
        });
        let totals = totals.collect();
        let key = dataset.primary_key.iter().filter_map(|column| there(*column)).collect();
        Self {
            sheet,
            measures,
            headings,
            totals,
            key,
            periods: Vec::new(),
            words: Vec::new(),
            repeated: dataset.repeated,
            is: Some(of),
            pending: Vec::new(),
            takings: Vec::new(),
            declared: BTreeSet::new(),
        }
    }

    /// Returns the table.
    pub(super) fn table(&self) -> &Table {
        &self.sheet.table
    }

    /// Returns a column.
    pub(super) fn column(&self, index: usize) -> &Column {
        &self.sheet.table.columns[index]
    }

    /// Returns the table, for a step that makes another of it.
    pub(super) fn take(&mut self) -> Sheet {
        Sheet { table: std::mem::take(&mut self.sheet.table), lineage: Arc::clone(&self.sheet.lineage) }
    }

    /// Returns the words by which a column is called: its heading, else its name.
    pub(super) fn label_of(&self, column: usize) -> String {
        self.headings[column].clone().unwrap_or_else(|| self.column(column).name.clone())
    }

    /// Returns what each of some columns is called in each row of the header.
    pub(super) fn header_parts(&self, columns: &[usize]) -> Vec<Vec<String>> {
        let parts = |column: &usize| {
            let column = self.column(*column);
            let header = column.header.as_deref().unwrap_or(&column.name);
            header.split(" / ").map(ToOwned::to_owned).collect()
        };
        columns.iter().map(parts).collect()
    }

    /// Returns whether rows of several periods become one where only these columns make a group.
    pub(super) fn adds_periods(&self, groupby: &[usize]) -> bool {
        let shorter = |column: usize| self.periods.iter().all(|period| period.longer != column);
        (0..self.table().columns.len()).any(|index| {
            let column = self.column(index);
            let apart = || column.bounds().is_some_and(|(first, last)| first != last);
            column.kind.is_time() && shorter(index) && !groupby.contains(&index) && apart()
        })
    }

    /// Forgets that rows are totals where a condition has asked for them by name.
    pub(super) fn forget_named(&mut self, conditions: &[Filter]) {
        let table = Arc::clone(&self.sheet.table);
        self.totals.retain(|totals| {
            let column = &table.columns[totals.column];
            let labels: Vec<i64> = totals.labels.iter().filter_map(|label| column.encode(label)).collect();
            !conditions.iter().any(|condition| {
                let named = match &condition.predicate {
                    Predicate::In(values) => {
                        totals.overlap && values.len() == 1 || values.iter().any(|value| labels.contains(value))
                    }
                    Predicate::NotIn(_)
                    | Predicate::Within { .. }
                    | Predicate::Matches(_)
                    | Predicate::Related(_)
                    | Predicate::Ranked(_) => false,
                };
                condition.column == totals.column && named
            })
        });
    }

    /// Returns what is known after a step that made this table: what was known of each column that it kept, and of each new one
    /// what it counts.
    pub(super) fn after(self, table: Table, new: &BTreeMap<usize, Option<Key<Measure>>>, words: String) -> Self {
        let sheet = Sheet::made(table);
        let kept: Vec<Option<usize>> = match &*sheet.lineage {
            Lineage::Made(layer) => layer.columns.iter().map(kept).collect(),
            Lineage::File(_) => (0..sheet.table.columns.len()).map(Some).collect(),
        };
        let place = |column: usize| kept.iter().position(|below| *below == Some(column));
        let known = |column: usize| kept[column].and_then(|below| self.measures[below]);
        let measures =
            (0..kept.len()).map(|column| new.get(&column).copied().unwrap_or_else(|| known(column))).collect();
        let headings = kept.iter().map(|below| below.and_then(|below| self.headings[below].clone())).collect();
        let totals = self.totals.into_iter().filter_map(|totals| {
            let column = place(totals.column)?;
            Some(NamedTotals { column, ..totals })
        });
        let totals = totals.collect();
        let key: Option<Vec<usize>> = self.key.iter().map(|column| place(*column)).collect();
        let periods = self
            .periods
            .iter()
            .filter_map(|period| Some(Period { longer: place(period.longer)?, shorter: place(period.shorter)? }));
        let periods = periods.collect();
        let pending = self.pending.into_iter().filter_map(|taking| {
            let aggregate = taking.aggregate?.in_table(place)?;
            let apart = taking.apart.iter().filter_map(|column| place(*column)).collect();
            Some(StepTaking { aggregate: Some(aggregate), apart, ..taking })
        });
        let pending = pending.collect();
        let mut all = self.words;
        all.push(words);
        let (repeated, takings, declared) = (self.repeated, self.takings, self.declared);
        let key = key.unwrap_or_default();
        let words = all;
        Self { sheet, measures, headings, totals, key, periods, words, repeated, is: None, pending, takings, declared }
    }

    /// Adds that a step takes the values of a column, row by row.
    pub(super) fn takes_value(&mut self, column: usize, apart: &[usize], compared: bool, at: &RegistryPath<'_>) {
        let (filters, aggregate, apart) = (Vec::new(), Some(Aggregate::Value(column)), apart.to_vec());
        self.pending.push(StepTaking { filters, aggregate, apart, compared, place: at.registry_place() });
    }

    /// Keeps the table with what steps take of it, before rows or columns go.
    pub(super) fn keep_takings(&mut self, view: &registry::View, at: &RegistryPath<'_>) {
        if self.pending.is_empty() {
            return;
        }
        let mut of = nothing(view, at);
        of.file = self.sheet.lineage.file().clone();
        of.table = Arc::clone(&self.sheet.table);
        of.measures.clone_from(&self.measures);
        of.primary_key.clone_from(&self.key);
        of.totals = self.totals.iter().filter_map(|totals| totals.of(&of.table)).collect();
        of.repeated = self.repeated;
        self.takings.push(StepTakings { of: Arc::new(of), is: self.is, steps: std::mem::take(&mut self.pending) });
    }

    /// Returns how many layers stand above each other.
    pub(super) fn depth(&self) -> usize {
        fn depth(lineage: &Lineage) -> usize {
            match lineage {
                Lineage::File(_) => 0,
                Lineage::Made(layer) => {
                    1 + depth(&layer.below).max(layer.beside.as_ref().map_or(0, |beside| depth(beside)))
                }
            }
        }
        depth(&self.sheet.lineage)
    }

    /// Takes the types of new columns that are texts: what the view declares, else what all their words can be.
    pub(super) fn type_new(
        &mut self,
        new: &[usize],
        view: &registry::View,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<()> {
        let fields = at.key("fields");
        for index in new {
            let name = self.column(*index).name.clone();
            let declared = view.fields.iter().find(|field| field.id == name).map(|field| &field.value);
            let Some(column) = typed(self.column(*index), declared, &fields.key(&name), scope)? else { continue };
            if let Some(table) = Arc::get_mut(&mut self.sheet.table) {
                table.columns[*index] = column;
            }
        }
        Some(())
    }

    /// Takes the titles and totals that the view declares; a problem where it has no such column.
    pub(super) fn declare(
        &mut self,
        view: &registry::View,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<()> {
        let mut whole = Some(());
        let mut find = |stage: &Self, name: &str, at: &RegistryPath<'_>| {
            let found = stage.table().column(name);
            if found.is_none() {
                scope.problems.push(dataset_problem::unknown_column(at, name, None, stage.table().names()));
                whole = None;
            }
            found
        };
        let fields = at.key("fields");
        for field in view.fields.iter() {
            if let Some(index) = find(self, &field.id, &fields.key(&field.id)) {
                self.headings[index] = field.value.title.clone().or(self.headings[index].take());
            }
        }
        let list = at.key("totals");
        for entry in view.totals.iter().filter(|entry| !self.declared.contains(&entry.id)) {
            find(self, &entry.id, &list.key(&entry.id));
        }
        whole
    }

    /// Takes the totals that the view declares of columns that have come to be there, so that the steps that follow leave them
    /// out too.
    pub(super) fn declare_totals(&mut self, view: &registry::View, at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
        let list = at.key("totals");
        for entry in view.totals.iter() {
            let Some(column) = self.table().column(&entry.id) else { continue };
            if !self.declared.insert(entry.id.clone()) {
                continue;
            }
            let cells = self.column(column);
            let overlap = matches!(entry.value.0.as_slice(), [any] if any == "any" && cells.encode(any).is_none());
            for label in entry.value.iter().filter(|label| !overlap && cells.encode(label).is_none()) {
                let near = crate::resolve::problem::nearest(label, cells.words());
                let here = list.key(&entry.id);
                scope.problems.push(figure_problem::nowhere_in_column(&here, label, cells, near));
            }
            self.totals.retain(|totals| totals.column != column);
            let labels = if overlap { Vec::new() } else { entry.value.0.clone() };
            self.totals.push(NamedTotals { column, labels, overlap });
        }
    }
}

/// Returns the column below that a column is.
fn kept(made: &Made) -> Option<usize> {
    match made {
        Made::Kept(column) => Some(*column),
        _ => None,
    }
}
