//! What templates can print: one kind of object that stands for an entry of the registry, a section of it, or a part of the
//! brief. It reads from the shared model only what is asked for.

mod brief;
mod catalog;
mod claim;
mod entry;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::{Brief, Key, Registered};
use crate::view::{BriefView, Mark, MarkedText, Views};

pub(crate) use catalog::{BRIEF_PARTS, Kind, PUBLICATION_PARTS, STANDINGS, What, is_test, test_name};

use crate::markdown::escape;
use crate::markdown::table;
use crate::template::value::{Enumerator, Object, ObjectRepr, Value, cost, exhausted, markdown};

/// What one page is printed from.
#[derive(Debug)]
pub(crate) struct Subject {
    /// Everything that is told.
    pub(crate) views: Arc<Views>,
    /// The document.
    pub(crate) document: BriefView,
    /// How many bytes its templates have had made for them.
    pub(crate) made: AtomicU64,
}

/// The most bytes that the templates of one page may have made for them, whether or not they are printed.
const MOST_MADE: u64 = 128 << 20;

impl Subject {
    /// Returns the brief.
    pub(crate) fn brief(&self) -> &Brief {
        &self.views.model.briefs[self.document.brief]
    }
}

/// An object of the template engine.
pub(crate) struct Node {
    subject: Arc<Subject>,
    what: What,
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)
    }
}

impl Node {
    /// Returns something of a page as a value.
    pub(crate) fn value(subject: &Arc<Subject>, what: What) -> Value {
        Value::from_object(Self { subject: Arc::clone(subject), what })
    }

    /// Notes that something is made; returns whether that is still allowed.
    pub(crate) fn spend(&self, value: &Value) -> bool {
        let cost = cost(value);
        self.subject.made.fetch_add(cost, Ordering::Relaxed) + cost <= MOST_MADE
    }

    /// Returns a part, or a value that fails where it is used once too much was made.
    fn given(&self, part: &str) -> Option<Value> {
        let value = self.part(part)?;
        Some(if self.spend(&value) { value } else { Value::from(exhausted()) })
    }

    fn node(&self, what: What) -> Value {
        Self::value(&self.subject, what)
    }

    fn nodes(&self, what: impl IntoIterator<Item = What>) -> Value {
        what.into_iter().map(|what| self.node(what)).collect()
    }

    /// Returns the Markdown that printing the object itself gives; none where it has no words of its own.
    pub(crate) fn print(&self) -> Option<String> {
        let views = &*self.subject.views;
        match self.what {
            What::Figure(figure) => views.figure(figure).map(|number| text(&number.shown)),
            What::Claim(claim) => Some(text(&views.claim(claim).statement)),
            What::Source(source) => Some(text(&MarkedText::empty(Mark::Source(source)))),
            What::Measure(measure) => Some(text(&views.measure(measure).called)),
            What::Party(party) => Some(words(views.model.parties[party].short())),
            What::Unknown(unknown) => Some(text(&views.unknown(unknown).question)),
            What::Table(table) => Some(table::block(views, &self.subject.document.id, table)),
            What::Dataset(dataset) => Some(words(&views.dataset(dataset).title)),
            What::Publication => Some(words(&views.publication().title)),
            What::Reading(claim, reading) => views.claim(claim).readings.get(reading)?.words.as_ref().map(text),
            What::Brief | What::Words | What::Panel | What::Section(_) => None,
        }
    }

    /// Returns whether the object is a claim of this standing.
    pub(crate) fn has_standing(&self, word: &str) -> bool {
        matches!(self.what, What::Claim(claim) if self.subject.views.claim(claim).standing.word() == word)
    }

    /// Returns whether the object is a claim or figure with provisional cells.
    pub(crate) fn is_provisional(&self) -> bool {
        match self.what {
            What::Claim(claim) => self.subject.views.claim(claim).provisional,
            What::Figure(figure) => self.subject.views.figure(figure).is_some_and(|number| number.provisional),
            _ => false,
        }
    }

    /// Returns whether the object is a claim or figure with revised cells.
    pub(crate) fn is_revised(&self) -> bool {
        match self.what {
            What::Claim(claim) => self.subject.views.claim(claim).revised,
            What::Figure(figure) => self.subject.views.figure(figure).is_some_and(|number| number.revised),
            _ => false,
        }
    }

    fn entry(&self, kind: Kind, id: &str) -> Option<Value> {
        let model = &self.subject.views.model;
        let what = match kind {
            Kind::Figures => What::Figure(model.figures.find(id)?),
            Kind::Claims => {
                let claim = model.claims.find(id)?;
                self.subject.brief().lists(claim).then_some(What::Claim(claim))?
            }
            Kind::Sources => What::Source(model.sources.find(id)?),
            Kind::Measures => What::Measure(model.measures.find(id)?),
            Kind::Parties => What::Party(model.parties.find(id)?),
            Kind::Unknowns => {
                let unknown = model.unknowns.find(id)?;
                self.subject.brief().unknowns.contains(&unknown).then_some(What::Unknown(unknown))?
            }
            Kind::Tables => What::Table(model.tables.find(id).filter(|table| model.tables[*table].chart.is_none())?),
            Kind::Charts => What::Table(model.charts[model.charts.find(id)?].table),
            Kind::Datasets => What::Dataset(model.datasets.find(id)?),
        };
        Some(self.node(what))
    }
}

impl Object for Node {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.given(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.given(key)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

fn id<T>(section: &Registered<T>, key: Key<T>) -> Value {
    Value::from(section.id(key).as_str())
}

fn words(plain: &str) -> String {
    let mut out = String::new();
    escape::text(plain, escape::At::LineStart, &mut out);
    out
}

fn text(line: &MarkedText) -> String {
    let mut out = String::new();
    escape::line(line, &mut out);
    out
}

fn shown(line: &MarkedText) -> Value {
    markdown(text(line))
}

fn maybe(line: Option<&MarkedText>) -> Value {
    line.map_or(Value::from(()), shown)
}

/// Returns plain words as Markdown; nothing where there are none.
fn some(plain: Option<&str>) -> Value {
    plain.map_or(Value::from(()), |plain| markdown(words(plain)))
}

fn lines<'l>(lines: impl IntoIterator<Item = &'l MarkedText>) -> Value {
    lines.into_iter().map(shown).collect()
}
