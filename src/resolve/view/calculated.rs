//! `calculate` understood: new columns from columns of the same row, and what they count.

use crate::diagnostic::Problem;
use crate::diagnostic::code::{figure as code, reference};
use crate::model::{Key, Measure};
use crate::number::Number;
use crate::registry;
use crate::resolve::links::Scope;
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{figure_problem, problem};
use crate::transform::{Calculate, Formula, RealTerms, only_value};

use super::places::Places;
use super::stage::Stage;
use super::steps::{Counted, Runner, words};
use super::{measures, problem as wrong};

/// The ways in which a new column is calculated.
const WAYS: [&str; 7] = ["difference", "total", "ratio", "change", "share", "rate", "real"];

impl Runner<'_> {
    pub(super) fn calculate(
        &self,
        mut stage: Stage,
        formulas: &registry::Entries<registry::Formula>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        if formulas.0.is_empty() {
            scope.problems.push(wrong::nothing_asked(at, "columns"));
            return None;
        }
        let own = stage.table().columns.len();
        let (mut columns, mut counted, mut decimals) = (Vec::new(), Counted::new(), Vec::new());
        for (place, entry) in formulas.iter().enumerate() {
            let here = at.key(&entry.id);
            self.free(&here, std::slice::from_ref(&entry.id), |name| stage.table().column(name).is_some(), scope)?;
            let (formula, counts) = self.formula(&stage, &entry.value, &here, scope)?;
            for column in formula.columns() {
                stage.takes_value(column, &[], false, &here);
            }
            columns.push((entry.id.clone(), formula));
            counted.insert(own + place, declared(entry.value.measure.as_ref(), counts, &here, scope)?);
            decimals.push(printed(entry.value.decimals.as_deref(), &here, scope)?);
        }
        let names = words("calculate", columns.iter().map(|(name, _)| name.clone()));
        let places = Places::of(&stage.sheet, self.id);
        let step = Calculate { columns };
        let mut table =
            step.apply(stage.take()).map_err(|fault| scope.problems.push(places.problem(fault, at))).ok()?;
        for (column, decimals) in table.columns[own..].iter_mut().zip(decimals) {
            column.form.printed = decimals.or(column.form.printed);
        }
        Some(stage.after(table, &counted, names))
    }

    fn formula(
        &self,
        stage: &Stage,
        written: &registry::Formula,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<(Formula, Option<Key<Measure>>)> {
        let is = [
            written.difference.is_some(),
            written.total.is_some(),
            written.ratio.is_some(),
            written.change.is_some(),
            written.share.is_some(),
            written.rate.is_some(),
            written.real.is_some(),
        ];
        let found: Vec<&str> = WAYS.into_iter().zip(is).filter(|(_, is)| *is).map(|(way, _)| way).collect();
        let [way] = found.as_slice() else {
            scope.problems.push(wrong::definition(at, &found, &WAYS));
            return None;
        };
        let here = at.key(way);
        let of = |column: usize| (stage.column(column).name.as_str(), stage.measures[column]);
        let registered = self.made.measures;
        if let Some(names) = written.difference.as_ref().or(written.ratio.as_ref()) {
            let [a, b] = names.as_slice() else {
                scope.problems.push(two_columns(&here, way, names.len()));
                return None;
            };
            let a = self.numbers(stage, a, way, &here.item(0), scope);
            let b = self.numbers(stage, b, way, &here.item(1), scope);
            let (a, b) = (a?, b?);
            if written.ratio.is_some() {
                measures::of_ratio([of(a), of(b)], registered, &here, scope)?;
                return Some((Formula::Ratio(a, b, Number::ONE), None));
            }
            let counts = measures::of_like(way, &[of(a), of(b)], registered, &here, scope)?;
            return Some((Formula::Difference(a, b), counts));
        }
        if let Some(names) = &written.total {
            let columns: Option<Vec<usize>> = names
                .iter()
                .enumerate()
                .map(|(item, name)| self.numbers(stage, name, way, &here.item(item), scope))
                .collect::<Vec<_>>()
                .into_iter()
                .collect();
            let columns = columns?;
            if columns.is_empty() {
                scope.problems.push(wrong::nothing_asked(&here, "columns"));
                return None;
            }
            let parts: Vec<_> = columns.iter().map(|column| of(*column)).collect();
            let counts = measures::of_like(way, &parts, registered, &here, scope)?;
            for column in &columns {
                measures::is_added(stage.measures[*column], registered, &here, scope)?;
            }
            return Some((Formula::Total(columns), counts));
        }
        if let Some(pair) = &written.change {
            let mut side = |name: &Option<String>, key: &str| {
                let name = scope.required(name.as_ref(), &here, key)?.to_owned();
                self.numbers(stage, &name, way, &here.key(key), scope)
            };
            let (from, to) = (side(&pair.from, "from"), side(&pair.to, "to"));
            let (from, to) = (from?, to?);
            measures::of_like(way, &[of(from), of(to)], registered, &here, scope)?;
            return Some((Formula::Change(from, to), None));
        }
        if let Some(part) = &written.share {
            let whole = scope.required(written.whole.as_ref(), at, "whole")?.to_owned();
            let part = self.numbers(stage, part, way, &here, scope);
            let whole = self.numbers(stage, &whole, way, &at.key("whole"), scope);
            let (part, whole) = (part?, whole?);
            measures::of_share([of(part), of(whole)], registered, &here, scope)?;
            return Some((Formula::Ratio(part, whole, Number::HUNDRED), None));
        }
        if let Some(rate) = &written.rate {
            return self.rate(stage, rate, written, at, scope);
        }
        self.real(stage, written.real.as_ref()?, at, scope)
    }

    fn rate(
        &self,
        stage: &Stage,
        id: &str,
        written: &registry::Formula,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<(Formula, Option<Key<Measure>>)> {
        let here = at.key("rate");
        let key = scope.link::<Measure>(id, &here)?;
        let Some(rate) = self.made.measures[key].rate_of else {
            scope.problems.push(not_declared(&here, id, "rate_of", "{ numerator: M, denominator: M, per: 1000 }"));
            return None;
        };
        let over = self.counting(stage, rate.numerator, written.numerator.as_ref(), (at, "numerator"), scope);
        let under = self.counting(stage, rate.denominator, written.denominator.as_ref(), (at, "denominator"), scope);
        let times = Number::from(rate.per.number());
        Some((Formula::Ratio(over?, under?, times), Some(key)))
    }

    fn real(
        &self,
        stage: &Stage,
        id: &str,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<(Formula, Option<Key<Measure>>)> {
        let here = at.key("real");
        let key = scope.link::<Measure>(id, &here)?;
        let Some(real) = &self.made.measures[key].real_of else {
            scope.problems.push(not_declared(&here, id, "real_of", "{ amount: M, index: M, prices: 2023 }"));
            return None;
        };
        let amount = self.counting(stage, real.amount, None, (at, "real"), scope);
        let index = self.counting(stage, real.index, None, (at, "real"), scope);
        let (amount, index) = (amount?, index?);
        let columns = &stage.table().columns;
        let found = columns.iter().filter(|column| column.kind.is_time()).find_map(|column| {
            let period = column.encode(&real.prices)?;
            only_value(&columns[index], |row| column.encoded(row) == Some(period))
        });
        let Some(prices) = found else {
            scope.problems.push(no_prices(&here, &real.prices, &columns[index].name));
            return None;
        };
        Some((Formula::Real(RealTerms { amount, index, prices }), Some(key)))
    }

    /// Returns the column that counts a measure: the one that is named, else the only one there is.
    fn counting(
        &self,
        stage: &Stage,
        measure: Key<Measure>,
        named: Option<&String>,
        (at, key): (&RegistryPath<'_>, &str),
        scope: &mut Scope<'_>,
    ) -> Option<usize> {
        let here = at.key(key);
        if let Some(written) = named {
            let column = self.numbers(stage, written, key, &here, scope)?;
            let counts = stage.measures[column];
            if counts.is_some_and(|counts| counts != measure) {
                scope.problems.push(other_measure(&here, written, self.made.measures.id(measure).as_str()));
                return None;
            }
            return Some(column);
        }
        let all: Vec<usize> =
            (0..stage.measures.len()).filter(|column| stage.measures[*column] == Some(measure)).collect();
        if let [one] = all.as_slice() {
            return Some(*one);
        }
        let found = all.iter().map(|column| stage.column(*column).name.as_str());
        scope.problems.push(which_column(&here, self.made.measures.id(measure).as_str(), found, key));
        None
    }

    /// Returns the index of a column of numbers.
    pub(super) fn numbers(
        &self,
        stage: &Stage,
        name: &str,
        what: &str,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<usize> {
        let index = self.find(stage, name, at, scope)?;
        if !stage.column(index).kind.is_numeric() {
            scope.problems.push(figure_problem::not_numbers(at, what, stage.column(index)));
            return None;
        }
        Some(index)
    }
}

fn two_columns(at: &RegistryPath<'_>, way: &str, found: usize) -> Problem {
    Problem::error(&code::VIEW_STEP, at.value(), format!("`{way}` takes two columns; here there are {found}"))
        .note(if way == "ratio" {
            "the first is divided by the second"
        } else {
            "the second is subtracted from the first"
        })
        .help(format!("write `{way}: [FIRST, SECOND]`"))
}

fn not_declared(at: &RegistryPath<'_>, id: &str, key: &str, form: &str) -> Problem {
    Problem::error(&reference::MISSING_KEY, at.value(), format!("measure `{id}` has no `{key}`"))
        .note("what may be divided by what is said once, on the measure")
        .help(format!("add `{key}: {form}` to the measure"))
}

fn no_prices(at: &RegistryPath<'_>, prices: &str, index: &str) -> Problem {
    let message = format!("the index `{index}` has no one value for {prices}, in whose prices amounts are told");
    Problem::error(&code::NO_BASE, at.value(), message)
        .note("an amount is multiplied by the index of that period and divided by that of its own")
        .help("add the period to the table, or name another under `prices`")
}

fn other_measure(at: &RegistryPath<'_>, column: &str, wanted: &str) -> Problem {
    Problem::error(&code::MEASURES_DIFFER, at.value(), format!("column `{column}` does not count `{wanted}`"))
        .note("what a rate divides is declared on its measure")
        .help(format!("name a column that counts `{wanted}`"))
}

fn which_column<'c>(
    at: &RegistryPath<'_>,
    measure: &str,
    columns: impl Iterator<Item = &'c str>,
    key: &str,
) -> Problem {
    let found = problem::listed(columns);
    let (message, help) = if found.is_empty() {
        let help = "add such a column with a `lookup`, or declare the `measure` of one in its dataset".to_owned();
        (format!("no column counts `{measure}`"), help)
    } else {
        (format!("several columns count `{measure}`: {found}"), format!("say which with `{key}: COLUMN`"))
    };
    Problem::error(&code::WITHOUT_MEASURE, at.name(), message).note("columns are found by what they count").help(help)
}

/// Returns what a new column counts: what its author declares, else what follows from its columns. None where a problem was
/// met.
#[expect(clippy::option_option, reason = "no value is something else than a wrong one")]
pub(super) fn declared(
    declared: Option<&String>,
    follows: Option<Key<Measure>>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Option<Key<Measure>>> {
    match declared {
        None => Some(follows),
        Some(id) => scope.link::<Measure>(id, &at.key("measure")).map(Some),
    }
}

#[expect(clippy::option_option, reason = "no value is something else than a wrong one")]
fn printed(written: Option<&str>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Option<u32>> {
    let Some(written) = written else { return Some(None) };
    let decimals = written.parse().ok().filter(|decimals| *decimals <= 12);
    if decimals.is_none() {
        scope.problems.push(problem::not_a_count(&at.key("decimals"), written, "number of decimals"));
    }
    decimals.map(Some)
}
