//! A project in a temporary folder, and the real binary run in it: what it said and how it ended.

#![expect(clippy::disallowed_methods, reason = "a test makes its project's files itself")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use tempfile::TempDir;

use crate::children;

/// A project in a folder of its own, removed at the end of the test.
pub(crate) struct Project {
    folder: TempDir,
}

/// What the tool said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The command without the program's name.
    pub(crate) command: String,
    /// The exit code.
    pub(crate) code: i32,
    /// Everything on stdout.
    pub(crate) stdout: String,
    /// Everything on stderr.
    pub(crate) stderr: String,
}

impl Project {
    /// Returns a project with these files.
    pub(crate) fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        for (path, content) in files {
            project.write(path, content);
        }
        project
    }

    /// Returns a copy of a folder.
    pub(crate) fn copy(folder: &Path) -> Self {
        let project = Self::of([]);
        for (path, bytes) in files_below(folder) {
            project.write(&path, bytes);
        }
        project
    }

    /// Returns what `knowns init` writes, without what is there for editors.
    pub(crate) fn smallest() -> Self {
        let project = Self::of([]);
        let said = project.run("init");
        assert_eq!(said.code, 0, "{said:?}");
        project.remove("claims.schema.json");
        project.remove(".gitattributes");
        project.remove(".gitignore");
        project.replace("claims.yaml", "# yaml-language-server: $schema=claims.schema.json\n", "");
        project
    }

    /// Returns a copy of the real project at `root`: registry, data, templates.
    pub(crate) fn ours(root: &Path) -> Self {
        let project = Self::of([]);
        project.write("claims.yaml", fs::read(root.join("claims.yaml")).unwrap());
        for folder in ["claims", "data", "figures", "templates"] {
            for (path, bytes) in files_below(&root.join(folder)) {
                project.write(&format!("{folder}/{path}"), bytes);
            }
        }
        project
    }

    /// Returns a copy of the real project at `root` with its accepted editions.
    pub(crate) fn published(root: &Path) -> Self {
        let project = Self::ours(root);
        project.write("claims.lock", fs::read(root.join("claims.lock")).unwrap());
        project
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Replaces words in a file; they must be there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let before = self.read(path);
        assert!(before.contains(from), "`{from}` is not in {path}");
        self.write(path, before.replace(from, to));
    }

    /// Returns a file's words.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Returns a file's bytes; none where there is no such file.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_default()
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Removes a folder and all in it, where it is there.
    pub(crate) fn remove_folder(&self, path: &str) {
        let _ = fs::remove_dir_all(self.path(path));
    }

    /// Returns where a file is on this machine.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs a command in the project's folder; its words are divided by spaces.
    pub(crate) fn run(&self, command: &str) -> Said {
        self.run_with(command, &[])
    }

    /// Runs a command with variables of the environment.
    pub(crate) fn run_with(&self, command: &str, environment: &[(&str, &str)]) -> Said {
        self.run_words(command, &command.split_whitespace().collect::<Vec<_>>(), environment)
    }

    /// Runs a command whose last word is what follows, spaces and all.
    pub(crate) fn run_saying(&self, command: &str, last: &str) -> Said {
        let words: Vec<&str> = command.split_whitespace().chain([last]).collect();
        self.run_words(&format!("{command} \"{last}\""), &words, &[])
    }

    /// Runs a command in which quotation marks hold words together.
    pub(crate) fn run_quoted(&self, command: &str) -> Said {
        let pieces = command.split('"').enumerate();
        let words = pieces.flat_map(
            |(index, piece)| {
                if index % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() }
            },
        );
        self.run_words(command, &words.collect::<Vec<_>>(), &[])
    }

    /// Runs a command on two threads that may take so many bytes of memory, and so long.
    #[cfg(unix)]
    pub(crate) fn run_within(&self, command: &str, memory: u64, patience: Duration) -> Said {
        let mut program = children::within_memory(env!("CARGO_BIN_EXE_knowns"), memory);
        program.args(command.split_whitespace()).current_dir(self.folder.path()).env("RAYON_NUM_THREADS", "2");
        Said::of(command, children::run(&mut program, patience))
    }

    fn run_words(&self, command: &str, words: &[&str], environment: &[(&str, &str)]) -> Said {
        let mut program = children::program(env!("CARGO_BIN_EXE_knowns"));
        program.args(words).current_dir(self.folder.path()).envs(environment.iter().copied());
        Said::of(command, children::run(&mut program, children::PATIENCE))
    }

    /// Returns every file below a folder of the project.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path(folder))
    }
}

impl Said {
    /// Returns what a command said that has ended.
    pub(crate) fn of(command: &str, output: Output) -> Self {
        Self {
            command: command.to_owned(),
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Returns everything that a reader of the screen sees, as kept in expected files.
    pub(crate) fn whole(&self) -> String {
        let mut whole = format!("$ knowns {}\nexit code {}\n", self.command, self.code);
        for (name, said) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !said.is_empty() {
                write!(whole, "\n--- {name}\n{said}").unwrap();
            }
        }
        whole
    }
}

/// Returns every file below a folder by its relative path.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(below) = open.pop() {
        let Ok(entries) = fs::read_dir(&below) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Returns the folders in a folder of the repository, sorted: the cases of a test that finds them by listing.
pub(crate) fn folders_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}
