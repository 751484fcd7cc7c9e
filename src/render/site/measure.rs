//! What the entry of a measure says: what one of it is, how it is defined, who keeps it, what it is not, what counts it.

use std::collections::BTreeMap;

use crate::model::{Key, Measure};
use crate::template::value::Value;
use crate::text::capital;
use crate::view::{Entry, MarkedText};
use crate::vocabulary::Counts;

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, Values, words};

impl Site<'_> {
    /// Returns what the entry of a measure is printed from.
    pub(super) fn measure(&self, measure: Key<Measure>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let entry = &views.model.measures[measure];
        let mut values = self.entry(Entry::Measure(measure), Folder::Registry, filter);
        values.insert("label", Value::from(capital(&entry.label)));
        values.insert("unit", Value::from(self.one_of(&entry.counts)));
        values.insert("definition", words(entry.definition.as_deref()));
        values.insert("defined_in", entry.source.map_or(Value::from(()), |source| links.source(source)));
        values.insert("kept_by", entry.kept_by.map_or(Value::from(()), |party| links.party(party)));
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
        let counted = self.backlinks.counted.get(&measure).map_or(&[][..], Vec::as_slice);
        values.insert("counted", self.listed(counted.len(), counted.iter().filter_map(|claim| links.claim(*claim))));
        values
    }

    /// Returns what one of a measure is.
    fn one_of<'c>(&self, counts: &'c Counts) -> &'c str {
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
