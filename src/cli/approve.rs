//! `approve`: somebody else stands behind an edition that waits.

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::accept::{self, Opened};
use super::publication::publish;
use super::terminal::Terminal;
use super::{Exit, project};
use crate::Error;
use crate::edition;

/// Approve an edition that somebody else asked for
#[derive(Debug, Args)]
#[command(
    long_about = "Approve an edition that somebody else asked for\n\n\
                  Where `publication.sign_off` is 2 or more, `accept` lets an edition wait until so many people stand behind it. \
                  The one who approves must see what the one who accepted saw: where the briefs changed since, it is asked for \
                  again. Names are text that anybody can type: whoever needs proof signs the commit.",
    after_help = "Example:\n  knowns approve --by \"B. Editor\""
)]
pub(super) struct Approve {
    /// The briefs, by id; every one that waits where none is named
    #[arg(value_name = "BRIEF")]
    briefs: Vec<String>,
    /// Who approves it
    #[arg(long, value_name = "NAME")]
    by: String,
}

impl Approve {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        let Some(opened) = Opened::of(&world, terminal) else { return Ok(Exit::CouldNotRun) };
        let people = opened.model()?.publication.sign_off;
        let approved = edition::approve(opened.editions()?, &self.briefs, self.by.trim(), people);
        let (lock, accepted) = match approved {
            Ok(approved) => approved,
            Err(refusal) => return accept::refused(&world, &opened, refusal, terminal),
        };
        let session = Arc::clone(&opened.session);
        publish(&world, opened.closed(), &Arc::new(lock), &accepted, session, terminal)
    }
}
