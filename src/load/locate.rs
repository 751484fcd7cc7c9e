//! From a path of keys to the bytes it means.
//!
//! Trees are built only once there is a problem to place, each at most once. A path that leads nowhere gives the key
//! nearest to where it would have been.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::language::Languages;
use crate::text::{Part, Place, RegistryPlace, Span, Step, Text};
use crate::world::ProjectPath;

use super::node::{Node, NodeKind, Pair};
use super::{projection, tree};

/// So many parts of one text are placed exactly where its words are written otherwise than they read; of further ones, the
/// text as a whole is shown.
const MOST_PARTS: usize = 100;

/// The trees of the registry files in which something was located.
#[derive(Debug, Default)]
pub(super) struct Trees {
    built: Mutex<BTreeMap<ProjectPath, Option<Arc<Tree>>>>,
}

impl Trees {
    /// Returns the place with a byte range in its file instead of a path of keys, where the file has a tree.
    pub(super) fn locate(&self, text: &Text, wanted: &RegistryPlace, languages: Option<&Languages>) -> Place {
        match self.of(&wanted.file, text) {
            Some(tree) => Place::Text(wanted.file.clone(), tree.span(text.as_str(), wanted, languages)),
            None => Place::File(wanted.file.clone()),
        }
    }

    /// Returns the value at a place by itself.
    pub(super) fn node(&self, text: &Text, wanted: &RegistryPlace) -> Option<Node> {
        let tree = self.of(&wanted.file, text)?;
        let top = Met { node: &tree.root, key: None, left: wanted.steps.len() };
        let met = tree.descend(top, &wanted.steps, wanted.nth);
        (met.left == 0).then(|| met.node.clone())
    }

    /// Returns how the value at a path of keys stands in its file; none where the path leads to no value.
    pub(super) fn spelt(&self, text: &Text, wanted: &RegistryPlace) -> Option<Spelt> {
        let tree = self.of(&wanted.file, text)?;
        let top = Met { node: &tree.root, key: None, left: wanted.steps.len() };
        let met = tree.descend(top, &wanted.steps, wanted.nth);
        (met.left == 0).then(|| Spelt::of(met))
    }

    /// Keeps the tree of a file that was made already.
    pub(super) fn keep(&mut self, file: &ProjectPath, root: Node) {
        let trees = self.built.get_mut().unwrap_or_else(PoisonError::into_inner);
        trees.insert(file.clone(), Some(Arc::new(Tree::new(root))));
    }

    fn of(&self, file: &ProjectPath, text: &Text) -> Option<Arc<Tree>> {
        let mut trees = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let build = || tree::build(file, text.as_str()).ok().and_then(|tree| tree.root).map(Tree::new).map(Arc::new);
        trees.entry(file.clone()).or_insert_with(build).clone()
    }
}

/// How a value stands in its file, for whoever changes it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelt {
    /// The key that it stands under; none of an item of a list.
    pub(crate) key: Option<Span>,
    /// Its bytes, in quotes or brackets where it has some.
    pub(crate) span: Span,
    /// What it is made of.
    pub(crate) parts: SpeltParts,
}

/// What a value is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SpeltParts {
    /// Words, or nothing.
    Words,
    /// Items, each with its bytes.
    Items(Vec<Span>),
    /// Keys, each with its bytes and those of its value.
    Keys(Vec<(String, Span, Span)>),
}

impl Spelt {
    fn of(met: Met<'_>) -> Self {
        let key = |pair: &Pair| Some((pair.key.words()?.to_owned(), pair.key.span, pair.value.span));
        let parts = match &met.node.kind {
            NodeKind::List(items) => SpeltParts::Items(items.iter().map(|item| item.span).collect()),
            NodeKind::Mapping(pairs) => SpeltParts::Keys(pairs.iter().filter_map(key).collect()),
            _ => SpeltParts::Words,
        };
        Self { key: met.key.map(|key| key.span), span: met.node.span, parts }
    }
}

/// The tree of a file, with what is found in it again and again.
#[derive(Debug)]
struct Tree {
    root: Node,
    keys: OnceLock<Keys>,
    /// By the number of a text, whether it reads as it is written, and how many parts of it were placed.
    read: Mutex<HashMap<u32, (bool, usize)>>,
}

impl Tree {
    fn new(root: Node) -> Self {
        Self { root, keys: OnceLock::new(), read: Mutex::default() }
    }

    fn keys(&self) -> &Keys {
        self.keys.get_or_init(|| Keys::of(&self.root))
    }

    /// Returns whether a text reads as it is written, and how many parts of it were placed before this one.
    fn part_of(&self, node: &Node, is_verbatim: impl FnOnce() -> bool) -> (bool, usize) {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let (is_verbatim, parts) = read.entry(node.number).or_insert_with(|| (is_verbatim(), 0));
        *parts += 1;
        (*is_verbatim, *parts - 1)
    }
}

/// A node with the key it stands under, and how many steps led there.
#[derive(Clone, Copy)]
struct Met<'a> {
    node: &'a Node,
    key: Option<&'a Node>,
    left: usize,
}

impl Tree {
    /// Returns the bytes that `place` means.
    fn span(&self, text: &str, place: &RegistryPlace, languages: Option<&Languages>) -> Span {
        let top = Met { node: &self.root, key: None, left: place.steps.len() };
        let mut met = self.descend(top, &place.steps, place.nth);
        if place.part == Part::Value
            && let Some(pair) = languages.and_then(|languages| projection::words(met.node, languages))
        {
            met = Met { node: &pair.value, key: Some(&pair.key), ..met };
            if let (1, Some(Step::Item(item)), NodeKind::List(items)) = (met.left, place.steps.last(), &met.node.kind) {
                met = items.get(*item).map_or(met, |node| Met { node, key: None, left: 0 });
            }
        }
        match (met.left, place.part, met.key) {
            (0, Part::Key, Some(key)) => key.span,
            (0, Part::Value, _) => self.value(text, met, place.within),
            // Words that stand for an object: its keys are all in them.
            (_, _, _) if met.node.words().is_some_and(|words| !words.is_empty()) => self.value(text, met, None),
            (_, _, Some(key)) => key.span,
            (_, _, None) => first_line(text, first_key(met.node)),
        }
    }

    /// Returns the deepest node on the way, trying each of several equal keys.
    fn descend<'a>(&'a self, met: Met<'a>, steps: &[Step], nth: usize) -> Met<'a> {
        let Some((step, rest)) = steps.split_first() else { return met };
        let below =
            |node: &'a Node, key: Option<&'a Node>| self.descend(Met { node, key, left: rest.len() }, rest, nth);
        match (&met.node.kind, step) {
            (NodeKind::Mapping(pairs), Step::Key(wanted)) => {
                if rest.is_empty() {
                    let found = self.keys().nth(met.node, pairs, wanted, nth);
                    return found.map_or(met, |pair| below(&pair.value, Some(&pair.key)));
                }
                let next = match rest {
                    [Step::Key(next), ..] => Some(next.as_str()),
                    _ => None,
                };
                self.keys()
                    .through(met.node, pairs, wanted, next)
                    .into_iter()
                    .map(|pair| below(&pair.value, Some(&pair.key)))
                    .reduce(|best, other| if other.left < best.left { other } else { best })
                    .unwrap_or(met)
            }
            (NodeKind::List(items), Step::Item(index)) => items.get(*index).map_or(met, |item| below(item, None)),
            // One item may stand without a list around it.
            (NodeKind::List(_), _) => met,
            (_, Step::Item(0)) => self.descend(Met { left: rest.len(), ..met }, rest, nth),
            _ => met,
        }
    }

    /// Returns the bytes of a value, or of its key where the value is empty or goes on over many lines.
    fn value(&self, text: &str, met: Met<'_>, within: Option<Span>) -> Span {
        let node = met.node;
        match (&node.kind, met.key) {
            (NodeKind::Plain(words) | NodeKind::Quoted(words), key) if !node.span.range().is_empty() => match within {
                Some(within) => self.part(text, node, words, within),
                None if words.is_empty() => {
                    key.map_or(node.span, |key| if words.is_empty() { node.span } else { key.span })
                }
                None => first_line(text, node.span),
            },
            (_, Some(key)) if node.span.range().is_empty() || text[node.span.range()].contains('\n') => key.span,
            (NodeKind::Mapping(_), None) if text[node.span.range()].contains('\n') => first_line(text, first_key(node)),
            _ => first_line(text, node.span),
        }
    }

    /// Returns the bytes of a part of a scalar's words: exactly where the words stand in one piece, else the whole value.
    fn part(&self, text: &str, node: &Node, words: &str, within: Span) -> Span {
        let span = node.span;
        let raw = &text[span.range()];
        let quote = usize::from(raw.starts_with(['"', '\'']));
        let (is_verbatim, before) = self.part_of(node, || raw.get(quote..raw.len() - quote) == Some(words));
        if is_verbatim && within.end <= words.len() {
            return Span::new(span.start + quote + within.start, span.start + quote + within.end);
        }
        // Over several lines or with escapes the words are written otherwise, but a part of them may still stand there as often.
        let meant = words.get(within.range()).filter(|meant| !meant.is_empty());
        let Some(meant) = meant.filter(|_| before < MOST_PARTS) else {
            return first_line(text, span);
        };
        let nth = words.match_indices(meant).position(|(at, _)| at == within.start);
        let as_often = words.matches(meant).count() == raw.matches(meant).count();
        match nth.filter(|_| as_often).and_then(|nth| raw.match_indices(meant).nth(nth)) {
            Some((at, _)) => Span::new(span.start + at, span.start + at + meant.len()),
            None => first_line(text, span),
        }
    }
}

/// Returns the span of a mapping's first key, or of the node itself.
fn first_key(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Mapping(pairs) => pairs.first().map_or(node.span, |pair| pair.key.span),
        _ => node.span,
    }
}

/// How much of a line stands for a value whose words cannot be placed in it: more than is ever shown.
const LONGEST_LINE: usize = 4_096;

fn first_line(text: &str, span: Span) -> Span {
    let words = text.get(span.range()).unwrap_or_default();
    // A line of a megabyte would be gone through once for each of the problems in it.
    let words = &words[..words.floor_char_boundary(LONGEST_LINE)];
    let line = words.split(['\n', '\r']).next().unwrap_or_default();
    Span::new(span.start, span.start + line.trim_end().len())
}

/// Mappings with fewer keys are read through.
const MANY: usize = 16;

/// The keys of the large mappings of a tree.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// By a mapping's number.
    mappings: HashMap<u32, HashMap<Box<str>, Equal>>,
}

/// The pairs of a mapping whose keys are equal, by their index.
#[derive(Debug, Default)]
struct Equal {
    all: Vec<usize>,
    /// Of several: those whose value has a key, by that key.
    with: HashMap<Box<str>, Vec<usize>>,
}

impl Keys {
    /// Returns the keys of a tree.
    pub(super) fn of(root: &Node) -> Self {
        let mut keys = Self::default();
        keys.add(root);
        keys
    }

    fn add(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::List(items) => items.iter().for_each(|item| self.add(item)),
            NodeKind::Mapping(pairs) => {
                if pairs.len() >= MANY {
                    self.mappings.insert(node.number, equal(pairs));
                }
                for pair in pairs {
                    self.add(&pair.value);
                }
            }
            NodeKind::Plain(_) | NodeKind::Quoted(_) | NodeKind::Refused => {}
        }
    }

    /// Returns a pair of a mapping with this key: of several the one with this number from zero, or the first.
    pub(super) fn nth<'n>(&self, node: &Node, pairs: &'n [Pair], key: &str, nth: usize) -> Option<&'n Pair> {
        if let Some(keys) = self.mappings.get(&node.number) {
            let all = &keys.get(key)?.all;
            return all.get(nth).or(all.first()).map(|at| &pairs[*at]);
        }
        let mut equal = pairs.iter().filter(|pair| pair.key.words() == Some(key));
        equal.clone().nth(nth).or_else(|| equal.next())
    }

    /// Returns the pairs of a mapping with this key that a way down through `next` may lead through: those whose value has that
    /// key, and the first one where none has.
    pub(super) fn through<'n>(&self, node: &Node, pairs: &'n [Pair], key: &str, next: Option<&str>) -> Vec<&'n Pair> {
        let Some(keys) = self.mappings.get(&node.number) else {
            return pairs.iter().filter(|pair| pair.key.words() == Some(key)).collect();
        };
        let Some(equal) = keys.get(key) else { return Vec::new() };
        let first = || &equal.all[..1];
        let met = match next {
            _ if equal.all.len() == 1 => first(),
            Some(next) => equal.with.get(next).map_or_else(first, Vec::as_slice),
            None => &equal.all,
        };
        met.iter().map(|at| &pairs[*at]).collect()
    }
}

fn equal(pairs: &[Pair]) -> HashMap<Box<str>, Equal> {
    let mut keys: HashMap<Box<str>, Equal> = HashMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        if let Some(key) = pair.key.words() {
            keys.entry(key.into()).or_default().all.push(at);
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each key is looked at by itself")]
    for equal in keys.values_mut() {
        if equal.all.len() < 2 {
            continue;
        }
        for at in &equal.all {
            let NodeKind::Mapping(below) = &pairs[*at].value.kind else { continue };
            for key in below.iter().filter_map(|pair| pair.key.words()) {
                let with = equal.with.entry(key.into()).or_default();
                if with.last() != Some(at) {
                    with.push(*at);
                }
            }
        }
    }
    keys
}
