//! Footnotes as a numbered list of sources; each reference leads to its source, and can raise it over the page.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::render::html::writer::{Writer, escape};

impl Writer<'_> {
    /// Writes a reference to a footnote, numbered as a source.
    pub(super) fn reference(&mut self, name: &str) {
        let mut safe = String::new();
        escape(name, &mut safe);
        let _ = write!(self.out, "<sup><a href=\"#source-{safe}\" tabindex=\"-1\">[{safe}]</a>");
        let _ = write!(self.out, "<button popovertarget=\"source-{safe}\" aria-label=\"");
        escape(self.words.source, &mut self.out);
        let _ = write!(self.out, " {safe}\"></button></sup>");
    }

    /// Begins a footnote as an item of the list of sources.
    pub(super) fn note(&mut self, name: &str, at: usize) {
        self.depth += 1;
        let follows = at > 0 && matches!(self.events[at - 1].0, Event::End(TagEnd::FootnoteDefinition));
        if !follows {
            self.out.push_str("<ol class=\"sources\">\n");
        }
        let mut safe = String::new();
        escape(name, &mut safe);
        let _ = match name.parse::<u32>() {
            Ok(number) => write!(self.out, "<li id=\"source-{safe}\" value=\"{number}\" popover>"),
            Err(_) => write!(self.out, "<li id=\"source-{safe}\" popover>"),
        };
    }

    /// Ends a footnote.
    pub(super) fn note_end(&mut self, at: usize) {
        self.depth -= 1;
        self.out.push_str("</li>\n");
        if !matches!(self.events.get(at + 1), Some((Event::Start(Tag::FootnoteDefinition(_)), _))) {
            self.out.push_str("</ol>\n");
        }
    }
}
