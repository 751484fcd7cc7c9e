//! The languages that a publication speaks, and the one of them in which it is looked at.
//!
//! Pages of the first language, the main one, have names of their own; those of the others carry the tag: `rain.es.html`.

use super::Language;

/// The languages of a publication, the main one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    all: Vec<Language>,
    own: Language,
}

impl Default for Languages {
    fn default() -> Self {
        Self::alone(Language::default())
    }
}

impl Languages {
    /// Returns the languages of a publication, looked at in the first; none where none is listed.
    pub fn of(all: Vec<Language>) -> Option<Self> {
        let own = *all.first()?;
        Some(Self { all, own })
    }

    /// Returns those of a publication in one language.
    pub fn alone(language: Language) -> Self {
        Self { all: vec![language], own: language }
    }

    /// Returns the same, looked at in another of them.
    #[must_use]
    pub fn looked_at_in(&self, own: Language) -> Self {
        Self { all: self.all.clone(), own }
    }

    /// Returns all of them, the main one first.
    pub fn all(&self) -> &[Language] {
        &self.all
    }

    /// Returns all but the main one.
    pub fn translations(&self) -> &[Language] {
        self.all.get(1..).unwrap_or_default()
    }

    /// Returns the one in which the publication is looked at.
    pub fn own(&self) -> Language {
        self.own
    }

    /// Returns the main one.
    pub fn main(&self) -> Language {
        self.all.first().copied().unwrap_or(self.own)
    }

    /// Returns whether the publication is looked at in its main language.
    pub fn is_main(&self) -> bool {
        self.own == self.main()
    }

    /// Returns whether there are several.
    pub fn are_several(&self) -> bool {
        self.all.len() > 1
    }

    /// Returns the language that a tag names among them; a plain tag stands for the one region of it that is listed: `en` for
    /// `en-US`.
    pub fn named(&self, tag: &str) -> Option<Language> {
        let exact = self.all.iter().find(|language| language.tag().eq_ignore_ascii_case(tag));
        let mut of_region = self.all.iter().filter(|language| {
            language.tag().split_once('-').is_some_and(|(plain, _)| plain.eq_ignore_ascii_case(tag))
        });
        exact.or_else(|| of_region.next().filter(|_| of_region.next().is_none())).copied()
    }

    /// Returns what the names of pages in a language end with, before what says their form: nothing in the main one, else `.es`.
    pub fn ending_of(&self, language: Language) -> String {
        if language == self.main() { String::new() } else { format!(".{}", language.tag()) }
    }

    /// Returns the name of a page in the language in which the publication is looked at: `index.html`, `index.es.html`.
    pub fn file(&self, stem: &str, form: &str) -> String {
        self.file_in(self.own, stem, form)
    }

    /// Returns the name of a page in one of the languages.
    pub fn file_in(&self, language: Language, stem: &str, form: &str) -> String {
        format!("{stem}{}.{form}", self.ending_of(language))
    }

    /// Splits the name of a page or a brief, without what says its form, into that in the main language and the language: `rain.es`
    /// into `rain` and Spanish.
    pub fn split<'n>(&self, name: &'n str) -> (&'n str, Language) {
        let tagged = name.rsplit_once('.').and_then(|(stem, tag)| {
            let language = self.translations().iter().find(|language| language.tag() == tag)?;
            Some((stem, *language))
        });
        tagged.unwrap_or((name, self.main()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(tags: &[&str]) -> Languages {
        Languages::of(tags.iter().map(|tag| Language::parse(tag).unwrap()).collect()).unwrap()
    }

    #[test]
    fn a_plain_tag_stands_for_its_one_region() {
        let some = languages(&["en-US", "es"]);
        assert_eq!(some.named("en").map(Language::tag), Some("en-US"));
        assert_eq!(some.named("ES").map(Language::tag), Some("es"));
        assert_eq!(some.named("de"), None);
        assert_eq!(languages(&["en-US", "en-GB"]).named("en"), None);
    }

    #[test]
    fn only_pages_of_other_languages_carry_a_tag() {
        let some = languages(&["en", "es"]);
        let spanish = some.looked_at_in(Language::spanish());
        assert_eq!(
            (some.file("index", "html"), spanish.file("index", "html")),
            ("index.html".into(), "index.es.html".into())
        );
        assert_eq!(some.split("rain.es"), ("rain", Language::spanish()));
        assert_eq!(some.split("rain.fr"), ("rain.fr", some.main()));
        assert_eq!(some.split("rain"), ("rain", some.main()));
    }
}
