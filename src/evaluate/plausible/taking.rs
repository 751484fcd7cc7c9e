//! What takes rows of a dataset: figures, tests, tables and the steps of views, and what each does with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Aggregate, Calculation, Dataset, Figure, Filter, Join, Key, Measure, Model, Operation, Selection, StepTaking,
    TableOf, TestOf,
};
use crate::table::Column;
use crate::text::RegistryPlace;

use super::super::join::Frame;
use super::super::select;
use super::super::tables::Tables;

/// Something that takes rows of a dataset.
#[derive(Clone)]
pub(super) struct Taking<'m> {
    /// What it is called: "figure `rise`".
    pub(super) subject: String,
    /// Where it is declared.
    pub(super) place: RegistryPlace,
    /// The dataset.
    pub(super) of: Key<Dataset>,
    /// A second dataset, joined.
    pub(super) join: Option<&'m Join>,
    /// The conditions.
    pub(super) filters: &'m [Filter],
    /// What it does with the rows.
    pub(super) does: Does<'m>,
    /// Whether the values of its series are compared with each other: which is the least, the greatest, its place.
    pub(super) compared: bool,
    /// Whether it is a step of a view.
    pub(super) is_step: bool,
}

/// What is done with the rows.
#[derive(Clone)]
pub(super) enum Does<'m> {
    /// One number is made of them, or a series.
    Aggregates(Aggregates),
    /// Columns of them are printed.
    Prints(&'m [usize]),
    /// Nothing: they are only found.
    Finds,
}

/// What is made of rows.
#[derive(Clone)]
pub(super) struct Aggregates {
    pub(super) aggregate: Aggregate,
    /// The column that a series goes along.
    pub(super) by: Option<usize>,
    /// The columns by which a step keeps groups apart.
    pub(super) apart: Vec<usize>,
    /// Whether a cell that stands in several rows counts once.
    pub(super) once: bool,
    /// Whether rows without a value and periods without a row are meant to be left out.
    pub(super) missing: bool,
    /// What it counts, where its author says.
    pub(super) declared: Option<Key<Measure>>,
    /// Where rows are counted that meet conditions, the amount by which they do.
    pub(super) held: Option<usize>,
}

impl Aggregates {
    /// Returns whether rows with different values of a column are never made one number.
    pub(super) fn keeps_apart(&self, column: usize) -> bool {
        self.by == Some(column) || self.apart.contains(&column)
    }
}

/// Returns what takes rows in a model, but the steps of views.
pub(super) fn uses(model: &Model) -> Vec<Taking<'_>> {
    let mut uses = Vec::new();
    let (compared, held) = (compared(model), held(model));
    for (key, id, figure) in model.figures.iter() {
        if let Calculation::Select(selection) = &figure.calculation {
            uses.push(Taking::selected(format!("figure `{id}`"), &figure.place, selection, figure.measure));
            let taking = uses.last_mut().expect("one was pushed");
            taking.compared = compared.contains(&key);
            if let Does::Aggregates(made) = &mut taking.does {
                made.held = held.get(&key).copied();
            }
        }
    }
    for (_, id, claim) in model.claims.iter() {
        for test in &claim.tests {
            if let TestOf::Inline(calculation) = &test.of
                && let Calculation::Select(selection) = &**calculation
            {
                uses.push(Taking::selected(format!("the test of claim `{id}`"), &test.place, selection, None));
                // Of a series of which nothing is asked each value is held against the quantity.
                let of_each = test.trend.is_none() && selection.by.is_some();
                uses.last_mut().expect("one was pushed").compared = of_each;
            }
        }
    }
    for (_, id, table) in model.tables.iter() {
        if let TableOf::Rows { of, join, filters, columns, .. } = &table.of {
            uses.push(Taking {
                subject: format!("table `{id}`"),
                place: table.place.clone(),
                of: *of,
                join: join.as_ref(),
                filters,
                does: Does::Prints(columns),
                compared: false,
                is_step: false,
            });
        }
    }
    uses
}

/// Returns what the steps of views take of tables, which is asked of them as of a figure.
pub(super) fn steps(model: &Model) -> Vec<(Taking<'_>, &StepTaking)> {
    let mut steps = Vec::new();
    let mut next = model.datasets.len();
    for (_, id, dataset) in model.datasets.iter() {
        for takings in dataset.view.iter().flat_map(|view| &view.takings) {
            for step in &takings.steps {
                let of = |aggregate| {
                    Does::Aggregates(Aggregates {
                        aggregate,
                        by: None,
                        apart: step.apart.clone(),
                        once: false,
                        missing: false,
                        declared: None,
                        held: None,
                    })
                };
                let taking = Taking {
                    subject: format!("view `{id}`"),
                    place: step.place.clone(),
                    of: Key::new(next),
                    join: None,
                    filters: &step.filters,
                    does: step.aggregate.map_or(Does::Finds, of),
                    compared: step.compared,
                    is_step: true,
                };
                steps.push((taking, step));
            }
            next += 1;
        }
    }
    steps
}

/// Returns the series whose values are compared with each other.
fn compared(model: &Model) -> BTreeSet<Key<Figure>> {
    let compared = operations(model).flat_map(|operation| match operation {
        Operation::Lowest(series) | Operation::Highest(series) => vec![*series],
        Operation::Which(which) => vec![which.of],
        Operation::HoldsEach { of, .. } => vec![*of],
        Operation::Rank { among, .. } => among.clone(),
        _ => Vec::new(),
    });
    let of_each = model.claims.iter().flat_map(|(_, _, claim)| &claim.tests).filter(|test| test.trend.is_none());
    let of_each = of_each.filter_map(|test| match &test.of {
        TestOf::Figure(figure) => Some(vec![*figure]),
        TestOf::Inline(calculation) => match &**calculation {
            Calculation::Derive(operation) if operation.goes_value_by_value() => Some(operation.parts()),
            _ => None,
        },
    });
    compared.chain(of_each.flatten()).collect()
}

/// Returns the operations of figures and tests.
fn operations(model: &Model) -> impl Iterator<Item = &Operation> {
    let derived = model.figures.iter().filter_map(|(_, _, figure)| match &figure.calculation {
        Calculation::Derive(operation) => Some(operation),
        Calculation::Select(_) | Calculation::Quote(_) => None,
    });
    let inline = model.claims.iter().flat_map(|(_, _, claim)| &claim.tests).filter_map(|test| match &test.of {
        TestOf::Inline(calculation) => match &**calculation {
            Calculation::Derive(operation) => Some(operation),
            Calculation::Select(_) | Calculation::Quote(_) => None,
        },
        TestOf::Figure(_) => None,
    });
    derived.chain(inline)
}

/// Returns the counts of rows that meet conditions, and of the rows that they are counted of, with the amount that is held.
fn held(model: &Model) -> BTreeMap<Key<Figure>, usize> {
    let mut held = BTreeMap::new();
    for operation in operations(model) {
        let Operation::Holds { number, whole } = operation else { continue };
        let Calculation::Select(selection) = &model.figures[*number].calculation else { continue };
        let columns = &model.datasets[selection.of].table.columns;
        let amount = |filter: &Filter| columns.get(filter.column).is_some_and(|column| column.kind.is_numeric());
        if let Some(filter) = selection.filters.iter().rfind(|filter| amount(filter)) {
            held.extend([(*number, filter.column), (*whole, filter.column)]);
        }
    }
    held
}

impl<'m> Taking<'m> {
    pub(super) fn selected(
        subject: String,
        place: &RegistryPlace,
        selection: &'m Selection,
        declared: Option<Key<Measure>>,
    ) -> Self {
        let (join, filters) = (selection.join.as_ref(), selection.filters.as_slice());
        Self {
            subject,
            place: place.clone(),
            of: selection.of,
            join,
            filters,
            does: Does::Aggregates(Aggregates {
                aggregate: selection.aggregate,
                by: selection.by,
                apart: Vec::new(),
                once: selection.once,
                missing: selection.missing,
                declared,
                held: None,
            }),
            compared: false,
            is_step: false,
        }
    }

    /// Returns what it sees and the rows it takes; none where its join cannot be made, which is a problem of its own.
    pub(super) fn rows(&self, tables: &Tables<'m>) -> Option<(Frame<'m>, Vec<u32>)> {
        let frame = tables.frame(self.of, None, self.join).ok()?;
        let rows = select::rows(&frame, self.filters, &tables.index(self.of, None));
        Some((frame, rows))
    }

    /// Returns the dataset that a column belongs to, and its index there: columns of a joined dataset follow those of the
    /// first.
    pub(super) fn column(&self, tables: &Tables<'m>, index: usize) -> Option<(Key<Dataset>, usize, &'m Column)> {
        let own = tables.dataset(self.of).table.columns.len();
        let (dataset, index) = match self.join {
            Some(join) if index >= own => (join.dataset, index - own),
            _ => (self.of, index),
        };
        Some((dataset, index, tables.dataset(dataset).table.columns.get(index)?))
    }

    /// Returns the same for the column of a file that it is, so that what a step keeps is told of its file, and once.
    pub(super) fn column_of_file(
        &self,
        tables: &Tables<'m>,
        index: usize,
    ) -> Option<(Key<Dataset>, usize, &'m Column)> {
        let (dataset, index, _) = self.column(tables, index)?;
        let (dataset, index) = tables.origin(dataset, index);
        Some((dataset, index, tables.dataset(dataset).table.columns.get(index)?))
    }

    /// Returns the columns whose amounts it takes, with what they count; none of what it only counts.
    pub(super) fn amounts(&self, tables: &Tables<'m>) -> Vec<(usize, Option<Key<Measure>>)> {
        let counted = |index: usize| {
            let (dataset, column, _) = self.column(tables, index)?;
            tables.dataset(dataset).measures.get(column).copied().flatten()
        };
        match &self.does {
            Does::Prints(columns) => columns.iter().map(|index| (*index, counted(*index))).collect(),
            Does::Aggregates(made) => {
                let taken = made.aggregate.amounts();
                taken.map(|index| (index, made.declared.or_else(|| counted(index)))).into_iter().collect()
            }
            Does::Finds => Vec::new(),
        }
    }
}
