//! Ids of headings: their words, in lower case with hyphens, without the number that the renderer put before them.

use std::collections::{BTreeMap, BTreeSet};

/// The ids given so far on a page.
#[derive(Debug, Default)]
pub(super) struct HeadingIds {
    given: BTreeSet<String>,
    /// By the words of several headings: the number of the last one.
    last: BTreeMap<String, usize>,
}

impl HeadingIds {
    /// Returns a new id for a heading with these words.
    pub(super) fn heading(&mut self, words: &str) -> String {
        let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
        let mut slug = String::new();
        for c in words.chars() {
            if c.is_alphanumeric() {
                slug.extend(c.to_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        // Ids of rows, footnotes and tables end in a number; a heading that looks like one steps aside.
        let taken = ["from-", "why-", "sign-", "source-", "table-"].iter().any(|own| slug.starts_with(own));
        let slug =
            if slug.is_empty() || taken || slug == "content" { format!("section-{slug}") } else { slug.to_owned() };
        if self.given.insert(slug.clone()) {
            return slug;
        }
        let nth = self.last.entry(slug.clone()).or_insert(1);
        loop {
            *nth += 1;
            let id = format!("{slug}-{nth}");
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_ids_of_their_words_and_never_the_same_twice() {
        let mut ids = HeadingIds::default();
        assert_eq!(ids.heading("3. What we know, what remains unknown"), "what-we-know-what-remains-unknown");
        assert_eq!(ids.heading("What we know?"), "what-we-know");
        assert_eq!(ids.heading("What we know"), "what-we-know-2");
        assert_eq!(ids.heading("What we know 4"), "what-we-know-4");
        assert_eq!(ids.heading("What we know"), "what-we-know-3");
        assert_eq!(ids.heading("What we know"), "what-we-know-5");
        assert_eq!(ids.heading("From 1"), "section-from-1");
        assert_eq!(ids.heading("¿Qué?"), "qué");
        assert_eq!(ids.heading("***"), "section-");
    }
}
