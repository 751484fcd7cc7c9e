//! The rule on superlatives that no test stands behind.

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Calculation, Claim, Figure, Key, Operation, TestOf, Trend};
use crate::outcome::Provenance;
use crate::prose::passage::{Passage, Reference, Setting};
use crate::prose::references;
use crate::prose::sentence::{Sentence, WordKind};
use crate::prose::voice::{is_ours, is_said_plainly, overlap};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Level, Standing};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SUPERLATIVE_WITHOUT_TEST];

/// A number is called the highest or lowest, and nothing printed with it tests that.
static SUPERLATIVE_WITHOUT_TEST: Rule =
    Rule { code: &code::SUPERLATIVE_WITHOUT_TEST, level: Level::Warning, check: Check::Passage(check) };

/// How many words behind a superlative may say what it is the most of: `the lowest recorded monthly total`.
const NEAR: usize = 4;

/// How many words may stand between a superlative and what stretches it over all time.
const FAR: usize = 8;

fn check(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>], found: &mut Problems) {
    let kinds = [Term::Superlative, Term::Extreme, Term::Most, Term::Ever];
    let mentions = |sentence: &Sentence<'_>| kinds.iter().any(|kind| sentence.has(*kind));
    // What is not known is no superlative; why it is not, may be said with one.
    let silent = passage.asserts_nothing() && !matches!(passage.setting, Setting::Unknown(_));
    if silent || !sentences.iter().any(mentions) || is_tested(context, passage, sentences) {
        return;
    }
    let printed =
        passage.references.iter().any(|reference| matches!(reference, Reference::Figure(_, _) | Reference::Claim(..)));
    for sentence in sentences.iter().filter(|sentence| mentions(sentence)) {
        let of_number = is_about_number(context, passage, sentence);
        let extreme = |words: &Range<usize>| match of(sentence, words, NEAR) {
            Of::Nothing => of_number,
            Of::Number => of_number || printed,
            Of::Other => false,
        };
        let most = |words: &Range<usize>| of(sentence, words, 1) == Of::Number && (of_number || printed);
        let said = sentence.said(Term::Superlative).chain(of_all_time(sentence));
        let said =
            said.chain(sentence.said(Term::Extreme).filter(extreme)).chain(sentence.said(Term::Most).filter(most));
        let Some(words) = said.filter(|words| is_said_plainly(sentence, words)).min_by_key(|words| words.start) else {
            continue;
        };
        if !is_ours(context.prose, passage, sentence, &words) {
            continue;
        }
        let message = format!("nothing printed here tests “{}”", sentence.as_written(&words, passage));
        found.push(
            SUPERLATIVE_WITHOUT_TEST.problem(passage.place(sentence.span_of(&words)), message)
                .note("a superlative is a statement about every other value; it can turn untrue with the next row of data")
                .help("print a figure with `highest`, `lowest` or `rank`, or a claim with such a test, or say whose word it is"),
        );
    }
}

/// Returns superlatives of all time: `their best year ever`, `the tightest market that the state has ever seen`.
fn of_all_time<'s>(sentence: &'s Sentence<'_>) -> impl Iterator<Item = Range<usize>> + 's {
    sentence.said(Term::SuperlativeForm).filter_map(|form| {
        let near = |ever: &Range<usize>| form.end <= ever.start && ever.start <= form.end + FAR;
        let ever = sentence.said(Term::Ever).filter(near).min_by_key(|ever| ever.start)?;
        let parted = sentence.words[form.end..ever.start].iter().any(|word| word.kind == WordKind::Sign);
        (!parted).then_some(form.start..ever.end)
    })
}

/// Returns whether a sentence speaks of something counted or says a number.
fn is_about_number(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> bool {
    let said = |at: usize| sentence.words.get(sentence.word_at(at)).is_some_and(|word| !word.quoted);
    !sentence.measures.is_empty()
        || sentence.numbers.iter().any(|number| said(number.span.start))
        || !references::measures(context.prose, passage, sentence).is_empty()
}

/// What a superlative is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Nothing follows that says it: `the lowest since 2020`.
    Nothing,
    /// Something counted, a time, or a printed number.
    Number,
    /// Anything else: `the highest court`.
    Other,
}

/// Returns what a superlative is of: what follows within so many words, up to a sign or a word of relation.
fn of(sentence: &Sentence<'_>, words: &Range<usize>, near: usize) -> Of {
    let ends = |at: usize| {
        let sign = sentence.words[at].kind == WordKind::Sign;
        let relation = [Term::When, Term::AttributionBefore].into_iter().flat_map(|term| sentence.said(term));
        sign || relation.into_iter().any(|range| range.start == at)
    };
    let last = (words.end + near).min(sentence.words.len());
    let next = words.end..(words.end..last).find(|at| ends(*at)).unwrap_or(last);
    if next.is_empty() {
        return Of::Nothing;
    }
    let counted = [Term::Countable, Term::Length, Term::Magnitude, Term::Month];
    let named = counted.iter().any(|term| sentence.said(*term).any(|range| overlap(&range, &next)));
    let printed = sentence.words[next.clone()].iter().any(|word| matches!(word.kind, WordKind::Printed(_)));
    let measure = sentence.measures.iter().any(|(_, range)| overlap(range, &next));
    if named || printed || measure { Of::Number } else { Of::Other }
}

/// Returns whether something printed in the passage, or the entry in whose text it stands, tests an extreme.
fn is_tested(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>]) -> bool {
    let printed =
        sentences.iter().flat_map(|sentence| sentence.references(passage)).any(|(_, reference)| match reference {
            Reference::Figure(figure, _) => is_extreme(context, figure),
            Reference::Claim(claim, _) => tests(context, claim),
            _ => false,
        });
    let own = match passage.setting {
        Setting::Label(figure) => is_extreme(context, figure),
        _ => passage.claim().is_some_and(|claim| tests(context, claim)),
    };
    printed || own
}

/// Returns whether a claim's test is of an extreme, and bears it out.
fn tests(context: &Context<'_>, claim: Key<Claim>) -> bool {
    let holds = context.evaluation.claim(claim).standing == Standing::Established;
    context.model.claims[claim].tests.iter().any(|test| {
        let of = match &test.of {
            TestOf::Figure(figure) => is_extreme(context, *figure),
            TestOf::Inline(calculation) => {
                let base = match &**calculation {
                    Calculation::Derive(operation) => operation.number_and_base().map(|(_, base)| base),
                    Calculation::Select(_) | Calculation::Quote(_) => None,
                };
                calculates_extreme(calculation) || base.is_some_and(|base| is_extreme(context, base))
            }
        };
        of || holds && matches!(test.trend, Some(Trend::ExtremeSince(..) | Trend::Record(_)))
    })
}

/// Returns whether a figure is an extreme, or made from one.
fn is_extreme(context: &Context<'_>, figure: Key<Figure>) -> bool {
    let mut open = vec![figure];
    // Figures are no circles; this is how deep one may be made of others.
    for _ in 0..16 {
        if open.iter().any(|figure| calculates_extreme(&context.model.figures[*figure].calculation)) {
            return true;
        }
        let parts = open.iter().filter_map(|figure| match &context.evaluation.figure(*figure)?.trace {
            Provenance::Figures(parts) => Some(parts.as_slice()),
            _ => None,
        });
        open = parts.flatten().copied().collect();
        if open.is_empty() {
            break;
        }
    }
    false
}

fn calculates_extreme(calculation: &Calculation) -> bool {
    match calculation {
        Calculation::Select(selection) => selection.aggregate.is_extreme(),
        Calculation::Derive(operation) => matches!(
            operation,
            Operation::Rank { .. }
                | Operation::Which(_)
                | Operation::Lowest(_)
                | Operation::Highest(_)
                | Operation::Run(..)
                | Operation::LastRun(..)
                | Operation::Since(..)
        ),
        Calculation::Quote(_) => false,
    }
}
