//! Every text that the registry holds word by word: what was said, titles, names, definitions, quantities, locators, cells.
//! A quotation is looked up in them by its rarest word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::language::Language;
use crate::model::{Calculation, Model, Speaker};

use super::passage::PRINTED;

/// A word is rare where no more texts than these have it.
const FEW: usize = 64;

/// Words of the registry, arranged so that those of a quotation are found at once.
#[derive(Debug, Default)]
pub(super) struct Verbatim {
    texts: Vec<Vec<String>>,
    /// By word, in lower case: the texts that have it, each once.
    found_in: HashMap<String, Vec<usize>>,
    /// Whole texts that are short and many: the cells of text columns.
    cells: BTreeSet<Vec<String>>,
}

impl Verbatim {
    /// Returns every text of a registry, and what the tool itself prints of standings.
    pub(super) fn of(model: &Model) -> Self {
        let mut verbatim = Self::default();
        verbatim.claims(model);
        verbatim.names(model);
        verbatim.printed(model.publication.language);
        for (_, _, dataset) in model.datasets.iter() {
            verbatim.add(dataset.title.iter().map(String::as_str));
            verbatim.add(dataset.headings.iter().flatten().map(String::as_str));
            for column in &dataset.table.columns {
                verbatim.add([column.name.as_str()]);
                verbatim.cells.extend(column.words().map(words));
            }
        }
        verbatim
    }

    fn claims(&mut self, model: &Model) {
        for (_, _, claim) in model.claims.iter() {
            for said in claim.places() {
                self.add(said.quotable().chain(said.locator.as_deref()));
                if let Some(Speaker::Words(speaker)) = &said.by {
                    self.add([speaker.as_str()]);
                }
            }
            let quantities =
                claim.quantity.iter().chain(claim.evidence.iter().filter_map(|item| item.quantity.as_ref()));
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
        let (standings, headings) = (&language.text().standings, &language.text().headings);
        self.add([
            standings.not_checked.as_str(),
            &standings.outdated,
            &standings.refuted,
            &standings.contested,
            &standings.reported,
            &standings.self_reported_agency,
            &standings.self_reported_critics,
            &standings.self_reported,
            &standings.unsupported,
            &headings.known_and_unknown,
            &headings.known,
            &headings.claimed,
            &headings.unknown,
            &headings.numbers,
        ]);
    }

    fn add<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            let words = words(text);
            for word in &words {
                let here = self.found_in.entry(word.to_lowercase()).or_default();
                if here.last() != Some(&self.texts.len()) {
                    here.push(self.texts.len());
                }
            }
            self.texts.push(words);
        }
    }

    /// Returns whether a quotation stands in one of the texts as it is: its words in their order, with gaps only where it
    /// shows them.
    pub(super) fn has(&self, quotation: &str) -> bool {
        let parts = parts(quotation);
        let whole: Vec<&String> = parts.iter().flatten().collect();
        let rarest = whole.iter().map(|word| self.with(word)).min_by_key(|texts| texts.len());
        let stands = rarest.is_none_or(|texts| texts.iter().any(|text| stand_in(&self.texts[*text], &parts)));
        stands || matches!(parts.as_slice(), [only] if self.cells.contains(only))
    }

    /// Returns the text that shares the most words with a quotation, where it shares more than half of them.
    pub(super) fn nearest(&self, quotation: &str) -> Option<String> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let wanted: BTreeSet<String> = parts(quotation).iter().flatten().map(|word| word.to_lowercase()).collect();
        // Words of many texts tell nothing of which is meant, and a large registry has many such texts.
        for text in wanted.iter().map(|word| self.with(word)).filter(|texts| texts.len() <= FEW).flatten() {
            *shared.entry(*text).or_default() += 1;
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().map(|(text, count)| (count, text)).collect();
        shared.sort_by_key(|(count, text)| (std::cmp::Reverse(*count), *text));
        let closest =
            |text: usize| self.texts[text].iter().filter(|word| wanted.contains(&word.to_lowercase())).count();
        let candidates = shared.into_iter().take(FEW).map(|(_, text)| (std::cmp::Reverse(closest(text)), text));
        let (std::cmp::Reverse(count), text) = candidates.min()?;
        (count * 2 > wanted.len()).then(|| self.texts[text].join(" "))
    }

    fn with(&self, word: &str) -> &[usize] {
        self.found_in.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }
}

/// Returns whether a quotation of some length stands in a text as it is.
pub(super) fn is_part(quotation: &str, text: &str) -> bool {
    let parts = parts(quotation);
    !parts.is_empty() && stand_in(&words(text), &parts)
}

/// Returns how many words a quotation has.
pub(super) fn length(quotation: &str) -> usize {
    parts(quotation).iter().map(Vec::len).sum()
}

/// Returns the stretches of words of a quotation, between what was left out, put in, or printed by name.
fn parts(quotation: &str) -> Vec<Vec<String>> {
    let mut inserted = false;
    let plain = quotation.replace("...", "…");
    let shown = plain.chars().map(|c| {
        let was = inserted;
        inserted = c == '[' || inserted && c != ']';
        if was || inserted || c == PRINTED { '…' } else { c }
    });
    let shown: String = shown.collect();
    shown.split('…').map(words).filter(|words| !words.is_empty()).collect()
}

/// Returns the words of a text: letters, digits and signs that belong to numbers, without marks between them.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '’' | '‘' | 'ʼ' => '\'',
            '‐' | '‑' => '-',
            c => c,
        })
        .collect();
    let piece = |word: &str| {
        // Points and commas stay only within: `62,000`, `U.S`.
        word.trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£".contains(c))
            .replace(['“', '”', '«', '»', '„', '"'], "")
    };
    plain.split(|c: char| c.is_whitespace() || "—–/".contains(c)).map(piece).filter(|word| !word.is_empty()).collect()
}

/// Returns whether the parts stand in a text, one behind the other.
fn stand_in(text: &[String], parts: &[Vec<String>]) -> bool {
    let mut from = 0;
    parts.iter().all(|part| {
        let at = (from..(text.len() + 1).saturating_sub(part.len())).find(|at| {
            let here = &text[*at..*at + part.len()];
            here[1..] == part[1..] && same_but_for_first_letter(&here[0], &part[0])
        });
        from = at.map_or(from, |at| at + part.len());
        at.is_some()
    })
}

fn same_but_for_first_letter(one: &str, other: &str) -> bool {
    let rest = |word: &str| word.chars().next().map_or(0, char::len_utf8);
    one[rest(one)..] == other[rest(other)..] && one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Verbatim {
        let mut verbatim = Verbatim::default();
        verbatim.add(texts.iter().copied());
        verbatim
    }

    #[test]
    fn quotations_stand_word_by_word() {
        let texts = texts(&["We’ve located more than 62,000 children, and that is 'a lot' — so far."]);
        for quotation in [
            "located more than 62,000 children",
            "We've located more than 62,000 children, and that is ‘a lot’ – so far",
            "more than 62,000 children,",
            "located … 62,000 children",
            "located [...] children",
            "[they] located more than 62,000 [girls and boys], and that",
            "Located more than",
            "located more than \u{FDE0} children",
        ] {
            assert!(texts.has(quotation), "{quotation}");
        }
        for quotation in [
            "located more than 62,000 kids",
            "more located than 62,000",
            "children … located",
            "ocated more than",
            "located More than 62,000",
            "nothing of this",
        ] {
            assert!(!texts.has(quotation), "{quotation}");
        }
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
