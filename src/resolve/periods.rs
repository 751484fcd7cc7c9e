//! Words for periods in a `where`, which are counted from the data: what each means in the current release.

use std::borrow::Cow;

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{AskedPeriods, Dataset, Filter, Moving, Predicate, Section, Sides};
use crate::number::{Earlier, Moves, MovingBound, MovingPeriod, Stretch};
use crate::registry::{Bounds, Condition, Limit, Many, Scalar};
use crate::table::{Column, ColumnType};

use super::columns::{Columns, based, put_in_order, without_totals};
use super::figure_problem as wrong;
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
    /// Whether a series is made of the rows, which may have gaps.
    pub(super) runs_along: bool,
    /// What is counted from the data, with its column and the name of that in the registry.
    pub(super) words: Vec<Wanted>,
}

/// Periods that a condition on a column of times asks for, of which some are counted from the data.
pub(super) struct Wanted {
    column: usize,
    id: String,
    any_of: Vec<Listed>,
    /// Whether the condition leaves some of them out in so many words.
    but_some: bool,
}

/// A period of a list.
enum Listed {
    Moves(Moves),
    Written(i64, i64),
}

/// Returns what a condition on a column of times asks for, where some of that is counted from the data, and what of the condition
/// is left; none where nothing is.
pub(super) fn moving<'w>(
    written: &'w Condition,
    (index, id, columns): (usize, &str, &Columns<'_>),
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(Option<Wanted>, Option<Cow<'w, Condition>>)> {
    let column = columns.column(index);
    if !column.kind.is_time() {
        let words = match written {
            Condition::Is(words) => std::slice::from_ref(words),
            Condition::OneOf(list) => list,
            Condition::Within(_) => return None,
        };
        // A label may be called so.
        let is_word = |Scalar(words): &&Scalar| MovingPeriod::parse(words).is_some() && column.range(words).is_none();
        let Scalar(words) = words.iter().find(is_word)?;
        scope.problems.push(not_of_times(at, words, column, columns));
        return Some((None, None));
    }
    let is_word = |Scalar(words): &Scalar| MovingPeriod::parse(words).is_some();
    let but_some = matches!(written, Condition::Within(bounds) if bounds.not.is_some());
    let wanted = |any_of| Some(Wanted { column: index, id: id.to_owned(), any_of, but_some });
    let written = &*but_the_latest(written);
    match written {
        Condition::Is(Scalar(words)) => {
            Some((wanted(vec![Listed::Moves(Moves::Word(MovingPeriod::parse(words)?))]), None))
        }
        Condition::OneOf(list) if list.iter().any(is_word) => {
            let listed = list.iter().enumerate().map(|(item, Scalar(words))| {
                let moves = MovingPeriod::parse(words).map(|word| Listed::Moves(Moves::Word(word)));
                let written = || column.range(words).map(|(first, last)| Listed::Written(first, last));
                let found = moves.or_else(written);
                if found.is_none() {
                    scope.problems.push(wrong::no_value_of_column(&at.item(item), words, column));
                }
                found
            });
            let listed: Vec<Option<Listed>> = listed.collect();
            Some((listed.into_iter().collect::<Option<_>>().and_then(wanted), None))
        }
        Condition::Within(bounds) => {
            let word = |limit: &Option<Limit>| match limit {
                Some(Limit::Value(Scalar(words))) => MovingPeriod::parse(words),
                Some(Limit::Cell(_)) | None => None,
            };
            let all = [&bounds.gt, &bounds.gte, &bounds.lt, &bounds.lte];
            if !all.iter().any(|limit| word(limit).is_some()) {
                return None;
            }
            for [(strict, above), (wide, from)] in
                [[("gt", &bounds.gt), ("gte", &bounds.gte)], [("lt", &bounds.lt), ("lte", &bounds.lte)]]
            {
                if above.is_some() && from.is_some() {
                    scope.problems.push(wrong::two_bounds(&at.key(strict), strict, wide));
                    return Some((None, None));
                }
            }
            let bound = |limit: &Option<Limit>, key: &str, included: bool| -> Result<Option<MovingBound>, Problem> {
                let Some(Limit::Value(Scalar(words))) = limit else { return Ok(None) };
                if let Some(word) = MovingPeriod::parse(words) {
                    return Ok(Some(MovingBound::Word(word, included)));
                }
                let is_low = matches!(key, "gt" | "gte");
                let end = if is_low { column.at_least(words, included) } else { column.at_most(words, included) };
                let step = if is_low { 1 } else { -1 };
                let period = end.and_then(|(at, included)| column.period(if included { at } else { at + step }));
                match period.filter(|_| column.range(words).is_some()) {
                    Some(period) => Ok(Some(MovingBound::Written(period))),
                    None => Err(wrong::no_value_of_column(&at.key(key), words, column)),
                }
            };
            let mut one = |strict: (&Option<Limit>, &'static str), wide: (&Option<Limit>, &'static str)| {
                let found = bound(strict.0, strict.1, false).and_then(|found| match found {
                    None => bound(wide.0, wide.1, true),
                    found => Ok(found),
                });
                found.map_err(|problem| scope.problems.push(problem)).ok()
            };
            let low = one((&bounds.gt, "gt"), (&bounds.gte, "gte"));
            let high = one((&bounds.lt, "lt"), (&bounds.lte, "lte"));
            let (Some(low), Some(high)) = (low, high) else { return Some((None, None)) };
            // A bound that is another cell is a condition like any other.
            let cell = |limit: &Option<Limit>| limit.clone().filter(|limit| matches!(limit, Limit::Cell(_)));
            let [gt, gte, lt, lte] = all.map(cell);
            let rest = Bounds { gt, gte, lt, lte, ..bounds.clone() };
            let is_left = rest != Bounds::default();
            let rest = is_left.then_some(Cow::Owned(Condition::Within(rest)));
            Some((wanted(vec![Listed::Moves(Moves::Between(low, high))]), rest))
        }
        Condition::OneOf(_) => None,
    }
}

/// Returns a condition that leaves out the latest as one that asks for all before it.
fn but_the_latest(written: &Condition) -> Cow<'_, Condition> {
    let Condition::Within(bounds) = written else { return Cow::Borrowed(written) };
    let (None, None, Some(not)) = (&bounds.lt, &bounds.lte, &bounds.not) else { return Cow::Borrowed(written) };
    let is_latest = |Scalar(words): &Scalar| MovingPeriod::parse(words) == Some(MovingPeriod::Latest);
    let (latest, others): (Vec<Scalar>, Vec<Scalar>) = not.iter().cloned().partition(is_latest);
    let Some(latest) = latest.into_iter().next() else { return Cow::Borrowed(written) };
    let not = (!others.is_empty()).then_some(Many(others));
    Cow::Owned(Condition::Within(Bounds { lt: Some(Limit::Value(latest)), not, ..bounds.clone() }))
}

/// Returns the periods of a longer one that is written out; none on days, of which many a table has none on Sundays.
pub(super) fn longer(index: usize, column: &Column, (first, last): (i64, i64)) -> Option<AskedPeriods> {
    let must_be_there = column.kind.is_time() && column.kind != ColumnType::Date && first < last;
    must_be_there.then_some(AskedPeriods { column: index, first, last, moving: None, each: true })
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
        let runs_along = self.runs_along;
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
        for Wanted { column, id, any_of, but_some } in words {
            let time = columns.column(column);
            let mut found = Vec::with_capacity(any_of.len());
            for one in any_of {
                let word = match one {
                    Listed::Written(first, last) => {
                        found.push(AskedPeriods {
                            column,
                            first,
                            last,
                            moving: None,
                            each: time.kind != ColumnType::Date,
                        });
                        continue;
                    }
                    Listed::Moves(word) => word,
                };
                let moving = Moving { word, earlier: None, value, under: under.clone() };
                let Some(stretch) = moving.meant(&sides, column) else {
                    scope.problems.push(not_there(&at.key(&id), time, &moving, &sides, column));
                    return None;
                };
                // As between two periods that are written out: a series may have fewer, and of days many a table has none.
                let open =
                    matches!(word, Moves::Between(..)) && (runs_along || but_some || time.kind == ColumnType::Date);
                found.push(AskedPeriods { each: !open, ..periods(column, stretch, Some(moving)) });
            }
            filters.push(Filter { column, predicate: AskedPeriods::any_of(found.iter()) });
            asked.extend(found);
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
    AskedPeriods { column, first: stretch.first.number(), last: stretch.last.number(), moving, each: true }
}

/// A word for a period on a column that has none: a month or a quarter whose year stands in a column beside it.
fn not_of_times(at: &RegistryPath<'_>, words: &str, column: &Column, columns: &Columns<'_>) -> Problem {
    let message = format!("`{words}` is a word for a period, and `{}` is no column of times", column.name);
    let problem = Problem::error(&code::CONDITION_VALUE, at.value(), message).note(
        "words for periods are counted by the calendar, and a month or a quarter has its place there with its year",
    );
    let table = &columns.first_dataset().table;
    let is_year = |other: &&Column| {
        let numbers = other.bounds().filter(|_| other.kind == ColumnType::Integer);
        other.kind == ColumnType::Year || numbers.is_some_and(|(low, high)| low >= 1000 && high <= 2999)
    };
    let Some(year) = table.columns.iter().find(is_year) else {
        return problem.help(format!("give `{}` the type of a period, such as `yearmonth`, in `fields`", column.name));
    };
    let begins_with =
        |letter: char| column.words().next().is_some() && column.words().all(|word| word.starts_with(letter));
    let up_to_four = column.bounds().filter(|_| column.kind == ColumnType::Integer).is_some_and(|(_, high)| high <= 4);
    let (kind, form) = match column.kind {
        ColumnType::Integer if up_to_four => ("quarter", "%Y %q"),
        ColumnType::Integer => ("yearmonth", "%Y %m"),
        _ if begins_with('Q') => ("quarter", "%Y Q%q"),
        _ => ("yearmonth", "%Y %B"),
    };
    let (year, own) = (year.in_file(), column.in_file());
    problem.help(format!(
        "read both columns as one, in `fields` of the dataset: `period: {{ of: [{year}, {own}], type: {kind}, format: \"{form}\" }}`, and ask for `period: {words}`"
    ))
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
        Some((first, latest)) if matches!(word, Moves::Between(..)) => {
            let message = format!("`{word}` means no period: the data go from {first} to {latest}");
            Problem::error(&code::ABSENT_PERIOD, at.value(), message)
                .note("a stretch ends where it begins, or later; words are counted from the latest period that has a value")
                .help("write the earlier bound under `gte`, and the later one under `lte`")
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
    Some(AskedPeriods { each: asked.each, ..periods(asked.column, stretch, moving) })
}

/// Returns what of the periods before is left out, where a condition leaves some out of those that are asked for: the same, as far
/// before as the base is; none where the calendar has no such period.
pub(super) fn left_out_before(
    asked: &AskedPeriods,
    filter: &Filter,
    earlier: Earlier,
    column: &Column,
) -> Option<Filter> {
    let Predicate::NotIn(values) = &filter.predicate else { return Some(filter.clone()) };
    let steps = asked.last - asked.first + 1;
    let before = |at: i64| match earlier {
        _ if at == Predicate::EMPTY => Some(at),
        Earlier::Previous => Some(column.period(at)?.shifted(-steps)?.number()),
        Earlier::Year => column.a_year_earlier(at),
    };
    let values = values.iter().map(|at| before(*at)).collect::<Option<Vec<i64>>>()?;
    Some(Filter { column: filter.column, predicate: Predicate::NotIn(values) })
}

/// Returns all up to a period that a word means, for a base that is sought among them; none where it is written out, or the latest
/// of any release, before which all is.
pub(super) fn up_to(asked: &AskedPeriods, column: &Column) -> Option<AskedPeriods> {
    let moving = asked.moving.as_ref().filter(|moving| moving.earlier.is_none())?;
    let Moves::Word(word) = moving.word else { return None };
    if word == MovingPeriod::Latest {
        return None;
    }
    let word = Moves::Between(None, Some(MovingBound::Word(word, true)));
    let first = column.values().min().filter(|first| *first <= asked.last)?;
    Some(AskedPeriods { first, each: false, moving: Some(Moving { word, ..moving.clone() }), ..asked.clone() })
}

/// Returns the different periods of a column that meet the conditions on it.
pub(super) fn among<'c>(column: &'c Column, index: usize, filters: &'c [Filter]) -> impl Iterator<Item = i64> {
    let mut values: Vec<i64> = column.values().collect();
    values.sort_unstable();
    values.dedup();
    let own: Vec<&Filter> = filters.iter().filter(|filter| filter.column == index).collect();
    values.into_iter().filter(move |value| own.iter().all(|filter| filter.predicate.holds(*value)))
}
