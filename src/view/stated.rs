//! The numbers that a claim says, where its text says them, and what a reading makes of the two ends of its change.

use crate::model::{Claim, Key, Stated};
use crate::number::Number;
use crate::outcome::EndOutcome;
use crate::quantity::{Judgement, Spoken};
use crate::view::teller::Teller;
use crate::view::{EndView, Mark, MarkedText, Run};

impl Teller<'_> {
    /// Marks the numbers that a claim says where a line says them in its words.
    pub(super) fn mark_stated(&self, line: &mut MarkedText, claim: Key<Claim>) {
        for (which, said) in self.model.claims[claim].stated() {
            let mark = Mark::Quantity(claim, which);
            let side = said.side().filter(|side| side.is_said_in(&line.plain()));
            let wanted = Wanted { words: &said.words, number: said.exact(), claim, mark };
            if !self.mark_words(line, &wanted)
                && let Some(side) = side
            {
                self.mark_words(line, &Wanted { words: &side.number, number: None, claim, mark });
            }
        }
    }

    /// Marks the first place where a line says these words, as whole words and as this number: `310` is neither in `1,310` nor in
    /// `310 thousand`. Capitals do not matter. Returns whether there is one.
    fn mark_words(&self, line: &mut MarkedText, wanted: &Wanted<'_>) -> bool {
        let length = wanted.words.len();
        let found = line.0.iter().enumerate().find_map(|(index, run)| match run {
            Run::Words(words) => {
                let is = |at: &usize| words.get(*at..at + length).is_some_and(|here| alike(here, wanted.words));
                let mut places = words.char_indices().map(|(at, _)| at).filter(is).peekable();
                places.peek()?;
                let spoken = Spoken::all_in(words, self.language());
                places.find(|at| self.is_whole(words, *at, wanted, &spoken)).map(|at| (index, at))
            }
            _ => None,
        });
        if let Some((index, at)) = found.filter(|_| length > 0)
            && let Run::Words(words) = &line.0[index]
        {
            let (before, rest) = words.split_at(at);
            let (here, after) = rest.split_at(length);
            let said = [before, here, after].map(|words| Run::Words(words.to_owned()));
            let [before, here, after] = said;
            let pieces = [before, Run::Open(wanted.mark), here, Run::Close, after];
            line.0.splice(index..=index, pieces);
            return true;
        }
        false
    }

    /// Returns whether wanted words stand at a place by themselves, and are no part of another number.
    fn is_whole(&self, text: &str, at: usize, wanted: &Wanted<'_>, spoken: &[Spoken]) -> bool {
        let end = at + wanted.words.len();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let is_part = |one: &Spoken| {
            let longer = one.core.start < at || one.core.end > end;
            let other = one.named.is_some() && wanted.number.is_some() && one.named != wanted.number;
            one.core.start < end && at < one.core.end && longer && other
        };
        // Of a measure in thousands “481.9 thousand” is 481.9.
        let counts_so = |one: &Spoken| {
            let scale =
                text.get(end..one.core.end).map(str::trim).filter(|scale| !scale.is_empty() && one.core.start >= at);
            let measure = self.measure_of(wanted.claim).map(|measure| &self.model.measures[measure]);
            let names = measure.map(|measure| [Some(&measure.label), measure.unit.as_ref()]);
            let mut names = names.into_iter().flatten().flatten().flat_map(|name| name.split_whitespace());
            scale.is_some_and(|scale| names.any(|name| name.eq_ignore_ascii_case(scale)))
        };
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(char::is_alphanumeric)
            && !spoken.iter().any(|one| is_part(one) && !counts_so(one))
    }

    /// Returns one of the numbers that the claim says, in its own words.
    pub(super) fn said_words(&self, claim: Key<Claim>, which: Stated) -> Option<MarkedText> {
        let said = self.model.claims[claim].says(which)?;
        Some(MarkedText::marked(Mark::Quantity(claim, which), said.words.as_str()))
    }

    /// Returns one end of a change; `mark` is that of the tested value, of which it may be a part.
    pub(super) fn end(&self, end: &EndOutcome, mark: Mark) -> MarkedText {
        let named = end.figure.and_then(|figure| self.model.figures[figure].decimals);
        MarkedText::marked(end.figure.map_or(mark, Mark::Figure), self.outcome(&end.outcome, named))
    }

    /// Returns both ends of a change under one reading, each with what it makes of the claim.
    pub(super) fn ends(&self, claim: Key<Claim>, reading: usize) -> Vec<EndView> {
        let mark = Mark::Value(claim, u16::try_from(reading).unwrap_or(u16::MAX));
        let ends = self.evaluation.claim(claim).readings[reading].ends.iter();
        let result = |judgement| if judgement == Judgement::Fails { "fails" } else { "holds" };
        let view = |end: &EndOutcome| EndView {
            end: end.which.key(),
            shown: self.end(end, mark),
            result: end.judgement.map(result),
        };
        ends.map(view).collect()
    }

    /// Returns what a reading came to in the reader's words; `failing` is what of its change is another.
    pub(super) fn result(&self, holds: Option<bool>, failing: Option<&MarkedText>) -> MarkedText {
        let pages = &self.words().pages;
        let result = MarkedText::words(match holds {
            Some(true) => pages.holds.as_str(),
            Some(false) => &pages.fails,
            None => &pages.undecided,
        });
        match failing {
            Some(why) => MarkedText::filled(&pages.because, &[("result", &result), ("why", why)]),
            None => result,
        }
    }

    /// Returns which ends of its change are others than the claim says, under one reading; none where both are as it says.
    pub(super) fn failing(&self, claim: Key<Claim>, reading: usize) -> Option<MarkedText> {
        let pages = &self.words().pages;
        let mark = Mark::Value(claim, u16::try_from(reading).unwrap_or(u16::MAX));
        let ends = self.evaluation.claim(claim).readings[reading].ends.iter();
        let failing = ends.filter(|end| end.judgement == Some(Judgement::Fails)).filter_map(|end| {
            let form = if end.which == Stated::From { &pages.began } else { &pages.ended };
            let (number, said) = (self.end(end, mark), self.said_words(claim, end.which)?);
            Some(MarkedText::filled(form, &[("number", &number), ("said", &said)]))
        });
        let joint = MarkedText::words(self.language().vocabulary().lists.heavy.two.as_str());
        failing.reduce(|mut all, next| {
            all.append(joint.clone());
            all.append(next);
            all
        })
    }
}

/// Words of a claim that a line may say.
struct Wanted<'w> {
    words: &'w str,
    /// The number that they name, where they name one.
    number: Option<Number>,
    claim: Key<Claim>,
    mark: Mark,
}

/// Returns whether two texts are the same, whatever the first letter of a sentence makes of them.
fn alike(one: &str, other: &str) -> bool {
    one == other || one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}
