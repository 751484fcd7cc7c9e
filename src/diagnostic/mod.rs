//! Problems: what is wrong in the author's files, where, why it matters, and one thing to do about it.
//!
//! A *problem* speaks to the author; a *finding* speaks to the reader of a brief. A problem is collected, never returned
//! early: a stage hands back what it could make, with the problems it met. A failure of the tool itself is an
//! [`Error`](crate::Error).

pub mod code;
pub(crate) mod conflict;
pub mod formats;
pub mod human;
mod of_rows;
pub(crate) mod other_kind;
pub(crate) mod paths;
mod problems;
pub mod unseen;
pub mod words;

pub use code::Code;
pub use of_rows::OfRow;
pub use problems::{Problems, summary};

use std::collections::BTreeMap;

use crate::text::near::Near;
use crate::text::{Place, Span, Text};
use crate::world::ProjectPath;

/// The texts that problems point into: registry files and templates.
pub type Texts = BTreeMap<ProjectPath, Text>;

/// Whether a problem stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The build goes on.
    Warning,
}

impl Severity {
    /// Returns the word printed before the code.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there, lower case, no full stop; may be empty.
    pub text: String,
}

/// One mistake in the author's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of mistake.
    pub code: &'static Code,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong: one line, lower case, no full stop, ids in backticks.
    pub message: String,
    /// Where it is.
    pub at: Label,
    /// Other places that take part ("first declared here").
    pub also: Vec<Label>,
    /// Why it matters.
    pub notes: Vec<String>,
    /// One thing to do.
    pub helps: Vec<String>,
    /// The section and id of another entry from which this follows where that entry's form is broken.
    pub leans_on: Option<(&'static str, String)>,
    /// The word that is meant in place of the one written, where only one can be.
    pub fix: Option<Fix>,
    /// How many more of its kind it stands for, which are counted and not listed.
    pub more: usize,
}

impl Problem {
    /// Returns an error of kind `code` at `place`.
    pub fn error(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            at: Label { place, text: String::new() },
            also: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            leans_on: None,
            fix: None,
            more: 0,
        }
    }

    /// Returns a warning of kind `code` at `place`.
    pub fn warning(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// Says what stands at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.at.text = text.into();
        self
    }

    /// Names another place that takes part.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.also.push(Label { place, text: text.into() });
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says that this is a consequence, and not to be shown, where the form of another entry is broken.
    #[must_use]
    pub fn leans_on(mut self, section: &'static str, id: &str) -> Self {
        self.leans_on = Some((section, id.to_owned()));
        self
    }

    /// Says that the word `written` at the problem's place is a slip for the one near it, where that is sure.
    #[must_use]
    pub fn slip(self, written: &str, near: Option<Near<'_>>) -> Self {
        let place = self.at.place.clone();
        self.slip_at(place, written, near)
    }

    /// Says that the word `written` at `place`, a part of the problem's place, is a slip for the one near it, where that is
    /// sure.
    #[must_use]
    pub fn slip_at(mut self, place: Place, written: &str, near: Option<Near<'_>>) -> Self {
        self.fix = near.and_then(Near::sure).and_then(|with| Fix::new(place, written, with));
        self
    }

    /// Says one thing to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }
}

/// The word that is meant in place of a misspelt one, sure enough for a machine to put it there.
///
/// A stage knows the misspelt word and the path of keys to it, not its bytes. Once the place is known, the fix is kept only
/// where exactly that word stands there: in a text with escapes, for example, it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Where the misspelt word stands, without quotation marks around it.
    pub place: Place,
    /// The misspelt word.
    pub written: String,
    /// The word that is meant.
    pub with: String,
}

impl Fix {
    /// Returns the fix; none where the new word might mean something else to the reader of the file, as a comma would.
    pub fn new(place: Place, written: &str, with: &str) -> Option<Self> {
        let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let fits = !written.is_empty() && !with.is_empty() && plain(written) && plain(with) && written != with;
        fits.then(|| Self { place, written: written.to_owned(), with: with.to_owned() })
    }

    /// Returns the fix at the very bytes of the word; none where something else stands at its place.
    #[must_use]
    pub fn exact(self, texts: &Texts) -> Option<Self> {
        let Place::Text(file, span) = &self.place else { return None };
        let words = texts.get(file)?.as_str().get(span.range())?;
        let quoted = |mark: char| words.strip_prefix(mark).and_then(|words| words.strip_suffix(mark));
        let bare = quoted('"').or_else(|| quoted('\'')).unwrap_or(words);
        if bare != self.written {
            return None;
        }
        let start = span.start + (words.len() - bare.len()) / 2;
        let place = Place::Text(file.clone(), Span::new(start, start + bare.len()));
        Some(Self { place, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(content: &str, span: Span) -> Option<Span> {
        let file = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(file.clone(), Text::new(content))]);
        let fix = Fix::new(Place::Text(file, span), "totl", "total")?.exact(&texts)?;
        match fix.place {
            Place::Text(_, span) => Some(span),
            _ => None,
        }
    }

    #[test]
    fn a_fix_stands_at_the_bytes_of_the_word_and_nowhere_else() {
        assert_eq!(exact("sum: totl", Span::new(5, 9)), Some(Span::new(5, 9)));
        assert_eq!(exact("sum: \"totl\"", Span::new(5, 11)), Some(Span::new(6, 10)));
        assert_eq!(exact("sum: 'totl'", Span::new(5, 11)), Some(Span::new(6, 10)));
        assert_eq!(exact("sum: \"to\\x74l\"", Span::new(5, 14)), None);
        assert_eq!(exact("sum: totl # a", Span::new(0, 3)), None);
        assert_eq!(exact("sum: ", Span::new(5, 9)), None);
    }

    #[test]
    fn a_word_that_would_need_quotation_marks_is_no_fix() {
        let fix = |written, with| Fix::new(Place::Project, written, with);
        assert!(fix("Totl", "Total").is_some());
        assert!(fix("Totl", "Total, all").is_none());
        assert!(fix("Totl (all)", "Total").is_none());
        assert!(fix("Totl", "").is_none());
    }
}
