//! Ids: the names by which entries refer to each other.

use std::fmt;
use std::sync::Arc;

/// The name of an entry: `snake_case`, or `kebab-case` for a brief, whose id is its file name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Why words are no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFault {
    /// Nothing was written.
    Empty,
    /// Longer than 100 characters.
    TooLong,
    /// Not of the form that the kind of entry asks for.
    Form,
}

impl Id {
    /// Returns the id of any entry but a brief: lower-case letters, digits and `_`, a letter first.
    pub fn snake(written: &str) -> Result<Self, IdFault> {
        Self::of(written, '_', char::is_ascii_lowercase)
    }

    /// Returns the id of a brief: lower-case letters, digits and single `-`, a letter or digit first and last.
    pub fn kebab(written: &str) -> Result<Self, IdFault> {
        if written.ends_with('-') || written.contains("--") {
            return Err(IdFault::Form);
        }
        Self::of(written, '-', |c| c.is_ascii_lowercase() || c.is_ascii_digit())
    }

    /// Returns the id of a part of an entry: `burglary.from`. No author can write it where an entry is declared.
    pub(crate) fn part(owner: &str, part: &str) -> Self {
        Self(format!("{owner}.{part}").into())
    }

    /// Returns the id of a brief in a language other than the main one, which names its pages: `rain.es`. No author can write it where
    /// an entry is declared.
    pub(crate) fn in_language(brief: &Self, ending: &str) -> Self {
        Self(format!("{brief}{ending}").into())
    }

    /// Returns the id of a brief in any language, as it names its pages.
    pub(crate) fn of_brief(written: &str) -> Result<Self, IdFault> {
        match written.split_once('.') {
            Some((brief, tag)) => Self::kebab(brief).map(|brief| Self::in_language(&brief, &format!(".{tag}"))),
            None => Self::kebab(written),
        }
    }

    /// Returns whether it names a part of an entry, which nobody declares.
    pub(crate) fn is_part(&self) -> bool {
        self.0.contains('.')
    }

    fn of(written: &str, joint: char, first: impl Fn(&char) -> bool) -> Result<Self, IdFault> {
        if written.is_empty() {
            return Err(IdFault::Empty);
        }
        if written.len() > 100 {
            return Err(IdFault::TooLong);
        }
        let body = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint;
        if written.chars().next().is_some_and(|c| first(&c)) && written.chars().all(body) {
            Ok(Self(written.into()))
        } else {
            Err(IdFault::Form)
        }
    }

    /// Returns the id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_form_and_briefs_another() {
        assert!(Id::snake("november_2025").is_ok());
        for bad in ["November", "9lives", "a-b", "_a", "../../x"] {
            assert_eq!(Id::snake(bad), Err(IdFault::Form), "{bad}");
        }
        assert!(Id::kebab("what-does-the-62000-article-claim").is_ok());
        for bad in ["../../x", "a_b", "a--b", "-a", "a-"] {
            assert_eq!(Id::kebab(bad), Err(IdFault::Form), "{bad}");
        }
        assert_eq!(Id::snake(""), Err(IdFault::Empty));
        assert_eq!(Id::snake(&"a".repeat(101)), Err(IdFault::TooLong));
    }
}
