//! Why a figure or test has no result, and the problem that says so to the author.

use crate::diagnostic::code::{evidence, figure as code};
use crate::diagnostic::{Code, Problem};
use crate::number::{Number, NumberFault};
use crate::text::Place;

use crate::evaluate::join::KeyTwice;

/// Why a figure or test has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EvaluationFault {
    /// It follows from a problem that is already reported, or that [`resolve`](crate::resolve) refuses.
    Consequence,
    /// A selected cell is empty.
    MissingCell { file: String, line: u32, column: String },
    /// An aggregate that needs a row has none.
    NothingSelected { aggregate: &'static str, dataset: String },
    /// `value` found several rows.
    SeveralRows { count: usize, dataset: String, lines: (u32, u32) },
    /// The exact result has more than 28 digits.
    TooLong,
    /// Something is divided by zero.
    DividedByZero { by: String },
    /// A percent change from a number below zero.
    FromBelowZero { from: String },
    /// The key of a join stands twice in the second dataset.
    KeyTwice(KeyTwice),
    /// A series without a single step.
    TooShort { points: usize },
    /// A claim's quantity is of another unit than the number it is held against.
    AnotherUnit { said: String, number: &'static str },
    /// A claim says which way something went, and its test gives how much there is.
    ChangeOfLevel { said: String },
    /// The number is below zero, and the words say neither a direction nor a minus.
    NoDirection { said: String, shown: Number, of_change: bool },
    /// `lowest_since` or `highest_since` asks for more than the series holds.
    SinceUncovered { since: String },
    /// It begins with that period, which is no record itself.
    SinceUnknown {
        /// The period.
        since: String,
    },
    /// What the stage that found it tells whole.
    WordedFault(Box<WordedFault>),
}

/// A fault in the words of whoever found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordedFault {
    /// The code.
    pub(super) code: &'static Code,
    /// What is wrong, behind the name of the figure or test.
    pub(super) what: String,
    /// Why it matters.
    pub(super) note: String,
    /// What to do.
    pub(super) help: String,
}

impl From<KeyTwice> for EvaluationFault {
    fn from(twice: KeyTwice) -> Self {
        Self::KeyTwice(twice)
    }
}

impl EvaluationFault {
    /// Returns what a failed calculation with these operands is: `by` names what divides.
    pub(super) fn of_number(fault: NumberFault, by: &str) -> Self {
        match fault {
            NumberFault::TooLong => Self::TooLong,
            NumberFault::DividedByZero => Self::DividedByZero { by: by.to_owned() },
        }
    }

    /// Returns the fault of a share of a number below zero.
    pub(super) fn of_below_zero(whole: &str) -> Self {
        Self::WordedFault(Box::new(WordedFault {
            code: &code::SHARE_OF_BELOW_ZERO,
            what: format!("is a share of a number below zero: {whole}"),
            note: "a balance has no parts: of a loss of 40, a loss of 10 would be “25%”, and a gain of 10 “−25%”"
                .into(),
            help: "use `difference`, or `ratio` where both are below zero and so many times as much is meant".into(),
        }))
    }

    /// Returns the problem for `subject`, such as "figure `rise`"; none where another problem already says it.
    pub(super) fn problem(self, subject: &str, place: Place) -> Option<Problem> {
        if let Self::WordedFault(told) = self {
            let problem = Problem::error(told.code, place, format!("{subject} {}", told.what));
            return Some(problem.note(told.note).help(told.help));
        }
        let (code, what, note, help) = self.words()?;
        let (code, what, note, help): (&'static Code, String, String, &str) = (code, what, note, help);
        Some(Problem::error(code, place, format!("{subject} {what}")).note(note).help(help))
    }

    fn words(self) -> Option<(&'static Code, String, String, &'static str)> {
        Some(match self {
            Self::Consequence | Self::WordedFault(_) => return None,
            Self::MissingCell { file, line, column } => (
                &code::EMPTY_CELL,
                format!("needs a cell that is empty: `{column}` on line {line} of {file}"),
                "what is not known is not zero: a total over an empty cell would be too small".into(),
                "leave the row out with a condition in `where`, such as `not: \"\"` for that column, or ask for a period that is complete",
            ),
            Self::NothingSelected { aggregate, dataset } => (
                &code::NOTHING_SELECTED,
                format!("asks for the {aggregate} of no rows: no row of `{dataset}` meets its conditions"),
                "nothing found is not zero; a misspelt condition would otherwise print as 0".into(),
                "compare the conditions in `where` with the cells of the file; `count: rows` may be zero",
            ),
            Self::SeveralRows { count, dataset, lines } => (
                &code::SEVERAL_ROWS,
                format!("asks for the one value of {count} rows of `{dataset}` (lines {}, {} …)", lines.0, lines.1),
                "which of them is meant would be a guess".into(),
                "add conditions to `where` until one row is left, or use `sum`",
            ),
            Self::TooLong => (
                &code::NUMBER_TOO_LONG,
                "has more digits than are kept exactly".to_owned(),
                "numbers are exact to 28 digits; a longer one would have to be rounded in silence".into(),
                "select fewer rows, or look for a cell that is far too large",
            ),
            Self::DividedByZero { by } => (
                &code::DIVISION_BY_ZERO,
                format!("divides by zero: {by} is 0"),
                "a share of nothing, or a change from nothing, has no value".into(),
                "say the two numbers side by side instead, or as a `difference`",
            ),
            Self::FromBelowZero { from } => (
                &code::CHANGE_FROM_BELOW_ZERO,
                format!("is a percent change from a number below zero: {from}"),
                "a percentage of a negative number reads as its own opposite".into(),
                "use `difference`",
            ),
            Self::KeyTwice(KeyTwice { file, columns, lines }) => (
                &code::JOIN_KEY_TWICE,
                format!(
                    "joins `{file}`, where the key `{}` of line {} stands again on line {}",
                    columns.join("`, `"),
                    lines.0,
                    lines.1
                ),
                "a row with two partners would be counted twice".into(),
                "join on a key that stands once in the second dataset, add a column to the key, or narrow what is looked up with \
                 `where` in the join; in a `rate` all that answer are added up with `sum: COLUMN` there",
            ),
            Self::TooShort { points } => (
                &code::SERIES_TOO_SHORT,
                format!("asks for the steps of a series of {points} {}", if points == 1 { "value" } else { "values" }),
                "a step needs two values; without one, every trend would hold".into(),
                "widen the window in `where`",
            ),
            Self::AnotherUnit { said, number } => (
                &code::QUANTITY_OF_ANOTHER_UNIT,
                format!("holds {number} against “{said}”"),
                "a percentage, a number of percentage points, a multiple and a count are never the same number".into(),
                "test a figure of the same unit: `share` and `change` are percent, `points` are percentage points, `ratio` is so many times",
            ),
            Self::ChangeOfLevel { said } => (
                &evidence::CHANGE_OF_LEVEL,
                format!("holds a number that is not a change against “{said}”"),
                "how much there is, and how much it changed, are never the same number".into(),
                "test a `change` (percent), `points` (percentage points) or `difference`; a column that holds changes \
                 has a measure with `counts: change`",
            ),
            Self::NoDirection { said, shown, of_change: true } => (
                &evidence::NO_DIRECTION,
                format!("gives a fall ({shown}), and “{said}” does not say which way"),
                "a fall told without its direction would be held against a rise".into(),
                "write the direction under `quantity`, as the statement has it: `fell by …`, `rose by …`",
            ),
            Self::NoDirection { said, shown, of_change: false } => (
                &evidence::NO_DIRECTION,
                format!("gives {shown}, and “{said}” names no number below zero"),
                "the two differ in their sign alone, and one of the two is not meant".into(),
                "write the number with its minus under `quantity`, or test the number that the statement speaks of",
            ),
            Self::SinceUnknown { since } => (
                &code::SINCE_UNCOVERED,
                format!("looks back to {since}, with which its series begins, and the record of then is broken too"),
                "“since” names the last time when it was as low, or as high; these data do not reach back to one"
                    .into(),
                "name a later period, or ask `record: highest` (`lowest`) where the last value is held against all before it",
            ),
            Self::SinceUncovered { since } => (
                &code::SINCE_UNCOVERED,
                format!("looks back to {since}, and its series begins later"),
                "a record since then can only be seen in data that reach back to then".into(),
                "widen the window in `where`, or name a later period",
            ),
        })
    }
}

/// Builds the warning that the steps of a series jump over a period.
pub(super) fn uneven(subject: &str, (before, after): &(String, String), place: Place) -> Problem {
    Problem::warning(
        &code::UNEVEN_STEPS,
        place,
        format!("{subject} counts the step from {before} to {after}, which jumps over a period"),
    )
    .note("a reader takes a step for one from each period to the next")
    .help("end the window in `where` before the gap, or take a file that has the period")
}
