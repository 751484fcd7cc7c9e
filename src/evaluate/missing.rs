//! What a claim lacks for a standing, in words for the help of a problem: what would do, and what there is.

use crate::model::{Claim, EvidenceFrom, Key, Measure, Model};
use crate::vocabulary::ClaimKind;

use crate::evaluate::decide::is_count;
use crate::evaluate::origins::{aside, speakers};
use crate::outcome::{Assessment, Cap, Disregarded, Origin, Side};
use crate::vocabulary::Standing;

/// Returns which evidence a claim lacks for a standing, and what it has, with ids in backticks: "it needs one origin without
/// an interest; it has one origin, `dhs`, which has an interest".
pub fn missing(model: &Model, claim: &Claim, assessment: &Assessment, needed: Standing) -> String {
    if assessment.standing.reaches(needed) {
        return "it needs nothing more".to_owned();
    }
    if claim.kind == ClaimKind::Opinion {
        return "nothing could be enough: an opinion is not rated".to_owned();
    }
    if assessment.standing == Standing::NotAssessed {
        return "nothing can be enough before the period that it forecasts is over".to_owned();
    }
    let lack = Lack { model, claim, assessment };
    format!("it needs {}; {}", lack.wanted(needed), lack.has())
}

struct Lack<'a> {
    model: &'a Model,
    claim: &'a Claim,
    assessment: &'a Assessment,
}

impl Lack<'_> {
    fn wanted(&self, needed: Standing) -> String {
        match needed {
            Standing::Established => self.to_establish(),
            Standing::Reported if self.claim.kind == ClaimKind::Absence => {
                "a search (`looked`, or evidence with `basis: search`)".to_owned()
            }
            Standing::Reported => "one origin without an interest".to_owned(),
            Standing::SelfReported => "evidence from whoever says so, with its `basis`".to_owned(),
            Standing::Contested => "one dispute by an origin without an interest, or readings that disagree".to_owned(),
            Standing::Refuted => {
                let two = "two independent disputes at first hand, without an interest, and nobody independent for it";
                match self.record() {
                    Some(record) => format!("{two}, or a test on {record} that fails under every reading"),
                    None => two.to_owned(),
                }
            }
            Standing::Outdated => {
                "a release of the data kept under `earlier` on which its test held when it was said".to_owned()
            }
            Standing::Unsupported | Standing::NotChecked | Standing::NotAssessed => "nothing".to_owned(),
        }
    }

    fn to_establish(&self) -> String {
        let mut ways = Vec::new();
        if is_count(self.model, self.claim) {
            return match (self.record(), self.claim.measure) {
                (Some(record), _) => format!("a test on {record} that passes under its printed reading"),
                (None, Some(measure)) => {
                    format!("a published `record` of `{}`, and a test on it", self.model.measures.id(measure))
                }
                (None, None) => "a `measure` with a published `record`, and a test on it".to_owned(),
            };
        }
        match self.claim.kind {
            ClaimKind::Utterance => {
                let publishes = match speakers(self.model, self.claim).next() {
                    Some(speaker) => format!("that `{}` publishes", self.model.parties.id(speaker)),
                    None => "that a registered speaker publishes".to_owned(),
                };
                return format!("the speaker's own words, read in a source {publishes}");
            }
            ClaimKind::Definition => {
                return "two or more measures under `apart`, each kept from the others by `distinct_from`".to_owned();
            }
            ClaimKind::Absence => return "the record itself, inspected (`basis: record`)".to_owned(),
            ClaimKind::Rule => ways.push("the law in force, read (`type: legislation` or `regulation`)".to_owned()),
            ClaimKind::Event | ClaimKind::Existence => ways.push("one court finding or record, read".to_owned()),
            _ => {}
        }
        let isolating = if self.claim.kind == ClaimKind::Cause { ", that isolate the cause" } else { "" };
        ways.push(format!("two independent origins at first hand, without an interest{isolating}"));
        if let Some(record) = self.record().filter(|_| self.claim.kind != ClaimKind::Cause) {
            ways.push(format!("a test on {record}"));
        }
        ways.join(", or ")
    }

    /// Returns "the record of `encounters` kept by `cbp`", where the claim's measure has one.
    fn record(&self) -> Option<String> {
        let measure: Key<Measure> = self.claim.measure?;
        let entry = &self.model.measures[measure];
        entry.record.first()?;
        let keeper = entry.kept_by.map(|keeper| format!(" kept by `{}`", self.model.parties.id(keeper)));
        Some(format!("the record of `{}`{}", self.model.measures.id(measure), keeper.unwrap_or_default()))
    }

    /// Returns what the claim has: its tests, its origins, and who disputes it.
    fn has(&self) -> String {
        let mut has = Vec::new();
        has.extend(self.tested());
        let origins = &self.assessment.origins;
        let on = |side: Side| origins.iter().filter(move |origin| origin.side == side).collect::<Vec<_>>();
        has.push(match on(Side::Supports).as_slice() {
            [] => self.no_origin(),
            [one] => format!("it has one origin, {}", self.described(one)),
            several => {
                let all: Vec<String> = several.iter().map(|origin| self.described(origin)).collect();
                format!("it has {} origins: {}", several.len(), all.join("; "))
            }
        });
        has.extend(on(Side::Disputes).iter().map(|origin| format!("disputed by {}", self.described(origin))));
        has.join("; ")
    }

    fn tested(&self) -> Option<String> {
        let holds = |wanted| self.assessment.readings.iter().any(|reading| reading.holds == Some(wanted));
        let on_record = self.assessment.readings.iter().all(|reading| reading.on_record);
        let on = if on_record { "on the record" } else { "on data that are not the record" };
        match (holds(true), holds(false)) {
            (true, true) => Some("its readings disagree".to_owned()),
            (true, false) => Some(format!("its test passes {on}")),
            (false, true) => Some(format!("its test fails {on}")),
            (false, false) => None,
        }
    }

    fn described(&self, origin: &Origin) -> String {
        let name = match origin.party {
            Some(party) => format!("`{}`", self.model.parties.id(party)),
            None => "a source without a publisher".to_owned(),
        };
        let why = match origin.cap {
            _ if origin.declared => Some("which has an interest"),
            _ if origin.own => Some("whose own claim it is"),
            Some(Cap::InterestsUnstated) => Some("whose interests are not stated"),
            Some(Cap::NotSaid) => Some("which is not said to be read (`seen: self`)"),
            Some(Cap::NothingSaid) => {
                Some("which is not said to be read (`seen: self`), and whose interests are not stated")
            }
            Some(Cap::SecondHand) => Some("known only at second hand"),
            Some(Cap::Unknown) => Some("known only at second hand, and whose interests are not stated"),
            Some(Cap::Superseded) => Some("whose word a later version has replaced"),
            Some(Cap::Charge) => Some("for a charge that no court has decided"),
            Some(Cap::SaysSo) => Some("which only says so"),
            None => None,
        };
        why.map_or_else(|| name.clone(), |why| format!("{name}, {why}"))
    }

    /// Returns that there is no origin, and what was offered and set aside.
    fn no_origin(&self) -> String {
        let mut why: Vec<String> = Vec::new();
        for item in &self.claim.evidence {
            let words = match aside(self.model, self.claim, item) {
                None | Some(Disregarded::TakesNoSide) => continue,
                Some(Disregarded::NoBasis) => "does not say its `basis`",
                Some(Disregarded::AnotherMeasure) => "counts something else",
                Some(Disregarded::AnotherQuantity) => "gives another number",
                Some(Disregarded::Search) => "is a search",
                Some(Disregarded::NoSearch) => "names no search",
                Some(Disregarded::Count) => "is a count",
                Some(Disregarded::Retracted) => "was retracted, or is known through what was",
                Some(Disregarded::Ours) => "is the publication's own word",
                Some(Disregarded::OnlyRelays) => "relays what is not registered",
                Some(Disregarded::PlaceSaid) => "is where it was said",
            };
            let from = match item.from {
                EvidenceFrom::Source(source) => self.model.sources.id(source),
                EvidenceFrom::Dataset(dataset) => self.model.datasets.id(dataset),
            };
            let said = format!("`{from}` {words}");
            if !why.contains(&said) {
                why.push(said);
            }
        }
        if why.is_empty() { "it has no origin".to_owned() } else { format!("it has no origin: {}", why.join(", ")) }
    }
}
