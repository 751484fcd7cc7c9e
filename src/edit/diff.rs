//! What would change, as a unified diff without lines around.
//!
//! Whole lines stay where they are, so a diff needs no search: each changed line is printed before and after. Lines next to
//! each other share a hunk. Line ends stay too and are not shown.

use std::fmt::Write as _;

use super::{EditedFile, EditedLine, Inserted};

/// Returns the changes of all files.
pub(crate) fn diff(files: &[EditedFile]) -> String {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "--- a/{}\n+++ b/{}", file.path, file.path);
        for hunk in file.lines.chunk_by(|line, next| line.number + 1 == next.number) {
            let lines = lines(hunk);
            let _ = writeln!(out, "@@ -{lines} +{lines} @@");
            say(&mut out, '-', hunk.iter().map(|line| &line.before));
            say(&mut out, '+', hunk.iter().map(|line| &line.after));
        }
    }
    out
}

/// Returns the lines that were added, or the line that was added to.
pub(crate) fn added(inserted: &Inserted) -> String {
    let Inserted { file, after, lines } = inserted;
    if lines.is_empty() {
        return diff(std::slice::from_ref(file));
    }
    let mut out = String::new();
    let _ = writeln!(out, "--- a/{}\n+++ b/{}", file.path, file.path);
    let _ = writeln!(out, "@@ -{after},0 +{},{} @@", after + 1, lines.len());
    say(&mut out, '+', lines.iter());
    out
}

/// Returns "12" or "12,3": the first line and how many.
fn lines(hunk: &[EditedLine]) -> String {
    match hunk {
        [] => String::new(),
        [only] => only.number.to_string(),
        [first, ..] => format!("{},{}", first.number, hunk.len()),
    }
}

fn say<'a>(out: &mut String, sign: char, lines: impl Iterator<Item = &'a String>) {
    for line in lines {
        let _ = writeln!(out, "{sign}{}", line.trim_end_matches('\r'));
    }
}
