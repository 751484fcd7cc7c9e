//! Where sentences end.

use crate::language::Lexicon;

use super::words::{Word, WordKind};

/// Returns how many words stand before the end of each sentence.
pub(super) fn ends(text: &str, words: &[Word<'_>], lexicon: &Lexicon) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let closes = matches!(&*words[at].text, "." | "?" | "!" | "…") && !is_abbreviated(words, at, lexicon);
        at += 1;
        if !closes {
            continue;
        }
        // Quotation marks, parentheses and references close to the full stop belong to the sentence.
        while at < words.len() && is_tail(text, &words[at], words[at - 1].span.end) {
            at += 1;
        }
        let begins = words.get(at).is_none_or(|next| {
            let first = text[next.span.start..].chars().next();
            !first.is_some_and(char::is_lowercase)
        });
        if begins {
            ends.push(at);
        }
    }
    if ends.last() != Some(&words.len()) && !words.is_empty() {
        ends.push(words.len());
    }
    ends
}

fn is_abbreviated(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
    let close = before.span.end == words[at].span.start;
    let initial = before.kind == WordKind::Letters && before.text.chars().count() == 1 && &*before.text != "i";
    close && (initial || lexicon.is_abbreviation(&before.text))
}

fn is_tail(text: &str, word: &Word<'_>, before: usize) -> bool {
    let close = word.span.start == before;
    let closing = matches!(&*word.text, "”" | "»" | "’" | ")" | "]" | "\"" | "." | "?" | "!");
    // A numbered reference stands behind the full stop, with or without a space, and a sentence does not begin with one that
    // another word does not follow.
    let reference = matches!(word.kind, WordKind::Printed(_))
        && (close || text[word.span.end..].trim_start().chars().next().is_none_or(char::is_uppercase));
    close && closing || reference
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::passage::{Passage, Setting, Written};
    use crate::diagnostic::RegistryPlace;
    use crate::language::Language;
    use crate::world::ProjectPath;

    fn split(text: &str) -> Vec<String> {
        let place = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), Vec::new());
        let text = text.replace('#', "\u{FDE0}");
        let passage = Passage {
            setting: Setting::About,
            text,
            references: Vec::new(),
            written: Written::in_registry(place),
            lead: None,
        };
        let words = super::super::words::words(&passage);
        let mut from = 0;
        let sentence = |end: usize| {
            let (first, last) = (&words[from], &words[end - 1]);
            from = end;
            passage.text[first.span.start..last.span.end].replace('\u{FDE0}', "#")
        };
        ends(&passage.text, &words, Lexicon::of(Language::English)).into_iter().map(sentence).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_that_are_no_abbreviations() {
        for (text, wanted) in [
            ("One. Two? Three!", &["One.", "Two?", "Three!"][..]),
            ("The U.S. has 3.5 million. So it is.", &["The U.S. has 3.5 million.", "So it is."]),
            ("“He said so.” She did not.", &["“He said so.”", "She did not."]),
            ("Handed to strangers.# First, # were.", &["Handed to strangers.#", "First, # were."]),
            ("About # of them. # were not.", &["About # of them.", "# were not."]),
            ("Dr. Who, e.g. here, said so", &["Dr. Who, e.g. here, said so"]),
            ("", &[]),
        ] {
            assert_eq!(split(text), wanted, "{text}");
        }
    }
}
