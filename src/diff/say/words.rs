//! A line of words of the tool, ids, and words of the project, each of which Markdown treats in its own way.

use crate::markdown::escape::{At, text};
use crate::text::apart;

/// How many characters of a printed number are shown.
pub(super) const LONGEST: usize = 60;

/// A line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Id(String),
    Theirs(String),
}

impl Words {
    /// Returns the line with words of the tool at its end.
    pub(super) fn plain(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Plain(words.into()));
        self
    }

    /// Returns the line with an id at its end.
    pub(super) fn id(mut self, id: &str) -> Self {
        self.0.push(Piece::Id(id.to_owned()));
        self
    }

    /// Returns the line with words of the project at its end.
    pub(super) fn theirs(mut self, words: impl AsRef<str>) -> Self {
        let words: Vec<&str> = words.as_ref().split_whitespace().collect();
        self.0.push(Piece::Theirs(words.join(" ")));
        self
    }

    /// Returns the line with two values at its end, cut to where they differ: a printed series can be long.
    pub(super) fn beside(self, old: impl AsRef<str>, new: impl AsRef<str>) -> Self {
        let (old, new) = apart(old.as_ref(), new.as_ref(), LONGEST);
        self.theirs(old).plain(" → ").theirs(new)
    }

    /// Returns the line with words of the project at its end, the spaces around them kept.
    fn spaced(mut self, words: &str) -> Self {
        self.0.push(Piece::Theirs(words.to_owned()));
        self
    }

    /// Returns the line with ids at its end.
    pub(super) fn ids(mut self, ids: &[String]) -> Self {
        for (index, id) in ids.iter().enumerate() {
            let join = if index > 0 { ", " } else { "" };
            self = self.plain(join).id(id);
        }
        self
    }

    /// Returns the line for a terminal.
    pub(super) fn to_text(&self) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Plain(words) | Piece::Theirs(words) => words.clone(),
            Piece::Id(id) => format!("`{id}`"),
        });
        pieces.collect()
    }

    /// Returns the line in Markdown, in which the project's words are words.
    pub(super) fn to_markdown(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Plain(words) => out.push_str(words),
                Piece::Theirs(words) => {
                    text(words, if out.is_empty() { At::LineStart } else { At::Inside }, &mut out);
                }
                Piece::Id(id) if id.contains(['`', '|']) => text(id, At::Inside, &mut out),
                Piece::Id(id) => out.extend(["`", id, "`"]),
            }
        }
        out
    }
}

/// Returns words of the project, ids in backticks among them, as Markdown in which they are words and call nobody.
pub fn in_markdown(words: &str) -> String {
    let mut out = Words::default();
    for (index, part) in words.split('`').enumerate() {
        out = if index % 2 == 1 { out.id(part) } else { out.spaced(part) };
    }
    super::mentions::silenced(&out.to_markdown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_project_are_words_in_markdown() {
        let words = Words::default().theirs("<b> *1*\n| 2").plain(" in ").id("monthly").plain(" ").id("a|`b`");
        assert_eq!(words.to_text(), "<b> *1* | 2 in `monthly` `a|`b``");
        assert_eq!(words.to_markdown(), "&lt;b> \\*1\\* \\| 2 in `monthly` a\\|\\`b\\`");
    }
}
