//! What the measures let a step make of columns: what is added, subtracted, divided, and what the new column counts.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Key, Measure, Section};
use crate::resolve::links::Scope;
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{figure_problem, rate};
use crate::vocabulary::Counts;

use super::stage::Stage;

/// A column with what it counts.
type Counted<'s> = (&'s str, Option<Key<Measure>>);

/// Returns what a column of folded cells counts; a problem where they count unlike things.
#[expect(clippy::option_option, reason = "no value is something else than a wrong one")]
pub(super) fn of_folded(
    stage: &Stage,
    columns: &[usize],
    measures: &Section<Measure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Option<Key<Measure>>> {
    let of = |column: usize| (stage.column(column).name.as_str(), stage.measures[column]);
    let parts: Vec<Counted<'_>> = columns.iter().map(|column| of(*column)).collect();
    let first = parts[0];
    match parts.iter().find(|part| part.1 != first.1) {
        None => Some(first.1),
        Some(other) => {
            scope.problems.push(unlike(at, "fold", first, *other, measures));
            None
        }
    }
}

/// Returns what a difference or total of columns counts: one thing, or things that are declared to be held against each other.
#[expect(clippy::option_option, reason = "no value is something else than a wrong one")]
pub(super) fn of_like(
    operation: &str,
    parts: &[Counted<'_>],
    measures: &Section<Measure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Option<Key<Measure>>> {
    let first = parts[0];
    for part in &parts[1..] {
        let (Some(a), Some(b)) = (first.1, part.1) else { return Some(None) };
        if a != b && !measures.compare(a, b) {
            scope.problems.push(unlike(at, operation, first, *part, measures));
            return None;
        }
    }
    Some(first.1.filter(|first| parts.iter().all(|part| part.1 == Some(*first))))
}

/// Checks that the part of a share is counted as its whole is, or may stand in for it.
pub(super) fn of_share(
    parts: [Counted<'_>; 2],
    measures: &Section<Measure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<()> {
    if let [(_, Some(a)), (_, Some(b))] = parts
        && (measures[a].proxy_for.contains(&b) || measures[b].proxy_for.contains(&a))
    {
        return Some(());
    }
    of_like("share", &parts, measures, at, scope).map(|_| ())
}

/// Checks that a ratio is one of numbers of one thing: of two it says nothing unless a measure is declared for it.
pub(super) fn of_ratio(
    parts: [Counted<'_>; 2],
    measures: &Section<Measure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<()> {
    let [(one, Some(a)), (other, Some(b))] = parts else { return Some(()) };
    if a == b || measures.compare(a, b) {
        return Some(());
    }
    let fits = measures
        .iter()
        .find(|(_, _, measure)| measure.rate_of.is_some_and(|rate| (rate.numerator, rate.denominator) == (a, b)));
    let (first, second) = (measures.id(a), measures.id(b));
    let message = format!("nothing says what `{first}` by `{second}` count: the `ratio` of `{one}` and `{other}`");
    let problem = Problem::error(&code::MEASURES_DIFFER, at.value(), message);
    scope.problems.push(match fits {
        Some((_, id, _)) => problem
            .note(format!("the measure `{id}` is declared as this quotient"))
            .help(format!("write `rate: {id}`")),
        None => problem.note("a quotient of two measures is a measure of its own").help(format!(
            "declare a measure with `rate_of: {{ numerator: {first}, denominator: {second}, per: 1000 }}`, and use `rate`"
        )),
    });
    None
}

/// Checks that numbers of a measure may be added to each other at all.
pub(super) fn is_added(
    measure: Option<Key<Measure>>,
    measures: &Section<Measure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<()> {
    let Some(key) = measure else { return Some(()) };
    let (id, measure) = (measures.id(key), &measures[key]);
    if !matches!(measure.counts, Counts::Share | Counts::Rate | Counts::Change) && measure.rate_of.is_none() {
        return Some(());
    }
    let message = format!("numbers of `{id}` are {}s and are not added", measure.counts.word());
    let help = match measure.rate_of {
        Some(_) => format!("add up what it is the quotient of, and `calculate` with `rate: {id}` afterwards"),
        None => "add up the counts that it was made of, and divide afterwards".to_owned(),
    };
    let note = "the sum of two rates is the rate of nothing";
    scope.problems.push(Problem::error(&code::RATES_ADDED, at.value(), message).note(note).help(help));
    None
}

/// Checks that the mean of rates is not told as a rate: each would count alike, however many it was counted of.
pub(super) fn is_averaged(
    measure: Option<Key<Measure>>,
    measures: &Section<Measure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<()> {
    let Some(key) = measure.filter(|key| measures[*key].rate_of.is_some()) else { return Some(()) };
    let id = measures.id(key);
    let message = format!("the mean of several `{id}` is not the `{id}` of all");
    let note = "each would count alike, however many people or things it was counted of";
    let help = format!("add up numerator and denominator, and `calculate` with `rate: {id}` afterwards");
    scope.problems.push(Problem::error(&code::RATES_ADDED, at.value(), message).note(note).help(help));
    None
}

/// A number at a moment that would be added over periods.
pub(super) fn stock_added(at: &RegistryPath<'_>, measure: Key<Measure>, measures: &Section<Measure>) -> Problem {
    let message =
        format!("`{}` is counted at a moment: the numbers of several periods are not added", measures.id(measure));
    Problem::error(&code::STOCK_ADDED, at.value(), message)
        .note("who is there in two periods would count twice")
        .help("keep the periods apart with `groupby`, choose one with a `filter`, or take the `mean`")
}

/// Numbers of different things in one operation.
fn unlike(
    at: &RegistryPath<'_>,
    operation: &str,
    first: Counted<'_>,
    other: Counted<'_>,
    measures: &Section<Measure>,
) -> Problem {
    let counts = |measure: Option<Key<Measure>>| {
        measure.map_or_else(|| "nothing that is declared".to_owned(), |key| format!("`{}`", measures.id(key)))
    };
    let message = format!(
        "`{operation}` of unlike columns: `{}` counts {}, `{}` counts {}",
        first.0,
        counts(first.1),
        other.0,
        counts(other.1)
    );
    let why = match (first.1, other.1) {
        (Some(a), Some(b)) => figure_problem::why_distinct(measures, a, b),
        _ => "only numbers of one thing stand in one column, and nothing says what some of these count".to_owned(),
    };
    let help = match (operation, first.1, other.1) {
        ("share", Some(part), Some(of)) => rate::quotient(measures, "share", part, of),
        ("fold", ..) => "fold columns of one measure, and the others in a view of their own".to_owned(),
        _ => "use columns of one measure, or declare on one of the two measures what it `compares_with`".to_owned(),
    };
    Problem::error(&code::MEASURES_DIFFER, at.value(), message).note(why).help(help)
}
