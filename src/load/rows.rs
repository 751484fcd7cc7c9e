//! Entries that are written once and made for each row of a table: where cells of the row stand in their words, where other
//! entries of the row, and the entry with those filled in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::language::Languages;
use crate::text::{RegistryPlace, Span, Step};
use crate::vocabulary::EntryKind;

use super::node::{Node, NodeKind, Pair};
use super::node_reader::{PrunedNodes, Reading};
use super::project::Project;
use super::projection::Projection;

/// An entry as it is written.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// Where it is declared.
    pub(crate) place: RegistryPlace,
    node: Node,
    /// The languages in one of which it is read, where it is written in several.
    languages: Option<Languages>,
    /// What the words of a node are made of, by its number: of those in which something is filled.
    parts: BTreeMap<u32, Vec<Part>>,
    /// The cells that are named, each with the number of its node.
    cells: Vec<(u32, NamedCell)>,
}

/// A part of the words of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// As written.
    Words(String),
    /// The cell of the row in a column.
    Cell(String),
    /// The id of another entry.
    Entry(EntryKind, String),
}

/// A cell that is named in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedCell {
    /// The column.
    pub(crate) column: String,
    /// Where.
    pub(crate) place: RegistryPlace,
    /// Whether nothing else stands in the value.
    pub(crate) alone: bool,
}

/// Why an entry cannot be filled in.
#[derive(Debug)]
pub(crate) struct Unreadable(pub(crate) String);

impl Project {
    /// Returns an entry as it is written; none where its file cannot be read.
    pub(crate) fn pattern(&self, file: usize, kind: EntryKind, id: &str) -> Option<Pattern> {
        let file = &self.files[file];
        let steps = vec![Step::from(kind.section()), Step::from(id)];
        let place = RegistryPlace::value(file.path.clone(), steps);
        let mut node = self.trees.node(&file.text, &place)?;
        // What was refused holds no value.
        drop_refused(&mut node);
        let (mut parts, mut cells) = (BTreeMap::new(), Vec::new());
        walk(&node, &mut Vec::new(), &mut |node, words, steps| {
            let read = read(words);
            for part in &read {
                if let Part::Cell(column) = part {
                    let mut place = place.clone();
                    place.steps.extend(steps.iter().cloned());
                    cells.push((node.number, NamedCell { column: column.clone(), place, alone: read.len() == 1 }));
                }
            }
            if read.iter().any(|part| !matches!(part, Part::Words(_))) {
                parts.insert(node.number, read);
            }
        });
        // In a table of claims parts of one mapping stand apart, with other columns between them.
        cells.sort_by_key(|(node, _)| *node);
        Some(Pattern { place, node, languages: self.languages.clone(), parts, cells })
    }
}

impl Pattern {
    /// Visits the cells that are named, in the order in which they are written.
    pub(crate) fn cells(&self) -> impl ExactSizeIterator<Item = &NamedCell> {
        self.cells.iter().map(|(_, cell)| cell)
    }

    /// Notes that an entry's id stands at a place; returns whether it stands there by itself, or among words in braces.
    pub(crate) fn refers(&mut self, place: &RegistryPlace, kind: EntryKind, id: &str) -> bool {
        let Some(steps) = place.steps.get(2..) else { return false };
        let Some(node) = scalar(&self.node, steps) else { return false };
        let Some(words) = node.words() else { return false };
        if place.within.is_some() {
            let parts = self.parts.get(&node.number);
            return parts.is_some_and(|parts| parts.contains(&Part::Entry(kind, id.to_owned())));
        }
        let stands = words.trim() == id;
        if stands {
            self.parts.insert(node.number, vec![Part::Entry(kind, id.to_owned())]);
        }
        stands
    }

    /// Returns the entry with the words of cells and the ids of entries filled in. Of an id for which there is none its item of a
    /// list, or its key, is left out.
    pub(crate) fn filled<T: DeserializeOwned>(
        &self,
        cell: &dyn Fn(&NamedCell) -> String,
        entry: &dyn Fn(EntryKind, &str) -> Option<String>,
    ) -> Result<T, Unreadable> {
        let fill = |number: u32| -> Filled {
            let mut words = String::new();
            let Some(parts) = self.parts.get(&number) else { return Filled::AsWritten };
            let from = self.cells.partition_point(|(node, _)| *node < number);
            let mut cells = self.cells[from..].iter();
            for part in parts {
                match part {
                    Part::Words(written) => words.push_str(written),
                    Part::Cell(_) => words.extend(cells.next().map(|(_, named)| cell(named))),
                    Part::Entry(kind, id) => match entry(*kind, id) {
                        Some(id) => words.push_str(&id),
                        None => return Filled::Gone,
                    },
                }
            }
            Filled::Words(words)
        };
        let pruned = PrunedNodes::new();
        let node = filled(&self.node, &fill).unwrap_or(Cow::Borrowed(&self.node));
        let projection = self.languages.as_ref().map(Projection::new);
        let reading = Reading { node: &node, pruned: &pruned, projection: projection.as_ref() };
        T::deserialize(reading).map_err(|fault| Unreadable(fault.to_string()))
    }
}

/// What becomes of the words of a node.
enum Filled {
    /// They stay.
    AsWritten,
    /// Others stand in their place.
    Words(String),
    /// It is left out.
    Gone,
}

/// Returns a node with its words filled in; none where it is left out.
fn filled<'n>(node: &'n Node, fill: &dyn Fn(u32) -> Filled) -> Option<Cow<'n, Node>> {
    let kind = match &node.kind {
        NodeKind::Plain(_) | NodeKind::Quoted(_) => match fill(node.number) {
            Filled::AsWritten => return Some(Cow::Borrowed(node)),
            Filled::Words(words) => NodeKind::Quoted(words),
            Filled::Gone => return None,
        },
        NodeKind::List(items) => {
            NodeKind::List(items.iter().filter_map(|item| filled(item, fill).map(Cow::into_owned)).collect())
        }
        NodeKind::Mapping(pairs) => {
            let value = |pair: &Pair| {
                let value = filled(&pair.value, fill)?.into_owned();
                Some(Pair { key: pair.key.clone(), value })
            };
            NodeKind::Mapping(pairs.iter().filter_map(value).collect())
        }
        NodeKind::Refused => return None,
    };
    Some(Cow::Owned(Node { number: node.number, span: node.span, kind }))
}

fn drop_refused(node: &mut Node) {
    match &mut node.kind {
        NodeKind::List(items) => {
            items.retain(|item| !matches!(item.kind, NodeKind::Refused));
            items.iter_mut().for_each(drop_refused);
        }
        NodeKind::Mapping(pairs) => {
            pairs.retain(|pair| !matches!(pair.value.kind, NodeKind::Refused));
            for pair in pairs.iter_mut() {
                drop_refused(&mut pair.value);
            }
        }
        _ => {}
    }
}

/// Visits the words of a node and of all below it, with the steps that lead there.
fn walk<'n>(node: &'n Node, steps: &mut Vec<Step>, visit: &mut dyn FnMut(&'n Node, &'n str, &[Step])) {
    match &node.kind {
        NodeKind::Plain(words) | NodeKind::Quoted(words) => visit(node, words, steps),
        NodeKind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                steps.push(index.into());
                walk(item, steps, visit);
                steps.pop();
            }
        }
        NodeKind::Mapping(pairs) => {
            for pair in pairs {
                steps.push(pair.key.words().unwrap_or_default().into());
                walk(&pair.value, steps, visit);
                steps.pop();
            }
        }
        NodeKind::Refused => {}
    }
}

/// Returns the words at the end of a path of keys, or those that stand for a mapping or a list on the way.
fn scalar<'n>(node: &'n Node, steps: &[Step]) -> Option<&'n Node> {
    match (&node.kind, steps.split_first()) {
        (NodeKind::Plain(_) | NodeKind::Quoted(_), _) => Some(node),
        (NodeKind::Mapping(pairs), Some((Step::Key(key), rest))) => {
            let pair = pairs.iter().find(|pair| pair.key.words() == Some(key))?;
            scalar(&pair.value, rest)
        }
        (NodeKind::List(items), Some((Step::Item(item), rest))) => scalar(items.get(*item)?, rest),
        // One item may stand without a list around it.
        (NodeKind::Mapping(_), Some((Step::Item(0), rest))) => scalar(node, rest),
        // A list of one, as a table of claims makes it, is spoken of as its item.
        (NodeKind::List(items), Some((Step::Key(_), _))) if items.len() == 1 => scalar(&items[0], steps),
        _ => None,
    }
}

/// Returns what words are made of: cells between double braces, ids behind `figures.` or `claims.` there, and the rest.
pub(crate) fn read(words: &str) -> Vec<Part> {
    let (mut parts, mut rest) = (Vec::new(), 0);
    let words_upto = |from: usize, to: usize, parts: &mut Vec<Part>| {
        if from < to {
            parts.push(Part::Words(words[from..to].to_owned()));
        }
    };
    let mut at = 0;
    while let Some(open) = words[at..].find("{{").map(|open| at + open) {
        let Some(close) = words[open..].find("}}").map(|close| open + close) else { break };
        let inner = Span::new(open + 2, close);
        let name = words[inner.range()].trim();
        at = close + 2;
        if let Some(column) = name.strip_prefix("row.") {
            words_upto(rest, open, &mut parts);
            parts.push(Part::Cell(column.trim().to_owned()));
            rest = close + 2;
        } else if let Some((kind, behind)) =
            EntryKind::split(name).filter(|(kind, _)| matches!(kind, EntryKind::Figure | EntryKind::Claim))
        {
            let id = behind.split('.').next().unwrap_or_default();
            let from = open + 2 + words[inner.range()].find(name).unwrap_or(0) + kind.section().len() + 1;
            words_upto(rest, from, &mut parts);
            parts.push(Part::Entry(kind, id.to_owned()));
            rest = from + id.len();
        }
    }
    words_upto(rest, words.len(), &mut parts);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_from_cells_and_from_ids() {
        let words = |words: &str| Part::Words(words.into());
        let cell = |column: &str| Part::Cell(column.into());
        assert_eq!(read("a {{ b"), [words("a {{ b")]);
        assert_eq!(read("{{ row.Area name }}"), [cell("Area name")]);
        assert_eq!(
            read("In {{row.name}} {{ figures.rate.from }}, {{ value }}"),
            [
                words("In "),
                cell("name"),
                words(" {{ figures."),
                Part::Entry(EntryKind::Figure, "rate".into()),
                words(".from }}, {{ value }}"),
            ]
        );
    }
}
