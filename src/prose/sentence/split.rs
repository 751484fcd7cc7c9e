//! Where sentences end.

use crate::language::{Lexicon, Term};
use crate::prose::passage::{Passage, Printed, Reference};

use crate::prose::sentence::words::{Word, WordKind};

/// Nobody writes a longer sentence, and none is read as one: rules hold each word of a sentence against the others.
const LONGEST: usize = 256;

/// Returns how many words stand before the end of each sentence.
pub(super) fn ends(passage: &Passage<'_>, words: &[Word<'_>], lexicon: &Lexicon) -> Vec<usize> {
    let text: &str = &passage.text;
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begun = ends.last().copied().unwrap_or(0);
        if at - begun == LONGEST {
            ends.push(part(&words[begun..at]).map_or(at, |end| begun + end));
        }
        let stops = matches!(&*words[at].text, "." | "?" | "!" | "…") && !is_abbreviated(words, at, lexicon);
        let closes = stops || is_whole(passage, words, at);
        at += 1;
        if !closes {
            continue;
        }
        // Quotation marks, parentheses and references close to the full stop belong to the sentence.
        while at < words.len()
            && !is_statement(passage, &words[at])
            && is_tail(text, &words[at], words[at - 1].span.end)
        {
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

/// Returns where the last part of a sentence ends that a semicolon or a comma closes; none where no such sign stands in its
/// second half.
fn part(words: &[Word<'_>]) -> Option<usize> {
    let last = |sign: &str| words.iter().rposition(|word| word.text == sign);
    last(";").or_else(|| last(",")).map(|at| at + 1).filter(|end| *end > words.len() / 2)
}

fn is_abbreviated(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
    let close = before.span.end == words[at].span.start;
    let initial = before.kind == WordKind::Letters && before.text.chars().count() == 1 && &*before.text != "i";
    close && (initial || lexicon.is_abbreviation(&before.text) || is_place(words, at, lexicon))
}

/// Returns whether a number with its full stop is a place in an order: `am 3. November`, `im 2. Quartal`.
fn is_place(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let number = &words[at - 1];
    let short = number.kind == WordKind::Digits
        && number.text.len() <= 2
        && number.text.bytes().all(|byte| byte.is_ascii_digit());
    let is = |word: Option<&Word<'_>>, terms: &[Term]| {
        word.is_some_and(|word| terms.iter().any(|term| lexicon.is(&word.text, *term)))
    };
    let before = (at > 1).then(|| &words[at - 2]);
    let after = words.get(at + 1);
    lexicon.has_ordinal_stop()
        && short
        && (is(after, &[Term::Month, Term::Length, Term::Span]) || is(before, &[Term::Definite]) && after.is_some())
}

/// Returns whether a word stands for a whole statement, which brings its own full stop.
fn is_statement(passage: &Passage<'_>, word: &Word<'_>) -> bool {
    let WordKind::Printed(index) = word.kind else { return false };
    let reference = passage.references.get(index);
    matches!(reference, Some(Reference::Claim(_, Printed::Statement | Printed::Sentence)))
}

/// Returns whether a word stands for a whole statement and a new sentence follows.
fn is_whole(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> bool {
    if !is_statement(passage, &words[at]) {
        return false;
    }
    let cited = |word: &&Word<'_>| matches!(word.kind, WordKind::Printed(_)) && !is_statement(passage, word);
    let next = words[at + 1..].iter().find(|word| !cited(word));
    let begins = |next: &Word<'_>| {
        let first = passage.text[next.span.start..].chars().next();
        first.is_some_and(char::is_uppercase) || is_statement(passage, next)
    };
    next.is_some_and(begins)
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
    use crate::language::Language;
    use crate::model::Key;
    use crate::prose::passage::{Home, Setting, Written};
    use crate::world::ProjectPath;

    fn split(text: &str, references: Vec<Reference>) -> Vec<String> {
        split_in(Language::ENGLISH, text, references)
    }

    fn split_in(language: Language, text: &str, references: Vec<Reference>) -> Vec<String> {
        let lexicon = Lexicon::of(language);
        let text = text.replace('#', "\u{FDE0}");
        let written = Written::at(Home::Template(ProjectPath::fixed("a.md")));
        let (text, references) = (text.into(), references.into());
        let passage = Passage { setting: Setting::About, text, references, written, lead: None };
        let words = super::super::words::words(&passage, lexicon);
        let mut from = 0;
        let sentence = |end: usize| {
            let (first, last) = (&words[from], &words[end - 1]);
            from = end;
            passage.text[first.span.start..last.span.end].replace('\u{FDE0}', "#")
        };
        ends(&passage, &words, lexicon).into_iter().map(sentence).collect()
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
            assert_eq!(split(text, Vec::new()), wanted, "{text}");
        }
    }

    #[test]
    fn a_german_day_does_not_end_a_sentence() {
        let german = Language::parse("de").unwrap();
        for (text, wanted) in [
            (
                "Am 3. November 2025 waren es 12. Danach fielen sie.",
                &["Am 3. November 2025 waren es 12.", "Danach fielen sie."][..],
            ),
            ("Im 2. Quartal stieg es.", &["Im 2. Quartal stieg es."]),
            ("So war es 2024. Seither nicht.", &["So war es 2024.", "Seither nicht."]),
        ] {
            assert_eq!(split_in(german, text, Vec::new()), wanted, "{text}");
        }
        assert_eq!(split("It had 12. May voters decide?", Vec::new()).len(), 2);
    }

    #[test]
    fn a_sentence_without_an_end_is_read_part_by_part() {
        let text = "so many words, ".repeat(200);
        let parts = split(&text, Vec::new());
        assert_eq!(parts.iter().map(|part| part.matches(' ').count() + 1).sum::<usize>(), 600, "each word is in one");
        assert!(parts.iter().all(|part| part.ends_with(',')), "{parts:?}");
        assert_eq!(split(&"a ".repeat(1_000), Vec::new()).len(), 4);
    }

    #[test]
    fn a_printed_statement_is_a_sentence_where_another_one_follows() {
        let statement = Reference::Claim(Key::new(0), Printed::Statement);
        let references = vec![statement, statement, Reference::Source(Key::new(0))];
        assert_eq!(split("It adds: # # That is all.#", references), ["It adds: #", "#", "That is all.#"]);
        let cited = vec![statement, Reference::Source(Key::new(0))];
        assert_eq!(split("It adds: # # Then more.", cited.clone()), ["It adds: # #", "Then more."]);
        assert_eq!(split("It adds: # #, which is so.", cited), ["It adds: # #, which is so."]);
        assert_eq!(split("If #, then so be it.", vec![statement]), ["If #, then so be it."]);
    }
}
