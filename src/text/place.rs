//! Where a problem is, in the words of the stage that found it.
//!
//! Typed entries of the registry keep no byte offsets; a [`RegistryPlace`] names an entry and a path of keys inside it, and
//! [`load::locate`](crate::load) turns it into a byte range once there is a problem to show.

use crate::text::Span;
use crate::world::ProjectPath;

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The project as a whole.
    Project,
    /// A file as a whole.
    File(ProjectPath),
    /// A byte range of a text the tool holds: a registry file or a template.
    Text(ProjectPath, Span),
    /// A key or value of the registry, located when shown.
    Registry(RegistryPlace),
    /// A line of a data file, carried along because the file itself is not kept.
    Line(Excerpt),
}

/// A line of a data file with the part that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The file.
    pub file: ProjectPath,
    /// The line, from one.
    pub line: usize,
    /// The column in characters, from one.
    pub column: usize,
    /// The cell, where the file is a workbook: `sheet “Table 1”, cell C12`.
    pub cell: Option<String>,
    /// The line as read, cut to a length a terminal can show.
    pub text: String,
    /// The part that is meant, in bytes of `text`.
    pub span: Span,
}

/// One step from an entry down to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A key of a mapping.
    Key(String),
    /// An item of a list, from zero.
    Item(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

/// Which side of a `key: value` pair is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// A key or value in a registry file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RegistryPlace {
    /// The registry file.
    pub file: ProjectPath,
    /// The keys and items that lead to it from the top, such as `claims`, `november`, `test`, `where`.
    pub steps: Vec<Step>,
    /// The key or the value.
    pub part: Part,
    /// Which of several equal keys is meant, from zero: a duplicate id stands twice.
    pub nth: usize,
    /// A byte range within the value as written, where only a part of it is meant.
    pub within: Option<Span>,
}

impl RegistryPlace {
    /// Returns the name of the column, where the entry is a row of a table of claims and one of its keys is meant: an item of
    /// a list but the first has its number, as in `evidence.2.source`.
    pub fn column(&self) -> Option<String> {
        let keys = self.steps.get(2..).filter(|keys| self.file.is_table() && !keys.is_empty())?;
        let part = |step: &Step| match step {
            Step::Key(key) => Some(key.clone()),
            Step::Item(0) => None,
            Step::Item(index) => Some((index + 1).to_string()),
        };
        Some(keys.iter().filter_map(part).collect::<Vec<_>>().join("."))
    }

    /// Returns the value at `steps`.
    pub fn value(file: ProjectPath, steps: Vec<Step>) -> Self {
        Self { file, steps, part: Part::Value, nth: 0, within: None }
    }

    /// Returns the place one step further down.
    #[must_use]
    pub fn then(mut self, step: impl Into<Step>) -> Self {
        self.steps.push(step.into());
        self
    }

    /// Returns the key instead of the value.
    #[must_use]
    pub fn key(mut self) -> Self {
        self.part = Part::Key;
        self
    }

    /// Returns a part of the value as written.
    #[must_use]
    pub fn within(mut self, span: Span) -> Self {
        self.within = Some(span);
        self
    }
}

impl From<RegistryPlace> for Place {
    fn from(place: RegistryPlace) -> Self {
        Self::Registry(place)
    }
}

impl Place {
    /// Returns the file, where there is one.
    pub fn file(&self) -> Option<&ProjectPath> {
        match self {
            Self::Project => None,
            Self::File(file) | Self::Text(file, _) => Some(file),
            Self::Registry(place) => Some(&place.file),
            Self::Line(excerpt) => Some(&excerpt.file),
        }
    }
}
