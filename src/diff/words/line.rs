//! A line of words of the tool, ids, and words of the project, each of which Markdown treats in its own way.

use crate::markdown::escape::{Position, text};
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
                    text(words, if out.is_empty() { Position::LineStart } else { Position::Inside }, &mut out);
                }
                Piece::Id(id) if id.contains(['`', '|']) => text(id, Position::Inside, &mut out),
                Piece::Id(id) => out.extend(["`", id, "`"]),
            }
        }
        out
    }
}

/// Returns words of the project, ids in backticks among them, as Markdown in which they are words and call nobody.
pub(crate) fn in_markdown(words: &str) -> String {
    let mut out = Words::default();
    for (index, part) in words.split('`').enumerate() {
        out = if index % 2 == 1 { out.id(part) } else { out.spaced(part) };
    }
    silenced(&out.to_markdown())
}

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

/// What takes the link away. A character that nobody sees would do as well, but would be copied along unseen.
const APART: &str = "<!-- -->";
/// How long the name of a commit is at the least, and at the most.
const COMMIT: std::ops::RangeInclusive<usize> = 7..=40;

/// Returns Markdown in which nobody is called (`@name`, `@organisation/team`) and no issue, pull request or commit is linked
/// (`#12`, `GH-12`, `owner/name#12`, `a1b2c3d`, an address of one). Words between backticks are never linked; they are left as
/// they are, and so is the address of a mailbox.
pub(super) fn silenced(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut before = None;
    let mut code = false;
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '`' && before != Some('\\') {
            code = !code;
        }
        let in_word = before.is_some_and(|before: char| before.is_ascii_alphanumeric() || before == '_');
        let mut length = c.len_utf8();
        let mut apart = false;
        if !code {
            let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
            match c {
                '@' => apart = !in_word && after.starts_with(|c: char| c.is_ascii_alphanumeric()),
                '#' => apart = digit(after),
                'g' | 'G' if !in_word && has_prefix(rest, "gh-") && digit(&rest[3..]) => (length, apart) = (3, true),
                'h' | 'H' if !in_word => {
                    if let Some(scheme) = ["https:", "http:"].into_iter().find(|scheme| has_prefix(rest, scheme)) {
                        apart = is_of_a_repository(&rest[scheme.len()..]);
                        length = scheme.len();
                    }
                }
                '0'..='9' | 'a'..='f' | 'A'..='F' if !in_word => {
                    let word = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
                    let name = &rest[..word];
                    if is_commit(name) {
                        out.extend([&name[..1], APART, &name[1..]]);
                    } else {
                        out.push_str(name);
                    }
                    before = name.chars().next_back();
                    rest = &rest[word..];
                    continue;
                }
                _ => {}
            }
        }
        out.push_str(&rest[..length]);
        if apart {
            out.push_str(APART);
        }
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    out
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Returns whether an address without its scheme leads to an issue, a pull request, a discussion or a commit, where it would
/// leave a note.
fn is_of_a_repository(address: &str) -> bool {
    let address = address.split(|c: char| c.is_whitespace() || matches!(c, '|' | '>' | ')')).next().unwrap_or_default();
    let mut parts = address.trim_start_matches('/').split('/').skip(3);
    let kind = parts.next().unwrap_or_default();
    matches!(kind, "issues" | "pull" | "pulls" | "discussions" | "commit" | "-") && parts.next().is_some()
}

/// Returns whether a word may be the name of a commit: digits and letters up to `f`, some of either.
fn is_commit(word: &str) -> bool {
    COMMIT.contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_hexdigit())
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().any(|b| b.is_ascii_alphabetic())
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

    #[test]
    fn nobody_is_called_and_nothing_is_linked() {
        for (written, wanted) in [
            ("Did @office answer letter #123?", "Did @|office answer letter #|123?"),
            ("@org/team-a, (@b) and _@c", "@|org/team-a, (@|b) and _@c"),
            ("desk/briefs#7, a#8 and \\#9", "desk/briefs#|7, a#|8 and \\#|9"),
            ("GH-12, gh-3 and high-12", "GH-|12, gh-|3 and high-12"),
            (
                "See a1b2c3d and 0123456789abcdef0123456789abcdef01234567.",
                "See a|1b2c3d and 0|123456789abcdef0123456789abcdef01234567.",
            ),
            ("https://github.com/a/b/issues/5 of it", "https:|//github.com/a/b/issues/5 of it"),
        ] {
            assert_eq!(silenced(written), wanted.replace('|', APART), "{written}");
        }
    }

    #[test]
    fn what_calls_nobody_reads_as_it_was_written() {
        for words in [
            "write to desk@example.org",
            "`@office` and `#12`",
            "## A heading\n\n#### Numbers",
            "30,375 of 1,234,567 in 2025-11, line 12345678",
            "decade defaced 20251203 facade",
            "https://example.org/a/b and https://paper.example/count/2025",
            "an \\@ alone, # too",
        ] {
            assert_eq!(silenced(words), words);
        }
    }
}
