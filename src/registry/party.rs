//! `parties`: people and bodies that say, publish, keep records or fund (PROV agents).

use super::scalar::ShortForm;
use super::shape::object;

object! { "a party's name, or a mapping";
    /// A person or body.
    pub struct Party {
        /// The name in full.
        pub name: Option<String>,
        /// The name in running prose, such as `CBP`.
        pub short: Option<String>,
        /// What it is: agency, court, newspaper, charity, person …
        pub kind: Option<String>,
        /// The body it belongs to: a party's id.
        pub part_of: Option<String>,
        /// Why it counts as its own origin although it belongs to a larger body.
        pub independent: Option<String>,
        /// What it stands to gain, in words, or that none was found and when.
        pub interests: Option<Interests>,
        /// Its address on the web.
        pub url: Option<String>,
    }
}

impl ShortForm for Party {
    fn from_words(words: String) -> Self {
        Self { name: Some(words), ..Self::default() }
    }
}

object! { "interests in words, or a mapping with `found: none` and `date`";
    /// Declared interests, or a search that found none.
    pub struct Interests {
        /// The interests in words.
        pub declared: Option<String>,
        /// `none`, where a search found none.
        pub found: Option<String>,
        /// When that search was made.
        pub date: Option<String>,
    }
}

impl ShortForm for Interests {
    fn from_words(words: String) -> Self {
        Self { declared: Some(words), ..Self::default() }
    }
}
