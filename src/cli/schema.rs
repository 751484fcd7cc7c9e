//! `schema`: the JSON Schema of `claims.yaml`, by which an editor completes keys and says what they mean, or of a brief as
//! data.

use clap::{Args, ValueEnum};

use super::Exit;
use super::terminal::Terminal;
use crate::diagnostic::show::to_text;
use crate::{registry, render};

/// Print the JSON Schema of `claims.yaml`, for your editor
#[derive(Debug, Args)]
#[command(
    long_about = "Print the JSON Schema of `claims.yaml`, for your editor\n\n\
                  The schema (draft 2020-12) has every key with what it says and an example. An editor that knows it completes \
                  keys, shows what they mean, and marks those that are none. Save it beside the registry, and begin each \
                  registry file with:\n\n  # yaml-language-server: $schema=claims.schema.json\n\n\
                  What ids, quantities and dates mean is for `knowns check` to say.",
    after_help = "Examples:\n  knowns schema > claims.schema.json\n  knowns schema --of brief > brief.schema.json"
)]
pub(super) struct Schema {
    /// Whose schema: of the registry, or of `reports/<brief>.json`
    #[arg(long, value_enum, default_value_t)]
    of: Of,
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
    pub(super) fn run(&self, terminal: &mut Terminal) -> Exit {
        terminal.print(&to_text(&match self.of {
            Of::Registry => registry::schema(),
            Of::Brief => render::schema(),
        }));
        Exit::Clean
    }
}
