//! Which entries a page names: sources, datasets, parties and unknowns, through what it prints and what that rests on.

use std::collections::BTreeSet;

use crate::model::{Brief, Claim, Dataset, EvidenceFrom, Key, Measure, Party, Relay, Source, Speaker, Unknown};
use crate::view::{BriefView, Mark, NumberView, Views};

impl Views {
    /// Returns the sources that a page cites, then those that its claims and these sources name, each once.
    pub fn sources_of(&self, brief: &Brief, cited: &[Mark]) -> Vec<Key<Source>> {
        let model = &self.model;
        let mut named = Vec::new();
        let mut seen = BTreeSet::new();
        let of_page =
            cited.iter().filter_map(|mark| if let Mark::Source(source) = mark { Some(*source) } else { None });
        let of_claims = brief.claims.iter().flat_map(|claim| {
            let entry = &model.claims[*claim];
            entry.said_in().chain(entry.evidence.iter().filter_map(|item| match item.from {
                EvidenceFrom::Source(source) => Some(source),
                EvidenceFrom::Dataset(_) => None,
            }))
        });
        named.extend(of_page.chain(of_claims).filter(|source| seen.insert(*source)));
        let mut at = 0;
        while let Some(source) = named.get(at).map(|source| &model.sources[*source]) {
            let relayed =
                source.relays.iter().filter_map(|relay| if let Relay::Source(of) = relay { Some(*of) } else { None });
            named.extend(source.through.into_iter().chain(relayed).filter(|source| seen.insert(*source)));
            at += 1;
        }
        named
    }

    /// Returns the datasets that a page's numbers, claims and tables rest on, each once.
    pub fn datasets_of(&self, brief: &Brief, numbers: &[&NumberView], measures: &[Key<Measure>]) -> Vec<Key<Dataset>> {
        let model = &self.model;
        let of_numbers =
            numbers.iter().filter_map(|number| model.datasets.find(number.cells.as_ref()?.dataset.as_str()));
        let of_evidence = brief.claims.iter().flat_map(|claim| &model.claims[*claim].evidence);
        let of_evidence = of_evidence.filter_map(|item| match item.from {
            EvidenceFrom::Dataset(dataset) => Some(dataset),
            EvidenceFrom::Source(_) => None,
        });
        let records = measures.iter().flat_map(|measure| model.measures[*measure].record.iter().copied());
        let mut seen = BTreeSet::new();
        let all = self.teller().datasets(brief).into_iter().chain(of_numbers).chain(of_evidence).chain(records);
        all.filter(|dataset| seen.insert(*dataset)).collect()
    }

    /// Returns the parties that a page names, in the order of the registry, with the bodies they belong to.
    pub fn parties_of(
        &self,
        brief: &Brief,
        sources: &[Key<Source>],
        datasets: &[Key<Dataset>],
        measures: &[Key<Measure>],
    ) -> BTreeSet<Key<Party>> {
        let model = &self.model;
        let mut named = BTreeSet::new();
        for claim in &brief.claims {
            for said in model.claims[*claim].places() {
                let translator = said.translation.as_ref().and_then(|translation| translation.by.as_ref());
                for speaker in said.by.iter().chain(translator) {
                    if let Speaker::Party(party) = speaker {
                        named.insert(*party);
                    }
                }
            }
            named.extend(self.evaluation.claim(*claim).origins.iter().filter_map(|origin| origin.party));
        }
        for source in sources.iter().map(|source| &model.sources[*source]) {
            named.extend(source.publisher);
            named.extend(
                source
                    .relays
                    .iter()
                    .filter_map(|relay| if let Relay::Party(party) = relay { Some(*party) } else { None }),
            );
        }
        named.extend(datasets.iter().filter_map(|dataset| model.datasets[*dataset].publisher));
        named.extend(measures.iter().filter_map(|measure| model.measures[*measure].kept_by));
        named.extend(brief.unknowns.iter().filter_map(|unknown| model.unknowns[*unknown].holder));
        let mut above: Vec<_> = named.iter().copied().collect();
        while let Some(party) = above.pop() {
            above.extend(model.parties[party].part_of.filter(|whole| named.insert(*whole)));
        }
        named
    }

    /// Returns the unknowns that a claim names, and those of the brief that keep it from being decided.
    pub fn unknowns_of<'v>(&'v self, brief: &BriefView, claim: Key<Claim>) -> impl Iterator<Item = Key<Unknown>> + 'v {
        let model = &self.model;
        let own = model.claims[claim].unknown;
        let blocks =
            move |unknown: &Key<Unknown>| Some(*unknown) != own && model.unknowns[*unknown].blocks.contains(&claim);
        let blocking = model.briefs[brief.brief].unknowns.iter().copied().filter(blocks);
        own.into_iter().chain(blocking)
    }
}
