//! Words that say how much without a number: places in an order, `most`, `unchanged`, and those that say too little.

use crate::number::Number;
use crate::vocabulary::Direction;

use super::accept::Reader;
use super::directed::ToldDirection;
use super::{Bounds, Change, Quantity, QuantityFault, QuantityFaultKind as Kind, RankEnd, SaidUnit, accept, numeral};

/// How far from zero a change may be of which it is said that there is none: it rounds to 0.0.
const NO_CHANGE: &str = "0.05";

impl Reader<'_> {
    /// Reads a place in an order, where that is all: `first`, `2nd`, `second highest`, `last`.
    pub(super) fn place(&mut self) -> Option<Quantity> {
        let start = self.at;
        let read = self.read_place().filter(|_| self.at == self.tokens.len());
        self.at = start;
        let (place, end) = read?;
        Some(Quantity { named: Some(place), unit: SaidUnit::Place, end, ..self.plain(Bounds::only(place)) })
    }

    fn read_place(&mut self) -> Option<(Number, Option<RankEnd>)> {
        self.take(accept::the);
        if self.take(accept::last).is_some() {
            return Some((Number::ONE, Some(RankEnd::Bottom)));
        }
        let place = self.take(accept::ordinal).map(Number::from).or_else(|| self.digits_of_place());
        let hyphen = self.at;
        if place.is_some() && self.tokens.get(self.at).is_some_and(|token| token.text == "-") {
            self.at += 1;
        }
        match (place, self.take(accept::extreme)) {
            (place, Some(end)) => Some((place.unwrap_or(Number::ONE), Some(end))),
            (Some(place), None) => {
                self.at = hyphen;
                Some((place, None))
            }
            (None, None) => None,
        }
    }

    fn digits_of_place(&mut self) -> Option<Number> {
        let digits = self.tokens.get(self.at).filter(|token| token.is_digits())?;
        let place = Number::parse(&digits.text).filter(|place| place.is_whole() && !place.is_zero())?;
        self.at += 1;
        self.take(accept::ordinal_sign).map(|()| place)
    }

    /// Reads `most`, `a minority` and `unchanged`, where that is all.
    pub(super) fn portion(&mut self) -> Option<Quantity> {
        let start = self.at;
        let whole = |reader: &mut Self| {
            reader.take(accept::of);
            reader.at == reader.tokens.len()
        };
        let portion = self.take(accept::portion).filter(|_| whole(self));
        self.at = start;
        if let Some((low, high)) = portion {
            // `every` and `none` are one number.
            let one = low == high;
            let all = one || high == Number::HUNDRED;
            let bounds = Bounds { low: Some((low, one)), high: Some((high, all)) };
            return Some(Quantity { unit: SaidUnit::Percent, ..self.plain(bounds) });
        }
        let unchanged = self.take(accept::unchanged).filter(|()| whole(self));
        self.at = start;
        unchanged.and_then(|()| {
            Some(Quantity { change: Some(Change::None), ..self.plain(either_way(Number::parse(NO_CHANGE)?)) })
        })
    }

    /// Reads `thousands` and `several hundred`: their hard and their fair bound.
    pub(super) fn vague(&mut self) -> Option<(Bounds, Bounds)> {
        let from = |low: Number| Some((low, true));
        let upto = |high: Number| Some((high, false));
        if let Some((low, high)) = self.take(accept::vague) {
            let hard = Bounds { low: from(low.into()), high: None };
            return Some((hard, Bounds { high: upto(high.into()), ..hard }));
        }
        let (low, high) = self.take(accept::several)?;
        let back = self.at;
        self.take(accept::of);
        let by = self.take(numeral::multiplier).map(|(by, _)| by).or_else(|| {
            // `thousands` begins at two thousand, so half of it is what it multiplies by.
            self.take(accept::vague).map(|(low, _)| low / 2)
        });
        if by.is_none() {
            self.at = back;
        }
        let times = |count: i64| Number::new(i128::from(count) * i128::from(by.unwrap_or(1)), 0);
        let bounds = Bounds { low: times(low).and_then(from), high: times(high).and_then(upto) };
        Some((bounds, bounds))
    }

    /// Returns what is wrong with words that say too little to be held against a number: `broadly unchanged`, `a record`.
    pub(super) fn without_number(&self) -> Option<QuantityFault> {
        let kind = |length: usize, kind: Kind| (self.at + length == self.tokens.len()).then_some(kind);
        let found = self.find(accept::little_changed).and_then(|(length, ())| kind(length, Kind::LittleChanged));
        let found = found
            .or_else(|| self.find(accept::next_to_nothing).and_then(|(length, ())| kind(length, Kind::NextToNothing)));
        let found = found.or_else(|| self.find(accept::record).and_then(|(length, ())| kind(length, Kind::Record)));
        found.map(|kind| self.fault(0..self.tokens.len(), kind))
    }

    /// Returns the quantity of a direction alone: `fell`.
    pub(super) fn bare(&self, told: ToldDirection) -> Quantity {
        let zero = Some((Number::ZERO, false));
        let bounds = match told.direction {
            Direction::Rises => Bounds { low: zero, high: None },
            Direction::Falls => Bounds { low: None, high: zero },
        };
        Quantity { change: Some(Change::Goes(told.direction)), ..self.plain(bounds) }
    }

    /// Returns the quantity of the words with these bounds, of which nothing else is said.
    pub(super) fn plain(&self, bounds: Bounds) -> Quantity {
        Quantity {
            words: self.words.trim().to_owned(),
            hard: bounds,
            fair: bounds,
            named: None,
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
}

/// Returns everything that is less than so far from zero.
pub(super) fn either_way(distance: Number) -> Bounds {
    Bounds { low: Some((distance.negated(), false)), high: Some((distance, false)) }
}
