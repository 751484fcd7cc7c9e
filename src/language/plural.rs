//! Forms of a phrase for none, one, two and more.

use serde::{Deserialize, Serialize};

use crate::number::Number;

use super::{Language, fill};

/// A phrase whose form depends on a count, which stands in the gap `{n}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    /// For none, where that is said differently.
    pub none: Option<String>,
    /// For one.
    pub one: String,
    /// For two, where that is said differently.
    pub two: Option<String>,
    /// For more, and for none and two where they have no form of their own.
    pub many: String,
}

impl Plural {
    /// Returns the form for a count, its gaps open.
    pub fn form(&self, count: u64) -> &str {
        let own = match count {
            0 => self.none.as_deref(),
            1 => Some(self.one.as_str()),
            2 => self.two.as_deref(),
            _ => None,
        };
        own.unwrap_or(&self.many)
    }

    /// Returns the phrase for a count, printed in the language.
    pub fn say(&self, count: u64, language: Language) -> String {
        self.say_with(count, language, &[])
    }

    /// Returns the phrase for a count with further gaps filled.
    pub fn say_with(&self, count: u64, language: Language, values: &[(&str, &str)]) -> String {
        let printed = Number::new(count.into(), 0).map_or_else(String::new, |number| language.number(number, 0));
        let mut all = vec![("n", printed.as_str())];
        all.extend_from_slice(values);
        fill(self.form(count), &all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_follows_the_count() {
        let both =
            Plural { none: Some("none".into()), one: "one".into(), two: Some("both".into()), many: "{n}".into() };
        assert_eq!([0, 1, 2, 3].map(|n| both.say(n, Language::ENGLISH)), ["none", "one", "both", "3"]);
        let plain = Plural { none: None, one: "{n} claim".into(), two: None, many: "{n} claims".into() };
        assert_eq!([0, 1, 2].map(|n| plain.say(n, Language::ENGLISH)), ["0 claims", "1 claim", "2 claims"]);
        assert_eq!(plain.say(30_375, Language::ENGLISH), "30,375 claims");
    }
}
