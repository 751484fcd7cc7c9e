//! Every printed number with where it comes from: "Where each number comes from", row by row.

use crate::evaluate::{Outcome, Trace, Unit, Valued};
use crate::model::{Claim, EvidenceFrom, Key, TestOf};
use crate::view::{Composer, Mark, Provenance};
use crate::vocabulary::{Caveats, Qualifier, Stance};

use crate::render::json::quantity::{self, Quantity};
use crate::render::json::shape::part;
use crate::render::json::{digits, id, words};

part! {
    /// A number that the page prints.
    pub(super) struct Number {
        /// As printed, with its qualifier and unit.
        pub(super) shown: String,
        /// What it is: `figure` (declared), `value` (the tested figure of a claim), `quantity` (how much a claim says).
        pub(super) kind: String,
        /// The figure, by its id.
        pub(super) figure: Option<String>,
        /// The claim, by its id.
        pub(super) claim: Option<String>,
        /// The exact, unrounded value as plain digits; absent of a series, of qualified words (`just over 30,000` is no exact
        /// number), and where it is withheld. Where small counts are guarded it is no more exact than printed.
        pub(super) value: Option<String>,
        /// The values of a series that is printed one by one.
        pub(super) series: Option<Vec<Point>>,
        /// Of words, what they come to.
        pub(super) quantity: Option<Quantity>,
        /// What it is a number of: `measure`, `percent`, `points` (percentage points), `times`, `rank`, `steps`, `plain`.
        pub(super) unit: Option<String>,
        /// The measures that take part, its own first, by their ids.
        pub(super) measures: Vec<String>,
        /// What it counts, in words.
        pub(super) counts: Option<String>,
        /// Whether a provisional cell takes part.
        pub(super) provisional: bool,
        /// Whether a revised cell takes part.
        pub(super) revised: bool,
        /// What else its publisher says of a cell that takes part: `estimated`, `forecast`, `experimental`, `unvalidated`,
        /// `low-reliability`; absent where nothing.
        pub(super) caveats: Option<Vec<String>>,
        /// Whether the number itself is not shown, because it is a small count or tells one.
        pub(super) withheld: bool,
        /// Where it is from, in words.
        pub(super) from: String,
        /// The cells it is from.
        pub(super) cells: Option<Cells>,
        /// The figures it is made of, by their ids.
        pub(super) figures: Option<Vec<String>>,
        /// The source it is from, by its id.
        pub(super) source: Option<String>,
        /// Where in that source.
        pub(super) locator: Option<String>,
    }
}

part! {
    /// A value of a series.
    pub(super) struct Point {
        /// Its place in the series: the value of the column by which it is made, as in the data.
        pub(super) at: String,
        /// The exact value as plain digits, on the terms of a number's; absent where it is withheld.
        pub(super) value: Option<String>,
        /// Whether it is provisional.
        pub(super) provisional: bool,
        /// Whether it is revised.
        pub(super) revised: bool,
        /// What else its publisher says of it, as of a number; absent where nothing.
        pub(super) caveats: Option<Vec<String>>,
    }
}

part! {
    /// Cells of a dataset.
    pub(super) struct Cells {
        /// The dataset, by its id.
        pub(super) dataset: String,
        /// The file, in the project.
        pub(super) file: String,
        /// The column; absent where rows were counted.
        pub(super) column: Option<String>,
        /// What each cell is multiplied by; absent where it stands for itself.
        pub(super) multiplier: Option<String>,
        /// The line of the file, from one, where it is one cell.
        pub(super) row: Option<usize>,
        /// The first digits of the SHA-256 of that cell as written; absent where a small count could be guessed from it.
        pub(super) digest: Option<String>,
        /// How many rows were taken; absent where that would tell a small count.
        pub(super) rows: Option<usize>,
        /// What selects the rows, in words: all must hold.
        pub(super) conditions: Vec<String>,
    }
}

/// Returns the words of what is said of a number; none where nothing is.
fn caveats(said: Caveats) -> Option<Vec<String>> {
    let words: Vec<String> = said.words().map(str::to_owned).collect();
    (!words.is_empty()).then_some(words)
}

/// How many values of a series a page prints one by one.
const LISTED: usize = 12;

/// Returns a row of "Where each number comes from".
pub(super) fn of(composer: &Composer<'_>, row: &Provenance) -> Number {
    let model = composer.model;
    let mut number = Number {
        shown: row.printed.plain(),
        kind: String::new(),
        figure: None,
        claim: None,
        value: None,
        series: None,
        quantity: None,
        unit: None,
        measures: Vec::new(),
        counts: words(&row.counts),
        provisional: false,
        revised: false,
        caveats: None,
        withheld: false,
        from: row.from.plain(),
        cells: None,
        figures: None,
        source: None,
        locator: None,
    };
    match row.mark {
        Mark::Figure(figure) => {
            "figure".clone_into(&mut number.kind);
            number.figure = Some(id(&model.figures, figure));
            if let Some(outcome) = composer.evaluation.figure(figure) {
                number.came_to(composer, outcome, model.figures[figure].decimals);
            }
        }
        Mark::Value(claim, reading) => {
            "value".clone_into(&mut number.kind);
            number.claim = Some(id(&model.claims, claim));
            let readings = &composer.evaluation.claim(claim).readings;
            if let Some(outcome) = readings.get(usize::from(reading)).and_then(|reading| reading.outcome.as_ref()) {
                number.came_to(composer, outcome, decimals(composer, claim, usize::from(reading)));
            }
        }
        Mark::Quantity(claim) => {
            "quantity".clone_into(&mut number.kind);
            number.claim = Some(id(&model.claims, claim));
            number.said(composer, claim);
        }
        _ => {}
    }
    number
}

/// Returns how many decimals the author of a reading's figure wants printed.
pub(super) fn decimals(composer: &Composer<'_>, claim: Key<Claim>, reading: usize) -> Option<u32> {
    match composer.model.claims[claim].tests.get(reading)?.of {
        TestOf::Figure(figure) => composer.model.figures[figure].decimals,
        TestOf::Inline(_) => None,
    }
}

/// Returns the value of an outcome as plain digits; none of a series, of words without one, and where it is withheld.
pub(super) fn value(composer: &Composer<'_>, outcome: &Outcome, decimals: Option<u32>) -> Option<String> {
    match &outcome.value {
        _ if outcome.withheld.is_some() => None,
        Valued::Number(number) => Some(digits(composer, outcome, *number, outcome.shown_decimals(decimals))),
        Valued::Quoted(quantity) => unqualified(quantity),
        Valued::Series(_) => None,
    }
}

/// Returns the number that words name without saying more or less of it.
fn unqualified(quantity: &crate::quantity::Quantity) -> Option<String> {
    let plain = quantity.qualifier().is_none_or(|qualifier| qualifier == Qualifier::Exactly);
    quantity.exact().filter(|_| plain).map(|number| number.to_string())
}

/// Returns the values of a series that is printed one by one.
pub(super) fn series(composer: &Composer<'_>, outcome: &Outcome, decimals: Option<u32>) -> Option<Vec<Point>> {
    let Valued::Series(points) = &outcome.value else { return None };
    let Trace::Cells { selection, .. } = &outcome.trace else { return None };
    let column = composer.model.datasets[selection.of].table.columns.get(selection.by?)?;
    let decimals = outcome.shown_decimals(decimals);
    let point = |point: &crate::evaluate::Point| Point {
        at: column.format(point.at).into_owned(),
        value: (!point.withheld).then(|| digits(composer, outcome, point.number, decimals)),
        provisional: point.provisional,
        revised: point.revised,
        caveats: caveats(point.caveats),
    };
    (points.len() <= LISTED && outcome.withheld.is_none()).then(|| points.iter().map(point).collect())
}

impl Number {
    /// Says what an outcome is and where it is from.
    fn came_to(&mut self, composer: &Composer<'_>, outcome: &Outcome, decimals: Option<u32>) {
        let model = composer.model;
        self.value = value(composer, outcome, decimals);
        self.series = series(composer, outcome, decimals);
        self.quantity = if let Valued::Quoted(words) = &outcome.value { Some(quantity::of(words)) } else { None };
        self.unit = Some(unit(outcome.unit).to_owned());
        self.measures = outcome.measures.iter().map(|measure| id(&model.measures, *measure)).collect();
        self.provisional = outcome.provisional;
        self.revised = outcome.revised;
        self.caveats = caveats(outcome.caveats);
        self.withheld = outcome.withheld.is_some();
        match &outcome.trace {
            Trace::Cells { dataset, column, selection, count, only, .. } => {
                let told = composer.cells_told(outcome, selection, *column, *count, *only);
                self.cells = Some(Cells {
                    dataset: id(&model.datasets, *dataset),
                    file: model.datasets[*dataset].file.to_string(),
                    column: told.column,
                    multiplier: told.times.map(|times| times.to_string()),
                    row: told.line.map(|line| line as usize),
                    digest: told.digest,
                    rows: told.rows,
                    conditions: told.conditions.iter().map(crate::view::MarkedText::plain).collect(),
                });
            }
            Trace::Figures(figures) => {
                self.figures = Some(figures.iter().map(|figure| id(&model.figures, *figure)).collect());
            }
            Trace::Source { source, locator } => {
                self.source = Some(id(&model.sources, *source));
                self.locator.clone_from(locator);
            }
        }
    }

    /// Says what a claim's own quantity counts, and where it was said.
    fn said(&mut self, composer: &Composer<'_>, claim: Key<Claim>) {
        let model = composer.model;
        let entry = &model.claims[claim];
        self.value = entry.quantity.as_ref().and_then(unqualified);
        self.quantity = entry.quantity.as_ref().map(quantity::of);
        self.measures = composer.measure_of(claim).map(|measure| id(&model.measures, measure)).into_iter().collect();
        let telling = entry.evidence.iter().find(|item| item.stance == Stance::Supports).or(entry.evidence.first());
        let (source, locator) = match (&entry.said, telling.map(|item| (item.from, &item.locator))) {
            (Some(said), _) => (said.source, &said.locator),
            (None, Some((EvidenceFrom::Source(source), locator))) => (Some(source), locator),
            (None, _) => (None, &None),
        };
        self.source = source.map(|source| id(&model.sources, source));
        self.locator.clone_from(locator);
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Of(_) => "measure",
        Unit::Percent => "percent",
        Unit::Points => "points",
        Unit::Times => "times",
        Unit::Rank => "rank",
        Unit::Steps => "steps",
        Unit::Plain => "plain",
    }
}
