//! What evidence a claim lacks for a standing, in words for whoever wants to give it a verdict.

use crate::model::{Claim, Counts, Kind, Model, Standing};

use super::{Assessment, Cap, Origin, Side};

/// Returns what would lift a claim to a standing, and what it has: `two independent origins at first hand; it has one, DHS,
/// with an interest in the matter`.
pub fn missing(model: &Model, claim: &Claim, assessment: &Assessment, needed: Standing) -> String {
    format!("it needs {}; it has {}", wanted(model, claim, needed), had(assessment))
}

fn wanted(model: &Model, claim: &Claim, needed: Standing) -> String {
    let measure = claim.measure.map(|measure| &model.measures[measure]);
    let counts = matches!(claim.kind, Kind::Quantity | Kind::Comparison | Kind::Trend)
        && !measure.is_some_and(|it| matches!(it.counts, Counts::Amount | Counts::Share | Counts::Rate));
    match needed {
        Standing::Established if counts => match measure.and_then(|measure| measure.kept_by) {
            Some(keeper) => {
                format!("a test that holds on the record kept by {}", model.parties[keeper].short())
            }
            None => "a test that holds on a published record of the count".to_owned(),
        },
        Standing::Established => match claim.kind {
            Kind::Rule => "the law itself, read by us".to_owned(),
            Kind::Utterance => "the speaker's own words, read by us".to_owned(),
            Kind::Absence => "the record itself, inspected".to_owned(),
            Kind::Cause => "two independent analyses that set the cause apart from others".to_owned(),
            _ => "two independent origins, disinterested and at first hand, or a court's finding".to_owned(),
        },
        Standing::Reported => "one origin without an interest in the matter".to_owned(),
        Standing::SelfReported => "somebody who vouches for it, with how they know".to_owned(),
        Standing::Refuted => {
            "a test that fails on the record, or two independent, disinterested origins at first hand that dispute it"
                .to_owned()
        }
        Standing::Contested => "a disinterested origin that disputes it, or readings that disagree".to_owned(),
        Standing::Outdated => "a kept earlier release on which it held".to_owned(),
        Standing::Unsupported | Standing::NotChecked | Standing::NotAssessed => "nothing more".to_owned(),
    }
}

fn had(assessment: &Assessment) -> String {
    let origin = |origin: &Origin| {
        let name = if origin.party.is_some() { origin.name.as_str() } else { "a source without a publisher" };
        let side = if origin.side == Side::Disputes { " against it" } else { "" };
        let why = match (origin.interested, origin.cap) {
            (true, _) => ", with an interest in the matter",
            (false, Some(Cap::SecondHand)) => ", at second hand",
            (false, Some(Cap::InterestsUnstated)) => ", with its interests unstated",
            (false, None) => "",
        };
        format!("{name}{side}{why}")
    };
    let mut parts: Vec<String> = assessment.origins.iter().map(origin).collect();
    let test =
        |holds: bool| assessment.readings.iter().any(|reading| reading.on_record && reading.holds == Some(holds));
    if test(true) {
        parts.push("a test on the record that holds".to_owned());
    }
    if test(false) {
        parts.push("a test on the record that fails".to_owned());
    }
    if parts.is_empty() { "nothing direct".to_owned() } else { parts.join("; ") }
}
