//! Stretches of a page that become elements of their own: a printed number leads to where it comes from, a standing has
//! its class. They never overlap; of nested marks the outermost that becomes an element wins.

use std::fmt::Write as _;
use std::ops::Range;

use crate::compose::Mark;

/// What a stretch becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Becomes {
    /// A link to a row of "Where each number comes from".
    Number(usize),
    /// The target of such links.
    Target(u32),
    /// The rest of a target that formatting breaks into pieces; an id stands once on a page.
    TargetAgain,
    /// A standing, by its word.
    Standing(&'static str),
}

/// A stretch of the Markdown and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Where.
    pub(super) range: Range<usize>,
    /// What.
    pub(super) becomes: Becomes,
}

/// Returns the stretches in order.
pub(super) fn stretches(
    marks: &[(Range<usize>, Mark)],
    row: impl Fn(Mark) -> Option<usize>,
    standing: impl Fn(Mark) -> Option<&'static str>,
) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (range, mark) in marks {
        let becomes = match mark {
            Mark::Origin(row) => Some(Becomes::Target(*row)),
            Mark::Figure(_) | Mark::Value(..) | Mark::Quantity(_) => row(*mark).map(Becomes::Number),
            Mark::Standing(_) => standing(*mark).map(Becomes::Standing),
            _ => None,
        };
        let free = stretches.last().is_none_or(|last| last.range.end <= range.start);
        if let Some(becomes) = becomes.filter(|_| free && !range.is_empty()) {
            stretches.push(Stretch { range: range.clone(), becomes });
        }
    }
    stretches
}

impl Stretch {
    /// Writes the beginning of its element.
    pub(super) fn open(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self.becomes {
            Becomes::Number(row) => write!(out, "<a class=\"n\" href=\"#from-{row}\">"),
            Becomes::Target(row) => write!(out, "<span class=\"n\" id=\"from-{row}\">"),
            Becomes::TargetAgain => write!(out, "<span class=\"n\">"),
            Becomes::Standing(word) => write!(out, "<span class=\"standing standing-{word}\">"),
        };
    }

    /// Notes that its element was begun once.
    pub(super) fn was_opened(&mut self) {
        if matches!(self.becomes, Becomes::Target(_)) {
            self.becomes = Becomes::TargetAgain;
        }
    }

    /// Writes the end of its element.
    pub(super) fn close(&self, out: &mut String) {
        out.push_str(if matches!(self.becomes, Becomes::Number(_)) { "</a>" } else { "</span>" });
    }
}
