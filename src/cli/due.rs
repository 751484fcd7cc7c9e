//! `due`: everything that has a day, and what of it is overdue.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{Progress, Terminal};
use super::{Exit, Format, project};
use crate::Error;
use crate::diagnostic::formats::{file_and_line, place_json, problems_json, to_text};
use crate::diagnostic::summary;
use crate::due::{self, Due as Item, What};
use crate::edition::{self, Behind};
use crate::load::Project;
use crate::model::Model;
use crate::number::Date;
use crate::pipeline::{Options, Run, Until};
use crate::text::Place;
use crate::view::Views;

/// List what is to be looked at again, and when
#[derive(Debug, Args)]
#[command(
    long_about = "List what is to be looked at again, and when\n\n\
                  Open questions (`next_check`), briefs (`review`), waivers (`expiry`), forecasts (the end of their \
                  `period`), and claims and evidence that were `reviewed` longer ago than the publication's \
                  `review_after`, in order of their day, the most overdue first. \
                  Exit codes: 0 nothing is overdue, 1 something is, 2 could not run, for example because the project has errors.",
    after_help = "Examples:\n  knowns due\n  knowns due --on 2026-03-01 --within 30"
)]
pub(super) struct Due {
    /// The day on which it is looked at, as in `2025-11-03` [default: the publication's `as_of`]
    #[arg(long, value_name = "DATE", value_parser = project::day)]
    on: Option<Date>,
    /// Leave out what comes more than so many days later
    #[arg(long, value_name = "DAYS")]
    within: Option<u32>,
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Due {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::open(project)?;
        let progress = Progress::start();
        let mut run =
            project::run_options(&world, &Options { until: Until::Evaluated, ..Options::default() }, &progress);
        if self.on.is_none() && run.model.as_ref().is_some_and(|model| model.publication.as_of.is_none()) {
            // Every problem is said of a project that has no day.
            run = project::run(&world, &progress);
        }
        drop(progress);
        let (Some(project), Some(model), Some(evaluation)) = (&run.project, &run.model, &run.evaluation) else {
            return Ok(self.stopped(&run, terminal));
        };
        let Some(on) = self.on.or(model.publication.as_of) else { return Ok(self.stopped(&run, terminal)) };
        let mut found = due::all(&Views::new(model, evaluation), on);
        let languages = Some(&model.publication.languages).filter(|languages| languages.are_several());
        if let Some((lock, languages)) = run.lock.read.as_ref().zip(languages) {
            found.splice(0..0, translations_behind(model, &edition::behind(lock, languages)));
        }
        if let Some(days) = self.within {
            found.retain(|due| due.date.days() - on.days() <= i64::from(days));
        }
        match self.format {
            Format::Text => terminal.line(&self.as_text(&found, on, project, &run)),
            Format::Json => terminal.print(&to_text(&self.as_json(&found, on, project, &run))),
        }
        Ok(if found.iter().any(|due| due.overdue) { Exit::Problems } else { Exit::Clean })
    }

    fn stopped(&self, run: &Run, terminal: &mut Terminal) -> Exit {
        match self.format {
            Format::Json => terminal.print(&to_text(&problems_json(&run.problems, &run.texts))),
            Format::Text => {
                terminal.problems(&run.problems, &run.texts);
                terminal.line(&format!("{}; nothing was listed", summary(&run.problems).unwrap_or_default()));
            }
        }
        Exit::CouldNotRun
    }

    fn as_text(&self, found: &[Item], on: Date, project: &Project, run: &Run) -> String {
        let mut lines = Vec::new();
        let mut under = None;
        for due in found {
            if under.replace(due.overdue) != Some(due.overdue) {
                lines.push(if due.overdue { "overdue" } else { "to come" }.to_owned());
            }
            lines.push(format!("  {}  {} `{}`: {}", due.date, due.what.word(), due.id, due.todo));
            lines.push(format!("              {}", place(due, project, run)));
        }
        let overdue = found.iter().filter(|due| due.overdue).count();
        let within = self.within.map(|days| format!(" within {days} days")).unwrap_or_default();
        lines.push(format!("{overdue} overdue on {on}, {} to come{within}", found.len() - overdue));
        lines.join("\n")
    }

    fn as_json(&self, found: &[Item], on: Date, project: &Project, run: &Run) -> Value {
        let due = found.iter().map(|due| {
            json!({
                "date": due.date.to_string(),
                "overdue": due.overdue,
                "days": due.date.days() - on.days(),
                "kind": due.what.word(),
                "id": due.id,
                "do": due.todo,
                "place": place_json(&project.locate(&Place::Registry(due.place.clone())), &run.texts),
            })
        });
        json!({ "version": 1, "on": on.to_string(), "within": self.within, "due": due.collect::<Vec<_>>() })
    }
}

/// Returns the translations that are behind: they were due on the day of the edition that concludes something else.
fn translations_behind(model: &Model, late: &[Behind]) -> Vec<Item> {
    let due = |late: &Behind| {
        let brief = model.briefs.find(&late.original)?;
        Some(Item {
            date: Date::parse(&late.date).ok()?,
            overdue: true,
            what: What::Brief,
            id: late.brief.clone(),
            todo: format!(
                "translate edition {} of `{}`, which concludes something else, and accept it",
                late.edition, late.original
            ),
            place: model.briefs[brief].place.clone(),
        })
    };
    late.iter().filter_map(due).collect()
}

/// Returns file and line of the day.
fn place(due: &Item, project: &Project, run: &Run) -> String {
    let place = project.locate(&Place::Registry(due.place.clone()));
    file_and_line(&place, &run.texts).unwrap_or_default()
}
