//! Why there is no new snapshot, and what to do about it. The old one stays.

use std::time::Duration;

use crate::snapshot::{Query, SqlFault};

/// Why a query gave no snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PullFault {
    /// Of which sort it is.
    pub(crate) sort: Sort,
    /// What is in the way, in words without a secret.
    pub(crate) why: String,
    /// What to do.
    pub(crate) help: String,
}

/// Whose business a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The profile and the driver.
    Connection,
    /// The engine, which did not answer to the end.
    Engine,
    /// The query and what it answers.
    Query,
}

impl PullFault {
    /// Returns a fault with what is usually to be done about one of its sort.
    pub(crate) fn new(sort: Sort, why: impl Into<String>) -> Self {
        let help = match sort {
            Sort::Connection => "compare the profile with docs/warehouses.md",
            Sort::Engine => "see that the engine runs and that the query works there, then pull again",
            Sort::Query => "change the query, then pull again",
        };
        Self { sort, why: why.into(), help: help.to_owned() }
    }

    /// Says something better to do.
    #[must_use]
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }
}

/// A query that is not sent.
pub(super) fn not_sent(query: &Query, fault: &SqlFault) -> PullFault {
    PullFault::new(Sort::Query, format!("`{}` is not sent: {fault}", query.sql)).help(fault.help())
}

/// An engine that takes too long.
pub(super) fn too_long(limit: Duration) -> PullFault {
    let help = "ask for less, or give it longer: `--time-limit SECONDS`";
    PullFault::new(Sort::Engine, format!("there was no whole answer within {} s", limit.as_secs())).help(help)
}

/// A column whose values have no form as text.
pub(super) fn no_text(column: &str, kind: &str) -> PullFault {
    PullFault::new(Sort::Query, format!("column `{column}` is of type {kind}, which has no exact form as text"))
        .help(format!("say in the query what is meant: `CAST({column} AS VARCHAR) AS {column}`, or a part of it"))
}

/// A column without a name of its own.
pub(super) fn unnamed(position: usize) -> PullFault {
    PullFault::new(Sort::Query, format!("column {position} of the answer has no name"))
        .help("give it one in the query: `… AS total`")
}

/// A name that two columns have.
pub(super) fn named_twice(name: &str) -> PullFault {
    PullFault::new(Sort::Query, format!("two columns of the answer are called `{name}`"))
        .help("name each in the query: `… AS total`")
}

/// A cell that is no value of its column's type.
pub(super) fn no_value(column: &str, row: usize, cell: &str) -> PullFault {
    let cell: String = cell.chars().take(40).collect();
    PullFault::new(
        Sort::Query,
        format!("column `{column}` holds `{cell}` in row {row} of the answer, which is no value"),
    )
    .help(format!("leave such rows out, or make them null: `NULLIF({column}, …)`"))
}

/// A cell with a character that no file of a project may hold.
pub(super) fn forbidden(column: &str, row: usize, c: char) -> PullFault {
    let why = format!(
        "column `{column}` holds the character U+{:04X} in row {row} of the answer, which no page can show",
        u32::from(c)
    );
    PullFault::new(Sort::Query, why).help("take it out in the query: `REPLACE(…)`")
}

/// A row that says nothing.
pub(super) fn empty_row(row: usize) -> PullFault {
    PullFault::new(Sort::Query, format!("row {row} of the answer is null in every column"))
        .help("leave it out in the query: `WHERE … IS NOT NULL`")
}

/// An answer without rows.
pub(super) fn no_rows() -> PullFault {
    PullFault::new(Sort::Query, "the answer has no rows").help("see that the query asks for what is there")
}

/// An answer that is too large.
pub(super) fn too_large(most: u64) -> PullFault {
    PullFault::new(Sort::Query, format!("the answer is larger than {} MiB", most >> 20))
        .help("aggregate in the query: a snapshot holds what figures use")
}

/// A key that is no column of the answer.
pub(super) fn no_key(name: &str, columns: &[String]) -> PullFault {
    let names = columns.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    PullFault::new(Sort::Query, format!("`primaryKey` names `{name}`, which is no column of the answer"))
        .help(format!("its columns are {names}"))
}

/// A row without a key.
pub(super) fn null_key(name: &str) -> PullFault {
    PullFault::new(Sort::Query, format!("`{name}` is null in some row, and names rows as `primaryKey`"))
        .help("leave such rows out in the query, or name other columns under `primaryKey`")
}

/// Rows with one key.
pub(super) fn same_key(key: &str) -> PullFault {
    PullFault::new(Sort::Query, format!("several rows of the answer have the `primaryKey` {key}"))
        .help("group by these columns in the query, or name further ones under `primaryKey`")
}
