//! Why a claim has its standing, in one sentence made from the graph of its evidence.

use crate::language::{Language, Part, Reasons, fill, parts};
use crate::model::{Basis, Claim, EvidenceFrom, Kind, Looked, Model, Piece, Prose, Stance};

use super::decide::Ground;
use super::{Cap, Origin, ReadingOutcome, Side, Valued};

/// Returns the sentence for a claim whose standing has this ground.
pub(super) fn sentence(
    model: &Model,
    claim: &Claim,
    readings: &[ReadingOutcome],
    origins: &[Origin],
    ground: Ground,
) -> Prose {
    let writer = Writer { model, claim, readings, origins, words: &model.publication.language.vocabulary().reasons };
    writer.write(ground)
}

struct Writer<'a> {
    model: &'a Model,
    claim: &'a Claim,
    readings: &'a [ReadingOutcome],
    origins: &'a [Origin],
    words: &'static Reasons,
}

impl Writer<'_> {
    fn write(&self, ground: Ground) -> Prose {
        let words = self.words;
        match ground {
            Ground::Opinion => Prose::plain(&*words.opinion),
            Ground::NotYetDue => Prose::plain(&*words.not_yet_due),
            Ground::Untouched => Prose::plain(&*words.untouched),
            Ground::ReadingsDisagree => Prose::plain(&*words.readings_disagree),
            Ground::OwnWords => Prose::plain(&*words.own_words),
            Ground::Law => Prose::plain(&*words.law),
            Ground::Finding if self.rests_on_court() => Prose::plain(&*words.finding),
            Ground::Finding => Prose::plain(&*words.inspected),
            Ground::NothingDirect => Prose::plain(&*words.nothing_direct),
            Ground::HeldWhenSaid => self.of_record(&words.held_when_said, &words.held_when_said_series),
            Ground::RecordContradicts => self.of_record(&words.record_contradicts, &words.record_contradicts_series),
            Ground::Record => self.of_record(&words.record, &words.record_series),
            Ground::RecordDisputed => self.of_record(&words.record_disputed, &words.record_disputed),
            Ground::Disputed => self.of_sides(&words.disputed),
            Ground::BothSides => self.of_sides(&words.both_sides),
            Ground::LoneDispute => self.of_sides(&words.lone_dispute),
            Ground::Independent => self.of_sides(&words.independent),
            Ground::NoneFound => filled(&words.none_found, &[("places", self.places())]),
            Ground::Reported => self.reported(),
            Ground::Interested => {
                let names = self.names(|origin| origin.side == Side::Supports);
                let form = if names.len() == 1 { &words.interested_one } else { &words.interested_many };
                filled(form, &[("names", self.list(&names))])
            }
            Ground::NothingFound => self.nothing_found(),
        }
    }

    fn rests_on_court(&self) -> bool {
        self.claim.evidence.iter().any(|item| item.basis == Some(Basis::Court))
    }

    /// Fills a sentence about the record: with the tested number, or the form for a series.
    fn of_record(&self, number: &str, series: &str) -> Prose {
        let outcome = self.readings.iter().find_map(|reading| reading.outcome.as_ref());
        let is_number = outcome.is_some_and(|outcome| matches!(outcome.value, Valued::Number(_)));
        let measure = self.claim.measure.or_else(|| outcome.and_then(|outcome| outcome.measures.first().copied()));
        let keeper = measure.and_then(|measure| self.model.measures[measure].kept_by);
        let keeper = keeper.map_or(&*self.words.unnamed_keeper, |keeper| &*self.model.parties[keeper].name);
        let disputes = self.clause(Side::Disputes);
        filled(if is_number { number } else { series }, &[("keeper", keeper.to_owned()), ("disputes", disputes)])
    }

    fn of_sides(&self, form: &str) -> Prose {
        let clauses = [("supports", self.clause(Side::Supports)), ("disputes", self.clause(Side::Disputes))];
        filled(form, &clauses)
    }

    fn reported(&self) -> Prose {
        let words = self.words;
        let free = |origin: &Origin| origin.side == Side::Supports && !origin.interested;
        let names = self.names(free);
        let from_search = self.claim.kind == Kind::Absence
            && self.claim.evidence.iter().any(|item| item.basis == Some(Basis::Search));
        if from_search {
            return filled(&words.searched, &[("names", self.list(&names))]);
        }
        if names.len() > 1 {
            let first_hand = self.origins.iter().filter(|origin| free(origin) && origin.cap.is_none()).count();
            return self.of_sides(if first_hand > 1 { &words.reported_count } else { &words.reported_many });
        }
        let cap = self.origins.iter().find(|origin| free(origin)).and_then(|origin| origin.cap);
        let form = match cap {
            None => &words.reported,
            Some(Cap::SecondHand) => &words.reported_second_hand,
            Some(Cap::InterestsUnstated) => &words.reported_interests_unstated,
        };
        filled(form, &[("names", self.list(&names))])
    }

    fn nothing_found(&self) -> Prose {
        let tried: Vec<String> = self
            .claim
            .evidence
            .iter()
            .filter(|item| item.stance == Stance::CannotVerify)
            .map(|item| {
                let publisher = match item.from {
                    EvidenceFrom::Source(source) => self.model.sources[source].publisher,
                    EvidenceFrom::Dataset(dataset) => self.model.datasets[dataset].publisher,
                };
                publisher
                    .map_or_else(|| self.words.unnamed.clone(), |party| self.model.parties[party].short().to_owned())
            })
            .fold(Vec::new(), |mut names, name| {
                if !names.contains(&name) {
                    names.push(name);
                }
                names
            });
        if !tried.is_empty() {
            return filled(&self.words.could_not_verify, &[("names", self.list(&tried))]);
        }
        if self.claim.looked.is_empty() {
            return Prose::plain(&*self.words.searched_nothing);
        }
        filled(&self.words.looked, &[("places", self.places())])
    }

    /// Returns "A and B dispute it", of the disinterested origins on a side.
    fn clause(&self, side: Side) -> String {
        let names = self.names(|origin| origin.side == side && !origin.interested);
        let (one, many) = match side {
            Side::Supports => (&self.words.supports_one, &self.words.supports_many),
            Side::Disputes => (&self.words.disputes_one, &self.words.disputes_many),
        };
        let form = if names.len() == 1 { one } else { many };
        fill(form, &[("names", &self.list(&names))])
    }

    fn names(&self, which: impl Fn(&Origin) -> bool) -> Vec<String> {
        self.origins
            .iter()
            .filter(|origin| which(origin))
            .map(|origin| if origin.party.is_some() { origin.name.clone() } else { self.words.unnamed.clone() })
            .collect()
    }

    fn places(&self) -> String {
        let place = |looked: &Looked| match &looked.date {
            Some(date) => format!("{}, {}", looked.place, self.language().date(*date)),
            None => looked.place.clone(),
        };
        let places: Vec<String> = self.claim.looked.iter().map(place).collect();
        places.join("; ")
    }

    fn list(&self, names: &[String]) -> String {
        self.language().list(names)
    }

    fn language(&self) -> Language {
        self.model.publication.language
    }
}

/// Puts names into a sentence; `{value}` stays a reference to the tested figure.
fn filled(form: &str, names: &[(&str, String)]) -> Prose {
    let mut pieces = Vec::new();
    for part in parts(form) {
        let words = match part {
            Part::Words(words) => words,
            Part::Gap("value") => {
                pieces.push(Piece::Value);
                continue;
            }
            Part::Gap(gap) => names.iter().find(|(name, _)| *name == gap).map_or("", |(_, with)| with.as_str()),
        };
        match pieces.last_mut() {
            Some(Piece::Words(before)) => before.push_str(words),
            _ => pieces.push(Piece::Words(words.to_owned())),
        }
    }
    capitalise(&mut pieces);
    Prose::made(pieces)
}

/// Begins the sentence with a capital: a body's name may be "a newspaper".
fn capitalise(pieces: &mut [Piece]) {
    if let Some(Piece::Words(words)) = pieces.first_mut()
        && let Some(first) = words.chars().next()
    {
        words.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
}
