//! A line of a report: everything on it that is printed through the registry, in order.

use super::{Node, Tracer};
use crate::compose::Mark;
use crate::render::Page;

impl Tracer<'_> {
    /// Returns what a line of a page prints; none where the page has no such line.
    pub(super) fn page_line(&mut self, page: &Page, line: usize) -> Option<Node> {
        let text = String::from_utf8_lossy(&page.bytes);
        let words = text.lines().nth(line.checked_sub(1)?)?;
        let node = Node::new("line", format!("{}:{line}", page.path)).fact("text", words);
        let mut printed: Vec<Node> = Vec::new();
        for used in page.marks.iter().filter(|used| used.line == line) {
            let Some(what) = self.mark(used.mark) else { continue };
            let words = text.get(used.span.range()).unwrap_or_default();
            let shown = Node::new("prints", format!("“{}”", words.trim())).from([what]);
            if !printed.contains(&shown) {
                printed.push(shown);
            }
        }
        let untraced = printed.is_empty().then_some("nothing on this line is printed through the registry");
        Some(node.maybe("note", untraced).from(printed))
    }

    fn mark(&mut self, mark: Mark) -> Option<Node> {
        Some(match mark {
            Mark::Figure(figure) => self.figure(figure),
            Mark::Value(claim, reading) => {
                let reading = usize::from(reading);
                let id = self.model.claims.id(claim).as_str();
                let outcome = self.evaluation.claim(claim).readings.get(reading)?.outcome.as_ref()?;
                self.outcome(Node::new("tested figure of claim", id), outcome, None)
            }
            Mark::Quantity(claim) | Mark::Claim(claim) | Mark::Standing(claim) => self.claim(claim),
            Mark::Source(source) => self.source(source, None),
            Mark::Dataset(dataset) => {
                let held = &self.model.datasets[dataset];
                Node::new("dataset", self.model.datasets.id(dataset).as_str())
                    .fact("file", held.file.as_str())
                    .fact("sha256", held.table.digest.to_string())
            }
            Mark::Table(table) => Node::new("table", self.model.tables.id(table).as_str()),
            Mark::Measure(measure) => Node::new("measure", self.model.measures.id(measure).as_str())
                .maybe("definition", self.model.measures[measure].definition.clone()),
            Mark::Caption | Mark::Origin(_) | Mark::Panel | Mark::Late(_) => return None,
        })
    }
}
