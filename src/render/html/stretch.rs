//! Stretches of a page that become elements of their own: a printed number leads to where it comes from, a standing to its
//! reason, a count has its sign. They never overlap; of nested marks the outermost that becomes an element wins.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::view::{Half, Mark};

use crate::render::html::asides::{Aside, Asides};
use crate::render::html::{Words, escape};

/// What a stretch becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Becomes {
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
pub(super) struct Stretch {
    /// Where.
    pub(super) range: Range<usize>,
    /// What.
    pub(super) becomes: Becomes,
}

/// How many bytes stand between two counts of one line at the most: a semicolon and a space.
const BETWEEN: usize = 2;

/// Returns the stretches in order.
pub(super) fn stretches(
    marks: &[(Range<usize>, Mark)],
    asides: &Asides,
    row: impl Fn(Mark) -> Option<usize>,
    standing: impl Fn(Mark) -> Option<&'static str>,
    languages: &BTreeMap<Mark, String>,
) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (range, mark) in marks {
        let becomes = match mark {
            Mark::Figure(_) | Mark::Value(..) | Mark::Quantity(_) => row(*mark).map(Becomes::Number),
            Mark::Standing(claim) => standing(*mark).map(|word| Becomes::Standing(word, asides.why(*claim))),
            Mark::Count(half) => Some(Becomes::Count(*half)),
            Mark::Foreign(..) => languages.get(mark).cloned().map(Becomes::Language),
            _ => None,
        };
        let end = stretches.last().map_or(0, |last| last.range.end);
        let Some(becomes) = becomes.filter(|_| end <= range.start && !range.is_empty()) else { continue };
        let counted = |stretch: Option<&Stretch>| matches!(stretch, Some(Stretch { becomes: Becomes::Count(_), .. }));
        if matches!(becomes, Becomes::Count(_)) && counted(stretches.last()) && range.start - end <= BETWEEN {
            stretches.push(Stretch { range: end..range.start, becomes: Becomes::Between });
        }
        stretches.push(Stretch { range: range.clone(), becomes });
    }
    stretches
}

impl Stretch {
    /// Returns the aside that it leads to, from where it stands: none leads to itself, and no reason to another.
    fn leads(&self, from: Option<Aside>) -> Option<Aside> {
        let to = match &self.becomes {
            Becomes::Number(row) => Aside::From(u32::try_from(*row).ok()?),
            Becomes::Standing(_, why) => Aside::Why((*why)?),
            Becomes::Count(_) | Becomes::Between | Becomes::Language(_) => return None,
        };
        let is_why = |aside: Aside| matches!(aside, Aside::Why(_));
        let leads = from.is_none_or(|from| from != to && !(is_why(from) && is_why(to)));
        leads.then_some(to)
    }

    /// Writes the beginning of its element; `inside` is the aside it stands in.
    pub(super) fn open(&self, inside: Option<Aside>, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match &self.becomes {
            Becomes::Language(tag) => write!(out, "<span lang=\"{tag}\">"),
            Becomes::Number(_) => write!(out, "<span class=\"n\">"),
            Becomes::Standing(word, _) => write!(out, "<span class=\"standing standing-{word}\">"),
            Becomes::Count(half) => write!(out, "<span class=\"tally tally-{}\">", half.word()),
            Becomes::Between => write!(out, "<span class=\"between\">"),
        };
        if let Some(aside) = self.leads(inside) {
            let _ = write!(out, "<a href=\"#{aside}\" tabindex=\"-1\">");
        }
        match &self.becomes {
            Becomes::Standing(word, _) => sign(word, out),
            Becomes::Count(half) => sign(half.word(), out),
            Becomes::Number(_) | Becomes::Between | Becomes::Language(_) => {}
        }
    }

    /// Writes the end of its element, behind the words that `begun` began; where it leads to an aside, a button raises it.
    pub(super) fn close(&self, inside: Option<Aside>, begun: usize, words: Words<'_>, out: &mut String) {
        if let Some(aside) = self.leads(inside) {
            let form = if matches!(aside, Aside::From(_)) { words.from } else { words.why };
            let text = out[begun..].rsplit('>').next().unwrap_or_default();
            let (before, after) = form.split_once("{words}").unwrap_or((form, ""));
            let mut label = String::new();
            escape(before, &mut label);
            label.push_str(text);
            escape(after, &mut label);
            let _ = write!(out, "</a><button popovertarget=\"{aside}\" aria-label=\"{label}\"></button>");
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
