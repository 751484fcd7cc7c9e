//! `real` understood: an amount in the prices of one period, found with its index by what they count.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Filter, Key, Measure, Predicate, RealOf, Selection};
use crate::registry;
use crate::vocabulary::Aggregate;

use super::columns::Columns;
use super::links::Scope;
use super::rate::{Finding, Looking};
use super::registry_path::RegistryPath;
use super::selection::{self, Chosen};
use super::taken::Taken;

/// Returns the amount, the index of its period and that of the period in whose prices it is told.
pub(super) fn taken<'m>(
    (figure, id): (&registry::Figure, &str),
    looking: Looking<'_, 'm>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Taken<'m>> {
    let Looking { datasets, measures, used } = looking;
    let here = at.key("real");
    let measure: Key<Measure> = scope.link(id, &here)?;
    let Some(real) = &measures[measure].real_of else {
        scope.problems.push(no_real(&here, id));
        return None;
    };
    let mut index = None;
    let mut find = |columns: &Columns<'m>, scope: &mut Scope<'_>| {
        let finding = Finding { columns, datasets, measures };
        let amount = finding.column((real.amount, "amount", "the amount in real terms"), None, &here, scope);
        index = finding.column((real.index, "index", "the index of its prices"), None, &here, scope);
        index.and(amount).map(Aggregate::Sum)
    };
    let amount = selection::chosen_by(figure, "real", &mut find, datasets, used, at, scope)?;
    let index = amount.with(Aggregate::Value(index?));
    used.extend(index.aggregate.column().map(|column| index.columns.place(column)));
    let Some(prices) = prices(&index, real, datasets) else {
        scope.problems.push(no_prices(&here, real, &amount));
        return None;
    };
    Some(Taken::Real { measure, amount, index, prices })
}

/// Returns the selection of the index of the period in whose prices an amount is told.
fn prices(
    index: &Chosen<'_>,
    real: &RealOf,
    datasets: &crate::model::Section<crate::model::Dataset>,
) -> Option<Selection> {
    let columns = &index.columns;
    let (time, range) = columns.amounts().filter(|at| columns.column(*at).kind.is_time()).find_map(|at| {
        let range = columns.column(at).range(&real.prices)?;
        Some((at, range))
    })?;
    let others = index.filters.iter().filter(|filter| !columns.column(filter.column).kind.is_time()).cloned();
    let predicate = Predicate::Within { low: Some((range.0, true)), high: Some((range.1, true)) };
    let filters = others.chain([Filter { column: time, predicate }]).collect();
    Some(Selection { by: None, ..index.under(filters, Vec::new(), datasets) })
}

/// A measure that is no amount in the prices of one period.
fn no_real(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(&code::BAD_RATE, at.value(), format!("measure `{id}` does not say in whose prices it is told"))
        .note("real terms are an amount times the index of one period, divided by that of its own; the measure says of which")
        .help(format!("give `{id}` a `real_of`: `{{ amount: MEASURE, index: MEASURE, prices: 2023 }}`"))
}

/// A period of prices that no row has.
fn no_prices(at: &RegistryPath<'_>, real: &RealOf, amount: &Chosen<'_>) -> Problem {
    let columns = &amount.columns;
    let times = columns.amounts().filter(|at| columns.column(*at).kind.is_time());
    let names: Vec<&str> = times.map(|at| columns.column(at).name.as_str()).collect();
    let message = match names.as_slice() {
        [] => format!("no column has periods, of which {} would be one", real.prices),
        [one] => format!("`{one}` has no period {}", real.prices),
        _ => format!("no column of periods has {}", real.prices),
    };
    Problem::error(&code::BAD_RATE, at.value(), message)
        .note("without the index of that period nothing can be told in its prices")
        .help("name in `prices` of the measure a period that the file has, as the file or the registry writes it")
}
