//! The rule on parts that are greater than their whole.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Calculation, Claim, Figure, Key, Measure, Operation, Unit};
use crate::number::Number;
use crate::outcome::{Outcome, Value};
use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::sentence::Sentence;
use crate::prose::{contrast, references};
use crate::quantity::{Bounds, Quantity, SaidUnit, Spoken};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Counts, Level, Qualifier};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&PART_GREATER_THAN_WHOLE];

/// A part is greater than its whole.
static PART_GREATER_THAN_WHOLE: Rule = Rule {
    code: &code::PART_GREATER_THAN_WHOLE,
    level: Level::Error,
    check: Check::Several(&[
        Check::Figure(check_figure),
        Check::Project(check_project),
        Check::Sentence(check_sentence),
    ]),
};

/// A share above this is of no whole.
const WHOLE: i64 = 100;

fn check_figure(context: &Context<'_>, figure: Key<Figure>, found: &mut Problems) {
    let figures = &context.model.figures;
    let Calculation::Derive(operation) = &figures[figure].calculation else { return };
    let Some(Value::Number(number)) = context.evaluation.figure(figure).map(|outcome| &outcome.value) else { return };
    if number.absolute() <= WHOLE.into() {
        return;
    }
    let id = figures.id(figure);
    let (key, message, help) = match operation {
        Operation::Share { part, whole } => (
            "share",
            format!(
                "figure `{id}` is a share of over 100 %: `{}` is greater than `{}`",
                figures.id(*part),
                figures.id(*whole)
            ),
            "swap `part` and `whole`, or write a `ratio`",
        ),
        Operation::Points { from, to } => (
            "points",
            format!(
                "figure `{id}` is of over 100 percentage points, from `{}` to `{}`",
                figures.id(*from),
                figures.id(*to)
            ),
            "check that both are shares, or write a `change`",
        ),
        _ => return,
    };
    found.push(
        PART_GREATER_THAN_WHOLE
            .problem(figures[figure].place.clone().then(key), message)
            .note("what is greater than the whole is not a part of it")
            .help(help),
    );
}

fn check_project(context: &Context<'_>, found: &mut Problems) {
    let claims = &context.model.claims;
    let mut parts: BTreeMap<Key<Claim>, Vec<Key<Claim>>> = BTreeMap::new();
    for (key, _, claim) in claims.iter() {
        if let Some(whole) = claim.part_of {
            parts.entry(whole).or_default().push(key);
        }
    }
    for (whole, parts) in parts {
        let Some((most, words)) = counted(context, whole).and_then(|said| Some((said.hard.high?, &said.words))) else {
            continue;
        };
        let mut alone = true;
        for part in &parts {
            let Some(said) = counted(context, *part).filter(|_| count_alike(context, *part, whole)) else { continue };
            if said.hard.low.is_some_and(|low| low.0 > most.0 || low.0 == most.0 && !(low.1 && most.1)) {
                alone = false;
                report(context, *part, whole, &format!("says “{}” and its whole “{words}”", said.words), found);
            }
        }
        let alike: Vec<_> = parts.iter().copied().filter(|part| count_alike(context, *part, whole)).collect();
        let apart = apart(context, &alike);
        let sum = Number::sum(apart.iter().filter_map(|part| Some(counted(context, *part)?.hard.low?.0)));
        if let (true, Some(last), Ok(sum)) = (alone && apart.len() > 1, apart.last(), sum)
            && sum > most.0
        {
            let message = format!("and the other parts come to at least {sum}, and their whole says “{words}”");
            report(context, *last, whole, &message, found);
        }
    }
}

fn report(context: &Context<'_>, part: Key<Claim>, whole: Key<Claim>, what: &str, found: &mut Problems) {
    let claims = &context.model.claims;
    found.push(
        PART_GREATER_THAN_WHOLE
            .problem(claims[part].place.clone().then("quantity"), format!("claim `{}` {what}", claims.id(part)))
            .also(claims[whole].place.clone().then("quantity").into(), format!("the whole, `{}`", claims.id(whole)))
            .note("one of the numbers, or `part_of`, is wrong")
            .help("check both quantities at their source"),
    );
}

/// Returns whether two claims count things of one kind: of ten persons there may be forty cases.
fn count_alike(context: &Context<'_>, one: Key<Claim>, other: Key<Claim>) -> bool {
    let counts = |claim| context.views.measure_of(claim).map(|measure| &context.model.measures[measure].counts);
    counts(one).zip(counts(other)).is_none_or(|(one, other)| one == other)
}

/// Returns how much a claim says, where it counts things and not a share of them.
fn counted<'s>(context: &'s Context<'_>, claim: Key<Claim>) -> Option<&'s Quantity> {
    context.model.claims[claim]
        .quantity
        .as_ref()
        .filter(|said| matches!(said.unit(), SaidUnit::Plain | SaidUnit::Money(_)))
}

/// Returns the parts of one measure that cannot overlap: each of another place or group, or of another time.
fn apart(context: &Context<'_>, parts: &[Key<Claim>]) -> Vec<Key<Claim>> {
    let claims = &context.model.claims;
    let measure = |part: Key<Claim>| -> Option<Key<Measure>> { claims[part].measure };
    let mut chosen: Vec<Key<Claim>> = Vec::new();
    for part in parts.iter().filter(|part| counted(context, **part).is_some()) {
        let apart_from = |other: &Key<Claim>| {
            let (a, b) = (&claims[*part], &claims[*other]);
            let scopes = a.scope.as_ref().zip(b.scope.as_ref()).is_some_and(|(a, b)| a != b);
            let periods = a.period.as_ref().zip(b.period.as_ref()).is_some_and(|(a, b)| !a.overlaps(b));
            measure(*part) == measure(*other) && (scopes && a.period == b.period || periods)
        };
        if chosen.iter().all(apart_from) {
            chosen.push(*part);
        }
    }
    chosen
}

/// “27 victims, including 40 children”.
fn check_sentence(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    if !sentence.has(Term::Including) || contrast::asks(sentence) {
        return;
    }
    for (whole, part) in included(context, passage, sentence) {
        found.push(
            PART_GREATER_THAN_WHOLE
                .problem(passage.place(sentence.span_of(&part)), "a part is greater than what it is included in")
                .also(passage.place(sentence.span_of(&whole)), "the whole")
                .note("one of the numbers is wrong, or counts something else")
                .help("check both numbers at their source, or say what else the second one counts"),
        );
    }
}

/// A number in a sentence, printed or written.
struct Included<'s> {
    words: Range<usize>,
    bounds: Bounds,
    unit: SaidUnit,
    /// What one of it is; none where the words alone say it.
    counts: Option<&'s Counts>,
}

/// Returns the words of every two numbers of which the second is included in the first and cannot be.
fn included(
    context: &Context<'_>,
    passage: &Passage<'_>,
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

fn numbers<'s>(context: &'s Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Included<'s>> {
    let counts = |reference| {
        references::of_reference(context.prose, reference)
            .first()
            .map(|measure| &context.model.measures[*measure].counts)
    };
    let printed = sentence.references(passage).filter_map(|(at, reference)| {
        let (bounds, unit) = match reference {
            Reference::Figure(_, facet) | Reference::Claim(_, Printed::Value(facet)) if facet.is_end() => return None,
            Reference::Figure(figure, _) => of_outcome(context.evaluation.figure(figure)?)?,
            Reference::Claim(claim, Printed::Quantity) => {
                let quantity = context.model.claims[claim].quantity.as_ref()?;
                (quantity.hard, quantity.unit())
            }
            Reference::Claim(claim, Printed::Value(_)) => of_outcome(context.evaluation.claim(claim).value()?)?,
            _ => return None,
        };
        Some(Included { words: at..at + 1, bounds, unit, counts: counts(reference) })
    });
    let written = sentence.numbers.iter().filter_map(|spoken| {
        let words = sentence.word_at(spoken.span.start)..sentence.word_at(spoken.span.end);
        let dated = sentence.any(Term::When).chain(sentence.any(Term::Month)).any(|it| it.end == words.start);
        (!dated).then_some(Included { words, bounds: of_spoken(spoken)?, unit: spoken.unit, counts: None })
    });
    let mut all: Vec<Included<'s>> = printed.chain(written).collect();
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
        Value::Number(number) => Some((Bounds::only(*number), unit)),
        Value::Quoted(quantity) => Some((quantity.hard, quantity.unit())),
        Value::Series(_) | Value::Name(_) => None,
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
