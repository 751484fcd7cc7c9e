//! The parts of a page that are known only once everything else is printed: what its numbers count and where they come
//! from, what was read, and the numbered sources. The page is rendered once; these are made from the marks it used, after every
//! change is told once: `fell by 13.2%`, never `fell by down 13.2%`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use crate::markdown::Layer;
use crate::markdown::escape;
use crate::markdown::layout;
use crate::markdown::marks::{self, Lifted, MarkToken, Unbalanced};
use crate::model::{Key, Measure, TableEntry};
use crate::render::notes;
use crate::render::turns::once;
use crate::template::objects::BriefContext;
use crate::view::{ColumnView, Deferred, EditionView, Mark, MarkedText, NumberView, Run, Views};

/// A page in Markdown, complete.
#[derive(Debug)]
pub(super) struct CompletePage {
    /// The clean text.
    pub(super) markdown: String,
    /// What stretches of it stand for.
    pub(super) marks: Vec<(Range<usize>, Mark)>,
    /// How many of the sources stand at its end.
    pub(super) sources: usize,
}

/// The pages of a brief, complete, with what both share.
#[derive(Debug)]
pub(super) struct LayeredPages<'v> {
    /// What is read, and its evidence.
    pub(super) layers: [CompletePage; 2],
    /// The rows of "Where each number comes from", by what they stand for.
    pub(super) rows: BTreeMap<Mark, usize>,
    /// The same rows in order.
    pub(super) numbers: Vec<&'v NumberView>,
    /// What the numbers count.
    pub(super) measures: Vec<Key<Measure>>,
    /// The sources and datasets that are cited, in the order of their numbers: those of the brief, then those of its evidence alone.
    pub(super) cited: Vec<Mark>,
}

impl LayeredPages<'_> {
    /// Visits what stretches of both pages stand for, in order.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark> {
        self.layers.iter().flat_map(|page| &page.marks).map(|(_, mark)| *mark)
    }

    /// Returns the tables that are printed.
    pub(super) fn tables(&self) -> BTreeSet<Key<TableEntry>> {
        let table = |mark| if let Mark::Table(table) = mark { Some(table) } else { None };
        self.marks().filter_map(table).collect()
    }
}

/// Returns the complete pages of what the templates printed of each layer.
pub(super) fn finish<'v>(
    printed: &[String; 2],
    context: &'v BriefContext,
    edition: &EditionView,
) -> Result<LayeredPages<'v>, Unbalanced> {
    let views = &*context.views;
    let once = printed.each_ref().map(|printed| once(printed, views));
    let [mut brief, mut evidence] = [Draft::of(&once[0])?, Draft::of(&once[1])?];
    let marks = |brief: &Draft<'_>, evidence: &Draft<'_>| [brief.marks(), evidence.marks()].concat();
    let mut parts = BTreeMap::from(notes::parts(views, edition));
    parts.insert(Deferred::Tables, tables(context, &marks(&brief, &evidence)));
    (brief.parts, evidence.parts) = (parts.clone(), parts);
    evidence.parts.insert(Deferred::Notice, notes::first(edition, Layer::Evidence));
    let used = marks(&brief, &evidence);
    let numbers = views.numbers(used.iter().copied());
    let measures = measures(context, &used);
    for draft in [&mut brief, &mut evidence] {
        draft.parts.insert(Deferred::Definitions, definitions(views, &measures));
        draft.parts.insert(Deferred::Origins, origins(views, &numbers));
    }
    let cited_by = |draft: &Draft<'_>, before: Vec<Mark>| cited(views, before, draft.marks());
    // A brief lists what it cites itself; through whom that is known, where it is not cited, is told in words.
    let mut of_brief: Vec<Mark> = Vec::new();
    for mark in brief.marks().into_iter().filter(|mark| is_cited(*mark)) {
        if !of_brief.contains(&mark) {
            of_brief.push(mark);
        }
    }
    let read = read(views, &cited_by(&evidence, of_brief.clone()));
    for draft in [&mut brief, &mut evidence] {
        draft.parts.insert(Deferred::Read, read.clone());
    }
    // What both cite has one number.
    let sources_of_brief = of_brief.len();
    let cited = cited_by(&evidence, of_brief);
    let numbers_of: BTreeMap<Mark, usize> = cited.iter().copied().zip(1..).collect();
    let page = |mut draft: Draft<'_>, sources: usize, layer: Layer| {
        draft.parts.insert(Deferred::References, references(views, &cited[..sources], layer));
        let text = layout::tidy(&draft.text());
        let Lifted { text: markdown, marks } = marks::lift(&text, |mark, out| {
            if let Some(number) = numbers_of.get(&mark) {
                let _ = write!(out, "[^{number}]");
            }
        })?;
        Ok(CompletePage { markdown, marks, sources })
    };
    let layers = [page(brief, sources_of_brief, Layer::Brief)?, page(evidence, cited.len(), Layer::Evidence)?];
    let rows = numbers.iter().enumerate().map(|(at, row)| (row.mark, at + 1)).collect();
    Ok(LayeredPages { layers, rows, numbers, measures, cited })
}

/// What the templates printed, and the parts that are known so far, each by the place that is kept for it.
struct Draft<'p> {
    printed: Vec<MarkToken<'p>>,
    parts: BTreeMap<Deferred, String>,
}

impl<'p> Draft<'p> {
    fn of(printed: &'p str) -> Result<Self, Unbalanced> {
        let printed: Vec<MarkToken<'_>> = marks::tokens(printed).collect();
        if printed.contains(&MarkToken::Broken) {
            return Err(Unbalanced);
        }
        Ok(Self { printed, parts: BTreeMap::new() })
    }

    /// Returns every mark in the order of the page.
    fn marks(&self) -> Vec<Mark> {
        let mut found = Vec::new();
        self.visit(&mut |token| {
            if let MarkToken::Open(mark) = token {
                found.push(mark);
            }
        });
        found
    }

    /// Returns the text with every part in its place.
    fn text(&self) -> String {
        let printed = self.printed.iter().map(|token| if let MarkToken::Text(text) = token { text.len() } else { 0 });
        let parts = self.parts.values().map(String::len);
        let mut out = String::with_capacity(printed.chain(parts).sum::<usize>() * 2);
        self.visit(&mut |token| match token {
            MarkToken::Text(text) => out.push_str(text),
            MarkToken::Open(mark) => marks::open(mark, &mut out),
            MarkToken::Close => marks::close(&mut out),
            MarkToken::Broken => {}
        });
        out
    }

    /// Visits what the page is made of: each part where its place is, marked as what it is. A few words stand wherever a template
    /// wants them; of all else a second place stays empty.
    fn visit<'d>(&'d self, each: &mut impl FnMut(MarkToken<'d>)) {
        let mut placed = BTreeSet::new();
        let mut rest = self.printed.as_slice();
        while let Some((token, behind)) = rest.split_first() {
            rest = behind;
            let MarkToken::Open(Mark::Deferred(place)) = *token else {
                each(*token);
                continue;
            };
            let is_everywhere = matches!(place, Deferred::Edition | Deferred::Cited);
            let part = self.parts.get(&place).filter(|_| behind.first() == Some(&MarkToken::Close));
            let Some(part) = part.filter(|_| is_everywhere || placed.insert(place)) else {
                each(*token);
                continue;
            };
            rest = &behind[1..];
            // Each table has a mark of its own, and the heading above them must begin its line.
            let is_marked = is_everywhere || !(part.is_empty() || place == Deferred::Tables);
            if is_marked {
                each(*token);
            }
            marks::tokens(part).for_each(&mut *each);
            if is_marked {
                each(MarkToken::Close);
            }
        }
    }
}

/// Returns the charts and tables that the brief lists and nothing printed, each under a heading of their own.
fn tables(context: &BriefContext, used: &[Mark]) -> String {
    let used: BTreeSet<Mark> = used.iter().copied().collect();
    let views = &*context.views;
    let pages = &views.words().pages;
    let mut out = String::new();
    for (heading, drawn) in [(&pages.charts, true), (&pages.tables, false)] {
        let is_wanted = |table: &&Key<TableEntry>| {
            !used.contains(&Mark::Table(**table)) && context.views.model.tables[**table].chart.is_some() == drawn
        };
        let left = context.document.tables.iter().filter(is_wanted);
        let blocks: Vec<String> =
            left.map(|table| layout::block(&context.views, &context.document.id, *table)).collect();
        if !blocks.is_empty() {
            out.push_str(if out.is_empty() { "## " } else { "\n## " });
            escape::line(&MarkedText::words(heading.as_str()), &mut out);
            out.push_str("\n\n");
            out.push_str(&blocks.join("\n"));
        }
    }
    out
}

/// Returns the measures that a page speaks of: those of its claims, and of every number it prints.
fn measures(context: &BriefContext, used: &[Mark]) -> Vec<Key<Measure>> {
    let mut found = context.document.measures.clone();
    let mut known: BTreeSet<Key<Measure>> = found.iter().copied().collect();
    for mark in used {
        let more: Vec<Key<Measure>> = match mark {
            Mark::Measure(measure) => vec![*measure],
            Mark::Figure(figure) => {
                context.views.evaluation.figure(*figure).map(|outcome| outcome.measures.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        found.extend(more.into_iter().filter(|measure| known.insert(*measure)));
    }
    found
}

fn definitions(views: &Views, measures: &[Key<Measure>]) -> String {
    let words = views.words();
    let colon = format!("{} ", views.language().vocabulary().lists.colon);
    let mut out = String::new();
    for measure in measures {
        let entry = views.measure(*measure);
        out.push_str("- **");
        escape::line(&MarkedText::words(entry.label.as_str()), &mut out);
        out.push_str("**");
        let mut told = MarkedText::default();
        if let Some(definition) = entry.definition.as_deref().filter(|definition| !definition.trim().is_empty()) {
            told.push(&colon);
            told.push(definition);
        }
        told.append(entry.cite.clone());
        if let Some(keeper) = &entry.keeper {
            told.push(" ");
            told.push(words.fields.kept_by.as_str());
            told.push(&colon);
            told.push(keeper.as_str());
            told.push(".");
        }
        inside(&told, &mut out);
        out.push('\n');
        if !entry.distinct_from.is_empty() {
            out.push_str("  ");
            escape::line(&MarkedText::words(words.fields.not_the_same_as.as_str()), &mut out);
            out.push_str(colon.trim_end());
            out.push('\n');
            for distinct in &entry.distinct_from {
                let label = MarkedText::words(distinct.label.as_str());
                let why = MarkedText::words(distinct.why.as_str());
                out.push_str("  - ");
                escape::line(&views.fill(&words.pages.distinct, &[("label", &label), ("why", &why)]), &mut out);
                out.push('\n');
            }
        }
    }
    out
}

/// Writes a line behind other words.
fn inside(line: &MarkedText, out: &mut String) {
    for run in &line.0 {
        match run {
            Run::Words(words) => escape::text(words, escape::Position::Inside, out),
            other => escape::line(&MarkedText(vec![other.clone()]), out),
        }
    }
}

fn origins(views: &Views, rows: &[&NumberView]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let fields = &views.words().fields;
    let head = [&fields.number, &fields.what_it_counts, &fields.from]
        .map(|words| ColumnView { heading: MarkedText::words(words.as_str()), numbers: false });
    let rows: Vec<Vec<MarkedText>> = (1..)
        .zip(rows)
        .map(|(at, row)| vec![row.shown.clone().under(Mark::Origin(at)), row.counts.clone(), row.from.clone()])
        .collect();
    let mut out = String::new();
    layout::caption(views, MarkedText::words(views.words().pages.numbers.as_str()), &mut out);
    layout::grid(&head, &rows, &mut out);
    out
}

fn is_cited(mark: Mark) -> bool {
    matches!(mark, Mark::Source(_) | Mark::Dataset(_))
}

/// Returns the reference of something cited, in a brief as short as it can be found by.
fn reference(views: &Views, mark: Mark, layer: Layer) -> Option<&MarkedText> {
    match mark {
        Mark::Source(source) if layer == Layer::Brief => Some(&views.source(source).short_reference),
        Mark::Source(source) => Some(&views.source(source).reference),
        Mark::Dataset(dataset) => Some(&views.dataset(dataset).reference),
        _ => None,
    }
}

/// Returns what is cited, behind what was cited before: in order of first use, with the sources through which others are known.
fn cited(views: &Views, mut cited: Vec<Mark>, marks: Vec<Mark>) -> Vec<Mark> {
    let mut seen: BTreeSet<Mark> = cited.iter().copied().collect();
    let mut at = cited.len();
    cited.extend(marks.into_iter().filter(|mark| is_cited(*mark) && seen.insert(*mark)));
    while at < cited.len() {
        let more = reference(views, cited[at], Layer::Evidence).into_iter().flat_map(MarkedText::marks);
        cited.extend(more.filter(|mark| is_cited(*mark) && seen.insert(*mark)));
        at += 1;
    }
    cited
}

/// Returns the numbered list of what is cited.
fn references(views: &Views, cited: &[Mark], layer: Layer) -> String {
    let mut out = String::new();
    for (at, mark) in cited.iter().enumerate() {
        let _ = write!(out, "[^{}]: ", at + 1);
        if let Some(reference) = reference(views, *mark, layer) {
            escape::line(&in_words(views, reference, cited), &mut out);
        }
        out.push_str("\n\n");
    }
    if cited.is_empty() {
        escape::line(&MarkedText::words(views.words().pages.nothing_read.as_str()), &mut out);
        out.push('\n');
    }
    out
}

/// Returns a reference in which sources that have no number here are told by their names.
fn in_words(views: &Views, reference: &MarkedText, cited: &[Mark]) -> MarkedText {
    let mut line = MarkedText::default();
    let mut runs = reference.0.iter();
    while let Some(run) = runs.next() {
        match run {
            Run::Open(Mark::Source(source)) if !cited.contains(&Mark::Source(*source)) => {
                line.append(views.source(*source).called.clone());
                runs.next();
            }
            other => line.append(MarkedText(vec![other.clone()])),
        }
    }
    line
}

/// Returns what we read and what we did not, among what is cited.
fn read(views: &Views, cited: &[Mark]) -> String {
    let pages = &views.words().pages;
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for mark in cited {
        match mark {
            Mark::Source(source) => {
                let view = views.source(*source);
                let mut line = view.called.clone();
                line.append(MarkedText::empty(*mark));
                if view.is_read {
                    ours.push(line);
                } else {
                    line.push(", ");
                    line.append(view.seen_words.clone());
                    others.push(line);
                }
            }
            Mark::Dataset(dataset) => {
                let mut line = MarkedText::words(views.dataset(*dataset).title.as_str());
                line.append(views.dataset(*dataset).cite.clone());
                ours.push(line);
            }
            _ => {}
        }
    }
    let mut out = String::new();
    for (lead, lines) in [(&pages.read, ours), (&pages.not_read, others)] {
        if !lines.is_empty() {
            escape::line(&MarkedText::words(lead.as_str()), &mut out);
            out.push_str(":\n\n");
            for line in lines {
                out.push_str("- ");
                escape::line(&line, &mut out);
                out.push('\n');
            }
            out.push('\n');
        }
    }
    out
}
