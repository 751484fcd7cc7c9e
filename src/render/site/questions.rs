//! The page of open questions: those with a day for the next check first, by that day.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::model::{Key, Unknown};
use crate::render::Page;
use crate::template::templates::{QUESTIONS, UNKNOWN};
use crate::template::value::{Value, markdown};
use crate::view::{Entry, MarkedText};
use crate::world::ProjectPath;

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, SitePage, Values, address, words};

impl Site<'_> {
    /// Returns the page of open questions.
    pub(super) fn questions(&self) -> Result<Page, Problem> {
        let (model, labels) = (&self.views.model, &self.views.words().around);
        let all: Vec<Entry> = self.uses.iter().filter(|entry| matches!(entry, Entry::Unknown(_))).collect();
        let filter = self.choice_of_briefs(&all);
        let keys = all.iter().filter_map(|entry| if let Entry::Unknown(key) = entry { Some(*key) } else { None });
        let (mut dated, undated): (Vec<Key<Unknown>>, Vec<Key<Unknown>>) =
            keys.partition(|key| model.unknowns[*key].next_check.is_some());
        dated.sort_by_key(|key| model.unknowns[*key].next_check);
        let mut values = self.common(SitePage::Questions, &filter);
        values.insert("about", Value::from(self.views.words().phrases.what_unknown_means.as_str()));
        let listed = dated.iter().chain(&undated).map(|key| {
            Value::from(BTreeMap::from([
                ("href", address(&format!("#{}", model.unknowns.id(*key)))),
                ("words", Value::from(self.views.unknown(*key).question.plain())),
                ("next_check", self.next_check(*key)),
                ("classes", Value::from(filter.classes(self.uses.briefs(Entry::Unknown(*key))))),
            ]))
        });
        values.insert("contents", listed.collect());
        let mut groups = Vec::new();
        for (at, title, keys) in [(1, &labels.dated, dated), (2, &labels.undated, undated)] {
            if keys.is_empty() {
                continue;
            }
            let listed: Vec<Entry> = keys.iter().map(|key| Entry::Unknown(*key)).collect();
            let entries = keys.iter().map(|key| self.unknown(*key, &filter)).collect();
            groups.push(Value::from(BTreeMap::from([
                ("id", Value::from(format!("group-{at}"))),
                ("title", Value::from(title.as_str())),
                ("count", Value::from(self.views.words().counts.unknown.say(keys.len() as u64, self.views.language()))),
                ("classes", Value::from(filter.classes(&self.briefs_of(&listed)))),
                ("entries", markdown(self.printed(UNKNOWN, entries)?)),
            ])));
        }
        values.insert("groups", Value::from(groups));
        self.page(ProjectPath::fixed("reports/open-questions.html"), QUESTIONS, values)
    }

    fn unknown(&self, unknown: Key<Unknown>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Reports));
        let entry = &views.model.unknowns[unknown];
        let told = self.views.unknown(unknown);
        let html = |line: &MarkedText| if line.is_empty() { Value::from(()) } else { links.html(line) };
        let mut values = self.entry(Entry::Unknown(unknown), Folder::Reports, filter);
        values.insert("question", html(&told.question));
        values.insert("reason", html(&told.reason_words));
        values.insert("because", html(&told.because));
        values.insert("would_resolve", html(&told.would_resolve));
        values.insert("holder", entry.holder.map_or(Value::from(()), |party| links.party(party)));
        values.insert("asked", words(entry.asked.as_deref()));
        values.insert("measure", entry.measure.map_or(Value::from(()), |measure| links.measure(measure)));
        values.insert("next_check", self.next_check(unknown));
        let blocks: Vec<Value> = entry.blocks.iter().filter_map(|claim| links.claim(*claim)).collect();
        values.insert("blocks", self.listed(blocks.len(), blocks.into_iter()));
        values
    }

    /// Returns the day of the next check; one before the day to which the pages speak is overdue.
    fn next_check(&self, unknown: Key<Unknown>) -> Value {
        let (views, model) = (self.views, &self.views.model);
        let Some(day) = model.unknowns[unknown].next_check else { return Value::from(()) };
        let date = views.language().date(day);
        let overdue = model.publication.as_of.is_some_and(|as_of| day < as_of);
        let words = &views.words().around.overdue;
        Value::from(if overdue { views.say(words, &[("date", date)]) } else { date })
    }
}
