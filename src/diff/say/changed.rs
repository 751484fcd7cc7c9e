//! Words that every kind of change is told with.

use super::words::Words;

/// Returns the line of something that is new, with its words where it has any.
pub(super) fn new(id: &str, words: Option<&str>) -> Words {
    with(Words::default().id(id).plain(" new"), words)
}

/// Returns the line of something that is gone, with its words where it has any.
pub(super) fn gone(id: &str, words: Option<&str>) -> Words {
    with(Words::default().id(id).plain(" gone"), words)
}

fn with(line: Words, words: Option<&str>) -> Words {
    match words {
        Some(words) => line.plain(": ").theirs(words),
        None => line,
    }
}

/// Returns how something was worded, and how it is.
pub(super) fn pair(old: &str, new: &str) -> [Words; 2] {
    [Words::default().plain("before: ").theirs(old), Words::default().plain("now: ").theirs(new)]
}

/// Returns what joins an item of a list to those before it.
pub(super) fn and(index: usize) -> &'static str {
    if index > 0 { "; " } else { "" }
}
