//! What a figure is: one number or a series, of which measure or unit.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Calculation, Dataset, Figure, Key, Measure, Operation, Section, Selection, Unit, Which, flow};
use crate::table::{Column, ColumnType};
use crate::vocabulary::Counts;

use super::figure_problem as wrong;
use super::links::Scope;
use super::rate;
use super::registry_path::RegistryPath;

/// One number or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureType {
    /// One number.
    Number,
    /// Words that name no number, such as `thousands`.
    Words,
    /// A number for each value of a column.
    Series,
    /// A series along a column without an order, such as names of places.
    Groups,
    /// A name with its number.
    Name,
}

/// What is known of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) shape: FigureType,
    pub(super) unit: Unit,
}

/// What judging a figure needs to know of others.
pub(super) struct Facts<'m> {
    pub(super) datasets: &'m Section<Dataset>,
    pub(super) measures: &'m Section<Measure>,
    pub(super) figures: &'m Section<Figure>,
    /// What is known of each figure; none where a problem was reported.
    pub(super) known: Vec<Option<Known>>,
}

impl Facts<'_> {
    /// Returns what a calculation comes to; none where a problem was met, here or in what it is made of.
    pub(super) fn of(
        &self,
        calculation: &Calculation,
        declared: Option<Key<Measure>>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Known> {
        match calculation {
            Calculation::Select(selection) => self.selected(selection, declared, at, scope),
            Calculation::Quote(quotation) => {
                let shape = if quotation.number.is_some() { FigureType::Number } else { FigureType::Words };
                Some(Known { shape, unit: declared.map_or(Unit::Plain, Unit::Of) })
            }
            Calculation::Derive(operation) => self.derived(operation, declared, at, scope),
        }
    }

    fn selected(
        &self,
        selection: &Selection,
        declared: Option<Key<Measure>>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Known> {
        let counts_rows = selection.aggregate.counts();
        let measure = measure_of(selection, self.datasets);
        if let (Some(column), Some(declared)) = (measure, declared)
            && column != declared
        {
            scope.problems.push(wrong::other_measure(at, self.measures, declared, column));
            return None;
        }
        let unit = match measure.or(declared) {
            Some(measure) => selection.unit(measure, self.datasets, self.measures),
            None if counts_rows => Unit::Plain,
            None => {
                let dataset = self.datasets.id(selection.of).as_str();
                scope.problems.push(wrong::without_measure(at, dataset));
                return None;
            }
        };
        let shape = match selection.by {
            None => FigureType::Number,
            Some(column) if self.is_ordered(selection, column) => FigureType::Series,
            Some(_) => FigureType::Groups,
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
        match calculation {
            Calculation::Select(selection) => self.column(selection, selection.by?),
            Calculation::Derive(operation) if operation.goes_value_by_value() => {
                operation.parts().into_iter().find_map(|part| self.along(&self.figures[part].calculation))
            }
            Calculation::Derive(Operation::Which(Which { of, .. }) | Operation::Since(of, _)) => {
                self.along(&self.figures[*of].calculation)
            }
            Calculation::Derive(_) | Calculation::Quote(_) => None,
        }
    }

    fn derived(
        &self,
        operation: &Operation,
        declared: Option<Key<Measure>>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Known> {
        let parts = operation.parts();
        let known: Vec<Known> = parts.iter().map(|key| self.known[key.index()]).collect::<Option<_>>()?;
        let unit = match operation {
            Operation::Steps(of) | Operation::CountSteps(of, _) | Operation::Run(of, _) | Operation::LastRun(of, _) => {
                self.series(*of, known[0], true, at, scope)?;
                Unit::Steps
            }
            Operation::Lowest(of) | Operation::Highest(of) => {
                self.series(*of, known[0], false, at, scope)?;
                known[0].unit
            }
            Operation::Since(of, _) => {
                self.series(*of, known[0], true, at, scope)?;
                return Some(Known { shape: FigureType::Name, unit: known[0].unit });
            }
            Operation::Which(Which { of, .. }) => {
                self.series(*of, known[0], false, at, scope)?;
                return Some(Known { shape: FigureType::Name, unit: known[0].unit });
            }
            Operation::Holds { .. } => {
                self.numbers(&parts, at, scope)?;
                Unit::Plain
            }
            Operation::HoldsEach { of, .. } => {
                self.series(*of, known[0], false, at, scope)?;
                Unit::Plain
            }
            Operation::Rank { value, among, .. } => {
                self.numbers(&[*value], at, scope)?;
                if !matches!(known[1..], [Known { shape: FigureType::Series | FigureType::Groups, .. }]) {
                    self.numbers(among, at, scope)?;
                }
                self.alike(&parts, "rank", at, scope)?;
                Unit::Rank
            }
            Operation::Difference(..) | Operation::Total(_) => {
                let name = if matches!(operation, Operation::Total(_)) { "total" } else { "difference" };
                self.alike(&parts, name, at, scope)?;
                let counts = declared.or_else(|| flow(operation, self.figures, self.datasets, self.measures));
                let unit = counts.map_or(known[0].unit, Unit::Of);
                match operation {
                    Operation::Difference(..) => unit.of_a_difference(counts, self.measures),
                    _ => unit,
                }
            }
            Operation::Ratio(..) => Unit::Times,
            Operation::Rate(rate) => Unit::Of(rate.measure),
            Operation::Real(real) => Unit::Of(real.measure),
            Operation::Index(..) => {
                self.alike(&parts, "index", at, scope)?;
                Unit::Plain
            }
            Operation::Change { .. } => {
                self.alike(&parts, "change", at, scope)?;
                Unit::Percent
            }
            Operation::Points { .. } => {
                self.percentages(&parts, at, scope)?;
                self.alike(&parts, "points", at, scope)?;
                Unit::Points
            }
            Operation::Share { .. } => {
                self.part_of_whole(&parts, at, scope)?;
                Unit::Percent
            }
        };
        let shape = if operation.goes_value_by_value() { self.in_step(&parts, at, scope)? } else { FigureType::Number };
        Some(Known { shape, unit })
    }

    /// Checks that figures can be worked with value by value: numbers, and series along columns of one type. Returns what
    /// comes of it.
    fn in_step(&self, of: &[Key<Figure>], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<FigureType> {
        let shape = |key: &Key<Figure>| self.known[key.index()].map(|known| known.shape);
        let is_series = |key: &&Key<Figure>| matches!(shape(key), Some(FigureType::Series | FigureType::Groups));
        let series: Vec<Key<Figure>> = of.iter().filter(is_series).copied().collect();
        let Some(first) = series.first() else {
            self.numbers(of, at, scope)?;
            return Some(FigureType::Number);
        };
        let singles: Vec<Key<Figure>> = of.iter().filter(|key| !series.contains(key)).copied().collect();
        self.numbers(&singles, at, scope)?;
        let column = |key: Key<Figure>| self.along(&self.figures[key].calculation);
        for other in &series[1..] {
            if let (Some(a), Some(b)) = (column(*first), column(*other))
                && a.kind != b.kind
            {
                let ids = [*first, *other].map(|key| self.figures.id(key).as_str());
                scope.problems.push(wrong::out_of_step(at, ids, [a, b]));
                return None;
            }
        }
        shape(first)
    }

    fn series(
        &self,
        of: Key<Figure>,
        known: Known,
        ordered: bool,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<()> {
        let id = self.figures.id(of).as_str();
        match known.shape {
            FigureType::Series => return Some(()),
            FigureType::Groups if !ordered => return Some(()),
            FigureType::Groups => scope.problems.push(wrong::without_order(at, id)),
            FigureType::Number | FigureType::Words | FigureType::Name => {
                scope.problems.push(wrong::series_wanted(at, id));
            }
        }
        None
    }

    fn numbers(&self, of: &[Key<Figure>], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let mut all = Some(());
        for key in of {
            let id = self.figures.id(*key).as_str();
            match self.known[key.index()]?.shape {
                FigureType::Number => continue,
                FigureType::Words => scope.problems.push(wrong::names_no_number(at, id)),
                FigureType::Series | FigureType::Groups | FigureType::Name => {
                    scope.problems.push(wrong::number_wanted(at, id));
                }
            }
            all = None;
        }
        all
    }

    /// Checks that all figures are numbers of one thing, or of two that are declared to be held against each other.
    fn alike(&self, of: &[Key<Figure>], operation: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let first = *of.first()?;
        let unit = self.known[first.index()]?.unit;
        for other in &of[1..] {
            let there = self.known[other.index()]?.unit;
            let is_declared = match (unit, there) {
                (Unit::Of(a), Unit::Of(b)) => COMPARES.contains(&operation) && self.measures.compare(a, b),
                _ => false,
            };
            if there != unit && !is_declared {
                let sides = [(self.figures.id(first).as_str(), unit), (self.figures.id(*other).as_str(), there)];
                scope.problems.push(unlike(at, operation, sides, self.measures));
                return None;
            }
        }
        Some(())
    }

    fn percentages(&self, of: &[Key<Figure>], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
        let is_share = |measure: Key<Measure>| matches!(self.measures[measure].counts, Counts::Share | Counts::Rate);
        for key in of {
            match self.known[key.index()]?.unit {
                Unit::Percent => {}
                Unit::Of(measure) if is_share(measure) => {}
                unit => {
                    scope.problems.push(no_percentage(at, self.figures.id(*key).as_str(), unit, self.measures));
                    return None;
                }
            }
        }
        Some(())
    }

    /// Checks that a part is counted as its whole is, or may stand in for it.
    fn part_of_whole(&self, of: &[Key<Figure>], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
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
        let mut known = None;
        RegistryPath::walk_to(&figure.place, &mut |at| {
            known = facts.of(&figure.calculation, figure.measure, at, scope);
        });
        facts.known[index] = known;
    }
}

/// Returns the measure of the column a selection is made over; none where rows or values are counted.
fn measure_of(selection: &Selection, datasets: &Section<Dataset>) -> Option<Key<Measure>> {
    if selection.aggregate.counts() {
        return None;
    }
    let column = selection.aggregate.column()?;
    let first = &datasets[selection.of];
    let (dataset, index) = match &selection.join {
        Some(join) if column >= first.table.columns.len() => {
            (&datasets[join.dataset], column - first.table.columns.len())
        }
        _ => (first, column),
    };
    dataset.measures.get(index).copied().flatten()
}

/// The operations that hold a number against another.
const COMPARES: [&str; 4] = ["difference", "change", "points", "index"];

/// Numbers of different things in one operation.
fn unlike(
    at: &RegistryPath<'_>,
    operation: &str,
    [(first, a), (second, b)]: [(&str, Unit); 2],
    measures: &Section<Measure>,
) -> Problem {
    let (one, other) = (unit_words(a, measures), unit_words(b, measures));
    let message = format!("`{operation}` of unlike numbers: `{first}` counts {one}, `{second}` counts {other}");
    let why = match (a, b) {
        (Unit::Of(a), Unit::Of(b)) => wrong::why_distinct(measures, a, b),
        _ => "only numbers of one thing can be added, subtracted or set in proportion".to_owned(),
    };
    let help = match (a, b) {
        (Unit::Of(a), Unit::Of(b)) if matches!(operation, "share" | "ratio") => {
            rate::quotient(measures, operation, a, b)
        }
        (Unit::Of(a), Unit::Of(b)) if COMPARES.contains(&operation) => format!(
            "use figures of one measure; where one may be held against the other, declare `compares_with: {}` on `{}`",
            measures.id(b),
            measures.id(a)
        ),
        _ => "use figures of one measure, or print both numbers side by side".to_owned(),
    };
    Problem::error(&code::MEASURES_DIFFER, at.key(operation).value(), message).note(why).help(help)
}

/// A difference in percentage points of what is no percentage.
fn no_percentage(at: &RegistryPath<'_>, id: &str, unit: Unit, measures: &Section<Measure>) -> Problem {
    let message = format!("`points` needs percentages; figure `{id}` counts {}", unit_words(unit, measures));
    Problem::error(&code::NO_PERCENTAGE, at.key("points").value(), message)
        .note("percentage points are the difference of two percentages; the growth of a count is a percent change")
        .help("use `change` for counts, or make shares of them first")
}

fn unit_words(unit: Unit, measures: &Section<Measure>) -> String {
    match unit {
        Unit::Of(measure) => format!("`{}`", measures.id(measure)),
        Unit::Percent => "percent".to_owned(),
        Unit::Points => "percentage points".to_owned(),
        Unit::Times => "how many times".to_owned(),
        Unit::Rank => "a rank".to_owned(),
        Unit::Steps => "steps of a series".to_owned(),
        Unit::Plain => "rows".to_owned(),
    }
}
