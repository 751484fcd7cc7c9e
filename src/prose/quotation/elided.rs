//! A quotation held against a text word by word: its stretches of words in their order, with gaps only where it shows them,
//! and nothing lost in a gap that turns the sense.
//!
//! A quotation may leave words out (`…`) and put words in (`[brackets]`). It may not lose a “not” or an “up to” on the way,
//! nor put one in: the words would be theirs and the meaning ours.

use crate::language::{Language, Vocabulary};
use crate::vocabulary::Qualifier;

use super::quoted::{Break, Gap, Quoted, bare, break_behind, pieces};

/// How many places a stretch is looked for at, so that a text of one word over and over stays cheap.
const PLACES: usize = 64;
/// So many words in brackets are a word put in; more are an explanation.
const PUT_IN: usize = 3;

/// A text that may be quoted.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) words: Vec<String>,
    /// What stands behind each word.
    breaks: Vec<Break>,
}

/// How a quotation stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stands {
    /// As it is.
    Truly,
    /// With something left out that may turn the sense.
    Doubtfully(Change),
    /// With something left out or put in that turns the sense.
    Falsely(Change),
}

/// What a gap does to the sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// These words of the text are left out.
    LeftOut(String),
    /// These words are put in.
    PutIn(String),
}

impl Stands {
    fn rank(&self) -> u8 {
        match self {
            Self::Truly => 0,
            Self::Doubtfully(_) => 1,
            Self::Falsely(_) => 2,
        }
    }

    /// Returns the better of two ways in which a quotation may stand.
    pub(crate) fn better(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(if other.rank() < one.rank() { other } else { one }),
            (one, other) => one.or(other),
        }
    }
}

impl Text {
    /// Returns the words of a text with what stands between them.
    pub(crate) fn of(text: &str) -> Self {
        let (mut words, mut breaks) = (Vec::new(), Vec::<Break>::new());
        for (piece, dash) in pieces(text) {
            if let (Some(last), true) = (breaks.last_mut(), piece.starts_with(['(', '[']) || dash) {
                *last = (*last).max(Break::Clause);
            }
            let word = bare(piece);
            if word.is_empty() {
                if let (Some(last), false) = (breaks.last_mut(), piece.is_empty()) {
                    *last = (*last).max(break_behind(piece));
                }
                continue;
            }
            if let Some(last) = breaks.last_mut()
                && *last == Break::Sentence
                && word.chars().next().is_some_and(char::is_lowercase)
            {
                // An abbreviation, and no end: "approx. five".
                *last = Break::None;
            }
            words.push(word);
            breaks.push(break_behind(piece));
        }
        Self { words, breaks }
    }

    /// Returns how a quotation stands in this text, in the best of the ways in which it does; none where it does not.
    pub(crate) fn has(&self, quoted: &Quoted, language: Language) -> Option<Stands> {
        if quoted.parts.is_empty() {
            return None;
        }
        let reading = Reading { text: self, language: self.language(language) };
        let mut best: Vec<(usize, Stands)> = Vec::new();
        for (index, part) in quoted.parts.iter().enumerate() {
            let mut next: Vec<(usize, Stands)> = Vec::new();
            for at in self.places(part).take(PLACES) {
                let end = at + part.len();
                let before = if index == 0 {
                    Some(reading.edge(&quoted.gaps[0], at.saturating_sub(PUT_IN + 1)..at))
                } else {
                    best.iter().fold(None, |found, (from, stands)| {
                        let here = reading.between(&quoted.gaps[index], *from, at);
                        Stands::better(found, here.map(|here| worse(stands.clone(), here)))
                    })
                };
                next.extend(before.map(|stands| (end, stands)));
            }
            best = next;
        }
        let last = quoted.gaps.last();
        best.into_iter().fold(None, |found, (end, stands)| {
            let behind = end..(end + PUT_IN + 1).min(self.words.len());
            let edge = last.map_or(Stands::Truly, |gap| reading.edge(gap, behind));
            Stands::better(found, Some(worse(stands, edge)))
        })
    }

    /// Visits the places at which a stretch of words begins.
    fn places<'t>(&'t self, part: &'t [String]) -> impl Iterator<Item = usize> + 't {
        (0..(self.words.len() + 1).saturating_sub(part.len())).filter(move |at| {
            let here = &self.words[*at..*at + part.len()];
            here[1..] == part[1..] && same_but_for_first_letter(&here[0], &part[0])
        })
    }

    /// Returns the language of the text: that of the publication, unless more of its small words are another's.
    fn language(&self, publication: Language) -> Language {
        let small = |language: Language| {
            let words = &language.vocabulary().quotations.small_words;
            self.words.iter().filter(|word| words.contains(&word.to_lowercase())).count()
        };
        let others = Language::plain();
        others.fold(publication, |best, other| if small(other) > small(best) { other } else { best })
    }
}

/// A quotation held against one text.
struct Reading<'a> {
    text: &'a Text,
    language: Language,
}

impl Reading<'_> {
    /// Returns what a gap between two stretches does, the words of which lie between these places; none where the words
    /// cannot lie there.
    fn between(&self, gap: &Gap, from: usize, to: usize) -> Option<Stands> {
        if to < from || !gap.open && to > from {
            return None;
        }
        let lost = &self.text.words[from..to];
        if gap.printed {
            return Some(Stands::Truly);
        }
        let put_in = lower(&gap.inserted);
        let denies = !self.denials(&put_in).is_empty();
        let denials = self.denials(&lower(lost));
        if denies && denials.is_empty() && put_in.len() <= PUT_IN {
            return Some(Stands::Falsely(Change::PutIn(gap.inserted.join(" "))));
        }
        let mut turns = if denies { Vec::new() } else { denials };
        if !self.qualifies(&put_in) {
            turns.extend(self.doubts(&lower(lost)));
            turns.extend(self.unqualifies(&lower(lost), from));
        }
        let weighed = turns.into_iter().map(|(at, length)| self.weighed(from, to, from + at, length));
        Some(weighed.fold(Stands::Truly, worse))
    }

    /// Returns what words in brackets at either end put in, with the words of the text that stand there.
    fn edge(&self, gap: &Gap, beside: std::ops::Range<usize>) -> Stands {
        let put_in = lower(&gap.inserted);
        let is_put_in = put_in.len() <= PUT_IN && !self.denials(&put_in).is_empty();
        let there = || !self.denials(&lower(&self.text.words[beside])).is_empty();
        if is_put_in && !there() { Stands::Falsely(Change::PutIn(gap.inserted.join(" "))) } else { Stands::Truly }
    }

    /// Returns how much words weigh that lie in a gap: they turn the sense where they belong to words that are quoted.
    fn weighed(&self, from: usize, to: usize, at: usize, length: usize) -> Stands {
        let breaks = |range: std::ops::Range<usize>| {
            self.text.breaks.get(range).into_iter().flatten().copied().max().unwrap_or(Break::None)
        };
        let left = breaks(from.saturating_sub(1)..at);
        let right = breaks(at + length - 1..to);
        let lost = Change::LeftOut(self.text.words[at..at + length].join(" "));
        let opens = self.text.words.get(from).map(|word| word.to_lowercase());
        let subordinating = &self.vocabulary().quotations.subordinating;
        match (left, right) {
            (Break::None, _) | (_, Break::None) => Stands::Falsely(lost),
            (Break::Sentence, Break::Sentence) => Stands::Truly,
            _ if opens.is_some_and(|word| subordinating.contains(&word)) => Stands::Truly,
            _ => Stands::Doubtfully(lost),
        }
    }

    /// Returns where words deny something, and how many words do.
    fn denials(&self, lower: &[String]) -> Vec<(usize, usize)> {
        let quotations = &self.vocabulary().quotations;
        let mut found = Vec::new();
        let mut at = 0;
        while at < lower.len() {
            let here = &lower[at..];
            let idiom = begins(here, &quotations.no_denials);
            let denial = begins(here, &quotations.denials).or(here[0].ends_with("n't").then_some(1));
            if let (None, Some(length)) = (idiom, denial) {
                found.push((at, length));
            }
            at += idiom.or(denial).unwrap_or(1);
        }
        found
    }

    /// Returns where words say that something is not certain, and how many words do.
    fn doubts(&self, lower: &[String]) -> Vec<(usize, usize)> {
        let doubts = &self.vocabulary().quotations.doubts;
        (0..lower.len()).filter_map(|at| Some((at, begins(&lower[at..], doubts)?))).collect()
    }

    /// Returns the qualifier of a number among lost words: it ends them and the number follows, or begins them behind it.
    fn unqualifies(&self, lower: &[String], from: usize) -> Option<(usize, usize)> {
        let quantities = &self.vocabulary().quantities;
        let is_number = |at: Option<usize>| {
            let Some(word) = at.and_then(|at| self.text.words.get(at)) else { return false };
            let lower = word.to_lowercase();
            word.trim_start_matches(['$', '€', '£']).starts_with(|c: char| c.is_ascii_digit())
                || quantities.numerals.contains_key(&lower)
                || quantities.multipliers.contains_key(&lower)
                || quantities.rounded_multipliers.contains_key(&lower)
                || quantities.vague.contains_key(&lower)
        };
        let ends = |phrase: &String| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            let start = lower.len().checked_sub(phrase.len())?;
            (lower[start..] == phrase[..]).then_some((start, phrase.len()))
        };
        let before = quantities.before.iter().filter(|(qualifier, _)| **qualifier != Qualifier::Exactly);
        let after = quantities.after.iter().filter(|(qualifier, _)| **qualifier != Qualifier::Exactly);
        let longest = before.flat_map(|(_, words)| words).filter_map(ends).max_by_key(|(_, length)| *length);
        let behind = after.filter_map(|(_, phrases)| begins(lower, phrases)).max().map(|length| (0, length));
        longest.filter(|_| is_number(Some(from + lower.len()))).or(behind.filter(|_| is_number(from.checked_sub(1))))
    }

    /// Returns whether words say that something is not certain or not exact.
    fn qualifies(&self, lower: &[String]) -> bool {
        let quantities = &self.vocabulary().quantities;
        let phrases = quantities.before.values().chain(quantities.after.values());
        !self.doubts(lower).is_empty()
            || phrases.into_iter().any(|phrases| (0..lower.len()).any(|at| begins(&lower[at..], phrases).is_some()))
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        self.language.vocabulary()
    }
}

fn lower(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

/// Returns the worse of two ways in which the parts of a quotation stand.
fn worse(one: Stands, other: Stands) -> Stands {
    if other.rank() > one.rank() { other } else { one }
}

/// Returns how many words the longest phrase has with which these words begin.
fn begins(words: &[String], phrases: &[String]) -> Option<usize> {
    let long = |phrase: &String| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        (words.len() >= phrase.len() && words[..phrase.len()] == phrase[..]).then_some(phrase.len())
    };
    phrases.iter().filter_map(long).max()
}

fn same_but_for_first_letter(one: &str, other: &str) -> bool {
    let rest = |word: &str| word.chars().next().map_or(0, char::len_utf8);
    one[rest(one)..] == other[rest(other)..] && one.to_lowercase() == other.to_lowercase()
}
