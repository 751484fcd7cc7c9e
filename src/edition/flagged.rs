//! Words that a page printed with something said behind them of the data they rest on, such as `4.2% (provisional)`, and by how
//! much a printed number was revised: worked out from the two as printed, exactly.

use std::borrow::Borrow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::Language;
use crate::number::Number;
use crate::quantity::{SaidUnit, Spoken};
use crate::view::is_said_of_data;
use crate::vocabulary::Direction;

/// Words that a page printed, and the same without what is said behind them of the data: a number, or a standing.
#[derive(Debug, Clone, Default)]
pub struct Flagged {
    words: String,
    /// The same without; none where nothing is said.
    bare: Option<String>,
}

impl Flagged {
    /// Returns what a page prints.
    pub fn new(words: String, bare: impl Into<String> + AsRef<str>) -> Self {
        let bare = (bare.as_ref() != words).then(|| bare.into());
        Self { words, bare }
    }

    /// Returns what a page printed, of which the lock has the words alone.
    pub(super) fn read(words: String) -> Self {
        let mut bare = String::with_capacity(words.len());
        let mut rest = words.as_str();
        while let Some((before, after)) = rest.split_once(" (") {
            bare.push_str(before);
            match after.split_once(')') {
                Some((inside, behind)) if is_said_of_data(inside) => rest = behind,
                _ => {
                    bare.push_str(" (");
                    rest = after;
                }
            }
        }
        bare.push_str(rest);
        Self::new(words, bare)
    }

    /// Returns the words as printed.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Returns the words without what is said of the data.
    pub fn bare(&self) -> &str {
        self.bare.as_ref().unwrap_or(&self.words)
    }

    /// Returns whether they say the same, whatever is said of the data.
    pub fn says_as(&self, other: &Self) -> bool {
        self.bare() == other.bare()
    }

    /// Returns the words to be rewritten; [`Self::read_again`] them then.
    pub(super) fn text_mut(&mut self) -> &mut String {
        &mut self.words
    }

    /// Reads words that were rewritten.
    pub(super) fn read_again(&mut self) {
        *self = Self::read(std::mem::take(&mut self.words));
    }

    /// Returns whether only whoever printed the words knows what of them is said of the data.
    pub(super) fn is_known_apart(&self) -> bool {
        self.words.contains(" (")
    }

    /// Returns whether the words name one number at most.
    pub(super) fn is_one(&self, language: Language) -> bool {
        Spoken::all_in(&self.words, language).len() <= 1
    }
}

impl PartialEq for Flagged {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Flagged {}

impl PartialOrd for Flagged {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Flagged {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.words.cmp(&other.words)
    }
}

impl Borrow<str> for Flagged {
    fn borrow(&self) -> &str {
        &self.words
    }
}

impl AsRef<str> for Flagged {
    fn as_ref(&self) -> &str {
        &self.words
    }
}

impl std::fmt::Display for Flagged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl From<&str> for Flagged {
    fn from(words: &str) -> Self {
        Self::read(words.to_owned())
    }
}

impl Serialize for Flagged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.words)
    }
}

impl<'de> Deserialize<'de> for Flagged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::read)
    }
}

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
    pub fn between(old: &Flagged, new: &Flagged, language: Language) -> Option<Self> {
        let (old, new) = (only(&old.words, language)?, only(&new.words, language)?);
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

    #[test]
    fn what_is_said_of_the_data_makes_no_other_number_and_whatever_else_stands_in_brackets_does() {
        for (old, new, same) in [
            ("4.2% (provisional)", "4.2% (provisional, revised)", true),
            ("28,613 (revised), 29,013 and 30,551 (provisional)", "28,613, 29,013 and 30,551", true),
            ("1,2 % (provisional, revisado)", "1,2 %", true),
            ("12 (estimado)", "12 (estimated)", true),
            ("established (on revised data)", "established", true),
            ("probado (con datos provisionales)", "probado", true),
            ("30,375 (provisional)", "30,378 (provisional)", false),
            ("5 (of 10)", "5 (of 12)", false),
            ("fewer than 5", "12", false),
            ("5 (of ten)", "5 (of twelve)", false),
            ("20 (gross)", "20 (net)", false),
            ("20 (gross)", "20", false),
            ("20 (provisional, net)", "20 (provisional)", false),
            ("12 (bruto)", "12 (neto)", false),
            ("12 (revisado, neto)", "12 (revisado)", false),
            ("12 (revisado, provisional)", "12 (revised, estimado)", false),
        ] {
            assert_eq!(Flagged::from(old).says_as(&new.into()), same, "{old} / {new}");
        }
    }

    #[test]
    fn what_a_page_prints_is_known_apart_whatever_its_words_are() {
        let typed = Flagged::new("20 (provisional)".into(), "20 (provisional)");
        assert!(!typed.says_as(&Flagged::new("20".into(), "20")));
        assert_eq!(typed, Flagged::from("20 (provisional)"));
    }

    fn said(old: &str, new: &str, language: Language) -> Option<String> {
        Revision::between(&old.into(), &new.into(), language).map(|revision| revision.said(language))
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
            assert_eq!(Revision::between(&old.into(), &new.into(), Language::ENGLISH), None, "{old} → {new}");
        }
    }

    #[test]
    fn a_program_gets_the_percentage_to_one_decimal() {
        let revision = Revision::between(&"30,375".into(), &"27,375".into(), Language::ENGLISH).unwrap();
        assert_eq!(revision.difference.to_string(), "-3000");
        assert_eq!(revision.percent_digits().as_deref(), Some("-9.9"));
    }
}
