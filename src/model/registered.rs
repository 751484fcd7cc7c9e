//! A section of the registry once its ids are known: entries in the author's order, found by key or id.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use crate::text::Id;

/// The place of an entry in its section; a link that cannot dangle.
pub struct Key<T>(u32, PhantomData<fn() -> T>);

impl<T> Key<T> {
    /// Returns the key of the entry at `index` of its section.
    ///
    /// # Panics
    /// Panics past four thousand million entries, more than a registry file can hold.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a section has fewer than 2^32 entries"), PhantomData)
    }

    /// Returns the entry's index in its section.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Key<T> {}
impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Key<T> {}
impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// The entries of a section.
#[derive(Debug, Clone)]
pub struct Registered<T> {
    entries: Vec<(Id, T)>,
    by_id: HashMap<Id, Key<T>>,
}

impl<T> Default for Registered<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: HashMap::new() }
    }
}

impl<T> Registered<T> {
    /// Returns an empty section with room for so many entries.
    pub fn with_capacity(count: usize) -> Self {
        Self { entries: Vec::with_capacity(count), by_id: HashMap::with_capacity(count) }
    }

    /// Adds an entry; returns its key, or none where the id is taken.
    pub fn add(&mut self, id: Id, entry: T) -> Option<Key<T>> {
        let key = Key::new(self.entries.len());
        if self.by_id.contains_key(&id) {
            return None;
        }
        self.by_id.insert(id.clone(), key);
        self.entries.push((id, entry));
        Some(key)
    }

    /// Returns the key of an id.
    pub fn find(&self, id: &str) -> Option<Key<T>> {
        // Ids hash as the strings they are made of only through `Id`, and a wrong form is no id.
        let id = Id::snake(id).or_else(|_| Id::kebab(id)).ok()?;
        self.by_id.get(&id).copied()
    }

    /// Returns the id of an entry.
    pub fn id(&self, key: Key<T>) -> &Id {
        &self.entries[key.index()].0
    }

    /// Visits the entries in the author's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Key<T>, &Id, &T)> {
        self.entries.iter().enumerate().map(|(index, (id, entry))| (Key::new(index), id, entry))
    }

    /// Returns every key in the author's order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<T>> + use<T> {
        (0..self.entries.len()).map(Key::new)
    }

    /// Returns how many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Index<Key<T>> for Registered<T> {
    type Output = T;

    fn index(&self, key: Key<T>) -> &T {
        &self.entries[key.index()].1
    }
}
