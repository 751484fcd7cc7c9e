//! The sections of a language's file that say how days and periods are written, named and counted.

use std::collections::BTreeMap;

use serde::Deserialize;

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
    /// How the first day of a month is written, where it is not `1`.
    #[serde(default)]
    pub first_day: Option<String>,
    /// What the beginning of a range contracts to: `de a` of `de avril` to `d’a`.
    #[serde(default)]
    pub elided: BTreeMap<String, String>,
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
    /// A period behind the word for a release: `{date}`.
    pub release: BySteps,
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
    /// Units of time, each with how many months it has; a week has none.
    pub units: BTreeMap<String, u8>,
    /// Says that a stretch begins its year: `the first six months of`.
    pub first: Vec<String>,
    /// Says that a stretch ends its year: `the last week of`.
    pub last: Vec<String>,
    /// Says that a stretch ends with the newest value: `the past six months`.
    pub past: Vec<String>,
    /// Joins a stretch to the time with which it ends: `three months to March`.
    pub ending: Vec<String>,
    /// Stands before the last time of which something is said: `until June`.
    pub up_to: Vec<String>,
    /// Stands behind a length by which something is earlier: `ten years before`.
    pub earlier: Vec<String>,
    /// Stands before such a length, in languages that put it there: `vor zehn Jahren`.
    pub ago: Vec<String>,
    /// Stands before a length in which something came about: `in thirty years`.
    pub over: Vec<String>,
    /// Names the stretch from the beginning of the year to the newest value.
    pub so_far: Vec<String>,
    /// Names a year by its place, where the year itself may follow: `last year, 2023`.
    pub last_year: Vec<String>,
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
    /// Stands for a stretch between two bounds that are counted from the last one.
    pub counted: String,
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
