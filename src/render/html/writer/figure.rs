//! The picture of a chart in the page itself, with the table of its numbers folded beneath.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::render::html::writer::{Writer, escape};

impl Writer<'_> {
    /// Writes the picture that the paragraph at an event is made of; nothing where it is another paragraph.
    pub(super) fn picture(&mut self, at: usize) -> bool {
        let [(Event::Start(Tag::Paragraph), _), (Event::Start(Tag::Image { dest_url, .. }), _), ..] =
            &self.events[at..]
        else {
            return false;
        };
        let Some((address, svg)) = self.pictures.get_key_value(dest_url.as_ref()) else { return false };
        let inside = self.events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
        let Some(end) = inside.map(|inside| at + inside) else { return false };
        let alone = matches!(self.events[end - 1].0, Event::End(TagEnd::Image));
        // An id may stand in a page once: a second print of a picture is a link to its file.
        if !alone || self.figure || !self.drawn.insert(address) {
            return false;
        }
        self.out.push_str("<figure class=\"chart\">\n");
        self.out.push_str(svg);
        self.written = end + 1;
        if self.table_follows(end + 1) {
            self.figure = true;
            self.out.push_str("<details>\n<summary>");
            escape(self.words.data, &mut self.out);
            self.out.push_str("</summary>\n");
        } else {
            self.out.push_str("</figure>\n");
        }
        true
    }

    /// Returns whether a table begins at an event, or right behind the caption that begins there.
    fn table_follows(&self, at: usize) -> bool {
        let is_table = |at: usize| matches!(self.events.get(at), Some((Event::Start(Tag::Table(_)), _)));
        let is_paragraph = matches!(self.events.get(at), Some((Event::Start(Tag::Paragraph), _)));
        let ends = || self.events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
        is_table(at) || is_paragraph && ends().is_some_and(|end| is_table(at + end + 1))
    }

    /// Closes the picture whose table was written.
    pub(super) fn figure_end(&mut self) {
        if std::mem::take(&mut self.figure) {
            self.out.push_str("</details>\n</figure>\n");
        }
    }
}
