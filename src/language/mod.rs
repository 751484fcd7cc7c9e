//! Words of a language, as data: how numbers, dates and lists are printed, the words of quantities, and the words of the
//! built-in templates.
//!
//! Each language is one YAML file beside this one, compiled in and read once. The code knows no language: a new one is a new
//! file and a line in [`Language`].

mod dates;
mod file;
mod fill;
pub mod headings;
mod labels;
mod lexicon;
mod likelihood;
mod names;
mod plural;
mod print;
mod quantities;
mod reasons;
mod times;

pub use file::{Conjunction, Numbers, Quotations, Vocabulary};
pub use fill::{Part, fill, parts, value};
pub use labels::{Labels, Meanings};
pub use lexicon::{Lexicon, Term};
pub use likelihood::LikelihoodScale;
pub use plural::Plural;
pub use quantities::{DirectionWords, QuantityWords, RangeWords};
pub use reasons::{Capped, Reasons};
pub use times::{Days, Named, Role, When};

use crate::text::near::nearest;

/// A language that briefs can be written in, by its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// `en`: English, days before months.
    #[default]
    English,
    /// `en-GB`: English as in Great Britain.
    BritishEnglish,
    /// `en-US`: English as in the United States, months before days.
    AmericanEnglish,
    /// `es`: Spanish, a comma before decimals.
    Spanish,
    /// `es-MX`, `es-US` and others: Spanish of a region that puts a point before decimals, by its tag.
    SpanishWithPoint(&'static str),
}

/// The regions of Spanish that put a point before decimals and a comma between thousands.
const WITH_POINT: [&str; 9] = ["es-MX", "es-US", "es-GT", "es-HN", "es-NI", "es-PA", "es-SV", "es-DO", "es-PR"];

/// A tag that names no known language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// The known tag that comes closest.
    pub nearest: Option<&'static str>,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 4 + WITH_POINT.len()] = {
        let [mx, us, gt, hn, ni, pa, sv, cd, pr] = WITH_POINT;
        let point = Self::SpanishWithPoint;
        [
            Self::English,
            Self::BritishEnglish,
            Self::AmericanEnglish,
            Self::Spanish,
            point(mx),
            point(us),
            point(gt),
            point(hn),
            point(ni),
            point(pa),
            point(sv),
            point(cd),
            point(pr),
        ]
    };

    /// Returns the language of a tag, in any case: `en`, `en-GB`, `en-US`, `es`, `es-MX`.
    pub fn parse(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag.trim())).ok_or_else(|| {
            // A region without a table of its own (`es-AR`) and a language's name both lead to the plain tag.
            let short: String = tag.trim().chars().take(2).flat_map(char::to_lowercase).collect();
            let tags = Self::ALL.map(Self::tag);
            let nearest = tags.into_iter().find(|known| **known == *short).or_else(|| nearest(tag, tags));
            UnknownLanguage { nearest }
        })
    }

    /// Returns its tag, as in the `lang` of a page.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::BritishEnglish => "en-GB",
            Self::AmericanEnglish => "en-US",
            Self::Spanish => "es",
            Self::SpanishWithPoint(tag) => tag,
        }
    }

    /// Returns the words of the built-in templates and reasons.
    pub fn text(self) -> &'static Labels {
        &self.vocabulary().text
    }

    /// Returns everything its file says.
    pub fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::English | Self::BritishEnglish | Self::AmericanEnglish => &file::ENGLISH,
            Self::Spanish => &file::SPANISH,
            Self::SpanishWithPoint(_) => &file::SPANISH_WITH_POINT,
        }
    }
}
