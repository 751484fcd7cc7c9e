//! Which briefs use which entries of the registry: what a brief lists and prints, and what that rests on.
//!
//! An entry that no brief uses is work in progress and is told to nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Brief, Claim, Dataset, EvidenceFrom, Key, Measure, Party, Relay, Source, Speaker, TableOf, Unknown,
};
use crate::outcome::Provenance;

use crate::view::teller::Teller;
use crate::view::{Mark, Views};

/// An entry that has an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A claim.
    Claim(Key<Claim>),
    /// A source.
    Source(Key<Source>),
    /// A party.
    Party(Key<Party>),
    /// A measure.
    Measure(Key<Measure>),
    /// An unknown.
    Unknown(Key<Unknown>),
}

/// The entries that briefs use, each with the briefs, in the author's order.
#[derive(Debug, Default)]
pub struct Usage(BTreeMap<Entry, Vec<Key<Brief>>>);

impl Usage {
    /// Returns what briefs use; with each brief the marks of what it prints.
    pub fn of(views: &Views, printed: &[(Key<Brief>, Vec<Mark>)]) -> Self {
        let teller = views.teller();
        let mut uses: BTreeMap<Entry, Vec<Key<Brief>>> = BTreeMap::new();
        for (brief, marks) in printed {
            for entry in teller.used(&teller.model.briefs[*brief], marks) {
                uses.entry(entry).or_default().push(*brief);
            }
        }
        Self(uses)
    }

    /// Returns the briefs that use an entry; none where it is told to nobody.
    pub fn briefs(&self, entry: Entry) -> &[Key<Brief>] {
        self.0.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Returns whether a brief uses an entry.
    pub fn has(&self, entry: Entry) -> bool {
        self.0.contains_key(&entry)
    }

    /// Visits the entries, by kind and in the author's order.
    pub fn iter(&self) -> impl Iterator<Item = Entry> {
        self.0.keys().copied()
    }
}

impl Teller<'_> {
    /// Returns every entry that a brief uses.
    fn used(&self, brief: &Brief, marks: &[Mark]) -> BTreeSet<Entry> {
        let mut found = BTreeSet::new();
        let mut open: Vec<Entry> = Vec::new();
        open.extend(brief.claims.iter().chain(&brief.answer).map(|claim| Entry::Claim(*claim)));
        open.extend(brief.unknowns.iter().map(|unknown| Entry::Unknown(*unknown)));
        for mark in marks {
            self.used_by_mark(*mark, &mut open);
        }
        while let Some(entry) = open.pop() {
            if found.insert(entry) {
                self.rests_on(entry, &mut open);
            }
        }
        // A brief says what its measures are not; what those in turn are not is said nowhere.
        let measures = found.iter().filter_map(|entry| if let Entry::Measure(key) = entry { Some(*key) } else { None });
        let distinct = measures.flat_map(|measure| &self.model.measures[measure].distinct_from);
        let distinct: Vec<Entry> = distinct.map(|(measure, _)| Entry::Measure(*measure)).collect();
        found.extend(distinct);
        found
    }

    fn used_by_mark(&self, mark: Mark, open: &mut Vec<Entry>) {
        match mark {
            Mark::Claim(claim)
            | Mark::Foreign(claim, _)
            | Mark::Quantity(claim, _)
            | Mark::Value(claim, _)
            | Mark::Standing(claim)
            | Mark::Qualifier(claim) => {
                open.push(Entry::Claim(claim));
            }
            Mark::Measure(measure) => open.push(Entry::Measure(measure)),
            Mark::Source(source) => open.push(Entry::Source(source)),
            Mark::Dataset(dataset) => self.behind(dataset, open),
            Mark::Figure(figure) => {
                let Some(outcome) = self.evaluation.figure(figure) else { return };
                open.extend(outcome.measures.iter().map(|measure| Entry::Measure(*measure)));
                if let Provenance::Source { source, .. } = outcome.trace {
                    open.push(Entry::Source(source));
                }
            }
            Mark::Table(table) => {
                let entry = &self.model.tables[table];
                open.extend(self.measures(&[], &[], &[table]).into_iter().map(Entry::Measure));
                if let TableOf::Rows { of, .. } = entry.of {
                    self.behind(of, open);
                }
                open.extend(entry.chart.and_then(|chart| self.model.charts[chart].claim).map(Entry::Claim));
            }
            Mark::Caption
            | Mark::Origin(_)
            | Mark::Panel
            | Mark::Fold
            | Mark::Lead
            | Mark::Why(_)
            | Mark::Deferred(_)
            | Mark::Reason(_)
            | Mark::Count(_) => {}
        }
    }

    /// Adds the source or party that a dataset is from.
    fn behind(&self, dataset: Key<Dataset>, open: &mut Vec<Entry>) {
        let entry = &self.model.datasets[dataset];
        open.extend(entry.source.map(Entry::Source));
        open.extend(entry.publisher.map(Entry::Party));
    }

    /// Adds what an entry rests on.
    fn rests_on(&self, entry: Entry, open: &mut Vec<Entry>) {
        match entry {
            Entry::Claim(claim) => {
                let entry = &self.model.claims[claim];
                open.extend(self.measure_of(claim).map(Entry::Measure));
                open.extend(entry.unknown.map(Entry::Unknown));
                for said in entry.places() {
                    open.extend(said.source.map(Entry::Source));
                    if let Some(Speaker::Party(party)) = said.by {
                        open.push(Entry::Party(party));
                    }
                }
                for item in &entry.evidence {
                    open.extend(item.measure.map(Entry::Measure));
                    match item.from {
                        EvidenceFrom::Source(source) => open.push(Entry::Source(source)),
                        EvidenceFrom::Dataset(dataset) => self.behind(dataset, open),
                    }
                }
                self.datasets_of(claim).into_iter().for_each(|dataset| self.behind(dataset, open));
            }
            Entry::Source(source) => {
                let entry = &self.model.sources[source];
                open.extend(entry.publisher.map(Entry::Party));
                open.extend(entry.through.map(Entry::Source));
                open.extend(entry.relays.iter().filter_map(|relay| match relay {
                    Relay::Source(source) => Some(Entry::Source(*source)),
                    Relay::Party(party) => Some(Entry::Party(*party)),
                    Relay::Unregistered(_) => None,
                }));
            }
            Entry::Party(party) => open.extend(self.model.parties[party].part_of.map(Entry::Party)),
            Entry::Measure(measure) => {
                let entry = &self.model.measures[measure];
                open.extend(entry.kept_by.map(Entry::Party));
                open.extend(entry.source.map(Entry::Source));
                entry.record.iter().for_each(|dataset| self.behind(*dataset, open));
            }
            Entry::Unknown(unknown) => {
                let entry = &self.model.unknowns[unknown];
                open.extend(entry.holder.map(Entry::Party));
                open.extend(entry.measure.map(Entry::Measure));
            }
        }
    }
}
