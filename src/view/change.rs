//! How a change is printed: `down 13.2%`, `up 0.3 percentage points`, `unchanged`; the bare size beside words that already say
//! which way, as in `fell by 13.2%`.

use crate::language::{Language, fill};
use crate::model::{Figure, Key, Unit};
use crate::number::Number;
use crate::outcome::{Outcome, Sign, Value};
use crate::quantity::Spoken;
use crate::vocabulary::Direction;

use crate::view::form::Form;
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText, Run};

/// How much of the words before a number is looked at.
const BEFORE: usize = 80;
/// How much of the words behind a number is looked at.
const BEHIND: usize = 40;

impl Teller<'_> {
    /// Returns the number of an outcome in words.
    pub(super) fn number_as(&self, outcome: &Outcome, number: Number, decimals: u32, form: Form) -> String {
        let language = self.language();
        let decimals = if outcome.sign == Sign::Change { first_digit(number, decimals) } else { decimals };
        let signed = || self.number(number, outcome.unit, decimals);
        let size = || self.number(number.absolute(), outcome.unit, decimals);
        let told = match (form, outcome.sign) {
            (Form::Bare, Sign::Change | Sign::Difference) => size(),
            (Form::Told, Sign::Change) => {
                let forms = &language.vocabulary().numbers.change;
                match direction(number) {
                    None => forms.none.clone(),
                    Some(Direction::Rises) => fill(&forms.up, &[("n", &size())]),
                    Some(Direction::Falls) => fill(&forms.down, &[("n", &size())]),
                }
            }
            (Form::Told, Sign::Level) => match self.side(outcome, number.rounded(decimals)) {
                Some(words) => format!("{} {words}", size()),
                None => signed(),
            },
            _ => signed(),
        };
        match outcome.uncertain.significant {
            Some(false) if form == Form::Told => {
                fill(&language.vocabulary().numbers.change.not_significant, &[("n", &told)])
            }
            _ => told,
        }
    }

    /// Returns the words of a balance that say which of two is more.
    fn side(&self, outcome: &Outcome, number: Number) -> Option<&str> {
        let Unit::Of(measure) = outcome.unit else { return None };
        let signs = self.model.measures[measure].signs.as_ref()?;
        direction(number).map(|way| if way == Direction::Rises { &*signs.above } else { &*signs.below })
    }

    /// Returns the printed value of a figure with its sign, as it stands in tables and charts.
    pub(super) fn signed_figure(&self, figure: Key<Figure>) -> Option<MarkedText> {
        let outcome = self.evaluation.figure(figure)?;
        let words = self.outcome_as(outcome, self.model.figures[figure].decimals, Form::Signed);
        Some(MarkedText::marked(Mark::Figure(figure), words))
    }

    /// Returns the bare size of a printed number, where the words around it say which way it went: `by` and `lower` are not
    /// said twice. None where they do not, or where the number has no sign to leave out.
    pub(super) fn bare_beside(&self, mark: Mark, before: &str, behind: &str) -> Option<String> {
        let (outcome, decimals) = self.printed_by(mark)?;
        if outcome.sign == Sign::Level || outcome.withheld.is_some() || !matches!(outcome.value, Value::Number(_)) {
            return None;
        }
        let unit = self.number(777.into(), outcome.unit, 0);
        direction_beside(before, &unit, behind, self.language())?;
        Some(self.outcome_as(outcome, decimals, Form::Bare))
    }

    /// Leaves the direction out of printed changes beside words that say it.
    pub(super) fn say_once(&self, line: &mut MarkedText) {
        for at in 0..line.0.len().saturating_sub(1) {
            let (Run::Open(mark), Run::Words(_)) = (&line.0[at], &line.0[at + 1]) else { continue };
            if !matches!(mark, Mark::Figure(_) | Mark::Value(..)) {
                continue;
            }
            let plain = |runs: &[Run]| MarkedText(runs.to_vec()).plain();
            let bare = self.bare_beside(*mark, &plain(&line.0[..at]), &plain(&line.0[at + 2..]));
            if let Some(bare) = bare {
                line.0[at + 1] = Run::Words(bare);
            }
        }
    }

    fn printed_by(&self, mark: Mark) -> Option<(&Outcome, Option<u32>)> {
        match mark {
            Mark::Figure(figure) => Some((self.evaluation.figure(figure)?, self.model.figures[figure].decimals)),
            Mark::Value(claim, reading) => {
                let at = usize::from(reading);
                let outcome = self.evaluation.claim(claim).readings.get(at)?.outcome.as_ref()?;
                Some((outcome, self.model.claims[claim].tests.get(at)?.decimals(&self.model.figures)))
            }
            _ => None,
        }
    }
}

/// Returns which way a change goes; none where there is none.
pub fn direction(number: Number) -> Option<Direction> {
    match (number.is_zero(), number.is_negative()) {
        (true, _) => None,
        (false, true) => Some(Direction::Falls),
        (false, false) => Some(Direction::Rises),
    }
}

/// Returns so many decimals, or as many as it takes to show that a number is not zero.
fn first_digit(number: Number, decimals: u32) -> u32 {
    (decimals..number.decimals()).find(|decimals| !number.rounded(*decimals).is_zero()).unwrap_or(decimals)
}

/// Returns which way the words around a number say that something went; `number` is any number of the same unit.
fn direction_beside(before: &str, number: &str, behind: &str, language: Language) -> Option<Direction> {
    let sentence = before.rsplit(['\n', '!', '?', ';']).next().unwrap_or_default();
    let from = sentence.len().saturating_sub(BEFORE);
    let from = (from..sentence.len()).find(|at| sentence.is_char_boundary(*at)).unwrap_or(sentence.len());
    let behind: String = behind.chars().take_while(|c| *c != '\n').take(BEHIND).collect();
    let text = format!("{}{number}{behind}", &sentence[from..]);
    let at = sentence.len() - from;
    let end = at + number.len();
    let spoken = Spoken::all_in(&text, language).into_iter();
    spoken.filter(|it| it.span.start < end && at < it.span.end).find_map(|it| it.direction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_which_way_are_found_on_either_side() {
        let (en, es) = (Language::ENGLISH, Language::spanish());
        let way = |before, behind, language| direction_beside(before, "777%", behind, language);
        for (before, behind) in [
            ("Births fell by ", " in a year."),
            ("They were down ", "."),
            ("Crime fell. It is a fall of more than ", "."),
            ("It has dropped nearly ", ""),
            ("It was ", " lower than before."),
            ("That is a ", " fall."),
        ] {
            assert_eq!(way(before, behind, en), Some(Direction::Falls), "{before}…{behind}");
        }
        for (before, behind) in [("The change: ", "."), ("It changed by ", " in a year."), ("Fell.\nNow ", "")] {
            assert_eq!(way(before, behind, en), None, "{before}…{behind}");
        }
        assert_eq!(way("Los nacimientos cayeron un ", ".", es), Some(Direction::Falls));
        assert_eq!(way("Hubo un ", " más.", es), Some(Direction::Rises));
    }
}
