//! What a brief says, as far as an edition answers for it: its entries, and the lines that the lock has of them, which take a
//! fraction of the memory and are read when they are asked for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use crate::digest::Digest;

use super::entry::{
    Cell, Claim, Dataset, Entry, EntryKind, Extent, Figure, Key, Measure, Row, Sentence, Source, Unknown,
};
use super::flagged::Flagged;

/// What a brief says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries(BTreeMap<Key, Entry>);

impl Entries {
    /// Puts an entry in, over one with the same id.
    pub fn put(&mut self, id: impl Into<String>, entry: Entry) {
        self.0.insert(Key { kind: entry.kind(), id: id.into() }, entry);
    }

    /// Returns an entry.
    pub fn get(&self, kind: EntryKind, id: &str) -> Option<&Entry> {
        self.0.get(&Key { kind, id: id.to_owned() })
    }

    /// Visits every entry, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Entry)> {
        self.0.iter()
    }

    /// Visits the entries of a kind with their ids, sorted.
    pub fn of_kind(&self, kind: EntryKind) -> impl Iterator<Item = (&str, &Entry)> {
        let from = Key { kind, id: String::new() };
        self.0.range(from..).take_while(move |(key, _)| key.kind == kind).map(|(key, entry)| (key.id.as_str(), entry))
    }

    /// Returns the first twelve digits of the SHA-256 of all of it.
    pub fn digest(&self) -> String {
        let lines = self.0.iter().map(|(key, entry)| format!("{} {} {}\n", key.kind.word(), key.id, entry.to_json()));
        Digest::of(lines.collect::<String>().as_bytes()).short()
    }

    /// Returns whether any of its texts has these words.
    pub fn contains(&self, words: &str) -> bool {
        let within =
            |key: &Key, entry: &Entry| key.id.contains(words) || entry.texts().iter().any(|t| t.contains(words));
        self.0.iter().any(|(key, entry)| within(key, entry))
    }

    /// Puts other words in place of some, in every text.
    pub fn replace(&mut self, words: &str, by: &str) {
        let entries = std::mem::take(&mut self.0);
        self.0 = entries.into_iter().map(|(key, entry)| (key.with(words, by), entry.with(words, by))).collect();
    }

    /// Returns what is kept of a number beside it: of a figure, or of the tested figure of a claim.
    pub(super) fn parts_of(&mut self, kind: EntryKind, id: &str) -> Option<&mut BTreeMap<String, Flagged>> {
        match self.0.get_mut(&Key { kind, id: id.to_owned() })? {
            Entry::Figure(figure) => Some(&mut figure.parts),
            Entry::Claim(claim) => Some(&mut claim.parts),
            _ => None,
        }
    }

    /// Puts an entry in or takes it out, by its key.
    pub(super) fn set(&mut self, key: Key, entry: Option<Entry>) {
        match entry {
            Some(entry) => _ = self.0.insert(key, entry),
            None => _ = self.0.remove(&key),
        }
    }
}

/// Declares how the entries of each kind are visited.
macro_rules! of_kind {
    ($($kind:ident, $many:ident, $one:ident;)*) => {
        impl Entries {
            $(
                #[doc = concat!("Visits each [`", stringify!($kind), "`] with its id, sorted.")]
                pub fn $many(&self) -> impl Iterator<Item = (&str, &$kind)> {
                    self.of_kind(EntryKind::$kind).filter_map(|(id, entry)| match entry {
                        Entry::$kind(entry) => Some((id, entry)),
                        _ => None,
                    })
                }

                #[doc = concat!("Returns the [`", stringify!($kind), "`] with an id.")]
                pub fn $one(&self, id: &str) -> Option<&$kind> {
                    match self.get(EntryKind::$kind, id) {
                        Some(Entry::$kind(entry)) => Some(entry),
                        _ => None,
                    }
                }
            )*
        }
    };
}

of_kind! {
    Cell, cells, cell;
    Claim, claims, claim;
    Dataset, datasets, dataset;
    Extent, extents, extent;
    Figure, figures, figure;
    Measure, measures, measure;
    Row, rows, row;
    Sentence, sentences, sentence;
    Source, sources, source;
    Unknown, unknowns, unknown;
}

/// What a brief says, as text: an entry a line, sorted.
#[derive(Clone)]
pub struct StoredBrief {
    /// The text, which may be of more than this.
    text: Arc<[u8]>,
    lines: Range<usize>,
    /// What was printed with something in brackets, where whoever printed it says what of it is said of the data.
    flagged: Arc<BTreeMap<String, Flagged>>,
}

impl StoredBrief {
    /// Returns what these lines of a lock say, which are lines that were written by [`Self::of`].
    pub(super) fn within(text: &Arc<[u8]>, lines: Range<usize>) -> Self {
        Self { text: Arc::clone(text), lines, flagged: Arc::default() }
    }

    /// Returns some content as text.
    pub fn of(content: &Entries) -> Self {
        let (mut text, mut flagged) = (String::new(), BTreeMap::new());
        for (key, entry) in content.iter() {
            let apart = entry.flagged().into_iter().filter(|flagged| flagged.is_known_apart());
            flagged.extend(apart.map(|flagged| (flagged.as_str().to_owned(), flagged.clone())));
            text.push_str("  ");
            write_entry(key, Some(entry), &mut text);
        }
        let lines = 0..text.len();
        Self { text: text.into_bytes().into(), lines, flagged: flagged.into() }
    }

    /// Returns the lines.
    pub(super) fn lines(&self) -> &str {
        // They were text when they were stored.
        std::str::from_utf8(&self.text[self.lines.clone()]).unwrap_or_default()
    }

    /// Returns the content.
    pub fn read(&self) -> Entries {
        let mut content = Entries::default();
        for (key, mut entry) in self.lines().lines().filter_map(read_entry) {
            for flagged in entry.flagged_mut() {
                if let Some(known) = self.flagged.get(flagged.as_str()) {
                    flagged.clone_from(known);
                }
            }
            content.put(key.id, entry);
        }
        content
    }

    /// Returns the ids of its entries of a kind, sorted.
    pub(super) fn ids(&self, kind: EntryKind) -> Vec<String> {
        let begins = format!("  {} ", kind.word());
        let of_kind = self.lines().lines().filter_map(|line| line.strip_prefix(&begins));
        of_kind.filter_map(take).map(|(id, _)| id).collect()
    }
}

impl Default for StoredBrief {
    fn default() -> Self {
        Self::of(&Entries::default())
    }
}

impl From<Entries> for StoredBrief {
    fn from(content: Entries) -> Self {
        Self::of(&content)
    }
}

impl PartialEq for StoredBrief {
    fn eq(&self, other: &Self) -> bool {
        self.lines() == other.lines()
    }
}

impl Eq for StoredBrief {}

impl std::fmt::Debug for StoredBrief {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.lines())
    }
}

/// Writes an id as the lock has it.
fn write_id(id: &str, out: &mut String) {
    let plain = !id.is_empty() && id.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '{'));
    if plain {
        out.push_str(id);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}", serde_json::Value::from(id));
    }
}

/// Takes a word or a quoted id off the front of a line.
pub(super) fn take(rest: &str) -> Option<(String, &str)> {
    let rest = rest.trim_start_matches(' ');
    if rest.starts_with('"') {
        let mut words = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let id = words.next()?.ok()?;
        return Some((id, &rest[words.byte_offset()..]));
    }
    let end = rest.find(' ').unwrap_or(rest.len());
    (end > 0).then(|| (rest[..end].to_owned(), &rest[end..]))
}

/// Writes an entry, or that there is none, with the end of its line.
pub(super) fn write_entry(key: &Key, entry: Option<&Entry>, out: &mut String) {
    write_key(key, out);
    out.push_str(&entry.map_or_else(|| "null".to_owned(), Entry::to_json));
    out.push('\n');
}

/// Writes which entry it is, and a space.
pub(super) fn write_key(key: &Key, out: &mut String) {
    let _ = write!(out, "{} ", key.kind.word());
    write_id(&key.id, out);
    out.push(' ');
}

/// Reads an entry from its line; none where the line is no entry.
pub(super) fn read_entry(line: &str) -> Option<(Key, Entry)> {
    let (kind, rest) = take(line)?;
    let kind = EntryKind::parse(&kind)?;
    let (id, rest) = take(rest)?;
    Some((Key { kind, id }, Entry::read(kind, rest).ok()?))
}
