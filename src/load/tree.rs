//! The tree of a registry file, made from the events of the YAML parser.
//!
//! The tree is built only where the straight read is not enough: to say everything that is wrong in a file, to keep a
//! scalar such as `1.10` as it stands, and to find the place of a problem. What registries have no use for (anchors,
//! aliases, tags, a second document) is refused here.

use std::borrow::Cow;

use granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle};

use crate::diagnostic::Problem;
use crate::diagnostic::unseen::problem as unseen_problem;
use crate::text::{Place, Span, unseen};
use crate::world::ProjectPath;

use super::guard::{HOLDER, LARGEST_VALUE, MOST_NESTED};
use super::node::{Node, NodeKind, Pair, Tree};
use super::{claims_table, problems as wrong, syntax};

/// How many refusals of one file are listed: a file made of them would fill the screen.
const MOST_REFUSED: usize = 12;

/// Returns the tree of `text`, or the problem of a text that is no YAML.
pub(super) fn build(file: &ProjectPath, text: &str) -> Result<Tree, Box<Problem>> {
    if file.is_table() {
        return Ok(claims_table::tree(file, text));
    }
    let mut options = Options::default();
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.set_emit_comments(false);
    options.disallow_directives = true;
    options.flow_nesting_limit = MOST_NESTED;
    options.block_nesting_limit = MOST_NESTED;
    let mut builder = Builder { file, text, tree: Tree::default(), open: Vec::new(), next: 0, documents: 0 };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| Box::new(syntax::problem(file, text, &error)))?;
        let tag = span.tag_span().map(|tag| bytes(&tag, text));
        let span = bytes(&span, text);
        if event.tag().is_some() {
            builder.refuse(wrong::tag, tag.unwrap_or(span));
        }
        if !builder.take(event, span) {
            break;
        }
    }
    Ok(builder.tree)
}

/// Returns where the parser says that something stands.
#[expect(clippy::disallowed_methods, reason = "this is the one place that takes the parser's own offsets")]
fn bytes(span: &granit_parser::Span, text: &str) -> Span {
    Span::touched(text, span.byte_range().unwrap_or_default())
}

/// A list or mapping whose end has not come yet.
struct Open {
    start: usize,
    number: u32,
    flow: bool,
    holds: Holds,
}

enum Holds {
    Items(Vec<Node>),
    Pairs(Vec<Pair>, Option<Node>),
}

struct Builder<'a> {
    file: &'a ProjectPath,
    text: &'a str,
    tree: Tree,
    open: Vec<Open>,
    next: u32,
    documents: usize,
}

impl Builder<'_> {
    /// Takes one event; returns whether to go on.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse(wrong::second_document, span);
                    return false;
                }
            }
            Event::Scalar(words, style, ..) => self.scalar(words, style, span),
            Event::SequenceStart(style, ..) => return self.start(style, Holds::Items(Vec::new()), span),
            Event::MappingStart(style, ..) => return self.start(style, Holds::Pairs(Vec::new(), None), span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Anchor(..) => self.refuse(wrong::anchor, span),
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                self.refuse(wrong::alias, span);
                let number = self.number();
                self.put(Node { number, span, kind: NodeKind::Refused });
            }
            _ => {}
        }
        true
    }

    fn scalar(&mut self, words: Cow<'_, str>, style: ScalarStyle, span: Span) {
        let number = self.number();
        let span = self.trimmed(span);
        let kind = if words.len() > LARGEST_VALUE {
            self.refuse(wrong::large_value, span);
            NodeKind::Refused
        } else if let Some(found) = unseen::found(&words).next().or_else(|| unseen::unclosed(&words)) {
            self.refuse(|place| unseen_problem(&place, found.what, found.character, HOLDER), span);
            NodeKind::Refused
        } else if style == ScalarStyle::Plain {
            if words == "<<" && self.key_is_next() {
                self.refuse(wrong::merge_key, span);
            }
            // The parser says `~` where nothing is written.
            NodeKind::Plain(if span.range().is_empty() { String::new() } else { words.into_owned() })
        } else {
            NodeKind::Quoted(words.into_owned())
        };
        self.put(Node { number, span, kind });
    }

    fn start(&mut self, style: StructureStyle, holds: Holds, span: Span) -> bool {
        if self.open.len() >= MOST_NESTED {
            self.refuse(wrong::deep_nesting, span);
            return false;
        }
        let number = self.number();
        self.open.push(Open { start: span.start, number, flow: style == StructureStyle::Flow, holds });
        true
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let (last, kind) = match open.holds {
            Holds::Items(items) => (items.last().map(|item| item.span.end), NodeKind::List(items)),
            Holds::Pairs(pairs, _) => {
                let last = pairs.last().map(|pair| pair.value.span.end.max(pair.key.span.end));
                (last, NodeKind::Mapping(pairs))
            }
        };
        let end = if open.flow { span.end } else { last.unwrap_or(open.start) };
        self.put(Node { number: open.number, span: Span::new(open.start, end.max(open.start)), kind });
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.tree.root = Some(node),
            Some(Holds::Items(items)) => items.push(node),
            Some(Holds::Pairs(pairs, waiting)) => match waiting.take() {
                None => *waiting = Some(node),
                Some(key) => pairs.push(Pair { key, value: node }),
            },
        }
    }

    fn key_is_next(&self) -> bool {
        matches!(self.open.last().map(|open| &open.holds), Some(Holds::Pairs(_, None)))
    }

    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn refuse(&mut self, problem: impl FnOnce(Place) -> Problem, span: Span) {
        let said = self.tree.problems.len();
        if said < MOST_REFUSED {
            let problem = problem(Place::Text(self.file.clone(), span));
            let last = said + 1 == MOST_REFUSED;
            self.tree.problems.push(if last {
                problem.note("what else is refused in this file is not listed")
            } else {
                problem
            });
        }
    }

    /// Returns the span without the line breaks and spaces that end a block of text.
    fn trimmed(&self, span: Span) -> Span {
        let words = self.text.get(span.range()).unwrap_or_default();
        Span::new(span.start, span.start + words.trim_end().len())
    }
}
