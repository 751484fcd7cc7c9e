//! The outcome of a figure and of a calculation that a test writes in place.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems};
use crate::model::{Calculation, Figure, Key, Measure, Model, Operation, Quotation, Selection, Unit};
use crate::text::Place;
use crate::vocabulary::Caveats;

use crate::evaluate::derive::{Operands, derive, kind_of_series, made_from};
use crate::evaluate::fault::{EvaluationFault, uneven};
use crate::evaluate::flags::Marks;
use crate::evaluate::join::Frame;
use crate::evaluate::swapped::in_figure;
use crate::evaluate::tables::{Release, Tables};
use crate::evaluate::{
    aggregate, asked, disclosure, held, look_alike, related, select, span, stock, taken, trend, uncertain, units,
    unmatched,
};
use crate::outcome::{Along, Missing, Outcome, Provenance, Sign, Uncertain, Value};

/// Returns the outcome of a calculation on the current releases; `declared` is the measure its author gives it.
pub(super) fn calculate(
    tables: &Tables<'_>,
    calculation: &Calculation,
    declared: Option<Key<Measure>>,
    operands: &Operands<'_>,
) -> Result<Outcome, EvaluationFault> {
    let made = match calculation {
        Calculation::Select(selection) => selected(tables, selection, declared, None),
        Calculation::Derive(operation @ Operation::Holds { number, whole }) => {
            let counted = derive(tables.model, operation, declared, operands)?;
            held::named(tables, counted, (*number, *whole))
        }
        Calculation::Derive(operation) => derive(tables.model, operation, declared, operands),
        Calculation::Quote(quotation) => Ok(quoted(quotation, declared)),
    };
    made.map(|outcome| disclosure::guard(tables.model, outcome))
}

/// Returns the outcome of a selection whose columns are those of this release.
pub(super) fn selected(
    tables: &Tables<'_>,
    selection: &Selection,
    declared: Option<Key<Measure>>,
    release: Release,
) -> Result<Outcome, EvaluationFault> {
    let model = tables.model;
    let frame = tables.frame(selection.of, release, selection.join.as_ref())?;
    let rows = select::rows(&frame, &selection.filters, &tables.index(selection.of, release));
    let rows = if selection.once { taken::each_cell_once(&frame, selection, rows) } else { rows };
    let dataset = model.datasets.id(selection.of).as_str();
    let joined = (selection.of, release, selection.join.as_ref());
    let unmatched = unmatched::unmatched(tables, joined, &selection.filters, &frame)?;
    if let Some(fault) = look_alike::fault(&frame, selection, &rows) {
        return Err(fault);
    }
    if let Some(fault) = related::fault(&frame, &selection.filters, dataset) {
        return Err(fault);
    }
    if let Some(fault) = asked::absent(&frame, selection, &rows, dataset).filter(|_| !selection.missing) {
        return Err(fault);
    }
    let counted = measure(model, selection, &frame);
    let groups = || rows_by(&frame, selection.by, &rows);
    if let Some(fault) = stock::fault(model, selection, &frame, groups, counted) {
        return Err(fault);
    }
    let marks = Marks::of(tables, selection, release, &frame, counted.is_some());
    let (mut value, decimals) = if let Some(by) = selection.by {
        let (series, decimals) = aggregate::series(&frame, selection.aggregate, by, &rows, dataset, &marks)?;
        (asked::as_bases(series, selection.base_of, frame.column(by)), decimals)
    } else {
        let made = aggregate::aggregate(&frame, selection.aggregate, &rows, dataset)?;
        (Value::Number(made.number), made.decimals)
    };
    let mut measures: Vec<Key<Measure>> = declared.into_iter().chain(counted).collect();
    measures.dedup();
    let trace = Provenance::Cells {
        dataset: selection.of,
        column: selection.aggregate.column(),
        selection: Box::new(selection.clone()),
        count: selection
            .aggregate
            .column()
            .and_then(|at| frame.found(at, &rows))
            .map_or(rows.len(), |(_, all)| all.len()),
        only: (rows.len() == 1).then(|| rows[0] as usize),
        unmatched,
        missing: if selection.missing {
            taken::missing_of(tables, selection, release, &frame, &rows)
        } else {
            Missing::default()
        },
    };
    let withheld = taken::withheld_in(model, selection, &frame, &rows, &mut value);
    let unit = |measure| selection.unit(measure, &model.datasets, &model.measures);
    let unit = measures.first().copied().map_or(Unit::Plain, unit);
    let (said, rivals) = match &value {
        Value::Series(points) => {
            let said = points.iter().fold(Caveats::NONE, |said, point| said.and(point.said()));
            (
                said,
                rows_by(&frame, selection.by, &rows)
                    .iter()
                    .fold(Caveats::NONE, |all, rows| all.and(marks.rivals(rows))),
            )
        }
        Value::Number(_) | Value::Quoted(_) | Value::Name(_) => (marks.number(&rows), marks.rivals(&rows)),
    };
    Ok(Outcome {
        value,
        unit,
        measures,
        trace,
        provisional: said.has(Caveats::PROVISIONAL),
        revised: said.has(Caveats::REVISED),
        caveats: said.beside(),
        rivals: rivals.without(said),
        withheld,
        span: if release.is_none() { span::of_selection(tables, selection, &frame, &rows) } else { None },
        decimals,
        least_decimals: 0,
        sign: units::of_measure(model, unit),
        from_below: None,
        uncertain: uncertain::of_cell(frame.first.table, selection, &rows),
        along: selection.by.map(|by| along(selection, by, &frame, release)),
        found: None,
    })
}

/// Returns the column that a series of a selection goes along, which sees a release of its dataset.
fn along(selection: &Selection, by: usize, frame: &Frame<'_>, release: Release) -> Along {
    match (&selection.join, by.checked_sub(frame.first.table.columns.len())) {
        (Some(join), Some(column)) => Along { dataset: join.dataset, release: None, column },
        _ => Along { dataset: selection.of, release, column: by },
    }
}

/// Returns some rows by their value of a column.
fn rows_by(frame: &Frame<'_>, by: Option<usize>, rows: &[u32]) -> Vec<Vec<u32>> {
    let reader = by.map(|by| frame.reader(by));
    let mut groups: BTreeMap<Option<i64>, Vec<u32>> = BTreeMap::new();
    for row in rows {
        groups.entry(reader.as_ref().and_then(|reader| reader.get(*row as usize))).or_default().push(*row);
    }
    groups.into_values().collect()
}

/// Returns what a selection's number counts, as its dataset declares.
///
/// Rows counted are things of the dataset's measure only where no column holds numbers of it: a list of cases has a row
/// for each case, a table of monthly totals has a row for each month.
fn measure(model: &Model, selection: &Selection, frame: &Frame<'_>) -> Option<Key<Measure>> {
    use crate::model::Aggregate::{Count, Distinct};
    let first = &model.datasets[selection.of];
    match selection.aggregate {
        Count(_) => {
            let declared = || first.measures.iter().copied().flatten();
            let one = declared().next().filter(|one| declared().all(|other| other == *one))?;
            let numbers = first.table.columns.iter().zip(&first.measures);
            let in_numbers = numbers.filter(|(column, measure)| column.kind.is_numeric() && measure.is_some()).count();
            (in_numbers == 0).then_some(one)
        }
        Distinct(_) => None,
        other => {
            let column = other.column()?;
            // Earlier releases may order their columns differently; measures are declared by the current one's.
            let name = &frame.column(column).name;
            let own = frame.first.table.columns.len();
            let dataset = match &selection.join {
                Some(join) if column >= own => &model.datasets[join.dataset],
                _ => first,
            };
            dataset.measures.get(dataset.table.column(name)?).copied().flatten()
        }
    }
}

fn quoted(quotation: &Quotation, declared: Option<Key<Measure>>) -> Outcome {
    Outcome {
        value: Value::Quoted(quotation.quantity.clone()),
        unit: declared.map_or(Unit::Plain, Unit::Of),
        measures: declared.into_iter().collect(),
        trace: Provenance::Source { source: quotation.source, locator: quotation.locator.clone() },
        provisional: false,
        revised: false,
        caveats: Caveats::NONE,
        rivals: Caveats::NONE,
        withheld: None,
        span: None,
        decimals: quotation.number.map_or(0, crate::number::Number::decimals),
        least_decimals: 0,
        sign: Sign::Level,
        from_below: None,
        uncertain: Uncertain::default(),
        along: None,
        found: None,
    }
}

/// Returns the outcome of each figure, by key; none where a problem stopped it or a figure it is made from.
pub(super) fn outcomes(tables: &Tables<'_>, problems: &mut Problems) -> Vec<Option<Outcome>> {
    let model = tables.model;
    let mut outcomes: Vec<Option<Outcome>> = vec![None; model.figures.len()];
    for level in levels(model) {
        let made: Vec<(Key<Figure>, Result<Outcome, EvaluationFault>)> = level
            .into_par_iter()
            .map(|key| {
                let figure = &model.figures[key];
                let operands = |key: Key<Figure>| outcomes[key.index()].as_ref();
                (key, calculate(tables, &figure.calculation, figure.measure, &operands))
            })
            .collect();
        for (key, result) in made {
            let subject = format!("figure `{}`", model.figures.id(key));
            let place = || Place::from(model.figures[key].place.clone());
            match result {
                Ok(outcome) => {
                    let figure = &model.figures[key];
                    problems.extend(gap(model, key, &outcomes, &subject, place()));
                    problems.extend(in_figure(model, &outcomes, &figure.calculation, &subject, place()));
                    problems.extend(span::beyond(tables, &figure.calculation, &subject, &figure.place));
                    outcomes[key.index()] = Some(outcome);
                }
                Err(fault) => problems.extend(fault.problem(&subject, place())),
            }
        }
    }
    outcomes
}

/// Returns the warning that a figure counts steps of a series in which a period is missing.
fn gap(model: &Model, key: Key<Figure>, outcomes: &[Option<Outcome>], subject: &str, place: Place) -> Option<Problem> {
    use crate::model::Operation::{CountSteps, LastRun, Run, Steps};
    let Calculation::Derive(CountSteps(of, _) | Run(of, _) | LastRun(of, _) | Steps(of)) =
        &model.figures[key].calculation
    else {
        return None;
    };
    uneven_series(model, outcomes[of.index()].as_ref()?).map(|words| uneven(subject, &words, place))
}

/// Returns the neighbours between which a period of a series is missing, in words.
pub(super) fn uneven_series(model: &Model, outcome: &Outcome) -> Option<(String, String)> {
    let Value::Series(points) = &outcome.value else { return None };
    let kind = kind_of_series(model, outcome)?;
    let (a, b) = trend::gap(points, kind)?;
    Some((kind.at(a), kind.at(b)))
}

/// Returns the figures in steps: each is made only from figures of earlier steps. Those in a cycle, which is a problem
/// of its own, are left out.
pub(super) fn levels(model: &Model) -> Vec<Vec<Key<Figure>>> {
    let mut waiting: Vec<usize> = vec![0; model.figures.len()];
    let mut users: Vec<Vec<Key<Figure>>> = vec![Vec::new(); model.figures.len()];
    let mut ready = Vec::new();
    for (key, _, figure) in model.figures.iter() {
        let from = parts(figure);
        waiting[key.index()] = from.len();
        if from.is_empty() {
            ready.push(key);
        }
        for part in from {
            users[part.index()].push(key);
        }
    }
    let mut levels = Vec::new();
    while !ready.is_empty() {
        let mut next = Vec::new();
        for user in ready.iter().flat_map(|key| &users[key.index()]) {
            waiting[user.index()] -= 1;
            if waiting[user.index()] == 0 {
                next.push(*user);
            }
        }
        next.sort_unstable();
        levels.push(std::mem::replace(&mut ready, next));
    }
    levels
}

/// Returns the figures that a figure is made from.
pub(super) fn parts(figure: &Figure) -> Vec<Key<Figure>> {
    match &figure.calculation {
        Calculation::Derive(operation) => made_from(operation),
        Calculation::Select(_) | Calculation::Quote(_) => Vec::new(),
    }
}

/// Returns the figures that a calculation is made from, at any depth, each after those it is made from itself.
pub(super) fn figures_below(model: &Model, calculation: &Calculation) -> Vec<Key<Figure>> {
    let Calculation::Derive(operation) = calculation else { return Vec::new() };
    let mut needed: BTreeSet<Key<Figure>> = BTreeSet::new();
    let mut order = Vec::new();
    // An entry is looked at twice: on the way down, and once everything below it is in order.
    let mut waiting: Vec<(Key<Figure>, bool)> = made_from(operation).into_iter().map(|key| (key, false)).collect();
    while let Some((key, below_done)) = waiting.pop() {
        if below_done {
            order.push(key);
        } else if needed.insert(key) {
            waiting.push((key, true));
            waiting.extend(parts(&model.figures[key]).into_iter().map(|part| (part, false)));
        }
    }
    order
}
