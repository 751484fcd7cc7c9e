//! The rule on words for the newest number there is (`latest month`, `so far this year`), and the period of the test.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, Role, Term, When};
use crate::model::{AskedPeriods, Claim, Filter, Key, RegistryText, Sides, Test, released};
use crate::number::TimePeriod;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part};
use crate::text::Span;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&LATEST_OF_ANOTHER_PERIOD];

/// A statement speaks of the newest number, and its test types a period.
static LATEST_OF_ANOTHER_PERIOD: Rule = Rule {
    code: &code::LATEST_OF_ANOTHER_PERIOD,
    level: Level::Warning,
    check: Check::Claim(latest_of_another_period),
};

fn latest_of_another_period(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let text = context.ties().statement(claim);
    let newest = ties::has(text, Term::Newest, context.language());
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let does = if newest.is_some() { Does::Main } else { Does::Series };
        let mut parts = parts.iter().filter(|part| part.does == does);
        let Some(main) = parts.next().filter(|_| parts.next().is_none()) else { continue };
        let open = || since_and_no_end(context, claim, test, main);
        let Some(span) = newest.or_else(open) else { continue };
        let Some(Typed { asked, last }) = Typed::of(context, main) else { continue };
        let is_last = asked.1 == last;
        if is_last && newest.is_none() {
            continue;
        }
        // What somebody said is of the numbers that there were then.
        if let Some(said) = &entry.said {
            let day = said.date.as_ref().map(|date| date.last);
            let dataset = &context.model.datasets[main.selection.of];
            let known = dataset.vintage.as_deref().and_then(released).map(|vintage| vintage.last);
            let later = day.zip(known).is_none_or(|(said, known)| known > said);
            if is_last || later {
                continue;
            }
        }
        let words = &text.words[span.range()];
        let days = |first: TimePeriod, last: TimePeriod| {
            ties::words(When::One(Days { first: first.first(), last: last.last() }))
        };
        let typed = days(asked.0, asked.1);
        let place = context.prose.in_statement(claim, span);
        let ask = "ask for `latest` (or `year to date`, `last 12`), or name the period in the sentence";
        let (problem, help) = if is_last {
            let message =
                format!("the statement says “{words}”, and the test asks for {typed}, whatever comes after it");
            let note = "once newer data are registered, the sentence tells an old number as the newest";
            (LATEST_OF_ANOTHER_PERIOD.problem(place, message).note(note), ask)
        } else if newest.is_none() {
            let (stops, data) = (days(asked.1, asked.1), days(last, last));
            let message = format!(
                "the statement says since “{words}” and no end, and the test stops with {stops}, where the data go to {data}"
            );
            let note = "what is said without an end is said of the newest number too";
            let help = "test to the end of the data, or say until when";
            (LATEST_OF_ANOTHER_PERIOD.problem(place, message).note(note), help)
        } else {
            let data = days(last, last);
            let message =
                format!("the statement says “{words}”, and the test takes {typed}, where the data go to {data}");
            let note = "a newer number is there, and the sentence denies it";
            (LATEST_OF_ANOTHER_PERIOD.problem(place, message).note(note), ask)
        };
        found.push(problem.also(test.place.clone().into(), format!("asks for {typed}")).help(help));
    }
}

/// “Births have risen every year since 2011”, and nothing says until when.
fn since_and_no_end(context: &Context<'_>, claim: Key<Claim>, test: &Test, series: &Part<'_>) -> Option<Span> {
    let entry = &context.model.claims[claim];
    let statement = context.ties().statement(claim);
    let last = *series.times.last().filter(|_| test.trend.is_some())?;
    let since = statement.times.iter().find(|named| named.role == Role::Since)?;
    let others = statement.times.iter().filter(|named| named.role != Role::Since);
    let reading = test.reading.as_ref().map(RegistryText::plain_words);
    let notes = reading.as_deref().into_iter().chain(entry.scope.as_deref());
    let beside = notes.flat_map(|words| context.language().times_in(words)).map(|named| named.when);
    let period = entry.period.as_ref().and_then(ties::of_period);
    let named = others.map(|named| named.when).chain(beside).chain(period).any(|when| ties::meet(when, last));
    (!named).then_some(since.span)
}

/// A period that is typed, with the last in which there is a value.
struct Typed {
    asked: (TimePeriod, TimePeriod),
    last: TimePeriod,
}

impl Typed {
    /// Returns the period that a selection types; none where a word asks for it, or nothing does.
    fn of(context: &Context<'_>, part: &Part<'_>) -> Option<Self> {
        let selection = part.selection;
        if selection.join.is_some() || selection.asked.iter().any(|asked| asked.moving.is_some()) {
            return None;
        }
        let table = &context.model.datasets[selection.of].table;
        let mut times =
            selection.filters.iter().map(|filter| filter.column).filter(|column| table.columns[*column].kind.is_time());
        let time = times.next().filter(|time| times.all(|other| other == *time))?;
        let written = AskedPeriods::written_out(time, &selection.filters)?;
        let stretch = written.stretch(&table.columns[time])?;
        let under: Vec<Filter> = selection.filters.iter().filter(|filter| filter.column != time).cloned().collect();
        let (_, last) = Sides { first: table, second: None }.ends(time, selection.aggregate.column(), &under)?;
        Some(Self { asked: (stretch.first, stretch.last), last })
    }
}
