//! Tokens read one after the other by what they mean: which meanings are accepted at a place, one function each.

use crate::language::Language;
use crate::number::Number;
use crate::text::Span;
use crate::text::near::nearest;
use crate::vocabulary::{Direction, Qualifier};

use super::lexicon::{Lexicon, find};
use super::meaning::{DirectionWord, Meaning, Scaling};
use super::tokens::Token;
use super::{QuantityFault, QuantityFaultKind as Kind, RankEnd, SaidUnit};

/// Reads quantities from tokens.
pub(super) struct Reader<'a> {
    pub(super) words: &'a str,
    pub(super) language: Language,
    pub(super) lexicon: &'static Lexicon,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) at: usize,
    /// Whether the words are a quantity and nothing else, and no running text.
    pub(super) is_whole: bool,
    /// Whether a fault is to say what may have been meant, which takes long.
    pub(super) seeks_nearest: bool,
}

impl Reader<'_> {
    pub(super) fn find<T>(&self, wanted: impl Fn(Meaning) -> Option<T>) -> Option<(usize, T)> {
        find(&self.tokens[self.at..], wanted)
    }

    pub(super) fn take<T>(&mut self, wanted: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        let (length, thing) = self.find(wanted)?;
        self.at += length;
        Some(thing)
    }

    pub(super) fn fault(&self, tokens: std::ops::Range<usize>, kind: Kind) -> QuantityFault {
        let last = self.tokens.len() - 1;
        let start = self.tokens[tokens.start.min(last)].span.start;
        let end = self.tokens[tokens.end.saturating_sub(1).clamp(tokens.start.min(last), last)].span.end;
        QuantityFault { span: Span::new(start, end), kind }
    }

    /// Returns the phrase that may be meant here, and how many tokens stand for it.
    pub(super) fn meant(&self) -> (usize, Option<String>) {
        let rest = &self.tokens[self.at..];
        let words = if self.seeks_nearest { rest.iter().take_while(|token| !token.is_digits()).count() } else { 0 };
        for length in (1..=words.min(4)).rev() {
            let written = &self.words[rest[0].span.start..rest[length - 1].span.end];
            if written.chars().count() <= 3 {
                continue;
            }
            let near = nearest(written, self.lexicon.words()).filter(|near| *near != written.to_lowercase());
            if near.is_some() {
                return (length, near.map(str::to_owned));
            }
        }
        (1, None)
    }
}

/// Declares functions that accept one kind of meaning each.
macro_rules! accept {
    ($($name:ident: $pattern:pat => $made:expr, $kind:ty;)*) => {
        $(pub(super) fn $name(meaning: Meaning) -> Option<$kind> {
            match meaning {
                $pattern => Some($made),
                _ => None,
            }
        })*
    };
}

accept! {
    before: Meaning::Before(qualifier) => qualifier, Qualifier;
    after: Meaning::After(qualifier) => qualifier, Qualifier;
    before_or_after: Meaning::Before(qualifier) | Meaning::After(qualifier) => qualifier, Qualifier;
    of: Meaning::Of => (), ();
    article: Meaning::Article => (), ();
    minus: Meaning::Minus => (), ();
    money: Meaning::Money(sign) => sign, &'static str;
    share: Meaning::Share(percent) => percent, Number;
    change: Meaning::Change(times, change) => (times, change), (Number, Scaling);
    out_of: Meaning::OutOf => (), ();
    of_whole: Meaning::OfWhole => (), ();
    vague: Meaning::Vague(low, high) => (low, high), (i64, i64);
    several: Meaning::Several(low, high) => (low, high), (i64, i64);
    range_begin: Meaning::RangeBegin(index) => index, usize;
    fraction: Meaning::Fraction(percent) => percent, Number;
    portion: Meaning::Portion(low, high) => (low, high), (Number, Number);
    as_many: Meaning::AsMany => (), ();
    moves: Meaning::Moves(direction, said) => (direction, said), (Direction, DirectionWord);
    moved: Meaning::Moved(direction) => direction, Direction;
    helper: Meaning::Helper => (), ();
    by: Meaning::By => (), ();
    from: Meaning::From => (), ();
    to: Meaning::To => (), ();
    before_digits: Meaning::BeforeDigits => (), ();
    unchanged: Meaning::Unchanged => (), ();
    little_changed: Meaning::LittleChanged => (), ();
    next_to_nothing: Meaning::NextToNothing => (), ();
    record: Meaning::Record => (), ();
    ordinal: Meaning::Ordinal(place) => place, i64;
    ordinal_sign: Meaning::OrdinalSign => (), ();
    extreme: Meaning::Extreme(end) => end, RankEnd;
    last: Meaning::Last => (), ();
    the: Meaning::The => (), ();
}

pub(super) fn unit(meaning: Meaning) -> Option<SaidUnit> {
    match meaning {
        Meaning::Percent => Some(SaidUnit::Percent),
        Meaning::Points => Some(SaidUnit::Points),
        Meaning::Times => Some(SaidUnit::Times),
        Meaning::Money(sign) => Some(SaidUnit::Money(sign)),
        _ => None,
    }
}
