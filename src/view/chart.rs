//! A chart of the registry as numbers to draw: what stands along its axis, what is drawn there, and what a claim says of it.
//!
//! Everything drawn is a cell of the table that is printed beneath; a withheld cell has words and no number.

use schemars::JsonSchema;
use serde::Serialize;

use crate::evaluate;
use crate::model::{Category, Chart, Claim, Facet, Figure, Key, Measure, Selection, Stated, TableOf, Unit};
use crate::number::{Date, Number, TimePeriod};
use crate::outcome::{Outcome, Value};
use crate::table::{Column, ColumnType};
use crate::text::Id;
use crate::vocabulary::ChartMark;

use crate::view::category::Categories;
use crate::view::drawn::{ChartCell, ChartRow};
use crate::view::table::Cell;
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText};

/// A chart: a table that is drawn.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Chart")]
pub struct ChartView {
    /// Its id.
    pub id: Id,
    /// The finding it shows.
    pub caption: MarkedText,
    /// What it is drawn with: `line`, `bar`, `area`, `point`, `errorbar`, `range`, `slope`.
    pub mark: ChartMark,
    /// What its numbers count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub counts: String,
    /// What is drawn at each place along the axis.
    pub names: Vec<String>,
    /// The places along the axis.
    pub rows: Vec<ChartRow>,
    /// What the claim under test says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub claimed: Option<Claimed>,
    /// What such a chart is called.
    #[serde(skip)]
    pub kind: &'static str,
    /// What the intervals that it draws are, where their level is known.
    #[serde(skip)]
    pub intervals: String,
    /// What is said of a chart whose scale does not begin at zero.
    #[serde(skip)]
    pub broken: &'static str,
    /// Where its numbers are from, in words.
    #[serde(skip)]
    pub from: MarkedText,
    /// What its numbers are numbers of: those of its first column, which are those of all unless each has a panel.
    #[serde(skip)]
    pub unit: Unit,
    /// What stands on panels of their own, one for each column or category; nothing where all stand in one picture.
    #[serde(skip)]
    pub panels: Vec<ChartView>,
    /// The least and the greatest number of all panels, where they have one scale.
    #[serde(skip)]
    pub scaled_with: Vec<Number>,
    /// The labels that are told apart, where those of a column are.
    #[serde(skip)]
    pub categories: Option<Categories>,
}

/// How much a claim says.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Claimed {
    /// In words.
    pub words: MarkedText,
    /// The numbers at which its lines are drawn.
    #[serde(skip)]
    pub at: Vec<Number>,
}

impl ChartView {
    /// Returns a chart of the registry.
    pub(super) fn of(teller: &Teller<'_>, chart: Key<Chart>) -> Self {
        let Chart { table, mark, panels, category, claim } = &teller.model.charts[chart];
        let entry = &teller.model.tables[*table];
        let mut counted: Vec<Option<Key<Measure>>> = Vec::new();
        let mut categories = None;
        let (units, mut names, rows, from) = match &entry.of {
            TableOf::Figures(figures) => teller.figures_drawn(figures, *mark),
            TableOf::Rows { of, join, filters, columns } => {
                let selection = Selection::of_rows(*of, join.clone(), filters.clone());
                let withheld = evaluate::withheld_in_table(teller.model, *table);
                let (head, cells, from) = teller.dataset_cells(&selection, columns, &entry.layout, &withheld);
                let first = &teller.model.datasets[*of].table.columns;
                let second = join.as_ref().map(|join| &teller.model.datasets[join.dataset].table.columns);
                let axis = first.get(columns[0]).or_else(|| second?.get(columns[0] - first.len()));
                let drawn = |row| teller.row_drawn(row, *mark, axis, *claim);
                let told = 1 + usize::from(category.is_some());
                let (apart, mut rows) = match category {
                    None => (None, cells.into_iter().filter_map(drawn).collect()),
                    Some(_) => Categories::of(cells, drawn),
                };
                let is_along = matches!(mark, ChartMark::Line | ChartMark::Area | ChartMark::Bar);
                if rows.iter().all(|row| row.at.is_some()) && is_along {
                    rows.sort_by_key(|row| row.at);
                }
                let columns_named = || head.iter().skip(told).map(|column| column.heading.plain()).collect();
                let names: Vec<String> = apart.as_ref().map_or_else(columns_named, |apart| apart.names.clone());
                categories = apart;
                let (first, second) = (&teller.model.datasets[*of].measures, join.as_ref().map(|join| join.dataset));
                let measure = |column: &usize| match column.checked_sub(first.len()) {
                    None => first.get(*column).copied().flatten(),
                    Some(column) => teller.model.datasets[second?].measures.get(column).copied().flatten(),
                };
                let differs = |column: &usize| match column.checked_sub(first.len()) {
                    None => teller.model.datasets[*of].table.is_difference(*column),
                    Some(column) => second.is_some_and(|of| teller.model.datasets[of].table.is_difference(column)),
                };
                counted = columns[told..].iter().map(|column| measure(column).or(entry.measure)).collect();
                let each = columns[told..].iter().zip(&counted);
                let units = each.map(|(column, counted)| teller.unit_drawn(*counted, differs(column))).collect();
                (units, names, rows, from)
            }
        };
        let pages = &teller.words().pages;
        let kind = match mark {
            ChartMark::Line => &pages.chart_line,
            ChartMark::Bar => &pages.chart_bar,
            ChartMark::Area => &pages.chart_area,
            ChartMark::Point => &pages.chart_point,
            ChartMark::Errorbar => &pages.chart_errorbar,
            ChartMark::Range => &pages.chart_range,
            ChartMark::Slope => &pages.chart_slope,
        };
        let counts = |unit, nth: usize| teller.counts_drawn(unit, counted.get(nth).copied().flatten());
        let claimed = claim.and_then(|claim| teller.claimed(claim));
        let unit = units.first().copied().unwrap_or(Unit::Plain);
        if *mark == ChartMark::Errorbar && category.is_none() {
            names.truncate(1);
        }
        let caption = if entry.caption.plain_words().trim().is_empty() {
            let apart = categories.as_ref().map(|apart| apart.names.as_slice());
            teller.drawn_finding(&names, &rows, &counts(unit, 0), apart)
        } else {
            teller.prose(&entry.caption, None)
        };
        let whole = Self {
            id: teller.model.charts.id(chart).clone(),
            mark: *mark,
            kind,
            intervals: if *mark == ChartMark::Errorbar { teller.intervals_drawn(&entry.of) } else { String::new() },
            broken: &pages.chart_broken,
            from,
            caption,
            counts: counts(unit, 0),
            unit,
            panels: Vec::new(),
            scaled_with: Vec::new(),
            categories,
            names,
            rows,
            claimed,
        };
        if *category == Some(Category::Facet) {
            return whole.in_facets(teller, *claim);
        }
        if !panels {
            return whole;
        }
        // What is claimed stands on the panels of what it is claimed of.
        let of_claim = claim.and_then(|claim| teller.measure_of(claim)).map(Unit::Of);
        let panels = units.iter().enumerate().map(|(nth, unit)| {
            let claimed = whole.claimed.clone().filter(|_| of_claim == Some(*unit));
            let own = |row: &ChartRow| {
                let tested = if of_claim == Some(*unit) { row.tested.clone() } else { Vec::new() };
                ChartRow { cells: row.cells.get(nth).cloned().into_iter().collect(), tested, ..row.clone() }
            };
            let names = whole.names.get(nth).cloned().into_iter().collect();
            let rows = whole.rows.iter().map(own).collect();
            Self { counts: counts(*unit, nth), unit: *unit, names, rows, claimed, ..whole.clone() }
        });
        let panels = panels.collect();
        // One line above all of them says what they count only where they count the same.
        let same = units.iter().all(|other| *other == unit);
        Self { panels, counts: if same { whole.counts.clone() } else { String::new() }, ..whole }
    }
}

impl Teller<'_> {
    /// Returns the unit of a column that is drawn: of differences between percentages, percentage points.
    fn unit_drawn(&self, counted: Option<Key<Measure>>, differs: bool) -> Unit {
        let unit = counted.map_or(Unit::Plain, Unit::Of);
        if differs { unit.of_a_difference(None, &self.model.measures) } else { unit }
    }

    /// Returns what numbers of a unit count, in words; percentage points are told with what they are points of.
    fn counts_drawn(&self, unit: Unit, counted: Option<Key<Measure>>) -> String {
        match (unit, counted) {
            (Unit::Of(measure), _) | (Unit::Points, Some(measure)) => self.measure(measure).plain(),
            _ => String::new(),
        }
    }

    /// Returns what a row of a dataset draws; none where nothing says what it is.
    fn row_drawn(
        &self,
        row: Vec<Cell>,
        mark: ChartMark,
        axis: Option<&Column>,
        claim: Option<Key<Claim>>,
    ) -> Option<ChartRow> {
        let mut row = row.into_iter();
        let first = row.next()?;
        let kind = axis.map(|column| column.kind);
        let at = first.at.filter(|_| kind.is_some_and(|kind| kind.is_time() || kind.is_numeric()));
        let tested =
            at.zip(kind).zip(claim).map(|((at, kind), claim)| self.tested(claim, kind, at)).unwrap_or_default();
        let cells = if mark == ChartMark::Range {
            let (low, high) = (row.next()?, row.next()?);
            let words = if low.words == high.words { low.words } else { format!("{} – {}", low.words, high.words) };
            // Half a range would say where the other half is not.
            let both = low.number.zip(high.number);
            let provisional = low.provisional || high.provisional;
            vec![ChartCell::new(words, both.unzip(), provisional, true)]
        } else if mark == ChartMark::Errorbar {
            let (value, low, high) = (row.next()?, row.next()?, row.next());
            let mut provisional = value.provisional || low.provisional;
            // Three columns are the number and its ends; of two the second is the standard error.
            let all = match &high {
                Some(high) => low.number.zip(high.number),
                None => value.interval.filter(|_| low.number.is_some()).map(|interval| (interval.low, interval.high)),
            };
            provisional |= high.as_ref().is_some_and(|high| high.provisional);
            let words = match (all.filter(|_| value.number.is_some()), &high) {
                (Some(_), Some(high)) => format!("{} ({}–{})", value.words, low.words, high.words),
                (Some(ends), None) => {
                    let [low, high] = [ends.0, ends.1].map(|end| self.language().number(end, value.decimals));
                    format!("{} ({low}–{high})", value.words)
                }
                (None, _) => value.words,
            };
            let all = all.filter(|_| value.number.is_some());
            let ends = all.or(value.number.zip(value.number));
            vec![ChartCell::new(words, ends.unzip(), provisional, true).around(value.number)]
        } else {
            // Of a dataset the printed cells are the exact ones.
            row.map(|cell| ChartCell::new(cell.words, (cell.number, cell.number), cell.provisional, true)).collect()
        };
        let time = at.zip(kind.and_then(ColumnType::length)).and_then(|(at, length)| TimePeriod::new(length, at));
        Some(ChartRow { label: first.words, at, time, cells, tested })
    }

    /// Returns which readings of a claim are tested on this place of an axis of times.
    fn tested(&self, claim: Key<Claim>, kind: ColumnType, at: i64) -> Vec<usize> {
        let place = |day: Date| Some(TimePeriod::of_day(day, kind.length()?)?.number());
        let readings = self.evaluation.claim(claim).readings.iter().enumerate();
        let spans = readings.filter_map(|(nth, reading)| Some((nth, reading.outcome.as_ref()?.span?)));
        let within = spans.filter(|(_, span)| {
            let after = span.first.is_none_or(|first| place(first).is_some_and(|first| first <= at));
            after && place(span.last).is_some_and(|last| at <= last)
        });
        within.map(|(nth, _)| nth).collect()
    }

    fn figures_drawn(
        &self,
        figures: &[Key<Figure>],
        mark: ChartMark,
    ) -> (Vec<Unit>, Vec<String>, Vec<ChartRow>, MarkedText) {
        let mut unit = None;
        // A figure may be printed less exactly than it is, and what is withheld could be worked out from the rest.
        let outcomes = figures.iter().filter_map(|figure| self.evaluation.figure(*figure));
        let mut measures = outcomes.flat_map(|outcome| &outcome.measures);
        let exact = !measures.any(|measure| evaluate::is_guarded(self.model, *measure));
        let rows = figures.iter().filter_map(|figure| {
            let outcome = self.evaluation.figure(*figure)?;
            unit.get_or_insert(outcome.unit);
            let label = self.figure_label(*figure).plain();
            let (low, high) = match &outcome.value {
                _ if outcome.withheld.is_some() => (None, None),
                Value::Number(number) => match outcome.uncertain.interval.filter(|_| mark == ChartMark::Errorbar) {
                    Some(interval) => (Some(interval.low), Some(interval.high)),
                    None => (Some(*number), Some(*number)),
                },
                Value::Quoted(quantity) if mark == ChartMark::Range => {
                    (quantity.hard.low.map(|(low, _)| low), quantity.hard.high.map(|(high, _)| high))
                }
                Value::Quoted(quantity) => (quantity.exact(), quantity.exact()),
                Value::Series(_) | Value::Name(_) => (None, None),
            };
            let words = self.drawn_words(*figure, outcome, mark)?;
            let value = match &outcome.value {
                Value::Number(number) if mark == ChartMark::Errorbar && low.is_some() => Some(*number),
                _ => None,
            };
            let cell = ChartCell::new(words, (low, high), outcome.provisional, exact).around(value.filter(|_| exact));
            Some(ChartRow { label, at: None, time: None, cells: vec![cell], tested: Vec::new() })
        });
        let rows: Vec<ChartRow> = rows.collect();
        (unit.into_iter().collect(), vec![String::new()], rows, MarkedText::default())
    }

    /// Returns a figure as it stands in a picture: the ends of its interval, where that is drawn, as short as can be.
    fn drawn_words(&self, figure: Key<Figure>, outcome: &Outcome, mark: ChartMark) -> Option<String> {
        let Some(interval) = outcome.uncertain.interval.filter(|_| outcome.withheld.is_none()) else {
            return Some(self.signed_figure(figure)?.plain());
        };
        let number = self.figure_part(figure, Facet::Number)?.plain();
        let decimals = outcome.shown_decimals(self.model.figures[figure].decimals);
        let [low, high] = [interval.low, interval.high].map(|end| self.language().number(end, decimals));
        Some(if mark == ChartMark::Errorbar { format!("{number} ({low}–{high})") } else { number })
    }

    /// Returns what somebody claimed; none of a claim that nobody but we make.
    fn claimed(&self, claim: Key<Claim>) -> Option<Claimed> {
        let quantity = self.model.claims[claim].said.as_ref().and(self.model.claims[claim].quantity.as_ref())?;
        let ends = || [quantity.hard.low, quantity.hard.high].into_iter().flatten().map(|(end, _)| end).collect();
        let at = quantity.exact().map_or_else(ends, |exact| vec![exact]);
        let words = MarkedText::marked(Mark::Quantity(claim, Stated::Quantity), quantity.words.as_str());
        Some(Claimed { words: MarkedText::filled(&self.words().pages.chart_claimed, &[("quantity", &words)]), at })
    }
}
