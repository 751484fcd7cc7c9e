//! Writes the events of a Markdown text as HTML.

mod figure;
mod notes;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Tag, TagEnd};

use crate::compose::{Late, Mark};

use crate::render::html::ids::Ids;
use crate::render::html::stretch::Stretch;
use crate::render::html::tag::{begins, ends, escape};
use crate::render::html::{Words, link};

type Placed<'a> = (Event<'a>, Range<usize>);

/// Writes one text.
pub(in crate::render::html) struct Writer<'a> {
    markdown: &'a str,
    events: &'a [Placed<'a>],
    marks: &'a [(Range<usize>, Mark)],
    stretches: Vec<Stretch>,
    words: Words<'a>,
    out: String,
    ids: Ids,
    /// The stretch whose element is open.
    open: Option<usize>,
    /// How many elements are open in which stretches become nothing: links, headings, images.
    quiet: usize,
    /// How many blocks are open that a section may not begin in.
    depth: usize,
    /// Whether a section is open.
    section: bool,
    table: Option<Table>,
    tables: usize,
    pictures: &'a BTreeMap<String, String>,
    /// The pictures that stand in the page already.
    drawn: BTreeSet<&'a str>,
    /// Whether the table that is written belongs to a picture.
    figure: bool,
    /// Up to which event everything is written.
    written: usize,
    /// The caption that is being written, with what stood before it.
    captioning: Option<(Range<usize>, String)>,
    /// The caption of the next table.
    caption: Option<String>,
    /// Whether the addresses of the open links were allowed.
    links: Vec<bool>,
    /// How often each footnote is referred to, and how often it was so far.
    notes: BTreeMap<String, (usize, usize)>,
}

struct Table {
    alignment: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl<'a> Writer<'a> {
    /// Returns a writer of a text.
    pub(in crate::render::html) fn new(
        markdown: &'a str,
        events: &'a [Placed<'a>],
        marks: &'a [(Range<usize>, Mark)],
        stretches: Vec<Stretch>,
        words: Words<'a>,
        pictures: &'a BTreeMap<String, String>,
    ) -> Self {
        let mut notes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (event, _) in events {
            if let Event::FootnoteReference(name) = event {
                notes.entry(name.to_string()).or_default().0 += 1;
            }
        }
        Self {
            markdown,
            events,
            marks,
            stretches,
            words,
            out: String::with_capacity(markdown.len() * 2),
            ids: Ids::default(),
            open: None,
            quiet: 0,
            depth: 0,
            section: false,
            table: None,
            tables: 0,
            pictures,
            drawn: BTreeSet::new(),
            figure: false,
            written: 0,
            captioning: None,
            caption: None,
            links: Vec::new(),
            notes,
        }
    }

    /// Returns the HTML.
    pub(in crate::render::html) fn write(mut self) -> String {
        for (at, (event, range)) in self.events.iter().enumerate() {
            if !matches!(event, Event::Text(_)) {
                self.leave();
            }
            if at < self.written || self.picture(at) {
                continue;
            }
            match event {
                Event::Start(tag) => self.start(tag, range, at),
                Event::End(tag) => self.end(*tag, at),
                Event::Text(text) => self.text(text, range),
                Event::Code(text) => self.code(text, range),
                Event::Html(html) | Event::InlineHtml(html) => escape(html, &mut self.out),
                Event::FootnoteReference(name) => self.reference(name),
                Event::SoftBreak => self.out.push('\n'),
                Event::HardBreak => self.out.push_str("<br>\n"),
                Event::Rule => self.out.push_str("<hr>\n"),
                Event::InlineMath(text) | Event::DisplayMath(text) => escape(text, &mut self.out),
                Event::TaskListMarker(_) => {}
            }
        }
        self.leave();
        if self.section {
            self.out.push_str("</section>\n");
        }
        self.out
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.heading(*level, range, at),
            Tag::Paragraph => {
                let caption = self.marks.iter().find(|(mark, kind)| {
                    *kind == Mark::Caption && mark.start >= range.start && mark.end <= range.end && !mark.is_empty()
                });
                match caption {
                    Some((mark, _)) => self.captioning = Some((mark.clone(), std::mem::take(&mut self.out))),
                    None if self.is_notice(range) => self.out.push_str("<p class=\"notice\" role=\"note\">"),
                    None => self.out.push_str("<p>"),
                }
            }
            Tag::List(Some(first)) => {
                self.depth += 1;
                match first {
                    1 => self.out.push_str("<ol>\n"),
                    first => {
                        let _ = writeln!(self.out, "<ol start=\"{first}\">");
                    }
                }
            }
            Tag::Table(alignment) => self.table(alignment.clone()),
            Tag::TableHead => self.out.push_str("<thead>\n<tr>"),
            Tag::TableRow => self.out.push_str("<tr>"),
            Tag::TableCell => self.cell(at),
            Tag::FootnoteDefinition(name) => self.note(name, at),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.quiet += 1;
                let address = link::allowed(dest_url);
                self.links.push(address.is_some());
                if let Some(address) = address {
                    self.out.push_str("<a href=\"");
                    escape(address, &mut self.out);
                    self.out.push_str("\">");
                }
            }
            plain => {
                if matches!(plain, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) {
                    self.depth += 1;
                }
                self.out.push_str(begins(plain));
            }
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Heading(level) => {
                self.quiet -= 1;
                let _ = writeln!(self.out, "</h{}>", level as usize);
            }
            TagEnd::Paragraph => match self.captioning.take() {
                Some((_, before)) => {
                    self.caption = Some(std::mem::replace(&mut self.out, before));
                    let table_follows = matches!(self.events.get(at + 1), Some((Event::Start(Tag::Table(_)), _)));
                    if let Some(caption) = self.caption.take_if(|_| !table_follows) {
                        let _ = writeln!(self.out, "<p class=\"caption\">{caption}</p>");
                    }
                }
                None => self.out.push_str("</p>\n"),
            },
            TagEnd::Table => {
                self.table = None;
                self.out.push_str("</tbody>\n</table>\n</div>\n");
                self.figure_end();
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    (table.head, table.column) = (false, 0);
                }
                self.out.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.column = 0;
                }
                self.out.push_str("</tr>\n");
            }
            TagEnd::TableCell => {
                if let Some(table) = &mut self.table {
                    let head = table.head && !self.out.ends_with("<td>");
                    let tag = if head || table.column == 1 && !table.head { "</th>" } else { "</td>" };
                    self.out.push_str(tag);
                }
            }
            TagEnd::FootnoteDefinition => self.note_end(at),
            TagEnd::Link | TagEnd::Image => {
                self.quiet -= 1;
                if self.links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            plain => {
                if matches!(plain, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) {
                    self.depth -= 1;
                }
                self.out.push_str(ends(plain));
            }
        }
    }

    /// Returns whether a paragraph is among what must be read before anything else.
    fn is_notice(&self, range: &Range<usize>) -> bool {
        let notice = |kind: Mark| kind == Mark::Late(Late::Notice);
        self.marks.iter().any(|(mark, kind)| notice(*kind) && mark.contains(&range.start))
    }

    /// Writes the beginning of a heading; one of level two begins a section.
    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>, at: usize) {
        let words: String = self.events[at..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .filter_map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let id = self.ids.heading(&words);
        if self.depth == 0 && level <= HeadingLevel::H2 {
            if std::mem::take(&mut self.section) {
                self.out.push_str("</section>\n");
            }
            if level == HeadingLevel::H2 {
                self.section = true;
                let panel = self.marks.iter().any(|(mark, kind)| *kind == Mark::Panel && mark.contains(&range.start));
                let class = if panel { " class=\"panel\"" } else { "" };
                let _ = writeln!(self.out, "<section{class} aria-labelledby=\"{id}\">");
            }
        }
        self.quiet += 1;
        let _ = write!(self.out, "<h{} id=\"{id}\">", level as usize);
    }

    fn table(&mut self, alignment: Vec<Alignment>) {
        self.tables += 1;
        let nth = self.tables;
        // A wide table scrolls by itself, and can be scrolled from the keyboard.
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" ");
        if let Some(caption) = self.caption.take() {
            let _ = write!(self.out, "aria-labelledby=\"table-{nth}\">\n<table>\n<caption id=\"table-{nth}\">");
            self.out.push_str(&caption);
            self.out.push_str("</caption>\n");
        } else {
            self.out.push_str("aria-label=\"");
            escape(self.words.table, &mut self.out);
            let _ = write!(self.out, " {nth}\">\n<table>\n");
        }
        self.table = Some(Table { alignment, column: 0, head: true });
    }

    fn cell(&mut self, at: usize) {
        let empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let Some(table) = &mut self.table else { return };
        let right = matches!(table.alignment.get(table.column), Some(Alignment::Right));
        let class = if right { " class=\"right\"" } else { "" };
        let _ = match (table.head, table.column) {
            (true, _) if empty => write!(self.out, "<td>"),
            (true, _) => write!(self.out, "<th scope=\"col\"{class}>"),
            (false, 0) => write!(self.out, "<th scope=\"row\"{class}>"),
            (false, _) => write!(self.out, "<td{class}>"),
        };
        table.column += 1;
    }

    /// Writes text; where it stands in the Markdown as it is, each stretch begins and ends at its own character.
    fn text(&mut self, text: &str, range: &Range<usize>) {
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
            // An entity or the like: one character in HTML, several in Markdown, wholly inside a stretch or outside.
            self.enter(self.stretch_at(start));
            escape(text, &mut self.out);
        }
    }

    fn code(&mut self, text: &str, range: &Range<usize>) {
        let whole = self.stretch_at(range.start).filter(|at| self.stretches[*at].range.end >= range.end);
        self.enter(whole);
        self.out.push_str("<code>");
        let within = self.markdown[range.clone()].find(text).filter(|_| whole.is_none());
        match within {
            Some(offset) => {
                self.pieces(text, range.start + offset);
                self.leave();
            }
            None => escape(text, &mut self.out),
        }
        self.out.push_str("</code>");
    }

    /// Writes text that stands in the Markdown at `start` as it is.
    fn pieces(&mut self, text: &str, start: usize) {
        let end = start + text.len();
        let mut at = start;
        while at < end {
            let stretch = self.stretch_at(at);
            let until = if let Some(stretch) = stretch {
                self.stretches[stretch].range.end
            } else {
                let next = self.stretches.partition_point(|stretch| stretch.range.start <= at);
                self.stretches.get(next).map_or(end, |stretch| stretch.range.start)
            };
            let until = until.min(end);
            self.enter(stretch);
            escape(&text[at - start..until - start], &mut self.out);
            at = until;
        }
    }

    /// Returns the stretch that covers a byte of the Markdown.
    fn stretch_at(&self, at: usize) -> Option<usize> {
        if self.quiet > 0 {
            return None;
        }
        let next = self.stretches.partition_point(|stretch| stretch.range.start <= at);
        let last = next.checked_sub(1)?;
        self.stretches[last].range.contains(&at).then_some(last)
    }

    fn enter(&mut self, stretch: Option<usize>) {
        if self.open != stretch {
            self.leave();
            if let Some(stretch) = stretch {
                self.stretches[stretch].open(&mut self.out);
                self.stretches[stretch].was_opened();
            }
            self.open = stretch;
        }
    }

    fn leave(&mut self) {
        if let Some(stretch) = self.open.take() {
            self.stretches[stretch].close(&mut self.out);
        }
    }
}
