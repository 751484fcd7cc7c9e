//! The page of open questions: those with a day for the next check first, by that day.

use std::collections::BTreeMap;

use crate::compose::{Entry, Line};
use crate::diagnostic::Problem;
use crate::model::{Key, Unknown};
use crate::render::Page;
use crate::render::environment::{Value, markdown};
use crate::render::sheet::{QUESTIONS, UNKNOWN};
use crate::world::ProjectPath;

use super::links::Here;
use super::{Around, Filter, Place, Values, words};

impl Around<'_> {
    /// Returns the page of open questions.
    pub(super) fn questions(&self) -> Result<Page, Problem> {
        let (model, labels) = (self.composer.model, &self.composer.words().around);
        let all: Vec<Entry> = self.uses.iter().filter(|entry| matches!(entry, Entry::Unknown(_))).collect();
        let filter = self.choice_of_briefs(&all);
        let keys = all.iter().filter_map(|entry| if let Entry::Unknown(key) = entry { Some(*key) } else { None });
        let (mut dated, undated): (Vec<Key<Unknown>>, Vec<Key<Unknown>>) =
            keys.partition(|key| model.unknowns[*key].next_check.is_some());
        dated.sort_by_key(|key| model.unknowns[*key].next_check);
        let mut values = self.common(Place::Questions, &filter);
        values.insert("about", Value::from(self.composer.words().phrases.what_unknown_means.as_str()));
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
                (
                    "count",
                    Value::from(self.composer.words().counts.unknown.say(keys.len() as u64, self.composer.language())),
                ),
                ("classes", Value::from(filter.classes(&self.briefs_of(&listed)))),
                ("entries", markdown(self.printed(UNKNOWN, entries)?)),
            ])));
        }
        values.insert("groups", Value::from(groups));
        self.page(ProjectPath::fixed("reports/open-questions.html"), QUESTIONS, values)
    }

    fn unknown(&self, unknown: Key<Unknown>, filter: &Filter) -> Values {
        let (composer, links) = (self.composer, self.links(Here::Reports));
        let entry = &composer.model.unknowns[unknown];
        let told = composer.open_question(unknown);
        let html = |line: &Line| if line.is_empty() { Value::from(()) } else { links.html(line) };
        let mut values = self.entry(Entry::Unknown(unknown), Here::Reports, filter);
        values.insert("question", html(&told.question));
        values.insert("reason", html(&told.reason));
        values.insert("because", html(&told.because));
        values.insert("would_resolve", html(&told.would_resolve));
        values.insert("holder", entry.holder.map_or(Value::from(()), |party| links.party(party)));
        values.insert("asked", words(entry.asked.as_deref()));
        values.insert("measure", entry.measure.map_or(Value::from(()), |measure| links.measure(measure)));
        let overdue = |day| composer.model.publication.as_of.is_some_and(|as_of| day < as_of);
        let next_check = entry.next_check.map(|day| {
            let date = composer.language().date(day);
            if overdue(day) { composer.say(&composer.words().around.overdue, &[("date", date)]) } else { date }
        });
        values.insert("next_check", next_check.map_or(Value::from(()), Value::from));
        let blocks: Vec<Value> = entry.blocks.iter().filter_map(|claim| links.claim(*claim)).collect();
        values.insert("blocks", self.listed(blocks.len(), blocks.into_iter()));
        values
    }
}
