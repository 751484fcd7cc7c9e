//! `datasets` understood: files with their tables, columns and earlier releases.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::load::{Project, Tables};
use crate::model::{Break, Dataset, Key, Measure, Provisional, Release, Section, Totals, released};
use crate::number::Period;
use crate::registry;
use crate::table::{Column, ColumnType, Table, read_period};
use crate::vocabulary::Caveats;
use crate::world::ProjectPath;

use super::links::{Scope, Written};
use super::registry_path::RegistryPath;
use super::{dataset_problem as wrong, figure_problem, problem, values};

/// Returns the datasets with their tables; one whose file could not be read has a table without columns.
pub(super) fn all(
    project: &Project,
    written: &[Written<'_, registry::Dataset>],
    scope: &mut Scope<'_>,
) -> Section<Dataset> {
    let none = Tables::default();
    let mut datasets = Section::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "datasets");
        let tables = project.tables.get(id.as_str()).unwrap_or(&none);
        let dataset = one(entry, tables, &top.key(id.as_str()), scope);
        datasets.add(id.clone(), dataset);
    }
    datasets
}

fn one(written: &registry::Dataset, tables: &Tables, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Dataset {
    let file = scope.required(written.file.as_ref(), at, "file").and_then(|file| ProjectPath::parse(file).ok());
    let table = tables.current.clone().unwrap_or_default();
    if written.publisher.is_none() && written.source.is_none() {
        scope.problems.push(wrong::from_nobody(at));
    }
    if let Some(vintage) = &written.vintage {
        scope.check_vintage(vintage, &at.key("vintage"));
    }
    if let Some(origin) = &written.origin {
        values::check_download(origin, &at.key("origin"), scope);
    }
    Dataset {
        title: written.title.clone(),
        // A path that is none was reported when the file was read.
        file: file.unwrap_or_else(|| ProjectPath::fixed("data")),
        publisher: scope.link_if(written.publisher.as_ref(), &at.key("publisher")),
        source: scope.link_if(written.source.as_ref(), &at.key("source")),
        measures: measures(written, &table, at, scope),
        headings: headings(written, &table),
        vintage: match &tables.replaced {
            Some(replaced) => replaced.vintage.clone(),
            None => written.vintage.clone(),
        },
        earlier: earlier(written, tables, at, scope),
        // A key that names no column was reported when the file was read.
        primary_key: written.primary_key.iter().filter_map(|name| table.column(name)).collect(),
        provisional: written
            .provisional
            .as_ref()
            .and_then(|provisional| cells(provisional, &table, &at.key("provisional"), scope)),
        codes: written.provisional.as_ref().map(|of| codes(of, &at.key("provisional"), scope)).unwrap_or_default(),
        totals: totals(written, &table, &at.key("totals"), scope),
        breaks: breaks(written, &table, &at.key("breaks"), scope),
        repeated: scope.word_if(written.repeated.as_ref(), &at.key("repeated")),
        view: None,
        table,
        snapshot: tables.snapshot.clone(),
        place: at.registry_place(),
    }
}

/// The title that the author gives each column.
fn headings(written: &registry::Dataset, table: &Table) -> Vec<Option<String>> {
    let title = |name: &str| written.fields.iter().find(|field| field.id == name)?.value.title.clone();
    table.columns.iter().map(|column| title(&column.name)).collect()
}

/// What each column counts: what its field says, else what the dataset says of its columns of numbers.
fn measures(
    written: &registry::Dataset,
    table: &Table,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Vec<Option<Key<Measure>>> {
    let of_all = scope.link_if(written.measure.as_ref(), &at.key("measure"));
    let others = written.other_fields.as_ref().and_then(|others| others.measure.as_ref());
    let of_others = scope.link_if(others, &at.key("other_fields").key("measure")).or(of_all);
    let number = |kind| matches!(kind, ColumnType::Integer | ColumnType::Number);
    let is_named = |name: &str| written.fields.iter().any(|field| field.id == name);
    let of = |column: &Column| if is_named(&column.name) { of_all } else { of_others };
    let mut measures: Vec<Option<Key<Measure>>> =
        table.columns.iter().map(|column| of(column).filter(|_| number(column.kind))).collect();
    let fields = at.key("fields");
    for field in written.fields.iter() {
        let Some(measure) = &field.value.measure else { continue };
        let here = fields.key(&field.id);
        let key = scope.link(measure, &here.key("measure"));
        let Some(index) = table.columns.iter().position(|column| column.name == field.id) else { continue };
        if number(table.columns[index].kind) {
            measures[index] = key;
        } else {
            scope.problems.push(wrong::counts_nothing(&here.key("measure"), &field.id, table.columns[index].kind));
        }
    }
    measures
}

/// Which labels name totals of rows beside them.
fn totals(written: &registry::Dataset, table: &Table, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Totals> {
    let mut found = Vec::new();
    for entry in written.totals.iter().filter(|_| !table.columns.is_empty()) {
        let here = at.key(&entry.id);
        let Some(column) = table.column(&entry.id) else {
            let names = table.columns.iter().map(|column| column.name.as_str());
            scope.problems.push(wrong::unknown_column(&here, &entry.id, None, names));
            continue;
        };
        let cells = &table.columns[column];
        if matches!(entry.value.0.as_slice(), [any] if any == "any" && cells.encode(any).is_none()) {
            found.push(Totals { column, labels: Vec::new(), overlap: true });
            continue;
        }
        let mut labels = Vec::new();
        for label in entry.value.iter() {
            if let Some(encoded) = cells.encode(label) {
                labels.push(encoded);
            } else {
                let near = problem::nearest(label, cells.words());
                scope.problems.push(figure_problem::nowhere_in_column(&here, label, cells, near));
            }
        }
        found.push(Totals { column, labels, overlap: false });
    }
    found
}

/// Returns the new ways of counting that are declared, each from the first day of its period: one of a column of times, else any.
fn breaks(written: &registry::Dataset, table: &Table, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Break> {
    let lengths: Vec<_> = table.columns.iter().filter_map(Column::length).collect();
    let mut breaks = Vec::new();
    for entry in written.breaks.iter() {
        let words = entry.id.trim();
        let of_column = lengths.iter().find_map(|length| Some(read_period(words, *length)?.first()));
        let first = of_column.or_else(|| {
            let period = scope.period(words, &at.key(&entry.id))?;
            Some(period.first.unwrap_or(period.last))
        });
        breaks.extend(first.map(|first| Break { first, words: words.to_owned(), reason: entry.value.clone() }));
    }
    breaks
}

fn earlier(written: &registry::Dataset, tables: &Tables, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Release> {
    let list = at.key("earlier");
    let mut releases = Vec::new();
    for (item, release) in written.earlier.iter().enumerate() {
        let here = list.item(item);
        let file = scope.required(release.file.as_ref(), &here, "file").and_then(|file| ProjectPath::parse(file).ok());
        let vintage = scope.required(release.vintage.as_ref(), &here, "vintage");
        let table: Option<Arc<Table>> = tables.earlier.get(item).cloned().flatten();
        if let (Some(file), Some(vintage), Some(table)) = (file, vintage, table) {
            releases.push((item, Release { file, vintage: vintage.to_owned(), table }));
        }
    }
    let mut releases = in_order(written.vintage.as_deref(), releases, at, scope);
    // As if its file were kept: without a dated vintage it could not be.
    let replaced = tables.replaced.as_ref().and_then(|replaced| replaced.table.clone());
    let kept = written.vintage.clone().filter(|vintage| released(vintage).is_some()).zip(replaced);
    if let (Some((vintage, table)), Some(path)) = (kept, written.file.as_deref()) {
        releases.extend(ProjectPath::parse(path).ok().map(|file| Release { file, vintage, table }));
    }
    releases
}

/// Returns what the further words of a status column mean.
fn codes(written: &registry::Provisional, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> BTreeMap<String, Caveats> {
    let here = at.key("codes");
    if written.status.is_none() && written.codes.iter().next().is_some() {
        scope.problems.push(problem::misplaced(
            here.name(),
            format!("{} says what codes mean, and not in which column they stand", at.owner()),
            "codes are those of a status column",
            "name the column: `provisional: { status: COLUMN, codes: … }`",
        ));
    }
    let mut codes = BTreeMap::new();
    for entry in written.codes.iter() {
        match Caveats::parse(&entry.value) {
            Ok(says) => _ = codes.insert(entry.id.trim().to_owned(), says),
            Err(part) => scope.problems.push(wrong::no_meaning(&here.key(&entry.id), &entry.value, &part)),
        }
    }
    codes
}

fn cells(
    written: &registry::Provisional,
    table: &Table,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Provisional> {
    match (&written.last, &written.status) {
        (Some(last), None) => {
            let count = last.parse().ok().filter(|count| *count > 0);
            if count.is_none() {
                scope.problems.push(problem::not_a_count(&at.key("last"), last, "number of periods"));
            }
            // A table without columns could not be read.
            let is_read = count.is_some() && !table.columns.is_empty();
            if is_read && !table.columns.iter().any(|column| column.kind.is_time()) {
                let kinds = table.columns.iter().map(|column| (column.name.as_str(), column.kind));
                scope.problems.push(wrong::no_periods(&at.key("last"), kinds));
            }
            count.map(Provisional::Last)
        }
        (None, Some(status)) => {
            let index = table.columns.iter().position(|column| column.name == *status);
            if index.is_none() && !table.columns.is_empty() {
                let names = table.columns.iter().map(|column| column.name.as_str());
                scope.problems.push(wrong::unknown_column(&at.key("status"), status, None, names));
            }
            let not_text = |column: &&Column| column.kind != ColumnType::String && column.bounds().is_some();
            if let Some(column) = index.map(|index| &table.columns[index]).filter(not_text) {
                scope.problems.push(wrong::no_status(&at.key("status"), status, column.kind));
            }
            index.map(Provisional::Status)
        }
        (None, None) => {
            scope.problems.push(problem::missing_key(at.value(), at, "last"));
            None
        }
        (Some(_), Some(_)) => {
            scope.problems.push(problem::misplaced(
                at.value(),
                format!("{} says twice which cells are provisional", at.owner()),
                "either the last periods are provisional, or a column says which rows are",
                "keep one of `last` and `status`",
            ));
            None
        }
    }
}

/// Returns the releases, the oldest first; problems where their vintages give no order.
pub(super) fn in_order(
    current: Option<&str>,
    releases: Vec<(usize, Release)>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Vec<Release> {
    let list = at.key("earlier");
    let now = current.and_then(released);
    if !releases.is_empty() && now.is_none() {
        scope.problems.push(wrong::no_vintage(at, current));
    }
    let mut dated = Vec::new();
    for (item, release) in releases {
        let here = list.item(item);
        let here = here.key("vintage");
        match released(&release.vintage) {
            None => scope.problems.push(wrong::undated_vintage(&here, &release.vintage)),
            Some(day) if now.as_ref().is_some_and(|now| day.last >= now.last) => {
                scope.problems.push(wrong::not_earlier(&here, &release.vintage, current.unwrap_or_default()));
            }
            Some(day) if dated.iter().any(|(other, _): &(Period, Release)| other.last == day.last) => {
                scope.problems.push(wrong::same_vintage(&here, &release.vintage));
            }
            Some(day) => dated.push((day, release)),
        }
    }
    dated.sort_by_key(|(day, _)| day.last);
    dated.into_iter().map(|(_, release)| release).collect()
}

/// Checks that every earlier release has the columns used, of the same type.
pub(super) fn check_columns(
    used: &BTreeSet<(Key<Dataset>, usize)>,
    datasets: &Section<Dataset>,
    written: &[Written<'_, registry::Dataset>],
    scope: &mut Scope<'_>,
) {
    for (key, index) in used {
        let dataset = &datasets[*key];
        let Some(column) = dataset.table.columns.get(*index) else { continue };
        // A view's releases are made by its own steps: they have the columns that it has.
        let Some(entry) = written.get(key.index()) else { continue };
        let top = RegistryPath::top(entry.file, "datasets");
        let top = top.key(entry.id.as_str());
        let list = top.key("earlier");
        for release in &dataset.earlier {
            let same = release.table.columns.iter().find(|other| other.name == column.name);
            if same.is_some_and(|other| other.kind == column.kind) || release.table.columns.is_empty() {
                continue;
            }
            let item =
                entry.entry.earlier.iter().position(|other| other.file.as_deref() == Some(release.file.as_str()));
            let here = list.item(item.unwrap_or(0));
            scope.problems.push(wrong::release_differs(&here, &release.vintage, column, same));
        }
    }
}
