//! The scale and the currency that the unit of a measure names (`million euros`), beside those of a quantity.

use crate::diagnostic::code::figure::QUANTITY_OF_ANOTHER_UNIT;
use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::language::headings;
use crate::model::{Key, Measure, Model};
use crate::number::Number;
use crate::quantity::{Quantity, SaidUnit, currency_in, says_scale};

/// Returns a number of a measure as the words of a quantity count it: where the measure is told in millions, words that say money
/// or a scale themselves mean so many millions of it, and bare digits mean what its record holds.
pub(super) fn in_words(
    model: &Model,
    measure: Key<Measure>,
    quantity: &Quantity,
    number: Number,
) -> Result<Number, EvaluationFault> {
    let is_amount = matches!(quantity.unit(), SaidUnit::Plain | SaidUnit::Money(_));
    let Some(times) = of_unit(&model.measures[measure]).filter(|_| is_amount) else { return Ok(number) };
    let whole = number.times(times).map_err(|fault| EvaluationFault::of_number(fault, ""))?;
    if quantity.unit() != SaidUnit::Plain || says_scale(&quantity.words, model.publication.language) {
        return Ok(whole);
    }
    let ends = || [quantity.hard.low, quantity.hard.high].into_iter().flatten().map(|(end, _)| end.absolute());
    // “1,500” of what is told in thousands may be 1,500 thousand, or 1,500.
    let is_large = ends().any(|end| end >= times);
    if !is_large || quantity.judge(number) == quantity.judge(whole) {
        return Ok(number);
    }
    let unit = model.measures[measure].unit.as_deref().unwrap_or(&model.measures[measure].label);
    Err(worded(
        format!("gives {number} {unit}, and “{}” does not say of what", quantity.words),
        "taken one way the claim holds, taken the other it does not".into(),
        format!("write the scale under `quantity`, as the statement has it: `{} {unit}`", quantity.words),
    ))
}

/// Refuses money of another currency than that of a measure.
pub(super) fn same_currency(
    model: &Model,
    measure: Key<Measure>,
    quantity: &Quantity,
    said: &str,
) -> Result<(), EvaluationFault> {
    let measure = &model.measures[measure];
    let own = measure.unit.as_deref().and_then(|unit| Some((unit, currency_in(unit, model.publication.language)?)));
    // Whose dollars `$` means is told by who says it.
    let is_same = |own: &str| own == said || own.ends_with('$') && said.ends_with('$');
    match own {
        Some((unit, own)) if !is_same(own) => Err(worded(
            format!("gives {unit}, and “{}” is money of another currency", quantity.words),
            "the same number of another currency is another amount".into(),
            "say the amount in the currency of the record; where somebody said it in another, the claim needs a record of what that was worth".into(),
        )),
        _ => Ok(()),
    }
}

/// Returns how many of what it counts a number of a measure stands for: a million for `million euros`; none where it is told one by
/// one.
fn of_unit(measure: &Measure) -> Option<Number> {
    let said = [measure.unit.as_deref(), Some(measure.label.as_str())];
    let scale = said.into_iter().flatten().find_map(headings::scale)?;
    Some(Number::from(10_i64.checked_pow(scale.zeros).filter(|times| *times > 1)?))
}

fn worded(what: String, note: String, help: String) -> EvaluationFault {
    EvaluationFault::WordedFault(Box::new(WordedFault { code: &QUANTITY_OF_ANOTHER_UNIT, what, note, help }))
}
