//! Rows that an aggregate takes twice: one repeats another cell for cell, or two give one key different numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Dataset;
use crate::table::{Column, ColumnType, RepeatedRow, Table};
use crate::vocabulary::{AggregateKind, Repeated};

use super::super::tables::Tables;
use super::{Does, Findings, Known, Taking, problem};

/// What is known of the rows of a table that stand twice.
pub(super) struct Twice {
    /// Rows that repeat others cell for cell.
    repeated: Vec<RepeatedRow>,
    /// Whether the columns that are no numbers name a row once, but for those that repeat others.
    has_key: bool,
    /// Whether so many repeat that a list of cases is meant, in which many look alike.
    is_list: bool,
    /// Rows that give the key of another different numbers, where the keys make a grid without gaps.
    conflicts: Vec<RepeatedRow>,
    /// The columns of that key, by name.
    key: Vec<String>,
}

/// Adds the rows that an aggregate takes twice.
pub(super) fn check<'m>(tables: &Tables<'m>, known: &mut Known, taking: &Taking<'m>, found: &mut Findings) {
    let Does::Aggregates(made) = &taking.does else { return };
    let adds = match made.aggregate.kind() {
        AggregateKind::Sum
        | AggregateKind::Mean
        | AggregateKind::Median
        | AggregateKind::Percentile
        | AggregateKind::Count => true,
        AggregateKind::Min | AggregateKind::Max | AggregateKind::Distinct | AggregateKind::Value => false,
    };
    let dataset = tables.dataset(taking.of);
    if !adds || !dataset.primary_key.is_empty() || dataset.repeated == Some(Repeated::Meant) {
        return;
    }
    let amount = taking.amounts(tables).first().map(|(index, _)| *index);
    let labels = labels(dataset, amount);
    let twice = known
        .twice
        .entry((taking.of, labels))
        .or_insert_with_key(|(of, labels)| twice(&tables.dataset(*of).table, labels));
    if (twice.repeated.is_empty() || twice.is_list) && twice.conflicts.is_empty() {
        return;
    }
    let Some((frame, rows)) = taking.rows(tables) else { return };
    let taken: BTreeSet<u32> = rows.into_iter().collect();
    let both = |pairs: &[RepeatedRow]| -> Vec<RepeatedRow> {
        let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
        let mut both = Vec::new();
        for pair in pairs.iter().filter(|pair| taken.contains(&pair.row)) {
            let first =
                *seen.entry(pair.first).or_insert(if taken.contains(&pair.first) { pair.first } else { pair.row });
            if first != pair.row {
                both.push(RepeatedRow { row: pair.row, first });
            }
        }
        both
    };
    let repeated = if twice.is_list { Vec::new() } else { both(&twice.repeated) };
    let id = tables.id_of_file(taking.of);
    if let Some(pair) = repeated.first() {
        let certain = twice.has_key;
        found.add((taking.of, 0), ("repeated", 0), || {
            problem::of_repeated(taking, &frame, *pair, repeated.len() - 1, id, certain)
        });
        return;
    }
    let conflicts = both(&twice.conflicts);
    if let Some(pair) = conflicts.first() {
        let key = &twice.key;
        found.add((taking.of, 0), ("conflict", 0), || problem::of_conflict(taking, &frame, *pair, key, id));
    }
}

/// Returns which columns of a table name its rows rather than count something: text, times, and whole numbers that are years.
pub(super) fn labels(dataset: &Dataset, amount: Option<usize>) -> Vec<usize> {
    let is_label = |(at, column): (usize, &Column)| {
        let counts = dataset.measures.get(at).copied().flatten().is_some();
        let label = !column.kind.is_numeric()
            || (column.kind == ColumnType::Integer
                && (!counts || column.values().all(|value| (1800..=2200).contains(&value))));
        (amount != Some(at) && label).then_some(at)
    };
    dataset.table.columns.iter().enumerate().filter_map(is_label).collect()
}

fn twice(table: &Table, labels: &[usize]) -> Twice {
    let all: Vec<&Column> = table.columns.iter().collect();
    let named: Vec<&Column> = labels.iter().map(|at| &table.columns[*at]).collect();
    let repeated = table.repeated_rows(&all);
    let in_labels = table.repeated_rows(&named);
    let exact: BTreeSet<u32> = repeated.iter().map(|pair| pair.row).collect();
    let mut conflicts: Vec<RepeatedRow> = in_labels.into_iter().filter(|pair| !exact.contains(&pair.row)).collect();
    let counts_something = labels.len() < table.columns.len();
    let has_key = counts_something && !named.is_empty() && conflicts.is_empty();
    let is_list = !has_key && (named.is_empty() || repeated.len() * 5 > table.rows) && !is_block(&repeated);
    let few = conflicts.len() * 50 <= table.rows.max(50);
    if !counts_something
        || !few
        || conflicts.is_empty()
        || !is_grid(&named, table.rows - repeated.len() - conflicts.len())
    {
        conflicts.clear();
    }
    let key = named.iter().map(|column| column.name.clone()).collect();
    Twice { repeated, has_key, is_list, conflicts, key }
}

/// Returns whether rows repeat others in their order, three or more in a row: as when a file is appended to itself.
fn is_block(repeated: &[RepeatedRow]) -> bool {
    repeated
        .windows(3)
        .any(|rows| rows.windows(2).all(|pair| pair[1].row == pair[0].row + 1 && pair[1].first == pair[0].first + 1))
}

/// Returns whether so many rows with different labels make a grid of two or more columns with hardly a gap, so that each
/// combination of labels is meant to stand once.
fn is_grid(labels: &[&Column], different: usize) -> bool {
    let sizes = labels.iter().map(|column| match column.words().count() {
        0 => column.values().collect::<BTreeSet<i64>>().len(),
        words => words,
    });
    let sizes: Vec<usize> = sizes.filter(|size| *size > 1).collect();
    let full = sizes.iter().try_fold(1_usize, |full, size| full.checked_mul(*size));
    sizes.len() > 1 && different > 5 && full.is_some_and(|full| different * 10 >= full * 9)
}
