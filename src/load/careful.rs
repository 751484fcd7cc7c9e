//! The careful read of a registry file: each entry alone, so that every fault gives its own problem and what is sound is
//! used all the same.
//!
//! What may stand where is known from the registry's own types alone: an entry is read, its first fault is reported and
//! pruned, and it is read again until nothing is left to complain of.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::diagnostic::Problem;
use crate::registry::{Entries, Entry, Registry};
use crate::text::{Part, RegistryPlace, Step};
use crate::world::ProjectPath;

use super::fault::Fault;
use super::from_tree::{Pruned, PrunedNodes, Reading};
use super::registry::{Outcome, Role};
use super::tree::{Kind, Node, Pair};
use super::unfit;

/// How many faults of one entry are listed: for each the entry is read once more.
const MOST_FAULTS: usize = 24;

/// Returns what the mapping at the top of a registry file says, with the problems of its form.
pub(super) fn read(file: &ProjectPath, pairs: &[Pair], role: Role) -> Outcome {
    let mut careful = Careful { file, role, problems: Vec::new(), pruned: PrunedNodes::new(), whole: true };
    careful.keys(pairs, &mut Vec::new());
    let registry = careful.sections(pairs);
    Outcome { registry, whole: careful.whole, problems: careful.problems }
}

struct Careful<'a> {
    file: &'a ProjectPath,
    role: Role,
    problems: Vec<Problem>,
    pruned: PrunedNodes,
    whole: bool,
}

impl Careful<'_> {
    fn sections(&mut self, pairs: &[Pair]) -> Registry {
        let mut it = Registry::default();
        let beside: Vec<&str> = pairs.iter().filter_map(|pair| pair.key.words()).collect();
        for pair in pairs.iter().filter(|pair| !matches!(pair.value.kind, Kind::Refused)) {
            let Some(section) = pair.key.words() else { continue };
            let (value, steps) = (&pair.value, vec![Step::from(section)]);
            if self.role == Role::Included && matches!(section, "registry" | "publication" | "include") {
                self.problems.push(unfit::misplaced(self.place(steps).key(), section));
                continue;
            }
            match section {
                "registry" => it.registry = self.alone(value, &steps),
                "publication" => it.publication = self.alone(value, &steps),
                "parties" => self.section(value, &steps, &mut it.parties),
                "measures" => self.section(value, &steps, &mut it.measures),
                "sources" => self.section(value, &steps, &mut it.sources),
                "datasets" => self.section(value, &steps, &mut it.datasets),
                "figures" => self.section(value, &steps, &mut it.figures),
                "tables" => self.section(value, &steps, &mut it.tables),
                "charts" => self.section(value, &steps, &mut it.charts),
                "claims" => self.section(value, &steps, &mut it.claims),
                "unknowns" => self.section(value, &steps, &mut it.unknowns),
                "briefs" => self.section(value, &steps, &mut it.briefs),
                "waivers" => it.waivers = self.each(value, &steps),
                "include" => it.include = self.each(value, &steps),
                _ => {
                    self.whole = false;
                    self.problems.push(unfit::unknown_section(self.place(steps).key(), section, &beside));
                }
            }
        }
        it
    }

    fn section<T: DeserializeOwned + Default>(&mut self, node: &Node, steps: &[Step], into: &mut Entries<T>) {
        let Kind::Mapping(pairs) = &node.kind else {
            if !node.is_nothing() {
                let found = if matches!(node.kind, Kind::List(_)) { "a list" } else { "text" };
                self.whole = false;
                self.problems.push(unfit::wrong_type(self.place(steps.to_vec()), "a mapping of ids", found));
            }
            return;
        };
        for pair in pairs {
            let Some(id) = pair.key.words().filter(|_| !self.pruned.contains_key(&pair.key.number)) else { continue };
            let steps: Vec<Step> = steps.iter().cloned().chain([Step::from(id)]).collect();
            let value = self.alone(&pair.value, &steps);
            into.0.push(Entry { id: id.to_owned(), value });
        }
    }

    /// Reads a list item by item, each alone: what is at fault in one is no reason to read all the others again.
    fn each<T: DeserializeOwned + Default, L: DeserializeOwned + Default + FromIterator<T>>(
        &mut self,
        node: &Node,
        steps: &[Step],
    ) -> L {
        let Kind::List(items) = &node.kind else { return self.alone(node, steps) };
        let items = items.iter().enumerate().filter(|(_, item)| !matches!(item.kind, Kind::Refused));
        items.map(|(index, item)| self.alone(item, &[steps, &[index.into()]].concat())).collect()
    }

    /// Reads one value alone, reporting and pruning until it reads.
    fn alone<T: DeserializeOwned + Default>(&mut self, node: &Node, steps: &[Step]) -> T {
        if matches!(node.kind, Kind::Refused) {
            return T::default();
        }
        let mut faults = 0;
        loop {
            match T::deserialize(Reading { node, pruned: &self.pruned }) {
                Ok(value) => return value,
                Err(fault) => {
                    let number = fault.node.unwrap_or(node.number);
                    let again = self.pruned.get(&number).copied();
                    if again.is_none() {
                        self.report(&fault, node, number, steps);
                        faults += 1;
                    }
                    if faults == MOST_FAULTS {
                        if let Some(problem) = self.problems.last_mut() {
                            problem.notes.push("what else is wrong in this entry is not listed".to_owned());
                        }
                        return T::default();
                    }
                    if number == node.number || again == Some(Pruned::Gone) {
                        return T::default();
                    }
                    let next = if again.is_some() { Pruned::Gone } else { Pruned::Blank };
                    self.pruned.insert(number, next);
                }
            }
        }
    }

    fn report(&mut self, fault: &Fault, node: &Node, number: u32, steps: &[Step]) {
        let mut place = self.place(steps.to_vec());
        let (met, beside) = trail(node, number, &mut place);
        // `{ statement: over 30,000 }` is a key `000` without a value.
        let cut = met.is_some_and(|pair| pair.value.is_nothing() && fault.node == Some(pair.key.number));
        self.problems.push(if cut { unfit::cut_off(place) } else { unfit::fault(place, &fault.kind, &beside) });
    }

    /// Reports keys that stand twice and keys that are no text, at any depth, and prunes them.
    fn keys(&mut self, pairs: &[Pair], steps: &mut Vec<Step>) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for pair in pairs {
            let Some(key) = pair.key.words() else {
                if !matches!(pair.key.kind, Kind::Refused) {
                    self.problems.push(unfit::key_no_text(self.file, pair.key.span));
                }
                self.pruned.insert(pair.key.number, Pruned::Gone);
                continue;
            };
            steps.push(key.into());
            let nth = *seen.entry(key).and_modify(|nth| *nth += 1).or_insert(0);
            if nth > 0 {
                let first = self.place(steps.clone()).key();
                let again = RegistryPlace { nth, ..first.clone() };
                self.problems.push(unfit::stands_twice(again, first));
                // A section written twice is still read as one, so that no id in it seems to be missing.
                if steps.len() > 1 {
                    self.pruned.insert(pair.key.number, Pruned::Gone);
                }
            }
            if nth == 0 || steps.len() == 1 {
                self.keys_below(&pair.value, steps);
            }
            steps.pop();
        }
    }

    fn keys_below(&mut self, node: &Node, steps: &mut Vec<Step>) {
        match &node.kind {
            Kind::Mapping(pairs) => self.keys(pairs, steps),
            Kind::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    steps.push(index.into());
                    self.keys_below(item, steps);
                    steps.pop();
                }
            }
            _ => {}
        }
    }

    fn place(&self, steps: Vec<Step>) -> RegistryPlace {
        RegistryPlace::value(self.file.clone(), steps)
    }
}

/// A pair of a mapping, with all pairs of that mapping.
type Around<'a> = (&'a Pair, &'a [Pair]);

/// Lengthens `place` from `node` down to the node with this number; returns the last pair on the way and the keys around it.
fn trail<'a>(node: &'a Node, number: u32, place: &mut RegistryPlace) -> (Option<&'a Pair>, Vec<&'a str>) {
    let mut way = Vec::new();
    find(node, number, &mut way);
    let mut last = None;
    for (step, around) in way {
        place.steps.push(step);
        last = around;
    }
    let Some((pair, around)) = last else { return (None, Vec::new()) };
    if pair.key.number == number {
        place.part = Part::Key;
    }
    (Some(pair), around.iter().filter_map(|pair| pair.key.words()).collect())
}

/// Collects the steps from `node` down to the node with this number; returns whether it is there.
fn find<'a>(node: &'a Node, number: u32, way: &mut Vec<(Step, Option<Around<'a>>)>) -> bool {
    if node.number == number {
        return true;
    }
    match &node.kind {
        Kind::List(items) => items.iter().enumerate().any(|(index, item)| {
            way.push((index.into(), None));
            find(item, number, way) || way.pop().is_none()
        }),
        Kind::Mapping(pairs) => pairs.iter().any(|pair| {
            way.push((pair.key.words().unwrap_or_default().into(), Some((pair, pairs))));
            pair.key.number == number || find(&pair.value, number, way) || way.pop().is_none()
        }),
        _ => false,
    }
}
