//! A node of the tree as a serde deserializer, so that the registry's own types say what may stand where.
//!
//! Every scalar is given as its words, whatever YAML would take it for. A value that could not be read is pruned, and the
//! entry is read again without it: each round finds one fault and its node, until the rest is sound.

use std::collections::BTreeMap;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::Fault;
use super::tree::{Kind, Node, Pair};

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
}

impl<'a> Reading<'a> {
    fn of(self, node: &'a Node) -> Self {
        Self { node, pruned: self.pruned }
    }

    fn is_gone(self, node: &Node) -> bool {
        matches!(node.kind, Kind::Refused) || self.pruned.get(&node.number) == Some(&Pruned::Gone)
    }

    fn is_blank(self) -> bool {
        self.pruned.get(&self.node.number) == Some(&Pruned::Blank)
    }

    /// Returns whether nothing at all is written there.
    fn is_empty(self) -> bool {
        self.is_blank() || matches!(&self.node.kind, Kind::Plain(words) if words.is_empty())
    }

    fn found(self) -> Unexpected<'a> {
        match &self.node.kind {
            Kind::List(_) => Unexpected::Seq,
            Kind::Mapping(_) => Unexpected::Map,
            Kind::Plain(words) | Kind::Quoted(words) if !self.node.is_nothing() => Unexpected::Str(words),
            _ => Unexpected::Unit,
        }
    }

    fn list<'de, V: Visitor<'de>>(self, items: &'a [Node], visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Items { reading: self, rest: items.iter() })
    }

    fn mapping<'de, V: Visitor<'de>>(self, pairs: &'a [Pair], visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(Pairs { reading: self, rest: pairs.iter(), value: None })
    }

    fn placed<T>(self, read: Result<T, Fault>) -> Result<T, Fault> {
        read.map_err(|fault| fault.at(self.node.number))
    }
}

impl<'de> Deserializer<'de> for Reading<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(match &self.node.kind {
            _ if self.is_blank() => self.mapping(&[], visitor),
            _ if self.node.is_nothing() => visitor.visit_unit(),
            Kind::Plain(words) | Kind::Quoted(words) => visitor.visit_str(words),
            Kind::List(items) => self.list(items, visitor),
            Kind::Mapping(pairs) => self.mapping(pairs, visitor),
            Kind::Refused => visitor.visit_unit(),
        })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(match self.node.words() {
            _ if self.is_blank() => visitor.visit_str(""),
            Some(words) => visitor.visit_str(words),
            None => Err(Fault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(match &self.node.kind {
            Kind::Plain(words) if matches!(words.as_str(), "true" | "True" | "TRUE") => visitor.visit_bool(true),
            Kind::Plain(words) if matches!(words.as_str(), "false" | "False" | "FALSE") => visitor.visit_bool(false),
            _ => Err(Fault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_nothing() || self.is_blank() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(match &self.node.kind {
            Kind::List(items) if !self.is_blank() => self.list(items, visitor),
            _ if self.is_empty() => self.list(&[], visitor),
            _ => Err(Fault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.placed(match &self.node.kind {
            Kind::Mapping(pairs) if !self.is_blank() => self.mapping(pairs, visitor),
            _ if self.is_empty() => self.mapping(&[], visitor),
            _ => Err(Fault::invalid_type(self.found(), &visitor)),
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
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
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
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
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let reading = self.reading;
        let gone = |pair: &Pair| {
            reading.is_gone(&pair.key)
                || reading.is_gone(&pair.value)
                || reading.pruned.contains_key(&pair.value.number)
        };
        let Some(pair) = self.rest.find(|pair| !gone(pair)) else { return Ok(None) };
        self.value = Some(&pair.value);
        let key = pair.key.words().unwrap_or_default();
        seed.deserialize(StrDeserializer::<Fault>::new(key)).map(Some).map_err(|fault| fault.at(pair.key.number))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let value = self.value.take().expect("serde asks for a value after its key");
        seed.deserialize(self.reading.of(value)).map_err(|fault| fault.at(value.number))
    }
}
