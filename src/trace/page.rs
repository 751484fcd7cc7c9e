//! A line of a report: everything on it that is printed through the registry, in order.

use crate::render::Page;
use crate::trace::{TraceNode, Tracer};
use crate::view::Mark;

impl Tracer<'_> {
    /// Returns what a line of a page prints; none where the page has no such line.
    pub(super) fn page_line(&mut self, page: &Page, line: usize) -> Option<TraceNode> {
        let text = String::from_utf8_lossy(&page.bytes);
        let words = text.lines().nth(line.checked_sub(1)?)?;
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let node = TraceNode::new("line", format!("{}:{line}", page.path)).fact("text", words);
        let mut printed: Vec<TraceNode> = Vec::new();
        for used in page.marks.iter().filter(|used| used.line == line) {
            let Some(what) = self.mark(used.mark) else { continue };
            let words = text.get(used.span.range()).unwrap_or_default();
            let shown = TraceNode::new("prints", format!("“{}”", words.trim())).from([what]);
            if !printed.contains(&shown) {
                printed.push(shown);
            }
        }
        let around = page.marks.iter().find_map(|used| match used.mark {
            Mark::Table(table) if used.span.start < start && start < used.span.end => Some((table, used.span.start)),
            _ => None,
        });
        if let Some((table, top)) = around.filter(|_| printed.is_empty()) {
            printed.push(self.table(table, row_below(&text[top..start], words)));
        }
        let untraced = printed.is_empty().then_some("nothing on this line is printed through the registry");
        Some(node.maybe("note", untraced).from(printed))
    }

    fn mark(&mut self, mark: Mark) -> Option<TraceNode> {
        Some(match mark {
            Mark::Figure(figure) => self.figure(figure),
            Mark::Value(claim, reading) => {
                let reading = usize::from(reading);
                let id = self.model.claims.id(claim).as_str();
                let outcome = self.evaluation.claim(claim).readings.get(reading)?.outcome.as_ref()?;
                self.outcome(TraceNode::new("tested figure of claim", id), outcome, None)
            }
            Mark::Quantity(claim) | Mark::Claim(claim) | Mark::Standing(claim) => self.claim(claim),
            Mark::Source(source) => self.source(source, None),
            Mark::Dataset(dataset) => self.dataset(dataset),
            Mark::Table(table) => self.table(table, None),
            Mark::Measure(measure) => TraceNode::new("measure", self.model.measures.id(measure).as_str())
                .maybe("definition", self.model.measures[measure].definition.clone()),
            _ => return None,
        })
    }
}

/// Returns which row of a table a line is, counted from zero, where the lines of the table `above` it are these.
fn row_below(above: &str, line: &str) -> Option<usize> {
    // The head and the rule below it come first in Markdown; in HTML a head is marked up as one.
    for (begins, head) in [("| ", 2), ("<tr><th scope=\"row\"", 0), ("<tr><td", 0)] {
        if line.starts_with(begins) {
            return above.lines().filter(|line| line.starts_with(begins)).count().checked_sub(head);
        }
    }
    None
}
