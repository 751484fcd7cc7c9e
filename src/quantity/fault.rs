//! What was not understood in a quantity, and the problem that says so.

use crate::diagnostic::Problem;
use crate::diagnostic::code::quantity::{BOUND_NOT_DECLARED, DIRECTION_UNCLEAR, IMPOSSIBLE_QUANTITY, NOT_A_QUANTITY};
use crate::language::Language;
use crate::number::NumberFault;
use crate::text::{RegistryPlace, Span};

/// Why words are no quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityFault {
    /// The words that are meant, in bytes.
    pub span: Span,
    /// What is wrong with them.
    pub kind: QuantityFaultKind,
}

/// What is wrong with the words of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityFaultKind {
    /// Nothing was written.
    Empty,
    /// A word is not in the table.
    NotUnderstood {
        /// The phrase of the table that comes closest.
        nearest: Option<String>,
    },
    /// Words follow that do not belong to a quantity.
    LeftOver,
    /// The words qualify no number.
    NoNumber,
    /// Separators do not group digits by three.
    Grouping,
    /// A second qualifier follows the first.
    SecondQualifier,
    /// A range has no second number.
    OpenRange,
    /// A range ends below its beginning.
    Reversed,
    /// The two ends of a range count different things.
    UnitsDiffer,
    /// The number has more than 28 digits.
    TooLong,
    /// Digits that are one number here and a thousand times as much elsewhere.
    TwoReadings,
    /// A direction before where something began and ended, not before how far it went.
    Level,
    /// Two words of direction, or one and a minus sign.
    SecondDirection,
    /// A multiple with a word of direction that could mean one more, or the opposite.
    TimesMore,
    /// Says that little changed, and not how little.
    LittleChanged,
    /// Says that there is next to nothing, and not how little.
    NextToNothing,
    /// Says that nothing went further before.
    Record,
}

/// How many letters of a part a message shows.
const LONGEST_PART: usize = 80;

impl From<NumberFault> for QuantityFaultKind {
    fn from(_: NumberFault) -> Self {
        Self::TooLong
    }
}

impl QuantityFault {
    /// Returns whether the words say too little by themselves.
    pub(super) fn needs_bound(&self) -> bool {
        matches!(self.kind, QuantityFaultKind::LittleChanged | QuantityFaultKind::NextToNothing)
    }

    /// Returns the problem for the author who wrote `words` at `place`.
    pub fn problem(&self, words: &str, language: Language, place: RegistryPlace) -> Problem {
        use QuantityFaultKind as Kind;
        let part: String = words.get(self.span.range()).unwrap_or(words).chars().take(LONGEST_PART).collect();
        let code = match self.kind {
            Kind::Reversed | Kind::UnitsDiffer | Kind::TooLong => &IMPOSSIBLE_QUANTITY,
            Kind::LittleChanged | Kind::NextToNothing => &BOUND_NOT_DECLARED,
            Kind::Level | Kind::SecondDirection | Kind::TimesMore => &DIRECTION_UNCLEAR,
            _ => &NOT_A_QUANTITY,
        };
        let message = match self.kind {
            Kind::Empty => "a quantity is empty".to_owned(),
            Kind::NotUnderstood { .. } => format!("`{part}` is not understood in a quantity"),
            Kind::LeftOver => format!("`{part}` does not belong in a quantity"),
            Kind::NoNumber => format!("`{part}` qualifies no number"),
            Kind::Grouping | Kind::TwoReadings => format!("`{part}` can be read as more than one number"),
            Kind::SecondQualifier => format!("a quantity has one qualifier, and `{part}` would be a second"),
            Kind::OpenRange => format!("`{part}` begins a range and does not end it"),
            Kind::Reversed => format!("`{part}` ends below its beginning"),
            Kind::UnitsDiffer => format!("`{part}` begins and ends in different units"),
            Kind::TooLong => format!("`{part}` has more than 28 digits"),
            Kind::Level => format!("`{part}` says where something ended, and not how far it went"),
            Kind::SecondDirection => format!("`{part}` says twice which way something went"),
            Kind::TimesMore => format!("`{part}` can be read as more than one change"),
            Kind::LittleChanged | Kind::NextToNothing => format!("`{part}` does not say how little"),
            Kind::Record => format!("`{part}` names no number"),
        };
        Problem::error(code, place.within(self.span).into(), message)
            .note("a claim is held against the data by its quantity, so nothing in it is guessed")
            .help(self.help(language))
    }

    fn help(&self, language: Language) -> String {
        use QuantityFaultKind as Kind;
        let numbers = &language.vocabulary().numbers;
        match &self.kind {
            Kind::NotUnderstood { nearest: Some(nearest) } => format!("did you mean `{nearest}`?"),
            Kind::Empty | Kind::NotUnderstood { nearest: None } | Kind::NoNumber => {
                "write a number, with a qualifier from `docs/quantities.md` where the source has one".to_owned()
            }
            Kind::LeftOver => {
                "what is counted belongs under `measure`; where the word may change the number, write the number out"
                    .to_owned()
            }
            Kind::Grouping => format!(
                "group digits by three with `{}`, or not at all, and put `{}` before decimals",
                numbers.group, numbers.decimal
            ),
            Kind::SecondQualifier => "write the one bound that both together come to".to_owned(),
            Kind::OpenRange => "write both numbers of the range".to_owned(),
            Kind::Reversed => "write the smaller number first".to_owned(),
            Kind::UnitsDiffer => "write both numbers in the same unit".to_owned(),
            Kind::TooLong => "write it shorter, with a word such as `million`".to_owned(),
            Kind::TwoReadings => format!(
                "write thousands with `{}`; where `{}` is meant to group them, set `language: {}` in `publication`",
                numbers.group,
                numbers.decimal,
                if numbers.group == "." { "es-MX` or `es-US" } else { "es" },
            ),
            Kind::Level => {
                "write how far it went, as in `fell by 3%`, or write the number it ended at and test that number"
                    .to_owned()
            }
            Kind::SecondDirection => "say the direction once, with a word or with a sign".to_owned(),
            Kind::TimesMore => {
                "write a multiple (`three times`) and test a `ratio`, or a step (`rose by 200%`) and test a `change`"
                    .to_owned()
            }
            Kind::LittleChanged => {
                "write a number (`rose by less than 0.5%`), or declare what the words mean: `bounds` in `publication`"
                    .to_owned()
            }
            Kind::NextToNothing => {
                "write a number (`fewer than 10`), or declare what the words mean: `bounds` in `publication`".to_owned()
            }
            Kind::Record => {
                "test a series with `highest_since` or `lowest_since`, or a `rank` with the quantity `highest`"
                    .to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;
    use crate::world::ProjectPath;

    fn problem(words: &str, language: Language) -> Problem {
        let place = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), Vec::new());
        Quantity::parse(words, language).expect_err(words).problem(words, language, place)
    }

    #[test]
    fn the_author_reads_what_is_wrong_and_what_to_write() {
        for (words, language, code, message, help) in [
            ("", Language::ENGLISH, "Q001", "a quantity is empty", "write a number"),
            (
                "neerly 5",
                Language::ENGLISH,
                "Q001",
                "`neerly` is not understood in a quantity",
                "did you mean `nearly`?",
            ),
            ("27 victims", Language::ENGLISH, "Q001", "`victims` does not belong in a quantity", "what is counted"),
            (
                "más den 5",
                Language::spanish(),
                "Q001",
                "`más den` is not understood in a quantity",
                "did you mean `más de`?",
            ),
            (
                "12.5",
                Language::spanish(),
                "Q001",
                "`12.5` can be read as more than one number",
                "group digits by three with `.`",
            ),
            ("9 to 5", Language::ENGLISH, "Q002", "`9 to 5` ends below its beginning", "write the smaller"),
            ("between 5", Language::ENGLISH, "Q001", "`between 5` begins a range and does not end it", "write both"),
        ] {
            let problem = problem(words, language);
            assert_eq!((problem.code.id, problem.message.as_str()), (code, message));
            assert!(problem.helps[0].starts_with(help), "{words}: {}", problem.helps[0]);
        }
    }

    #[test]
    fn a_message_stays_short_whatever_was_written() {
        assert!(problem(&"x".repeat(1 << 20), Language::ENGLISH).message.len() < 200);
    }
}
