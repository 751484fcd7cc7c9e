//! What codes of a column are called, `Germany` for `DE`: in the main language of the publication, and in the one that is read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The names of codes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Called {
    /// What each code of the column is called, and the first code that is called so.
    by_code: BTreeMap<u32, (String, u32)>,
    /// What they are called in the main language of the publication, where this is another.
    elsewhere: BTreeMap<String, u32>,
}

impl Called {
    /// Says what a code is called, and which is the first that is called so.
    pub(super) fn call(&mut self, code: u32, name: &str, first: u32) {
        self.by_code.insert(code, (name.to_owned(), first));
    }

    /// Says what a code is called in another language. What it was called before still finds it.
    pub(super) fn call_in_language(&mut self, code: u32, name: &str) {
        if let Some((shown, _)) = self.by_code.get_mut(&code).filter(|(shown, _)| shown != name) {
            let before = std::mem::replace(shown, name.to_owned());
            self.elsewhere.entry(before).or_insert(code);
        }
    }

    /// Returns whether no code is called anything.
    pub(super) fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }

    /// Returns what a code is called.
    pub(super) fn name(&self, code: u32) -> Option<&str> {
        self.by_code.get(&code).map(|(name, _)| name.as_str())
    }

    /// Returns the code that stands for all that are called the same; the code itself, where it is called nothing.
    pub(super) fn first(&self, code: u32) -> u32 {
        self.by_code.get(&code).map_or(code, |(_, first)| *first)
    }

    /// Returns the code that is called so, in the main language or in the one that is read.
    pub(super) fn find(&self, name: &[u8]) -> Option<u32> {
        let main = str::from_utf8(name).ok().and_then(|name| self.elsewhere.get(name).copied());
        main.or_else(|| self.by_code.iter().find(|(_, (own, _))| own.as_bytes() == name).map(|(code, _)| *code))
    }
}
