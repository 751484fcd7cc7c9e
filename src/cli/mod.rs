//! The command line: what each command is called, what it takes, and which code it ends with.
//!
//! A command parses nothing and decides nothing: it opens the project, calls the pipeline, and says what came of it.

mod about;
mod accept;
mod build;
mod check;
mod child;
mod diff;
mod due;
mod git;
mod init;
mod merge_driver;
mod new;
mod pdf;
mod project;
mod publication;
mod pull;
mod redaction;
mod releases;
mod rename;
mod repeat;
mod review;
mod serve;
mod shards;
mod terminal;
mod trace;
mod update;
mod verify;
mod watch;

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{self, Sender};
use std::{io, thread};

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use rayon::{ThreadBuilder, ThreadPoolBuilder};

use crate::Error;
use terminal::Terminal;

/// Turns a registry of claims and CSV data into briefs that never say more than the evidence
#[derive(Debug, Parser)]
#[command(
    name = "knowns",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 success, 1 problems were found (or `diff` or `verify` found a difference, `due` something overdue), 2 the command could not run, or what it said could not be written.\n\n\
                  Example:\n  knowns init --project border-desk\n  knowns build --project border-desk"
)]
struct Arguments {
    /// The project's folder, which holds `claims.yaml`
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    project: PathBuf,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Check(check::Check),
    Build(build::Build),
    Serve(serve::Serve),
    Watch(watch::Watch),
    Diff(diff::Diff),
    Update(update::Update),
    Releases(releases::Releases),
    Accept(accept::Accept),
    Approve(accept::Approve),
    Verify(verify::Verify),
    Pdf(pdf::Pdf),
    Pull(pull::Pull),
    Trace(trace::Trace),
    Due(due::Due),
    New(new::New),
    Rename(rename::Rename),
    Explain(about::Explain),
    Schema(about::Schema),
    MergeDriver(merge_driver::MergeDriver),
    Completions(about::Completions),
    Man(about::Manual),
}

/// How a command says what it found
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Words for people
    #[default]
    Text,
    /// JSON for programs, described in docs/formats.md
    Json,
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// All is well.
    Clean = 0,
    /// There are problems, or differences.
    Problems = 1,
    /// It could not run.
    CouldNotRun = 2,
}

/// Runs the command that `arguments` name, the program's own name first; returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut terminal = Terminal::open();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(usage) => {
            terminal.usage(&usage);
            let exit = if usage.use_stderr() { Exit::CouldNotRun } else { Exit::Clean };
            return end(Ok(exit), &mut terminal);
        }
    };
    begin();
    let project = arguments.project.as_path();
    let done = match arguments.command {
        Command::Init(command) => command.run(project, &mut terminal),
        Command::Check(command) => command.run(project, &mut terminal),
        Command::Build(command) => command.run(project, &mut terminal),
        Command::Serve(command) => command.run(project, &mut terminal),
        Command::Watch(command) => command.run(project, &mut terminal),
        Command::Diff(command) => command.run(project, &mut terminal),
        Command::Update(command) => command.run(project, &mut terminal),
        Command::Releases(command) => command.run(project, &mut terminal),
        Command::Accept(command) => command.run(project, &mut terminal),
        Command::Approve(command) => command.run(project, &mut terminal),
        Command::Verify(command) => command.run(project, &mut terminal),
        Command::Pdf(command) => command.run(project, &mut terminal),
        Command::Pull(command) => command.run(project, &mut terminal),
        Command::Trace(command) => command.run(project, &mut terminal),
        Command::Due(command) => command.run(project, &mut terminal),
        Command::New(command) => command.run(project, &mut terminal),
        Command::Rename(command) => command.run(project, &mut terminal),
        Command::Explain(command) => command.run(&mut terminal),
        Command::Schema(command) => command.run(&mut terminal),
        Command::MergeDriver(command) => command.run(project, &mut terminal),
        Command::Completions(command) => Ok(command.run(&mut terminal)),
        Command::Man(command) => command.run(&mut terminal),
    };
    end(done, &mut terminal)
}

/// Returns the exit code of a command that is done, once everything it said has arrived.
fn end(done: Result<Exit, Error>, terminal: &mut Terminal) -> ExitCode {
    let done = done.and_then(|exit| terminal.arrived().map(|()| exit));
    let exit = done.unwrap_or_else(|error| {
        terminal.error(&error);
        Exit::CouldNotRun
    });
    ExitCode::from(exit as u8)
}

/// Returns the help of every command as one Markdown document: `docs/commands.md`, which a test keeps equal.
pub fn reference() -> String {
    let mut command = Arguments::command().term_width(100);
    command.build();
    let mut page =
        String::from("# Commands\n\nThis page is `knowns --help` and the help of every command; a test keeps it so.\n");
    describe(&command, "knowns", &mut page);
    page
}

/// Writes the help of a command, and of those in it.
fn describe(command: &clap::Command, name: &str, page: &mut String) {
    page.push_str(&section(name, &command.clone().render_long_help().to_string()));
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        describe(sub, &format!("{name} {}", sub.get_name()), page);
    }
}

fn section(name: &str, help: &str) -> String {
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("\n## `{name}`\n\n```text\n{}\n```\n", help.join("\n").trim_end())
}

/// Starts the threads. Work is divided only from this thread on: where no other is to be had, it is the one that works.
pub(super) fn begin() {
    let mut begun: Vec<Sender<ThreadBuilder>> = Vec::new();
    for _ in 0..wanted() {
        let (sender, work) = mpsc::channel::<ThreadBuilder>();
        let worker = move || {
            if let Ok(worker) = work.recv() {
                worker.run();
            }
        };
        if thread::Builder::new().spawn(worker).is_err() {
            break;
        }
        begun.push(sender);
    }
    let pool = ThreadPoolBuilder::new().num_threads(begun.len().max(1));
    // The pool is there already where a program runs one command after another.
    let _ = if begun.is_empty() {
        pool.use_current_thread().build_global()
    } else {
        pool.spawn_handler(|worker| {
            let sender = begun.pop().ok_or(io::ErrorKind::WouldBlock)?;
            sender.send(worker).map_err(|_| io::ErrorKind::WouldBlock.into())
        })
        .build_global()
    };
}

/// Returns how many threads are wanted: one for each core, or as many as the variable of the crate names.
fn wanted() -> usize {
    #[expect(clippy::disallowed_methods, reason = "pages are the same with any number of threads")]
    let named = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok());
    let wanted = named.filter(|number| *number > 0).or_else(|| thread::available_parallelism().ok().map(NonZero::get));
    wanted.unwrap_or(1).min(rayon::max_num_threads())
}
