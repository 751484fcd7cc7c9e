//! `check`: everything is read and checked, and nothing is written but, with `--fix`, misspelt words with one near match, once
//! their author has seen the diff and said yes.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::Path;

use clap::Args;

use super::repeat::{self, Kept, Memory};
use super::terminal::{self, Answer, ProblemFormat, Progress, Terminal, way_down, workflow_commands};
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::formats::{problems_json, sarif, to_text};
use crate::diagnostic::summary;
use crate::diagnostic::words::many;
use crate::edit::{self, EditedFile};
use crate::load::proposed::{self, Proposed};
use crate::model::{Claim, Key, Source};
use crate::number::Date;
use crate::pipeline::{Options, Run, Trust};
use crate::publish::{self, Left};
use crate::rules::Strictness;
use crate::text::{Place, RegistryPlace};
use crate::vocabulary::Role;
use crate::world::{Disk, ProjectPath, Recording, World};

/// Check everything that `build` checks, and write nothing
#[derive(Debug, Args)]
#[command(
    long_about = "Check everything that `build` checks, and write nothing\n\n\
                  With `--inferred` the columns of each dataset without `fields` are shown as well, with the types that were \
                  inferred from their cells, ready to paste into the registry.\n\n\
                  With `--fix`, misspelt ids, keys and words that only one known one is near to are replaced in the \
                  project's own files: the diff is shown first, and applied once you agree. Everything else in the files stays as it is.",
    after_help = "Examples:\n  knowns check --inferred\n  knowns check --format json\n  knowns check --format sarif > knowns.sarif\n  knowns check --fix"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(super) struct Check {
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: ProblemFormat,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// Show how misspelt words would be mended, and mend them on a yes
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// Mend without asking
    #[arg(long, requires = "fix")]
    pub(super) yes: bool,
    /// Show the columns of datasets without `fields`, with what was inferred, to paste
    #[arg(long)]
    inferred: bool,
    /// Check only structure and numbers: enough for a first draft
    #[arg(long)]
    draft: bool,
    /// The day on which questions, reviews and waivers are looked at, as in `2025-11-03` [default: the publication's `as_of`]
    #[arg(long, value_name = "DATE", value_parser = project::day)]
    on: Option<Date>,
}

impl Check {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = if self.fix { project::to_change(project, terminal)? } else { project::open(project)? };
        let is_unfinished = publish::is_unfinished(&world);
        if is_unfinished {
            terminal.aside("a command was killed here before it had finished; `knowns build` finishes what it began");
        }
        if self.fix {
            return self.fix(&world, project, terminal);
        }
        let kept = if is_unfinished { Kept::Nowhere } else { Kept::AfterABuild };
        let memory = Memory::of(&world, kept, &self.words(project, terminal));
        if let Ok(exit) = memory.repeat(terminal) {
            return Ok(exit);
        }
        let begun = memory.begin();
        let recording = Recording::new(&world);
        let options = self.options();
        let made = repeat::made(&options);
        let earlier = Some(memory.earlier(&made, None, Trust::Take)).filter(|_| begun.is_some());
        let (run, left) = self.look(&world, &recording, &Options { earlier, ..options });
        if let Some(bytes) = &run.to_keep {
            memory.keep_made(&made, bytes);
        }
        let exit = terminal::exit(&run.problems);
        self.say(&run, project, terminal);
        if let Ok(left) = left
            && begun.is_some()
        {
            let keeping = memory.keep(begun, recording);
            // What cannot be kept is looked at again.
            let _ = keeping.outcome(&run, &left, exit, terminal, |apart| self.say(&run, project, apart));
        }
        Ok(exit)
    }

    /// Returns everything but the project on which it depends what is said.
    fn words(&self, project: &Path, terminal: &Terminal) -> String {
        let Self { format, deny_warnings, fix: _, yes: _, inferred, draft, on } = self;
        let colour = terminal.colour();
        format!("check {format:?} {deny_warnings} {inferred} {draft} {on:?} {colour:?} {}", project.display())
    }

    /// Returns how the project is looked at.
    pub(super) fn options(&self) -> Options {
        let strictness = if self.draft { Strictness::Draft } else { Strictness::Publication };
        Options { strictness, on: self.on, ..Options::default() }
    }

    /// Returns what the project comes to that is read through `read`, with what stands in the way of writing it, and how everything
    /// stands that was looked at for that.
    pub(super) fn look(
        &self,
        world: &Disk,
        read: &dyn World,
        options: &Options,
    ) -> (ManuallyDrop<Run>, Result<Left, &'static str>) {
        let progress = Progress::start();
        let mut run = project::run_options(read, options, &progress);
        let mut left = Ok(Left::default());
        if let Some(pages) = run.pages.take() {
            let (output, pages) = project::placed(&run, pages);
            let manifest = project::manifest(&run, &pages);
            let plan = publish::plan(world, output, &pages, &manifest);
            left = publish::left(world, &plan, &manifest);
            run.problems.extend(plan.problems);
            run.problems.locate_and_sort(Place::clone);
        }
        if self.deny_warnings {
            run.problems.deny_warnings();
        }
        (run, left)
    }
}

impl Check {
    /// Says what was found.
    fn say(&self, run: &Run, project: &Path, terminal: &mut Terminal) {
        match self.format {
            ProblemFormat::Text => self.as_text(run, project, terminal),
            ProblemFormat::Json => {
                let mut found = problems_json(&run.problems, &run.texts);
                let all = described(run, project, true);
                let fields = all.into_iter().map(|dataset| (dataset.id.to_owned(), dataset.proposed.yaml().into()));
                found["fields"] = fields.collect::<serde_json::Map<_, _>>().into();
                terminal.print(&to_text(&found));
            }
            ProblemFormat::Sarif => terminal.print(&to_text(&sarif(&run.problems, &run.texts, &way_down(project)))),
            ProblemFormat::Github => workflow_commands(terminal, &run.problems, &run.texts, project),
        }
    }
}

impl Check {
    fn as_text(&self, run: &Run, project: &Path, terminal: &mut Terminal) {
        terminal.problems(&run.problems, &run.texts);
        for Undescribed { id, file, proposed, in_braces } in described(run, project, self.inferred) {
            let (place, pasted) = if in_braces {
                ("inside its braces", format!("    {}", proposed.in_braces()))
            } else {
                let indented: Vec<String> = proposed.yaml().lines().map(|line| format!("    {line}")).collect();
                ("below it", indented.join("\n"))
            };
            terminal.line(&format!("`{file}` shows how dataset `{id}` is described, to paste {place}:\n"));
            terminal.line(&(pasted + "\n"));
            if !proposed.asked.is_empty() {
                terminal.line("what only you can say:\n");
                for question in &proposed.asked {
                    terminal.line(&format!("  - {question}"));
                }
                terminal.line("");
            }
        }
        if let Some(note) = without_address(run) {
            terminal.line(&note);
        }
        terminal.line(&summary(&run.problems).unwrap_or_else(|| "no problems".to_owned()));
    }
}

/// Returns why the reviews that the pages hold for search engines give no address, where there are reviews of statements which
/// somebody can look up.
fn without_address(run: &Run) -> Option<String> {
    let model = run.model.as_ref().filter(|model| model.publication.url.is_none())?;
    let found = |source: Key<Source>| model.sources[source].found_at().is_some();
    let listed: BTreeSet<Key<Claim>> =
        model.briefs.iter().flat_map(|(_, _, brief)| brief.claims.iter().copied()).collect();
    let reviewed = listed.into_iter().map(|claim| &model.claims[claim]).filter(|claim| claim.role == Role::Reviewed);
    let quoted = reviewed.filter_map(|claim| claim.said.as_ref()).filter(|said| said.quote.is_some());
    let many = quoted.filter(|said| said.source.is_some_and(found)).count();
    (many > 0).then(|| {
        format!(
            "{} (ClaimReview) will tell search engines no address of its page: add `url` to `publication`, the folder in which the \
             pages will stand, as in `https://desk.example/briefs/`\n",
            crate::diagnostic::words::many(many, "review")
        )
    })
}

/// A dataset that declares no fields, with what its file shows.
struct Undescribed<'a> {
    id: &'a str,
    file: ProjectPath,
    proposed: Proposed,
    /// Whether its entry is written in braces, where lines of their own would be no YAML.
    in_braces: bool,
}

/// Returns the datasets that declare no fields: all of them, or those whose file asks for something that it answers itself.
fn described<'a>(run: &'a Run, folder: &Path, all: bool) -> Vec<Undescribed<'a>> {
    let (Some(project), Ok(world)) = (&run.project, Disk::open(folder)) else { return Vec::new() };
    let datasets = project.files.iter().flat_map(|file| file.registry.datasets.iter().map(move |entry| (file, entry)));
    let undeclared = datasets.filter(|(_, dataset)| dataset.value.fields.0.is_empty());
    let described = undeclared.filter_map(|(registry, dataset)| {
        let file = ProjectPath::parse(dataset.value.file.as_deref()?).ok()?;
        let entry = RegistryPlace::value(registry.path.clone(), vec!["datasets".into(), dataset.id.as_str().into()]);
        let of_file =
            |at: &Place| at.file() == Some(&file) || matches!(at, Place::Text(path, _) if *path == registry.path);
        let asks = || run.problems.iter().any(|problem| of_file(&problem.at.place) && proposed::is_answered(problem));
        if !all && !asks() {
            return None;
        }
        let bytes = world.read(&file).ok()?;
        let proposed = proposed::of(&bytes, &file, &dataset.value, &entry);
        let in_braces = match project.locate(&entry.into()) {
            Place::Text(_, span) => registry.text.as_str()[span.start..].starts_with('{'),
            _ => false,
        };
        (!proposed.fields.is_empty() || !proposed.keys.is_empty()).then_some(Undescribed {
            id: &dataset.id,
            file,
            proposed,
            in_braces,
        })
    });
    described.collect()
}

/// How often what remains is looked at again: a slip in a template shows only once the registry holds none.
const ROUNDS: usize = 4;

impl Check {
    /// Mends what can be mended, and says what remains.
    fn fix(&self, world: &Disk, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let (mut run, _) = self.look(world, world, &self.options());
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
            run = self.look(world, world, &self.options()).0;
        }
        self.say(&run, project, terminal);
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
