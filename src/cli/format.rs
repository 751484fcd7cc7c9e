//! How problems are said: in words, for a program, for code scanning, for a workflow.

use std::path::{Component, Path};

use clap::ValueEnum;

use super::terminal::Terminal;
use crate::diagnostic::formats::workflow_command;
use crate::diagnostic::human::LISTED_FOR_PEOPLE;
use crate::diagnostic::{Problems, Texts};

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
    let folder = folder(project);
    let listed = problems.first_of_each_kind(LISTED_FOR_PEOPLE);
    let commands: String = listed.iter().map(|problem| workflow_command(problem, texts, &folder)).collect();
    terminal.print(&commands);
}

/// Returns how the project's files are called from where the command was called, as `desk/`: a repository may hold more than
/// its project. Empty where the folder was named in another way than by the names that lead down to it.
pub(super) fn folder(project: &Path) -> String {
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
            assert_eq!(folder(Path::new(project)), expected, "{project}");
        }
    }
}
