//! Where an entry is declared and referred to, for whoever gives it another id.
//!
//! A reference is noted at the very step that understands it, so a word of a text that happens to be spelt like an id is
//! none, and no kind of reference is forgotten.

use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Problems;
use crate::load::Project;
use crate::text::{Place, Span};

use super::at::At;
use super::link::Sections;

/// An entry of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The section it stands in, as in `claims`.
    pub section: &'static str,
    /// The word for one of its entries, as in `claim`.
    pub word: &'static str,
}

/// Returns what the id is the name of; none where no entry has it.
pub fn declared(project: &Project, id: &str) -> Option<Declared> {
    let (_, links) = Sections::of(project);
    links.kind(id).map(|kind| Declared { section: kind.section(), word: kind.word() })
}

/// Returns the places of an entry's id in the registry: its own key, every reference, and waivers set in it.
pub fn references(project: &Project, id: &str) -> Vec<Place> {
    let (sections, mut links) = Sections::of(project);
    let Some(kind) = links.kind(id) else { return Vec::new() };
    let file = sections.file(kind, id);
    links.sought = Some(Sought::new(id));
    super::linked(project, &sections, &links, &mut Problems::default());
    let mut places = links.sought.map(Sought::places).unwrap_or_default();
    places.extend(file.map(|file| At::top(file, kind.section()).key(id).name()));
    places.extend(waivers(project, id));
    let mut places: Vec<Place> = places.iter().map(|place| project.locate(place)).collect();
    places.sort();
    places.dedup();
    places
}

/// Returns the first words of waivers' places, where they are the id.
fn waivers(project: &Project, id: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for file in &project.files {
        let list = At::top(&file.path, "waivers");
        for (item, waiver) in file.registry.waivers.iter().enumerate() {
            let first = waiver.place.as_deref().and_then(|place| place.split('.').next());
            if first == Some(id) {
                let at = list.item(item);
                places.push(at.key("place").registry_place().within(Span::new(0, id.len())).into());
            }
        }
    }
    places
}

/// An id that is looked for, and where it was met so far, on whatever core.
#[derive(Debug)]
pub(super) struct Sought {
    id: String,
    places: Mutex<Vec<Place>>,
}

impl Sought {
    fn new(id: &str) -> Self {
        Self { id: id.to_owned(), places: Mutex::default() }
    }

    /// Returns whether this is the id.
    pub(super) fn is(&self, id: &str) -> bool {
        self.id == id
    }

    /// Notes a place.
    pub(super) fn note(&self, place: Place) {
        self.places.lock().unwrap_or_else(PoisonError::into_inner).push(place);
    }

    fn places(self) -> Vec<Place> {
        self.places.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
