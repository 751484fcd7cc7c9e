//! The only code that prints: answers and problems on stdout, progress and failures of the tool on stderr.
//!
//! It alone asks whether stdout is a terminal and whether the reader wants colours.

use std::io::{self, IsTerminal as _, Write as _};

use super::Exit;
use crate::Error;
use crate::diagnostic::human::{self, Colour};
use crate::diagnostic::words::clean_lines;
use crate::diagnostic::{Problems, Severity, Texts};

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
