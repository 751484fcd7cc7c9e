//! `charts` understood: the table that each draws, and what its mark, its axis and its categories ask of that.

use crate::diagnostic::code::figure::COLUMN_TYPE;
use crate::diagnostic::code::reference as code;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Category, Chart, Claim, Dataset, Join, Key, Section, TableEntry, TableOf};
use crate::registry::{self, Entries, Many};
use crate::table::Column;
use crate::vocabulary::ChartMark;

use super::columns::Columns;
use super::layout::layout;
use super::links::{Scope, Written};
use super::prose::Readers;
use super::registry_path::RegistryPath;
use super::table::{Selected, contents};
use super::{figure_problem, problem};

/// How many columns one chart draws: more can be told apart by neither shape nor label.
const MOST_COLUMNS: usize = 4;

/// Returns the charts, and adds what they draw to the tables.
pub(super) fn charts(
    written: &[Written<'_, registry::Chart>],
    datasets: &Section<Dataset>,
    readers: &Readers<'_>,
    tables: &mut Section<TableEntry>,
    scope: &mut Scope<'_>,
) -> Section<Chart> {
    let mut charts = Section::with_capacity(written.len());
    for (index, Written { file, id, entry }) in written.iter().enumerate() {
        let top = RegistryPath::top(file, "charts");
        let at = top.key(id.as_str());
        // A chart without a caption has one composed of what it shows.
        let caption = readers.prose_if(entry.caption.as_ref(), &at.key("caption"), scope).unwrap_or_default();
        let note = readers.prose_if(entry.note.as_ref(), &at.key("note"), scope);
        let measure = scope.link_if(entry.measure.as_ref(), &at.key("measure"));
        let mark = match entry.mark.as_deref() {
            // What `point` was called before.
            Some("dot") => Some(ChartMark::Point),
            _ => scope.word_if(entry.mark.as_ref(), &at.key("mark")),
        };
        if entry.mark.is_none() {
            scope.required(None, &at, "mark");
        }
        let claim = scope.link_if::<Claim>(entry.claim.as_ref(), &at.key("claim"));
        let mark = mark.unwrap_or(ChartMark::Bar);
        let panels = entry.panels.unwrap_or(false);
        let is_whole = matches!(mark, ChartMark::Range | ChartMark::Errorbar | ChartMark::Slope);
        if panels && (is_whole || entry.columns.0.len() < 2) {
            scope.problems.push(nothing_to_part(&at.key("panels")));
        }
        let category = category(entry);
        let of = drawn(entry, mark, datasets, readers, &at, scope).unwrap_or(TableOf::Figures(Vec::new()));
        let chart = Some(Key::new(index));
        let labels = category.map(|(_, column)| column);
        let shown: Vec<String> = entry.by.iter().chain(labels).chain(entry.columns.iter()).cloned().collect();
        let layout = layout(&Entries::default(), None, &entry.decimals, &Many(shown), &at, scope);
        let table = TableEntry { caption, measure, of, layout, note, chart, place: at.registry_place() };
        let table = tables.add(id.clone(), table).expect("an id is registered once");
        charts.add(id.clone(), Chart { table, mark, panels, category: category.map(|(how, _)| how), claim });
    }
    charts
}

/// Returns the column whose labels a chart tells apart, and how.
fn category(entry: &registry::Chart) -> Option<(Category, &String)> {
    let color = entry.color.as_ref().map(|column| (Category::Color, column));
    color.or_else(|| entry.facet.as_ref().map(|column| (Category::Facet, column)))
}

/// Returns the table that a chart draws, its axis first; none where a problem keeps it from being known.
fn drawn(
    entry: &registry::Chart,
    mark: ChartMark,
    datasets: &Section<Dataset>,
    readers: &Readers<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<TableOf> {
    let selected = Selected {
        of: entry.of.as_ref(),
        conditions: &entry.conditions,
        join: entry.join.as_ref(),
        columns: &entry.columns,
        figures: &entry.figures,
    };
    let of = contents(&selected, datasets, readers, at, scope);
    if entry.of.is_none() && !entry.figures.is_empty() {
        for (key, there) in
            [("by", entry.by.is_some()), ("color", entry.color.is_some()), ("facet", entry.facet.is_some())]
        {
            if there {
                scope.problems.push(figure_problem::stray_key(at, key, "figures"));
            }
        }
        if matches!(mark, ChartMark::Line | ChartMark::Area | ChartMark::Slope) {
            scope.problems.push(line_of_figures(&at.key("mark"), mark));
        }
        return of;
    }
    let by = axis(entry, datasets, at, scope);
    let labels = category(entry).map(|(how, name)| named(entry, name, datasets, (at, how.word()), scope));
    let TableOf::Rows { of, join, filters, mut columns } = of? else { return None };
    let by = by?;
    let labels = match labels {
        Some(found) => Some(found?),
        None => None,
    };
    if let (Some((how, _)), Some(labels)) = (category(entry), labels) {
        let is_shown = labels == by || columns.contains(&labels);
        let is_one = columns.len() == 1 || matches!(mark, ChartMark::Range | ChartMark::Errorbar);
        let is_told =
            how == Category::Facet || !matches!(mark, ChartMark::Range | ChartMark::Errorbar | ChartMark::Area);
        let panels = entry.panels == Some(true) || entry.color.is_some() && entry.facet.is_some();
        if is_shown || !is_one || mark == ChartMark::Slope || !is_told || panels {
            scope.problems.push(no_category(&at.key(how.word()), (is_shown, panels, is_told)));
        }
    }
    let along = column(datasets, of, join.as_ref(), by)?;
    if matches!(mark, ChartMark::Line | ChartMark::Area) && !(along.kind.is_numeric() || along.kind.is_time()) {
        scope.problems.push(line_without_order(&at.key("by"), along));
    }
    let list = at.key("columns");
    for (item, index) in columns.iter().enumerate() {
        let column = column(datasets, of, join.as_ref(), *index)?;
        if *index == by {
            scope.problems.push(axis_drawn(&list.item(item), &column.name));
        } else if !column.kind.is_numeric() {
            scope.problems.push(no_numbers(&list.item(item), column));
        }
    }
    match (mark, columns.len()) {
        (ChartMark::Range | ChartMark::Slope, 2) | (ChartMark::Errorbar, 3) => {}
        (ChartMark::Range, found) => scope.problems.push(range_of(&list, found)),
        (ChartMark::Slope, found) => scope.problems.push(slope_of(&list, found)),
        (ChartMark::Errorbar, found) => match told_by(datasets, of, &columns) {
            Some(bounds) => columns.extend(bounds),
            None => scope.problems.push(interval_of(&list, found)),
        },
        (ChartMark::Area, 2..) if entry.panels != Some(true) => scope.problems.push(areas(&list)),
        (_, found) if found > MOST_COLUMNS => scope.problems.push(too_many(&list, found)),
        _ => {}
    }
    Some(TableOf::Rows { of, join, filters, columns: [by].into_iter().chain(labels).chain(columns).collect() })
}

/// Returns the column along the axis.
fn axis(
    entry: &registry::Chart,
    datasets: &Section<Dataset>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<usize> {
    // What is wrong with `of` is said of that.
    scope.links.find::<Dataset>(entry.of.as_ref()?)?;
    let Some(by) = &entry.by else {
        scope.problems.push(problem::missing_key(at.name(), at, "by"));
        return None;
    };
    named(entry, by, datasets, (at, "by"), scope)
}

/// Returns a column of a chart that a key names.
fn named(
    entry: &registry::Chart,
    name: &str,
    datasets: &Section<Dataset>,
    (at, key): (&RegistryPath<'_>, &'static str),
    scope: &mut Scope<'_>,
) -> Option<usize> {
    let of = scope.links.find::<Dataset>(entry.of.as_ref()?)?;
    // What is wrong with the join was said of the columns.
    let columns =
        Columns::of(of, entry.join.as_ref(), datasets, at, &mut scope.apart().with(&mut Problems::default()))?;
    columns.find(name, &at.key(key), scope)
}

fn column<'d>(
    datasets: &'d Section<Dataset>,
    of: Key<Dataset>,
    join: Option<&Join>,
    index: usize,
) -> Option<&'d Column> {
    let first = &datasets[of].table.columns;
    first.get(index).or_else(|| datasets[join?.dataset].table.columns.get(index.checked_sub(first.len())?))
}

/// Returns the columns that tell the interval of a column, where it is the only one: its two bounds, or a standard error of whose
/// bounds a level is declared.
fn told_by(datasets: &Section<Dataset>, of: Key<Dataset>, columns: &[usize]) -> Option<Vec<usize>> {
    let table = &datasets[of].table;
    let [column] = columns else { return None };
    let interval = table.columns.get(*column)?.form.interval.as_ref().filter(|interval| interval.is_told())?;
    interval.columns().into_iter().map(|name| table.column(name)).collect()
}

/// A line through figures.
fn line_of_figures(at: &RegistryPath<'_>, mark: ChartMark) -> Problem {
    problem::misplaced(
        at.value(),
        format!("{} draws `{}` through figures", at.owner(), mark.word()),
        "a line says that what lies between two points was passed through; figures have no order",
        "use `bar` or `point`, or draw the rows of a dataset by a column",
    )
}

/// A line along a column of words.
fn line_without_order(at: &RegistryPath<'_>, along: &Column) -> Problem {
    let message = format!("{} draws a line along `{}`, whose values have no order", at.owner(), along.name);
    Problem::error(&COLUMN_TYPE, at.value(), message)
        .note("a line says that what lies between two points was passed through")
        .help("use `bar` or `point`, or draw by a column of days, months, years or numbers")
}

/// The axis drawn against itself.
fn axis_drawn(at: &RegistryPath<'_>, column: &str) -> Problem {
    problem::misplaced(
        at.value(),
        format!("{} draws `{column}` against itself", at.owner()),
        "the column of `by` is the axis, and the other columns are drawn against it",
        "take it out of `columns`",
    )
}

/// Labels of a column that cannot be told apart in such a chart.
fn no_category(at: &RegistryPath<'_>, (is_shown, has_panels, is_told): (bool, bool, bool)) -> Problem {
    let (why, help) = if is_shown {
        ("the column is drawn already, along the axis or as numbers", "name the column whose labels are the series")
    } else if has_panels {
        (
            "each label has a line of its own with `color`, or a panel with `facet`",
            "keep one of `color`, `facet` and `panels`",
        )
    } else if !is_told {
        ("areas and intervals over each other hide one another", "give each label a panel with `facet`")
    } else {
        ("the labels of a column part one thing that is drawn", "name one column under `columns`")
    };
    problem::misplaced(at.name(), format!("{} cannot tell labels apart in this chart", at.owner()), why, help)
}

/// Panels of a chart that draws one thing.
fn nothing_to_part(at: &RegistryPath<'_>) -> Problem {
    problem::misplaced(
        at.name(),
        format!("{} has `panels` and nothing to split", at.owner()),
        "each column has a panel of its own; a range takes both its columns, and figures have none",
        "name two columns or more, or take out `panels`",
    )
}

/// A column that holds no numbers.
fn no_numbers(at: &RegistryPath<'_>, column: &Column) -> Problem {
    Problem::error(
        &COLUMN_TYPE,
        at.value(),
        format!("{} draws column `{}`, which holds no numbers", at.owner(), column.name),
    )
    .note("only numbers have a place along a scale")
    .help("name a column of numbers, or put this one under `by`")
}

/// A range without a lower and an upper column.
fn range_of(at: &RegistryPath<'_>, found: usize) -> Problem {
    let columns = if found == 1 { "1 column".to_owned() } else { format!("{found} columns") };
    problem::misplaced(
        at.name(),
        format!("{} draws ranges of {columns}", at.owner()),
        "a range lies between two numbers: the lower column, then the upper one",
        "name two columns, or use `point`",
    )
}

/// A slope without a number at each of its ends.
fn slope_of(at: &RegistryPath<'_>, found: usize) -> Problem {
    problem::misplaced(
        at.name(),
        format!("{} draws slopes of {found} {}", at.owner(), if found == 1 { "column" } else { "columns" }),
        "a slope goes from one number to a second one, such as those of two years, each in a column of its own",
        "name the earlier column, then the later one; or use `line` along a column of times",
    )
}

/// An interval that nobody names.
fn interval_of(at: &RegistryPath<'_>, found: usize) -> Problem {
    problem::misplaced(
        at.name(),
        format!("{} draws intervals of {found} {}", at.owner(), if found == 1 { "column" } else { "columns" }),
        "an interval bar has a number, the lower end and the upper end",
        "name the three columns in this order, or one whose `interval` names its `low` and `high`, or its `error` and the `level` of \
         the bounds that are worked out of it",
    )
}

/// Areas over each other.
fn areas(at: &RegistryPath<'_>) -> Problem {
    problem::misplaced(
        at.name(),
        format!("{} draws areas over each other", at.owner()),
        "an area hides what lies behind it",
        "give each a panel of its own with `panels: true`, or use `line`",
    )
}

/// More columns than can be told apart.
fn too_many(at: &RegistryPath<'_>, found: usize) -> Problem {
    Problem::error(&code::MISPLACED_KEY, at.name(), format!("{} draws {found} columns", at.owner()))
        .note(format!("more than {MOST_COLUMNS} can be told apart by neither shape nor label"))
        .help("make several charts, or print a table")
}
