//! What the entry of a claim says: the sentence of the briefs, its standing and why, who says it, what speaks for and against it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Claim, Evidence, EvidenceFrom, Key, Looked, Said, Speaker};
use crate::template::engine::Value;
use crate::view::{Entry, MarkedText};
use crate::vocabulary::{Basis, Stance};

use crate::render::site::place::Here;
use crate::render::site::{Around, Filter, Values, words};

impl Around<'_> {
    /// Returns what the entry of a claim is printed from.
    pub(super) fn claim(&self, claim: Key<Claim>, filter: &Filter) -> Values {
        let (composer, links) = (self.composer, self.links(Here::Registry));
        let entry = &composer.model.claims[claim];
        let html = |line: Option<MarkedText>| line.map_or(Value::from(()), |line| links.html(&line));
        let mut values = self.entry(Entry::Claim(claim), Here::Registry, filter);
        let sentence = composer.finding(claim, &mut BTreeSet::new()).sentence;
        values.insert("sentence", links.html(&sentence));
        values.insert("standing", links.standing(claim));
        values.insert("reason", links.html(&composer.reason(claim)));
        let speaker = composer.speaker(claim).map(|name| match composer.speaking_party(claim) {
            Some(party) => links.party(party),
            None => Value::from(name.plain()),
        });
        values.insert("speaker", speaker.unwrap_or_else(|| Value::from(())));
        values.extend(entry.said.iter().flat_map(|said| self.place(said)));
        for key in ["date", "said_in", "locator", "quote", "lang", "translation"] {
            values.entry(key).or_insert_with(|| Value::from(()));
        }
        let again = entry.said_again.iter().map(|said| {
            let party = match said.by {
                Some(Speaker::Party(party)) => Some(party),
                _ => None,
            };
            let name = || Value::from(composer.speaker_in(said).plain());
            let mut place: BTreeMap<&str, Value> = self.place(said).into_iter().collect();
            place.insert("speaker", party.map_or_else(name, |party| links.party(party)));
            Value::from(place)
        });
        values.insert("again", again.collect());
        values.insert("measure", composer.measure_of(claim).map_or(Value::from(()), |it| links.measure(it)));
        let part_of = entry.part_of.and_then(|whole| links.claim(whole));
        values.insert("part_of", part_of.unwrap_or_else(|| Value::from(())));
        let readings = 0..composer.evaluation.claim(claim).readings.len();
        let readings = readings.filter_map(|reading| {
            let value = composer.value(claim, Some(reading))?;
            Some(Value::from(BTreeMap::from([
                ("words", html(composer.reading(claim, reading))),
                ("value", links.html(&value)),
                ("result", links.html(&composer.result(claim, reading))),
            ])))
        });
        values.insert("readings", readings.collect());
        values.insert(
            "evidence",
            entry.evidence.iter().enumerate().map(|(at, item)| self.evidence(claim, at, item)).collect(),
        );
        values.insert("looked", entry.looked.iter().map(|looked| self.looked(looked)).collect());
        let reviewed = entry.reviewed.as_ref().map(|reviewed| composer.reviewed(reviewed).plain());
        values.insert("reviewed", words(reviewed.as_deref()));
        values.insert("verdict", html(composer.verdict(claim)));
        let open = self.backlinks.open.get(&claim).map_or(&[][..], Vec::as_slice);
        values.insert("open", self.listed(open.len(), open.iter().filter_map(|unknown| links.unknown(*unknown))));
        values
    }

    /// Returns what is told of one place in which a claim was said.
    fn place(&self, said: &Said) -> [(&'static str, Value); 6] {
        let (composer, links) = (self.composer, self.links(Here::Registry));
        let quoted = |quote: &String| {
            composer.fill(&composer.words().pages.quoted, &[("words", &MarkedText::words(quote.as_str()))]).plain()
        };
        let value = |words: Option<String>| words.map_or(Value::from(()), Value::from);
        [
            ("date", value(said.date.as_ref().map(|date| composer.period(date)))),
            ("said_in", said.source.map_or(Value::from(()), |source| links.source(source))),
            ("locator", words(said.locator.as_deref())),
            ("quote", value(said.quote.as_ref().map(quoted))),
            ("lang", words(said.language.as_deref())),
            ("translation", value(composer.translation(said).map(|line| line.plain()))),
        ]
    }

    fn evidence(&self, claim: Key<Claim>, at: usize, item: &Evidence) -> Value {
        let (composer, links) = (self.composer, self.links(Here::Registry));
        let from = match item.from {
            EvidenceFrom::Source(source) => links.source(source),
            EvidenceFrom::Dataset(dataset) => {
                let mut line = MarkedText::words(composer.dataset_title(dataset));
                line.append(composer.cite_dataset(dataset));
                links.html(&line)
            }
        };
        let date = item.date.map(|day| composer.language().date(day));
        Value::from(BTreeMap::from([
            ("stance", Value::from(composer.stance(claim, at))),
            ("from", from),
            ("locator", words(item.locator.as_deref())),
            ("basis", words(self.basis(item))),
            ("stage", words(item.stage.as_deref())),
            ("date", date.map_or(Value::from(()), Value::from)),
            ("measure", item.measure.map_or(Value::from(()), |measure| links.measure(measure))),
            ("quantity", words(item.quantity.as_ref().map(|quantity| quantity.words.as_str()))),
            ("note", words(item.note.as_deref())),
            ("reviewed", words(item.reviewed.as_ref().map(|it| composer.reviewed(it).plain()).as_deref())),
        ]))
    }

    /// Returns how the author of an item knows; of one that only stands beside the claim nothing where that is not said.
    fn basis(&self, item: &Evidence) -> Option<&'static str> {
        let words = &self.composer.words().around.basis;
        Some(match item.basis {
            Some(Basis::Record) => &words.record,
            Some(Basis::Document) => &words.document,
            Some(Basis::Court) => &words.court,
            Some(Basis::Observation) => &words.observation,
            Some(Basis::Interview) => &words.interview,
            Some(Basis::Analysis) => &words.analysis,
            Some(Basis::SaysSo) => &words.says_so,
            Some(Basis::Search) => &words.search,
            None if item.stance == Stance::Context => return None,
            None => &words.unstated,
        })
    }

    fn looked(&self, looked: &Looked) -> Value {
        let date = looked.date.map(|day| self.composer.language().date(day));
        Value::from(BTreeMap::from([
            ("place", Value::from(looked.place.as_str())),
            ("date", date.map_or(Value::from(()), Value::from)),
        ]))
    }
}
