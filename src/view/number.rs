//! A printed number: what it says, what is said of it, and where it is from. It is made once, and what is withheld of it is not
//! in it at all.

use schemars::JsonSchema;
use serde::Serialize;

use crate::evaluate;
use crate::model::{Claim, EvidenceFrom, Facet, Figure, Key, Measure, Stated, Unit};
use crate::number::Number;
use crate::outcome::{Outcome, Point, Provenance, Value};
use crate::quantity::{Bounds, Quantity};
use crate::text::Id;
use crate::vocabulary::{Qualifier, Stance};

use crate::view::cells::CellsView;
use crate::view::interval::IntervalView;
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText};

/// A number that the page prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Number")]
pub struct NumberView {
    /// What it is printed for.
    #[serde(skip)]
    pub mark: Mark,
    /// As printed, with its qualifier and unit.
    pub shown: MarkedText,
    /// The same without what is said of the data it is made of.
    #[serde(skip)]
    pub bare: String,
    /// What it is: `figure` (declared), `value` (the tested figure of a claim), `quantity` (how much a claim says).
    pub kind: &'static str,
    /// The figure, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Id>,
    /// The claim, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Id>,
    /// The exact, unrounded value as plain digits; absent of a series, of qualified words (`just over 30,000` is no exact
    /// number), and where it is withheld. Where small counts are guarded it is no more exact than printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// The values of a series that is printed one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Vec<PointView>>,
    /// Of words, what they come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityView>,
    /// The interval of an estimate: as its office publishes it, or worked out of its standard error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<IntervalView>,
    /// What it is a number of: `measure`, `percent`, `points` (percentage points), `times`, `rank`, `steps`, `plain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// The measures that take part, its own first, by their ids.
    pub measures: Vec<Id>,
    /// What it counts, in words.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub counts: MarkedText,
    /// Whether a provisional cell takes part.
    pub provisional: bool,
    /// Whether a revised cell takes part.
    pub revised: bool,
    /// What else its publisher says of a cell that takes part: `estimated`, `forecast`, `experimental`, `unvalidated`,
    /// `low-reliability`; absent where nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<&'static str>,
    /// Whether the number itself is not shown, because it is a small count or tells one.
    pub withheld: bool,
    /// Where it is from, in words.
    pub from: MarkedText,
    /// The cells it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cells: Option<CellsView>,
    /// The figures it is made of, by their ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<Id>>,
    /// The source it is from, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// Where in that source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The figures it is made of, by their keys.
    #[serde(skip)]
    pub parts: Vec<Key<Figure>>,
    /// The measures that take part, by their keys.
    #[serde(skip)]
    pub of: Vec<Key<Measure>>,
    /// Numbered references to what it is from.
    #[serde(skip)]
    pub cite: MarkedText,
    /// The period that it is of, in words.
    #[serde(skip)]
    pub period: Option<String>,
}

/// A value of a series.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Point")]
pub struct PointView {
    /// Its place in the series: the value of the column by which it is made, as in the data.
    pub at: String,
    /// The exact value as plain digits, on the terms of a number's; absent where it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// Whether it is provisional.
    pub provisional: bool,
    /// Whether it is revised.
    pub revised: bool,
    /// What else its publisher says of it, as of a number; absent where nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<&'static str>,
}

/// How much is said: words, and what they come to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Quantity")]
pub struct QuantityView {
    /// The words as written: `just over 30,000`.
    pub words: String,
    /// The number they name, as plain digits; absent where they name none, or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<Number>,
    /// Outside these bounds the quantity is untrue.
    pub hard: BoundsView,
    /// Outside these bounds the quantity is true but says too little.
    pub fair: BoundsView,
}

/// A range of numbers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Bounds")]
pub struct BoundsView {
    /// The lower end, as plain digits; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<Number>,
    /// Whether the lower end is part of the range; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower_included: Option<bool>,
    /// The upper end, as plain digits; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// Whether the upper end is part of the range; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper_included: Option<bool>,
}

impl From<&Quantity> for QuantityView {
    fn from(quantity: &Quantity) -> Self {
        Self {
            words: quantity.words.clone(),
            named: quantity.exact(),
            hard: BoundsView::from(&quantity.hard),
            fair: BoundsView::from(&quantity.fair),
        }
    }
}

impl From<&Bounds> for BoundsView {
    fn from(bounds: &Bounds) -> Self {
        Self {
            lower: bounds.low.map(|(end, _)| end),
            lower_included: bounds.low.map(|(_, included)| included),
            upper: bounds.high.map(|(end, _)| end),
            upper_included: bounds.high.map(|(_, included)| included),
        }
    }
}

/// How many values of a series a page prints one by one.
const LISTED: usize = 12;

impl NumberView {
    /// Returns the printed value of a figure with where it is from; none where a problem stopped it.
    pub(super) fn of_figure(teller: &Teller<'_>, figure: Key<Figure>) -> Option<Self> {
        let (outcome, entry) = (teller.evaluation.figure(figure)?, &teller.model.figures[figure]);
        let label = entry.label.as_deref().map(MarkedText::words);
        let view = Self {
            kind: "figure",
            figure: Some(teller.model.figures.id(figure).clone()),
            counts: label.unwrap_or_else(|| teller.counted_in(figure, outcome)),
            period: teller.period_of_figure(figure),
            ..blank(Mark::Figure(figure), teller.figure(figure)?)
        };
        Some(teller.came_to(view, outcome, entry.decimals))
    }

    /// Returns the tested value of a reading; none where it has none.
    pub(super) fn of_value(
        teller: &Teller<'_>,
        claim: Key<Claim>,
        reading: usize,
        words: Option<&MarkedText>,
    ) -> Option<Self> {
        let outcome = teller.evaluation.claim(claim).readings.get(reading)?.outcome.as_ref()?;
        let decimals = teller.model.claims[claim].tests.get(reading)?.decimals(&teller.model.figures);
        let mark = Mark::Value(claim, u16::try_from(reading).ok()?);
        let period = teller.period_of_value(claim, reading, outcome);
        let view = Self {
            kind: "value",
            period,
            claim: Some(teller.model.claims.id(claim).clone()),
            counts: words.cloned().unwrap_or_else(|| teller.counted(outcome)),
            ..blank(mark, teller.value(claim, Some(reading), Facet::All)?)
        };
        Some(teller.came_to(view, outcome, decimals))
    }

    /// Returns one of the numbers that a claim says, with where that was said.
    pub(super) fn of_quantity(teller: &Teller<'_>, claim: Key<Claim>, which: Stated) -> Option<Self> {
        let entry = &teller.model.claims[claim];
        let quantity = entry.says(which)?;
        let telling = entry.evidence.iter().find(|item| item.stance == Stance::Supports).or(entry.evidence.first());
        let (source, locator) = match (&entry.said, telling.map(|item| (item.from, &item.locator))) {
            (Some(said), _) => (said.source, &said.locator),
            (None, Some((EvidenceFrom::Source(source), locator))) => (Some(source), locator),
            (None, _) => (None, &None),
        };
        let measure = teller.measure_of(claim);
        Some(Self {
            kind: "quantity",
            claim: Some(teller.model.claims.id(claim).clone()),
            value: unqualified(quantity),
            quantity: Some(quantity.into()),
            measures: measure.map(|measure| teller.model.measures.id(measure).clone()).into_iter().collect(),
            counts: measure.map(|measure| teller.measure(measure)).unwrap_or_default(),
            source: source.map(|source| teller.model.sources.id(source).clone()),
            locator: locator.clone(),
            from: teller.said_where(claim),
            ..blank(Mark::Quantity(claim, which), teller.said_words(claim, which)?)
        })
    }
}

impl Teller<'_> {
    /// Says what an outcome is and where it is from.
    fn came_to(&self, view: NumberView, outcome: &Outcome, decimals: Option<u32>) -> NumberView {
        let model = self.model;
        let cells = self.cells_of(outcome);
        let mut view = NumberView {
            from: self.from(outcome, cells.as_ref()),
            cells,
            bare: if view.bare.contains(" (") { self.bare_outcome(outcome, decimals) } else { view.bare },
            value: self.exact(outcome, decimals),
            series: self.points(outcome, decimals),
            quantity: if let Value::Quoted(words) = &outcome.value { Some(words.into()) } else { None },
            interval: self
                .interval_of(outcome, |end| self.told_exactly(outcome, end, outcome.shown_decimals(decimals))),
            unit: Some(unit(outcome.unit)),
            measures: outcome.measures.iter().map(|measure| model.measures.id(*measure).clone()).collect(),
            of: outcome.measures.clone(),
            cite: self.cite_outcome(outcome),
            provisional: outcome.provisional,
            revised: outcome.revised,
            caveats: outcome.caveats.words().collect(),
            withheld: outcome.withheld.is_some(),
            ..view
        };
        match &outcome.trace {
            Provenance::Cells { .. } => {}
            Provenance::Figures(figures) => {
                view.parts.clone_from(figures);
                view.figures = Some(figures.iter().map(|figure| model.figures.id(*figure).clone()).collect());
            }
            Provenance::Source { source, locator } => {
                view.source = Some(model.sources.id(*source).clone());
                view.locator.clone_from(locator);
            }
        }
        view
    }

    /// Returns the value of an outcome; none of a series, of words without one, and where it is withheld.
    fn exact(&self, outcome: &Outcome, decimals: Option<u32>) -> Option<Number> {
        match &outcome.value {
            _ if outcome.withheld.is_some() => None,
            Value::Number(number) => Some(self.told_exactly(outcome, *number, outcome.shown_decimals(decimals))),
            Value::Quoted(quantity) => unqualified(quantity),
            Value::Series(_) | Value::Name(_) => None,
        }
    }

    /// Returns a number of an outcome as it may be told: exact, or where small counts are guarded no more exact than it is
    /// printed, for what is withheld could be worked out from the rest.
    fn told_exactly(&self, outcome: &Outcome, number: Number, decimals: u32) -> Number {
        let guarded = outcome.measures.iter().any(|measure| evaluate::is_guarded(self.model, *measure));
        if guarded { number.rounded(decimals) } else { number }
    }

    /// Returns the values of a series that is printed one by one.
    fn points(&self, outcome: &Outcome, decimals: Option<u32>) -> Option<Vec<PointView>> {
        let Value::Series(points) = &outcome.value else { return None };
        let column = outcome.along?.column(self.model);
        let decimals = outcome.shown_decimals(decimals);
        let point = |point: &Point| PointView {
            at: column.format(point.at).into_owned(),
            value: (!point.withheld).then(|| self.told_exactly(outcome, point.number, decimals)),
            provisional: point.provisional,
            revised: point.revised,
            caveats: point.caveats.words().collect(),
        };
        (points.len() <= LISTED && outcome.withheld.is_none()).then(|| points.iter().map(point).collect())
    }
}

/// Returns a number of which nothing is said yet.
fn blank(mark: Mark, shown: MarkedText) -> NumberView {
    NumberView {
        mark,
        bare: shown.plain(),
        shown,
        kind: "",
        figure: None,
        claim: None,
        value: None,
        series: None,
        quantity: None,
        interval: None,
        unit: None,
        measures: Vec::new(),
        counts: MarkedText::default(),
        provisional: false,
        revised: false,
        caveats: Vec::new(),
        withheld: false,
        from: MarkedText::default(),
        cells: None,
        figures: None,
        source: None,
        locator: None,
        parts: Vec::new(),
        of: Vec::new(),
        cite: MarkedText::default(),
        period: None,
    }
}

/// Returns the number that words name without saying more or less of it.
fn unqualified(quantity: &Quantity) -> Option<Number> {
    let plain = quantity.qualifier().is_none_or(|qualifier| qualifier == Qualifier::Exactly);
    quantity.exact().filter(|_| plain)
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
