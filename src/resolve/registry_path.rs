//! Where the reader of the registry stands: an entry and the keys that lead down to a value.
//!
//! A chain of borrowed steps costs nothing to walk; it becomes a place only for a problem or for an entry of the model.

use crate::text::{Place, RegistryPlace, Step};
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

/// A value of the registry, as the keys that lead to it.
#[derive(Clone, Copy)]
pub(super) struct RegistryPath<'a> {
    file: &'a ProjectPath,
    above: Option<&'a RegistryPath<'a>>,
    step: Last<'a>,
}

#[derive(Clone, Copy)]
enum Last<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> RegistryPath<'a> {
    /// Returns a key at the top of a registry file.
    pub(super) fn top(file: &'a ProjectPath, key: &'a str) -> Self {
        Self { file, above: None, step: Last::Key(key) }
    }

    /// Returns what stands under a key.
    pub(super) fn key<'b>(&'b self, key: &'b str) -> RegistryPath<'b> {
        RegistryPath { file: self.file, above: Some(self), step: Last::Key(key) }
    }

    /// Returns an item of a list.
    pub(super) fn item(&self, item: usize) -> RegistryPath<'_> {
        RegistryPath { file: self.file, above: Some(self), step: Last::Item(item) }
    }

    /// Walks along the keys of a place of the registry, and does something there.
    pub(super) fn walk_to(place: &RegistryPlace, there: &mut dyn FnMut(&RegistryPath<'_>)) {
        fn on(at: &RegistryPath<'_>, steps: &[Step], there: &mut dyn FnMut(&RegistryPath<'_>)) {
            match steps.split_first() {
                None => there(at),
                Some((Step::Key(key), rest)) => on(&at.key(key), rest, there),
                Some((Step::Item(item), rest)) => on(&at.item(*item), rest, there),
            }
        }
        if let Some((Step::Key(section), rest)) = place.steps.split_first() {
            on(&RegistryPath::top(&place.file, section), rest, there);
        }
    }

    /// Returns the entry in words, such as "claim `november`"; the section's name outside any entry.
    pub(super) fn owner(&self) -> String {
        let mut entry = None;
        let mut here = self;
        while let Some(above) = here.above {
            entry = Some(here);
            here = above;
        }
        let Last::Key(section) = here.step else { return String::new() };
        let kind = EntryKind::of_section(section);
        match (kind, entry.map(|entry| entry.step)) {
            (Some(kind), Some(Last::Key(id))) => format!("{} `{id}`", kind.word()),
            _ => format!("`{section}`"),
        }
    }

    /// Returns where it is in the registry, for an entry of the model.
    pub(super) fn registry_place(&self) -> RegistryPlace {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(at) = here {
            steps.push(match at.step {
                Last::Key(key) => Step::Key(key.to_owned()),
                Last::Item(item) => Step::Item(item),
            });
            here = at.above;
        }
        steps.reverse();
        RegistryPlace::value(self.file.clone(), steps)
    }

    /// Returns the value as a problem's place.
    pub(super) fn value(&self) -> Place {
        self.registry_place().into()
    }

    /// Returns the key as a problem's place.
    pub(super) fn name(&self) -> Place {
        self.registry_place().key().into()
    }

    /// Returns the key, or the value where the place is an item of a list.
    pub(super) fn name_or_value(&self) -> Place {
        match self.step {
            Last::Key(_) => self.name(),
            Last::Item(_) => self.value(),
        }
    }
}
