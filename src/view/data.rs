//! How what a view holds is written as data: ids, words of the closed vocabularies, days and numbers each as a string, a marked
//! text as its words.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::number::{Date, Number, Period};
use crate::text::Id;
use crate::vocabulary::{
    Basis, ChartMark, ClaimKind, Counts, CslType, Role, Seen, SourceStatus, Stance, Standing, UnknownReason,
};

use crate::view::{MarkedText, Run};

/// Declares how types are written: each as one string.
macro_rules! written {
    ($($type:ty => $write:expr;)+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$type, S) -> Result<S::Ok, S::Error> = $write;
                write(self, serializer)
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                String::json_schema(generator)
            }
        }
    )+};
}

written! {
    Id => |id, to| to.serialize_str(id.as_str());
    Date => |day, to| to.collect_str(day);
    Number => |number, to| to.collect_str(number);
    Period => |period, to| to.serialize_str(&period.words);
    Basis => |word, to| to.serialize_str(word.word());
    ChartMark => |word, to| to.serialize_str(word.word());
    CslType => |word, to| to.serialize_str(word.word());
    Seen => |word, to| to.serialize_str(word.word());
    Counts => |word, to| to.serialize_str(word.word());
    ClaimKind => |word, to| to.serialize_str(word.word());
    UnknownReason => |word, to| to.serialize_str(word.word());
    Role => |word, to| to.serialize_str(word.word());
    Stance => |word, to| to.serialize_str(word.word());
    Standing => |word, to| to.serialize_str(word.word());
    SourceStatus => |word, to| to.serialize_str(word.word());
    MarkedText => |text, to| match text.0.as_slice() {
        [Run::Words(words)] | [Run::Open(_), Run::Words(words), Run::Close] => to.serialize_str(words),
        _ => to.collect_str(text),
    };
}
