//! A section of the registry: entries in the author's order, equal ids refused.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// One `id: …` of a section.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// The id as written.
    pub id: String,
    /// What stands under it.
    pub value: T,
}

/// The entries of a section in the author's order.
#[derive(Debug, Clone)]
pub struct Entries<T>(pub Vec<Entry<T>>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Entries<T> {
    /// Visits the entries.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<T>> {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of ids")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
                let mut known = HashSet::new();
                while let Some((id, value)) = map.next_entry::<String, T>()? {
                    if !known.insert(id.clone()) {
                        return Err(M::Error::custom(format_args!("`{id}` stands twice")));
                    }
                    entries.push(Entry { id, value });
                }
                Ok(Entries(entries))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Entries::default())
            }
        }

        deserializer.deserialize_any(Pairs(PhantomData))
    }
}
