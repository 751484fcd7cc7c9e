//! The rule on words for the newest number there is (`latest month`, `so far this year`), and the period of the test.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, Term, When};
use crate::model::{AskedPeriods, Claim, Filter, Key, Sides, released};
use crate::number::TimePeriod;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part};
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
    let Some(span) = ties::has(text, Term::Newest, context.language()) else { return };
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let mut mains = parts.iter().filter(|part| part.does == Does::Main);
        let Some(main) = mains.next().filter(|_| mains.next().is_none()) else { continue };
        let Some(Typed { asked, last }) = Typed::of(context, main) else { continue };
        let is_last = asked.1 == last;
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
        let problem = if is_last {
            let message =
                format!("the statement says “{words}”, and the test asks for {typed}, whatever comes after it");
            LATEST_OF_ANOTHER_PERIOD
                .problem(place, message)
                .note("once newer data are registered, the sentence tells an old number as the newest")
        } else {
            let data = days(last, last);
            let message =
                format!("the statement says “{words}”, and the test takes {typed}, where the data go to {data}");
            LATEST_OF_ANOTHER_PERIOD.problem(place, message).note("a newer number is there, and the sentence denies it")
        };
        found.push(
            problem
                .also(test.place.clone().into(), format!("asks for {typed}"))
                .help("ask for `latest` (or `year to date`, `last 12`), or name the period in the sentence"),
        );
    }
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
