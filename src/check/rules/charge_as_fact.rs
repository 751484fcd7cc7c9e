//! A charge that no court has decided is written as a fact.
#![doc = include_str!("charge-as-fact.md")]

use crate::check::about;
use crate::check::passage::{Passage, Reference, Setting};
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::{Sentence, WordKind};
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Lexicon, Term};
use crate::model::{Basis, Claim, Key, Level, Piece, Stance};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::CHARGE_AS_FACT, level: Level::Error, look: Look::Passage(check) };

/// What keeps a sentence from stating the charge as a fact: a word of allegation, a denial, a doubt.
const CAREFUL: [Term; 3] = [Term::Allegation, Term::Negation, Term::Open];
/// How many words behind a name a verb of saying stands that has it as its subject: “Northway, for its part, says”.
const CLOSE: usize = 4;

fn check(scene: &Scene<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    if let Setting::Statement(claim) | Setting::Instead(claim) = passage.setting {
        if is_charge(scene, claim) && !sentences.iter().any(|it| it.any(Term::Allegation).next().is_some()) {
            say(scene, claim, passage, &sentences[0], found);
        }
        return;
    }
    let Some(claim) = charge_in(scene, passage) else { return };
    let accused = names(scene, claim);
    for sentence in sentences.iter().filter(|sentence| !CAREFUL.iter().any(|term| sentence.has(*term))) {
        let asks = sentence.words.last().is_some_and(|word| &*word.text == "?");
        let restates = sentence.references(passage).any(|(_, it)| matches!(it, Reference::Claim(of, _) if of == claim));
        let named = sentence.words.iter().enumerate().position(|(at, word)| {
            let has_capital = passage.text[word.span.range()].starts_with(char::is_uppercase);
            let is_name = |(name, first): &(String, bool)| *name == word.text && (at > 0 || !first);
            word.kind == WordKind::Letters && !word.quoted && has_capital && accused.iter().any(is_name)
        });
        let told = sentence.said(Term::Attribution).any(|said| said.len() > 1 || said.start < named.unwrap_or(0) + CLOSE);
        let stated = restates && !about::prints_only_standing(passage, sentence, claim);
        if !asks && !told && (named.is_some() || stated) {
            say(scene, claim, passage, sentence, found);
        }
    }
}

fn say(scene: &Scene<'_>, claim: Key<Claim>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    let message = format!("what claim `{}` rests on is a charge, and this is written as a fact", scene.model.claims.id(claim));
    found.push(
        RULE.problem(passage.place(sentence.span), message)
            .note("whoever is charged is presumed innocent until a court has decided")
            .help("write that it is charged or alleged, or who says so; after the decision, give the evidence its new `stage`"),
    );
}

/// Returns whether a claim rests on a court case that is not decided.
fn is_charge(scene: &Scene<'_>, claim: Key<Claim>) -> bool {
    let evidence = &scene.model.claims[claim].evidence;
    let court = |item: &&crate::model::Evidence| item.basis == Some(Basis::Court) && item.stance == Stance::Supports;
    evidence.iter().any(|item| court(&item)) && !evidence.iter().filter(court).any(crate::model::Evidence::is_decided)
}

/// Returns the charge that a passage prints a part of, or whose source it cites.
fn charge_in(scene: &Scene<'_>, passage: &Passage) -> Option<Key<Claim>> {
    passage.references.iter().find_map(|reference| match reference {
        Reference::Claim(claim, _) => Some(*claim).filter(|claim| is_charge(scene, *claim)),
        Reference::Source(source) => scene.charges_in(*source).find(|claim| is_charge(scene, *claim)),
        _ => None,
    })
}

/// Returns the names in a charge, in lower case: words of its statement with a capital that are nothing else's, each with
/// whether its capital may be that of the first word. Where something happened is no name of whoever is charged.
fn names(scene: &Scene<'_>, claim: Key<Claim>) -> Vec<(String, bool)> {
    let lexicon = Lexicon::of(scene.language());
    let words = scene.model.claims[claim].statement.0.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words.as_str()),
        _ => None,
    });
    let words: Vec<&str> = words.flat_map(str::split_whitespace).map(bare).collect();
    let has_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let name = |at: usize| {
        let word = words[at].to_lowercase();
        let before = at.checked_sub(1).map(|before| words[before]);
        let of_place = before.is_some_and(|it| lexicon.is(it, Term::When) || lexicon.is(it, Term::AttributionBefore));
        let known = of_place || word.chars().count() < 4 || lexicon.at(&[&*word]).next().is_some();
        let first = at == 0 && !words.get(1).is_some_and(|next| has_capital(next));
        (has_capital(words[at]) && !known).then_some((word, first))
    };
    (0..words.len()).filter_map(name).collect()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
