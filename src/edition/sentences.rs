//! The sentences of authors as editions know them: their words, what they lean on, and in which briefs they can be read.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Brief, Claim, Figure, Key};
use crate::prose::Prose;
use crate::prose::passage::{PRINTED, Passage, Printed, Reference, Setting};
use crate::prose::sentence::{Sentence, Word, WordKind};
use crate::reads::{self, Sum};
use crate::template::engine::PrintedWords;
use crate::text::{Place, Span};
use crate::view::Mark;

/// What is printed of one brief: the marks on its page, the page's letters and digits in lower case, and which words of templates
/// those are.
#[derive(Debug, Clone, Default)]
pub struct PrintedPage {
    /// What its page prints by name.
    pub marks: BTreeSet<Mark>,
    /// Its words, as [`letters`] has them.
    letters: String,
    /// Which words of templates it prints.
    words: PrintedWords,
}

/// What an edition asks of a page, and what is answered: while nothing changed that was read for the page, it need not be printed
/// to be asked again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// What the page prints by name.
    pub marks: BTreeSet<Mark>,
    /// Whether it prints the words of each sentence, by the sentence's [`Question`].
    pub says: BTreeMap<Sum, bool>,
}

/// Whether a page prints the words of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// By what it is known again: where the words are from, and which.
    pub(crate) key: Sum,
    words: &'q WordsFrom,
}

impl PrintedPage {
    /// Returns what is printed with these marks and this text.
    pub(crate) fn new(marks: Vec<Mark>, text: &str, words: PrintedWords) -> Self {
        Self { marks: marks.into_iter().collect(), letters: letters(text), words }
    }

    /// Answers these questions.
    pub(crate) fn answers(self, questions: &[Question<'_>]) -> Answers {
        let says = questions.iter().map(|question| (question.key, question.words.is_on(&self))).collect();
        Answers { marks: self.marks, says }
    }
}

/// A sentence of an author, with words of its own.
#[derive(Debug, Clone)]
pub(super) struct Authored {
    /// Its words, with the name of what it prints in braces.
    pub(super) text: String,
    /// Where its own words are from.
    source: WordsFrom,
    /// By what it is known again where these are from.
    key: Sum,
    /// The figures it prints.
    pub(super) figures: Vec<Key<Figure>>,
    /// The claims of which it prints anything.
    pub(super) claims: Vec<Key<Claim>>,
    /// What it prints of numbers that is not the whole number, by the name that stands for it in the text.
    pub(super) parts: Vec<(String, Reference)>,
    /// Where it is written.
    pub(super) place: Place,
    /// The briefs in which it can be read.
    pub(super) briefs: Vec<Key<Brief>>,
}

/// Where the words of a sentence are from, by which it is known whether a page prints it.
#[derive(Debug, Clone)]
enum WordsFrom {
    /// A template, by its number among the project's own, and where they stand in it: one branch of a choice is printed, and the
    /// other is not, whatever else on the page has the same words.
    Template(usize, Vec<Span>),
    /// The registry: the longest stretch of its own words, letters and digits only, in lower case. A page that prints it has them.
    Registry(String),
}

impl Authored {
    /// Returns what is asked of a page.
    pub(super) fn question(&self) -> Question<'_> {
        Question { key: self.key, words: &self.source }
    }
}

impl WordsFrom {
    /// Returns by what they are known again, whatever number their template has then.
    fn key(&self, templates: &[&str]) -> Sum {
        match self {
            Self::Template(number, words) => {
                reads::sum([b"template ".as_slice(), templates[*number].as_bytes(), format!(" {words:?}").as_bytes()])
            }
            Self::Registry(letters) => reads::sum([b"registry ".as_slice(), letters.as_bytes()]),
        }
    }

    /// Returns whether a page prints them.
    fn is_on(&self, page: &PrintedPage) -> bool {
        match self {
            Self::Template(number, words) => words.iter().all(|words| page.words.has(*number, *words)),
            Self::Registry(letters) => page.letters.contains(letters),
        }
    }
}

/// How many words, at most, only name what is printed behind them.
const LABEL: usize = 4;

/// Returns every sentence that has words of its own.
pub(super) fn authored(prose: &Prose<'_>) -> Vec<Authored> {
    let templates: Vec<&str> = prose.templates.own_names().collect();
    // Of most passages there is one sentence: a list with room for more would take four times as much.
    let of_passage = |_, passage: &Passage<'_>, all: Option<&[Sentence<'_>]>| -> Box<[Authored]> {
        let briefs = prose.briefs_of(passage);
        if briefs.is_empty() {
            return Box::default();
        }
        let made = if all.is_none() { prose.sentences(passage) } else { Vec::new() };
        let all = all.unwrap_or(&made);
        let own = all.iter().filter(|sentence| has_words(passage, sentence));
        own.map(|sentence| Authored { briefs: briefs.clone(), ..of_sentence(prose, passage, sentence, &templates) })
            .collect()
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

fn of_sentence(prose: &Prose<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, templates: &[&str]) -> Authored {
    let words = &passage.text[sentence.span.range()];
    let before = passage.text[..sentence.span.start].matches(PRINTED).count();
    let mut references = passage.references.iter().skip(before);
    let mut text = String::with_capacity(words.len());
    let (mut figures, mut claims): (Vec<Key<Figure>>, Vec<Key<Claim>>) = (Vec::new(), Vec::new());
    let mut parts = Vec::new();
    for c in words.chars() {
        if c != PRINTED {
            text.push(c);
            continue;
        }
        let Some(reference) = references.next() else { continue };
        match reference {
            Reference::Figure(figure, _) if !figures.contains(figure) => figures.push(*figure),
            // Whatever it prints of a claim, its words may say what the evidence made of that.
            Reference::Claim(claim, _) if !claims.contains(claim) => claims.push(*claim),
            _ => {}
        }
        let named = name(prose, *reference);
        if is_part(*reference) {
            parts.push((named.trim_matches(['{', '}']).to_owned(), *reference));
        }
        text.push_str(&named);
    }
    // What a refuted claim is replaced by, and what a test is taken to mean, lean on that claim.
    if let Setting::Instead(claim) = passage.setting
        && !claims.contains(&claim)
    {
        claims.push(claim);
    }
    let source = words_from(passage, sentence);
    let key = source.key(templates);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Authored { text, source, key, figures, claims, parts, place: passage.place(sentence.span), briefs: Vec::new() }
}

fn words_from(passage: &Passage, sentence: &Sentence<'_>) -> WordsFrom {
    if let Setting::Heading(number) | Setting::Body(number) | Setting::Cell(number) = passage.setting {
        let own = sentence.words.iter().filter(|word| word.text.contains(char::is_alphanumeric));
        let words: Vec<Span> = own.flat_map(|word| passage.written.words(word.span)).collect();
        // Words that are written in another way than they read have no place.
        if !words.is_empty() {
            return WordsFrom::Template(number, words);
        }
    }
    let words = &passage.text[sentence.span.range()];
    WordsFrom::Registry(words.split(PRINTED).map(letters).max_by_key(String::len).unwrap_or_default())
}

/// Returns what stands in a sentence for something that it prints.
fn name(prose: &Prose<'_>, reference: Reference) -> String {
    let model = prose.model;
    match reference {
        Reference::Figure(figure, facet) => match facet.word() {
            Some(word) => format!("{{{}.{word}}}", model.figures.id(figure)),
            None => format!("{{{}}}", model.figures.id(figure)),
        },
        Reference::Period(figure) => format!("{{{}.period}}", model.figures.id(figure)),
        Reference::PeriodOfValue(claim) => format!("{{{}.value.period}}", model.claims.id(claim)),
        Reference::Claim(_, Printed::Cite) | Reference::Source(_) => String::new(),
        Reference::Claim(claim, Printed::Value(facet)) => match facet.word() {
            Some(word) => format!("{{{}.value.{word}}}", model.claims.id(claim)),
            None => format!("{{{}.value}}", model.claims.id(claim)),
        },
        Reference::Claim(claim, printed) => format!("{{{}{}}}", model.claims.id(claim), part(printed)),
        Reference::Measure(measure) => model.measures[measure].label.clone(),
        Reference::Party(party) => model.parties[party].name.clone(),
        Reference::Unknown(unknown) => format!("{{{}}}", model.unknowns.id(unknown)),
        Reference::Table(table) => format!("{{{}}}", model.tables.id(table)),
        Reference::Other => "{…}".to_owned(),
    }
}

/// Returns whether something of a number is printed, and not the whole number.
fn is_part(reference: Reference) -> bool {
    match reference {
        Reference::Figure(_, facet) | Reference::Claim(_, Printed::Value(facet)) => facet.word().is_some(),
        Reference::Period(_) | Reference::PeriodOfValue(_) => true,
        _ => false,
    }
}

fn part(printed: Printed) -> &'static str {
    match printed {
        Printed::Statement | Printed::Phrase | Printed::Value(_) | Printed::Other | Printed::Cite => "",
        Printed::Sentence => ".sentence",
        Printed::Quantity => ".quantity",
        Printed::Standing => ".standing",
        Printed::Speaker => ".said",
        Printed::Quote => ".quote",
    }
}

/// Returns the letters and digits of a text in lower case.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
