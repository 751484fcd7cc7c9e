//! For how many rows, or values of a series, conditions hold: `holds: { seen: { gte: { column: target } } }`.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Aggregate, Calculation, Figure, Filter, Key, OnValue, Operation, Order, Predicate, Related};
use crate::number::{Earlier, Number};
use crate::registry::{self, Base, Condition, Entries, Entry, Limit, Scalar};
use crate::table::Column;
use crate::vocabulary::Comparison;

use super::aggregates;
use super::bounds;
use super::columns::{self, put_in_order};
use super::comparison::{self, Comparing};
use super::links::Scope;
use super::periods;
use super::registry_path::RegistryPath;
use super::selection;
use super::taken::{Making, Taken};

/// Returns whether a figure asks of how many of the selected rows conditions hold, and not of the values of a series.
pub(super) fn is_of_rows(written: &registry::Figure) -> bool {
    !written.holds.0.is_empty()
        && written.rate.is_none()
        && written.real.is_none()
        && aggregates::written(written).next().is_none()
}

/// Returns how many of the selected rows meet conditions, of how many; both are parts of the figure.
pub(super) fn of_rows(
    written: &registry::Figure,
    making: &mut Making<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    let here = at.key("holds");
    let first = written.holds.0.first()?;
    if written.by.is_some() {
        scope.problems.push(by_without_aggregate(&at.key("by")));
        return None;
    }
    let Making { owner, datasets, parts, used, .. } = making;
    let (datasets, parts) = (*datasets, parts.as_deref_mut()?);
    // `latest` is the last period in which the first column that decides has a value.
    let mut count = |columns: &super::columns::Columns<'_>, scope: &mut Scope<'_>| {
        columns.find(&first.id, &here.key(&first.id), scope).map(|column| Aggregate::Count(Some(column)))
    };
    let chosen = selection::chosen_by(written, "holds", &mut count, datasets, used, at, scope)?;
    let decides = chosen.aggregate.column();
    let conditions = selection::filters(&written.holds, &chosen.columns, &here, scope)?;
    let (mut held, asked) = conditions.settled(decides, &chosen.columns, datasets, &here, scope)?;
    used.extend(held.iter().map(|filter| chosen.columns.place(filter.column)));
    let mut whole = chosen.with(Aggregate::Count(None)).selection(datasets);
    columns::based_under(&mut held, &whole.filters, &chosen.columns);
    if chosen.missing {
        whole.filters.extend(held.iter().flat_map(decided));
    }
    let mut number = whole.clone();
    number.filters.append(&mut held);
    put_in_order(&mut number.filters, &chosen.columns, datasets);
    number.asked.extend(asked);
    let number = parts.add(owner, "number", Calculation::Select(number), at);
    let whole = parts.add(owner, "whole", Calculation::Select(whole), at);
    Some(Calculation::Derive(Operation::Holds { number, whole }))
}

/// Returns the conditions that leave out the rows of which nobody can say whether a condition holds: one of the cells that decide
/// has no value, or there is no other row to hold it against.
fn decided(filter: &Filter) -> Vec<Filter> {
    let speaks_of_empty = match &filter.predicate {
        Predicate::In(values) | Predicate::NotIn(values) => values.contains(&Predicate::EMPTY),
        _ => false,
    };
    let known = match &filter.predicate {
        Predicate::Related(related) => {
            let predicate = Predicate::Related(Box::new(Related { order: Order::Known, ..(**related).clone() }));
            Some(Filter { column: filter.column, predicate })
        }
        _ => None,
    };
    let own = (!speaks_of_empty).then(|| aggregates::with_value(filter.column));
    own.into_iter().chain(known).collect()
}

/// Returns for how many values of the series that is made conditions on `value` hold.
pub(super) fn of_each(
    written: &registry::Figure,
    (made, taken): (Calculation, &Taken<'_>),
    making: &mut Making<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    let here = at.key("holds");
    if written.by.is_none() {
        scope.problems.push(of_one_number(&here));
        return None;
    }
    let of = making.parts.as_deref_mut()?.add(making.owner, "series", made, at);
    let mut conditions = Vec::new();
    for Entry { id, value } in written.holds.iter() {
        let at = here.key(id);
        let Condition::Within(written_bounds) = value else {
            scope.problems.push(not_a_bound(&at));
            return None;
        };
        if id != "value" {
            scope.problems.push(not_the_value(&at, id));
            return None;
        }
        if written_bounds.not.is_some()
            || written_bounds.matches.is_some()
            || written_bounds.top.is_some()
            || written_bounds.bottom.is_some()
        {
            scope.problems.push(not_a_bound(&at));
            return None;
        }
        let limits = [
            ("gt", &written_bounds.gt),
            ("gte", &written_bounds.gte),
            ("lt", &written_bounds.lt),
            ("lte", &written_bounds.lte),
        ];
        for (key, limit) in limits {
            let Some(limit) = limit else { continue };
            let order = bounds::order(key);
            let number = match limit {
                Limit::Value(Scalar(words)) => Number::parse(words),
                Limit::Cell(_) => None,
            };
            conditions.push(if let Some(to) = number {
                OnValue { of, order, to }
            } else {
                let of = less_its_base(written, limit, key, taken, making, &at.key(key), scope)?;
                OnValue { of, order, to: Number::ZERO }
            });
        }
    }
    Some(Calculation::Derive(Operation::HoldsEach { of, conditions }))
}

/// Returns the series of the values less what each is held against.
fn less_its_base(
    written: &registry::Figure,
    limit: &Limit,
    key: &str,
    taken: &Taken<'_>,
    making: &mut Making<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Key<Figure>> {
    let base = match limit {
        Limit::Value(Scalar(words)) if !names_a_period(words, taken) => {
            scope.problems.push(no_number(at, words));
            return None;
        }
        Limit::Value(Scalar(words)) => Base::Words(words.clone()),
        Limit::Cell(entries) => {
            let is = |entry: &Entry<Scalar>| Entry { id: entry.id.clone(), value: Condition::Is(entry.value.clone()) };
            Base::Conditions(Entries(entries.iter().map(is).collect()))
        }
    };
    if !comparison::written(written).is_empty() {
        scope.problems.push(held_already(at));
        return None;
    }
    if bounds::order(key).is_strict()
        && let Some(own) = own_base(&base, taken)
    {
        scope.problems.push(against_itself(at, &own));
        return None;
    }
    let owner = format!("{}.{key}", making.owner);
    let parts = making.parts.as_deref_mut()?;
    let mut comparing = Comparing { owner: &owner, datasets: making.datasets, parts, used: making.used };
    let made = comparing.understood(taken, (Comparison::Difference, &base), at, scope)?;
    Some(making.parts.as_deref_mut()?.add(&owner, "difference", made, at))
}

/// Returns whether words name a period that the values of a series can be held against.
fn names_a_period(words: &str, taken: &Taken<'_>) -> bool {
    let is_word = Earlier::parse(words).is_some() || matches!(words, "first" | "lowest" | "highest");
    is_word || along(taken).is_some_and(|(column, _)| column.range(words).is_some())
}

/// Returns the column of times along which a series runs, with the conditions on its rows.
fn along<'a>(taken: &'a Taken<'_>) -> Option<(&'a Column, (usize, &'a [Filter]))> {
    let chosen = *taken.chosen().first()?;
    let by = chosen.by?;
    let column = chosen.columns.column(by);
    column.kind.is_time().then_some((column, (by, chosen.filters.as_slice())))
}

/// Returns the period of a series against which its own value would be held: one that the base names, or the first.
fn own_base(base: &Base, taken: &Taken<'_>) -> Option<String> {
    let (column, (by, filters)) = along(taken)?;
    let words = match base {
        Base::Words(words) => words,
        Base::Conditions(Entries(entries)) => match entries.as_slice() {
            [Entry { id, value: Condition::Is(Scalar(words)) }] if *id == column.name => words,
            _ => return None,
        },
    };
    if words == "first" {
        return Some(words.clone());
    }
    let (first, last) = column.range(words).filter(|(first, last)| first == last)?;
    periods::among(column, by, filters).any(|at| (first..=last).contains(&at)).then(|| words.clone())
}

fn against_itself(at: &RegistryPath<'_>, words: &str) -> Problem {
    wrong(at, format!("the value of `{words}` would be held against itself"))
        .note("what is held against itself is neither above nor below, and would count among those that fail")
        .help("begin the series behind it with a condition in `where`, or write `gte` or `lte` where “as much” is meant too")
}

fn wrong(at: &RegistryPath<'_>, message: impl Into<String>) -> Problem {
    Problem::error(&code::SERIES_OR_NUMBER, at.value(), message.into())
}

fn by_without_aggregate(at: &RegistryPath<'_>) -> Problem {
    wrong(at, "`holds` counts rows here, and `by` makes a series of an aggregate")
        .note("without an aggregate the conditions are on the cells of each row, and every row counts")
        .help("leave `by` out; or add an aggregate such as `sum`, and hold its values: `holds: { value: { gt: 100 } }`")
}

fn of_one_number(at: &RegistryPath<'_>) -> Problem {
    wrong(at, "`holds` is asked of one number")
        .note("beside an aggregate it counts for how many values of a series conditions hold")
        .help("add `by`, or leave the aggregate out, so that the conditions are on the cells of each row")
}

fn not_the_value(at: &RegistryPath<'_>, id: &str) -> Problem {
    wrong(at, format!("beside an aggregate the conditions are on `value`, not on `{id}`"))
        .note("each value of the series is held, whatever column it is made of")
        .help("write `value` for the values of the series; conditions on rows stand in `where`")
}

fn not_a_bound(at: &RegistryPath<'_>) -> Problem {
    wrong(at, "the values of a series are held against bounds")
        .note("a value that is made of several cells is above or below something")
        .help("write `gt`, `gte`, `lt` or `lte`")
}

fn no_number(at: &RegistryPath<'_>, words: &str) -> Problem {
    wrong(at, format!("`{words}` is neither a number nor a period"))
        .note("a value is held against a number; a period (`previous`, `a year earlier`, `first`, `lowest`, `highest`, `2019-03`); or the value under other conditions: `{ area: UK }`")
        .help("write one of these")
}

fn held_already(at: &RegistryPath<'_>) -> Problem {
    wrong(at, "a value that is held against one base is held against another")
        .note("beside `change` and its like each value is a change already")
        .help("hold it against a number, such as `lt: 0`")
}
