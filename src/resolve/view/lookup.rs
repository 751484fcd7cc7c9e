//! `lookup` understood: the keys of both sides, what is taken, and what the new column counts.

use std::sync::Arc;

use crate::model::{Dataset, Filter, Predicate, StepTaking, StepTakings};
use crate::registry;
use crate::resolve::links::Scope;
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{figure_problem, problem};
use crate::transform::{Lookup, Sheet, Take};
use crate::vocabulary::Aggregate;

use super::places::Places;
use super::stage::Stage;
use super::steps::{Counted, Runner, find_in, words};
use super::{measures, problem as wrong};

impl Runner<'_> {
    pub(super) fn lookup(
        &self,
        mut stage: Stage,
        written: &registry::Join,
        named: &[String],
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        let here = at.key("lookup");
        let other_id = scope.required(written.dataset.as_ref(), &here, "dataset")?.to_owned();
        let other_key = scope.link::<Dataset>(&other_id, &here.key("dataset"))?;
        let dataset = self.made.get(other_key)?;
        let other = self.made.sheet(other_key, self.on)?;
        if written.key.0.is_empty() {
            scope.problems.push(problem::missing_key(here.value(), &here, "key"));
            return None;
        }
        let mut key = Vec::new();
        let list = here.key("key");
        for (item, (mine, theirs)) in written.key.0.iter().enumerate() {
            let place = if mine == theirs { list.item(item) } else { list.key(mine) };
            let own = self.find(&stage, mine, &place, scope);
            let there = find_in(&other.table, theirs, &other_id, &place, scope);
            let (Some(own), Some(there)) = (own, there) else { continue };
            let (a, b) = (stage.column(own), &other.table.columns[there]);
            if a.kind == b.kind || (a.kind.is_numeric() && b.kind.is_numeric()) {
                key.push((own, there));
            } else {
                scope.problems.push(figure_problem::key_types_differ(&place, (self.id, &other_id), a, b));
            }
        }
        if key.len() != written.key.0.len() {
            return None;
        }
        let leave_out = wrong::permission(written.unmatched.as_deref(), &here.key("unmatched"), scope)?;
        let (take, name) = match (&written.value, &written.sum) {
            (Some(value), None) => {
                (Take::Value(find_in(&other.table, value, &other_id, &here.key("value"), scope)?), value)
            }
            (None, Some(sum)) => (Take::Sum(find_in(&other.table, sum, &other_id, &here.key("sum"), scope)?), sum),
            _ => {
                scope.problems.push(wrong::value_or_sum(&here));
                return None;
            }
        };
        let (Take::Value(column) | Take::Sum(column)) = take;
        let conditions =
            self.conditions(&other, &other_id, &written.conditions, (&here, "where"), Some(column), scope)?;
        let place = other.table.columns[column].name.clone();
        let measure = dataset.table.column(&place).and_then(|column| dataset.measures.get(column).copied().flatten());
        if let Take::Sum(column) = take {
            if !other.table.columns[column].kind.is_numeric() {
                scope.problems.push(figure_problem::not_numbers(&here.key("sum"), "sum", &other.table.columns[column]));
                return None;
            }
            measures::is_added(measure, self.made.measures, &here.key("sum"), scope)?;
        }
        let name = named.first().unwrap_or(name).clone();
        if named.len() > 1 {
            scope.problems.push(wrong::one_name(&at.key("as")));
            return None;
        }
        let free_at = if named.is_empty() { here.key("value") } else { at.key("as") };
        self.free(&free_at, std::slice::from_ref(&name), |name| stage.table().column(name).is_some(), scope)?;
        let conditions = without_totals(dataset, &other, conditions, &key, take);
        let (mine, theirs): (Vec<usize>, Vec<usize>) = key.iter().copied().unzip();
        self.refuse_merged(&stage, &mine, &here.key("key"), scope);
        if let (Take::Sum(column), None) = (take, self.on) {
            let (filters, aggregate, apart) = (conditions.clone(), Some(Aggregate::Sum(column)), theirs);
            let of = Arc::new(Dataset { table: Arc::clone(&other.table), ..dataset.clone() });
            let steps = vec![StepTaking { filters, aggregate, apart, compared: false, place: here.registry_place() }];
            stage.takings.push(StepTakings { of, is: Some(other_key), steps });
        }
        let words = words("lookup", [name.clone(), other_id.clone()]);
        let step = Lookup { other: other.clone(), key, conditions, take, name, leave_out };
        let places = Places::of(&stage.sheet, self.id).beside(&step, &other_id);
        let table = step.apply(stage.take()).map_err(|fault| scope.problems.push(places.problem(fault, &here))).ok()?;
        let newest = table.columns.len() - 1;
        Some(stage.after(table, &Counted::from([(newest, measure)]), words))
    }
}

/// Returns conditions with those that leave out what the other dataset declares to be totals, where many rows are added and no
/// key and no condition names one.
fn without_totals(
    dataset: &Dataset,
    other: &Sheet,
    mut conditions: Vec<Filter>,
    key: &[(usize, usize)],
    take: Take,
) -> Vec<Filter> {
    if !matches!(take, Take::Sum(_)) {
        return conditions;
    }
    for totals in dataset.totals.iter().filter(|totals| !totals.labels.is_empty()) {
        let labels = &dataset.table.columns[totals.column];
        let Some(column) = other.table.column(&labels.name) else { continue };
        let there = &other.table.columns[column];
        let encoded: Vec<i64> = totals.labels.iter().filter_map(|label| there.encode(&labels.format(*label))).collect();
        let named = conditions.iter().any(|filter| filter.names_any(column, &encoded));
        if !named && key.iter().all(|(_, theirs)| *theirs != column) && !encoded.is_empty() {
            conditions.push(Filter { column, predicate: Predicate::NotIn(encoded) });
        }
    }
    conditions
}
