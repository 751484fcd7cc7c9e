//! The word that is meant in place of a misspelt one, sure enough for a machine to put it there.
//!
//! A stage knows the misspelt word and the path of keys to it, not its bytes. Once the place is known, the fix is kept only
//! where exactly that word stands there: in a text with escapes, for example, it does not.

use super::show::Texts;
use crate::text::{Place, Span};

/// A word to put in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Where the misspelt word stands, without quotation marks around it.
    pub place: Place,
    /// The misspelt word.
    pub written: String,
    /// The word that is meant.
    pub with: String,
}

impl Fix {
    /// Returns the fix; none where the new word might mean something else to the reader of the file, as a comma would.
    pub fn new(place: Place, written: &str, with: &str) -> Option<Self> {
        let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let fits = !written.is_empty() && !with.is_empty() && plain(written) && plain(with) && written != with;
        fits.then(|| Self { place, written: written.to_owned(), with: with.to_owned() })
    }

    /// Returns the fix at the very bytes of the word; none where something else stands at its place.
    #[must_use]
    pub fn exact(self, texts: &Texts) -> Option<Self> {
        let Place::Text(file, span) = &self.place else { return None };
        let words = texts.get(file)?.as_str().get(span.range())?;
        let quoted = |mark: char| words.strip_prefix(mark).and_then(|words| words.strip_suffix(mark));
        let bare = quoted('"').or_else(|| quoted('\'')).unwrap_or(words);
        if bare != self.written {
            return None;
        }
        let start = span.start + (words.len() - bare.len()) / 2;
        let place = Place::Text(file.clone(), Span::new(start, start + bare.len()));
        Some(Self { place, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::world::ProjectPath;

    fn exact(content: &str, span: Span) -> Option<Span> {
        let file = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(file.clone(), Text::new(content))]);
        let fix = Fix::new(Place::Text(file, span), "totl", "total")?.exact(&texts)?;
        match fix.place {
            Place::Text(_, span) => Some(span),
            _ => None,
        }
    }

    #[test]
    fn a_fix_stands_at_the_bytes_of_the_word_and_nowhere_else() {
        assert_eq!(exact("sum: totl", Span::new(5, 9)), Some(Span::new(5, 9)));
        assert_eq!(exact("sum: \"totl\"", Span::new(5, 11)), Some(Span::new(6, 10)));
        assert_eq!(exact("sum: 'totl'", Span::new(5, 11)), Some(Span::new(6, 10)));
        assert_eq!(exact("sum: \"to\\x74l\"", Span::new(5, 14)), None);
        assert_eq!(exact("sum: totl # a", Span::new(0, 3)), None);
        assert_eq!(exact("sum: ", Span::new(5, 9)), None);
    }

    #[test]
    fn a_word_that_would_need_quotation_marks_is_no_fix() {
        let fix = |written, with| Fix::new(Place::Project, written, with);
        assert!(fix("Totl", "Total").is_some());
        assert!(fix("Totl", "Total, all").is_none());
        assert!(fix("Totl (all)", "Total").is_none());
        assert!(fix("Totl", "").is_none());
    }
}
