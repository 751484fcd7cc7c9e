//! Whose word a paragraph says that something is: once for each speaker, in the same sentence or another one.

use std::ops::Range;

use crate::language::Term;
use crate::model::{Claim, EvidenceFrom, Key, Party, Relay, Source, Speaker};
use crate::outcome::body_of;
use crate::vocabulary::Stance;

use crate::prose::Prose;
use crate::prose::naming::are_akin;
use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::sentence::{Sentence, Word, WordKind};
use crate::prose::{references, voice};

/// Whose word something is, and by which words it can be named.
#[derive(Debug, Default)]
pub(crate) struct Attribution {
    /// The claim, where it is one.
    claim: Option<Key<Claim>>,
    /// The bodies whose word it is, and those through whom it is known.
    bodies: Vec<Key<Party>>,
    /// The sources in which it was said or is passed on.
    sources: Vec<Key<Source>>,
    /// Words of their names and kinds, and of what it was said in, in lower case.
    names: Vec<String>,
}

impl Attribution {
    /// Returns whose word a claim is: its speaker's, or that of those who support it.
    pub(crate) fn claim(prose: &Prose<'_>, claim: Key<Claim>) -> Self {
        let entry = &prose.model.claims[claim];
        let mut whose = Self { claim: Some(claim), ..Self::default() };
        for said in entry.places() {
            match &said.by {
                Some(Speaker::Party(party)) => whose.party(prose, *party),
                Some(Speaker::Words(words)) => whose.name(words),
                None => {}
            }
            said.source.into_iter().for_each(|source| whose.source(prose, source));
        }
        if entry.said.is_none() {
            for item in entry.evidence.iter().filter(|item| item.stance == Stance::Supports) {
                match item.from {
                    EvidenceFrom::Source(source) => whose.source(prose, source),
                    EvidenceFrom::Dataset(_) => {}
                }
            }
            let origins = &prose.evaluation.claim(claim).origins;
            origins.iter().filter_map(|origin| origin.party).for_each(|party| whose.party(prose, party));
        }
        whose
    }

    /// Returns whose word it is what a source says.
    pub(crate) fn said_in(prose: &Prose<'_>, source: Key<Source>) -> Self {
        let mut whose = Self::default();
        whose.source(prose, source);
        whose
    }

    /// Returns whether two are of one body.
    pub(crate) fn is_also(&self, other: &Self) -> bool {
        self.bodies.iter().any(|body| other.bodies.contains(body))
    }

    fn source(&mut self, prose: &Prose<'_>, source: Key<Source>) {
        /// A circle of sources is a problem of its own.
        const DEEPEST: usize = 4;
        /// Later words of a description say what it is about.
        const OF_ITS_KIND: usize = 4;
        let mut next = Some(source);
        for _ in 0..DEEPEST {
            let Some(source) = next else { break };
            self.sources.push(source);
            let entry = &prose.model.sources[source];
            entry.publisher.into_iter().for_each(|party| self.party(prose, party));
            entry.kind.iter().flat_map(|kind| kind.word().split(['-', '_'])).for_each(|kind| self.name(kind));
            entry
                .description
                .iter()
                .flat_map(|it| it.split_whitespace().take(OF_ITS_KIND))
                .for_each(|it| self.name(it));
            entry.author.iter().for_each(|author| self.name(&author.family));
            for relay in &entry.relays {
                match relay {
                    Relay::Party(party) => self.party(prose, *party),
                    Relay::Source(origin) => {
                        prose.model.sources[*origin].publisher.into_iter().for_each(|party| self.party(prose, party));
                    }
                    Relay::Unregistered(words) => self.name(words),
                }
            }
            next = entry.through;
        }
    }

    fn party(&mut self, prose: &Prose<'_>, party: Key<Party>) {
        let body = body_of(prose.model, party);
        if !self.bodies.contains(&body) {
            self.bodies.push(body);
        }
        let mut next = Some(party);
        for _ in 0..prose.model.parties.len() {
            let Some(party) = next else { break };
            let entry = &prose.model.parties[party];
            self.name(entry.name.split(" (").next().unwrap_or_default());
            [&entry.short, &entry.kind].into_iter().flatten().for_each(|name| self.name(name));
            next = entry.part_of.filter(|_| party != body);
        }
    }

    /// Notes the words of a name by which somebody is known: no `the`, but `DHS`.
    fn name(&mut self, name: &str) {
        for word in name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')) {
            let short = word.chars().count() < 4;
            let acronym = short && word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.');
            if !short || acronym {
                self.names.push(word.to_lowercase());
            }
        }
    }

    /// Returns whether a word names whose word it is.
    fn is_word_of(&self, word: &Word<'_>) -> bool {
        let bare = references::bare(&word.text);
        word.kind == WordKind::Letters && self.names.iter().any(|name| are_akin(name, bare))
    }
}

/// A paragraph of which it is asked.
#[derive(Clone, Copy)]
pub(crate) struct Paragraph<'p> {
    /// The project.
    pub(crate) prose: &'p Prose<'p>,
    /// The paragraph.
    pub(crate) passage: &'p Passage<'p>,
    /// Its sentences.
    pub(crate) sentences: &'p [Sentence<'p>],
}

impl Paragraph<'_> {
    /// Returns whether what stands at a word of a sentence is told as somebody's word, or is not asserted at all.
    pub(crate) fn attributes(&self, at: usize, word: usize, whose: &Attribution) -> bool {
        let here = &self.sentences[at];
        // A citation says whose word it is, once the paragraph says that it is somebody's word.
        let elsewhere = if self.cites(here, whose) { Same::Sentence } else { Same::Paragraph };
        !voice::is_said_plainly(here, &(word..word + 1))
            || withholds(here, word)
            || self.names_speaker(whose)
            || self.says(here, whose, Same::Sentence)
            || self.sentences.iter().enumerate().any(|(other, it)| other != at && self.says(it, whose, elsewhere))
            || self.leads(whose)
    }

    fn cites(&self, sentence: &Sentence<'_>, whose: &Attribution) -> bool {
        sentence.references(self.passage).any(|(_, reference)| match reference {
            Reference::Source(source) => whose.sources.contains(&source),
            Reference::Claim(claim, Printed::Cite) => Some(claim) == whose.claim,
            _ => false,
        })
    }

    /// Returns whether the paragraph prints the speaker by name, or the standing beside the speaker's name.
    fn names_speaker(&self, whose: &Attribution) -> bool {
        self.passage.references.iter().any(|reference| match reference {
            Reference::Claim(of, Printed::Speaker | Printed::Sentence) => {
                Some(*of) == whose.claim || Attribution::claim(self.prose, *of).is_also(whose)
            }
            Reference::Claim(of, Printed::Standing) if Some(*of) == whose.claim => {
                self.sentences.iter().any(|sentence| self.is_named(sentence, whose))
            }
            _ => false,
        })
    }

    /// Returns whether the words that introduce a list say whose word its items are.
    fn leads(&self, whose: &Attribution) -> bool {
        let Some((passage, sentences)) = self.prose.lead(self.passage) else { return false };
        let lead = Paragraph { prose: self.prose, passage, sentences };
        sentences.iter().any(|sentence| lead.says(sentence, whose, Same::Sentence))
    }

    /// Returns whether a sentence says that it is somebody's word, and does not name somebody else.
    fn says(&self, sentence: &Sentence<'_>, whose: &Attribution, same: Same) -> bool {
        if verbs(sentence).any(|said| !is_denied(sentence, said.start) && !voice::is_ours_at(sentence, said.start)) {
            // “Officials say”, “it says”: nobody else is named.
            let open = || match same {
                Same::Sentence => self.bodies(sentence).is_empty(),
                Same::Paragraph => sentence.has(Term::Voices),
            };
            return self.is_named(sentence, whose) || self.cites(sentence, whose) || open();
        }
        matches!(same, Same::Sentence) && sentence.has(Term::Allegation) || is_by(sentence, whose)
    }

    fn is_named(&self, sentence: &Sentence<'_>, whose: &Attribution) -> bool {
        // “reported” is no name, where the source is a report.
        let verb = |at: usize| verbs(sentence).any(|said| said.contains(&at));
        let words = sentence.words.iter().enumerate();
        self.bodies(sentence).iter().any(|body| whose.bodies.contains(body))
            || words.into_iter().any(|(at, word)| !verb(at) && whose.is_word_of(word))
    }

    /// Returns the bodies that a sentence names in words or prints.
    fn bodies(&self, sentence: &Sentence<'_>) -> Vec<Key<Party>> {
        let printed = sentence.references(self.passage).filter_map(|(_, reference)| match reference {
            Reference::Party(party) => Some(party),
            _ => None,
        });
        let all = references::parties(self.prose, sentence).into_iter().chain(printed);
        all.map(|party| body_of(self.prose.model, party)).collect()
    }
}

/// Whether a sentence is the one of which it is asked.
#[derive(Clone, Copy)]
enum Same {
    Sentence,
    Paragraph,
}

/// Returns whether a sentence speaks of what stands at a word as something that was said: `the claim that`, `whether`.
fn withholds(sentence: &Sentence<'_>, word: usize) -> bool {
    /// Between `the claim` and what was claimed stand few words.
    const NEAR: usize = 4;
    sentence.said(Term::Assertion).any(|claim| {
        claim.end <= word
            && word <= claim.end + NEAR
            && (claim.end..word).any(|at| sentence.is_by_itself(at, Term::Pointer))
    })
}

/// Returns the words by which a sentence says that somebody says so. “The United States” does not say anything.
fn verbs<'s>(sentence: &'s Sentence<'_>) -> impl Iterator<Item = Range<usize>> + 's {
    let said = sentence.said(Term::Attribution).chain(sentence.said(Term::Mention));
    said.filter(|said| !sentence.any(Term::Idiom).any(|idiom| voice::overlap(&idiom, said)))
}

/// Returns whether a sentence says that a number or statement is somebody's: `the figures of DHS`, `as reported by DHS`.
fn is_by(sentence: &Sentence<'_>, whose: &Attribution) -> bool {
    sentence.said(Term::AttributionBefore).any(|by| {
        let behind = (by.end..sentence.words.len()).filter(|at| !sentence.is_by_itself(*at, Term::Definite));
        let mut close = behind.take_while(|at| !sentence.is_by_itself(*at, Term::Countable)).take(2);
        let before = |term: Term| sentence.said(term).any(|it| it.start < by.start && by.start <= it.end + 1);
        // “The figure, of DHS, is …”
        let apart = by.start > 0 && sentence.words[by.start - 1].text == ",";
        let named = apart && sentence.said(Term::Assertion).any(|it| it.end < by.start);
        close.any(|at| whose.is_word_of(&sentence.words[at]))
            && (named || before(Term::Assertion) || before(Term::Attribution))
    })
}

/// Returns whether it is said that somebody does not say so: “nobody says”, “did not say”.
fn is_denied(sentence: &Sentence<'_>, verb: usize) -> bool {
    sentence.said(Term::Negation).any(|denial| denial.end <= verb && verb <= denial.end + 1)
}
