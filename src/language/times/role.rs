//! What a time does in its sentence, by the words around it.

use super::phrases::List;
use super::read::{BEFORE, Found, Reader};
use super::{How, Role, When};

impl Reader<'_> {
    /// Returns what a time does in its sentence.
    pub(super) fn role(&self, at: usize, time: Found) -> Role {
        let words = &self.language.vocabulary().times;
        let is_year = time.length == 1 && matches!(time.when, When::One(_));
        let is_range = matches!(time.when, When::Range(..));
        let during = self.leads(at, List::During, None) || self.leads(at, List::Between, None);
        let next = self.pieces.get(at + time.length);
        let is_named = next.is_some_and(|next| {
            words.kinds.iter().any(|kind| *kind == next.lower) || next.is_capital() && next.is_word() && !during
        });
        let aside = self.before(at, BEFORE).any(|(at, _)| self.any_phrase(at, List::Aside).is_some());
        if aside || is_named && is_year {
            return Role::Aside;
        }
        if self.leads(at, List::UpTo, None) {
            return Role::Until;
        }
        if self.leads(at, List::Until, None) {
            return Role::Aside;
        }
        if self.is_told_as_earlier(at) {
            return Role::Base;
        }
        if self.leads(at, List::Since, None) {
            return Role::Since;
        }
        if self.leads(at, List::Than, Some(List::During)) || !is_range && self.leads(at, List::From, Some(List::During))
        {
            return Role::Base;
        }
        if during && self.is_where_it_began(at) {
            return Role::Base;
        }
        let of = self.leads(at, List::Of, None) || self.is_last_year(at);
        if during || of || is_range || !is_year { Role::During } else { Role::Aside }
    }

    /// “Ten years before, in 2012”.
    fn is_told_as_earlier(&self, at: usize) -> bool {
        let ends = |list: List, at: usize| {
            (at.saturating_sub(BEFORE)..at)
                .find(|start| self.phrases(*start, list).any(|(length, _)| start + length == at))
        };
        let during = ends(List::During, at).unwrap_or(at);
        let end = during - usize::from(during > 0 && self.is(during - 1, ","));
        let may_be = ends(List::Earlier, end).or_else(|| ends(List::Units, end)).is_some();
        may_be && self.lengths().iter().any(|(told, range)| told.how == How::Before && range.end == end)
    }

    /// “June of last year, 2023”.
    fn is_last_year(&self, at: usize) -> bool {
        let comma = at > 0 && self.is(at - 1, ",");
        let said = |start: usize| self.phrases(start, List::LastYear).any(|(length, _)| start + length + 1 == at);
        comma && (at.saturating_sub(BEFORE + 1)..at).any(said)
    }

    /// “From 84,080 in 2022 to 91,730”: a time beside the number with which a change began.
    fn is_where_it_began(&self, at: usize) -> bool {
        self.before(at, BEFORE + 5).any(|(from, _)| {
            let Some(length) = self.any_phrase(from, List::From) else { return false };
            let mut numbers = (from + length..at).filter(|piece| self.pieces[*piece].is_number());
            numbers.next().is_some_and(|first| first <= from + length + 3)
        })
    }
}
