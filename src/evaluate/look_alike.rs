//! Labels that look alike where a number depends on them: a condition that takes one and not the other, a series or a count
//! that holds them apart. Only rows that the other conditions leave are asked, so that nothing else is scolded.

use std::collections::BTreeMap;

use crate::diagnostic::code::figure as code;
use crate::model::{Aggregate, Filter, Predicate, Selection, StepTaking};
use crate::table::Column;
use crate::table::fields::key;
use crate::text::alike;

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::join::Frame;
use crate::evaluate::select::{self, Scan};

/// Returns the fault of a selection whose number depends on labels that look alike; `rows` are those it takes.
pub(super) fn fault(frame: &Frame<'_>, selection: &Selection, rows: &[u32]) -> Option<EvaluationFault> {
    let halved = in_conditions(frame, &selection.filters);
    halved.or_else(|| {
        let counted = match selection.aggregate {
            Aggregate::Distinct(column) => Some((column, "counts")),
            _ => None,
        };
        let along = selection.by.map(|by| (by, "runs by"));
        along.into_iter().chain(counted).find_map(|(column, verb)| apart(frame, column, rows, verb))
    })
}

/// Returns the fault of a step of a view that takes only one of two such labels, or makes groups of both.
pub(super) fn in_step(frame: &Frame<'_>, taking: &StepTaking, rows: &[u32]) -> Option<EvaluationFault> {
    let grouped = taking.apart.iter().filter(|_| taking.aggregate.is_some());
    in_conditions(frame, &taking.filters)
        .or_else(|| grouped.into_iter().find_map(|column| apart(frame, *column, rows, "groups by")))
}

/// Returns the fault of a condition that takes rows of one label and leaves rows of another that looks like it.
pub(super) fn in_conditions(frame: &Frame<'_>, filters: &[Filter]) -> Option<EvaluationFault> {
    filters.iter().enumerate().find_map(|(at, filter)| halved(frame, filters, at, filter))
}

fn halved(frame: &Frame<'_>, filters: &[Filter], at: usize, filter: &Filter) -> Option<EvaluationFault> {
    let column = frame.column(filter.column);
    let words = doubtful(column)?;
    let resemblance = words.resemblance();
    let named: Vec<i64> = match &filter.predicate {
        Predicate::In(values) | Predicate::NotIn(values) => values.clone(),
        Predicate::Matches(pattern) => column.words_where(|word| pattern.is_match(word)),
        Predicate::Within { .. } | Predicate::Related(_) | Predicate::Ranked(_) => return None,
    };
    let mut others = BTreeMap::new();
    for label in &named {
        let Ok(code) = u32::try_from(*label) else { continue };
        for other in resemblance.alike(code) {
            if !named.contains(&i64::from(*other)) {
                others.entry(i64::from(*other)).or_insert(*label);
            }
        }
    }
    let mut left = filters.to_vec();
    left[at].predicate = Predicate::In(others.keys().copied().collect());
    let row = *select::rows(frame, &left, &Scan).first().filter(|_| !others.is_empty())?;
    let other = frame.reader(filter.column).get(row as usize)?;
    let label = others[&other];
    let verb = match filter.predicate {
        Predicate::NotIn(_) => ("leaves out", "takes"),
        _ => ("takes", "leaves out"),
    };
    let known = column.first_row(label).map(|first| frame.line_of(filter.column, first));
    let known = known.map(|line| format!(" (line {line})")).unwrap_or_default();
    let (file, line) = frame.locate(filter.column, row as usize);
    let more = match others.values().filter(|of| **of == label).count() {
        0 | 1 => String::new(),
        2 => "; 1 more label looks like it".to_owned(),
        count => format!("; {} more labels look like it", count - 1),
    };
    let what = format!(
        "{} `{}`{known} and {} `{}` on line {line} of {file}, which {}{more}",
        verb.0,
        alike::shown(&column.format(label)),
        verb.1,
        alike::shown(&column.format(other)),
        alike::difference(&column.format(other), &column.format(label)),
    );
    Some(told(what, column))
}

/// Returns the fault of two labels that look alike and are held apart among some rows.
fn apart(frame: &Frame<'_>, index: usize, rows: &[u32], verb: &str) -> Option<EvaluationFault> {
    let column = frame.column(index);
    let (label, other, row) = pair(frame, index, rows)?;
    let (file, line) = frame.locate(index, row as usize);
    let what = format!(
        "{verb} `{}` and holds `{}` apart from `{}` on line {line} of {file}, which {}",
        column.name,
        alike::shown(&column.format(label)),
        alike::shown(&column.format(other)),
        alike::difference(&column.format(other), &column.format(label)),
    );
    Some(told(what, column))
}

/// Returns two labels of a column that look alike among some rows, with the row in which the second stands.
pub(super) fn pair(frame: &Frame<'_>, index: usize, rows: &[u32]) -> Option<(i64, i64, u32)> {
    let resemblance = doubtful(frame.column(index))?.resemblance();
    let reader = frame.reader(index);
    let mut seen: BTreeMap<u32, i64> = BTreeMap::new();
    rows.iter().find_map(|row| {
        let label = reader.get(*row as usize)?;
        let group = *resemblance.alike(u32::try_from(label).ok()?).first()?;
        let first = *seen.entry(group).or_insert(label);
        (first != label).then_some((first, label, *row))
    })
}

/// Returns the words of a text column in which some look alike and nobody has said what that means.
fn doubtful(column: &Column) -> Option<&crate::table::Words> {
    column.has_look_alikes().then(|| column.dictionary()).flatten()
}

fn told(what: String, column: &Column) -> EvaluationFault {
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &code::LOOK_ALIKES,
        what,
        note: "nobody sees the difference, and what stands under one label is missing from the other".to_owned(),
        help: help(&column.name),
    }))
}

/// Returns how to say what labels of a column mean that look alike.
pub(crate) fn help(column: &str) -> String {
    format!(
        "declare `{}: {{ type: string, look_alikes: one }}` under `fields` if they are one label, or `look_alikes: distinct` \
         if they are two",
        key(column)
    )
}
