//! Footnotes as a numbered list of sources, with links there and back.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Writer, escape};

impl Writer<'_> {
    /// Writes a reference to a footnote, numbered as a source.
    pub(super) fn reference(&mut self, name: &str) {
        let (_, so_far) = self.notes.entry(name.to_owned()).or_default();
        *so_far += 1;
        let nth = *so_far;
        let mut safe = String::new();
        escape(name, &mut safe);
        let _ =
            write!(self.out, "<sup class=\"cite\"><a id=\"cite-{safe}-{nth}\" href=\"#source-{safe}\" aria-label=\"");
        escape(self.words.source, &mut self.out);
        let _ = write!(self.out, " {safe}\">[{safe}]</a></sup>");
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
        match name.parse::<u32>() {
            Ok(number) => {
                let _ = write!(self.out, "<li id=\"source-{safe}\" value=\"{number}\">");
            }
            Err(_) => {
                let _ = write!(self.out, "<li id=\"source-{safe}\">");
            }
        }
    }

    /// Ends a footnote with links back to each place that refers to it.
    pub(super) fn note_end(&mut self, at: usize) {
        self.depth -= 1;
        let name = self.events[..at].iter().rev().find_map(|(event, _)| match event {
            Event::Start(Tag::FootnoteDefinition(name)) => Some(name.to_string()),
            _ => None,
        });
        let in_paragraph = self.out.ends_with("</p>\n");
        if in_paragraph {
            self.out.truncate(self.out.len() - "</p>\n".len());
        }
        if let Some(name) = name {
            let mut safe = String::new();
            escape(&name, &mut safe);
            let references = self.notes.get(&name).map_or(0, |(all, _)| *all);
            for nth in 1..=references {
                let _ = write!(self.out, " <a class=\"back\" href=\"#cite-{safe}-{nth}\" aria-label=\"");
                escape(self.words.back, &mut self.out);
                let _ = write!(self.out, " {safe}.{nth}\">↩</a>");
            }
        }
        self.out.push_str(if in_paragraph { "</p></li>\n" } else { "</li>\n" });
        if !matches!(self.events.get(at + 1), Some((Event::Start(Tag::FootnoteDefinition(_)), _))) {
            self.out.push_str("</ol>\n");
        }
    }
}
