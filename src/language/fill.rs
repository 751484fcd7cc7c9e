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

/// Returns a sentence with its gaps filled; a gap without a value stays as it is.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    for part in parts(sentence) {
        match part {
            Part::Words(words) => filled.push_str(words),
            Part::Gap(name) => match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once_and_values_are_not_read_again() {
        assert_eq!(fill("{n} of {all}", &[("n", "{all}"), ("all", "7")]), "{all} of 7");
        assert_eq!(fill("{missing} {", &[]), "{missing} {");
        assert_eq!(parts("a {b}").collect::<Vec<_>>(), [Part::Words("a "), Part::Gap("b")]);
    }
}
