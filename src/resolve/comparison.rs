//! A number beside what it is held against: `sum` with `change: { against: … }`. Both ends become figures of their own, parts
//! that no author declares, so that each is worked out, marked and traced as any figure is.

use crate::model::{Calculation, Dataset, Figure, Key, Operation, Section, Selection};
use crate::registry::{self, Base, Condition, Entries, Entry, Scalar};
use crate::text::Id;
use crate::vocabulary::Comparison;

use super::figure_problem as wrong;
use super::links::Scope;
use super::registry_path::RegistryPath;
use super::selection::{self, Chosen, Used};

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

/// What a comparison is part of: the name of the entry, which its parts bear too.
pub(super) struct Comparing<'a> {
    pub(super) owner: &'a str,
    pub(super) datasets: &'a Section<Dataset>,
    pub(super) parts: &'a mut Parts,
    pub(super) used: &'a mut Used,
}

impl Comparing<'_> {
    /// Returns how the number of a selection is held against its base.
    pub(super) fn understood(
        &mut self,
        chosen: &Chosen<'_>,
        (comparison, base): (Comparison, &Base),
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Calculation> {
        let here = at.key(comparison.word());
        let here = if comparison == Comparison::Whole { here } else { here.key("against") };
        let base = self.base(chosen, base, &here, scope)?;
        let names = if comparison == Comparison::Whole { ("part", "whole") } else { ("to", "from") };
        let to = Calculation::Select(chosen.selection(self.datasets));
        let to = self.parts.add(self.owner, names.0, to, at);
        let from = self.parts.add(self.owner, names.1, Calculation::Select(base), &here);
        Some(Calculation::Derive(match comparison {
            Comparison::Difference => Operation::Difference(to, from),
            Comparison::Ratio => Operation::Ratio(to, from),
            Comparison::Change => Operation::Change { from, to },
            Comparison::Points => Operation::Points { from, to },
            Comparison::Index => Operation::Index(to, from),
            Comparison::Whole => Operation::Share { part: to, whole: from },
        }))
    }

    /// Returns the selection of a base.
    fn base(
        &mut self,
        chosen: &Chosen<'_>,
        base: &Base,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Selection> {
        match base {
            Base::Words(words) => {
                let times = chosen.filters.iter().map(|filter| filter.column);
                let mut times: Vec<usize> = times.filter(|at| chosen.columns.column(*at).kind.is_time()).collect();
                times.dedup();
                let [time] = times[..] else {
                    scope.problems.push(wrong::base_of_no_period(at, words));
                    return None;
                };
                let condition = Condition::Is(Scalar(words.clone()));
                let id = chosen.columns.column(time).name.clone();
                let conditions = Entries(vec![Entry { id, value: condition }]);
                self.under(chosen, &conditions, at, scope)
            }
            Base::Conditions(conditions) => match conditions.0.as_slice() {
                [Entry { id, value: Condition::Is(Scalar(column)) }] if id == "column" => {
                    let kind = chosen.aggregate.kind();
                    let aggregate = selection::aggregated(kind, column, &chosen.columns, &at.key("column"), scope)?;
                    self.used.extend(aggregate.column().map(|column| chosen.columns.place(column)));
                    Some(Selection { aggregate, ..chosen.selection(self.datasets) })
                }
                [] => {
                    scope.problems.push(wrong::empty_base(at));
                    None
                }
                _ => self.under(chosen, conditions, at, scope),
            },
        }
    }

    /// Returns the selection under conditions that take the place of those of the same columns; `any` lifts one.
    fn under(
        &mut self,
        chosen: &Chosen<'_>,
        conditions: &Entries<Condition>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Selection> {
        let lifts = |condition: &Condition| matches!(condition, Condition::Is(Scalar(words)) if words == "any");
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
        placed.extend(own.iter().map(|filter| filter.column));
        self.used.extend(placed.iter().map(|column| chosen.columns.place(*column)));
        let kept = chosen.filters.iter().filter(|filter| !placed.contains(&filter.column)).cloned();
        Some(chosen.under(kept.chain(own).collect(), self.datasets))
    }
}
