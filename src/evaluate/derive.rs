//! Numbers made from other figures, each with what its result counts. That they go together is settled before: whatever
//! [`resolve`](crate::resolve) refuses has no result here.

use std::collections::BTreeSet;

use crate::diagnostic::code::figure::NO_BASE;
use crate::model::{Calculation, Figure, Key, Measure, Model, Operation, Rate, Real, Unit, Which};
use crate::number::{Number, NumberFault};
use crate::table::ColumnType;
use crate::vocabulary::{Caveats, Direction, End};

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::{disclosure, held, span, trend, units};
use crate::outcome::declared_span;
use crate::outcome::{Along, Found, Outcome, Point, Provenance, Uncertain, Value, Withheld};

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
    let declared = match operation {
        Operation::Rate(rate) => Some(rate.measure),
        Operation::Real(real) => Some(real.measure),
        _ => declared,
    };
    let found: Option<Vec<(Key<Figure>, &Outcome)>> =
        keys.iter().map(|key| operands(*key).map(|outcome| (*key, outcome))).collect();
    let mut from = From { model, declared, operands: found.ok_or(EvaluationFault::Consequence)?, at: None };
    let along = if operation.goes_value_by_value() { from.along() } else { None };
    let mut rows = None;
    let (value, unit, decimals, (said, rivals)) = match along {
        Some(along) => from.value_by_value(operation, along)?,
        None if let Operation::Which(which) = operation => from.which(which)?,
        None if let Operation::Since(of, end) = operation => from.since(*of, *end)?,
        None if let Operation::HoldsEach { of, conditions } = operation => {
            let (number, found) = from.holds_each(*of, conditions)?;
            rows = Some(found);
            (Value::Number(number), Unit::Plain, 0, from.said(operation, number))
        }
        None => {
            let (number, unit, decimals) = from.result(operation)?;
            rows = from.told_place(operation)?.or_else(|| from.run(operation));
            (Value::Number(number), unit, decimals, from.said(operation, number))
        }
    };
    let counted = match operation {
        Operation::Holds { number, .. } => held::measures(model, *number),
        _ => Vec::new(),
    };
    let declared = declared.or_else(|| from.flow(operation));
    let mut measures = units::all_measures(declared, from.operands.iter().map(|(_, outcome)| *outcome));
    measures.extend(counted);
    let along = match operation {
        Operation::Which(Which { of, .. })
        | Operation::Since(of, _)
        | Operation::Run(of, _)
        | Operation::LastRun(of, _) => from.outcome(*of).along,
        _ => along,
    };
    let withheld = match &value {
        Value::Name(name) => name.points.iter().any(|point| point.withheld).then_some(Withheld::Small),
        // How many values lie above a bound may tell a small one.
        _ if matches!(rows, Some(Found::Rows { .. })) => from.any_withheld().then_some(Withheld::Protecting),
        _ => (disclosure::tells_its_parts(operation) && from.outcomes().any(|outcome| outcome.withheld.is_some()))
            .then_some(Withheld::Protecting),
    };
    Ok(Outcome {
        value,
        unit,
        measures,
        trace: Provenance::Figures(keys),
        provisional: said.has(Caveats::PROVISIONAL),
        revised: said.has(Caveats::REVISED),
        caveats: said.beside(),
        rivals: rivals.without(said),
        withheld,
        span: from.span_of_flow(operation).or_else(|| {
            span::of_operation(operation, |key| declared_span(model, key).or_else(|| from.outcome(key).span))
        }),
        decimals,
        least_decimals: 0,
        sign: from.sign(operation),
        from_below: from.place_from_below(operation)?,
        uncertain: if along.is_some() { Uncertain::default() } else { from.uncertain(operation) },
        along,
        found: rows,
    })
}

/// Returns the figures that an operation is made from, each once.
pub(super) fn made_from(operation: &Operation) -> Vec<Key<Figure>> {
    let mut keys = operation.parts();
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    keys
}

pub(super) type Made = Result<(Number, Unit, u32), EvaluationFault>;

/// What a result is made from.
pub(super) struct From<'o> {
    pub(super) model: &'o Model,
    pub(super) declared: Option<Key<Measure>>,
    operands: Vec<(Key<Figure>, &'o Outcome)>,
    /// The point of the series that is worked with, by the column that names it; none where single numbers are.
    pub(super) at: Option<(Along, i64)>,
}

impl From<'_> {
    fn result(&self, operation: &Operation) -> Made {
        match operation {
            Operation::Difference(a, b) => {
                let number = self.number(*a)?.minus(self.number(*b)?);
                let (number, unit, decimals) = self.same_kind(number)?;
                let unit = unit.of_a_difference(self.declared, &self.model.measures);
                let flow = self.flow(operation).filter(|_| self.declared.is_none());
                Ok((number, flow.map_or(unit, Unit::Of), decimals))
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
            Operation::Index(a, b) => {
                let index = self.number(*a)?.percent_of(self.number(*b)?);
                Ok((index.map_err(|fault| self.divided(fault, *b))?, Unit::Plain, 1))
            }
            Operation::Rate(rate) => self.rate(*rate),
            Operation::Real(real) => self.real(*real),
            Operation::Change { from, to } => self.change(*from, *to),
            Operation::Points { from, to } => self.points(*from, *to),
            Operation::Rank { value, among, from } => self.rank(*value, among, from.unwrap_or(End::Highest)),
            Operation::CountSteps(of, direction) => self.counted(*of, |points| trend::count(points, *direction)),
            Operation::Run(of, direction) => self.counted(*of, |points| {
                let (first, last) = trend::longest_run(points, *direction);
                last - first
            }),
            Operation::LastRun(of, direction) => self.counted(*of, |points| trend::last_run(points, *direction)),
            Operation::Steps(of) => self.counted(*of, |points| points.len() - 1),
            Operation::Lowest(of) => self.extreme(*of, Direction::Falls),
            Operation::Highest(of) => self.extreme(*of, Direction::Rises),
            Operation::Holds { number, whole } => {
                self.number(*whole)?;
                Ok((self.number(*number)?, Unit::Plain, 0))
            }
            Operation::HoldsEach { .. } | Operation::Which(_) | Operation::Since(..) => {
                Err(EvaluationFault::Consequence)
            }
        }
    }

    /// Returns the column that the first series among what it is made from goes along.
    fn along(&self) -> Option<Along> {
        self.outcomes().find(|outcome| matches!(outcome.value, Value::Series(_))).and_then(|outcome| outcome.along)
    }

    /// Works with the values of series one by one, in the order of the first; single numbers are the same for each.
    fn value_by_value(
        &mut self,
        operation: &Operation,
        along: Along,
    ) -> Result<(Value, Unit, u32, (Caveats, Caveats)), EvaluationFault> {
        let first = self.outcomes().find_map(|outcome| match &outcome.value {
            Value::Series(points) => Some(points),
            Value::Number(_) | Value::Quoted(_) | Value::Name(_) => None,
        });
        let mut places: Vec<i64> = first.into_iter().flatten().map(|point| point.at).collect();
        if let Some(based) = self.with_bases(operation) {
            places = based;
        } else {
            self.no_more_than(along, &places)?;
        }
        let (mut unit, mut decimals, mut all) = (Unit::Plain, 0, (Caveats::NONE, Caveats::NONE));
        let mut points = Vec::with_capacity(places.len());
        for at in places {
            self.at = Some((along, at));
            let (number, of, shown) = self.result(operation)?;
            (unit, decimals) = (of, decimals.max(shown));
            let (said, rivals) = self.said(operation, number);
            all = (all.0.and(said), all.1.and(rivals));
            let withheld = disclosure::tells_its_parts(operation)
                && self.operands.iter().any(|(key, _)| self.point(*key).is_some_and(|point| point.withheld));
            let (provisional, revised) = (said.has(Caveats::PROVISIONAL), said.has(Caveats::REVISED));
            points.push(Point { at, number, provisional, revised, caveats: said.beside(), withheld });
        }
        self.at = None;
        Ok((Value::Series(points), unit, decimals, all))
    }

    /// Returns, of a series along time whose values each have a base of their own, those from which on there is one: before
    /// that the data begin.
    fn with_bases(&self, operation: &Operation) -> Option<Vec<i64>> {
        let (number, base) = operation.number_and_base()?;
        let calculation = match &self.model.figures[base].calculation {
            Calculation::Derive(
                Operation::Rate(Rate { numerator: of, .. }) | Operation::Real(Real { amount: of, .. }),
            ) => &self.model.figures[*of].calculation,
            other => other,
        };
        let is_base = matches!(calculation, Calculation::Select(selection) if selection.base_of.is_some());
        let (Value::Series(bases), Value::Series(points)) = (&self.outcome(base).value, &self.outcome(number).value)
        else {
            return None;
        };
        let begin = bases.first().map_or(i64::MAX, |base| base.at);
        let points = points.iter().map(|point| point.at);
        is_base.then(|| points.filter(|at| *at >= begin).collect())
    }

    /// Refuses a series that has a value where the first has none: it would be left out without a word.
    fn no_more_than(&self, along: Along, places: &[i64]) -> Result<(), EvaluationFault> {
        let column = along.column(self.model);
        let named: BTreeSet<_> = places.iter().map(|at| column.format(*at)).collect();
        for (key, outcome) in &self.operands {
            if let (Value::Series(points), Some(own)) = (&outcome.value, outcome.along) {
                let own = own.column(self.model);
                if let Some(beyond) = points.iter().find(|point| !named.contains(&own.format(point.at))) {
                    return Err(self.no_value(along, *key, &own.format(beyond.at), true));
                }
            }
        }
        Ok(())
    }

    /// Returns the point of a series that has the name of the one that is worked with; none of a single number.
    fn point(&self, key: Key<Figure>) -> Option<&Point> {
        let (along, at) = self.at?;
        let outcome = self.outcome(key);
        let Value::Series(points) = &outcome.value else { return None };
        let own = outcome.along?;
        if own == along {
            return points.binary_search_by_key(&at, |point| point.at).ok().map(|found| &points[found]);
        }
        let (own, name) = (own.column(self.model), along.column(self.model).format(at));
        points.iter().find(|point| own.format(point.at) == name)
    }

    fn no_value(&self, along: Along, key: Key<Figure>, name: &str, beyond: bool) -> EvaluationFault {
        let (series, column) = (self.name(key), &along.column(self.model).name);
        let what = if beyond {
            format!("is worked out for each `{column}`, and only {series} has a value for {name}")
        } else {
            format!("is worked out for each `{column}`, and {series} has no value for {name}")
        };
        EvaluationFault::WordedFault(Box::new(WordedFault {
            code: &NO_BASE,
            what,
            note: "what has no partner would be left out of the series without a word".into(),
            help: "narrow both with the same conditions, or leave this one out by name with `not` in `where`".into(),
        }))
    }

    /// A result of the same kind as what it is made from.
    fn same_kind(&self, number: Result<Number, NumberFault>) -> Made {
        let first = self.outcomes().next().ok_or(EvaluationFault::Consequence)?;
        let unit = self.declared.map_or(first.unit, Unit::Of);
        let decimals = self.outcomes().map(|outcome| outcome.decimals).max().unwrap_or_default();
        Ok((number.map_err(|fault| EvaluationFault::of_number(fault, ""))?, unit, decimals))
    }

    fn share(&self, part: Key<Figure>, whole: Key<Figure>) -> Made {
        let base = self.number(whole)?;
        if base.is_negative() {
            return Err(EvaluationFault::of_below_zero(&self.name(whole)));
        }
        let number = self.number(part)?.percent_of(base).map_err(|fault| self.divided(fault, whole))?;
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
        let own = |(key, outcome): &(Key<Figure>, &Outcome)| self.point(*key).map_or(outcome.said(), Point::said);
        let all = together(&mut self.operands.iter().map(own));
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

    pub(super) fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.operands.iter().map(|(_, outcome)| *outcome)
    }

    pub(super) fn outcome(&self, wanted: Key<Figure>) -> &Outcome {
        let found = self.operands.iter().find(|(key, _)| *key == wanted);
        found.expect("an operation asks only for what it is made from").1
    }

    pub(super) fn name(&self, key: Key<Figure>) -> String {
        format!("`{}`", self.model.figures.id(key))
    }

    pub(super) fn number(&self, key: Key<Figure>) -> Result<Number, EvaluationFault> {
        if let (Some((along, at)), Value::Series(_)) = (self.at, &self.outcome(key).value) {
            let name = along.column(self.model).format(at);
            return self.point(key).map(|point| point.number).ok_or_else(|| self.no_value(along, key, &name, false));
        }
        number_of(self.model, Some(key), self.outcome(key))
    }

    pub(super) fn series(&self, key: Key<Figure>) -> Result<&[Point], EvaluationFault> {
        match &self.outcome(key).value {
            Value::Series(points) => Ok(points),
            Value::Number(_) | Value::Quoted(_) | Value::Name(_) => Err(EvaluationFault::Consequence),
        }
    }

    pub(super) fn divided(&self, fault: NumberFault, by: Key<Figure>) -> EvaluationFault {
        EvaluationFault::of_number(fault, &self.name(by))
    }
}

/// Returns the type of the column that a series goes along.
pub(super) fn kind_of_series(model: &Model, outcome: &Outcome) -> Option<ColumnType> {
    Some(outcome.along?.column(model).kind)
}

/// Returns the one number of an outcome; `key` is the figure it belongs to, where it is declared.
pub(super) fn number_of(model: &Model, key: Option<Key<Figure>>, outcome: &Outcome) -> Result<Number, EvaluationFault> {
    match &outcome.value {
        Value::Number(number) => Ok(*number),
        Value::Name(name) => name.number().ok_or(EvaluationFault::Consequence),
        Value::Series(_) => Err(EvaluationFault::Consequence),
        Value::Quoted(_) => match key.map(|key| &model.figures[key].calculation) {
            Some(Calculation::Quote(quotation)) => quotation.number.ok_or(EvaluationFault::Consequence),
            _ => Err(EvaluationFault::Consequence),
        },
    }
}

pub(super) fn whole(count: usize) -> Result<Number, EvaluationFault> {
    i64::try_from(count).map(Number::from).map_err(|_| EvaluationFault::TooLong)
}
