//! The rule on numbers that a sentence prints, against the time and the place that the sentence names.

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Lexicon, Role, When};
use crate::model::{Dataset, Facet, Key};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::evidence::label::is_written;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Label, Part, labels_of, meet, names};
use crate::text::Span;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&FIGURE_OF_ANOTHER_PERIOD_OR_PLACE];

/// A sentence names a time or a place, and the numbers that it prints are of another.
static FIGURE_OF_ANOTHER_PERIOD_OR_PLACE: Rule =
    Rule { code: &code::FIGURE_OF_ANOTHER_PERIOD_OR_PLACE, level: Level::Warning, check: Check::Sentence(check) };

fn check(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    let is_told = matches!(
        passage.setting,
        Setting::Phrase(_)
            | Setting::Instead(_)
            | Setting::Note(_)
            | Setting::Summary(_)
            | Setting::Limitation(_)
            | Setting::Unknown(_)
            | Setting::Caption(_)
            | Setting::TableNote(_)
            | Setting::Body(_)
    );
    let Some(numbers) = Some(sentence).filter(|_| is_told).and_then(|sentence| numbers(context, passage, sentence))
    else {
        return;
    };
    let text = &passage.text[sentence.span.range()];
    let at = |span: Span| Span::new(sentence.span.start + span.start, sentence.span.start + span.end);
    let own = another_time(context, text, &numbers).or_else(|| another_place(context, text, &numbers));
    if let Some((span, message)) = own {
        found.push(problem(passage, at(span), message));
    }
}

/// Returns what the numbers are made of that a sentence prints; none where it prints none, or tells of a claim beside them, whose
/// words have times and places of their own.
fn numbers<'c>(
    context: &'c Context<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
) -> Option<Vec<&'c [Part<'c>]>> {
    let mut numbers = Vec::new();
    for (_, reference) in sentence.references(passage) {
        match reference {
            // What a series found, and where, is of times and places of its own.
            Reference::Figure(_, Facet::First | Facet::Last) => return None,
            Reference::Figure(figure, _) => numbers.push(context.ties().figure(figure)),
            Reference::Claim(claim, Printed::Value(_)) => numbers.push(context.ties().tests(claim).first()?.as_slice()),
            Reference::Claim(_, Printed::Cite) | Reference::Source(_) | Reference::Measure(_) => {}
            _ => return None,
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// Returns the time that is named where no number is of a time that is.
fn another_time(context: &Context<'_>, text: &str, numbers: &[&[Part<'_>]]) -> Option<(Span, String)> {
    // What moves as the data grow is another rule's; a number whose time is not known may be of any.
    let moves = |part: &Part<'_>| part.selection.asked.iter().any(|asked| asked.moving.is_some());
    let is_of_a_time = |part: &Part<'_>| !part.times.is_empty() && part.asks && !moves(part);
    if numbers.iter().any(|parts| parts.is_empty() || !parts.iter().all(is_of_a_time)) {
        return None;
    }
    let times: Vec<When> =
        numbers.iter().flat_map(|parts| parts.iter()).flat_map(|part| part.times.iter().copied()).collect();
    let named = context.language().times_in(text);
    let is_met = |when: When| times.iter().any(|time| meet(when, *time));
    let first = named.iter().find(|named| named.role == Role::During && named.exact)?;
    if named.iter().any(|named| is_met(named.when)) {
        return None;
    }
    let main = numbers.iter().flat_map(|parts| parts.iter()).find_map(|part| part.times.last())?;
    let words = &text[first.span.range()];
    Some((
        first.span,
        format!("the sentence says “{words}”, and the number that it prints is of {}", ties::words(*main)),
    ))
}

/// Returns the place that is named where every number is of another.
fn another_place(context: &Context<'_>, text: &str, numbers: &[&[Part<'_>]]) -> Option<(Span, String)> {
    let parts: Vec<&Part<'_>> = numbers.iter().flat_map(|parts| parts.iter()).collect();
    let datasets: BTreeSet<Key<Dataset>> = parts.iter().map(|part| part.selection.of).collect();
    // Which of several has the most is found, and not chosen.
    if parts.iter().any(|part| part.extreme.is_some() || part.selection.by.is_some()) || datasets.len() != 1 {
        return None;
    }
    let dataset = *datasets.first()?;
    let table = &context.model.datasets[dataset].table;
    let labels = context.ties().labels(context.model, dataset);
    let named: Vec<Label> = names(text, labels, Lexicon::of(context.language()));
    named.iter().filter(|label| label.plain).find_map(|label| {
        let column = *label.columns.first()?;
        let chosen = |part: &Part<'_>| part.selection.filters.iter().any(|filter| filter.column == column);
        if !parts.iter().all(|part| chosen(part)) {
            return None;
        }
        let taken: Vec<&str> = parts.iter().flat_map(|part| labels_of(table, column, &part.rows)).collect();
        let is_taken = |label: &Label| taken.iter().any(|taken| is_written(taken, &label.words));
        let same_column = named.iter().filter(|other| other.columns.contains(&column));
        if taken.is_empty() || same_column.into_iter().any(is_taken) {
            return None;
        }
        let message = format!("the sentence names {}, and the number that it prints is of {}", label.words, taken[0]);
        Some((label.span, message))
    })
}

fn problem(passage: &Passage<'_>, span: Span, message: String) -> Problem {
    FIGURE_OF_ANOTHER_PERIOD_OR_PLACE
        .problem(passage.place(span), message)
        .note("the number is right, and is that of something else than a reader takes it for")
        .help("print the number of what the sentence names, or name what the number is of")
}
