//! The value of a figure: what it is, what it counts, and the cells or source it is from.

use std::collections::BTreeSet;

use crate::model::{Dataset, Figure, Key, Measure, Model, Selection, Source, Unit};
use crate::number::Number;
use crate::quantity::Quantity;
use crate::table::Column;
use crate::vocabulary::Caveats;

use super::Span;
use super::found::{Found, Missing, Point};

/// What a figure comes to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The number, series or quotation.
    pub value: Value,
    /// What the number is a number of.
    pub unit: Unit,
    /// Every measure that takes part, the figure's own first.
    pub measures: Vec<Key<Measure>>,
    /// Where it is from.
    pub trace: Provenance,
    /// Whether a provisional cell takes part.
    pub provisional: bool,
    /// Whether a revised cell takes part.
    pub revised: bool,
    /// What else is said of the cells that take part: that they are estimated, a forecast and so on.
    pub caveats: Caveats,
    /// What is said of the cells that the number is held against, and of none that it is made of: the other values of a least
    /// or greatest one, of a rank.
    pub rivals: Caveats,
    /// Whether readers do not see it, and why; of a series each number says so itself.
    pub withheld: Option<Withheld>,
    /// The stretch of time that the calculation asks for; a figure's author may declare another.
    pub span: Option<Span>,
    /// Decimals to print where the author names none.
    pub decimals: u32,
    /// The fewest decimals that show why a claim holds or fails, whatever the author names.
    pub least_decimals: u32,
    /// What the sign of the number says.
    pub sign: Sign,
    /// The place counted from the least up; the number itself is counted from the greatest down.
    pub from_below: Option<Number>,
    /// How uncertain the number is.
    pub uncertain: Uncertain,
    /// Of a series, the column that it goes along.
    pub along: Option<Along>,
    /// What a test finds in it, told in place of the value.
    pub found: Option<Found>,
}

/// The column that a series goes along: its values name the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Along {
    /// The dataset.
    pub dataset: Key<Dataset>,
    /// Which of its earlier releases; none for the current one.
    pub release: Option<usize>,
    /// The column's index in the table of that release.
    pub column: usize,
}

impl Along {
    /// Returns the column.
    pub fn column(self, model: &Model) -> &Column {
        let dataset = &model.datasets[self.dataset];
        let table = self.release.map_or(&dataset.table, |release| &dataset.earlier[release].table);
        &table.columns[self.column]
    }
}

/// How uncertain a number is, where its data say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Uncertain {
    /// The interval of an estimate, as it is told.
    pub interval: Option<Interval>,
    /// Between which numbers an estimate lies in 95 of 100 cases, as it is held against others.
    pub in_95: Option<(Number, Number)>,
    /// Whether a change of two estimates is more than chance gives.
    pub significant: Option<bool>,
}

/// The interval of an estimate: as its office publishes it, or worked out of its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Number,
    /// The upper end.
    pub high: Number,
    /// In how many of 100 cases the number lies between them; none where nobody says.
    pub level: Option<u32>,
    /// Whether its ends are worked out, and stand in no cell.
    pub is_worked_out: bool,
}

/// What the sign of a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sign {
    /// How much there is.
    #[default]
    Level,
    /// Which way something went: of a change in percent or percentage points.
    Change,
    /// Which of two is more.
    Difference,
}

impl Outcome {
    /// Returns how many decimals are printed where the author names so many.
    pub fn shown_decimals(&self, named: Option<u32>) -> u32 {
        named.unwrap_or(self.decimals).max(self.least_decimals)
    }

    /// Returns everything that is said of the cells it is made of.
    pub fn said(&self) -> Caveats {
        all_said(self.provisional, self.revised, self.caveats)
    }
}

impl Point {
    /// Returns everything that is said of the cells it is made of.
    pub fn said(&self) -> Caveats {
        all_said(self.provisional, self.revised, self.caveats)
    }
}

fn all_said(provisional: bool, revised: bool, caveats: Caveats) -> Caveats {
    let said = |is: bool, what| if is { what } else { Caveats::NONE };
    caveats.and(said(provisional, Caveats::PROVISIONAL)).and(said(revised, Caveats::REVISED))
}

/// The value itself, exact and unrounded.
#[derive(Debug, Clone)]
pub enum Value {
    /// One number.
    Number(Number),
    /// A series in the order of its column.
    Series(Vec<Point>),
    /// A source's words.
    Quoted(Quantity),
    /// Where a series is greatest or least.
    Name(Name),
}

/// Where a series is greatest or least: one of its points, or those that share the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The points, in the order of the series; all have one number.
    pub points: Vec<Point>,
    /// With how many others they were compared.
    pub others: usize,
}

/// Returns how a point of a series is called: by the label of the column, or the period in the words of the language.
pub(crate) fn name_of(model: &Model, along: Along, at: i64) -> String {
    let column = along.column(model);
    let written = column.format(at);
    // Readers know a financial year by its two numbers: `2020/21`.
    let is_period = column.length().is_some() && column.kind.financial_year(&written).is_none();
    let period = crate::number::Period::parse(&written).ok().filter(|_| is_period);
    period.map_or_else(|| written.into_owned(), |period| model.publication.language.period(&period))
}

impl Name {
    /// Returns the number that is found there.
    pub fn number(&self) -> Option<Number> {
        self.points.first().map(|point| point.number)
    }
}

/// Why a number is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// It is a count from one to four.
    Small,
    /// With it such a count could be worked out.
    Protecting,
}

/// Where a figure is from.
#[derive(Debug, Clone)]
pub enum Provenance {
    /// Cells of a dataset: one column of the selected rows.
    Cells {
        /// The dataset.
        dataset: Key<Dataset>,
        /// The column; none where rows were counted. Columns of a joined dataset follow those of the first.
        column: Option<usize>,
        /// The selection, from which the evaluation lists the rows again.
        selection: Box<Selection>,
        /// How many rows.
        count: usize,
        /// The row, where it is only one.
        only: Option<usize>,
        /// How many rows a join left out, because they found no partner.
        unmatched: usize,
        /// What it leaves out because there is no value or no row.
        missing: Missing,
    },
    /// Other figures.
    Figures(Vec<Key<Figure>>),
    /// A source.
    Source {
        /// The source.
        source: Key<Source>,
        /// Where in it.
        locator: Option<String>,
    },
}

impl Provenance {
    /// Returns the datasets that a value is from, through the figures it is made of, each looked at once; `outcome` knows
    /// what a figure comes to.
    pub(crate) fn datasets<'o>(&'o self, outcome: &dyn Fn(Key<Figure>) -> Option<&'o Outcome>) -> Vec<Key<Dataset>> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![self];
        while let Some(trace) = open.pop() {
            match trace {
                Self::Cells { dataset, selection, .. } => {
                    let joined = selection.join.as_ref().map(|join| join.dataset);
                    for dataset in [*dataset].into_iter().chain(joined) {
                        if !found.contains(&dataset) {
                            found.push(dataset);
                        }
                    }
                }
                Self::Source { .. } => {}
                Self::Figures(keys) => {
                    let new: Vec<_> = keys.iter().filter(|key| seen.insert(**key)).collect();
                    let outcomes = new.into_iter().rev().filter_map(|key| outcome(*key));
                    open.extend(outcomes.map(|outcome| &outcome.trace));
                }
            }
        }
        found
    }
}
