//! The rule on the time of a test, against the time of the statement.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Days, Named, Role, When};
use crate::model::{Aggregate, Calculation, Claim, Key, Model, Operation, Test};
use crate::rules::context::Context;
use crate::rules::evidence::differs::{Differs, hull};
use crate::rules::evidence::{ends, lengths};
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part, is_inside, join, meet, overlap_in_part, same};
use crate::text::Place;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&TEST_OF_ANOTHER_PERIOD];

/// A claim's test is of another time than its statement, or than the `period` it declares.
static TEST_OF_ANOTHER_PERIOD: Rule =
    Rule { code: &code::TEST_OF_ANOTHER_PERIOD, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    lengths::check(&TEST_OF_ANOTHER_PERIOD, context, claim, found);
    let entry = &context.model.claims[claim];
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let timed: Vec<&Part> = parts.iter().filter(|part| !part.times.is_empty()).collect();
        if timed.is_empty() {
            continue;
        }
        let text = context.ties().statement(claim);
        let said: Vec<Named> =
            text.times.iter().copied().map(|named| in_years_of(&timed, with_role(entry, named))).collect();
        let own = |differs: Differs| {
            let place = context.prose.in_statement(claim, said[differs.said].span);
            let Named { span, when, .. } = said[differs.said];
            let words = &text.words[span.range()];
            // “In 2023 there were 12 in June”: the month alone does not say which.
            let apart = matches!(when, When::One(_)) && !words.contains(|c: char| c.is_ascii_digit());
            let which = if apart { format!(", that is {}", ties::words(when)) } else { String::new() };
            problem(context, &differs, place, &format!("the statement says “{words}”{which}"), &timed)
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
        let declared = [in_years_of(&timed, Named { span, when, role: Role::During, exact: true })];
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

/// A year that lies in two calendar years is exact beside a test of such years, and has the days of the test's.
fn in_years_of(parts: &[&Part], named: Named) -> Named {
    let mut times = parts.iter().flat_map(|part| &part.times);
    let Some(When::Fiscal(_, _, starts)) = times.next().copied() else { return named };
    if !named.when.is_of_split_years() || !times.all(|time| matches!(time, When::Fiscal(_, _, of) if *of == starts)) {
        return named;
    }
    Named { when: starts.map_or(named.when, |starts| named.when.starting_in(starts)), exact: true, ..named }
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
    if let Some(differs) = ends::since(model, said, parts, test).or_else(|| ends::until(model, said, parts)) {
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
        let against = |main: When, base: When| {
            from_one_to_another(said, main, base)
                .or_else(|| longer_or_shorter(said, &mains, (main, base), &also))
                .or_else(|| askew(said, main, &also))
        };
        if !meet(main, base) {
            // What is subtracted from what is told by their times too, unless the test itself says from where to where.
            let turned = main.days() < base.days() && !says_from_and_to(test, model);
            let as_it_is = against(main, base)?;
            return if turned { against(base, main) } else { Some(as_it_is) };
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
        return ends::along(said, &series, test);
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
    // “In June and July 2024”.
    let together = exact.iter().map(|named| named.when).reduce(join).is_some_and(|all| same(all, main));
    if together && follow_each_other(exact.iter().filter_map(|named| named.when.days()).collect()) {
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
    if !asked || also().iter().any(|when| same(*when, main)) {
        return None;
    }
    if exact.iter().all(wider) {
        return Some(Differs::perhaps(at, main));
    }
    exact.iter().all(|named| overlap_in_part(named.when, main)).then(|| {
        let calendar = exact.iter().any(|named| named.when.days().is_some_and(is_calendar_year));
        let split = matches!(main, When::Fiscal(..));
        if calendar && split { Differs::perhaps(at, main) } else { Differs::surely(at, main) }
    })
}

fn is_calendar_year(days: Days) -> bool {
    Days::of_year(days.first.year()) == Some(days)
}

/// Returns whether each stretch begins on the day after another ends, but for the first.
fn follow_each_other(mut all: Vec<Days>) -> bool {
    all.sort_unstable();
    all.windows(2).all(|pair| pair[1].first.days() == pair[0].last.days() + 1)
}

/// “In 2024” of the financial year 2024/25, and nothing says so.
fn askew(said: &[Named], main: When, also: impl Fn() -> Vec<When>) -> Option<Differs> {
    let during = |named: &&Named| named.role == Role::During;
    let of_main = |named: &Named| named.exact && overlap_in_part(named.when, main);
    let mut all = said.iter().filter(during).filter(|named| meet(named.when, main)).peekable();
    all.peek()?;
    let told = said.iter().map(|named| named.when).chain(also()).any(|when| same(when, main));
    let at = said.iter().position(|named| during(&named) && of_main(named))?;
    (!told && all.all(of_main)).then(|| Differs::perhaps(at, main))
}

/// “The most visits in 2013”, tested with the most of all years, which is that of another.
fn extreme_of_another(context: &Context<'_>, said: &[Named], parts: &[&Part]) -> Option<Differs> {
    let [part] = parts else { return None };
    let table = &context.model.datasets[part.selection.of].table;
    let calendar = context.ties().calendar(context.model, part.selection.of);
    // Of places, the one that has the most may have it at any time that the test takes.
    if part.extreme.is_none() || part.selection.by.is_some_and(|by| !calendar.is_time(by)) {
        return None;
    }
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
    let mut ranges = said.iter().enumerate().filter_map(|(at, named)| {
        let (first, last) = named.when.ends()?;
        (named.role == Role::During && named.exact).then_some((at, first, last))
    });
    if let Some((at, first, last)) = ranges.next() {
        // “In January to March 2024” is one time, and the later one.
        let all = join(first, last);
        let right = same(all, main) || meet(first, base) && meet(last, main);
        let alone = said.iter().filter(|named| named.role == Role::During).count() == 1;
        // “From January to June 2025” beside “than in the same months of 2024” is of the later alone.
        let both = if meet(all, base) { join(base, main) } else { main };
        let wrong = !right && (alone || !meet(all, base));
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
    // “Over the three months to March 2024”, told from December on.
    let begins =
        named.when.days().zip(base.days()).is_some_and(|(named, base)| named.first.days() == base.last.days() + 1);
    if begins {
        return None;
    }
    // “October and November 2025” are two times, of which one names the year.
    let alone = said.iter().filter(|named| named.role == Role::During).count() == 1;
    let differs = is_inside(main, named.when) || alone && is_inside(named.when, main);
    (!settled && asked && differs).then(|| Differs::perhaps(at, main))
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
