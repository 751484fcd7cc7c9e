//! Numbers at a moment are not added over time: who lives there in January and in February would count twice.

use crate::diagnostic::code::figure::STOCK_ADDED;
use crate::model::{Aggregate, Key, Measure, Model, Selection};

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::join::Frame;

/// Returns why the rows of a selection, in the groups of its series, are not added; none where nothing is added, or all that is
/// added was counted at one time. A looked-up cell counts once, whenever the rows were that found it.
pub(super) fn fault(
    model: &Model,
    selection: &Selection,
    frame: &Frame<'_>,
    groups: impl FnOnce() -> Vec<Vec<u32>>,
    counted: Option<Key<Measure>>,
) -> Option<EvaluationFault> {
    let Aggregate::Sum(column) = selection.aggregate else { return None };
    let columns = &frame.first.table.columns;
    let measure = counted.filter(|measure| model.measures[*measure].stock.is_some() && column < columns.len())?;
    let groups = groups();
    let mut times =
        (0..columns.len()).filter(|column| columns[*column].kind.is_time() && selection.by != Some(*column));
    let (time, one, other) = times.find_map(|time| {
        let (one, other) = groups.iter().find_map(|rows| two_times(frame, time, rows))?;
        Some((&columns[time], one, other))
    })?;
    let (one, other) = (time.format(one), time.format(other));
    Some(EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &STOCK_ADDED,
        what: format!(
            "adds up `{}` of {one} and of {other} (`{}`), which are counted at a moment",
            model.measures.id(measure),
            time.name
        ),
        note: "who is there in two periods would count twice".into(),
        help: format!(
            "ask for one `{0}` in `where`, make a number for each with `by: {0}`, or take the `mean`",
            time.name
        ),
    })))
}

/// Returns two different values that a column of times has in some rows.
fn two_times(frame: &Frame<'_>, time: usize, rows: &[u32]) -> Option<(i64, i64)> {
    let reader = frame.reader(time);
    let mut values = rows.iter().filter_map(|row| reader.get(*row as usize));
    let first = values.next()?;
    values.find(|value| *value != first).map(|other| (first.min(other), first.max(other)))
}
