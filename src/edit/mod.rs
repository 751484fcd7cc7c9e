//! Misspelt words with one near match are put right, and entries get other ids: the files that hold them, as they would be
//! (`check --fix`, `rename`); new entries are put in (`new`).
//!
//! A word is replaced, or lines are added, and every other byte stays, so comments, spacing and line ends are the author's still. Nothing is written
//! here: [`write`](mod@crate::publish) replaces the files once the author has seen the `diff`.

mod diff;
mod entry;
mod free;
mod insert;
mod rename;
mod value;

pub(crate) use diff::{added, diff};
pub(crate) use entry::{NewEntry, Written, in_brackets};
pub(crate) use free::NotFree;
pub(crate) use insert::{Inserted, NotInserted, inserted};
pub(crate) use rename::{Hindrance, meant, named, renamed};
pub(crate) use value::{Change, changed};

use std::collections::BTreeMap;

use crate::diagnostic::{Fix, Problems, Texts};
use crate::text::{Place, Span, Text};
use crate::world::ProjectPath;

/// A file of the project with its slips put right.
#[derive(Debug)]
pub struct EditedFile {
    /// The file.
    pub path: ProjectPath,
    /// Its words as they are.
    pub before: Text,
    /// Its words as they would be.
    pub after: String,
    /// How many words are replaced.
    pub words: usize,
    /// The lines that differ.
    pub lines: Vec<EditedLine>,
}

/// A line that is edited, or several that are edited as one.
#[derive(Debug, PartialEq, Eq)]
pub struct EditedLine {
    /// Which line, from one; of several the first.
    pub number: usize,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// Returns the files that the fixes of `problems` change, by path.
pub(crate) fn files(problems: &Problems, texts: &Texts) -> Vec<EditedFile> {
    of_fixes(problems.iter().filter_map(|problem| problem.fix.as_ref()), texts)
}

/// Returns the files that these fixes change, by path.
fn of_fixes<'a>(fixes: impl Iterator<Item = &'a Fix>, texts: &Texts) -> Vec<EditedFile> {
    let mut by_file: BTreeMap<&ProjectPath, Vec<Replacement<'_>>> = BTreeMap::new();
    for fix in fixes {
        if let Place::Text(path, span) = &fix.place {
            by_file.entry(path).or_default().push(Replacement { span: *span, with: &fix.with });
        }
    }
    let mended = by_file.into_iter().filter_map(|(path, replacements)| {
        let text = texts.get(path)?;
        Some(file(path, text, &apart(replacements)))
    });
    mended.collect()
}

/// Bytes of a file and the word to put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Replacement<'a> {
    span: Span,
    with: &'a str,
}

/// Returns the replacements in order; of those that overlap, the first.
fn apart(mut replacements: Vec<Replacement<'_>>) -> Vec<Replacement<'_>> {
    replacements.sort();
    let mut end = 0;
    replacements.retain(|replacement| {
        let free = replacement.span.start >= end;
        if free {
            end = replacement.span.end;
        }
        free
    });
    replacements
}

fn file(path: &ProjectPath, text: &Text, replacements: &[Replacement<'_>]) -> EditedFile {
    let mut stretches: Vec<(usize, usize, Vec<Replacement<'_>>)> = Vec::new();
    for replacement in replacements {
        let [first, last] = [replacement.span.start, replacement.span.end].map(|at| text.position(at).line);
        match stretches.last_mut().filter(|(_, end, _)| first <= *end) {
            Some((_, end, all)) => {
                *end = last.max(*end);
                all.push(*replacement);
            }
            None => stretches.push((first, last, vec![*replacement])),
        }
    }
    let lines = stretches.into_iter().filter_map(|(number, last, replacements)| {
        let stretch = Span::new(text.line(number)?.start, text.line(last)?.end);
        let before = text.as_str().get(stretch.range())?.to_owned();
        Some(EditedLine { number, before, after: put(text, stretch, &replacements) })
    });
    EditedFile {
        path: path.clone(),
        before: text.clone(),
        after: put(text, Span::new(0, text.as_str().len()), replacements),
        words: replacements.len(),
        lines: lines.collect(),
    }
}

/// Returns a part of a text with the replacements in it made.
fn put(text: &Text, part: Span, replacements: &[Replacement<'_>]) -> String {
    let mut after = String::new();
    let mut done = part.start;
    for Replacement { span, with } in replacements {
        after.push_str(&text.as_str()[done..span.start]);
        after.push_str(with);
        done = span.end;
    }
    after.push_str(&text.as_str()[done..part.end]);
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::diagnostic::code::reference::UNKNOWN_ID;

    fn mended(content: &str, fixes: &[(usize, usize, &str)]) -> Vec<EditedFile> {
        let path = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(path.clone(), Text::new(content))]);
        let mut problems = Problems::default();
        for (start, end, with) in fixes {
            let place = Place::Text(path.clone(), Span::new(*start, *end));
            let problem = Problem::error(&UNKNOWN_ID, place.clone(), "a slip");
            problems.push(Problem { fix: Fix::new(place, &content[*start..*end], with), ..problem });
        }
        files(&problems, &texts)
    }

    #[test]
    fn only_the_words_change() {
        let content = "a:   totl  # totl\r\nb: [totl,\ttotl]\r\n";
        let mended = mended(content, &[(29, 33, "total"), (5, 9, "total"), (23, 27, "total")]);
        assert_eq!(mended[0].after, "a:   total  # totl\r\nb: [total,\ttotal]\r\n");
        assert_eq!(mended[0].lines[1].after, "b: [total,\ttotal]\r");
        assert_eq!(mended[0].words, 3);
    }

    #[test]
    fn a_word_that_two_problems_mend_is_mended_once() {
        let mended = mended("a: totl\n", &[(3, 7, "total"), (3, 7, "total"), (3, 7, "totals"), (5, 7, "x")]);
        assert_eq!((mended[0].after.as_str(), mended[0].words), ("a: total\n", 1));
    }
}
