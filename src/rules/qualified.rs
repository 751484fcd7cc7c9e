//! What a sentence prints by name, each with the qualifier and the unit that the words beside it say: `nearly {{ figures.x }}`,
//! `{{ figures.x }} percent`.

use crate::evaluate::{Outcome, Valued};
use crate::model::{Claim, Figure, Key};
use crate::quantity::{Quantity, SaidUnit, Spoken};
use crate::vocabulary::{Direction, Qualifier};

use crate::prose::passage::{PRINTED, Passage, Printed, Reference};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;

/// A number that a sentence prints by name.
pub(crate) struct Shown<'a> {
    /// Which word of the sentence it is.
    pub(crate) word: usize,
    /// By which name.
    pub(crate) reference: Reference,
    /// What it says.
    pub(crate) amount: Amount<'a>,
}

/// What a printed number says.
#[derive(Clone, Copy)]
pub(crate) enum Amount<'a> {
    /// A number worked out, with the figure's own decimals.
    Worked(&'a Outcome, Option<u32>),
    /// Somebody's words.
    Said(&'a Quantity),
}

/// Returns the numbers that a sentence prints by name.
pub(crate) fn shown<'a>(
    context: &Context<'a>,
    passage: &'a Passage,
    sentence: &'a Sentence<'_>,
) -> impl Iterator<Item = Shown<'a>> {
    let context = (context.model, context.evaluation);
    sentence.references(passage).filter_map(move |(word, reference)| {
        let amount = match reference {
            Reference::Figure(figure) => of_figure(context, figure)?,
            Reference::Claim(claim, Printed::Value) => of_value(context, claim)?,
            Reference::Claim(claim, Printed::Quantity) => Amount::Said(context.0.claims[claim].quantity.as_ref()?),
            _ => return None,
        };
        Some(Shown { word, reference, amount })
    })
}

type Known<'a> = (&'a crate::model::Model, &'a crate::evaluate::Evaluation);

fn of_figure((model, evaluation): Known<'_>, figure: Key<Figure>) -> Option<Amount<'_>> {
    let outcome = evaluation.figure(figure)?;
    Some(match &outcome.value {
        Valued::Quoted(quantity) => Amount::Said(quantity),
        _ => Amount::Worked(outcome, model.figures[figure].decimals),
    })
}

fn of_value((model, evaluation): Known<'_>, claim: Key<Claim>) -> Option<Amount<'_>> {
    let assessment = evaluation.claim(claim);
    let index = assessment.readings.iter().position(|reading| reading.outcome.is_some())?;
    match model.claims[claim].tests.get(index).map(|test| &test.of) {
        Some(crate::model::TestOf::Figure(figure)) => of_figure((model, evaluation), *figure),
        _ => Some(Amount::Worked(assessment.readings[index].outcome.as_ref()?, None)),
    }
}

/// The words beside a thing that a sentence prints.
pub(crate) struct Beside {
    /// Which word of the sentence is printed.
    pub(crate) word: usize,
    /// How they qualify it.
    pub(crate) qualifier: Option<Qualifier>,
    /// What they say is counted.
    pub(crate) unit: SaidUnit,
    /// Which way they say that something went.
    pub(crate) direction: Option<Direction>,
    /// The word before it and its qualifier.
    pub(crate) before: String,
}

/// Returns, for each thing printed in a sentence, the qualifier, unit and direction of the words beside it.
pub(crate) fn beside(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>) -> Vec<Beside> {
    // A number takes the place of each, as many bytes long, and is read as any other.
    const STANDS_IN: &str = "777";
    const { assert!(STANDS_IN.len() == PRINTED.len_utf8()) };
    let text = passage.text[sentence.span.range()].replace(PRINTED, STANDS_IN);
    let all = Spoken::all_in(&text, context.language());
    let of = |spoken: &Spoken| {
        let at = sentence.word_at(spoken.core.start + sentence.span.start);
        let word = sentence.words.get(at)?;
        let printed = matches!(word.kind, crate::prose::sentence::WordKind::Printed(_));
        let before = text[..spoken.span.start].trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
        let Spoken { qualifier, unit, direction, .. } = *spoken;
        printed.then_some(Beside { word: at, qualifier, unit, direction, before })
    };
    all.iter().filter_map(of).collect()
}
