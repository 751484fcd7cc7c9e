//! Which claims a sentence speaks of: those that its passage prints, and those that it quotes, cites or names the speaker of.

use crate::model::{Calculation, Claim, Key, Source};

use crate::prose::Prose;
use crate::prose::passage::{Passage, Reference};
use crate::prose::quotation;
use crate::prose::references;
use crate::prose::sentence::{Sentence, quotations};

/// Returns the claims that a word of a sentence speaks of: the last printed before it, else the one in whose text it stands,
/// else those that the passage quotes or cites up to there, else those of the speaker whom the sentence names, else the next
/// printed.
pub(crate) fn claims(
    prose: &Prose<'_>,
    passage: &Passage,
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
fn printed(passage: &Passage, sentence: &Sentence<'_>) -> Vec<(usize, Key<Claim>)> {
    let claims = sentence.references(passage).filter_map(|(word, reference)| match reference {
        Reference::Claim(claim, _) => Some((word, claim)),
        _ => None,
    });
    claims.collect()
}

/// Returns the claims that were said in the sources that sentences cite: those whose words are quoted, where some are.
fn cited(prose: &Prose<'_>, passage: &Passage, sentences: &[Sentence<'_>]) -> Vec<Key<Claim>> {
    let sources: Vec<Key<Source>> = sentences
        .iter()
        .flat_map(|sentence| sentence.references(passage))
        .filter_map(|(_, reference)| match reference {
            Reference::Source(source) => Some(source),
            Reference::Figure(figure) => match &prose.model.figures[figure].calculation {
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
    let parties = references::parties(prose, sentence);
    if named.is_empty() && parties.is_empty() {
        return Vec::new();
    }
    let speaks = |key: Key<Claim>, claim: &Claim| {
        let by_name = || references::speaker_words(prose, key).iter().any(|word| named.contains(word));
        claim.said.is_some() && (!named.is_empty() && by_name() || references::is_said_by(prose, claim, &parties))
    };
    prose.model.claims.iter().filter(|(key, _, claim)| speaks(*key, claim)).map(|(key, _, _)| key).collect()
}
