//! A number beside what it is held against: `sum` with `change: { against: … }`. Both ends become figures of their own, parts
//! that no author declares, so that each is worked out, marked and traced as any figure is.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{AskedPeriods, Calculation, Dataset, Figure, Filter, Key, Operation, Predicate, Section, Selection};
use crate::number::{Earlier, Stretch};
use crate::registry::{self, Base, Condition, Entries, Entry, Scalar};
use crate::vocabulary::{Aggregate, Comparison, Direction};

use super::aggregates;
use super::figure_problem as wrong;
use super::links::Scope;
use super::periods;
use super::registry_path::RegistryPath;
use super::selection::{self, Chosen, Used};
use super::taken::{Parts, Taken};

/// Returns the comparisons that stand beside an aggregate, each with its base: one, where it is right.
pub(super) fn written(written: &registry::Figure) -> Vec<(Comparison, &Base)> {
    let base = |comparison| match comparison {
        Comparison::Difference => written.difference.as_ref().and_then(registry::Operands::base),
        Comparison::Ratio => written.ratio.as_ref().and_then(registry::Operands::base),
        Comparison::Change => written.change.as_ref().and_then(|pair| pair.against.as_ref()),
        Comparison::Points => written.points.as_ref().and_then(|pair| pair.against.as_ref()),
        Comparison::Index => written.index.as_ref().and_then(|index| index.against.as_ref()),
        Comparison::Whole => written.whole.as_ref().filter(|_| written.share.is_none()),
    };
    Comparison::ALL.into_iter().filter_map(|comparison| Some((comparison, base(comparison)?))).collect()
}

/// Returns whether a condition lifts that of the same column.
fn lifts(condition: &Condition) -> bool {
    matches!(condition, Condition::Is(Scalar(words)) if words == "any")
}

/// Returns the column that a base names instead of conditions.
fn names_column(conditions: &Entries<Condition>) -> Option<&String> {
    match conditions.0.as_slice() {
        [Entry { id, value: Condition::Is(Scalar(column)) }] if id == "column" => Some(column),
        _ => None,
    }
}

/// What a comparison is part of: the name of the entry, which its parts bear too.
pub(super) struct Comparing<'a> {
    pub(super) owner: &'a str,
    pub(super) datasets: &'a Section<Dataset>,
    pub(super) parts: &'a mut Parts,
    pub(super) used: &'a mut Used,
}

/// What a number is held against.
enum Against {
    /// What is selected in its place; of a rate both sums.
    Selection(Vec<Selection>),
    /// The least or the greatest value of a series: its own, or that of the periods up to it.
    Extreme(Option<Vec<Selection>>, Direction),
}

impl Against {
    /// Returns the base of everything that is taken, of which each has one of the same kind.
    fn of_all(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(|all, next| match (all, next) {
            (Self::Selection(mut all), Self::Selection(next)) => {
                all.extend(next);
                Self::Selection(all)
            }
            (Self::Extreme(Some(mut all), direction), Self::Extreme(Some(next), _)) => {
                all.extend(next);
                Self::Extreme(Some(all), direction)
            }
            (all, _) => all,
        })
    }
}

impl Comparing<'_> {
    /// Returns how the number of a selection is held against its base.
    pub(super) fn understood(
        &mut self,
        taken: &Taken<'_>,
        (comparison, base): (Comparison, &Base),
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Calculation> {
        let here = at.key(comparison.word());
        let here = if comparison == Comparison::Whole { here } else { here.key("against") };
        let chosen = taken.chosen();
        let names = if comparison == Comparison::Whole { ("part", "whole") } else { ("to", "from") };
        let [to_name, from_name] = [names.0, names.1].map(|name| format!("{}.{name}", self.owner));
        let selections = chosen.iter().map(|chosen| chosen.selection(self.datasets)).collect();
        let to = taken.made_of(selections, &to_name, self.parts, at)?;
        let to = self.parts.add(self.owner, names.0, to, at);
        let bases = match (taken, base) {
            // A column beside a rate holds rates itself: a target, last year's.
            (
                Taken::Rate { numerator: first, .. } | Taken::Real { amount: first, .. },
                Base::Conditions(conditions),
            ) if names_column(conditions).is_some() => {
                vec![self.base(&first.with(Aggregate::Value(0)), base, &here, scope)?]
            }
            _ => chosen.iter().map(|chosen| self.base(chosen, base, &here, scope)).collect::<Option<Vec<_>>>()?,
        };
        let of_base = match Against::of_all(bases)? {
            Against::Selection(column) if column.len() < chosen.len() => {
                column.into_iter().next().map(Calculation::Select)?
            }
            Against::Selection(bases) => taken.made_of(bases, &from_name, self.parts, &here)?,
            Against::Extreme(series, direction) => {
                let series = match series {
                    None => to,
                    Some(series) => {
                        let all = format!("{}.periods", self.owner);
                        let series = taken.made_of(series, &all, self.parts, &here)?;
                        self.parts.add(self.owner, "periods", series, &here)
                    }
                };
                Calculation::Derive(match direction {
                    Direction::Rises => Operation::Highest(series),
                    Direction::Falls => Operation::Lowest(series),
                })
            }
        };
        let from = self.parts.add(self.owner, names.1, of_base, &here);
        Some(Calculation::Derive(match comparison {
            Comparison::Difference => Operation::Difference(to, from),
            Comparison::Ratio => Operation::Ratio(to, from),
            Comparison::Change => Operation::Change { from, to },
            Comparison::Points => Operation::Points { from, to },
            Comparison::Index => Operation::Index(to, from),
            Comparison::Whole => Operation::Share { part: to, whole: from },
        }))
    }

    /// Returns the series of what a number is among: its values for each label of the one column whose condition is lifted.
    pub(super) fn among(
        &mut self,
        taken: &Taken<'_>,
        conditions: &Entries<Condition>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Key<Figure>> {
        let lifted: Vec<&Entry<Condition>> = conditions.iter().filter(|entry| lifts(&entry.value)).collect();
        let [lifted] = lifted[..] else {
            scope.problems.push(among_nothing(at));
            return None;
        };
        let mut selections = Vec::new();
        for chosen in taken.chosen() {
            let by = chosen.columns.find(&lifted.id, &at.key(&lifted.id), scope)?;
            let all = self.under(chosen, conditions, at, scope)?;
            selections.push(Selection { by: Some(by), ..all });
        }
        let owner = format!("{}.among", self.owner);
        let series = taken.made_of(selections, &owner, self.parts, at)?;
        Some(self.parts.add(self.owner, "among", series, at))
    }

    /// Returns the base of a selection.
    fn base(
        &mut self,
        chosen: &Chosen<'_>,
        base: &Base,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Against> {
        match base {
            Base::Words(words) => self.period(chosen, words, at, scope),
            Base::Conditions(conditions) => self.conditions(chosen, conditions, at, scope),
        }
    }

    /// Returns the base that words for a period name: of a number the period beside the one that `where` asks for, of a series
    /// along time that of each value.
    fn period(
        &mut self,
        chosen: &Chosen<'_>,
        words: &str,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Against> {
        let is_time = |column: &usize| chosen.columns.column(*column).kind.is_time();
        let mut times: Vec<usize> = chosen.filters.iter().map(|filter| filter.column).filter(is_time).collect();
        times.dedup();
        let along = chosen.by.filter(is_time);
        let Some(time) = along.or(if let [time] = times[..] { Some(time) } else { None }) else {
            scope.problems.push(wrong::base_of_no_period(at, words));
            return None;
        };
        let column = chosen.columns.column(time);
        let (others, on_time): (Vec<Filter>, Vec<Filter>) =
            chosen.filters.iter().cloned().partition(|filter| filter.column != time);
        // What the condition leaves out the base leaves out too.
        let out: Vec<Filter> =
            on_time.into_iter().filter(|filter| matches!(filter.predicate, Predicate::NotIn(_))).collect();
        let select = |condition: Vec<Filter>, asked: Vec<AskedPeriods>| {
            let others = others.iter().cloned();
            let apart = chosen.asked.iter().filter(|asked| asked.column != time).cloned();
            chosen.under(others.chain(condition).collect(), apart.chain(asked).collect(), self.datasets)
        };
        let one = |asked: AskedPeriods, out: Vec<Filter>| {
            let predicate = asked.predicate();
            let base = select(out.into_iter().chain([Filter { column: time, predicate }]).collect(), vec![asked]);
            Against::Selection(vec![Selection { by: base.by.filter(|by| *by != time), ..base }])
        };
        let is_extreme = |word: &str| match word {
            "lowest" => Some(Direction::Falls),
            "highest" => Some(Direction::Rises),
            _ => None,
        };
        if let (Some(direction), Some(_)) = (is_extreme(words), along) {
            return Some(Against::Extreme(None, direction));
        }
        if let (Some(earlier), Some(_)) = (Earlier::parse(words), along) {
            let shifted = |at: i64| {
                let period = column.period(at)?;
                Some(earlier.than(Stretch { first: period, last: period })?.first.number())
            };
            let mut bases: Vec<i64> = periods::among(column, time, &chosen.filters).filter_map(shifted).collect();
            bases.sort_unstable();
            let base = select(vec![Filter { column: time, predicate: Predicate::In(bases) }], Vec::new());
            return Some(Against::Selection(vec![Selection { base_of: Some(earlier), ..base }]));
        }
        // What several periods are held against nobody can say.
        let mut on_time = chosen.asked.iter().filter(|asked| asked.column == time);
        let asked = on_time.next().filter(|_| on_time.next().is_none()).cloned();
        let asked = asked.or_else(|| AskedPeriods::written_out(time, &chosen.filters));
        if words == "first" {
            let beside: Vec<Filter> = others.iter().chain(&out).cloned().collect();
            let under = if along.is_some() { &chosen.filters } else { &beside };
            let sides = periods::sides(&chosen.columns, self.datasets);
            let Some((first, _)) = sides.ends(time, chosen.aggregate.column(), under) else {
                scope.problems.push(wrong::base_of_no_period(at, words));
                return None;
            };
            return Some(one(periods::periods(time, Stretch { first, last: first }, None), Vec::new()));
        }
        if let (None, None, Some((first, last))) = (Earlier::parse(words), is_extreme(words), column.range(words)) {
            return Some(one(AskedPeriods { column: time, first, last, moving: None, each: true }, Vec::new()));
        }
        let Some(asked) = asked else {
            scope.problems.push(wrong::base_of_no_period(at, words));
            return None;
        };
        if let Some(earlier) = Earlier::parse(words) {
            let moved = out.iter().map(|filter| periods::left_out_before(&asked, filter, earlier, column)).collect();
            let (Some(base), Some(out)) = (periods::base_of(&asked, earlier, column), moved) else {
                let stretch = asked.stretch(column).map(|stretch| stretch.to_string()).unwrap_or_default();
                scope.problems.push(periods::none_before(at, words, &stretch));
                return None;
            };
            return Some(one(base, out));
        }
        let Some(direction) = is_extreme(words) else {
            scope.problems.push(wrong::no_base_period(at, words, column));
            return None;
        };
        if asked.first != asked.last || chosen.by.is_some() {
            scope.problems.push(wrong::base_of_no_period(at, words));
            return None;
        }
        // What comes later is no base, though it may be in the file.
        let up_to = Predicate::Within { low: None, high: Some((asked.last, true)) };
        let series = out.into_iter().chain([Filter { column: time, predicate: up_to }]).collect();
        let series = select(series, periods::up_to(&asked, column).into_iter().collect());
        Some(Against::Extreme(Some(vec![Selection { by: Some(time), ..series }]), direction))
    }

    /// Returns the base that conditions name, or another column.
    fn conditions(
        &mut self,
        chosen: &Chosen<'_>,
        conditions: &Entries<Condition>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Against> {
        match (names_column(conditions), conditions.0.as_slice()) {
            (Some(column), _) => {
                let kind = chosen.aggregate.kind();
                let base = aggregates::aggregated(kind, column, &chosen.columns, &at.key("column"), scope)?;
                let aggregate = base.column().map_or(base, |column| chosen.aggregate.over(column));
                self.used.extend(aggregate.column().map(|column| chosen.columns.place(column)));
                Some(Selection { aggregate, ..chosen.selection(self.datasets) })
            }
            (None, []) => {
                scope.problems.push(wrong::empty_base(at));
                None
            }
            (None, _) => self.under(chosen, conditions, at, scope),
        }
        .map(|selection| Against::Selection(vec![selection]))
    }

    /// Returns the selection under conditions that take the place of those of the same columns; `any` lifts one.
    fn under(
        &mut self,
        chosen: &Chosen<'_>,
        conditions: &Entries<Condition>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Selection> {
        let mut placed = Vec::with_capacity(conditions.0.len());
        for entry in conditions.iter().filter(|entry| lifts(&entry.value)) {
            let column = chosen.columns.find(&entry.id, &at.key(&entry.id), scope)?;
            if !chosen.filters.iter().any(|filter| filter.column == column) {
                scope.problems.push(wrong::lifts_nothing(&at.key(&entry.id), chosen.columns.column(column)));
                return None;
            }
            placed.push(column);
        }
        let narrowing = conditions.iter().filter(|entry| !lifts(&entry.value));
        let narrowing: Vec<_> =
            narrowing.map(|entry| Entry { id: entry.id.clone(), value: entry.value.clone() }).collect();
        let own = selection::filters(&Entries(narrowing), &chosen.columns, at, scope)?;
        let (own, periods) = own.settled(chosen.aggregate.column(), &chosen.columns, self.datasets, at, scope)?;
        placed.extend(own.iter().map(|filter| filter.column));
        self.used.extend(placed.iter().map(|column| chosen.columns.place(*column)));
        let kept = chosen.filters.iter().filter(|filter| !placed.contains(&filter.column)).cloned();
        let still = chosen.asked.iter().filter(|asked| !placed.contains(&asked.column)).cloned();
        // Held against one of the values that it runs along, a series has one base for all of them.
        let is_one = own.iter().any(|filter| Some(filter.column) == chosen.by);
        let base = chosen.under(kept.chain(own).collect(), still.chain(periods).collect(), self.datasets);
        Some(Selection { by: base.by.filter(|_| !is_one), ..base })
    }
}

/// A rank beside an aggregate that does not say among which.
pub(super) fn among_nothing(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::BAD_BASE, at.value(), "nothing says among which values the number is ranked")
        .note("a place is one of several: those of all areas, of all years")
        .help("lift the one condition that tells them apart: `among: { area: any }`")
}
