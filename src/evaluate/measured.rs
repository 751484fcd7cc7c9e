//! What a result counts where that is something else than what it is made of, as a measure declares: rates, amounts in the prices
//! of one period, what a running total grew by; and what the sign of a result says.

use crate::model::{Key, Measure, Operation, Rate, Real, Unit, flow};
use crate::outcome::{Sign, Span};

use crate::evaluate::derive::{From, Made};
use crate::evaluate::units;

impl From<'_> {
    pub(super) fn rate(&self, rate: Rate) -> Made {
        let divisor = self.number(rate.denominator)?;
        let number = self.number(rate.numerator)?.times(rate.per.number().into()).and_then(|many| many.over(divisor));
        Ok((number.map_err(|fault| self.divided(fault, rate.denominator))?, Unit::Of(rate.measure), 1))
    }

    /// An amount in the prices of one period: it times the index of that period, divided by that of its own.
    pub(super) fn real(&self, real: Real) -> Made {
        let prices = self.number(real.prices)?;
        let index = self.number(real.index)?;
        let number = self.number(real.amount)?.times(prices).and_then(|amount| amount.over(index));
        let number = number.map_err(|fault| self.divided(fault, real.index))?;
        Ok((number, Unit::Of(real.measure), self.outcome(real.amount).decimals))
    }

    /// Returns what the difference of a running total counts.
    pub(super) fn flow(&self, operation: &Operation) -> Option<Key<Measure>> {
        let model = self.model;
        flow(operation, &model.figures, &model.datasets, &model.measures)
    }

    /// What the sign of a result says.
    pub(super) fn sign(&self, operation: &Operation) -> Sign {
        let all = |sign: Sign| self.outcomes().all(|outcome| outcome.sign == sign);
        match operation {
            Operation::Change { .. } | Operation::Points { .. } => Sign::Change,
            Operation::Difference(..) => self.sign_of_difference(operation),
            Operation::Total(_) | Operation::Lowest(_) | Operation::Highest(_) | Operation::Which(_)
                if all(Sign::Change) =>
            {
                Sign::Change
            }
            Operation::Total(_) | Operation::Which(_) if all(Sign::Difference) => Sign::Difference,
            _ => Sign::Level,
        }
    }

    /// Returns what the sign of a difference says: which of two is more; of what a running total grew by, and of a balance of unlike
    /// things, how much it is.
    fn sign_of_difference(&self, operation: &Operation) -> Sign {
        let balance = self.declared.filter(|measure| self.model.measures[*measure].signs.is_some());
        if balance.is_some_and(|measure| self.outcomes().all(|outcome| outcome.unit != Unit::Of(measure))) {
            return Sign::Level;
        }
        self.flow(operation).map_or(Sign::Difference, |flow| units::of_measure(self.model, Unit::Of(flow)))
    }

    /// Returns the stretch of time in which a running total grew: from the day after the earlier one to the later one.
    pub(super) fn span_of_flow(&self, operation: &Operation) -> Option<Span> {
        self.flow(operation)?;
        let (later, earlier) = operation.number_and_base()?;
        let (later, earlier) = (self.outcome(later).span?, self.outcome(earlier).span?);
        let first = crate::number::Date::from_days(earlier.last.days() + 1).filter(|first| *first <= later.last)?;
        Some(Span::between(first, later.last))
    }
}
