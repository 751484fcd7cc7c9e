//! The sentences of authors as editions know them: their words, what they lean on, and in which briefs they can be read.

use crate::model::{Brief, Claim, Figure, Key};
use crate::prose::Prose;
use crate::prose::passage::{PRINTED, Passage, Printed, Reference, Setting};
use crate::prose::sentence::{Sentence, Word, WordKind};
use crate::text::Place;

/// A sentence of an author, with words of its own.
#[derive(Debug, Clone)]
pub(super) struct Authored {
    /// Its words, with the name of what it prints in braces.
    pub(super) text: String,
    /// The longest stretch of its own words, letters and digits only, in lower case: a page that prints it has them.
    pub(super) letters: String,
    /// The figures it prints.
    pub(super) figures: Vec<Key<Figure>>,
    /// The claims of which it prints anything.
    pub(super) claims: Vec<Key<Claim>>,
    /// Where it is written.
    pub(super) place: Place,
    /// The briefs in which it can be read.
    pub(super) briefs: Vec<Key<Brief>>,
}

/// How many words, at most, only name what is printed behind them.
const LABEL: usize = 4;

/// Returns every sentence that has words of its own.
pub(super) fn authored(prose: &Prose<'_>) -> Vec<Authored> {
    let of_passage = |passage: &Passage<'_>, all: &[Sentence<'_>]| {
        let briefs = prose.briefs_of(passage);
        if briefs.is_empty() {
            return Vec::new();
        }
        let own = all.iter().filter(|sentence| has_words(passage, sentence));
        own.map(|sentence| Authored { briefs: briefs.clone(), ..of_sentence(prose, passage, sentence) }).collect()
    };
    prose.each(of_passage).into_iter().flatten().collect()
}

/// Returns whether a sentence says anything besides what it prints by name: "Standing: {standing}." only names it.
fn has_words(passage: &Passage<'_>, sentence: &Sentence<'_>) -> bool {
    let says = |words: &[Word<'_>]| words.iter().any(|word| word.kind == WordKind::Letters);
    let is_statement = |word: &Word<'_>| {
        let WordKind::Printed(index) = word.kind else { return false };
        matches!(passage.references.get(index), Some(Reference::Claim(_, Printed::Statement | Printed::Sentence)))
    };
    let label = sentence.words.iter().position(|word| &*word.text == ":").filter(|at| *at <= LABEL);
    let named = label.is_some_and(|at| {
        let behind = &sentence.words[at..];
        !says(behind) && !behind.iter().any(is_statement)
    });
    says(&sentence.words) && !named
}

fn of_sentence(prose: &Prose<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Authored {
    let words = &passage.text[sentence.span.range()];
    let before = passage.text[..sentence.span.start].matches(PRINTED).count();
    let mut references = passage.references.iter().skip(before);
    let mut text = String::with_capacity(words.len());
    let (mut figures, mut claims): (Vec<Key<Figure>>, Vec<Key<Claim>>) = (Vec::new(), Vec::new());
    for c in words.chars() {
        if c != PRINTED {
            text.push(c);
            continue;
        }
        let Some(reference) = references.next() else { continue };
        match reference {
            Reference::Figure(figure) if !figures.contains(figure) => figures.push(*figure),
            // Whatever it prints of a claim, its words may say what the evidence made of that.
            Reference::Claim(claim, _) if !claims.contains(claim) => claims.push(*claim),
            _ => {}
        }
        text.push_str(&name(prose, *reference));
    }
    // What a refuted claim is replaced by, and what a test is taken to mean, lean on that claim.
    if let Setting::Instead(claim) = passage.setting
        && !claims.contains(&claim)
    {
        claims.push(claim);
    }
    let letters = words.split(PRINTED).map(letters).max_by_key(String::len).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Authored { text, letters, figures, claims, place: passage.place(sentence.span), briefs: Vec::new() }
}

/// Returns what stands in a sentence for something that it prints.
fn name(prose: &Prose<'_>, reference: Reference) -> String {
    let model = prose.model;
    match reference {
        Reference::Figure(figure) => format!("{{{}}}", model.figures.id(figure)),
        Reference::Claim(_, Printed::Cite) | Reference::Source(_) => String::new(),
        Reference::Claim(claim, printed) => format!("{{{}{}}}", model.claims.id(claim), part(printed)),
        Reference::Measure(measure) => model.measures[measure].label.clone(),
        Reference::Party(party) => model.parties[party].name.clone(),
        Reference::Unknown(unknown) => format!("{{{}}}", model.unknowns.id(unknown)),
        Reference::Table(table) => format!("{{{}}}", model.tables.id(table)),
        Reference::Other => "{…}".to_owned(),
    }
}

fn part(printed: Printed) -> &'static str {
    match printed {
        Printed::Statement | Printed::Other | Printed::Cite => "",
        Printed::Sentence => ".sentence",
        Printed::Quantity => ".quantity",
        Printed::Value => ".value",
        Printed::Standing => ".standing",
        Printed::Speaker => ".said",
        Printed::Quote => ".quote",
    }
}

/// Returns the letters and digits of a text in lower case, as [`Authored::letters`] has them.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
