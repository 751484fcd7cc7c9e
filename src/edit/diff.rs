//! What would change, as a unified diff without lines around.
//!
//! It is known which lines are touched, so a diff needs no search: each is printed before and after. Lines next to each other
//! share a hunk. Line ends stay and are not shown.

use std::fmt::Write as _;

use super::{EditedFile, EditedLine, Inserted};

/// Returns the changes of all files.
pub(crate) fn diff(files: &[EditedFile]) -> String {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "--- a/{}\n+++ b/{}", file.path, file.path);
        let mut hunks: Vec<Hunk<'_>> = Vec::new();
        for hunk in file.lines.iter().map(Hunk::of) {
            match hunks.last_mut().filter(|above| above.first + above.gone.len() == hunk.first) {
                Some(above) => {
                    above.gone.extend(hunk.gone);
                    above.come.extend(hunk.come);
                }
                None => hunks.push(hunk),
            }
        }
        // How many lines more the file has, and how many fewer, up to here.
        let (mut more, mut fewer) = (0, 0);
        for Hunk { first, gone, come } in hunks {
            let _ = writeln!(out, "@@ -{} +{} @@", at(first, gone.len()), at(first + more - fewer, come.len()));
            say(&mut out, '-', gone.iter());
            say(&mut out, '+', come.iter());
            (more, fewer) = (more + come.len(), fewer + gone.len());
        }
    }
    out
}

/// Lines that take the place of others.
struct Hunk<'a> {
    /// The first of those that go, from one; where none does, the one above which the others stand.
    first: usize,
    gone: Vec<&'a str>,
    come: Vec<&'a str>,
}

impl<'a> Hunk<'a> {
    /// Returns what differs in lines that are edited: what others are put above or below stays as it is.
    fn of(line: &'a EditedLine) -> Self {
        let (gone, come): (Vec<&str>, Vec<&str>) = (lines(&line.before).collect(), lines(&line.after).collect());
        let is_same = |(before, after): &(&&str, &&str)| before == after;
        let above = gone.iter().zip(&come).take_while(is_same).count();
        let below = gone[above..].iter().rev().zip(come[above..].iter().rev()).take_while(is_same).count();
        Self {
            first: line.number + above,
            gone: gone[above..gone.len() - below].to_vec(),
            come: come[above..come.len() - below].to_vec(),
        }
    }
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

/// Returns "12", "12,3" or "11,0": the first line and how many; of none, the line above.
fn at(first: usize, count: usize) -> String {
    match count {
        1 => first.to_string(),
        0 => format!("{},0", first - 1),
        count => format!("{first},{count}"),
    }
}

/// Returns the lines of a text without their ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
}

fn say(out: &mut String, sign: char, lines: impl Iterator<Item = impl AsRef<str>>) {
    for line in lines {
        let _ = writeln!(out, "{sign}{}", line.as_ref().trim_end_matches('\r'));
    }
}
