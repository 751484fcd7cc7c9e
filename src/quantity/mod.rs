//! Quantities: words with bounds. `just over 30,000` has a hard bound (what makes it true) and a fair bound (within one
//! rounding step of what is said).
//!
//! Which words there are is data of each [`Language`]; what each kind of word does to a number is the same in all of them
//! and stands in `bounds`.

mod accept;
mod amount;
mod balance;
mod bounds;
mod directed;
mod fault;
mod in_words;
mod levels;
mod lexicon;
mod meaning;
mod numeral;
mod parse;
mod place;
mod scan;
mod significant;
#[cfg(test)]
mod tests;
mod tokens;
mod told_in;

pub use balance::Side;
pub use bounds::{Bound, Bounds};
pub use directed::{Moved, moves_in};
pub use fault::{QuantityFault, QuantityFaultKind};
pub use in_words::{InWords, words_in};
pub use levels::{Level, begins_a_change, ends_a_change, levels_in};
pub use scan::Spoken;
pub use told_in::{currency_in, says_scale};

use crate::language::Language;

use crate::number::Number;
use crate::vocabulary::{Direction, Qualifier};

/// A quantity in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The words as written.
    pub words: String,
    /// Outside it the quantity is untrue.
    pub hard: Bounds,
    /// Outside it the quantity is true but says too little.
    pub fair: Bounds,
    named: Option<Number>,
    qualifier: Option<Qualifier>,
    unit: SaidUnit,
    change: Option<Change>,
    /// Of a balance, which of two is more.
    side: Option<Side>,
    /// Whether the words say that a change is more than chance gives, or that it is not.
    significant: Option<bool>,
    /// Whether a multiple says itself that it is one of as much: `three times as many`.
    as_many: bool,
    /// Whether the direction is told by comparing: `5% higher`, which need not be one of time.
    compares: bool,
    end: Option<RankEnd>,
    /// Of so many of so many, the number of them and of how many.
    of_rows: Option<Box<OfRows>>,
    /// To how many decimals a number is rounded before it is compared: to those of the words, where they say no more.
    compared_to: Option<u32>,
}

/// What a quantity says of a part of things that are counted: `eight of the twelve`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OfRows {
    /// Outside it the number of them is untrue.
    hard: Bounds,
    /// Outside it the number is true but says too little.
    fair: Bounds,
    /// Of how many.
    whole: Number,
    /// Whether there must be so many: `of the twelve`, and not `one in three`.
    exact: bool,
}

/// What a quantity says of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Something went this way: `fell by 13.2%`, `5% more`, `doubled`.
    Goes(Direction),
    /// Nothing changed: `unchanged`.
    None,
}

/// From which end places are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RankEnd {
    /// From the greatest down.
    #[default]
    Top,
    /// From the least up.
    Bottom,
}

/// What the words themselves say is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SaidUnit {
    /// Nothing: the measure says it.
    Plain,
    /// Percent, or a share in words: `half` is 50.
    Percent,
    /// Percentage points.
    Points,
    /// So many times: `doubled` is 2.
    Times,
    /// Money, with the sign of its currency.
    Money(&'static str),
    /// A place in an order: `second highest`.
    Place,
}

/// What a number makes of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// True and fair.
    Fits,
    /// True, but outside the fair bound.
    TrueButUninformative,
    /// Untrue.
    Fails,
}

impl Quantity {
    /// Returns the quantity that the words of a language name.
    pub fn parse(words: &str, language: Language) -> Result<Self, QuantityFault> {
        parse::quantity(words, language).or_else(|fault| Self::of_significance(words, language).ok_or(fault))
    }

    /// Returns the quantity that the words of a language name, where a publication says what some of them mean.
    pub fn parse_with(words: &str, language: Language, bounds: &[Bound]) -> Result<Self, QuantityFault> {
        Self::parse(words, language).or_else(|fault| {
            let bound = bounds
                .iter()
                .find(|bound| bound.is_of(words))
                .filter(|_| fault.needs_bound())
                .ok_or_else(|| fault.clone())?;
            let under = bound.under.named.ok_or_else(|| fault.clone())?;
            let hard = place::either_way(under);
            let change = (fault.kind == QuantityFaultKind::LittleChanged).then_some(Change::None);
            let words = words.trim().to_owned();
            Ok(Self { words, hard, fair: hard, named: None, change, compared_to: None, ..bound.under.clone() })
        })
    }

    /// Returns the quantity that is one number and nothing else.
    pub fn of_number(number: Number) -> Self {
        let hard = Bounds::only(number);
        Self {
            words: number.to_string(),
            hard,
            fair: hard,
            named: Some(number),
            qualifier: None,
            unit: SaidUnit::Plain,
            change: None,
            side: None,
            significant: None,
            as_many: false,
            compares: false,
            end: None,
            of_rows: None,
            compared_to: None,
        }
    }

    /// Returns whether words say too little by themselves, so that a publication must say what they mean.
    pub fn needs_bound(words: &str, language: Language) -> bool {
        Self::parse(words, language).is_err_and(|fault| fault.needs_bound())
    }

    /// Returns what a number makes of the quantity.
    ///
    /// A number that is not whole is compared with a whole one that is said plainly as it would be said: rounded.
    pub fn judge(&self, number: Number) -> Judgement {
        let number = self.compared_to.map_or(number, |decimals| number.rounded(decimals));
        match (self.hard.contain(number), self.fair.contain(number)) {
            (false, _) => Judgement::Fails,
            (true, false) => Judgement::TrueButUninformative,
            (true, true) => Judgement::Fits,
        }
    }

    /// Returns whether the words say a number of things, and of how many: `eight of the twelve`.
    pub fn says_of_how_many(&self) -> bool {
        self.of_rows.is_some()
    }

    /// Returns what so many of a whole make of `eight of the twelve`; none where the words do not say of how many, or mean a share.
    pub fn judge_of(&self, number: Number, whole: Number) -> Option<Judgement> {
        let of = self.of_rows.as_deref()?;
        if of.whole != whole {
            return of.exact.then_some(Judgement::Fails);
        }
        Some(match (of.hard.contain(number), of.fair.contain(number)) {
            (false, _) => Judgement::Fails,
            (true, false) => Judgement::TrueButUninformative,
            (true, true) => Judgement::Fits,
        })
    }

    /// Returns the number that is named: 62,000 in `more than 62,000`; none for `thousands` and ranges.
    pub fn exact(&self) -> Option<Number> {
        self.named
    }

    /// Returns how the number is qualified; none where it is said plainly.
    pub fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier
    }

    /// Returns what the words themselves say is counted.
    pub fn unit(&self) -> SaidUnit {
        self.unit
    }

    /// Returns what the words say of a change; none where they tell how much there is.
    pub fn change(&self) -> Option<Change> {
        self.change
    }

    /// Returns which way the words say that something went: down of `fell by 13.2%`.
    pub fn direction(&self) -> Option<Direction> {
        match self.change {
            Some(Change::Goes(direction)) => Some(direction),
            Some(Change::None) | None => None,
        }
    }

    /// Returns whether the words say which way something went, and not how far: `rose`.
    pub fn is_bare(&self) -> bool {
        let zero = Some((Number::ZERO, false));
        let above = self.hard.low == zero && self.hard.high.is_none();
        let below = self.hard.high == zero && self.hard.low.is_none();
        let alone = self.unit != SaidUnit::Times && self.significant.is_none();
        self.direction().is_some() && alone && (above || below)
    }

    /// Returns whether the words tell that something moved: `fell by 5%` and `doubled`, not `5% higher`, which may compare two
    /// of any kind.
    pub fn tells_movement(&self) -> bool {
        self.direction().is_some() && !self.compares
    }

    /// Returns whether the words are a multiple behind which a sentence may say `more`, and then mean the step: `three times`.
    pub fn may_be_more(&self) -> bool {
        self.unit == SaidUnit::Times && self.change.is_none() && !self.as_many
    }

    /// Returns from which end a place is counted: from below of `second lowest`.
    pub fn end(&self) -> RankEnd {
        self.end.unwrap_or_default()
    }

    /// Returns from which end a place is counted, where the words say it: `third lowest`, and not `third`.
    pub fn said_end(&self) -> Option<RankEnd> {
        self.end
    }

    /// Returns whether the words themselves name a number below zero.
    pub fn is_negative(&self) -> bool {
        let below = |end: Option<(Number, bool)>| end.is_some_and(|(number, _)| number.is_negative());
        self.side.is_some()
            || self.change.is_none()
                && (self.named.is_some_and(Number::is_negative) || below(self.hard.low) && self.named.is_none())
    }

    /// Returns whether some number would make both true; units that differ never agree. Of a fall and a number without a
    /// direction the sizes are compared.
    pub fn overlaps(&self, other: &Self) -> bool {
        let units = self.unit == other.unit || self.unit == SaidUnit::Plain || other.unit == SaidUnit::Plain;
        let falls =
            |quantity: &Self| quantity.direction() == Some(Direction::Falls) && quantity.unit != SaidUnit::Times;
        let other_way = (self.change.is_none() || other.change.is_none()) && falls(self) != falls(other);
        let theirs = if other_way { other.hard.negated() } else { other.hard };
        let ours = if other_way { self.hard.negated() } else { self.hard };
        let fits = |quantity: &Self, bounds: Bounds| {
            bounds.only_number().is_some_and(|number| quantity.judge(number) != Judgement::Fails)
        };
        units && (self.hard.overlap(&theirs) || fits(self, theirs) || fits(other, ours))
    }
}
