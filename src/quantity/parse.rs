//! From words to a quantity: an optional qualifier, one amount or two, an optional qualifier behind.

use crate::language::Language;
use crate::number::{Number, NumberFault};
use crate::text::Span;
use crate::vocabulary::Qualifier;

use super::accept::{
    Reader, article, as_many, before, before_or_after, change, minus, money, of, of_whole, out_of, range_begin,
    several, share, unit,
};
use super::amount::Amount;
use super::directed::ToldDirection;
use super::lexicon::{Lexicon, percent_of};
use super::meaning::Meaning;
use super::numeral::{self, Joiners, WrittenNumber};
use super::tokens::{Token, has_two_readings, read_digits};
use super::{Bounds, Change, Quantity, QuantityFault, QuantityFaultKind as Kind, SaidUnit, accept, bounds, directed};

/// Returns the quantity that the words name.
pub(super) fn quantity(words: &str, language: Language) -> Result<Quantity, QuantityFault> {
    read(words, language, true)
}

/// Returns the quantity that the words name; a fault does not say what may have been meant, which takes long.
pub(super) fn attempted(words: &str, language: Language) -> Result<Quantity, QuantityFault> {
    read(words, language, false)
}

fn read(words: &str, language: Language, seeks_nearest: bool) -> Result<Quantity, QuantityFault> {
    let lexicon = Lexicon::of(language);
    let tokens = lexicon.tokens(words, &language.vocabulary().numbers);
    if tokens.is_empty() {
        return Err(QuantityFault { span: Span::new(0, words.len()), kind: Kind::Empty });
    }
    let mut reader = Reader { words, language, lexicon, tokens: &tokens, at: 0, is_whole: true, seeks_nearest };
    // "Between twenty and two hundred": only trying tells whether "and" joins one number or stands between two.
    reader.whole(Joiners::Refused).or_else(|fault| {
        reader.at = 0;
        let again = reader.whole(Joiners::Allowed);
        again.map_err(|other| if other.span.start > fault.span.start { other } else { fault })
    })
}

/// What is qualified.
#[expect(clippy::large_enum_variant, reason = "one is made for each quantity, and taken apart at once")]
enum Core {
    /// `thousands`: its hard and fair bound.
    Vague(Bounds, Bounds),
    /// One number.
    One(Amount),
    /// From one to another.
    Range(Amount, Amount),
}

/// A quantity met in running text, by its tokens.
pub(super) struct Met {
    /// The number itself.
    pub(super) core: std::ops::Range<usize>,
    /// Where what belongs to it ends.
    pub(super) end: usize,
    /// The number named.
    pub(super) named: Option<Number>,
    /// How it is qualified.
    pub(super) qualifier: Option<Qualifier>,
    /// What its words say is counted.
    pub(super) unit: SaidUnit,
}

impl Reader<'_> {
    /// Reads a quantity that begins here in running text; none where none does. Vague words that are no numbers, and
    /// changes such as `doubled`, are none.
    pub(super) fn spoken(&mut self) -> Option<Met> {
        let before = self.take(before);
        self.skip_before_digits();
        let start = self.at;
        if self.find(several).is_some() || self.find(change).is_some() {
            return None;
        }
        let (named, unit) = match self.vague() {
            Some(_) => (None, SaidUnit::Plain),
            None => match self.amounts(Joiners::Refused) {
                Ok(Core::One(amount)) => (Some(amount.value), amount.unit),
                Ok(Core::Range(_, to)) => (None, to.unit),
                Ok(Core::Vague(..)) => (None, SaidUnit::Plain),
                Err(_) => {
                    self.at = start;
                    let amount = self.amount(Joiners::Allowed).ok()?;
                    (Some(amount.value), amount.unit)
                }
            },
        };
        let core = start..self.at;
        let after = if before.is_none() { self.take(accept::after) } else { None };
        (core.start < core.end).then(|| Met { core, end: self.at, named, qualifier: before.or(after), unit })
    }

    /// Reads the whole of the words.
    fn whole(&mut self, joiners: Joiners) -> Result<Quantity, QuantityFault> {
        if let Some(quantity) = self.portion().or_else(|| self.place()) {
            return Ok(quantity);
        }
        if let Some(fault) = self.without_number() {
            return Err(fault);
        }
        let told = self.told()?;
        let leads = told.is_none() && self.take_by();
        if let Some(told) = told.filter(|_| self.at >= self.tokens.len()) {
            return Ok(self.bare(told));
        }
        let before = self.take(before);
        if before.is_some() && self.find(before_or_after).is_some() {
            return Err(self.fault(self.at..self.at + 1, Kind::SecondQualifier));
        }
        let core = match self.vague() {
            Some((hard, fair)) => Core::Vague(hard, fair),
            None => self.amounts(joiners)?,
        };
        let is_multiple = matches!(&core, Core::One(amount) if amount.unit == SaidUnit::Times);
        let as_many = is_multiple && self.take(as_many).is_some();
        let behind = self.at;
        let after = self.take(accept::after);
        let told = self.told_behind(told)?;
        if leads && told.is_none() {
            return Err(self.fault(0..1, Kind::NotUnderstood { nearest: None }));
        }
        let after = after.or_else(|| self.take(accept::after));
        if before.is_some() && after.is_some() {
            return Err(self.fault(behind..self.at, Kind::SecondQualifier));
        }
        self.take(of);
        if self.at < self.tokens.len() {
            return Err(self.left_over());
        }
        let whole = 0..self.tokens.len();
        let qualifier = before.or(after);
        let faulty = |fault: NumberFault| self.fault(whole.clone(), fault.into());
        let made = match core {
            Core::Vague(hard, fair) if matches!(qualifier, None | Some(Qualifier::About)) => {
                self.made((hard, fair), None, qualifier, SaidUnit::Plain, None, told)
            }
            Core::Vague(..) => Err(self.fault(whole, Kind::NoNumber)),
            Core::One(amount) => {
                let near = matches!(qualifier, Some(Qualifier::Nearly | Qualifier::About | Qualifier::JustOver));
                if near && amount.value.is_zero() {
                    return Err(self.fault(whole, Kind::NextToNothing));
                }
                let (amount, told) = self.go_together(amount, told)?;
                let bounds = bounds::of(&amount, qualifier).map_err(faulty)?;
                let compared_to = amount.compared_to(qualifier);
                let of_rows =
                    amount.of.map(|of| bounds::of_rows(of, qualifier)).transpose().map_err(faulty)?.map(Box::new);
                let made = self.made(bounds, Some(amount.value), qualifier, amount.unit, compared_to, told)?;
                Ok(Quantity { of_rows, ..made })
            }
            Core::Range(..) if !matches!(qualifier, None | Some(Qualifier::About | Qualifier::Exactly)) => {
                Err(self.fault(whole, Kind::SecondQualifier))
            }
            Core::Range(from, to) if from.value > to.value => Err(self.fault(whole, Kind::Reversed)),
            Core::Range(from, to) => {
                let bounds = bounds::between(&from, &to, qualifier).map_err(faulty)?;
                // Neither end may itself be rounded out of the range.
                let compared_to = to.compared_to(Some(Qualifier::Exactly));
                let compared_to = compared_to.filter(|decimals| from.value.decimals() <= *decimals);
                let (to, told) = self.go_together(to, told)?;
                self.made(bounds, None, qualifier, to.unit, compared_to, told)
            }
        };
        made.map(|quantity| Quantity { as_many, ..quantity })
    }

    /// Returns a quantity of these bounds; of something that went down they are below zero.
    pub(super) fn made(
        &self,
        bounds: (Bounds, Bounds),
        named: Option<Number>,
        qualifier: Option<Qualifier>,
        unit: SaidUnit,
        compared_to: Option<u32>,
        told: Option<ToldDirection>,
    ) -> Result<Quantity, QuantityFault> {
        let direction = told.map(|told| told.direction);
        let (hard, fair) = match direction.filter(|_| unit != SaidUnit::Times) {
            Some(direction) => directed::bounds(bounds, direction, named.is_some_and(Number::is_zero)),
            None => bounds,
        };
        if hard.is_empty() || fair.is_empty() {
            return Err(self.fault(0..self.tokens.len(), Kind::TooLong));
        }
        let change = direction.map(Change::Goes);
        let compares = told.is_some_and(ToldDirection::compares);
        Ok(Quantity { fair, named, qualifier, unit, change, compares, compared_to, ..self.plain(hard) })
    }

    /// Reads one amount, or two with the words of a range.
    fn amounts(&mut self, joiners: Joiners) -> Result<Core, QuantityFault> {
        let start = self.at;
        let begun = self.take(range_begin);
        let mut from = self.amount(if begun.is_some() { joiners } else { Joiners::Allowed })?;
        let ranges = &self.language.vocabulary().quantities.ranges;
        let unmarked = ranges.iter().position(|range| range.before.is_none());
        let wanted = begun.or(unmarked);
        let between =
            |meaning| (matches!(meaning, Meaning::RangeBetween(index) if Some(index) == wanted)).then_some(());
        let back = self.at;
        let is_range = self.take(between).is_some() && !(begun.is_none() && self.is_year_then(back));
        if !is_range {
            self.at = back;
            return match begun {
                Some(_) => Err(self.fault(start..self.at, Kind::OpenRange)),
                None => Ok(Core::One(from)),
            };
        }
        let mut to = self.amount(Joiners::Allowed)?;
        if begun.is_none() && matches!(from.unit, SaidUnit::Percent | SaidUnit::Points) && to.unit == SaidUnit::Plain {
            // “Fell by 12.5% to 210”: how far, and where to.
            self.at = back;
            return Ok(Core::One(from));
        }
        let all = start..self.at;
        if let (None, Some(by)) = (from.multiplier, to.multiplier) {
            // "Between 10 and 20 million" speaks of ten million.
            let inherits = to.value.over(by).is_ok_and(|mantissa| from.value < mantissa);
            if inherits {
                let larger = |number: Number| number.times(by).map_err(|fault| self.fault(all.clone(), fault.into()));
                (from.value, from.reach) = (larger(from.value)?, larger(from.reach)?);
            }
        }
        match (from.unit, to.unit) {
            (from, to) if from == to => {}
            (SaidUnit::Plain, _) => from.unit = to.unit,
            (_, SaidUnit::Plain) => to.unit = from.unit,
            _ => return Err(self.fault(all, Kind::UnitsDiffer)),
        }
        Ok(Core::Range(from, to))
    }

    /// Reads a number with its sign and unit.
    pub(super) fn amount(&mut self, joiners: Joiners) -> Result<Amount, QuantityFault> {
        self.take_before_digits();
        let start = self.at;
        let mut negative = self.take(minus).is_some();
        let sign = self.take(money);
        negative |= self.take(minus).is_some();
        let read = self.unsigned(sign, joiners)?;
        let amount = read.map_err(|fault| self.fault(start..self.at, fault.into()))?;
        Ok(if negative { amount.negated() } else { amount })
    }

    fn unsigned(
        &mut self,
        sign: Option<&'static str>,
        joiners: Joiners,
    ) -> Result<Result<Amount, NumberFault>, QuantityFault> {
        let numbers = &self.language.vocabulary().numbers;
        if let Some((length, percent)) = numeral::fraction(&self.tokens[self.at..], numbers) {
            self.at += length;
            return Ok(self.part(percent, sign));
        }
        if sign.is_none() {
            if let Some(percent) = self.take(share) {
                return Ok(self.part(percent, None));
            }
            if let Some((times, change)) = self.take(change) {
                return Ok(Amount::change(times, change));
            }
        }
        let said = self.numeral(joiners)?.ok_or_else(|| self.no_number())?;
        let back = self.at;
        // “Eight of the twelve” of running text may be a number and a date.
        let exact = sign.is_none() && self.is_whole && self.take(of_whole).is_some();
        if exact || sign.is_none() && self.take(out_of).is_some() {
            match self.numeral(Joiners::Allowed)? {
                Some(whole)
                    if !whole.value.is_zero() && said.value <= whole.value && !self.is_year_before(back, &said) =>
                {
                    let share = Amount::share(percent_of(said.value, whole.value).unwrap_or(Number::ZERO));
                    let of = Some((said, whole.value, exact));
                    return Ok(share.map(|share| Amount { of, ..share }));
                }
                _ => self.at = back,
            }
        }
        let unit = sign.map_or_else(|| self.unit(), SaidUnit::Money);
        Ok(Amount::number(said, unit))
    }

    /// Returns whether a year of running text stands before the word between two numbers and none behind it: “from 6.4% in 2022 to
    /// 6.7%” names no range from 2022.
    fn is_year_then(&self, between: usize) -> bool {
        let is_year = |token: Option<&Token<'_>>| {
            token.is_some_and(|token| token.text.parse::<u16>().is_ok_and(|year| (1500..2101).contains(&year)))
        };
        let before = between.checked_sub(1).and_then(|before| self.tokens.get(before));
        !self.is_whole && is_year(before) && !is_year(self.tokens.get(self.at)) && self.words_between(between)
    }

    /// Returns whether a word stands between two numbers, and no dash.
    fn words_between(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text.starts_with(char::is_alphabetic))
    }

    /// Returns whether what was read since `back` ends in a year of running text: "seven in 2019", but "one in 2000".
    fn is_year_before(&self, back: usize, said: &WrittenNumber) -> bool {
        let digits = &self.tokens[self.at - 1];
        let year = digits.text.len() == 4 && ("1500".."2101").contains(&&*digits.text);
        let month = self.words[digits.span.end..]
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        !self.is_whole && self.at == back + 2 && year && (said.value != Number::ONE || month)
    }

    /// Reads what may follow a share: `half a million`, `half a percentage point`, or nothing.
    fn part(&mut self, percent: Number, sign: Option<&'static str>) -> Result<Amount, NumberFault> {
        let back = self.at;
        self.take(of);
        self.take(article);
        if let Some((by, _)) = self.take(numeral::multiplier) {
            let by = Number::from(by);
            let value = percent.times(by)?.over(Number::HUNDRED)?;
            let last_digit = by.over(10.into())?;
            let said = WrittenNumber { value, last_digit, decimals: false, multiplier: Some(by), rounded: true };
            return Amount::number(said, sign.map_or_else(|| self.unit(), SaidUnit::Money));
        }
        let unit = sign.map_or_else(|| self.unit(), SaidUnit::Money);
        if sign.is_some() || matches!(unit, SaidUnit::Percent | SaidUnit::Points) {
            let value = percent.over(Number::HUNDRED)?;
            let last_digit = Number::ONE.over(10.into())?;
            return Amount::number(
                WrittenNumber { value, last_digit, decimals: true, multiplier: None, rounded: true },
                unit,
            );
        }
        self.at = back;
        Amount::share(percent)
    }

    fn numeral(&mut self, joiners: Joiners) -> Result<Option<WrittenNumber>, QuantityFault> {
        let rest = &self.tokens[self.at..];
        match numeral::read(rest, self.language, joiners) {
            Ok(read) => {
                let numbers = &self.language.vocabulary().numbers;
                let taken = read.map_or(0, |(taken, _)| taken);
                let doubtful = |token: &Token<'_>| token.is_digits() && has_two_readings(&token.text, numbers);
                // In running text it is a number all the same, whichever.
                if let Some(at) = rest[..taken].iter().position(doubtful).filter(|_| self.is_whole) {
                    return Err(self.fault(self.at + at..self.at + at + 1, Kind::TwoReadings));
                }
                self.at += taken;
                Ok(read.map(|(_, said)| said))
            }
            Err(kind) => {
                let numbers = &self.language.vocabulary().numbers;
                let unreadable = |token: &Token<'_>| token.is_digits() && read_digits(&token.text, numbers).is_err();
                let at = self.at + rest.iter().position(unreadable).unwrap_or(0);
                Err(self.fault(at..at + 1, kind))
            }
        }
    }

    /// Reads the unit that follows a number.
    fn unit(&mut self) -> SaidUnit {
        if let Some(unit) = self.take(unit) {
            return unit;
        }
        let back = self.at;
        self.take(of);
        self.take(money).map_or_else(
            || {
                self.at = back;
                SaidUnit::Plain
            },
            SaidUnit::Money,
        )
    }

    fn no_number(&self) -> QuantityFault {
        if self.at >= self.tokens.len() {
            return self.fault(0..self.tokens.len(), Kind::NoNumber);
        }
        let (length, nearest) = self.meant();
        self.fault(self.at..self.at + length, Kind::NotUnderstood { nearest })
    }

    pub(super) fn left_over(&self) -> QuantityFault {
        match self.meant() {
            (length, nearest @ Some(_)) => self.fault(self.at..self.at + length, Kind::NotUnderstood { nearest }),
            (_, None) => self.fault(self.at..self.tokens.len(), Kind::LeftOver),
        }
    }
}
