//! A line: plain text in runs, some of them marked with what they stand for. Nothing in it is Markdown or HTML yet.

use std::fmt;

use crate::language::{Part, parts, value};
use crate::model::{Claim, Dataset, Figure, Key, Measure, Source, Stated, TableEntry};

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
        if words.as_ref().is_empty() { Self::default() } else { Self(vec![Run::Words(words.into())]) }
    }

    /// Returns a line all of which stands for `mark`.
    pub fn marked(mark: Mark, words: impl Into<String>) -> Self {
        Self(vec![Run::Open(mark), Run::Words(words.into()), Run::Close])
    }

    /// Returns a sentence of the language with its gaps filled by lines.
    pub fn filled(sentence: &str, values: &[(&str, &Self)]) -> Self {
        let mut line = Self::default();
        for part in parts(sentence) {
            match part {
                Part::Words(words) => line.push(words),
                Part::Gap(name) => {
                    if let Some(filling) = value(sentence, name, values) {
                        line.append((*filling).clone());
                    }
                }
            }
        }
        line.tight()
    }

    /// Takes the full stop away at the end of a line.
    pub fn trim_full_stop(&mut self) {
        if let Some(Run::Words(last)) = self.0.last_mut() {
            let end = last.trim_end().trim_end_matches('.').len();
            last.truncate(end);
        }
    }

    /// Returns the same in no more room than it needs: most lines are kept until everything is printed.
    fn tight(mut self) -> Self {
        for run in &mut self.0 {
            if let Run::Words(words) | Run::Address(words) = run {
                words.shrink_to_fit();
            }
        }
        self.0.shrink_to_fit();
        self
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
    pub fn under(self, mark: Mark) -> Self {
        let mut runs = Vec::with_capacity(self.0.len() + 2);
        runs.push(Run::Open(mark));
        runs.extend(self.0);
        runs.push(Run::Close);
        Self(runs).tight()
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

/// Returns how many words a line has.
pub fn word_count(line: &MarkedText) -> usize {
    line.plain().split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// What a stretch of text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The printed value of a figure.
    Figure(Key<Figure>),
    /// The tested figure of one reading of a claim, by the reading's index.
    Value(Key<Claim>, u16),
    /// One of the numbers that a claim says, in its own words.
    Quantity(Key<Claim>, Stated),
    /// The statement of a claim.
    Claim(Key<Claim>),
    /// The standing of a claim in words.
    Standing(Key<Claim>),
    /// Why a claim has its standing.
    Reason(Key<Claim>),
    /// How many findings one part of the panel has.
    Count(Half),
    /// Words in another language, said in one of the places of a claim, by the place's index.
    Foreign(Key<Claim>, u16),
    /// What a number counts, in words.
    Measure(Key<Measure>),
    /// A numbered reference to a source.
    Source(Key<Source>),
    /// A numbered reference to a dataset that is from no registered source.
    Dataset(Key<Dataset>),
    /// A table made from the registry.
    Table(Key<TableEntry>),
    /// The caption of the table that follows.
    Caption,
    /// The target of the links from a printed number: a row of "Where each number comes from".
    Origin(u32),
    /// The panel "What we know, what remains unknown".
    Panel,
    /// What can be folded: its first paragraph opens it.
    Fold,
    /// The line that leads a group of the panel: who says what follows, and how it stands.
    Lead,
    /// The standing of a claim as a clause of a sentence.
    Qualifier(Key<Claim>),
    /// A place at which the reason of a claim's standing can be opened.
    Why(Key<Claim>),
    /// A part that is known only once everything else is printed.
    Deferred(Deferred),
}

impl Mark {
    /// Returns whether it stands for something of the registry, and not for a part of the page itself.
    pub fn is_of_an_entry(self) -> bool {
        !matches!(
            self,
            Self::Caption
                | Self::Panel
                | Self::Fold
                | Self::Lead
                | Self::Why(_)
                | Self::Origin(_)
                | Self::Deferred(_)
                | Self::Reason(_)
                | Self::Count(_)
                | Self::Foreign(..)
        )
    }
}

/// The parts of "What we know, what remains unknown".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// What we know.
    Known,
    /// What is claimed, and by whom.
    Claimed,
    /// What remains unknown.
    Unknown,
}

impl Half {
    /// Every part, in the order of its number.
    pub const ALL: [Self; 3] = [Self::Known, Self::Claimed, Self::Unknown];

    /// Returns its word, as in the class of an element.
    pub fn word(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Claimed => "claimed",
            Self::Unknown => "unknown",
        }
    }
}

/// The parts that are made of what the rest of the page prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deferred {
    /// The tables that a brief lists and its template did not print.
    Tables,
    /// "What each number counts".
    Definitions,
    /// "Where each number comes from".
    Origins,
    /// "What we read and what we did not".
    Read,
    /// "Sources".
    References,
    /// Which edition it is, in a few words.
    Edition,
    /// Which edition it is, where the brief is cited.
    Cited,
    /// What must be read before anything else: a draft, a correction, a withdrawal.
    Notice,
    /// "What changed in this edition".
    Changes,
    /// "History of this brief".
    History,
}

impl Deferred {
    /// Every part, in the order of its number.
    pub const ALL: [Self; 10] = [
        Self::Tables,
        Self::Definitions,
        Self::Origins,
        Self::Read,
        Self::References,
        Self::Edition,
        Self::Cited,
        Self::Notice,
        Self::Changes,
        Self::History,
    ];
}
