//! What is asserted, by whom, how it is tested, and what speaks for or against it; and what is not known.

use crate::number::{Date, Period};
use crate::quantity::Quantity;
use crate::text::RegistryPlace;
use crate::vocabulary::{Basis, ClaimKind, Direction, Role, Stance, Standing, UnknownReason};

use super::{Calculation, Dataset, Figure, Key, Measure, Party, RegistryText, Section, Source};

/// An assertion.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The assertion.
    pub statement: RegistryText,
    /// The same as part of a sentence, where its author says it so.
    pub phrase: Option<RegistryText>,
    /// A few words that name it beside its standing.
    pub short: Option<RegistryText>,
    /// The author's own clauses for inside a sentence, each for one standing.
    pub qualifiers: Vec<OwnQualifier>,
    /// What kind of assertion.
    pub kind: ClaimKind,
    /// Whose it is.
    pub role: Role,
    /// Where it was said: the place whose speaker is named in prose.
    pub said: Option<Said>,
    /// Where else it was said.
    pub said_again: Vec<Said>,
    /// What it counts.
    pub measure: Option<Key<Measure>>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// Of a change, where it began.
    pub from: Option<Quantity>,
    /// Of a change, where it ended.
    pub to: Option<Quantity>,
    /// What a test with `which` has to give.
    pub names: Vec<String>,
    /// The measures that a definition keeps apart.
    pub apart: Vec<Key<Measure>>,
    /// The claim of which it is a part.
    pub part_of: Option<Key<Claim>>,
    /// What speaks for or against it.
    pub evidence: Vec<Evidence>,
    /// How the data decide it, each reading with its test.
    pub tests: Vec<Test>,
    /// The true statement, printed once the claim is refuted.
    pub instead: Option<RegistryText>,
    /// The period it speaks of.
    pub period: Option<Period>,
    /// The place or group it speaks of.
    pub scope: Option<String>,
    /// The event it speaks of; equal words mean the same event.
    pub event: Option<String>,
    /// A verdict in the house's words.
    pub verdict: Option<Verdict>,
    /// Where somebody looked for support.
    pub looked: Vec<Looked>,
    /// The unknown that an absence leaves open.
    pub unknown: Option<Key<Unknown>>,
    /// When somebody last looked at it.
    pub reviewed: Option<Reviewed>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// A clause that says inside a sentence how a claim stands, in the author's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnQualifier {
    /// The standing for which it is written; of another it says nothing.
    pub standing: Standing,
    /// The clause.
    pub words: String,
}

/// Where a claim was said.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who said it.
    pub by: Option<Speaker>,
    /// The source it was said in.
    pub source: Option<Key<Source>>,
    /// When.
    pub date: Option<Period>,
    /// Where in that source.
    pub locator: Option<String>,
    /// The words, verbatim.
    pub quote: Option<String>,
    /// The language of these words by its BCP 47 tag, where it is not that of the briefs.
    pub language: Option<String>,
    /// The words in the language of the briefs.
    pub translation: Option<Translation>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// What somebody said, in the language of the briefs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The words.
    pub text: String,
    /// Who translated them.
    pub by: Option<Speaker>,
}

/// Which of the numbers that a claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated {
    /// How much.
    Quantity,
    /// Where a change began.
    From,
    /// Where it ended.
    To,
}

impl Stated {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Quantity, Self::From, Self::To];
    /// The two ends of a change.
    pub const ENDS: [Self; 2] = [Self::From, Self::To];

    /// Returns the key of the registry.
    pub fn key(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::From => "from",
            Self::To => "to",
        }
    }
}

impl Claim {
    /// Returns one of the numbers that it says.
    pub fn says(&self, which: Stated) -> Option<&Quantity> {
        match which {
            Stated::Quantity => self.quantity.as_ref(),
            Stated::From => self.from.as_ref(),
            Stated::To => self.to.as_ref(),
        }
    }

    /// Visits the numbers that it says.
    pub fn stated(&self) -> impl Iterator<Item = (Stated, &Quantity)> {
        Stated::ALL.into_iter().filter_map(|which| Some((which, self.says(which)?)))
    }

    /// Returns whether it says where a change began or ended.
    pub fn has_ends(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Visits every place in which it was said, the first one first.
    pub fn places(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().chain(&self.said_again)
    }

    /// Visits the sources in which it was said.
    pub fn said_in(&self) -> impl Iterator<Item = Key<Source>> {
        self.places().filter_map(|said| said.source)
    }

    /// Visits the words in which it was said, in the language of the briefs as far as they are known in it.
    pub fn told(&self) -> impl Iterator<Item = &str> {
        self.places().filter_map(Said::told)
    }
}

impl Said {
    /// Returns the words in the language of the briefs: as they were said, or as they were translated.
    pub fn told(&self) -> Option<&str> {
        match (&self.translation, &self.language) {
            (Some(translation), _) => Some(&translation.text),
            (None, None) => self.quote.as_deref(),
            (None, Some(_)) => None,
        }
    }

    /// Returns where those words are declared.
    pub fn told_at(&self) -> RegistryPlace {
        let key = if self.translation.is_some() { "translation" } else { "quote" };
        self.place.clone().then(key)
    }

    /// Visits the words that may stand in quotation marks: those that were said, and those of a translation.
    pub fn quotable(&self) -> impl Iterator<Item = &str> {
        self.quote.as_deref().into_iter().chain(self.translation.as_ref().map(|translation| translation.text.as_str()))
    }
}

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A registered party.
    Party(Key<Party>),
    /// Free words: `officials`.
    Words(String),
}

/// One item of evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// What it is from.
    pub from: EvidenceFrom,
    /// For, against or neither.
    pub stance: Stance,
    /// How its author knows; an item without a basis adds no origin.
    pub basis: Option<Basis>,
    /// How far a court case has come.
    pub stage: Option<String>,
    /// What it counts; the claim's measure where absent.
    pub measure: Option<Key<Measure>>,
    /// How much it says.
    pub quantity: Option<Quantity>,
    /// Where in the source.
    pub locator: Option<String>,
    /// A remark for the reader.
    pub note: Option<String>,
    /// When a search was made.
    pub date: Option<Date>,
    /// When somebody last looked at it.
    pub reviewed: Option<Reviewed>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

impl Evidence {
    /// Returns whether a court has decided what the item tells of: a charge is an accusation until then.
    pub fn is_decided(&self) -> bool {
        matches!(self.stage.as_deref(), Some("finding" | "convicted" | "judgment" | "upheld"))
    }
}

/// What an item of evidence is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceFrom {
    /// A source.
    Source(Key<Source>),
    /// A dataset.
    Dataset(Key<Dataset>),
}

/// One reading of a claim, and how the data decide it.
#[derive(Debug, Clone)]
pub struct Test {
    /// The number or series that is tested.
    pub of: TestOf,
    /// What is asked of a series; none where the claim's quantity is held against a number.
    pub trend: Option<Trend>,
    /// How many decimals are printed, where the test says so.
    pub decimals: Option<u32>,
    /// What the claim is taken to mean.
    pub reading: Option<RegistryText>,
    /// Why periods on both sides of a new way of counting compare, where its author says so.
    pub comparable: Option<RegistryText>,
    /// Where the reading is written: in the test, or beside a single one.
    pub reading_place: RegistryPlace,
    /// Where it is declared.
    pub place: RegistryPlace,
}

impl Test {
    /// Returns how many decimals are printed, where the test says so or the figure that it names.
    pub fn decimals(&self, figures: &Section<Figure>) -> Option<u32> {
        let of_figure = || match self.of {
            TestOf::Figure(figure) => figures[figure].decimals,
            TestOf::Inline(_) => None,
        };
        self.decimals.or_else(of_figure)
    }

    /// Returns how the number or series that is tested is got.
    pub fn calculation<'m>(&'m self, figures: &'m Section<Figure>) -> &'m Calculation {
        match &self.of {
            TestOf::Figure(figure) => &figures[*figure].calculation,
            TestOf::Inline(calculation) => calculation,
        }
    }
}

/// What a test is made on.
#[derive(Debug, Clone)]
pub enum TestOf {
    /// A declared figure.
    Figure(Key<Figure>),
    /// One written in place.
    Inline(Box<Calculation>),
}

/// What a trend test asks of a series.
#[derive(Debug, Clone)]
pub enum Trend {
    /// Every step goes this way.
    EveryStep(Direction),
    /// So many steps go this way.
    Steps(Direction, Quantity),
    /// At least so many steps in a row go this way up to the last value.
    Last(Direction, usize),
    /// The last value is beyond all before it.
    Record(Direction),
    /// The last value is the extreme since a period: highest where it rises, lowest where it falls; where no period is named,
    /// since the series begins.
    ExtremeSince(Direction, Option<Period>),
    /// The last value is at least twice the first.
    Doubled,
}

/// A verdict in the house's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The word.
    pub word: String,
    /// The scale it is from.
    pub scale: Option<String>,
    /// The standing that the claim needs to be given this word.
    pub needs: Standing,
    /// Why.
    pub rationale: Option<String>,
}

/// A search for support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Where.
    pub place: String,
    /// When.
    pub date: Option<Date>,
}

/// That somebody looked at an entry again and found that it still stands as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The day.
    pub date: Date,
    /// Who looked.
    pub by: Option<Speaker>,
}

/// An open question.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// The question.
    pub question: RegistryText,
    /// Why it is open, in a word.
    pub reason: Option<UnknownReason>,
    /// Why it is open, in a sentence.
    pub because: Option<RegistryText>,
    /// Who holds, or would hold, the answer.
    pub holder: Option<Key<Party>>,
    /// Whom somebody asked, and when.
    pub asked: Option<String>,
    /// What would settle it.
    pub would_resolve: Option<RegistryText>,
    /// When to look again.
    pub next_check: Option<Date>,
    /// The claims that cannot be decided without it.
    pub blocks: Vec<Key<Claim>>,
    /// The measure it asks for.
    pub measure: Option<Key<Measure>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}
