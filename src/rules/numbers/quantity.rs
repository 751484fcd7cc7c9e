//! Rules on a claim's quantity, against the words around it and what its sources gave.

use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key};
use crate::number::Number;
use crate::outcome::{Outcome, Value};
use crate::prose::passage::{Passage, Setting};
use crate::prose::sentence::Sentence;
use crate::prose::voice::clause;
use crate::quantity::{Quantity, Spoken};
use crate::rules::context::Context;
use crate::rules::numbers::amounts::{Named, same_unit, side};
use crate::rules::printed::{Amount, Beside, QualifiedNumber, beside, shown};
use crate::rules::rule::{Check, Rule};
use crate::text::{RegistryPlace, Span};
use crate::vocabulary::{Level, Qualifier};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&QUALIFIER_DROPPED, &OVER_EXACT_NUMBER];

/// A number stands without the words that qualify it where it was said.
static QUALIFIER_DROPPED: Rule =
    Rule { code: &code::QUALIFIER_DROPPED, level: Level::Error, check: Check::Passage(qualifier_dropped) };

/// Below it a number is the same as another by chance.
const TELLING: i64 = 100;

/// A number as it was said.
struct Heard {
    words: String,
    qualifier: Option<Qualifier>,
    place: RegistryPlace,
}

fn qualifier_dropped(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>], found: &mut Problems) {
    if let Setting::Statement(claim) = passage.setting {
        quantity(context, claim, found);
        hedge(context, passage, sentences, claim, found);
    }
    for sentence in sentences {
        for spoken in sentence.numbers.iter().filter(|spoken| !is_quoted(sentence, spoken)) {
            let Some(number) = spoken.named.filter(|number| tells(passage, *number)) else { continue };
            let heard = heard(context, passage, spoken, number);
            let again = |heard: &Heard| {
                let all = sentences.iter().flat_map(|sentence| &sentence.numbers);
                all.filter(|other| other.named == Some(number)).any(|other| !differs(other.qualifier, heard.qualifier))
            };
            if let Some(heard) = heard.filter(|heard| passage.claim().is_none() || !again(heard)) {
                found.push(dropped(passage, spoken, &heard));
            }
        }
    }
}

/// Returns whether a number is taken for the registered one: any in a claim's own text, elsewhere a large one.
fn tells(passage: &Passage<'_>, number: Number) -> bool {
    passage.claim().is_some() || matches!(passage.setting, Setting::Label(_)) || number.absolute() >= TELLING.into()
}

fn is_quoted(sentence: &Sentence<'_>, spoken: &Spoken) -> bool {
    sentence.words.get(sentence.word_at(spoken.core.start)).is_some_and(|word| word.quoted)
}

/// Returns whether one says less than, or the opposite of, what was said.
fn differs(written: Option<Qualifier>, said: Option<Qualifier>) -> bool {
    match (written.and_then(side), said.and_then(side)) {
        (None, Some(_)) => true,
        (Some(written), Some(said)) => written != said,
        (_, None) => false,
    }
}

/// Returns what a number of a passage was said as, where everything that holds it qualifies it and the passage does not.
fn heard(context: &Context<'_>, passage: &Passage<'_>, spoken: &Spoken, number: Number) -> Option<Heard> {
    if let Some(claim) = passage.claim() {
        let entry = &context.model.claims[claim];
        let is = |own: &Quantity| own.exact() == Some(number) && same_unit(own.unit(), spoken.unit);
        if let Some((which, own)) = entry.stated().find(|(_, own)| is(own)) {
            let place = entry.place.clone().then(which.key());
            let heard = Heard { words: own.words.clone(), qualifier: own.qualifier(), place };
            return differs(spoken.qualifier, own.qualifier()).then_some(heard);
        }
        return said(context, claim, number).filter(|heard| differs(spoken.qualifier, heard.qualifier));
    }
    let all = context.amounts().naming(number);
    if all.is_empty() || matches!(passage.setting, Setting::Definition(_) | Setting::About) {
        return None;
    }
    let briefs = context.prose.briefs_of(passage);
    let own = |named: &&Named| match passage.setting {
        Setting::Label(figure) => **named == Named::Figure(figure),
        _ => named.is_said_in(context.model, &briefs),
    };
    let mut first = None;
    for named in all.iter().filter(own) {
        let quantity = named.quantity(context.model, context.evaluation)?;
        if !same_unit(quantity.unit(), spoken.unit) {
            continue;
        }
        // Somebody says it just so.
        if !differs(spoken.qualifier, quantity.qualifier()) {
            return None;
        }
        first.get_or_insert((*named, quantity));
    }
    let (named, quantity) = first?;
    let place = match named {
        Named::Claim(claim) => context.model.claims[claim].place.clone().then("quantity"),
        Named::Figure(figure) => context.model.figures[figure].place.clone().then("quote"),
    };
    Some(Heard { words: quantity.words.clone(), qualifier: quantity.qualifier(), place })
}

/// Returns how the words of a claim's speaker say a number.
fn said(context: &Context<'_>, claim: Key<Claim>, number: Number) -> Option<Heard> {
    let entry = &context.model.claims[claim];
    entry.places().find_map(|said| {
        let quote = said.told()?;
        let spoken =
            Spoken::all_in(quote, context.language()).into_iter().find(|spoken| spoken.named == Some(number))?;
        let place = said.told_at().within(spoken.span);
        Some(Heard { words: quote[spoken.span.range()].to_owned(), qualifier: spoken.qualifier, place })
    })
}

/// Looks at a claim's quantity beside the words in which it was said.
fn quantity(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some((own, number)) = entry.quantity.as_ref().and_then(|own| own.exact().map(|number| (own, number))) else {
        return;
    };
    let heard = said(context, claim, number).filter(|heard| differs(own.qualifier(), heard.qualifier));
    if let Some(heard) = heard {
        let message = format!("“{}” was said as “{}”", own.words, heard.words);
        let place = entry.place.clone().then("quantity");
        found.push(explained(QUALIFIER_DROPPED.problem(place, message)).also(heard.place.into(), "said here"));
    }
}

/// Looks for a doubt that the speaker voices and the statement leaves out.
fn hedge(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    claim: Key<Claim>,
    found: &mut Problems,
) {
    let entry = &context.model.claims[claim];
    let Some((quote, place)) = entry.places().find_map(|said| Some((said.told()?, said.told_at()))) else { return };
    let keeps = [Term::Doubt, Term::Hedge, Term::Allegation, Term::Open, Term::CommonLikelihood];
    if sentences.iter().any(|sentence| keeps.iter().any(|term| sentence.any(*term).next().is_some())) {
        return;
    }
    let said = Passage::of_quote(quote, place);
    let doubts = context.prose.sentences(&said);
    // What qualifies a number is held against the number.
    let of_a_number = |sentence: &Sentence<'_>, range: &Range<usize>| {
        let span = sentence.span_of(range);
        let named = sentence.numbers.iter().filter(|spoken| spoken.named.is_some());
        named.into_iter().any(|spoken| spoken.span.start <= span.start && span.end <= spoken.span.end)
    };
    let doubt = doubts.iter().find_map(|sentence| {
        sentence.any(Term::Doubt).find(|range| !of_a_number(sentence, range)).map(|range| (sentence, range))
    });
    if let Some((sentence, range)) = doubt {
        let word = sentence.as_written(&range, &said);
        let id = context.model.claims.id(claim);
        let message = format!("claim `{id}` says plainly what was said with “{word}”");
        let place = passage.place(crate::text::Span::new(0, passage.text.len()));
        found.push(
            explained(QUALIFIER_DROPPED.problem(place, message))
                .also(said.place(sentence.span_of(&range)), "said here"),
        );
    }
}

fn dropped(passage: &Passage<'_>, spoken: &Spoken, heard: &Heard) -> Problem {
    let written = &passage.text[spoken.span.range()];
    let message = format!("“{written}” was said as “{}”", heard.words);
    explained(QUALIFIER_DROPPED.problem(passage.place(spoken.span), message))
        .also(heard.place.clone().into(), "registered here")
}

fn explained(problem: Problem) -> Problem {
    problem
        .note("without its qualifier a number says more than its source, and the statement is what others copy")
        .help("say the number with the words that qualify it there")
}

/// A qualifier stands before a number that needs none: it is exact, or has one of its own.
static OVER_EXACT_NUMBER: Rule =
    Rule { code: &code::OVER_EXACT_NUMBER, level: Level::Warning, check: Check::Sentence(over_exact_number) };

fn over_exact_number(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    let numbers: Vec<QualifiedNumber<'_>> = shown(context, passage, sentence).collect();
    if numbers.is_empty() {
        return;
    }
    for Beside { word, qualifier, .. } in beside(context, passage, sentence) {
        let Some(qualifier) = qualifier.filter(|_| !sentence.words[word].quoted) else { continue };
        let Some(number) = numbers.iter().find(|number| number.word == word) else { continue };
        // "June had 30, more than {{ figures.may }}" sets one number against another.
        // "No month has more than {{ figures.highest }}" says how far they all go.
        let compares = matches!(qualifier, Qualifier::MoreThan | Qualifier::LessThan)
            && (numbers.len() > 1 || is_denied(sentence, word));
        if qualifier == Qualifier::About && !is_estimated(sentence, word) {
            continue;
        }
        let what = match number.amount {
            Amount::Said(quantity) if quantity.qualifier().is_some() && qualifier == Qualifier::About => continue,
            Amount::Said(quantity) if !compares && quantity.qualifier().is_some() => {
                "a quantity that has a qualifier of its own"
            }
            Amount::Said(_) if !compares && loosens(qualifier) => "a quantity that was said without one",
            Amount::Worked(outcome, decimals) if !compares && loosens(qualifier) && is_exact(outcome, decimals) => {
                "an exact number"
            }
            _ => continue,
        };
        found.push(problem(passage, sentence, word, what));
    }
}

/// Returns whether "about" says how close a number is: "there were about …"; "an article about …" says what it is of.
fn is_estimated(sentence: &Sentence<'_>, word: usize) -> bool {
    let before = word.checked_sub(2);
    before.is_none_or(|before| sentence.is_by_itself(before, Term::Auxiliary))
}

/// Returns whether a word of denial stands before a number in its clause.
fn is_denied(sentence: &Sentence<'_>, word: usize) -> bool {
    let from = clause(sentence, word);
    sentence.said(Term::Negation).any(|denial| from <= denial.start && denial.end < word)
}

/// Returns whether a qualifier says that a number is not exact; "at least" can be true of an exact count.
fn loosens(qualifier: Qualifier) -> bool {
    use Qualifier::{About, JustOver, LessThan, MoreThan, Nearly};
    matches!(qualifier, MoreThan | JustOver | LessThan | Nearly | About)
}

/// Returns whether all digits of a number are printed.
fn is_exact(outcome: &Outcome, decimals: Option<u32>) -> bool {
    match &outcome.value {
        Value::Number(number) => {
            outcome.withheld.is_none() && number.rounded(outcome.shown_decimals(decimals)) == *number
        }
        _ => false,
    }
}

fn problem(passage: &Passage<'_>, sentence: &Sentence<'_>, word: usize, what: &str) -> Problem {
    let at = sentence.words[word].span;
    let before = sentence.words[word - 1].span;
    let words = &passage.text[before.range()];
    OVER_EXACT_NUMBER
        .problem(passage.place(Span::new(before.start, at.end)), format!("“{words}” stands before {what}"))
        .label("qualifies what follows")
        .note("the printed number says already how much it is, and a second qualifier makes it say something else")
        .help("remove the qualifier, or print a rounder number with `decimals`")
}
