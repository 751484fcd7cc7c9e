//! A claim: what it says, who said it, what the evidence makes of it and why.

use crate::evaluate;
use crate::model::{self, Brief, EvidenceFrom, Key, Speaker};
use crate::view::{Composer, FindingView};
use crate::vocabulary::Role;

use crate::render::json::number::{self, Point};
use crate::render::json::quantity::{self, Quantity};
use crate::render::json::shape::part;
use crate::render::json::{id, words};

part! {
    /// A claim.
    pub(super) struct Claim {
        /// Its id.
        pub(super) id: String,
        /// The sentence under which it stands on the page: with its speaker, and never a false statement bare.
        pub(super) sentence: String,
        /// The statement itself, as printed; print it only beside its standing and its speaker.
        pub(super) statement: String,
        /// What kind of assertion: `quantity`, `comparison`, `trend`, `event`, `existence`, `rule`, `utterance`, `cause`,
        /// `absence`, `opinion`, `forecast`.
        pub(super) kind: String,
        /// Whose it is: `reviewed` (somebody said it), `finding` (ours), `background` (what a document found).
        pub(super) role: String,
        /// What the evidence makes of it: `established`, `refuted`, `reported`, `self-reported`, `contested`, `outdated`,
        /// `unsupported`, `not-checked`, `not-assessed`.
        pub(super) standing: String,
        /// The same in the reader's words.
        pub(super) standing_words: String,
        /// Why, in a sentence.
        pub(super) reason: Option<String>,
        /// Whether a provisional cell takes part in its test.
        pub(super) provisional: bool,
        /// Whether a revised cell takes part in its test.
        pub(super) revised: bool,
        /// Who makes it, in words; absent where it is ours.
        pub(super) speaker: Option<String>,
        /// Where it was said; that is no evidence for it.
        pub(super) said: Option<Said>,
        /// Where else it was said.
        pub(super) said_again: Vec<Said>,
        /// What it counts, by the measure's id.
        pub(super) measure: Option<String>,
        /// How much it says.
        pub(super) quantity: Option<Quantity>,
        /// The claim of which it is a part, by its id.
        pub(super) part_of: Option<String>,
        /// The period it speaks of, as `2025-11`, `2025-02/2025-11` or `to 2025-07-24`.
        pub(super) period: Option<String>,
        /// The place or group it speaks of.
        pub(super) scope: Option<String>,
        /// The event it speaks of; equal words mean the same.
        pub(super) event: Option<String>,
        /// What it is taken to mean, and what each such reading came to.
        pub(super) readings: Vec<Reading>,
        /// What is true instead, where it is refuted.
        pub(super) instead: Option<String>,
        /// The house's own verdict.
        pub(super) verdict: Option<Verdict>,
        /// What speaks for or against it.
        pub(super) evidence: Vec<Evidence>,
        /// Where somebody looked for support.
        pub(super) looked: Vec<Looked>,
        /// When somebody last looked at it and found that it stands.
        pub(super) reviewed: Option<Reviewed>,
        /// The unknowns that it leaves open or that keep it from being decided, by their ids.
        pub(super) unknowns: Vec<String>,
    }
}

part! {
    /// That somebody looked at an entry again.
    pub(super) struct Reviewed {
        /// The day.
        pub(super) date: String,
        /// Who looked, in words.
        pub(super) by: Option<String>,
    }
}

part! {
    /// Where a claim was said.
    pub(super) struct Said {
        /// Who said it, in words.
        pub(super) by: Option<String>,
        /// The party that said it, by its id.
        pub(super) party: Option<String>,
        /// When, as a day, month or year.
        pub(super) date: Option<String>,
        /// The source in which it was said, by its id.
        #[key = "in"]
        pub(super) source: Option<String>,
        /// Where in that source.
        pub(super) locator: Option<String>,
        /// The words, verbatim.
        pub(super) quote: Option<String>,
        /// The language of these words by its BCP 47 tag, where it is not that of the brief.
        pub(super) language: Option<String>,
        /// The words in the language of the brief.
        pub(super) translation: Option<Translation>,
    }
}

part! {
    /// What somebody said, in the language of the brief.
    pub(super) struct Translation {
        /// The words.
        pub(super) text: String,
        /// Who translated them, in words.
        pub(super) by: Option<String>,
        /// The party that translated them, by its id.
        pub(super) party: Option<String>,
    }
}

part! {
    /// What a claim is taken to mean, and what that came to.
    pub(super) struct Reading {
        /// What it is taken to mean.
        pub(super) words: Option<String>,
        /// The tested value as printed.
        pub(super) shown: Option<String>,
        /// The tested value as plain digits, on the terms of a number's `value`.
        pub(super) value: Option<String>,
        /// The values of a series that is printed one by one.
        pub(super) series: Option<Vec<Point>>,
        /// `holds`, `fails` or `undecided`.
        pub(super) result: String,
        /// Whether it held on the release of the day on which it was said, where an earlier release decides that.
        pub(super) held_when_said: Option<bool>,
        /// Whether it was made on the measure's own record.
        pub(super) on_record: bool,
        /// Where the tested value is from, in words.
        pub(super) from: Option<String>,
    }
}

part! {
    /// A verdict in the house's own words.
    pub(super) struct Verdict {
        /// The word.
        pub(super) word: String,
        /// The scale it is from.
        pub(super) scale: Option<String>,
        /// Why.
        pub(super) rationale: Option<String>,
    }
}

part! {
    /// One item of evidence.
    pub(super) struct Evidence {
        /// The source it is from, by its id.
        pub(super) source: Option<String>,
        /// The dataset it is from, by its id.
        pub(super) dataset: Option<String>,
        /// `supports`, `disputes`, `cannot-verify` or `context`.
        pub(super) stance: String,
        /// How its author knows: `record`, `document`, `court`, `observation`, `interview`, `analysis`, `says-so`, `search`.
        pub(super) basis: Option<String>,
        /// How far a court case has come.
        pub(super) stage: Option<String>,
        /// What it counts, by the measure's id; the claim's own where absent.
        pub(super) measure: Option<String>,
        /// How much it says.
        pub(super) quantity: Option<Quantity>,
        /// Where in the source.
        pub(super) locator: Option<String>,
        /// A remark.
        pub(super) note: Option<String>,
        /// When a search was made.
        pub(super) date: Option<String>,
        /// When somebody last looked at it and found that it stands.
        pub(super) reviewed: Option<Reviewed>,
        /// Whether it is the reply of an interested party, which moves nothing.
        pub(super) reply: bool,
        /// Whether it adds a body that speaks for or against the claim; where it does not, it is context or was set aside.
        pub(super) counted: bool,
    }
}

part! {
    /// A search for support.
    pub(super) struct Looked {
        /// Where.
        #[key = "where"]
        pub(super) place: String,
        /// When.
        pub(super) date: Option<String>,
    }
}

/// Returns a claim of a brief as it is told.
pub(super) fn of(composer: &Composer<'_>, brief: &Brief, finding: &FindingView) -> Claim {
    let (model, claim) = (composer.model, finding.claim);
    let (entry, assessment) = (&model.claims[claim], composer.evaluation.claim(claim));
    let refuted = assessment.standing == crate::vocabulary::Standing::Refuted;
    let evidence = entry.evidence.iter().enumerate();
    Claim {
        id: id(&model.claims, claim),
        sentence: finding.sentence.plain(),
        statement: composer.statement(claim).plain(),
        kind: entry.kind.word().to_owned(),
        role: entry.role.word().to_owned(),
        standing: assessment.standing.word().to_owned(),
        standing_words: finding.standing.plain(),
        reason: words(&composer.reason(claim)),
        provisional: assessment.provisional,
        revised: assessment.revised,
        speaker: composer.speaker(claim).filter(|_| entry.role != Role::Finding).as_ref().and_then(words),
        said: entry.said.as_ref().map(|said| self::said(composer, said)),
        said_again: entry.said_again.iter().map(|said| self::said(composer, said)).collect(),
        measure: composer.measure_of(claim).map(|measure| id(&model.measures, measure)),
        quantity: entry.quantity.as_ref().map(quantity::of),
        part_of: entry.part_of.map(|whole| id(&model.claims, whole)),
        period: entry.period.as_ref().map(|period| period.words.clone()),
        scope: entry.scope.clone(),
        event: entry.event.clone(),
        readings: (0..assessment.readings.len()).map(|reading| self::reading(composer, claim, reading)).collect(),
        instead: composer.instead(claim).filter(|_| refuted).as_ref().and_then(words),
        verdict: entry.verdict.as_ref().map(|verdict| Verdict {
            word: verdict.word.clone(),
            scale: verdict.scale.clone(),
            rationale: verdict.rationale.clone(),
        }),
        evidence: evidence
            .map(|(at, item)| self::evidence(composer, claim, item, assessment.replies.contains(&at)))
            .collect(),
        looked: entry.looked.iter().map(looked).collect(),
        reviewed: entry.reviewed.as_ref().map(|it| reviewed(composer, it)),
        unknowns: unknowns(composer, brief, claim),
    }
}

fn said(composer: &Composer<'_>, said: &model::Said) -> Said {
    let model = composer.model;
    let named = |speaker: &Option<Speaker>| match speaker {
        Some(Speaker::Party(party)) => (Some(model.parties[*party].name.clone()), Some(id(&model.parties, *party))),
        Some(Speaker::Words(words)) => (Some(words.clone()), None),
        None => (None, None),
    };
    let (by, party) = named(&said.by);
    let translation = said.translation.as_ref().map(|translation| {
        let (by, party) = named(&translation.by);
        Translation { text: translation.text.clone(), by, party }
    });
    Said {
        by,
        party,
        date: said.date.as_ref().map(|date| date.words.clone()),
        source: said.source.map(|source| id(&model.sources, source)),
        locator: said.locator.clone(),
        quote: said.quote.clone(),
        language: said.language.clone(),
        translation,
    }
}

fn reading(composer: &Composer<'_>, claim: Key<model::Claim>, at: usize) -> Reading {
    let reading = &composer.evaluation.claim(claim).readings[at];
    let (outcome, decimals) = (reading.outcome.as_ref(), number::decimals(composer, claim, at));
    let result = match reading.holds {
        Some(true) => "holds",
        Some(false) => "fails",
        None => "undecided",
    };
    Reading {
        words: composer.reading(claim, at).as_ref().and_then(words),
        shown: composer.value(claim, Some(at)).as_ref().and_then(words),
        value: outcome.and_then(|outcome| number::value(composer, outcome, decimals)),
        series: outcome.and_then(|outcome| number::series(composer, outcome, decimals)),
        result: result.to_owned(),
        held_when_said: reading.held_when_said.filter(|_| outcome.is_none_or(|outcome| outcome.withheld.is_none())),
        on_record: reading.on_record,
        from: outcome.map(|outcome| composer.from(outcome).plain()),
    }
}

fn evidence(composer: &Composer<'_>, claim: Key<model::Claim>, item: &model::Evidence, reply: bool) -> Evidence {
    let model = composer.model;
    let (source, dataset) = match item.from {
        EvidenceFrom::Source(source) => (Some(id(&model.sources, source)), None),
        EvidenceFrom::Dataset(dataset) => (None, Some(id(&model.datasets, dataset))),
    };
    Evidence {
        source,
        dataset,
        stance: item.stance.word().to_owned(),
        basis: item.basis.map(|basis| basis.word().to_owned()),
        stage: item.stage.clone(),
        measure: item.measure.map(|measure| id(&model.measures, measure)),
        quantity: item.quantity.as_ref().map(quantity::of),
        locator: item.locator.clone(),
        note: item.note.clone(),
        date: item.date.map(|day| day.to_string()),
        reviewed: item.reviewed.as_ref().map(|it| reviewed(composer, it)),
        reply,
        counted: evaluate::aside(model, &model.claims[claim], item).is_none(),
    }
}

fn reviewed(composer: &Composer<'_>, reviewed: &model::Reviewed) -> Reviewed {
    let by = reviewed.by.as_ref().map(|by| composer.named(by).plain());
    Reviewed { date: reviewed.date.to_string(), by }
}

fn looked(looked: &model::Looked) -> Looked {
    Looked { place: looked.place.clone(), date: looked.date.map(|day| day.to_string()) }
}

/// Returns the unknowns that a claim names, and those of the brief that keep it from being decided.
fn unknowns(composer: &Composer<'_>, brief: &Brief, claim: Key<model::Claim>) -> Vec<String> {
    let model = composer.model;
    let own = model.claims[claim].unknown;
    let blocks =
        |unknown: &Key<model::Unknown>| Some(*unknown) != own && model.unknowns[*unknown].blocks.contains(&claim);
    let blocking = brief.unknowns.iter().copied().filter(blocks);
    own.into_iter().chain(blocking).map(|key| id(&model.unknowns, key)).collect()
}
