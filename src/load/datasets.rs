//! Every dataset's files, read on all cores; tables and problems come out in the author's order.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::csv;
use crate::csv::{IN_MEMORY, LARGEST, SMALLER};
use crate::diagnostic::{Problem, Problems, code};
use crate::digest::Digest;
use crate::registry::{Dataset, Field, Registry};
use crate::snapshot::Sidecar;
use crate::table::{Cells, ColumnType, Table};
use crate::text::{Place, RegistryPlace, Step};
use crate::vocabulary::Counts;
use crate::world::{ProjectPath, Unreadable, World};

use super::project::{Project, Tables};
use super::queries::{self, Beside};
use crate::diagnostic::paths::{not_inside, unreadable};

/// The most bytes that all data files may have together, each counted as often as it is read.
pub(crate) const LARGEST_TOGETHER: u64 = 2 << 30;

/// The tables that were last read, for whoever reads the project again: by the digest of all on which a table depends, which is
/// the bytes of its file, how it is declared and where, and what its measures count.
#[derive(Debug, Default)]
pub struct KeptTables {
    kept: Mutex<HashMap<Digest, Kept>>,
    /// Whether any were read before.
    is_filled: AtomicBool,
}

/// A table with the problems that were met in its file.
#[derive(Debug, Clone)]
struct Kept {
    table: Option<Arc<Table>>,
    problems: Vec<Problem>,
    /// Whether it was asked for since tables were last let go.
    is_used: bool,
}

impl KeptTables {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Digest, Kept>) -> T) -> T {
        act(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns what is kept under a digest, or makes and keeps it.
    fn get(&self, digest: Digest, make: impl FnOnce() -> (Option<Table>, Vec<Problem>)) -> Kept {
        let known = self.with(|kept| {
            let known = kept.get_mut(&digest)?;
            known.is_used = true;
            Some(known.clone())
        });
        known.unwrap_or_else(|| {
            let (table, problems) = make();
            let fresh = Kept { table: table.map(Arc::new), problems, is_used: true };
            self.with(|kept| kept.insert(digest, fresh.clone()));
            fresh
        })
    }

    /// Lets go of every table that was not asked for since this was last called.
    fn let_go(&self) {
        self.is_filled.store(true, Ordering::Relaxed);
        self.with(|kept| kept.retain(|_, kept| std::mem::take(&mut kept.is_used)));
    }
}

/// Reads the current and earlier files of every dataset into `project`.
pub(super) fn read(world: &dyn World, tables: &KeptTables, project: &mut Project, problems: &mut Problems) {
    let releases: Vec<Wanted<'_>> = project
        .files
        .iter()
        .flat_map(|file| file.registry.datasets.iter().map(move |entry| (&file.path, entry)))
        .flat_map(|(file, entry)| wanted(file, &entry.id, &entry.value))
        .collect();
    let registries: Vec<&Registry> = project.files.iter().map(|file| &file.registry).collect();
    if let Some(large) = beyond(world, &releases) {
        problems.push(too_large_together(large.named.clone().into()));
        return;
    }
    let read: Vec<Release> = releases.par_iter().map(|release| one(world, tables, release, &registries)).collect();
    tables.let_go();
    let mut tables: std::collections::BTreeMap<String, Tables> = std::collections::BTreeMap::new();
    for (release, read) in releases.iter().zip(read) {
        problems.extend(read.problems);
        project.inputs.extend(read.inputs);
        let tables = tables.entry(release.id.to_owned()).or_default();
        tables.snapshot = tables.snapshot.take().or(read.snapshot);
        if release.earlier {
            tables.earlier.push(read.table);
        } else if tables.current.is_none() {
            tables.current = read.table;
        }
    }
    project.tables = tables;
}

/// A file that a dataset names.
struct Wanted<'a> {
    id: &'a str,
    /// How it is read.
    dataset: Cow<'a, Dataset>,
    declared: RegistryPlace,
    file: Option<&'a str>,
    named: RegistryPlace,
    earlier: bool,
}

impl Wanted<'_> {
    /// Returns whether it is the snapshot of a query.
    fn is_pulled(&self) -> bool {
        self.dataset.from.is_some() && !self.earlier
    }
}

/// What became of it.
#[derive(Default)]
struct Release {
    table: Option<Arc<Table>>,
    inputs: Vec<(ProjectPath, Digest)>,
    snapshot: Option<Arc<Sidecar>>,
    problems: Vec<Problem>,
}

fn wanted<'a>(file: &ProjectPath, id: &'a str, dataset: &'a Dataset) -> Vec<Wanted<'a>> {
    let declared = RegistryPlace::value(file.clone(), vec!["datasets".into(), id.into()]);
    let release = |file: Option<&'a str>, named: RegistryPlace, dataset: Cow<'a, Dataset>, earlier: bool| Wanted {
        id,
        dataset,
        declared: declared.clone(),
        file,
        named,
        earlier,
    };
    let mut wanted =
        vec![release(dataset.file.as_deref(), declared.clone().then("file"), Cow::Borrowed(dataset), false)];
    for (index, earlier) in dataset.earlier.iter().enumerate() {
        let named = declared.clone().then("earlier").then(Step::Item(index)).then("file");
        wanted.push(release(earlier.file.as_deref(), named, dataset.of_release(earlier), true));
    }
    wanted
}

/// Returns the table of a dataset's own file in a world; none where it cannot be read as declared, which is reported where the
/// project is read.
pub(crate) fn table(
    world: &dyn World,
    project: &Project,
    file: &ProjectPath,
    id: &str,
    dataset: &Dataset,
) -> Option<Arc<Table>> {
    let named = RegistryPlace::value(file.clone(), vec!["datasets".into(), id.into()]);
    let registries: Vec<&Registry> = project.files.iter().map(|file| &file.registry).collect();
    let path = dataset.file.as_deref();
    let wanted =
        Wanted { id, dataset: Cow::Borrowed(dataset), declared: named.clone(), file: path, named, earlier: false };
    one(world, &KeptTables::default(), &wanted, &registries).table
}

/// Returns the first release with which the data files are too large together.
fn beyond<'w, 'r>(world: &dyn World, releases: &'w [Wanted<'r>]) -> Option<&'w Wanted<'r>> {
    let mut together = 0;
    releases.iter().find(|release| {
        let path = release.file.and_then(|written| ProjectPath::parse(written).ok());
        together += path.map_or(0, |path| world.size(&path).unwrap_or(0).min(LARGEST));
        together > LARGEST_TOGETHER
    })
}

fn one(world: &dyn World, tables: &KeptTables, wanted: &Wanted<'_>, registries: &[&Registry]) -> Release {
    let Some(written) = wanted.file else { return Release::default() };
    let failed = |problem| Release { problems: vec![problem], ..Release::default() };
    let named = || Place::from(wanted.named.clone());
    let path = match ProjectPath::parse(written) {
        Ok(path) => path,
        Err(fault) => return failed(not_inside(named(), written, fault)),
    };
    if world.size(&path).is_ok_and(|size| size > LARGEST) {
        return failed(csv::too_large(Place::File(path.clone())));
    }
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(Unreadable::Missing) if wanted.is_pulled() => {
            let problems = queries::absent(world, &wanted.declared, &wanted.dataset, &path);
            return Release { problems, ..Release::default() };
        }
        Err(why) => return failed(unreadable(&code::registry::UNREADABLE_FILE, named(), &path, &why)),
    };
    if wanted.is_pulled() {
        return pulled(world, tables, wanted, registries, path, &bytes);
    }
    let read = || csv::read(&bytes, &path, &wanted.dataset, &wanted.declared);
    // Where the table may be there already the digest comes first, else at the same time.
    let (digest, fresh) = if tables.is_filled.load(Ordering::Relaxed) {
        (Digest::of(&bytes), None)
    } else {
        let (digest, fresh) = rayon::join(|| Digest::of(&bytes), read);
        (digest, Some(fresh))
    };
    let Kept { table, problems, .. } =
        kept(tables, wanted, &wanted.dataset, (&path, digest), registries, || fresh.unwrap_or_else(read));
    Release { table, inputs: vec![(path, digest)], problems, ..Release::default() }
}

/// Returns the snapshot of a query: its columns have the types that the engine gave them.
fn pulled(
    world: &dyn World,
    tables: &KeptTables,
    wanted: &Wanted<'_>,
    registries: &[&Registry],
    path: ProjectPath,
    bytes: &[u8],
) -> Release {
    let digest = Digest::of(bytes);
    let Beside { sidecar, mut inputs, problems } =
        queries::beside(world, &wanted.declared, &wanted.dataset, &path, &digest);
    let dataset = match &sidecar {
        Some(sidecar) => queries::typed(&wanted.dataset, sidecar),
        None => wanted.dataset.clone().into_owned(),
    };
    let read = || {
        let (table, problems) = csv::read(bytes, &path, &dataset, &wanted.declared);
        let text = sidecar.as_ref().zip(table.as_ref()).and_then(|(of, table)| queries::text_kept(&dataset, of, table));
        text.map_or((table, problems), |dataset| csv::read(bytes, &path, &dataset, &wanted.declared))
    };
    let kept = kept(tables, wanted, &dataset, (&path, digest), registries, read);
    inputs.push((path, digest));
    // Of a file that is not the query's answer nothing else is said.
    let problems = if problems.is_empty() { kept.problems } else { problems };
    Release { table: kept.table, inputs, snapshot: sidecar.map(Arc::new), problems }
}

/// Returns the table of a file as it is kept, or as it is read now.
fn kept(
    tables: &KeptTables,
    wanted: &Wanted<'_>,
    dataset: &Dataset,
    (path, digest): (&ProjectPath, Digest),
    registries: &[&Registry],
    read: impl FnOnce() -> (Option<Table>, Vec<Problem>),
) -> Kept {
    let counts: Vec<_> = registries
        .iter()
        .flat_map(|registry| registry.measures.iter().map(|entry| (&entry.id, &entry.value.counts)))
        .collect();
    let depends = format!("{digest} {path:?} {dataset:?} {:?} {counts:?}", wanted.declared);
    let made_of = Digest::of(depends.as_bytes());
    tables.get(made_of, || {
        let (mut table, problems) = read();
        if let Some(table) = &mut table {
            (table.digest, table.made_of) = (digest, made_of);
            make_whole(table, &wanted.dataset, registries);
        }
        (table, problems)
    })
}

/// Builds the problem of data files that are too large together.
fn too_large_together(place: Place) -> Problem {
    let message = format!("the data files up to this one are together larger than {} GiB", LARGEST_TOGETHER >> 30);
    Problem::error(&code::data::FILE_TOO_LARGE, place, message)
        .note(IN_MEMORY)
        .note("a file that several datasets name is read, and counted, for each of them")
        .help(SMALLER)
}

/// Makes the columns of a table whole that count something and hold no fraction; a type that nobody declared becomes whole
/// too. Amounts, shares and rates keep their decimals, which say how exactly they are known.
fn make_whole(table: &mut Table, dataset: &Dataset, registries: &[&Registry]) {
    let fields: HashMap<&str, &Field> =
        dataset.fields.iter().rev().map(|entry| (entry.id.trim(), &entry.value)).collect();
    let mut counts_of: HashMap<&str, Option<&str>> = HashMap::new();
    for column in &mut table.columns {
        let field = fields.get(column.name.as_str()).copied().or(dataset.other_fields.as_ref());
        let measure = field.and_then(|field| field.measure.as_ref());
        let measure = measure.or(dataset.measure.as_ref());
        let counts = measure.and_then(|id| {
            *counts_of.entry(id).or_insert_with(|| {
                let measures = registries.iter().flat_map(|registry| registry.measures.iter());
                measures.filter(|entry| entry.id == *id).find_map(|entry| entry.value.counts.as_deref())
            })
        });
        let Some(counts) = counts.map(Counts::parse) else { continue };
        let Cells::Values { values, scale } = &mut column.cells else { continue };
        if column.kind != ColumnType::Number || *scale == 0 || !counts.is_whole() {
            continue;
        }
        let unit = 10_i64.pow(*scale);
        if !values.change(|value| (value % unit == 0).then(|| value / unit)) {
            continue;
        }
        *scale = 0;
        if field.is_none_or(|field| field.kind.is_none()) {
            column.kind = ColumnType::Integer;
        }
    }
}
