//! `publication`: who publishes, in which language, as of which day, under which rules.

use serde::Deserialize;

use super::entries::Entries;
use super::scalar::{Many, ShortForm, short_form_of};

/// Who publishes and how.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Publication {
    /// The publication's name.
    pub title: Option<String>,
    /// Who publishes it: a party's id or a name.
    pub publisher: Option<String>,
    /// BCP 47 tag of the language of the briefs; `en` where absent.
    pub language: Option<String>,
    /// The only "today" there is: the day to which the briefs speak.
    pub as_of: Option<String>,
    /// Who wrote the briefs.
    pub authors: Many<Author>,
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
    /// Verdict words by scale, best first, each with the standing that it needs.
    pub scales: Entries<Entries<String>>,
    /// Levels of rules by name: `error`, `warning`, `off`.
    pub rules: Entries<String>,
    /// How many people accept an edition.
    pub sign_off: Option<String>,
}

/// Somebody who wrote or checked.
#[derive(Debug, Clone, Default)]
pub struct Author {
    /// The name.
    pub name: Option<String>,
    /// What they did: wrote, edited, checked.
    pub role: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorMapping {
    name: Option<String>,
    role: Option<String>,
}

impl From<AuthorMapping> for Author {
    fn from(AuthorMapping { name, role }: AuthorMapping) -> Self {
        Self { name, role }
    }
}

impl ShortForm for Author {
    fn from_words(words: String) -> Self {
        Self { name: Some(words), role: None }
    }
}

short_form_of!(Author, AuthorMapping, "an author's name, or a mapping with `name` and `role`");

/// A licence.
#[derive(Debug, Clone, Default)]
pub struct Licence {
    /// The licence's name, such as `CC BY 4.0`.
    pub name: Option<String>,
    /// Where its text is.
    pub url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceMapping {
    name: Option<String>,
    url: Option<String>,
}

impl From<LicenceMapping> for Licence {
    fn from(LicenceMapping { name, url }: LicenceMapping) -> Self {
        Self { name, url }
    }
}

impl ShortForm for Licence {
    fn from_words(words: String) -> Self {
        Self { name: Some(words), url: None }
    }
}

short_form_of!(Licence, LicenceMapping, "a licence's name, or a mapping with `name` and `url`");
