//! In which briefs each text is read: worked out once for all texts.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::model::{Brief, Claim, Key, Model, TableEntry, Unknown};

use crate::prose::passage::Setting;
use crate::template::Templates;

/// The briefs that read each text, in the author's order.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    claims: HashMap<Key<Claim>, Vec<Key<Brief>>>,
    unknowns: HashMap<Key<Unknown>, Vec<Key<Brief>>>,
    tables: HashMap<Key<TableEntry>, Vec<Key<Brief>>>,
    /// By the template's number among the project's.
    templates: HashMap<usize, Vec<Key<Brief>>>,
}

impl Usage {
    /// Returns in which briefs each text of a project is read.
    pub(crate) fn of(model: &Model, templates: &Templates) -> Self {
        let mut usage = Self::default();
        let numbers: HashMap<&str, usize> =
            templates.own_names().enumerate().map(|(number, name)| (name, number)).collect();
        for (key, _, brief) in model.briefs.iter() {
            brief.claims.iter().chain(&brief.answer).for_each(|claim| add(&mut usage.claims, *claim, key));
            brief.unknowns.iter().for_each(|unknown| add(&mut usage.unknowns, *unknown, key));
            brief.tables.iter().for_each(|table| add(&mut usage.tables, *table, key));
            let own = brief.template.as_ref();
            let first = own.map_or("knowns/brief.md", |path| path.as_str().trim_start_matches("templates/"));
            for name in templates.closure(first).into_iter().chain(templates.closure("knowns/evidence.md")) {
                if let Some(number) = numbers.get(name) {
                    add(&mut usage.templates, *number, key);
                }
            }
        }
        usage
    }

    /// Returns all of it in order.
    pub(crate) fn listed(&self) -> impl fmt::Debug {
        let Self { claims, unknowns, tables, templates } = self;
        (in_order(claims), in_order(unknowns), in_order(tables), in_order(templates))
    }

    /// Returns the briefs in which what stands at a setting is read: those that print the entry, or use the template.
    pub(crate) fn of_setting(&self, setting: Setting) -> Vec<Key<Brief>> {
        let found = match setting {
            Setting::Statement(claim)
            | Setting::Phrase(claim)
            | Setting::Qualifier(claim, _)
            | Setting::Instead(claim)
            | Setting::Reading(claim)
            | Setting::Note(claim) => self.claims.get(&claim),
            Setting::Title(brief) | Setting::Summary(brief) | Setting::Limitation(brief) => return vec![brief],
            Setting::Unknown(unknown) => self.unknowns.get(&unknown),
            Setting::Caption(table) | Setting::TableNote(table) => self.tables.get(&table),
            Setting::Heading(number) | Setting::Body(number) | Setting::Cell(number) => self.templates.get(&number),
            Setting::Label(_) | Setting::Definition(_) | Setting::About => None,
        };
        found.cloned().unwrap_or_default()
    }
}

fn in_order<K: Ord + Copy>(all: &HashMap<K, Vec<Key<Brief>>>) -> BTreeMap<K, &Vec<Key<Brief>>> {
    all.iter().map(|(of, briefs)| (*of, briefs)).collect()
}

fn add<K: std::hash::Hash + Eq>(all: &mut HashMap<K, Vec<Key<Brief>>>, of: K, brief: Key<Brief>) {
    let briefs = all.entry(of).or_default();
    if briefs.last() != Some(&brief) {
        briefs.push(brief);
    }
}
