//! Tables, pictures and footnotes. Each table is a region that scrolls by itself, its headers with their scope; a picture is the
//! chart itself; footnotes are a numbered list of sources, each of which a reference can raise over the page.

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

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
        if !alone || self.figure.is_some() || !self.drawn.insert(address) {
            return false;
        }
        self.out.push_str("<figure class=\"chart\">\n");
        let top = self.out.len();
        self.out.push_str(svg);
        self.written = end + 1;
        if let Some(end) = self.table_follows(at) {
            self.figure = Some((top, end));
        } else {
            self.out.push_str("</figure>\n");
        }
        true
    }

    /// Returns where the block ends in which the table of the picture at an event follows.
    fn table_follows(&self, at: usize) -> Option<usize> {
        let block = self.places.tables.around(self.events[at].1.start)?;
        let mut within = self.events[at..].iter().take_while(|(_, range)| range.start < block.end);
        within.any(|(event, _)| matches!(event, Event::Start(Tag::Table(_)))).then_some(block.end)
    }

    /// Closes the picture whose table was written, and what stands below that, where its block ends.
    pub(super) fn figure_end(&mut self, at: usize) {
        if self.folded.take_if(|end| *end <= at).is_some() {
            self.out.push_str("</details>\n</figure>\n");
        }
    }

    /// Begins a table; its caption names it. That of a picture is folded below it, and its caption is the picture's.
    pub(super) fn table(&mut self, alignment: Vec<Alignment>) {
        self.tables += 1;
        let nth = self.tables;
        if let Some((top, end)) = self.figure.take() {
            self.folded = Some(end);
            if let Some(caption) = &self.caption {
                let caption = format!("<figcaption class=\"caption\" id=\"table-{nth}\">{caption}</figcaption>\n");
                self.out.insert_str(top, &caption);
            }
            self.out.push_str("<details>\n<summary>");
            escape(self.page_words.data, &mut self.out);
            self.out.push_str("</summary>\n");
        }
        let right = alignment.iter().zip(1..=CLASSES).filter(|(side, _)| **side == Alignment::Right);
        let classes: Vec<String> = right.map(|(_, column)| format!("r{column}")).collect();
        let table =
            if classes.is_empty() { "<table>".into() } else { format!("<table class=\"{}\">", classes.join(" ")) };
        // A wide table scrolls by itself, and can be scrolled from the keyboard.
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" ");
        if let Some(caption) = self.caption.take() {
            let _ = write!(self.out, "aria-labelledby=\"table-{nth}\">\n{table}\n");
            if self.folded.is_none() {
                let _ = writeln!(self.out, "<caption id=\"table-{nth}\">{caption}</caption>");
            }
        } else {
            self.out.push_str("aria-label=\"");
            escape(self.page_words.table, &mut self.out);
            let _ = write!(self.out, " {nth}\">\n{table}\n");
        }
        self.table = Some(OpenTable { alignment, column: 0, head: true, cell_ends: "</td>" });
    }

    /// Begins a cell: a header where it stands in the first row or the first column.
    pub(super) fn cell(&mut self, at: usize) {
        let empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let Some(table) = &mut self.table else { return };
        let right = table.column >= CLASSES && matches!(table.alignment.get(table.column), Some(Alignment::Right));
        let class = if right { " class=\"right\"" } else { "" };
        let (begins, ends) = match (table.head, table.column) {
            (true, _) if empty => ("<td", "</td>"),
            (true, _) => ("<th scope=\"col\"", "</th>"),
            (false, 0) => ("<th scope=\"row\"", "</th>"),
            (false, _) => ("<td", "</td>"),
        };
        let class = if table.head && empty { "" } else { class };
        let _ = write!(self.out, "{begins}{class}>");
        table.cell_ends = ends;
        table.column += 1;
    }

    /// Writes a reference to a footnote, numbered as a source.
    pub(super) fn reference(&mut self, name: &str) {
        let mut safe = String::new();
        escape(name, &mut safe);
        if let Some(page) = self.anchors.page_of_source(name) {
            let _ = write!(self.out, "<sup>\u{2060}<a href=\"{page}#source-{safe}\">[{safe}]</a></sup>");
            return;
        }
        self.note_beside(name, &safe);
        // A joiner keeps it on the line of the word before it.
        let _ = write!(self.out, "<sup>\u{2060}<a href=\"#source-{safe}\" tabindex=\"-1\">[{safe}]</a>");
        let _ = write!(self.out, "<button popovertarget=\"source-{safe}\" aria-label=\"");
        escape(self.page_words.source, &mut self.out);
        let _ = write!(self.out, " {safe}\"></button></sup>");
    }

    /// Writes a source beside the paragraph that cites it first, for where there is room; to readers who hear the page the list
    /// of sources says it.
    fn note_beside(&mut self, name: &str, safe: &str) {
        let Some(top) = self.paragraph else { return };
        let Some(words) = self.beside.remove(name) else { return };
        let note = format!("<small class=\"beside\" aria-hidden=\"true\"><b>{safe}</b> {words}</small>\n");
        self.out.insert_str(top, &note);
        self.paragraph = Some(top + note.len());
    }

    /// Gathers what can stand beside a paragraph: the words of each source.
    pub(crate) fn gather_notes(&mut self) {
        let mut open: Option<&str> = None;
        for (event, _) in self.events {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => open = Some(name.as_ref()),
                Event::End(TagEnd::FootnoteDefinition) => open = None,
                Event::Text(words) => {
                    if let Some(name) = open {
                        let note = self.beside.entry(name.to_owned()).or_default();
                        escape(words, note);
                    }
                }
                Event::FootnoteReference(of) => {
                    if let Some(name) = open {
                        let note = self.beside.entry(name.to_owned()).or_default();
                        note.push('[');
                        escape(of, note);
                        note.push(']');
                    }
                }
                _ => {}
            }
        }
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

/// Of how many columns the table itself says that they stand on the right; in wider tables each further cell does.
const CLASSES: usize = 9;

/// The table that is being written.
pub(super) struct OpenTable {
    pub(super) alignment: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
    /// The tag that ends the open cell.
    pub(super) cell_ends: &'static str,
}
