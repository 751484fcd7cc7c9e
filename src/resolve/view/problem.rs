//! The problems of how the steps of a view are written.

use crate::diagnostic::Problem;
use crate::diagnostic::code::{figure as code, reference};
use crate::registry::Step;
use crate::resolve::dataset_problem::{self, cells};
use crate::resolve::links::Scope;
use crate::resolve::problem::{either, listed, unknown_word};
use crate::resolve::registry_path::RegistryPath;
use crate::table::{Column, ColumnType};

/// The steps, each with the keys that belong to it.
const STEPS: [(&str, &[&str]); 7] = [
    ("filter", &[]),
    ("fold", &["as"]),
    ("lookup", &["as"]),
    ("calculate", &[]),
    ("timeUnit", &["as", "starts"]),
    ("aggregate", &["groupby", "incomplete", "missing"]),
    ("window", &["by", "groupby"]),
];

/// Checks that a step is one of the seven, with the keys of that one.
pub(super) fn check_keys(step: &Step, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
    let kinds = [
        step.filter.is_some(),
        step.fold.is_some(),
        step.lookup.is_some(),
        step.calculate.is_some(),
        step.time_unit.is_some(),
        step.aggregate.is_some(),
        step.window.is_some(),
    ];
    let found: Vec<_> = STEPS.into_iter().zip(kinds).filter(|(_, is)| *is).map(|(step, _)| step).collect();
    let [(name, keys)] = found.as_slice() else {
        scope.problems.push(no_step(at, &found.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
        return None;
    };
    let beside = [
        ("as", !step.named.is_empty()),
        ("starts", step.starts.is_some()),
        ("groupby", !step.groupby.is_empty()),
        ("incomplete", step.incomplete.is_some()),
        ("missing", step.missing.is_some()),
        ("by", step.by.is_some()),
    ];
    let stray = beside.into_iter().find(|(key, is)| *is && !keys.contains(key));
    if let Some((key, _)) = stray {
        scope.problems.push(stray_key(&at.key(key), key, name));
        return None;
    }
    Some(())
}

fn no_step(at: &RegistryPath<'_>, found: &[&str]) -> Problem {
    let known = either(STEPS.iter().map(|(name, _)| *name));
    let problem = if found.is_empty() {
        Problem::error(&code::VIEW_STEP, at.value(), format!("a step of {} does nothing", at.owner()))
    } else {
        let message = format!("a step of {} does several things: {}", at.owner(), listed(found.iter().copied()));
        Problem::error(&code::VIEW_STEP, at.value(), message)
    };
    problem.note(format!("a step takes the table that the one before made, and has one of {known}")).help(
        if found.is_empty() {
            "name what the step does"
        } else {
            "make a step of each, in the order in which they are to be done"
        },
    )
}

fn stray_key(at: &RegistryPath<'_>, key: &str, step: &str) -> Problem {
    let owners: Vec<&str> = STEPS.iter().filter(|(_, keys)| keys.contains(&key)).map(|(name, _)| *name).collect();
    Problem::error(&code::VIEW_STEP, at.name(), format!("`{key}` has no meaning beside `{step}`"))
        .note(format!("`{key}` belongs to {}", listed(owners)))
        .help(format!("leave `{key}` out, or move it to the step that it belongs to"))
}

/// A step that asks for nothing.
pub(super) fn nothing_asked(at: &RegistryPath<'_>, what: &str) -> Problem {
    Problem::error(&code::VIEW_STEP, at.value(), format!("a step of {} names no {what}", at.owner()))
        .note("it would leave the table as it is")
        .help(format!("name the {what}, or leave the step out"))
}

/// A new column whose name another has.
pub(super) fn name_taken(at: &RegistryPath<'_>, name: &str, view: &str) -> Problem {
    Problem::error(&code::COLUMN_TAKEN, at.value(), format!("view `{view}` has a column `{name}` already"))
        .note("each column of a table has a name of its own, so that a reader can tell which is meant")
        .help("give the new column another name")
}

/// A definition of a new column that says nothing, or several things.
pub(super) fn definition(at: &RegistryPath<'_>, found: &[&str], known: &[&str]) -> Problem {
    let message = match found {
        [] => format!("{} does not say how a new column is made", at.owner()),
        found => format!("{} makes a new column in several ways: {}", at.owner(), listed(found.iter().copied())),
    };
    Problem::error(&code::VIEW_STEP, at.value(), message)
        .note(format!("a new column is one of {}", either(known.iter().copied())))
        .help("keep one of them")
}

/// Columns of unlike kinds in one fold.
pub(super) fn fold_of_unlike(at: &RegistryPath<'_>, first: &Column, odd: &Column) -> Problem {
    let message = format!(
        "`fold` of unlike columns: `{}` holds {}, `{}` holds {}",
        first.name,
        cells(first.kind),
        odd.name,
        cells(odd.kind)
    );
    Problem::error(&code::COLUMN_TYPE, at.value(), message)
        .note("all folded cells stand in one column")
        .help(format!("list `{}` under `except`, or declare both columns with one type in the dataset", odd.name))
}

/// A fold whose new columns have no names.
pub(super) fn fold_without_names(at: &RegistryPath<'_>, keys: usize) -> Problem {
    let names =
        if keys > 1 { "`as: [KEY, KEY, VALUE]`, a key for each row of the header" } else { "`as: [KEY, VALUE]`" };
    Problem::error(&reference::MISSING_KEY, at.name(), "`fold` does not say what its columns are called")
        .note("a fold makes a column of what the folded columns are called, and one of their cells")
        .help(format!("write {names}"))
}

/// A fold with another number of keys than the header has rows.
pub(super) fn fold_with_other_keys(at: &RegistryPath<'_>, keys: usize, header: &[String]) -> Problem {
    let message = format!("`as` names {keys} keys, and the header of a folded column is `{}`", header.join(" / "));
    Problem::error(&code::VIEW_STEP, at.value(), message)
        .note("each row of the header gives one key")
        .help(format!("name {} keys and the value, or one key and the value", header.len()))
}

/// A lookup that takes nothing, or two things.
pub(super) fn value_or_sum(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::VIEW_STEP, at.name(), "`lookup` takes one column: `value` or `sum`")
        .note("`value` is the cell of exactly one row, `sum` the sum over as many as are found")
        .help("write one of the two, and a step of its own for each further column")
}

/// Several names for one new column.
pub(super) fn one_name(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::VIEW_STEP, at.value(), "`as` names several columns, and the step makes one")
        .note("a `lookup` and a `timeUnit` add one column")
        .help("name one column here, and make a step of each further one")
}

/// Several units in one step.
pub(super) fn one_unit(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::VIEW_STEP, at.value(), "`timeUnit` names one longer period and the column of the shorter")
        .note("each step adds one column")
        .help("write it as in `timeUnit: { year: month }`")
}

/// Returns the kind of periods that a word names.
pub(super) fn unit(
    word: &str,
    starts: Option<&str>,
    at: &RegistryPath<'_>,
    starts_at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<ColumnType> {
    let month = starts.map(|starts| starts.parse::<u8>().ok().filter(|month| (1..=12).contains(month)));
    if let (Some(None), Some(written)) = (month, starts) {
        scope.problems.push(crate::resolve::problem::not_a_count(starts_at, written, "month, from 1 to 12"));
        return None;
    }
    let kind = match (word, month.flatten()) {
        ("year" | "financialyear", Some(starts)) if starts > 1 => ColumnType::FinancialYear { starts },
        ("year", _) => ColumnType::Year,
        ("half", None) => ColumnType::Half,
        ("quarter", None) => ColumnType::Quarter,
        ("month" | "yearmonth", None) => ColumnType::YearMonth,
        ("week", None) => ColumnType::Week,
        _ => {
            scope.problems.push(unknown_word(at, word, "longer period", &["year", "half", "quarter", "month", "week"]));
            return None;
        }
    };
    Some(kind)
}

/// A column that holds no shorter periods.
pub(super) fn not_shorter(at: &RegistryPath<'_>, column: &Column, to: ColumnType) -> Problem {
    let message = format!("column `{}` holds {}, which do not lie in {}", column.name, cells(column.kind), cells(to));
    Problem::error(&code::COLUMN_TYPE, at.value(), message)
        .note("days lie in weeks, months, quarters and years, weeks in years, months in quarters and years")
        .help("name a column of shorter periods, declared as such in its dataset")
}

/// Returns whether a permission is given.
pub(super) fn permission(written: Option<&str>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<bool> {
    match written {
        None => Some(false),
        Some("leave-out") => Some(true),
        Some(words) => {
            scope.problems.push(dataset_problem::no_permission(at, words));
            None
        }
    }
}

/// Views upon views upon views.
pub(super) fn too_deep(at: &RegistryPath<'_>, most: usize) -> Problem {
    Problem::error(&code::VIEW_STEP, at.name(), format!("{} stands on more than {most} steps", at.owner()))
        .note("each number has to be followed through all of them to its cells")
        .help("make it of a dataset, in fewer steps")
}

/// Groups across labels that overlap.
pub(super) fn overlap(at: &RegistryPath<'_>, column: &str) -> Problem {
    Problem::error(&code::LABELS_OVERLAP, at.name(), format!("rows are made one over `{column}`, whose labels overlap"))
        .note("its dataset says so under `totals`: the same things stand in several of its rows")
        .help(format!("choose one label with a `filter` before this step, or name `{column}` in `groupby`"))
}

/// A window along a column that has no next value.
pub(super) fn no_periods(at: &RegistryPath<'_>, column: &Column) -> Problem {
    let message = format!("column `{}` holds {}, of which none follows another", column.name, cells(column.kind));
    Problem::error(&code::COLUMN_TYPE, at.value(), message)
        .note("a window counts periods by the calendar, from one to the next; those of any length may overlap")
        .help("name a column of days, weeks, months, quarters or years")
}

/// A base that is no period.
pub(super) fn no_conditions(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&code::VIEW_STEP, at.value(), "a window is held against a period, and not against conditions")
        .note("the base of a row is another row of its own group")
        .help("write `previous`, `a year earlier`, `first` or a period; for another place, `lookup` its value and `calculate`")
}

/// A condition that a row alone does not tell.
pub(super) fn looks_elsewhere(at: &RegistryPath<'_>, column: &str) -> Problem {
    Problem::error(&code::VIEW_STEP, at.value(), format!("`{column}` is held against other cells, and a view filters row by row"))
        .note("`top`, `bottom`, and bounds that are another column, row or period belong in the `where` of a figure, or in `holds`")
        .help("make the other number a column first (`lookup`, `window`), with a `calculate` of the two")
}
