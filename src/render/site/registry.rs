//! The registry as pages: one a kind, every entry with an address of its own.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::Problem;
use crate::model::{Brief, Key};
use crate::outcome::StandingLabel;
use crate::render::Page;
use crate::render::site::links::{EntryPage, Folder};
use crate::render::site::{Filter, Site, SitePage, Values, address};
use crate::template::templates::{CLAIM, MEASURE, PARTY, REGISTRY, SOURCE};
use crate::template::{Value, markdown, or_none};
use crate::text::capital;
use crate::view::Entry;
use crate::world::ProjectPath;

/// Entries under a heading of their own; under none where a page has only one such group.
struct EntryGroup<'g> {
    title: Option<&'g str>,
    entries: Vec<Entry>,
}

impl Site<'_> {
    /// Returns the pages of a kind.
    pub(super) fn registry(&self, kind: EntryPage) -> Vec<Result<Page, Problem>> {
        let parts = self.pagination.parts(kind);
        (1..).zip(parts).map(|(part, entries)| self.part(kind, part, parts.len(), entries)).collect()
    }

    fn part(&self, kind: EntryPage, part: usize, parts: usize, entries: &[Entry]) -> Result<Page, Problem> {
        let filter = self.choice_of_briefs(entries);
        let groups = self.groups(kind, entries);
        let mut values = self.common(SitePage::Registry(kind), &filter);
        let words = &self.views.words().around;
        let about = match kind {
            EntryPage::Claims => &words.claims_about,
            EntryPage::Sources => &words.sources_about,
            EntryPage::Parties => &words.parties_about,
            EntryPage::Measures => &words.measures_about,
        };
        values.insert("about", Value::from(about.as_str()));
        if part > 1 {
            let named = [("title", SitePage::Registry(kind).title(self.views).to_owned()), ("page", part.to_string())];
            values.insert("title", Value::from(self.views.say(&words.page, &named)));
            values.insert("canonical", self.canonical(&format!("registry/{}", kind.file(self.views, part))));
        }
        let listed = (1..=parts).filter(|_| parts > 1).map(|at| {
            Value::from(BTreeMap::from([
                ("href", address(&kind.file(self.views, at))),
                ("words", Value::from(at)),
                ("current", Value::from(at == part)),
            ]))
        });
        values.insert("parts", listed.collect());
        values.insert("contents", self.contents(&groups, &filter));
        let groups: Result<Vec<Value>, Problem> =
            (1..).zip(&groups).map(|(at, group)| self.group(at, group, &filter)).collect();
        values.insert("groups", groups?.into_iter().collect());
        let path = ProjectPath::fixed("reports/registry")
            .join(&kind.file(self.views, part))
            .expect("a kind's file has a plain name");
        let stands_in_all = part == 1;
        self.page(path, REGISTRY, values, stands_in_all.then_some(SitePage::Registry(kind)))
    }

    /// Returns the choice of a brief for a page of entries.
    pub(super) fn choice_of_briefs(&self, entries: &[Entry]) -> Filter {
        let used = self.briefs_of(entries).into_iter();
        let named = used.filter_map(|key| Some((key, self.documents.get(key.index())?.question.plain())));
        Filter::of_briefs(&self.views.words().around.brief, named)
    }

    /// Returns the entries of a page under headings: claims by their standing in words, sources by who read them.
    fn groups(&self, kind: EntryPage, entries: &[Entry]) -> Vec<EntryGroup<'_>> {
        let words = self.views.words();
        let title = |entry: &Entry| match entry {
            Entry::Claim(claim) => Some(self.views.claim(*claim).told.in_words(self.views.language())),
            Entry::Source(source) => {
                let read = self.views.source(*source).is_read;
                Some(if read { words.pages.read.as_str() } else { words.pages.not_read.as_str() })
            }
            _ => None,
        };
        let titles: Vec<Option<&str>> = match kind {
            EntryPage::Claims => self.standings().into_iter().map(Some).collect(),
            EntryPage::Sources => vec![Some(&words.pages.read), Some(&words.pages.not_read)],
            EntryPage::Parties | EntryPage::Measures => vec![None],
        };
        let mut groups: BTreeMap<Option<&str>, Vec<Entry>> = BTreeMap::new();
        for entry in entries {
            groups.entry(title(entry)).or_default().push(*entry);
        }
        let found =
            titles.into_iter().filter_map(|title| groups.remove(&title).map(|entries| EntryGroup { title, entries }));
        found.collect()
    }

    /// Returns everything that readers are told of standings, in the order in which they meet it.
    pub(super) fn standings(&self) -> Vec<&'static str> {
        StandingLabel::ALL.iter().map(|told| told.in_words(self.views.language())).collect()
    }

    /// Returns what is on a page: its groups, with how many entries each has, or the entries by name.
    fn contents(&self, groups: &[EntryGroup<'_>], filter: &Filter) -> Value {
        let links = self.links(Folder::Registry);
        let (counts, language) = (&self.views.words().counts, self.views.language());
        let item = |place: &str, words: &str, count: Value, classes: String| {
            Value::from(BTreeMap::from([
                ("href", address(&format!("#{place}"))),
                ("words", Value::from(capital(words))),
                ("count", count),
                ("classes", Value::from(classes)),
            ]))
        };
        let mut contents: Vec<Value> = Vec::new();
        for (at, group) in (1..).zip(groups) {
            let at: usize = at;
            if let Some(title) = group.title {
                let count = group.entries.len() as u64;
                let is_of_claims = matches!(group.entries.first(), Some(Entry::Claim(_)));
                let form = if is_of_claims { &counts.claims } else { &counts.sources };
                let count = Value::from(form.say(count, language));
                contents.push(item(
                    &format!("group-{at}"),
                    title,
                    count,
                    filter.classes(&self.briefs_of(&group.entries)),
                ));
                continue;
            }
            contents.extend(group.entries.iter().map(|entry| {
                let words = match entry {
                    Entry::Party(party) => self.views.model.parties[*party].name.as_str(),
                    Entry::Measure(measure) => self.views.model.measures[*measure].label.as_str(),
                    Entry::Claim(_) | Entry::Source(_) | Entry::Unknown(_) => links.id(*entry),
                };
                item(links.id(*entry), words, Value::from(()), filter.classes(self.uses.briefs(*entry)))
            }));
        }
        Value::from(contents)
    }

    /// Returns the briefs that use any of these entries.
    pub(super) fn briefs_of(&self, entries: &[Entry]) -> Vec<Key<Brief>> {
        let briefs: BTreeSet<Key<Brief>> = entries.iter().flat_map(|entry| self.uses.briefs(*entry)).copied().collect();
        briefs.into_iter().collect()
    }

    fn group(&self, at: usize, group: &EntryGroup<'_>, filter: &Filter) -> Result<Value, Problem> {
        // Below a heading of their group entries stand one level deeper.
        let level = if group.title.is_some() { 3 } else { 2 };
        let template = match group.entries.first() {
            Some(Entry::Claim(_)) => CLAIM,
            Some(Entry::Source(_)) => SOURCE,
            Some(Entry::Party(_)) => PARTY,
            _ => MEASURE,
        };
        let entries = group.entries.par_iter().filter_map(|entry| self.values(*entry, filter)).map(|mut values| {
            values.insert("level", Value::from(level));
            values
        });
        Ok(Value::from(BTreeMap::from([
            ("id", Value::from(format!("group-{at}"))),
            ("title", or_none(group.title.map(|title| Value::from(capital(title))))),
            ("classes", Value::from(filter.classes(&self.briefs_of(&group.entries)))),
            ("entries", markdown(self.printed(template, entries.collect())?)),
        ])))
    }

    fn values(&self, entry: Entry, filter: &Filter) -> Option<Values> {
        Some(match entry {
            Entry::Claim(claim) => self.claim(claim, filter),
            Entry::Source(source) => self.source(source, filter),
            Entry::Party(party) => self.party(party, filter),
            Entry::Measure(measure) => self.measure(measure, filter),
            Entry::Unknown(_) => return None,
        })
    }
}
