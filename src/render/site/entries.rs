//! What the entry of each kind says on its page: a claim, a source, a party, a measure; and what leads to each of them.

use std::collections::BTreeMap;

use crate::model::{
    Claim, Evidence, EvidenceFrom, Interests, Key, Looked, Measure, Party, Relay, Said, Source, Speaker, Stock, Unknown,
};
use crate::render::site::links::Folder;
use crate::render::site::{Filter, Site, Values, link, words};
use crate::template::{Value, or_none};
use crate::text::capital;
use crate::view::{Entry, EvidenceView, MarkedText, SaidView, Usage, Views};
use crate::vocabulary::{Basis, Counts, Per, Stance};

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

impl Site<'_> {
    /// Returns what leads to an entry as a list of links.
    fn leading<K: Ord, T: Copy>(
        &self,
        lists: &BTreeMap<K, Vec<T>>,
        to: &K,
        link: impl Fn(T) -> Option<Value>,
    ) -> Value {
        let leading = lists.get(to).map_or(&[][..], Vec::as_slice);
        self.listed(leading.len(), leading.iter().filter_map(|from| link(*from)))
    }

    /// Returns what the entry of a claim is printed from.
    pub(super) fn claim(&self, claim: Key<Claim>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let (entry, view) = (&views.model.claims[claim], views.claim(claim));
        let html = |line: Option<&MarkedText>| or_none(line.map(|line| links.html(line)));
        let mut values = self.entry(Entry::Claim(claim), Folder::Registry, filter);
        values.insert("sentence", links.html(&view.sentence));
        values.insert("standing", links.standing(claim));
        values.insert("reason", links.html(&view.reason));
        let speaker = view.who.as_ref().map(|name| match view.party {
            Some(party) => links.party(party),
            None => Value::from(name.plain()),
        });
        values.insert("speaker", or_none(speaker));
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
        values.insert("measure", or_none(view.counts.map(|it| links.measure(it))));
        let part_of = entry.part_of.and_then(|whole| links.claim(whole));
        values.insert("part_of", or_none(part_of));
        let readings = view.readings.iter().filter_map(|reading| {
            let number = reading.number.as_ref()?;
            Some(Value::from(BTreeMap::from([
                ("words", html(reading.words.as_ref())),
                ("value", links.html(reading.told.as_ref().unwrap_or(&number.shown))),
                ("result", links.html(&reading.result_words)),
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
        values.insert("open", self.leading(&self.backlinks.open, &claim, |unknown| links.unknown(unknown)));
        values
    }

    /// Returns what is told of one place in which a claim was said.
    fn place(&self, said: &Said, told: &SaidView) -> [(&'static str, Value); 6] {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let quoted = |quote: &String| {
            views.fill(&views.words().pages.quoted, &[("words", &MarkedText::words(quote.as_str()))]).plain()
        };
        let value = |words: Option<String>| or_none(words);
        [
            ("date", value(told.date_words.clone())),
            ("said_in", or_none(said.source.map(|source| links.source(source)))),
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
            ("date", or_none(date)),
            ("measure", or_none(item.measure.map(|measure| links.measure(measure)))),
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
        Value::from(BTreeMap::from([("place", Value::from(looked.place.as_str())), ("date", or_none(date))]))
    }

    /// Returns what the entry of a source is printed from.
    pub(super) fn source(&self, source: Key<Source>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let entry = &views.model.sources[source];
        let mut values = self.entry(Entry::Source(source), Folder::Registry, filter);
        values.insert("title", Value::from(views.source(source).called.plain()));
        values.insert("reference", links.html(&views.source(source).reference));
        values.insert("publisher", or_none(entry.publisher.map(|party| links.party(party))));
        let relays = entry.relays.iter().map(|relay| match relay {
            Relay::Source(source) => links.source(*source),
            Relay::Party(party) => links.party(*party),
            Relay::Unregistered(words) => Value::from(words.as_str()),
        });
        values.insert("relays", relays.collect());
        values.insert("rests", self.leading(&self.backlinks.rests, &source, |claim| links.claim(claim)));
        values
    }

    /// Returns what the entry of a party is printed from.
    pub(super) fn party(&self, party: Key<Party>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let entry = &views.model.parties[party];
        let mut values = self.entry(Entry::Party(party), Folder::Registry, filter);
        values.insert("name", Value::from(capital(&entry.name)));
        values.insert("kind", words(entry.kind.as_deref()));
        values.insert("part_of", or_none(entry.part_of.map(|whole| links.party(whole))));
        values.insert("independent", words(entry.independent.as_deref()));
        values.insert("interests", Value::from(self.interests(&entry.interests)));
        values.insert("website", or_none(entry.url.as_deref().map(|url| links.web(url))));
        let back = &self.backlinks;
        values.insert("says", self.leading(&back.says, &party, |claim| links.claim(claim)));
        let published = self.leading(&back.published, &party, |source| {
            Some(link(&links.href(Entry::Source(source))?, Value::from(views.source(source).called.plain())))
        });
        values.insert("published", published);
        let keeps = self.leading(&back.keeps, &party, |measure| {
            let label = views.model.measures[measure].label.as_str();
            Some(link(&links.href(Entry::Measure(measure))?, Value::from(label)))
        });
        values.insert("keeps", keeps);
        values.insert("holds", self.leading(&back.holds, &party, |unknown| links.unknown(unknown)));
        values
    }

    fn interests(&self, interests: &Interests) -> String {
        let words = &self.views.words().around;
        match interests {
            Interests::Unstated => words.interests_unstated.clone(),
            Interests::NoneFound(None) => words.no_interests.clone(),
            Interests::NoneFound(Some(day)) => {
                let date = self.views.language().date(*day);
                self.views.say(&words.no_interests_on, &[("date", date)])
            }
            Interests::Declared(words) => words.clone(),
        }
    }

    /// Returns what the entry of a measure is printed from.
    pub(super) fn measure(&self, measure: Key<Measure>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let entry = &views.model.measures[measure];
        let mut values = self.entry(Entry::Measure(measure), Folder::Registry, filter);
        values.insert("label", Value::from(capital(&entry.label)));
        values.insert("unit", links.html(&self.one_of(entry)));
        values.insert("definition", words(entry.definition.as_deref()));
        values.insert("defined_in", or_none(entry.source.map(|source| links.source(source))));
        values.insert("kept_by", or_none(entry.kept_by.map(|party| links.party(party))));
        let record = entry.record.iter().map(|dataset| {
            let mut line = MarkedText::words(views.dataset(*dataset).title.as_str());
            line.append(views.dataset(*dataset).cite.clone());
            links.html(&line)
        });
        values.insert("record", record.collect());
        let told = |measure: &Key<Measure>| self.uses.has(Entry::Measure(*measure));
        let distinct = entry.distinct_from.iter().filter(|(of, _)| told(of)).map(|(of, why)| {
            Value::from(BTreeMap::from([("measure", links.measure(*of)), ("why", Value::from(why.as_str()))]))
        });
        values.insert("distinct_from", distinct.collect());
        let proxies = entry.proxy_for.iter().filter(|of| told(of)).map(|of| links.measure(*of));
        values.insert("stands_for", proxies.collect());
        values.insert("sensitive", Value::from(entry.sensitive));
        values.insert("counted", self.leading(&self.backlinks.counted, &measure, |claim| links.claim(claim)));
        values
    }

    /// Returns what one of a measure is: how it is worked out from others, over what it is added, what its sign says.
    fn one_of(&self, entry: &Measure) -> MarkedText {
        let words = &self.views.words().around;
        let called = |measure: Key<Measure>| &self.views.measure(measure).called;
        let mut lines = vec![MarkedText::words(self.counted(&entry.counts))];
        if let Some(rate) = entry.rate_of {
            let sentence = match rate.per {
                Per::One => &words.quotient_of,
                Per::Hundred => &words.share_of,
                _ => &words.rate_of,
            };
            let n = MarkedText::words(self.views.language().number(rate.per.number().into(), 0));
            let parts = [("numerator", called(rate.numerator)), ("denominator", called(rate.denominator)), ("n", &n)];
            lines.push(MarkedText::filled(sentence, &parts));
        }
        if let Some(real) = &entry.real_of {
            let prices = MarkedText::words(real.prices.as_str());
            let parts = [("amount", called(real.amount)), ("index", called(real.index)), ("prices", &prices)];
            lines.push(MarkedText::filled(&words.real_of, &parts));
        }
        match entry.stock {
            Some(Stock::AtMoment) => lines.push(MarkedText::words(words.at_moment.as_str())),
            Some(Stock::RunningTotal(of)) => {
                lines.push(MarkedText::filled(&words.running_total, &[("measure", called(of))]));
            }
            None => {}
        }
        if let Some(signs) = &entry.signs {
            let (above, below) = (MarkedText::words(signs.above.as_str()), MarkedText::words(signs.below.as_str()));
            lines.push(MarkedText::filled(&words.signs_mean, &[("above", &above), ("below", &below)]));
        }
        let mut whole = MarkedText::default();
        for line in lines {
            if !whole.is_empty() {
                whole.push("; ");
            }
            whole.append(line);
        }
        whole
    }

    /// Returns what one of what is counted is.
    fn counted<'c>(&self, counts: &'c Counts) -> &'c str {
        let words = &self.views.words().around.units;
        match counts {
            Counts::Events => &words.events,
            Counts::Persons => &words.persons,
            Counts::Cases => &words.cases,
            Counts::Reports => &words.reports,
            Counts::Amount => &words.amount,
            Counts::Share => &words.share,
            Counts::Rate => &words.rate,
            Counts::Change => &words.change,
            Counts::Other(word) => word,
        }
    }
}
