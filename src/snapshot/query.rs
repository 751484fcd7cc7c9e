//! A query as it is asked: a file of SQL, with values for its parameters, of a connection.

use super::Profile;
use super::sql::{self, SqlFault};
use crate::digest::Digest;
use crate::world::ProjectPath;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// Of whom it is asked.
    pub(crate) connection: Profile,
    /// The file of its SQL.
    pub(crate) sql: ProjectPath,
    /// What that file says.
    pub(crate) text: String,
    /// Its parameters with their values as written, in the author's order.
    pub(crate) parameters: Vec<(String, String)>,
}

impl Query {
    /// Returns the statement that is sent: one that reads, with literals in place of its parameters.
    pub(crate) fn statement(&self) -> Result<String, SqlFault> {
        sql::statement(&self.text, &self.parameters)
    }

    /// Returns what of it must be said to whoever pulls, though it is no mistake: the day on which it is asked.
    #[cfg(any(feature = "adbc", test))]
    pub(crate) fn asks_the_clock(&self) -> Option<String> {
        sql::asks_the_clock(&self.text)
    }

    /// Returns the digest of its SQL.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(self.text.as_bytes())
    }
}
