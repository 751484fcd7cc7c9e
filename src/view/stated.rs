//! The numbers that a claim says, where its text says them, and what a reading makes of the two ends of its change.

use crate::model::{Claim, Key, Stated};
use crate::outcome::EndOutcome;
use crate::quantity::Judgement;
use crate::view::teller::Teller;
use crate::view::{EndView, Mark, MarkedText, Run};

impl Teller<'_> {
    /// Marks the numbers that a claim says where a line says them in its words.
    pub(super) fn mark_stated(&self, line: &mut MarkedText, claim: Key<Claim>) {
        for (which, said) in self.model.claims[claim].stated() {
            let mark = Mark::Quantity(claim, which);
            let side = said.side().filter(|side| side.is_said_in(&line.plain()));
            if !mark_words(line, &said.words, mark)
                && let Some(side) = side
            {
                mark_words(line, &side.number, mark);
            }
        }
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

/// Returns whether two texts are the same, whatever the first letter of a sentence makes of them.
fn alike(one: &str, other: &str) -> bool {
    one == other || one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// Marks the first place where a line says these words, as whole words; capitals do not matter. Returns whether there is one.
fn mark_words(line: &mut MarkedText, wanted: &str, mark: Mark) -> bool {
    let whole = |words: &str, at: usize| {
        let before = words[..at].chars().next_back();
        let after = words[at + wanted.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let found = line.0.iter().enumerate().find_map(|(index, run)| match run {
        Run::Words(words) => {
            let is = |at: &usize| words.get(*at..at + wanted.len()).is_some_and(|here| alike(here, wanted));
            words.char_indices().map(|(at, _)| at).filter(is).find(|at| whole(words, *at)).map(|at| (index, at))
        }
        _ => None,
    });
    if let Some((index, at)) = found.filter(|_| !wanted.is_empty())
        && let Run::Words(words) = &line.0[index]
    {
        let (before, rest) = words.split_at(at);
        let (here, after) = rest.split_at(wanted.len());
        let said = [before, here, after].map(|words| Run::Words(words.to_owned()));
        let [before, here, after] = said;
        let pieces = [before, Run::Open(mark), here, Run::Close, after];
        line.0.splice(index..=index, pieces);
        return true;
    }
    false
}
