//! What a project's own HTML templates print, looked at as a browser reads it: nothing in a page may run, act for its reader, or
//! fetch. No other file names the tokenizer.
//!
//! A browser chooses how it reads some parts by what stands around them. Where that could matter (words in a `<style>`, sections
//! of XML) nothing but words is let through, so that there is one way to read a page, and that is the one looked at here.

mod tag;
#[cfg(test)]
mod tests;

pub(super) use tag::MarkupFault;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Span as Bytes, Tokenizer};

use crate::template::css;

/// How many faults of one page are told at the most.
const MOST: usize = 50;

/// What a template prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkupKind {
    /// A web page.
    Page,
    /// A feed, which browsers read as XML.
    Feed,
}

/// Something that stands in a page and may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnsafeMarkup {
    /// What it is.
    pub(super) fault: MarkupFault,
    /// How it is written in the page.
    pub(super) written: String,
    /// How many bytes of that must stand in a template, at the least, for it to be the place.
    pub(super) least: usize,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    /// What may not stand in it, in order.
    pub(super) found: Vec<UnsafeMarkup>,
    /// What its `<style>` elements hold.
    pub(super) styles: Vec<String>,
    /// Whether an element has a style of its own.
    pub(super) styled: bool,
    /// Where the first element in its head can stand.
    pub(super) head: usize,
}

/// Looks at a whole page.
pub(super) fn inspect(page: &str, kind: MarkupKind) -> Inspection {
    let mut inspect = Inspector { page, kind, inspection: Inspection::default(), words_of: None, in_head: true };
    let mut emitter = DefaultEmitter::new_with_span();
    // Every `<` counts, even where a browser takes it for words.
    emitter.naively_switch_states(false);
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        inspect.token(&token);
    }
    inspect.inspection
}

struct Inspector<'p> {
    page: &'p str,
    kind: MarkupKind,
    inspection: Inspection,
    /// The element that is open and holds words alone, and where they begin.
    words_of: Option<(String, usize)>,
    /// Whether the head has not begun yet.
    in_head: bool,
}

impl Inspector<'_> {
    fn token(&mut self, token: &Token<usize>) {
        if let Some((name, start)) = self.words_of.take() {
            match token {
                Token::String(words) => {
                    let written = self.written(words.span);
                    if *written.as_bytes() != ***words && name == "style" {
                        let written = written.to_owned();
                        self.found(MarkupFault::Hidden, written, 1);
                    }
                    self.words_of = Some((name, start));
                    return;
                }
                Token::Error(_) => {
                    self.words_of = Some((name, start));
                    return;
                }
                Token::EndTag(end) if *end.name == *name.as_bytes() => {
                    if name == "style" {
                        let style = self.page.get(start..end.span.start).unwrap_or_default().to_owned();
                        self.style(&style);
                        self.inspection.styles.push(style);
                    }
                    return;
                }
                _ => {
                    let written = format!("<{name}");
                    let least = written.len();
                    self.found(MarkupFault::Hidden, written, least);
                }
            }
        }
        match token {
            Token::StartTag(tag) => self.start(tag),
            Token::Comment(comment) => self.comment(comment.span, comment),
            Token::Doctype(doctype) => {
                if self.kind == MarkupKind::Feed {
                    let written = self.written(doctype.span).to_owned();
                    self.found(MarkupFault::Hidden, written, "<!doctype".len());
                }
                self.begins(doctype.span.end);
            }
            Token::String(words) => self.in_head &= words.iter().all(u8::is_ascii_whitespace),
            Token::EndTag(_) => self.in_head = false,
            Token::Error(_) => {}
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        match name.as_str() {
            "html" => self.begins(tag.span.end),
            "head" => {
                self.begins(tag.span.end);
                self.in_head = false;
            }
            _ => self.in_head = false,
        }
        let written = self.written(tag.span).to_owned();
        let attributes: Vec<(String, String)> = tag
            .attributes
            .iter()
            .map(|(name, value)| {
                (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(&value.value).into_owned())
            })
            .collect();
        // The name tells at least which elements of a template it may be.
        let least = (1 + name.len()).min(written.len());
        for fault in tag::faults(&name, &attributes, self.kind) {
            self.found(fault, written.clone(), least);
        }
        self.inspection.styled |= attributes.iter().any(|(name, _)| name == "style");
        if matches!(name.as_str(), "style" | "title" | "script") {
            if tag.self_closing {
                self.found(MarkupFault::Hidden, written, least);
            } else {
                self.words_of = Some((name, tag.span.end));
            }
        }
    }

    /// Looks at a comment: one that browsers of long ago read as conditions, a section of XML, an instruction.
    fn comment(&mut self, span: Bytes, words: &[u8]) {
        let written = self.written(span);
        let words = String::from_utf8_lossy(words);
        let is_condition = words.trim_start().starts_with("[if") || words.contains("[endif");
        let is_declaration = self.kind == MarkupKind::Feed && span.start == 0 && written.starts_with("<?xml ");
        // XML ends a comment elsewhere than HTML where it holds these.
        let is_odd = self.kind == MarkupKind::Feed && (words.contains("--") || words.starts_with(['>', '-']));
        if !is_declaration && (!written.starts_with("<!--") || is_condition || is_odd) {
            let written = written.to_owned();
            let least = written.chars().take("<![".len()).map(char::len_utf8).sum();
            self.found(MarkupFault::Hidden, written, least);
        }
    }

    fn style(&mut self, style: &str) {
        for (fault, span) in css::faults(style) {
            let words = &style[span.range()];
            let line = style[span.start..].lines().next().unwrap_or_default();
            self.found(MarkupFault::Style(fault, words.to_owned()), line.to_owned(), words.len());
        }
    }

    fn begins(&mut self, at: usize) {
        if self.in_head {
            self.inspection.head = at;
        }
    }

    fn found(&mut self, fault: MarkupFault, written: String, least: usize) {
        if self.inspection.found.len() < MOST {
            self.inspection.found.push(UnsafeMarkup { fault, written, least });
        }
    }

    fn written(&self, span: Bytes) -> &str {
        self.page.get(span.start..span.end).unwrap_or_default()
    }
}
