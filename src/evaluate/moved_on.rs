//! The warning that what somebody said is tested on a period that has moved on since: `latest` is another month by now.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::MOVED_ON;
use crate::model::{AskedPeriods, Calculation, Claim, Filter, Moving, Predicate, Selection, Sides, Test};
use crate::number::{Period, Stretch, TimePeriod};
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
    all.filter_map(|calculation| match calculation {
        Calculation::Select(selection) => Some(selection),
        Calculation::Derive(_) | Calculation::Quote(_) => None,
    })
    .find_map(|selection| {
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
            Some((column, moving, then?, asked.stretch(column)?))
        });
        let each: Vec<_> = each.collect();
        let (column, moving, then, now) = *each.iter().find(|(.., then, now)| then != now)?;
        let written: Vec<String> = each.iter().map(|(_, _, then, _)| then.to_string()).collect();
        let written = if written.len() == 1 { written.join("") } else { format!("[{}]", written.join(", ")) };
        Some(problem(test, subject, &column.name, moving, said, (then, now), &written))
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

fn problem(
    test: &Test,
    subject: &str,
    column: &str,
    moving: &Moving,
    said: &Period,
    (then, now): (Stretch, Stretch),
    written: &str,
) -> Problem {
    let message =
        format!("{subject} asks for `{}`: {then} when it was said ({}), and {now} now", moving.word, said.words);
    Problem::warning(&MOVED_ON, test.place.clone().into(), message)
        .note("what somebody said is of the period of that day; numbers that came later bear it out or refute it for nothing")
        .help(format!("write the period out: `{column}: {written}`"))
}
