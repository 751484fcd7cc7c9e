//! Who publishes, in which language, as of which day, and which rules are set aside where.

use std::sync::Arc;

use crate::diagnostic::Code;
use crate::language::{Language, Languages};
use crate::number::{Date, Duration};
use crate::quantity::Bound;
use crate::text::RegistryPlace;
use crate::vocabulary::{Level, Standing, Theme};

use super::{Key, Party};

/// The publication.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Its name.
    pub title: String,
    /// Who publishes it, in words.
    pub publisher: Option<String>,
    /// The registered party that publishes it, where it is one.
    pub publisher_party: Option<Key<Party>>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Where the pages stand, with `/` at its end.
    pub url: Option<String>,
    /// The language of the briefs.
    pub language: Language,
    /// All languages in which it publishes.
    pub languages: Languages,
    /// The only "today" there is.
    pub as_of: Option<Date>,
    /// Who wrote the briefs.
    pub authors: Vec<Author>,
    /// The licence of the text.
    pub licence: Option<Licence>,
    /// Where corrections and questions go.
    pub contact: Option<String>,
    /// How the work is done.
    pub method: Option<String>,
    /// How mistakes are corrected.
    pub corrections: Option<String>,
    /// Who pays.
    pub funding: Option<String>,
    /// Interests of the publisher in the subject.
    pub conflicts: Option<String>,
    /// What it writes over the section on what is known, and its parts, by their names.
    pub headings: Vec<(&'static str, String)>,
    /// A look other than the usual one.
    pub theme: Option<Theme>,
    /// Scales of verdict words.
    pub scales: Vec<Scale>,
    /// Levels of rules that the publication sets itself.
    pub rules: Vec<(&'static Code, Level)>,
    /// What words that say too little by themselves mean here.
    pub bounds: Arc<[Bound]>,
    /// After how long what was reviewed is to be looked at again.
    pub review_after: Option<Duration>,
    /// How many people accept an edition.
    pub sign_off: u32,
    /// Whether it answers for its own HTML templates, so that what they print is not looked at.
    pub trusted_templates: bool,
}

impl Publication {
    /// Returns the whole address of one of its pages, where it says at which address they stand.
    pub fn address_of(&self, page: &str) -> Option<String> {
        self.url.as_ref().map(|url| format!("{url}{page}"))
    }

    /// Returns what it writes over the section on what is known, or a part of it, in words of its own.
    pub fn heading(&self, name: &str) -> Option<&str> {
        self.headings.iter().find_map(|(known, words)| (*known == name).then_some(words.as_str()))
    }

    /// Returns what these words mean here, where they are among those that it declares a bound for.
    pub fn bound(&self, words: &str) -> Option<&Bound> {
        self.bounds.iter().find(|bound| bound.is_of(words))
    }
}

/// Somebody who wrote or checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// What they did.
    pub role: Option<String>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Where its text is.
    pub url: Option<String>,
}

/// A scale of verdict words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its name.
    pub name: String,
    /// Its words, best first, each with the standing that a claim needs to be given it.
    pub words: Vec<(String, Standing)>,
}

impl Scale {
    /// Returns the standing that a word of the scale needs.
    pub fn needs(&self, word: &str) -> Option<Standing> {
        self.words.iter().find(|(known, _)| known == word).map(|(_, standing)| *standing)
    }
}

/// A rule set aside in one place.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule.
    pub rule: &'static Code,
    /// The entry's id, a key of it (`november.statement`), or a template's path.
    pub place: String,
    /// In a template: words of the line that is meant; every line where absent.
    pub words: Option<String>,
    /// Why it does not apply there.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// When it ends.
    pub expiry: Option<Date>,
    /// Where it is declared.
    pub at: RegistryPlace,
}
