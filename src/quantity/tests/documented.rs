//! `docs/quantities.md` says what the tool does: its examples are tried, its words are those of the languages' files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::*;

const DOCUMENT: &str = include_str!("../../../docs/quantities.md");

#[test]
fn the_examples_of_the_document_are_true() {
    let mut tried = 0;
    for line in DOCUMENT.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [words, hard, fair] = cells.as_slice() {
            let words = words.trim_matches('`');
            let quantity =
                Quantity::parse(words, Language::ENGLISH).unwrap_or_else(|fault| panic!("{words}: {fault:?}"));
            let narrower = if quantity.fair == quantity.hard { "the same".to_owned() } else { told(quantity.fair) };
            assert_eq!((told(quantity.hard).as_str(), narrower.as_str()), (*hard, *fair), "{words}");
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} examples were found");
}

#[test]
fn the_document_lists_every_word_of_every_language() {
    for language in Language::plain() {
        let table = words_of(language);
        assert!(DOCUMENT.contains(&table), "docs/quantities.md should hold this table:\n\n{table}");
    }
}

/// Returns bounds as a sentence of the document tells them.
fn told(bounds: Bounds) -> String {
    let said = |number: Number| Language::ENGLISH.number(number, number.decimals().min(2));
    match (bounds.low, bounds.high) {
        (Some((low, _)), Some((high, _))) if low == high => format!("{} only", said(low)),
        (Some((low, true)), Some((high, true))) => format!("{} to {}", said(low), said(high)),
        (Some((low, true)), Some((high, false))) => format!("{} to less than {}", said(low), said(high)),
        (Some((low, false)), Some((high, true))) => format!("more than {}, at most {}", said(low), said(high)),
        (Some((low, false)), Some((high, false))) => format!("more than {}, less than {}", said(low), said(high)),
        (Some((low, true)), None) => format!("{} or more", said(low)),
        (Some((low, false)), None) => format!("more than {}", said(low)),
        (None, Some((high, shut))) => format!("{} {}", if shut { "at most" } else { "less than" }, said(high)),
        (None, None) => "anything".to_owned(),
    }
}

/// Returns the words of a language as a table of the document.
fn words_of(language: Language) -> String {
    let words = &language.vocabulary().quantities;
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (place, qualifiers) in [("before", &words.before), ("after", &words.after)] {
        for (qualifier, phrases) in qualifiers {
            rows.push((format!("{}, {place} the number", kind(*qualifier)), plain(phrases)));
        }
    }
    let ranges: Vec<String> = words
        .ranges
        .iter()
        .flat_map(|range| range.between.iter().map(|joint| (range.before.as_deref().unwrap_or_default(), joint)))
        .map(|(before, joint)| format!("{before} … {joint} …").trim().to_owned())
        .collect();
    let parts: Vec<String> = words.out_of.iter().map(|joint| format!("… {joint} …")).collect();
    let whole = |number: &i64| language.number((*number).into(), 0);
    let span = |[low, high]: &[i64; 2]| format!("{} to less than {}", whole(low), whole(high));
    let others = [
        ("a range", plain(&ranges)),
        ("part and whole", plain(&parts)),
        ("so many of how many", plain(&words.of_whole.iter().map(|joint| format!("… {joint} …")).collect::<Vec<_>>())),
        ("a negative number", plain(&words.minus)),
        ("numbers", valued(&words.numerals, whole)),
        ("multipliers of exact numbers", valued(&words.multipliers, whole)),
        ("multipliers of rounded numbers", valued(&words.rounded_multipliers, whole)),
        ("one, before a multiplier", plain(&words.articles)),
        ("a half more", plain(&words.and_a_half)),
        ("vague amounts", valued(&words.vague, span)),
        ("vague numbers, also before a multiplier", valued(&words.several, span)),
        ("shares", valued(&words.shares, String::clone)),
        ("shares without a number, in percent", portions(&words.portions)),
        ("fractions", valued(&words.fractions, String::clone)),
        ("growth, as a multiple", valued(&words.grown, String::clone)),
        ("shrinking, as a multiple", valued(&words.shrunk, String::clone)),
        ("multiples", valued(&words.multiples, String::clone)),
        ("so many times", plain(&words.times)),
        ("after a multiple, without effect", plain(&words.as_many)),
        ("up, before the number", moving(&words.rises)),
        ("up, after the number", plain(&words.rises.after)),
        ("down, before the number", moving(&words.falls)),
        ("down, after the number", plain(&words.falls.after)),
        ("before a word of direction, without effect", plain(&words.helpers)),
        ("between a direction and how far it went", plain(&words.by)),
        ("before where a change began", plain(&words.from)),
        ("between a direction and where it ended", plain(&words.to)),
        ("before digits, without effect", plain(&words.before_digits)),
        ("no change", plain(&words.unchanged)),
        ("chance is ruled out, beside a direction", plain(&words.significantly)),
        ("no more than chance gives", plain(&words.not_significant)),
        ("little change, with a declared bound", plain(&words.little_changed)),
        ("next to nothing, with a declared bound", plain(&words.next_to_nothing)),
        ("refused, for a trend says it", plain(&words.records)),
        ("places in an order", valued(&words.ordinals, whole)),
        ("behind the digits of a place", plain(&words.ordinal_signs)),
        ("places from above", plain(&words.highest)),
        ("places from below", plain(&words.lowest)),
        ("the last place", plain(&words.last)),
        ("before a place, without effect", plain(&words.the)),
        ("percent", plain(&words.percent)),
        ("percentage points", plain(&words.points)),
        ("money", plain(&words.money.keys().cloned().collect::<Vec<_>>())),
        ("allowed at the end, without effect", plain(&words.of)),
    ];
    rows.extend(others.map(|(kind, phrases)| (kind.to_owned(), phrases)));
    let mut table = String::from("| What it does | Words |\n| --- | --- |\n");
    for (kind, phrases) in rows.into_iter().filter(|(_, phrases)| !phrases.is_empty()) {
        writeln!(table, "| {kind} | {} |", phrases.join(", ")).unwrap();
    }
    table
}

/// Returns the words that stand before a number and tell a direction.
fn moving(words: &crate::language::DirectionWords) -> Vec<String> {
    [&words.verbs, &words.before, &words.nouns].into_iter().flat_map(|phrases| plain(phrases)).collect()
}

fn portions(phrases: &BTreeMap<String, [String; 2]>) -> Vec<String> {
    phrases.iter().map(|(phrase, [low, high])| format!("`{phrase}` ({low} to {high})")).collect()
}

fn plain(phrases: &[String]) -> Vec<String> {
    phrases.iter().map(|phrase| format!("`{phrase}`")).collect()
}

/// Returns each phrase with its value, the least value first.
fn valued<V: Ord>(phrases: &BTreeMap<String, V>, said: impl Fn(&V) -> String) -> Vec<String> {
    let mut phrases: Vec<_> = phrases.iter().collect();
    phrases.sort_by_key(|(_, value)| *value);
    phrases.into_iter().map(|(phrase, value)| format!("`{phrase}` ({})", said(value))).collect()
}

fn kind(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::MoreThan => "more than",
        Qualifier::AtLeast => "at least",
        Qualifier::JustOver => "just over",
        Qualifier::LessThan => "less than",
        Qualifier::AtMost => "at most",
        Qualifier::UpTo => "up to",
        Qualifier::Nearly => "nearly",
        Qualifier::About => "about",
        Qualifier::Exactly => "exactly",
    }
}
