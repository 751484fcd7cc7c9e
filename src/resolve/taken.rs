//! What a figure or test takes of the selected rows: one number; or several that a measure makes one of, such as the two sums of a
//! rate. Those become parts of the figure, so that each is worked out, marked and traced as any figure is.

use crate::model::{Calculation, Dataset, Figure, Key, Measure, Operation, Rate, Real, Section, Selection};
use crate::text::Id;
use crate::vocabulary::Per;

use super::registry_path::RegistryPath;
use super::selection::{Chosen, Used};

/// What is taken of the selected rows.
pub(super) enum Taken<'m> {
    /// One number.
    One(Chosen<'m>),
    /// A quotient of two sums.
    Rate {
        /// What it counts.
        measure: Key<Measure>,
        /// Per how many.
        per: Per,
        /// What is divided.
        numerator: Chosen<'m>,
        /// What it is divided by.
        denominator: Chosen<'m>,
    },
    /// An amount in the prices of one period.
    Real {
        /// What it counts.
        measure: Key<Measure>,
        /// The amount.
        amount: Chosen<'m>,
        /// The index of the prices of its own period.
        index: Chosen<'m>,
        /// The index of the period in whose prices it is told.
        prices: Selection,
    },
}

impl<'m> Taken<'m> {
    /// Returns what is selected, in the order in which [`made_of`](Self::made_of) wants it.
    pub(super) fn chosen(&self) -> Vec<&Chosen<'m>> {
        match self {
            Self::One(chosen) => vec![chosen],
            Self::Rate { numerator, denominator, .. } => vec![numerator, denominator],
            Self::Real { amount, index, .. } => vec![amount, index],
        }
    }

    /// Returns the number that selections come to; what it is made of are parts of `owner`.
    pub(super) fn made_of(
        &self,
        mut selections: Vec<Selection>,
        owner: &str,
        parts: &mut Parts,
        at: &RegistryPath<'_>,
    ) -> Option<Calculation> {
        match self {
            Self::One(_) => selections.pop().map(Calculation::Select),
            Self::Rate { measure, per, .. } => {
                let [numerator, denominator] = <[Selection; 2]>::try_from(selections).ok()?;
                let numerator = parts.add(owner, "numerator", Calculation::Select(numerator), at);
                let denominator = parts.add(owner, "denominator", Calculation::Select(denominator), at);
                let rate = Rate { numerator, denominator, measure: *measure, per: *per };
                Some(Calculation::Derive(Operation::Rate(rate)))
            }
            Self::Real { measure, prices, .. } => {
                let [amount, index] = <[Selection; 2]>::try_from(selections).ok()?;
                let mut part = |name, selection| parts.add(owner, name, Calculation::Select(selection), at);
                let (amount, index) = (part("amount", amount), part("index", index));
                let prices = part("prices", prices.clone());
                Some(Calculation::Derive(Operation::Real(Real { amount, index, prices, measure: *measure })))
            }
        }
    }
}

/// The figures that no author declares: the parts of those that somebody does, behind all of these.
pub(super) struct Parts {
    declared: usize,
    made: Vec<(Id, Figure)>,
}

impl Parts {
    /// Returns no parts yet of so many declared figures.
    pub(super) fn of(declared: usize) -> Self {
        Self { declared, made: Vec::new() }
    }

    /// Adds a part of an entry.
    pub(super) fn add(
        &mut self,
        owner: &str,
        part: &str,
        calculation: Calculation,
        at: &RegistryPath<'_>,
    ) -> Key<Figure> {
        let key = Key::new(self.declared + self.made.len());
        let place = at.registry_place();
        let figure = Figure { label: None, calculation, measure: None, period: None, decimals: None, place };
        self.made.push((Id::part(owner, part), figure));
        key
    }

    /// Puts the parts behind the declared figures.
    pub(super) fn follow(self, figures: &mut Section<Figure>) {
        for (id, figure) in self.made {
            figures.add(id, figure);
        }
    }
}

/// Where a figure's keys stand: some mean something else in a test, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeysOf {
    /// Under `figures`.
    Figure,
    /// In a claim's `test`.
    Test,
}

/// What understanding how a number is got needs beside the ids.
pub(super) struct Making<'a> {
    /// Where its keys stand.
    pub(super) place: KeysOf,
    /// What its parts are named after.
    pub(super) owner: &'a str,
    pub(super) datasets: &'a Section<Dataset>,
    pub(super) measures: &'a Section<Measure>,
    /// Where its parts go; none where it has none.
    pub(super) parts: Option<&'a mut Parts>,
    pub(super) used: &'a mut Used,
}
