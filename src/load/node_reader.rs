//! A node of the tree as a serde deserializer, so that the registry's own types say what may stand where.
//!
//! Every scalar is given as its words, whatever YAML would take it for. A value that could not be read is pruned, and the
//! entry is read again without it: each round finds one fault and its node, until the rest is sound.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, Expected, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use crate::registry::TextKind;

use super::node::{Node, NodeKind, Pair};
use super::projection::{NOTHING, Projection, Taken};

/// What was done about a node that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pruned {
    /// It reads as if nothing stood there, so that the items after it keep their numbers.
    Blank,
    /// It is left out.
    Gone,
}

/// The nodes that could not be read, by number.
pub(super) type PrunedNodes = BTreeMap<u32, Pruned>;

/// A node about to be read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The node.
    pub(super) node: &'a Node,
    /// What to pass over.
    pub(super) pruned: &'a PrunedNodes,
    /// Of a registry in several languages: in which it is read.
    pub(super) projection: Option<&'a Projection<'a>>,
}

impl<'a> Reading<'a> {
    fn of(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    fn is_gone(self, node: &Node) -> bool {
        matches!(node.kind, NodeKind::Refused) || self.pruned.get(&node.number) == Some(&Pruned::Gone)
    }

    fn is_blank(self) -> bool {
        self.pruned.get(&self.node.number) == Some(&Pruned::Blank)
    }

    /// Returns whether nothing at all is written there.
    fn is_empty(self) -> bool {
        self.is_blank() || matches!(&self.node.kind, NodeKind::Plain(words) if words.is_empty())
    }

    fn found(self) -> Unexpected<'a> {
        match &self.node.kind {
            NodeKind::List(_) => Unexpected::Seq,
            NodeKind::Mapping(_) => Unexpected::Map,
            NodeKind::Plain(words) | NodeKind::Quoted(words) if !self.node.is_nothing() => Unexpected::Str(words),
            _ => Unexpected::Unit,
        }
    }

    fn list<'de, V: Visitor<'de>>(self, items: &'a [Node], visitor: V) -> Result<V::Value, ReadFault> {
        visitor.visit_seq(Items { reading: self, rest: items.iter() })
    }

    fn mapping<'de, V: Visitor<'de>>(self, pairs: &'a [Pair], visitor: V) -> Result<V::Value, ReadFault> {
        visitor.visit_map(Pairs { reading: self, rest: pairs.iter(), value: None })
    }

    fn placed<T>(self, read: Result<T, ReadFault>) -> Result<T, ReadFault> {
        read.map_err(|fault| fault.at(self.node.number))
    }
}

impl<'de> Deserializer<'de> for Reading<'_> {
    type Error = ReadFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.placed(match &self.node.kind {
            _ if self.is_blank() => self.mapping(&[], visitor),
            _ if self.node.is_nothing() => visitor.visit_unit(),
            NodeKind::Plain(words) | NodeKind::Quoted(words) => visitor.visit_str(words),
            NodeKind::List(items) => self.list(items, visitor),
            NodeKind::Mapping(pairs) => self.mapping(pairs, visitor),
            NodeKind::Refused => visitor.visit_unit(),
        })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.placed(match self.node.words() {
            _ if self.is_blank() => visitor.visit_str(""),
            Some(words) => visitor.visit_str(words),
            None => Err(ReadFault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.placed(match &self.node.kind {
            NodeKind::Plain(words) if matches!(words.as_str(), "true" | "True" | "TRUE") => visitor.visit_bool(true),
            NodeKind::Plain(words) if matches!(words.as_str(), "false" | "False" | "FALSE") => {
                visitor.visit_bool(false)
            }
            _ => Err(ReadFault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        if self.node.is_nothing() || self.is_blank() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.placed(match &self.node.kind {
            NodeKind::List(items) if !self.is_blank() => self.list(items, visitor),
            _ if self.is_empty() => self.list(&[], visitor),
            _ => Err(ReadFault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.placed(match &self.node.kind {
            NodeKind::Mapping(pairs) if !self.is_blank() => self.mapping(pairs, visitor),
            _ if self.is_empty() => self.mapping(&[], visitor),
            _ => Err(ReadFault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadFault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadFault> {
        let several = self.projection.filter(|_| !self.is_blank());
        let Some((projection, kind)) = several.zip(TextKind::asked(name)) else {
            return visitor.visit_newtype_struct(self);
        };
        let is_one = !matches!(self.node.kind, NodeKind::List(_)) && !self.node.is_nothing();
        if kind == TextKind::Many && is_one {
            // One item is read as the item of a list is, so that it is known as what it stands in the file.
            return self.placed(self.list(std::slice::from_ref(self.node), visitor));
        }
        match projection.take(kind, self.node) {
            Taken::Itself => visitor.visit_newtype_struct(self),
            Taken::Words(node) => visitor.visit_newtype_struct(Self { node, projection: None, ..self }),
            Taken::Nothing => visitor.visit_newtype_struct(Self { node: &NOTHING, projection: None, ..self }),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct enum
        identifier
    }
}

struct Items<'a> {
    reading: Reading<'a>,
    rest: std::slice::Iter<'a, Node>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = ReadFault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadFault> {
        let reading = self.reading;
        let next = self.rest.find(|item| !reading.is_gone(item));
        next.map(|item| seed.deserialize(reading.of(item)).map_err(|fault| fault.at(item.number))).transpose()
    }
}

struct Pairs<'a> {
    reading: Reading<'a>,
    rest: std::slice::Iter<'a, Pair>,
    value: Option<&'a Node>,
}

impl<'de> MapAccess<'de> for Pairs<'_> {
    type Error = ReadFault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadFault> {
        let reading = self.reading;
        let gone = |pair: &Pair| {
            reading.is_gone(&pair.key)
                || reading.is_gone(&pair.value)
                || reading.pruned.contains_key(&pair.value.number)
        };
        let Some(pair) = self.rest.find(|pair| !gone(pair)) else { return Ok(None) };
        self.value = Some(&pair.value);
        let key = pair.key.words().unwrap_or_default();
        seed.deserialize(StrDeserializer::<ReadFault>::new(key)).map(Some).map_err(|fault| fault.at(pair.key.number))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ReadFault> {
        let value = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(self.reading.of(value)).map_err(|fault| fault.at(value.number))
    }
}

/// Why a value could not be read, with the node where that was noticed.
#[derive(Debug)]
pub(super) struct ReadFault {
    /// The number of the innermost node that could not be read.
    pub(super) node: Option<u32>,
    /// Why.
    pub(super) kind: FaultKind,
}

/// Why a value could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// Something else stands there than what the key asks for.
    WrongType {
        /// What stands there.
        found: String,
        /// What the key asks for.
        expected: String,
    },
    /// A key that is not among the known ones.
    UnknownKey(&'static [&'static str]),
    /// Anything else, in the reader's own words.
    Other(String),
}

impl ReadFault {
    /// Returns the fault, placed at `node` unless a deeper node is known.
    pub(super) fn at(mut self, node: u32) -> Self {
        self.node.get_or_insert(node);
        self
    }

    fn of(kind: FaultKind) -> Self {
        Self { node: None, kind }
    }
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::WrongType { found, expected } => write!(f, "must be {expected}, not {found}"),
            FaultKind::UnknownKey(_) => f.write_str("unknown key"),
            FaultKind::Other(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for ReadFault {}

impl Error for ReadFault {
    fn custom<T: fmt::Display>(words: T) -> Self {
        Self::of(FaultKind::Other(words.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(FaultKind::WrongType {
            found: found_in_words(found),
            expected: expected_in_words(&expected.to_string()),
        })
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self::of(FaultKind::UnknownKey(known))
    }
}

fn found_in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Str(words) if words.chars().count() > 40 => "text".to_owned(),
        Unexpected::Str(words) => format!("`{words}`"),
        Unexpected::Other(words) => words.to_owned(),
        other => other.to_string(),
    }
}

fn expected_in_words(expected: &str) -> String {
    match expected {
        "a string" => "text".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "a mapping of keys".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        _ if expected.starts_with("struct ") => "a mapping of keys".to_owned(),
        other => other.to_owned(),
    }
}
