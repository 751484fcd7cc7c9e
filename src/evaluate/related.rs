//! Cells held against others of their file: what each is held against, and what is wrong where it is held against nothing.

use crate::diagnostic::code::figure::{NO_BASE, PLACE_SHARED};
use crate::model::{Filter, Predicate, Ranked, Related, RelatedTo, There};
use crate::number::Stretch;
use crate::vocabulary::End;

use crate::evaluate::bases::Bases;
use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::join::Frame;
use crate::evaluate::select::{self, Scan, in_order};

/// Returns what is wrong with conditions that hold cells against others: one of the two has no value, or a tie at the edge.
pub(super) fn fault(frame: &Frame<'_>, filters: &[Filter], dataset: &str) -> Option<EvaluationFault> {
    if !filters.iter().any(|filter| filter.predicate.looks_elsewhere()) {
        return None;
    }
    // What has nothing to be held against may be left out.
    let plain = |filter: &&Filter| !filter.predicate.looks_elsewhere() || filter.predicate.is_known();
    let plain: Vec<Filter> = filters.iter().filter(plain).cloned().collect();
    let rows = select::rows(frame, &plain, &Scan);
    filters.iter().filter(|filter| !filter.predicate.is_known()).find_map(|filter| match &filter.predicate {
        Predicate::Related(related) => without_base(frame, filter.column, related, &rows, dataset),
        Predicate::Ranked(ranked) => tied(frame, filter.column, ranked, &rows, dataset),
        _ => None,
    })
}

/// Returns the fault that a cell has no value.
pub(super) fn empty(frame: &Frame<'_>, column: usize, row: usize) -> EvaluationFault {
    let (file, line) = frame.locate(column, row);
    EvaluationFault::MissingCell { file, line, column: frame.column(column).name.clone() }
}

fn without_base(
    frame: &Frame<'_>,
    column: usize,
    related: &Related,
    rows: &[u32],
    dataset: &str,
) -> Option<EvaluationFault> {
    let bases = Bases::of(frame, column, related);
    rows.iter().map(|row| *row as usize).find_map(|row| {
        if bases.own_value(row).is_none() {
            return Some(empty(frame, column, row));
        }
        match bases.cell(row) {
            Some((other, held)) if (other, held) == (row, column) && is_of_its_own_period(frame, related) => {
                Some(against_itself(frame, column, row, dataset))
            }
            Some((other, held)) => bases.base_value(other).is_none().then(|| empty(frame, held, other)),
            None => Some(lone(frame, column, related, row, dataset)),
        }
    })
}

/// Returns whether a row that is its own base could never meet the condition: January is not above January. A place is told as
/// one of all, and that the lowest is not above the lowest tells which one that is.
fn is_of_its_own_period(frame: &Frame<'_>, related: &Related) -> bool {
    let RelatedTo::Row { column, there, .. } = &related.to else { return false };
    let named = matches!(there, There::Labels(_) | There::First) && frame.column(*column).kind.is_time();
    related.order.is_strict() && named
}

fn against_itself(frame: &Frame<'_>, column: usize, row: usize, dataset: &str) -> EvaluationFault {
    let (_, line) = frame.locate(column, row);
    let name = &frame.column(column).name;
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &NO_BASE,
        what: format!("holds line {line} of `{dataset}` against itself: it is the row that `{name}` is held against"),
        note: "what is held against itself is neither above nor below, and would count among those that fail".into(),
        help: "leave that row out with a condition in `where`, or write `gte` or `lte` where “as much” is meant too"
            .into(),
    }))
}

fn lone(frame: &Frame<'_>, column: usize, related: &Related, row: usize, dataset: &str) -> EvaluationFault {
    let (_, line) = frame.locate(column, row);
    let wanted = match &related.to {
        RelatedTo::Row { column: differs, there, .. } => {
            let column = frame.column(*differs);
            let named = &column.name;
            match there {
                There::Labels(labels) => {
                    let label = labels.first().map(|label| column.format(*label).into_owned());
                    format!("whose `{named}` is {}", label.unwrap_or_default())
                }
                There::First | There::Extreme(_) => "of a period that has a value".to_owned(),
                There::Earlier(earlier) => {
                    let own = frame.reader(*differs).get(row).and_then(|at| column.period(at));
                    let then = own.and_then(|period| earlier.than(Stretch { first: period, last: period }));
                    match then {
                        Some(then) => format!("whose `{named}` is {}", column.format(then.first.number())),
                        None => format!("of the period that is meant by `{earlier}`"),
                    }
                }
            }
        }
        RelatedTo::Column(_) => String::new(),
    };
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &NO_BASE,
        what: format!(
            "holds line {line} of `{dataset}` against a row that is not there: the one {wanted}, and agrees with it in the rest"
        ),
        note: "what has nothing to be held against would count among those that fail, without a word".into(),
        help: "narrow `where` to rows that have one; a `primaryKey` on the dataset says which columns have to agree"
            .into(),
    }))
}

fn tied(frame: &Frame<'_>, column: usize, ranked: &Ranked, rows: &[u32], dataset: &str) -> Option<EvaluationFault> {
    let reader = frame.reader(column);
    if let Some(row) = rows.iter().map(|row| *row as usize).find(|row| reader.get(*row).is_none()) {
        return Some(empty(frame, column, row));
    }
    let values = in_order(frame, column, ranked);
    let taken = ranked.part.of(values.len());
    let (word, name) = (if ranked.end == End::Highest { "top" } else { "bottom" }, &frame.column(column).name);
    if taken == 0 {
        return Some(EvaluationFault::WordedFault(Box::new(WordedFault {
            code: &PLACE_SHARED,
            what: format!("asks for the {word} of {} rows of `{dataset}`, and that part of them is none", values.len()),
            note: "a part of so few rows, rounded down, holds no row".into(),
            help: format!("ask for a greater part, or for a number of rows: `{name}: {{ {word}: 3 }}`"),
        })));
    }
    let (last, next) = (values[taken - 1], values.get(taken).copied()?);
    (last == next).then(|| {
        let value = frame.column(column).format(last).into_owned();
        let sharing = values.iter().filter(|other| **other == last).count();
        EvaluationFault::WordedFault(Box::new(WordedFault {
            code: &PLACE_SHARED,
            what: format!("asks for the {word} {taken} of {} rows of `{dataset}`, and {sharing} rows share the edge: `{name}` is {value}", values.len()),
            note: "which of them belong to it nobody can say".into(),
            help: "ask for a part that ends between two different values, or name the bound: `gte` or `lte`".into(),
        }))
    })
}
