//! What each figure comes to, before it has a value: one number or a series, and of which measure. Numbers that do not go
//! together are told apart here.

use crate::model::{Calculation, Dataset, Figure, Key, Measure, Operation, Registered, Selection};
use crate::table::{Column, ColumnType};
use crate::vocabulary::Counts;

use super::at::At;
use super::figure::measure_of;
use super::link::Scope;
use super::{derive, figure_problem as wrong};

/// One number or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One number.
    Number,
    /// Words that name no number, such as `thousands`.
    Words,
    /// A number for each value of a column.
    Series,
    /// A series along a column without an order, such as names of places.
    Groups,
}

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Of(Key<Measure>),
    Percent,
    Points,
    Times,
    Rank,
    Steps,
    Plain,
}

/// What is known of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) shape: Shape,
    pub(super) unit: Unit,
}

/// What judging a figure needs to know of others.
pub(super) struct Facts<'m> {
    pub(super) datasets: &'m Registered<Dataset>,
    pub(super) measures: &'m Registered<Measure>,
    pub(super) figures: &'m Registered<Figure>,
    /// What is known of each figure; none where a problem was reported.
    pub(super) known: Vec<Option<Known>>,
}

impl Facts<'_> {
    /// Returns what a calculation comes to; none where a problem was met, here or in what it is made of.
    pub(super) fn of(
        &self,
        calculation: &Calculation,
        declared: Option<Key<Measure>>,
        at: &At<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Known> {
        match calculation {
            Calculation::Select(selection) => self.selected(selection, declared, at, scope),
            Calculation::Quote(quotation) => {
                let shape = if quotation.number.is_some() { Shape::Number } else { Shape::Words };
                Some(Known { shape, unit: declared.map_or(Unit::Plain, Unit::Of) })
            }
            Calculation::Derive(operation) => self.derived(operation, at, scope),
        }
    }

    fn selected(
        &self,
        selection: &Selection,
        declared: Option<Key<Measure>>,
        at: &At<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Known> {
        let counts_rows =
            matches!(selection.aggregate, crate::model::Aggregate::Count(_) | crate::model::Aggregate::Distinct(_));
        let measure = measure_of(selection, self.datasets);
        if let (Some(column), Some(declared)) = (measure, declared)
            && column != declared
        {
            scope.problems.push(wrong::other_measure(at, self.measures, declared, column));
            return None;
        }
        let unit = match measure.or(declared) {
            Some(measure) => Unit::Of(measure),
            None if counts_rows => Unit::Plain,
            None => {
                let dataset = self.datasets.id(selection.of).as_str();
                scope.problems.push(wrong::without_measure(at, dataset));
                return None;
            }
        };
        let shape = match selection.by {
            None => Shape::Number,
            Some(column) if self.is_ordered(selection, column) => Shape::Series,
            Some(_) => Shape::Groups,
        };
        Some(Known { shape, unit })
    }

    fn is_ordered(&self, selection: &Selection, column: usize) -> bool {
        let found = self.column(selection, column);
        found.is_some_and(|column| !matches!(column.kind, ColumnType::String | ColumnType::Boolean))
    }

    fn column(&self, selection: &Selection, column: usize) -> Option<&Column> {
        let first = &self.datasets[selection.of].table.columns;
        match (&selection.join, column.checked_sub(first.len())) {
            (Some(join), Some(index)) => self.datasets[join.dataset].table.columns.get(index),
            _ => first.get(column),
        }
    }

    /// Returns the column along which a series runs; none where there is none.
    pub(super) fn along(&self, calculation: &Calculation) -> Option<&Column> {
        let Calculation::Select(selection) = calculation else { return None };
        self.column(selection, selection.by?)
    }

    fn derived(&self, operation: &Operation, at: &At<'_>, scope: &mut Scope<'_>) -> Option<Known> {
        let parts = derive::parts(operation);
        let known: Vec<Known> = parts.iter().map(|key| self.known[key.index()]).collect::<Option<_>>()?;
        let unit = match operation {
            Operation::Steps(of) | Operation::CountSteps(of, _) | Operation::Run(of, _) => {
                self.series(*of, known[0], true, at, scope)?;
                Unit::Steps
            }
            Operation::Lowest(of) | Operation::Highest(of) => {
                self.series(*of, known[0], false, at, scope)?;
                known[0].unit
            }
            Operation::Rank { value, among } => {
                self.numbers(&[*value], at, scope)?;
                if !matches!(known[1..], [Known { shape: Shape::Series | Shape::Groups, .. }]) {
                    self.numbers(among, at, scope)?;
                }
                self.alike(&parts, "rank", at, scope)?;
                Unit::Rank
            }
            Operation::Difference(..) | Operation::Total(_) => {
                self.numbers(&parts, at, scope)?;
                let name = if matches!(operation, Operation::Total(_)) { "total" } else { "difference" };
                self.alike(&parts, name, at, scope)?;
                known[0].unit
            }
            Operation::Ratio(..) => {
                self.numbers(&parts, at, scope)?;
                Unit::Times
            }
            Operation::Change { .. } => {
                self.numbers(&parts, at, scope)?;
                self.alike(&parts, "change", at, scope)?;
                Unit::Percent
            }
            Operation::Points { .. } => {
                self.numbers(&parts, at, scope)?;
                self.percentages(&parts, at, scope)?;
                self.alike(&parts, "points", at, scope)?;
                Unit::Points
            }
            Operation::Share { .. } => {
                self.numbers(&parts, at, scope)?;
                self.part_of_whole(&parts, at, scope)?;
                Unit::Percent
            }
        };
        Some(Known { shape: Shape::Number, unit })
    }

    fn series(&self, of: Key<Figure>, known: Known, ordered: bool, at: &At<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let id = self.figures.id(of).as_str();
        match known.shape {
            Shape::Series => return Some(()),
            Shape::Groups if !ordered => return Some(()),
            Shape::Groups => scope.problems.push(wrong::without_order(at, id)),
            Shape::Number | Shape::Words => scope.problems.push(wrong::series_wanted(at, id)),
        }
        None
    }

    fn numbers(&self, of: &[Key<Figure>], at: &At<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let mut all = Some(());
        for key in of {
            let id = self.figures.id(*key).as_str();
            match self.known[key.index()]?.shape {
                Shape::Number => continue,
                Shape::Words => scope.problems.push(wrong::names_no_number(at, id)),
                Shape::Series | Shape::Groups => scope.problems.push(wrong::number_wanted(at, id)),
            }
            all = None;
        }
        all
    }

    /// Checks that all figures are numbers of one thing.
    fn alike(&self, of: &[Key<Figure>], operation: &str, at: &At<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let first = *of.first()?;
        let unit = self.known[first.index()]?.unit;
        for other in &of[1..] {
            let there = self.known[other.index()]?.unit;
            if there != unit {
                let sides = [(self.figures.id(first).as_str(), unit), (self.figures.id(*other).as_str(), there)];
                scope.problems.push(wrong::unlike(at, operation, sides, self.measures));
                return None;
            }
        }
        Some(())
    }

    fn percentages(&self, of: &[Key<Figure>], at: &At<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let is_share = |measure: Key<Measure>| matches!(self.measures[measure].counts, Counts::Share | Counts::Rate);
        for key in of {
            match self.known[key.index()]?.unit {
                Unit::Percent => {}
                Unit::Of(measure) if is_share(measure) => {}
                unit => {
                    scope.problems.push(wrong::no_percentage(at, self.figures.id(*key).as_str(), unit, self.measures));
                    return None;
                }
            }
        }
        Some(())
    }

    /// Checks that a part is counted as its whole is, or may stand in for it.
    fn part_of_whole(&self, of: &[Key<Figure>], at: &At<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let unit = |key: &Key<Figure>| self.known[key.index()].map(|known| known.unit);
        if let [part, whole] = of
            && let (Some(Unit::Of(a)), Some(Unit::Of(b))) = (unit(part), unit(whole))
            && (self.measures[a].proxy_for.contains(&b) || self.measures[b].proxy_for.contains(&a))
        {
            return Some(());
        }
        self.alike(of, "share", at, scope)
    }
}

/// Finds out what every figure comes to, in an `order` in which parts come before what is made of them.
pub(super) fn of_all(facts: &mut Facts<'_>, order: &[usize], understood: &[bool], scope: &mut Scope<'_>) {
    for index in order.iter().copied().filter(|index| understood[*index]) {
        let figure = &facts.figures[Key::new(index)];
        let top = At::top(&figure.place.file, "figures");
        let at = top.key(facts.figures.id(Key::new(index)).as_str());
        facts.known[index] = facts.of(&figure.calculation, figure.measure, &at, scope);
    }
}
