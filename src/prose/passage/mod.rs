//! Passages: every stretch of prose that an author wrote, from the registry and from templates, in one form. What it prints by
//! name stands in it as a single character, so that rules read words, numbers and references in the order of the reader.

mod place;
mod registry;
mod template;

pub(crate) use place::{Home, Written};

use std::borrow::Cow;

use crate::model::{Brief, Claim, ClaimPart, Facet, Figure, Key, Measure, Model, Party, Source, TableEntry, Unknown};
use crate::reads::Readable;
use crate::text::{Place, RegistryPlace, Span};
use crate::vocabulary::Standing;

use crate::template::Templates;

/// Stands for something printed by name; input that has it is refused.
pub(crate) const PRINTED: char = '\u{FDE0}';

/// A stretch of prose.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'a> {
    /// Where it stands.
    pub(crate) setting: Setting,
    /// Its words; each reference is one [`PRINTED`].
    pub(crate) text: Cow<'a, str>,
    /// What the references stand for, in order.
    pub(crate) references: Box<[Reference]>,
    /// Where its words were written.
    pub(crate) written: Written<'a>,
    /// Of an item of a list: which passage is the paragraph that introduces the list.
    pub(crate) lead: Option<usize>,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The statement of a claim.
    Statement(Key<Claim>),
    /// A claim as part of a sentence.
    Phrase(Key<Claim>),
    /// The author's clause that says inside a sentence how a claim stands, for one standing.
    Qualifier(Key<Claim>, Standing),
    /// What stands in place of a refuted claim.
    Instead(Key<Claim>),
    /// What a claim is taken to mean.
    Reading(Key<Claim>),
    /// A remark beside evidence, or a rationale.
    Note(Key<Claim>),
    /// The question that a brief answers: its title.
    Title(Key<Brief>),
    /// The answer of a brief.
    Summary(Key<Brief>),
    /// What a brief does not cover.
    Limitation(Key<Brief>),
    /// A text of an unknown.
    Unknown(Key<Unknown>),
    /// The caption of a table.
    Caption(Key<TableEntry>),
    /// The remark below a table.
    TableNote(Key<TableEntry>),
    /// The label of a figure.
    Label(Key<Figure>),
    /// The definition of a measure, or why it is distinct.
    Definition(Key<Measure>),
    /// What the publication says of itself.
    About,
    /// A heading of a template, by the template's number among the project's.
    Heading(usize),
    /// A paragraph or item of a template.
    Body(usize),
    /// A cell of a table in a template: its row and heading say what it leaves out.
    Cell(usize),
}

impl Setting {
    /// Returns the entry of the registry in whose text a passage stands, where it stands in one.
    pub(crate) fn entry(self) -> Option<(Readable, usize)> {
        Some(match self {
            Self::Statement(claim)
            | Self::Phrase(claim)
            | Self::Qualifier(claim, _)
            | Self::Instead(claim)
            | Self::Reading(claim)
            | Self::Note(claim) => (Readable::Claims, claim.index()),
            Self::Title(brief) | Self::Summary(brief) | Self::Limitation(brief) => (Readable::Briefs, brief.index()),
            Self::Unknown(unknown) => (Readable::Unknowns, unknown.index()),
            Self::Caption(table) | Self::TableNote(table) => (Readable::Tables, table.index()),
            Self::Label(figure) => (Readable::Figures, figure.index()),
            Self::Definition(measure) => (Readable::Measures, measure.index()),
            Self::About | Self::Heading(_) | Self::Body(_) | Self::Cell(_) => return None,
        })
    }

    /// Returns which of these it is, in one word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Statement(_) => "statement",
            Self::Phrase(_) => "phrase",
            Self::Qualifier(..) => "qualifier",
            Self::Instead(_) => "instead",
            Self::Reading(_) => "reading",
            Self::Note(_) => "note",
            Self::Title(_) => "title",
            Self::Summary(_) => "summary",
            Self::Limitation(_) => "limitation",
            Self::Unknown(_) => "unknown",
            Self::Caption(_) => "caption",
            Self::TableNote(_) => "table note",
            Self::Label(_) => "label",
            Self::Definition(_) => "definition",
            Self::About => "about",
            Self::Heading(_) => "heading",
            Self::Body(_) => "body",
            Self::Cell(_) => "cell",
        }
    }
}

/// What is printed by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A figure's value, or something of it.
    Figure(Key<Figure>, Facet),
    /// The period that a figure is of.
    Period(Key<Figure>),
    /// The period that the tested figure of a claim is of.
    PeriodOfValue(Key<Claim>),
    /// A claim or a part of it.
    Claim(Key<Claim>, Printed),
    /// A numbered reference to a source, or a part of it.
    Source(Key<Source>),
    /// A measure's name or definition.
    Measure(Key<Measure>),
    /// A party's name.
    Party(Key<Party>),
    /// An unknown.
    Unknown(Key<Unknown>),
    /// A table.
    Table(Key<TableEntry>),
    /// Anything else.
    Other,
}

/// What of a claim is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Printed {
    /// Its statement.
    Statement,
    /// The claim inside a sentence.
    Phrase,
    /// Its statement with who says it: attributed by itself.
    Sentence,
    /// How much it says.
    Quantity,
    /// Its tested figure, or something of it.
    Value(Facet),
    /// Its standing.
    Standing,
    /// Its speaker.
    Speaker,
    /// The speaker's words.
    Quote,
    /// References to its sources.
    Cite,
    /// Anything else of it.
    Other,
}

impl Reference {
    /// Returns what is printed of a figure.
    pub(super) fn of_figure(figure: Key<Figure>, facet: Facet) -> Self {
        if facet == Facet::Period { Self::Period(figure) } else { Self::Figure(figure, facet) }
    }

    /// Returns what is printed of the tested figure of a claim.
    pub(super) fn of_value(claim: Key<Claim>, facet: Facet) -> Self {
        if facet == Facet::Period { Self::PeriodOfValue(claim) } else { Self::Claim(claim, Printed::Value(facet)) }
    }
}

impl From<ClaimPart> for Printed {
    fn from(part: ClaimPart) -> Self {
        match part {
            ClaimPart::Statement => Self::Statement,
            ClaimPart::Phrase => Self::Phrase,
            ClaimPart::Quantity => Self::Quantity,
            ClaimPart::Value(facet) => Self::Value(facet),
            ClaimPart::Standing => Self::Standing,
        }
    }
}

impl<'a> Passage<'a> {
    /// Returns words that somebody said, as a passage of their own.
    pub(crate) fn of_quote(words: &'a str, place: RegistryPlace) -> Self {
        let written = Written::whole(Home::Place(Box::new(place)), words.len());
        Self { setting: Setting::About, text: words.into(), references: Box::default(), written, lead: None }
    }

    /// Returns where a part of the text was written.
    pub(crate) fn place(&self, span: Span) -> Place {
        self.written.place(span)
    }

    /// Returns the claim whose text this is.
    pub(crate) fn claim(&self) -> Option<Key<Claim>> {
        match self.setting {
            Setting::Statement(claim)
            | Setting::Phrase(claim)
            | Setting::Qualifier(claim, _)
            | Setting::Instead(claim)
            | Setting::Reading(claim)
            | Setting::Note(claim) => Some(claim),
            _ => None,
        }
    }

    /// Returns whether it says what is not known, or what a word means: it asserts nothing of the world.
    pub(crate) fn asserts_nothing(&self) -> bool {
        matches!(
            self.setting,
            Setting::Unknown(_) | Setting::Definition(_) | Setting::Title(_) | Setting::Limitation(_) | Setting::About
        )
    }
}

/// Returns every passage of the registry and of the project's templates, in order.
pub(crate) fn all<'a>(model: &'a Model, templates: &Templates) -> Vec<Passage<'a>> {
    let mut passages = registry::passages(model);
    for (number, (name, sheet)) in templates.own().enumerate() {
        template::passages(model, number, name, sheet, &mut passages);
    }
    passages.shrink_to_fit();
    passages
}
