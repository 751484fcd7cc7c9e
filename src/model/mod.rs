//! What the registry means: ids linked, words understood. Every type here is named after the registry key it comes from.
//!
//! Whatever is read of a section is noted ([`crate::reads`]), so that what was made of a project is made again where that changes.

mod asked;
mod brief;
mod claim;
mod dataset;
mod facet;
mod figure;
mod filter;
mod flow;
mod publication;
mod rows;
mod source;

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use crate::reads::{self, Readable};
use crate::text::Id;

pub(crate) use crate::vocabulary::Aggregate;
pub(crate) use asked::{AskedPeriods, Check, Moving, Sides};
pub(crate) use brief::{Brief, Category, Chart, Layout, TableEntry, TableOf};
pub(crate) use claim::{
    Claim, Evidence, EvidenceFrom, Looked, OwnQualifier, Reviewed, Said, Speaker, Stated, Test, TestOf, Translation,
    Trend, Unknown, Verdict,
};
pub(crate) use dataset::{
    Break, Dataset, Measure, Provisional, RateOf, RealOf, Release, Signs, StepTaking, StepTakings, Stock, Totals, View,
    released,
};
pub(crate) use facet::{Facet, NUMBER_PARTS, Part};
pub(crate) use figure::{Calculation, Figure, Join, OnValue, Operation, Quotation, Rate, Real, Selection, Unit, Which};
pub(crate) use filter::{Filter, Order, Predicate, Ranked, RankedPart, Related, RelatedTo, There};
pub(crate) use flow::flow;
pub(crate) use publication::{Author, Licence, Publication, Scale, Waiver};
pub(crate) use rows::{BriefRow, OfRows};
pub(crate) use source::{Agent, Archived, Interests, Party, Relay, Source};

macro_rules! entries {
    ($($entry:ident $section:ident),+ $(,)?) => {$(
        impl Entry for $entry {
            const SECTION: Readable = Readable::$section;
        }
    )+};
}

entries! {
    Party Parties,
    Measure Measures,
    Source Sources,
    Dataset Datasets,
    Figure Figures,
    TableEntry Tables,
    Chart Charts,
    Claim Claims,
    Unknown Unknowns,
    Brief Briefs,
}

/// The whole registry, understood.
#[derive(Debug)]
pub struct Model {
    /// Who publishes.
    pub publication: Publication,
    /// People and bodies.
    pub parties: Section<Party>,
    /// What numbers count.
    pub measures: Section<Measure>,
    /// What was read.
    pub sources: Section<Source>,
    /// CSV files with their tables.
    pub datasets: Section<Dataset>,
    /// Named numbers.
    pub figures: Section<Figure>,
    /// Tables to print.
    pub tables: Section<TableEntry>,
    /// How tables are drawn.
    pub charts: Section<Chart>,
    /// Assertions.
    pub claims: Section<Claim>,
    /// Open questions.
    pub unknowns: Section<Unknown>,
    /// Documents to publish.
    pub briefs: Section<Brief>,
    /// Rules set aside.
    pub waivers: Vec<Waiver>,
    /// Which of all these are made for rows.
    pub of_rows: OfRows,
}

/// What a section of the registry can hold.
pub trait Entry {
    /// Its section.
    const SECTION: Readable;
}

/// The place of an entry in its section; a link that cannot dangle.
pub struct Key<T>(u32, PhantomData<fn() -> T>);

impl<T> Key<T> {
    /// Returns the key of the entry at `index` of its section.
    ///
    /// # Panics
    /// Panics past four thousand million entries, more than a registry file can hold.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a section has fewer than 2^32 entries"), PhantomData)
    }

    /// Returns the entry's index in its section.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Key<T> {}
impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Key<T> {}
impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T: Entry> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        reads::show(T::SECTION, self.index(), f)
    }
}

/// The entries of a section.
#[derive(Clone)]
pub struct Section<T> {
    entries: Vec<(Id, T)>,
    by_id: HashMap<Id, Key<T>>,
}

impl<T: fmt::Debug> fmt::Debug for Section<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries.iter().map(|(id, entry)| (id, entry))).finish()
    }
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: HashMap::new() }
    }
}

impl<T: Entry> Section<T> {
    /// Returns an empty section with room for so many entries.
    pub fn with_capacity(count: usize) -> Self {
        Self { entries: Vec::with_capacity(count), by_id: HashMap::with_capacity(count) }
    }

    /// Adds an entry; returns its key, or none where the id is taken.
    pub fn add(&mut self, id: Id, entry: T) -> Option<Key<T>> {
        let key = Key::new(self.entries.len());
        if self.by_id.contains_key(&id) {
            return None;
        }
        self.by_id.insert(id.clone(), key);
        self.entries.push((id, entry));
        Some(key)
    }

    /// Returns the key of an id.
    pub fn find(&self, id: &str) -> Option<Key<T>> {
        // Ids hash as the strings they are made of only through `Id`, and a wrong form is no id.
        let id =
            if T::SECTION == Readable::Briefs { Id::of_brief(id) } else { Id::snake(id).or_else(|_| Id::kebab(id)) };
        let found = id.ok().and_then(|id| self.by_id.get(&id).copied());
        match found {
            Some(key) => note(key),
            None => self.note_list(),
        }
        found
    }

    /// Returns the id of an entry.
    pub fn id(&self, key: Key<T>) -> &Id {
        note(key);
        &self.entries[key.index()].0
    }

    /// Visits the entries in the author's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Key<T>, &Id, &T)> {
        self.note_list();
        self.entries.iter().enumerate().map(|(index, (id, entry))| {
            let key = Key::new(index);
            note(key);
            (key, id, entry)
        })
    }

    /// Returns every key in the author's order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<T>> + use<T> {
        self.note_list();
        (0..self.entries.len()).map(Key::new)
    }

    /// Returns how many entries there are.
    pub fn len(&self) -> usize {
        self.note_list();
        self.entries.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.note_list();
        self.entries.is_empty()
    }

    /// Notes that it was read which entries there are.
    #[expect(
        clippy::unused_self,
        reason = "it is this section whose entries were counted, listed or looked for in vain"
    )]
    fn note_list(&self) {
        reads::note(Readable::Lists, T::SECTION as usize);
    }
}

/// Notes that an entry was read.
fn note<T: Entry>(key: Key<T>) {
    reads::note(T::SECTION, key.index());
}

impl<T: Entry> Index<Key<T>> for Section<T> {
    type Output = T;

    fn index(&self, key: Key<T>) -> &T {
        note(key);
        &self.entries[key.index()].1
    }
}

/// A text of the registry that readers see, with its references resolved: words, and names between double braces.
///
/// It is the smallest possible template language: a name in braces and nothing else. Whatever needs a condition or a loop
/// belongs in the brief's own template. Beside each piece is where it begins in the bytes of the value as written: nowhere where the
/// tool made the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegistryText(pub Vec<Piece>, Vec<usize>);

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as written; plain text, not Markdown.
    Words(String),
    /// `{{ figures.id }}`: the figure's value, or something of it.
    Figure(Key<Figure>, Facet),
    /// `{{ claims.id }}` and its parts.
    Claim(Key<Claim>, ClaimPart),
    /// `{{ value }}`: the tested figure of the claim in whose text it stands, or something of it.
    Value(Facet),
}

/// What of a claim is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimPart {
    /// `{{ claims.id }}`: the statement.
    Statement,
    /// `{{ claims.id.phrase }}`: the claim inside a sentence.
    Phrase,
    /// `{{ claims.id.quantity }}`: the quantity in the claim's words.
    Quantity,
    /// `{{ claims.id.value }}`: the tested figure, or something of it.
    Value(Facet),
    /// `{{ claims.id.standing }}`: the standing in the reader's words.
    Standing,
}

impl RegistryText {
    /// Returns a text without references.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::made(vec![Piece::Words(words.into())])
    }

    /// Returns a text that the tool made.
    pub fn made(pieces: Vec<Piece>) -> Self {
        Self(pieces, Vec::new())
    }

    /// Returns a text that somebody wrote, each piece with where it begins.
    pub fn written(pieces: impl IntoIterator<Item = (Piece, usize)>) -> Self {
        let (pieces, starts) = pieces.into_iter().unzip();
        Self(pieces, starts)
    }

    /// Visits the pieces with where each begins in the value as written.
    pub fn placed(&self) -> impl Iterator<Item = (&Piece, usize)> {
        self.0.iter().zip(self.1.iter().copied())
    }

    /// Returns whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Words(words) if words.trim().is_empty()))
    }

    /// Returns the text with its references as written, for messages; ids are not known here.
    pub fn plain_words(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Value(_) => "{{ value }}",
                Piece::Figure(..) | Piece::Claim(..) => "{{ … }}",
            })
            .collect()
    }
}
