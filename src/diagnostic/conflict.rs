//! git's marks of a conflict (`<<<<<<<`, `|||||||`, `=======`, `>>>>>>>`): where they stand in a file, and what to do.
//!
//! What stands between them is there twice; read as it stands, such a file would be told anything but that.

use super::Problem;
use super::code::registry::CONFLICT_MARKS;
use crate::text::{Excerpt, Place, Span};
use crate::world::ProjectPath;

/// What to do about a file that people write.
pub(crate) const WRITTEN: &str = "keep one side, or both where both are meant, delete the lines `<<<<<<<`, `=======` and \
     `>>>>>>>`, and commit the file";

/// What to do about the lock.
pub(crate) const LOCK: &str = "set up the merge driver (`knowns merge-driver --install`) and merge the file once more (`git checkout \
     --merge claims.lock`): it leaves marks only about a brief that both sides accepted, of which you keep one block whole; then accept \
     again what the other side had accepted";

/// What to do about a file that the tool makes.
pub(crate) const MADE: &str = "run `knowns build`, which writes it anew, and add it (`git add`)";

/// How many conflicts of one file are told.
const TOLD: usize = 10;

/// Returns whether a line, without its end, is a mark wherever nobody writes prose.
pub(crate) fn is_mark(line: &str) -> bool {
    is_sure(line) || line == "=======" || line == "|||||||"
}

/// Returns whether a line is a mark even in prose, where `=======` may underline a heading, and in a table, where `|||||||` may be a row.
fn is_sure(line: &str) -> bool {
    ["<<<<<<<", ">>>>>>>", "|||||||"].iter().any(|mark| {
        line.strip_prefix(mark).is_some_and(|rest| rest.starts_with(' ') || rest.is_empty() && *mark != "|||||||")
    })
}

/// Returns where conflicts begin in a text, and marks that were left of one: the spans of those lines.
pub(crate) fn found(text: &str) -> Vec<Span> {
    // A text without the signs, as nearly all data are, is not gone through line by line.
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") && !text.contains("||||||| ") {
        return Vec::new();
    }
    let (mut found, mut open, mut at) = (Vec::new(), false, 0);
    for whole in text.split_inclusive(['\n', '\r']) {
        let line = whole.trim_end_matches(['\n', '\r']);
        let is = |mark: &str| is_sure(line) && line.starts_with(mark);
        if !open && is_sure(line) {
            found.push(Span::new(at, at + line.len()));
        }
        open = (open || is("<<<<<<<")) && !is(">>>>>>>");
        at += whole.len();
    }
    found.truncate(TOLD);
    found
}

/// Builds the problem of a mark in a file.
pub(crate) fn problem(place: Place, help: &'static str) -> Problem {
    Problem::error(&CONFLICT_MARKS, place, "the file holds both sides of a git conflict that nobody resolved")
        .label("one side begins here")
        .note("what stands between the marks is there twice, and one of the two is out of date")
        .help(help)
}

/// Returns the problems of the conflicts in a text that people write.
pub(crate) fn in_text(file: &ProjectPath, text: &str) -> Vec<Problem> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let of = |mark: Span| problem(shown(file, line(mark.start), &text[mark.range()]), WRITTEN);
    found(text).into_iter().map(of).collect()
}

/// Returns the problem of the first mark of a file that is made of lines which no person writes.
pub(crate) fn in_lines(file: &ProjectPath, text: &str, help: &'static str) -> Option<Problem> {
    let (index, line) = text.lines().enumerate().find(|(_, line)| is_mark(line))?;
    Some(problem(shown(file, index + 1, line), help))
}

/// Returns the place of a line, with its words: those of a file that cannot be used are not kept.
fn shown(file: &ProjectPath, number: usize, line: &str) -> Place {
    let text: String = line.chars().take(100).collect();
    let span = Span::new(0, text.len());
    Place::Line(Excerpt { file: file.clone(), cell: None, line: number, column: 1, text, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_each_conflict_and_what_was_left_of_one_is_found() {
        for (text, lines) in [
            ("a\n<<<<<<< HEAD\n1\n||||||| base\n0\n=======\n2\n>>>>>>> new\n", &["<<<<<<< HEAD"][..]),
            ("a\r\n<<<<<<< HEAD\r\n1\r\n=======\r\n2\r\n>>>>>>> new\r\n", &["<<<<<<< HEAD"]),
            ("<<<<<<< a\n=======\n>>>>>>> b\nx\n<<<<<<<\n=======\n>>>>>>>\n", &["<<<<<<< a", "<<<<<<<"]),
            ("1\n=======\n2\n>>>>>>> new\n", &[">>>>>>> new"]),
            ("<<<<<<< not closed\n", &["<<<<<<< not closed"]),
            ("||||||| base\n", &["||||||| base"]),
        ] {
            let found: Vec<&str> = found(text).into_iter().map(|span| &text[span.range()]).collect();
            assert_eq!(found, lines, "{text}");
        }
    }

    #[test]
    fn what_only_looks_alike_is_left_alone() {
        for text in
            ["a\n=======\nb\n", "a|b\n|||||||\n", "x <<<<<<< a\n", "<<<<<<<<<< a\n", ">>>>>>>b\n", " >>>>>>> b\n"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
