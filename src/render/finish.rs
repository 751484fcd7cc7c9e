//! The pages of one brief: its two layers in Markdown and HTML, its data, the pictures of its charts and its fragments.

use std::collections::BTreeMap;

use super::deferred::{self, CompletePage};
use super::{Page, PrintedBrief, Printing, chart, embed, json, pictures, shell};
use crate::diagnostic::Problems;
use crate::markdown::{Layer, MarkUse, Outline, PageFacts, layout};
use crate::model::{Chart, Key};
use crate::template::{problem, templates};
use crate::text::{Span, Text};
use crate::view::{EditionView, Mark};
use crate::world::ProjectPath;

impl Printing<'_> {
    /// Returns the Markdown, the HTML and the data of one brief, its evidence in both forms, and the pictures of its charts;
    /// nothing where a problem keeps it from being finished.
    pub(super) fn finish(&self, brief: &PrintedBrief, edition: &EditionView, problems: &mut Problems) -> Vec<Page> {
        let PrintedBrief { context, template, layers, .. } = brief;
        let (templates, id) = (self.templates, &context.document.id);
        let layered = deferred::finish(layers, context, edition);
        let Ok(layered) = layered else {
            problems.push(problem::unbalanced(templates.place(template, None)));
            return Vec::new();
        };
        let tables = layered.tables();
        let charts = tables.iter().filter_map(|table| self.views.model.tables[*table].chart);
        let charts: BTreeMap<String, Key<Chart>> =
            charts.map(|chart| (layout::picture_file(id, self.views.model.charts.id(chart)), chart)).collect();
        let pictures = charts.iter().map(|(file, chart)| (file.clone(), chart::in_page(&self.views, *chart))).collect();
        let files_beside = pictures::files(&self.views, &context.document, &tables, problems);
        let card = pictures::card_file(id);
        let card = files_beside.iter().any(|page| page.path.as_str().ends_with(&card)).then_some(card);
        let html = match shell::pages(&self.printer, context, &layered, edition, (&pictures, card.as_deref())) {
            Ok(made) => made,
            Err(problem) => {
                problems.push(problem);
                return Vec::new();
            }
        };
        let beside = |name: String, bytes: Vec<u8>| {
            let path = ProjectPath::fixed("reports").join(&name).expect("ids of a brief and an entry are file names");
            Page { brief: Some(context.document.brief), ..Page::of_no_brief(path, bytes) }
        };
        let mut pages = vec![beside(format!("{id}.json"), json::page(context, &layered, edition))];
        for ((layer, page), (html, outline)) in Layer::ALL.into_iter().zip(layered.layers).zip(html) {
            let file = layout::page_file(id, layer);
            pages.push(beside(format!("{file}.html"), html.into_bytes()));
            let template = if layer == Layer::Brief { template } else { templates::EVIDENCE };
            let (marks, facts) = self.facts(layer, template, &page, outline);
            let page = beside(format!("{file}.md"), page.markdown.into_bytes());
            pages.push(Page { marks, facts: Some(facts), ..page });
        }
        pages.extend(files_beside);
        match embed::pages(&self.printer, &self.views, &context.document, edition) {
            Ok(fragments) => pages.extend(fragments),
            Err(problem) => problems.push(problem),
        }
        pages
    }

    /// Returns what a finished page prints through the registry, and what it is made of.
    fn facts(&self, layer: Layer, template: &str, page: &CompletePage, outline: Outline) -> (Vec<MarkUse>, PageFacts) {
        let templates = self.templates;
        let panel = page.marks.iter().find(|(range, mark)| *mark == Mark::Panel && !range.is_empty());
        let panel = panel.map(|(range, _)| Span::new(range.start, range.end));
        let live = outline.live.iter().map(|(live, words)| (*live, words.clone(), templates.written(template, words)));
        let live = live.collect();
        let made = page.marks.iter().filter(|(range, mark)| matches!(mark, Mark::Deferred(_)) && !range.is_empty());
        let made = made.map(|(range, _)| Span::new(range.start, range.end)).collect();
        let text = Text::new(page.markdown.as_str());
        let marks = page.marks.iter().filter(|(_, mark)| mark.is_of_an_entry());
        let marks = marks.map(|(range, mark)| MarkUse {
            line: text.position(range.start).line,
            span: Span::new(range.start, range.end),
            mark: *mark,
        });
        (marks.collect(), PageFacts { layer, outline, panel, made, live, template: templates.place(template, None) })
    }
}
