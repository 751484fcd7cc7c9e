//! CSV files that are registered, with their tables, and what their numbers count (SDMX concepts, SKOS labels).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::number::{Date, Period};
use crate::snapshot::Sidecar;
use crate::table::Table;
use crate::text::RegistryPlace;
use crate::vocabulary::{Aggregate, Caveats, Counts, MayBe, Per, Repeated, ResultStage};
use crate::world::ProjectPath;

use super::{Filter, Key, Party, Section, Source};

/// A CSV file, or a view: a table made of others.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its title.
    pub title: Option<String>,
    /// The file.
    pub file: ProjectPath,
    /// The party that publishes it.
    pub publisher: Option<Key<Party>>,
    /// The registered source it is from.
    pub source: Option<Key<Source>>,
    /// What its numbers count, by column of the table; none for a mixed table.
    pub measures: Vec<Option<Key<Measure>>>,
    /// The headings of its columns in tables, by column of the table; none where the column's name serves.
    pub headings: Vec<Option<String>>,
    /// Which release it is, as written.
    pub vintage: Option<String>,
    /// Kept earlier releases, the oldest first.
    pub earlier: Vec<Release>,
    /// The columns that name a row, by index; none where the author names none.
    pub primary_key: Vec<usize>,
    /// Which cells are provisional.
    pub provisional: Option<Provisional>,
    /// What further words of its status column mean, beside the codes that are known.
    pub codes: BTreeMap<String, Caveats>,
    /// Which of its rows are totals of rows beside them.
    pub totals: Vec<Totals>,
    /// New ways of counting that no mark tells of.
    pub breaks: Vec<Break>,
    /// What rows mean that repeat others cell for cell, where its author says.
    pub repeated: Option<Repeated>,
    /// What it is made of, where it is a view and has no file of its own; `file` is then that of the dataset it begins with.
    pub view: Option<View>,
    /// Its cells.
    pub table: Arc<Table>,
    /// What is known of its file as the answer to a query, where it is one.
    pub(crate) snapshot: Option<Arc<Sidecar>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// What a view is made of.
#[derive(Debug, Clone)]
pub struct View {
    /// The dataset or view that its steps begin with.
    pub of: Key<Dataset>,
    /// The datasets whose cells it is made of, itself and other views left out.
    pub datasets: Vec<Key<Dataset>>,
    /// Its steps in words.
    pub steps: Vec<String>,
    /// What its steps take of tables, each of which is asked of them as of a figure.
    pub takings: Vec<StepTakings>,
}

/// A table in the midst of a view, or one in which a step looks something up, with what steps take of it.
#[derive(Debug, Clone)]
pub struct StepTakings {
    /// The table, as a dataset.
    pub of: Arc<Dataset>,
    /// The dataset or view whose table it is, before any step.
    pub is: Option<Key<Dataset>>,
    /// What is taken.
    pub steps: Vec<StepTaking>,
}

/// What a step takes of a table.
#[derive(Debug, Clone)]
pub struct StepTaking {
    /// Conditions on its rows.
    pub filters: Vec<Filter>,
    /// What is made of them; none where rows are only found.
    pub aggregate: Option<Aggregate>,
    /// The columns by which groups of rows are kept apart.
    pub apart: Vec<usize>,
    /// Whether the values are held against each other, as for a rank.
    pub compared: bool,
    /// Where the step asks for it.
    pub place: RegistryPlace,
}

/// An earlier release.
#[derive(Debug, Clone)]
pub struct Release {
    /// The file.
    pub file: ProjectPath,
    /// Which release it is, as written: begins with a date or month.
    pub vintage: String,
    /// Its cells.
    pub table: Arc<Table>,
}

/// Returns the day or month with which the words of a vintage begin, such as `2025-12-04 (first print)`.
pub(crate) fn released(vintage: &str) -> Option<Period> {
    let first = vintage.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(')).next()?;
    Period::parse(first).ok()
}

/// A new way of counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first day that is counted so.
    pub first: Date,
    /// The period that begins with it, as written.
    pub words: String,
    /// What is new.
    pub reason: String,
}

/// The labels of a column that name totals of rows beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// The column's index.
    pub column: usize,
    /// Its labels that are totals, encoded; none of them where nothing in the column is one.
    pub labels: Vec<i64>,
    /// Whether its labels overlap, so that nothing is ever added over the column.
    pub overlap: bool,
}

/// Which cells are provisional. A status column also says which are revised, estimated and so on: see [`Caveats`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provisional {
    /// The last periods of the table.
    Last(u32),
    /// Rows whose status column says so: the column's index.
    Status(usize),
}

impl Section<Dataset> {
    /// Returns the datasets whose files hold what one holds: itself, or of a view those that it is made of.
    pub fn with_files(&self, key: Key<Dataset>) -> Vec<Key<Dataset>> {
        self[key].view.as_ref().map_or_else(|| vec![key], |view| view.datasets.clone())
    }
}

impl Section<Measure> {
    /// Returns whether numbers of two measures may be subtracted and held against each other though they are not one.
    pub fn compare(&self, a: Key<Measure>, b: Key<Measure>) -> bool {
        self[a].compares_with.contains(&b) || self[b].compares_with.contains(&a)
    }
}

impl Dataset {
    /// Returns what a cell of its status column says of the row; nothing where it is not understood, which was reported when
    /// the file was read.
    pub fn status(&self, written: &str) -> Caveats {
        let declared = self.codes.get(written.trim()).copied();
        declared.or_else(|| Caveats::parse(written).ok()).unwrap_or_default()
    }
}

/// What a number counts.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name in prose, plural.
    pub label: String,
    /// The unit printed after a number, where it differs from the label.
    pub unit: Option<String>,
    /// What one of it is.
    pub counts: Counts,
    /// What is counted and what is not.
    pub definition: Option<String>,
    /// The party that keeps the count.
    pub kept_by: Option<Key<Party>>,
    /// The datasets that are the count.
    pub record: Vec<Key<Dataset>>,
    /// Nouns and verbs that speak of it.
    pub aliases: Vec<String>,
    /// Measures it is not to be confused with, each with the reason.
    pub distinct_from: Vec<(Key<Measure>, String)>,
    /// Measures it may stand in for.
    pub proxy_for: Vec<Key<Measure>>,
    /// Where it stands between what is done and what comes of it, where its author says.
    pub result: Option<ResultStage>,
    /// Whether cells under five may not be printed.
    pub sensitive: bool,
    /// Where the definition is from.
    pub source: Option<Key<Source>>,
    /// The quotient that it is, where it is one.
    pub rate_of: Option<RateOf>,
    /// The amount that it tells in the prices of one period, where it does.
    pub real_of: Option<RealOf>,
    /// Whether its numbers may be added over time.
    pub stock: Option<Stock>,
    /// Whether its author says that each number is what came in its period, and no stock.
    pub flow: bool,
    /// Words for a number above zero and for one below.
    pub signs: Option<Signs>,
    /// Measures that it may be subtracted from or held against though they are others.
    pub compares_with: Vec<Key<Measure>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

impl Measure {
    /// Returns the measures that it is a quotient of, or told without the prices of.
    pub fn parts(&self) -> Vec<Key<Self>> {
        let rate = self.rate_of.iter().flat_map(|rate| [rate.numerator, rate.denominator]);
        let real = self.real_of.iter().flat_map(|real| [real.amount, real.index]);
        rate.chain(real).collect()
    }

    /// Returns whether its numbers are percentages, of which a difference is one in percentage points.
    pub fn is_percentage(&self) -> bool {
        let in_percent = matches!(self.unit.as_deref(), Some("%" | "percent" | "per cent"));
        match self.counts {
            Counts::Share => true,
            Counts::Rate | Counts::Change if in_percent => true,
            _ => self.rate_of.is_some_and(|rate| rate.per == Per::Hundred),
        }
    }

    /// Returns whether it may stand for another measure: as its proxy, or as the same amount in the prices of one period.
    pub fn stands_for(&self, other: Key<Self>) -> bool {
        self.proxy_for.contains(&other) || self.real_of.as_ref().is_some_and(|real| real.amount == other)
    }

    /// Returns what a number of it may be; a balance may be below zero whatever it counts.
    pub fn may_be(&self) -> MayBe {
        let counts = self.counts.may_be();
        MayBe { negative: counts.negative || self.signs.is_some(), ..counts }
    }
}

/// A quotient of two measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateOf {
    /// What is divided.
    pub numerator: Key<Measure>,
    /// What it is divided by; the same measure where a part is held against its whole.
    pub denominator: Key<Measure>,
    /// Per how many.
    pub per: Per,
}

/// An amount without the change of prices: amount times the index of one period, divided by the index of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealOf {
    /// The amount as it was paid.
    pub amount: Key<Measure>,
    /// The price index.
    pub index: Key<Measure>,
    /// The period in whose prices it is told, as written: in the words of whichever column the index runs along.
    pub prices: String,
}

/// A number that is not added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    /// How many there are at a moment.
    AtMoment,
    /// How many there were so far: the running total of this measure.
    RunningTotal(Key<Measure>),
}

/// Words for a balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signs {
    /// What a number above zero says.
    pub above: String,
    /// What one below zero says.
    pub below: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vintage_begins_with_a_date_or_month() {
        for (words, last) in [
            ("2025-12-04", Some("2025-12-04")),
            ("2025-12-04 (first print)", Some("2025-12-04")),
            ("2025-12-04: first print", Some("2025-12-04")),
            ("2025-11, revised", Some("2025-11-30")),
            ("2025-11(revised)", Some("2025-11-30")),
            ("first print", None),
            ("", None),
        ] {
            assert_eq!(released(words).map(|period| period.last.to_string()).as_deref(), last, "{words}");
        }
    }
}
