//! Whether the periods that a selection asks for are there, and of a series of bases where each value stands.

use std::collections::BTreeMap;

use crate::diagnostic::code::figure::ABSENT_PERIOD;
use crate::model::{AskedPeriods, Selection};
use crate::number::Earlier;
use crate::outcome::{Point, Value};
use crate::table::Column;

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::join::Frame;

/// Returns the fault that a period which is asked for is not among the rows; in a series by something else, not among those of
/// one of its values. Where rows are counted none need be there: nothing may have happened.
pub(super) fn absent(frame: &Frame<'_>, selection: &Selection, rows: &[u32], dataset: &str) -> Option<EvaluationFault> {
    if selection.aggregate.counts() {
        return None;
    }
    selection.asked.iter().filter(|asked| asked.each).find_map(|asked| {
        let time = frame.reader(asked.column);
        let by = selection.by.filter(|by| *by != asked.column);
        let groups = by.map(|by| (by, frame.reader(by)));
        let mut found: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        for row in rows.iter().map(|row| *row as usize) {
            let group = groups.as_ref().and_then(|(_, reader)| reader.get(row));
            found.entry(group).or_default().extend(time.get(row));
        }
        if found.is_empty() {
            found.insert(None, Vec::new());
        }
        let column = frame.column(asked.column);
        found.into_iter().find_map(|(group, mut there)| {
            there.retain(|at| (asked.first..=asked.last).contains(at));
            there.sort_unstable();
            there.dedup();
            let wanted = asked.first..=asked.last;
            let missing = there.iter().copied().zip(wanted.clone()).find(|(own, wanted)| own != wanted);
            let first = missing.map(|(_, wanted)| wanted).or_else(|| wanted.clone().nth(there.len()))?;
            let of = group.zip(by).map(|(group, by)| format!(" of {}", frame.column(by).format(group)));
            Some(fault(asked, column, first, &of.unwrap_or_default(), dataset))
        })
    })
}

fn fault(asked: &AskedPeriods, column: &Column, missing: i64, of: &str, dataset: &str) -> EvaluationFault {
    let stretch = asked.stretch(column).map(|stretch| stretch.to_string()).unwrap_or_default();
    let missing = column.format(missing);
    let asks = match &asked.moving {
        Some(moving) if moving.earlier.is_none() => format!("`{}`", moving.word),
        _ => stretch.clone(),
    };
    let what = if asks == *missing {
        format!("asks for {missing}, which no row{of} of `{dataset}` has")
    } else {
        format!("asks for {asks}, which needs {missing}, and no row{of} of `{dataset}` has it")
    };
    let help = if asked.first == asked.last {
        format!("name a period of `{}` that the file has, or take a release that has it", column.name)
    } else {
        format!("ask for periods of `{}` that are all there, or take a release that has them", column.name)
    };
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &ABSENT_PERIOD,
        what,
        note: "periods are counted by the calendar, and a number over fewer of them than it says would be too small"
            .into(),
        help,
    }))
}

/// Returns a series of bases with each value at the later period of which it is the base.
pub(super) fn as_bases(series: Value, base_of: Option<Earlier>, column: &Column) -> Value {
    let (Value::Series(points), Some(earlier)) = (&series, base_of) else { return series };
    let later = |point: &Point| {
        let at = earlier.after(column.period(point.at)?)?.number();
        Some(Point { at, ..point.clone() })
    };
    Value::Series(points.iter().filter_map(later).collect())
}
