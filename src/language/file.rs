//! What a language's file says, read once.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::time_sections::{Dates, TimeWords};
use super::{Labels, Language, QuantityWords, Reasons};

/// Everything the tool knows of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Its BCP 47 tags: the plain one, then those of the regions that write something otherwise.
    pub tags: Vec<String>,
    /// Words and signs that are spelt otherwise in a region, by its tag.
    #[serde(default)]
    pub spellings: BTreeMap<String, BTreeMap<String, String>>,
    /// How numbers are written.
    pub numbers: Numbers,
    /// How days and periods are written.
    pub dates: Dates,
    /// How times are named in prose.
    pub times: TimeWords,
    /// How several things are named in a row.
    pub lists: Lists,
    /// Words of quantities.
    pub quantities: QuantityWords,
    /// Words that turn the sense of a quotation from which they are left out.
    pub quotations: Quotations,
    /// Words of the built-in templates.
    pub text: Labels,
    /// Why a claim has its standing.
    pub reasons: Reasons,
}

/// Words that turn the sense of a quotation from which they are left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotations {
    /// Words that deny.
    pub denials: Vec<String>,
    /// Idioms that begin like a denial and are none.
    pub no_denials: Vec<String>,
    /// Words that say that something is not certain.
    pub doubts: Vec<String>,
    /// Words that begin a clause about what stands before it.
    pub subordinating: Vec<String>,
    /// Small words by which a text in this language is told from others.
    pub small_words: Vec<String>,
}

/// How numbers are written. In patterns `{n}` is the number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// What stands between thousands where numbers are printed.
    pub group: String,
    /// What else may stand between thousands where they are read.
    pub also_group: Vec<String>,
    /// What stands before decimals.
    pub decimal: String,
    /// How many digits a whole part has before it is grouped.
    pub group_from: usize,
    /// Whether three decimals may be meant for thousands, since others who write the language put them so.
    #[serde(default)]
    pub doubtful_decimals: bool,
    /// Regions that write numbers otherwise.
    #[serde(default)]
    pub regions: Vec<RegionNumbers>,
    /// Percent.
    pub percent: String,
    /// Of a rate: `{n}`, and of what: `{what}`.
    pub per: String,
    /// Percentage points.
    pub points: Forms,
    /// So many times.
    pub times: Forms,
    /// A change.
    pub change: ChangeForms,
    /// The interval of an estimate.
    pub interval: IntervalForms,
    /// Money; `{sign}` is the sign of the currency.
    pub money: String,
    /// A place in an order.
    pub ordinal: Ordinals,
    /// Words for large round numbers, the largest first.
    pub scales: Vec<Scale>,
    /// Words for the numbers from none on, as far as they are written in words.
    pub small: Vec<String>,
}

/// How numbers are written in some regions of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionNumbers {
    /// The tags of the regions.
    pub tags: Vec<String>,
    /// What stands between thousands.
    pub group: String,
    /// What stands before decimals.
    pub decimal: String,
    /// How many digits a whole part has before it is grouped.
    pub group_from: usize,
    /// Money.
    pub money: String,
}

/// How a change is told; `{n}` is its size.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeForms {
    /// More than before.
    pub up: String,
    /// Less than before.
    pub down: String,
    /// As before.
    pub none: String,
    /// A change that is told, and is no more than chance gives.
    pub not_significant: String,
}

/// How the interval of an estimate is told behind it; `{low}` and `{high}` are its ends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntervalForms {
    /// One of which nobody says the level.
    pub plain: String,
    /// One of a level, `{level}`.
    pub of_level: String,
}

/// A phrase for exactly `1`, and one for every other number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// For `1`.
    pub one: String,
    /// For every other number.
    pub many: String,
}

/// A word for a large round number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// How many zeros it stands for.
    pub zeros: i32,
    /// The phrase for exactly one.
    pub one: String,
    /// The phrase for more.
    pub many: String,
}

/// How a place in an order is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordinals {
    /// By the last digit.
    pub by_last_digit: BTreeMap<u8, String>,
    /// The last two digits to which the last digit's form does not apply.
    pub except: Vec<u8>,
    /// For all others.
    pub others: String,
}

/// How several things are named in a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// What stands between a label and what it labels.
    pub colon: String,
    /// Between things that are not the last two.
    pub comma: String,
    /// Before the last of several that all hold.
    pub and: String,
    /// Before the last of several of which one holds.
    pub or: String,
    /// Forms of `and` before some sounds.
    pub and_before: Option<BySound>,
    /// How things are joined that have a comma or an "and" of their own.
    pub heavy: Heavy,
    /// What stands for the names that are left out of a long list: `{n}`, two or more.
    pub others: String,
    /// Words that begin a name which is a description and no title.
    pub articles: Vec<String>,
}

/// A form of a word before some sounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BySound {
    /// The form.
    pub form: String,
    /// How what follows begins.
    pub before: Vec<String>,
    /// Beginnings that sound otherwise.
    pub except: Vec<String>,
}

/// How things are joined that have a comma or an "and" of their own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heavy {
    /// Between two things.
    pub two: String,
    /// Between things that are not the last two.
    pub comma: String,
    /// Before the last of three or more.
    pub last: String,
}

/// Whether all of several things are meant or one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conjunction {
    /// All of them.
    And,
    /// One of them.
    Or,
}

impl BySound {
    /// Returns the form, where what follows asks for it.
    pub fn form_before(&self, next: &str) -> Option<&str> {
        let next = next.to_lowercase();
        let begins = |with: &[String]| with.iter().any(|start| next.starts_with(start.as_str()));
        (begins(&self.before) && !begins(&self.except)).then_some(self.form.as_str())
    }
}

impl Lists {
    /// Returns what stands before the thing at `index` of `count`.
    pub fn before(&self, index: usize, count: usize, conjunction: Conjunction) -> &str {
        match (index, conjunction) {
            (0, _) => "",
            (index, Conjunction::And) if index + 1 == count => &self.and,
            (index, Conjunction::Or) if index + 1 == count => &self.or,
            _ => &self.comma,
        }
    }
}

impl Vocabulary {
    /// Returns what the file of a language says, for its region.
    pub(super) fn of(language: Language) -> Self {
        let mut words = read(language.files().words);
        let tag = language.tag();
        if let Some(spellings) = words.spellings.get(tag) {
            let spelt = |file: String, (plain, own): (&String, &String)| file.replace(plain.as_str(), own);
            words = read(&spellings.iter().fold(language.files().words.to_owned(), spelt));
        }
        if let Some(region) = words.numbers.regions.iter().position(|region| region.tags.iter().any(|its| its == tag)) {
            let RegionNumbers { group, decimal, group_from, money, .. } = words.numbers.regions.swap_remove(region);
            words.numbers = Numbers { group, decimal, group_from, money, ..words.numbers };
        }
        words
    }
}

fn read(file: &str) -> Vocabulary {
    serde_yaml::from_str(file).expect("the files of the languages are part of the tool and tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_says_all_that_is_needed_and_nothing_else() {
        for language in Language::plain() {
            if let Err(fault) = serde_yaml::from_str::<Vocabulary>(language.files().words) {
                panic!("{}: {fault}", language.tag());
            }
        }
    }

    #[test]
    fn a_language_goes_by_the_tags_that_its_file_names() {
        for language in Language::plain() {
            let words = language.vocabulary();
            assert_eq!(words.tags, language.files().tags);
            let numbers = words.numbers.regions.iter().flat_map(|region| &region.tags);
            for region in numbers.chain(words.dates.regions.keys()) {
                assert!(words.tags.contains(region), "{region}");
            }
        }
    }

    #[test]
    fn a_region_writes_its_own_numbers() {
        let decimal = |tag| Language::parse(tag).unwrap().vocabulary().numbers.decimal.as_str();
        assert_eq!(["en", "en-US", "es", "es-MX", "es-PR"].map(decimal), [".", ".", ",", ".", "."]);
        assert_eq!(["fr", "fr-CA", "de", "de-AT", "de-CH"].map(decimal), [",", ",", ",", ",", "."]);
    }

    #[test]
    fn a_region_spells_its_own_words() {
        let words = |tag| Language::parse(tag).unwrap().vocabulary();
        assert_eq!(
            ["de", "de-AT", "de-CH"].map(|tag| words(tag).dates.months[0].as_str()),
            ["Januar", "Jänner", "Januar"]
        );
        assert_eq!(
            ["de", "de-AT", "de-CH"].map(|tag| words(tag).text.pages.quoted.as_str()),
            ["„{words}“", "„{words}“", "«{words}»"]
        );
        let license = |tag| words(tag).text.headings.licence.clone();
        assert_eq!(["en", "en-GB", "en-US"].map(license), ["Licence", "Licence", "License"]);
        let all = |tag| format!("{:?}", words(tag).text);
        assert!(all("de").contains('ß') && !all("de-CH").contains(['ß', '„', '“']));
    }
}
