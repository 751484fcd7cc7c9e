//! Choices of what a page shows, without a script: radio buttons, and rules of style that hide what is not chosen.
//!
//! The rules are made of numbers alone; nothing an author wrote stands in them. A browser that does not know `:has()` shows
//! everything.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::{Brief, Key};
use crate::template::Value;

/// What can be chosen on a page.
#[derive(Debug, Default)]
pub(super) struct Filter {
    groups: Vec<ChoiceGroup>,
    /// For each item that every choice is asked of, which choices of each group show it.
    items: Vec<Vec<Vec<usize>>>,
    /// Where the choices of a group are briefs.
    briefs: BTreeMap<Key<Brief>, usize>,
}

/// One of several.
#[derive(Debug)]
struct ChoiceGroup {
    name: &'static str,
    legend: &'static str,
    choices: Vec<String>,
}

/// With more choices nobody would look through them.
const CHOICES: usize = 40;

impl Filter {
    /// Adds a group of choices; with fewer than two there is nothing to choose. Returns whether it was added.
    pub(super) fn group(&mut self, name: &'static str, legend: &'static str, choices: Vec<String>) -> bool {
        let wanted = (2..=CHOICES).contains(&choices.len());
        if wanted {
            self.groups.push(ChoiceGroup { name, legend, choices });
        }
        wanted
    }

    /// Returns the choice of a brief among these.
    pub(super) fn of_briefs(legend: &'static str, briefs: impl Iterator<Item = (Key<Brief>, String)>) -> Self {
        let mut filter = Self::default();
        let (keys, questions): (Vec<_>, Vec<_>) = briefs.unzip();
        if filter.group("brief", legend, questions) {
            filter.briefs = keys.into_iter().zip(1..).collect();
        }
        filter
    }

    /// Returns the classes of an item that these briefs use.
    pub(super) fn classes(&self, briefs: &[Key<Brief>]) -> String {
        let shown = briefs.iter().filter_map(|brief| self.briefs.get(brief));
        shown.fold(String::new(), |mut classes, choice| {
            // Writing to a string cannot fail.
            let _ = write!(classes, " brief-{choice}");
            classes
        })
    }

    /// Adds an item with the choices that show it, by group, each counted from one; returns its classes.
    pub(super) fn item(&mut self, shown: Vec<Vec<usize>>) -> String {
        let mut classes = String::new();
        for (group, choices) in self.groups.iter().zip(&shown) {
            for choice in choices {
                let _ = write!(classes, " {}-{choice}", group.name);
            }
        }
        self.items.push(shown);
        classes
    }

    /// Returns the groups for the template.
    pub(super) fn value(&self) -> Value {
        let group = |group: &ChoiceGroup| {
            let choices = (1..).zip(&group.choices).map(|(at, words)| {
                let id = Value::from(format!("{}-{at}", group.name));
                Value::from(BTreeMap::from([("id", id), ("words", Value::from(words.as_str()))]))
            });
            Value::from(BTreeMap::from([
                ("name", Value::from(group.name)),
                ("legend", Value::from(group.legend)),
                ("choices", choices.collect()),
            ]))
        };
        self.groups.iter().map(group).collect()
    }

    /// Returns the rules that hide what is not chosen, and show where nothing is left.
    pub(super) fn style(&self) -> String {
        let mut out = String::new();
        for ChoiceGroup { name, choices, .. } in &self.groups {
            for at in 1..=choices.len() {
                let _ =
                    writeln!(out, "main:has(#{name}-{at}:checked) .filtered:not(.{name}-{at}) {{ display: none; }}");
            }
        }
        if let [one, other] = self.groups.as_slice() {
            for (first, second) in
                (1..=one.choices.len()).flat_map(|at| (1..=other.choices.len()).map(move |to| (at, to)))
            {
                let shows = |item: &Vec<Vec<usize>>| item[0].contains(&first) && item[1].contains(&second);
                if !self.items.iter().any(shows) {
                    let (one, other) = (one.name, other.name);
                    let _ = writeln!(
                        out,
                        "main:has(#{one}-{first}:checked):has(#{other}-{second}:checked) .nothing {{ display: block; }}"
                    );
                }
            }
        }
        out
    }
}
