//! A record of all time, tested with a part of the file.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::language::{Role, Term};
use crate::model::{Aggregate, Claim, Key, RegistryText, Test, Trend};
use crate::rules::context::Context;
use crate::rules::rule::Rule;
use crate::rules::ties::{self, Does, Extreme, Part};
use crate::vocabulary::Direction;

/// Words that stretch a record over all time.
const WORDS: [Term; 2] = [Term::Ever, Term::Superlative];

/// “The highest ever”, tested since 2000 where the data begin in 1950.
pub(super) fn of_a_part(
    rule: &Rule,
    context: &Context<'_>,
    claim: Key<Claim>,
    (test, parts): (&Test, &[Part<'_>]),
) -> Option<Problem> {
    let statement = context.ties().statement(claim);
    let language = context.language();
    let span = WORDS.into_iter().find_map(|term| ties::has(statement, term, language))?;
    if ties::has(statement, Term::Negation, language).is_some() {
        return None;
    }
    let part = parts.iter().find(|part| part.does == Does::Series && part.asks)?;
    let extreme = match &test.trend {
        Some(Trend::Record(direction) | Trend::ExtremeSince(direction, None)) => match direction {
            Direction::Rises => Extreme::Greatest,
            Direction::Falls => Extreme::Least,
        },
        Some(_) => return None,
        None => part.extreme?,
    };
    let first = *part.times.first()?;
    let entry = &context.model.claims[claim];
    let reading = test.reading.as_ref().map(RegistryText::plain_words);
    let notes = reading.as_deref().into_iter().chain(entry.scope.as_deref());
    let beside = notes.flat_map(|words| language.times_in(words)).map(|named| named.when);
    let since = statement.times.iter().filter(|named| named.role == Role::Since || named.when.ends().is_some());
    let said = since.map(|named| named.when.ends().map_or(named.when, |(from, _)| from));
    if said.chain(beside).any(|when| ties::meet(when, first)) {
        return None;
    }
    let left = LeftOut::of(context, part, extreme)?;
    let words = &statement.words[span.range()];
    let looks = format!("looks back to {}", ties::words(first));
    let begins = ties::words(left.begins);
    let message = format!("the statement says “{words}”, and the test {looks}, where the data begin with {begins}");
    let problem = rule.remark(context.prose.in_statement(claim, span), message);
    let problem = problem.also(test.place.clone().into(), looks);
    let problem = match left.beyond {
        Some(beyond) => {
            let how = if extreme == Extreme::Greatest { "as high or higher" } else { "as low or lower" };
            problem.note(format!("that of {} is {how}, and the test leaves it out", ties::words(beyond)))
        }
        None => problem.note("a record is one among all that are known"),
    };
    Some(problem.help("test all that the data hold, or say since when"))
}

/// What a test leaves out of the time before its series.
struct LeftOut {
    begins: crate::language::When,
    /// A time whose value is beyond the last one of the series, or level with it.
    beyond: Option<crate::language::When>,
}

impl LeftOut {
    fn of(context: &Context<'_>, part: &Part<'_>, extreme: Extreme) -> Option<Self> {
        let selection = part.selection;
        let calendar = context.ties().calendar(context.model, selection.of);
        let table = &context.model.datasets[selection.of].table;
        let by = selection.by.filter(|by| calendar.is_time(*by) && selection.join.is_none())?;
        let (times, cells) = (table.columns.get(by)?, table.columns.get(selection.aggregate.amounts()?)?);
        let under = || selection.filters.iter().filter(|filter| !calendar.is_time(filter.column));
        if under().any(|filter| filter.predicate.looks_elsewhere()) {
            return None;
        }
        let agrees = |row: &usize| {
            under().all(|filter| {
                let value = table.columns.get(filter.column).and_then(|column| column.encoded(*row));
                value.is_some_and(|value| filter.predicate.holds(value))
            })
        };
        let mut groups: BTreeMap<i64, (i128, usize, usize)> = BTreeMap::new();
        for row in (0..table.rows).filter(agrees) {
            let (Some(at), Some(value)) = (times.encoded(row), cells.encoded(row)) else { continue };
            let group = groups.entry(at).or_insert((0, 0, row));
            group.0 += i128::from(value);
            group.1 += 1;
        }
        let own = || part.rows.iter().filter_map(|row| times.encoded(*row));
        let (first, last) = (own().min()?, own().max()?);
        let when = |row: usize| calendar.when_at(table, by, row);
        let begins = groups.iter().next().filter(|(at, _)| **at < first).and_then(|(_, group)| when(group.2))?;
        let told = matches!(selection.aggregate, Aggregate::Sum(_)) || groups.values().all(|group| group.1 == 1);
        let record = match extreme {
            _ if part.extreme.is_none() => groups.get(&last)?.0,
            Extreme::Greatest => groups.range(first..=last).map(|(_, group)| group.0).max()?,
            Extreme::Least => groups.range(first..=last).map(|(_, group)| group.0).min()?,
        };
        let beyond = |value: i128| if extreme == Extreme::Greatest { value >= record } else { value <= record };
        let found = groups.range(..first).find(|(_, group)| told && beyond(group.0));
        Some(Self { begins, beyond: found.and_then(|(_, group)| when(group.2)) })
    }
}
