//! Words of a language, as data: how numbers, dates and lists are printed, the words of quantities, and the words of the
//! built-in templates.
//!
//! Each language is one YAML file beside this one and one in `lexicon/`, compiled in and read once. The code knows no language:
//! a new one is these two files.

pub mod cells;
mod dates;
mod file;
mod fill;
pub mod headings;
mod labels;
mod languages;
mod lexicon;
mod likelihood;
pub mod months;
mod names;
mod plural;
mod print;
mod quantities;
mod reasons;
pub mod sums;
mod term;
mod time_sections;
mod times;
pub mod unions;
pub mod year_parts;

pub use file::{Conjunction, Numbers, Quotations, Vocabulary};
pub use fill::{Part, fill, parts, value};
pub use labels::{Labels, Meanings};
pub use languages::Languages;
pub(crate) use lexicon::Known;
pub use lexicon::Lexicon;
pub use likelihood::LikelihoodScale;
pub use plural::Plural;
pub use quantities::{DirectionWords, QuantityWords, RangeWords};
pub use reasons::{Capped, Reasons};
pub use term::Term;
pub(crate) use term::Terms;
pub use times::{Days, How, Named, Role, Told, When};

use std::sync::{LazyLock, OnceLock};

use crate::text::near::nearest;

/// The files of a language, which are compiled in.
struct Files {
    /// Its BCP 47 tags: the plain one, then those of the regions that write something otherwise.
    tags: &'static [&'static str],
    /// How numbers, dates and lists are printed, the words of quantities and of the built-in templates.
    words: &'static str,
    /// The words by which rules read prose.
    lexicon: &'static str,
}

/// Every language that stands in this folder, English first.
static FILES: &[Files] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language that briefs can be written in, with the region whose numbers and dates it writes: `en`, `en-US`, `es-MX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Language {
    /// Its files.
    files: u8,
    /// Its tag among theirs.
    region: u8,
}

/// What is made once of the files of each language, when it is first asked for.
pub(crate) struct OfEach<T>(LazyLock<Vec<Vec<OnceLock<T>>>>);

/// A tag that names no known language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// The known tag that comes closest.
    pub nearest: Option<&'static str>,
}

impl Language {
    /// English, which is written where nothing else is said.
    pub const ENGLISH: Self = Self { files: 0, region: 0 };

    /// Returns every language in every region.
    pub fn all() -> impl Iterator<Item = Self> {
        let of =
            |(files, language): (u8, &Files)| (0..).zip(language.tags).map(move |(region, _)| Self { files, region });
        (0..).zip(FILES).flat_map(of)
    }

    /// Returns every language once, whatever the region.
    pub fn plain() -> impl Iterator<Item = Self> {
        (0..).zip(FILES).map(|(files, _)| Self { files, region: 0 })
    }

    /// Returns the language of a tag, in any case: `en`, `en-GB`, `en-US`, `es`, `es-MX`.
    pub fn parse(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::all().find(|language| language.tag().eq_ignore_ascii_case(tag.trim())).ok_or_else(|| {
            // A region without a table of its own (`es-AR`) and a language's name both lead to the plain tag.
            let short: String = tag.trim().chars().take(2).flat_map(char::to_lowercase).collect();
            let tags = || Self::all().map(Self::tag);
            let nearest = tags().find(|known| **known == *short).or_else(|| nearest(tag, tags()));
            UnknownLanguage { nearest }
        })
    }

    /// Spanish, for tests.
    #[cfg(test)]
    pub(crate) fn spanish() -> Self {
        Self::parse("es").unwrap_or_default()
    }

    fn files(self) -> &'static Files {
        &FILES[usize::from(self.files)]
    }

    /// Returns its tag, as in the `lang` of a page.
    pub fn tag(self) -> &'static str {
        self.files().tags[usize::from(self.region)]
    }

    /// Returns the language without its region.
    pub(crate) fn without_region(self) -> Self {
        Self { region: 0, ..self }
    }

    /// Returns the words of the built-in templates and reasons.
    pub fn text(self) -> &'static Labels {
        &self.vocabulary().text
    }

    /// Returns everything its file says.
    pub fn vocabulary(self) -> &'static Vocabulary {
        static READ: OfEach<Vocabulary> = OfEach::new();
        READ.of(self, || Vocabulary::of(self))
    }
}

impl<T> OfEach<T> {
    pub(crate) const fn new() -> Self {
        Self(LazyLock::new(|| {
            FILES.iter().map(|language| language.tags.iter().map(|_| OnceLock::new()).collect()).collect()
        }))
    }

    /// Returns that of a language in a region.
    pub(crate) fn of(&'static self, language: Language, make: impl FnOnce() -> T) -> &'static T {
        self.0[usize::from(language.files)][usize::from(language.region)].get_or_init(make)
    }

    /// Returns that of a language, which is the same in every region.
    pub(crate) fn of_plain(&'static self, language: Language, make: impl FnOnce(Language) -> T) -> &'static T {
        let plain = language.without_region();
        self.of(plain, || make(plain))
    }
}
