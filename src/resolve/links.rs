//! Ids become keys: a table of every id of every kind, so that a reference to nothing, or to an entry of another kind,
//! is told from a good one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Problems;
use crate::language::Language;
use crate::load::Project;
use crate::model::{self, Key};
use crate::quantity::Bound;
use crate::registry::{self, Entries, Registry};
use crate::text::near::Near;
use crate::text::{Id, Place, Span};
use crate::vocabulary::{EntryKind, Vocabulary};
use crate::world::ProjectPath;

use super::problem;
use super::registry_path::RegistryPath;
use super::sought::Sought;

/// A type of the model whose entries have ids.
pub(super) trait Linked {
    const KIND: EntryKind;
}

macro_rules! linked {
    ($($type:ty => $kind:ident,)*) => { $(impl Linked for $type { const KIND: EntryKind = EntryKind::$kind; })* };
}

linked! {
    model::Party => Party,
    model::Measure => Measure,
    model::Source => Source,
    model::Dataset => Dataset,
    model::Figure => Figure,
    model::TableEntry => Table,
    model::Chart => Chart,
    model::Claim => Claim,
    model::Unknown => Unknown,
}

/// An entry as written, with its file and id.
#[derive(Debug)]
pub(super) struct Written<'a, T> {
    pub(super) file: &'a ProjectPath,
    pub(super) id: Id,
    pub(super) entry: &'a T,
}

/// The entries of all files by section, in order; an entry's index is the index of its key.
#[derive(Debug)]
pub(super) struct Sections<'a> {
    pub(super) parties: Vec<Written<'a, registry::Party>>,
    pub(super) measures: Vec<Written<'a, registry::Measure>>,
    pub(super) sources: Vec<Written<'a, registry::Source>>,
    pub(super) datasets: Vec<Written<'a, registry::Dataset>>,
    /// Their keys are those of datasets, after the datasets' own.
    pub(super) views: Vec<Written<'a, registry::View>>,
    pub(super) figures: Vec<Written<'a, registry::Figure>>,
    pub(super) tables: Vec<Written<'a, registry::Table>>,
    pub(super) charts: Vec<Written<'a, registry::Chart>>,
    pub(super) claims: Vec<Written<'a, registry::Claim>>,
    pub(super) unknowns: Vec<Written<'a, registry::Unknown>>,
    pub(super) briefs: Vec<Written<'a, registry::Brief>>,
}

/// Every id with its kind, and its index in the section. Entries of several kinds may have one id.
#[derive(Debug, Default)]
pub(super) struct Links<'a> {
    by_id: HashMap<(EntryKind, &'a str), usize>,
    /// How many datasets there are, whose keys come before those of views.
    datasets: usize,
    /// The ids of each kind in alphabetical order, made when they are first asked for.
    ids: OnceLock<BTreeMap<EntryKind, Vec<String>>>,
    /// Words that stand where an id should and are none: already reported, so references to them are not.
    faulty: HashSet<&'a str>,
    /// The entry whose references are looked for, where they are.
    pub(super) sought: Option<Sought>,
}

impl<'a> Sections<'a> {
    /// Returns the sections and the ids of all files. Of two entries that one key may name the first is kept: that there are two
    /// was reported when the registry was loaded.
    pub(super) fn of(project: &'a Project) -> (Self, Links<'a>) {
        let mut links = Links::default();
        let mut of = Gather { project, links: &mut links };
        let sections = Self {
            parties: of.all(EntryKind::Party, |registry| &registry.parties),
            measures: of.all(EntryKind::Measure, |registry| &registry.measures),
            sources: of.all(EntryKind::Source, |registry| &registry.sources),
            datasets: of.all(EntryKind::Dataset, |registry| &registry.datasets),
            views: of.all(EntryKind::View, |registry| &registry.views),
            figures: of.all(EntryKind::Figure, |registry| &registry.figures),
            tables: of.all(EntryKind::Table, |registry| &registry.tables),
            charts: of.all(EntryKind::Chart, |registry| &registry.charts),
            claims: of.all(EntryKind::Claim, |registry| &registry.claims),
            unknowns: of.all(EntryKind::Unknown, |registry| &registry.unknowns),
            briefs: of.all(EntryKind::Brief, |registry| &registry.briefs),
        };
        links.datasets = sections.datasets.len();
        (sections, links)
    }

    /// Returns the file in which an entry is declared.
    pub(super) fn file(&self, kind: EntryKind, id: &str) -> Option<&'a ProjectPath> {
        fn of<'a, T>(section: &[Written<'a, T>], id: &str) -> Option<&'a ProjectPath> {
            section.iter().find(|written| written.id.as_str() == id).map(|written| written.file)
        }
        match kind {
            EntryKind::Party => of(&self.parties, id),
            EntryKind::Measure => of(&self.measures, id),
            EntryKind::Source => of(&self.sources, id),
            EntryKind::Dataset => of(&self.datasets, id),
            EntryKind::View => of(&self.views, id),
            EntryKind::Figure => of(&self.figures, id),
            EntryKind::Table => of(&self.tables, id),
            EntryKind::Chart => of(&self.charts, id),
            EntryKind::Claim => of(&self.claims, id),
            EntryKind::Unknown => of(&self.unknowns, id),
            EntryKind::Brief => of(&self.briefs, id),
        }
    }
}

struct Gather<'a, 'l> {
    project: &'a Project,
    links: &'l mut Links<'a>,
}

impl<'a> Gather<'a, '_> {
    fn all<T>(&mut self, kind: EntryKind, section: impl Fn(&'a Registry) -> &'a Entries<T>) -> Vec<Written<'a, T>> {
        let mut all = Vec::new();
        for file in &self.project.files {
            for entry in section(&file.registry).iter() {
                let id = if kind == EntryKind::Brief { Id::kebab(&entry.id) } else { Id::snake(&entry.id) };
                let Ok(id) = id else {
                    self.links.faulty.insert(&entry.id);
                    continue;
                };
                let is_named_alike = |other: &EntryKind| self.links.has(*other, &entry.id);
                if EntryKind::ALL.iter().filter(|other| kind.shares_names_with(**other)).any(is_named_alike) {
                    continue;
                }
                self.links.by_id.insert((kind, &entry.id), all.len());
                all.push(Written { file: &file.path, id, entry: &entry.value });
            }
        }
        all
    }
}

impl Links<'_> {
    /// Returns the key of an id of this kind, silently.
    pub(super) fn find<T: Linked>(&self, id: &str) -> Option<Key<T>> {
        let own = || self.by_id.get(&(T::KIND, id)).map(|index| Key::new(*index));
        let view = || self.by_id.get(&(EntryKind::View, id)).map(|index| Key::new(self.datasets + index));
        own().or_else(|| view().filter(|_| T::KIND.takes(EntryKind::View)))
    }

    /// Notes where a reference to an entry stands, if it is one that is looked for.
    pub(super) fn met(&self, kind: EntryKind, id: &str, place: impl FnOnce() -> Place) {
        if let Some(sought) = self.sought.as_ref().filter(|sought| sought.is(kind, id)) {
            sought.note(kind, id, place());
        }
    }

    /// Returns the ids of a kind, in alphabetical order.
    fn ids(&self, kind: EntryKind) -> &[String] {
        #[expect(clippy::iter_over_hash_type, reason = "the ids are sorted before anything is made of them")]
        fn all(by_id: &HashMap<(EntryKind, &str), usize>) -> BTreeMap<EntryKind, Vec<String>> {
            let mut ids: BTreeMap<EntryKind, Vec<String>> = BTreeMap::new();
            for (of, id) in by_id.keys() {
                ids.entry(*of).or_default().push((*id).to_owned());
            }
            for ids in ids.values_mut() {
                ids.sort_unstable();
            }
            ids
        }
        self.ids.get_or_init(|| all(&self.by_id)).get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Returns whether an id, or words that should have been one, stand as the name of an entry.
    pub(super) fn is_taken(&self, id: &str) -> bool {
        self.kinds(id).next().is_some() || self.faulty.contains(id)
    }

    /// Returns whether an entry of this kind has this id.
    pub(super) fn has(&self, kind: EntryKind, id: &str) -> bool {
        self.by_id.contains_key(&(kind, id))
    }

    /// Visits the kinds of the entries with this id.
    pub(super) fn kinds(&self, id: &str) -> impl Iterator<Item = EntryKind> {
        EntryKind::ALL.into_iter().filter(move |kind| self.has(*kind, id))
    }

    /// Visits the entries that words name: by an id, `deaths`, or by section and id, `measures.deaths`.
    pub(super) fn named<'w>(&self, words: &'w str) -> impl Iterator<Item = (EntryKind, &'w str)> {
        let exact = EntryKind::split(words).filter(|(kind, id)| self.has(*kind, id));
        let plain = self.kinds(words).map(move |kind| (kind, words));
        exact.into_iter().chain(plain)
    }
}

/// What every part of this stage works with: the ids, and where its problems go.
pub(super) struct Scope<'a> {
    pub(super) links: &'a Links<'a>,
    pub(super) language: Language,
    pub(super) project: &'a Project,
    /// What the publication means by words that say too little by themselves.
    pub(super) bounds: Arc<[Bound]>,
    /// Whether every registry file was read: an id that is missing from a part is not missing.
    pub(super) is_whole: bool,
    pub(super) problems: &'a mut Problems,
    /// What was asked of ids that are near to words.
    pub(super) near: Asked<'a>,
}

/// The ids that were found near to words, and how many more may be looked at.
pub(super) struct Asked<'a> {
    left: usize,
    found: HashMap<(Vec<EntryKind>, String), Option<Near<'a>>>,
}

impl Asked<'_> {
    /// So many ids are held against misspelt words: a registry whose every reference is misspelt is not told of each what may
    /// be meant.
    pub(super) const MOST: usize = 4_000_000;
    /// So many where a part of the claims is understood by itself.
    const MOST_OF_A_PART: usize = 250_000;

    pub(super) fn new(left: usize) -> Self {
        Self { left, found: HashMap::new() }
    }
}

/// A scope without its problems: what several cores can share.
#[derive(Clone)]
pub(super) struct SharedScope<'a> {
    links: &'a Links<'a>,
    language: Language,
    project: &'a Project,
    bounds: Arc<[Bound]>,
    is_whole: bool,
}

impl<'a> SharedScope<'a> {
    /// Returns a scope whose problems go where this core collects them.
    pub(super) fn with(self, problems: &'a mut Problems) -> Scope<'a> {
        let Self { links, language, project, bounds, is_whole } = self;
        Scope { links, language, project, bounds, is_whole, problems, near: Asked::new(Asked::MOST_OF_A_PART) }
    }
}

impl<'a> Scope<'a> {
    /// Returns what other cores need of it.
    pub(super) fn apart(&self) -> SharedScope<'a> {
        let bounds = Arc::clone(&self.bounds);
        SharedScope {
            links: self.links,
            language: self.language,
            project: self.project,
            bounds,
            is_whole: self.is_whole,
        }
    }
}

impl<'a> Scope<'a> {
    /// Returns the key of the entry that `id` names; a problem where there is none of this kind.
    pub(super) fn link<T: Linked>(&mut self, id: &str, at: &RegistryPath<'_>) -> Option<Key<T>> {
        self.link_at(id, at, || at.value())
    }

    /// Returns the key of the entry that a part of a text names.
    pub(super) fn link_within<T: Linked>(&mut self, id: &str, at: &RegistryPath<'_>, span: Span) -> Option<Key<T>> {
        self.link_at(id, at, || at.registry_place().within(span).into())
    }

    /// Returns the key of the entry that a key of the registry names, as under `distinct_from`.
    pub(super) fn link_key<T: Linked>(&mut self, id: &str, at: &RegistryPath<'_>) -> Option<Key<T>> {
        self.link_at(id, at, || at.name())
    }

    fn link_at<T: Linked>(&mut self, id: &str, at: &RegistryPath<'_>, place: impl Fn() -> Place) -> Option<Key<T>> {
        if let Some(key) = self.links.find(id) {
            let own = self.links.has(T::KIND, id);
            self.links.met(if own { T::KIND } else { EntryKind::View }, id, place);
            return Some(key);
        }
        match self.links.kinds(id).next() {
            Some(found) => self.problems.push(problem::wrong_kind(place(), id, found, T::KIND)),
            None if self.links.faulty.contains(id) || !self.is_whole => {}
            None => {
                let near = self.near(id, &[T::KIND]);
                self.problems.push(problem::unknown_id(place(), &at.owner(), id, T::KIND, near));
            }
        }
        None
    }

    /// Returns the id of one of these kinds that is nearest to a word.
    pub(super) fn near(&mut self, written: &str, kinds: &[EntryKind]) -> Option<Near<'a>> {
        let asked = (kinds.to_vec(), written.to_owned());
        if let Some(found) = self.near.found.get(&asked) {
            return *found;
        }
        let links = self.links;
        let taken = |wanted: &EntryKind| {
            let wanted = *wanted;
            EntryKind::ALL.into_iter().filter(move |kind| wanted.takes(*kind))
        };
        let ids = || kinds.iter().flat_map(taken).flat_map(|kind| links.ids(kind)).map(String::as_str);
        let left = self.near.left.checked_sub(ids().count())?;
        let found = problem::nearest(written, ids());
        self.near.left = left;
        self.near.found.insert(asked, found);
        found
    }

    /// Returns the key of an optional reference.
    pub(super) fn link_if<T: Linked>(&mut self, id: Option<&String>, at: &RegistryPath<'_>) -> Option<Key<T>> {
        id.and_then(|id| self.link(id, at))
    }

    /// Returns the keys of a list of references, each at most once.
    pub(super) fn link_all<T: Linked>(&mut self, ids: &[String], at: &RegistryPath<'_>) -> Vec<Key<T>> {
        let mut keys = Vec::with_capacity(ids.len());
        let mut seen = HashSet::with_capacity(ids.len());
        for (item, id) in ids.iter().enumerate() {
            let Some(key) = self.link(id, &at.item(item)) else { continue };
            if seen.insert(key) {
                keys.push(key);
            } else {
                self.problems.push(problem::listed_twice(&at.item(item), id));
            }
        }
        keys
    }

    /// Returns a required value; a problem where it is absent or blank.
    pub(super) fn required<'w>(
        &mut self,
        written: Option<&'w String>,
        at: &RegistryPath<'_>,
        key: &str,
    ) -> Option<&'w str> {
        match written {
            Some(words) if !words.trim().is_empty() => Some(words),
            Some(_) => {
                self.problems.push(problem::missing_key(at.key(key).value(), at, key));
                None
            }
            None => {
                self.problems.push(problem::missing_key(at.name(), at, key));
                None
            }
        }
    }

    /// Returns what a word of a closed list stands for; a problem where the list has no such word.
    pub(super) fn word<T: Vocabulary>(&mut self, written: &str, at: &RegistryPath<'_>) -> Option<T> {
        let found = T::parse(written);
        if found.is_none() {
            let words: Vec<&str> = T::LIST.iter().map(|meaning| meaning.word()).collect();
            self.problems.push(problem::unknown_word(at, written, T::WHAT, &words));
        }
        found
    }

    /// Returns what an optional word of a closed list stands for.
    pub(super) fn word_if<T: Vocabulary>(&mut self, written: Option<&String>, at: &RegistryPath<'_>) -> Option<T> {
        written.and_then(|written| self.word(written, at))
    }
}
