//! `trace`: from a figure, a claim or a line of a report to the cells and sources it comes from.

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::rename::several;
use super::terminal::{Progress, Terminal};
use super::{Exit, Format, project};
use crate::Error;
use crate::diagnostic::formats::{problems_json, to_text};
use crate::diagnostic::summary;
use crate::model::Model;
use crate::pipeline::{Options, Run, Until};
use crate::render::Page;
use crate::text::near::nearest;
use crate::trace::{TraceNode, Tracer};
use crate::view::Views;
use crate::vocabulary::EntryKind;

/// Say where a number comes from
#[derive(Debug, Args)]
#[command(
    long_about = "Say where a number comes from\n\n\
                  Follows a figure, a claim, or everything printed on one line of a report down to the row, column and \
                  cell of a file with its SHA-256, or to the source and the place in it, and who said it. Where a figure and a claim have \
                  one id, name the section too: `claims.november`.",
    after_help = "Examples:\n  knowns trace november\n  knowns trace reports/border-november.md:12"
)]
pub(super) struct Trace {
    /// The id of a figure or claim, or a line of a report such as `reports/border-november.md:12`
    wanted: String,
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Trace {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::open(project)?;
        let progress = Progress::start();
        let line = report_line(&self.wanted);
        let until = if line.is_some() { Until::Printed } else { Until::Evaluated };
        let run =
            project::run_options(&world, &Options { until, apart: line.is_none(), ..Options::default() }, &progress);
        drop(progress);
        let (Some(model), Some(evaluation)) = (&run.model, &run.evaluation) else {
            return Ok(self.stopped(&run, terminal));
        };
        let stem = line.and_then(|(path, _)| path.rsplit_once('.')).map_or("", |(stem, _)| stem);
        let stem = stem.strip_suffix(".evidence").unwrap_or(stem);
        let language = model.publication.languages.split(stem).1;
        let translated = run.translations.iter().find(|one| one.model.publication.language == language);
        let translated = translated.and_then(|one| Some((&one.model, one.evaluation.as_ref()?)));
        let (model, evaluation) = translated.unwrap_or((model, evaluation));
        let views = Views::new(model, evaluation);
        let mut tracer = Tracer::new(&views);
        let found = if let Some((path, line)) = line {
            let Some(pages) = &run.pages else { return Ok(self.stopped(&run, terminal)) };
            in_report(&mut tracer, pages, path, line)?
        } else {
            let mut found = tracer.named(&self.wanted);
            let kinds: Vec<EntryKind> = found.iter().map(|(kind, _)| *kind).collect();
            match found.pop() {
                Some((_, node)) if found.is_empty() => node,
                Some(_) => {
                    let (why, help) = several(&self.wanted, &kinds);
                    return Err(Error::NotTraced { why, help });
                }
                // What has an error itself, or rests on such an entry, is not there to be followed.
                None if run.problems.any_errors() => return Ok(self.stopped(&run, terminal)),
                None => return Err(self.unknown(model, &tracer)),
            }
        };
        match self.format {
            Format::Text => terminal.line(found.to_text().trim_end()),
            Format::Json => terminal.print(&to_text(&json!({ "version": 1, "trace": found.to_json() }))),
        }
        if run.problems.any_errors() {
            terminal.aside("the registry has errors on which this does not rest; `knowns check` shows them");
        }
        Ok(Exit::Clean)
    }

    /// Returns why an id cannot be traced.
    fn unknown(&self, model: &Model, tracer: &Tracer<'_>) -> Error {
        let wanted = self.wanted.as_str();
        let line = |brief: &str| format!("name a line of its report, such as `reports/{brief}.md:3`");
        let report = wanted.trim_start_matches("./").strip_prefix("reports/").and_then(|name| name.strip_suffix(".md"));
        if let Some(brief) = report.filter(|brief| model.briefs.find(brief).is_some()) {
            return Error::NotTraced { why: format!("`{wanted}` is a whole report"), help: line(brief) };
        }
        let (only, id) = EntryKind::split(wanted).map_or((None, wanted), |(kind, id)| (Some(kind), id));
        let is_there = |kind: &EntryKind| match kind {
            EntryKind::Brief => model.briefs.find(id).is_some(),
            EntryKind::Dataset | EntryKind::View => {
                let found = model.datasets.find(id).map(|found| model.datasets[found].view.is_some());
                found == Some(*kind == EntryKind::View)
            }
            EntryKind::Measure => model.measures.find(id).is_some(),
            EntryKind::Party => model.parties.find(id).is_some(),
            EntryKind::Source => model.sources.find(id).is_some(),
            EntryKind::Chart => model.charts.find(id).is_some(),
            EntryKind::Table => model.tables.find(id).is_some(),
            EntryKind::Unknown => model.unknowns.find(id).is_some(),
            EntryKind::Figure | EntryKind::Claim => false,
        };
        let mut kinds = EntryKind::ALL.into_iter().filter(|kind| only.is_none_or(|only| only == *kind));
        if let Some(kind) = kinds.find(is_there) {
            return Error::NotTraced {
                why: format!("`{id}` is {}, and only figures, claims and lines of reports are traced", kind.a_word()),
                help: if kind == EntryKind::Brief { line(id) } else { ANSWERED.to_owned() },
            };
        }
        Error::Unknown {
            wanted: wanted.to_owned(),
            kind: "figure, claim or line of a report",
            nearest: nearest(wanted, tracer.ids()).map(str::to_owned),
            help: ANSWERED,
        }
    }

    fn stopped(&self, run: &Run, terminal: &mut Terminal) -> Exit {
        match self.format {
            Format::Json => terminal.print(&to_text(&problems_json(&run.problems, &run.texts))),
            Format::Text => {
                terminal.problems(&run.problems, &run.texts);
                terminal.line(&format!("{}; nothing was traced", summary(&run.problems).unwrap_or_default()));
            }
        }
        Exit::Problems
    }
}

/// What can be asked for.
const ANSWERED: &str = "name a figure or claim of the registry, or a line such as `reports/border-november.md:12`";

/// Returns where a line of a report comes from, or why that cannot be said.
fn in_report(tracer: &mut Tracer<'_>, pages: &[Page], path: &str, line: usize) -> Result<TraceNode, Error> {
    let markdown = |path: &&str| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
    let reports = || pages.iter().map(|page| page.path.as_str()).filter(markdown);
    let Some(page) = pages.iter().find(|page| page.path.as_str() == path) else {
        let help = match nearest(path, reports()) {
            Some(near) => format!("did you mean `{near}:{line}`?"),
            None => {
                format!("the reports are {}", reports().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", "))
            }
        };
        return Err(Error::NotTraced { why: format!("there is no report `{path}`"), help });
    };
    if let Some(brief) = path.strip_suffix(".html") {
        let why = "lines of HTML are not traced".to_owned();
        let help = if page.brief.is_some() {
            format!("find the number in `{brief}.md`, which has the same words, and name its line")
        } else {
            "name a line of a brief's `.md`".to_owned()
        };
        return Err(Error::NotTraced { why, help });
    }
    tracer.line(page, line).ok_or_else(|| {
        let last = page.bytes().split(|byte| *byte == b'\n').count() - 1;
        Error::NotTraced {
            why: format!("`{path}` has no line {line}"),
            help: format!("name one of its lines, from 1 to {last}"),
        }
    })
}

/// Returns the file and line that `reports/x.md:12` names.
fn report_line(wanted: &str) -> Option<(&str, usize)> {
    let (path, line) = wanted.rsplit_once(':')?;
    Some((path.strip_prefix("./").unwrap_or(path), line.parse().ok()?))
}
