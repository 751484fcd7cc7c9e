//! The panel "What we know, what remains unknown" as it is read: findings under who says them and how they stand, said once for
//! a group; what comes first in the author's order, and the rest to be unfolded.

use std::collections::BTreeSet;

use crate::language::Plural;
use crate::model::{Brief, Claim, Facet, Key, Party, Unknown};
use crate::outcome::{StandingLabel, Value};
use crate::quantity::SaidUnit;
use crate::view::statement::capital;
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText, word_count};
use crate::vocabulary::{Caveats, ClaimKind, Standing};

/// How many findings and questions are read at once: known, claimed, unknown.
const FIRST: [usize; 3] = [5, 7, 5];
/// How many words a value may have that leads a line.
const VALUE_WORDS: usize = 12;

/// One part of the panel.
#[derive(Debug, Clone, Default)]
pub struct PanelPart {
    /// What is read first.
    pub first: Vec<GroupView>,
    /// What can be unfolded.
    pub more: Vec<GroupView>,
    /// How much that is, in words.
    pub more_words: MarkedText,
}

impl PanelPart {
    /// Returns one of its groups: of what comes first, or of what can be unfolded.
    pub fn group(&self, more: bool, at: usize) -> Option<&GroupView> {
        if more { self.more.get(at) } else { self.first.get(at) }
    }
}

/// Lines of the panel of which one thing is said.
#[derive(Debug, Clone, Default)]
pub struct GroupView {
    /// Who says them; empty where that is ours.
    pub who: MarkedText,
    /// How they stand, or why the questions are open.
    pub standing: MarkedText,
    /// The lines.
    pub lines: Vec<MarkedText>,
    /// By what lines belong together.
    by: (String, String),
}

impl Teller<'_> {
    /// Returns the parts of a brief's panel, of what is known, what is claimed and what is not known, each in the author's order.
    pub(super) fn panel(&self, brief: &Brief, known: &[Key<Claim>], claimed: &[Key<Claim>]) -> [PanelPart; 3] {
        let mut introduced = BTreeSet::new();
        let counts = &self.words().panel;
        let known = split(known, FIRST[0], |claims| self.known_groups(claims));
        let claimed = split(claimed, FIRST[1], |claims| self.claimed_groups(claims, &mut introduced));
        let unknown = split(&brief.unknowns, FIRST[2], |unknowns| self.question_groups(unknowns));
        let forms = [&counts.more_known, &counts.more_claimed, &counts.more_unknown];
        let parts = [known, claimed, unknown].into_iter().zip(forms);
        let mut parts = parts.map(|(part, form)| PanelPart { more_words: self.more(&part.more, form), ..part });
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    }

    fn more(&self, groups: &[GroupView], form: &Plural) -> MarkedText {
        let lines: usize = groups.iter().map(|group| group.lines.len()).sum();
        if lines == 0 { MarkedText::default() } else { MarkedText::words(form.say(lines as u64, self.language())) }
    }

    /// Returns what is borne out and what is contradicted, each under what says so.
    fn known_groups(&self, claims: &[Key<Claim>]) -> Vec<GroupView> {
        let words = &self.words().panel;
        let mut groups: Vec<GroupView> = Vec::new();
        for claim in claims {
            let assessment = self.evaluation.claim(*claim);
            let kind = self.model.claims[*claim].kind;
            let mut lead = match (assessment.told, self.held_by_record(*claim)) {
                (StandingLabel::RecordContradicts, _) => &words.contradicted_by_record,
                (StandingLabel::SourcesContradict, _) => &words.contradicted_by_sources,
                (_, Some(_)) => &words.borne_out_by_record,
                (_, None) if kind == ClaimKind::Definition => &words.borne_out_by_definition,
                (_, None) => &words.borne_out,
            }
            .to_owned();
            self.mark_standing(&mut lead, assessment.said, assessment.rivals);
            let line = match assessment.standing {
                Standing::Refuted => self.contradicted(*claim),
                _ => self.borne_out(*claim),
            };
            let group = GroupView {
                standing: MarkedText::words(lead.as_str()),
                by: (String::new(), lead),
                ..GroupView::default()
            };
            add(&mut groups, group, self.with_grounds(*claim, line));
        }
        groups
    }

    /// Returns the first reading under which the record bears a claim out. A test on other data decides nothing, whatever it
    /// comes to, and a count is no cause.
    fn held_by_record(&self, claim: Key<Claim>) -> Option<usize> {
        let mut readings = self.evaluation.claim(claim).readings.iter();
        let held = readings.position(|reading| reading.on_record && reading.holds == Some(true));
        held.filter(|_| self.model.claims[claim].kind != ClaimKind::Cause)
    }

    /// Returns a statement that is borne out, behind the value that bears it out where it does not say that itself.
    fn borne_out(&self, claim: Key<Claim>) -> MarkedText {
        let statement = self.statement(claim);
        let Some(reading) = self.held_by_record(claim) else { return statement };
        let of = |facet| self.value(claim, Some(reading), facet);
        let said = statement.plain();
        let is_said = |line: MarkedText| says(&said, &line.plain());
        if self.is_told_in_words(claim, reading, &said) {
            return statement;
        }
        let value = of(Facet::WithEnds).filter(|value| word_count(value) <= VALUE_WORDS);
        let value = value.filter(|_| !of(Facet::All).is_some_and(is_said));
        let Some(value) = value else { return statement };
        let period = of(Facet::Period).filter(|period| !is_said(period.clone()));
        let words = &self.words().panel;
        let mut line = match period {
            Some(period) => MarkedText::filled(&words.value_of, &[("value", &value), ("period", &period)]),
            None => value,
        };
        line = capital(line);
        MarkedText::filled(&words.led, &[("value", &line), ("statement", &statement)])
    }

    /// Returns whether a statement names the very number of the record, be it in words: `two`.
    fn is_told_in_words(&self, claim: Key<Claim>, reading: usize, statement: &str) -> bool {
        let Some(quantity) = &self.model.claims[claim].quantity else { return false };
        let named = quantity.exact().filter(|_| quantity.qualifier().is_none() && quantity.unit() == SaidUnit::Plain);
        let found = self.evaluation.claim(claim).readings[reading].outcome.as_ref().and_then(|of| match of.value {
            Value::Number(number) if of.said() == Caveats::default() => Some(number),
            _ => None,
        });
        named.is_some() && named == found && says(&statement.to_lowercase(), &quantity.words.to_lowercase())
    }

    /// Returns what is true instead of a claim, and whose claim that contradicts.
    fn contradicted(&self, claim: Key<Claim>) -> MarkedText {
        let words = &self.words().panel;
        let mut line = self.instead(claim).unwrap_or_default();
        let statement = self.statement(claim);
        let quote = self.words_said(claim).filter(|_| self.is_word_for_word(claim));
        let said = match (self.speaker_once(claim, &mut BTreeSet::new()), quote) {
            (Some(who), Some(quote)) => {
                MarkedText::filled(&words.contradicted_quoted, &[("who", &who), ("quote", &quote)])
            }
            (Some(who), None) => MarkedText::filled(&words.contradicted_of, &[("who", &who), ("claim", &statement)]),
            (None, _) => MarkedText::filled(&words.contradicted, &[("claim", &statement)]),
        };
        if !line.is_empty() {
            line.end_sentence();
            line.push(" ");
        }
        line.append(said);
        line.end_sentence();
        line
    }

    /// Returns claims under who makes them, and under each speaker how they stand.
    fn claimed_groups(&self, claims: &[Key<Claim>], introduced: &mut BTreeSet<Key<Party>>) -> Vec<GroupView> {
        let speaker = |claim: Key<Claim>| self.speaker(claim).map(|who| who.plain()).unwrap_or_default();
        let mut speakers: Vec<String> = Vec::new();
        for claim in claims {
            let who = speaker(*claim);
            if !speakers.contains(&who) {
                speakers.push(who);
            }
        }
        let mut groups = Vec::new();
        for who in speakers {
            let mut of_speaker: Vec<GroupView> = Vec::new();
            for claim in claims.iter().filter(|claim| speaker(**claim) == who) {
                let standing = self.standing(*claim).plain();
                let told = MarkedText::words(standing.as_str());
                let by = (who.clone(), standing);
                let group = if of_speaker.iter().any(|group| group.by == by) {
                    GroupView { by, ..GroupView::default() }
                } else {
                    let name = self.speaker_once(*claim, introduced).map(capital).unwrap_or_default();
                    let standing = if name.is_empty() { capital(told) } else { told };
                    GroupView { who: name, standing, by, lines: Vec::new() }
                };
                let line = self.with_grounds(*claim, capital(self.statement(*claim)));
                add(&mut of_speaker, group, line);
            }
            groups.extend(of_speaker);
        }
        groups
    }

    /// Returns open questions under why they are open.
    fn question_groups(&self, unknowns: &[Key<Unknown>]) -> Vec<GroupView> {
        let mut groups = Vec::new();
        for unknown in unknowns {
            let reason = self.model.unknowns[*unknown].reason;
            let why = reason.map(|reason| self.language().unknown_reason(reason)).unwrap_or_default();
            let (why, by) = (capital(MarkedText::words(why)), (String::new(), why.to_owned()));
            let group = GroupView { standing: why, by, ..GroupView::default() };
            let entry = &self.model.unknowns[*unknown];
            add(&mut groups, group, self.prose(&entry.question, None));
        }
        groups
    }

    /// Returns a line of the panel with its sources and the place where its grounds are opened.
    fn with_grounds(&self, claim: Key<Claim>, mut line: MarkedText) -> MarkedText {
        line.append(self.cite_claim(claim));
        line.append(MarkedText::empty(Mark::Why(claim)));
        line
    }
}

/// Returns whether a sentence has these words, whole: “12” does not stand in “120”.
fn says(sentence: &str, words: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let goes_on = |rest: &str| {
        let mut rest = rest.chars();
        rest.next().is_some_and(|c| matches!(c, '.' | ',')) && rest.next().is_some_and(|c| c.is_ascii_digit())
    };
    sentence.match_indices(words).any(|(at, found)| {
        let (before, after) = (&sentence[..at], &sentence[at + found.len()..]);
        ends(before.chars().next_back()) && ends(after.chars().next()) && !goes_on(after)
    })
}

/// Returns what comes first and what can be unfolded; a rest of one is no rest.
fn split<T: Copy>(all: &[T], first: usize, mut grouped: impl FnMut(&[T]) -> Vec<GroupView>) -> PanelPart {
    let first = if all.len() <= first + 1 { all.len() } else { first };
    let (first, more) = all.split_at(first);
    PanelPart { first: grouped(first), more: grouped(more), more_words: MarkedText::default() }
}

/// Adds a line to its group.
fn add(groups: &mut Vec<GroupView>, group: GroupView, line: MarkedText) {
    let at = groups.iter().position(|known| known.by == group.by);
    let at = at.unwrap_or_else(|| {
        groups.push(group);
        groups.len() - 1
    });
    groups[at].lines.push(line);
}

impl Teller<'_> {
    /// Returns the standing of the answer: that of the claim that is the question, or of each that answers it, named.
    pub(super) fn answer_standing(&self, brief: &Brief) -> MarkedText {
        let words = &self.words().panel;
        let answering = brief.answering();
        if let [claim] = answering {
            let standing = self.standing(*claim);
            // Beside a true sentence the standing is that of the claim it stands instead of.
            return match self.evaluation.claim(*claim).standing {
                Standing::Refuted => MarkedText::filled(&words.of_the_claim, &[("standing", &standing)]),
                _ => standing,
            };
        }
        let mut said: Vec<(String, Vec<Key<Claim>>)> = Vec::new();
        for claim in answering {
            let standing = self.standing(*claim).plain();
            match said.iter_mut().find(|(known, _)| *known == standing) {
                Some((_, claims)) => claims.push(*claim),
                None => said.push((standing, vec![*claim])),
            }
        }
        let names: Vec<Option<MarkedText>> = answering.iter().map(|claim| self.in_short(*claim)).collect();
        let distinct: BTreeSet<String> = names.iter().flatten().map(MarkedText::plain).collect();
        let are_named = said.len() > 1 && distinct.len() == answering.len();
        let mut line = MarkedText::default();
        for (at, (_, claims)) in said.iter().enumerate() {
            line.push(if at == 0 { "" } else { "; " });
            let standing = self.standing(claims[0]);
            if are_named {
                let names: Vec<MarkedText> = claims.iter().filter_map(|claim| self.in_short(*claim)).collect();
                line.append(MarkedText::filled(
                    &words.standing_of,
                    &[("what", &self.list(&names)), ("standing", &standing)],
                ));
            } else {
                line.append(standing);
            }
        }
        line
    }

    /// Returns a claim in a few words: in its author's, or what it counts.
    fn in_short(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let short = self.model.claims[claim].short.as_ref().map(|short| self.prose(short, Some(claim)));
        short.or_else(|| self.measure_of(claim).map(|measure| self.measure(measure)))
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_number_is_said_where_it_stands_whole() {
        assert!(says("It fell by 12%, to 30,375.", "12%") && says("30,375 were met", "30,375"));
        assert!(!says("More than 120 came.", "12") && !says("It was 12.5.", "12") && !says("In 1,200 cases", "1"));
    }
}
