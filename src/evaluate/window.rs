//! Windows that reach beyond the data: a year of which only ten months are there would be too small a sum, and a trend up
//! to a month that is not there yet says more than the file.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::WINDOW_BEYOND_DATA;
use crate::model::{Calculation, Filter, Predicate};
use crate::text::RegistryPlace;

use super::tables::Tables;

/// Returns the warning that a selection asks for periods before the first or after the last of its dataset. Days
/// are not asked: nothing may have happened on the first and the last of a window.
pub(super) fn beyond(
    tables: &Tables<'_>,
    calculation: &Calculation,
    subject: &str,
    place: &RegistryPlace,
) -> Option<Problem> {
    let Calculation::Select(selection) = calculation else { return None };
    let table = tables.sheet(selection.of, None).table;
    selection.filters.iter().find_map(|Filter { column: index, predicate }| {
        let column = table.columns.get(*index)?;
        if !column.kind.is_period() {
            return None;
        }
        let (asked_first, asked_last) = asked(predicate);
        let (first, last) = tables.bounds(selection.of, *index)?;
        let id = tables.model.datasets.id(selection.of);
        let written = |at: i64| column.format(at);
        let (asked, edge) = match (asked_first, asked_last) {
            (_, Some(asked)) if asked > last => {
                (format!("up to {}", written(asked)), format!("ends with {}", written(last)))
            }
            (Some(asked), _) if asked < first => {
                (format!("from {} on", written(asked)), format!("begins with {}", written(first)))
            }
            _ => return None,
        };
        let message = format!("{subject} asks for `{}` {asked}, and `{id}` {edge}", column.name);
        Some(
            Problem::warning(&WINDOW_BEYOND_DATA, place.clone().into(), message)
                .note("what the file does not hold yet is missing from the number without a trace")
                .help("end the window in `where` where the data end, or add the newer release"),
        )
    })
}

/// Returns the first and last value that a condition asks for, where it names them.
fn asked(predicate: &Predicate) -> (Option<i64>, Option<i64>) {
    match predicate {
        Predicate::In(values) => {
            let named = || values.iter().copied().filter(|value| *value != Predicate::EMPTY);
            (named().min(), named().max())
        }
        Predicate::Within { low, high } => (
            low.map(|(low, included)| if included { low } else { low.saturating_add(1) }),
            high.map(|(high, included)| if included { high } else { high.saturating_sub(1) }),
        ),
        Predicate::NotIn(_) | Predicate::Matches(_) => (None, None),
    }
}
