//! The rule on the words for what a number is held against (`a year earlier`, `on the month`, `since the trough`), and the base of
//! the test.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, Term};
use crate::model::{Aggregate, Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Extreme, Part};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&BASE_IN_OTHER_WORDS];

/// A statement holds a number against a year before, and its test against another time.
static BASE_IN_OTHER_WORDS: Rule =
    Rule { code: &code::BASE_IN_OTHER_WORDS, level: Level::Warning, check: Check::Claim(base_in_other_words) };

/// The kinds of words for a base.
const WORDS: [Term; 4] = [Term::YearBefore, Term::PeriodBefore, Term::Trough, Term::Peak];

fn base_in_other_words(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let text = context.ties().statement(claim);
    let said: Vec<_> =
        WORDS.into_iter().filter_map(|term| Some((term, ties::has(text, term, context.language())?))).collect();
    let Some((_, span)) = said.first().copied() else { return };
    let tests = context.ties().tests(claim);
    let of_tests: Vec<Option<Held<'_>>> = tests.iter().map(|parts| Held::of(parts)).collect();
    // A claim of two numbers (“on the month, and on the year”) is borne out where each has a test of its own.
    let agrees = |held: &Held<'_>| said.iter().any(|(term, _)| held.is_against(context, *term) != Some(false));
    for (test, held) in entry.tests.iter().zip(&of_tests) {
        let Some(held) = held.as_ref().filter(|held| !agrees(held)) else { continue };
        let words = &text.words[span.range()];
        let against = held.base.times.first().map_or_else(String::new, |_| {
            held.base.days().map_or_else(String::new, |days| ties::words(crate::language::When::One(days)))
        });
        let message = format!("the statement says “{words}”, and the test holds the number against that of {against}");
        found.push(
            BASE_IN_OTHER_WORDS
                .problem(context.prose.in_statement(claim, span), message)
                .also(test.place.clone().into(), format!("against {against}"))
                .note("how much a number changed says nothing without what it is held against")
                .help(match said[0].0 {
                    Term::YearBefore => "hold it against `a year earlier`, or correct the sentence",
                    Term::Trough => "hold it against `lowest`, or correct the sentence",
                    Term::Peak => "hold it against `highest`, or correct the sentence",
                    _ => "hold it against `previous`, or correct the sentence",
                }),
        );
    }
}

/// A number and what it is held against.
struct Held<'p> {
    main: &'p Part<'p>,
    base: &'p Part<'p>,
}

impl<'p> Held<'p> {
    /// Returns the two of a test that holds one number against one other.
    fn of(parts: &'p [Part<'p>]) -> Option<Self> {
        let one = |does: Does| {
            let mut parts = parts.iter().filter(|part| part.does == does);
            parts.next().filter(|_| parts.next().is_none())
        };
        let (main, base) = (one(Does::Main)?, one(Does::Base)?);
        // One that is held against another place, or is a part of a whole, is of one time.
        let (first, second) = (main.days()?, base.days()?);
        (first != second).then_some(Self { main, base })
    }

    /// Returns whether the base is what words say; none where that is not known.
    fn is_against(&self, context: &Context<'_>, term: Term) -> Option<bool> {
        let (main, base) = (self.main.days()?, self.base.days()?);
        match term {
            Term::YearBefore => Some(is_a_year_before(base, main)),
            Term::PeriodBefore => Some(is_before(base, main)),
            Term::Trough => self.is_extreme(context, Extreme::Least),
            _ => self.is_extreme(context, Extreme::Greatest),
        }
    }

    /// Returns whether the base is asked for as the least or the greatest, or is that of the rows under its conditions.
    fn is_extreme(&self, context: &Context<'_>, wanted: Extreme) -> Option<bool> {
        if let Some(extreme) = self.base.extreme {
            return Some(extreme == wanted);
        }
        let [row] = self.base.rows[..] else { return None };
        let Aggregate::Value(column) = self.base.selection.aggregate else { return None };
        let table = &context.model.datasets[self.base.selection.of].table;
        let calendar = context.ties().calendar(context.model, self.base.selection.of);
        let cells = table.columns.get(column)?;
        let agrees = |other: &usize| {
            (0..table.columns.len())
                .filter(|index| {
                    *index != column && !table.columns[*index].kind.is_numeric() && !calendar.is_time(*index)
                })
                .all(|index| table.columns[index].label(*other) == table.columns[index].label(row))
        };
        let values = (0..table.rows).filter(agrees).filter_map(|row| cells.encoded(row));
        let extreme = if wanted == Extreme::Least { values.min() } else { values.max() };
        Some(extreme == cells.encoded(row))
    }
}

/// Returns whether a time is another one a year earlier: 52 or 53 weeks, or as many days as a year has.
fn is_a_year_before(base: Days, main: Days) -> bool {
    (358..=372).contains(&(main.first.days() - base.first.days()))
        && (358..=372).contains(&(main.last.days() - base.last.days()))
}

/// Returns whether a time goes right before another one of about its length; days leave out a weekend.
fn is_before(base: Days, main: Days) -> bool {
    let length = |days: Days| days.last.days() - days.first.days() + 1;
    let gap = main.first.days() - base.last.days();
    let alike = (length(main) - length(base)).abs() * 10 <= length(main).max(30);
    alike && if length(main) == 1 { (1..=92).contains(&gap) } else { gap == 1 }
}
