//! Every table of the model with what is found out about it once and then shared: postings, join partners, and the point
//! from which cells are provisional.
//!
//! All of it is made when first asked for, from any thread, and only for columns that several selections filter on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use crate::model::{Calculation, Dataset, Filter, Join, Key, Model, Predicate, Selection, StepTakings, TestOf};
use crate::reads;
use crate::table::Table;

use crate::evaluate::join::{self, Frame, Group, JoinedTable, Partners, Postings, Reader};
use crate::evaluate::revised::Provisionals;
use crate::evaluate::select::{self, Index, equalities};
use crate::outcome::Revisions;

/// How many selections must filter on a column before it is worth sorting its rows.
const WORTH_AN_INDEX: u32 = 3;

/// How many selections must ask the same columns together before it is worth sorting the rows by all of them.
const WORTH_A_GROUP: u32 = 100;

/// Which release of a dataset: none for the current one, else the place among the earlier ones.
pub(super) type Release = Option<usize>;

/// The tables of a model.
pub(super) struct Tables<'m> {
    /// The model.
    pub(super) model: &'m Model,
    /// The tables in the midst of views, with the view: their keys follow those of the datasets.
    midway: Vec<Midway<'m>>,
    shelves: Vec<Shelf>,
    joins: Mutex<BTreeMap<JoinKey, Arc<OnceLock<Partners>>>>,
}

type JoinKey = (Key<Dataset>, Release, Key<Dataset>, Vec<(usize, usize)>, String);

/// What is known of one dataset's releases: the current one, then the earlier ones.
struct Shelf {
    releases: Vec<TableFacts>,
    revisions: OnceLock<Arc<Revisions>>,
}

/// What is found out about one table.
struct TableFacts {
    postings: Vec<Option<OnceLock<Postings>>>,
    groups: BTreeMap<Vec<usize>, OnceLock<Option<Group>>>,
    provisional: OnceLock<Provisionals>,
    bounds: Vec<OnceLock<Option<(i64, i64)>>>,
}

impl<'m> Tables<'m> {
    /// Returns the tables of a model, nothing worked out yet.
    pub(super) fn of(model: &'m Model) -> Self {
        Self::with(model, &reads::apart(|| Uses::of(model)))
    }

    /// Returns the tables of a model for a single selection, for which no index is worth making.
    pub(super) fn unindexed(model: &'m Model) -> Self {
        Self::with(model, &reads::apart(|| Uses::none(model)))
    }

    fn with(model: &'m Model, uses: &Uses) -> Self {
        let shelf = |dataset: &'m Dataset, uses: &DatasetUses| {
            let current = &*dataset.table;
            let releases = [current].into_iter().chain(dataset.earlier.iter().map(|release| &*release.table));
            let releases = releases.map(|table| TableFacts::nothing_yet(table, current, uses)).collect();
            Shelf { releases, revisions: OnceLock::new() }
        };
        // Nothing of this is an answer; whoever asks for one asks for a sheet, and that is noted.
        let midway: Vec<Midway<'m>> = reads::apart(|| midway(model));
        let of_model = model.datasets.iter().map(|(key, _, dataset)| shelf(dataset, &uses.0[key.index()]));
        let of_midway = midway.iter().map(|(_, takings)| shelf(&takings.of, &DatasetUses::none(&takings.of)));
        let shelves = reads::apart(|| of_model.chain(of_midway).collect());
        Self { model, midway, shelves, joins: Mutex::default() }
    }

    /// Returns a dataset, a view, or a table in the midst of one.
    pub(super) fn dataset(&self, key: Key<Dataset>) -> &'m Dataset {
        match key.index().checked_sub(self.model.datasets.len()) {
            None => &self.model.datasets[key],
            Some(midway) => &self.midway[midway].1.of,
        }
    }

    /// Returns the dataset or view whose table one in the midst of a view is, or else that view.
    fn owner(&self, key: Key<Dataset>) -> Key<Dataset> {
        let midway = key.index().checked_sub(self.model.datasets.len()).map(|midway| self.midway[midway]);
        midway.map_or(key, |(view, takings)| takings.is.unwrap_or(view))
    }

    /// Returns what a dataset is called, or the view in whose midst a table is: "dataset `deaths`".
    pub(super) fn called(&self, key: Key<Dataset>) -> String {
        let owner = self.owner(key);
        let what = if self.model.datasets[owner].view.is_some() { "view" } else { "dataset" };
        format!("{what} `{}`", self.model.datasets.id(owner))
    }

    /// Returns the id of the dataset with whose rows a table begins.
    pub(super) fn id_of_file(&self, key: Key<Dataset>) -> &'m str {
        let lineage = self.dataset(key).table.lineage.as_ref();
        let file = lineage.map_or(self.owner(key), |lineage| Key::new(lineage.begins_with().dataset));
        self.model.datasets.id(file).as_str()
    }

    /// Returns where the cells of a column stand: of a table that is made of others the file's dataset and its column there,
    /// where the column is one of a file.
    pub(super) fn origin(&self, of: Key<Dataset>, column: usize) -> (Key<Dataset>, usize) {
        let lineage = self.dataset(of).table.lineage.as_ref();
        let origin = lineage.and_then(|lineage| lineage.column(column)).filter(|(file, _)| file.release.is_none());
        match origin {
            Some((file, column)) => (Key::new(file.dataset), column),
            None if lineage.is_none() => (self.owner(of), column),
            None => (of, column),
        }
    }

    /// Returns one release of a dataset.
    pub(super) fn sheet(&self, dataset: Key<Dataset>, release: Release) -> JoinedTable<'m> {
        let dataset = self.dataset(dataset);
        match release {
            None => JoinedTable { file: &dataset.file, table: &dataset.table },
            Some(at) => JoinedTable { file: &dataset.earlier[at].file, table: &dataset.earlier[at].table },
        }
    }

    /// Returns what a selection sees, or why its join cannot be made.
    pub(super) fn frame(
        &self,
        of: Key<Dataset>,
        release: Release,
        join: Option<&Join>,
    ) -> Result<Frame<'m>, join::KeyTwice> {
        let first = self.sheet(of, release);
        let Some(join) = join else { return Ok(Frame { first, second: None }) };
        let second = self.sheet(join.dataset, None);
        let slot = {
            let mut joins = self.joins.lock().expect("no thread panics while it holds the joins");
            let how = format!("{:?} {} {}", join.conditions, join.many, join.once);
            Arc::clone(joins.entry((of, release, join.dataset, join.key.clone(), how)).or_default())
        };
        let found = || {
            let rows = select::rows(&Frame { first: second, second: None }, &join.conditions, &select::Scan);
            let asked = join::Asked { key: &join.key, rows: &rows, many: join.many, once: join.once };
            join::partners(first, second, &asked)
        };
        let partners = slot.get_or_init(found).clone()?;
        Ok(Frame { first, second: Some((second, partners)) })
    }

    /// Returns what knows the rows of a release by their values.
    pub(super) fn index(&self, of: Key<Dataset>, release: Release) -> impl Index {
        TableIndex { found: self.found(of, release), table: self.sheet(of, release).table }
    }

    /// Returns which rows of a release are provisional.
    pub(super) fn provisionals(&self, of: Key<Dataset>, release: Release) -> Provisionals {
        let made = || Provisionals::of_release(&self.model.datasets, of, release);
        self.found(of, release).provisional.get_or_init(made).clone()
    }

    /// Returns which cells of a current release are revised.
    pub(super) fn revisions(&self, of: Key<Dataset>) -> &Arc<Revisions> {
        let made = || Arc::new(Revisions::of_any(&self.model.datasets, of, &|file| self.revisions(file)));
        self.shelves[of.index()].revisions.get_or_init(made)
    }

    /// Returns the least and greatest value of a column of a current release; none where every cell is missing.
    pub(super) fn bounds(&self, of: Key<Dataset>, column: usize) -> Option<(i64, i64)> {
        let table = self.sheet(of, None).table;
        *self.found(of, None).bounds[column].get_or_init(|| table.columns[column].bounds())
    }

    fn found(&self, of: Key<Dataset>, release: Release) -> &TableFacts {
        &self.shelves[of.index()].releases[release.map_or(0, |at| at + 1)]
    }
}

impl TableFacts {
    /// Returns what is to be found out about a table whose columns bear the names of the `current` one's.
    fn nothing_yet(table: &Table, current: &Table, uses: &DatasetUses) -> Self {
        let place = |column: &usize| table.column(&current.columns[*column].name);
        let often = uses.columns.iter().enumerate().filter(|(_, uses)| **uses >= WORTH_AN_INDEX);
        let often: Vec<usize> = often.filter_map(|(column, _)| place(&column)).collect();
        let groups = uses.groups.iter().filter(|(_, uses)| **uses >= WORTH_A_GROUP);
        let groups = groups.filter_map(|(columns, _)| {
            let mut columns = columns.iter().map(place).collect::<Option<Vec<usize>>>()?;
            columns.sort_unstable();
            Some((columns, OnceLock::new()))
        });
        Self {
            postings: (0..table.columns.len()).map(|column| often.contains(&column).then(OnceLock::new)).collect(),
            groups: groups.collect(),
            provisional: OnceLock::new(),
            bounds: table.columns.iter().map(|_| OnceLock::new()).collect(),
        }
    }
}

/// The indexes of one table, made when first asked for.
struct TableIndex<'t> {
    found: &'t TableFacts,
    table: &'t Table,
}

impl Index for TableIndex<'_> {
    fn column(&self, column: usize) -> Option<&Postings> {
        let slot = self.found.postings.get(column)?.as_ref()?;
        Some(slot.get_or_init(|| Postings::of(&Reader::new(&self.table.columns[column]), self.table.rows)))
    }

    fn together(&self, columns: &[usize], values: &[i64]) -> Option<&[u32]> {
        let slot = self.found.groups.get(columns)?;
        let group = slot.get_or_init(|| {
            let parts = columns.iter().map(|column| self.column(*column));
            Group::of(&parts.collect::<Option<Vec<_>>>()?, self.table.rows)
        });
        group.as_ref().map(|group| group.equal(values))
    }
}

/// How many selections filter on what, by dataset.
struct Uses(Vec<DatasetUses>);

/// How many selections filter on a column, and on several columns together, in a way that an index answers.
struct DatasetUses {
    columns: Vec<u32>,
    groups: BTreeMap<Vec<usize>, u32>,
}

impl DatasetUses {
    fn none(dataset: &Dataset) -> Self {
        Self { columns: vec![0; dataset.table.columns.len()], groups: BTreeMap::new() }
    }
}

impl Uses {
    fn none(model: &Model) -> Self {
        Self(model.datasets.iter().map(|(_, _, dataset)| DatasetUses::none(dataset)).collect())
    }

    fn of(model: &Model) -> Self {
        let mut all = Self::none(model);
        for selection in selections(model) {
            let uses = &mut all.0[selection.of.index()];
            for Filter { column, predicate } in &selection.filters {
                let answers = matches!(predicate, Predicate::In(_) | Predicate::Within { .. });
                if let Some(uses) = uses.columns.get_mut(*column).filter(|_| answers) {
                    *uses += 1;
                }
            }
            let (columns, ..) = equalities(&selection.filters);
            if columns.len() > 1 && columns.iter().all(|column| *column < uses.columns.len()) {
                *uses.groups.entry(columns).or_default() += 1;
            }
        }
        all
    }
}

/// A table of which steps of a view take something, with the view.
type Midway<'m> = (Key<Dataset>, &'m StepTakings);

/// Returns the tables of which steps of views take something.
fn midway(model: &Model) -> Vec<Midway<'_>> {
    let views = model.datasets.iter().filter_map(|(key, _, dataset)| Some((key, dataset.view.as_ref()?)));
    views.flat_map(|(key, view)| view.takings.iter().map(move |takings| (key, takings))).collect()
}

fn selections(model: &Model) -> impl Iterator<Item = &Selection> {
    let figures = model.figures.iter().map(|(_, _, figure)| &figure.calculation);
    let tests = model.claims.iter().flat_map(|(_, _, claim)| &claim.tests).filter_map(|test| match &test.of {
        TestOf::Inline(calculation) => Some(&**calculation),
        TestOf::Figure(_) => None,
    });
    figures.chain(tests).filter_map(|calculation| match calculation {
        Calculation::Select(selection) => Some(selection),
        Calculation::Derive(_) | Calculation::Quote(_) => None,
    })
}
