//! Words of a text, each within the element of the span that covers it.

use std::ops::Range;

use crate::render::html::writer::{Writer, escape};

impl Writer<'_> {
    /// Writes text; where it stands in the Markdown as it is, each span begins and ends at its own character.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let (text, start) = match &self.captioning {
            Some((caption, _)) if range.start < caption.start => {
                let cut = (caption.start - range.start).min(text.len());
                match text.get(cut..) {
                    Some(rest) if !rest.is_empty() => (rest, caption.start),
                    _ => return,
                }
            }
            _ => (text, range.start),
        };
        if self.markdown.get(start..start + text.len()) == Some(text) {
            self.pieces(text, start);
        } else {
            // An entity or the like: one character in HTML, several in Markdown, wholly inside a span or outside.
            self.enter(self.span_at(start));
            self.words(text);
        }
    }

    pub(super) fn code(&mut self, text: &str, range: &Range<usize>) {
        let whole = self.span_at(range.start).filter(|at| self.spans[*at].range.end >= range.end);
        self.enter(whole);
        self.out.push_str("<code>");
        if let Some((_, words)) = &mut self.open {
            *words = self.out.len()..self.out.len();
        }
        let within = self.markdown[range.clone()].find(text).filter(|_| whole.is_none());
        match within {
            Some(offset) => {
                self.pieces(text, range.start + offset);
                self.leave();
            }
            None => self.words(text),
        }
        self.out.push_str("</code>");
    }

    /// Writes words; those of the open span name what it leads to.
    pub(super) fn words(&mut self, text: &str) {
        escape(text, &mut self.out);
        if let Some((_, words)) = &mut self.open {
            words.end = self.out.len();
        }
    }

    /// Writes text that stands in the Markdown at `start` as it is.
    pub(super) fn pieces(&mut self, text: &str, start: usize) {
        let end = start + text.len();
        let mut at = start;
        while at < end {
            let span = self.span_at(at);
            let until = if let Some(span) = span {
                self.spans[span].range.end
            } else {
                let next = self.spans.partition_point(|span| span.range.start <= at);
                self.spans.get(next).map_or(end, |span| span.range.start)
            };
            let until = until.min(end);
            self.enter(span);
            self.words(&text[at - start..until - start]);
            at = until;
        }
    }

    /// Returns the span that covers a byte of the Markdown.
    fn span_at(&self, at: usize) -> Option<usize> {
        if self.quiet > 0 {
            return None;
        }
        let next = self.spans.partition_point(|span| span.range.start <= at);
        let last = next.checked_sub(1)?;
        self.spans[last].range.contains(&at).then_some(last)
    }

    pub(super) fn enter(&mut self, span: Option<usize>) {
        if self.open.as_ref().map(|(open, _)| *open) != span {
            self.leave();
            if let Some(span) = span {
                let inside = self.inside.map(|(popover, _)| popover);
                self.led_to.extend(self.spans[span].leads(inside));
                self.spans[span].open(inside, &self.anchors, &mut self.out);
                self.open = Some((span, self.out.len()..self.out.len()));
            }
        }
    }

    pub(super) fn leave(&mut self) {
        if let Some((span, words)) = self.open.take() {
            self.spans[span].close(self.inside.map(|(popover, _)| popover), words, self.page_words, &mut self.out);
        }
    }
}
