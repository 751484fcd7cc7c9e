//! Tables and charts that list rows: a condition that takes only one of two labels that look alike and a join that loses rows
//! are problems there as in a figure, and labels listed side by side that look alike are worth a second look.

use std::collections::BTreeMap;

use crate::diagnostic::code::data::UNSEEN_ON_PAGE;
use crate::diagnostic::code::figure::LISTED_LOOK_ALIKES;
use crate::diagnostic::{Problem, Problems, unseen};
use crate::model::{Model, TableEntry, TableOf};
use crate::text::unseen::{UnseenCharacter, found, unclosed};
use crate::text::{Place, RegistryPlace, alike};

use crate::evaluate::fault::EvaluationFault;
use crate::evaluate::join::Frame;
use crate::evaluate::tables::Tables;
use crate::evaluate::{look_alike, related, select, unmatched};

/// Pushes the problems of what tables and charts list.
pub(super) fn check(tables: &Tables<'_>, model: &Model, problems: &mut Problems) {
    for (_, id, entry) in model.tables.iter() {
        let what = if entry.chart.is_some() { "chart" } else { "table" };
        problems.extend(problem(tables, model, &format!("{what} `{id}`"), entry));
    }
}

fn problem(tables: &Tables<'_>, model: &Model, subject: &str, entry: &TableEntry) -> Option<Problem> {
    let TableOf::Rows { of, join, filters, columns } = &entry.of else { return None };
    let place = || Place::from(entry.place.clone());
    let told = |fault: EvaluationFault| fault.problem(subject, place());
    let frame = match tables.frame(*of, None, join.as_ref()) {
        Ok(frame) => frame,
        Err(twice) => return told(twice.into()),
    };
    if let Err(fault) = unmatched::unmatched(tables, (*of, None, join.as_ref()), filters, &frame) {
        return told(fault);
    }
    if let Some(fault) = look_alike::in_conditions(&frame, filters) {
        return told(fault);
    }
    if let Some(fault) = related::fault(&frame, filters, model.datasets.id(*of).as_str()) {
        return told(fault);
    }
    let rows = select::rows(&frame, filters, &select::Scan);
    if let Some(problem) = columns.iter().find_map(|index| unseen_cell(&frame, *index, &rows, subject, &entry.place)) {
        return Some(problem);
    }
    columns.iter().find_map(|index| {
        let (label, other, row) = look_alike::pair(&frame, *index, &rows)?;
        let column = frame.column(*index);
        let (label, other) = (column.format(label), column.format(other));
        let (file, line) = frame.locate(*index, row as usize);
        let difference = alike::difference(&other, &label);
        let (label, other) = (alike::shown(&label), alike::shown(&other));
        let message = format!("{subject} lists `{label}` and, on line {line} of {file}, `{other}`, which {difference}");
        Some(
            Problem::warning(&LISTED_LOOK_ALIKES, place(), message)
                .note("a reader takes both for one, and would add up what stands beside them")
                .help(look_alike::help(&column.name)),
        )
    })
}

/// Returns the problem of the first cell among some rows that holds what turns its writing or hides a word.
fn unseen_cell(frame: &Frame<'_>, index: usize, rows: &[u32], subject: &str, entry: &RegistryPlace) -> Option<Problem> {
    let column = frame.column(index);
    let words = column.dictionary()?;
    let met = |word: &str| (!word.is_ascii()).then(|| found(word).next().or_else(|| unclosed(word))).flatten();
    let stray: BTreeMap<i64, UnseenCharacter> =
        (0_i64..).zip(words.iter()).filter_map(|(code, word)| Some((code, met(word)?))).collect();
    if stray.is_empty() {
        return None;
    }
    let reader = frame.reader(index);
    let (row, found) = rows.iter().find_map(|row| Some((*row, *stray.get(&reader.get(*row as usize)?)?)))?;
    let (file, line) = frame.locate(index, row as usize);
    let mut problem =
        unseen::of_kind(&UNSEEN_ON_PAGE, &entry.clone().into(), found.what, found.character, "a printed cell");
    problem.helps = vec!["export the file again without it, or leave the column out".to_owned()];
    Some(
        problem
            .note(format!("{subject} prints column `{}`, and the cell stands on line {line} of {file}", column.name))
            .label("it prints this column"),
    )
}
