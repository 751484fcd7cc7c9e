//! What the entry of a claim says: the sentence of the briefs, its standing and why, who says it, what speaks for and against it.

use std::collections::BTreeMap;

use crate::model::{Claim, Evidence, EvidenceFrom, Key, Looked, Said, Speaker};
use crate::template::value::Value;
use crate::view::{Entry, EvidenceView, MarkedText, SaidView};
use crate::vocabulary::{Basis, Stance};

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, Values, words};

impl Site<'_> {
    /// Returns what the entry of a claim is printed from.
    pub(super) fn claim(&self, claim: Key<Claim>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let (entry, view) = (&views.model.claims[claim], views.claim(claim));
        let html = |line: Option<&MarkedText>| line.map_or(Value::from(()), |line| links.html(line));
        let mut values = self.entry(Entry::Claim(claim), Folder::Registry, filter);
        values.insert("sentence", links.html(&view.sentence));
        values.insert("standing", links.standing(claim));
        values.insert("reason", links.html(&view.reason));
        let speaker = view.who.as_ref().map(|name| match view.party {
            Some(party) => links.party(party),
            None => Value::from(name.plain()),
        });
        values.insert("speaker", speaker.unwrap_or_else(|| Value::from(())));
        let said = entry.said.iter().zip(&view.said);
        values.extend(said.flat_map(|(said, told)| self.place(said, told)));
        for key in ["date", "said_in", "locator", "quote", "lang", "translation"] {
            values.entry(key).or_insert_with(|| Value::from(()));
        }
        let again = entry.said_again.iter().zip(&view.said_again).map(|(said, told)| {
            let party = match said.by {
                Some(Speaker::Party(party)) => Some(party),
                _ => None,
            };
            let name = || Value::from(told.speaker.plain());
            let mut place: BTreeMap<&str, Value> = self.place(said, told).into_iter().collect();
            place.insert("speaker", party.map_or_else(name, |party| links.party(party)));
            Value::from(place)
        });
        values.insert("again", again.collect());
        values.insert("measure", view.counts.map_or(Value::from(()), |it| links.measure(it)));
        let part_of = entry.part_of.and_then(|whole| links.claim(whole));
        values.insert("part_of", part_of.unwrap_or_else(|| Value::from(())));
        let readings = view.readings.iter().filter_map(|reading| {
            let number = reading.number.as_ref()?;
            Some(Value::from(BTreeMap::from([
                ("words", html(reading.words.as_ref())),
                ("value", links.html(&number.shown)),
                ("result", links.html(&MarkedText::words(reading.result_words))),
            ])))
        });
        values.insert("readings", readings.collect());
        values.insert(
            "evidence",
            entry.evidence.iter().zip(&view.evidence).map(|(item, told)| self.evidence(item, told)).collect(),
        );
        values.insert("looked", entry.looked.iter().map(|looked| self.looked(looked)).collect());
        let reviewed = view.reviewed.as_ref().map(|reviewed| reviewed.words.plain());
        values.insert("reviewed", words(reviewed.as_deref()));
        values.insert("verdict", html(view.verdict_words.as_ref()));
        let open = self.backlinks.open.get(&claim).map_or(&[][..], Vec::as_slice);
        values.insert("open", self.listed(open.len(), open.iter().filter_map(|unknown| links.unknown(*unknown))));
        values
    }

    /// Returns what is told of one place in which a claim was said.
    fn place(&self, said: &Said, told: &SaidView) -> [(&'static str, Value); 6] {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let quoted = |quote: &String| {
            views.fill(&views.words().pages.quoted, &[("words", &MarkedText::words(quote.as_str()))]).plain()
        };
        let value = |words: Option<String>| words.map_or(Value::from(()), Value::from);
        [
            ("date", value(told.date_words.clone())),
            ("said_in", said.source.map_or(Value::from(()), |source| links.source(source))),
            ("locator", words(said.locator.as_deref())),
            ("quote", value(said.quote.as_ref().map(quoted))),
            ("lang", words(said.language.as_deref())),
            ("translation", value(told.translated.as_ref().map(MarkedText::plain))),
        ]
    }

    fn evidence(&self, item: &Evidence, told: &EvidenceView) -> Value {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let from = match item.from {
            EvidenceFrom::Source(source) => links.source(source),
            EvidenceFrom::Dataset(dataset) => {
                let mut line = MarkedText::words(views.dataset(dataset).title.as_str());
                line.append(views.dataset(dataset).cite.clone());
                links.html(&line)
            }
        };
        let date = item.date.map(|day| views.language().date(day));
        Value::from(BTreeMap::from([
            ("stance", Value::from(told.stance_words)),
            ("from", from),
            ("locator", words(item.locator.as_deref())),
            ("basis", words(self.basis(item))),
            ("stage", words(item.stage.as_deref())),
            ("date", date.map_or(Value::from(()), Value::from)),
            ("measure", item.measure.map_or(Value::from(()), |measure| links.measure(measure))),
            ("quantity", words(item.quantity.as_ref().map(|quantity| quantity.words.as_str()))),
            ("note", words(item.note.as_deref())),
            ("reviewed", words(told.reviewed.as_ref().map(|it| it.words.plain()).as_deref())),
        ]))
    }

    /// Returns how the author of an item knows; of one that only stands beside the claim nothing where that is not said.
    fn basis(&self, item: &Evidence) -> Option<&'static str> {
        let words = &self.views.words().around.basis;
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
        let date = looked.date.map(|day| self.views.language().date(day));
        Value::from(BTreeMap::from([
            ("place", Value::from(looked.place.as_str())),
            ("date", date.map_or(Value::from(()), Value::from)),
        ]))
    }
}
