//! `build --shard` and `build --merge`: one of several machines makes its part of the briefs, and one puts the parts together.

use std::path::Path;
use std::sync::Arc;

use super::build::Build;
use super::repeat::{self, Kept, Memory};
use super::terminal::{self, Progress, Terminal};
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::summary;
use crate::diagnostic::words::many;
use crate::pipeline::{Earlier, Options, Shard, Trust};
use crate::publish::shards;
use crate::world::Disk;

impl Build {
    /// Makes one part of the briefs, with nothing around them.
    pub(super) fn part(
        &self,
        shard: Shard,
        world: &Disk,
        project: &Path,
        terminal: &mut Terminal,
    ) -> Result<Exit, Error> {
        let progress = Progress::start();
        let earlier = Earlier { kept: Vec::new(), stands: Box::new(|_, _| false), trust: Trust::Take };
        let options = Options { shard: Some(shard), earlier: Some(Arc::new(earlier)), ..Options::default() };
        let mut run = project::run_options(world, &options, &progress);
        if self.deny_warnings {
            run.problems.deny_warnings();
        }
        let made = run.pages.take().zip(run.to_keep.take()).filter(|_| !run.problems.any_errors());
        let Some((pages, made)) = made else {
            shards::forget_part(world, shard)?;
            drop(progress);
            self.problems(&run, project, terminal);
            let what = summary(&run.problems).unwrap_or_default();
            terminal.line(&format!("{what}; part {shard} was not written"));
            return Ok(Exit::Problems);
        };
        progress.last("writing the part");
        shards::write_part(world, shard, &pages, &project::manifest(&run, &pages), &made)?;
        drop(progress);
        self.problems(&run, project, terminal);
        let briefs = (0..run.documents.len()).filter(|at| shard.holds(*at)).count();
        terminal.line(&format!(
            "part {shard}: {} of {} written to {}",
            many(pages.len(), "page"),
            many(briefs, "brief"),
            shards::folder_of(shard)
        ));
        if let Some(line) = summary(&run.problems) {
            terminal.line(&line);
        }
        Ok(terminal::exit(&run.problems))
    }

    /// Puts the parts together that were made: what one machine would have written is written.
    pub(super) fn together(&self, world: &Disk, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let mut parts = shards::parts(world)?;
        let kept = parts.iter_mut().map(|part| std::mem::take(&mut part.made)).collect();
        let earlier = Earlier { kept, stands: Box::new(shards::held(&parts)), trust: Trust::Take };
        let progress = Progress::start();
        let options = Options { earlier: Some(Arc::new(earlier)), ..Options::default() };
        let mut run = project::run_options(world, &options, &progress);
        let now = project::manifest(&run, &[]);
        parts.iter().try_for_each(|part| part.is_of(&now))?;
        if let Some(pages) = &mut run.pages {
            shards::fill(world, &parts, pages)?;
        }
        let exit = self.write(world, project, &mut run, None, progress, terminal)?;
        let memory = Memory::of(world, Kept::AfterAnyWrite, "");
        if let Some(bytes) = &run.to_keep {
            memory.keep_made(&repeat::made(&Options::default()), bytes);
        }
        exit.ok_or(Error::NothingMade)
    }
}
