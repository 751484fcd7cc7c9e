//! Which columns of a dataset are times: those of days, months and years, and those of words that are all times.

use std::borrow::Cow;

use crate::language::{Days, Language, When};
use crate::model::Dataset;
use crate::table::{Cells, Column, ColumnType, Table, days_of};

/// No more different words than this are looked at.
const MANY: usize = 5000;

/// The columns of a dataset that are times.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// By column: none where it is no time; of words the time of each.
    columns: Vec<Option<Times>>,
}

#[derive(Debug)]
enum Times {
    /// A column of days, months or years.
    Typed,
    /// A column of years that need not begin in January.
    Fiscal,
    /// A column of words, each of which is a time, by its code.
    Words(Vec<When>),
}

impl Calendar {
    /// Returns which columns of a dataset are times; words may be of the publication's language or English.
    pub(super) fn of(dataset: &Dataset, language: Language) -> Self {
        Self { columns: dataset.table.columns.iter().map(|column| times(column, language)).collect() }
    }

    /// Returns whether a column is a time.
    pub(crate) fn is_time(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(Option::is_some)
    }

    /// Returns the columns that are times.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(|column| self.is_time(*column))
    }

    /// Returns the time of an encoded value of a column.
    pub(super) fn when(&self, column: usize, of: &Column, value: i64) -> Option<When> {
        match self.columns.get(column)?.as_ref()? {
            Times::Words(words) => words.get(usize::try_from(value).ok()?).copied(),
            Times::Fiscal => {
                let year = i16::try_from(value).ok()?;
                Some(When::Fiscal(year, year, None))
            }
            Times::Typed => typed(of.kind, value),
        }
    }

    /// Returns the time of a row by one of the columns of times.
    pub(crate) fn when_at(&self, table: &Table, column: usize, row: usize) -> Option<When> {
        let of = table.columns.get(column)?;
        self.when(column, of, of.encoded(row)?)
    }
}

fn typed(kind: ColumnType, value: i64) -> Option<When> {
    if let ColumnType::FinancialYear { starts } = kind {
        let year = i16::try_from(value).ok()?;
        return Some(When::Fiscal(year, year.checked_add(1)?, Some(starts)));
    }
    days_of(value, kind).map(|(first, last)| When::One(Days { first, last }))
}

fn times(column: &Column, language: Language) -> Option<Times> {
    if column.kind == ColumnType::Year {
        return Some(if is_fiscal(&column.name) { Times::Fiscal } else { Times::Typed });
    }
    if column.kind.is_time() {
        return Some(Times::Typed);
    }
    let Cells::Words { words, .. } = &column.cells else { return None };
    if words.is_empty() || words.len() > MANY {
        return None;
    }
    let time = |word: &str| language.time_of_label(word).or_else(|| Language::ENGLISH.time_of_label(word));
    words.iter().map(|word| time(word.trim())).collect::<Option<_>>().map(Times::Words)
}

/// Returns whether a column of years is named as one of years that need not begin in January.
fn is_fiscal(name: &str) -> bool {
    const WORDS: [&str; 9] =
        ["fy", "fiscal", "financial", "academic", "school", "season", "ejercicio", "curso", "escolar"];
    let name: Cow<'_, str> = name.to_lowercase().into();
    name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
