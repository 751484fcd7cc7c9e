//! The rule on the time of a test, against the time of the statement.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Days, Named, Role, When};
use crate::model::{Aggregate, Calculation, Claim, Key, Model, Operation, Test, Trend};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part, meet, same};
use crate::text::Place;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&TEST_OF_ANOTHER_PERIOD];

/// A claim's test is of another time than its statement, or than the `period` it declares.
static TEST_OF_ANOTHER_PERIOD: Rule =
    Rule { code: &code::TEST_OF_ANOTHER_PERIOD, level: Level::Error, check: Check::Claim(check) };

/// How a test and what is said of its time differ.
struct Differs {
    /// Which of the times said.
    said: usize,
    /// What the test takes.
    takes: When,
    /// Whether it is certain.
    certain: bool,
    /// How the test takes it, where there are other words for that.
    how: Option<&'static str>,
}

impl Differs {
    fn surely(said: usize, takes: When) -> Self {
        Self { said, takes, certain: true, how: None }
    }

    /// Says in other words how the test takes its time.
    fn how(self, how: &'static str) -> Self {
        Self { how: Some(how), ..self }
    }

    fn perhaps(said: usize, takes: When) -> Self {
        Self { said, takes, certain: false, how: None }
    }
}

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let timed: Vec<&Part> = parts.iter().filter(|part| !part.times.is_empty()).collect();
        if timed.is_empty() {
            continue;
        }
        let text = context.ties().statement(claim);
        let said: Vec<Named> = text.times.iter().copied().map(|named| with_role(entry, named)).collect();
        let own = |differs: Differs| {
            let place = context.prose.in_statement(claim, said[differs.said].span);
            let words = &text.words[said[differs.said].span.range()];
            problem(context, &differs, place, &format!("the statement says “{words}”"), &timed)
        };
        let in_statement = differs(context.model, &said, &timed, test, || also_said(context, claim, test))
            .or_else(|| extreme_of_another(context, &said, &timed));
        if let Some(differs) = in_statement {
            found.push(own(differs));
            continue;
        }
        let Some(period) = entry.period.as_ref() else { continue };
        let Some(when) = ties::of_period(period) else { continue };
        let span = crate::text::Span::new(0, 0);
        let declared = [Named { span, when, role: Role::During, exact: true }];
        let narrowed = || {
            let own = said.iter().map(|named| named.when);
            also_said(context, claim, test).into_iter().chain(own).collect()
        };
        if let Some(differs) = differs_from_period(context.model, &declared, &timed, test, narrowed) {
            let place = entry.place.clone().then("period").into();
            let said = format!("the claim's `period` is {}", ties::words(when));
            found.push(problem(context, &differs, place, &said, &timed));
        }
    }
}

/// The day on which something was said is no time that it speaks of; a number in the claim's quantity is no year.
fn with_role(entry: &Claim, named: Named) -> Named {
    let days = named.when.days();
    let said = entry.said.as_ref().and_then(|said| said.date.as_ref()).and_then(ties::of_period).and_then(When::days);
    let year =
        days.filter(|days| Days::of_year(days.first.year()) == Some(*days)).map(|days| i64::from(days.first.year()));
    let counted = entry.quantity.as_ref().and_then(crate::quantity::Quantity::exact);
    let aside = said.is_some() && said == days || year.is_some() && year.map(Into::into) == counted;
    Named { role: if aside { Role::Aside } else { named.role }, ..named }
}

/// Returns the times that the claim names beside its statement: in the reading of a test, its scope and its period.
fn also_said(context: &Context<'_>, claim: Key<Claim>, test: &Test) -> Vec<When> {
    let language = context.language();
    let entry = &context.model.claims[claim];
    let reading = test.reading.as_ref().map(crate::model::RegistryText::plain_words);
    let texts = reading.as_deref().into_iter().chain(entry.scope.as_deref());
    let times = texts.flat_map(|text| language.times_in(text)).map(|named| named.when);
    times.chain(entry.period.as_ref().and_then(ties::of_period)).collect()
}

fn differs(
    model: &Model,
    said: &[Named],
    parts: &[&Part],
    test: &Test,
    also: impl Fn() -> Vec<When>,
) -> Option<Differs> {
    let during = || said.iter().enumerate().filter(|(_, named)| named.role == Role::During);
    let of = |does: Does| parts.iter().filter(move |part| part.does == does);
    let takes = |parts: &[&Part]| hull(parts);
    let touches = |named: &Named, part: &Part| part.times.iter().any(|time| meet(named.when, *time));
    let tested = hull(parts)?;
    if let Some(differs) = since(said, parts, test) {
        return Some(differs);
    }
    let (at, _) = during().next().or_else(|| said.iter().enumerate().find(|(_, named)| named.role == Role::Base))?;
    // Nothing that is said is of a time that the test takes.
    let speaks = |named: &&Named| named.role != Role::Since;
    let meets = said.iter().filter(speaks).any(|named| parts.iter().any(|part| touches(named, part)));
    if !meets {
        let main: Vec<&Part> = of(Does::Main).copied().collect();
        return during().next().map(|(at, _)| Differs::surely(at, hull(&main).unwrap_or(tested)));
    }
    let mains: Vec<&Part> = of(Does::Main).copied().collect();
    let bases: Vec<&Part> = of(Does::Base).copied().collect();
    let series: Vec<&Part> = of(Does::Series).copied().collect();
    if let (Some(main), Some(base)) = (takes(&mains), takes(&bases)) {
        // What is subtracted from what is told by their times, unless the test itself says from where to where.
        let (main, base) =
            if main.days() < base.days() && !says_from_and_to(test, model) { (base, main) } else { (main, base) };
        if !meet(main, base) {
            return from_one_to_another(said, main, base)
                .or_else(|| longer_or_shorter(said, &mains, (main, base), also));
        }
        // A part and its whole are of the same time; a number held against itself tells nothing.
        if let ([main_part], [base_part]) = (mains.as_slice(), bases.as_slice())
            && main_part.rows == base_part.rows
            && main_part.selection.aggregate == base_part.selection.aggregate
        {
            return Some(Differs::surely(at, main).how("holds a number against itself, that of"));
        }
    }
    if !series.is_empty() {
        return along(said, &series, test);
    }
    let main = takes(&mains)?;
    if mains.iter().any(|part| !part.is_of_one_number()) {
        return None;
    }
    let exact: Vec<&Named> = during().map(|(_, named)| named).filter(|named| meet(named.when, main)).collect();
    let settled = |named: &&Named| !named.exact || same(named.when, main);
    if exact.is_empty() || exact.iter().any(settled) || said.iter().any(|named| same(named.when, main)) {
        return None;
    }
    let inside = |named: &&Named| is_inside(named.when, main);
    let single = mains.iter().all(|part| part.times.len() == 1);
    let is_day = |named: &&Named| named.when.days().is_some_and(|days| days.first == days.last);
    if exact.iter().all(inside) && !(single && exact.iter().all(is_day)) {
        return Some(Differs::perhaps(at, main));
    }
    let wider = |named: &&Named| is_inside(main, named.when);
    let asked = mains.iter().all(|part| part.asks) && !is_of_a_day(&mains, main);
    (exact.iter().all(wider) && asked && !also().iter().any(|when| same(*when, main)))
        .then(|| Differs::perhaps(at, main))
}

/// “The most visits in 2013”, tested with the most of all years, which is that of another.
fn extreme_of_another(context: &Context<'_>, said: &[Named], parts: &[&Part]) -> Option<Differs> {
    let [part] = parts else { return None };
    if part.extreme.is_none() || part.selection.by.is_some() {
        return None;
    }
    let table = &context.model.datasets[part.selection.of].table;
    let calendar = context.ties().calendar(context.model, part.selection.of);
    let rows = part.extreme_rows(context.model);
    let columns = || (0..table.columns.len()).filter(|column| calendar.is_time(*column));
    let times: Vec<When> =
        rows.iter().flat_map(|row| columns().filter_map(|column| calendar.when_at(table, column, *row))).collect();
    let speaks = |named: &&Named| named.role != Role::Since;
    let named = said.iter().filter(speaks).any(|named| times.iter().any(|time| meet(named.when, *time)));
    let at = said.iter().position(|named| named.role == Role::During && named.exact)?;
    let time = *times.first().filter(|_| !named)?;
    Some(Differs::surely(at, time).how("asks for a greatest or least value, which is that of"))
}

/// Returns whether a test names the earlier and the later of its numbers.
fn says_from_and_to(test: &Test, model: &Model) -> bool {
    let calculation = test.calculation(&model.figures);
    matches!(calculation, Calculation::Derive(Operation::Change { .. } | Operation::Points { .. }))
}

/// A stock is counted on a day of the time that a statement names.
fn is_of_a_day(mains: &[&Part], main: When) -> bool {
    let one = main.days().is_some_and(|days| days.first == days.last);
    one && mains.iter().all(|part| matches!(part.selection.aggregate, Aggregate::Value(_)))
}

/// A number with two ends: what is said of the later is of the later, and what it is held against is the earlier.
fn from_one_to_another(said: &[Named], main: When, base: When) -> Option<Differs> {
    let find = |role: Role, time: When| said.iter().position(|named| named.role == role && meet(named.when, time));
    let mut ranges = said.iter().enumerate().filter_map(|(at, named)| match named.when {
        When::Range(first, last) if named.role == Role::During && named.exact => Some((at, first, last)),
        _ => None,
    });
    if let Some((at, first, last)) = ranges.next() {
        // “In January to March 2024” is one time, and the later one.
        let one = same(When::One(first.to(last)), main);
        let right = one || meet(When::One(first), base) && meet(When::One(last), main);
        let alone = said.iter().filter(|named| named.role == Role::During).count() == 1;
        // “From January to June 2025” beside “than in the same months of 2024” is of the later alone.
        let both = if meet(When::One(first.to(last)), base) { join(base, main) } else { main };
        let wrong = !right && (alone || !meet(When::One(first.to(last)), base));
        return wrong.then(|| Differs::surely(at, both));
    }
    if said.iter().any(|named| named.role != Role::Base && meet(named.when, main)) {
        // “In 2024 it was 3% less than in 2022”, tested from 2023.
        let against = said.iter().position(|named| named.role == Role::Base && named.exact)?;
        let held = said.iter().any(|named| meet(named.when, base));
        return (!held).then(|| Differs::surely(against, base));
    }
    if let Some(at) = find(Role::During, base).filter(|at| said[*at].exact) {
        let named_base = find(Role::Base, base).is_some();
        return (!named_base).then(|| Differs::surely(at, main));
    }
    let at = find(Role::Base, main)?;
    find(Role::Base, base).is_none().then(|| Differs::surely(at, base))
}

/// “In the first half of 2025 fewer than a year earlier”, tested with January to April of both years.
fn longer_or_shorter(
    said: &[Named],
    mains: &[&Part],
    (main, base): (When, When),
    also: impl Fn() -> Vec<When>,
) -> Option<Differs> {
    let of_main = |named: &Named| named.role == Role::During && meet(named.when, main) && !meet(named.when, base);
    let (at, named) = said.iter().enumerate().find(|(_, named)| of_main(named) && named.exact)?;
    let settled = said.iter().map(|named| named.when).chain(also()).any(|when| same(when, main));
    let asked = mains.iter().all(|part| part.asks) && !is_of_a_day(mains, main);
    // “October and November 2025” are two times, of which one names the year.
    let alone = said.iter().filter(|named| named.role == Role::During).count() == 1;
    let differs = is_inside(main, named.when) || alone && is_inside(named.when, main);
    (!settled && asked && differs).then(|| Differs::perhaps(at, main))
}

/// A series: it ends, and where both ends are said begins, with what is said.
fn along(said: &[Named], series: &[&Part], test: &Test) -> Option<Differs> {
    let [part] = series else { return None };
    let (first, last) = (*part.times.first()?, *part.times.last()?);
    let mut during = said.iter().enumerate().filter(|(_, named)| named.role == Role::During && named.exact);
    let (at, named) = during.next().filter(|_| during.next().is_none())?;
    let second = part.times.get(1).copied().unwrap_or(first);
    match named.when {
        When::Range(from, to) => {
            let begins = meet(When::One(from), first) || meet(When::One(from), second);
            let ends = meet(When::One(to), last);
            let window = join(first, last);
            (!(begins && ends)).then(|| Differs::perhaps(at, window))
        }
        when => {
            let ends = meet(when, last);
            match (&test.trend, part.extreme) {
                (Some(Trend::ExtremeSince(..) | Trend::Record(_) | Trend::Last(..)), _) if !ends => {
                    Some(Differs::surely(at, last).how("asks about the last value, that of"))
                }
                (Some(Trend::EveryStep(_) | Trend::Steps(..)), _) if !ends => {
                    Some(Differs::perhaps(at, join(first, last)))
                }
                _ => None,
            }
        }
    }
}

/// “Since 2012” is from 2012 on.
fn since(said: &[Named], parts: &[&Part], test: &Test) -> Option<Differs> {
    let mut named = said.iter().enumerate().filter(|(_, named)| named.role == Role::Since && named.exact);
    let (at, named) = named.next().filter(|_| named.next().is_none())?;
    match &test.trend {
        Some(Trend::ExtremeSince(_, period)) => {
            let first = || parts.iter().find(|part| part.does == Does::Series)?.times.first().copied();
            let asked = period.as_ref().map_or_else(first, ties::of_period)?;
            (!meet(named.when, asked)).then(|| Differs::surely(at, asked)).map(|it| it.how("asks since"))
        }
        Some(Trend::EveryStep(_)) => {
            let part = parts.iter().find(|part| part.does == Does::Series)?;
            let (first, second) = (*part.times.first()?, *part.times.get(1)?);
            let begins = meet(named.when, first) || meet(named.when, second);
            let later = first.days() > named.when.days();
            let last = *part.times.last()?;
            (!begins && later).then(|| Differs::perhaps(at, join(first, last)))
        }
        Some(_) => None,
        // “It rose by 5% since 2019”, tested from 2018. What rose since the beginning of 2019 did so from the end of 2018.
        None => {
            let of = |does: Does| {
                let parts: Vec<&Part> = parts.iter().copied().filter(|part| part.does == does).collect();
                hull(&parts)
            };
            let (main, base) = (of(Does::Main)?, of(Does::Base)?);
            let begins = named.when.days().zip(base.days()).is_some_and(|(since, base)| {
                since.first.days() == base.last.days() + 1 && since.last.days() - since.first.days() < 32
            });
            let one_time = meet(main, base) || meet(named.when, base) || begins;
            (!one_time).then(|| Differs::surely(at, base).how("holds the number against that of"))
        }
    }
}

/// Holds a test against the period that its claim declares.
fn differs_from_period(
    model: &Model,
    declared: &[Named],
    parts: &[&Part],
    test: &Test,
    also: impl Fn() -> Vec<When>,
) -> Option<Differs> {
    let found = differs(model, declared, parts, test, &also)?;
    // A series and an extreme look beyond the time of which they tell.
    let of_one = parts.iter().all(|part| part.does != Does::Series && part.extreme.is_none());
    (found.certain || of_one && !also().iter().any(|when| same(*when, found.takes))).then_some(found)
}

fn hull(parts: &[&Part]) -> Option<When> {
    parts.iter().flat_map(|part| &part.times).copied().reduce(join)
}

fn join(one: When, other: When) -> When {
    if same(one, other) {
        return one;
    }
    match (one.days(), other.days()) {
        (Some(one), Some(other)) => When::One(one.to(other)),
        _ => one,
    }
}

fn is_inside(part: When, whole: When) -> bool {
    match (part, whole) {
        (When::Months(_, count), whole) => {
            whole.days().is_some_and(|days| days.last.days() - days.first.days() > i64::from(count) * 31 + 1)
        }
        _ => part.days().zip(whole.days()).is_some_and(|(part, whole)| whole.covers(part) && whole != part),
    }
}

fn problem(context: &Context<'_>, differs: &Differs, place: Place, said: &str, parts: &[&Part]) -> Problem {
    let takes = ties::words(differs.takes);
    let asks = parts.iter().any(|part| part.asks);
    let how = differs.how.unwrap_or(if asks { "takes" } else { "takes all that the data hold:" });
    let message = format!("{said}, and the test {how} {takes}");
    let at = parts.iter().find(|part| part.times.iter().any(|time| meet(*time, differs.takes)));
    let problem = if differs.certain {
        TEST_OF_ANOTHER_PERIOD.problem(place, message)
    } else {
        TEST_OF_ANOTHER_PERIOD.remark(place, message)
    };
    let problem = match at {
        Some(part) => {
            problem.also(in_test(context, part), format!("the test {} {takes}", differs.how.unwrap_or("takes")))
        }
        None => problem,
    };
    problem
        .note("a test that holds of another time says nothing about this one")
        .help("test the time that is said, or say the time that is tested; a `reading` or `period` can name it")
}

/// Returns where a selection asks for its time.
fn in_test(context: &Context<'_>, part: &Part) -> Place {
    let calendar = context.ties().calendar(context.model, part.selection.of);
    let asked = part.selection.filters.iter().map(|filter| filter.column).find(|column| calendar.is_time(*column));
    let table = &context.model.datasets[part.selection.of].table;
    match asked {
        Some(column) => part.place.clone().then("where").then(table.columns[column].name.as_str()).into(),
        None => part.place.clone().then("of").into(),
    }
}
