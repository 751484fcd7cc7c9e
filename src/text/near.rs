//! "Did you mean": the candidate that a mistyped word most likely stands for.
//!
//! Distance counts inserted, dropped and changed letters and swapped neighbours. Nothing is offered that differs in more
//! than a third of its letters, so that a suggestion is worth reading.

/// The candidate nearest to a word, and whether it alone is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near<'a> {
    /// The candidate.
    pub word: &'a str,
    /// Whether it can stand in the word's place without a second look.
    is_sure: bool,
}

impl<'a> Near<'a> {
    /// Returns the candidate where no other is near and no digit differs: `met_2023` is no slip for `met_2024`.
    pub fn sure(self) -> Option<&'a str> {
        self.is_sure.then_some(self.word)
    }
}

/// Returns the candidate nearest to `word`, the first of equals; none where no candidate is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, candidates).map(|near| near.word)
}

/// Returns the candidate nearest to `word`, the first of equals, and whether it is sure; none where no candidate is near.
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Near<'a>> {
    let letters: Vec<char> = folded(word).collect();
    let (mut wanted, mut rows) = (Vec::new(), Rows::default());
    let mut best: Option<(usize, Near<'_>)> = None;
    for candidate in candidates {
        wanted.clear();
        wanted.extend(folded(candidate));
        let longer = letters.len().max(wanted.len());
        let allowed = (longer / 3).max(1);
        if letters.len().abs_diff(wanted.len()) > allowed || longer < 2 {
            continue;
        }
        let Some(distance) = rows.distance(&letters, &wanted, allowed) else { continue };
        match &mut best {
            Some((_, near)) if near.word == candidate => {}
            Some((least, near)) if distance >= *least => near.is_sure = false,
            Some(_) => best = Some((distance, Near { word: candidate, is_sure: false })),
            None => best = Some((distance, Near { word: candidate, is_sure: digits(word).eq(digits(candidate)) })),
        }
    }
    best.map(|(_, near)| near)
}

fn digits(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(char::is_ascii_digit)
}

/// Words are compared up to this many letters: ids are at most a hundred.
const LONGEST: usize = 100;

fn folded(word: &str) -> impl Iterator<Item = char> {
    let plain = word.trim().chars().flat_map(char::to_lowercase);
    plain.map(|c| if matches!(c, '-' | ' ') { '_' } else { c }).take(LONGEST)
}

/// The last three rows of the table of distances, kept from one candidate to the next.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    above: Vec<usize>,
    row: Vec<usize>,
}

impl Rows {
    /// Returns the edit distance with swapped neighbours counted once; none where it is greater than `allowed`.
    fn distance(&mut self, a: &[char], b: &[char], allowed: usize) -> Option<usize> {
        let Self { before, above, row } = self;
        for each in [&mut *before, &mut *row] {
            each.clear();
            each.resize(b.len() + 1, 0);
        }
        above.clear();
        above.extend(0..=b.len());
        for (i, x) in a.iter().enumerate() {
            row[0] = i + 1;
            let mut least = row[0];
            for (j, y) in b.iter().enumerate() {
                let changed = above[j] + usize::from(x != y);
                let mut cost = changed.min(above[j + 1] + 1).min(row[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    cost = cost.min(before[j - 1] + 1);
                }
                row[j + 1] = cost;
                least = least.min(cost);
            }
            // No later row can be less by more than a swap, which comes from the row before.
            if least > allowed && above.iter().all(|cost| *cost > allowed) {
                return None;
            }
            std::mem::swap(before, above);
            std::mem::swap(above, row);
        }
        Some(above[b.len()]).filter(|distance| *distance <= allowed)
    }
}

/// Returns two texts, neither of them much longer than `most` characters: where they begin alike, from the last words that
/// they share.
pub fn apart(old: &str, new: &str, most: usize) -> (String, String) {
    if [old, new].iter().all(|text| text.chars().count() <= most) {
        return (old.to_owned(), new.to_owned());
    }
    let alike = old.char_indices().zip(new.chars()).take_while(|((_, a), b)| a == b).last();
    let end = alike.map_or(0, |((at, c), _)| at + c.len_utf8());
    // From the word before the one in which they part.
    let shared = old[..end].rfind(' ').map_or(0, |at| old[..at].rfind(' ').map_or(0, |before| before + 1));
    let lead = if shared > 0 { "… " } else { "" };
    let cut = |text: &str| match text.char_indices().nth(most) {
        Some((end, _)) => format!("{lead}{}…", text[..end].trim_end()),
        None => format!("{lead}{text}"),
    };
    (cut(&old[shared..]), cut(&new[shared..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_candidate_is_offered() {
        let keys = ["statement", "quantity", "claims", "measure", "measures"];
        assert_eq!(nearest("statment", keys), Some("statement"));
        assert_eq!(nearest("quantitiy", keys), Some("quantity"));
        assert_eq!(nearest("claim", keys), Some("claims"));
        assert_eq!(nearest("mesaure", keys), Some("measure"));
        assert_eq!(nearest("would-resolve", ["would_resolve"]), Some("would_resolve"));
        assert_eq!(nearest("Claims", keys), Some("claims"));
    }

    #[test]
    fn nothing_is_offered_that_is_far_away() {
        assert_eq!(nearest("author", ["quantity", "said"]), None);
        assert_eq!(nearest("", ["of", "by"]), None);
        assert_eq!(nearest("x", ["by"]), None);
    }

    #[test]
    fn only_one_near_candidate_with_the_same_digits_is_sure() {
        let sure = |word, candidates: &[&'static str]| near(word, candidates.iter().copied()).and_then(Near::sure);
        assert_eq!(sure("encouters", &["arrests", "encounters"]), Some("encounters"));
        assert_eq!(sure("encouters", &["encounters", "encounters"]), Some("encounters"));
        assert_eq!(sure("totl", &["total", "arrests"]), Some("total"));
        assert_eq!(sure("part_tne", &["part_one", "part_two"]), None);
        assert_eq!(sure("part_tne", &["part_two", "part_one"]), None);
        assert_eq!(sure("arest", &["arrest", "rest"]), None);
        assert_eq!(sure("arest", &["rest", "arrest", "arest_x"]), None);
        assert_eq!(sure("met_2024b", &["met_2023b", "met_2024a"]), None);
        assert_eq!(sure("met_2023", &["met_2024"]), None);
        assert_eq!(sure("mte_2024", &["met_2024"]), Some("met_2024"));
        assert_eq!(sure("author", &["quantity"]), None);
    }

    #[test]
    fn a_distance_beyond_what_is_allowed_is_none_and_any_other_is_exact() {
        let words =
            ["", "a", "ab", "ba", "abc", "acb", "cab", "encounters", "encoutners", "arrests", "stanza", "canasta"];
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        let mut rows = Rows::default();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (letters(a), letters(b)))) {
            let exact = rows.distance(&a, &b, usize::MAX).unwrap();
            assert_eq!(exact == 0, a == b);
            assert_eq!(rows.distance(&b, &a, usize::MAX), Some(exact));
            for allowed in 0..12 {
                assert_eq!(
                    rows.distance(&a, &b, allowed),
                    Some(exact).filter(|exact| *exact <= allowed),
                    "{a:?} {b:?}"
                );
            }
        }
    }

    #[test]
    fn a_word_of_a_megabyte_takes_no_time() {
        assert_eq!(nearest(&"a".repeat(1 << 20), ["statement"]), None);
    }

    #[test]
    fn long_lists_are_cut_to_where_they_differ() {
        let old = "28,613, 29,013, 29,197, 29,470, 25,185, 24,589, 26,162 and 26,002";
        let new = "28,613, 29,013, 29,197, 29,470, 25,185, 24,589, 26,162, 26,002 and 30,551";
        assert_eq!(
            apart(old, new, 60),
            ("… 24,589, 26,162 and 26,002".into(), "… 24,589, 26,162, 26,002 and 30,551".into())
        );
        assert_eq!(apart("30,375", "27,375", 60), ("30,375".into(), "27,375".into()));
        assert_eq!(apart("a b c", "x y", 3), ("a b…".into(), "x y".into()));
    }
}
