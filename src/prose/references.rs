//! What a sentence is about: the measures and claims of what it prints, and of the entry in whose text it stands.

use crate::model::{Calculation, Claim, Key, Measure, Party, Source, Speaker, TableOf};
use crate::prose::naming::NameWord;
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::{Sentence, quotations};
use crate::prose::{Prose, quotation};

/// Returns the measures of what a sentence prints, in order, and of the claim, figure or table in whose text it stands.
pub(crate) fn measures(prose: &Prose<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Key<Measure>> {
    of_what(prose, passage, sentence, |_| true)
}

fn of_what(
    prose: &Prose<'_>,
    passage: &Passage<'_>,
    sentence: &Sentence<'_>,
    is_meant: impl Fn(Reference) -> bool,
) -> Vec<Key<Measure>> {
    let mut found: Vec<Key<Measure>> = Vec::new();
    let mut add = |measures: &mut dyn Iterator<Item = Key<Measure>>| {
        for measure in measures {
            if !found.contains(&measure) {
                found.push(measure);
            }
        }
    };
    for (_, reference) in sentence.references(passage).filter(|(_, reference)| is_meant(*reference)) {
        add(&mut of_reference(prose, reference).into_iter());
    }
    match passage.setting {
        Setting::Statement(claim)
        | Setting::Phrase(claim)
        | Setting::Qualifier(claim, _)
        | Setting::Instead(claim)
        | Setting::Reading(claim) => {
            add(&mut prose.views.measure_of(claim).into_iter());
        }
        Setting::Label(figure) => {
            let outcome = prose.evaluation.figure(figure);
            add(&mut outcome.into_iter().flat_map(|outcome| outcome.measures.iter().copied()));
        }
        Setting::Caption(table) => {
            let entry = &prose.model.tables[table];
            add(&mut entry.measure.into_iter());
            if let (None, TableOf::Figures(figures)) = (entry.measure, &entry.of) {
                let outcomes = figures.iter().filter_map(|figure| prose.evaluation.figure(*figure));
                add(&mut outcomes.flat_map(|outcome| outcome.measures.iter().copied()));
            }
        }
        // A title asserts what the answer says, unless it asks.
        Setting::Title(brief) => {
            let answer = &prose.model.briefs[brief].answer;
            add(&mut answer.iter().filter_map(|claim| prose.views.measure_of(*claim)));
        }
        _ => {}
    }
    found
}

/// Returns the measures of the numbers that a sentence tells: what prints the name of a measure, or the standing of a claim,
/// tells no number.
pub(crate) fn counted(prose: &Prose<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Key<Measure>> {
    let is_number = |reference: Reference| match reference {
        Reference::Measure(_) => false,
        Reference::Claim(_, part) => {
            !matches!(part, Printed::Standing | Printed::Speaker | Printed::Cite | Printed::Other)
        }
        _ => true,
    };
    of_what(prose, passage, sentence, is_number)
}

/// Returns the measures of something printed by name.
pub(crate) fn of_reference(prose: &Prose<'_>, reference: Reference) -> Vec<Key<Measure>> {
    match reference {
        Reference::Figure(figure, _) => {
            prose.evaluation.figure(figure).map(|outcome| outcome.measures.clone()).unwrap_or_default()
        }
        Reference::Claim(claim, _) => prose.views.measure_of(claim).into_iter().collect(),
        Reference::Measure(measure) => vec![measure],
        _ => Vec::new(),
    }
}

/// Returns the claims that a sentence prints, and the one in whose text it stands.
pub(crate) fn claims(passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Key<Claim>> {
    let mut found: Vec<Key<Claim>> = Vec::new();
    let printed = sentence.references(passage).filter_map(|(_, reference)| match reference {
        Reference::Claim(claim, _) => Some(claim),
        _ => None,
    });
    for claim in printed.chain(passage.claim()) {
        if !found.contains(&claim) {
            found.push(claim);
        }
    }
    found
}

/// Returns whether a sentence prints nothing of a claim but its standing and its sources.
pub(crate) fn prints_only_standing(passage: &Passage<'_>, sentence: &Sentence<'_>, claim: Key<Claim>) -> bool {
    sentence.references(passage).all(|(_, reference)| match reference {
        Reference::Claim(of, printed) if of == claim => matches!(printed, Printed::Standing | Printed::Cite),
        _ => true,
    })
}

/// Returns the parties that a sentence names in words or prints, each once.
pub(crate) fn parties(prose: &Prose<'_>, sentence: &Sentence<'_>) -> Vec<Key<Party>> {
    let words = party_words(prose, sentence);
    let mut found: Vec<Key<Party>> = Vec::new();
    for at in 0..words.len() {
        for (party, _) in prose.parties().at(&words[at..]) {
            if !found.contains(&party) {
                found.push(party);
            }
        }
    }
    found
}

/// Returns the words of a sentence among those of the parties' names. A name in the genitive is the name: “DHS's count”.
pub(crate) fn party_words(prose: &Prose<'_>, sentence: &Sentence<'_>) -> Vec<NameWord> {
    sentence.words.iter().map(|word| prose.parties.word(bare(&word.text))).collect()
}

/// Returns a word without the ending of the genitive.
pub(crate) fn bare(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word).strip_suffix(['\'', '’']).unwrap_or(word)
}

/// Returns the words by which the speaker of a claim can be named: of its name, its short name and its kind, and of the body
/// it belongs to.
pub(crate) fn speaker_words(prose: &Prose<'_>, claim: Key<Claim>) -> Vec<String> {
    let model = prose.model;
    let entry = &model.claims[claim];
    let mut names: Vec<&str> = Vec::new();
    // Who says “the article says” names where it was said.
    for source in entry.said_in() {
        let source = &model.sources[source];
        names.extend(source.publisher.map(|party| model.parties[party].name.as_str()));
        names.extend(source.description.as_deref());
    }
    let mut parties: Vec<Key<Party>> = Vec::new();
    for said in entry.places() {
        match (&said.by, said.source) {
            (Some(Speaker::Words(words)), _) => names.push(words),
            (Some(Speaker::Party(party)), _) => parties.push(*party),
            (None, source) => parties.extend(source.and_then(|source| model.sources[source].publisher)),
        }
    }
    if entry.said.is_none() {
        parties.extend(prose.evaluation.claim(claim).origins.iter().find_map(|origin| origin.party));
    }
    for party in parties {
        // A circle of parties is a problem of its own; no body stands so high.
        let above = |key: &Key<Party>| model.parties[*key].part_of;
        for key in std::iter::successors(Some(party), above).take(8) {
            let body = &model.parties[key];
            names.extend([Some(&*body.name), body.short.as_deref(), body.kind.as_deref()].into_iter().flatten());
        }
    }
    let words = names.into_iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-'));
    words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
}

/// Returns whether one of these parties said a claim, itself or in a source that it published.
pub(crate) fn is_said_by(prose: &Prose<'_>, claim: &Claim, parties: &[Key<Party>]) -> bool {
    claim.places().any(|said| match (&said.by, said.source) {
        (Some(Speaker::Party(party)), _) => parties.contains(party),
        (None, Some(source)) => prose.model.sources[source].publisher.is_some_and(|party| parties.contains(&party)),
        _ => false,
    })
}

/// Returns the claims that a word of a sentence speaks of: the last printed before it, else the one in whose text it stands,
/// else those that the passage quotes or cites up to there, else those of the speaker whom the sentence names, else the next
/// printed.
pub(crate) fn claim_refs(
    prose: &Prose<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    number: usize,
    at: usize,
) -> Vec<Key<Claim>> {
    let here = printed(passage, &sentences[number]);
    let near = here.iter().rfind(|(word, _)| *word < at).or_else(|| here.first()).map(|(_, claim)| *claim);
    let before =
        || sentences[..number].iter().rev().find_map(|it| printed(passage, it).last().map(|(_, claim)| *claim));
    if let Some(claim) = near.or_else(before).or_else(|| passage.claim()) {
        return vec![claim];
    }
    let cited = cited(prose, passage, &sentences[..=number]);
    let cited = if cited.is_empty() { spoken(prose, &sentences[number]) } else { cited };
    if !cited.is_empty() {
        return cited;
    }
    let next = sentences[number + 1..].iter().find_map(|it| printed(passage, it).first().map(|(_, claim)| *claim));
    next.into_iter().collect()
}

/// Returns the claims of which a sentence prints something, each with the index of its word.
fn printed(passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<(usize, Key<Claim>)> {
    let claims = sentence.references(passage).filter_map(|(word, reference)| match reference {
        Reference::Claim(claim, _) => Some((word, claim)),
        _ => None,
    });
    claims.collect()
}

/// Returns the claims that were said in the sources that sentences cite: those whose words are quoted, where some are.
fn cited(prose: &Prose<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>]) -> Vec<Key<Claim>> {
    let sources: Vec<Key<Source>> = sentences
        .iter()
        .flat_map(|sentence| sentence.references(passage))
        .filter_map(|(_, reference)| match reference {
            Reference::Source(source) => Some(source),
            Reference::Figure(figure, _) => match &prose.model.figures[figure].calculation {
                Calculation::Quote(quotation) => Some(quotation.source),
                _ => None,
            },
            _ => None,
        })
        .collect();
    if sources.is_empty() {
        return Vec::new();
    }
    let cited = prose.model.claims.iter().filter(|(_, _, claim)| claim.said_in().any(|it| sources.contains(&it)));
    let cited: Vec<(Key<Claim>, &Claim)> = cited.map(|(key, _, claim)| (key, claim)).collect();
    let quotes: Vec<&str> = quotations(&passage.text).into_iter().map(|span| &passage.text[span.range()]).collect();
    let is_quoted = |claim: &Claim| {
        let mut said = claim.places().flat_map(crate::model::Said::quotable);
        said.any(|words| quotes.iter().any(|part| quotation::is_part(part, words, prose.language())))
    };
    let of_quotes: Vec<Key<Claim>> = cited.iter().filter(|(_, claim)| is_quoted(claim)).map(|(key, _)| *key).collect();
    if of_quotes.is_empty() { cited.into_iter().map(|(key, _)| key).collect() } else { of_quotes }
}

/// Returns the claims of the speakers whom a sentence names as whose something is: `the chamber's number`.
fn spoken(prose: &Prose<'_>, sentence: &Sentence<'_>) -> Vec<Key<Claim>> {
    let whose = |word: &str| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).map(str::to_owned);
    let named: Vec<String> = sentence.words.iter().filter_map(|word| whose(&word.text)).collect();
    let parties = parties(prose, sentence);
    if named.is_empty() && parties.is_empty() {
        return Vec::new();
    }
    let speaks = |key: Key<Claim>, claim: &Claim| {
        let by_name = || speaker_words(prose, key).iter().any(|word| named.contains(word));
        claim.said.is_some() && (!named.is_empty() && by_name() || is_said_by(prose, claim, &parties))
    };
    prose.model.claims.iter().filter(|(key, _, claim)| speaks(*key, claim)).map(|(key, _, _)| key).collect()
}
