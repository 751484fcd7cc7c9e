//! Numbers made from other figures, each with what its result counts. That they go together is settled before: whatever
//! [`resolve`](crate::resolve) refuses has no result here.

use crate::model::{Calculation, Figure, Key, Measure, Model, Operation, Unit};
use crate::number::{Number, NumberFault};
use crate::vocabulary::{Caveats, Direction};

use crate::evaluate::fault::EvaluationFault;
use crate::evaluate::{aggregate, disclosure, span, units};
use crate::outcome::declared_span;
use crate::outcome::{Outcome, Point, Provenance, Sign, Value, Withheld};

/// Finds the outcome of a figure that another is made from.
pub(super) type Operands<'o> = dyn Fn(Key<Figure>) -> Option<&'o Outcome> + 'o;

/// Returns the outcome of an operation; `declared` is the measure its author gives the result.
pub(super) fn derive(
    model: &Model,
    operation: &Operation,
    declared: Option<Key<Measure>>,
    operands: &Operands<'_>,
) -> Result<Outcome, EvaluationFault> {
    let keys = made_from(operation);
    let found: Option<Vec<(Key<Figure>, &Outcome)>> =
        keys.iter().map(|key| operands(*key).map(|outcome| (*key, outcome))).collect();
    let from = From { model, declared, operands: found.ok_or(EvaluationFault::Consequence)? };
    let (number, unit, decimals) = from.result(operation)?;
    let (said, rivals) = from.said(operation, number);
    let measures = units::all_measures(declared, from.operands.iter().map(|(_, outcome)| *outcome));
    Ok(Outcome {
        value: Value::Number(number),
        unit,
        measures,
        trace: Provenance::Figures(keys),
        provisional: said.has(Caveats::PROVISIONAL),
        revised: said.has(Caveats::REVISED),
        caveats: said.beside(),
        rivals: rivals.without(said),
        withheld: (disclosure::tells_its_parts(operation) && from.outcomes().any(|outcome| outcome.withheld.is_some()))
            .then_some(Withheld::Protecting),
        span: span::of_operation(operation, |key| declared_span(model, key).or_else(|| from.outcome(key).span)),
        decimals,
        least_decimals: 0,
        sign: from.sign(operation),
        from_below: from.place_from_below(operation)?,
    })
}

/// Returns the figures that an operation is made from, each once.
pub(super) fn made_from(operation: &Operation) -> Vec<Key<Figure>> {
    let mut keys = operation.parts();
    let mut seen = std::collections::BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    keys
}

type Made = Result<(Number, Unit, u32), EvaluationFault>;

/// What a result is made from.
struct From<'o> {
    model: &'o Model,
    declared: Option<Key<Measure>>,
    operands: Vec<(Key<Figure>, &'o Outcome)>,
}

impl From<'_> {
    fn result(&self, operation: &Operation) -> Made {
        match operation {
            Operation::Difference(a, b) => {
                let number = self.number(*a)?.minus(self.number(*b)?);
                self.same_kind(number)
            }
            Operation::Total(parts) => {
                let numbers = parts.iter().map(|part| self.number(*part)).collect::<Result<Vec<_>, _>>()?;
                self.same_kind(Number::sum(numbers))
            }
            Operation::Ratio(a, b) => {
                let number = self.number(*a)?.over(self.number(*b)?).map_err(|fault| self.divided(fault, *b))?;
                Ok((number, Unit::Times, 1))
            }
            Operation::Share { part, whole } => self.share(*part, *whole),
            Operation::Change { from, to } => self.change(*from, *to),
            Operation::Points { from, to } => self.points(*from, *to),
            Operation::Rank { value, among } => self.rank(*value, among),
            Operation::CountSteps(of, direction) => self.counted(*of, |points| aggregate::count(points, *direction)),
            Operation::Run(of, direction) => self.counted(*of, |points| aggregate::longest_run(points, *direction)),
            Operation::Steps(of) => self.counted(*of, |points| points.len() - 1),
            Operation::Lowest(of) => self.extreme(*of, Direction::Falls),
            Operation::Highest(of) => self.extreme(*of, Direction::Rises),
        }
    }

    /// A result of the same kind as what it is made from.
    fn same_kind(&self, number: Result<Number, NumberFault>) -> Made {
        let first = self.outcomes().next().ok_or(EvaluationFault::Consequence)?;
        let unit = self.declared.map_or(first.unit, Unit::Of);
        let decimals = self.outcomes().map(|outcome| outcome.decimals).max().unwrap_or_default();
        Ok((number.map_err(|fault| EvaluationFault::of_number(fault, ""))?, unit, decimals))
    }

    fn share(&self, part: Key<Figure>, whole: Key<Figure>) -> Made {
        let number = self.number(part)?.percent_of(self.number(whole)?).map_err(|fault| self.divided(fault, whole))?;
        Ok((number, Unit::Percent, 1))
    }

    fn change(&self, from: Key<Figure>, to: Key<Figure>) -> Made {
        let base = self.number(from)?;
        if base.is_negative() {
            return Err(EvaluationFault::FromBelowZero { from: self.name(from) });
        }
        let change = self.number(to)?.minus(base).and_then(|change| change.percent_of(base));
        Ok((change.map_err(|fault| self.divided(fault, from))?, Unit::Percent, 1))
    }

    fn points(&self, from: Key<Figure>, to: Key<Figure>) -> Made {
        let number =
            self.number(to)?.minus(self.number(from)?).map_err(|fault| EvaluationFault::of_number(fault, ""))?;
        Ok((number, Unit::Points, 1))
    }

    /// One more than there are greater values: equal values share the better place.
    fn rank(&self, value: Key<Figure>, among: &[Key<Figure>]) -> Made {
        Ok((self.place(value, among, |other, number| other > number)?, Unit::Rank, 0))
    }

    /// The place counted from the least up, of a rank.
    fn place_from_below(&self, operation: &Operation) -> Result<Option<Number>, EvaluationFault> {
        match operation {
            Operation::Rank { value, among } => self.place(*value, among, |other, number| other < number).map(Some),
            _ => Ok(None),
        }
    }

    fn place(
        &self,
        value: Key<Figure>,
        among: &[Key<Figure>],
        beats: impl Fn(Number, Number) -> bool,
    ) -> Result<Number, EvaluationFault> {
        let number = self.number(value)?;
        let others = match among {
            [one] if matches!(self.outcome(*one).value, Value::Series(_)) => {
                self.series(*one)?.iter().map(|point| point.number).collect()
            }
            figures => figures.iter().map(|key| self.number(*key)).collect::<Result<Vec<_>, _>>()?,
        };
        whole(others.into_iter().filter(|other| beats(*other, number)).count() + 1)
    }

    /// What the sign of a result says.
    fn sign(&self, operation: &Operation) -> Sign {
        let all = |sign: Sign| self.outcomes().all(|outcome| outcome.sign == sign);
        match operation {
            Operation::Change { .. } | Operation::Points { .. } => Sign::Change,
            Operation::Difference(..) => Sign::Difference,
            Operation::Total(_) | Operation::Lowest(_) | Operation::Highest(_) if all(Sign::Change) => Sign::Change,
            Operation::Total(_) if all(Sign::Difference) => Sign::Difference,
            _ => Sign::Level,
        }
    }

    fn counted(&self, of: Key<Figure>, count: impl Fn(&[Point]) -> usize) -> Made {
        let points = self.series(of)?;
        if points.len() < 2 {
            return Err(EvaluationFault::TooShort { points: points.len() });
        }
        Ok((whole(count(points))?, Unit::Steps, 0))
    }

    fn extreme(&self, of: Key<Figure>, direction: Direction) -> Made {
        let numbers = self.series(of)?.iter().map(|point| point.number);
        let extreme = match direction {
            Direction::Rises => numbers.max(),
            Direction::Falls => numbers.min(),
        };
        let outcome = self.outcome(of);
        Ok((extreme.ok_or(EvaluationFault::TooShort { points: 0 })?, outcome.unit, outcome.decimals))
    }

    /// Returns what is said of the cells that the result is made of, and of those that it is held against: of a least or
    /// greatest value the other values of the series, of a rank the others among which it stands.
    fn said(&self, operation: &Operation, number: Number) -> (Caveats, Caveats) {
        let together = |said: &mut dyn Iterator<Item = Caveats>| said.fold(Caveats::NONE, Caveats::and);
        let rivals = together(&mut self.outcomes().map(|outcome| outcome.rivals));
        let all = together(&mut self.outcomes().map(Outcome::said));
        match operation {
            Operation::Rank { value, .. } => (self.outcome(*value).said(), rivals.and(all)),
            Operation::Lowest(of) | Operation::Highest(of) => {
                let points = self.series(*of).unwrap_or_default().iter();
                let answering = points.filter(|point| point.number == number).map(Point::said);
                (answering.fold(Caveats::NONE, Caveats::and), rivals.and(all))
            }
            // How many steps there are is a count of labels.
            Operation::Steps(_) => (Caveats::NONE, Caveats::NONE),
            _ => (all, rivals),
        }
    }

    fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.operands.iter().map(|(_, outcome)| *outcome)
    }

    fn outcome(&self, wanted: Key<Figure>) -> &Outcome {
        let found = self.operands.iter().find(|(key, _)| *key == wanted);
        found.expect("an operation asks only for what it is made from").1
    }

    fn name(&self, key: Key<Figure>) -> String {
        format!("`{}`", self.model.figures.id(key))
    }

    fn number(&self, key: Key<Figure>) -> Result<Number, EvaluationFault> {
        number_of(self.model, Some(key), self.outcome(key))
    }

    fn series(&self, key: Key<Figure>) -> Result<&[Point], EvaluationFault> {
        match &self.outcome(key).value {
            Value::Series(points) => Ok(points),
            Value::Number(_) | Value::Quoted(_) => Err(EvaluationFault::Consequence),
        }
    }

    fn divided(&self, fault: NumberFault, by: Key<Figure>) -> EvaluationFault {
        EvaluationFault::of_number(fault, &self.name(by))
    }
}

/// Returns the one number of an outcome; `key` is the figure it belongs to, where it is declared.
pub(super) fn number_of(model: &Model, key: Option<Key<Figure>>, outcome: &Outcome) -> Result<Number, EvaluationFault> {
    match &outcome.value {
        Value::Number(number) => Ok(*number),
        Value::Series(_) => Err(EvaluationFault::Consequence),
        Value::Quoted(_) => match key.map(|key| &model.figures[key].calculation) {
            Some(Calculation::Quote(quotation)) => quotation.number.ok_or(EvaluationFault::Consequence),
            _ => Err(EvaluationFault::Consequence),
        },
    }
}

fn whole(count: usize) -> Result<Number, EvaluationFault> {
    i64::try_from(count).map(Number::from).map_err(|_| EvaluationFault::TooLong)
}
