//! Which way something went: `fell by 13.2%`, `5% more`, `doubled`.

use crate::language::Language;
use crate::number::Number;
use crate::text::Span;
use crate::vocabulary::Direction;

use super::accept::Reader;
use super::amount::Amount;
use super::lexicon::{Lexicon, find};
use super::meaning::{DirectionWord, Meaning, Scaling};
use super::tokens::Token;
use super::{Bounds, QuantityFault, QuantityFaultKind as Kind, SaidUnit, accept};

/// A direction that words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ToldDirection {
    /// The way.
    pub(super) direction: Direction,
    /// Where it is told.
    position: Position,
}

impl ToldDirection {
    /// Returns whether it is told by comparing, behind the number.
    pub(super) fn compares(self) -> bool {
        self.position == Position::Behind
    }
}

/// Where a direction is told, beside the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Before the number: `rose tenfold`.
    Before,
    /// With a word that makes it the size of the step: `rose by`.
    By,
    /// Before where it ended: `fell to a third`.
    To,
    /// Behind the number: `5% lower`.
    Behind,
}

/// A place of a running text that says which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The words that say so, in bytes of the text.
    pub span: Span,
    /// Which way.
    pub direction: Direction,
}

/// Returns where a running text says which way something went, in order: by a verb (`fell`), by a noun with its
/// preposition (`a fall of`), by a change that is a word of its own (`doubled`), by `up`, `down` or `by` before a number.
pub fn moves_in(text: &str, language: Language) -> Vec<Moved> {
    let tokens = Lexicon::of(language).tokens(text, &language.vocabulary().numbers);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match moves_at(&tokens, at) {
            Some((length, direction)) => {
                let span = Span::new(tokens[at].span.start, tokens[at + length - 1].span.end);
                found.push(Moved { span, direction });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn moves_at(tokens: &[Token<'_>], at: usize) -> Option<(usize, Direction)> {
    let rest = &tokens[at..];
    let change = |meaning| match meaning {
        Meaning::Change(_, Scaling::Grown) => Some(Direction::Rises),
        Meaning::Change(_, Scaling::Shrunk) => Some(Direction::Falls),
        _ => None,
    };
    if let Some(found) = find(rest, change) {
        return Some(found);
    }
    let (length, (direction, said)) = find(rest, accept::moves)?;
    let next = &rest[length..];
    let by = find(next, accept::by).map_or(0, |(length, ())| length);
    let numbered = next.get(by).is_some_and(Token::is_digits);
    (said != DirectionWord::Other || numbered).then_some((length, direction))
}

/// Returns the way that the words around a number tell; `number` is where it stands among the tokens, with its qualifier.
pub(super) fn beside(tokens: &[Token<'_>], number: std::ops::Range<usize>) -> Option<Direction> {
    const LONGEST: usize = 5;
    let before = (number.start.saturating_sub(LONGEST)..number.start).find_map(|at| {
        let (length, (direction, _)) = find(&tokens[at..], accept::moves)?;
        let mut end = at + length;
        for wanted in [accept::by, accept::before_digits] {
            end += tokens.get(end..).and_then(|rest| find(rest, wanted)).map_or(0, |(length, ())| length);
        }
        (end == number.start).then_some(direction)
    });
    let behind = || tokens.get(number.end..).and_then(|rest| find(rest, accept::moved)).map(|(_, way)| way);
    before.or_else(behind).or_else(|| in_clause(tokens, number.start))
}

/// Returns the way that a verb tells from which other words part the number: `sank die Zahl der Unfälle um 5 %`, `fell last
/// year by 5%`. A word that may also stand before where a change began, as the French `de`, is no sign of it.
fn in_clause(tokens: &[Token<'_>], number: usize) -> Option<Direction> {
    const LONGEST: usize = 14;
    let by = (number.saturating_sub(2)..number)
        .find(|at| find(&tokens[*at..], accept::by).is_some_and(|(length, ())| at + length == number))
        .filter(|at| find(&tokens[*at..], accept::from).is_none())?;
    let ends = |at: &usize| matches!(&*tokens[*at].text, "," | ";" | ":" | "." | "(" | ")" | "?" | "!" | "–" | "—");
    let clause = (by.saturating_sub(LONGEST)..by).rev().take_while(|at| !ends(at));
    let verb = |at: usize| find(&tokens[at..], accept::moves).filter(|(_, (_, said))| *said == DirectionWord::Verb);
    clause.into_iter().find_map(verb).map(|(_, (direction, _))| direction)
}

/// Returns bounds of a size as bounds of a change that goes this way.
pub(super) fn bounds((hard, fair): (Bounds, Bounds), direction: Direction, of_zero: bool) -> (Bounds, Bounds) {
    let above = Bounds { low: Some((Number::ZERO, of_zero)), high: None };
    [hard, fair]
        .map(|bounds| {
            let bounds = bounds.shared_with(&above);
            if direction == Direction::Falls { bounds.negated() } else { bounds }
        })
        .into()
}

impl Reader<'_> {
    /// Reads the words before a number that say which way something went.
    pub(super) fn told(&mut self) -> Result<Option<ToldDirection>, QuantityFault> {
        let start = self.at;
        self.take(accept::helper);
        // "Se redujo a la mitad" is a change of its own, and "up to" says no direction.
        let length = |found: Option<usize>| found.unwrap_or(0);
        let other = length(self.find(accept::before).map(|(length, _)| length));
        let moves = length(self.find(accept::moves).map(|(length, _)| length));
        if self.find(accept::change).is_some() {
            return Ok(None);
        }
        let Some((direction, _)) = self.take(accept::moves).filter(|_| moves > other) else {
            self.at = start;
            return Ok(None);
        };
        let qualified = self.find(accept::before).is_some();
        let mut position = Position::Before;
        if !qualified && self.take(accept::to).is_some() {
            if self.find(accept::share).is_none() {
                return Err(self.fault(start..self.tokens.len(), Kind::Level));
            }
            position = Position::To;
        } else if !qualified && self.take(accept::by).is_some() {
            position = Position::By;
        }
        if self.tokens.get(self.at).is_some_and(|_| self.begins_levels()) {
            return Err(self.fault(start..self.tokens.len(), Kind::Level));
        }
        Ok(Some(ToldDirection { direction, position }))
    }

    /// Skips what stands before a size whose direction is told behind it: `um 5 % gestiegen`, `ist um 5 % gestiegen`.
    pub(super) fn take_by(&mut self) -> bool {
        let start = self.at;
        self.take(accept::helper);
        let qualified = self.find(accept::before).map_or(0, |(length, _)| length);
        let is_range = self.find(accept::range_begin).is_some();
        let by = self.find(accept::by).filter(|(length, ())| *length > qualified && !is_range);
        self.at = by.map_or(start, |(length, ())| self.at + length);
        by.is_some()
    }

    /// Returns whether a range begins here whose ends are where something began and where it ended: `from 3 to 4`.
    fn begins_levels(&self) -> bool {
        let ranges = &self.language.vocabulary().quantities.ranges;
        self.find(accept::range_begin).is_some_and(|(_, index)| ranges[index].of_levels)
    }

    /// Skips an article before digits: `a 5% fall`, `un 13,2 %`.
    pub(super) fn take_before_digits(&mut self) {
        if self.is_whole {
            self.skip_before_digits();
        }
    }

    /// Skips an article before digits in running text too, where it is no part of the number: “cayó un 13,2 %”.
    pub(super) fn skip_before_digits(&mut self) -> bool {
        let found = self.find(accept::before_digits);
        let skipped = found.filter(|(length, ())| self.tokens.get(self.at + length).is_some_and(Token::is_digits));
        self.at += skipped.map_or(0, |(length, ())| length);
        skipped.is_some()
    }

    /// Reads the words behind a number that say which way something went; there may be one direction only.
    pub(super) fn told_behind(&mut self, told: Option<ToldDirection>) -> Result<Option<ToldDirection>, QuantityFault> {
        let start = self.at;
        match (told, self.take(accept::moved)) {
            (told, None) => Ok(told),
            (None, Some(direction)) => Ok(Some(ToldDirection { direction, position: Position::Behind })),
            (Some(_), Some(_)) => Err(self.fault(start..self.at, Kind::SecondDirection)),
        }
    }

    /// Returns an amount with the direction that belongs to it; a problem where the two have no one meaning.
    pub(super) fn go_together(
        &self,
        amount: Amount,
        told: Option<ToldDirection>,
    ) -> Result<(Amount, Option<ToldDirection>), QuantityFault> {
        let whole = 0..self.tokens.len();
        let Some(ToldDirection { direction, position }) = told else {
            let own = amount.direction.map(|direction| ToldDirection { direction, position: Position::Before });
            return Ok((amount, own));
        };
        if amount.direction.is_some() || amount.value.is_negative() {
            return Err(self.fault(whole, Kind::SecondDirection));
        }
        if position == Position::To {
            let times = amount.value.over(Number::HUNDRED).and_then(|times| Amount::change(times, Scaling::Multiple));
            return Ok((times.map_err(|fault| self.fault(whole, fault.into()))?, told));
        }
        if amount.unit == SaidUnit::Times && (direction == Direction::Falls || position != Position::Before) {
            return Err(self.fault(whole, Kind::TimesMore));
        }
        Ok((amount, told))
    }
}
