//! By how much a printed number was revised: worked out from the two as printed, exactly.

use crate::language::Language;
use crate::number::Number;
use crate::quantity::{SaidUnit, Spoken};
use crate::vocabulary::Direction;

/// The difference between a number as it was printed and as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// By how much it is more; less than zero where it is less. Of percentages, in percentage points.
    pub difference: Number,
    /// The same in percent of what it was, unrounded; none of percentages and multiples, and where it was zero.
    pub percent: Option<Number>,
    unit: SaidUnit,
    decimals: u32,
}

impl Revision {
    /// Returns by how much `new` is more than `old`; none unless each names exactly one number, of one unit and qualified
    /// alike.
    pub fn between(old: &str, new: &str, language: Language) -> Option<Self> {
        let (old, new) = (only(old, language)?, only(new, language)?);
        let signed = |spoken: &Spoken| match spoken.direction {
            Some(Direction::Falls) => spoken.named.map(Number::negated),
            _ => spoken.named,
        };
        let (was, is) = (signed(&old)?, signed(&new)?);
        if old.unit != new.unit || old.qualifier != new.qualifier {
            return None;
        }
        let difference = is.minus(was).ok()?;
        let of_amount = matches!(old.unit, SaidUnit::Plain | SaidUnit::Money(_));
        let percent = of_amount.then(|| difference.percent_of(was.absolute()).ok()).flatten();
        Some(Self { difference, percent, unit: old.unit, decimals: was.decimals().max(is.decimals()) })
    }

    /// Returns it in words: `−3,000, −9.9%`.
    pub fn said(&self, language: Language) -> String {
        let (number, decimals) = (self.difference, self.decimals);
        let printed = match self.unit {
            SaidUnit::Percent | SaidUnit::Points => language.points(number, decimals),
            SaidUnit::Money(sign) => language.money(number, sign, decimals),
            SaidUnit::Times | SaidUnit::Place | SaidUnit::Plain => language.number(number, decimals),
        };
        let sign = if number.is_negative() || number.is_zero() { "" } else { "+" };
        match self.percent {
            Some(percent) if percent.rounded(1).is_zero() && !percent.is_zero() => {
                format!("{sign}{printed}, under {}", language.percent(tenth(), 1))
            }
            Some(percent) => format!("{sign}{printed}, {sign}{}", language.percent(percent, 1)),
            None => format!("{sign}{printed}"),
        }
    }

    /// Returns the percentage to one decimal as plain digits, as programs read it.
    pub fn percent_digits(&self) -> Option<String> {
        self.percent.map(|percent| percent.rounded(1).to_string())
    }
}

/// Returns the one number that words name.
fn only(words: &str, language: Language) -> Option<Spoken> {
    let mut all = Spoken::all_in(words, language).into_iter();
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// Returns 0.1, the least percentage that is printed.
fn tenth() -> Number {
    Number::power_of_ten(-1).unwrap_or(Number::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(old: &str, new: &str, language: Language) -> Option<String> {
        Revision::between(old, new, language).map(|revision| revision.said(language))
    }

    #[test]
    fn the_difference_and_the_percentage_are_those_of_the_printed_numbers() {
        for (old, new, wanted) in [
            ("30,375", "27,375", "−3,000, −9.9%"),
            ("27,375", "30,375", "+3,000, +11.0%"),
            ("30,375", "30,376", "+1, under 0.1%"),
            ("0", "7", "+7"),
            ("4", "0", "−4, −100.0%"),
            ("−5", "3", "+8, +160.0%"),
            ("12.5", "14.0", "+1.5, +12.0%"),
            ("518 million", "519 million", "+1,000,000, +0.2%"),
            ("$20,000", "$18,500", "−$1,500, −7.5%"),
            ("12.5%", "14.0%", "+1.5 percentage points"),
            ("2 times", "3 times", "+1"),
            ("nearly 25,000", "nearly 27,000", "+2,000, +8.0%"),
            ("27 (provisional)", "30 (provisional)", "+3, +11.1%"),
        ] {
            assert_eq!(said(old, new, Language::ENGLISH).as_deref(), Some(wanted), "{old} → {new}");
        }
        assert_eq!(said("30.375", "27.375", Language::spanish()).as_deref(), Some("−3000, −9,9\u{a0}%"));
    }

    #[test]
    fn where_the_two_are_not_one_number_each_alike_there_is_no_difference() {
        for (old, new) in [
            ("30,375", "not published"),
            ("between 10 and 20", "15"),
            ("30,375 of 40,000", "27,375 of 40,000"),
            ("fewer than 5", "12"),
            ("12%", "12"),
            ("thousands", "3,000"),
            ("", "3"),
        ] {
            assert_eq!(Revision::between(old, new, Language::ENGLISH), None, "{old} → {new}");
        }
    }

    #[test]
    fn a_program_gets_the_percentage_to_one_decimal() {
        let revision = Revision::between("30,375", "27,375", Language::ENGLISH).unwrap();
        assert_eq!(revision.difference.to_string(), "-3000");
        assert_eq!(revision.percent_digits().as_deref(), Some("-9.9"));
    }
}
