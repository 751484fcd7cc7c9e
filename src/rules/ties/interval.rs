//! Columns that say how uncertain another is: a lower and an upper bound, a margin, a standard error, by their headers.

use crate::number::Number;
use crate::table::{Interval as Declared, Table};

/// What says how uncertain the numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interval {
    /// A lower and an upper bound, by column, and of how many in 100 cases they are.
    Bounds(usize, usize, Option<u32>),
    /// Half of the width, by column.
    Margin(usize),
    /// A standard error, by column.
    Error(usize),
}

const LOWER: [&str; 10] = ["lower", "lcl", "lci", "lowci", "cilow", "lb", "inferior", "min95", "l95", "ci_low"];
const UPPER: [&str; 10] = ["upper", "ucl", "uci", "highci", "cihigh", "ub", "superior", "max95", "u95", "ci_high"];
const MARGIN: [&str; 6] = ["moe", "margin", "margen", "±", "half-width", "halfwidth"];
const ERROR: [&str; 5] = ["se", "stderr", "standard error", "std error", "error estándar"];
/// With these beside them, `low` and `high` are bounds.
const OF_BOUNDS: [&str; 6] = ["ci", "95", "confidence", "interval", "bound", "limit"];

impl Interval {
    /// Returns what says how uncertain a column is: what its author names, else the one that has its name, where there are several.
    pub(crate) fn of(table: &Table, column: usize) -> Option<Self> {
        let named = |name: &String| table.column(name).filter(|at| table.columns[*at].kind.is_numeric());
        match table.columns.get(column)?.form.interval.as_ref() {
            Some(Declared::Bounds { low, high, level }) => {
                return named(low).zip(named(high)).map(|(low, high)| Self::Bounds(low, high, *level));
            }
            Some(Declared::Error { column, .. }) => return named(column).map(Self::Error),
            None => {}
        }
        let own = table.columns.get(column)?.name.to_lowercase();
        let numeric = |at: usize| at != column && table.columns[at].kind.is_numeric();
        let find = |is: &dyn Fn(&str) -> bool| -> Option<usize> {
            let all: Vec<usize> = (0..table.columns.len())
                .filter(|at| numeric(*at) && is(&table.columns[*at].name.to_lowercase()))
                .collect();
            match all.as_slice() {
                [one] => Some(*one),
                several => several.iter().copied().find(|at| table.columns[*at].name.to_lowercase().contains(&own)),
            }
        };
        let is = |name: &str, words: &[&str], side: &str| {
            let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric() && c != '±').collect();
            let says =
                words.iter().any(|word| parts.contains(word) || word.contains([' ', '_', '-']) && name.contains(word));
            says || parts.contains(&side) && OF_BOUNDS.iter().any(|word| parts.contains(word))
        };
        let bounds = find(&|name| is(name, &LOWER, "low")).zip(find(&|name| is(name, &UPPER, "high")));
        bounds
            .map(|(lower, upper)| Self::Bounds(lower, upper, None))
            .or_else(|| find(&|name| is(name, &MARGIN, "±") || name.contains('±')).map(Self::Margin))
            .or_else(|| find(&|name| is(name, &ERROR, "std. err")).map(Self::Error))
    }

    /// Returns half the width of the interval of a row, for 95 of 100 cases where a standard error is given.
    pub(crate) fn half_width(self, table: &Table, row: usize) -> Option<Number> {
        let cell = |column: usize| table.columns[column].number(row);
        match self {
            Self::Bounds(lower, upper, level) => {
                let half = cell(upper)?.minus(cell(lower)?).ok()?.over(Number::from(2)).ok()?;
                half.times(Declared::errors(None)).ok()?.over(Declared::errors(level)).ok()
            }
            Self::Margin(margin) => cell(margin),
            Self::Error(error) => cell(error)?.times(Declared::errors(None)).ok(),
        }
    }

    /// Returns the names of its columns, in backticks.
    pub(crate) fn names(self, table: &Table) -> String {
        let name = |column: usize| format!("`{}`", table.columns[column].name);
        match self {
            Self::Bounds(lower, upper, _) => format!("{} and {}", name(lower), name(upper)),
            Self::Margin(column) | Self::Error(column) => name(column),
        }
    }
}
