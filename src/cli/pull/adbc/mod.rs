//! Engines through ADBC: the driver manager reads the profile, loads the driver that it names, and hands on what comes as Arrow.
//!
//! Nothing else of the tool knows ADBC or Arrow.

mod cells;
mod profile;

use std::collections::HashSet;
use std::time::Duration;

use adbc_core::error::Error;
use adbc_core::options::{AdbcVersion, InfoCode};
use adbc_core::{Connection as _, Database as _, LOAD_FLAG_DEFAULT, Statement as _};
use adbc_driver_manager::{ManagedConnection, ManagedDatabase, ManagedStatement};
use arrow_array::cast::AsArray as _;
use arrow_array::types::UInt32Type;
use arrow_array::{Array as _, RecordBatchReader};

use crate::pull::{Answer, AnswerColumn, Asks, Engines, PullFault, Rows, Secrets, Sort};
use crate::snapshot::{Engine, Named, Profile};

/// Every engine for which there is a driver.
pub(super) struct Adbc;

impl Engines for Adbc {
    fn connect(&self, named: &Profile, limit: Duration) -> Result<Box<dyn Asks>, PullFault> {
        let secrets = profile::secrets(named)?;
        let failed = |error: Error| fault(Sort::Connection, &error, &secrets);
        let database = ManagedDatabase::from_uri(&named.uri(), None, AdbcVersion::V110, LOAD_FLAG_DEFAULT, None);
        let database = database.map_err(failed)?;
        let mut connection = database.new_connection().map_err(failed)?;
        let about = about(&mut connection);
        hold_to_reading(&mut connection, &about.engine.name, limit).map_err(failed)?;
        Ok(Box::new(Connected { statement: None, connection, _database: database, about, secrets }))
    }
}

/// An engine that is connected; what was made last goes first.
struct Connected {
    statement: Option<ManagedStatement>,
    connection: ManagedConnection,
    _database: ManagedDatabase,
    about: Engine,
    secrets: Secrets,
}

impl Asks for Connected {
    fn about(&self) -> Engine {
        self.about.clone()
    }

    fn ask(&mut self, statement: &str) -> Result<Box<dyn Answer>, PullFault> {
        let secrets = self.secrets.clone();
        let failed = |error: Error| fault(Sort::Engine, &error, &secrets);
        let asked = self.statement.insert(self.connection.new_statement().map_err(failed)?);
        asked.set_sql_query(statement).map_err(failed)?;
        let reader: Box<dyn RecordBatchReader + Send> = asked.execute().map_err(failed)?;
        Ok(Box::new(Batches { reader, secrets: self.secrets.clone() }))
    }
}

/// An answer as it comes, batch by batch.
struct Batches {
    reader: Box<dyn RecordBatchReader + Send>,
    secrets: Secrets,
}

impl Answer for Batches {
    fn columns(&self) -> Vec<AnswerColumn> {
        self.reader.schema().fields().iter().map(|field| cells::column(field)).collect()
    }

    fn next(&mut self, rows: &mut Rows) -> Result<bool, PullFault> {
        let Some(batch) = self.reader.next() else { return Ok(false) };
        let batch = batch.map_err(|error| {
            let words = error.to_string();
            // What stands before is of the way in which it was handed on.
            let words = words.split_once("Producer error: ").map_or(words.as_str(), |(_, words)| words);
            PullFault::new(Sort::Engine, format!("the answer broke off: {}", self.secrets.redacted(words)))
        })?;
        let mut text = String::new();
        for row in 0..batch.num_rows() {
            for column in batch.columns() {
                text.clear();
                let is_there = cells::write(column, row, &mut text);
                rows.push(is_there.then_some(text.as_str()))?;
            }
        }
        Ok(true)
    }
}

/// Lets an engine that can be held to reading write nothing, and think no longer than anybody waits.
fn hold_to_reading(connection: &mut ManagedConnection, engine: &str, limit: Duration) -> Result<(), Error> {
    let statements = match engine.to_lowercase().as_str() {
        "postgresql" => vec![
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY".to_owned(),
            format!("SET statement_timeout = {}", limit.as_millis()),
        ],
        "duckdb" => vec!["BEGIN TRANSACTION READ ONLY".to_owned()],
        _ => Vec::new(),
    };
    for sql in statements {
        let mut statement = connection.new_statement()?;
        statement.set_sql_query(sql)?;
        statement.execute_update()?;
    }
    Ok(())
}

/// Returns what an engine and its driver say of themselves.
fn about(connection: &mut ManagedConnection) -> Engine {
    let mut about = Engine::default();
    let wanted = [InfoCode::VendorName, InfoCode::VendorVersion, InfoCode::DriverName, InfoCode::DriverVersion];
    let wanted: HashSet<InfoCode> = HashSet::from(wanted);
    for batch in connection.get_info(Some(wanted)).into_iter().flatten().flatten() {
        let (Some(codes), Some(values)) =
            (batch.column(0).as_primitive_opt::<UInt32Type>(), batch.column(1).as_union_opt())
        else {
            continue;
        };
        for row in 0..batch.num_rows() {
            let value = values.value(row);
            let words =
                value.as_string_opt::<i32>().filter(|words| words.is_valid(0)).map(|words| words.value(0).to_owned());
            let place = match codes.value(row) {
                0 => &mut about.engine.name,
                1 => &mut about.engine.version,
                100 => &mut about.driver.name,
                101 => &mut about.driver.version,
                _ => continue,
            };
            *place = words.unwrap_or_default();
        }
    }
    for Named { name, version } in [&mut about.engine, &mut about.driver] {
        (*name, *version) = (named(name), plain(version));
    }
    if about.engine.version.is_empty() {
        about.engine.version = version(connection).map(|words| plain(&words)).unwrap_or_default();
    }
    about.engine.version = dotted(&about.engine);
    about
}

/// Returns an engine's name as it is written.
fn named(name: &str) -> String {
    match plain(name).as_str() {
        "" => "an engine without a name".to_owned(),
        "duckdb" => "DuckDB".to_owned(),
        // What the driver says of an engine that does not name itself.
        "Flight SQL" => "a Flight SQL engine".to_owned(),
        name => name.to_owned(),
    }
}

/// Returns the version of `PostgreSQL` as people write it: its driver says 150018 for 15.18.
fn dotted(Named { name, version }: &Named) -> String {
    match version.parse::<u32>() {
        Ok(number) if name == "PostgreSQL" && number >= 100_000 => format!("{}.{}", number / 10_000, number % 10_000),
        _ => version.clone(),
    }
}

/// Returns the version of an engine that tells it in no other way.
fn version(connection: &mut ManagedConnection) -> Option<String> {
    let mut statement = connection.new_statement().ok()?;
    statement.set_sql_query("SELECT version()").ok()?;
    let batch = statement.execute().ok()?.next()?.ok()?;
    let mut text = String::new();
    cells::write(batch.columns().first()?, 0, &mut text).then_some(text)
}

/// Returns the words of a name or version on one line, without what is behind a comma or in brackets; none where it is unknown.
fn plain(words: &str) -> String {
    let words = if words == "unknown" { "" } else { words };
    let end = words.find([',', '(', '\n']).unwrap_or(words.len());
    words[..end].split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

/// Returns what a driver says is wrong, without anything secret.
fn fault(sort: Sort, error: &Error, secrets: &Secrets) -> PullFault {
    let words = secrets.redacted(&error.message);
    let words = if words.is_empty() { format!("{:?}", error.status) } else { words };
    PullFault::new(sort, words)
}
