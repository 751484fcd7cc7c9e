//! What is registered beside a new entry: the party of a name, the measure of a dataset, the dataset of a measure, and all that
//! one number from a file needs until a brief prints it.

use unicode_normalization::UnicodeNormalization as _;

use super::New;
use super::draft::Draft;
use super::kinds::{AGGREGATES, FieldValue, READING, SELECTION};
use crate::Error;
use crate::edit::{NewEntry, Written};
use crate::load::Project;
use crate::pipeline::Until;
use crate::registry::{Registry, prints_value};
use crate::text::Id;
use crate::view::Views;
use crate::vocabulary::EntryKind;

impl New {
    /// Puts into the draft what the entry rests on and is not registered yet; what was said of it is then said by ids.
    pub(super) fn put_beside(&mut self, draft: &mut Draft) -> Result<(), Error> {
        for key in ["publisher", "kept_by", "holder"] {
            self.party(key, draft)?;
        }
        match self.kind.section {
            "datasets" => {
                let dataset = self.id.clone();
                self.measure(dataset.as_deref(), draft)
            }
            "measures" => match self.dataset_id(self.first("record"), &draft.project()?) {
                Some((dataset, false)) => {
                    self.said.entry("record").or_insert_with(|| vec![dataset.clone()]);
                    self.dataset(&dataset, self.id.clone(), draft)
                }
                _ => Ok(()),
            },
            "figures" => self.of_file(draft),
            "briefs" => self.number(draft),
            _ => Ok(()),
        }
    }

    /// Registers a party that is named in words; its id takes their place.
    fn party(&mut self, key: &'static str, draft: &mut Draft) -> Result<(), Error> {
        let Some(name) = self.first(key).filter(|name| Id::snake(name).is_err()) else { return Ok(()) };
        let name = name.trim().to_owned();
        let known = registries(&draft.project()?)
            .flat_map(|registry| registry.parties.iter())
            .find_map(|party| (party.value.name.as_deref() == Some(&name)).then(|| party.id.clone()));
        let id = if let Some(id) = known {
            id
        } else {
            let id = free_id(&draft.project()?, EntryKind::Party, &name);
            let mut party = self.entry_of("parties", &id);
            party.say("name", Written::Words(name));
            draft.put(&party, self.into.as_deref())?;
            id
        };
        self.said.insert(key, vec![id]);
        Ok(())
    }

    /// Registers the measure that is named, where nobody has and it is said what it counts.
    fn measure(&mut self, record: Option<&str>, draft: &mut Draft) -> Result<(), Error> {
        let Some(id) = self.first("measure") else { return Ok(()) };
        if has(&draft.project()?, EntryKind::Measure, &id) || !self.said.contains_key("counts") {
            return Ok(());
        }
        let mut measure = self.entry_of("measures", &id);
        self.say_all(&mut measure, &["counts", "unit", "definition", "kept_by"]);
        if !self.said.contains_key("kept_by") {
            self.say_as("kept_by", "publisher", &mut measure);
        }
        if let Some(record) = record {
            measure.say("record", Written::Words(record.to_owned()));
        }
        draft.put(&measure, self.into.as_deref())
    }

    /// Returns the id of the dataset of the file, and whether somebody registered it.
    fn dataset_id(&self, id: Option<String>, project: &Project) -> Option<(String, bool)> {
        let Some(file) = self.first("file") else { return id.map(|id| (id, true)) };
        let mut datasets = registries(project).flat_map(|registry| registry.datasets.iter());
        let known = datasets.find(|dataset| dataset.value.file.as_deref() == Some(&file)).map(|dataset| &dataset.id);
        if let Some(known) = known.filter(|known| id.as_ref().is_none_or(|id| id == *known)) {
            return Some((known.clone(), true));
        }
        let stem = file.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or("data");
        Some((id.unwrap_or_else(|| free_id(project, EntryKind::Dataset, stem)), false))
    }

    /// Registers the dataset of the file.
    fn dataset(&self, id: &str, measure: Option<String>, draft: &mut Draft) -> Result<(), Error> {
        let mut dataset = self.entry_of("datasets", id);
        let read: Vec<&str> = READING.iter().map(|key| key.path).collect();
        self.say_all(&mut dataset, &["file", "publisher"]);
        if let Some(measure) = measure {
            dataset.say("measure", Written::Words(measure));
        }
        self.say_all(&mut dataset, &["vintage"]);
        self.say_all(&mut dataset, &read);
        draft.put_dataset(&mut dataset, self.into.as_deref())
    }

    /// Registers what a figure is taken from, where a file is named and no dataset.
    fn of_file(&mut self, draft: &mut Draft) -> Result<(), Error> {
        if !self.said.contains_key("measure") && self.said.contains_key("counts") {
            let column = self.aggregate().map(|(_, column)| column).filter(|column| column != "rows");
            let id = column.map_or_else(|| "count".to_owned(), |column| slug(&column));
            self.said.insert("measure", vec![id]);
        }
        let Some((of, is_there)) = self.dataset_id(self.first("of"), &draft.project()?) else { return Ok(()) };
        self.measure(Some(&of), draft)?;
        if !is_there {
            self.dataset(&of, self.first("measure"), draft)?;
        }
        self.said.insert("of", vec![of]);
        Ok(())
    }

    /// Registers one number from a file, the claim that says it, and what is not known of it: all that the brief prints.
    fn number(&mut self, draft: &mut Draft) -> Result<(), Error> {
        let claim = slug(self.id.as_deref().unwrap_or_default());
        if self.said.contains_key("statement") {
            self.claim(&claim, draft)?;
        }
        let questions = self.said.get("unknowns").cloned().unwrap_or_default();
        let in_words: Vec<String> = questions.iter().filter(|words| Id::snake(words).is_err()).cloned().collect();
        if let Some(question) = in_words.first() {
            let project = draft.project()?;
            let unknown = free_id(&project, EntryKind::Unknown, &claim);
            let mut entry = self.entry_of("unknowns", &unknown);
            entry.say("question", Written::Words(question.clone()));
            self.say_all(&mut entry, &["because"]);
            draft.put(&entry, self.into.as_deref())?;
            let ids = questions.iter().map(|words| if words == question { unknown.clone() } else { words.clone() });
            self.said.insert("unknowns", ids.collect());
        }
        Ok(())
    }

    /// Registers the claim that says the number.
    fn claim(&mut self, like: &str, draft: &mut Draft) -> Result<(), Error> {
        self.of_file(draft)?;
        let claim = free_id(&draft.project()?, EntryKind::Claim, like);
        let selection = self.selection();
        let Some(number) = draft.number(&selection)? else { return Ok(()) };
        let mut test = selection;
        let reading = self.first("reading").unwrap_or_else(|| self.read_as());
        test.push(("reading".to_owned(), Written::Words(reading)));
        let mut entry = self.entry_of("claims", &claim);
        entry.is_one_line = false;
        self.say_all(&mut entry, &["statement"]);
        if !self.first("statement").is_some_and(|words| prints_value(&words)) {
            entry.say("quantity", Written::Words(number));
        }
        entry.say("test", Written::Braces(test));
        draft.put(&entry, self.into.as_deref())?;
        self.said.entry("claims").or_default().push(claim);
        Ok(())
    }

    /// Returns the rows and the aggregate that were asked for, as a figure writes them.
    pub(super) fn selection(&self) -> Vec<(String, Written)> {
        let mut keys: Vec<(String, Written)> = Vec::new();
        for key in SELECTION {
            let Some(words) = self.said.get(key.path) else { continue };
            keys.push((key.path.to_owned(), key.takes.written(words)));
        }
        keys
    }

    /// Returns the aggregate with its column.
    fn aggregate(&self) -> Option<(&'static str, String)> {
        AGGREGATES.into_iter().find_map(|key| Some((key, self.first(key)?)))
    }

    /// Says of what the number is a number where nobody did, in the words of the file.
    fn read_as(&self) -> String {
        let column = self.aggregate().map_or_else(String::new, |(_, column)| column);
        let conditions: Vec<String> =
            self.said.get("where").into_iter().flatten().map(|condition| condition.replacen('=', " ", 1)).collect();
        let conditions = if conditions.is_empty() { String::new() } else { format!(" ({})", conditions.join(", ")) };
        format!("{column}{conditions}, as {} has it.", self.first("file").unwrap_or_else(|| "the dataset".to_owned()))
    }

    /// Returns an entry of another section, on one line where a registry begins with it.
    pub(super) fn entry_of(&self, section: &'static str, id: &str) -> NewEntry {
        NewEntry { is_one_line: self.starts, ..NewEntry::new(section, id) }
    }

    pub(super) fn say_all(&self, entry: &mut NewEntry, keys: &[&'static str]) {
        for key in keys {
            self.say_as(key, key, entry);
        }
    }

    fn say_as(&self, key: &'static str, said: &'static str, entry: &mut NewEntry) {
        let takes = READING.iter().find(|field| field.path == said).map_or(FieldValue::Words, |field| field.takes);
        let Some(words) = self.said.get(said) else { return };
        // An empty cell has no value either, unless it is left out of the list by hand.
        let empty = (key == "missingValues").then(String::new);
        let words: Vec<String> = empty.into_iter().chain(words.iter().cloned()).collect();
        entry.say(key, takes.written(&words));
    }

    pub(super) fn first(&self, key: &str) -> Option<String> {
        self.said.get(key)?.first().cloned()
    }
}

/// Returns an id like these words that no entry of the kind has.
pub(super) fn free_id(project: &Project, kind: EntryKind, words: &str) -> String {
    let id = slug(words);
    let mut tries = std::iter::once(id.clone()).chain((2..).map(|nth| format!("{id}_{nth}")));
    tries.find(|id| !has(project, kind, id)).unwrap_or(id)
}

fn has(project: &Project, kind: EntryKind, id: &str) -> bool {
    registries(project).flat_map(Registry::ids).any(|(section, other)| section == kind.section() && other == id)
}

fn registries(project: &Project) -> impl Iterator<Item = &Registry> {
    project.files.iter().map(|file| &file.registry)
}

/// Returns words as an id: `Statistisches Bundesamt (Destatis)` as `statistisches_bundesamt_destatis`.
fn slug(words: &str) -> String {
    let plain: String = words
        .nfkd()
        .filter(char::is_ascii)
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' })
        .collect();
    let mut id = String::new();
    for word in plain.split_whitespace() {
        if !id.is_empty() && id.len() + word.len() > 40 {
            break;
        }
        if !id.is_empty() {
            id.push('_');
        }
        id.push_str(word);
    }
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id } else { format!("n{id}") }
}

impl Draft {
    /// Returns what a selection comes to, in the words in which a page prints it; nothing where it comes to none.
    fn number(&mut self, selection: &[(String, Written)]) -> Result<Option<String>, Error> {
        const ASKED: &str = "asked_for_by_new";
        let figure = NewEntry { keys: selection.to_vec(), ..NewEntry::new("figures", ASKED) };
        let run = self.apart(|draft| draft.put(&figure, None).map(|()| draft.read(Until::Evaluated)))?;
        let printed = run.model.as_ref().zip(run.evaluation.as_ref()).and_then(|(model, evaluation)| {
            let key = model.figures.find(ASKED)?;
            Some(Views::new(model, evaluation).figure(key)?.bare.clone())
        });
        if printed.is_none() {
            self.refusal = Some(run);
        }
        Ok(printed)
    }
}
