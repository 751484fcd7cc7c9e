//! The passages of the registry: every text of it that readers see.

use std::borrow::Cow;

use crate::model::{Claim, ClaimPart, Interests, Key, Model, Piece, RegistryText};
use crate::text::RegistryPlace;

use crate::prose::passage::{Home, PRINTED, Passage, Reference, Setting, Written};

/// Returns every passage, section by section.
pub(super) fn passages(model: &Model) -> Vec<Passage<'_>> {
    let mut reader = Reader { found: Vec::new() };
    for (_, _, party) in model.parties.iter() {
        let place = |step| Home::entry(&party.place).then(step);
        if let Interests::Declared(words) = &party.interests {
            reader.words(Setting::About, Some(words), place("interests"));
        }
        reader.words(Setting::About, party.independent.as_deref(), place("independent"));
    }
    for (key, _, measure) in model.measures.iter() {
        let place = |step| Home::entry(&measure.place).then(step);
        reader.words(Setting::Definition(key), measure.definition.as_deref(), place("definition"));
        for (other, why) in &measure.distinct_from {
            let other = model.measures.id(*other).as_str();
            reader.words(Setting::Definition(key), Some(why), place("distinct_from").then(other));
        }
    }
    for (key, _, figure) in model.figures.iter() {
        reader.words(Setting::Label(key), figure.label.as_deref(), Home::entry(&figure.place).then("label"));
    }
    for (key, _, table) in model.tables.iter() {
        reader.prose(Setting::Caption(key), Some(&table.caption), Home::entry(&table.place).then("caption"), None);
        reader.prose(Setting::TableNote(key), table.note.as_ref(), Home::entry(&table.place).then("note"), None);
    }
    for (key, _, claim) in model.claims.iter() {
        reader.claim(key, claim);
    }
    for (key, _, unknown) in model.unknowns.iter() {
        let texts = [
            ("question", Some(&unknown.question)),
            ("because", unknown.because.as_ref()),
            ("would_resolve", unknown.would_resolve.as_ref()),
        ];
        for (step, prose) in texts {
            reader.prose(Setting::Unknown(key), prose, Home::entry(&unknown.place).then(step), None);
        }
        reader.words(Setting::Unknown(key), unknown.asked.as_deref(), Home::entry(&unknown.place).then("asked"));
    }
    for (key, _, brief) in model.briefs.iter() {
        let place = |step| Home::entry(&brief.place).then(step);
        reader.prose(Setting::Title(key), Some(&brief.question), place("question"), None);
        reader.prose(Setting::Summary(key), brief.summary.as_ref(), place("summary"), None);
        reader.prose(Setting::Limitation(key), brief.lead_in.as_ref(), place("lead_in"), None);
        for (item, limitation) in brief.limitations.iter().enumerate() {
            reader.prose(Setting::Limitation(key), Some(limitation), place("limitations").then(item), None);
        }
    }
    let publication = &model.publication;
    let texts = [
        ("method", &publication.method),
        ("description", &publication.description),
        ("corrections", &publication.corrections),
        ("funding", &publication.funding),
        ("conflicts", &publication.conflicts),
    ];
    for (step, words) in texts {
        let steps = vec!["publication".into(), step.into()];
        let place = RegistryPlace::value(crate::world::ProjectPath::fixed("claims.yaml"), steps);
        reader.words(Setting::About, words.as_deref(), Home::Place(Box::new(place)));
    }
    reader.found
}

struct Reader<'a> {
    found: Vec<Passage<'a>>,
}

impl<'a> Reader<'a> {
    fn claim(&mut self, key: Key<Claim>, claim: &'a Claim) {
        let place = |step| Home::entry(&claim.place).then(step);
        self.prose(Setting::Statement(key), Some(&claim.statement), place("statement"), Some(key));
        self.prose(Setting::Phrase(key), claim.phrase.as_ref(), place("phrase"), Some(key));
        self.prose(Setting::Phrase(key), claim.short.as_ref(), place("short"), Some(key));
        for qualifier in &claim.qualifiers {
            let home = place("qualifier").then(qualifier.standing.word());
            self.words(Setting::Qualifier(key, qualifier.standing), Some(&qualifier.words), home);
        }
        self.prose(Setting::Instead(key), claim.instead.as_ref(), place("instead"), Some(key));
        for test in &claim.tests {
            self.prose(Setting::Reading(key), test.reading.as_ref(), Home::entry(&test.reading_place), Some(key));
            let why = Home::entry(&test.place).then("comparable");
            self.prose(Setting::Reading(key), test.comparable.as_ref(), why, Some(key));
        }
        for item in &claim.evidence {
            self.words(Setting::Note(key), item.note.as_deref(), Home::entry(&item.place).then("note"));
        }
        let rationale = claim.verdict.as_ref().and_then(|verdict| verdict.rationale.as_deref());
        self.words(Setting::Note(key), rationale, place("verdict").then("rationale"));
    }

    fn words(&mut self, setting: Setting, words: Option<&'a str>, home: Home<'a>) {
        let Some(words) = words.filter(|words| !words.is_empty()) else { return };
        let written = Written::whole(home, words.len());
        self.found.push(Passage { setting, text: words.into(), references: Box::default(), written, lead: None });
    }

    fn prose(&mut self, setting: Setting, prose: Option<&'a RegistryText>, home: Home<'a>, of: Option<Key<Claim>>) {
        let Some(prose) = prose.filter(|prose| !prose.is_empty()) else { return };
        let mut text = Cow::Borrowed("");
        let mut references = Vec::new();
        let mut written = Written::at(home);
        for (piece, from) in prose.placed() {
            let reference = match piece {
                Piece::Words(words) => {
                    written.stretch(text.len(), from, words.len());
                    // Adding to nothing copies nothing.
                    text += words.as_str();
                    continue;
                }
                Piece::Figure(figure, facet) => Reference::of_figure(*figure, *facet),
                Piece::Claim(claim, ClaimPart::Value(facet)) => Reference::of_value(*claim, *facet),
                Piece::Claim(claim, part) => Reference::Claim(*claim, (*part).into()),
                Piece::Value(facet) => of.map_or(Reference::Other, |claim| Reference::of_value(claim, *facet)),
            };
            text.to_mut().push(PRINTED);
            references.push(reference);
        }
        if let Cow::Owned(text) = &mut text {
            text.shrink_to_fit();
        }
        let (references, written) = (references.into(), written.finished());
        self.found.push(Passage { setting, text, references, written, lead: None });
    }
}
