//! Inline spans: stretches of a page that become elements of their own: a printed number leads to where it comes from, a standing to its
//! reason, a count has its sign. They never overlap; of nested marks the outermost that becomes an element wins.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::view::{Half, Mark};

use crate::render::html::popovers::{Popover, Popovers};
use crate::render::html::{PageWords, escape};

/// The element that a span becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SpanElement {
    /// A link to a row of "Where each number comes from".
    Number(usize),
    /// A standing, by its word, and the number of the item that gives its reason.
    Standing(&'static str, Option<usize>),
    /// How many findings a part of the panel has.
    Count(Half),
    /// Words in another language, by its tag.
    Language(String),
    /// What stands between two such counts, and is not seen where each has a place of its own.
    Between,
}

/// A stretch of the Markdown and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InlineSpan {
    /// Where.
    pub(super) range: Range<usize>,
    /// What.
    pub(super) element: SpanElement,
}

/// How many bytes stand between two counts of one line at the most: a semicolon and a space.
const BETWEEN: usize = 2;

/// Returns the spans in order.
pub(super) fn inline_spans(
    marks: &[(Range<usize>, Mark)],
    popovers: &Popovers,
    row: impl Fn(Mark) -> Option<usize>,
    standing: impl Fn(Mark) -> Option<&'static str>,
    languages: &BTreeMap<Mark, String>,
) -> Vec<InlineSpan> {
    let mut inline_spans: Vec<InlineSpan> = Vec::new();
    for (range, mark) in marks {
        let element = match mark {
            Mark::Figure(_) | Mark::Value(..) | Mark::Quantity(_) => row(*mark).map(SpanElement::Number),
            Mark::Standing(claim) => standing(*mark).map(|word| SpanElement::Standing(word, popovers.why(*claim))),
            Mark::Count(half) => Some(SpanElement::Count(*half)),
            Mark::Foreign(..) => languages.get(mark).cloned().map(SpanElement::Language),
            _ => None,
        };
        let end = inline_spans.last().map_or(0, |last| last.range.end);
        let Some(element) = element.filter(|_| end <= range.start && !range.is_empty()) else { continue };
        let counted =
            |span: Option<&InlineSpan>| matches!(span, Some(InlineSpan { element: SpanElement::Count(_), .. }));
        if matches!(element, SpanElement::Count(_)) && counted(inline_spans.last()) && range.start - end <= BETWEEN {
            inline_spans.push(InlineSpan { range: end..range.start, element: SpanElement::Between });
        }
        inline_spans.push(InlineSpan { range: range.clone(), element });
    }
    inline_spans
}

impl InlineSpan {
    /// Returns the popover that it leads to, from where it stands: none leads to itself, and no reason to another.
    fn leads(&self, from: Option<Popover>) -> Option<Popover> {
        let to = match &self.element {
            SpanElement::Number(row) => Popover::From(u32::try_from(*row).ok()?),
            SpanElement::Standing(_, why) => Popover::Why((*why)?),
            SpanElement::Count(_) | SpanElement::Between | SpanElement::Language(_) => return None,
        };
        let is_why = |popover: Popover| matches!(popover, Popover::Why(_));
        let leads = from.is_none_or(|from| from != to && !(is_why(from) && is_why(to)));
        leads.then_some(to)
    }

    /// Writes the beginning of its element; `inside` is the popover it stands in.
    pub(super) fn open(&self, inside: Option<Popover>, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match &self.element {
            SpanElement::Language(tag) => write!(out, "<span lang=\"{tag}\">"),
            SpanElement::Number(_) => write!(out, "<span class=\"n\">"),
            SpanElement::Standing(word, _) => write!(out, "<span class=\"standing standing-{word}\">"),
            SpanElement::Count(half) => write!(out, "<span class=\"tally tally-{}\">", half.word()),
            SpanElement::Between => write!(out, "<span class=\"between\">"),
        };
        if let Some(popover) = self.leads(inside) {
            let _ = write!(out, "<a href=\"#{popover}\" tabindex=\"-1\">");
        }
        match &self.element {
            SpanElement::Standing(word, _) => sign(word, out),
            SpanElement::Count(half) => sign(half.word(), out),
            SpanElement::Number(_) | SpanElement::Between | SpanElement::Language(_) => {}
        }
    }

    /// Writes the end of its element, behind the words that `begun` began; where it leads to a popover, a button raises it.
    pub(super) fn close(&self, inside: Option<Popover>, begun: usize, words: PageWords<'_>, out: &mut String) {
        if let Some(popover) = self.leads(inside) {
            let form = if matches!(popover, Popover::From(_)) { words.from } else { words.why };
            let text = out[begun..].rsplit('>').next().unwrap_or_default();
            let (before, after) = form.split_once("{words}").unwrap_or((form, ""));
            let mut label = String::new();
            escape(before, &mut label);
            label.push_str(text);
            escape(after, &mut label);
            let _ = write!(out, "</a><button popovertarget=\"{popover}\" aria-label=\"{label}\"></button>");
        }
        out.push_str("</span>");
    }
}

/// Writes the sign of a standing or of a part of the panel: a shape, drawn once in the shell of the page. What is not rated
/// is no grade among others and has none.
pub(crate) fn sign(word: &str, out: &mut String) {
    if word.starts_with("not-") {
        return;
    }
    let _ = write!(out, "<svg aria-hidden=\"true\"><use href=\"#sign-{word}\"/></svg>");
}
