//! A charge that no court has decided is written as a fact.
#![doc = include_str!("charge-as-fact.md")]

use crate::check::about;
use crate::check::passage::{Passage, Reference, Setting};
use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::check::sentence::{Sentence, WordKind};
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
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
        let named = sentence.words.iter().position(|word| {
            word.kind == WordKind::Letters && !word.quoted && accused.iter().any(|name| *name == word.text)
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

/// Returns the names in a charge: words of its statement with a capital, in lower case.
fn names(scene: &Scene<'_>, claim: Key<Claim>) -> Vec<String> {
    let words = scene.model.claims[claim].statement.0.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words.as_str()),
        _ => None,
    });
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 3;
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words.flat_map(str::split_whitespace).filter(capital).map(bare).collect()
}
