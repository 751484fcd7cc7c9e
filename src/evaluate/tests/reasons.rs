//! Every reason of every ground, for as many origins as it can have, in one file a language, to be read aloud.
//!
//! `SNAPSHOTS=overwrite` writes the files again; read what was written as carefully as code.

use std::path::Path;

use snapbox::{Assert, Data};

use crate::language::Language;
use crate::model::{Claim, Evidence, EvidenceFrom, Interests, Key, Looked, Measure, Party, Source, TestOf, Unit};
use crate::number::Number;
use crate::text::Id;
use crate::vocabulary::{Basis, ClaimKind, Stance};

use super::super::reason::sentence;
use super::super::sample::{Sample, place};
use super::super::told::Ground;
use crate::outcome::{Cap, Disregarded, Origin, Outcome, Provenance, ReadingOutcome, Side, Value};

/// How many origins speak on a side.
const COUNTS: [usize; 4] = [0, 1, 2, 5];

/// Names of all sorts: a description, a title, an abbreviation's stop, an "and" of its own, parentheses.
fn names(language: Language) -> [&'static str; 6] {
    match language.tag() {
        "es" => [
            "El tribunal de cuentas",
            "Interpol",
            "El País",
            "Un instituto (sin nombre)",
            "Fiscalía y policía",
            "Acme S. A.",
        ],
        "fr" => [
            "La cour des comptes",
            "Interpol",
            "Le Courrier",
            "L’institut des eaux (sans nom)",
            "Police et parquet",
            "Acme S. A.",
        ],
        "de" => [
            "Rechnungshof",
            "Interpol",
            "Der Bote",
            "Ein Institut (ohne Namen)",
            "Polizei und Staatsanwaltschaft",
            "Acme Inc.",
        ],
        _ => [
            "The audit office",
            "DHS",
            "The Gazette",
            "An institute (not named)",
            "Police and prosecutors",
            "Acme Inc.",
        ],
    }
}

/// A claim and all that its reason can speak of.
struct Stage {
    sample: Sample,
    claim: Claim,
    readings: Vec<ReadingOutcome>,
    names: [&'static str; 6],
}

impl Stage {
    fn new(language: Language) -> Self {
        let mut sample = Sample::new();
        sample.model.publication.language = language;
        let names = names(language);
        for (index, name) in names.iter().enumerate() {
            let party = Party {
                name: (*name).into(),
                short: None,
                kind: None,
                part_of: None,
                independent: None,
                interests: Interests::Unstated,
                url: None,
                place: place("p"),
            };
            sample.model.parties.add(Id::snake(&format!("p{index}")).unwrap(), party);
        }
        let measure = sample.measure("stops");
        sample.keep(measure, Key::new(0));
        let figure = TestOf::Figure(Key::new(0));
        let key = sample.claim("c", Some(measure), Some("5"), figure, None);
        let claim = sample.model.claims[key].clone();
        Self { sample, claim, readings: vec![number(measure)], names }
    }

    /// Returns origins on a side, the first of them named from `from` on, with these caps.
    fn origins(&self, side: Side, from: usize, caps: &[Option<Cap>]) -> Vec<Origin> {
        let origin = |(index, cap): (usize, &Option<Cap>)| {
            let at = (from + index) % self.names.len();
            Origin {
                party: Some(Key::<Party>::new(at)),
                name: self.names[at].into(),
                side,
                own: false,
                declared: false,
                cap: *cap,
                evidence: Vec::new(),
            }
        };
        caps.iter().enumerate().map(origin).collect()
    }

    fn say(&self, origins: &[Origin], ground: Ground) -> String {
        self.say_of(origins, &[], ground)
    }

    fn say_of(&self, origins: &[Origin], asides: &[Disregarded], ground: Ground) -> String {
        sentence(&self.sample.model, &self.claim, &self.readings, origins, asides, ground).plain_words()
    }
}

fn number(measure: Key<Measure>) -> ReadingOutcome {
    let outcome = Outcome {
        value: Value::Number(Number::from(5)),
        unit: Unit::Of(measure),
        measures: vec![measure],
        decimals: 0,
        least_decimals: 0,
        sign: crate::outcome::Sign::Level,
        from_below: None,
        uncertain: crate::outcome::Uncertain::default(),
        along: None,
        found: None,
        provisional: false,
        revised: false,
        caveats: crate::vocabulary::Caveats::NONE,
        rivals: crate::vocabulary::Caveats::NONE,
        withheld: None,
        span: None,
        trace: Provenance::Figures(Vec::new()),
    };
    ReadingOutcome {
        outcome: Some(outcome),
        holds: Some(true),
        held_when_said: None,
        uninformative: false,
        on_record: true,
        ends: Vec::new(),
    }
}

fn item(stance: Stance, basis: Basis) -> Evidence {
    Evidence {
        from: EvidenceFrom::Source(Key::<Source>::new(0)),
        stance,
        basis: Some(basis),
        stage: None,
        measure: None,
        quantity: None,
        locator: None,
        note: None,
        date: None,
        reviewed: None,
        place: place("c"),
    }
}

/// Sentences, each with the case it is said in.
type Sentences = Vec<(String, String)>;

/// Returns every sentence of a language, by ground.
fn all(language: Language) -> Vec<(Ground, Sentences)> {
    let of = |ground: Ground| {
        let mut lines = Vec::new();
        of_ground(language, ground, &mut lines);
        (ground, lines)
    };
    Ground::ALL.into_iter().map(of).collect()
}

/// Returns every sentence of a language as a text to be read aloud.
fn text(language: Language) -> String {
    let mut text = String::new();
    for (ground, sentences) in all(language) {
        let above = if text.is_empty() { "" } else { "\n" };
        text.push_str(&[above, "# ", &format!("{ground:?}"), "\n"].concat());
        for (case, sentence) in sentences {
            let joint = if case.is_empty() { "" } else { ": " };
            text.push_str(&[&case, joint, &sentence, "\n"].concat());
        }
    }
    text
}

fn of_ground(language: Language, ground: Ground, lines: &mut Sentences) {
    let mut stage = Stage::new(language);
    match ground {
        Ground::Opinion
        | Ground::NotYetDue
        | Ground::Untouched
        | Ground::ReadingsDisagree
        | Ground::OwnWords
        | Ground::Law => lines.push((String::new(), stage.say(&[], ground))),
        Ground::Definition => {
            stage.claim.apart = ["found", "rescued", "counted"].map(|label| stage.sample.measure(label)).to_vec();
            lines.push((String::new(), stage.say(&[], ground)));
        }
        Ground::Finding => {
            lines.push((String::new(), stage.say(&[], ground)));
            stage.claim.evidence.push(item(Stance::Supports, Basis::Court));
            lines.push((String::new(), stage.say(&[], ground)));
        }
        Ground::HeldWhenSaid | Ground::RecordContradicts | Ground::Record => {
            lines.push((String::new(), stage.say(&[], ground)));
            stage.readings[0].outcome.as_mut().unwrap().value = Value::Series(Vec::new());
            lines.push((String::new(), stage.say(&[], ground)));
            stage.claim.measure = Some(stage.sample.measure("unkept"));
            lines.push((String::new(), stage.say(&[], ground)));
        }
        Ground::Disputed | Ground::LoneDispute | Ground::RecordDisputed => {
            let fewest = if ground == Ground::Disputed { 2 } else { 1 };
            for count in COUNTS.into_iter().filter(|count| *count >= fewest) {
                let origins = stage.origins(Side::Disputes, 0, &vec![None; count]);
                lines.push((count.to_string(), stage.say(&origins, ground)));
            }
        }
        Ground::BothSides => {
            for (supports, disputes) in [(1, 1), (2, 1), (1, 2), (2, 2), (5, 5)] {
                let mut origins = stage.origins(Side::Supports, 0, &vec![None; supports]);
                origins.extend(stage.origins(Side::Disputes, supports, &vec![None; disputes]));
                lines.push((format!("{supports} and {disputes}"), stage.say(&origins, ground)));
            }
        }
        Ground::Independent => {
            // Beginning with the fourth name, the names that are awkward in a row come together.
            for (count, from) in [(2, 0), (2, 3), (2, 4), (3, 3), (5, 0), (5, 3)] {
                let origins = stage.origins(Side::Supports, from, &vec![None; count]);
                lines.push((count.to_string(), stage.say(&origins, ground)));
            }
        }
        Ground::NoneFound | Ground::NothingFound => looked(&mut stage, ground, lines),
        Ground::Reported => reported(&mut stage, lines),
        Ground::Interested | Ground::OnlyReplies => interested(&mut stage, ground, lines),
        Ground::NothingDirect => {
            for aside in [
                Disregarded::NoBasis,
                Disregarded::AnotherMeasure,
                Disregarded::AnotherQuantity,
                Disregarded::Search,
                Disregarded::NoSearch,
                Disregarded::Count,
                Disregarded::Retracted,
                Disregarded::Ours,
                Disregarded::OnlyRelays,
                Disregarded::PlaceSaid,
            ] {
                lines.push((format!("{aside:?}"), stage.say_of(&[], &[aside], ground)));
            }
            lines.push(("0".into(), stage.say(&[], ground)));
            lines.push(("2".into(), stage.say_of(&[], &[Disregarded::NoBasis, Disregarded::Ours], ground)));
            let many = [
                Disregarded::NoBasis,
                Disregarded::Ours,
                Disregarded::Retracted,
                Disregarded::AnotherMeasure,
                Disregarded::OnlyRelays,
            ];
            lines.push(("5".into(), stage.say_of(&[], &many, ground)));
        }
    }
}

fn interested(stage: &mut Stage, ground: Ground, lines: &mut Sentences) {
    let side = if ground == Ground::Interested { Side::Supports } else { Side::Disputes };
    let mut say = |what: &str, count: usize, own: &[usize]| {
        let mut origins = stage.origins(side, 0, &vec![None; count]);
        for (index, origin) in origins.iter_mut().enumerate() {
            origin.own = own.contains(&index);
            origin.declared = !origin.own;
        }
        lines.push((format!("{count}{what}"), stage.say(&origins, ground)));
    };
    for count in [1, 2, 5] {
        say("", count, &[]);
    }
    say(", the speaker's own", 1, &[0]);
    say(", one of them the speaker's own", 2, &[0]);
    if ground == Ground::OnlyReplies {
        say("", 0, &[]);
    }
}

fn looked(stage: &mut Stage, ground: Ground, lines: &mut Sentences) {
    if ground == Ground::NothingFound {
        lines.push(("0".into(), stage.say(&[], ground)));
    }
    let place = |place: &str| Looked { place: place.into(), date: crate::number::Date::parse("2025-12-01").ok() };
    for places in [1, 2, 5] {
        stage.claim.looked = ["A.", "B", "C, D", "E", "F"].iter().take(places).map(|name| place(name)).collect();
        lines.push((places.to_string(), stage.say(&[], ground)));
    }
    if ground == Ground::NothingFound {
        // Those who could not verify it are named by their sources' publishers.
        for count in [1, 2, 5] {
            stage.claim.evidence.clear();
            for index in 0..count {
                let source = stage.sample.source(&format!("s{count}_{index}"), Key::new(index));
                let from = EvidenceFrom::Source(source);
                stage.claim.evidence.push(Evidence { from, ..item(Stance::CannotVerify, Basis::Document) });
            }
            lines.push((format!("{count} who tried"), stage.say(&[], ground)));
        }
    }
}

fn reported(stage: &mut Stage, lines: &mut Sentences) {
    let ground = Ground::Reported;
    lines.push(("1, a stop".into(), stage.say(&stage.origins(Side::Supports, 5, &[None]), ground)));
    for (count, kind) in
        [(1, ClaimKind::Event), (2, ClaimKind::Quantity), (5, ClaimKind::Quantity), (2, ClaimKind::Absence)]
    {
        stage.claim.kind = kind;
        let origins = stage.origins(Side::Supports, 0, &vec![None; count]);
        lines.push((format!("{count}, {kind:?}"), stage.say(&origins, ground)));
    }
    stage.claim.kind = ClaimKind::Event;
    for cap in [
        Cap::InterestsUnstated,
        Cap::NotSaid,
        Cap::NothingSaid,
        Cap::SecondHand,
        Cap::Unknown,
        Cap::Superseded,
        Cap::Charge,
        Cap::SaysSo,
    ] {
        let mut say = |caps: &[Option<Cap>]| {
            let origins = stage.origins(Side::Supports, 0, caps);
            let held = caps.iter().flatten().count();
            lines.push((format!("{held} of {}, {cap:?}", caps.len()), stage.say(&origins, ground)));
        };
        say(&[Some(cap)]);
        say(&[None, Some(cap)]);
        say(&[Some(cap); 2]);
        say(&[None, Some(cap), Some(cap)]);
        say(&[Some(cap); 5]);
    }
    let mixed = [None, Some(Cap::InterestsUnstated), Some(Cap::SecondHand), Some(Cap::SecondHand), Some(Cap::Charge)];
    lines.push(("mixed".into(), stage.say(&stage.origins(Side::Supports, 0, &mixed), ground)));
    stage.claim.kind = ClaimKind::Absence;
    stage.claim.evidence.push(item(Stance::Supports, Basis::Search));
    for caps in [&[None][..], &[None; 2], &[None; 5], &[Some(Cap::SecondHand)], &[None, Some(Cap::NotSaid)]] {
        let mut origins = stage.origins(Side::Supports, 0, caps);
        for origin in &mut origins {
            origin.evidence = vec![stage.claim.evidence.len() - 1];
        }
        lines.push((format!("{}, Search", caps.len()), stage.say(&origins, ground)));
    }
}

fn is_golden(language: Language) {
    let path = format!("tests/reasons/{}.txt", language.tag());
    let expected =
        Data::read_from(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path), Some(snapbox::data::DataFormat::Text));
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(text(language)).raw(), expected.raw());
}

#[test]
fn every_reason_reads_as_good_english() {
    is_golden(Language::ENGLISH);
}

#[test]
fn every_reason_reads_as_good_spanish() {
    is_golden(Language::spanish());
}

#[test]
fn every_reason_reads_as_good_french() {
    is_golden(Language::parse("fr").unwrap());
}

#[test]
fn every_reason_reads_as_good_german() {
    is_golden(Language::parse("de").unwrap());
}

#[test]
fn no_reason_doubles_a_stop_leaves_a_gap_or_begins_small() {
    let gaps = ["  ", " ,", " .", "()", "{names", "{supports", "{disputes", ".."];
    for (_, sentence) in Language::plain().flat_map(all).flat_map(|(_, all)| all) {
        assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{sentence}");
        assert!(gaps.iter().all(|gap| !sentence.contains(gap)), "{sentence}");
    }
}
