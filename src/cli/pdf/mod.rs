//! `pdf`: what stands in `reports/` becomes tagged PDF in `pdf/`, through Typst or Chromium, whichever is installed.
//!
//! Nothing is built: whoever prints a brief wants the one that is published, also where a later one waits for approval.

mod chromium;
mod printer;
mod program;
mod published;
mod typst;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use rayon::prelude::*;

use super::publication::say_plan;
use super::terminal::{Progress, Terminal};
use super::{Exit, project, terminal};
use crate::Error;
use crate::digest::Digest;
use crate::publish::{self, LARGEST_PAGE, Manifest, Output, Printed};
use crate::render::{Content, Page};
use crate::text::near::nearest;
use crate::world::{Disk, ProjectPath, World as _};
use program::{Kind, Program};
use published::Published;

/// Print what is published as tagged PDF into `pdf/`
#[derive(Debug, Args)]
#[command(
    long_about = "Print what is published as tagged PDF into `pdf/`\n\n\
                  Each brief that stands in `reports/` becomes `pdf/<brief>.pdf`, through Typst (0.14 or newer: PDF/UA-1 and PDF/A-2a) \
                  or, where there is none, through Chromium, Chrome or Edge (tagged). Nothing is built, and nothing in `reports/` \
                  changes. Dates are those of the edition, so what was printed once is the same when it is printed again with the same version of \
                  the same program. PDFs of briefs that are gone are removed. `knowns verify` says which are not of the pages that stand now.",
    after_help = "Examples:\n  knowns pdf\n  knowns pdf border-november --without-evidence\n  knowns pdf --drafts --with /opt/typst/typst"
)]
pub(super) struct Pdf {
    /// The briefs to print, by id; all where none is named
    #[arg(value_name = "BRIEF")]
    briefs: Vec<String>,
    /// Print what stands in `drafts/` too, as `<brief>.draft.pdf`, marked as a draft on each page
    #[arg(long)]
    drafts: bool,
    /// Leave out the evidence that follows each brief
    #[arg(long)]
    without_evidence: bool,
    /// The program that prints: `typst`, `chromium`, or where one of them is installed
    #[arg(long, value_name = "PROGRAM")]
    with: Option<PathBuf>,
    /// A folder of fonts that step in where those of Typst lack a letter
    #[arg(long, value_name = "DIR")]
    fonts: Option<PathBuf>,
    /// Give up on a PDF after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    within: u64,
}

/// How something is printed.
#[derive(Debug)]
struct Manner {
    program: Program,
    evidence: bool,
    fonts: Option<typst::Fonts>,
    limit: Duration,
}

/// A PDF that is to be there.
struct Wanted {
    path: ProjectPath,
    published: Published,
}

impl Pdf {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        let wanted = self.wanted(&world)?;
        if self.drafts && wanted.iter().all(|wanted| wanted.published.output == Output::Reports) {
            terminal.aside("there are no drafts");
        }
        let limit = Duration::from_secs(self.within);
        let program = Program::find(self.with.as_deref(), limit)?;
        let fonts = self.fonts.as_deref().map(typst::Fonts::read).transpose()?;
        let manner = Manner { program, evidence: !self.without_evidence, fonts, limit };
        let last = Manifest::standing(&world, Output::Pdf).ok().flatten().unwrap_or_default();
        let progress = Progress::start();
        progress.last("printing");
        let made: Vec<(Page, Printed)> = wanted
            .par_iter()
            .filter_map(|wanted| self.one(&world, &manner, &last, wanted).transpose())
            .collect::<Result<_, _>>()?;
        let (pages, printed): (Vec<Page>, Vec<Printed>) = made.into_iter().unzip();
        let printed = pages.iter().map(|page| page.path.to_string()).zip(printed).collect();
        let manifest = Manifest { printed, ..Manifest::of(&BTreeMap::new(), BTreeMap::new(), &pages) };
        let plan = publish::pdf(&world, &pages, &manifest)?;
        drop(progress);
        terminal.problems(&plan.problems, &crate::diagnostic::Texts::default());
        if plan.problems.any_errors() {
            return Ok(Exit::Problems);
        }
        say_plan(&plan, terminal);
        if !plan.write.is_empty() {
            terminal.line(&manner.program.praise());
        }
        Ok(terminal::exit(&plan.problems))
    }

    /// Returns every PDF that is to be there, whether it is printed now or was before.
    fn wanted(&self, world: &Disk) -> Result<Vec<Wanted>, Error> {
        let mut all = published::all(world, Output::Reports)?;
        if self.drafts {
            all.extend(published::all(world, Output::Drafts)?);
        }
        let known: BTreeSet<&str> = all.iter().map(|published| published.id.as_str()).collect();
        if let Some(wanted) = self.briefs.iter().find(|wanted| !known.contains(wanted.as_str())) {
            return Err(Error::Unknown {
                wanted: wanted.clone(),
                kind: "brief that is published",
                nearest: nearest(wanted, known).map(str::to_owned),
                help: "name a brief that stands in `reports/`, or none to print all of them; `--drafts` prints those in `drafts/` too",
            });
        }
        let wanted = all.into_iter().map(|published| {
            let draft = if published.output == Output::Drafts { ".draft" } else { "" };
            let path = ProjectPath::parse(&format!("pdf/{}{draft}.pdf", published.id));
            let path = path.map_err(|_| published::not_ours(&published.id))?;
            Ok(Wanted { path, published })
        });
        wanted.collect()
    }

    /// Returns a PDF as it stands or printed anew; none where another brief was asked for, and it stands nowhere.
    fn one(
        &self,
        world: &Disk,
        manner: &Manner,
        last: &Manifest,
        Wanted { path, published }: &Wanted,
    ) -> Result<Option<(Page, Printed)>, Error> {
        let listed = last.outputs.get(path.as_str()).and_then(|digest| Digest::parse(digest));
        let stands = listed
            .filter(|digest| world.read_at_most(path, LARGEST_PAGE).is_ok_and(|bytes| Digest::of(&bytes) == *digest));
        let before = stands.zip(last.printed.get(path.as_str()));
        let as_before = |(digest, printed): (Digest, &Printed)| {
            let page = Page { content: Content::as_before(digest), ..Page::of_no_brief(path.clone(), Vec::new()) };
            Some((page, printed.clone()))
        };
        if !self.briefs.is_empty() && !self.briefs.contains(&published.id) {
            return Ok(before.and_then(as_before));
        }
        let job = match manner.program.kind {
            Kind::Typst => typst::job(world, manner, published)?,
            Kind::Chromium => chromium::job(world, manner, published)?,
        };
        if let Some((digest, printed)) = before.filter(|(_, printed)| printed.given == job.given.to_string()) {
            return Ok(as_before((digest, printed)));
        }
        let bytes = job.print(manner, path)?;
        let printed = Printed { with: manner.program.name.clone(), given: job.given.to_string(), of: job.of };
        Ok(Some((Page::of_no_brief(path.clone(), bytes), printed)))
    }
}
