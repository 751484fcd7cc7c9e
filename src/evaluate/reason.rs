//! Why a claim has its standing, in one sentence made from the graph of its evidence.

use crate::language::{Capped, Language, Part, Reasons, fill, parts, value};
use crate::model::{Claim, EvidenceFrom, Facet, Looked, Model, Piece, RegistryText};
use crate::vocabulary::{Basis, ClaimKind, Stance};

use crate::evaluate::told::Ground;
use crate::outcome::{Cap, Disregarded, Found, Missing, Origin, Outcome, ReadingOutcome, Side, Value};

/// Returns the sentence for a claim whose standing has this ground.
pub(super) fn sentence(
    model: &Model,
    claim: &Claim,
    readings: &[ReadingOutcome],
    origins: &[Origin],
    asides: &[Disregarded],
    ground: Ground,
) -> RegistryText {
    let words = &model.publication.language.vocabulary().reasons;
    Writer { model, claim, readings, origins, asides, words }.write(ground)
}

struct Writer<'a> {
    model: &'a Model,
    claim: &'a Claim,
    readings: &'a [ReadingOutcome],
    origins: &'a [Origin],
    asides: &'a [Disregarded],
    words: &'static Reasons,
}

impl Writer<'_> {
    fn write(&self, ground: Ground) -> RegistryText {
        let words = self.words;
        match ground {
            Ground::Opinion => RegistryText::plain(&*words.opinion),
            Ground::NotYetDue => RegistryText::plain(&*words.not_yet_due),
            Ground::Untouched => RegistryText::plain(&*words.untouched),
            Ground::ReadingsDisagree => RegistryText::plain(&*words.readings_disagree),
            Ground::OwnWords => RegistryText::plain(&*words.own_words),
            Ground::Law => RegistryText::plain(&*words.law),
            Ground::Definition => filled(&words.definition, &[("measures", self.apart())]),
            Ground::Finding if self.rests_on_court() => RegistryText::plain(&*words.finding),
            Ground::Finding => RegistryText::plain(&*words.inspected),
            Ground::HeldWhenSaid => self.of_record(&words.held_when_said, &words.held_when_said_series),
            Ground::RecordContradicts => self.of_record(&words.record_contradicts, &words.record_contradicts_series),
            Ground::Record => self.of_record(&words.record, &words.record_series),
            Ground::RecordDisputed => self.of_record(&words.record_disputed, &words.record_disputed),
            Ground::Disputed => filled(&words.disputed, &[("disputes", self.unheld(Side::Disputes))]),
            Ground::BothSides => self.of_sides(&words.both_sides),
            Ground::LoneDispute => self.of_sides(&words.lone_dispute),
            Ground::Independent => filled(&words.independent, &[("supports", self.unheld(Side::Supports))]),
            Ground::NoneFound => filled(&words.none_found, &[("places", self.places())]),
            Ground::Reported => self.reported(),
            Ground::Interested => self.interested(),
            Ground::NothingFound => self.nothing_found(),
            Ground::NothingDirect => self.nothing_direct(),
            Ground::OnlyReplies => self.only_replies(),
        }
    }

    fn rests_on_court(&self) -> bool {
        self.claim.evidence.iter().any(|item| item.basis == Some(Basis::Court))
    }

    /// Fills a sentence about the record: with the tested number, or the form for a series.
    fn of_record(&self, number: &str, series: &str) -> RegistryText {
        let outcome = self.readings.iter().find_map(|reading| reading.outcome.as_ref());
        let is_number = outcome.is_some_and(|it| it.found.is_some() || matches!(it.value, Value::Number(_)));
        // A measure that another stands for may be kept by nobody.
        let tested = outcome.into_iter().flat_map(|outcome| outcome.measures.iter().copied());
        let keeper =
            self.claim.measure.into_iter().chain(tested).find_map(|measure| self.model.measures[measure].kept_by);
        let keeper = keeper.map_or(&*self.words.unnamed_keeper, |keeper| &*self.model.parties[keeper].name);
        let keeper = self.language().names(&[keeper]);
        let disputes = self.free(Side::Disputes);
        let mut told = filled(if is_number { number } else { series }, &[("keeper", keeper), ("disputes", disputes)]);
        let names = outcome.and_then(exceptions).map(|facet| match facet {
            Facet::Met => filled(&self.words.namely, &[]),
            Facet::Placed => filled(&self.words.placed, &[]),
            _ => filled(&self.words.exceptions, &[]),
        });
        for behind in names.into_iter().chain(outcome.and_then(|outcome| self.left_out(outcome))) {
            told.0.push(Piece::Words(" ".to_owned()));
            told.0.extend(behind.0);
        }
        told
    }

    /// Returns of how many rows or values nobody can say whether something holds, where these were left out.
    fn left_out(&self, outcome: &Outcome) -> Option<RegistryText> {
        let Some(Found::Rows { missing: Missing { rows, of, periods: (absent, asked) }, .. }) = outcome.found else {
            return None;
        };
        if outcome.withheld.is_some() || rows + absent == 0 {
            return None;
        }
        let number = |count: usize| self.language().number(i64::try_from(count).unwrap_or(i64::MAX).into(), 0);
        let said = |form: &str, count: usize, of: usize| fill(form, &[("n", &number(count)), ("all", &number(of))]);
        let rows = (rows > 0).then(|| said(&self.words.left_out_rows, rows, of));
        let periods = (absent > 0).then(|| said(&self.words.left_out_periods, absent, asked));
        Some(RegistryText::plain(rows.into_iter().chain(periods).collect::<Vec<_>>().join(" ")))
    }

    fn of_sides(&self, form: &str) -> RegistryText {
        filled(form, &[("supports", self.free(Side::Supports)), ("disputes", self.free(Side::Disputes))])
    }

    /// Returns whose word is all that counts: the speaker's own, or that of bodies with an interest.
    fn interested(&self) -> RegistryText {
        let words = self.words;
        let supports: Vec<&Origin> = self.origins.iter().filter(|origin| origin.side == Side::Supports).collect();
        let names = self.names(|origin| origin.side == Side::Supports);
        let form = match supports.as_slice() {
            all if all.iter().all(|origin| !origin.declared) => &words.own_word,
            all if all.iter().any(|origin| !origin.declared) => &words.interested_mixed,
            [_] => &words.interested_one,
            _ => &words.interested_many,
        };
        self.named(form, &names)
    }

    /// Returns who disputes what nothing is offered for.
    fn only_replies(&self) -> RegistryText {
        let words = self.words;
        let mut disputes = self.origins.iter().filter(|origin| origin.side == Side::Disputes).peekable();
        if disputes.peek().is_none() {
            return RegistryText::plain(&*words.only_against);
        }
        let form = if disputes.all(|origin| origin.declared) { &words.only_replies } else { &words.only_replies_own };
        self.named(form, &self.names(|origin| origin.side == Side::Disputes))
    }

    fn reported(&self) -> RegistryText {
        let words = self.words;
        let free = |origin: &&Origin| origin.side == Side::Supports && !origin.is_interested();
        let names = self.names(|origin| free(&origin));
        let caps: Vec<Option<Cap>> = self.origins.iter().filter(free).map(|origin| origin.cap).collect();
        let searched = |origin: &Origin| {
            origin.evidence.iter().any(|index| self.claim.evidence[*index].basis == Some(Basis::Search))
        };
        let from_search = self.claim.kind == ClaimKind::Absence && self.origins.iter().filter(free).all(searched);
        match caps.as_slice() {
            several if from_search && several.iter().all(Option::is_none) => self.named(&words.searched, &names),
            several if from_search => {
                let clauses = self.language().clauses(&self.cap_clauses(several, &names));
                filled(&words.searched_capped, &[("names", self.language().names(&names)), ("caps", clauses)])
            }
            [None] => self.named(&words.reported, &names),
            [Some(cap)] => self.named(&self.capped(*cap).alone, &names),
            several if several.iter().filter(|cap| cap.is_none()).count() > 1 => {
                let absence = self.claim.kind == ClaimKind::Absence;
                self.of_sides(if absence { &words.reported_absence } else { &words.reported_count })
            }
            several => {
                let clauses = self.language().clauses(&self.cap_clauses(several, &names));
                filled(&words.reported_many, &[("supports", self.free(Side::Supports)), ("caps", clauses)])
            }
        }
    }

    /// Returns why each of several origins lifts no higher, by reason.
    fn cap_clauses(&self, caps: &[Option<Cap>], names: &[String]) -> Vec<String> {
        let mut met: Vec<Cap> = Vec::new();
        met.extend(caps.iter().flatten());
        met.sort_unstable();
        met.dedup();
        let clause = |cap: Cap| {
            if caps.iter().all(|of| *of == Some(cap)) {
                return self.capped(cap).all.clone();
            }
            let of_it = caps.iter().zip(names).filter(|(of, _)| **of == Some(cap)).map(|(_, name)| name);
            fill(&self.capped(cap).some, &[("names", &self.language().names(&of_it.collect::<Vec<_>>()))])
        };
        met.into_iter().map(clause).collect()
    }

    fn capped(&self, cap: Cap) -> &'static Capped {
        let caps = &self.words.caps;
        match cap {
            Cap::InterestsUnstated => &caps.interests_unstated,
            Cap::NotSaid => &caps.not_said,
            Cap::NothingSaid => &caps.nothing_said,
            Cap::SecondHand => &caps.second_hand,
            Cap::Unknown => &caps.unknown,
            Cap::Superseded => &caps.superseded,
            Cap::Charge => &caps.charge,
            Cap::SaysSo => &caps.says_so,
        }
    }

    fn nothing_found(&self) -> RegistryText {
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
            return self.named(&self.words.could_not_verify, &tried);
        }
        if self.claim.looked.is_empty() {
            return RegistryText::plain(&*self.words.searched_nothing);
        }
        filled(&self.words.looked, &[("places", self.places())])
    }

    /// Returns why what was offered decides nothing: each reason once.
    fn nothing_direct(&self) -> RegistryText {
        let clause = |aside: &Disregarded| aside.in_words(self.language());
        let clauses: Vec<&str> = self.asides.iter().filter_map(clause).collect();
        if clauses.is_empty() {
            return RegistryText::plain(&*self.words.undecided);
        }
        filled(&self.words.set_aside, &[("asides", self.language().either(&clauses))])
    }

    /// Returns the names of the disinterested origins on a side.
    fn free(&self, side: Side) -> String {
        self.language().names(&self.names(|origin| origin.side == side && !origin.is_interested()))
    }

    /// Returns the names of the disinterested origins on a side that nothing holds down.
    fn unheld(&self, side: Side) -> String {
        let is = |origin: &Origin| origin.side == side && !origin.is_interested() && origin.cap.is_none();
        self.language().names(&self.names(is))
    }

    fn names(&self, which: impl Fn(&Origin) -> bool) -> Vec<String> {
        self.origins
            .iter()
            .filter(|origin| which(origin))
            .map(|origin| if origin.party.is_some() { origin.name.clone() } else { self.words.unnamed.clone() })
            .collect()
    }

    fn named(&self, form: &str, names: &[String]) -> RegistryText {
        filled(form, &[("names", self.language().names(names))])
    }

    /// Returns the labels of the measures that a definition keeps apart.
    fn apart(&self) -> String {
        let labels: Vec<&str> =
            self.claim.apart.iter().map(|measure| self.model.measures[*measure].label.as_str()).collect();
        self.language().list(&labels)
    }

    fn places(&self) -> String {
        let place = |looked: &Looked| {
            let place = looked.place.trim_end().trim_end_matches('.');
            match &looked.date {
                Some(date) => format!("{place}, {}", self.language().date(*date)),
                None => place.to_owned(),
            }
        };
        let places: Vec<String> = self.claim.looked.iter().map(place).collect();
        places.join("; ")
    }

    fn language(&self) -> Language {
        self.model.publication.language
    }
}

/// Puts names into a sentence; `{value}` stays a reference to the tested figure.
fn filled(form: &str, names: &[(&str, String)]) -> RegistryText {
    let mut pieces = Vec::new();
    for part in parts(form) {
        let words = match part {
            Part::Words(words) => words,
            Part::Gap("value") => {
                pieces.push(Piece::Value(Facet::WithEnds));
                continue;
            }
            Part::Gap("placed") => {
                pieces.push(Piece::Value(Facet::Placed));
                continue;
            }
            Part::Gap("met") => {
                pieces.push(Piece::Value(Facet::Met));
                continue;
            }
            Part::Gap("others") => {
                pieces.push(Piece::Value(Facet::Others));
                continue;
            }
            Part::Gap(gap) => value(form, gap, names).map_or("", String::as_str),
        };
        match pieces.last_mut() {
            Some(Piece::Words(before)) => {
                // A name may end with a full stop of its own: "Acme Inc."
                let twice = before.ends_with('.') && words.starts_with('.');
                before.push_str(if twice { &words[1..] } else { words });
            }
            _ => pieces.push(Piece::Words(words.to_owned())),
        }
    }
    capitalise(&mut pieces);
    RegistryText::made(pieces)
}

/// Returns what is named behind what was found: the values or rows that are otherwise; where those are most, the few that are not.
fn exceptions(outcome: &Outcome) -> Option<Facet> {
    match &outcome.found {
        Some(Found::Placed(_)) => outcome.withheld.is_none().then_some(Facet::Placed),
        Some(Found::Range { outside, .. }) => (!outside.is_empty()).then_some(Facet::Others),
        Some(Found::Rows { .. }) if outcome.withheld.is_some() => None,
        Some(Found::Rows { met, others, .. }) if met.len() < others.len() => (!met.is_empty()).then_some(Facet::Met),
        Some(Found::Rows { others, .. }) => (!others.is_empty()).then_some(Facet::Others),
        _ => None,
    }
}

/// Begins the sentence with a capital: a body's name may be "a newspaper".
fn capitalise(pieces: &mut [Piece]) {
    if let Some(Piece::Words(words)) = pieces.first_mut()
        && let Some(first) = words.chars().next()
    {
        words.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
}
