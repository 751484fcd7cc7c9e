//! The rule on the words for what a number is held against (`a year earlier`, `on the month`, `since the trough`), and the base of
//! the test.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, How, Language, Named, Term, Told, When};
use crate::model::{Aggregate, Calculation, Claim, Key, Operation, Predicate, RelatedTo, Test, There};
use crate::number::{Date, Stretch};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Extreme, Part, Text, meet};
use crate::text::{Span, pieces};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&BASE_IN_OTHER_WORDS];

/// A statement holds a number against a year before, and its test against another time.
static BASE_IN_OTHER_WORDS: Rule =
    Rule { code: &code::BASE_IN_OTHER_WORDS, level: Level::Error, check: Check::Claim(base_in_other_words) };

/// The kinds of words for a base.
const WORDS: [Term; 4] = [Term::YearBefore, Term::PeriodBefore, Term::Trough, Term::Peak];

/// How many words before those for a base may say that something is held against it.
const BEFORE: usize = 3;

/// What a statement says a number is held against.
#[derive(Clone, Copy)]
enum Said {
    Words(Term, Span),
    Length(Told),
}

impl Said {
    /// Returns what a statement says, the words before the lengths.
    fn all(text: &Text<'_>, language: Language) -> Vec<Self> {
        let words = WORDS.into_iter().filter_map(|term| Some(Self::Words(term, ties::has(text, term, language)?)));
        // “In a month when …” is no length.
        let held = |told: &&Told| match told.how {
            How::Before => true,
            How::Over | How::Last => told.months > u16::from(told.unit) || told.weeks > 1,
            How::SoFar => false,
        };
        words.chain(text.lengths.iter().filter(held).map(|told| Self::Length(*told))).collect()
    }

    fn span(self) -> Span {
        match self {
            Self::Words(_, span) => span,
            Self::Length(told) => told.span,
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Words(Term::YearBefore, _) => "hold it against `a year earlier`, or correct the sentence",
            Self::Words(Term::Trough, _) => "hold it against `lowest`, or correct the sentence",
            Self::Words(Term::Peak, _) => "hold it against `highest`, or correct the sentence",
            Self::Words(..) => "hold it against `previous`, or correct the sentence",
            Self::Length(_) => "hold it against the period that the sentence means, or correct the sentence",
        }
    }
}

fn base_in_other_words(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let text = context.ties().statement(claim);
    let said = Said::all(text, context.language());
    if said.is_empty() {
        return;
    }
    let tests = context.ties().tests(claim);
    for (test, parts) in entry.tests.iter().zip(tests) {
        let Some(held) = Held::of(parts).or_else(|| Held::of_condition(context, test, parts)) else { continue };
        // Where the base is named, a length beside it may be of anything.
        let is_named = held.is_named(text);
        let mut own = said.iter().copied().filter(|said| !is_named || matches!(said, Said::Words(..))).peekable();
        let Some(first) = own.peek().copied() else { continue };
        // A claim of two numbers (“on the month, and on the year”) is borne out where each has a test of its own.
        if own.any(|said| held.is_against(context, said).is_none_or(|gap| gap == Gap::None)) {
            continue;
        }
        let words = &text.words[first.span().range()];
        let against = match held.selected {
            Some(_) => format!("that of {}", ties::words(When::One(held.base))),
            None => format!("that of {} for {}", ties::words(When::One(held.base)), ties::words(When::One(held.main))),
        };
        let message = format!("the statement says “{words}”, and the test holds the number against {against}");
        let place = context.prose.in_statement(claim, first.span());
        let certain = entry.tests.len() == 1
            && held.is_against(context, first) == Some(Gap::Wide)
            && is_held_against(text, first.span(), context.language());
        let problem = if certain {
            BASE_IN_OTHER_WORDS.problem(place, message)
        } else {
            BASE_IN_OTHER_WORDS.remark(place, message)
        };
        found.push(
            problem
                .also(test.place.clone().into(), against.replacen("that of", "against", 1))
                .note("how much a number changed says nothing without what it is held against")
                .help(first.help()),
        );
    }
}

/// Returns whether words say in so many words that something is held against them: `than ten years before`.
fn is_held_against(text: &Text<'_>, span: Span, language: Language) -> bool {
    let before = pieces(&text.words[..span.start]);
    let from = before.get(before.len().saturating_sub(BEFORE)).map_or(span.start, |piece| piece.span.start);
    ties::says(&text.words[from..span.end], Term::Than, language).is_some()
}

/// How far what is said and what is tested lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// They are the same.
    None,
    /// By one unit, which may be how somebody counts.
    Narrow,
    /// By more.
    Wide,
}

/// A number and what it is held against.
struct Held<'p> {
    main: Days,
    base: Days,
    /// The base, where it is a selection of its own.
    selected: Option<&'p Part<'p>>,
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
        (first != second).then_some(Self { main: first, base: second, selected: Some(base) })
    }

    /// Returns the last row of which a test asks whether it is more or less than an earlier one, and that one.
    fn of_condition(context: &Context<'_>, test: &Test, parts: &[Part<'_>]) -> Option<Self> {
        let figures = &context.model.figures;
        let Calculation::Derive(Operation::Holds { number, .. }) = test.calculation(figures) else { return None };
        let Calculation::Select(selection) = &figures[*number].calculation else { return None };
        let mut asked = selection.filters.iter().filter_map(|filter| match &filter.predicate {
            Predicate::Related(related) => match related.to {
                RelatedTo::Row { column, there: There::Earlier(earlier), .. } => Some((column, earlier)),
                _ => None,
            },
            _ => None,
        });
        let (column, earlier) = asked.next().filter(|_| asked.next().is_none() && selection.join.is_none())?;
        let times = context.model.datasets[selection.of].table.columns.get(column)?;
        let rows = &parts.iter().find(|part| part.does == Does::Series)?.rows;
        let last = times.period(rows.iter().filter_map(|row| times.encoded(*row)).max()?)?;
        let base = earlier.than(Stretch { first: last, last })?;
        let days = |stretch: Stretch| Days { first: stretch.first.first(), last: stretch.last.last() };
        Some(Self { main: days(Stretch { first: last, last }), base: days(base), selected: None })
    }

    /// Returns whether the statement names the time of the base.
    fn is_named(&self, text: &Text<'_>) -> bool {
        let (main, base) = (When::One(self.main), When::One(self.base));
        let of_base = |named: &Named| meet(named.when, base) && !meet(named.when, main) || named.when.ends().is_some();
        text.times.iter().any(of_base)
    }

    /// Returns how far the base is from what is said; none where that is not known.
    fn is_against(&self, context: &Context<'_>, said: Said) -> Option<Gap> {
        let (main, base) = (self.main, self.base);
        let gap = |is: bool, else_: Gap| if is { Gap::None } else { else_ };
        match said {
            Said::Words(Term::YearBefore, _) => Some(gap(is_a_year_before(base, main), Gap::Wide)),
            Said::Words(Term::PeriodBefore, _) => Some(gap(is_before(base, main), Gap::Narrow)),
            Said::Words(Term::Trough, _) => Some(gap(self.is_extreme(context, Extreme::Least)?, Gap::Narrow)),
            Said::Words(..) => Some(gap(self.is_extreme(context, Extreme::Greatest)?, Gap::Narrow)),
            Said::Length(told) => Some(gap_of(told, base, main)),
        }
    }

    /// Returns whether the base is asked for as the least or the greatest, or is that of the rows under its conditions.
    fn is_extreme(&self, context: &Context<'_>, wanted: Extreme) -> Option<bool> {
        let base = self.selected?;
        if let Some(extreme) = base.extreme {
            return Some(extreme == wanted);
        }
        let [row] = base.rows[..] else { return None };
        let Aggregate::Value(column) = base.selection.aggregate else { return None };
        let table = &context.model.datasets[base.selection.of].table;
        let calendar = context.ties().calendar(context.model, base.selection.of);
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

/// Returns how far a base is from one that lies so much earlier.
fn gap_of(told: Told, base: Days, main: Days) -> Gap {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let whole = |days: Days| days.first.day() == 1 && days.last == days.last.month_end();
    // In months where both are whole months, else in days; with the length of the unit.
    let (apart, told_apart, unit) = if told.weeks > 0 {
        ((main.last.days() - base.last.days()) / 7, i64::from(told.weeks), 1)
    } else if whole(main) && whole(base) {
        (months(main.last) - months(base.last), i64::from(told.months), i64::from(told.unit.min(12)))
    } else {
        let days = |months: i64| months * 1461 / 48;
        let (apart, asked) = (main.last.days() - base.last.days(), days(told.months.into()));
        // A year of weeks, a month of days.
        let near = if (apart - asked).abs() <= 8 { asked } else { apart };
        (near, asked, days(told.unit.min(12).into()))
    };
    let off = apart.abs() - told_apart;
    // “In the five years to 2021” may begin with 2017; what is counted in them is as long as they are.
    let within = matches!(told.how, How::Over | How::Last);
    let as_long = (main.last.days() - main.first.days() + 1) * 48 / 1461;
    match off {
        0 => Gap::None,
        off if within && (off == -unit || (as_long - i64::from(told.months)).abs() <= 1) => Gap::None,
        off if off.abs() <= unit => Gap::Narrow,
        _ => Gap::Wide,
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
