//! How the unit of a value stands to that of a quantity. Percent, percentage points, multiples, money and counts are never the same number; nor are how much there is and how
//! much it changed.

use crate::model::{Key, Measure, Model, Unit};
use crate::number::Number;
use crate::quantity::{Judgement, Quantity, RankEnd, SaidUnit};
use crate::vocabulary::{Counts, End};

use crate::diagnostic::code::evidence::NO_DIRECTION;
use crate::diagnostic::code::figure::QUANTITY_OF_ANOTHER_UNIT;
use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::scale;
use crate::outcome::{Found, Outcome, Provenance, Sign};

/// The least count that is printed, zero aside.
pub(super) const FEW: i64 = 5;

/// Returns what a number makes of a quantity; a fault where the two do not speak of the same kind of thing.
pub(super) fn judge(
    model: &Model,
    quantity: &Quantity,
    outcome: &Outcome,
    number: Number,
) -> Result<Judgement, EvaluationFault> {
    let judged = quantity.judge(held(model, quantity, outcome, number)?);
    match (quantity.significance(), outcome.uncertain.significant) {
        (Some(_), None) => Err(EvaluationFault::WordedFault(Box::new(WordedFault {
            code: &QUANTITY_OF_ANOTHER_UNIT,
            what: format!("says nothing of chance, and “{}” does", quantity.words),
            note:
                "only a change of two cells whose column names its interval can be told from chance; sums, rates and \
                   shares have none"
                    .into(),
            help: "name the columns under `interval` of the field: `{ low: COLUMN, high: COLUMN, level: 95 }` or \
                   `{ error: COLUMN }`; where there are none, leave the word out of statement and quantity"
                .into(),
        }))),
        (Some(said), Some(is)) if said != is => Ok(Judgement::Fails),
        _ => Ok(judged),
    }
}

/// Returns a number as the words of a quantity count it.
fn held(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<Number, EvaluationFault> {
    let held = as_counted(model, quantity, outcome, number)?;
    match outcome.unit {
        Unit::Of(measure) => scale::in_words(model, measure, quantity, held),
        _ => Ok(held),
    }
}

/// The same, of a number as it stands in its record.
fn as_counted(
    model: &Model,
    quantity: &Quantity,
    outcome: &Outcome,
    number: Number,
) -> Result<Number, EvaluationFault> {
    if quantity.change().is_some() {
        return changed(model, quantity, outcome, number);
    }
    if quantity.may_be_more() && outcome.unit == Unit::Percent && outcome.sign == Sign::Change {
        // "Three times more", where it means a step of three times as much: 300%.
        direction_said(model, quantity, outcome, number)?;
        return number.over(Number::HUNDRED).map_err(|fault| EvaluationFault::of_number(fault, ""));
    }
    same(model, quantity, outcome)?;
    direction_said(model, quantity, outcome, number)?;
    scale_said(model, quantity, outcome, number)?;
    Ok(place_said(quantity, outcome).unwrap_or(number))
}

/// Returns the place from the end that a quantity says; none where it says none, or the one from which it is counted.
fn place_said(quantity: &Quantity, outcome: &Outcome) -> Option<Number> {
    let said = quantity.said_end().filter(|_| quantity.unit() == SaidUnit::Place)?;
    let below = outcome.from_below?;
    match &outcome.found {
        // Counted from below, the place from above follows from how many there are and how many share it.
        Some(Found::Place { end: End::Lowest, of, tied }) => (said == RankEnd::Top).then(|| {
            let all = i64::try_from(of + 1).ok().map(Number::from)?;
            let sharing = i64::try_from(tied.len() + 1).ok().map(Number::from)?;
            let above = all.minus(below).ok()?.minus(sharing).ok()?;
            above.plus(Number::ONE).ok()
        })?,
        _ => (said == RankEnd::Bottom).then_some(below),
    }
}

/// Returns what the sign of a number of a measure says: a measure may count changes itself.
pub(super) fn of_measure(model: &Model, unit: Unit) -> Sign {
    match unit {
        Unit::Of(measure) if model.measures[measure].counts == Counts::Change => Sign::Change,
        _ => Sign::Level,
    }
}

/// Returns the number as the words of a change count it: `doubled` of a change of 100%, `fell by half` of a ratio of 0.5.
fn changed(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<Number, EvaluationFault> {
    let faulty = |fault| EvaluationFault::of_number(fault, "");
    match (quantity.unit(), outcome.unit) {
        (SaidUnit::Times, Unit::Times) => Ok(number),
        (SaidUnit::Times, Unit::Percent) if outcome.sign == Sign::Change => {
            number.over(Number::HUNDRED).and_then(|part| part.plus(Number::ONE)).map_err(faulty)
        }
        (SaidUnit::Percent | SaidUnit::Plain, Unit::Times) => {
            number.minus(Number::ONE).and_then(|part| part.times(Number::HUNDRED)).map_err(faulty)
        }
        _ if outcome.sign == Sign::Level => Err(EvaluationFault::ChangeOfLevel { said: quantity.words.clone() }),
        _ => {
            same(model, quantity, outcome)?;
            Ok(number)
        }
    }
}

/// Refuses to hold a number below zero against words that say neither a direction nor a minus: of a change nobody knows
/// which way they mean, and of a level that is as far from zero as they say, whether they mean it.
fn direction_said(
    model: &Model,
    quantity: &Quantity,
    outcome: &Outcome,
    number: Number,
) -> Result<(), EvaluationFault> {
    if !number.is_negative() || quantity.is_negative() || quantity.unit() == SaidUnit::Place {
        return Ok(());
    }
    let mirrored = quantity.judge(number) == Judgement::Fails && quantity.judge(number.absolute()) != Judgement::Fails;
    if outcome.sign == Sign::Level && !mirrored {
        return Ok(());
    }
    let shown = number.rounded(outcome.decimals);
    if let Unit::Of(measure) = outcome.unit
        && let Some(signs) = &model.measures[measure].signs
    {
        return Err(EvaluationFault::WordedFault(Box::new(WordedFault {
            code: &NO_DIRECTION,
            what: format!("gives {shown}, and “{}” does not say which side of zero it means", quantity.words),
            note: "a balance is told by which of the two is more; without that either could be meant".into(),
            help: format!(
                "write the words of the measure under `quantity`, as the statement has them: `{} {}`",
                quantity.words, signs.below
            ),
        })));
    }
    Err(EvaluationFault::NoDirection { said: quantity.words.clone(), shown, of_change: outcome.sign != Sign::Level })
}

/// Refuses to hold a share against percentages that say a hundred times as much: the file may write 0.486 for 48.6%.
fn scale_said(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Result<(), EvaluationFault> {
    let Unit::Of(measure) = outcome.unit else { return Ok(()) };
    let is_part = model.measures[measure].is_percentage() && !number.is_zero() && number.absolute() <= Number::ONE;
    if !is_part || quantity.unit() != SaidUnit::Percent || is_scaled(model, outcome) {
        return Ok(());
    }
    let hundredfold = number.times(Number::HUNDRED).is_ok_and(|number| quantity.judge(number) != Judgement::Fails);
    if quantity.judge(number) != Judgement::Fails || !hundredfold {
        return Ok(());
    }
    Err(EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &QUANTITY_OF_ANOTHER_UNIT,
        what: format!("gives {number}, and “{}” is a hundred times as much", quantity.words),
        note: "files write a share as a part of one (0.486) or in percent (48.6); one of the two is meant".into(),
        help:
            "declare `multiplier: 100` for the column where it holds parts of one; where it holds percent, say so with \
               `constraints: { maximum: 100 }`"
                .into(),
    })))
}

/// Returns whether the author says how the numbers of the column are to be read that an outcome is from.
fn is_scaled(model: &Model, outcome: &Outcome) -> bool {
    let Provenance::Cells { dataset, column: Some(column), .. } = &outcome.trace else { return false };
    let form = model.datasets[*dataset].table.columns.get(*column).map(|column| &column.form);
    form.is_some_and(|form| form.multiplier.is_some() || form.maximum)
}

/// Refuses to hold a number against a quantity of another unit; a plain quantity may speak of any.
fn same(model: &Model, quantity: &Quantity, outcome: &Outcome) -> Result<(), EvaluationFault> {
    let counts = match outcome.unit {
        Unit::Of(measure) => Some(&model.measures[measure].counts),
        _ => None,
    };
    let fits = match quantity.unit() {
        SaidUnit::Plain => true,
        SaidUnit::Percent => {
            // A difference of percentages held against percent is told with more reason where the statement is looked at.
            let told = outcome.unit == Unit::Points && outcome.sign == Sign::Difference;
            told || outcome.unit == Unit::Percent
                || matches!(counts, Some(Counts::Share | Counts::Rate | Counts::Change))
        }
        SaidUnit::Points => outcome.unit == Unit::Points || counts == Some(&Counts::Change),
        SaidUnit::Times => outcome.unit == Unit::Times,
        SaidUnit::Place => outcome.unit == Unit::Rank,
        SaidUnit::Money(_) => {
            matches!(counts, Some(Counts::Amount | Counts::Rate | Counts::Change | Counts::Other(_)))
        }
    };
    if let (true, SaidUnit::Money(sign), Unit::Of(measure)) = (fits, quantity.unit(), outcome.unit) {
        return scale::same_currency(model, measure, quantity, sign);
    }
    if fits || outcome.unit == Unit::Plain && quantity.unit() != SaidUnit::Place {
        return Ok(());
    }
    let number = match outcome.unit {
        Unit::Percent => "a percentage",
        Unit::Points => "a number of percentage points",
        Unit::Times => "a multiple",
        Unit::Rank => "a place in an order",
        Unit::Steps => "a number of steps",
        Unit::Of(_) | Unit::Plain => "a count",
    };
    Err(EvaluationFault::AnotherUnit { said: quantity.words.clone(), number })
}

/// Returns the fewest decimals, and no fewer than `shown`, with which the printed number makes of the quantity what the exact
/// one does: nothing that is printed contradicts the verdict beside it.
pub(super) fn least_decimals(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number, shown: u32) -> u32 {
    let held = |number: Number| held(model, quantity, outcome, number).ok();
    let Some(exact) = held(number) else { return shown };
    let fails = |number: Number| quantity.judge(number) == Judgement::Fails;
    // "More than doubled" fails of 2.0 as it does of 1.988; only the second shows why.
    let ends = || [quantity.hard.low, quantity.hard.high].into_iter().flatten().map(|(end, _)| end);
    let tells_why = |decimals: &u32| {
        held(number.rounded(*decimals)).is_some_and(|rounded| {
            fails(rounded) == fails(exact) && (!fails(exact) || ends().all(|end| rounded.cmp(&end) == exact.cmp(&end)))
        })
    };
    (shown..number.decimals()).find(tells_why).unwrap_or_else(|| shown.max(number.decimals()))
}

/// Returns every measure that takes part, the declared one first.
pub(super) fn all_measures<'o>(
    declared: Option<Key<Measure>>,
    outcomes: impl Iterator<Item = &'o Outcome>,
) -> Vec<Key<Measure>> {
    let mut measures: Vec<Key<Measure>> = Vec::new();
    for measure in declared.into_iter().chain(outcomes.flat_map(|outcome| outcome.measures.iter().copied())) {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures
}

/// Returns whether numbers of `measure` may speak of `wanted`: it is the same, a declared proxy, or the same amount in the prices of
/// one period.
pub(super) fn speaks_of(model: &Model, measure: Key<Measure>, wanted: Key<Measure>) -> bool {
    measure == wanted || model.measures[measure].stands_for(wanted)
}

/// Returns the registry's own reason why two measures are not the same.
pub(super) fn why_distinct(model: &Model, a: Key<Measure>, b: Key<Measure>) -> Option<&str> {
    let said = |one: Key<Measure>, other: Key<Measure>| {
        model.measures[one].distinct_from.iter().find(|(measure, _)| *measure == other).map(|(_, why)| why.as_str())
    };
    said(a, b).or_else(|| said(b, a))
}

/// Returns whether small counts of a measure are withheld: it is sensitive, and counts something. Amounts, shares and
/// rates count nothing.
pub fn is_guarded(model: &Model, measure: Key<Measure>) -> bool {
    let measure = &model.measures[measure];
    measure.sensitive && !matches!(measure.counts, Counts::Amount | Counts::Share | Counts::Rate | Counts::Change)
}
