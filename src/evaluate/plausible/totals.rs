//! Totals among their parts: rows whose label says so (`Total`, `Insgesamt`), and rows that are the sum of the rows beside
//! them (`England` above its regions).
//!
//! What no label says is told only where it can hardly be chance: in every group of rows that agree in all else, and with
//! parts so large that no sum would meet a number by accident.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::cells::{is_total, may_be_total};
use crate::language::unions;
use crate::model::{Aggregate, Dataset};
use crate::table::{Column, ColumnType, Table};

use super::super::tables::Tables;
use super::repeats::labels;
use super::sums::{self, Chance, Item, Share};
use super::{Does, Findings, Known, Taking, Total, problem};

/// The totals in the columns of a dataset, by column.
pub(super) type Totals = BTreeMap<usize, Vec<Total>>;

/// Adds the totals that an aggregate takes beside their parts.
pub(super) fn check<'m>(tables: &Tables<'m>, known: &mut Known, taking: &Taking<'m>, found: &mut Findings) {
    let Does::Aggregates(made) = &taking.does else { return };
    let dataset = tables.dataset(taking.of);
    let alone = made.by.is_none() && !taking.compared;
    if matches!(made.aggregate, Aggregate::Distinct(_) | Aggregate::Value(_)) && alone {
        return;
    }
    let amount = taking.amounts(tables).first().map(|(index, _)| *index).or(made.held);
    let amount = amount.filter(|index| *index < dataset.table.columns.len());
    let columns = known.totals.entry((taking.of, amount)).or_insert_with(|| totals(dataset, amount));
    let overlaps = dataset.totals.iter().filter(|totals| totals.overlap).map(|totals| totals.column);
    let overlaps: Vec<usize> = overlaps.filter(|column| !made.keeps_apart(*column)).collect();
    let columns: Vec<(&usize, &Vec<Total>)> = columns.iter().collect();
    if columns.is_empty() && overlaps.is_empty() {
        return;
    }
    let Some((frame, rows)) = taking.rows(tables) else { return };
    let lines = |column: usize| {
        let reader = frame.reader(column);
        let mut first: BTreeMap<i64, u32> = BTreeMap::new();
        for row in &rows {
            if let Some(label) = reader.get(*row as usize) {
                first.entry(label).or_insert(*row);
            }
        }
        first
    };
    for column in overlaps {
        let taken = lines(column);
        let extreme = matches!(made.aggregate, Aggregate::Min(_) | Aggregate::Max(_) | Aggregate::Value(_));
        if let (true, [one, other]) = (!extreme, &*taken.iter().take(2).collect::<Vec<_>>()) {
            let two = [(*one.0, *one.1), (*other.0, *other.1)];
            found.add(tables.origin(taking.of, column), ("overlap", 0), || {
                problem::of_overlap(taking, &frame, column, two)
            });
        }
    }
    for (column, totals) in columns {
        // Along the column itself each total is a value of its own; it is in the way only where the values are compared.
        if made.apart.contains(column) || made.by == Some(*column) && !taking.compared {
            continue;
        }
        let taken = lines(*column);
        let beside = |total: &&Total| {
            let others = taken.keys().filter(|label| !totals.iter().any(|other| other.label == **label));
            let part = match &total.parts {
                Some(parts) => taken.keys().any(|label| parts.contains(label)),
                None => others.count() > 0,
            };
            taken.contains_key(&total.label) && part
        };
        let met: Vec<&Total> = totals.iter().filter(beside).collect();
        if !met.is_empty() {
            let certain = met.iter().any(|total| total.certain) && !matches!(made.aggregate, Aggregate::Count(_));
            let (of, at) = tables.origin(taking.of, *column);
            let owner = tables.called(of);
            found.add((of, at), ("totals", 0), || {
                let declared = tables.dataset(of).table.columns.get(at).map_or("", |column| &column.name);
                let among =
                    problem::Among { taking, frame: &frame, column: *column, declared, taken: &taken, owner: &owner };
                problem::of_totals(&among, &met, certain)
            });
        }
    }
}

/// More labels than any classification of places, groups or causes that is added up here.
const MOST_LABELS: usize = 20_000;

/// More columns of labels than any table that is published has: in a wider one only words tell a total, not sums.
const MOST_COLUMNS: usize = 100;

/// Returns the totals in the columns of a dataset that its author says nothing of, by column.
fn totals(dataset: &Dataset, amount: Option<usize>) -> Totals {
    let table = &*dataset.table;
    let labels = labels(dataset, amount);
    let mut found = Totals::new();
    for column in labels.iter().copied() {
        let cells = &table.columns[column];
        let said = dataset.totals.iter().any(|totals| totals.column == column);
        let words = cells.words().count();
        if said || cells.kind != ColumnType::String || !(2..=MOST_LABELS).contains(&words) {
            continue;
        }
        let mut totals: BTreeMap<i64, Total> = cells
            .labels_where(|label| is_total(label) || unions::is_union(label))
            .into_iter()
            .map(|label| (label, Total { label, parts: None, several: false, certain: false }))
            .collect();
        let adds_up = |amount: &usize| labels.len() <= MOST_COLUMNS && table.columns[*amount].kind.is_numeric();
        if let Some(amount) = amount.filter(adds_up) {
            totals.extend(adding_up(table, &labels, column, amount).into_iter().map(|total| (total.label, total)));
        }
        // Of a name and its code, the one that reads as a name is told.
        let twin = found.keys().copied().find(|other| is_twin(table, *other, column));
        if totals.is_empty() || twin.is_some_and(|twin| letters(&table.columns[twin]) >= letters(cells)) {
            continue;
        }
        if let Some(twin) = twin {
            found.remove(&twin);
        }
        found.insert(column, totals.into_values().collect());
    }
    found
}

fn letters(column: &Column) -> usize {
    column.words().map(|word| word.chars().filter(|c| c.is_lowercase()).count()).sum()
}

fn is_twin(table: &Table, a: usize, b: usize) -> bool {
    determines(table, a, b) && determines(table, b, a)
}

/// Returns whether each word of the first column, which is text, stands beside one value of the second only.
fn determines(table: &Table, first: usize, second: usize) -> bool {
    let (first, second) = (&table.columns[first], &table.columns[second]);
    let mut beside: Vec<Option<Option<i64>>> = vec![None; first.words().count()];
    (0..table.rows).all(|row| {
        let other = second.encoded(row);
        let word = first.encoded(row).and_then(|code| beside.get_mut(usize::try_from(code).ok()?));
        word.is_none_or(|known| *known.get_or_insert(other) == other)
    })
}

/// How many groups of rows are looked at: enough to tell chance from a rule.
const GROUPS: usize = 12;

/// The longest group of rows that is looked at.
const LONGEST: usize = 5_000;

/// The sum of others that a label is in one group of rows.
struct Sum {
    share: Share,
    parts: BTreeSet<i64>,
    /// How many sets of them add up to it.
    sets: usize,
}

/// Returns the labels of a column that are the sum of others in every group of rows that agree in all else, or in nearly every one
/// where it cannot be chance, with those others and whether it is certain.
fn adding_up(table: &Table, labels: &[usize], column: usize, amount: usize) -> Vec<Total> {
    let others: Vec<&Column> = labels
        .iter()
        .filter(|other| **other != column && !determines(table, column, **other))
        .map(|other| &table.columns[*other])
        .collect();
    let (cells, amounts) = (&table.columns[column], &table.columns[amount]);
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut sums: BTreeMap<i64, Vec<Sum>> = BTreeMap::new();
    let mut stands: BTreeMap<i64, usize> = BTreeMap::new();
    let step = (table.rows / GROUPS).max(1);
    for sample in (0..table.rows).step_by(step).take(GROUPS + 1) {
        let agrees = |row: &usize| others.iter().all(|other| other.encoded(*row) == other.encoded(sample));
        let rows: Vec<usize> = (0..table.rows).filter(agrees).take(LONGEST + 1).collect();
        if rows.len() < 3 || rows.len() > LONGEST || !seen.insert(rows[0]) {
            continue;
        }
        let items: Option<Vec<Item>> =
            rows.iter().map(|row| Some(Item { label: cells.encoded(*row)?, amount: amounts.encoded(*row)? })).collect();
        let Some(items) = items else { continue };
        let different: BTreeSet<i64> = items.iter().map(|item| item.label).collect();
        if different.len() < items.len() {
            continue;
        }
        for label in different {
            *stands.entry(label).or_default() += 1;
        }
        let named = |label: i64| may_be_total(&cells.format(label));
        // A country is the sum of its regions, and again of its age groups: it is one total of both.
        let mut here: BTreeMap<i64, Sum> = BTreeMap::new();
        for (label, share, parts) in sums::totals(&items, &named) {
            let sum = here.entry(label).or_insert(Sum { share, parts: BTreeSet::new(), sets: 0 });
            sum.sets += 1;
            sum.parts.extend(parts);
        }
        for (label, found) in here {
            sums.entry(label).or_default().push(found);
        }
    }
    let told = sums.into_iter().filter_map(|(label, found)| {
        let chance = sums::chance(found.iter().map(|sum| sum.share));
        let named = may_be_total(&cells.format(label));
        let everywhere = stands.get(&label) == Some(&found.len());
        // Estimates and roundings of some groups do not add up; what cannot be chance in the others is none.
        let nearly = chance == Chance::None && stands.get(&label).is_some_and(|all| found.len() * 4 >= all * 3);
        let several = found.iter().any(|sum| sum.sets > 1);
        let parts = Some(found.into_iter().flat_map(|sum| sum.parts).collect());
        let is_told = everywhere && (named || chance != Chance::Likely) || nearly;
        is_told.then_some(Total { label, parts, several, certain: named || chance == Chance::None })
    });
    told.collect()
}
