//! The rule on the places, groups and causes of a test, against those of the statement.

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Language, Lexicon, Term};
use crate::model::{Aggregate, Claim, Dataset, Key, Predicate, Test};
use crate::rules::context::Context;
use crate::rules::evidence::sides;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{Does, Extreme, Label, Part, labels_of, names};
use crate::text::{Piece, Place, pieces};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&TEST_OF_ANOTHER_LABEL];

/// A claim's test is of another place, group or cause than its statement names.
static TEST_OF_ANOTHER_LABEL: Rule =
    Rule { code: &code::TEST_OF_ANOTHER_LABEL, level: Level::Error, check: Check::Claim(check) };

/// No more labels than this are named in a message, and a test that chooses more need not have them all named.
const FEW: usize = 3;

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let readings = &context.evaluation.claim(claim).readings;
    let tests = context.model.claims[claim].tests.iter().zip(context.ties().tests(claim));
    for ((test, parts), reading) in tests.zip(readings) {
        let datasets: BTreeSet<Key<Dataset>> = parts.iter().map(|part| part.selection.of).collect();
        let mut another = Vec::new();
        for dataset in datasets {
            let labels = context.ties().labels(context.model, dataset);
            let text = &context.ties().statement(claim).words;
            let named = names(text, labels, Lexicon::of(context.language()));
            let parts: Vec<&Part<'_>> = parts.iter().filter(|part| part.selection.of == dataset).collect();
            let of = Of { context, claim, dataset, parts: &parts };
            another.extend(
                of.unclaimed(&named)
                    .or_else(|| of.another(&named))
                    .or_else(|| of.mixed(&named))
                    .or_else(|| of.nameless(&named)),
            );
        }
        if another.is_empty() {
            let of = (test, parts.as_slice(), reading);
            another.extend(sides::swapped(context, claim, of, &TEST_OF_ANOTHER_LABEL));
        }
        if another.is_empty() {
            another.extend(parts.iter().find_map(|part| unnamed(context, claim, test, part)));
        }
        found.extend(another);
    }
}

/// The selections of a test from one dataset.
struct Of<'a> {
    context: &'a Context<'a>,
    claim: Key<Claim>,
    dataset: Key<Dataset>,
    parts: &'a [&'a Part<'a>],
}

impl Of<'_> {
    /// Returns whether a selection takes rows of a label; of an extreme, rows that have it.
    fn takes(&self, part: &Part<'_>, label: &Label) -> bool {
        let table = &self.context.model.datasets[self.dataset].table;
        let rows = part.extreme_rows(self.context.model);
        let rows = if rows.is_empty() { &part.rows } else { &rows };
        label.columns.iter().any(|column| labels_of(table, *column, rows).iter().any(|of| is_written(of, &label.words)))
    }

    /// Returns whether a label is what the claim says that its test finds.
    fn claims(&self, label: &Label) -> bool {
        let table = &self.context.model.datasets[self.dataset].table;
        let called = |name: &String| {
            let column = |column: &usize| {
                let column = &table.columns[*column];
                column.range(name).is_some_and(|(code, _)| is_written(&column.format(code), &label.words))
            };
            is_written(name, &label.words) || label.columns.iter().any(column)
        };
        self.context.model.claims[self.claim].names.iter().any(called)
    }

    /// Returns the error that every name of the statement is another than those of the test, or of its extreme.
    fn another(&self, named: &[Label]) -> Option<Problem> {
        let is_rival = |part: &&&Part| part.does == Does::Rival && self.parts.len() > 1;
        let parts = || self.parts.iter().filter(|part| !is_rival(part));
        // One name that the test takes is enough of its column: the others may be what it is held against.
        let settled: BTreeSet<usize> = named
            .iter()
            .filter(|label| parts().any(|part| self.takes(part, label)) && !label.is_apart || self.claims(label))
            .flat_map(|label| label.columns.iter().copied())
            .collect();
        let is_other = |label: &&Label| !label.columns.iter().any(|column| settled.contains(column));
        // A common noun (`men`, `cancer`) names what the test chooses among only where it chooses.
        let is_chosen = |label: &&Label| {
            label.is_common()
                && parts().any(|part| part.selection.filters.iter().any(|it| label.columns.contains(&it.column)))
        };
        let mut others = named.iter().filter(is_other);
        let other = others.clone().find(|label| label.plain).or_else(|| others.find(is_chosen))?;
        let column = *other.columns.first()?;
        let part = parts().next()?;
        let extreme = part.extreme_rows(self.context.model);
        let rows = if extreme.is_empty() { &part.rows } else { &extreme };
        let table = &self.context.model.datasets[self.dataset].table;
        let labels = labels_of(table, column, rows);
        if labels.is_empty() {
            return None;
        }
        let takes = shown(&labels);
        let (what, line) = if let (Some(end), [row, ..]) = (part.extreme, extreme.as_slice()) {
            let which = match end {
                Extreme::Least => "least",
                Extreme::Greatest => "greatest",
            };
            (format!("the {which} is that of {takes}"), format!(" (line {})", table.line(*row)))
        } else {
            (format!("the test takes {takes}"), String::new())
        };
        let message = format!("the statement names {}, and {what}{line}", other.words);
        let name = &table.columns[column].name;
        let place = self.context.prose.in_statement(self.claim, other.span);
        let problem = if other.plain {
            TEST_OF_ANOTHER_LABEL.problem(place, message)
        } else {
            TEST_OF_ANOTHER_LABEL.remark(place, message)
        };
        Some(
            problem
                .also(in_test(part, name, column), what)
                .note("the number is right for what is tested, and says nothing about what the statement names")
                .help(format!("choose {} in `where`, or say in the statement what is tested", other.words)),
        )
    }

    /// Returns the error that the statement names labels of the series of which the test asks which, and none of them is among the
    /// names that the claim gives it to find.
    fn unclaimed(&self, named: &[Label]) -> Option<Problem> {
        let entry = &self.context.model.claims[self.claim];
        let table = &self.context.model.datasets[self.dataset].table;
        let part = self.parts.iter().find(|part| part.does == Does::Series && !entry.names.is_empty())?;
        let by = part.selection.by?;
        let of_series = || named.iter().filter(|label| label.plain && label.columns.contains(&by));
        let other = of_series().next().filter(|_| !of_series().any(|label| self.claims(label)))?;
        let claimed: Vec<&str> = entry.names.iter().map(String::as_str).collect();
        let message = format!("the statement names {}, and `names` says {}", other.words, shown(&claimed));
        Some(
            TEST_OF_ANOTHER_LABEL
                .problem(self.context.prose.in_statement(self.claim, other.span), message)
                .also(in_test(part, &table.columns.get(by)?.name, by), "finds a name among these")
                .note("the test is right of what is under `names`, and says nothing about what the statement names")
                .help(format!("write `names: {}`, or correct the statement", other.words)),
        )
    }

    /// Returns the warning that a statement names one label, and a test takes rows that have none.
    fn nameless(&self, named: &[Label]) -> Option<Problem> {
        let table = &self.context.model.datasets[self.dataset].table;
        named.iter().filter(|label| label.plain).find_map(|label| {
            let [column] = label.columns[..] else { return None };
            let asks = |part: &Part| part.selection.filters.iter().any(|filter| filter.column == column);
            let part = self.parts.iter().find(|part| {
                let counts = matches!(part.does, Does::Main | Does::Series) && part.selection.by != Some(column);
                let extreme = part.extreme_rows(self.context.model);
                let rows = if extreme.is_empty() { &part.rows } else { &extreme };
                counts && !asks(part) && !rows.is_empty() && labels_of(table, column, rows).is_empty()
            })?;
            let name = &table.columns[column].name;
            let message = format!("the statement names {}, and the test takes rows that have no `{name}`", label.words);
            Some(
                TEST_OF_ANOTHER_LABEL
                    .remark(self.context.prose.in_statement(self.claim, label.span), message)
                    .also(in_test(part, name, column), format!("no condition chooses {}", label.words))
                    .note("a number for rows without a name is not the number for the one that is named")
                    .help(format!(
                        "choose {} in `where`; labels of merged cells are filled with `fill_down`",
                        label.words
                    )),
            )
        })
    }

    /// Returns the warning that a statement names one label and a test adds up, or averages, several; or that an extreme is
    /// shared.
    fn mixed(&self, named: &[Label]) -> Option<Problem> {
        let table = &self.context.model.datasets[self.dataset].table;
        named.iter().filter(|label| label.plain).find_map(|label| {
            let [column] = label.columns[..] else { return None };
            let name = &table.columns[column].name;
            let place = || self.context.prose.in_statement(self.claim, label.span);
            let said = |of: &str| named.iter().any(|label| is_written(of, &label.words));
            let part = self.parts.iter().find(|part| {
                let apart = part.extreme.is_none() && part.selection.by == Some(column);
                !matches!(part.does, Does::Rival | Does::Base | Does::Divisor) && !apart && self.takes(part, label)
            })?;
            let extreme = part.extreme_rows(self.context.model);
            if !extreme.is_empty() {
                // What is made of ties is said where the names are.
                if self.claims(label) {
                    return None;
                }
                let tied: Vec<&str> = labels_of(table, column, &extreme).into_iter().filter(|of| !said(of)).collect();
                return (!tied.is_empty()).then(|| {
                    let message =
                        format!("the statement names {}, and {} has the same value", label.words, shown(&tied));
                    TEST_OF_ANOTHER_LABEL
                        .remark(place(), message)
                        .also(in_test(part, name, column), "both have it")
                        .note("a place that is shared is not held alone")
                        .help("name both, or say that the place is shared")
                });
            }
            // A whole that a part is held against is of more than the part.
            let mixes = !matches!(part.selection.aggregate, Aggregate::Value(_))
                && !matches!(part.does, Does::Base | Does::Divisor);
            let elsewhere = self
                .parts
                .iter()
                .any(|part| self.takes(part, label) && labels_of(table, column, &part.rows).iter().all(|of| said(of)));
            let labels = labels_of(table, column, &part.rows);
            let others = labels.iter().filter(|of| !said(of)).count();
            (mixes && !elsewhere && others > 0).then(|| {
                let message = format!(
                    "the statement names {}, and the test takes {} different `{name}`",
                    label.words,
                    labels.len()
                );
                TEST_OF_ANOTHER_LABEL
                    .remark(place(), message)
                    .also(in_test(part, name, column), format!("no condition chooses {}", label.words))
                    .note("a number for all of them is not the number for the one that is named")
                    .help(format!(
                        "add `{name}: {}` to `where`, or say in the statement that all are meant",
                        label.words
                    ))
            })
        })
    }
}

/// Returns the warning that a test chooses a label that nothing beside it names.
fn unnamed(context: &Context<'_>, claim: Key<Claim>, test: &Test, part: &Part<'_>) -> Option<Problem> {
    if part.does == Does::Rival {
        return None;
    }
    let model = context.model;
    let dataset = &model.datasets[part.selection.of];
    let labels = context.ties().labels(model, part.selection.of);
    let said = || said_beside(context, claim, test, part);
    let language = context.language();
    part.selection.filters.iter().find_map(|filter| {
        let Predicate::In(codes) = &filter.predicate else { return None };
        let column = dataset.table.columns.get(filter.column).filter(|_| labels.has_column(filter.column))?;
        let all = column.words().count();
        if codes.len() > FEW || codes.len() >= all || !is_of_language(context, claim, column.words()) {
            return None;
        }
        let chosen = codes.iter().map(|code| column.format(*code)).collect::<Vec<_>>();
        // Of most labels nobody need say anything: they are codes.
        let wanted: Vec<&str> =
            chosen.iter().map(|label| &**label).filter(|label| !wants_no_words(label, language)).collect();
        if wanted.len() < chosen.len() || wanted.is_empty() {
            return None;
        }
        // “The two berths that report”: the claim says which of them in its own words.
        let explained = said_of_choice(context, claim, test)
            .iter()
            .any(|text| is_said(&column.name, std::slice::from_ref(text), language));
        if explained {
            return None;
        }
        let said = said();
        let silent: Vec<&str> = wanted.into_iter().filter(|label| !is_said(label, &said, language)).collect();
        if silent.is_empty() || silent.len() < chosen.len() {
            return None;
        }
        let message = format!("the test takes {} alone, and the claim does not say so", shown(&silent));
        Some(
            TEST_OF_ANOTHER_LABEL
                .remark(in_test(part, &column.name, filter.column), message)
                .also(context.prose.in_statement(claim, crate::text::Span::new(0, 0)), "names no such thing")
                .note(format!(
                    "`{}` has {all} different values, and readers take a number to cover all of them",
                    column.name
                ))
                .help("name it in the statement, in `scope` or in the `reading`"),
        )
    })
}

/// Returns all that is said of a test: statement, scope, reading, event, and what its measure, figure and dataset are called.
fn said_beside(context: &Context<'_>, claim: Key<Claim>, test: &Test, part: &Part<'_>) -> Vec<String> {
    let model = context.model;
    let entry = &model.claims[claim];
    let dataset = &model.datasets[part.selection.of];
    let mut texts = vec![context.ties().statement(claim).words.to_string()];
    texts.extend(entry.scope.clone());
    texts.extend(entry.event.clone());
    texts.extend(test.reading.as_ref().map(crate::model::RegistryText::plain_words));
    texts.extend(dataset.title.clone());
    let aggregate = part.selection.aggregate;
    let column = aggregate.column().filter(|_| !matches!(aggregate, Aggregate::Count(_)));
    let measured = column.and_then(|column| dataset.measures.get(column).copied().flatten());
    for measure in measured.into_iter().chain(entry.measure).map(|measure| &model.measures[measure]) {
        texts.push(measure.label.clone());
        texts.extend(measure.unit.clone());
        texts.extend(measure.aliases.iter().cloned());
        texts.extend(measure.definition.clone());
    }
    texts.extend(part.figure.and_then(|figure| model.figures[figure].label.clone()));
    texts.iter().map(|text| text.to_lowercase()).collect()
}

/// Returns the texts in which a claim says what its test chooses, in lower case: the reading and the scope.
fn said_of_choice(context: &Context<'_>, claim: Key<Claim>, test: &Test) -> Vec<String> {
    let reading = test.reading.as_ref().map(crate::model::RegistryText::plain_words);
    reading.into_iter().chain(context.model.claims[claim].scope.clone()).map(|text| text.to_lowercase()).collect()
}

/// Returns whether a label names nothing that a claim would have to say: a code, a word for the whole.
fn wants_no_words(label: &str, language: Language) -> bool {
    let written = pieces(label);
    // Codes are no words: what `AT` or `K21` stands for is written nowhere.
    let is_code = written.iter().any(Piece::is_number)
        || !label.chars().any(char::is_lowercase)
        || label.chars().count() <= 2
        || label.contains('_');
    let words: Vec<&str> = written.iter().filter(|piece| piece.is_word()).map(|piece| &*piece.lower).collect();
    let is_whole = |words: Vec<&str>| Lexicon::of(language).phrases_in(words).any(|(term, _)| term == Term::Whole);
    is_code || words.is_empty() || is_whole(words)
}

/// Returns whether a label is said in some texts in lower case: each of its longer words, or one with the same beginning.
fn is_said(label: &str, texts: &[String], language: Language) -> bool {
    if wants_no_words(label, language) {
        return true;
    }
    let written = pieces(label);
    let words: Vec<&str> = written.iter().filter(|piece| piece.is_word()).map(|piece| &*piece.lower).collect();
    let known: Vec<Piece<'_>> = texts.iter().flat_map(|text| pieces(text)).collect();
    let akin = |word: &str, other: &str| {
        let shared = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        let (length, least) = (word.chars().count(), word.chars().count().min(other.chars().count()));
        shared == length && least == other.chars().count()
            || shared >= 4 && shared + 3 >= length
            || shared >= 3 && shared + 1 >= least && length <= 5
    };
    let long: Vec<&&str> = words.iter().filter(|word| word.chars().count() > 3).collect();
    let wanted: Vec<&&str> = if long.is_empty() { words.iter().collect() } else { long };
    // Of a label of many words, one that is named names it.
    wanted.iter().any(|word| known.iter().any(|other| akin(word, &other.lower)))
}

/// Returns whether the labels of a column may be words of the publication's language: in a language other than that of most
/// published data, only where the claim itself writes one of them.
fn is_of_language<'w>(context: &Context<'_>, claim: Key<Claim>, mut words: impl Iterator<Item = &'w str>) -> bool {
    let text = &context.ties().statement(claim).words;
    context.language().without_region() == Language::ENGLISH || words.any(|word| text.contains(word))
}

/// Returns whether a label is written so, or looks alike: but for the letter that a sentence begins with, for one.
pub(super) fn is_written(label: &str, words: &str) -> bool {
    label == words || crate::text::alike::alike(label, words)
}

/// Returns a few labels in the words of messages.
fn shown(labels: &[&str]) -> String {
    match labels {
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        _ if labels.len() <= FEW => {
            let (last, first) = labels.split_last().map_or(("", &[][..]), |(last, first)| (*last, first));
            format!("{} and {last}", first.join(", "))
        }
        [one, other, rest @ ..] => format!("{one}, {other} and {} others", rest.len()),
        [] => String::new(),
    }
}

fn in_test(part: &Part<'_>, name: &str, column: usize) -> Place {
    let asked = part.selection.filters.iter().any(|filter| filter.column == column);
    if asked { part.place.clone().then("where").then(name).into() } else { part.place.clone().then("of").into() }
}
