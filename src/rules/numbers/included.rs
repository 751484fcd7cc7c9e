//! Numbers that a sentence includes in others: `27 victims, including 10 children`.

use std::ops::Range;

use crate::evaluate::{Outcome, Unit, Valued};
use crate::language::Term;
use crate::quantity::{Bounds, SaidUnit, Spoken};
use crate::vocabulary::{Counts, Qualifier};

use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::references;
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;

/// A number in a sentence, printed or written.
struct Number<'s> {
    words: Range<usize>,
    bounds: Bounds,
    unit: SaidUnit,
    /// What one of it is; none where the words alone say it.
    counts: Option<&'s Counts>,
}

/// Returns the words of every two numbers of which the second is included in the first and cannot be.
pub(crate) fn pairs(
    context: &Context<'_>,
    passage: &Passage,
    sentence: &Sentence<'_>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let numbers = numbers(context, passage, sentence);
    let included = sentence.said(Term::Including).filter_map(|including| {
        let whole = numbers.iter().rev().find(|number| number.words.end <= including.start)?;
        let part = numbers.iter().find(|number| number.words.start >= including.end)?;
        let ends = |text: &str| matches!(text, ";" | ":" | "." | "?" | "!");
        let one = !sentence.words[whole.words.end..part.words.start].iter().any(|word| ends(&word.text));
        let close = part.words.start - including.end <= 1 && one;
        // Of five families there may be twelve children.
        let holds_several =
            sentence.said(Term::Group).any(|group| group.start >= whole.words.end && group.end <= including.start);
        let comparable = whole.unit == part.unit && (part.counts.is_none() || part.counts == whole.counts);
        let up_to = Bounds { low: None, high: whole.bounds.high };
        let cannot = close && comparable && !holds_several && !part.bounds.overlap(&up_to);
        cannot.then(|| (whole.words.clone(), part.words.clone()))
    });
    included.collect()
}

fn numbers<'s>(context: &'s Context<'_>, passage: &Passage, sentence: &Sentence<'_>) -> Vec<Number<'s>> {
    let counts = |reference| {
        references::of_reference(context.prose, reference)
            .first()
            .map(|measure| &context.model.measures[*measure].counts)
    };
    let printed = sentence.references(passage).filter_map(|(at, reference)| {
        let (bounds, unit) = match reference {
            Reference::Figure(figure) => of_outcome(context.evaluation.figure(figure)?)?,
            Reference::Claim(claim, Printed::Quantity) => {
                let quantity = context.model.claims[claim].quantity.as_ref()?;
                (quantity.hard, quantity.unit())
            }
            Reference::Claim(claim, Printed::Value) => of_outcome(context.evaluation.claim(claim).value()?)?,
            _ => return None,
        };
        Some(Number { words: at..at + 1, bounds, unit, counts: counts(reference) })
    });
    let written = sentence.numbers.iter().filter_map(|spoken| {
        let words = sentence.word_at(spoken.span.start)..sentence.word_at(spoken.span.end);
        let dated = sentence.any(Term::When).chain(sentence.any(Term::Month)).any(|it| it.end == words.start);
        (!dated).then_some(Number { words, bounds: of_spoken(spoken)?, unit: spoken.unit, counts: None })
    });
    let mut all: Vec<Number<'s>> = printed.chain(written).collect();
    all.sort_by_key(|number| number.words.start);
    all
}

fn of_outcome(outcome: &Outcome) -> Option<(Bounds, SaidUnit)> {
    let unit = match outcome.unit {
        Unit::Of(_) | Unit::Plain => SaidUnit::Plain,
        Unit::Percent => SaidUnit::Percent,
        Unit::Points => SaidUnit::Points,
        Unit::Times | Unit::Rank | Unit::Steps => return None,
    };
    match &outcome.value {
        Valued::Number(number) => Some((Bounds::only(*number), unit)),
        Valued::Quoted(quantity) => Some((quantity.hard, quantity.unit())),
        Valued::Series(_) => None,
    }
}

fn of_spoken(spoken: &Spoken) -> Option<Bounds> {
    let at = spoken.named?;
    Some(match spoken.qualifier {
        None | Some(Qualifier::Exactly) => Bounds::only(at),
        Some(Qualifier::LessThan | Qualifier::AtMost | Qualifier::UpTo | Qualifier::Nearly) => {
            Bounds { low: None, high: Some((at, true)) }
        }
        Some(Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::JustOver) => {
            Bounds { low: Some((at, true)), high: None }
        }
        // Near is no bound to hold anything against.
        Some(Qualifier::About) => return None,
    })
}
