//! Problems that a file can have ten thousand times: the first three of each kind and column, then the count of the rest.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;

use super::fault::Fault;

/// How many of a kind are shown.
const SHOWN: usize = 3;

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A row with fewer cells than the header.
    TooFewCells,
    /// A row with more cells than the header.
    TooManyCells,
    /// A row without a filled cell.
    EmptyRow,
    /// A blank line between rows.
    BlankLine,
    /// A cell at fault.
    Cell(Fault),
    /// A value that stands twice.
    Repeated,
    /// A key that stands twice.
    RepeatedKey,
    /// A key that looks like another.
    AlikeKey,
}

/// The problems of rows and cells, counted.
#[derive(Debug, Default)]
pub(super) struct Breaches {
    shown: Vec<Problem>,
    tallies: BTreeMap<(Option<usize>, Kind), Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    count: usize,
    next: Option<Problem>,
}

impl Breaches {
    /// Counts a problem of a kind in a column, or in a row as a whole; `build` makes it if it is to be shown.
    pub(super) fn add(&mut self, column: Option<usize>, kind: Kind, build: impl FnOnce() -> Problem) {
        let tally = self.tallies.entry((column, kind)).or_default();
        tally.count += 1;
        if tally.count <= SHOWN {
            self.shown.push(build());
        } else if tally.next.is_none() {
            tally.next = Some(build());
        }
    }

    /// Returns whether any cell is at fault: it is kept as an empty one, and what follows from that is no problem of its own.
    pub(super) fn any_in_cells(&self) -> bool {
        self.tallies.keys().any(|(_, kind)| matches!(kind, Kind::Cell(_)))
    }

    /// Returns whether nothing was counted.
    pub(super) fn is_empty(&self) -> bool {
        self.tallies.is_empty()
    }

    /// Returns the problems to show.
    pub(super) fn finish(self) -> Vec<Problem> {
        let mut problems = self.shown;
        for tally in self.tallies.into_values() {
            let rest = tally.count.saturating_sub(SHOWN);
            let Some(mut next) = tally.next else { continue };
            if rest > 1 {
                next.more = rest - 1;
                next.message = format!("{}, and {} more after it are like this", next.message, next.more);
            }
            problems.push(next);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;
    use crate::text::Place;

    #[test]
    fn ten_thousand_problems_of_a_kind_are_four_on_the_screen() {
        let mut breaches = Breaches::default();
        for row in 0..10_000 {
            breaches.add(Some(1), Kind::Cell(Fault::NotADate), || {
                Problem::error(&code::data::NOT_A_DATE, Place::Project, format!("row {row}"))
            });
        }
        breaches.add(Some(2), Kind::EmptyRow, || {
            Problem::error(&code::data::EMPTY_ROW, Place::Project, "another".to_owned())
        });
        let said: Vec<_> = breaches.finish().into_iter().map(|problem| problem.message).collect();
        assert_eq!(said, ["row 0", "row 1", "row 2", "another", "row 3, and 9996 more after it are like this"]);
    }
}
