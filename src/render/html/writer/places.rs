//! Where on a page stands what blocks are asked about, each kind by itself and in order: a page of a thousand paragraphs asks a
//! thousand times.

use std::ops::Range;

use crate::view::{Deferred, Mark};

/// The places of what blocks are asked about.
#[derive(Debug, Default)]
pub(super) struct BlockMarks {
    /// The captions of tables that are not empty.
    pub(super) captions: OrderedRanges,
    /// How much is known, claimed and unknown.
    pub(super) counts: OrderedRanges,
    /// What must be read before anything else.
    pub(super) notices: OrderedRanges,
    /// The panel.
    pub(super) panels: OrderedRanges,
}

/// Ranges in the order in which they begin, each with the last end up to it.
#[derive(Debug, Default)]
pub(super) struct OrderedRanges(Vec<(Range<usize>, usize)>);

impl BlockMarks {
    /// Returns the places of the marks of a page.
    pub(super) fn of(marks: &[(Range<usize>, Mark)]) -> Self {
        let of = |wanted: &dyn Fn(Mark) -> bool| {
            OrderedRanges::of(marks.iter().filter(|(_, mark)| wanted(*mark)).map(|(range, _)| range.clone()))
        };
        let captions = marks.iter().filter(|(range, mark)| *mark == Mark::Caption && !range.is_empty());
        Self {
            captions: OrderedRanges::of(captions.map(|(range, _)| range.clone())),
            counts: of(&|mark| matches!(mark, Mark::Count(_))),
            notices: of(&|mark| mark == Mark::Deferred(Deferred::Notice)),
            panels: of(&|mark| mark == Mark::Panel),
        }
    }
}

impl OrderedRanges {
    fn of(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<Range<usize>> = ranges.collect();
        ranges.sort_by_key(|range| range.start);
        let mut last = 0;
        let with_last = ranges.into_iter().map(|range| {
            last = last.max(range.end);
            (range, last)
        });
        Self(with_last.collect())
    }

    /// Returns whether one of them covers a byte.
    pub(super) fn cover(&self, at: usize) -> bool {
        let begun = self.0.partition_point(|(range, _)| range.start <= at);
        self.0[..begun].last().is_some_and(|(_, last)| *last > at)
    }

    /// Returns whether one of them begins within a range.
    pub(super) fn begin_in(&self, within: &Range<usize>) -> bool {
        let first = self.0.partition_point(|(range, _)| range.start < within.start);
        self.0.get(first).is_some_and(|(range, _)| range.start < within.end)
    }

    /// Returns the first that lies within a range.
    pub(super) fn within(&self, within: &Range<usize>) -> Option<Range<usize>> {
        let first = self.0.partition_point(|(range, _)| range.start < within.start);
        let mut begun = self.0[first..].iter().map(|(range, _)| range).take_while(|range| range.start < within.end);
        begun.find(|range| range.end <= within.end).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_covers_begins_and_lies_within_is_found() {
        let ranges = OrderedRanges::of([20..30, 2..10, 4..6].into_iter());
        let covered: Vec<usize> = (0..32).filter(|at| ranges.cover(*at)).collect();
        assert_eq!(covered, (2..10).chain(20..30).collect::<Vec<_>>());
        assert!(ranges.begin_in(&(3..5)) && !ranges.begin_in(&(5..20)) && ranges.begin_in(&(5..21)));
        assert_eq!(ranges.within(&(1..8)), Some(4..6));
        assert_eq!(ranges.within(&(2..10)), Some(2..10));
        assert_eq!(ranges.within(&(11..29)), None);
    }
}
