//! What is asked of a series that is worked out: its runs, since when it is a record, for how many of its values something holds, and
//! the place of a value among others.

use crate::diagnostic::code::figure::{NO_SUCH_PLACE, SINCE_UNCOVERED};
use crate::model::{Calculation, Figure, Filter, Key, OnValue, Operation, Predicate, Unit, Which};
use crate::number::Number;
use crate::vocabulary::{Caveats, End};

use crate::evaluate::derive::{From, Made, whole};
use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::{trend, which};
use crate::outcome::{Along, Found, Missing, Name, Point, Provenance, Value, name_of};

impl From<'_> {
    /// Returns the ends of a run.
    pub(super) fn run(&self, operation: &Operation) -> Option<Found> {
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
    pub(super) fn since(
        &self,
        of: Key<Figure>,
        end: End,
    ) -> Result<(Value, Unit, u32, (Caveats, Caveats)), EvaluationFault> {
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
    pub(super) fn holds_each(
        &mut self,
        of: Key<Figure>,
        conditions: &[OnValue],
    ) -> Result<(Number, Found), EvaluationFault> {
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
        let missing = match &self.outcome(of).trace {
            Provenance::Cells { missing, .. } => *missing,
            Provenance::Figures(_) | Provenance::Source { .. } => Missing::default(),
        };
        Ok((whole(met.len())?, Found::Rows { whole: places.len(), met, others, missing }))
    }

    pub(super) fn any_withheld(&self) -> bool {
        self.outcomes().any(|outcome| match &outcome.value {
            Value::Series(points) => points.iter().any(|point| point.withheld),
            _ => outcome.withheld.is_some(),
        })
    }

    /// Returns of how many a place is told that says from which end it is counted, and who shares it.
    pub(super) fn told_place(&self, operation: &Operation) -> Result<Option<Found>, EvaluationFault> {
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

    /// Finds where a series is greatest or least; it leans on the values that it is compared with.
    pub(super) fn which(&self, which: &Which) -> Result<(Value, Unit, u32, (Caveats, Caveats)), EvaluationFault> {
        let outcome = self.outcome(which.of);
        let along = outcome.along.ok_or(EvaluationFault::Consequence)?;
        let name = which::found(self.model, which, self.series(which.of)?, along)?;
        let said = name.points.iter().map(Point::said).fold(Caveats::NONE, Caveats::and);
        Ok((Value::Name(name), outcome.unit, outcome.decimals, (said, outcome.rivals.and(outcome.said()))))
    }

    /// One more than there are greater values: equal values share the better place.
    pub(super) fn rank(&self, value: Key<Figure>, among: &[Key<Figure>], from: End) -> Made {
        let beats = |other: Number, number: Number| match from {
            End::Highest => other > number,
            End::Lowest => other < number,
        };
        Ok((self.place(value, among, beats)?, Unit::Rank, 0))
    }

    /// The place counted from the least up, of a rank.
    pub(super) fn place_from_below(&self, operation: &Operation) -> Result<Option<Number>, EvaluationFault> {
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
