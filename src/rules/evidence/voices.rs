//! Rules on whose word something is: charges, and what only one side says.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Lexicon, Term};
use crate::model::{Claim, Figure, Interests, Key, Piece, Source};
use crate::outcome::Provenance;
use crate::prose::attribution::{Attribution, Paragraph};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::references;
use crate::prose::sentence::{Sentence, WordKind};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::MarkedText;
use crate::vocabulary::{Basis, CslType, Level, Role, Stance, Standing};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&CHARGE_AS_FACT, &UNATTRIBUTED_SELF_REPORT];

/// A charge that no court has decided is written as a fact.
static CHARGE_AS_FACT: Rule =
    Rule { code: &code::CHARGE_AS_FACT, level: Level::Error, check: Check::Passage(charge_as_fact) };

/// What keeps a sentence from stating the charge as a fact, besides a denial: a word of allegation, a doubt.
const CAREFUL: [Term; 2] = [Term::Allegation, Term::Open];
/// How many words behind a name a verb of saying stands that has it as its subject: “Northway, for its part, says”.
const CLOSE: usize = 4;

fn charge_as_fact(context: &Context<'_>, passage: &Passage<'_>, sentences: &[Sentence<'_>], found: &mut Problems) {
    if let Setting::Statement(claim) | Setting::Phrase(claim) | Setting::Instead(claim) = passage.setting {
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
            let plain = words.iter().filter(|word| word.chars().count() > 2 && !lexicon.is_term(word));
            plain.map(|word| (*word).to_owned()).collect()
        };
        let (nouns, deed) = charged.map_or((Vec::new(), Vec::new()), |at| (of(&words[..at]), of(&words[at + 1..])));
        Self { names: names(context, claim), nouns, deed }
    }

    /// Returns where a sentence names whoever is charged: by name, or as its subject (`the lorry`) beside a word of the deed.
    fn named_in(&self, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Option<usize> {
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

fn say(context: &Context<'_>, claim: Key<Claim>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    let message =
        format!("what claim `{}` rests on is a charge, and this is written as a fact", context.model.claims.id(claim));
    found.push(
        CHARGE_AS_FACT.problem(passage.place(sentence.span), message)
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
fn charge_in(context: &Context<'_>, passage: &Passage<'_>) -> Option<Key<Claim>> {
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
        let known = of_place || word.chars().count() < 4 || lexicon.is_term(&word);
        let first = at == 0 && !words.get(1).is_some_and(|next| has_capital(next));
        (has_capital(words[at]) && !known).then_some((word, first))
    };
    (0..words.len()).filter_map(name).collect()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// What only somebody else says is printed in our own voice.
static UNATTRIBUTED_SELF_REPORT: Rule = Rule {
    code: &code::UNATTRIBUTED_SELF_REPORT,
    level: Level::Error,
    check: Check::Passage(unattributed_self_report),
};

fn unattributed_self_report(
    context: &Context<'_>,
    passage: &Passage<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Problems,
) {
    if passage.references.is_empty() || is_told_elsewhere(passage.setting) {
        return;
    }
    let paragraph = Paragraph { prose: context.prose, passage, sentences };
    let mut met = Vec::new();
    let mut silent: Vec<Attribution> = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for (word, reference) in sentence.references(passage) {
            let Some(said) = Said::of(context, reference).filter(|said| !met.contains(said)) else { continue };
            met.push(said);
            let whose = said.whose(context);
            // To name the speaker once is enough; so is to say once that nobody does.
            if !paragraph.attributes(at, word, &whose) && !silent.iter().any(|other| other.is_also(&whose)) {
                found.push(unattributed(context, passage, sentence, said));
                silent.push(whose);
            }
        }
    }
}

/// Returns whether a text is printed behind the name of its speaker or beside where it is from, or asserts nothing.
fn is_told_elsewhere(setting: Setting) -> bool {
    use Setting::{About, Cell, Definition, Label, Note, Reading, Statement, Title};
    matches!(setting, Statement(_) | Reading(_) | Note(_) | Title(_) | Definition(_) | Label(_) | Cell(_) | About)
}

/// Something that may only be printed as somebody's word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Claim(Key<Claim>),
    Quoted(Key<Figure>, Key<Source>),
}

impl Said {
    fn of(context: &Context<'_>, reference: Reference) -> Option<Self> {
        match reference {
            Reference::Claim(claim, Printed::Statement | Printed::Phrase | Printed::Quantity | Printed::Quote) => {
                needs_a_speaker(context, claim).then_some(Self::Claim(claim))
            }
            Reference::Figure(figure, _) => {
                let source = quoted(context, figure, 0)?;
                (!is_register(context, source)).then_some(Self::Quoted(figure, source))
            }
            _ => None,
        }
    }

    fn whose(self, context: &Context<'_>) -> Attribution {
        match self {
            Self::Claim(claim) => Attribution::claim(context.prose, claim),
            Self::Quoted(_, source) => Attribution::said_in(context.prose, source),
        }
    }
}

/// Returns whether a claim may only be printed as somebody's word. What we looked for ourselves and did not find is ours.
fn needs_a_speaker(context: &Context<'_>, claim: Key<Claim>) -> bool {
    let (entry, assessment) = (&context.model.claims[claim], context.evaluation.claim(claim));
    match assessment.standing {
        Standing::Established => false,
        Standing::NotAssessed | Standing::NotChecked => entry.said.is_some(),
        _ => entry.role != Role::Finding || entry.looked.is_empty() || !assessment.origins.is_empty(),
    }
}

/// Returns the source whose words a figure is, or is made of.
fn quoted(context: &Context<'_>, figure: Key<Figure>, depth: usize) -> Option<Key<Source>> {
    /// Figures are made of figures, and a circle of them is a problem of its own.
    const DEEPEST: usize = 4;
    match &context.evaluation.figure(figure)?.trace {
        Provenance::Source { source, .. } => Some(*source),
        Provenance::Figures(parts) if depth < DEEPEST => {
            parts.iter().find_map(|part| quoted(context, *part, depth + 1))
        }
        Provenance::Figures(_) | Provenance::Cells { .. } => None,
    }
}

/// Returns whether a source is a register that does not tell of its own work: its numbers need no more than their source.
fn is_register(context: &Context<'_>, source: Key<Source>) -> bool {
    let entry = &context.model.sources[source];
    let of_itself = |party| matches!(context.model.parties[party].interests, Interests::Declared(_));
    let is_data = entry.kind == Some(CslType::Dataset);
    entry.is_register() && entry.is_read_and_stands() && (is_data || !entry.publisher.is_some_and(of_itself))
}

fn unattributed(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, said: Said) -> Problem {
    let (what, speaker, instead) = match said {
        Said::Claim(claim) => {
            let id = context.model.claims.id(claim);
            let what = format!("claim `{id}` ({})", context.views.claim(claim).standing_words.plain());
            (
                what,
                context.views.claim(claim).who.as_ref().map(MarkedText::plain),
                format!("; or print `claims.{id}.sentence`"),
            )
        }
        Said::Quoted(figure, source) => {
            let (id, from) = (context.model.figures.id(figure), context.model.sources.id(source));
            let publisher =
                context.model.sources[source].publisher.map(|party| context.model.parties[party].short().to_owned());
            (format!("figure `{id}`, in the words of source `{from}`,"), publisher, String::new())
        }
    };
    let who = speaker.map_or_else(|| "who says so".to_owned(), |name| format!("“according to {name}”"));
    UNATTRIBUTED_SELF_REPORT
        .problem(passage.place(sentence.span), format!("{what} is printed here as if it were ours"))
        .note("a reader takes what nobody is named for as what we found")
        .help(format!("say it in the paragraph: {who}{instead}"))
}
