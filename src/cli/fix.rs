//! `check --fix`: misspelt words with one near match are replaced, once their author has seen the diff and said yes.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::Path;

use super::check::{self, Check};
use super::terminal::{Answer, Terminal};
use super::{Exit, terminal};
use crate::Error;
use crate::diagnostic::words::many;
use crate::edit::{self, EditedFile};
use crate::pipeline::Run;
use crate::publish;
use crate::world::{Disk, ProjectPath};

/// How often what remains is looked at again: a slip in a template shows only once the registry holds none.
const ROUNDS: usize = 4;

impl Check {
    /// Mends what can be mended, and says what remains.
    pub(super) fn fix(&self, world: &Disk, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let (mut run, _) = self.look(world, world);
        let mut linked = BTreeSet::new();
        for round in 0..ROUNDS {
            let files = not_linked(world, &run, &mut linked, terminal);
            if files.is_empty() {
                break;
            }
            terminal.line(edit::diff(&files).as_str());
            let nothing = if round == 0 { "nothing" } else { "nothing more" };
            let answer = if self.yes { Answer::Yes } else { terminal.ask("apply? [y/N] ") };
            match answer {
                Answer::Yes => {}
                Answer::No => {
                    terminal.line(&format!("{nothing} was changed"));
                    return Ok(Exit::Problems);
                }
                Answer::NobodyToAsk => {
                    terminal.line(&format!("{nothing} was changed; add `--yes` to apply this"));
                    return Ok(Exit::Problems);
                }
            }
            publish::write_edits(world, &files)?;
            let words = files.iter().map(|file| file.words).sum();
            terminal.line(&format!("mended {} in {}\n", many(words, "word"), many(files.len(), "file")));
            run = self.look(world, world).0;
        }
        check::say(&run, self.format, project, terminal);
        Ok(terminal::exit(&run.problems))
    }
}

/// Returns the files that can be mended; one behind a symbolic link is not the project's to change, and is named once.
fn not_linked(
    world: &Disk,
    run: &ManuallyDrop<Run>,
    linked: &mut BTreeSet<ProjectPath>,
    terminal: &mut Terminal,
) -> Vec<EditedFile> {
    let mut files = edit::files(&run.problems, &run.texts);
    files.retain(|file| {
        let is_linked = publish::is_linked(world, &file.path);
        if is_linked && linked.insert(file.path.clone()) {
            terminal.line(&format!("left alone {} (a symbolic link leads to it)", file.path));
        }
        !is_linked
    });
    files
}
