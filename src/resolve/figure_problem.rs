//! Problems of figures, selections and conditions, each built by one small function.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::diagnostic::words::first_of;
use crate::model::{Key, Measure, Section};
use crate::registry;
use crate::table::fields::key;
use crate::table::{Column, ColumnType};
use crate::text::near::Near;
use crate::vocabulary::AggregateKind;

use super::dataset_problem::cells;
use super::problem::{either, listed};
use super::registry_path::RegistryPath;

/// A figure that does not say how it is got.
pub(super) fn no_way(at: &RegistryPath<'_>, written: &registry::Figure) -> Problem {
    let message = if written.of.is_some() {
        format!("{} names a dataset, but not what to make of its rows", at.owner())
    } else {
        format!("{} does not say how its number is obtained", at.owner())
    };
    let aggregates = AggregateKind::ALL.map(|kind| format!("`{}`", kind.word()));
    Problem::error(&code::NO_CALCULATION, at.name(), message)
        .note("a number is selected from a dataset, derived from other figures, or quoted from a source")
        .help(format!("add one of {}, a derivation, or `quote`", aggregates.join(", ")))
}

/// A figure got in several ways.
pub(super) fn several_ways(at: &RegistryPath<'_>, ways: &[&str]) -> Problem {
    let message = format!("{} says {} at once", at.owner(), listed(ways.iter().copied()));
    Problem::error(&code::SEVERAL_CALCULATIONS, at.key(ways[1]).name(), message)
        .note("a figure is one number, obtained in one way")
        .help("keep one, and declare another figure for the rest")
}

/// Series that do not go along the same thing.
pub(super) fn out_of_step(at: &RegistryPath<'_>, [a, b]: [&str; 2], [one, other]: [&Column; 2]) -> Problem {
    let (there, here) = (cells(one.kind), cells(other.kind));
    let message = format!("`{a}` goes along {there} (`{}`), and `{b}` along {here} (`{}`)", one.name, other.name);
    Problem::error(&code::BAD_BASE, at.value(), message)
        .note("two series are worked with value by value, where they have the same date, place or group")
        .help("make both by a column of one type, or name single numbers")
}

/// Words for a period as the base of a selection that asks for none.
pub(super) fn base_of_no_period(at: &RegistryPath<'_>, words: &str) -> Problem {
    let message = format!("`{words}` is to be a period, and `where` asks for none, or for several");
    Problem::error(&code::BAD_BASE, at.value(), message)
        .note("the base takes the place of the one period that `where` asks for; everything else stays as it is there")
        .help("ask for one period in `where`, or write the base as conditions: `against: { year: 2015 }`")
}

/// Words that are neither a period of a column nor a word for one.
pub(super) fn no_base_period(at: &RegistryPath<'_>, words: &str, column: &Column) -> Problem {
    let message = format!("`{words}` is not a period of column `{}`", column.name);
    Problem::error(&code::BAD_BASE, at.value(), message)
        .note(format!("the column holds {}", cells(column.kind)))
        .help("write `previous`, `a year earlier`, `first`, `lowest`, `highest`, or a period of the column")
}

/// A base without conditions.
pub(super) fn empty_base(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::BAD_BASE, at.value(), "the base is empty")
        .note("a number held against itself tells nothing")
        .help("say what it is held against: another period, other conditions (`{ area: UK }`), or `{ column: … }`")
}

/// A base that lifts a condition that does not stand.
pub(super) fn lifts_nothing(at: &RegistryPath<'_>, column: &Column) -> Problem {
    let message = format!("`any` lifts a condition on `{}`, and `where` has none", column.name);
    Problem::error(&code::BAD_BASE, at.value(), message)
        .note("without a condition the number is made of every row already, and would be held against itself")
        .help("narrow the number itself in `where`, or name what it is held against")
}

/// A key that belongs to a test.
pub(super) fn only_in_a_test(at: &RegistryPath<'_>, key: &str) -> Problem {
    Problem::error(
        &code::MISPLACED_FIGURE_KEY,
        at.key(key).name(),
        format!("`{key}` belongs in a claim's `test`, not in a figure"),
    )
    .note("a figure is a number; a test says what a claim asks of it")
    .help("move the key to the test of a claim, or remove it")
}

/// A key that belongs to a figure.
pub(super) fn only_in_a_figure(at: &RegistryPath<'_>, key: &str) -> Problem {
    Problem::error(
        &code::MISPLACED_FIGURE_KEY,
        at.key(key).name(),
        format!("`{key}` belongs to a declared figure, not in a `test`"),
    )
    .note("a number with a label, a measure or a period of its own is worth a name")
    .help("declare it under `figures`, and name it in the test with `figure`")
}

/// A key that means nothing beside the way a figure is got.
pub(super) fn stray_key(at: &RegistryPath<'_>, key: &str, way: &str) -> Problem {
    Problem::error(&code::MISPLACED_FIGURE_KEY, at.key(key).name(), format!("`{key}` means nothing beside `{way}`"))
        .note("a figure is selected from a dataset, derived from figures, or quoted, and each way has its own keys")
        .help(format!("remove `{key}`, or get the number in another way"))
}

/// An aggregate without a dataset.
pub(super) fn aggregate_of_nothing(at: &RegistryPath<'_>, aggregate: &str) -> Problem {
    Problem::error(
        &code::MISPLACED_FIGURE_KEY,
        at.key(aggregate).name(),
        format!("`{aggregate}` has no dataset: `of` is missing"),
    )
    .note("an aggregate is made of the rows of one dataset")
    .help("add `of` with a dataset's id")
}

/// A quotation where a number is tested.
pub(super) fn tested_by_quotation(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::MISPLACED_FIGURE_KEY, at.key("quote").name(), "a quotation is not a test of a claim")
        .note("what a source says is evidence: it supports or disputes, and data decide")
        .help("write it as an item of `evidence` with its `quantity`")
}

/// Joining a dataset with itself.
pub(super) fn joined_with_itself(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(&code::BAD_JOIN, at.value(), format!("dataset `{id}` is joined with itself"))
        .note("a join adds the columns of a second dataset")
        .help("name another dataset, or leave the join out")
}

/// A table that looks up some rows of a second dataset.
pub(super) fn looked_up_in_a_table(at: &RegistryPath<'_>) -> Problem {
    Problem::error(
        &code::BAD_JOIN,
        at.name_or_value(),
        "a table joins whole rows: `where`, `value` and `sum` belong in a figure",
    )
    .note("each row of a table shows one row of both datasets")
    .help("leave them out, and name a key that stands once in the second dataset")
}

/// Keys that cannot be equal.
pub(super) fn key_types_differ(
    at: &RegistryPath<'_>,
    (first, second): (&str, &str),
    a: &Column,
    b: &Column,
) -> Problem {
    let there = if a.name == b.name { String::new() } else { format!("`{}` ", b.name) };
    let (one, other) = (cells(a.kind), cells(b.kind));
    let message = format!("`{}` holds {one} in `{first}`, and {there}{other} in `{second}`", a.name);
    Problem::error(&code::BAD_JOIN, at.value(), message)
        .note("rows are joined where their keys are equal, so both columns must be of one type")
        .help(same_type((first, a), (second, b)))
}

/// Returns what to declare so that two keys are of one type; for codes of which a spreadsheet took the zeros, their width.
fn same_type((first, a): (&str, &Column), (second, b): (&str, &Column)) -> String {
    let width = |words: &Column| {
        let mut codes = words.words();
        let width = codes.next().filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))?.len();
        codes.all(|code| code.len() == width && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(width)
    };
    let codes = match (a.kind, b.kind) {
        (ColumnType::Integer, ColumnType::String) => width(b).map(|width| (first, a, width)),
        (ColumnType::String, ColumnType::Integer) => width(a).map(|width| (second, b, width)),
        _ => None,
    };
    match codes {
        Some((dataset, column, width)) => format!(
            "declare `{}: {{ type: string, width: {width} }}` in `{dataset}`: spreadsheets strip the zeros before codes",
            key(&column.name)
        ),
        None => "declare the column with the same type in both datasets".to_owned(),
    }
}

/// A name that both joined datasets have.
pub(super) fn in_both(at: &RegistryPath<'_>, name: &str, first: &str, second: &str) -> Problem {
    Problem::error(&code::BAD_JOIN, at.value(), format!("both `{first}` and `{second}` have a column `{name}`"))
        .note("which of the two is meant cannot be told")
        .help(format!("write `{first}.{name}` or `{second}.{name}`"))
}

/// Words that are no value of a typed column.
pub(super) fn no_value_of_column(at: &RegistryPath<'_>, written: &str, column: &Column) -> Problem {
    let message = format!("`{written}` is not a value of column `{}`", column.name);
    Problem::error(&code::CONDITION_VALUE, at.value(), message)
        .note(format!("the column holds {}", cells(column.kind)))
        .help(format!("write {}", example(column.kind)))
}

/// A word that appears nowhere in a text column.
pub(super) fn nowhere_in_column(
    at: &RegistryPath<'_>,
    written: &str,
    column: &Column,
    near: Option<Near<'_>>,
) -> Problem {
    let message = format!("`{written}` appears nowhere in column `{}`", column.name);
    let problem = Problem::warning(&code::NEVER_TRUE, at.value(), message)
        .note("the condition selects no row, and a number of no rows is easily mistaken for zero");
    if let Some(Near { word, .. }) = near {
        return problem.help(format!("did you mean `{word}`?"));
    }
    let labels: Vec<&str> = column.words().collect();
    problem.help(format!("write the value as it appears in the file: its cells are {}", first_of(&labels)))
}

fn example(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::String => "a word as it appears in the file",
        ColumnType::Integer => "a whole number such as `250`",
        ColumnType::Number => "a number such as `12.5`",
        ColumnType::Boolean => "`true` or `false`",
        ColumnType::Date => "a day such as `2025-11-03`, or a month or year for all of its days",
        ColumnType::YearMonth => "a month such as `2025-11`",
        ColumnType::Quarter => "a quarter such as `2025-Q4`, or a year for all of its quarters",
        ColumnType::Half => "a half of a year such as `2025-H1`, or a year for both",
        ColumnType::Term => "a term such as `Autumn 2023`",
        ColumnType::Period => "a period such as `2024-07/2025-06`, or as the file writes it",
        ColumnType::Week => "a week such as `2025-W45`, or a year for all of its weeks",
        ColumnType::Year => "a year such as `2025`",
        ColumnType::FinancialYear { .. } => "a financial year such as `2024/25`",
    }
}

/// A condition that asks nothing.
pub(super) fn empty_condition(at: &RegistryPath<'_>, column: &Column) -> Problem {
    Problem::error(
        &code::CONDITION_VALUE,
        at.value(),
        format!("the condition on column `{}` asks nothing", column.name),
    )
    .note("a condition is a value, a list of values, or a mapping of `gt`, `gte`, `lt`, `lte`, `not`, `matches`")
    .help("write a value, or remove the column from `where`")
}

/// Two bounds on one side.
pub(super) fn two_bounds(at: &RegistryPath<'_>, strict: &str, wide: &str) -> Problem {
    Problem::error(&code::CONDITION_VALUE, at.name(), format!("`{strict}` and `{wide}` bound the same side"))
        .note("only one of the two can decide")
        .help("keep one of them")
}

/// Bounds on a column without an order.
pub(super) fn no_order(at: &RegistryPath<'_>, column: &Column) -> Problem {
    let message = format!("column `{}` holds {}, which has no greater and less", column.name, cells(column.kind));
    Problem::error(&code::COLUMN_TYPE, at.name(), message)
        .note("`gt`, `gte`, `lt` and `lte` compare numbers and dates")
        .help(
            column
                .oddity
                .as_ref()
                .and_then(|oddity| oddity.help.as_deref())
                .unwrap_or("list the values, or declare the column's type under `fields`"),
        )
}

/// A pattern on a column that is no text.
pub(super) fn no_text(at: &RegistryPath<'_>, column: &Column) -> Problem {
    let message = format!("column `{}` holds {}; `matches` is for text", column.name, cells(column.kind));
    Problem::error(&code::COLUMN_TYPE, at.name(), message)
        .note("a pattern describes words; numbers and dates are compared")
        .help("use `gt`, `gte`, `lt`, `lte`, or declare the column as `string`")
}

/// An aggregate that needs numbers.
pub(super) fn not_numbers(at: &RegistryPath<'_>, aggregate: &str, column: &Column) -> Problem {
    let message = format!("`{aggregate}` needs numbers; column `{}` holds {}", column.name, cells(column.kind));
    let problem = Problem::error(&code::COLUMN_TYPE, at.value(), message);
    let Some(odd) = &column.oddity else {
        return problem
            .note("only numbers can be added up or compared")
            .help("name a column of numbers, or count with `count` or `distinct`");
    };
    let shown: String = odd.written.chars().take(60).collect();
    let help = "declare the column's type under `fields`, and what stands for a missing value".to_owned();
    problem
        .note(format!("the column was read as text because line {} holds `{shown}`", odd.line))
        .help(odd.help.clone().unwrap_or(help))
}

/// Too many or too few figures.
pub(super) fn wrong_number_of_figures(at: &RegistryPath<'_>, found: usize, wanted: &str) -> Problem {
    Problem::error(&code::FIGURE_COUNT, at.value(), format!("{wanted} figures are expected here, not {found}"))
        .note("the operation needs that many numbers")
        .help(format!("name {wanted} figures"))
}

/// A number where a series is wanted.
pub(super) fn series_wanted(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(
        &code::SERIES_OR_NUMBER,
        at.value(),
        format!("figure `{id}` is one number; a series is expected here"),
    )
    .note("only a series has steps, a lowest and a highest value")
    .help(format!("add `by` to `{id}` with the column along which it runs"))
}

/// A series where a number is wanted.
pub(super) fn number_wanted(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(
        &code::SERIES_OR_NUMBER,
        at.value(),
        format!("figure `{id}` is a series; one number is expected here"),
    )
    .note("`by` makes a number for each value of a column")
    .help(format!("leave `by` out of `{id}`, or make one number of it with `highest`, `lowest` or `steps`"))
}

/// A series along a column without an order.
pub(super) fn without_order(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(&code::SERIES_OR_NUMBER, at.value(), format!("figure `{id}` runs along a column without an order"))
        .note("a step leads from one date or number to the next; names have no next")
        .help("run the series `by` a column of dates, months, years or numbers")
}

/// A quotation that names no number.
pub(super) fn names_no_number(at: &RegistryPath<'_>, id: &str) -> Problem {
    Problem::error(&code::SERIES_OR_NUMBER, at.value(), format!("figure `{id}` quotes words that name no number"))
        .note("words such as `thousands` cannot be added, divided or ranked")
        .help("print the quotation as it is, or use a figure with a number")
}

/// A figure whose column has no measure.
pub(super) fn without_measure(at: &RegistryPath<'_>, dataset: &str) -> Problem {
    Problem::error(&code::WITHOUT_MEASURE, at.name(), format!("nothing says what the number of {} counts", at.owner()))
        .note("a number says nothing until a reader knows what it counts")
        .help(format!("give dataset `{dataset}`, its field or the figure a `measure`"))
        .leans_on("datasets", dataset)
}

/// A declared measure that is not the column's.
pub(super) fn other_measure(
    at: &RegistryPath<'_>,
    measures: &Section<Measure>,
    declared: Key<Measure>,
    column: Key<Measure>,
) -> Problem {
    let (a, b) = (measures.id(declared), measures.id(column));
    let message = format!("{} is declared to count `{a}`, but its column counts `{b}`", at.owner());
    Problem::error(&code::MEASURES_DIFFER, at.key("measure").value(), message)
        .note(why_distinct(measures, declared, column))
        .help(format!("leave `measure` out: the figure knows it counts `{b}`"))
}

/// A test that counts something else than its claim.
pub(super) fn tests_another_measure(
    at: &RegistryPath<'_>,
    measures: &Section<Measure>,
    claimed: Key<Measure>,
    tested: Key<Measure>,
) -> Problem {
    let (a, b) = (measures.id(claimed), measures.id(tested));
    Problem::error(
        &code::MEASURES_DIFFER,
        at.value(),
        format!("{} is about `{a}`, but its test counts `{b}`", at.owner()),
    )
    .note(why_distinct(measures, claimed, tested))
    .help(format!("test it on a count of `{a}`, or declare `{b}` as `proxy_for` it and say so in the reading"))
}

/// Returns why numbers of two measures do not go together, in the registry's own words where it has them.
pub(super) fn why_distinct(measures: &Section<Measure>, a: Key<Measure>, b: Key<Measure>) -> String {
    let says = |from: Key<Measure>, to: Key<Measure>| {
        measures[from].distinct_from.iter().find(|(other, _)| *other == to).map(|(_, why)| why)
    };
    match says(a, b).or_else(|| says(b, a)) {
        Some(why) => {
            format!("`{}` and `{}` are distinct: {}", measures.id(a), measures.id(b), why.trim_end_matches('.'))
        }
        None => "numbers of different measures do not go together".to_owned(),
    }
}

/// Two questions asked of one series.
pub(super) fn several_trends(at: &RegistryPath<'_>, trends: &[&str]) -> Problem {
    let message = format!("a test asks {} at once", listed(trends.iter().copied()));
    Problem::error(&code::SEVERAL_CALCULATIONS, at.key(trends[1]).name(), message)
        .note("each reading of a claim is one test")
        .help(format!("keep one of {}, or write a second test", either(trends.iter().copied())))
}

/// `which` of a single number.
pub(super) fn which_of_one_number(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::SERIES_OR_NUMBER, at.key("which").name(), format!("{} asks which of one number", at.owner()))
        .note("`which` finds a name among the values of a series")
        .help("say by what the series is made: `by: town`, or a column of times")
}
