//! The columns a selection can name: those of its dataset, then those of a joined one.

use crate::model::{AskedPeriods, Dataset, Filter, Join, Key, Predicate, RelatedTo, Section, There};
use crate::registry;
use crate::table::Column;
use crate::text::Id;

use super::links::Scope;
use super::registry_path::RegistryPath;
use super::{dataset_problem as wrong, dataset_problem, figure_problem};

/// One or two datasets side by side.
#[derive(Clone)]
pub(super) struct Columns<'m> {
    /// The first dataset.
    pub(super) first: Key<Dataset>,
    /// The second, with the join.
    pub(super) join: Option<Join>,
    /// The only column of the second that can be named; none where all can.
    only: Option<usize>,
    datasets: &'m Section<Dataset>,
}

impl<'m> Columns<'m> {
    /// Returns the columns of `of`, joined with a second dataset where one is named; none where a file is missing or the
    /// join cannot be made.
    pub(super) fn of(
        of: Key<Dataset>,
        join: Option<&registry::Join>,
        datasets: &'m Section<Dataset>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Self> {
        let mut columns = Self { first: of, join: None, only: None, datasets };
        if let Some(join) = join {
            let here = at.key("join");
            columns.join = Some(columns.joined(join, &here, scope)?);
            columns.only = columns.looked_up(join, &here, scope)?;
        }
        columns.are_known().then_some(columns)
    }

    fn joined(&self, written: &registry::Join, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Join> {
        let named = scope.required(written.dataset.as_ref(), at, "dataset");
        let second = named.and_then(|id| scope.link::<Dataset>(id, &at.key("dataset")));
        if written.key.0.is_empty() {
            scope.problems.push(super::problem::missing_key(at.value(), at, "key"));
            return None;
        }
        let second = second?;
        if second == self.first {
            scope.problems.push(figure_problem::joined_with_itself(&at.key("dataset"), self.id(second).as_str()));
            return None;
        }
        let (left, right) = (self.table(self.first), self.table(second));
        if left.is_empty() || right.is_empty() {
            return None;
        }
        let mut key = Vec::new();
        for (item, (mine, other)) in written.key.0.iter().enumerate() {
            let list = at.key("key");
            let here = if mine == other { list.item(item) } else { list.key(mine) };
            let mut find = |columns: &[Column], dataset: Key<Dataset>, name: &str| {
                let found = columns.iter().position(|column| column.name == *name);
                if found.is_none() {
                    let known = columns.iter().map(|column| column.name.as_str());
                    let id = self.id(dataset).as_str();
                    scope.problems.push(wrong::unknown_column(&here, name, Some(id), known));
                }
                found
            };
            let (a, b) = (find(left, self.first, mine), find(right, second, other));
            let (Some(a), Some(b)) = (a, b) else { continue };
            if left[a].kind == right[b].kind {
                for (dataset, column) in [(self.first, a), (second, b)] {
                    self.refuse_merged(dataset, column, &here, scope);
                }
                key.push((a, b));
            } else {
                let ids = (self.id(self.first).as_str(), self.id(second).as_str());
                scope.problems.push(figure_problem::key_types_differ(&here, ids, &left[a], &right[b]));
            }
        }
        let leave_out = written.unmatched.as_deref() == Some("leave-out");
        if let Some(words) = written.unmatched.as_ref().filter(|_| !leave_out) {
            scope.problems.push(dataset_problem::no_permission(&at.key("unmatched"), words));
        }
        (key.len() == written.key.0.len()).then_some(Join {
            dataset: second,
            key,
            leave_out,
            conditions: Vec::new(),
            many: written.sum.is_some(),
            once: false,
        })
    }

    /// Returns the only column that is looked up, where one is named.
    #[expect(clippy::option_option, reason = "no value is something else than a wrong one")]
    fn looked_up(
        &self,
        written: &registry::Join,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Option<usize>> {
        let (key, name) = match (&written.value, &written.sum) {
            (None, None) => return Some(None),
            (Some(name), None) => ("value", name),
            (None, Some(name)) => ("sum", name),
            (Some(_), Some(_)) => {
                scope.problems.push(figure_problem::stray_key(at, "sum", "value"));
                return None;
            }
        };
        let second = self.join.as_ref()?.dataset;
        let theirs = self.table(second);
        let found = theirs.iter().position(|column| column.name == *name);
        let here = at.key(key);
        match found {
            None => {
                let known = theirs.iter().map(|column| column.name.as_str());
                scope.problems.push(wrong::unknown_column(&here, name, Some(self.id(second).as_str()), known));
                None
            }
            Some(index) if key == "sum" && !theirs[index].kind.is_numeric() => {
                scope.problems.push(figure_problem::not_numbers(&here, key, &theirs[index]));
                None
            }
            found => Some(found),
        }
    }

    /// Returns the columns of the second dataset by themselves, for conditions on what is looked up.
    pub(super) fn of_second(&self) -> Option<Self> {
        let first = self.join.as_ref()?.dataset;
        Some(Self { first, join: None, only: None, datasets: self.datasets })
    }

    /// Returns the index of a column; a problem where there is none, or one in each dataset.
    pub(super) fn find(&self, name: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<usize> {
        let first = self.table(self.first);
        let in_first = first.iter().position(|column| column.name == name);
        let Some(join) = &self.join else {
            if in_first.is_none() {
                let names = first.iter().map(|column| column.name.as_str());
                scope.problems.push(wrong::unknown_column(at, name, Some(self.id(self.first).as_str()), names));
            }
            return in_first;
        };
        let second = self.table(join.dataset);
        let (first_id, second_id) = (self.id(self.first).as_str(), self.id(join.dataset).as_str());
        if let Some((dataset, column)) = name.split_once('.').filter(|_| in_first.is_none()) {
            let of = |columns: &[Column]| columns.iter().position(|other| other.name == column);
            if dataset == first_id {
                if let Some(index) = of(first) {
                    return Some(index);
                }
            } else if dataset == second_id
                && let Some(index) = of(second)
            {
                return Some(first.len() + index);
            }
        }
        let can_be_named = |index: &usize| self.only.is_none_or(|only| only == *index) && !join.many;
        let in_second = second.iter().position(|column| column.name == name).filter(can_be_named);
        match (in_first, in_second) {
            (Some(a), Some(b)) if !join.key.contains(&(a, b)) => {
                scope.problems.push(figure_problem::in_both(at, name, first_id, second_id));
                None
            }
            (Some(index), _) => Some(index),
            (None, Some(index)) => Some(first.len() + index),
            (None, None) => {
                let names = first.iter().chain(second).map(|column| column.name.as_str());
                scope.problems.push(wrong::unknown_column(at, name, Some(first_id), names));
                None
            }
        }
    }

    /// Returns the indexes of the columns that a rate may be made of: all, but of the second dataset only what is looked up.
    pub(super) fn amounts(&self) -> impl Iterator<Item = usize> + '_ {
        let own = self.table(self.first).len();
        let second = self.join.as_ref().map_or(0, |join| self.table(join.dataset).len());
        let seen = move |index: &usize| *index < own || self.only.is_none_or(|only| only + own == *index);
        (0..own + second).filter(seen)
    }

    /// Returns a column by its index.
    pub(super) fn column(&self, index: usize) -> &'m Column {
        let (dataset, index) = self.place(index);
        &self.table(dataset)[index]
    }

    /// Returns the file and line on which an encoded value of a column stands first.
    pub(super) fn stands(&self, index: usize, encoded: i64) -> Option<(&'m str, u32)> {
        let (dataset, index) = self.place(index);
        let dataset = &self.datasets[dataset];
        let row = dataset.table.columns[index].first_row(encoded)?;
        Some((dataset.file.as_str(), dataset.table.line(row)))
    }

    /// Refuses a column that decides which rows are taken and looks like merged cells.
    pub(super) fn refuse_merged_at(&self, index: usize, at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
        let (dataset, index) = self.place(index);
        self.refuse_merged(dataset, index, at, scope);
    }

    fn refuse_merged(&self, key: Key<Dataset>, index: usize, at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
        let dataset = &self.datasets[key];
        let any_missing = || dataset.table.columns[index].any_missing();
        let Some(found) = dataset.table.merged_below(index).filter(|_| any_missing()) else { return };
        let of = found.dataset.map(Key::new).filter(|of| of.index() < self.datasets.len()).unwrap_or(key);
        scope.problems.push(dataset_problem::merged(at, self.id(of).as_str(), &found));
    }

    /// Returns whether the cells of a column repeat those above.
    pub(super) fn is_filled_down(&self, index: usize) -> bool {
        let (dataset, index) = self.place(index);
        self.datasets[dataset].table.fill.is_filled(index)
    }

    /// Returns the dataset a column stands in, and its index there.
    pub(super) fn place(&self, index: usize) -> (Key<Dataset>, usize) {
        let first = self.table(self.first).len();
        match &self.join {
            Some(join) if index >= first => (join.dataset, index - first),
            _ => (self.first, index),
        }
    }

    /// Returns the first dataset itself.
    pub(super) fn first_dataset(&self) -> &'m Dataset {
        &self.datasets[self.first]
    }

    /// Returns the first dataset.
    pub(super) fn first(&self) -> Key<Dataset> {
        self.first
    }

    fn are_known(&self) -> bool {
        let second = self.join.as_ref().map(|join| join.dataset);
        [Some(self.first), second].into_iter().flatten().all(|dataset| !self.table(dataset).is_empty())
    }

    fn table(&self, dataset: Key<Dataset>) -> &'m [Column] {
        &self.datasets[dataset].table.columns
    }

    fn id(&self, dataset: Key<Dataset>) -> &'m Id {
        self.datasets.id(dataset)
    }
}

/// Returns the conditions that leave out rows which their dataset declares to be totals, of each column on which no condition
/// names one.
pub(super) fn without_totals(columns: &Columns<'_>, datasets: &Section<Dataset>, filters: &[Filter]) -> Vec<Filter> {
    let own = datasets[columns.first()].table.columns.len();
    // What a join looks up was narrowed before.
    let joined = columns.join.as_ref().filter(|join| join.conditions.is_empty() && !join.many);
    let second = joined.map(|join| (join.dataset, own));
    let mut added = Vec::new();
    for (dataset, offset) in [(columns.first(), 0)].into_iter().chain(second) {
        for totals in datasets[dataset].totals.iter().filter(|totals| !totals.labels.is_empty()) {
            let column = totals.column + offset;
            if !filters.iter().any(|filter| filter.names_any(column, &totals.labels)) {
                added.push(Filter { column, predicate: Predicate::NotIn(totals.labels.clone()) });
            }
        }
    }
    added
}

/// Lets the conditions that hold cells against the first, the lowest or the highest know under which others these are sought: a
/// stretch of periods has its own, and of one period it is the one up to it.
pub(super) fn based(filters: &mut [Filter], columns: &Columns<'_>) {
    if filters.iter().any(|filter| matches!(filter.predicate, Predicate::Related(_))) {
        let under = filters.to_vec();
        based_under(filters, &under, columns);
    }
}

/// Does so under conditions that are others than its own.
pub(super) fn based_under(filters: &mut [Filter], under: &[Filter], columns: &Columns<'_>) {
    for filter in filters {
        let Predicate::Related(related) = &mut filter.predicate else { continue };
        let RelatedTo::Row { column: time, there, .. } = &related.to else { continue };
        let plain = under.iter().filter(|filter| !filter.predicate.looks_elsewhere());
        let one = AskedPeriods::written_out(*time, under).filter(|asked| asked.first == asked.last);
        related.under = match one.filter(|_| columns.column(*time).kind.is_time()) {
            None => plain.cloned().collect(),
            Some(asked) => {
                let apart = plain.filter(|filter| filter.column != *time).cloned();
                let high = matches!(there, There::Extreme(_)).then_some((asked.last, true));
                let up_to = high.map(|_| Filter { column: *time, predicate: Predicate::Within { low: None, high } });
                apart.chain(up_to).collect()
            }
        };
    }
}

/// Lets the conditions that take rows from an end know the others, under which those rows are put in order.
pub(super) fn put_in_order(filters: &mut [Filter], columns: &Columns<'_>, datasets: &Section<Dataset>) {
    if !filters.iter().any(|filter| matches!(filter.predicate, Predicate::Ranked(_))) {
        return;
    }
    let is_ranked = |filter: &&Filter| !matches!(filter.predicate, Predicate::Ranked(_));
    let mut under: Vec<Filter> = filters.iter().filter(is_ranked).cloned().collect();
    let totals = without_totals(columns, datasets, &under);
    under.extend(totals);
    for filter in filters {
        if let Predicate::Ranked(ranked) = &mut filter.predicate {
            ranked.under.clone_from(&under);
        }
    }
}
