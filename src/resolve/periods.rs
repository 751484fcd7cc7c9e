//! Words for periods in a `where`, which are counted from the data: what each means in the current release.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{AskedPeriods, Dataset, Filter, Moving, Section, Sides};
use crate::number::{Earlier, MovingPeriod, Stretch};
use crate::registry::{Condition, Scalar};
use crate::table::{Column, ColumnType};

use super::columns::{Columns, based, put_in_order, without_totals};
use super::links::Scope;
use super::registry_path::RegistryPath;

/// The conditions of a `where`, some of which may still be words.
#[derive(Default)]
pub(super) struct Conditions {
    /// Those that are understood.
    pub(super) filters: Vec<Filter>,
    /// The longer periods among these.
    pub(super) asked: Vec<AskedPeriods>,
    /// Those between two bounds, which are asked for where one number is made of them.
    pub(super) between: Vec<AskedPeriods>,
    /// Words that are counted from the data, with their column and its name in the registry.
    pub(super) words: Vec<(usize, String, MovingPeriod)>,
}

/// Returns the word for a period that a condition on a column of times is.
pub(super) fn word(written: &Condition, column: &Column) -> Option<MovingPeriod> {
    match written {
        Condition::Is(Scalar(words)) if column.kind.is_time() => MovingPeriod::parse(words),
        _ => None,
    }
}

/// Returns the periods of a longer one that is written out; none on days, of which many a table has none on Sundays.
pub(super) fn longer(index: usize, column: &Column, (first, last): (i64, i64)) -> Option<AskedPeriods> {
    let must_be_there = column.kind.is_time() && column.kind != ColumnType::Date && first < last;
    must_be_there.then_some(AskedPeriods { column: index, first, last, moving: None })
}

impl Conditions {
    /// Returns the filters and the periods that they ask for, once it is known in which column a period must have a value.
    pub(super) fn settled(
        self,
        value: Option<usize>,
        columns: &Columns<'_>,
        datasets: &Section<Dataset>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<(Vec<Filter>, Vec<AskedPeriods>)> {
        let Self { mut filters, mut asked, words, .. } = self;
        if words.is_empty() {
            put_in_order(&mut filters, columns, datasets);
            based(&mut filters, columns);
            return Some((filters, asked));
        }
        // What a row alone does not tell narrows no period.
        let alone = |filter: &&Filter| !filter.predicate.looks_elsewhere();
        let mut under: Vec<Filter> = filters.iter().filter(alone).cloned().collect();
        under.extend(without_totals(columns, datasets, &filters));
        let sides = sides(columns, datasets);
        for (column, id, word) in words {
            let moving = Moving { word, earlier: None, value, under: under.clone() };
            let Some(stretch) = moving.meant(&sides, column) else {
                scope.problems.push(not_there(&at.key(&id), columns.column(column), &moving, &sides, column));
                return None;
            };
            let periods = periods(column, stretch, Some(moving));
            filters.push(Filter { column, predicate: periods.predicate() });
            asked.push(periods);
        }
        put_in_order(&mut filters, columns, datasets);
        based(&mut filters, columns);
        Some((filters, asked))
    }
}

/// Returns the tables that a selection sees.
pub(super) fn sides<'m>(columns: &'m Columns<'_>, datasets: &'m Section<Dataset>) -> Sides<'m> {
    let second = columns.join.as_ref().map(|join| (&*datasets[join.dataset].table, join.key.as_slice()));
    Sides { first: &datasets[columns.first()].table, second }
}

/// Returns the periods of a stretch.
pub(super) fn periods(column: usize, stretch: Stretch, moving: Option<Moving>) -> AskedPeriods {
    AskedPeriods { column, first: stretch.first.number(), last: stretch.last.number(), moving }
}

/// A word that means nothing in these data.
fn not_there(at: &RegistryPath<'_>, column: &Column, moving: &Moving, sides: &Sides<'_>, time: usize) -> Problem {
    let word = moving.word;
    match sides.ends(time, moving.value, &moving.under) {
        None => {
            let message = format!("`{word}` means no `{}`: no row has a value under the other conditions", column.name);
            Problem::error(&code::ABSENT_PERIOD, at.value(), message)
                .note("`latest` is the last period in which what is asked for has a value; the others are counted from it")
                .help("compare the conditions in `where` with the cells of the file")
        }
        Some((_, latest)) => none_before(at, &word.to_string(), &latest.to_string()),
    }
}

/// A period that the calendar does not have.
pub(super) fn none_before(at: &RegistryPath<'_>, words: &str, period: &str) -> Problem {
    let message = format!("`{words}` means no period: of {period} the calendar has none");
    Problem::error(&code::ABSENT_PERIOD, at.value(), message)
        .note("a 53rd week and 29 February have no counterpart a year earlier, and a year has no year to date")
        .help("name the period that is meant, or ask for `previous`")
}

/// Returns what is held against periods that are asked for, with the word that means it where they move.
pub(super) fn base_of(asked: &AskedPeriods, earlier: Earlier, column: &Column) -> Option<AskedPeriods> {
    let stretch = earlier.than(asked.stretch(column)?)?;
    let moving = asked.moving.as_ref().map(|moving| Moving { earlier: Some(earlier), ..moving.clone() });
    Some(periods(asked.column, stretch, moving))
}

/// Returns the different periods of a column that meet the conditions on it.
pub(super) fn among<'c>(column: &'c Column, index: usize, filters: &'c [Filter]) -> impl Iterator<Item = i64> {
    let mut values: Vec<i64> = column.values().collect();
    values.sort_unstable();
    values.dedup();
    let own: Vec<&Filter> = filters.iter().filter(|filter| filter.column == index).collect();
    values.into_iter().filter(move |value| own.iter().all(|filter| filter.predicate.holds(*value)))
}
