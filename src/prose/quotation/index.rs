//! Every text that the registry holds word by word: what was said, titles, names, definitions, quantities, locators, cells.
//! A quotation is looked up in them by its rarest word.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use crate::language::Language;
use crate::model::{Calculation, Model, Speaker};
use crate::outcome::StandingLabel;
use crate::vocabulary::Standing;

use super::elided::{Stands, Text};
use super::quoted::{Quoted, words};

/// A word is rare where no more texts than these have it.
const FEW: usize = 64;

/// Words of the registry, arranged so that those of a quotation are found at once.
#[derive(Debug, Default)]
pub(crate) struct QuotationIndex {
    texts: Vec<Text>,
    language: Language,
    /// By word, in lower case: the texts that have it, each once.
    found_in: HashMap<String, Vec<usize>>,
    /// The texts that the tool itself prints, which are nobody's words.
    printed: Range<usize>,
    /// Whole texts that are short and many: the cells of text columns.
    cells: BTreeSet<Vec<String>>,
}

impl QuotationIndex {
    /// Returns everything that it is made of.
    pub(crate) fn held(&self) -> impl fmt::Debug {
        (&self.texts, &self.printed, &self.cells)
    }

    /// Returns every text of a registry, and what the tool itself prints of standings.
    pub(crate) fn of(model: &Model) -> Self {
        let mut index = Self { language: model.publication.language, ..Self::default() };
        index.claims(model);
        index.names(model);
        index.printed(model.publication.language);
        for (_, _, dataset) in model.datasets.iter() {
            index.add(dataset.title.iter().map(String::as_str));
            index.add(dataset.headings.iter().flatten().map(String::as_str));
            for column in &dataset.table.columns {
                index.add([column.name.as_str()]);
                index.cells.extend(column.words().map(words));
            }
        }
        index
    }

    fn claims(&mut self, model: &Model) {
        for (_, _, claim) in model.claims.iter() {
            for said in claim.places() {
                self.add(said.quotable().chain(said.locator.as_deref()));
                if let Some(Speaker::Words(speaker)) = &said.by {
                    self.add([speaker.as_str()]);
                }
            }
            let quantities = claim
                .stated()
                .map(|(_, said)| said)
                .chain(claim.evidence.iter().filter_map(|item| item.quantity.as_ref()));
            self.add(quantities.map(|quantity| quantity.words.as_str()));
            self.add(claim.evidence.iter().filter_map(|item| item.locator.as_deref()));
            self.add(claim.verdict.iter().map(|verdict| verdict.word.as_str()));
        }
        for (_, _, figure) in model.figures.iter() {
            if let Calculation::Quote(quotation) = &figure.calculation {
                self.add([quotation.quantity.words.as_str()].into_iter().chain(quotation.locator.as_deref()));
            }
        }
    }

    fn names(&mut self, model: &Model) {
        for (_, _, source) in model.sources.iter() {
            let texts = [&source.title, &source.container_title, &source.number];
            self.add(texts.into_iter().flatten().map(String::as_str));
        }
        for (_, _, party) in model.parties.iter() {
            self.add([party.name.as_str(), party.short()]);
        }
        for (_, _, measure) in model.measures.iter() {
            self.add(measure.aliases.iter().chain([&measure.label]).chain(&measure.definition).map(String::as_str));
        }
        for (_, _, brief) in model.briefs.iter() {
            self.add([brief.question.plain_words().as_str()]);
        }
        for (_, _, unknown) in model.unknowns.iter() {
            self.add([unknown.question.plain_words().as_str()]);
        }
        self.add([model.publication.title.as_str()].into_iter().chain(model.publication.publisher.as_deref()));
        self.add(model.publication.scales.iter().flat_map(|scale| scale.words.iter().map(|(word, _)| word.as_str())));
    }

    /// What the tool prints itself: the words of standings and the headings over them.
    fn printed(&mut self, language: Language) {
        let (headings, from) = (&language.text().headings, self.texts.len());
        self.add(StandingLabel::ALL.iter().map(|told| told.in_words(language)));
        self.add(Standing::ALL.iter().map(|standing| language.standing(*standing)));
        self.add(
            [&headings.known_and_unknown, &headings.known, &headings.claimed, &headings.unknown, &headings.numbers]
                .map(String::as_str),
        );
        self.printed = from..self.texts.len();
    }

    fn add<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            let text = Text::of(text);
            for word in &text.words {
                let here = self.found_in.entry(word.to_lowercase()).or_default();
                if here.last() != Some(&self.texts.len()) {
                    here.push(self.texts.len());
                }
            }
            self.texts.push(text);
        }
    }

    /// Returns how a quotation stands in one of the texts: its words in their order, with gaps only where it shows them; none
    /// where it stands in none.
    pub(crate) fn has(&self, quoted: &Quoted) -> Option<Stands> {
        let whole: Vec<&String> = quoted.parts.iter().flatten().collect();
        let rarest = whole.iter().map(|word| self.with(word)).min_by_key(|texts| texts.len());
        let Some(texts) = rarest else { return Some(Stands::Truly) };
        let mut found = None;
        for text in texts {
            found = Stands::better(found, self.texts[*text].has(quoted, self.language));
            if found == Some(Stands::Truly) {
                return found;
            }
        }
        let is_cell = matches!(quoted.parts.as_slice(), [only] if self.cells.contains(only));
        if is_cell { Some(Stands::Truly) } else { found }
    }

    /// Returns the text that shares the most words with a quotation, where it shares more than half of them.
    pub(crate) fn nearest(&self, quotation: &str) -> Option<String> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let wanted: BTreeSet<String> =
            Quoted::of(quotation).parts.iter().flatten().map(|word| word.to_lowercase()).collect();
        // Words of many texts tell nothing of which is meant, and a large registry has many such texts.
        let told = wanted.iter().map(|word| self.with(word)).filter(|texts| texts.len() <= FEW).flatten();
        for text in told.filter(|text| !self.printed.contains(text)) {
            *shared.entry(*text).or_default() += 1;
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().map(|(text, count)| (count, text)).collect();
        shared.sort_by_key(|(count, text)| (std::cmp::Reverse(*count), *text));
        let closest =
            |text: usize| self.texts[text].words.iter().filter(|word| wanted.contains(&word.to_lowercase())).count();
        let candidates = shared.into_iter().take(FEW).map(|(_, text)| (std::cmp::Reverse(closest(text)), text));
        let (std::cmp::Reverse(count), text) = candidates.min()?;
        (count * 2 > wanted.len()).then(|| self.texts[text].words.join(" "))
    }

    fn with(&self, word: &str) -> &[usize] {
        self.found_in.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }
}

/// Returns whether a quotation of some length stands in a text, whatever its gaps leave out.
pub(crate) fn is_part(quotation: &str, text: &str, language: Language) -> bool {
    Text::of(text).has(&Quoted::of(quotation), language).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> QuotationIndex {
        let mut index = QuotationIndex::default();
        index.add(texts.iter().copied());
        index
    }

    #[test]
    fn the_nearest_text_shares_most_words() {
        let texts = texts(&["It is so here.", "We located more than 62,000 children."]);
        assert_eq!(
            texts.nearest("located over 62,000 children").as_deref(),
            Some("We located more than 62,000 children")
        );
        assert_eq!(texts.nearest("something else entirely"), None);
    }
}
