//! A charge that no court has decided is written as a fact.
#![doc = include_str!("../pages/charge-as-fact.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Lexicon, Term};
use crate::model::{Claim, Key, Piece};
use crate::prose::passage::{Passage, Reference, Setting};
use crate::prose::references;
use crate::prose::sentence::{Sentence, WordKind};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Basis, Level, Stance};

pub(crate) static RULE: Rule = Rule { code: &code::CHARGE_AS_FACT, level: Level::Error, check: Check::Passage(check) };

/// What keeps a sentence from stating the charge as a fact, besides a denial: a word of allegation, a doubt.
const CAREFUL: [Term; 2] = [Term::Allegation, Term::Open];
/// How many words behind a name a verb of saying stands that has it as its subject: “Northway, for its part, says”.
const CLOSE: usize = 4;

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    if let Setting::Statement(claim) | Setting::Instead(claim) = passage.setting {
        if is_charge(context, claim) && !sentences.iter().any(|it| it.any(Term::Allegation).next().is_some()) {
            say(context, claim, passage, &sentences[0], found);
        }
        return;
    }
    let Some(claim) = charge_in(context, passage) else { return };
    let accused = Accused::of(context, claim);
    for sentence in sentences.iter().filter(|sentence| !CAREFUL.iter().any(|term| sentence.has(*term))) {
        let asks = sentence.words.last().is_some_and(|word| &*word.text == "?");
        let restates = sentence.references(passage).any(|(_, it)| matches!(it, Reference::Claim(of, _) if of == claim));
        let named = accused.named_in(passage, sentence);
        let told =
            sentence.said(Term::Attribution).any(|said| said.len() > 1 || said.start < named.unwrap_or(0) + CLOSE);
        // “Northway was never fined” denies it; “Northway took money for work that nobody did” does not.
        let denied =
            sentence.said(Term::Negation).any(|denial| named.is_none_or(|named| denial.start <= named + CLOSE));
        let stated = restates && !references::prints_only_standing(passage, sentence, claim);
        if !asks && !told && !denied && (named.is_some() || stated) {
            say(context, claim, passage, sentence, found);
        }
    }
}

/// Who is charged, in the words of a charge.
struct Accused {
    /// The names, as [`names`] has them.
    names: Vec<(String, bool)>,
    /// The words before the one of charging: `a lorry driver`.
    nouns: Vec<String>,
    /// The words of what the charge is.
    deed: Vec<String>,
}

impl Accused {
    fn of(context: &Context<'_>, claim: Key<Claim>) -> Self {
        let lexicon = Lexicon::of(context.language());
        let statement = context.model.claims[claim].statement.plain_words().to_lowercase();
        let words: Vec<&str> = statement.split_whitespace().map(bare).collect();
        let charged = words.iter().position(|word| lexicon.is(word, Term::Allegation));
        let of = |words: &[&str]| {
            let plain = words.iter().filter(|word| word.chars().count() > 2 && lexicon.at(&[**word]).next().is_none());
            plain.map(|word| (*word).to_owned()).collect()
        };
        let (nouns, deed) = charged.map_or((Vec::new(), Vec::new()), |at| (of(&words[..at]), of(&words[at + 1..])));
        Self { names: names(context, claim), nouns, deed }
    }

    /// Returns where a sentence names whoever is charged: by name, or as its subject (`the lorry`) beside a word of the deed.
    fn named_in(&self, passage: &Passage, sentence: &Sentence<'_>) -> Option<usize> {
        let by_name = sentence.words.iter().enumerate().position(|(at, word)| {
            let has_capital = passage.text[word.span.range()].starts_with(char::is_uppercase);
            let is_name = |(name, first): &(String, bool)| *name == word.text && (at > 0 || !first);
            word.kind == WordKind::Letters && !word.quoted && has_capital && self.names.iter().any(is_name)
        });
        let among = |at: usize, of: &[String]| {
            let word = sentence.words.get(at).filter(|word| !word.quoted);
            word.is_some_and(|word| of.iter().any(|it| *it == word.text))
        };
        let subject = || sentence.said(Term::Definite).any(|the| the == (0..1)).then_some(1);
        let with_deed =
            |at: &usize| among(*at, &self.nouns) && (at + 1..sentence.words.len()).any(|it| among(it, &self.deed));
        by_name.or_else(|| subject().filter(with_deed))
    }
}

fn say(context: &Context<'_>, claim: Key<Claim>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    let message =
        format!("what claim `{}` rests on is a charge, and this is written as a fact", context.model.claims.id(claim));
    found.push(
        RULE.problem(passage.place(sentence.span), message)
            .note("whoever is charged is presumed innocent until a court has decided")
            .help("write that it is charged or alleged, or who says so; after the decision, give the evidence its new `stage`"),
    );
}

/// Returns whether a claim rests on a court case that is not decided.
fn is_charge(context: &Context<'_>, claim: Key<Claim>) -> bool {
    let evidence = &context.model.claims[claim].evidence;
    let court = |item: &&crate::model::Evidence| item.basis == Some(Basis::Court) && item.stance == Stance::Supports;
    evidence.iter().any(|item| court(&item)) && !evidence.iter().filter(court).any(crate::model::Evidence::is_decided)
}

/// Returns the charge that a passage prints a part of, or whose source it cites.
fn charge_in(context: &Context<'_>, passage: &Passage) -> Option<Key<Claim>> {
    passage.references.iter().find_map(|reference| match reference {
        Reference::Claim(claim, _) => Some(*claim).filter(|claim| is_charge(context, *claim)),
        Reference::Source(source) => context.charges_in(*source).find(|claim| is_charge(context, *claim)),
        _ => None,
    })
}

/// Returns the names in a charge, in lower case: words of its statement with a capital that are nothing else's, each with
/// whether its capital may be that of the first word. Where something happened is no name of whoever is charged.
fn names(context: &Context<'_>, claim: Key<Claim>) -> Vec<(String, bool)> {
    let lexicon = Lexicon::of(context.language());
    let words = context.model.claims[claim].statement.0.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words.as_str()),
        _ => None,
    });
    let words: Vec<&str> = words.flat_map(str::split_whitespace).map(bare).collect();
    let has_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let name = |at: usize| {
        let word = words[at].to_lowercase();
        let first = words[..at].iter().rposition(|word| !has_capital(word)).map_or(0, |before| before + 1);
        let before = first.checked_sub(1).map(|before| words[before]);
        let places = [Term::When, Term::AttributionBefore, Term::Where];
        let of_place = before.is_some_and(|it| places.iter().any(|term| lexicon.is(it, *term)));
        let known = of_place || word.chars().count() < 4 || lexicon.at(&[&*word]).next().is_some();
        let first = at == 0 && !words.get(1).is_some_and(|next| has_capital(next));
        (has_capital(words[at]) && !known).then_some((word, first))
    };
    (0..words.len()).filter_map(name).collect()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
