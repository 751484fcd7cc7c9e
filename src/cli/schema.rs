//! `schema`: the JSON Schema of `claims.yaml`, by which an editor completes keys and says what they mean.

use clap::Args;

use super::Exit;
use super::terminal::Terminal;
use crate::diagnostic::show::to_text;
use crate::registry;

/// Print the JSON Schema of `claims.yaml`, for your editor
#[derive(Debug, Args)]
#[command(
    long_about = "Print the JSON Schema of `claims.yaml`, for your editor\n\n\
                  The schema (draft 2020-12) has every key with what it says and an example. An editor that knows it completes \
                  keys, shows what they mean, and marks those that are none. Save it beside the registry, and begin each \
                  registry file with:\n\n  # yaml-language-server: $schema=claims.schema.json\n\n\
                  What ids, quantities and dates mean is for `knowns check` to say.",
    after_help = "Example:\n  knowns schema > claims.schema.json"
)]
pub(super) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(super) fn run(&self, terminal: &mut Terminal) -> Exit {
        terminal.print(&to_text(&registry::schema()));
        Exit::Clean
    }
}
