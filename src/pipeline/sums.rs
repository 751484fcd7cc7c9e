//! The sums by which it is known of each entry, template and document whether it is as it was.

use std::fmt::{self, Debug, Write as _};
use std::sync::Arc;

use rayon::prelude::*;

use super::Options;
use crate::model::{Entry, Key, Model, Section};
use crate::outcome::Evaluation;
use crate::reads::{self, Entries, Named, Names, Readable, Sum};
use crate::template::Templates;

/// The names of a model's entries.
pub(super) struct NamesOf(pub(super) Arc<Model>);

impl Names for NamesOf {
    fn name(&self, section: Readable, entry: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let model = &self.0;
        let id = match section {
            Readable::Parties => model.parties.id(Key::new(entry)),
            Readable::Measures => model.measures.id(Key::new(entry)),
            Readable::Sources => model.sources.id(Key::new(entry)),
            Readable::Datasets => model.datasets.id(Key::new(entry)),
            Readable::Figures => model.figures.id(Key::new(entry)),
            Readable::Tables => model.tables.id(Key::new(entry)),
            Readable::Charts => model.charts.id(Key::new(entry)),
            Readable::Claims => model.claims.id(Key::new(entry)),
            Readable::Unknowns => model.unknowns.id(Key::new(entry)),
            Readable::Briefs => model.briefs.id(Key::new(entry)),
            other => return write!(f, "{other:?} {entry}"),
        };
        write!(f, "`{id}`")
    }
}

/// Returns what everything rests on that is made: what is read without being asked for by name.
pub(super) fn base(model: &Model, templates: &Templates, options: &Options) -> Vec<Named> {
    let shown = |name: &str, shown: String| (name.into(), reads::sum([shown.as_bytes()]));
    let Options { strictness, on, purpose, .. } = options;
    vec![
        shown("the publication", format!("{:?}", model.publication)),
        shown("what is asked for", format!("{strictness:?} {on:?} {purpose:?}")),
        shown("the style of the pages", format!("{:?}", templates.styles())),
        shown("the templates of pages", (templates.own_markup().count() > 0).to_string()),
    ]
}

/// Returns what of all that everything rests on is not as it was.
pub(super) fn changed(was: &[Named], now: &[Named]) -> Option<String> {
    let differs = now.iter().enumerate().find(|(at, now)| was.get(*at) != Some(now));
    differs.map(|(_, (name, _))| name.to_string())
}

pub(super) fn named(name: &str, shown: &impl Debug, names: &Arc<dyn Names>) -> Named {
    let shown = reads::named(names, || format!("{shown:?}"));
    (name.into(), reads::sum([shown.as_bytes()]))
}

/// Sets the sums over all entries of a model, and over which there are.
pub(super) fn set(
    model: &Model,
    evaluation: &Evaluation,
    templates: &Templates,
    names: &Arc<dyn Names>,
    entries: &Entries,
) {
    let mut lists = vec![(Box::from(""), Sum::default()); Readable::COUNT];
    let mut set = |section: Readable, all: Vec<Named>| {
        let listed = all.iter().flat_map(|(name, _)| [name.as_bytes(), b"\0"]);
        lists[section as usize] = (section.word().into(), reads::sum(listed));
        if section != Readable::Templates {
            entries.set(section, all);
        }
    };
    set(Readable::Parties, of_section(&model.parties, names, |_, _| ()));
    set(Readable::Measures, of_section(&model.measures, names, |_, _| ()));
    set(Readable::Sources, of_section(&model.sources, names, |_, _| ()));
    set(Readable::Datasets, of_section(&model.datasets, names, |_, _| ()));
    set(Readable::Figures, of_section(&model.figures, names, |figure, out| show(evaluation.figure(figure), out)));
    set(Readable::Tables, of_section(&model.tables, names, |_, _| ()));
    set(Readable::Charts, of_section(&model.charts, names, |_, _| ()));
    set(Readable::Claims, of_section(&model.claims, names, |claim, out| show(evaluation.claim(claim), out)));
    set(Readable::Unknowns, of_section(&model.unknowns, names, |_, _| ()));
    set(Readable::Briefs, of_section(&model.briefs, names, |_, _| ()));
    set(Readable::Templates, templates.sums());
    entries.set(Readable::Lists, lists);
}

fn show(what: impl Debug, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{what:?}");
}

/// Returns the sum over each entry of a section, with what it comes to.
fn of_section<T: Entry + Debug + Sync>(
    section: &Section<T>,
    names: &Arc<dyn Names>,
    comes_to: impl Fn(Key<T>, &mut String) + Sync,
) -> Vec<Named> {
    let keys: Vec<Key<T>> = section.keys().collect();
    let sum = |shown: &mut String, key: Key<T>| {
        shown.clear();
        reads::named(names, || {
            show(&section[key], shown);
            comes_to(key, shown);
        });
        (section.id(key).as_str().into(), reads::sum([shown.as_bytes()]))
    };
    keys.into_par_iter().with_min_len(64).map_init(String::new, sum).collect()
}
