//! One step understood and made: which of the seven it is, its columns found, what its new columns count.

use std::collections::BTreeMap;

use crate::model::{Filter, Key, Measure, Section, StepTaking};
use crate::registry;
use crate::resolve::columns::Columns;
use crate::resolve::links::Scope;
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{dataset_problem, selection};
use crate::table::{ColumnType, Table};
use crate::text::Id;
use crate::transform::{self, Fold, Period, Sheet, TimeUnit};

use super::measures;
use super::places::Places;
use super::problem as wrong;
use super::stage::Stage;
use super::tables::{Tables, nothing};

/// What the steps of one view share.
pub(super) struct Runner<'r> {
    pub(super) made: &'r Tables<'r>,
    pub(super) view: &'r registry::View,
    /// The view's id.
    pub(super) id: &'r str,
    /// Where the view stands in the registry.
    pub(super) at: &'r RegistryPath<'r>,
    /// The day on which tables are wanted; none for the current ones.
    pub(super) on: Option<&'r str>,
}

/// What each new column counts, by its place.
pub(super) type Counted = BTreeMap<usize, Option<Key<Measure>>>;

impl Runner<'_> {
    /// Returns what a step makes; none where a problem was met.
    pub(super) fn step(
        &self,
        stage: Stage,
        step: &registry::Step,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        wrong::check_keys(step, at, scope)?;
        if let Some(conditions) = &step.filter {
            self.filter(stage, conditions, at, scope)
        } else if let Some(fold) = &step.fold {
            self.fold(stage, fold, &step.named.0, at, scope)
        } else if let Some(lookup) = &step.lookup {
            self.lookup(stage, lookup, &step.named.0, at, scope)
        } else if let Some(formulas) = &step.calculate {
            self.calculate(stage, formulas, &at.key("calculate"), scope)
        } else if let Some(units) = &step.time_unit {
            self.time_unit(stage, units, step, at, scope)
        } else if let Some(summaries) = &step.aggregate {
            self.aggregate(stage, summaries, step, at, scope)
        } else {
            self.window(stage, step.window.as_ref()?, step, at, scope)
        }
    }

    fn filter(
        &self,
        mut stage: Stage,
        conditions: &registry::Entries<registry::Condition>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        if conditions.0.is_empty() {
            scope.problems.push(wrong::nothing_asked(&at.key("filter"), "conditions"));
            return None;
        }
        let conditions = self.conditions(&stage.sheet, self.id, conditions, (at, "filter"), None, scope)?;
        if conditions.iter().any(|condition| stage.column(condition.column).has_look_alikes()) {
            let (filters, apart, place) = (conditions.clone(), Vec::new(), at.key("filter").registry_place());
            stage.pending.push(StepTaking { filters, aggregate: None, apart, compared: false, place });
            stage.keep_takings(self.view, at);
        }
        stage.forget_named(&conditions);
        let names = conditions.iter().map(|condition| stage.column(condition.column).name.clone());
        let words = words("filter", names);
        let table = transform::Filter { conditions }.apply(stage.take());
        Some(stage.after(table, &Counted::new(), words))
    }

    /// Returns conditions on the columns of a table, as a `where` is understood; `latest` is the last period in which a column
    /// has a value, or the first column of numbers.
    pub(super) fn conditions(
        &self,
        sheet: &Sheet,
        id: &str,
        written: &registry::Entries<registry::Condition>,
        (at, key): (&RegistryPath<'_>, &str),
        value: Option<usize>,
        scope: &mut Scope<'_>,
    ) -> Option<Vec<Filter>> {
        let mut alone = Section::with_capacity(1);
        let id = Id::snake(id).ok()?;
        let mut dataset = nothing(self.view, at);
        dataset.table = sheet.table.clone();
        dataset.file = sheet.lineage.file().clone();
        let key_of = alone.add(id, dataset)?;
        let columns = Columns::of(key_of, None, &alone, at, scope)?;
        let here = at.key(key);
        let amount = || sheet.table.columns.iter().position(|column| column.kind.is_numeric());
        let conditions = selection::filters(written, &columns, &here, scope)?;
        let (filters, _) = conditions.settled(value.or_else(amount), &columns, &alone, &here, scope)?;
        if let Some(filter) = filters.iter().find(|filter| filter.predicate.looks_elsewhere()) {
            let name = &columns.column(filter.column).name;
            scope.problems.push(wrong::looks_elsewhere(&here.key(name), name));
            return None;
        }
        Some(filters)
    }

    fn fold(
        &self,
        mut stage: Stage,
        written: &registry::Fold,
        named: &[String],
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        let here = at.key("fold");
        let columns = if written.columns.is_empty() {
            let except = self.find_all(&stage, &written.except, &here.key("except"), scope)?;
            (0..stage.table().columns.len()).filter(|column| !except.contains(column)).collect()
        } else {
            self.find_all(&stage, &written.columns, &here, scope)?
        };
        // A column without a value has no kind of its own: nothing was counted in that year.
        let filled: Vec<usize> =
            columns.iter().copied().filter(|column| stage.column(*column).bounds().is_some()).collect();
        let Some(first) = filled.first().or(columns.first()) else {
            scope.problems.push(wrong::nothing_asked(&here, "columns"));
            return None;
        };
        let kind = |column: &usize| stage.column(*column).kind;
        let odd =
            |column: &&usize| kind(column) != kind(first) && !(kind(column).is_numeric() && kind(first).is_numeric());
        if let Some(odd) = filled.iter().find(odd) {
            scope.problems.push(wrong::fold_of_unlike(&here, stage.column(*first), stage.column(*odd)));
            return None;
        }
        let alike = if filled.is_empty() { &columns } else { &filled };
        let measure = measures::of_folded(&stage, alike, self.made.measures, &here, scope)?;
        let parts = stage.header_parts(&columns);
        let [keys @ .., value] = named else {
            scope.problems.push(wrong::fold_without_names(at, parts.first().map_or(1, Vec::len)));
            return None;
        };
        let list = at.key("as");
        let kept = |name: &str| stage.table().column(name).is_some_and(|column| !columns.contains(&column));
        self.free(&list, named, kept, scope)?;
        // One key takes the whole name, of however many parts.
        if keys.len() != 1
            && let Some(other) = parts.iter().find(|parts| parts.len() != keys.len())
        {
            scope.problems.push(wrong::fold_with_other_keys(&list, keys.len(), other));
            return None;
        }
        let keys: Vec<(String, Vec<String>)> = keys
            .iter()
            .enumerate()
            .map(|(place, name)| {
                let one = |(parts, column): (&Vec<String>, &usize)| match keys.len() {
                    1 => stage.label_of(*column),
                    _ => parts[place].clone(),
                };
                (name.clone(), parts.iter().zip(&columns).map(one).collect())
            })
            .collect();
        let count = keys.len();
        let words = words("fold", named.iter().cloned());
        let fold = Fold { columns, keys, value: value.clone() };
        let places = Places::of(&stage.sheet, self.id);
        let had_key = stage.key.clone();
        stage.keep_takings(self.view, at);
        let table = fold.apply(stage.take()).map_err(|fault| scope.problems.push(places.problem(fault, &here)));
        let table = table.ok()?;
        let width = table.columns.len();
        let new: Counted = (width - count - 1..width)
            .map(|column| (column, (column == width - 1).then_some(measure).flatten()))
            .collect();
        let mut stage = stage.after(table, &new, words);
        if !had_key.is_empty() && stage.key.len() == had_key.len() {
            stage.key.extend(width - count - 1..width - 1);
        }
        let keys: Vec<usize> = (width - count - 1..width - 1).collect();
        stage.type_new(&keys, self.view, self.at, scope)?;
        Some(stage)
    }

    fn time_unit(
        &self,
        mut stage: Stage,
        units: &registry::Entries<String>,
        step: &registry::Step,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        let here = at.key("timeUnit");
        let [entry] = units.0.as_slice() else {
            scope.problems.push(wrong::one_unit(&here));
            return None;
        };
        let place = here.key(&entry.id);
        let to = wrong::unit(&entry.id, step.starts.as_deref(), &place, &at.key("starts"), scope)?;
        let index = self.find(&stage, &entry.value, &place, scope)?;
        let column = stage.column(index);
        let can = column.values().next().is_none_or(|_| longer(column.kind, to));
        if !column.kind.is_time() || !can {
            scope.problems.push(wrong::not_shorter(&place, column, to));
            return None;
        }
        let name = step.named.0.first().unwrap_or(&entry.id).clone();
        let taken = |name: &str| stage.table().column(name).is_some();
        self.free(if step.named.is_empty() { &place } else { at }, std::slice::from_ref(&name), taken, scope)?;
        let words = words("timeUnit", [name.clone(), entry.value.clone()]);
        let step = TimeUnit { column: index, to, name };
        let places = Places::of(&stage.sheet, self.id).about(column.kind, to);
        let table =
            step.apply(stage.take()).map_err(|fault| scope.problems.push(places.problem(fault, &place))).ok()?;
        let last = table.columns.len() - 1;
        stage = stage.after(table, &Counted::from([(last, None)]), words);
        stage.periods.push(Period { longer: last, shorter: index });
        Some(stage)
    }

    /// Refuses columns that decide which rows belong together and look like merged cells.
    pub(super) fn refuse_merged(&self, stage: &Stage, columns: &[usize], at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
        for column in columns {
            // Where a filter has asked for the empty cells, what they mean is settled.
            let found = stage.table().merged_below(*column).filter(|_| stage.column(*column).any_missing());
            let Some(found) = found else { continue };
            let of = found.dataset.unwrap_or(stage.sheet.lineage.begins_with().dataset);
            let id = self.made.datasets.id(Key::new(of)).as_str();
            scope.problems.push(dataset_problem::merged(at, id, &found));
        }
    }

    /// Returns the index of a column; a problem where there is none.
    pub(super) fn find(
        &self,
        stage: &Stage,
        name: &str,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<usize> {
        find_in(stage.table(), name, self.id, at, scope)
    }

    /// Returns the indexes of columns.
    pub(super) fn find_all(
        &self,
        stage: &Stage,
        names: &[String],
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Vec<usize>> {
        let found = names.iter().enumerate().map(|(item, name)| self.find(stage, name, &at.item(item), scope));
        found.collect::<Vec<_>>().into_iter().collect()
    }

    /// Checks that no column has these names yet.
    pub(super) fn free(
        &self,
        at: &RegistryPath<'_>,
        names: &[String],
        is_taken: impl Fn(&str) -> bool,
        scope: &mut Scope<'_>,
    ) -> Option<()> {
        for (item, name) in names.iter().enumerate() {
            if names[..item].contains(name) || is_taken(name) {
                scope.problems.push(wrong::name_taken(at, name, self.id));
                return None;
            }
        }
        Some(())
    }
}

pub(super) fn find_in(
    table: &Table,
    name: &str,
    id: &str,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<usize> {
    let found = table.column(name);
    if found.is_none() {
        scope.problems.push(dataset_problem::unknown_column(at, name, Some(id), table.names()));
    }
    found
}

/// Returns whether periods of a kind can lie in longer ones.
fn longer(from: ColumnType, to: ColumnType) -> bool {
    // Some week lies in one month; that each does is seen at the cells.
    let length = |kind| match kind {
        ColumnType::Date => 1,
        ColumnType::Week => 7,
        ColumnType::YearMonth => 30,
        ColumnType::Quarter => 91,
        ColumnType::Term => 122,
        ColumnType::Half => 182,
        ColumnType::Year | ColumnType::FinancialYear { .. } => 365,
        ColumnType::String | ColumnType::Integer | ColumnType::Number | ColumnType::Boolean | ColumnType::Period => 0,
    };
    length(from) > 0 && length(from) < length(to)
}

/// Returns a step in words: its key, and what it makes or asks.
pub(super) fn words(step: &str, of: impl IntoIterator<Item = String>) -> String {
    format!("{step}: {}", of.into_iter().collect::<Vec<_>>().join(", "))
}
