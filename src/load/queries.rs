//! Datasets that are queries: what is asked, and whether the snapshot at hand is its answer.
//!
//! No engine is asked here. The query, its SQL and the sidecar of the snapshot are read, and held against each other.

use std::path::Path;

use crate::diagnostic::Problem;
use crate::diagnostic::code::data::{NO_SNAPSHOT, NOT_A_PROFILE, OTHER_SNAPSHOT, UNUSABLE_QUERY};
use crate::diagnostic::code::reference::MISSING_KEY;
use crate::diagnostic::code::registry::{NOT_UTF8, UNREADABLE_FILE};
use crate::diagnostic::paths::{not_inside, unreadable};
use crate::digest::Digest;
use crate::registry::{Dataset, Entry, Field};
use crate::snapshot::{ConnectionFault, LARGEST_QUERY, Profile, Query, Sidecar, SidecarFault, SqlFault, sidecar_of};
use crate::table::{ColumnType, Table};
use crate::text::{Place, RegistryPlace};
use crate::world::{ProjectPath, Unreadable, World};

/// What stands beside a snapshot.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What its sidecar says; none where it cannot be read.
    pub(super) sidecar: Option<Sidecar>,
    /// The query and the sidecar, each with its digest, as far as they could be read.
    pub(super) inputs: Vec<(ProjectPath, Digest)>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
}

/// Returns what stands beside the snapshot of a dataset, whose bytes have this digest.
pub(super) fn beside(
    world: &dyn World,
    declared: &RegistryPlace,
    dataset: &Dataset,
    file: &ProjectPath,
    digest: &Digest,
) -> Beside {
    let mut beside = Beside::default();
    let at = || Place::from(declared.clone().then("from"));
    let query = match query(world, declared, dataset) {
        Ok(query) => query,
        // What else could be said would be said of the same lines.
        Err(problems) => return Beside { problems, ..beside },
    };
    if let Some(query) = &query {
        beside.inputs.push((query.sql.clone(), query.digest()));
    }
    let path = sidecar_of(file);
    let bytes = match world.read_at_most(&path, LARGEST_QUERY * 4) {
        Ok(bytes) => bytes,
        Err(Unreadable::Missing) => {
            beside.problems.push(no_sidecar(at(), declared, file, &path));
            return beside;
        }
        Err(why) => {
            beside.problems.push(unreadable(&UNREADABLE_FILE, at(), &path, &why));
            return beside;
        }
    };
    beside.inputs.push((path.clone(), Digest::of(&bytes)));
    let sidecar = match Sidecar::read(&bytes) {
        Ok(sidecar) => sidecar,
        Err(fault) => {
            let why = match fault {
                SidecarFault::Damaged => format!("`{path}` is not what `knowns pull` writes"),
                SidecarFault::Newer => format!("a newer version of `knowns` wrote `{path}`"),
            };
            beside.problems.push(other(at(), declared, file, &why));
            return beside;
        }
    };
    if sidecar.sha256 != digest.to_string() {
        let why = format!("its bytes are not those that were pulled, by `{path}`");
        beside.problems.push(other(at(), declared, file, &why));
    } else if let Some(why) = query.and_then(|query| sidecar.differs_from(&query)) {
        beside.problems.push(other(at(), declared, file, &why));
    }
    beside.sidecar = Some(sidecar);
    beside
}

/// Returns the query that a dataset is; none of one that is none, or of whose SQL others have to speak.
pub(crate) fn query(
    world: &dyn World,
    declared: &RegistryPlace,
    dataset: &Dataset,
) -> Result<Option<Query>, Vec<Problem>> {
    let Some(from) = &dataset.from else { return Ok(None) };
    let at = declared.clone().then("from");
    let name = entry(declared);
    let mut problems = Vec::new();
    let key = |key: &str| Place::from(at.clone().then(key));
    if let Some(file) =
        dataset.file.as_deref().filter(|file| Path::new(file).extension().is_none_or(|ending| ending != "csv"))
    {
        let place = declared.clone().then("file").into();
        problems.push(
            Problem::error(&UNUSABLE_QUERY, place, format!("the answer to the query of `{name}` cannot be `{file}`"))
                .note("`knowns pull` writes a CSV file")
                .help("end its name in `.csv`, or leave `file` out"),
        );
    }
    let connection = match from.connection.as_deref().map(Profile::parse) {
        Some(Ok(profile)) => Some(profile),
        Some(Err(fault)) => {
            problems.push(no_profile(key("connection"), declared, fault));
            None
        }
        None => {
            problems.push(missing(Place::from(at.clone()), name, "connection"));
            None
        }
    };
    let sql = if let Some(written) = from.sql.as_deref() {
        text(world, written, key("sql"), &mut problems)
    } else {
        problems.push(missing(Place::from(at.clone()), name, "sql"));
        None
    };
    let (Some(connection), Some((sql, text))) = (connection, sql) else { return Err(problems) };
    let parameters = from.parameters.iter().map(|Entry { id, value }| (id.clone(), value.0.clone())).collect();
    let query = Query { connection, sql, text, parameters };
    if let Err(fault) = query.statement() {
        let place = match &fault {
            SqlFault::Unused(name) | SqlFault::Value(name) => at.clone().then("parameters").then(name.as_str()),
            _ => at.clone().then("sql"),
        };
        let place = match &fault {
            // Neither the value is shown nor the line on which it may stand.
            SqlFault::Secret(_) | SqlFault::SecretParameter(_) => Place::File(declared.file.clone()),
            _ => place.into(),
        };
        problems.push(unusable(place, &query.sql, &fault));
    }
    if problems.is_empty() { Ok(Some(query)) } else { Err(problems) }
}

/// Returns the sidecar of a snapshot as if it were of these bytes, to see what they would come to; none where there is none.
pub(crate) fn as_if_pulled(world: &dyn World, file: &ProjectPath, bytes: &[u8]) -> Option<(ProjectPath, Vec<u8>)> {
    let path = sidecar_of(file);
    let mut sidecar = Sidecar::read(&world.read_at_most(&path, LARGEST_QUERY * 4).ok()?).ok()?;
    sidecar.sha256 = Digest::of(bytes).to_string();
    Some((path, sidecar.to_bytes()))
}

/// Returns the path and the words of a file of SQL.
fn text(world: &dyn World, written: &str, place: Place, problems: &mut Vec<Problem>) -> Option<(ProjectPath, String)> {
    let path = match ProjectPath::parse(written) {
        Ok(path) => path,
        Err(fault) => {
            problems.push(not_inside(place, written, fault));
            return None;
        }
    };
    match world.read_at_most(&path, LARGEST_QUERY).map(String::from_utf8) {
        Ok(Ok(text)) => Some((path, text)),
        Ok(Err(_)) => {
            problems.push(
                Problem::error(&NOT_UTF8, place, format!("`{path}` is not in UTF-8")).help("save it again as UTF-8"),
            );
            None
        }
        Err(why) => {
            problems.push(unreadable(&UNREADABLE_FILE, place, &path, &why));
            None
        }
    }
}

/// Returns the declaration of a dataset with the types that its snapshot's columns have where nobody declares another, and says which
/// columns are text that nobody does.
pub(super) fn typed(dataset: &Dataset, sidecar: &Sidecar) -> Dataset {
    let mut typed = dataset.clone();
    for column in &sidecar.table_schema.columns {
        let is_named = |entry: &&mut Entry<Field>| match entry.value.of.0.as_slice() {
            [] => entry.id.trim() == column.name,
            of => of.contains(&column.name),
        };
        let kind = column.kind.declared().map(str::to_owned);
        match typed.fields.0.iter_mut().find(is_named) {
            Some(entry) if entry.value.of.0.len() < 2 => entry.value.kind = entry.value.kind.take().or(kind),
            Some(_) => {}
            None => {
                let others = typed.other_fields.clone().unwrap_or_default();
                let value = Field { kind: others.kind.clone().or(kind), ..others };
                typed.fields.0.push(Entry { id: column.name.clone(), value });
            }
        }
    }
    typed
}

/// Returns the declaration with those columns declared text that hold text in the engine and look like numbers in the file; none where
/// there is no such column.
pub(super) fn text_kept(typed: &Dataset, sidecar: &Sidecar, table: &Table) -> Option<Dataset> {
    let mut kept = typed.clone();
    let mut any = false;
    for column in sidecar.table_schema.columns.iter().filter(|column| column.kind.declared().is_none()) {
        let read = table.columns.iter().find(|read| read.in_file() == column.name);
        let looks = read.map(|read| read.kind);
        let is_number =
            matches!(looks, Some(ColumnType::Integer | ColumnType::Number | ColumnType::Boolean | ColumnType::Year));
        let entry = kept.fields.0.iter_mut().find(|entry| match entry.value.of.0.as_slice() {
            [] => entry.id.trim() == column.name,
            of => of == [column.name.clone()],
        });
        if let Some(entry) = entry.filter(|entry| is_number && entry.value.kind.is_none()) {
            entry.value.kind = Some("string".to_owned());
            any = true;
        }
    }
    any.then_some(kept)
}

/// Returns the id of the entry at a place.
fn entry(declared: &RegistryPlace) -> &str {
    declared
        .steps
        .last()
        .and_then(|step| match step {
            crate::text::Step::Key(id) => Some(id.as_str()),
            crate::text::Step::Item(_) => None,
        })
        .unwrap_or_default()
}

/// Returns what is wrong where there is no snapshot: the query, or that nobody pulled it yet.
pub(super) fn absent(
    world: &dyn World,
    declared: &RegistryPlace,
    dataset: &Dataset,
    file: &ProjectPath,
) -> Vec<Problem> {
    query(world, declared, dataset).map_or_else(|problems| problems, |_| vec![never_pulled(declared, file)])
}

/// Builds the problem of a snapshot that was never pulled.
fn never_pulled(declared: &RegistryPlace, file: &ProjectPath) -> Problem {
    let place = Place::from(declared.clone().then("from"));
    Problem::error(&NO_SNAPSHOT, place, format!("there is no `{file}`"))
        .note("a brief is built from files alone: the answer to a query is pulled once, and kept with the project")
        .help(format!("run `knowns pull {}`", entry(declared)))
}

/// Builds the problem of a file that nobody pulled: another may not take its place.
fn no_sidecar(place: Place, declared: &RegistryPlace, file: &ProjectPath, sidecar: &ProjectPath) -> Problem {
    let problem = other(place, declared, file, &format!("there is no `{sidecar}` beside it"));
    let help = format!("put that file back; or move `{file}` away, and run `knowns pull {}`", entry(declared));
    Problem { helps: vec![help], ..problem }
}

/// Builds the problem of a file that is not the answer to its query.
fn other(place: Place, declared: &RegistryPlace, file: &ProjectPath, why: &str) -> Problem {
    Problem::error(&OTHER_SNAPSHOT, place, format!("`{file}` is not the answer to this query"))
        .label(why.to_owned())
        .note("what is told of these numbers would not be where they are from")
        .help(format!("run `knowns pull {}`", entry(declared)))
}

/// Builds the problem of a key that a query lacks.
fn missing(place: Place, name: &str, key: &str) -> Problem {
    Problem::error(&MISSING_KEY, place, format!("the query of dataset `{name}` has no `{key}`"))
        .help("write `from: { connection: profile://NAME, sql: queries/NAME.sql }`")
}

/// Builds the problem of a connection that is no profile. One that holds something secret is named, and not shown.
fn no_profile(place: Place, declared: &RegistryPlace, fault: ConnectionFault) -> Problem {
    let name = entry(declared);
    let problem = |place: Place, words: String| Problem::error(&NOT_A_PROFILE, place, words);
    match fault {
        ConnectionFault::Userinfo => {
            let file = Place::File(declared.file.clone());
            let words = format!("the connection of dataset `{name}` is an address with a user name or password");
            problem(file, words)
                .note("whoever has the project would have it too, and so would its history")
                .help("put the address into a profile outside the project, write `connection: profile://NAME`, and change the password")
        }
        ConnectionFault::NoProfile => problem(place, format!("the connection of dataset `{name}` is no profile"))
            .note("addresses, and all that is secret, stand in a profile outside the project")
            .help("write `connection: profile://NAME`"),
        ConnectionFault::Path => problem(place, format!("the connection of dataset `{name}` is a profile by its path"))
            .note("on another machine it stands elsewhere")
            .help("write its name alone, `connection: profile://NAME`; ADBC looks for it where profiles are kept"),
    }
}

/// Builds the problem of SQL that is not sent.
fn unusable(place: Place, file: &ProjectPath, fault: &SqlFault) -> Problem {
    Problem::error(&UNUSABLE_QUERY, place, format!("`{file}` cannot be asked: {fault}"))
        .note("`knowns pull` sends one statement that reads, and means the same to every engine")
        .help(fault.help())
}
