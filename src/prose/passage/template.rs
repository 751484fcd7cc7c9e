//! The passages of a template: its words as Markdown, block by block, in every way its choices can go.

use std::collections::BTreeMap;

use crate::markdown::{BlockKind, blocks};
use crate::model::Model;
use crate::template::{Flow, FlowPart, Template};
use crate::text::{Place, Span};

use crate::prose::passage::{Home, PRINTED, Passage, Printed, Reference, Setting, Written};

/// Adds the passages of a template of the project to those that were `found`; what stands in several flows is read once.
pub(super) fn passages(model: &Model, number: usize, name: &str, sheet: &Template, found: &mut Vec<Passage<'_>>) {
    let mut seen: BTreeMap<(Place, String), usize> = BTreeMap::new();
    if crate::template::is_markup(name) {
        return;
    }
    for flow in &sheet.read.flows {
        // Where each passage of the flow stands among those that were found.
        let mut stands: Vec<usize> = Vec::new();
        for mut passage in of_flow(model, number, sheet, flow) {
            let at = passage.place(Span::new(0, passage.text.len()));
            passage.lead = passage.lead.map(|lead| stands[lead]);
            let stand = *seen.entry((at, passage.text.to_string())).or_insert(found.len());
            stands.push(stand);
            if stand == found.len() {
                found.push(passage);
            }
        }
    }
}

/// Returns the passages of a flow; what introduces a list is numbered among them.
fn of_flow(model: &Model, number: usize, sheet: &Template, flow: &Flow) -> Vec<Passage<'static>> {
    let Some(path) = &sheet.path else { return Vec::new() };
    let source = sheet.text.as_str();
    let mut markdown = String::new();
    let mut references = Vec::new();
    // Which stretch of the Markdown comes from which of the template.
    let mut origins: Vec<(Span, Span)> = Vec::new();
    for said in &flow.0 {
        match said {
            FlowPart::Words(span) => {
                origins.push((Span::new(markdown.len(), markdown.len() + span.end - span.start), *span));
                markdown.push_str(&source[span.range()]);
            }
            FlowPart::Printed(name, span) => {
                origins.push((Span::new(markdown.len(), markdown.len() + PRINTED.len_utf8()), *span));
                references.push((markdown.len(), reference(model, name)));
                markdown.push(PRINTED);
            }
        }
    }
    let mut passages: Vec<Passage<'static>> = Vec::new();
    let mut lead: Option<usize> = None;
    for block in blocks(&markdown) {
        let setting = match block.kind {
            BlockKind::Heading => Setting::Heading(number),
            BlockKind::Paragraph | BlockKind::Item => Setting::Body(number),
            BlockKind::Cell => Setting::Cell(number),
        };
        let mut text = String::new();
        let mut printed = Vec::new();
        let mut written = Written::at(Home::Template(path.clone()));
        for (words, range) in &block.words {
            let from = references.partition_point(|(at, _)| *at < range.start);
            let within = references[from..].iter().take_while(|(at, _)| *at < range.end);
            printed.extend(within.map(|(_, reference)| *reference));
            // Words that the parser changed (an entity) have no place of their own.
            if words.len() == range.len() {
                place(range.clone(), text.len(), &origins, &mut written);
            }
            text.push_str(words);
        }
        if text.chars().filter(|c| *c == PRINTED).count() == printed.len() {
            let is_item = block.kind == BlockKind::Item;
            if !is_item {
                lead = text.trim_end().ends_with(':').then_some(passages.len());
            }
            let lead = lead.filter(|_| is_item);
            text.shrink_to_fit();
            let (references, written) = (printed.into(), written.finished());
            passages.push(Passage { setting, text: text.into(), references, written, lead });
        }
    }
    passages
}

/// Notes where the words of a range of the Markdown were written.
fn place(range: std::ops::Range<usize>, at: usize, origins: &[(Span, Span)], written: &mut Written) {
    let from = origins.partition_point(|(here, _)| here.end <= range.start);
    for (here, there) in origins[from..].iter().take_while(|(here, _)| here.start < range.end) {
        let (first, last) = (range.start.max(here.start), range.end.min(here.end));
        if first >= last {
            continue;
        }
        let in_passage = Span::new(at + first - range.start, at + last - range.start);
        let whole = here.end - here.start != there.end - there.start;
        let in_template =
            if whole { *there } else { Span::new(there.start + first - here.start, there.start + last - here.start) };
        written.printed(in_passage, in_template);
    }
}

/// Returns what a name of a template stands for.
fn reference(model: &Model, name: &[String]) -> Reference {
    let [section, id, parts @ ..] = name else { return Reference::Other };
    let part = parts.first().map(String::as_str);
    let found = match section.as_str() {
        "figures" => {
            let part = model.figures.find(id).and_then(|figure| model.figure_part(figure, parts));
            part.map(|(figure, facet)| Reference::of_figure(figure, facet))
        }
        "claims" if part == Some("value") => {
            model.claims.find(id).map(|claim| match model.value_part(claim, &parts[1..]) {
                (Some(figure), facet) => Reference::of_figure(figure, facet),
                (None, facet) => Reference::of_value(claim, facet),
            })
        }
        "claims" if part == Some("period") => None,
        "claims" => model.claims.find(id).map(|claim| {
            Reference::Claim(
                claim,
                match part {
                    None | Some("statement") => Printed::Statement,
                    Some("phrase") => Printed::Phrase,
                    Some("sentence") => Printed::Sentence,
                    Some("quantity") => Printed::Quantity,
                    Some("standing" | "qualifier") => Printed::Standing,
                    Some("speaker" | "said") => Printed::Speaker,
                    Some("quote") => Printed::Quote,
                    Some("cite") => Printed::Cite,
                    Some(_) => Printed::Other,
                },
            )
        }),
        "sources" => model.sources.find(id).map(Reference::Source),
        "measures" => model.measures.find(id).map(Reference::Measure),
        "parties" => model.parties.find(id).map(Reference::Party),
        "unknowns" => model.unknowns.find(id).map(Reference::Unknown),
        "tables" | "charts" => model.tables.find(id).map(Reference::Table),
        _ => None,
    };
    found.unwrap_or(Reference::Other)
}
