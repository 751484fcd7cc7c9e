//! `schema`: the JSON Schema of `claims.yaml`, by which an editor completes keys and says what they mean, or of a brief as
//! data.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Exit;
use super::terminal::Terminal;
use crate::diagnostic::show::to_text;
use crate::{Error, publish, registry, render};

/// Where the schema stands in a project that `init` began.
pub(super) const SCHEMA_FILE: &str = "claims.schema.json";

/// Print the JSON Schema of `claims.yaml`, for your editor
#[derive(Debug, Args)]
#[command(
    long_about = "Print the JSON Schema of `claims.yaml`, for your editor\n\n\
                  The schema (draft 2020-12) has every key with what it says and an example. An editor that knows it completes \
                  keys, shows what they mean, and marks those that are none. `init` saves it beside the registry, which \
                  begins with:\n\n  # yaml-language-server: $schema=claims.schema.json\n\n\
                  An included file names it from where it stands, as in `../claims.schema.json`. With `--out` a newer \
                  version of the tool brings the file up to date. What ids, quantities and dates mean is for `knowns check` to say.",
    after_help = "Examples:\n  knowns schema --out claims.schema.json\n  knowns schema --of brief"
)]
pub(super) struct Schema {
    /// Whose schema: of the registry, or of `reports/<brief>.json`
    #[arg(long, value_enum, default_value_t)]
    of: Of,

    /// Write it to this file, in place of what is there
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Whose schema it is.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Of {
    /// `claims.yaml`
    #[default]
    Registry,
    /// `reports/<brief>.json`, a brief as data
    Brief,
}

impl Schema {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Error> {
        let text = match self.of {
            Of::Registry => text(),
            Of::Brief => to_text(&render::schema()),
        };
        if let Some(path) = &self.out {
            publish::in_place(path, text.as_bytes())?;
            terminal.line(&format!("wrote {}", path.display()));
        } else {
            terminal.print(&text);
        }
        Ok(Exit::Clean)
    }
}

/// Returns the schema of the registry as it stands in a file.
pub(super) fn text() -> String {
    to_text(&registry::schema())
}
