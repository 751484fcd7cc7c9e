//! Two long texts beside each other, cut to where they differ.

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
