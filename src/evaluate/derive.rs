//! Numbers made from other figures, each with what its result counts. That they go together is settled before: whatever
//! [`resolve`](crate::resolve) refuses has no result here.

use std::collections::BTreeSet;

use crate::diagnostic::code::figure::{NO_BASE, NO_SUCH_PLACE, SINCE_UNCOVERED};
use crate::model::{
    Calculation, Figure, Filter, Key, Measure, Model, OnValue, Operation, Predicate, Rate, Real, Unit, Which,
};
use crate::number::{Number, NumberFault};
use crate::vocabulary::{Caveats, Direction, End};

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::{disclosure, held, span, trend, units, which};
use crate::outcome::declared_span;
use crate::outcome::{Along, Found, Name, Outcome, Point, Provenance, Value, Withheld, name_of};

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
    at: Option<(Along, i64)>,
}

impl From<'_> {
    fn result(&self, operation: &Operation) -> Made {
        match operation {
            Operation::Difference(a, b) => {
                let number = self.number(*a)?.minus(self.number(*b)?);
                let (number, unit, decimals) = self.same_kind(number)?;
                Ok((number, self.flow(operation).filter(|_| self.declared.is_none()).map_or(unit, Unit::Of), decimals))
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

    /// Returns the ends of a run.
    fn run(&self, operation: &Operation) -> Option<Found> {
        let (of, direction, is_last) = match operation {
            Operation::Run(of, direction) => (*of, *direction, false),
            Operation::LastRun(of, direction) => (*of, *direction, true),
            _ => return None,
        };
        let points = self.series(of).ok()?;
        let (begins, ends) = if is_last {
            let last = points.len().checked_sub(1)?;
            (last - trend::last_run(points, direction), last)
        } else {
            trend::longest_run(points, direction)
        };
        let (first, last) = (points.get(begins)?.clone(), points.get(ends)?.clone());
        Some(Found::Run { steps: ends - begins, first, last, against: None, held: Vec::new() })
    }

    /// Finds since when the last value of a series is the highest or the lowest; no point where all before it are beyond it.
    fn since(&self, of: Key<Figure>, end: End) -> Result<(Value, Unit, u32, (Caveats, Caveats)), EvaluationFault> {
        let outcome = self.outcome(of);
        let points = self.series(of)?;
        if points.len() < 2 {
            return Err(EvaluationFault::TooShort { points: points.len() });
        }
        let found = trend::since(points, end);
        if let (None, Calculation::Select(selection)) = (found, &self.model.figures[of].calculation) {
            let cut = selection.filters.iter().any(|filter| Some(filter.column) == selection.by);
            if cut {
                let along = outcome.along.ok_or(EvaluationFault::Consequence)?;
                let first = points.first().map(|point| name_of(self.model, along, point.at));
                return Err(cut_short(&first.unwrap_or_default()));
            }
        }
        let said = points.last().map_or(Caveats::NONE, Point::said).and(found.map_or(Caveats::NONE, Point::said));
        let name = Name { points: found.cloned().into_iter().collect(), others: points.len() - 1 };
        Ok((Value::Name(name), outcome.unit, outcome.decimals, (said, outcome.rivals.and(outcome.said()))))
    }

    /// Counts the values of a series for which conditions hold, and names the others.
    fn holds_each(&mut self, of: Key<Figure>, conditions: &[OnValue]) -> Result<(Number, Found), EvaluationFault> {
        let along = self.outcome(of).along.ok_or(EvaluationFault::Consequence)?;
        let places: Vec<i64> = self.series(of)?.iter().map(|point| point.at).collect();
        let (mut met, mut others) = (Vec::new(), Vec::new());
        for at in &places {
            self.at = Some((along, *at));
            let mut holds = true;
            for condition in conditions {
                holds &= condition.order.is_met(self.number(condition.of)?.cmp(&condition.to));
            }
            let those = if holds { &mut met } else { &mut others };
            those.push(name_of(self.model, along, *at));
        }
        self.at = None;
        Ok((whole(met.len())?, Found::Rows { whole: places.len(), met, others }))
    }

    fn any_withheld(&self) -> bool {
        self.outcomes().any(|outcome| match &outcome.value {
            Value::Series(points) => points.iter().any(|point| point.withheld),
            _ => outcome.withheld.is_some(),
        })
    }

    /// Finds where a series is greatest or least; it leans on the values that it is compared with.
    fn which(&self, which: &Which) -> Result<(Value, Unit, u32, (Caveats, Caveats)), EvaluationFault> {
        let outcome = self.outcome(which.of);
        let along = outcome.along.ok_or(EvaluationFault::Consequence)?;
        let name = which::found(self.model, which, self.series(which.of)?, along)?;
        let said = name.points.iter().map(Point::said).fold(Caveats::NONE, Caveats::and);
        Ok((Value::Name(name), outcome.unit, outcome.decimals, (said, outcome.rivals.and(outcome.said()))))
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

    /// One more than there are greater values: equal values share the better place.
    fn rank(&self, value: Key<Figure>, among: &[Key<Figure>], from: End) -> Made {
        let beats = |other: Number, number: Number| match from {
            End::Highest => other > number,
            End::Lowest => other < number,
        };
        Ok((self.place(value, among, beats)?, Unit::Rank, 0))
    }

    /// Returns of how many a place is told that says from which end it is counted, and who shares it.
    fn told_place(&self, operation: &Operation) -> Result<Option<Found>, EvaluationFault> {
        let Operation::Rank { value, among, from: Some(end) } = operation else { return Ok(None) };
        let number = self.number(*value)?;
        let (of, mut sharing): (usize, Vec<(bool, String)>) = match among.as_slice() {
            [one] if matches!(self.outcome(*one).value, Value::Series(_)) => {
                let along = self.outcome(*one).along.ok_or(EvaluationFault::Consequence)?;
                let points = self.series(*one)?;
                let sharing = points.iter().filter(|point| point.number == number);
                let named = |point: &Point| (self.is_of(*value, along, point.at), name_of(self.model, along, point.at));
                (points.len(), sharing.map(named).collect())
            }
            figures => {
                let shares = |key: &&Key<Figure>| self.number(**key).is_ok_and(|other| other == number);
                let named = |key: &Key<Figure>| {
                    let label = self.model.figures[*key].label.clone();
                    (key == value, label.unwrap_or_else(|| self.model.figures.id(*key).to_string()))
                };
                (figures.len(), figures.iter().filter(shares).map(named).collect())
            }
        };
        if sharing.is_empty() {
            return Err(EvaluationFault::WordedFault(Box::new(WordedFault {
                code: &NO_SUCH_PLACE,
                what: "is ranked among values of which it is none".to_owned(),
                note: "a total, or what a condition leaves out, has no place among the others".into(),
                help: "rank a value that is among them, or widen what it is ranked among".into(),
            })));
        }
        // Of a value that is not known among those that share its place, one of them is itself.
        if !sharing.iter().any(|(is_itself, _)| *is_itself) && sharing.len() == 1 {
            sharing.clear();
        }
        let tied = sharing.into_iter().filter(|(is_itself, _)| !is_itself).map(|(_, name)| name).collect();
        Ok(Some(Found::Place { end: *end, of, tied }))
    }

    /// Returns whether a number is selected by a label of the column that a series goes along.
    fn is_of(&self, value: Key<Figure>, along: Along, at: i64) -> bool {
        let selection = match &self.model.figures[value].calculation {
            Calculation::Select(selection) => Some(selection),
            Calculation::Derive(Operation::Rate(rate)) => match &self.model.figures[rate.numerator].calculation {
                Calculation::Select(selection) => Some(selection),
                _ => None,
            },
            _ => None,
        };
        let chooses = |filter: &Filter| {
            let column = along.column(self.model);
            let chosen = matches!(&filter.predicate, Predicate::In(values) if values.iter().any(|value| column.label_of(*value) == column.label_of(at)));
            filter.column == along.column && chosen
        };
        selection.is_some_and(|selection| selection.of == along.dataset && selection.filters.iter().any(chooses))
    }

    /// The place counted from the least up, of a rank.
    fn place_from_below(&self, operation: &Operation) -> Result<Option<Number>, EvaluationFault> {
        match operation {
            Operation::Rank { value, among, .. } => self.place(*value, among, |other, number| other < number).map(Some),
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

    fn name(&self, key: Key<Figure>) -> String {
        format!("`{}`", self.model.figures.id(key))
    }

    pub(super) fn number(&self, key: Key<Figure>) -> Result<Number, EvaluationFault> {
        if let (Some((along, at)), Value::Series(_)) = (self.at, &self.outcome(key).value) {
            let name = along.column(self.model).format(at);
            return self.point(key).map(|point| point.number).ok_or_else(|| self.no_value(along, key, &name, false));
        }
        number_of(self.model, Some(key), self.outcome(key))
    }

    fn series(&self, key: Key<Figure>) -> Result<&[Point], EvaluationFault> {
        match &self.outcome(key).value {
            Value::Series(points) => Ok(points),
            Value::Number(_) | Value::Quoted(_) | Value::Name(_) => Err(EvaluationFault::Consequence),
        }
    }

    pub(super) fn divided(&self, fault: NumberFault, by: Key<Figure>) -> EvaluationFault {
        EvaluationFault::of_number(fault, &self.name(by))
    }
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

/// A record of a series that begins where its conditions cut it.
fn cut_short(first: &str) -> EvaluationFault {
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &SINCE_UNCOVERED,
        what: format!("finds nothing as far since {first}, where its conditions begin the series"),
        note: "what came before is in the file and was not looked at".into(),
        help: "ask it of a series that goes back to the beginning of the file".into(),
    }))
}

fn whole(count: usize) -> Result<Number, EvaluationFault> {
    i64::try_from(count).map(Number::from).map_err(|_| EvaluationFault::TooLong)
}
