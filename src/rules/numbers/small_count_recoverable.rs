//! A small count of a sensitive measure can be worked out of what a brief prints.
#![doc = include_str!("../pages/small-count-recoverable.md")]

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{Recoverable, Shown, recoverable};
use crate::render::Page;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::Place;
use crate::view::{BriefView, Mark};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::SMALL_COUNT_RECOVERABLE, level: Level::Error, check: Check::Page(check) };

fn check(context: &Context<'_>, document: &BriefView, page: &Page, found: &mut Problems) {
    if !context.model.measures.iter().any(|(_, _, measure)| measure.sensitive) {
        return;
    }
    let mut printed: Vec<Shown> = Vec::new();
    let mut seen = BTreeSet::new();
    for used in &page.marks {
        let shown = match used.mark {
            Mark::Figure(figure) => Shown::Figure(figure),
            Mark::Value(claim, reading) => Shown::Value(claim, usize::from(reading)),
            Mark::Table(table) => Shown::Table(table),
            _ => continue,
        };
        if seen.insert(shown) {
            printed.push(shown);
        }
    }
    for small in recoverable(context.model, context.evaluation, &printed) {
        found.push(problem(context, document, &small));
    }
}

fn problem(context: &Context<'_>, document: &BriefView, small: &Recoverable) -> Problem {
    let model = context.model;
    let data = &model.datasets[small.dataset];
    let id = model.datasets.id(small.dataset);
    let what = small.column.and_then(|column| data.table.columns.get(column)).map(|column| column.name.as_str());
    let of = match what {
        Some(column) => format!("`{column}` of `{id}`"),
        None => format!("rows of `{id}`"),
    };
    let lines: Vec<String> = small.rows.iter().take(SHOWN).map(|row| data.table.line(*row).to_string()).collect();
    let lines = if small.rows.len() > SHOWN { format!("{}, …", lines.join(", ")) } else { lines.join(", ") };
    let place = |shown: &Shown| -> Place {
        match shown {
            Shown::Figure(figure) => model.figures[*figure].place.clone().into(),
            Shown::Table(table) => model.tables[*table].place.clone().into(),
            Shown::Value(claim, reading) => {
                let entry = &model.claims[*claim];
                entry.tests.get(*reading).map_or(&entry.place, |test| &test.place).clone().into()
            }
        }
    };
    let message = format!("brief `{}` tells a count of fewer than five: {of}", document.id.as_str());
    let at = small.from.first().map_or_else(|| model.briefs[document.brief].place.clone().into(), place);
    let mut problem = RULE
        .problem(at, message)
        .label("told by this")
        .note(format!("it can be worked out for line {lines} of {}; few people can be recognized", data.file.as_str()))
        .help("leave out one of the numbers that tell it, or print them for a larger group");
    for other in small.from.iter().skip(1) {
        problem = problem.also(place(other), "together with this");
    }
    problem
}

/// How many lines are named.
const SHOWN: usize = 6;
