//! The labels of codes in another language of the publication: the tables are the same, and what their codes are called is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::digest::Digest;
use crate::registry::{Dataset, Field};
use crate::table::{Cells, Table};

use super::project::{Project, Tables};

/// Calls the codes of every table what they are called in the language of `translated`, where that differs.
pub(super) fn in_language(project: &Project, translated: &mut Project) {
    let of = |project: &Project, id: &str| {
        let datasets = project.files.iter().flat_map(|file| file.registry.datasets.iter());
        datasets.filter(|entry| entry.id == id).map(|entry| labels(&entry.value)).next().unwrap_or_default()
    };
    let called: Vec<(String, Labels)> = translated
        .tables
        .keys()
        .map(|id| (id.clone(), of(translated, id)))
        .filter(|(id, labels)| *labels != of(project, id))
        .collect();
    for (id, labels) in called {
        let Some(Tables { current, earlier, replaced, .. }) = translated.tables.get_mut(&id) else { continue };
        let replaced = replaced.iter_mut().map(|replaced| &mut replaced.table);
        for table in std::iter::once(current).chain(earlier).chain(replaced).flatten() {
            *table = Arc::new(called_so(table, &labels));
        }
    }
}

/// What codes are called, by column; under no name those of every column that is not declared.
type Labels = BTreeMap<Option<String>, Vec<(String, String)>>;

fn labels(dataset: &Dataset) -> Labels {
    let own = |field: &Field| -> Vec<(String, String)> {
        field.labels.iter().map(|entry| (entry.id.trim().to_owned(), entry.value.trim().to_owned())).collect()
    };
    let fields = dataset.fields.iter().map(|entry| (Some(entry.id.clone()), own(&entry.value)));
    let rest = dataset.other_fields.iter().map(|field| (None, own(field)));
    fields.chain(rest).filter(|(_, labels)| !labels.is_empty()).collect()
}

fn called_so(table: &Table, labels: &Labels) -> Table {
    let mut table = table.clone();
    for column in &mut table.columns {
        let own = labels.get(&Some(column.name.clone())).or_else(|| labels.get(&None));
        if let (Cells::Words { words, .. }, Some(own)) = (&mut column.cells, own) {
            words.call_in_language(own.iter().map(|(code, name)| (code.as_str(), name.as_str())));
        }
    }
    let parts = [table.made_of.as_bytes(), format!("{labels:?}").as_bytes()].concat();
    table.made_of = Digest::of(&parts);
    table
}
