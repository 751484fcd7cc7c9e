//! Rules on a printed value, against the words beside it.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key, Measure, Unit};
use crate::number::Number;
use crate::outcome::{Outcome, Provenance, Sign, Span as Stretch, Value, span_of, span_of_claim};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::quantity::{InWords, Judgement, Quantity, SaidUnit, Spoken, words_in};
use crate::rules::context::Context;
use crate::rules::numbers::from_to::{self, Turned};
use crate::rules::printed::{Amount, QualifiedNumber, beside, shown};
use crate::rules::rule::{Check, Rule};
use crate::text::{Place, Span};
use crate::view::direction;
use crate::vocabulary::{Counts, Direction, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&QUANTITY_AGAINST_VALUE, &PERCENT_FOR_POINTS, &DIRECTION_AGAINST_VALUE];

/// A sentence says a quantity and prints a number that contradicts it.
static QUANTITY_AGAINST_VALUE: Rule =
    Rule { code: &code::QUANTITY_AGAINST_VALUE, level: Level::Error, check: Check::Sentence(quantity_against_value) };

/// What makes it honest that two numbers of one thing differ.
const OPEN_QUANTITY: [Term; 4] = [Term::Contrast, Term::Attribution, Term::Definition, Term::Open];

/// A quantity in words that a sentence says.
struct Told<'a> {
    quantity: &'a Quantity,
    at: Span,
    claim: Option<Key<Claim>>,
    measure: Option<Key<Measure>>,
    stretch: Option<Stretch>,
}

fn quantity_against_value(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    let asks = sentence.words.last().is_some_and(|word| &*word.text == "?");
    if asks || sentence.references(passage).next().is_none() || OPEN_QUANTITY.iter().any(|term| sentence.has(*term)) {
        return;
    }
    let numbers: Vec<QualifiedNumber<'_>> = shown(context, passage, sentence).collect();
    let is_worked = |number: &&QualifiedNumber<'_>| matches!(number.amount, Amount::Worked(..));
    if !numbers.iter().any(|number| is_worked(&number)) {
        return;
    }
    in_other_words(context, passage, sentence, &numbers, found);
    let told = told(context, passage, sentence, &numbers);
    for number in numbers.iter().filter(is_worked) {
        let Amount::Worked(outcome, decimals) = number.amount else { continue };
        let Value::Number(value) = outcome.value else { continue };
        if outcome.withheld.is_some() {
            continue;
        }
        for told in told.iter().filter(|told| is_of_the_same(context, told, number, outcome)) {
            if context.views.judge(told.quantity, outcome, value) == Some(Judgement::Fails) {
                let printed = context.views.amount(value, outcome.unit, outcome.shown_decimals(decimals));
                found.push(another_value(passage, sentence, told, number.word, &printed));
            }
        }
    }
}

/// Finds words of how much before a printed value that say something else of it: “more than half, {{ value }}”.
fn in_other_words(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    numbers: &[QualifiedNumber<'_>],
    found: &mut Problems,
) {
    let said = words_in(&passage.text, context.language());
    for number in numbers {
        let (Amount::Worked(outcome, decimals), Reference::Claim(_, Printed::Value(_))) =
            (number.amount, number.reference)
        else {
            continue;
        };
        let Value::Number(value) = outcome.value else { continue };
        let at = sentence.words[number.word].span;
        let leads = |said: &&InWords| {
            let between = passage.text.get(said.span.end..at.start).unwrap_or_default().trim();
            matches!(between, "," | "(" | ":" | "–" | "—")
        };
        let Some(said) = said.iter().find(leads).filter(|_| outcome.withheld.is_none()) else { continue };
        if context.views.judge(&said.quantity, outcome, value) == Some(Judgement::Fails) {
            let printed = context.views.amount(value, outcome.unit, outcome.shown_decimals(decimals));
            let told = Told { quantity: &said.quantity, at: said.span, claim: None, measure: None, stretch: None };
            found.push(another_value(passage, sentence, &told, number.word, &printed));
        }
    }
}

/// Returns the quantities in words that a sentence says: printed ones, and the own one of a claim in whose text it stands.
fn told<'a>(
    context: &Context<'a>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    numbers: &[QualifiedNumber<'a>],
) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for number in numbers {
        let Amount::Said(quantity) = number.amount else { continue };
        let at = sentence.words[number.word].span;
        told.push(match number.reference {
            Reference::Claim(claim, _) => of_claim(context, quantity, at, claim),
            Reference::Figure(figure, _) => Told {
                quantity,
                at,
                claim: None,
                measure: context.evaluation.figure(figure).and_then(|outcome| outcome.measures.first().copied()),
                stretch: span_of(context.model, context.evaluation, figure),
            },
            _ => continue,
        });
    }
    if let Some(claim) = passage.claim()
        && let Some(own) = &context.model.claims[claim].quantity
        && let Some(spoken) = sentence.numbers.iter().find(|it| it.named.is_some() && it.named == own.exact())
    {
        told.push(of_claim(context, own, spoken.span, claim));
    }
    told
}

fn of_claim<'a>(context: &Context<'a>, quantity: &'a Quantity, at: Span, claim: Key<Claim>) -> Told<'a> {
    let measure = context.views.measure_of(claim);
    let stretch = span_of_claim(context.model, context.evaluation, claim);
    Told { quantity, at, claim: Some(claim), measure, stretch }
}

/// Returns whether a quantity and a number speak of the same thing at the same time, in the same unit.
fn is_of_the_same(context: &Context<'_>, told: &Told<'_>, number: &QualifiedNumber<'_>, outcome: &Outcome) -> bool {
    let unit = match (told.quantity.unit(), outcome.unit) {
        (SaidUnit::Plain, Unit::Of(measure)) => !matches!(context.model.measures[measure].counts, Counts::Share),
        (SaidUnit::Money(_), Unit::Of(measure)) => context.model.measures[measure].counts == Counts::Amount,
        (SaidUnit::Percent, Unit::Percent) | (SaidUnit::Points, Unit::Points) | (SaidUnit::Times, Unit::Times) => true,
        _ => false,
    };
    if !unit {
        return false;
    }
    let stretch = match number.reference {
        // The tested number of the same claim is what its quantity is held against.
        Reference::Claim(claim, Printed::Value(_)) if told.claim == Some(claim) => return true,
        Reference::Claim(claim, _) => span_of_claim(context.model, context.evaluation, claim),
        Reference::Figure(figure, _) => span_of(context.model, context.evaluation, figure),
        _ => None,
    };
    // A share or change is of whatever it was made from; only a count is known to be of the same thing.
    let counted = matches!(outcome.unit, Unit::Of(measure) if told.measure == Some(measure));
    counted && is_whole(outcome) && stretch.is_some() && stretch == told.stretch
}

/// Returns whether a number counts all of its measure in its time: a part of it does not contradict the whole.
fn is_whole(outcome: &Outcome) -> bool {
    match &outcome.trace {
        Provenance::Cells { only: Some(_), .. } => true,
        Provenance::Cells { selection, .. } => {
            matches!(selection.aggregate, crate::model::Aggregate::Sum(_) | crate::model::Aggregate::Value(_))
        }
        _ => false,
    }
}

fn another_value(
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    told: &Told<'_>,
    word: usize,
    printed: &str,
) -> Problem {
    let words = &told.quantity.words;
    let other = sentence.words[word].span;
    let span = Span::new(told.at.start.min(other.start), told.at.end.max(other.end));
    QUANTITY_AGAINST_VALUE
        .problem(passage.place(span), format!("the sentence says “{words}” and prints {printed}"))
        .note("both are of the same measure and time, and one of them is not so")
        .help("say whose words they are, set the two against each other, or correct the quantity")
}

/// Percentage points are called percent, or percent percentage points.
static PERCENT_FOR_POINTS: Rule =
    Rule { code: &code::PERCENT_FOR_POINTS, level: Level::Error, check: Check::Sentence(percent_for_points) };

fn percent_for_points(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    if let Some(claim) = passage.claim() {
        in_claim(context, passage, sentence, claim, found);
    }
    if sentence.references(passage).next().is_none() {
        return;
    }
    let mut said = None;
    for number in shown(context, passage, sentence) {
        let Some(unit) = unit_of(number.amount) else { continue };
        let said = said.get_or_insert_with(|| beside(context, passage, sentence));
        let called = said.iter().find(|beside| beside.word == number.word).map(|beside| beside.unit);
        if called.is_some_and(|called| is_mixed(called, unit) && says_so(sentence, number.word)) {
            found.push(behind(passage, sentence, number.word + 1, unit));
        }
        for spoken in sentence.numbers.iter().filter(|spoken| is_mixed(spoken.unit, unit)) {
            if spoken.named.is_some() && spoken.named == number_of(number.amount) {
                found.push(percent_problem(passage.place(spoken.span), &passage.text[spoken.span.range()], unit));
            }
        }
    }
}

/// Looks at a claim's own text beside its quantity, and at its quantity beside the words in which it was said.
fn in_claim(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    claim: Key<Claim>,
    found: &mut Problems,
) {
    let entry = &context.model.claims[claim];
    let Some(own) = &entry.quantity else { return };
    let Some(unit) = Some(own.unit()).filter(|unit| matches!(unit, SaidUnit::Percent | SaidUnit::Points)) else {
        return;
    };
    for spoken in sentence.numbers.iter().filter(|spoken| spoken.named.is_some() && spoken.named == own.exact()) {
        if is_mixed(spoken.unit, unit) {
            found.push(percent_problem(passage.place(spoken.span), &passage.text[spoken.span.range()], unit));
        }
    }
    let is_first = matches!(passage.setting, Setting::Statement(_)) && sentence.span.start == 0;
    for quote in entry.told().filter(|_| is_first) {
        let all = Spoken::all_in(quote, context.language());
        let other = all.iter().find(|spoken| spoken.named == own.exact() && is_mixed(spoken.unit, unit));
        if let Some(other) = other {
            found.push(percent_problem(entry.place.clone().then("quantity").into(), &own.words, other.unit));
        }
    }
}

fn unit_of(amount: Amount<'_>) -> Option<SaidUnit> {
    match amount {
        Amount::Worked(Outcome { unit: Unit::Points, .. }, _) => Some(SaidUnit::Points),
        Amount::Worked(Outcome { unit: Unit::Percent, .. }, _) => Some(SaidUnit::Percent),
        Amount::Worked(..) => None,
        Amount::Said(quantity) => Some(quantity.unit()).filter(|it| matches!(it, SaidUnit::Percent | SaidUnit::Points)),
    }
}

fn number_of(amount: Amount<'_>) -> Option<Number> {
    match amount {
        Amount::Worked(outcome, decimals) => match &outcome.value {
            Value::Number(number) => Some(number.absolute().rounded(outcome.shown_decimals(decimals))),
            _ => None,
        },
        Amount::Said(quantity) => quantity.exact(),
    }
}

fn is_mixed(one: SaidUnit, other: SaidUnit) -> bool {
    matches!((one, other), (SaidUnit::Percent, SaidUnit::Points) | (SaidUnit::Points, SaidUnit::Percent))
}

/// Returns whether the words behind a number are its unit: "points" before another word may be a verb.
fn says_so(sentence: &Sentence<'_>, word: usize) -> bool {
    use crate::language::Term::{Percent, Points};
    use crate::prose::sentence::WordKind::Letters;
    let unit = |range: &std::ops::Range<usize>| range.start == word + 1;
    sentence.any(Percent).any(|range| unit(&range))
        || sentence
            .any(Points)
            .filter(unit)
            .any(|range| range.len() > 1 || sentence.words.get(range.end).is_none_or(|next| next.kind != Letters))
}

fn behind(passage: &Passage<'_>, sentence: &Sentence<'_>, word: usize, unit: SaidUnit) -> Problem {
    use crate::language::Term::{Percent, Points};
    let terms = sentence.any(Percent).chain(sentence.any(Points)).filter(|range| range.start == word);
    let words = terms.max_by_key(std::ops::Range::len).unwrap_or(word..word + 1);
    let message = format!("“{}” stands behind a number of {}", sentence.as_written(&words, passage), names(unit).0);
    explained(PERCENT_FOR_POINTS.problem(passage.place(sentence.span_of(&words)), message))
}

fn percent_problem(place: Place, words: &str, unit: SaidUnit) -> Problem {
    let (is, called) = names(unit);
    explained(PERCENT_FOR_POINTS.problem(place, format!("“{words}” calls {is} {called}")))
}

/// Returns the name of a unit, and of the one it is mistaken for.
fn names(unit: SaidUnit) -> (&'static str, &'static str) {
    match unit {
        SaidUnit::Points => ("percentage points", "percent"),
        _ => ("percent", "percentage points"),
    }
}

fn explained(problem: Problem) -> Problem {
    problem
        .note("from 10 to 15 percent it is 5 percentage points, and 50 percent more")
        .help("say the unit that was worked out or said; a printed number brings it along")
}

/// A sentence says which way something went, and prints a change that went the other way.
static DIRECTION_AGAINST_VALUE: Rule =
    Rule { code: &code::DIRECTION_AGAINST_VALUE, level: Level::Error, check: Check::Sentence(direction_against_value) };

/// What makes it honest that words and number go opposite ways.
const OPEN_DIRECTION: [Term; 4] = [Term::Contrast, Term::Negation, Term::Supposition, Term::Open];

fn direction_against_value(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    found: &mut Problems,
) {
    if sentence.references(passage).next().is_none() {
        return;
    }
    let is_open = OPEN_DIRECTION.iter().any(|term| sentence.has(*term));
    if let Some(Turned { said, span, ends: [from, to] }) =
        from_to::turned(context, passage, sentence).filter(|_| !is_open)
    {
        let message = format!("the sentence tells of a {}, and prints {from} and then {to}", name(said));
        found.push(
            DIRECTION_AGAINST_VALUE
                .problem(passage.place(span), message)
                .note("both numbers are right, and a reader cannot tell which of the two the verb belongs to")
                .help("write the verb that is true of the two numbers, or print them the other way round"),
        );
    }
    let mut said = None;
    for number in shown(context, passage, sentence) {
        let Amount::Worked(outcome, decimals) = number.amount else { continue };
        let Value::Number(value) = outcome.value else { continue };
        if outcome.sign == Sign::Level || outcome.withheld.is_some() {
            continue;
        }
        let said = said.get_or_insert_with(|| beside(context, passage, sentence));
        let told = said.iter().find(|told| told.word == number.word);
        let span = sentence.words[number.word].span;
        let printed = context.views.outcome(outcome, decimals);
        let goes = direction(value);
        match told.and_then(|told| told.direction) {
            Some(way) if Some(way) != goes && !is_open => {
                let message = format!("the sentence tells of a {}, and prints {printed}", name(way));
                found.push(
                    DIRECTION_AGAINST_VALUE.problem(passage.place(span), message)
                        .note("beside a verb the bare size is printed, so nobody would see that it went the other way")
                        .help("write the verb that is true of the number, or leave the verb to it: `{{ … }}` prints the way too"),
                );
            }
            None if (outcome.sign == Sign::Change || value.is_negative())
                && told.is_some_and(|told| context.language().says_by(&told.before)) =>
            {
                let before = &told.map(|told| told.before.clone()).unwrap_or_default();
                found.push(
                    DIRECTION_AGAINST_VALUE
                        .remark(passage.place(span), format!("the sentence prints “{before} {printed}”"))
                        .note("a change is printed with the way it went, unless a word beside it says so")
                        .help("put the verb beside it, as in `fell by {{ … }}`, or print it without the word before"),
                );
            }
            _ => {}
        }
    }
}

fn name(way: Direction) -> &'static str {
    match way {
        Direction::Rises => "rise",
        Direction::Falls => "fall",
    }
}
