//! What templates can print: one kind of object that stands for an entry of the registry, a section of it, or a part of the
//! brief. It reads from the shared model only what is asked for.

mod catalog;
mod parts;

pub(crate) use catalog::{
    BRIEF_PARTS, ObjectKind, PUBLICATION_PARTS, STANDINGS, TemplateSection, WORDS, all_words, is_test, test_name,
};

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::markdown::{escape, layout, marks};
use crate::model::{Brief, Entry, Key, Section};
use crate::template::{Enumerator, Object, ObjectRepr, Value, cost, exhausted, markdown};
use crate::view::{BriefView, GroupView, Mark, MarkedText, Views};

/// What one page is printed from.
#[derive(Debug)]
pub(crate) struct BriefContext {
    /// Everything that is told.
    pub(crate) views: Arc<Views>,
    /// The document.
    pub(crate) document: BriefView,
    /// How many bytes its templates have had made for them.
    pub(crate) made: AtomicU64,
}

/// The most bytes that the templates of one page may have made for them, whether or not they are printed.
const MOST_MADE: u64 = 128 << 20;

impl BriefContext {
    /// Returns the brief.
    pub(crate) fn brief(&self) -> &Brief {
        &self.views.model.briefs[self.document.brief]
    }
}

/// An object of the template engine.
pub(crate) struct ViewObject {
    context: Arc<BriefContext>,
    what: ObjectKind,
}

impl fmt::Debug for ViewObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)
    }
}

impl ViewObject {
    /// Returns something of a page as a value.
    pub(crate) fn value(context: &Arc<BriefContext>, what: ObjectKind) -> Value {
        Value::from_object(Self { context: Arc::clone(context), what })
    }

    /// Notes that something is made; returns whether that is still allowed.
    pub(crate) fn spend(&self, value: &Value) -> bool {
        let cost = cost(value);
        self.context.made.fetch_add(cost, Ordering::Relaxed) + cost <= MOST_MADE
    }

    /// Returns a part, or a value that fails where it is used once too much was made.
    fn given(&self, part: &str) -> Option<Value> {
        let value = self.part(part)?;
        Some(if self.spend(&value) { value } else { Value::from(exhausted()) })
    }

    fn node(&self, what: ObjectKind) -> Value {
        Self::value(&self.context, what)
    }

    fn nodes(&self, what: impl IntoIterator<Item = ObjectKind>) -> Value {
        what.into_iter().map(|what| self.node(what)).collect()
    }

    /// Returns the Markdown that printing the object itself gives; none where it has no words of its own.
    pub(crate) fn print(&self) -> Option<String> {
        let views = &*self.context.views;
        match self.what {
            ObjectKind::Figure(figure) => views.figure(figure).map(|number| text(&number.shown)),
            ObjectKind::Claim(claim) => Some(text(&views.claim(claim).statement)),
            ObjectKind::Value(claim) => views.claim(claim).value().map(|number| text(&number.shown)),
            ObjectKind::Source(source) => Some(text(&MarkedText::empty(Mark::Source(source)))),
            ObjectKind::Measure(measure) => Some(text(&views.measure(measure).called)),
            ObjectKind::Party(party) => Some(words(views.model.parties[party].short())),
            ObjectKind::Unknown(unknown) => Some(text(&views.unknown(unknown).question)),
            ObjectKind::Table(table) => Some(layout::block(views, &self.context.document.id, table)),
            ObjectKind::Dataset(dataset) => Some(words(&views.dataset(dataset).title)),
            ObjectKind::Publication => Some(words(&views.publication().title)),
            ObjectKind::Reading(claim, reading) => views.claim(claim).readings.get(reading)?.words.as_ref().map(text),
            ObjectKind::Group(half, more, at) => self.context.document.panel[half as usize].group(more, at).map(group),
            ObjectKind::Brief | ObjectKind::Row | ObjectKind::Words | ObjectKind::Panel | ObjectKind::Section(_) => {
                None
            }
        }
    }

    /// Returns whether the object is a claim of this standing.
    pub(crate) fn has_standing(&self, word: &str) -> bool {
        matches!(self.what, ObjectKind::Claim(claim) if self.context.views.claim(claim).standing.word() == word)
    }

    /// Returns whether the object is a claim or figure with provisional cells.
    pub(crate) fn is_provisional(&self) -> bool {
        match self.what {
            ObjectKind::Claim(claim) | ObjectKind::Value(claim) => self.context.views.claim(claim).provisional,
            ObjectKind::Figure(figure) => self.context.views.figure(figure).is_some_and(|number| number.provisional),
            _ => false,
        }
    }

    /// Returns whether the object is a claim or figure with revised cells.
    pub(crate) fn is_revised(&self) -> bool {
        match self.what {
            ObjectKind::Claim(claim) | ObjectKind::Value(claim) => self.context.views.claim(claim).revised,
            ObjectKind::Figure(figure) => self.context.views.figure(figure).is_some_and(|number| number.revised),
            _ => false,
        }
    }

    fn entry(&self, kind: TemplateSection, id: &str) -> Option<Value> {
        let model = &self.context.views.model;
        let of_row = kind.entries().and_then(|kind| model.of_rows.meant(kind, id, self.context.brief().row.as_ref()));
        let id = of_row.as_deref().unwrap_or(id);
        let what = match kind {
            TemplateSection::Figures => ObjectKind::Figure(model.figures.find(id)?),
            TemplateSection::Claims => {
                let claim = model.claims.find(id)?;
                self.context.brief().lists(claim).then_some(ObjectKind::Claim(claim))?
            }
            TemplateSection::Sources => ObjectKind::Source(model.sources.find(id)?),
            TemplateSection::Measures => ObjectKind::Measure(model.measures.find(id)?),
            TemplateSection::Parties => ObjectKind::Party(model.parties.find(id)?),
            TemplateSection::Unknowns => {
                let unknown = model.unknowns.find(id)?;
                self.context.brief().unknowns.contains(&unknown).then_some(ObjectKind::Unknown(unknown))?
            }
            TemplateSection::Tables => {
                ObjectKind::Table(model.tables.find(id).filter(|table| model.tables[*table].chart.is_none())?)
            }
            TemplateSection::Charts => ObjectKind::Table(model.charts[model.charts.find(id)?].table),
            TemplateSection::Datasets => ObjectKind::Dataset(model.datasets.find(id)?),
        };
        Some(self.node(what))
    }
}

impl Object for ViewObject {
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

fn id<T: Entry>(section: &Section<T>, key: Key<T>) -> Value {
    Value::from(section.id(key).as_str())
}

fn words(plain: &str) -> String {
    let mut out = String::new();
    escape::text(plain, escape::Position::LineStart, &mut out);
    out
}

fn text(line: &MarkedText) -> String {
    let mut out = String::new();
    escape::line(line, &mut out);
    out
}

/// Returns a group of the panel as a block of Markdown: who says it and how it stands, then its lines.
fn group(group: &GroupView) -> String {
    let parts = [(&group.who, "**"), (&group.standing, "*")].into_iter().filter(|(line, _)| !line.is_empty());
    let parts: Vec<String> = parts.map(|(line, around)| format!("{around}{}{around}", text(line))).collect();
    let mut out = String::new();
    if !parts.is_empty() {
        marks::open(Mark::Lead, &mut out);
        out.push_str(&parts.join(" — "));
        marks::close(&mut out);
        out.push_str("\n\n");
    }
    for line in &group.lines {
        out.extend(["- ", &text(line), "\n"]);
    }
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
