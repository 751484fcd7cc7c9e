//! The period that a number is of, in words: what its conditions ask for, and what a word among them meant.

use std::collections::BTreeSet;

use crate::model::{AskedPeriods, Calculation, Claim, Figure, Key, Operation, Predicate, Selection, TestOf};
use crate::number::{Granularity, Stretch};
use crate::outcome::Outcome;
use crate::table::Column;

use super::provenance::column_of;
use super::teller::Teller;

impl Teller<'_> {
    /// Returns the period of a figure in words: the one that its author declares, else the one that it asks for.
    pub(super) fn period_of_figure(&self, figure: Key<Figure>) -> Option<String> {
        let entry = &self.model.figures[figure];
        let declared = entry.period.as_ref().map(|period| self.language().period(period));
        declared.or_else(|| self.period_of(&entry.calculation, self.evaluation.figure(figure)))
    }

    /// Returns the period of a claim's tested figure in words.
    pub(super) fn period_of_value(&self, claim: Key<Claim>, reading: usize, outcome: &Outcome) -> Option<String> {
        match &self.model.claims[claim].tests.get(reading)?.of {
            TestOf::Figure(figure) => self.period_of_figure(*figure),
            TestOf::Inline(calculation) => self.period_of(calculation, Some(outcome)),
        }
    }

    /// Returns the period of what a calculation comes to, in words: of a number held against a base its own; of a series that
    /// its conditions do not narrow, the first and the last of its values.
    pub(super) fn period_of(&self, calculation: &Calculation, outcome: Option<&Outcome>) -> Option<String> {
        let asked = match calculation {
            Calculation::Select(selection) => self.asked(selection),
            Calculation::Derive(operation) => return self.period_of_operation(operation),
            Calculation::Quote(_) => return None,
        };
        let asked = if asked.is_empty() { along(outcome?, self).into_iter().collect() } else { asked };
        let named: Vec<String> = asked.into_iter().map(|stretch| self.language().named(stretch)).collect();
        (!named.is_empty()).then(|| self.language().list(&named))
    }

    fn period_of_operation(&self, operation: &Operation) -> Option<String> {
        let of = |key: Key<Figure>| self.period_of_figure(key);
        match operation {
            Operation::Rank { value, .. } => of(*value),
            Operation::Lowest(series)
            | Operation::Highest(series)
            | Operation::HoldsEach { of: series, .. }
            | Operation::Holds { whole: series, .. }
            | Operation::CountSteps(series, _)
            | Operation::Steps(series)
            | Operation::Run(series, _)
            | Operation::LastRun(series, _)
            | Operation::Since(series, _) => of(*series),
            Operation::Total(parts) => {
                let first = of(*parts.first()?)?;
                parts.iter().all(|part| of(*part).as_ref() == Some(&first)).then_some(first)
            }
            compared => of(compared.number_and_base()?.0),
        }
    }

    /// Returns the stretch that the conditions of a selection ask for, or those of a list, in their order; none where they leave one
    /// end open.
    fn asked(&self, selection: &Selection) -> Vec<Stretch> {
        let mut all = self.asked_on_one(selection).unwrap_or_default();
        all.sort_by_key(|stretch| (stretch.first, stretch.last));
        all.dedup();
        all
    }

    fn asked_on_one(&self, selection: &Selection) -> Option<Vec<Stretch>> {
        let filters = &selection.filters;
        let mut times = filters.iter().filter_map(|filter| {
            let column = column_of(self.model, selection, filter.column)?;
            column.kind.is_time().then_some((filter.column, column))
        });
        let (index, column) = times.next()?;
        let mut asked: Vec<AskedPeriods> =
            selection.asked.iter().filter(|asked| asked.column == index).cloned().collect();
        if asked.is_empty() {
            asked.push(AskedPeriods::written_out(index, filters)?);
        }
        // What is left out of a stretch parts it in two.
        let out = filters.iter().filter(|filter| filter.column == index).filter_map(|filter| match &filter.predicate {
            Predicate::NotIn(values) => Some(values.as_slice()),
            _ => None,
        });
        let out: BTreeSet<i64> = out.flatten().copied().collect();
        let named = |asked: AskedPeriods| {
            let stretch = asked.stretch(column)?;
            Some(if asked.moving.is_some() { stretch } else { by_its_name(stretch) })
        };
        asked.iter().flat_map(|asked| without(asked, &out)).map(named).collect()
    }
}

/// Returns what is left of periods that are asked for.
fn without(asked: &AskedPeriods, out: &BTreeSet<i64>) -> Vec<AskedPeriods> {
    let mut left = Vec::new();
    let mut first = asked.first;
    for at in out.range(asked.first..=asked.last).copied().chain([asked.last.saturating_add(1)]) {
        if first < at {
            left.push(AskedPeriods { first, last: at - 1, ..asked.clone() });
        }
        first = at.saturating_add(1);
    }
    left
}

/// Returns the first and the last value of a series along time.
fn along(outcome: &Outcome, teller: &Teller<'_>) -> Option<Stretch> {
    let crate::outcome::Value::Series(points) = &outcome.value else { return None };
    let column: &Column = outcome.along?.column(teller.model);
    Some(Stretch { first: column.period(points.first()?.at)?, last: column.period(points.last()?.at)? })
}

/// Returns a stretch as the one longer period that it is, where it is one: January to June is a half.
pub(super) fn by_its_name(stretch: Stretch) -> Stretch {
    let Stretch { first, last } = stretch;
    let whole = |length: Granularity| {
        let parent = first.parent(length).filter(|parent| parent.length() != first.length())?;
        (parent.parts(first.length())? == (first, last)).then_some(Stretch { first: parent, last: parent })
    };
    let lengths = [Granularity::Month, Granularity::Quarter, Granularity::Half, Granularity::Year];
    lengths.into_iter().find_map(whole).unwrap_or(stretch)
}
