//! A number stands without the words that qualify it where it was said.
#![doc = include_str!("../pages/qualifier-dropped.md")]

use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key};
use crate::number::Number;
use crate::prose::passage::{Passage, Setting};
use crate::prose::sentence::{self, Sentence};
use crate::quantity::Spoken;
use crate::rules::context::Context;
use crate::rules::numbers::amounts::{Named, same_unit, side};
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::{Level, Qualifier};

pub(crate) static RULE: Rule =
    Rule { code: &code::QUALIFIER_DROPPED, level: Level::Error, check: Check::Passage(check) };

/// Below it a number is the same as another by chance.
const TELLING: i64 = 100;

/// A number as it was said.
struct Heard {
    words: String,
    qualifier: Option<Qualifier>,
    place: RegistryPlace,
}

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
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
fn tells(passage: &Passage, number: Number) -> bool {
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
fn heard(context: &Context<'_>, passage: &Passage, spoken: &Spoken, number: Number) -> Option<Heard> {
    if let Some(claim) = passage.claim() {
        let entry = &context.model.claims[claim];
        let own =
            entry.quantity.as_ref().filter(|own| own.exact() == Some(number) && same_unit(own.unit(), spoken.unit));
        if let Some(own) = own {
            let place = entry.place.clone().then("quantity");
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
        let quantity = named.quantity(context)?;
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
        found.push(explained(RULE.problem(place, message)).also(heard.place.into(), "said here"));
    }
}

/// Looks for a doubt that the speaker voices and the statement leaves out.
fn hedge(
    context: &Context<'_>,
    passage: &Passage,
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
    let doubts = sentence::sentences(&said, context.language(), &context.prose.measures);
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
        found.push(explained(RULE.problem(place, message)).also(said.place(sentence.span_of(&range)), "said here"));
    }
}

fn dropped(passage: &Passage, spoken: &Spoken, heard: &Heard) -> Problem {
    let written = &passage.text[spoken.span.range()];
    let message = format!("“{written}” was said as “{}”", heard.words);
    explained(RULE.problem(passage.place(spoken.span), message)).also(heard.place.clone().into(), "registered here")
}

fn explained(problem: Problem) -> Problem {
    problem
        .note("without its qualifier a number says more than its source, and the statement is what others copy")
        .help("say the number with the words that qualify it there")
}
