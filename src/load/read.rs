//! One registry file, from its text to what it says.
//!
//! The whole file goes straight into [`Registry`] where nothing speaks against it. Where something does, it is read entry by
//! entry, so that every fault gives its own problem and what is sound is used all the same: an entry is read, its first fault
//! is reported and pruned, and it is read again until nothing is left to complain of.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::diagnostic::code::registry::OTHER_KIND;
use crate::diagnostic::{Problem, other_kind};
use crate::language::Languages;
use crate::registry::{Entries, Entry, Many, Registry};
use crate::text::near::nearest;
use crate::text::{Place, RegistryPlace, Span, Step, Text};
use crate::world::ProjectPath;

use super::node::{Node, NodeKind, Pair, Tree};
use super::node_reader::{Pruned, PrunedNodes, ReadFault, Reading};
use super::projection::{self, Projection};
use super::trail::trail;
use super::{cut, guard, problems as wrong, syntax, tree};

/// Which registry file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileRole {
    /// `claims.yaml`.
    Main,
    /// A file named under `include`.
    Included,
}

/// What came of a registry file.
#[derive(Debug)]
pub(super) struct Outcome {
    /// What it says, as far as it could be read.
    pub(super) registry: Registry,
    /// Whether all of it was read. Where not, what seems to be missing may only be unread.
    pub(super) whole: bool,
    /// What is wrong in it.
    pub(super) problems: Vec<Problem>,
    /// Its tree, where one was made and there are problems to place by it.
    pub(super) tree: Option<Node>,
    /// The languages in one of which it was read, where it is in several.
    pub(super) languages: Option<Languages>,
    /// The texts that have no words of their own in that language.
    pub(super) untranslated: Vec<RegistryPlace>,
}

impl Outcome {
    fn unread(problems: Vec<Problem>) -> Self {
        Self {
            registry: Registry::default(),
            whole: false,
            problems,
            tree: None,
            languages: None,
            untranslated: Vec::new(),
        }
    }
}

/// A registry file, and its tree as soon as somebody asks for it: made once, whoever asks.
struct Source<'a> {
    file: &'a ProjectPath,
    text: &'a str,
    role: FileRole,
    tree: OnceCell<Result<Tree, Box<Problem>>>,
}

impl Source<'_> {
    fn tree(&self) -> Result<&Tree, &Problem> {
        self.tree.get_or_init(|| tree::build(self.file, self.text)).as_ref().map_err(Box::as_ref)
    }
}

/// Returns what a registry file says; `languages` are those of the project, where it is in several and that is known.
pub(super) fn read(file: &ProjectPath, text: &Text, role: FileRole, languages: Option<&Languages>) -> Outcome {
    let problems = guard::forbidden(file, text.as_str());
    if !problems.is_empty() {
        return Outcome::unread(problems);
    }
    let problems = another_kind(file, text);
    if !problems.is_empty() {
        return Outcome::unread(problems);
    }
    let source = Source { file, text: text.as_str(), role, tree: OnceCell::new() };
    let listed = if languages.is_none() && role == FileRole::Main { listed(&source) } else { None };
    let languages = languages.or(listed.as_ref());
    let is_yaml = languages.is_none() && !file.is_table();
    let mut outcome = if is_yaml { yaml(&source, text) } else { carefully(&source, languages) };
    outcome.languages = languages.cloned();
    if !file.is_table()
        && cut::may_cut(text.as_str())
        && let Ok(Tree { root: Some(root), .. }) = source.tree()
    {
        outcome.problems.extend(cut::problems(file, text.as_str(), root));
    }
    // Without a problem there is nothing to place.
    if !outcome.problems.is_empty() {
        outcome.tree = source.tree.into_inner().and_then(Result::ok).and_then(|tree| tree.root);
    }
    outcome
}

/// Returns the languages that the main file lists; most list none, and need no tree for that.
fn listed(source: &Source<'_>) -> Option<Languages> {
    if !source.text.contains("languages") {
        return None;
    }
    source.tree().ok()?.root.as_ref().and_then(projection::listed)
}

fn yaml(source: &Source<'_>, text: &Text) -> Outcome {
    let straight = (!guard::is_suspect(source.text)).then(|| serde_yaml::from_str::<Registry>(source.text));
    match straight {
        Some(Ok(registry)) if fits(&registry, source.role) => {
            Outcome { registry, whole: true, ..Outcome::unread(Vec::new()) }
        }
        straight => {
            let outcome = carefully(source, None);
            match straight {
                Some(Err(error)) if outcome.problems.is_empty() => {
                    Outcome::unread(vec![syntax::typed(source.file, text, &error)])
                }
                _ => outcome,
            }
        }
    }
}

/// Returns what a file of registry entries should be.
pub(super) fn wanted(file: &ProjectPath) -> &'static str {
    if file.is_table() { "table of claims" } else { "registry" }
}

/// Returns the problems of a text that is of another kind, or of two at once.
fn another_kind(file: &ProjectPath, text: &Text) -> Vec<Problem> {
    if file.is_table()
        && let Some(kind) = other_kind::of_table(text.as_str())
    {
        return vec![kind.problem(&OTHER_KIND, file, wanted(file))];
    }
    other_kind::of_text(&OTHER_KIND, file, text, wanted(file), true)
}

/// Returns whether the file has what its role asks for and nothing that it forbids.
fn fits(registry: &Registry, role: FileRole) -> bool {
    match role {
        FileRole::Main => registry.registry.as_deref() == Some("1"),
        FileRole::Included => {
            registry.registry.is_none() && registry.publication.is_none() && registry.include.is_empty()
        }
    }
}

fn carefully(source: &Source<'_>, languages: Option<&Languages>) -> Outcome {
    let Source { file, role, .. } = *source;
    let (root, mut problems) = match source.tree() {
        Ok(Tree { root, problems }) => (root, problems.clone()),
        Err(problem) => return Outcome::unread(vec![problem.clone()]),
    };
    let Some(root) = root.as_ref().filter(|root| !root.is_nothing()) else {
        // A file without a value may hold a refused one: that has been said.
        if role == FileRole::Main && problems.is_empty() {
            problems.push(wrong::no_registry(Place::File(file.clone()), "the file is empty"));
        }
        return Outcome { whole: problems.is_empty(), ..Outcome::unread(problems) };
    };
    let NodeKind::Mapping(pairs) = &root.kind else {
        let (found, span) = match &root.kind {
            NodeKind::List(items) => ("this is a list", items.first().map_or(root.span, |item| item.span)),
            _ => ("this is text", root.span),
        };
        if !matches!(root.kind, NodeKind::Refused) {
            problems.push(wrong::no_registry(Place::Text(file.clone(), span), found));
        }
        return Outcome::unread(problems);
    };
    let projection = languages.map(Projection::new);
    let mut outcome = entry_by_entry(file, pairs, role, projection.as_ref());
    if let Some(projection) = projection {
        let (untranslated, problems) = projection.finish(file, root, wrong::cut_off);
        outcome.untranslated = untranslated;
        outcome.problems.extend(problems);
    }
    // What was refused held values that are now missing.
    outcome.whole &= problems.is_empty();
    outcome.problems.splice(0..0, problems);
    if role == FileRole::Main {
        let first = pairs.first().map_or(Span::new(0, 0), |pair| pair.key.span);
        let version = version(file, &outcome.registry, first, pairs.iter().filter_map(|pair| pair.key.words()));
        if outcome.registry.registry.as_deref().is_some_and(|written| written != "1") {
            // In another version everything may mean something else.
            return Outcome::unread(version.into_iter().collect());
        }
        outcome.problems.extend(version);
    }
    outcome
}

fn version<'a>(
    file: &ProjectPath,
    registry: &Registry,
    first: Span,
    mut sections: impl Iterator<Item = &'a str>,
) -> Option<Problem> {
    match registry.registry.as_deref() {
        Some("1") => None,
        None => {
            // A section mistyped for `registry`, or one that could not be read, has been reported as such.
            let known = wrong::section_names();
            let near = sections.any(|name| nearest(name, known.iter().copied()) == Some("registry"));
            (!near).then(|| wrong::version(Place::Text(file.clone(), first), None))
        }
        written => {
            let place = RegistryPlace::value(file.clone(), vec![Step::from("registry")]);
            Some(wrong::version(place.into(), written))
        }
    }
}

/// How many faults of one entry are listed: for each the entry is read once more.
const MOST_FAULTS: usize = 24;

/// Returns what the mapping at the top of a registry file says, with the problems of its form.
fn entry_by_entry(file: &ProjectPath, pairs: &[Pair], role: FileRole, projection: Option<&Projection<'_>>) -> Outcome {
    let mut careful = Careful { file, role, problems: Vec::new(), pruned: PrunedNodes::new(), projection, whole: true };
    careful.keys(pairs, &mut Vec::new());
    let registry = careful.sections(pairs);
    Outcome { registry, whole: careful.whole, ..Outcome::unread(careful.problems) }
}

struct Careful<'a> {
    file: &'a ProjectPath,
    role: FileRole,
    problems: Vec<Problem>,
    pruned: PrunedNodes,
    projection: Option<&'a Projection<'a>>,
    whole: bool,
}

impl Careful<'_> {
    fn sections(&mut self, pairs: &[Pair]) -> Registry {
        let mut it = Registry::default();
        let beside: Vec<&str> = pairs.iter().filter_map(|pair| pair.key.words()).collect();
        for pair in pairs.iter().filter(|pair| !matches!(pair.value.kind, NodeKind::Refused)) {
            let Some(section) = pair.key.words() else { continue };
            let (value, steps) = (&pair.value, vec![Step::from(section)]);
            if self.role == FileRole::Included && matches!(section, "registry" | "publication" | "include") {
                self.problems.push(wrong::misplaced(self.place(steps).key(), section));
                continue;
            }
            match section {
                "registry" => it.registry = self.alone(value, &steps),
                "publication" => it.publication = self.alone(value, &steps),
                "parties" => self.section(value, &steps, &mut it.parties),
                "measures" => self.section(value, &steps, &mut it.measures),
                "sources" => self.section(value, &steps, &mut it.sources),
                "datasets" => self.section(value, &steps, &mut it.datasets),
                "views" => self.section(value, &steps, &mut it.views),
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
                    self.problems.push(wrong::unknown_section(self.place(steps).key(), section, &beside));
                }
            }
        }
        it
    }

    fn section<T: DeserializeOwned + Default>(&mut self, node: &Node, steps: &[Step], into: &mut Entries<T>) {
        let NodeKind::Mapping(pairs) = &node.kind else {
            if !node.is_nothing() {
                let found = if matches!(node.kind, NodeKind::List(_)) { "a list" } else { "text" };
                self.whole = false;
                self.problems.push(wrong::wrong_type(self.place(steps.to_vec()), "a mapping of ids", found));
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

    /// Reads a list item by item, each alone: what is at fault in one is no reason to read all the others again. One item may
    /// stand without a list around it.
    fn each<T: DeserializeOwned + Default>(&mut self, node: &Node, steps: &[Step]) -> Many<T> {
        let NodeKind::List(items) = &node.kind else {
            let one = (!node.is_nothing()).then(|| self.alone(node, steps));
            return Many(one.into_iter().collect());
        };
        let items = items.iter().enumerate().filter(|(_, item)| !matches!(item.kind, NodeKind::Refused));
        Many(items.map(|(index, item)| self.alone(item, &[steps, &[index.into()]].concat())).collect())
    }

    /// Reads one value alone, reporting and pruning until it reads.
    fn alone<T: DeserializeOwned + Default>(&mut self, node: &Node, steps: &[Step]) -> T {
        if matches!(node.kind, NodeKind::Refused) {
            return T::default();
        }
        let mut faults = 0;
        loop {
            match T::deserialize(Reading { node, pruned: &self.pruned, projection: self.projection }) {
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

    fn report(&mut self, fault: &ReadFault, node: &Node, number: u32, steps: &[Step]) {
        let mut place = self.place(steps.to_vec());
        let (met, beside) = trail(node, number, &mut place);
        // `{ statement: over 30,000 }` is a key `000` without a value.
        let cut = met.is_some_and(|pair| pair.value.is_nothing() && fault.node == Some(pair.key.number));
        self.problems.push(if cut { wrong::cut_off(place) } else { wrong::fault(place, &fault.kind, &beside) });
    }

    /// Reports keys that stand twice and keys that are no text, at any depth, and prunes them.
    fn keys(&mut self, pairs: &[Pair], steps: &mut Vec<Step>) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for pair in pairs {
            let Some(key) = pair.key.words() else {
                if !matches!(pair.key.kind, NodeKind::Refused) {
                    self.problems.push(wrong::key_no_text(self.file, pair.key.span));
                }
                self.pruned.insert(pair.key.number, Pruned::Gone);
                continue;
            };
            steps.push(key.into());
            let nth = *seen.entry(key).and_modify(|nth| *nth += 1).or_insert(0);
            if nth > 0 {
                let first = self.place(steps.clone()).key();
                let again = RegistryPlace { nth, ..first.clone() };
                self.problems.push(wrong::stands_twice(again, first));
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
            NodeKind::Mapping(pairs) => self.keys(pairs, steps),
            NodeKind::List(items) => {
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
