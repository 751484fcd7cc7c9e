//! What can be raised over a page and stands in its evidence: the rows and items that the page leads to, and those that these lead to.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::Event;

use crate::render::html::spans::Popover;
use crate::render::html::writer::Writer;
use crate::render::html::writer::parts::OpenTable;

impl Writer<'_> {
    /// Returns the popovers that were led to and do not stand in this page.
    pub(crate) fn wanted(self) -> BTreeSet<Popover> {
        self.led_to.into_iter().filter(|popover| !self.anchors.is_here(*popover)).collect()
    }

    /// Returns the HTML of these popovers alone, and of those that they lead to.
    pub(crate) fn raised(&mut self, wanted: BTreeSet<Popover>) -> String {
        let mut raised: BTreeMap<Popover, String> = BTreeMap::new();
        let mut left: Vec<Popover> = wanted.into_iter().collect();
        while let Some(popover) = left.pop() {
            if raised.contains_key(&popover) || self.anchors.is_here(popover) {
                continue;
            }
            let Some(first) = self.popovers.begin(popover) else { continue };
            self.led_to.clear();
            self.out.clear();
            self.table = Some(OpenTable { alignment: Vec::new(), column: 0, head: false, cell_ends: "</td>" });
            let Event::Start(tag) = &self.events[first].0 else { continue };
            let ends = tag.to_end();
            let mut open = 0_usize;
            for at in first..self.events.len() {
                self.event(at);
                match &self.events[at].0 {
                    Event::Start(begun) if begun.to_end() == ends => open += 1,
                    Event::End(ended) if *ended == ends => open -= 1,
                    _ => {}
                }
                if open == 0 {
                    break;
                }
            }
            left.extend(self.led_to.iter().copied());
            raised.insert(popover, std::mem::take(&mut self.out));
        }
        let mut out = String::new();
        for (kind, begins, ends) in [
            (Popover::From(0), "<table class=\"raised\" role=\"presentation\">\n<tbody>\n", "</tbody>\n</table>\n"),
            (Popover::Why(0), "<ul class=\"raised\">\n", "</ul>\n"),
        ] {
            let of_kind = |popover: &Popover| std::mem::discriminant(popover) == std::mem::discriminant(&kind);
            let mut of =
                raised.iter().filter(|(popover, _)| of_kind(popover)).map(|(_, html)| html.as_str()).peekable();
            if of.peek().is_some() {
                out.push_str(begins);
                out.extend(of);
                out.push_str(ends);
            }
        }
        out
    }
}
