//! The rule on sources that are counted as several and are one body.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Claim, Key, Model, Party, Relay, Source};
use crate::outcome::{Origin, Side, body_of};
use crate::prose::passage::{Passage, Reference};
use crate::prose::sentence::Sentence;
use crate::prose::{references, voice};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SOURCES_OVERCOUNTED];

/// Bodies that count as one are counted as several.
static SOURCES_OVERCOUNTED: Rule =
    Rule { code: &code::SOURCES_OVERCOUNTED, level: Level::Error, check: Check::Passage(check) };

fn check(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>], found: &mut Problems) {
    if passage.asserts_nothing() {
        return;
    }
    for (at, sentence) in sentences.iter().enumerate() {
        let apart = Paragraph { context, passage, sentences };
        if let Some(problem) = one_body(context, passage, sentence).or_else(|| apart.overcounted(at)) {
            found.push(explained(problem));
        }
    }
}

/// Returns the problem of a sentence that names parts of one body as if they bore each other out.
fn one_body(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Option<Problem> {
    let mut vouching = sentence.said(Term::Corroboration);
    if !vouching.any(|verb| voice::is_asserted(sentence, &verb)) || sentence.has(Term::Contrast) {
        return None;
    }
    let parties = references::parties(context.prose, sentence);
    let bodies: BTreeSet<_> = parties.iter().map(|party| body_of(context.model, *party)).collect();
    if parties.len() < 2 || bodies.len() == parties.len() {
        return None;
    }
    let ids: Vec<String> = parties.iter().map(|party| format!("`{}`", context.model.parties.id(*party))).collect();
    let message = format!("{} are named as several that support it, and count as {}", ids.join(", "), bodies.len());
    Some(SOURCES_OVERCOUNTED.problem(passage.place(sentence.span), message))
}

/// A paragraph whose sentences are looked at.
#[derive(Clone, Copy)]
struct Paragraph<'p> {
    context: &'p Context<'p>,
    passage: &'p Passage<'p>,
    sentences: &'p [Sentence<'p>],
}

impl Paragraph<'_> {
    /// Returns the problem of a sentence that speaks of more sources than there are for the claim it prints, or that was
    /// printed last before it.
    fn overcounted(self, at: usize) -> Option<Problem> {
        let sentence = &self.sentences[at];
        let wanted = wanted(self.context, self.passage, sentence)?;
        let before = self.sentences[..=at].iter().rev();
        let claims =
            before.map(|sentence| references::claims(self.passage, sentence)).find(|claims| !claims.is_empty());
        let Some(claims) = claims else { return self.cited_as_more(sentence, wanted) };
        let counted = claims.into_iter().map(|claim| (claim, wanted.met(self.context, claim)));
        // Which of several claims is meant, nobody can tell: one that has enough is enough.
        let (claim, count) = counted.max_by_key(|(_, count)| *count).filter(|(_, count)| *count < wanted.count())?;
        let id = self.context.model.claims.id(claim);
        let message = match wanted {
            Wanted::Several(_) => {
                format!("this speaks of several sources for claim `{id}`, and the registry has {count}")
            }
            Wanted::Independent => {
                format!("this calls claim `{id}` independently confirmed, and the registry has no such source")
            }
        };
        Some(SOURCES_OVERCOUNTED.problem(self.passage.place(sentence.span), message))
    }

    /// Returns the problem of a sentence that prints no claim, speaks of several sources, and cites several that are fewer
    /// origins than it says. Where it names parties, they are counted elsewhere.
    fn cited_as_more(self, sentence: &Sentence<'_>, wanted: Wanted) -> Option<Problem> {
        let Wanted::Several(wanted) = wanted else { return None };
        let named = !references::parties(self.context.prose, sentence).is_empty();
        if named || sentence.has(Term::Contrast) {
            return None;
        }
        let model = self.context.model;
        let cited: BTreeSet<Key<Source>> = sentence
            .references(self.passage)
            .filter_map(|(_, reference)| match reference {
                Reference::Source(source) => Some(source),
                _ => None,
            })
            .collect();
        let origins: BTreeSet<_> = cited.iter().map(|source| origin_of(model, *source)).collect();
        if origins.len() == cited.len() || origins.len() >= wanted {
            return None;
        }
        let ids: Vec<String> = cited.iter().map(|source| format!("`{}`", model.sources.id(*source))).collect();
        let message = format!("{} are cited as several sources, and count as {}", ids.join(", "), origins.len());
        Some(SOURCES_OVERCOUNTED.problem(self.passage.place(sentence.span), message))
    }
}

/// What a source counts as where sources are counted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CountsAs {
    /// The body that its publisher belongs to.
    Body(Key<Party>),
    /// Itself, where it names no registered publisher.
    Itself(Key<Source>),
}

/// Returns what a source counts as: what it relays, where that is one thing that is registered; else its publisher's body.
fn origin_of(model: &Model, source: Key<Source>) -> CountsAs {
    let mut at = source;
    // A circle of relays is a problem elsewhere; the bound keeps this from going round.
    for _ in 0..model.sources.len() {
        match *model.sources[at].relays {
            [Relay::Source(root)] => at = root,
            [Relay::Party(party)] => return CountsAs::Body(body_of(model, party)),
            _ => break,
        }
    }
    let publisher = model.sources[at].publisher;
    publisher.map_or(CountsAs::Itself(at), |party| CountsAs::Body(body_of(model, party)))
}

fn explained(problem: Problem) -> Problem {
    problem
        .note("parts of one body, and whoever repeats what another said, are one source however many they are")
        .help("name the one body, or register the sources that saw it for themselves")
}

/// What a sentence says there is.
#[derive(Clone, Copy)]
enum Wanted {
    /// So many sources.
    Several(usize),
    /// One at least that has no part in it.
    Independent,
}

impl Wanted {
    fn count(self) -> usize {
        match self {
            Self::Several(count) => count,
            Self::Independent => 1,
        }
    }

    /// Returns how many of these there are for a claim: its origins in support, and the record where it was tested on one.
    fn met(self, context: &Context<'_>, claim: Key<Claim>) -> usize {
        let assessment = context.evaluation.claim(claim);
        let counts = |origin: &&Origin| match self {
            Self::Several(_) => origin.side == Side::Supports,
            Self::Independent => origin.side == Side::Supports && !origin.is_interested(),
        };
        let record = assessment.readings.iter().any(|reading| reading.on_record);
        assessment.origins.iter().filter(counts).count() + usize::from(record)
    }
}

/// Returns what a sentence says there is, where it says so and does not deny, ask or suppose it.
fn wanted(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Option<Wanted> {
    let is_open = |voices: &Range<usize>| sentence.has(Term::SameBody) || are_somebodys(context, sentence, voices);
    let mut voices =
        sentence.said(Term::Voices).filter(|voices| !is_counted_itself(sentence, voices) && !is_open(voices));
    let counted = voices.find_map(|voices| {
        let verb = |term: Term| sentence.said(term).find(|verb| stands_to(sentence, verb, &voices));
        let (count, verb) = match how_many(sentence, &voices) {
            Some(count) => {
                // “Two agencies put the number at …”: what they say has to follow.
                let mention = || verb(Term::Mention).filter(|verb| is_followed(passage, sentence, verb));
                let says = || verb(Term::Attribution).or_else(mention);
                (count, verb(Term::Corroboration).or_else(says)?)
            }
            None => (2, verb(Term::Corroboration)?),
        };
        let asserted = voice::is_asserted(sentence, &verb) && voice::is_said_plainly(sentence, &voices);
        (asserted && count > 1).then_some(Wanted::Several(count))
    });
    counted.or_else(|| {
        let mut confirmed = sentence.said(Term::Independent);
        confirmed.any(|words| voice::is_asserted(sentence, &words)).then_some(Wanted::Independent)
    })
}

/// Returns whether a verb is that of the voices: behind them in their clause, or before them as in “confirmed by”.
fn stands_to(sentence: &Sentence<'_>, verb: &Range<usize>, voices: &Range<usize>) -> bool {
    /// `agencies of two states independently confirm`.
    const BEHIND: usize = 5;
    /// `confirmed by three federal agencies`.
    const BEFORE: usize = 4;
    let apart = |between: Range<usize>| sentence.words[between].iter().any(|word| word.text == ",");
    if voices.end <= verb.start {
        return verb.start <= voices.end + BEHIND && !apart(voices.end..verb.start);
    }
    let by = || sentence.said(Term::AttributionBefore).any(|by| verb.end <= by.start && by.end <= voices.start);
    verb.end <= voices.start && voices.start <= verb.end + BEFORE && by()
}

/// Returns how many voices there are said to be: two at least where it is several.
fn how_many(sentence: &Sentence<'_>, voices: &Range<usize>) -> Option<usize> {
    /// `three federal agencies`.
    const NEAR: usize = 3;
    let near = |at: usize| at < voices.start && voices.start <= at + NEAR;
    let mut numbers = sentence.numbers.iter().filter(|number| near(sentence.word_at(number.core.start)));
    let named = numbers.find_map(|number| number.named?.to_string().parse().ok());
    named.or_else(|| sentence.said(Term::Several).any(|several| near(several.end - 1)).then_some(2))
}

/// Returns whether it is said whose the voices are: `two of its statements`, `two DHS reports`, `two reports of DHS`.
fn are_somebodys(context: &Context<'_>, sentence: &Sentence<'_>, voices: &Range<usize>) -> bool {
    /// `its two separate reports`.
    const NEAR: usize = 3;
    let before = |words: Range<usize>| words.end <= voices.start && voices.start < words.end + NEAR;
    let words = references::party_words(context.prose, sentence);
    let names = |from: usize| words.get(from..).into_iter().flat_map(|words| context.prose.parties().at(words));
    let of =
        sentence.words.get(voices.end).is_some_and(|word| word.text != ",") && names(voices.end + 1).next().is_some();
    of || (0..voices.start).any(|at| names(at).any(|(_, length)| at + length == voices.start))
        || sentence.said(Term::Whose).any(before)
        || sentence.said(Term::Among).any(|words| words.start == voices.end)
}

/// Returns whether it is things of a measure that a word names, and nobody who says anything: reports that came in.
fn is_counted_itself(sentence: &Sentence<'_>, voices: &Range<usize>) -> bool {
    sentence.units.contains(&voices.start) || sentence.measures.iter().any(|(_, words)| voice::overlap(words, voices))
}

/// Returns whether something of a claim is printed behind a verb.
fn is_followed(passage: &Passage<'_>, sentence: &Sentence<'_>, verb: &Range<usize>) -> bool {
    sentence.references(passage).any(|(at, reference)| at >= verb.end && matches!(reference, Reference::Claim(..)))
}
