//! The closed vocabularies: the words that a registry, its data and its pages use for a few things of each kind. Each is declared
//! once, with its words and what they mean.

pub mod aggregate;
mod caveats;
mod claims;
mod csl;
mod data;
mod entry_kind;
mod standing;

pub use aggregate::{Aggregate, AggregateKind, RestsOn};
pub use caveats::Caveats;
pub use claims::{Basis, ClaimKind, Role, Stance, UnknownReason};
pub use csl::CslType;
pub use data::{
    ChartMark, Comparison, Counts, Direction, End, Level, MayBe, OperationKind, Per, Qualifier, Repeated, ResultStage,
    Seen, SourceStatus, Theme, Ties, TrendKind,
};
pub use entry_kind::EntryKind;
pub use standing::Standing;

/// A closed list of words, each of which stands for one thing.
pub trait Vocabulary: Copy + Eq + 'static {
    /// What one of them is called, as in "`x` is no stance".
    const WHAT: &'static str;
    /// All of them, in the order in which they are listed.
    const LIST: &'static [Self];

    /// Returns the word.
    fn word(self) -> &'static str;

    /// Returns what a word stands for.
    fn parse(word: &str) -> Option<Self> {
        Self::LIST.iter().copied().find(|meaning| meaning.word() == word)
    }
}

/// Declares a vocabulary: what one of its words is called, and each word with what it stands for.
macro_rules! vocabulary {
    (
        $(#[$about:meta])+
        $what:literal
        pub enum $name:ident {
            $($(#[doc = $doc:literal])+ $meaning:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[doc = $doc])+ $meaning,)+
        }

        impl $name {
            /// All of them, in the order in which they are listed.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$meaning),+];

            /// Returns the word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$meaning => $word,)+
                }
            }
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const WHAT: &'static str = $what;
            const LIST: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                self.word()
            }
        }
    };
}
use vocabulary;
