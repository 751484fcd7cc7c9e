//! The pages around the briefs that are one of a kind: the list of briefs, the open questions, the method.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problem;
use crate::model::{Brief, Key, Scale, Unknown};
use crate::render::html::sign;
use crate::render::site::links::Folder;
use crate::render::site::{Filter, Site, SitePage, Values, address, words};
use crate::render::{Page, embed};
use crate::template::templates::{INDEX, METHOD, QUESTIONS, UNKNOWN};
use crate::template::{self, Value, markdown, or_none};
use crate::text::capital;
use crate::view::{BriefView, EditionStatus, EditionView, Entry, MarkedText, Meaning, PastEdition};
use crate::vocabulary::{EntryKind, Standing};

/// A brief in the list: what its page says, or what its published page says where it waits.
struct ListedBrief<'a> {
    document: &'a BriefView,
    edition: &'a EditionView,
    question: String,
    answer: String,
    /// The standings of the claims that answer it, in words.
    standings: Vec<&'static str>,
    /// The standing as it is printed, each word marked; of a brief that waits as it was printed.
    shown: Value,
    counts: Vec<String>,
}

impl Site<'_> {
    /// Returns the list of briefs.
    pub(super) fn index(&self) -> Result<Page, Problem> {
        let listed: Vec<ListedBrief<'_>> =
            self.documents.iter().zip(self.editions).filter_map(|it| self.listing(it)).collect();
        let (filter, classes) = self.choices(&listed);
        let briefs = listed.iter().zip(classes).map(|(brief, classes)| {
            let withdrawn = brief.edition.withdrawn.clone();
            let topics = self.views.model.briefs[brief.document.brief].topics.iter();
            Value::from(BTreeMap::from([
                ("href", address(&format!("{}.html", brief.document.id))),
                ("classes", Value::from(classes)),
                ("question", Value::from(brief.question.as_str())),
                ("answer", Value::from(brief.answer.as_str())),
                ("standing", brief.shown.clone()),
                ("counts", brief.counts.iter().map(|words| Value::from(words.as_str())).collect()),
                ("topics", topics.map(|topic| Value::from(topic.as_str())).collect()),
                ("withdrawn", or_none(withdrawn)),
                ("edition", Value::from(which(brief.edition))),
                ("draft", Value::from(brief.edition.status == EditionStatus::Draft)),
            ]))
        });
        let briefs: Value = briefs.collect();
        let mut values = self.common(SitePage::Index, &filter);
        let about = self.views.model.publication.description.as_deref();
        values.insert("about", Value::from(about.unwrap_or(&self.views.words().around.site)));
        values.insert("newest", self.newest());
        values.insert("briefs", briefs);
        self.page(self.path(SitePage::Index), INDEX, values, Some(SitePage::Index))
    }

    fn listing<'a>(&self, (document, edition): (&'a BriefView, &'a EditionView)) -> Option<ListedBrief<'a>> {
        if edition.status == EditionStatus::Held {
            // What its published page says; nothing where none was.
            let last = edition.last()?;
            // An edition holds its standing in words alone: those of each claim that answers, one behind the other.
            let marked = |said: &str, told: &str| said.strip_prefix(told).is_some_and(|rest| rest.starts_with(" ("));
            let has = |told: &&str| last.standing.split("; ").any(|said| said == *told || marked(said, told));
            return Some(ListedBrief {
                document,
                edition,
                question: last.question.clone(),
                answer: last.answer.clone(),
                standings: self.standings().into_iter().filter(has).collect(),
                shown: Value::from(last.standing.as_str()),
                counts: Vec::new(),
            });
        }
        let told = |claim| self.views.claim(claim).told.in_words(self.views.language());
        Some(ListedBrief {
            document,
            edition,
            question: document.question.plain(),
            answer: document.answer.plain(),
            standings: document.answering.iter().map(|claim| told(*claim)).collect(),
            shown: self.links(Folder::Reports).html(&document.standing),
            counts: document.counts.iter().map(MarkedText::plain).collect(),
        })
    }

    /// Returns the choices of topic and of standing, and the classes of each brief.
    fn choices(&self, listed: &[ListedBrief<'_>]) -> (Filter, Vec<String>) {
        let model = &self.views.model;
        let topics_of = |brief: &ListedBrief<'_>| &model.briefs[brief.document.brief].topics;
        let mut seen = BTreeSet::new();
        let topics = listed.iter().flat_map(topics_of).map(String::as_str);
        let topics: Vec<&str> = topics.filter(|topic| seen.insert(*topic)).collect();
        let mut standings = self.standings();
        standings.retain(|standing| listed.iter().any(|brief| brief.standings.contains(standing)));
        let mut filter = Filter::default();
        let words = &self.views.words().around;
        let by_topic = filter.group("topic", &words.topic, topics.iter().map(|topic| capital(topic)).collect());
        let by_standing = filter.group("standing", &words.standing, standings.iter().map(|it| capital(it)).collect());
        let classes = listed.iter().map(|brief| {
            let shown = |names: &[&str], has: &dyn Fn(&str) -> bool| -> Vec<usize> {
                (1..).zip(names).filter(|(_, name)| has(name)).map(|(at, _)| at).collect()
            };
            let of_topic = by_topic.then(|| shown(&topics, &|topic| topics_of(brief).iter().any(|it| it == topic)));
            let of_standing = by_standing.then(|| shown(&standings, &|standing| brief.standings.contains(&standing)));
            filter.item(of_topic.into_iter().chain(of_standing).collect())
        });
        let classes = classes.collect();
        (filter, classes)
    }

    /// Returns the brief that was changed last, with when and why; nothing where none was accepted, or several on that day.
    fn newest(&self) -> Value {
        let views = self.views;
        let dated = self.documents.iter().zip(self.editions);
        let dated: Vec<(&BriefView, &PastEdition)> =
            dated.filter_map(|(document, edition)| Some((document, edition.last()?))).collect();
        let day = dated.iter().map(|(_, edition)| &edition.date).max();
        let mut newest = dated.iter().filter(|(_, edition)| Some(&edition.date) == day);
        let newest = newest.next().filter(|_| newest.next().is_none());
        or_none(newest.map(|(document, edition)| {
            let (date, kind) = (views.day(&edition.date), edition.kind_words.to_owned());
            let words = views.say(&views.words().editions.newest, &[("date", date), ("kind", kind)]);
            Value::from(BTreeMap::from([
                ("words", Value::from(words)),
                ("question", Value::from(edition.question.as_str())),
                ("href", address(&format!("{}.html", document.id))),
            ]))
        }))
    }

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
        let [dated, undated] = [dated, undated].map(|keys| (keys.len(), self.of_rows(keys)));
        let listed = dated.1.iter().chain(&undated.1).map(|(key, alike)| {
            let briefs = self.asked_in(*key, alike);
            Value::from(BTreeMap::from([
                ("href", address(&format!("#{}", model.unknowns.id(*key)))),
                ("words", Value::from(self.views.unknown(*key).question.plain())),
                ("next_check", self.next_check(*key)),
                ("classes", Value::from(filter.classes(&briefs))),
            ]))
        });
        values.insert("contents", listed.collect());
        let mut groups = Vec::new();
        for (at, title, (count, keys)) in [(1, &labels.dated, dated), (2, &labels.undated, undated)] {
            if keys.is_empty() {
                continue;
            }
            let listed = keys.iter().flat_map(|(key, alike)| [key].into_iter().chain(alike));
            let listed: Vec<Entry> = listed.map(|key| Entry::Unknown(*key)).collect();
            let entries = keys.iter().map(|(key, alike)| self.unknown(*key, alike, &filter)).collect();
            groups.push(Value::from(BTreeMap::from([
                ("id", Value::from(format!("group-{at}"))),
                ("title", Value::from(title.as_str())),
                ("count", Value::from(self.views.words().counts.unknown.say(count as u64, self.views.language()))),
                ("classes", Value::from(filter.classes(&self.briefs_of(&listed)))),
                ("entries", markdown(self.printed(UNKNOWN, entries)?)),
            ])));
        }
        values.insert("groups", Value::from(groups));
        self.page(self.path(SitePage::Questions), QUESTIONS, values, Some(SitePage::Questions))
    }

    /// Returns questions in order, each with those that are asked like it of other rows.
    fn of_rows(&self, keys: Vec<Key<Unknown>>) -> Vec<(Key<Unknown>, Vec<Key<Unknown>>)> {
        let model = &self.views.model;
        let mut all: Vec<(Key<Unknown>, Vec<Key<Unknown>>)> = Vec::new();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for key in keys {
            let written = model.of_rows.written(EntryKind::Unknown, model.unknowns.id(key).as_str());
            match written.map(|written| *first.entry(written).or_insert(all.len())).filter(|at| *at < all.len()) {
                Some(at) => all[at].1.push(key),
                None => all.push((key, Vec::new())),
            }
        }
        all
    }

    /// Returns the briefs in which a question is asked, and those like it.
    fn asked_in(&self, key: Key<Unknown>, alike: &[Key<Unknown>]) -> Vec<Key<Brief>> {
        let all: Vec<Entry> = [key].iter().chain(alike).map(|key| Entry::Unknown(*key)).collect();
        self.briefs_of(&all)
    }

    fn unknown(&self, unknown: Key<Unknown>, alike: &[Key<Unknown>], filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Reports));
        let entry = &views.model.unknowns[unknown];
        let told = self.views.unknown(unknown);
        let html = |line: &MarkedText| if line.is_empty() { Value::from(()) } else { links.html(line) };
        let mut values = self.entry(Entry::Unknown(unknown), Folder::Reports, filter);
        values.insert("question", html(&told.question));
        if !alike.is_empty() {
            // Whoever follows a link to one of them finds it in the list of all.
            let anchor =
                |key: &Key<Unknown>| ["<span id=\"", views.model.unknowns.id(*key).as_str(), "\"></span>"].concat();
            let anchors = alike.iter().map(anchor).collect::<Vec<_>>().concat();
            values.insert("question", markdown(format!("{anchors}{}", html(&told.question))));
            values.insert("classes", Value::from(filter.classes(&self.asked_in(unknown, alike))));
            let asked = [&unknown].into_iter().chain(alike).filter_map(|key| {
                let brief = self.uses.briefs(Entry::Unknown(*key)).first()?;
                let href = address(&format!("{}.html", views.model.briefs.id(*brief)));
                let question = Value::from(views.unknown(*key).question.plain());
                Some(Value::from(BTreeMap::from([("href", href), ("words", question), ("beside", Value::from(()))])))
            });
            values.insert("used_by", self.listed(alike.len() + 1, asked));
        }
        values.insert("reason", html(&told.reason_words));
        values.insert("because", html(&told.because));
        values.insert("would_resolve", html(&told.would_resolve));
        values.insert("holder", or_none(entry.holder.map(|party| links.party(party))));
        values.insert("asked", words(entry.asked.as_deref()));
        values.insert("measure", or_none(entry.measure.map(|measure| links.measure(measure))));
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

    /// Returns the page on method.
    pub(super) fn method(&self) -> Result<Page, Problem> {
        /// How many lines for other sites are shown: more than anybody looks through.
        const LISTED: usize = 20;
        let (views, links) = (self.views, self.links(Folder::Reports));
        let (publication, told) = (&views.model.publication, views.publication());
        let labels = views.words();
        let mut values = self.common(SitePage::Method, &Filter::default());
        values.insert("about", Value::from(labels.around.method_about.as_str()));
        for (name, said) in [
            ("method", &publication.method),
            ("corrections", &publication.corrections),
            ("funding", &publication.funding),
            ("conflicts", &publication.conflicts),
        ] {
            values.insert(name, words(said.as_deref()));
        }
        let contact = told.contact_words.as_ref().map(|contact| links.html(contact));
        values.insert("contact", or_none(contact));
        values.insert("licence", or_none(told.licence.as_ref().map(|licence| links.html(&licence.words))));
        values.insert("authors", told.authors.iter().map(|author| Value::from(author.words.plain())).collect());
        values.insert("standings", self.meanings());
        values.insert("scales", publication.scales.iter().map(|scale| self.scale(scale)).collect());
        let (few, kept) = (&labels.phrases.fewer_than_five, &labels.phrases.not_shown);
        let small = [(few, &labels.phrases.fewer_than_five_means), (kept, &labels.phrases.not_shown_means)];
        let small = small.map(|(words, means)| Value::from(views.say(means, &[("words", words.clone())])));
        values.insert("small_counts", if self.is_sensitive() { small.into_iter().collect() } else { Value::from(()) });
        values.insert("headings", template::labels(&labels.headings));
        values.insert("known_means", Value::from(labels.phrases.what_known_means.as_str()));
        values.insert("reproduce", Value::from(labels.pages.reproduce.as_str()));
        let shown = self.documents.iter().zip(self.editions).filter(|(_, it)| it.status != EditionStatus::Held);
        let frames = shown.filter_map(|(document, _)| embed::line(views, document)).map(Value::from);
        values.insert("embed", frames.take(LISTED).collect());
        self.page(self.path(SitePage::Method), METHOD, values, Some(SitePage::Method))
    }

    /// Returns whether a brief counts something whose small counts are kept back.
    fn is_sensitive(&self) -> bool {
        self.uses.iter().any(|entry| match entry {
            Entry::Measure(measure) => self.views.model.measures[measure].sensitive,
            _ => false,
        })
    }

    /// Returns each standing in the words of the briefs, with what it means.
    fn meanings(&self) -> Value {
        let rows = self.views.meanings().into_iter().map(|Meaning { told, said, means }| {
            let standing = told.first().map(|told| told.standing());
            Value::from(BTreeMap::from([
                ("word", or_none(standing.map(|standing| Value::from(standing.word())))),
                ("sign", signed(standing)),
                ("said", said.into_iter().map(Value::from).collect()),
                ("meaning", Value::from(means)),
            ]))
        });
        rows.collect()
    }

    fn scale(&self, scale: &Scale) -> Value {
        let language = self.views.language();
        let rows = scale.words.iter().map(|(word, needs)| {
            Value::from(BTreeMap::from([
                ("word", Value::from(word.as_str())),
                ("needs", Value::from(language.standing(*needs))),
                ("class", Value::from(needs.word())),
                ("sign", signed(Some(*needs))),
            ]))
        });
        Value::from(BTreeMap::from([("name", Value::from(scale.name.as_str())), ("rows", rows.collect())]))
    }
}

/// Returns the sign of a standing; of what is added to one, nothing.
fn signed(standing: Option<Standing>) -> Value {
    let mut out = String::new();
    if let Some(standing) = standing {
        sign(standing.word(), &mut out);
    }
    markdown(out)
}

/// Returns which edition a brief is; nothing where the project has none.
fn which(edition: &EditionView) -> &str {
    if edition.status == EditionStatus::Unpublished { "" } else { &edition.words }
}
