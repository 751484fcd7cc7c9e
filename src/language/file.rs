//! What a language's file says, read once.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Labels, Language, QuantityWords, Reasons};

/// Everything the tool knows of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Its BCP 47 tags: the plain one, then those of the regions that write something otherwise.
    pub tags: Vec<String>,
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

/// How days and periods are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The twelve months.
    pub months: [String; 12],
    /// The four quarters.
    pub quarters: [String; 4],
    /// Orders of day, month and year.
    pub order: DateOrder,
    /// Orders that differ in a region, by its tag.
    pub regions: BTreeMap<String, DateOrder>,
    /// A quarter: `{quarter}`, `{year}`.
    pub quarter: String,
    /// A week of ISO 8601: `{week}`, `{year}`.
    pub week: String,
    /// The halves of a year.
    pub halves: [String; 2],
    /// A half of a year: `{half}`, `{year}`.
    pub half: String,
    /// A fiscal year: `{year}`.
    pub fiscal_year: String,
    /// A financial or academic year: `{year}`, and the last two digits of the `{next}`.
    pub financial_year: String,
    /// The terms of an academic year, as it passes.
    pub terms: [String; 3],
    /// A term: `{term}`, `{year}`.
    pub term: String,
    /// Twelve months that are no calendar year, by the last of them: `{month}`, `{year}`.
    pub year_to: String,
    /// The beginning of a range: `{date}`.
    pub from: BySteps,
    /// A period inside a sentence, behind "in" or "of": `the first half of 2025`.
    pub named: BySteps,
    /// Words for periods that move: `latest`.
    pub moving: MovingWords,
    /// The end of a range: `{date}`.
    pub to: BySteps,
    /// A period whose beginning is not said: `{date}`.
    pub until: BySteps,
}

/// The words by which prose names times, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWords {
    /// Short names of months, each with its number.
    pub months: BTreeMap<String, u8>,
    /// The quarters of a year.
    pub quarters: BTreeMap<String, u8>,
    /// The halves of a year.
    pub halves: BTreeMap<String, u8>,
    /// Years that need not begin in January.
    pub fiscal: Vec<String>,
    /// Stands before the last day of twelve months.
    pub year_to: Vec<String>,
    /// Joins a month to its year.
    pub of: Vec<String>,
    /// Stands before the time that something is said of.
    pub during: Vec<String>,
    /// Stands before the first of two times.
    pub from: Vec<String>,
    /// Stands before two times that `and` joins.
    pub between: Vec<String>,
    /// Stands before the last of two times.
    pub to: Vec<String>,
    /// Joins two times behind `between`.
    pub and: Vec<String>,
    /// Stands before a time from which something is so.
    pub since: Vec<String>,
    /// Stands before a time up to which, or at which, something was so.
    pub until: Vec<String>,
    /// Stands before a time that something is held against.
    pub than: Vec<String>,
    /// May stand between such a word and its time.
    pub articles: Vec<String>,
    /// Leaves open where in a time something is.
    pub vague: Vec<String>,
    /// Says that a time is of a law, a birth or a publication, not of what is counted.
    pub aside: Vec<String>,
    /// Stands behind a year that is part of a name: `act`, `census`.
    pub kinds: Vec<String>,
}

/// Words for periods that are counted from the last one of the data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovingWords {
    /// The last one itself.
    pub latest: String,
    /// The one before it.
    pub previous: String,
    /// The same a year earlier.
    pub year_earlier: String,
    /// So many up to it: `{count}`.
    pub last: String,
    /// From the beginning of its year.
    pub year_to_date: String,
    /// A word with the period that it means: `{word}`, `{period}`.
    pub meant: String,
}

/// A pattern for each step of the calendar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BySteps {
    /// For a day.
    pub day: String,
    /// For a week.
    pub week: String,
    /// For a month.
    pub month: String,
    /// For a quarter.
    pub quarter: String,
    /// For a year.
    pub year: String,
    /// For a half of a year.
    pub half: String,
    /// For a fiscal year.
    pub fiscal_year: String,
    /// For a financial or academic year.
    pub financial_year: String,
    /// For a term of an academic year.
    pub term: String,
}

/// In which order the parts of a date stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateOrder {
    /// A day: `{day}`, `{month}`, `{year}`.
    pub day: String,
    /// A day whose year is said elsewhere in the phrase.
    pub day_of_month: String,
    /// A month: `{month}`, `{year}`.
    pub month: String,
}

/// How several things are named in a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
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
    }
}
