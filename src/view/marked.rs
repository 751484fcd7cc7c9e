//! A line: plain text in runs, some of them marked with what they stand for. Nothing in it is Markdown or HTML yet.

use std::fmt;

use crate::view::Mark;

/// A line of text for readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedText(pub Vec<Run>);

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words, to be escaped for whatever they are printed into.
    Words(String),
    /// An address, printed as itself.
    Address(String),
    /// What follows, up to the matching [`Run::Close`], stands for this.
    Open(Mark),
    /// The end of what the last open mark covers.
    Close,
}

/// The words without marks; citations leave nothing.
impl fmt::Display for MarkedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|run| match run {
            Run::Words(words) | Run::Address(words) => f.write_str(words),
            Run::Open(_) | Run::Close => Ok(()),
        })
    }
}

impl MarkedText {
    /// Returns a line of unmarked words.
    pub fn words(words: impl Into<String> + AsRef<str>) -> Self {
        let mut line = Self::default();
        line.push(words);
        line
    }

    /// Returns a line all of which stands for `mark`.
    pub fn marked(mark: Mark, words: impl Into<String>) -> Self {
        Self(vec![Run::Open(mark), Run::Words(words.into()), Run::Close])
    }

    /// Returns an empty line that stands for something filled in later: a numbered reference.
    pub fn empty(mark: Mark) -> Self {
        Self::default().under(mark)
    }

    /// Adds unmarked words.
    pub fn push(&mut self, words: impl Into<String> + AsRef<str>) {
        if words.as_ref().is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Run::Words(last)) => last.push_str(words.as_ref()),
            _ => self.0.push(Run::Words(words.into())),
        }
    }

    /// Adds a full stop, where the words do not end as a sentence does.
    pub fn end_sentence(&mut self) {
        let words = self.plain();
        let end = words.trim_end().trim_end_matches(['”', '’', '»', '"', '\'', ')', ']']);
        if !end.is_empty() && !end.ends_with(['.', '!', '?', '…', ':']) {
            self.push(".");
        }
    }

    /// Adds another line.
    pub fn append(&mut self, other: Self) {
        for run in other.0 {
            match run {
                Run::Words(words) => self.push(words),
                mark => self.0.push(mark),
            }
        }
    }

    /// Returns the line with all of it standing for `mark`.
    #[must_use]
    pub fn under(mut self, mark: Mark) -> Self {
        self.0.insert(0, Run::Open(mark));
        self.0.push(Run::Close);
        self
    }

    /// Returns the words without marks; citations leave nothing.
    pub fn plain(&self) -> String {
        let words = self.0.iter().filter_map(|run| match run {
            Run::Words(words) | Run::Address(words) => Some(words.as_str()),
            Run::Open(_) | Run::Close => None,
        });
        words.collect()
    }

    /// Returns whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| !matches!(run, Run::Words(words) | Run::Address(words) if !words.trim().is_empty()))
    }

    /// Visits the marks in order.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        self.0.iter().filter_map(|run| if let Run::Open(mark) = run { Some(*mark) } else { None })
    }
}
