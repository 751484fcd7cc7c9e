//! Sentences with gaps: `{name}` is replaced, and nothing else happens.

/// A piece of a sentence with gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// A gap, by its name.
    Gap(&'a str),
}

/// Visits the words and gaps of a sentence, for those who fill gaps with more than words.
pub fn parts(sentence: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find('{').unwrap_or(rest.len());
        if open > 0 {
            let (words, after) = rest.split_at(open);
            rest = after;
            return Some(Part::Words(words));
        }
        match rest[1..].split_once('}') {
            Some((name, after)) => {
                rest = after;
                Some(Part::Gap(name))
            }
            None => Some(Part::Words(std::mem::take(&mut rest))),
        }
    })
}

/// Returns a sentence with its gaps filled.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    for part in parts(sentence) {
        match part {
            Part::Words(words) => filled.push_str(words),
            Part::Gap(name) => filled.push_str(value(sentence, name, values).copied().unwrap_or_default()),
        }
    }
    filled
}

/// Returns what fills a gap. A caller gives every gap of its sentence a value: readers never see the name of one.
pub fn value<'v, T>(sentence: &str, gap: &str, values: &'v [(&str, T)]) -> Option<&'v T> {
    let found = values.iter().find(|(known, _)| *known == gap).map(|(_, value)| value);
    debug_assert!(found.is_some(), "nothing fills `{gap}` in “{sentence}”");
    found
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_yaml::Value;

    use super::*;
    use crate::language::Language;

    #[test]
    fn gaps_are_filled_once_and_values_are_not_read_again() {
        assert_eq!(fill("{n} of {all}", &[("n", "{all}"), ("all", "7")]), "{all} of 7");
        assert_eq!(fill("open {", &[]), "open {");
        assert_eq!(parts("a {b}").collect::<Vec<_>>(), [Part::Words("a "), Part::Gap("b")]);
    }

    #[test]
    #[should_panic(expected = "nothing fills `missing` in “{missing} here”")]
    fn a_gap_that_nobody_fills_is_a_mistake_of_the_tool() {
        fill("{missing} here", &[]);
    }

    /// The gaps of every sentence of a language, by where it stands; the forms of a phrase with a count are one.
    fn gaps(file: &str) -> BTreeMap<String, BTreeSet<String>> {
        fn walk(at: &str, value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
            match value {
                Value::String(sentence) => {
                    assert!(!sentence.trim().is_empty(), "{at} says nothing");
                    let gaps = parts(sentence).filter_map(|part| match part {
                        Part::Gap(gap) => Some(gap.to_owned()),
                        Part::Words(_) => None,
                    });
                    found.entry(at.to_owned()).or_default().extend(gaps);
                }
                Value::Mapping(map) => {
                    for (key, value) in map {
                        let key = key.as_str().unwrap_or_default();
                        let form = matches!(key, "none" | "one" | "two" | "many");
                        walk(&if form { at.to_owned() } else { format!("{at}.{key}") }, value, found);
                    }
                }
                _ => {}
            }
        }
        let mut found = BTreeMap::new();
        let file: Value = serde_yaml::from_str(file).unwrap();
        for part in ["text", "reasons"] {
            walk(part, &file[part], &mut found);
        }
        found
    }

    #[test]
    fn every_sentence_has_the_same_gaps_in_every_language() {
        let english = gaps(Language::ENGLISH.files().words);
        assert!(english.values().filter(|gaps| !gaps.is_empty()).count() > 100, "{english:?}");
        for language in Language::plain() {
            let own = gaps(language.files().words);
            let missing: Vec<&String> = english.keys().filter(|place| !own.contains_key(*place)).collect();
            let unknown: Vec<&String> = own.keys().filter(|place| !english.contains_key(*place)).collect();
            let tag = language.tag();
            assert!(
                missing.is_empty() && unknown.is_empty(),
                "{tag}.yaml lacks {missing:?}, and alone has {unknown:?}"
            );
            for (place, gaps) in &english {
                assert_eq!((tag, place, gaps), (tag, place, &own[place]));
            }
        }
    }
}
