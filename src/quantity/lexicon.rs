//! The table of a language's words, arranged so that the longest phrase at a place is found at once.

use std::collections::{BTreeMap, HashMap};

use crate::language::{Language, Numbers, OfEach, Vocabulary};
use crate::number::Number;
use crate::vocabulary::Direction;

use super::RankEnd;
use super::meaning::{DirectionWord, Meaning, Phrase, Rounding, Scaling};
use super::tokens::{Token, tokens};

/// The words of a language, by their first token.
pub(super) struct Lexicon {
    beginnings: HashMap<String, Beginning>,
    words: Vec<String>,
}

/// The phrases that begin with a token.
#[derive(Default)]
struct Beginning {
    /// Those of several tokens by the second one, the longest first.
    several: HashMap<String, Vec<Phrase>>,
    /// Those of this token alone.
    alone: Vec<Phrase>,
}

impl Lexicon {
    /// Returns the words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        static READ: OfEach<Lexicon> = OfEach::new();
        READ.of_plain(language, |language| Self::new(language.vocabulary()))
    }

    /// Returns the pieces of a text, each with the phrases that stand there: they are looked for once, and asked for often.
    pub(super) fn tokens<'t>(&'static self, text: &'t str, numbers: &Numbers) -> Vec<Token<'t>> {
        let mut tokens = tokens(text, numbers);
        for at in 0..tokens.len() {
            tokens[at].phrases = self.phrases(&tokens[at..]);
        }
        tokens
    }

    /// Returns the phrases at the start of `rest`, the longest first.
    fn phrases(&'static self, rest: &[Token<'_>]) -> Vec<&'static Phrase> {
        let Some(beginning) = rest.first().and_then(|first| self.beginnings.get(&*first.text)) else {
            return Vec::new();
        };
        let second = rest.get(1).filter(|_| !beginning.several.is_empty());
        let several = second.and_then(|second| beginning.several.get(&*second.text)).into_iter().flatten();
        several.chain(&beginning.alone).filter(|phrase| begin(rest, phrase)).collect()
    }

    /// Visits every phrase, for "did you mean".
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    fn new(vocabulary: &'static Vocabulary) -> Self {
        let mut beginnings: HashMap<String, Beginning> = HashMap::new();
        let mut words = Vec::new();
        for (phrase, meaning) in meanings(vocabulary) {
            let pieces: Vec<String> =
                tokens(phrase, &vocabulary.numbers).into_iter().map(|token| token.text.into_owned()).collect();
            let mut put = |pieces: Vec<String>| {
                let Some(first) = pieces.first() else { return };
                let beginning = beginnings.entry(first.clone()).or_default();
                let list = match pieces.get(1) {
                    Some(second) => beginning.several.entry(second.clone()).or_default(),
                    None => &mut beginning.alone,
                };
                list.push(Phrase { tokens: pieces, meaning });
            };
            if let (Meaning::Share(_), [part, whole]) = (meaning, pieces.as_slice()) {
                put(vec![part.clone(), "-".to_owned(), whole.clone()]);
            }
            put(pieces);
            if phrase.chars().all(|c| c.is_alphabetic() || c == ' ') {
                words.push(phrase.to_owned());
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for beginning in beginnings.values_mut() {
            for list in beginning.several.values_mut() {
                list.sort_by_key(|phrase| std::cmp::Reverse(phrase.tokens.len()));
            }
        }
        Self { beginnings, words }
    }
}

/// Returns whether tokens begin with a phrase.
fn begin(rest: &[Token<'_>], phrase: &Phrase) -> bool {
    phrase.tokens.len() <= rest.len() && phrase.tokens.iter().zip(rest).all(|(word, token)| *word == token.text)
}

/// Returns the first thing that a phrase at the start of `rest` means and `wanted` accepts, the longest phrase first, and how
/// many tokens it has.
pub(super) fn find<T>(rest: &[Token<'_>], wanted: impl Fn(Meaning) -> Option<T>) -> Option<(usize, T)> {
    rest.first()?.phrases.iter().find_map(|phrase| Some((phrase.tokens.len(), wanted(phrase.meaning)?)))
}

/// Returns each phrase of a language with its meaning.
fn meanings(vocabulary: &'static Vocabulary) -> Vec<(&'static str, Meaning)> {
    let words = &vocabulary.quantities;
    let mut found: Vec<(&'static str, Meaning)> = Vec::new();
    let mut add = |phrases: &'static [String], meaning: Meaning| {
        found.extend(phrases.iter().map(|phrase| (phrase.as_str(), meaning)));
    };
    for (qualifier, phrases) in &words.before {
        add(phrases, Meaning::Before(*qualifier));
    }
    for (qualifier, phrases) in &words.after {
        add(phrases, Meaning::After(*qualifier));
    }
    add(&words.minus, Meaning::Minus);
    add(&words.articles, Meaning::Article);
    add(&words.joiners, Meaning::Joiner);
    add(&words.and_a_half, Meaning::AndHalf);
    add(&words.of, Meaning::Of);
    add(&words.out_of, Meaning::OutOf);
    add(&words.of_whole, Meaning::OfWhole);
    add(&words.percent, Meaning::Percent);
    add(&words.points, Meaning::Points);
    add(&words.times, Meaning::Times);
    add(&words.as_many, Meaning::AsMany);
    for (direction, said) in [(Direction::Rises, &words.rises), (Direction::Falls, &words.falls)] {
        add(&said.verbs, Meaning::Moves(direction, DirectionWord::Verb));
        add(&said.nouns, Meaning::Moves(direction, DirectionWord::Noun));
        add(&said.before, Meaning::Moves(direction, DirectionWord::Other));
        add(&said.after, Meaning::Moved(direction));
    }
    add(&words.helpers, Meaning::Helper);
    add(&words.by, Meaning::By);
    add(&words.from, Meaning::From);
    add(&words.to, Meaning::To);
    add(&words.before_digits, Meaning::BeforeDigits);
    add(&words.unchanged, Meaning::Unchanged);
    add(&words.little_changed, Meaning::LittleChanged);
    add(&words.next_to_nothing, Meaning::NextToNothing);
    add(&words.records, Meaning::Record);
    add(&words.ordinal_signs, Meaning::OrdinalSign);
    add(&words.highest, Meaning::Extreme(RankEnd::Top));
    add(&words.lowest, Meaning::Extreme(RankEnd::Bottom));
    add(&words.last, Meaning::Last);
    add(&words.the, Meaning::The);
    for (index, range) in words.ranges.iter().enumerate() {
        add(range.before.as_slice(), Meaning::RangeBegin(index));
        add(&range.between, Meaning::RangeBetween(index));
    }
    found.extend(each(&words.numerals, |value| Some(Meaning::Numeral(*value))));
    found.extend(each(&words.multipliers, |value| Some(Meaning::Multiplier(*value, Rounding::Exact))));
    found.extend(each(&words.rounded_multipliers, |value| Some(Meaning::Multiplier(*value, Rounding::Rounded))));
    found.extend(each(&words.shares, |fraction| percent(fraction).map(Meaning::Share)));
    found.extend(each(&words.fractions, |fraction| percent(fraction).map(Meaning::Fraction)));
    found.extend(each(&words.portions, |[low, high]| {
        Number::parse(low).zip(Number::parse(high)).map(|(low, high)| Meaning::Portion(low, high))
    }));
    found.extend(each(&words.ordinals, |place| Some(Meaning::Ordinal(*place))));
    found.extend(each(&words.vague, |[low, high]| Some(Meaning::Vague(*low, *high))));
    found.extend(each(&words.several, |[low, high]| Some(Meaning::Several(*low, *high))));
    for (phrases, change) in
        [(&words.grown, Scaling::Grown), (&words.shrunk, Scaling::Shrunk), (&words.multiples, Scaling::Multiple)]
    {
        found.extend(each(phrases, |times| Number::parse(times).map(|times| Meaning::Change(times, change))));
    }
    found.extend(each(&words.money, |sign| Some(Meaning::Money(sign))));
    found
}

/// Returns each phrase of a list with what its value means.
fn each<V>(
    phrases: &'static BTreeMap<String, V>,
    meaning: impl Fn(&'static V) -> Option<Meaning>,
) -> impl Iterator<Item = (&'static str, Meaning)> {
    phrases.iter().filter_map(move |(phrase, value)| Some((phrase.as_str(), meaning(value)?)))
}

/// How many decimals of a share are kept: enough to tell any two apart, and few enough to leave room for what is added to it.
pub(super) const SHARE_DECIMALS: u32 = 16;

/// Returns a part in percent of a whole, as far as shares are told apart.
pub(super) fn percent_of(part: Number, whole: Number) -> Option<Number> {
    Some(part.percent_of(whole).ok()?.rounded(SHARE_DECIMALS))
}

/// Returns a fraction such as `2/3` in percent.
fn percent(fraction: &str) -> Option<Number> {
    let (part, whole) = fraction.split_once('/')?;
    percent_of(Number::parse(part)?, Number::parse(whole)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_of_every_language_has_a_meaning() {
        for language in Language::all() {
            let words = &language.vocabulary().quantities;
            let listed = |list: &BTreeMap<String, String>| list.len();
            let means = |wanted: fn(&Meaning) -> bool| {
                meanings(language.vocabulary()).iter().filter(|(_, meaning)| wanted(meaning)).count()
            };
            assert_eq!(means(|meaning| matches!(meaning, Meaning::Share(_))), listed(&words.shares));
            let changes = listed(&words.grown) + listed(&words.shrunk) + listed(&words.multiples);
            assert_eq!(means(|meaning| matches!(meaning, Meaning::Change(..))), changes);
            assert_eq!(words.before.len(), 9, "each qualifier can be said");
        }
    }
}
