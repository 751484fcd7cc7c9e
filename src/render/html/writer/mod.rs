//! Writes the events of a Markdown text as HTML.

mod parts;
mod raised;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::markdown::{self, BETWEEN_LISTS, Layer, siblings};
use crate::model::{Claim, Key};
use crate::render::html::spans::{self, Anchors, BlockMarks, InlineSpan, Popover, Popovers};
use crate::render::html::{HeadingIds, PageWords, begins, ends, escape};
use crate::view::Mark;
use parts::OpenTable;

type Placed<'a> = (Event<'a>, Range<usize>);

/// A text, what it is made of, and what stretches of it stand for.
type MarkedEvents<'a, 'm> = (&'a str, &'a [Placed<'a>], &'m [(Range<usize>, Mark)]);

/// Writes one text.
pub(crate) struct Writer<'a> {
    markdown: &'a str,
    events: &'a [Placed<'a>],
    places: BlockMarks,
    spans: Vec<InlineSpan>,
    popovers: Popovers,
    /// The open popover, and how many rows or items are open in it, itself among them.
    inside: Option<(Popover, usize)>,
    page_words: PageWords<'a>,
    pub(super) anchors: Anchors<'a>,
    /// The numbers of the reasons of standings, by their claims.
    why: BTreeMap<Key<Claim>, usize>,
    /// The notes that stand beside a paragraph where there is room, by the names of the sources; and where in what is written
    /// those of the open paragraph belong.
    beside: BTreeMap<String, String>,
    paragraph: Option<usize>,
    /// The popovers that were led to.
    led_to: BTreeSet<Popover>,
    out: String,
    ids: HeadingIds,
    /// The span whose element is open, and where its words stand in what is written.
    open: Option<(usize, Range<usize>)>,
    /// How many elements are open in which spans become nothing: links, headings, images.
    quiet: usize,
    /// How many blocks are open that a section may not begin in.
    depth: usize,
    /// Whether a section is open.
    section: bool,
    /// Where the panel ends, while its section is open: what follows without a heading is no part of it.
    panel: Option<usize>,
    /// Where what is folded ends, while it is open; and whether its first line is.
    fold: Option<(usize, bool)>,
    table: Option<OpenTable>,
    tables: usize,
    pictures: &'a BTreeMap<String, String>,
    /// The pictures that stand in the page already.
    drawn: BTreeSet<&'a str>,
    /// Where in what is written the caption belongs of the picture whose table is still to come.
    figure: Option<(usize, usize)>,
    /// Whether the table that is written belongs to a picture.
    folded: Option<usize>,
    /// Up to which event everything is written.
    written: usize,
    /// The caption that is being written, with what stood before it.
    captioning: Option<(Range<usize>, String)>,
    /// The caption of the next table.
    caption: Option<String>,
    /// Whether the addresses of the open links were allowed.
    links: Vec<bool>,
}

impl<'a> Writer<'a> {
    /// Returns a writer of a text.
    pub(crate) fn new(
        (markdown, events, marks): MarkedEvents<'a, '_>,
        spans: Vec<InlineSpan>,
        popovers: Popovers,
        (page_words, anchors, why): (PageWords<'a>, Anchors<'a>, BTreeMap<Key<Claim>, usize>),
        pictures: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            markdown,
            events,
            places: BlockMarks::of(marks),
            spans,
            popovers,
            inside: None,
            page_words,
            anchors,
            why,
            beside: BTreeMap::new(),
            paragraph: None,
            led_to: BTreeSet::new(),
            out: String::with_capacity(markdown.len() * 2),
            ids: HeadingIds::default(),
            open: None,
            quiet: 0,
            depth: 0,
            section: false,
            panel: None,
            fold: None,
            table: None,
            tables: 0,
            pictures,
            drawn: BTreeSet::new(),
            figure: None,
            folded: None,
            written: 0,
            captioning: None,
            caption: None,
            links: Vec::new(),
        }
    }

    /// Returns the HTML.
    pub(crate) fn write(&mut self) -> String {
        for at in 0..self.events.len() {
            self.event(at);
        }
        self.leave();
        self.unfold(usize::MAX);
        if self.section {
            self.out.push_str("</section>\n");
        }
        std::mem::take(&mut self.out)
    }

    pub(super) fn event(&mut self, at: usize) {
        let (event, range) = &self.events[at];
        if !matches!(event, Event::Text(_)) {
            self.leave();
        }
        if self.depth == 0 && matches!(event, Event::Start(_)) {
            self.unfold(range.start);
        }
        let begins_block = self.depth == 0 && matches!(event, Event::Start(_) | Event::Rule);
        if begins_block && self.panel.take_if(|end| *end <= range.start).is_some() && std::mem::take(&mut self.section)
        {
            self.out.push_str("</section>\n");
        }
        if at < self.written || self.picture(at) {
            return;
        }
        match event {
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_)
                if self.markdown[range.clone()].trim() == BETWEEN_LISTS => {}
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

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.heading(*level, range, at),
            Tag::Paragraph => match self.places.captions.within(range) {
                Some(mark) => self.captioning = Some((mark, std::mem::take(&mut self.out))),
                None if self.is_line_of_languages(range) => self.out.push_str("<p class=\"languages\">"),
                None if self.places.notices.cover(range.start) => {
                    self.out.push_str("<p class=\"notice\" role=\"note\">");
                }
                None if self.fold.is_none() && self.places.folds.cover(range.start) => {
                    self.fold = self.places.folds.end_of(range.start).map(|end| (end, true));
                    self.out.push_str("<details class=\"more\">\n<summary>");
                }
                None if self.places.leads.begin_in(range) => self.out.push_str("<p class=\"lead\">"),
                None => {
                    self.paragraph = (self.depth == 0).then_some(self.out.len());
                    self.out.push_str("<p>");
                }
            },
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
            Tag::TableRow | Tag::Item => self.row_or_item(tag, at),
            Tag::TableCell => self.cell(at),
            Tag::FootnoteDefinition(name) => self.note(name, at),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let says_it = matches!(tag, Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. });
                self.quiet += 1;
                let address = markdown::allowed(dest_url);
                self.links.push(address.is_some());
                if let Some(address) = address {
                    // On paper the address of such a link is printed behind its words.
                    let words = !says_it && address.starts_with("http");
                    self.out.push_str(if words { "<a class=\"words\" href=\"" } else { "<a href=\"" });
                    let sibling = self.page_words.siblings.iter().find(|sibling| is_page_of(address, &sibling.brief));
                    let brief = sibling.map_or(self.page_words.brief, |sibling| &sibling.brief);
                    escape(&in_html(address, brief), &mut self.out);
                    self.out.push('"');
                    if let Some(sibling) = sibling {
                        self.out.push_str(&siblings::attributes(sibling.language));
                    }
                    self.out.push('>');
                }
            }
            plain => {
                if matches!(plain, Tag::BlockQuote(_) | Tag::List(_)) {
                    self.depth += 1;
                }
                self.out.push_str(match plain {
                    Tag::List(None) if self.places.counts.begin_in(range) => "<ul class=\"facts\">\n",
                    plain => begins(plain),
                });
            }
        }
    }

    /// Returns whether a paragraph is the line of links to the page in other languages.
    fn is_line_of_languages(&self, range: &Range<usize>) -> bool {
        let siblings = self.page_words.siblings;
        let paragraph = self.markdown[range.clone()].trim_end();
        !siblings.is_empty() && Layer::ALL.into_iter().any(|layer| siblings::line(siblings, layer) == paragraph)
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
                None if self.fold.is_some_and(|(_, is_first)| is_first) => {
                    self.fold = self.fold.map(|(end, _)| (end, false));
                    self.out.push_str("</summary>\n");
                }
                None => {
                    self.out.push_str("</p>\n");
                    self.paragraph = None;
                }
            },
            TagEnd::Table => {
                self.table = None;
                self.out.push_str("</tbody>\n</table>\n</div>\n");
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
                self.leave_popover();
                self.out.push_str("</tr>\n");
            }
            TagEnd::TableCell => {
                if let Some(table) = &mut self.table {
                    self.out.push_str(table.cell_ends);
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
                if plain == TagEnd::Item {
                    self.grounds(at);
                }
                self.out.push_str(ends(plain));
                match plain {
                    TagEnd::Item => self.leave_popover(),
                    TagEnd::List(false) if self.places.counts.begin_in(&self.events[at].1) => {
                        self.out.push_str(self.page_words.legend);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Writes the beginning of a table's row or a list's item; one that can be raised over the page has an id.
    fn row_or_item(&mut self, tag: &Tag<'_>, at: usize) {
        let name = if matches!(tag, Tag::Item) { "li" } else { "tr" };
        self.depth += usize::from(name == "li");
        let _ = match (self.popovers.at(at), &mut self.inside) {
            (_, Some((_, open))) => {
                *open += 1;
                write!(self.out, "<{name}>")
            }
            (Some(popover), None) => {
                self.inside = Some((popover, 1));
                write!(self.out, "<{name} id=\"{popover}\" popover>")
            }
            (None, None) => write!(self.out, "<{name}>"),
        };
    }

    /// Writes what opens the grounds of the standings of an item that ends here.
    fn grounds(&mut self, at: usize) {
        let range = &self.events[at].1;
        let first = self.places.grounds.partition_point(|(place, _)| *place < range.start);
        let Some((place, claim)) = self.places.grounds.get(first) else { return };
        if *place > range.end {
            return;
        }
        if let Some(nth) = self.why.get(claim) {
            self.led_to.insert(Popover::Why(*nth));
            spans::grounds(*nth, &self.anchors, self.page_words, &mut self.out);
        }
    }

    /// Closes what is folded where it ends.
    fn unfold(&mut self, at: usize) {
        self.figure_end(at);
        if self.fold.take_if(|(end, _)| *end <= at).is_some() {
            self.out.push_str("</details>\n");
        }
    }

    fn leave_popover(&mut self) {
        self.inside = self.inside.map(|(popover, open)| (popover, open - 1)).filter(|(_, open)| *open > 0);
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
                let panel = self.places.panels.cover(range.start);
                self.panel = self.places.panels.end_of(range.start).filter(|_| panel);
                let class = if panel { " class=\"panel\"" } else { "" };
                let _ = writeln!(self.out, "<section{class} aria-labelledby=\"{id}\">");
            }
        }
        self.quiet += 1;
        let _ = write!(self.out, "<h{} id=\"{id}\">", level as usize);
    }
}

/// Returns whether a link leads to a page of a brief in Markdown.
fn is_page_of(address: &str, brief: &str) -> bool {
    let page = address.split('#').next().unwrap_or_default().strip_suffix(".md");
    page.and_then(|page| page.strip_prefix(brief)).is_some_and(|layer| matches!(layer, "" | ".evidence"))
}

/// Returns where a link leads in HTML: to the same page of the brief, where it leads to one in Markdown.
fn in_html<'a>(address: &'a str, brief: &str) -> Cow<'a, str> {
    let (page, anchor) = address.split_at(address.find('#').unwrap_or(address.len()));
    let name = page.strip_suffix(".md").and_then(|page| page.strip_prefix(brief));
    match name {
        Some("" | ".evidence") => Cow::Owned(format!("{}.html{anchor}", &page[..page.len() - ".md".len()])),
        _ => Cow::Borrowed(address),
    }
}
