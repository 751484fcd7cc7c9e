//! An entry gets another id: the files that name it, as they would be (`rename`).
//!
//! Only what the tool itself reads as a reference is replaced, at its own bytes. Where that cannot be done everywhere,
//! nothing is, and the [`Hindrance`] says why.

use crate::diagnostic::{Fix, Problems, Texts};
use crate::edition::ProjectLock;
use crate::load::Project;
use crate::model::Model;
use crate::resolve;
use crate::template::Templates;
use crate::text::Place;
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

use super::free::{NotFree, free};
use super::{EditedFile, of_fixes};

/// Why an entry cannot get another id.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// No entry has the id.
    Unknown,
    /// Entries of these kinds have it.
    Several(Vec<EntryKind>),
    /// The new id cannot be given to it.
    Id(NotFree),
    /// At this place the id is written in some other way, as with escapes.
    Spelt(Place),
    /// The brief finds this template by its id.
    OwnTemplate(ProjectPath),
    /// Editions of the brief are accepted under its id.
    Published,
}

/// Returns the entry that words name, by its id or by section and id, where it is one alone.
pub(crate) fn meant<'w>(project: &Project, words: &'w str) -> Result<(EntryKind, &'w str), Hindrance> {
    match resolve::declared(project, words).as_slice() {
        [] => Err(Hindrance::Unknown),
        [only] => Ok(*only),
        several => Err(Hindrance::Several(several.iter().map(|(kind, _)| *kind).collect())),
    }
}

/// Returns the files in which `new` takes the place of an entry's id, by path.
pub(crate) fn renamed(
    project: &Project,
    model: &Model,
    lock: &ProjectLock,
    texts: &Texts,
    (kind, id): (EntryKind, &str),
    new: &str,
) -> Result<Vec<EditedFile>, Box<Hindrance>> {
    free(project, kind.section(), new).map_err(Hindrance::Id)?;
    if kind == EntryKind::Brief {
        stays_where_it_is(project, model, lock, id)?;
    }
    let mut places = resolve::references(project, kind, id);
    places.extend(Templates::read(&project.templates, &mut Problems::default()).references(kind.section(), id));
    exactly(places, id, new, texts).map_err(|place| Box::new(Hindrance::Spelt(*place)))
}

/// Returns in how many places of the registry an entry is named.
pub(crate) fn named(project: &Project, (kind, id): (EntryKind, &str)) -> usize {
    resolve::references(project, kind, id).len()
}

/// Refuses a brief that is found by its id: by its template, or by whoever keeps the address of an edition.
fn stays_where_it_is(project: &Project, model: &Model, lock: &ProjectLock, id: &str) -> Result<(), Hindrance> {
    let unread = lock.read.is_none() && lock.bytes.is_some();
    if unread || lock.read.as_ref().is_some_and(|lock| lock.briefs.contains_key(id)) {
        return Err(Hindrance::Published);
    }
    let entries = project.files.iter().flat_map(|file| file.registry.briefs.iter());
    let is_named = entries.filter(|entry| entry.id == id).any(|entry| entry.value.template.is_some());
    let template = model.briefs.find(id).and_then(|key| model.briefs[key].template.clone());
    match template.filter(|_| !is_named) {
        Some(template) => Err(Hindrance::OwnTemplate(template)),
        None => Ok(()),
    }
}

/// Returns the files as they would be, or a place where other bytes stand than the id's own.
fn exactly(places: Vec<Place>, id: &str, new: &str, texts: &Texts) -> Result<Vec<EditedFile>, Box<Place>> {
    let mut fixes = Vec::with_capacity(places.len());
    for place in places {
        let exact = Fix::new(place.clone(), id, new).and_then(|fix| fix.exact(texts));
        fixes.push(exact.ok_or(Box::new(place))?);
    }
    Ok(of_fixes(fixes.iter(), texts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, Text};

    #[test]
    fn an_id_is_replaced_where_exactly_it_stands_and_a_place_of_other_bytes_is_told() {
        let path = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(path.clone(), Text::new("a: \"cbp\" # cbp\nb: \"c\\x62p\"\n"))]);
        let at = |start, end| Place::Text(path.clone(), Span::new(start, end));
        let files = exactly(vec![at(3, 8)], "cbp", "border_agency", &texts).unwrap();
        assert_eq!(files[0].after, "a: \"border_agency\" # cbp\nb: \"c\\x62p\"\n");
        assert_eq!(*exactly(vec![at(18, 26)], "cbp", "new", &texts).unwrap_err(), at(18, 26));
    }
}
