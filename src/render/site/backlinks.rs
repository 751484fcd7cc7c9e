//! What leads to an entry: the claims that rest on a source, what a party says and keeps, the questions that leave a claim
//! open. Made once for all pages.

use std::collections::BTreeMap;

use crate::model::{Claim, EvidenceFrom, Key, Measure, Party, Source, Unknown};
use crate::view::{Entry, Usage, Views};

/// What leads to entries, each list in the author's order and only of what is told.
#[derive(Debug, Default)]
pub(super) struct Backlinks {
    /// Claims by the source they rest on or were said in.
    pub(super) rests: BTreeMap<Key<Source>, Vec<Key<Claim>>>,
    /// Claims by who says them.
    pub(super) says: BTreeMap<Key<Party>, Vec<Key<Claim>>>,
    /// Claims by what they count.
    pub(super) counted: BTreeMap<Key<Measure>, Vec<Key<Claim>>>,
    /// Sources by whom they count as.
    pub(super) published: BTreeMap<Key<Party>, Vec<Key<Source>>>,
    /// Measures by who keeps the count.
    pub(super) keeps: BTreeMap<Key<Party>, Vec<Key<Measure>>>,
    /// Open questions by who holds the answer.
    pub(super) holds: BTreeMap<Key<Party>, Vec<Key<Unknown>>>,
    /// Open questions by what they leave open.
    pub(super) open: BTreeMap<Key<Claim>, Vec<Key<Unknown>>>,
}

impl Backlinks {
    /// Returns what leads to the entries that briefs use.
    pub(super) fn of(views: &Views, uses: &Usage) -> Self {
        let mut back = Self::default();
        for entry in uses.iter() {
            match entry {
                Entry::Claim(claim) => back.claim(views, claim),
                Entry::Source(source) => {
                    if let Some(party) = views.model.sources[source].publisher {
                        add(&mut back.published, party, source);
                    }
                }
                Entry::Measure(measure) => {
                    if let Some(party) = views.model.measures[measure].kept_by {
                        add(&mut back.keeps, party, measure);
                    }
                }
                Entry::Unknown(unknown) => {
                    let entry = &views.model.unknowns[unknown];
                    if let Some(party) = entry.holder {
                        add(&mut back.holds, party, unknown);
                    }
                    entry.blocks.iter().for_each(|claim| add(&mut back.open, *claim, unknown));
                }
                Entry::Party(_) => {}
            }
        }
        back
    }

    fn claim(&mut self, views: &Views, claim: Key<Claim>) {
        let entry = &views.model.claims[claim];
        let view = views.claim(claim);
        let data = view.datasets.iter().copied();
        let data = data.filter_map(|dataset| views.model.datasets[dataset].source);
        let evidence = entry.evidence.iter().filter_map(|item| match item.from {
            EvidenceFrom::Source(source) => Some(source),
            EvidenceFrom::Dataset(dataset) => views.model.datasets[dataset].source,
        });
        evidence.chain(entry.said_in()).chain(data).for_each(|source| add(&mut self.rests, source, claim));
        for party in &view.parties {
            add(&mut self.says, *party, claim);
        }
        if let Some(measure) = view.counts {
            add(&mut self.counted, measure, claim);
        }
        // Where the question itself says that it leaves the claim open, it is added with the question.
        let says_so = |unknown: &Key<Unknown>| views.model.unknowns[*unknown].blocks.contains(&claim);
        if let Some(unknown) = entry.unknown.filter(|unknown| !says_so(unknown)) {
            add(&mut self.open, claim, unknown);
        }
    }
}

/// Adds to a list what does not end it already.
fn add<K: Ord, T: PartialEq>(lists: &mut BTreeMap<K, Vec<T>>, key: K, item: T) {
    let list = lists.entry(key).or_default();
    if list.last() != Some(&item) {
        list.push(item);
    }
}
