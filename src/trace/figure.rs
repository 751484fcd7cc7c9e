//! A figure: its value, how it is got, and what it is got from.

use crate::model::{Aggregate, Calculation, Figure, Key, Operation};
use crate::outcome::{Outcome, Trace, Unit, Valued};
use crate::trace::{TraceNode, Tracer};
use crate::vocabulary::Direction;

impl Tracer<'_> {
    /// Returns where a figure comes from.
    pub(super) fn figure(&mut self, key: Key<Figure>) -> TraceNode {
        let figure = &self.model.figures[key];
        let node = TraceNode::new("figure", self.model.figures.id(key).as_str()).maybe("label", figure.label.clone());
        let Some(outcome) = self.evaluation.figure(key) else {
            return node.fact("value", "none, because of a problem");
        };
        if !self.seen.insert(key) {
            return self.value(node, outcome, figure.decimals).fact("from", "as above");
        }
        match &figure.calculation {
            Calculation::Derive(operation) => {
                self.outcome(node.fact("is", operation_words(operation)), outcome, figure.decimals)
            }
            Calculation::Select(_) => self.outcome(node, outcome, figure.decimals),
            Calculation::Quote(quotation) => {
                let speakers = self.speakers(quotation, figure.measure);
                self.outcome(node, outcome, figure.decimals).from(speakers)
            }
        }
    }

    /// Returns a node with an outcome's value and what it comes from.
    pub(super) fn outcome(&mut self, node: TraceNode, outcome: &Outcome, decimals: Option<u32>) -> TraceNode {
        let node = self.value(node, outcome, decimals).maybe("counts", self.unit(outcome.unit));
        match &outcome.trace {
            Trace::Cells { dataset, column, selection, .. } => {
                let cells = self.cells(outcome, *dataset, *column, selection);
                node.from([cells])
            }
            Trace::Figures(figures) => {
                let from: Vec<TraceNode> = figures.iter().map(|figure| self.figure(*figure)).collect();
                node.from(from)
            }
            Trace::Source { source, locator } => node.from([self.source(*source, locator.as_deref())]),
        }
    }

    /// Adds the value as briefs print it, and the exact one where that is rounded.
    fn value(&self, node: TraceNode, outcome: &Outcome, decimals: Option<u32>) -> TraceNode {
        let printed = self.views.outcome(outcome, decimals);
        let exact = match &outcome.value {
            Valued::Number(_) if outcome.withheld.is_some() => None,
            Valued::Number(number) if number.decimals() > outcome.shown_decimals(decimals) => Some(number.to_string()),
            _ => None,
        };
        node.fact("value", printed).maybe("exact", exact)
    }

    fn unit(&self, unit: Unit) -> Option<String> {
        match unit {
            Unit::Of(measure) => Some(self.model.measures[measure].label.clone()),
            Unit::Rank => Some("place in an order".to_owned()),
            Unit::Steps => Some("steps of a series".to_owned()),
            Unit::Percent | Unit::Points | Unit::Times | Unit::Plain => None,
        }
    }
}

fn operation_words(operation: &Operation) -> &'static str {
    match operation {
        Operation::Difference(..) => "the first minus the second",
        Operation::Ratio(..) => "the first divided by the second",
        Operation::Change { .. } => "the change from the first to the second, in percent of the first",
        Operation::Points { .. } => "the change from the first to the second, in percentage points",
        Operation::Share { .. } => "the first in percent of the second",
        Operation::Total(_) => "the sum of",
        Operation::Rank { .. } => "the place of the first among the others, the greatest first",
        Operation::CountSteps(_, Direction::Rises) => "how many steps of the series rise",
        Operation::CountSteps(_, Direction::Falls) => "how many steps of the series fall",
        Operation::Steps(_) => "how many steps the series has",
        Operation::Run(_, Direction::Rises) => "the longest run of steps that rise",
        Operation::Run(_, Direction::Falls) => "the longest run of steps that fall",
        Operation::Lowest(_) => "the least value of the series",
        Operation::Highest(_) => "the greatest value of the series",
    }
}

/// Returns what is made of cells, such as "sum of".
pub(super) fn aggregate_words(aggregate: Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Sum(_) => "sum",
        Aggregate::Mean(_) => "mean",
        Aggregate::Median(_) => "median",
        Aggregate::Min(_) => "least",
        Aggregate::Max(_) => "greatest",
        Aggregate::Count(None) => "number of rows",
        Aggregate::Count(Some(_)) => "number of filled cells",
        Aggregate::Distinct(_) => "number of different values",
        Aggregate::Value(_) => "the one value",
    }
}
