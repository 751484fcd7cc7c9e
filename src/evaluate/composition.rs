//! Numbers of several places that are made of fewer of them at one end: one that has rows in the earlier period and none in the
//! later, or none in the latest.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::code::figure::UNLIKE_ROWS;
use crate::diagnostic::{Problem, Problems};
use crate::model::{
    Aggregate, AskedPeriods, Calculation, Figure, Filter, Key, Model, Moving, Operation, Predicate, Selection, TestOf,
};
use crate::number::{Moves, MovingPeriod};
use crate::table::ColumnType;
use crate::text::{Place, RegistryPlace};

use super::join::Frame;
use super::select::{self, Scan};
use super::tables::Tables;

/// Pushes the warnings of figures and tests whose rows are of unlike places.
pub(super) fn check(tables: &Tables<'_>, problems: &mut Problems) {
    let model = tables.model;
    // What is held against something is asked of both together.
    let compared: BTreeSet<Key<Figure>> =
        calculations(model).filter_map(|made| pair(made.calculation)).flat_map(<[_; 2]>::from).collect();
    let mut told = BTreeSet::new();
    for Made { figure, subject, calculation, place } in calculations(model) {
        let is_compared = figure.is_some_and(|figure| compared.contains(&figure));
        let found = match (calculation, pair(calculation)) {
            (_, Some((number, base))) => between(tables, number, base),
            (Calculation::Select(selection), None) if selection.by.is_some() => along(tables, selection),
            (Calculation::Select(selection), None) if !is_compared => within(tables, selection),
            _ => None,
        };
        if let Some(unlike) = found.filter(|unlike| told.insert((unlike.label.clone(), unlike.when.clone()))) {
            problems.push(unlike.problem(&subject, place.clone().into()));
        } else if let Calculation::Select(selection) = calculation
            && let Some([meant, newest]) = behind(tables, selection)
        {
            problems.push(of_behind(&subject, place.clone().into(), &meant, &newest));
        }
    }
}

/// Returns the latest period that a selection of some rows means, and that of the data, where most other rows have gone on to it: a
/// name that is spelt otherwise from then on is taken as it was before.
fn behind(tables: &Tables<'_>, selection: &Selection) -> Option<[String; 2]> {
    let is_latest = |asked: &&AskedPeriods| {
        let latest = |moving: &Moving| moving.earlier.is_none() && moving.word == Moves::Word(MovingPeriod::Latest);
        asked.moving.as_ref().is_some_and(latest)
    };
    let asked = selection.asked.iter().find(is_latest)?;
    let frame = tables.frame(selection.of, None, None).ok()?;
    let mut others = selection.filters.iter().filter(|filter| filter.column != asked.column).peekable();
    let is_name = |filter: &Filter| {
        frame.column(filter.column).kind == ColumnType::String && matches!(filter.predicate, Predicate::In(_))
    };
    if selection.join.is_some() || others.peek().is_none() || !others.all(is_name) {
        return None;
    }
    let rows_of = |period: i64| {
        let filter = Filter { column: asked.column, predicate: Predicate::In(vec![period]) };
        select::rows(&frame, &[filter], &Scan)
    };
    let [now, next] = [asked.last, asked.last + 1].map(rows_of);
    let time = frame.column(asked.column);
    (next.len() * 2 > now.len()).then(|| [asked.last, asked.last + 1].map(|at| time.format(at).into_owned()))
}

/// Builds the warning of a latest period that is not that of the data.
fn of_behind(subject: &str, place: Place, meant: &str, newest: &str) -> Problem {
    let message = format!("{subject} takes {meant} for the latest period, and most other rows go on to {newest}");
    Problem::warning(&UNLIKE_ROWS, place, message)
        .note("a reader takes the latest period for that of the data, and what is told of another place for one of the same time")
        .help("look how the row is called in the newest period, and give both names under `labels`; where it ends before the others, write the period out")
}

/// A figure, or a test that is written in place.
struct Made<'m> {
    figure: Option<Key<Figure>>,
    subject: String,
    calculation: &'m Calculation,
    place: &'m RegistryPlace,
}

fn calculations(model: &Model) -> impl Iterator<Item = Made<'_>> {
    let figures = model.figures.iter().map(|(key, id, figure)| Made {
        figure: Some(key),
        subject: format!("figure `{id}`"),
        calculation: &figure.calculation,
        place: &figure.place,
    });
    let tests = model.claims.iter().flat_map(|(_, id, claim)| {
        claim.tests.iter().filter_map(move |test| match &test.of {
            TestOf::Inline(calculation) => {
                let subject = format!("the test of claim `{id}`");
                Some(Made { figure: None, subject, calculation, place: &test.place })
            }
            TestOf::Figure(_) => None,
        })
    });
    figures.chain(tests)
}

/// Returns the number and what it is held against.
fn pair(calculation: &Calculation) -> Option<(Key<Figure>, Key<Figure>)> {
    match calculation {
        Calculation::Derive(operation) if !matches!(operation, Operation::Share { .. }) => operation.number_and_base(),
        Calculation::Derive(_) | Calculation::Select(_) | Calculation::Quote(_) => None,
    }
}

/// A place that is missing at one end.
struct Unlike {
    /// The place.
    label: String,
    /// How many more are missing.
    more: usize,
    /// How many rows it has where it has fewer, and where.
    fewer: usize,
    when: String,
    /// How many it has, or should have.
    most: usize,
    other: String,
}

impl Unlike {
    fn problem(&self, subject: &str, place: Place) -> Problem {
        let more = match self.more {
            0 => String::new(),
            1 => ", and one more place is missing so".to_owned(),
            more => format!(", and {more} more places are missing so"),
        };
        let rows = |count: usize| match count {
            0 => "no row".to_owned(),
            1 => "one row".to_owned(),
            count => format!("{count} rows"),
        };
        let message = format!(
            "{subject} takes {} of “{}” for {}, and {} for {}{more}",
            rows(self.fewer),
            self.label,
            self.when,
            rows(self.most),
            self.other
        );
        Problem::warning(&UNLIKE_ROWS, place, message)
            .note("a number of fewer places is another one, whatever happened in them")
            .help("ask for a period in which all have rows, or name the places that are in both in `where`; `missing: leave-out` where one is meant to be missing, which the page says")
    }
}

/// Returns whether the rows of several places make a number, whatever stands in them: where a condition is on an amount, which
/// places meet it is what is found.
fn is_made_of_many(model: &Model, selection: &Selection) -> bool {
    let many = matches!(
        selection.aggregate,
        Aggregate::Sum(_) | Aggregate::Mean(_) | Aggregate::Weighted { .. } | Aggregate::Count(None)
    );
    let measures = &model.datasets[selection.of].measures;
    let is_counted = |column: usize| {
        selection.aggregate.column() == Some(column) || measures.get(column).is_some_and(Option::is_some)
    };
    let decides = |filter: &Filter| match &filter.predicate {
        Predicate::Related(_) | Predicate::Ranked(_) => true,
        _ => is_counted(filter.column),
    };
    many && !selection.missing && !selection.filters.iter().any(decides)
}

/// Holds the rows of two selections against each other that differ in their time alone.
fn between(tables: &Tables<'_>, number: Key<Figure>, base: Key<Figure>) -> Option<Unlike> {
    let select = |key: Key<Figure>| match &tables.model.figures[key].calculation {
        Calculation::Select(selection) if selection.by.is_none() && is_made_of_many(tables.model, selection) => {
            Some(selection)
        }
        _ => None,
    };
    let (later, earlier) = (select(number)?, select(base)?);
    let joined = |selection: &Selection| selection.join.as_ref().map(|join| format!("{join:?}"));
    if later.of != earlier.of || later.aggregate != earlier.aggregate || joined(later) != joined(earlier) {
        return None;
    }
    let frame = tables.frame(later.of, None, later.join.as_ref()).ok()?;
    let is_time = |filter: &&Filter| frame.column(filter.column).kind.is_time();
    let others = |selection: &Selection| -> Vec<String> {
        let others = selection.filters.iter().filter(|filter| !is_time(filter));
        let mut others: Vec<String> = others.map(|filter| format!("{filter:?}")).collect();
        others.sort_unstable();
        others
    };
    let time = later.filters.iter().find(is_time)?.column;
    if others(later) != others(earlier) || !earlier.filters.iter().any(|filter| filter.column == time) {
        return None;
    }
    let [now, before] = [later, earlier].map(|selection| select::rows(&frame, &selection.filters, &Scan));
    let (named, earlier_named) = (period(&frame, time, &now)?, period(&frame, time, &before)?);
    if named == earlier_named {
        return None;
    }
    labels(&frame, later, &[&now, &before]).into_iter().find_map(|column| {
        let (now, before) = (counts(&frame, column, &now), counts(&frame, column, &before));
        let fewer = |few: &BTreeMap<i64, usize>, many: &BTreeMap<i64, usize>| -> Vec<(i64, usize, usize)> {
            let count = |label: &i64| few.get(label).copied().unwrap_or_default();
            many.iter().map(|(label, most)| (*label, count(label), *most)).filter(|(_, few, most)| few < most).collect()
        };
        // Where most differ the places are others, and not missing.
        let all: BTreeSet<&i64> = now.keys().chain(before.keys()).collect();
        let (gone, come) = (fewer(&now, &before), fewer(&before, &now));
        if (gone.len() + come.len()) * 2 > all.len() {
            return None;
        }
        let (found, when, other) =
            if gone.is_empty() { (&come, &earlier_named, &named) } else { (&gone, &named, &earlier_named) };
        let (label, few, most) = *found.first()?;
        let label = frame.column(column).format(label).into_owned();
        Some(Unlike { label, more: found.len() - 1, fewer: few, when: when.clone(), most, other: other.clone() })
    })
}

/// Holds the rows of each place that a selection takes against the periods that a word asks for.
fn within(tables: &Tables<'_>, selection: &Selection) -> Option<Unlike> {
    if !is_made_of_many(tables.model, selection) {
        return None;
    }
    let mut moving = selection.asked.iter().filter(|asked| asked.moving.is_some());
    moving.find_map(|asked| within_each(tables, selection, asked))
}

fn within_each(tables: &Tables<'_>, selection: &Selection, asked: &AskedPeriods) -> Option<Unlike> {
    let frame = tables.frame(selection.of, None, selection.join.as_ref()).ok()?;
    let time = frame.column(asked.column);
    let mut own = selection.filters.clone();
    own.push(Filter { column: asked.column, predicate: asked.predicate() });
    let rows = select::rows(&frame, &own, &Scan);
    // A place without a row in the latest period is known by its row in the one before.
    let filters: Vec<Filter> =
        selection.filters.iter().filter(|filter| filter.column != asked.column).cloned().collect();
    let at = |period: i64| {
        let mut filters = filters.clone();
        filters.push(Filter { column: asked.column, predicate: Predicate::In(vec![period]) });
        select::rows(&frame, &filters, &Scan)
    };
    let (before, two_before) = (at(asked.first - 1), || at(asked.first - 2));
    let wanted = usize::try_from(asked.last - asked.first + 1).ok()?;
    // Of days many a place has none.
    if wanted > 1 && time.kind == ColumnType::Date {
        return None;
    }
    labels(&frame, selection, &[&rows, &before]).into_iter().find_map(|column| {
        let mut places = counts(&frame, column, &rows);
        let earlier = counts(&frame, column, &before);
        let usual = places.values().copied().max()?.max(1);
        for label in earlier.keys() {
            places.entry(*label).or_insert(0);
        }
        let missing: Vec<(i64, usize)> =
            places.iter().filter(|(_, count)| **count < usual).map(|(label, count)| (*label, *count)).collect();
        let (label, few) = *missing.first()?;
        // Of a table without a row where there is nothing to count many are missing, and were before.
        let is_sparse = || {
            let longer = counts(&frame, column, &two_before());
            let same = earlier.keys().filter(|label| longer.contains_key(label)).count();
            wanted > 1 || same * 10 < earlier.len().max(longer.len()) * 9
        };
        if missing.len() * 2 > places.len() && is_sparse() {
            return None;
        }
        let (first, last) = (time.format(asked.first), time.format(asked.last));
        let when = if wanted == 1 { first.to_string() } else { format!("{first} to {last}") };
        let (most, other) = if wanted == 1 {
            (earlier.get(&label).copied()?, time.format(asked.first - 1).into_owned())
        } else {
            (usual, "other places".to_owned())
        };
        let label = frame.column(column).format(label).into_owned();
        Some(Unlike { label, more: missing.len() - 1, fewer: few, when, most, other })
    })
}

/// Looks along a series of sums for a period in which a place has no row, while it has some before and after; at the end, before.
fn along(tables: &Tables<'_>, selection: &Selection) -> Option<Unlike> {
    let by = selection.by.filter(|_| is_made_of_many(tables.model, selection))?;
    let frame = tables.frame(selection.of, None, selection.join.as_ref()).ok()?;
    let time = frame.column(by);
    // Of days many a place has none.
    if !time.kind.is_time() || time.kind == ColumnType::Date {
        return None;
    }
    let rows = select::rows(&frame, &selection.filters, &Scan);
    let reader = frame.reader(by);
    let periods: Vec<i64> =
        rows.iter().filter_map(|row| reader.get(*row as usize)).collect::<BTreeSet<_>>().into_iter().collect();
    labels(&frame, selection, &[&rows]).into_iter().find_map(|column| {
        let place = frame.reader(column);
        let mut places: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for row in &rows {
            if let (Some(label), Some(period)) = (place.get(*row as usize), reader.get(*row as usize)) {
                places.entry(label).or_default().insert(period);
            }
        }
        let mut gaps: Vec<(usize, i64)> = Vec::new();
        for (label, has) in &places {
            let (first, last) = (*has.first()?, *has.last()?);
            let end = periods.len().checked_sub(2).and_then(|at| periods.get(at)).copied();
            let until = if Some(last) == end { periods.last().copied() } else { Some(last) };
            let wanted = periods.iter().enumerate().filter(|(_, at)| **at > first && Some(**at) <= until);
            gaps.extend(wanted.filter(|(_, at)| !has.contains(at)).map(|(at, _)| (at, *label)));
        }
        gaps.sort_unstable();
        let missing: BTreeSet<i64> = gaps.iter().map(|(_, label)| *label).collect();
        // A table without a row where there is nothing to count has many of them; one that ends too soon has them in its last period.
        let inner: Vec<i64> = gaps.iter().filter(|(at, _)| at + 1 < periods.len()).map(|(_, label)| *label).collect();
        let of_places: BTreeSet<&i64> = inner.iter().collect();
        let is_sparse = of_places.len() * 2 > places.len() || inner.len() * 10 > places.len() * periods.len();
        let (at, label) = *gaps.first().filter(|_| !is_sparse)?;
        let has = &places[&label];
        let other = periods[..at].iter().rev().find(|period| has.contains(period))?;
        Some(Unlike {
            label: frame.column(column).format(label).into_owned(),
            more: missing.len() - 1,
            fewer: 0,
            when: time.format(periods[at]).into_owned(),
            most: 1,
            other: time.format(*other).into_owned(),
        })
    })
}

/// Returns the columns of labels by which a table tells places apart, each of which has one row a period. A column without which
/// they are told apart as well, such as marks or a second name, is none.
fn labels(frame: &Frame<'_>, selection: &Selection, sides: &[&Vec<u32>]) -> Vec<usize> {
    let columns = &frame.first.table.columns;
    let one_each = |names: &[usize]| {
        sides.iter().all(|rows| {
            let mut seen = BTreeSet::new();
            let name = |row: u32| names.iter().map(|column| columns[*column].label(row as usize)).collect::<Vec<_>>();
            rows.iter().all(|row| seen.insert(name(*row)))
        })
    };
    let is_name = |column: &usize| columns[*column].kind == ColumnType::String || columns[*column].kind.is_time();
    let mut names: Vec<usize> = (0..columns.len()).filter(is_name).collect();
    if !one_each(&names) {
        return Vec::new();
    }
    let mut few_first: Vec<usize> =
        names.iter().copied().filter(|column| columns[*column].kind == ColumnType::String).collect();
    few_first.sort_by_key(|column| columns[*column].words().count());
    for column in few_first {
        let others: Vec<usize> = names.iter().copied().filter(|name| *name != column).collect();
        if one_each(&others) {
            names = others;
        }
    }
    let chosen = |column: &usize| {
        let one = |predicate: &Predicate| matches!(predicate, Predicate::In(values) if values.len() == 1);
        selection.filters.iter().any(|filter| filter.column == *column && one(&filter.predicate))
    };
    names.retain(|column| columns[*column].kind == ColumnType::String && !chosen(column));
    names
}

/// Returns how many of some rows each label of a column has.
fn counts(frame: &Frame<'_>, column: usize, rows: &[u32]) -> BTreeMap<i64, usize> {
    let reader = frame.reader(column);
    let mut counts = BTreeMap::new();
    for label in rows.iter().filter_map(|row| reader.get(*row as usize)) {
        *counts.entry(label).or_default() += 1;
    }
    counts
}

/// Returns the periods of some rows in words: the one, or the first and the last.
fn period(frame: &Frame<'_>, time: usize, rows: &[u32]) -> Option<String> {
    let reader = frame.reader(time);
    let times: BTreeSet<i64> = rows.iter().filter_map(|row| reader.get(*row as usize)).collect();
    let column = frame.column(time);
    let (first, last) = (times.first()?, times.last()?);
    let first_named = column.format(*first).into_owned();
    Some(if first == last { first_named } else { format!("{first_named} to {}", column.format(*last)) })
}
