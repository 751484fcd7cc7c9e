//! Lengths of time that a text tells, and what they do: `ten years before`, `in thirty years`, `in the last twelve months`.

use std::ops::Range;

use super::phrases::List;
use super::read::Reader;
use super::stretch::WEEK;
use crate::text::Span;

/// A length of time in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Where, in bytes of the text.
    pub span: Span,
    /// How many months it has; none of weeks.
    pub months: u16,
    /// How many weeks it has.
    pub weeks: u16,
    /// How many months the unit has in which it is told; none of weeks.
    pub unit: u8,
    /// What it does in its sentence.
    pub how: How,
}

/// What a length of time does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Something is held against a time so much earlier: `ten years before`.
    Before,
    /// Something came about in it: `in thirty years`, `over the five years to 2021`.
    Over,
    /// It ends with the newest value: `in the last twelve months`.
    Last,
    /// It goes from the beginning of the year to the newest value; its length is not told.
    SoFar,
}

impl Reader<'_> {
    /// Returns the lengths that the text tells, in their order, each with its first piece and the one behind it.
    pub(super) fn lengths(&self) -> Vec<(Told, Range<usize>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            let Some((told, range)) = self.length(at) else {
                at += 1;
                continue;
            };
            at = range.end;
            found.push((told, range));
        }
        found
    }

    fn length(&self, at: usize) -> Option<(Told, Range<usize>)> {
        let span =
            |range: &Range<usize>| Span::new(self.pieces[range.start].span.start, self.pieces[range.end - 1].span.end);
        if let Some(words) = self.any_phrase(at, List::SoFar) {
            let range = at..at + words;
            return Some((Told { span: span(&range), months: 0, weeks: 0, unit: 0, how: How::SoFar }, range));
        }
        let (count, words) = self.number(at)?;
        let past = self.any_phrase(at + words, List::Past);
        let next = at + words + past.unwrap_or(0);
        let (unit, months) = self.unit(next)?;
        let end = next + unit;
        let (how, range) = if let Some(words) = self.any_phrase(end, List::Earlier) {
            (How::Before, at..end + words)
        } else if let Some(start) = self.before_it(at, List::Ago) {
            (How::Before, start..end)
        } else if past.is_some() {
            (How::Last, at..end)
        } else if let Some(start) = self.before_it(at, List::Past) {
            (How::Last, start..end)
        } else {
            let articles = self.before_it(at, List::Articles).unwrap_or(at);
            let over = self.before_it(at, List::Over).or_else(|| self.before_it(articles, List::Over))?;
            (How::Over, over..end)
        };
        let count = u16::from(count);
        let weeks = if months == WEEK { count } else { 0 };
        Some((Told { span: span(&range), months: count * u16::from(months), weeks, unit: months, how }, range))
    }

    /// Returns where the longest phrase of a list begins that ends at a place.
    fn before_it(&self, at: usize, list: List) -> Option<usize> {
        (at.saturating_sub(5)..at).find(|start| self.phrases(*start, list).any(|(length, _)| start + length == at))
    }
}
