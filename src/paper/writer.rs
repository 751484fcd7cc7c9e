//! Writes the events of a Markdown page as Typst: the structure in calls of the layout's functions, every word in a string.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{Paper, string, text};
use crate::markdown::{BETWEEN_LISTS, OPTIONS, allowed};

/// The longest cell of a table whose rows may stay whole: one that fills pages has to break.
const LONGEST_WHOLE: usize = 600;

/// Where an open link leads from paper.
enum Link {
    /// To an address, and where its words begin.
    Web(String, usize),
    /// To a place in the same document.
    Within,
    Nowhere,
}

/// The longest line that leads a list.
const LONGEST_LEAD: usize = 200;

/// Writes one page.
pub(super) struct Writer<'p> {
    paper: &'p Paper<'p>,
    /// What the labels of this page begin with.
    prefix: &'static str,
    /// What stands before the words of a table's caption.
    caption: &'p str,
    events: Vec<Event<'p>>,
    /// The footnotes that the page defines, by name, in their order.
    notes: Vec<String>,
    /// Those that can be led to: a label stands once.
    labelled: BTreeSet<usize>,
    /// The headings of the brief and of its evidence.
    headings: &'p [Vec<String>; 2],
    /// How many headings were written.
    heading: usize,
    /// The level of the last heading.
    level: usize,
    /// Whether what is written stands before the first section.
    is_head: bool,
    /// For each open list, the words that end it.
    lists: Vec<&'static str>,
    links: Vec<Link>,
    /// Where the footnotes of one list are open.
    in_sources: bool,
    /// The caption of the next table, as it is written.
    captioned: Option<String>,
    is_captioned: bool,
    /// Up to which event everything is written.
    written: usize,
}

impl<'p> Writer<'p> {
    pub(super) fn new(paper: &'p Paper<'p>, prefix: &'static str, caption: &'p str, page: &'p str) -> Self {
        let events: Vec<Event<'_>> = Parser::new_ext(page, OPTIONS).collect();
        let mut known = BTreeSet::new();
        let names = events.iter().filter_map(|event| match event {
            Event::Start(Tag::FootnoteDefinition(name)) if known.insert(name.to_string()) => Some(name.to_string()),
            _ => None,
        });
        let notes = names.collect();
        Self {
            paper,
            prefix,
            caption,
            events,
            notes,
            labelled: BTreeSet::new(),
            headings: const { &[Vec::new(), Vec::new()] },
            heading: 0,
            level: 0,
            is_head: true,
            lists: Vec::new(),
            links: Vec::new(),
            in_sources: false,
            captioned: None,
            is_captioned: false,
            written: 0,
        }
    }

    /// Returns the words of its headings, as an address names them.
    pub(super) fn headings(&self) -> Vec<String> {
        let begun =
            self.events.iter().enumerate().filter(|(_, event)| matches!(event, Event::Start(Tag::Heading { .. })));
        let words = begun.map(|(at, _)| {
            let ends = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Heading(_)));
            letters(&plain(self.events[at..].split(ends).next().unwrap_or_default()))
        });
        words.collect()
    }

    /// Writes the page; `headings` are those of the brief and of its evidence.
    pub(super) fn write(mut self, headings: &'p [Vec<String>; 2], out: &mut String) {
        self.headings = headings;
        let events = std::mem::take(&mut self.events);
        for (at, event) in events.iter().enumerate() {
            if at >= self.written && !self.block(&events, at, out) {
                self.event(&events, at, event, out);
            }
        }
    }

    /// Writes a paragraph that is more than its words: a picture, the caption of a table, the answer.
    fn block(&mut self, events: &[Event<'p>], at: usize, out: &mut String) -> bool {
        if events[at] != Event::Start(Tag::Paragraph) {
            return false;
        }
        let Some(end) = events[at..].iter().position(|event| *event == Event::End(TagEnd::Paragraph)) else {
            return false;
        };
        let end = at + end;
        let inside = &events[at + 1..end];
        let picture = match inside {
            [Event::Start(Tag::Image { dest_url, .. }), alt @ .., Event::End(TagEnd::Image)] => Some((dest_url, alt)),
            _ => None,
        };
        if let Some((file, alt)) = picture.filter(|(file, _)| self.paper.pictures.contains(file.as_ref())) {
            out.push_str("#chart(");
            string(file, out);
            out.push_str(", ");
            string(&plain(alt), out);
            out.push_str(");\n\n");
        } else if matches!(events.get(end + 1), Some(Event::Start(Tag::Table(_)))) && self.begins_a_caption(inside) {
            let mut caption = String::new();
            self.inline(events, at + 1, end, &mut caption);
            self.captioned = Some(caption);
        } else if self.is_head && is_strong(inside) && !begins_strong(&events[end + 1..]) {
            out.push_str("#answer[");
            self.inline(events, at + 2, end - 1, out);
            out.push_str("];\n\n");
        } else if self.lists.is_empty() && leads(inside, &events[end + 1..]) {
            out.push_str("#lead[");
            self.inline(events, at + 1, end, out);
            out.push_str("];\n\n");
        } else {
            return false;
        }
        self.written = end + 1;
        true
    }

    fn inline(&mut self, events: &[Event<'p>], from: usize, until: usize, out: &mut String) {
        for at in from..until {
            match &events[at] {
                // What stands before the words of a caption is for readers of the plain text.
                Event::Text(words) if at == from && events[at - 1] == Event::Start(Tag::Paragraph) => {
                    text(words.strip_prefix(self.caption).unwrap_or(words), out);
                }
                event => self.event(events, at, event, out),
            }
        }
    }

    fn begins_a_caption(&self, inside: &[Event<'_>]) -> bool {
        matches!(inside, [Event::Text(words), ..] if !self.caption.is_empty() && words.starts_with(self.caption))
    }

    fn event(&mut self, events: &[Event<'p>], at: usize, event: &Event<'p>, out: &mut String) {
        match event {
            Event::Start(tag) => self.start(events, at, tag, out),
            Event::End(tag) => self.end(events, at, *tag, out),
            Event::Text(words) => text(words, out),
            Event::Code(words) => {
                out.push_str("#raw(");
                string(words, out);
                out.push_str(");");
            }
            Event::Html(html) | Event::InlineHtml(html) if html.trim() == BETWEEN_LISTS => {}
            Event::Html(words) | Event::InlineHtml(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                text(words, out);
            }
            Event::FootnoteReference(name) => {
                let follows = at > 0 && matches!(events[at - 1], Event::FootnoteReference(_));
                self.reference(name, follows, out);
            }
            Event::SoftBreak => text(" ", out),
            Event::HardBreak => out.push_str("#linebreak();"),
            Event::Rule => out.push_str("#line(length: 100%, stroke: 0.4pt + line-colour);\n\n"),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, events: &[Event<'p>], at: usize, tag: &Tag<'p>, out: &mut String) {
        match tag {
            Tag::Heading { level, .. } => self.heading(*level, out),
            Tag::List(first) => self.list(events, at, *first, out),
            Tag::Item => out.push_str("  ["),
            Tag::BlockQuote(_) => out.push_str("#quote[\n"),
            Tag::CodeBlock(_) => {
                let end = events[at..].iter().position(|event| *event == Event::End(TagEnd::CodeBlock)).unwrap_or(1);
                out.push_str("#raw(block: true, ");
                string(plain(&events[at + 1..at + end]).trim_end_matches('\n'), out);
                self.written = at + end;
            }
            Tag::Table(alignment) => self.table(events, at, alignment, out),
            Tag::TableHead => out.push_str("  table.header("),
            Tag::TableRow => out.push_str("  "),
            Tag::TableCell => out.push('['),
            Tag::Emphasis | Tag::Image { .. } => out.push_str("#emph["),
            Tag::Strong => out.push_str("#strong["),
            Tag::Strikethrough => out.push_str("#strike["),
            Tag::Link { dest_url, .. } => self.link(dest_url, out),
            Tag::FootnoteDefinition(name) => {
                if !std::mem::replace(&mut self.in_sources, true) {
                    out.push_str("#sources(\n");
                }
                let nth = self.notes.iter().position(|note| **note == **name).unwrap_or_default() + 1;
                let number = name.parse::<u32>().unwrap_or(u32::try_from(nth).unwrap_or_default());
                let _ = write!(out, "  enum.item({number})[");
                if self.labelled.insert(nth) {
                    let _ = write!(out, "#metadata(none)<{}-{nth}>", self.prefix);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, events: &[Event<'p>], at: usize, tag: TagEnd, out: &mut String) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => out.push_str("\n\n"),
            TagEnd::Heading(_) => {
                let _ = write!(out, "] <{}-h{}>\n\n", self.prefix, self.heading);
                self.heading += 1;
            }
            TagEnd::BlockQuote(_) => out.push_str("];\n\n"),
            TagEnd::List(_) => out.push_str(self.lists.pop().unwrap_or_default()),
            TagEnd::Item => out.push_str("],\n"),
            TagEnd::CodeBlock => out.push_str(");\n\n"),
            TagEnd::Table => out.push_str(if std::mem::take(&mut self.is_captioned) { "));\n\n" } else { ");\n\n" }),
            TagEnd::TableHead => out.push_str("),\n"),
            TagEnd::TableRow => out.push('\n'),
            TagEnd::TableCell => out.push_str("],"),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image => out.push_str("];"),
            TagEnd::Link => self.link_end(out),
            TagEnd::FootnoteDefinition => {
                out.push_str("],\n");
                if !matches!(events.get(at + 1), Some(Event::Start(Tag::FootnoteDefinition(_)))) {
                    self.in_sources = false;
                    out.push_str(");\n\n");
                }
            }
            _ => {}
        }
    }

    /// Begins a heading; a level that was left out would lead whoever listens astray, and PDF/UA refuses it.
    fn heading(&mut self, level: HeadingLevel, out: &mut String) {
        let level = (level as usize).min(self.level + 1);
        self.is_head &= level < 2;
        self.level = level;
        let _ = write!(out, "#heading(level: {level})[");
    }

    fn list(&mut self, events: &[Event<'p>], at: usize, first: Option<u64>, out: &mut String) {
        let is_loose = matches!(events.get(at + 2), Some(Event::Start(Tag::Paragraph)));
        if self.is_head && self.lists.is_empty() && first.is_none() {
            out.push_str("#facts(\n");
        } else if let Some(first) = first {
            let _ = writeln!(out, "#enum(start: {first}, tight: {},", !is_loose);
        } else {
            let _ = writeln!(out, "#list(tight: {},", !is_loose);
        }
        self.lists.push(if self.lists.is_empty() { ");\n\n" } else { ");\n" });
    }

    fn table(&mut self, events: &[Event<'p>], at: usize, alignment: &[Alignment], out: &mut String) {
        let end = events[at..].iter().position(|event| *event == Event::End(TagEnd::Table)).unwrap_or_default();
        let longest =
            events[at..at + end].split(|event| *event == Event::End(TagEnd::TableCell)).map(|cell| plain(cell).len());
        let breaks = longest.max().unwrap_or_default() > LONGEST_WHOLE;
        if let Some(caption) = self.captioned.take() {
            self.is_captioned = true;
            let _ = write!(out, "#captioned([{caption}], ");
        } else {
            out.push('#');
        }
        let sides = alignment.iter().map(|side| if *side == Alignment::Right { "end, " } else { "start, " });
        let sides: String = sides.collect();
        let table = if breaks { "table" } else { "whole-rows" };
        let _ = writeln!(out, "{table}(columns: {}, align: ({sides}),", alignment.len());
    }

    /// Returns where in this document an address leads to: a heading of the brief or of its evidence.
    fn within(&self, address: &str) -> Option<String> {
        let (page, place) = address.split_once('#').unwrap_or((address, ""));
        let own = usize::from(self.prefix != "a");
        let which = match page.strip_prefix(self.paper.id) {
            Some(".md" | ".html") => 0,
            Some(".evidence.md" | ".evidence.html") => 1,
            _ if page.is_empty() => own,
            _ => return None,
        };
        let headings = self.headings.get(which).filter(|headings| !headings.is_empty())?;
        let nth = headings.iter().position(|words| *words == letters(place)).unwrap_or(0);
        Some(format!("<{}-h{nth}>", ["a", "b"][which]))
    }

    /// Begins a link. One to another page of the publication leads there where that stands on the web, and nowhere from paper else.
    fn link(&mut self, address: &str, out: &mut String) {
        let is_of_the_web = |address: &str| {
            let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
            matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
        };
        if let Some(label) = self.within(address) {
            let _ = write!(out, "#link({label})[");
            self.links.push(Link::Within);
            return;
        }
        let leads = allowed(address).and_then(|address| match address {
            address if is_of_the_web(address) => Some(address.to_owned()),
            address => self.paper.imprint.address_of(address),
        });
        if let Some(address) = &leads {
            out.push_str("#link(");
            string(address, out);
            out.push_str(")[");
        }
        self.links.push(leads.map_or(Link::Nowhere, |address| Link::Web(address, out.len())));
    }

    fn link_end(&mut self, out: &mut String) {
        let (address, from) = match self.links.pop() {
            Some(Link::Web(address, from)) => (address, from),
            Some(Link::Within) => return out.push_str("];"),
            Some(Link::Nowhere) | None => return,
        };
        let mut same = String::new();
        text(&address, &mut same);
        let says_it =
            out[from..] == same || address.strip_prefix("mailto:").is_some_and(|name| out[from..].contains(name));
        out.push_str("];");
        if !says_it {
            out.push_str("#address(");
            string(address.strip_prefix("mailto:").unwrap_or(&address), out);
            out.push_str(");");
        }
    }

    fn reference(&self, name: &str, follows: bool, out: &mut String) {
        let Some(nth) = self.notes.iter().position(|note| note == name) else { return };
        if follows {
            out.push_str("#super[, ];");
        }
        out.push_str("#cited(");
        string(name, out);
        let _ = write!(out, ", <{}-{}>);", self.prefix, nth + 1);
    }
}

/// Returns whether a paragraph is one strong stretch.
fn is_strong(inside: &[Event<'_>]) -> bool {
    let ends = |event: &&Event<'_>| **event == Event::End(TagEnd::Strong);
    matches!(inside, [Event::Start(Tag::Strong), .., Event::End(TagEnd::Strong)])
        && inside.iter().filter(ends).count() == 1
}

/// Returns whether a strong paragraph follows: then what stands before it is a notice, and the answer comes behind.
fn begins_strong(events: &[Event<'_>]) -> bool {
    matches!(events, [Event::Start(Tag::Paragraph), Event::Start(Tag::Strong), ..])
}

/// Returns whether a short paragraph stands over a list, from which no page may part it.
fn leads(inside: &[Event<'_>], events: &[Event<'_>]) -> bool {
    matches!(events, [Event::Start(Tag::List(_)), ..]) && plain(inside).len() < LONGEST_LEAD
}

/// Returns the letters and digits of a heading, or of the end of an address that names it.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the words of some events.
fn plain(events: &[Event<'_>]) -> String {
    let words = events.iter().map(|event| match event {
        Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => words.as_ref(),
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    words.collect()
}
