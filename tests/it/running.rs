//! A command that runs until it is stopped, and what it says meanwhile. What it should say is waited for.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::project::Project;

/// Longer than anything takes: a test that waits so long has failed.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// A command in a project, stopped at the end of the test.
pub(crate) struct Running {
    process: Child,
    lines: Receiver<String>,
}

impl Running {
    /// Starts a command in the project's folder; its words are divided by spaces.
    pub(crate) fn start(project: &Project, command: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_knowns"))
            .args(command.split_whitespace())
            .current_dir(project.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = lines_of(process.stdout.take().unwrap());
        Self { process, lines }
    }

    /// Returns the next line it says.
    pub(crate) fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    /// Returns what it says until a line that holds `words`, and that line.
    pub(crate) fn until(&self, words: &str) -> String {
        let mut said = String::new();
        while !said.lines().last().is_some_and(|line| line.contains(words)) {
            said += &(self.line() + "\n");
        }
        said
    }

    /// Presses Ctrl-C; returns whether that ended it.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> bool {
        use std::os::unix::process::ExitStatusExt as _;
        let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", self.process.id())]).status().unwrap();
        sent.success() && self.process.wait().unwrap().signal() == Some(2)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Replaces words in a file as many editors do: the file is another at once.
pub(crate) fn save(project: &Project, path: &str, from: &str, to: &str) {
    let before = project.read(path);
    assert!(before.contains(from), "`{from}` is not in {path}");
    project.write("saving", before.replace(from, to));
    fs::rename(project.path("saving"), project.path(path)).unwrap();
}

/// Returns the lines of a stream as they come.
pub(crate) fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let mut read = BufReader::new(stream).lines().map_while(Result::ok);
        read.try_for_each(|line| sender.send(line))
    });
    lines
}
