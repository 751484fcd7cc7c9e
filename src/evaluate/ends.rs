//! The two ends of a change that a claim says: “rose from 6.4% to 6.7%”. Each is held against a number of its own, rounded as the
//! words are; where both are said, so is the way between them.

use std::cmp::Ordering;

use crate::evaluate::derive::{Operands, number_of};
use crate::evaluate::fault::EvaluationFault;
use crate::evaluate::units;
use crate::model::{Claim, Figure, Key, Model, Stated, Test};
use crate::number::Number;
use crate::outcome::{EndOutcome, Outcome, Point, Value, Withheld};
use crate::quantity::Judgement;
use crate::vocabulary::Caveats;

/// Returns both ends of what a test gives, where its claim says one of them.
pub(super) fn ends(
    model: &Model,
    claim: &Claim,
    test: &Test,
    outcome: &Outcome,
    operands: &Operands<'_>,
) -> Result<Vec<EndOutcome>, EvaluationFault> {
    if !claim.has_ends() {
        return Ok(Vec::new());
    }
    let found: [(Option<Key<Figure>>, Outcome); 2] = match (&outcome.value, test.calculation(&model.figures).ends()) {
        (Value::Series(points), _) => match points.as_slice() {
            [first, .., last] => [first, last].map(|point| (None, of_point(outcome, point))),
            _ => return Err(EvaluationFault::Consequence),
        },
        (_, Some((from, to))) => {
            let of = |key| operands(key).cloned().ok_or(EvaluationFault::Consequence);
            [(Some(from), of(from)?), (Some(to), of(to)?)]
        }
        _ => return Err(EvaluationFault::Consequence),
    };
    let each = Stated::ENDS.into_iter().zip(found);
    each.map(|(which, (figure, outcome))| end(model, claim, which, figure, outcome)).collect()
}

/// Returns one value of a series as a number of its own.
fn of_point(series: &Outcome, point: &Point) -> Outcome {
    Outcome {
        value: Value::Number(point.number),
        withheld: point.withheld.then_some(Withheld::Small),
        provisional: point.provisional,
        revised: point.revised,
        caveats: point.caveats,
        rivals: Caveats::NONE,
        along: None,
        ..series.clone()
    }
}

fn end(
    model: &Model,
    claim: &Claim,
    which: Stated,
    figure: Option<Key<Figure>>,
    mut outcome: Outcome,
) -> Result<EndOutcome, EvaluationFault> {
    let number = number_of(model, figure, &outcome)?;
    let named = figure.and_then(|figure| model.figures[figure].decimals);
    let mut judgement = None;
    if let Some(said) = claim.says(which) {
        judgement = Some(units::judge(model, said, &outcome, number)?);
        let shown = outcome.shown_decimals(named);
        let as_said = said.exact().map_or(0, |named| named.decimals().min(number.decimals()));
        outcome.least_decimals = units::least_decimals(model, said, &outcome, number, shown).max(as_said);
    }
    Ok(EndOutcome { which, figure, number, outcome, judgement })
}

/// Returns what the ends that a claim says make of it; `main` is what the rest of the test makes of it.
pub(super) fn judge(claim: &Claim, ends: &[EndOutcome], main: Judgement) -> Judgement {
    let said = ends.iter().filter_map(|end| end.judgement);
    let all: Vec<Judgement> = said.chain([main]).collect();
    if all.contains(&Judgement::Fails) || goes_another_way(claim, ends) {
        return Judgement::Fails;
    }
    if all.contains(&Judgement::TrueButUninformative) { Judgement::TrueButUninformative } else { Judgement::Fits }
}

/// Returns whether the two ends that a claim says lie one way, and those of the test the other: “from about 6% to about 6.2%” of a
/// fall.
fn goes_another_way(claim: &Claim, ends: &[EndOutcome]) -> bool {
    let said = |which| claim.says(which)?.exact();
    let found = |which| ends.iter().find(|end| end.which == which).map(|end| end.number);
    let way = |from: Option<Number>, to: Option<Number>| from.zip(to).map(|(from, to)| to.cmp(&from));
    let (said, found) = (way(said(Stated::From), said(Stated::To)), way(found(Stated::From), found(Stated::To)));
    said.zip(found).is_some_and(|(said, found)| said != Ordering::Equal && said != found)
}
