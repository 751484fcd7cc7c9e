//! What the entry of a party says: what it is, what it belongs to, what it stands to gain, what it says, publishes and keeps.

use crate::model::{Interests, Key, Party};
use crate::template::value::Value;
use crate::text::capital;
use crate::view::Entry;

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, Values, link, words};

impl Site<'_> {
    /// Returns what the entry of a party is printed from.
    pub(super) fn party(&self, party: Key<Party>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let entry = &views.model.parties[party];
        let mut values = self.entry(Entry::Party(party), Folder::Registry, filter);
        values.insert("name", Value::from(capital(&entry.name)));
        values.insert("kind", words(entry.kind.as_deref()));
        values.insert("part_of", entry.part_of.map_or(Value::from(()), |whole| links.party(whole)));
        values.insert("independent", words(entry.independent.as_deref()));
        values.insert("interests", Value::from(self.interests(&entry.interests)));
        values.insert("website", entry.url.as_deref().map_or(Value::from(()), |url| links.web(url)));
        let says = self.backlinks.says.get(&party).map_or(&[][..], Vec::as_slice);
        values.insert("says", self.listed(says.len(), says.iter().filter_map(|claim| links.claim(*claim))));
        let published = self.backlinks.published.get(&party).map_or(&[][..], Vec::as_slice);
        let published_links = published.iter().filter_map(|source| {
            Some(link(&links.href(Entry::Source(*source))?, Value::from(views.source(*source).called.plain())))
        });
        values.insert("published", self.listed(published.len(), published_links));
        let keeps = self.backlinks.keeps.get(&party).map_or(&[][..], Vec::as_slice);
        let keeps_links = keeps.iter().filter_map(|measure| {
            let label = views.model.measures[*measure].label.as_str();
            Some(link(&links.href(Entry::Measure(*measure))?, Value::from(label)))
        });
        values.insert("keeps", self.listed(keeps.len(), keeps_links));
        let holds = self.backlinks.holds.get(&party).map_or(&[][..], Vec::as_slice);
        values.insert("holds", self.listed(holds.len(), holds.iter().filter_map(|unknown| links.unknown(*unknown))));
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
}
