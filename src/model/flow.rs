//! What is added to a running total between two times: cases to date at the end of a week, less those of the week before.

use super::{Calculation, Dataset, Figure, Key, Measure, Operation, Section, Selection, Stock};

/// Returns what the difference of two numbers counts where both are one running total at two times: what the total is of.
pub(crate) fn flow(
    operation: &Operation,
    figures: &Section<Figure>,
    datasets: &Section<Dataset>,
    measures: &Section<Measure>,
) -> Option<Key<Measure>> {
    let Operation::Difference(later, earlier) = operation else { return None };
    let selection = |key: Key<Figure>| match &figures[key].calculation {
        Calculation::Select(selection) => Some(selection),
        Calculation::Derive(_) | Calculation::Quote(_) => None,
    };
    let (later, earlier) = (selection(*later)?, selection(*earlier)?);
    let dataset = &datasets[later.of];
    let measure = dataset.measures.get(later.aggregate.column()?).copied().flatten()?;
    let Some(Stock::RunningTotal(flow)) = measures[measure].stock else { return None };
    let is_time = |column: usize| dataset.table.columns.get(column).is_some_and(|column| column.kind.is_time());
    let apart_from_time = |selection: &Selection| -> Vec<String> {
        let filters = selection.filters.iter().filter(|filter| !is_time(filter.column));
        filters.map(|filter| format!("{filter:?}")).collect()
    };
    let same = later.of == earlier.of
        && later.aggregate == earlier.aggregate
        && apart_from_time(later) == apart_from_time(earlier);
    same.then_some(flow)
}
