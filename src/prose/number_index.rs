//! The numbers of all texts that a page can be made of, each with the words beside it: what authors wrote, which the rules
//! have read, and the names, references and labels that a page prints as they are.
//!
//! A number of a finished page that stands in none of them was printed in a way that nobody looked at.

use std::collections::{HashMap, HashSet};

use crate::language::Language;
use crate::model::{Model, Speaker};
use crate::quantity::Spoken;
use crate::template;
use crate::text::{Span, in_lower_case};

use crate::prose::passage::{PRINTED, Passage};
use crate::view::Views;

/// A number and the words before and behind it, by their numbers in the dictionary; [`END`] where the text ends there.
type Beside = [u32; 3];

/// Stands for the end of a text, and for whatever else stands beside the number there.
const END: u32 = 0;

/// Stands between the words of a question, and for a word that is not there.
const BETWEEN: &str = "\u{1}";
const NOTHING: &str = "\u{2}";

/// The numbers of known texts, each with the words before and behind it, in lower case.
#[derive(Debug, Default)]
pub(crate) struct NumberIndex {
    /// Every number and word, numbered from one.
    dictionary: HashMap<Box<str>, u32>,
    known: HashSet<Beside>,
    language: Language,
}

impl NumberIndex {
    /// Returns the numbers of everything a page can print that is not made for the page itself: of what authors wrote, which
    /// is read already, and of what is printed as it is.
    pub(crate) fn of<'p>(views: &Views, read: impl Iterator<Item = (&'p Passage<'p>, &'p Vec<Span>)>) -> Self {
        let mut known = Self::empty(views.language());
        for (passage, numbers) in read {
            for number in numbers {
                known.note(&passage.text, *number);
            }
        }
        known.add_words(&views.model);
        for source in views.model.sources.keys() {
            known.add(&views.source(source).reference.plain());
            known.add(&views.source(source).called.plain());
        }
        for dataset in views.model.datasets.keys() {
            known.add(&views.dataset(dataset).reference.plain());
        }
        for words in template::all_words(views.words()) {
            known.add(words);
        }
        for bound in views.model.publication.bounds.iter() {
            known.add(&views.bound(bound));
        }
        let phrases = &views.words().phrases;
        known.add(&phrases.fewer_than_five_means.replace("{words}", &phrases.fewer_than_five));
        known
    }

    /// Returns no numbers.
    pub(crate) fn empty(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// Adds the numbers of a text.
    pub(crate) fn add(&mut self, text: &str) {
        for spoken in Spoken::all_in(text, self.language) {
            self.note(text, spoken.core);
        }
    }

    fn note(&mut self, text: &str, core: Span) {
        let (before, after) = beside(text, core);
        let number = self.numbered(&text[core.range()]);
        let before = before.map_or(END, |word| self.numbered(word));
        let after = after.map_or(END, |word| self.numbered(word));
        self.known.insert([number, before, after]);
    }

    fn numbered(&mut self, word: &str) -> u32 {
        let word = in_lower_case(word);
        if let Some(number) = self.dictionary.get(&*word) {
            return *number;
        }
        let number = u32::try_from(self.dictionary.len() + 1).expect("no project has four thousand million words");
        self.dictionary.insert(word.into(), number);
        number
    }

    /// Returns whether a known text says this number of a text beside the same words.
    pub(crate) fn has(&self, text: &str, core: Span) -> bool {
        let (before, after) = beside(text, core);
        self.has_beside(&text[core.range()], before, after)
    }

    /// Returns what is asked of these texts where a number of another is looked up in them.
    pub(crate) fn question(text: &str, core: Span) -> String {
        let (before, after) = beside(text, core);
        let words = [Some(&text[core.range()]), before, after].map(|word| word.map_or(NOTHING.into(), in_lower_case));
        words.join(BETWEEN)
    }

    /// Returns what they answer to that.
    pub(crate) fn answer(&self, question: &str) -> bool {
        let mut words = question.split(BETWEEN).map(|word| Some(word).filter(|word| *word != NOTHING));
        let (number, before, after) = (words.next().flatten(), words.next().flatten(), words.next().flatten());
        number.is_some_and(|number| self.has_beside(number, before, after))
    }

    fn has_beside(&self, number: &str, before: Option<&str>, after: Option<&str>) -> bool {
        let find = |word: &str| self.dictionary.get(&*in_lower_case(word)).copied();
        let Some(number) = find(number) else { return false };
        // At the end of a known text any word may stand beside it.
        let ways = |word: Option<&str>| [word.and_then(find).unwrap_or(END), END];
        let (left, right) = (ways(before), ways(after));
        left.iter().any(|left| right.iter().any(|right| self.known.contains(&[number, *left, *right])))
    }

    /// Names and other words of the registry that are printed as they are and state no number of what is counted.
    fn add_words(&mut self, model: &Model) {
        for (_, _, party) in model.parties.iter() {
            self.add(&party.name);
            self.add(party.short());
            self.add(party.kind.as_deref().unwrap_or_default());
        }
        for (_, _, measure) in model.measures.iter() {
            self.add(&measure.label);
        }
        for (_, _, dataset) in model.datasets.iter() {
            self.add(dataset.title.as_deref().unwrap_or_default());
            self.add(dataset.vintage.as_deref().unwrap_or_default());
            self.add(dataset.file.as_str());
        }
        for (_, _, claim) in model.claims.iter() {
            for said in claim.places() {
                said.quotable().for_each(|words| self.add(words));
                let translator = said.translation.as_ref().and_then(|translation| translation.by.as_ref());
                for speaker in said.by.iter().chain(translator) {
                    if let Speaker::Words(words) = speaker {
                        self.add(words);
                    }
                }
            }
            if let Some(verdict) = &claim.verdict {
                self.add(&verdict.word);
                self.add(verdict.scale.as_deref().unwrap_or_default());
            }
            claim.looked.iter().for_each(|looked| self.add(&looked.place));
        }
        for (_, _, brief) in model.briefs.iter() {
            self.add(brief.byline.as_deref().unwrap_or_default());
            brief.topics.iter().for_each(|topic| self.add(topic));
        }
        let publication = &model.publication;
        self.add(&publication.title);
        for words in [&publication.publisher, &publication.contact].into_iter().flatten() {
            self.add(words);
        }
        for author in &publication.authors {
            self.add(&author.name);
            self.add(author.role.as_deref().unwrap_or_default());
        }
        if let Some(licence) = &publication.licence {
            self.add(&licence.name);
            self.add(licence.url.as_deref().unwrap_or_default());
        }
    }
}

/// Returns the words before and behind a number; none where the text or what it prints by name ends there.
fn beside(text: &str, core: Span) -> (Option<&str>, Option<&str>) {
    let is_word = |c: char| c.is_alphanumeric();
    let ends = |c: char| c == PRINTED;
    let left = &text[..core.start];
    let end = left.rfind(|c| is_word(c) || ends(c));
    let before = end.filter(|end| !left[*end..].starts_with(ends)).map(|end| {
        let end = end + left[end..].chars().next().map_or(1, char::len_utf8);
        let start = left[..end]
            .rfind(|c: char| !is_word(c))
            .map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8));
        &left[start..end]
    });
    let right = &text[core.end..];
    let start = right.find(|c| is_word(c) || ends(c));
    let after = start.filter(|start| !right[*start..].starts_with(ends)).map(|start| {
        let end = right[start..].find(|c: char| !is_word(c)).map_or(right.len(), |end| start + end);
        &right[start..end]
    });
    (before, after)
}

/// The texts that have a source of their own, by the numbers in them: what was said, titles, quantities.
#[derive(Debug, Default)]
pub(crate) struct Quotable {
    /// The words of each.
    texts: Vec<String>,
    /// By number: which of the texts have it, each once.
    having: HashMap<String, Vec<usize>>,
}

impl Quotable {
    /// Returns the texts of a registry that may be quoted.
    pub(crate) fn of(model: &Model) -> Self {
        let mut quotable = Self::default();
        let language = model.publication.language;
        let mut add = |text: &str| {
            let spoken = Spoken::all_in(text, language);
            if spoken.is_empty() {
                return;
            }
            let this = quotable.texts.len();
            quotable.texts.push(format!(" {} ", words(text)));
            for spoken in spoken {
                let having = quotable.having.entry(text[spoken.core.range()].to_lowercase()).or_default();
                if having.last() != Some(&this) {
                    having.push(this);
                }
            }
        };
        for (_, _, claim) in model.claims.iter() {
            claim.places().flat_map(crate::model::Said::quotable).for_each(&mut add);
            claim.stated().for_each(|(_, said)| add(&said.words));
            claim.evidence.iter().filter_map(|item| item.quantity.as_ref()).for_each(|it| add(&it.words));
        }
        for (_, _, figure) in model.figures.iter() {
            if let crate::model::Calculation::Quote(quotation) = &figure.calculation {
                add(&quotation.quantity.words);
            }
        }
        for (_, _, source) in model.sources.iter() {
            [&source.title, &source.container_title, &source.description].into_iter().flatten().for_each(|it| add(it));
        }
        quotable
    }

    /// Returns the words of each.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Returns whether any text that is registered with a source holds a number.
    pub(crate) fn knows(&self, number: &str) -> bool {
        self.having.contains_key(&number.to_lowercase())
    }

    /// Returns whether a text that holds a number is registered with a source.
    pub(crate) fn has(&self, number: &str, quoted: &str) -> bool {
        let Some(having) = self.having.get(&number.to_lowercase()) else { return false };
        let quoted = format!(" {} ", words(quoted));
        having.iter().any(|text| self.texts[*text].contains(&quoted))
    }
}

/// Returns the words of a text in lower case, one space between them.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A number and what stands beside it, word by word: in the plainest way.
    fn plain(text: &str, core: Span) -> (String, Option<String>, Option<String>) {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect()
        };
        let before = text[..core.start].rsplit(PRINTED).next().unwrap_or_default();
        let after = text[core.end..].split(PRINTED).next().unwrap_or_default();
        (text[core.range()].to_lowercase(), words(before).pop(), words(after).into_iter().next())
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "5", "12", "7,000", "two", "Two", "half", "in", "In", "of", "visits", "café", "CAFÉ", "—", ".", "\u{FDE0}",
            "x9",
        ]);
        let space = prop::sample::select(vec![" ", " ", " ", ""]);
        prop::collection::vec((piece, space), 0..9)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
    }

    proptest! {
        /// The index finds what looking at every known number one after the other finds.
        #[test]
        fn a_number_is_known_where_some_text_says_it_beside_the_same_words(
            known in prop::collection::vec(texts(), 0..7),
            page in texts(),
        ) {
            let mut index = NumberIndex::empty(Language::ENGLISH);
            for text in &known {
                index.add(text);
            }
            let all = |text: &str| Spoken::all_in(text, Language::ENGLISH);
            let known: Vec<_> =
                known.iter().flat_map(|text| all(text).into_iter().map(|it| plain(text, it.core))).collect();
            for spoken in all(&page) {
                let (number, before, after) = plain(&page, spoken.core);
                let same = |known: &Option<String>, here: &Option<String>| known.is_none() || known == here;
                let wanted = known.iter().any(|known| {
                    known.0 == number && same(&known.1, &before) && same(&known.2, &after)
                });
                prop_assert_eq!(index.has(&page, spoken.core), wanted, "{} in {}", number, page);
            }
        }
    }
}
