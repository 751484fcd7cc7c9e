//! The warning that what somebody said is tested on a period that has moved on since: `latest` is another month by now.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::MOVED_ON;
use crate::model::{AskedPeriods, Calculation, Claim, Filter, Moving, Predicate, Selection, Sides, Test};
use crate::number::{Moves, Period, Stretch, TimePeriod};
use crate::table::Column;

use crate::evaluate::calculate::figures_below;
use crate::evaluate::tables::Tables;
use crate::evaluate::vintage::{current_when, translated};

/// Returns the warning where a word in a claim's test means another period than on the day on which the claim was said: on the
/// release of that day, or where none is kept among the periods that were over before.
pub(super) fn since_said(tables: &Tables<'_>, claim: &Claim, test: &Test, subject: &str) -> Option<Problem> {
    let said = claim.said.as_ref()?.date.as_ref()?;
    let model = tables.model;
    let tested = test.calculation(&model.figures);
    let below = figures_below(model, tested);
    let all = below.iter().map(|key| &model.figures[*key].calculation).chain([tested]);
    let all = all.filter_map(|calculation| match calculation {
        Calculation::Select(selection) => Some(selection),
        Calculation::Derive(_) | Calculation::Quote(_) => None,
    });
    // A base that is sought up to the same word is told by that word.
    let is_a_word = |asked: &AskedPeriods| asked.moving.as_ref().is_some_and(|it| matches!(it.word, Moves::Word(_)));
    let (words, bounds): (Vec<&Selection>, Vec<_>) = all.partition(|selection| selection.asked.iter().any(is_a_word));
    words.into_iter().chain(bounds).find_map(|selection| {
        let frame = tables.frame(selection.of, None, selection.join.as_ref()).ok()?;
        let on_release = on_release(tables, selection, said);
        let moving = selection.asked.iter().enumerate().filter_map(|(place, asked)| {
            let moving = asked.moving.as_ref().filter(|moving| moving.earlier.is_none())?;
            Some((place, asked, moving))
        });
        let each = moving.filter_map(|(place, asked, moving)| {
            let column = frame.column(asked.column);
            let then = match &on_release {
                Some(periods) => *periods.get(place)?,
                None => over_before(tables, selection, (asked, moving), column, said),
            };
            Some(Moved { column: asked.column, moving, then: then?, now: asked.stretch(column)? })
        });
        let each: Vec<Moved<'_>> = each.collect();
        let first = each.iter().find(|moved| moved.then != moved.now)?;
        let own: Vec<&Moved<'_>> = each.iter().filter(|moved| moved.column == first.column).collect();
        let help = written_out(selection, frame.column(first.column), first.column, &own);
        Some(problem(test, subject, said, first, help))
    })
}

/// Returns what each of the periods that are asked for was on the release that was current on a day; none where no earlier release
/// is kept.
fn on_release(tables: &Tables<'_>, selection: &Selection, said: &Period) -> Option<Vec<Option<Stretch>>> {
    let dataset = &tables.model.datasets[selection.of];
    if dataset.earlier.is_empty() {
        return None;
    }
    let release = current_when(dataset, said)?;
    let then = translated(tables, selection, release)?;
    let frame = tables.frame(selection.of, release, then.join.as_ref()).ok()?;
    Some(then.asked.iter().map(|periods| periods.stretch(frame.column(periods.column))).collect())
}

/// Returns what the word means among the periods that were over before a day: nothing is published on its own last day.
fn over_before(
    tables: &Tables<'_>,
    selection: &Selection,
    (asked, moving): (&AskedPeriods, &Moving),
    column: &Column,
    said: &Period,
) -> Option<Stretch> {
    let day = TimePeriod::of_day(said.last, column.length()?)?;
    let last = if day.last() < said.last { day } else { day.previous()? };
    let mut under = moving.under.clone();
    let predicate = Predicate::Within { low: None, high: Some((last.number(), true)) };
    under.push(Filter { column: asked.column, predicate });
    let table = |key| tables.sheet(key, None).table;
    let second = selection.join.as_ref().map(|join| (table(join.dataset), join.key.as_slice()));
    let sides = Sides { first: table(selection.of), second };
    Moving { under, ..moving.clone() }.meant(&sides, asked.column)
}

/// A word of a condition, with what it meant and what it means.
struct Moved<'m> {
    column: usize,
    moving: &'m Moving,
    then: Stretch,
    now: Stretch,
}

impl Moved<'_> {
    /// Returns what stands in the registry in its place where the period is written out.
    fn in_its_place(&self, column: &Column) -> String {
        let Stretch { first, last } = self.then;
        let is_one = column.range(&self.then.to_string()) == Some((first.number(), last.number()));
        match self.moving.word {
            Moves::Word(_) if is_one => self.then.to_string(),
            _ => format!("{{ gte: {first}, lte: {last} }}"),
        }
    }
}

/// Returns how the condition of a column reads with its periods written out; of one that asks for more besides, what takes the
/// place of each word.
fn written_out(selection: &Selection, column: &Column, index: usize, moved: &[&Moved<'_>]) -> String {
    let alone = selection.filters.iter().filter(|filter| filter.column == index).count() == 1
        && selection.asked.iter().filter(|asked| asked.column == index).count() == moved.len();
    let in_place: Vec<String> = moved.iter().map(|moved| moved.in_its_place(column)).collect();
    match in_place.as_slice() {
        [one] if alone => format!("write the period out: `{}: {one}`", column.name),
        several if alone && !several.iter().any(|period| period.starts_with('{')) => {
            format!("write the period out: `{}: [{}]`", column.name, several.join(", "))
        }
        _ => {
            let bounds = |period: &String| period.trim_matches(['{', '}', ' ']).to_owned();
            let each = moved.iter().zip(&in_place);
            let each: Vec<String> = each
                .map(|(moved, period)| format!("`{}` in place of `{}`", bounds(period), moved.moving.word))
                .collect();
            format!("write the period out: in the condition on `{}` {}", column.name, each.join(", "))
        }
    }
}

fn problem(test: &Test, subject: &str, said: &Period, moved: &Moved<'_>, help: String) -> Problem {
    let Moved { moving, then, now, .. } = moved;
    let message =
        format!("{subject} asks for `{}`: {then} when it was said ({}), and {now} now", moving.word, said.words);
    Problem::warning(&MOVED_ON, test.place.clone().into(), message)
        .note("what somebody said is of the period of that day; numbers that came later bear it out or refute it for nothing")
        .help(help)
}
