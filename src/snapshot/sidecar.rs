//! What stands beside a snapshot: a file of CSV on the Web metadata that says what was asked, who answered, and what the columns hold.
//!
//! It begins with the version of its form. Programs that know CSV on the Web read its `tableSchema` and leave the rest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Query;

/// The version of the sidecar's form.
const VERSION: u64 = 1;

/// By which programs know CSV on the Web.
#[cfg(any(feature = "adbc", test))]
const CONTEXT: &str = "http://www.w3.org/ns/csvw";

/// What is known of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sidecar {
    snapshot: u64,
    #[serde(rename = "@context")]
    context: String,
    /// The file's own name.
    pub(crate) url: String,
    /// The SHA-256 of its bytes.
    pub(crate) sha256: String,
    /// How many rows it has, the header left out.
    pub(crate) rows: u64,
    /// What was asked.
    pub(crate) query: Asked,
    /// Who answered.
    pub(crate) engine: Named,
    /// Through which driver.
    pub(crate) driver: Named,
    /// The columns by which its rows are in order.
    #[serde(rename = "sortedBy")]
    pub(crate) sorted_by: Vec<String>,
    /// What its columns hold.
    #[serde(rename = "tableSchema")]
    pub(crate) table_schema: TableSchema,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// Of which connection.
    pub(crate) connection: String,
    /// The file of SQL.
    pub(crate) sql: String,
    /// The SHA-256 of that file.
    pub(crate) sha256: String,
    /// The values of its parameters, as written.
    pub(crate) parameters: BTreeMap<String, String>,
    /// What the file said.
    pub(crate) text: String,
}

/// A program with its version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    /// Its name.
    pub(crate) name: String,
    /// Its version; empty where it does not say.
    pub(crate) version: String,
}

impl Named {
    /// Returns its name with its version.
    pub(crate) fn words(&self) -> String {
        format!("{} {}", self.name, self.version).trim().to_owned()
    }
}

/// Who answers a query.
#[cfg(any(feature = "adbc", test))]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Engine {
    /// The engine itself.
    pub(crate) engine: Named,
    /// The driver through which it was reached.
    pub(crate) driver: Named,
}

/// The columns of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableSchema {
    pub(crate) columns: Vec<SnapshotColumn>,
}

/// A column of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SnapshotColumn {
    /// Its header.
    #[serde(rename = "titles")]
    pub(crate) name: String,
    /// What its cells are.
    #[serde(rename = "datatype")]
    pub(crate) kind: ValueType,
}

/// What the cells of a column are, in the words of CSV on the Web.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ValueType {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number with as many decimals as the engine keeps.
    Decimal,
    /// A floating-point number of 32 bits.
    Float,
    /// A floating-point number of 64 bits.
    Double,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time, in no zone.
    DateTime,
    /// A moment, told in the zone of Greenwich.
    DateTimeStamp,
}

impl ValueType {
    /// Returns whether its numbers are floating: their last digits are the engine's.
    #[cfg(any(feature = "adbc", test))]
    pub(crate) fn is_floating(self) -> bool {
        matches!(self, Self::Float | Self::Double)
    }

    /// Returns the type by which a registry declares such a column; none where text is left to speak for itself.
    pub(crate) fn declared(self) -> Option<&'static str> {
        match self {
            Self::String | Self::Time | Self::DateTime | Self::DateTimeStamp => None,
            Self::Boolean => Some("boolean"),
            Self::Integer => Some("integer"),
            Self::Decimal | Self::Float | Self::Double => Some("number"),
            Self::Date => Some("date"),
        }
    }
}

/// Why a sidecar cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SidecarFault {
    /// It is not what this tool writes.
    Damaged,
    /// A newer version of the tool wrote it.
    Newer,
}

impl Sidecar {
    /// Returns the sidecar of a snapshot.
    #[cfg(any(feature = "adbc", test))]
    pub(crate) fn new(
        (url, sha256, rows): (String, crate::digest::Digest, usize),
        query: &Query,
        Engine { engine, driver }: Engine,
        sorted_by: Vec<String>,
        columns: Vec<SnapshotColumn>,
    ) -> Self {
        Self {
            snapshot: VERSION,
            context: CONTEXT.to_owned(),
            url,
            sha256: sha256.to_string(),
            rows: rows as u64,
            query: Asked {
                connection: query.connection.uri(),
                sql: query.sql.to_string(),
                sha256: query.digest().to_string(),
                parameters: query.parameters.iter().cloned().collect(),
                text: query.text.clone(),
            },
            engine,
            driver,
            sorted_by,
            table_schema: TableSchema { columns },
        }
    }

    /// Returns what of a query is not as it was when the snapshot was pulled, in words; none where all is.
    pub(crate) fn differs_from(&self, query: &Query) -> Option<String> {
        let asked = &self.query;
        if asked.sha256 != query.digest().to_string() {
            return Some(format!("`{}` is not as it was", query.sql));
        }
        if asked.sql != query.sql.as_str() {
            return Some(format!("it was pulled with `{}`", asked.sql));
        }
        if asked.connection != query.connection.uri() {
            return Some(format!("it was pulled from `{}`", asked.connection));
        }
        let mut now = query.parameters.clone();
        now.sort();
        let mut then: Vec<(String, String)> = asked.parameters.clone().into_iter().collect();
        then.sort();
        let (name, value) =
            match (now.iter().find(|one| !then.contains(one)), then.iter().find(|one| !now.contains(one))) {
                (_, Some(was)) => was,
                (Some((name, _)), None) => return Some(format!("it was pulled without the parameter `{name}`")),
                (None, None) => return None,
            };
        Some(format!("it was pulled with the parameter `{name}: {value}`"))
    }

    /// Returns the file's bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Text, numbers and lists cannot fail to be written.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.into_bytes()
    }

    /// Returns the sidecar that bytes hold.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, SidecarFault> {
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| SidecarFault::Damaged)?;
        match value.get("snapshot").and_then(serde_json::Value::as_u64) {
            Some(version) if version > VERSION => return Err(SidecarFault::Newer),
            Some(VERSION) => {}
            _ => return Err(SidecarFault::Damaged),
        }
        serde_json::from_value(value).map_err(|_| SidecarFault::Damaged)
    }
}
