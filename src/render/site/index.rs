//! The list of briefs, with choices of topic and standing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problem;
use crate::edition::{Edition, Imprint, ImprintStatus};
use crate::render::{Page, notes};
use crate::template::templates::INDEX;
use crate::template::value::Value;
use crate::text::capital;
use crate::view::{BriefView, MarkedText};
use crate::world::ProjectPath;

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, SitePage, address};

/// A brief in the list: what its page says, or what its published page says where it waits.
struct ListedBrief<'a> {
    document: &'a BriefView,
    imprint: &'a Imprint,
    question: String,
    answer: String,
    standing: String,
    /// The standing as it is printed, each word marked; of a brief that waits as it was printed.
    shown: Value,
    counts: Vec<String>,
}

impl Site<'_> {
    /// Returns the list of briefs.
    pub(super) fn index(&self) -> Result<Page, Problem> {
        let views = self.views;
        let listed: Vec<ListedBrief<'_>> =
            self.documents.iter().zip(self.imprints).filter_map(|it| self.listing(it)).collect();
        let (filter, classes) = self.choices(&listed);
        let briefs = listed.iter().zip(classes).map(|(brief, classes)| {
            let withdrawn = notes::withdrawn(views, &brief.imprint.editions);
            let topics = self.views.model.briefs[brief.document.brief].topics.iter();
            Value::from(BTreeMap::from([
                ("href", address(&format!("{}.html", brief.document.id))),
                ("classes", Value::from(classes)),
                ("question", Value::from(brief.question.as_str())),
                ("answer", Value::from(brief.answer.as_str())),
                ("standing", brief.shown.clone()),
                ("counts", brief.counts.iter().map(|words| Value::from(words.as_str())).collect()),
                ("topics", topics.map(|topic| Value::from(topic.as_str())).collect()),
                ("withdrawn", withdrawn.map_or(Value::from(()), Value::from)),
                ("edition", Value::from(notes::which(views, brief.imprint))),
                ("draft", Value::from(brief.imprint.status == ImprintStatus::Draft)),
            ]))
        });
        let briefs: Value = briefs.collect();
        let mut values = self.common(SitePage::Index, &filter);
        values.insert("newest", self.newest());
        values.insert("briefs", briefs);
        self.page(ProjectPath::fixed("reports/index.html"), INDEX, values)
    }

    fn listing<'a>(&self, (document, imprint): (&'a BriefView, &'a Imprint)) -> Option<ListedBrief<'a>> {
        if imprint.status == ImprintStatus::Held {
            // What its published page says; nothing where none was.
            let last = imprint.editions.last()?;
            return Some(ListedBrief {
                document,
                imprint,
                question: last.question.clone(),
                answer: last.answer.clone(),
                standing: last.standing.clone(),
                shown: Value::from(last.standing.as_str()),
                counts: Vec::new(),
            });
        }
        Some(ListedBrief {
            document,
            imprint,
            question: document.question.plain(),
            answer: document.answer.plain(),
            standing: document.standing.plain(),
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
        // The answer of a brief has the standing of each claim that answers it, one behind the other.
        let has = |brief: &ListedBrief<'_>, standing: &str| {
            let marked = |said: &str| said.strip_prefix(standing).is_some_and(|rest| rest.starts_with(" ("));
            brief.standing.split("; ").any(|said| said == standing || marked(said))
        };
        let mut standings = self.standings();
        standings.retain(|standing| listed.iter().any(|brief| has(brief, standing)));
        let mut filter = Filter::default();
        let words = &self.views.words().around;
        let by_topic = filter.group("topic", &words.topic, topics.iter().map(|topic| capital(topic)).collect());
        let by_standing = filter.group("standing", &words.standing, standings.iter().map(|it| capital(it)).collect());
        let classes = listed.iter().map(|brief| {
            let shown = |names: &[&str], has: &dyn Fn(&str) -> bool| -> Vec<usize> {
                (1..).zip(names).filter(|(_, name)| has(name)).map(|(at, _)| at).collect()
            };
            let of_topic = by_topic.then(|| shown(&topics, &|topic| topics_of(brief).iter().any(|it| it == topic)));
            let of_standing = by_standing.then(|| shown(&standings, &|standing| has(brief, standing)));
            filter.item(of_topic.into_iter().chain(of_standing).collect())
        });
        let classes = classes.collect();
        (filter, classes)
    }

    /// Returns the brief that was changed last, with when and why; nothing where none was accepted, or several on that day.
    fn newest(&self) -> Value {
        let views = self.views;
        let dated = self.documents.iter().zip(self.imprints);
        let dated: Vec<(&BriefView, &Edition)> =
            dated.filter_map(|(document, imprint)| Some((document, imprint.editions.last()?))).collect();
        let day = dated.iter().map(|(_, edition)| &edition.date).max();
        let mut newest = dated.iter().filter(|(_, edition)| Some(&edition.date) == day);
        let newest = newest.next().filter(|_| newest.next().is_none());
        newest.map_or(Value::from(()), |(document, edition)| {
            let (date, kind) = (views.day(&edition.date), edition.kind.in_words(views.language()).to_owned());
            let words = views.say(&views.words().editions.newest, &[("date", date), ("kind", kind)]);
            Value::from(BTreeMap::from([
                ("words", Value::from(words)),
                ("question", Value::from(edition.question.as_str())),
                ("href", address(&format!("{}.html", document.id))),
            ]))
        })
    }
}
