//! What is read of a project's folder: registry files, tables, templates, the lock.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{OfRow, Problems, Severity};
use crate::digest::Digest;
use crate::language::Languages;
use crate::registry::{Entries, Registry};
use crate::snapshot::Sidecar;
use crate::table::Table;
use crate::text::{Place, RegistryPlace, Step, Text};
use crate::world::ProjectPath;

use super::locate::{Spelt, Trees};

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Project {
    /// The registry files: `claims.yaml`, then the included ones by path.
    pub files: Vec<RegistryFile>,
    /// The tables of each dataset, by the dataset's id.
    pub tables: BTreeMap<String, Tables>,
    /// Every `.md` and `.html` file below `templates/`.
    pub templates: BTreeMap<ProjectPath, Text>,
    /// Templates that could not be read, which is not to say that they are missing.
    pub unread: BTreeSet<ProjectPath>,
    /// Templates of other languages, which are no business of this one.
    pub left_out: BTreeMap<ProjectPath, Text>,
    /// The digest of every file that was read.
    pub inputs: BTreeMap<ProjectPath, Digest>,
    /// The entries that were made of rows, by id.
    pub made: HashMap<String, Made>,
    /// Whether every registry file could be read. Where not, an id that seems to be missing may only be unread, and no
    /// later stage should speak.
    pub whole: bool,
    /// The languages of the publication, and the one in which its texts were read; none where it is in one.
    pub languages: Option<Languages>,
    /// The texts that have no words of their own in that language.
    pub untranslated: BTreeSet<RegistryPlace>,
    pub(super) trees: Trees,
    /// Which of the files has a path.
    pub(super) numbered: OnceLock<BTreeMap<ProjectPath, usize>>,
}

/// One registry file.
#[derive(Debug)]
pub struct RegistryFile {
    /// Its path.
    pub path: ProjectPath,
    /// Its words.
    pub text: Text,
    /// What it says.
    pub registry: Registry,
}

/// The tables of a dataset; none where a file could not be read as declared.
#[derive(Debug, Default, Clone)]
pub struct Tables {
    /// The current release.
    pub current: Option<Arc<Table>>,
    /// The earlier releases, in the order of `earlier`.
    pub earlier: Vec<Option<Arc<Table>>>,
    /// What is known of the snapshot, where the dataset is a query.
    pub(crate) snapshot: Option<Arc<Sidecar>>,
    /// Where another file is tried out in the place of the dataset's own: the release that it would replace.
    pub replaced: Option<Replaced>,
}

/// A release that another would replace, to see what would be.
#[derive(Debug, Clone)]
pub struct Replaced {
    /// Its cells; none where its file could not be read.
    pub table: Option<Arc<Table>>,
    /// The vintage of the release that is tried out; where none is given it comes after everything that was said.
    pub vintage: Option<String>,
}

/// An entry that was made of one that is written once for many rows.
#[derive(Debug, Clone)]
pub struct Made {
    /// The id as it is written.
    pub of: String,
    /// For which row.
    pub row: Arc<Row>,
}

/// A row for which entries are made.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands behind the ids of its entries.
    pub id: String,
    /// Its cells that are words, by column.
    pub cells: Vec<(String, String)>,
}

impl Project {
    /// Returns the place of an entry that was made of a row as it is written.
    pub fn as_written<'p>(&self, place: &'p RegistryPlace) -> Cow<'p, RegistryPlace> {
        let made = match place.steps.get(1) {
            Some(Step::Key(id)) if !self.made.is_empty() => self.made.get(id),
            _ => None,
        };
        let Some(made) = made else { return Cow::Borrowed(place) };
        // Bytes within what was filled in are none of what is written.
        let mut written = RegistryPlace { within: None, ..place.clone() };
        written.steps[1] = Step::from(made.of.as_str());
        Cow::Owned(written)
    }

    /// Returns where something is said that may be said of many rows: of an entry that was made of one, or in a template.
    pub fn of_row(&self, place: &Place) -> Option<OfRow> {
        if self.made.is_empty() {
            return None;
        }
        match place {
            Place::Registry(at) => {
                let Some(Step::Key(id)) = at.steps.get(1) else { return None };
                let row = self.made.get(id)?.row.id.clone();
                Some(OfRow { written: self.as_written(at).into_owned().into(), row: Some(row) })
            }
            Place::Text(file, _) if self.templates.contains_key(file) => {
                Some(OfRow { written: place.clone(), row: None })
            }
            _ => None,
        }
    }

    /// Returns the place with a byte range instead of a path of keys, where its file could be read.
    pub fn locate(&self, place: &Place) -> Place {
        let Place::Registry(wanted) = place else { return place.clone() };
        let wanted = &*self.as_written(wanted);
        let numbered = || self.files.iter().enumerate().rev().map(|(at, file)| (file.path.clone(), at)).collect();
        match self.numbered.get_or_init(numbered).get(&wanted.file) {
            Some(at) => self.trees.locate(&self.files[*at].text, wanted, self.languages.as_ref()),
            None => Place::File(wanted.file.clone()),
        }
    }

    /// Returns how the value at a path of keys stands in its file; none where the path leads to no value.
    pub(crate) fn spelt(&self, wanted: &RegistryPlace) -> Option<Spelt> {
        let file = self.files.iter().find(|file| file.path == wanted.file)?;
        self.trees.spelt(&file.text, wanted)
    }

    /// Returns whether a text of the registry, or what stands in it, has no words of its own in the language in which it was read.
    pub fn is_untranslated(&self, place: &RegistryPlace) -> bool {
        if self.untranslated.is_empty() {
            return false;
        }
        let place = self.as_written(place);
        (1..=place.steps.len()).any(|upto| {
            let above = RegistryPlace::value(place.file.clone(), place.steps[..upto].to_vec());
            self.untranslated.contains(&above)
        })
    }

    /// Takes out the entries in which errors were met; returns whether each error is of one, and was taken out with it.
    pub fn leave_out(&mut self, problems: &Problems) -> bool {
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        let mut entries: BTreeSet<(String, String)> = BTreeSet::new();
        for error in errors {
            let of_file = match &error.at.place {
                Place::Registry(place) => {
                    let [Step::Key(section), Step::Key(id), ..] = place.steps.as_slice() else { return false };
                    entries.insert((section.clone(), id.clone()));
                    continue;
                }
                place => place.file().cloned(),
            };
            let Some(file) = of_file else { return false };
            let datasets = self.files.iter().flat_map(|registry| registry.registry.datasets.iter());
            let of_file = datasets.filter(|dataset| dataset.value.file.as_deref() == Some(file.as_str()));
            let before = entries.len();
            entries.extend(of_file.map(|dataset| ("datasets".to_owned(), dataset.id.clone())));
            if entries.len() == before {
                return false;
            }
        }
        let mut all = true;
        for (section, id) in &entries {
            let mut gone = false;
            for file in &mut self.files {
                gone |= file.registry.remove(section, id);
            }
            all &= gone;
        }
        all
    }

    /// Forgets the longest sections as they are written: once they are understood, nobody reads them again but who edits the
    /// files. Texts, places, datasets and briefs stay.
    pub fn forget_entries(&mut self) {
        for file in &mut self.files {
            let registry = &mut file.registry;
            registry.sources = Entries::default();
            registry.figures = Entries::default();
            registry.claims = Entries::default();
            registry.unknowns = Entries::default();
        }
    }

    /// Returns the registries as they are written, where entries of them are made for rows.
    pub fn written(&self) -> Option<Vec<Registry>> {
        let of_rows = |file: &RegistryFile| file.registry.briefs.iter().any(|brief| brief.value.for_each.is_some());
        self.files.iter().any(of_rows).then(|| self.files.iter().map(|file| file.registry.clone()).collect())
    }

    /// Puts the registries as they are written in the place of what was made of them.
    pub fn restore(&mut self, written: Option<Vec<Registry>>) {
        for (file, registry) in self.files.iter_mut().zip(written.into_iter().flatten()) {
            file.registry = registry;
        }
    }

    /// Notes which releases are replaced where other files are tried out, by the datasets' ids.
    pub fn replace(&mut self, replaced: &BTreeMap<String, Replaced>) {
        for (id, replaced) in replaced {
            if let Some(tables) = self.tables.get_mut(id) {
                tables.replaced = Some(replaced.clone());
            }
        }
    }
}
