//! The interval of an estimate, as a statistics office prints it: `12.1% (11.4 to 12.8)`, with its level where somebody says it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::fill;
use crate::model::{Facet, TableOf, Unit};
use crate::number::Number;
use crate::outcome::{Interval, Outcome, Provenance, Withheld};
use crate::table::Interval as Declared;

use crate::view::MarkedText;
use crate::view::cells::CellsView;
use crate::view::teller::Teller;

/// The interval of an estimate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Interval")]
pub struct IntervalView {
    /// The lower end, on the terms of a number's `value`.
    pub low: Number,
    /// The upper end, on the same terms.
    pub high: Number,
    /// In how many of 100 cases the number lies between them; absent where nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// Whether its ends are worked out of a standard error, and stand in no cell.
    pub worked_out: bool,
    /// The cells of its ends, the lower one first; or that of the standard error.
    pub cells: Vec<CellsView>,
}

impl Teller<'_> {
    /// Returns the interval of a number in words; none where it has none.
    pub(super) fn interval(&self, outcome: &Outcome, decimals: u32) -> Option<String> {
        Some(self.interval_in(outcome.uncertain.interval?, outcome.unit, decimals))
    }

    /// Returns an interval in words.
    pub(super) fn interval_in(&self, Interval { low, high, level, .. }: Interval, unit: Unit, decimals: u32) -> String {
        let forms = &self.language().vocabulary().numbers.interval;
        // A unit behind the number is not said three times: `12.1% (11.4 to 12.8)`. A sign of money stands before each.
        let end = |end: Number| {
            let (plain, whole) = (self.language().number(end, decimals), self.number(end, unit, decimals));
            if whole.starts_with(&plain) { plain } else { whole }
        };
        let (low, high) = (end(low), end(high));
        match level {
            None => fill(&forms.plain, &[("low", &low), ("high", &high)]),
            Some(level) => fill(&forms.of_level, &[("low", &low), ("high", &high), ("level", &level.to_string())]),
        }
    }

    /// Returns an end of the interval of a number, as a number of its own; a stroke where the file has none in this row.
    pub(super) fn end_of_interval(&self, outcome: &Outcome, decimals: u32, which: Facet) -> String {
        match (outcome.withheld, outcome.uncertain.interval) {
            (Some(_), _) => self.withheld(Withheld::Protecting).to_owned(),
            (None, Some(Interval { low, .. })) if which == Facet::Low => self.number(low, outcome.unit, decimals),
            (None, Some(Interval { high, .. })) => self.number(high, outcome.unit, decimals),
            (None, None) => "–".to_owned(),
        }
    }

    /// Returns the interval of a number with the cells of its ends; none where it has none, and where the number is withheld.
    pub(super) fn interval_of(&self, outcome: &Outcome, exact: impl Fn(Number) -> Number) -> Option<IntervalView> {
        let Interval { low, high, level, is_worked_out } =
            outcome.uncertain.interval.filter(|_| outcome.withheld.is_none())?;
        let Provenance::Cells { selection, column: Some(column), count, only, .. } = &outcome.trace else {
            return None;
        };
        let table = &self.model.datasets[selection.of].table;
        let named = table.columns.get(*column)?.form.interval.as_ref()?.columns();
        let cells = named.into_iter().filter_map(|name| table.column(name));
        let cells = cells.map(|at| self.cells_view(outcome, selection, Some(at), *count, *only)).collect();
        Some(IntervalView { low: exact(low), high: exact(high), level, worked_out: is_worked_out, cells })
    }

    /// Returns what the intervals are that a chart draws; nothing where nobody says, and where not all are alike.
    pub(super) fn intervals_drawn(&self, of: &TableOf) -> String {
        let mut all: Vec<(u32, bool)> = match of {
            TableOf::Figures(figures) => {
                let outcomes = figures.iter().filter_map(|figure| self.evaluation.figure(*figure));
                let told = outcomes.filter_map(|outcome| outcome.uncertain.interval);
                told.filter_map(|interval| Some((interval.level?, interval.is_worked_out))).collect()
            }
            TableOf::Rows { of, columns, .. } => {
                let table = &self.model.datasets[*of].table.columns;
                let declared = columns.iter().filter_map(|at| table.get(*at)?.form.interval.as_ref());
                let told = declared.filter_map(|declared| match declared {
                    Declared::Bounds { level, .. } => Some(((*level)?, false)),
                    Declared::Error { level, .. } => Some(((*level)?, true)),
                });
                told.collect()
            }
        };
        all.dedup();
        let [(level, is_worked_out)] = all.as_slice() else { return String::new() };
        let pages = &self.words().pages;
        let words = if *is_worked_out { &pages.chart_intervals_worked_out } else { &pages.chart_intervals };
        fill(words, &[("level", &level.to_string())])
    }

    /// Returns where the interval of a number is from, behind where the number is.
    pub(super) fn interval_origin(&self, interval: &IntervalView) -> MarkedText {
        let cells: Vec<MarkedText> = interval.cells.iter().map(|cells| self.cells(cells)).collect();
        let pages = &self.words().pages;
        let words = if interval.worked_out { &pages.interval_worked_out } else { &pages.interval_of };
        MarkedText::filled(words, &[("cells", &self.list(&cells))])
    }
}
