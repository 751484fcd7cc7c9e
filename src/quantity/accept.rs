//! Which meanings are accepted at a place, one function each.

use crate::number::Number;
use crate::vocabulary::{Direction, Qualifier};

use super::lexicon::{Change, Meaning, Said};
use super::{End, SaidUnit};

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
    change: Meaning::Change(times, change) => (times, change), (Number, Change);
    out_of: Meaning::OutOf => (), ();
    vague: Meaning::Vague(low, high) => (low, high), (i64, i64);
    several: Meaning::Several(low, high) => (low, high), (i64, i64);
    range_begin: Meaning::RangeBegin(index) => index, usize;
    fraction: Meaning::Fraction(percent) => percent, Number;
    portion: Meaning::Portion(low, high) => (low, high), (Number, Number);
    as_many: Meaning::AsMany => (), ();
    moves: Meaning::Moves(direction, said) => (direction, said), (Direction, Said);
    moved: Meaning::Moved(direction) => direction, Direction;
    helper: Meaning::Helper => (), ();
    by: Meaning::By => (), ();
    to: Meaning::To => (), ();
    before_digits: Meaning::BeforeDigits => (), ();
    unchanged: Meaning::Unchanged => (), ();
    little_changed: Meaning::LittleChanged => (), ();
    next_to_nothing: Meaning::NextToNothing => (), ();
    record: Meaning::Record => (), ();
    ordinal: Meaning::Ordinal(place) => place, i64;
    ordinal_sign: Meaning::OrdinalSign => (), ();
    extreme: Meaning::Extreme(end) => end, End;
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
