//! Times of one text settled by each other: two that are the ends of one, months that take their year from another.

use super::phrases::List;
use super::read::{BEFORE, Reader};
use super::{Days, Named, Role, When};
use crate::text::Span;

impl Reader<'_> {
    /// “From 4.2% in 2019 to 5.3% in 2024”: two times that are the ends of one.
    pub(super) fn join_ends(&self, found: &mut Vec<Named>) {
        let during: Vec<usize> =
            (0..found.len()).filter(|at| matches!(found[*at].role, Role::During | Role::Base)).collect();
        let [one, other] = during[..] else { return };
        let (When::One(first), When::One(last)) = (found[one].when, found[other].when) else { return };
        let (begins, ends) = (self.place(found[one].span), self.place(found[other].span));
        let says =
            |range: std::ops::Range<usize>, list: List| range.into_iter().any(|at| self.any_phrase(at, list).is_some());
        let from = says(begins.saturating_sub(BEFORE + 2)..begins, List::From);
        if from && says(begins + 1..ends, List::To) && first.last < last.first {
            found[one] = Named {
                span: Span::new(found[one].span.start, found[other].span.end),
                when: When::Range(first, last),
                role: Role::During,
                exact: found[one].exact && found[other].exact,
            };
            found.remove(other);
        }
    }

    /// “In June and July 2024”: several months, of which the last names the year.
    pub(super) fn join_months(&self, found: &mut [Named]) {
        for at in (1..found.len()).rev() {
            let (one, other) = (found[at - 1], found[at]);
            let (When::Months(month, count), When::One(days)) = (one.when, other.when) else { continue };
            let between = self.behind(one.span)..self.place(other.span);
            let joined = between.clone().next().is_some_and(|first| {
                let comma = usize::from(self.is(first, ","));
                let and = self.any_phrase(first + comma, List::And).unwrap_or(0);
                comma + and > 0 && {
                    let article = self.any_phrase(first + comma + and, List::Articles).unwrap_or(0);
                    [comma + and, comma + and + article].contains(&between.len())
                }
            });
            if !joined || Days::of_year(days.first.year()) == Some(days) || days.first == days.last {
                continue;
            }
            let year = days.first.year() - i16::from(month > days.first.month());
            if let Some(days) = Days::of_months(year, month, count) {
                found[at - 1] = Named { when: When::One(days), exact: true, ..one };
            }
        }
    }

    /// “In the year 2023, there were 118 births in June”: months of the one year that is said apart from them.
    pub(super) fn take_year(found: &mut [Named]) {
        let during = |named: &&Named| named.role == Role::During;
        let year = |named: &Named| {
            let days = named.when.days()?;
            (matches!(named.when, When::One(_)) && Days::of_year(days.first.year()) == Some(days))
                .then(|| days.first.year())
        };
        let mut years = found.iter().filter(during).filter_map(year);
        let Some(said) = years.next().filter(|said| years.all(|other| other == *said)) else { return };
        let others = |named: &Named| year(named).is_none() && !matches!(named.when, When::Months(..));
        if found.iter().filter(during).any(others) {
            return;
        }
        for named in found.iter_mut().filter(|named| named.role == Role::During) {
            if let When::Months(month, count) = named.when
                && let Some(days) = Days::of_months(said, month, count)
            {
                *named = Named { when: When::One(days), exact: true, ..*named };
            }
        }
    }

    /// Returns which piece a time begins with.
    fn place(&self, span: Span) -> usize {
        self.pieces.partition_point(|piece| piece.span.start < span.start)
    }

    /// Returns which piece follows a time.
    fn behind(&self, span: Span) -> usize {
        self.pieces.partition_point(|piece| piece.span.start < span.end)
    }
}
