//! The only code that prints: answers and problems on stdout, progress and failures of the tool on stderr; problems in words, for a
//! program, for code scanning or for a workflow.
//!
//! It alone asks whether stdout is a terminal and whether the reader wants colours.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Component, Path};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Exit;
use crate::Error;
use crate::diagnostic::formats::workflow_command;
use crate::diagnostic::human::{self, Colour, LISTED_FOR_PEOPLE};
use crate::diagnostic::words::clean_lines;
use crate::diagnostic::{Problems, Severity, Texts};
use crate::pipeline::Stage;

/// Where a command says what it has to say.
pub(super) struct Terminal {
    colour: Colour,
    /// Why something that was said did not arrive, the first time that it did not.
    lost: Option<io::Error>,
    /// What was said, where it is remembered instead.
    kept: Option<Vec<Said>>,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// Where.
    pub(super) stream: Stream,
    /// As it is.
    pub(super) text: String,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// On stdout.
    Answer,
    /// On stderr, beside the answer.
    Aside,
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Yes.
    Yes,
    /// No, or nothing.
    No,
    /// Nobody sits there to be asked.
    NobodyToAsk,
}

impl Terminal {
    /// Returns the terminal of this process.
    pub(super) fn open() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one question asked of the environment: whether colours are wanted"
        )]
        let unwanted = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
        let colour = if io::stdout().is_terminal() && !unwanted { Colour::Yes } else { Colour::No };
        Self { colour, lost: None, kept: None }
    }

    /// Returns one that says nothing and remembers it, in the same colours.
    pub(super) fn apart(&self) -> Self {
        Self { colour: self.colour, lost: None, kept: Some(Vec::new()) }
    }

    /// Returns what it remembers.
    pub(super) fn kept(self) -> Vec<Said> {
        self.kept.unwrap_or_default()
    }

    /// Returns whether it says things in colours.
    pub(super) fn colour(&self) -> Colour {
        self.colour
    }

    /// Says something as it was said before.
    pub(super) fn say(&mut self, said: &Said) {
        if let Some(kept) = &mut self.kept {
            kept.push(said.clone());
            return;
        }
        let said = match said.stream {
            Stream::Answer => {
                let mut out = io::stdout().lock();
                out.write_all(said.text.as_bytes()).and_then(|()| out.flush())
            }
            Stream::Aside => io::stderr().lock().write_all(said.text.as_bytes()),
        };
        self.note(said);
    }

    /// Says something on stdout, as it is.
    pub(super) fn print(&mut self, text: &str) {
        self.say(&Said { stream: Stream::Answer, text: text.to_owned() });
    }

    /// Answers arguments that name no command: with the help or the version on stdout, or with what is wrong on stderr.
    pub(super) fn usage(&mut self, usage: &clap::Error) {
        let said = usage.print().and_then(|()| io::stdout().flush());
        self.note(said);
    }

    /// Returns an error where something that was said was lost since this was last asked: an answer that did not arrive must
    /// not pass for one that had nothing to say.
    pub(super) fn arrived(&mut self) -> Result<(), Error> {
        self.lost.take().map_or(Ok(()), |cause| Err(Error::Lost(cause)))
    }

    fn note(&mut self, said: io::Result<()>) {
        // Who closes the pipe has read enough.
        let lost = said.err().filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        self.lost = self.lost.take().or(lost);
    }

    /// Says a line on stdout; words from the project are made harmless.
    pub(super) fn line(&mut self, text: &str) {
        self.print(&(clean_lines(text) + "\n"));
    }

    /// Returns whether somebody sits there to be asked.
    #[expect(clippy::unused_self, reason = "who holds the terminal may ask")]
    pub(super) fn is_attended(&self) -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Asks a question that is answered by yes or no.
    pub(super) fn ask(&mut self, question: &str) -> Answer {
        if !io::stdin().is_terminal() {
            return Answer::NobodyToAsk;
        }
        self.print(question);
        if self.lost.is_some() {
            return Answer::NobodyToAsk;
        }
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        let is_yes = matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes");
        if read.is_ok() && is_yes { Answer::Yes } else { Answer::No }
    }

    /// Asks for words; nothing where nobody answers any more.
    pub(super) fn answer(&mut self, question: &str) -> Option<String> {
        self.print(question);
        if self.lost.is_some() {
            return None;
        }
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer).ok()?;
        (read > 0).then(|| answer.trim().to_owned())
    }

    /// Says a line on stderr, beside the answer.
    pub(super) fn aside(&mut self, text: &str) {
        self.say(&Said { stream: Stream::Aside, text: clean_lines(text) + "\n" });
    }

    /// Shows each problem with its frame; of many of a kind the first, and how many more there are.
    pub(super) fn problems(&mut self, problems: &Problems, texts: &Texts) {
        let listed = problems.first_of_each_kind(human::LISTED_FOR_PEOPLE);
        let shown: Vec<String> = listed.iter().map(|problem| human::problem(problem, texts, self.colour)).collect();
        if !shown.is_empty() {
            self.print(&(shown.join("\n") + "\n"));
        }
    }

    /// Says why the command could not run, and what to do.
    pub(super) fn error(&mut self, error: &Error) {
        self.aside(&format!("error: {error}"));
        if let Some(help) = error.help() {
            self.aside(&format!("help: {help}"));
        }
    }
}

/// Returns the exit code that problems end a command with.
pub(super) fn exit(problems: &Problems) -> Exit {
    if problems.count(Severity::Error) > 0 { Exit::Problems } else { Exit::Clean }
}

/// Options `check` says what it found
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ProblemFormat {
    /// Words for people
    #[default]
    Text,
    /// JSON for programs, described in docs/formats.md
    Json,
    /// SARIF 2.1.0 for code scanning
    Sarif,
    /// Workflow commands for annotations on GitHub
    Github,
}

/// Options `build` says what it met
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum BuildFormat {
    /// Words for people
    #[default]
    Text,
    /// Problems as workflow commands for annotations on GitHub
    Github,
}

/// Says each problem as a workflow command; of many of a kind the first, and how many more there are.
pub(super) fn workflow_commands(terminal: &mut Terminal, problems: &Problems, texts: &Texts, project: &Path) {
    let folder = way_down(project);
    let listed = problems.first_of_each_kind(LISTED_FOR_PEOPLE);
    let commands: String = listed.iter().map(|problem| workflow_command(problem, texts, &folder)).collect();
    terminal.print(&commands);
}

/// Returns how the project's files are called from where the command was called, as `desk/`: a repository may hold more than
/// its project. Empty where the folder was named in another way than by the names that lead down to it.
pub(super) fn way_down(project: &Path) -> String {
    let mut folder = String::new();
    for component in project.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(name) => {
                let Some(name) = name.to_str() else { return String::new() };
                folder.push_str(name);
                folder.push('/');
            }
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => return String::new(),
        }
    }
    folder
}

/// Work under half a second needs no sign.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign moves.
const TICK: Duration = Duration::from_millis(100);

/// Shows what is being done until it is dropped.
pub(super) struct Progress {
    running: Option<(Sender<Doing>, JoinHandle<()>)>,
}

/// What is being done, and how many stages came before it.
type Doing = (usize, &'static str);

impl Progress {
    /// Begins to wait; shows what is being done once that has lasted.
    pub(super) fn start() -> Self {
        if !io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (sender, receiver) = mpsc::channel::<Doing>();
        let mut doing = stage_words(Stage::Load);
        #[expect(clippy::disallowed_methods, reason = "how long somebody waits is not a part of any page")]
        let begun = Instant::now();
        let shows = move || {
            let mut bar: Option<ProgressBar> = None;
            loop {
                let patience = if bar.is_some() { TICK } else { PATIENCE.saturating_sub(begun.elapsed()) };
                match receiver.recv_timeout(patience) {
                    Ok(next) => doing = next,
                    Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {
                        let bar = bar.get_or_insert_with(begin_bar);
                        bar.set_message(format!("{}/{} {}", doing.0 + 1, Stage::COUNT + 1, doing.1));
                        bar.set_position(doing.0 as u64);
                        bar.tick();
                    }
                }
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        };
        // Work without a sign of life is better than none.
        Self { running: thread::Builder::new().spawn(shows).ok().map(|thread| (sender, thread)) }
    }

    /// Shows a stage of the pipeline from now on.
    pub(super) fn at(&self, stage: Stage) {
        self.show(stage_words(stage));
    }

    /// Shows what comes after the pipeline from now on.
    pub(super) fn last(&self, doing: &'static str) {
        self.show((Stage::COUNT, doing));
    }

    fn show(&self, doing: Doing) {
        if let Some((sender, _)) = &self.running {
            // The other end lives as long as this one.
            let _ = sender.send(doing);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            // A sign of life that failed has nothing to add.
            let _ = thread.join();
        }
    }
}

fn stage_words(stage: Stage) -> Doing {
    match stage {
        Stage::Load => (0, "reading files"),
        Stage::Resolve => (1, "checking the registry"),
        Stage::Evaluate => (2, "working out figures and standings"),
        Stage::Render => (3, "printing briefs"),
    }
}

fn begin_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(Stage::COUNT as u64 + 1), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:20} {msg} ({elapsed})");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_way_down_is_put_before_a_file() {
        for (project, expected) in [
            (".", ""),
            ("./", ""),
            ("desk", "desk/"),
            ("./a/b/", "a/b/"),
            ("../a", ""),
            ("/home/a", ""),
            ("a/../b", ""),
        ] {
            assert_eq!(way_down(Path::new(project)), expected, "{project}");
        }
    }
}
