//! Rules on comparisons that the data do not bear: means of rates, changes within chance, breaks in a series.

use std::collections::BTreeSet;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, Language, Term, When};
use crate::model::{Aggregate, Claim, Dataset, Key, Provisional, RegistryText};
use crate::number::{Date, Number};
use crate::quantity::moves_in;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Interval, Part};
use crate::table::{Cells, ColumnType, FileTable, Table};
use crate::text::Span;
use crate::vocabulary::{Caveats, Counts, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&MEAN_OF_RATES, &CHANGE_WITHIN_UNCERTAINTY, &COMPARISON_OVER_BREAK];

/// A mean of rates is offered as the rate of the whole.
static MEAN_OF_RATES: Rule =
    Rule { code: &code::MEAN_OF_RATES, level: Level::Warning, check: Check::Claim(mean_of_rates) };

/// How a header says that its numbers are rates.
const RATES: [&str; 8] = ["%", "percent", "per cent", "rate", "share", "tasa", "porcentaje", "cuota"];

fn mean_of_rates(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let language = context.language();
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let mean = parts.iter().find_map(|part| match part.selection.aggregate {
            // Rows of one group at different times are as many months of it.
            Aggregate::Mean(column) if part.rows.len() > 1 && groups(context, part) > 1 => Some((part, column)),
            _ => None,
        });
        let Some((part, column)) = mean else { continue };
        let statement = context.ties().statement(claim);
        let reading = test.reading.as_ref().map(RegistryText::plain_words);
        let mut beside = [reading.as_deref(), entry.scope.as_deref()].into_iter().flatten();
        if ties::has(statement, Term::Unweighted, language).is_some()
            || beside.any(|text| ties::says(text, Term::Unweighted, language).is_some())
        {
            continue;
        }
        let dataset = &context.model.datasets[part.selection.of];
        let Some(of) = dataset.table.columns.get(column) else { continue };
        let counts =
            dataset.measures.get(column).copied().flatten().map(|measure| &context.model.measures[measure].counts);
        let name = of.name.to_lowercase();
        let called = RATES.iter().any(|word| {
            name.split(|c: char| !c.is_alphanumeric() && c != '%').any(|it| it == *word)
                || *word == "%" && name.contains('%')
        });
        let is_rate =
            matches!(counts, Some(Counts::Rate | Counts::Share)) || called && !matches!(counts, Some(Counts::Amount));
        if !is_rate {
            continue;
        }
        let rows = part.rows.len();
        let message = format!("a mean of {rows} rates is not the rate of all of them together");
        let span = ties::has(statement, Term::Average, language);
        let place = span.map_or_else(
            || entry.place.clone().then("statement").into(),
            |span| context.prose.in_statement(claim, span),
        );
        found.push(
            MEAN_OF_RATES.problem(place, message)
                .also(part.place.clone().then("mean").into(), format!("each row of `{}` counts alike", of.name))
                .note("a group of 20 moves such a mean as far as one of 2,000")
                .help("divide the sum of what is counted by the sum of all it is of (`rate`, `share`), name the column that says how many each rate is of (`weight`), or say in the `reading` that the mean is unweighted"),
        );
    }
}

/// Returns how many groups the rows of a selection are of: those that its columns of words tell apart, or the rows themselves
/// where it has no times.
fn groups(context: &Context<'_>, part: &ties::Part) -> usize {
    let table = &context.model.datasets[part.selection.of].table;
    let calendar = context.ties().calendar(context.model, part.selection.of);
    let words = (0..table.columns.len()).filter(|column| !calendar.is_time(*column));
    let most = words.map(|column| ties::labels_of(table, column, &part.rows).len()).max().unwrap_or_default();
    if part.times.is_empty() { most.max(part.rows.len()) } else { most }
}

/// A change is claimed that may be chance.
static CHANGE_WITHIN_UNCERTAINTY: Rule = Rule {
    code: &code::CHANGE_WITHIN_UNCERTAINTY,
    level: Level::Error,
    check: Check::Claim(change_within_uncertainty),
};

/// Two numbers with how far each may be from what it estimates.
struct Two {
    change: Number,
    square: Number,
    columns: String,
}

fn change_within_uncertainty(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let language = context.language();
    let text = context.ties().statement(claim);
    let denied = ties::has(text, Term::Negation, language).is_some();
    let significant = ties::has(text, Term::Significant, language).filter(|_| !denied);
    let readings = &context.evaluation.claim(claim).readings;
    for ((test, parts), reading) in entry.tests.iter().zip(context.ties().tests(claim)).zip(readings) {
        if denied || reading.holds != Some(true) {
            continue;
        }
        let two = two(context, parts);
        let moved = moves_in(&text.words, language).first().map(|moved| moved.span);
        let compared = || [Term::Greater, Term::Lesser].iter().find_map(|term| ties::has(text, *term, language));
        let worked_out = reading.outcome.as_ref().and_then(|outcome| outcome.uncertain.significant);
        let is_within = |two: &&Two| worked_out.map_or_else(|| two.is_within() == Some(true), |is| !is);
        let within = two.as_ref().filter(is_within);
        match (within, significant) {
            (Some(two), _) => {
                let Some(span) = significant.or(moved).or_else(compared) else { continue };
                let place = context.prose.in_statement(claim, span);
                let message = format!(
                    "the statement says “{}”, and a change of {} lies within what chance gives by {}",
                    &text.words[span.range()],
                    two.change,
                    two.columns
                );
                let problem = if significant.is_some() {
                    CHANGE_WITHIN_UNCERTAINTY.problem(place, message)
                } else {
                    CHANGE_WITHIN_UNCERTAINTY.remark(place, message)
                };
                found.push(
                    problem
                        .also(test.place.clone().into(), "holds two estimates against each other")
                        .note("its square is not greater than the sum of the squares of half the widths of both intervals")
                        .help("say that the change is within what chance gives, or compare years that lie further apart"),
                );
            }
            (None, Some(span)) if two.is_none() => found.push(
                unsaid(context, claim, span, &text.words)
                    .also(test.place.clone().into(), "holds numbers against each other, not their uncertainty"),
            ),
            _ => {}
        }
    }
}

fn unsaid(context: &Context<'_>, claim: Key<Claim>, span: Span, text: &str) -> crate::diagnostic::Problem {
    let message = format!("the statement says “{}”, and the test cannot say so", &text[span.range()]);
    CHANGE_WITHIN_UNCERTAINTY
        .remark(context.prose.in_statement(claim, span), message)
        .note("to readers of statistics the word says that chance is ruled out, which takes a margin of error")
        .help("say how large the change is, or test estimates whose file gives their intervals")
}

impl Two {
    /// Returns whether the change is no greater than what chance gives.
    fn is_within(&self) -> Option<bool> {
        Some(self.change.times(self.change).ok()? <= self.square)
    }
}

/// Returns the two estimates that a test compares: its two numbers, or the first and last of a series.
fn two(context: &Context<'_>, parts: &[Part]) -> Option<Two> {
    let one = |does: Does| {
        let mut parts = parts.iter().filter(|part| part.does == does);
        parts.next().filter(|_| parts.next().is_none())
    };
    let ends = match (one(Does::Main), one(Does::Base), one(Does::Series)) {
        (Some(main), Some(base), None) => match (main.rows.as_slice(), base.rows.as_slice()) {
            ([later], [earlier]) => [(base, *earlier), (main, *later)],
            _ => return None,
        },
        (None, None, Some(series)) if series.times.len() == series.rows.len() && series.extreme.is_none() => {
            [(series, *series.rows.first()?), (series, *series.rows.last()?)]
        }
        _ => return None,
    };
    let estimate = |(part, row): (&Part, usize)| -> Option<(Number, Number, String)> {
        let table: &Table = &context.model.datasets[part.selection.of].table;
        let (Aggregate::Value(column) | Aggregate::Sum(column) | Aggregate::Mean(column)) = part.selection.aggregate
        else {
            return None;
        };
        let interval = Interval::of(table, column)?;
        let half = interval.half_width(table, row)?;
        Some((table.columns[column].number(row)?, half.times(half).ok()?, interval.names(table)))
    };
    let [earlier, later] = ends;
    let ((before, a, _), (after, b, columns)) = (estimate(earlier)?, estimate(later)?);
    Some(Two { change: after.minus(before).ok()?, square: a.plus(b).ok()?, columns })
}

/// Periods are compared between which the way of counting changed.
static COMPARISON_OVER_BREAK: Rule =
    Rule { code: &code::COMPARISON_OVER_BREAK, level: Level::Warning, check: Check::Claim(comparison_over_break) };

/// How a header says that its column marks rows.
const MARKS: [&str; 10] =
    ["flag", "flags", "status", "obs_status", "note", "notes", "marca", "estado", "nota", "notas"];

fn comparison_over_break(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let datasets: BTreeSet<Key<Dataset>> = parts.iter().map(|part| part.selection.of).collect();
        for dataset in datasets.into_iter().filter(|_| test.comparable.is_none()) {
            let compared: Vec<&Part> =
                parts.iter().filter(|part| part.selection.of == dataset && compares(part, parts)).collect();
            let Some(NewWay { when, how }) = last_break(context, dataset, &compared) else { continue };
            let reading = test.reading.as_ref().map(RegistryText::plain_words);
            let mut beside = [reading.as_deref(), entry.scope.as_deref()].into_iter().flatten();
            if ties::has(context.ties().statement(claim), Term::Break, context.language()).is_some()
                || beside.any(|text| ties::says(text, Term::Break, context.language()).is_some())
            {
                continue;
            }
            let of = &context.model.datasets[dataset];
            let time = ties::words(when);
            let message = format!(
                "a new way of counting begins in {time} ({how}), and the test compares periods on both sides of it"
            );
            found.push(
                COMPARISON_OVER_BREAK
                    .problem(entry.place.clone().then("statement"), message)
                    .also(test.place.clone().into(), "takes numbers from before and after")
                    .also(of.place.clone().into(), format!("`{}`", of.file))
                    .note("a change of the method can make a record or a rise where nothing rose")
                    .help(format!(
                        "begin at {time} and say so, or add `comparable: \"why\"` to the test, which the page repeats"
                    )),
            );
        }
    }
}

/// A new way of counting.
struct NewWay {
    /// The first time that is counted so.
    when: When,
    /// Where that is said.
    how: String,
}

/// Returns whether a selection takes part in a comparison of times: with another one, or of its own rows.
fn compares(part: &Part, parts: &[Part]) -> bool {
    let alone = part.does == Does::Series || part.does == Does::Rival || part.extreme.is_some();
    alone || parts.iter().any(|other| other.does == Does::Base) || parts.iter().any(|other| other.does == Does::Rival)
}

/// Returns the last new way of counting that begins among the times that are compared: from it on all of them compare.
fn last_break(context: &Context<'_>, dataset: Key<Dataset>, parts: &[&Part]) -> Option<NewWay> {
    let of = &context.model.datasets[dataset];
    let table = &of.table;
    let days: Vec<Days> = parts.iter().filter_map(|part| part.days()).collect();
    let compared = days.iter().copied().reduce(Days::to)?;
    let begins = parts.iter().flat_map(|part| &part.times).filter_map(|when| when.days()).min()?;
    let between = |first: Date| first > begins.first && first <= compared.last;
    let files = context.model.datasets.with_files(dataset);
    let declared = files.iter().flat_map(|file| &context.model.datasets[*file].breaks);
    let declared = declared.filter(|declared| between(declared.first)).map(|declared| {
        let when = context.language().time_of_label(&declared.words);
        let when = when.unwrap_or(When::One(Days { first: declared.first, last: declared.first }));
        NewWay { when, how: format!("`breaks`: {}", declared.reason.trim_end_matches('.')) }
    });
    let calendar = context.ties().calendar(context.model, dataset);
    let times: Vec<usize> = (0..table.columns.len()).filter(|column| calendar.is_time(*column)).collect();
    let time = if let [time] = times[..] { Some(time) } else { None };
    let groups: BTreeSet<usize> = parts
        .iter()
        .flat_map(|part| &part.selection.filters)
        .map(|filter| filter.column)
        .filter(|column| Some(*column) != time && *column < table.columns.len())
        .collect();
    let taken = |column: usize, row: usize| {
        let value = table.columns[column].encoded(row);
        parts.iter().flat_map(|part| &part.rows).any(|row| table.columns[column].encoded(*row) == value)
    };
    let is_compared = |row: usize| {
        let when =
            calendar.when_at(table, time?, row).filter(|when| when.days().is_some_and(|days| between(days.first)))?;
        groups.iter().all(|group| taken(*group, row)).then_some(when)
    };
    let numbers: BTreeSet<usize> = parts.iter().filter_map(|part| part.selection.aggregate.column()).collect();
    let numbers: Vec<usize> = numbers.into_iter().filter(|column| *column < table.columns.len()).collect();
    let of_cells = numbers.iter().flat_map(|column| breaks_at(table, *column)).filter_map(|(row, line)| {
        let how = format!("line {line} is marked as a break");
        Some(NewWay { when: is_compared(row)?, how })
    });
    let marks = marks(of, context.language());
    let of_rows = marks.iter().flat_map(|(column, breaks)| {
        let marked = |row: &usize| {
            let code = table.columns[*column].encoded(*row).and_then(|code| usize::try_from(code).ok());
            code.and_then(|code| breaks.get(code)).copied().unwrap_or_default()
        };
        (0..table.rows).filter(marked).filter_map(|row| {
            let (line, of) = (table.line(row), &table.columns[*column]);
            let how = format!("line {line}: `{}` has “{}”", of.name, of.written(row));
            Some(NewWay { when: is_compared(row)?, how })
        })
    });
    declared.chain(of_cells).chain(of_rows).max_by_key(|new| new.when.days().map(|days| days.first))
}

/// Returns the rows of a table in which a cell of a column, or one that it is made of, begins a new way of counting, each with the
/// line where that stands.
fn breaks_at(table: &Table, column: usize) -> Vec<(usize, u32)> {
    let begins = |table: &Table, row: usize, column: usize| {
        table
            .columns
            .get(column)
            .and_then(|column| column.form.said.get(&row))
            .is_some_and(|said| said.has(Caveats::BREAK))
    };
    let Some(lineage) = &table.lineage else {
        let said = table.columns[column].form.said.iter();
        return said.filter(|(_, said)| said.has(Caveats::BREAK)).map(|(row, _)| (*row, table.line(*row))).collect();
    };
    let is_marked = |file: &FileTable| {
        file.table.columns.iter().any(|column| column.form.said.values().any(|said| said.has(Caveats::BREAK)))
    };
    let mut any_marked = false;
    lineage.files(&mut |file| any_marked |= is_marked(file));
    if !any_marked {
        return Vec::new();
    }
    let at = |row: usize| {
        let cells = table.made_of(row, column);
        let cell = cells.iter().find(|cell| begins(&cell.origin.table, cell.row, cell.column))?;
        Some((row, cell.line()))
    };
    (0..table.rows).filter_map(at).collect()
}

/// Returns the columns that mark rows, each with which of its words say that a new way of counting begins.
fn marks(dataset: &Dataset, language: Language) -> Vec<(usize, Vec<bool>)> {
    let status = match dataset.provisional {
        Some(Provisional::Status(column)) => Some(column),
        _ => None,
    };
    // What stands in the column of a `flag` is known of each number.
    let is_flag = |name: &str| dataset.table.columns.iter().any(|column| column.form.flag.as_deref() == Some(name));
    let columns = dataset.table.columns.iter().enumerate();
    columns
        .filter(|(_, column)| column.kind == ColumnType::String && !is_flag(&column.name))
        .filter_map(|(at, column)| {
            let name = column.name.to_lowercase();
            let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let is_mark = status == Some(at)
                || MARKS.iter().any(|mark| parts.contains(mark))
                || name.ends_with("_flag")
                || name.ends_with("_status");
            let Cells::Words { words, .. } = &column.cells else { return None };
            let is_note = ["note", "notes", "nota", "notas"].iter().any(|note| parts.contains(note));
            let says = |word: &str| {
                status == Some(at) && dataset.status(word).has(Caveats::BREAK) || begins_anew(word, is_note, language)
            };
            is_mark.then(|| (at, words.iter().map(says).collect()))
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
        || is_note && ties::says(&lower, Term::Break, language).is_some()
}
