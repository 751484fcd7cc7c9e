//! Periods are compared between which the way of counting changed.
#![doc = include_str!("../pages/comparison-over-break.md")]

use std::collections::BTreeSet;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, Language, Term, When};
use crate::model::{Claim, Dataset, Key, Prose, Provisional};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part};
use crate::table::{Cells, ColumnType};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::COMPARISON_OVER_BREAK, level: Level::Warning, check: Check::Claim(check) };

/// How a header says that its column marks rows.
const MARKS: [&str; 10] =
    ["flag", "flags", "status", "obs_status", "note", "notes", "marca", "estado", "nota", "notas"];

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let datasets: BTreeSet<Key<Dataset>> = parts.iter().map(|part| part.selection.of).collect();
        for dataset in datasets {
            let compared: Vec<&Part> =
                parts.iter().filter(|part| part.selection.of == dataset && compares(part, parts)).collect();
            let Some((row, column, when)) = first_break(context, dataset, &compared) else { continue };
            let reading = test.reading.as_ref().map(Prose::plain_words);
            let statement = &context.ties().statement(claim).words;
            let texts = [Some(statement.as_str()), reading.as_deref(), entry.scope.as_deref()];
            if texts.into_iter().flatten().any(|text| ties::has(text, Term::Break, context.language()).is_some()) {
                continue;
            }
            let of = &context.model.datasets[dataset];
            let (line, time) = (of.table.line(row), ties::words(when));
            let name = &of.table.columns[column].name;
            let mark = of.table.columns[column].written(row).into_owned();
            let message = format!(
                "a new way of counting begins in {time} (line {line}: `{name}` has “{mark}”), and the test compares years on both sides of it"
            );
            found.push(
                RULE.problem(entry.place.clone().then("statement"), message)
                    .also(test.place.clone().into(), "takes numbers from before and after")
                    .also(of.place.clone().into(), format!("`{}`, line {line}", of.file))
                    .note("a change of the method can make a record or a rise where nothing rose")
                    .help(format!("begin at {time} and say so, or say in the `reading` why the years are comparable over the break")),
            );
        }
    }
}

/// Returns whether a selection takes part in a comparison of times: with another one, or of its own rows.
fn compares(part: &Part, parts: &[Part]) -> bool {
    let alone = part.does == Does::Series || part.does == Does::Rival || part.extreme.is_some();
    alone || parts.iter().any(|other| other.does == Does::Base) || parts.iter().any(|other| other.does == Does::Rival)
}

/// Returns the first row that begins a new way of counting after the first of the times that are compared, with the column
/// that says so and its time.
fn first_break(context: &Context<'_>, dataset: Key<Dataset>, parts: &[&Part]) -> Option<(usize, usize, When)> {
    let of = &context.model.datasets[dataset];
    let table = &of.table;
    let days: Vec<Days> = parts.iter().filter_map(|part| part.days()).collect();
    let compared = days.iter().copied().reduce(Days::to)?;
    let begins = parts.iter().flat_map(|part| &part.times).filter_map(|when| when.days()).min()?;
    let calendar = context.ties().calendar(context.model, dataset);
    let times: Vec<usize> = (0..table.columns.len()).filter(|column| calendar.is_time(*column)).collect();
    let [time] = times[..] else { return None };
    let groups: BTreeSet<usize> = parts
        .iter()
        .flat_map(|part| &part.selection.filters)
        .map(|filter| filter.column)
        .filter(|column| *column != time && *column < table.columns.len())
        .collect();
    let taken = |column: usize, row: usize| {
        let value = table.columns[column].encoded(row);
        parts.iter().flat_map(|part| &part.rows).any(|row| table.columns[column].encoded(*row) == value)
    };
    marks(of, context.language()).into_iter().find_map(|(column, breaks)| {
        (0..table.rows).find_map(|row| {
            let code = table.columns[column].encoded(row).and_then(|code| usize::try_from(code).ok())?;
            let when = calendar.when_at(table, time, row)?;
            let here = when.days()?;
            let between = here.first > begins.first && here.first <= compared.last;
            let marked = breaks.get(code).copied().unwrap_or_default();
            (marked && between && groups.iter().all(|group| taken(*group, row))).then_some((row, column, when))
        })
    })
}

/// Returns the columns that mark rows, each with which of its words say that a new way of counting begins.
fn marks(dataset: &Dataset, language: Language) -> Vec<(usize, Vec<bool>)> {
    let status = match dataset.provisional {
        Some(Provisional::Status(column)) => Some(column),
        _ => None,
    };
    let columns = dataset.table.columns.iter().enumerate().filter(|(_, column)| column.kind == ColumnType::String);
    columns
        .filter_map(|(at, column)| {
            let name = column.name.to_lowercase();
            let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let is_mark = status == Some(at)
                || MARKS.iter().any(|mark| parts.contains(mark))
                || name.ends_with("_flag")
                || name.ends_with("_status");
            let Cells::Words { words, .. } = &column.cells else { return None };
            let is_note = ["note", "notes", "nota", "notas"].iter().any(|note| parts.contains(note));
            is_mark.then(|| (at, words.iter().map(|word| begins_anew(word, is_note, language)).collect()))
        })
        .collect()
}

/// Returns whether a mark says that a new way of counting begins: SDMX's `b`, alone or with other codes, or a word for it.
fn begins_anew(mark: &str, is_note: bool, language: Language) -> bool {
    let mut parts = mark.split(|c: char| !c.is_alphanumeric());
    let coded = !is_note && parts.any(|code| code == "b" || code == "B");
    let short = !is_note && mark.len() <= 3 && mark.chars().all(|c| c.is_ascii_lowercase()) && mark.contains('b');
    let lower = mark.to_lowercase();
    coded
        || short
        || lower.split(|c: char| !c.is_alphabetic()).any(|word| word == "break" || word == "ruptura")
        || is_note && ties::has(&lower, Term::Break, language).is_some()
}
