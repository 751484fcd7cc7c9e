//! The conditions of `holds`, against what a statement says of each row: which way, and beyond which number.

use std::mem::discriminant;

use crate::diagnostic::Problem;
use crate::model::{
    Calculation, Claim, Dataset, Key, Operation, Order, Predicate, Related, RelatedTo, Selection, Test, There,
};
use crate::number::Number;
use crate::quantity::{Spoken, moves_in};
use crate::rules::context::Context;
use crate::rules::rule::Rule;
use crate::rules::ties;
use crate::text::{Span, pieces};
use crate::vocabulary::Qualifier;

/// A condition on each row, or on each value of a series.
struct Condition {
    /// Whether it asks for more.
    greater: bool,
    to: To,
}

/// What a row is held against.
enum To {
    Number(Number),
    Earlier,
    /// Two columns: that which is held, and the other.
    Columns {
        called: [String; 2],
        names: [Vec<String>; 2],
    },
}

/// The one condition of a test; none where it has several, or none that says which way.
fn of(context: &Context<'_>, test: &Test) -> Option<Condition> {
    let figures = &context.model.figures;
    let selected = |figure| match &figures[figure].calculation {
        Calculation::Select(selection) => Some(selection),
        _ => None,
    };
    match test.calculation(figures) {
        Calculation::Derive(Operation::Holds { number, whole }) => {
            let (number, whole) = (selected(*number)?, selected(*whole)?);
            let same = |filter: &&crate::model::Filter| {
                whole.filters.iter().any(|of| {
                    of.column == filter.column && discriminant(&of.predicate) == discriminant(&filter.predicate)
                })
            };
            let mut held = number.filters.iter().filter(|filter| !same(filter));
            let filter = held.next().filter(|_| held.next().is_none())?;
            of_rows(context, number, filter.column, &filter.predicate)
        }
        Calculation::Derive(Operation::HoldsEach { of, conditions }) => {
            let [condition] = conditions.as_slice() else { return None };
            let greater = is_greater(condition.order)?;
            if condition.of == *of {
                return Some(Condition { greater, to: To::Number(condition.to) });
            }
            let Calculation::Derive(Operation::Difference(_, base)) = &figures[condition.of].calculation else {
                return None;
            };
            Some(Condition { greater, to: selected(*base)?.base_of.map(|_| To::Earlier)? })
        }
        _ => None,
    }
}

fn of_rows(context: &Context<'_>, selection: &Selection, column: usize, predicate: &Predicate) -> Option<Condition> {
    let dataset = &context.model.datasets[selection.of];
    let cells = dataset.table.columns.get(column).filter(|cells| cells.kind.is_numeric())?;
    match predicate {
        Predicate::Within { low, high } => {
            let (greater, bound) = match (low, high) {
                (Some(low), None) => (true, low.0),
                (None, Some(high)) => (false, high.0),
                _ => return None,
            };
            Some(Condition { greater, to: To::Number(Number::parse(&cells.format(bound))?) })
        }
        Predicate::Related(related) => {
            let Related { order, to, .. } = &**related;
            let greater = is_greater(*order)?;
            let to = match to {
                RelatedTo::Row { there: There::Earlier(_), .. } => To::Earlier,
                RelatedTo::Column(other) => {
                    let called = |column: usize| dataset.table.columns.get(column).map(|column| column.name.clone());
                    let names = [column, *other].map(|column| names(context, selection.of, column));
                    To::Columns { called: [called(column)?, called(*other)?], names }
                }
                RelatedTo::Row { .. } => return None,
            };
            Some(Condition { greater, to })
        }
        _ => None,
    }
}

fn is_greater(order: Order) -> Option<bool> {
    match order {
        Order::Above | Order::AtLeast => Some(true),
        Order::Below | Order::AtMost => Some(false),
        Order::Known => None,
    }
}

/// Returns the words by which a column is called, in lower case.
fn names(context: &Context<'_>, dataset: Key<Dataset>, column: usize) -> Vec<String> {
    let of = &context.model.datasets[dataset];
    let measure = of.measures.get(column).copied().flatten().map(|measure| &context.model.measures[measure]);
    let measured = measure.into_iter().flat_map(|measure| std::iter::once(&measure.label).chain(&measure.aliases));
    let name = of.table.columns.get(column).map(|column| &column.name);
    let all = measured.chain(name).flat_map(|name| pieces(name)).map(|piece| piece.lower.into_owned());
    all.filter(|word| word.chars().count() > 2).collect()
}

/// Returns whether a statement takes back what it says, or only supposes it.
fn is_open(context: &Context<'_>, claim: Key<Claim>) -> bool {
    ties::is_open(context.ties().statement(claim), context.language())
}

/// “Fewer than a year earlier”, where `holds` asks for more; “more girls than boys”, where it asks for more boys.
pub(super) fn other_way(context: &Context<'_>, claim: Key<Claim>, test: &Test, rule: &'static Rule) -> Option<Problem> {
    let condition = of(context, test).filter(|_| !is_open(context, claim))?;
    let (statement, language) = (context.ties().statement(claim), context.language());
    let compared = ties::comparisons(statement, language);
    let said: Vec<(Span, bool)> = match &condition.to {
        To::Number(_) => return None,
        To::Earlier => {
            let against = compared.iter().filter(|one| one.is_with_time(statement, language));
            let compared = against.filter_map(|one| Some((one.span, one.greater?)));
            let moved = moves_in(&statement.words, language).into_iter();
            let rises = |direction| direction == crate::vocabulary::Direction::Rises;
            compared.chain(moved.map(|moved| (moved.span, rises(moved.direction)))).collect()
        }
        To::Columns { names: [own, other], .. } => compared
            .iter()
            .filter_map(|one| {
                let base = pieces(&statement.words[one.base.range()]);
                let says = |names: &[String], but: &[String]| {
                    let mut words = names.iter().filter(|word| !but.contains(word));
                    words.any(|word| base.iter().any(|piece| piece.lower == *word))
                };
                let greater = one.greater?;
                // Behind `than` stands the other column, unless both are told the other way round.
                let turned = match (says(own, other), says(other, own)) {
                    (true, false) => !greater,
                    (false, true) => greater,
                    _ => return None,
                };
                Some((Span::new(one.span.start, one.base.end), turned))
            })
            .collect(),
    };
    let first = said.first().filter(|_| said.iter().all(|(_, greater)| *greater != condition.greater))?;
    let words = statement.words[first.0.range()].trim_end();
    let asks = if condition.greater { "more" } else { "less" };
    let what = match &condition.to {
        To::Columns { called: [own, other], .. } => format!("`holds` asks for {asks} `{own}` than `{other}`"),
        _ => format!("`holds` asks for {asks}"),
    };
    let message = format!("the statement says “{words}”, and {what}");
    Some(
        rule.problem(context.prose.in_statement(claim, Span::new(first.0.start, first.0.start + words.len())), message)
            .also(test.place.clone().then("holds").into(), format!("asks for {asks}"))
            .note("of how many it is so counts nothing where it is the other way round")
            .help("turn the condition (`gt` and `lt`), or correct the sentence"),
    )
}

/// “More than 70,000”, where `holds` asks for more than 61,000; “fewer than 61,000” there.
pub(crate) fn other_bound(
    context: &Context<'_>,
    claim: Key<Claim>,
    test: &Test,
    rule: &'static Rule,
) -> Option<Problem> {
    let condition = of(context, test).filter(|_| !is_open(context, claim))?;
    let To::Number(bound) = condition.to else { return None };
    let (statement, language) = (context.ties().statement(claim), context.language());
    let own = context.model.claims[claim].quantity.as_ref();
    let lower = statement.words.to_lowercase();
    let of_own = own.and_then(|own| {
        let words = own.words.to_lowercase();
        let start = lower.find(&words)?;
        Some(start..start + words.len())
    });
    let is_own = |spoken: &Spoken| of_own.as_ref().is_some_and(|own| own.contains(&spoken.core.start));
    let dated = |spoken: &Spoken| {
        let core = spoken.core;
        statement.times.iter().any(|time| time.span.start < core.end && core.start < time.span.end)
    };
    let spoken = Spoken::all_in(&statement.words, language);
    let mut bounds = spoken.iter().enumerate().filter(|(_, said)| !dated(said)).filter_map(|(index, said)| {
        // “In 2021 at most 61,000” says nothing of the year.
        let before = index.checked_sub(1).map(|before| &spoken[before]);
        let of_year =
            before.filter(|year| dated(year) && statement.words[year.span.end..said.span.start].trim().is_empty());
        let greater = match said.qualifier.or(of_year.and_then(|year| year.qualifier))? {
            Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::JustOver => true,
            Qualifier::LessThan | Qualifier::AtMost | Qualifier::UpTo => false,
            Qualifier::Nearly | Qualifier::About | Qualifier::Exactly => return None,
        };
        let start = of_year.map_or(said.span.start, |year| year.core.end);
        let start = start + statement.words[start..].len() - statement.words[start..].trim_start().len();
        Some((Span::new(start, said.span.end), said.named?, greater)).filter(|_| !is_own(said))
    });
    let (span, named, greater) = bounds.next().filter(|_| bounds.next().is_none())?;
    // A column in thousands holds 61 where the statement says 61,000.
    let scaled = |a: Number, b: Number| {
        a.over(b).is_ok_and(|by| [3, 6, 9].into_iter().any(|zeros| Number::power_of_ten(zeros) == Some(by)))
    };
    let same = named == bound || !bound.is_zero() && !named.is_zero() && (scaled(named, bound) || scaled(bound, named));
    if same && greater == condition.greater {
        return None;
    }
    let asks = format!("{} than {bound}", if condition.greater { "more" } else { "less" });
    let message = format!("the statement says “{}”, and `holds` asks for {asks}", &statement.words[span.range()]);
    Some(
        rule.problem(context.prose.in_statement(claim, span), message)
            .also(test.place.clone().then("holds").into(), asks)
            .note("the test counts of how many the condition holds, and readers see the sentence")
            .help("write the bound of the condition as the sentence has it"),
    )
}
