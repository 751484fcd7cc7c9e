//! A registry in several languages, read in one of them: of a text that is written for each, the words of that one are taken.
//!
//! What a text asks for by its type is known where it is read ([`TextKind`]), so that nothing else can be taken for words in several
//! languages: a column may be called `es`. What has no words of its own in the language is noted; whether a page prints it is
//! not known here.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference::{NO_TEXT_IN_LANGUAGE, UNLISTED_LANGUAGE};
use crate::language::{Language, Languages};
use crate::registry::TextKind;
use crate::text::{Place, RegistryPlace, Span, Step};
use crate::world::ProjectPath;

use super::node::{Node, NodeKind, Pair};

/// A registry file as it is read in one of its languages.
#[derive(Debug)]
pub(super) struct Projection<'l> {
    languages: &'l Languages,
    /// By number: the texts without words of their own in this language.
    untranslated: RefCell<BTreeSet<u32>>,
    /// By number: the mappings that do not say what they should, with what is wrong.
    faults: RefCell<BTreeSet<(u32, Fault)>>,
}

/// What is wrong with a text for several languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A key of it is no language of the publication.
    Unlisted(String),
    /// It has no words in the main language.
    NotInMain,
    /// A comma ended the text before it.
    Cut,
}

/// What is read in place of a node.
pub(super) enum Taken<'n> {
    /// The node itself, whose parts may be written for each language.
    Itself,
    /// The words of one language.
    Words(&'n Node),
    /// Nothing.
    Nothing,
}

impl<'l> Projection<'l> {
    /// Returns a projection of which nothing is read yet.
    pub(super) fn new(languages: &'l Languages) -> Self {
        Self { languages, untranslated: RefCell::default(), faults: RefCell::default() }
    }

    /// Returns what is read of a node where a text of this kind is asked for.
    pub(super) fn take<'n>(&self, kind: TextKind, node: &'n Node) -> Taken<'n> {
        match &node.kind {
            NodeKind::Mapping(pairs) if kind.takes_languages(pairs, self.languages) => {
                self.in_language(kind, node, pairs)
            }
            NodeKind::Mapping(pairs)
                if matches!(kind, TextKind::Words | TextKind::Bounds) && !self.languages.is_main() =>
            {
                if kind == TextKind::Bounds {
                    return Taken::Nothing;
                }
                let in_words = |pair: &Pair| pair.key.words().is_some_and(|words| !is_of_all(TextKind::Text, words));
                if pairs.iter().any(in_words) {
                    self.note(node);
                }
                Taken::Itself
            }
            NodeKind::Plain(words) | NodeKind::Quoted(words) => {
                if !self.languages.is_main() && !node.is_nothing() && !is_of_all(kind, words) {
                    self.note(node);
                }
                Taken::Itself
            }
            _ => Taken::Itself,
        }
    }

    fn in_language<'n>(&self, kind: TextKind, node: &'n Node, pairs: &'n [Pair]) -> Taken<'n> {
        let of = |wanted: Language| {
            let named = |pair: &&Pair| pair.key.words().and_then(|tag| self.languages.named(tag)) == Some(wanted);
            pairs.iter().find(named).map(|pair| &pair.value).filter(|value| !is_blank(value))
        };
        for pair in pairs {
            if let Some(tag) = pair.key.words().filter(|tag| self.languages.named(tag).is_none()) {
                // `{ en: over 30,000 }` is a key `000` without a value.
                let fault = if pair.value.is_nothing() { Fault::Cut } else { Fault::Unlisted(tag.to_owned()) };
                self.faults.borrow_mut().insert((pair.key.number, fault));
            }
        }
        let main = of(self.languages.main());
        if main.is_none() && kind != TextKind::Bounds && self.languages.is_main() {
            self.faults.borrow_mut().insert((node.number, Fault::NotInMain));
        }
        match of(self.languages.own()).or_else(|| {
            if kind == TextKind::Bounds {
                return None;
            }
            self.note(node);
            main
        }) {
            Some(words) => Taken::Words(words),
            None => Taken::Nothing,
        }
    }

    fn note(&self, node: &Node) {
        self.untranslated.borrow_mut().insert(node.number);
    }

    /// Returns where the texts stand that have no words of their own in this language, with what is wrong with those for several.
    pub(super) fn finish(
        self,
        file: &ProjectPath,
        root: &Node,
        cut: fn(RegistryPlace) -> Problem,
    ) -> (Vec<RegistryPlace>, Vec<Problem>) {
        let mut found = Found {
            file,
            untranslated: self.untranslated.into_inner(),
            faults: self.faults.into_inner(),
            languages: self.languages,
            cut,
            places: Vec::new(),
            problems: Vec::new(),
        };
        if !(found.untranslated.is_empty() && found.faults.is_empty()) {
            found.walk(root, &mut Vec::new());
        }
        (found.places, found.problems)
    }
}

/// What was noted, found again in the tree.
struct Found<'a> {
    file: &'a ProjectPath,
    untranslated: BTreeSet<u32>,
    faults: BTreeSet<(u32, Fault)>,
    languages: &'a Languages,
    /// Says that a comma ended a text.
    cut: fn(RegistryPlace) -> Problem,
    places: Vec<RegistryPlace>,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn walk(&mut self, node: &Node, steps: &mut Vec<Step>) {
        self.node(node, steps);
        match &node.kind {
            NodeKind::Mapping(pairs) => {
                for pair in pairs {
                    steps.push(pair.key.words().unwrap_or_default().into());
                    self.node(&pair.key, steps);
                    self.walk(&pair.value, steps);
                    steps.pop();
                }
            }
            NodeKind::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    steps.push(index.into());
                    self.walk(item, steps);
                    steps.pop();
                }
            }
            NodeKind::Plain(_) | NodeKind::Quoted(_) | NodeKind::Refused => {}
        }
    }

    fn node(&mut self, node: &Node, steps: &[Step]) {
        let place = || RegistryPlace::value(self.file.clone(), steps.to_vec());
        if self.untranslated.contains(&node.number) {
            self.places.push(place());
        }
        let of_node = (node.number, Fault::Unlisted(String::new()))..(node.number + 1, Fault::Unlisted(String::new()));
        for (_, fault) in self.faults.range(of_node) {
            let problem = match fault {
                Fault::Unlisted(tag) => unlisted(Place::Text(self.file.clone(), node.span), tag, self.languages),
                Fault::Cut => (self.cut)(place().key()),
                Fault::NotInMain => not_in_main(place(), steps, self.languages.main()),
            };
            self.problems.push(problem);
        }
    }
}

impl TextKind {
    /// Returns whether a mapping stands there for words in several languages.
    fn takes_languages(self, pairs: &[Pair], languages: &Languages) -> bool {
        let is_tag = |pair: &Pair| pair.key.words().is_some_and(|tag| languages.named(tag).is_some());
        match self {
            // Nothing else can stand there.
            Self::Text | Self::Name | Self::Speaker | Self::Quantity => true,
            Self::List => pairs.iter().any(is_tag),
            Self::Words | Self::Bounds => {
                let holds_mapping = |pair: &Pair| matches!(pair.value.kind, NodeKind::Mapping(_));
                !pairs.is_empty() && pairs.iter().all(|pair| is_tag(pair) && holds_mapping(pair))
            }
            Self::ShortText | Self::ShortName | Self::ShortSpeaker => !pairs.is_empty() && pairs.iter().all(is_tag),
            Self::Short | Self::Many => false,
        }
    }
}

/// Returns whether words stand for every language.
fn is_of_all(kind: TextKind, words: &str) -> bool {
    let words = words.trim();
    let one = !words.contains(char::is_whitespace);
    let outside_braces = || {
        let mut rest = String::new();
        let mut parts = words.split("{{");
        rest.push_str(parts.next().unwrap_or_default());
        for part in parts {
            rest.push_str(part.split_once("}}").map_or(part, |(_, behind)| behind));
        }
        rest
    };
    match kind {
        TextKind::Text | TextKind::ShortText | TextKind::List => !outside_braces().contains(char::is_alphabetic),
        TextKind::Name | TextKind::ShortName => {
            let first = words.chars().find(|c| c.is_alphabetic());
            one || !first.is_some_and(char::is_lowercase)
        }
        TextKind::Speaker | TextKind::ShortSpeaker => one,
        TextKind::Quantity => words.chars().all(|c| c.is_ascii_digit()),
        TextKind::Words | TextKind::Bounds | TextKind::Short | TextKind::Many => true,
    }
}

fn is_blank(node: &Node) -> bool {
    node.is_nothing() || node.words().is_some_and(|words| words.trim().is_empty())
}

/// A text for a language that the publication does not list.
fn unlisted(place: Place, tag: &str, languages: &Languages) -> Problem {
    let listed: Vec<String> = languages.all().iter().map(|language| format!("`{}`", language.tag())).collect();
    Problem::error(&UNLISTED_LANGUAGE, place, format!("`{tag}` is not a language of the publication"))
        .note("where a mapping stands for a text, each of its keys is the tag of a language; nobody would read these words")
        .help(format!("the publication is in {}: correct the tag, or add it to `publication.languages`", listed.join(", ")))
}

/// A text that is not in the main language.
fn not_in_main(place: RegistryPlace, steps: &[Step], main: Language) -> Problem {
    let message = format!("`{}` has no text in `{}`", path(steps), main.tag());
    Problem::error(&NO_TEXT_IN_LANGUAGE, Place::from(place), message)
        .note("every text is in the main language of the publication, from which the others are translated")
        .help(format!("write it: `{}: …`", main.tag()))
}

/// Returns how a key is called: by its entry and the keys below it.
pub(crate) fn path(steps: &[Step]) -> String {
    let parts: Vec<String> = steps
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Item(item) => (item + 1).to_string(),
        })
        .collect();
    parts.join(".")
}

/// Returns the languages that a registry lists, where it lists any and all are known.
pub(super) fn listed(root: &Node) -> Option<Languages> {
    fn below<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
        let NodeKind::Mapping(pairs) = &node.kind else { return None };
        pairs.iter().find(|pair| pair.key.words() == Some(key)).map(|pair| &pair.value)
    }
    let publication = below(root, "publication")?;
    let NodeKind::List(tags) = &below(publication, "languages")?.kind else { return None };
    let mut all = Vec::with_capacity(tags.len());
    for tag in tags {
        let language = Language::parse(tag.words()?).ok()?;
        if !all.contains(&language) {
            all.push(language);
        }
    }
    Languages::of(all)
}

/// Returns the pair of a mapping that stands for a text in several languages: that of the language in which it is read.
pub(super) fn words<'n>(node: &'n Node, languages: &Languages) -> Option<&'n Pair> {
    let NodeKind::Mapping(pairs) = &node.kind else { return None };
    let named = |pair: &Pair| pair.key.words().and_then(|tag| languages.named(tag));
    let is_text = !pairs.is_empty() && pairs.iter().all(|pair| named(pair).is_some());
    pairs.iter().find(|pair| named(pair) == Some(languages.own())).filter(|_| is_text)
}

/// Nothing, to be read in place of something.
pub(super) static NOTHING: Node =
    Node { number: 0, span: Span { start: 0, end: 0 }, kind: NodeKind::Plain(String::new()) };
