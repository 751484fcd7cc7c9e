//! What templates can name: the kinds of objects, their parts, and the words of the language that built-in templates print. The
//! page on templates and the check of names read the same lists.

use crate::language::Labels;
use crate::model::{Claim, Dataset, Figure, Key, Measure, NUMBER_PARTS, Party, Source, TableEntry, Unknown};
use crate::view::Half;
use crate::vocabulary::{EntryKind, Standing};

/// The standings that a template can ask for.
pub(crate) const STANDINGS: [Standing; 9] = Standing::ALL;

/// Returns the name of the test that asks for a standing: `self_reported`.
pub(crate) fn test_name(word: &str) -> String {
    word.replace('-', "_")
}

/// Returns whether templates can ask this.
pub(crate) fn is_test(name: &str) -> bool {
    matches!(name, "provisional" | "revised") || STANDINGS.iter().any(|standing| test_name(standing.word()) == name)
}

/// Something a template can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    /// The brief.
    Brief,
    /// Who publishes.
    Publication,
    /// The row for which the brief is made.
    Row,
    /// The words of the language.
    Words,
    /// The beginning and end of the panel.
    Panel,
    /// A section.
    Section(TemplateSection),
    /// A figure.
    Figure(Key<Figure>),
    /// A claim.
    Claim(Key<Claim>),
    /// The tested figure of a claim.
    Value(Key<Claim>),
    /// A source.
    Source(Key<Source>),
    /// A measure.
    Measure(Key<Measure>),
    /// A party.
    Party(Key<Party>),
    /// An unknown.
    Unknown(Key<Unknown>),
    /// A table.
    Table(Key<TableEntry>),
    /// A dataset.
    Dataset(Key<Dataset>),
    /// A reading of a claim, by its index.
    Reading(Key<Claim>, usize),
    /// A group of the panel: of which part, whether it is to be unfolded, and which of these.
    Group(Half, bool, usize),
}

/// A section of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TemplateSection {
    Figures,
    Claims,
    Sources,
    Measures,
    Parties,
    Unknowns,
    Tables,
    Charts,
    Datasets,
}

impl TemplateSection {
    /// Returns the kind of its entries, where they can be made for rows.
    pub(crate) fn entries(self) -> Option<EntryKind> {
        match self {
            Self::Figures => Some(EntryKind::Figure),
            Self::Claims => Some(EntryKind::Claim),
            Self::Unknowns => Some(EntryKind::Unknown),
            Self::Tables => Some(EntryKind::Table),
            Self::Charts => Some(EntryKind::Chart),
            Self::Sources | Self::Measures | Self::Parties | Self::Datasets => None,
        }
    }

    /// Every section with its name and the parts that its entries have.
    pub(crate) const ALL: [(Self, &'static str, &'static [&'static str]); 9] = [
        (Self::Figures, "figures", FIGURE_PARTS),
        (Self::Claims, "claims", CLAIM_PARTS),
        (Self::Sources, "sources", &["id", "title", "publisher", "reference", "seen"]),
        (Self::Measures, "measures", &["id", "label", "definition", "kept_by"]),
        (Self::Parties, "parties", &["id", "name", "kind"]),
        (
            Self::Unknowns,
            "unknowns",
            &["id", "question", "reason", "because", "would_resolve", "holder", "asked", "next_check"],
        ),
        (Self::Tables, "tables", &["id", "caption"]),
        (Self::Charts, "charts", &["id", "caption"]),
        (Self::Datasets, "datasets", &["id", "title", "vintage", "cite", "file"]),
    ];
}

/// What is told of a figure, and what its number may have.
const FIGURE_PARTS: &[&str] = &{
    const OWN: [&str; 4] = ["id", "label", "measure", "cite"];
    let mut all = [""; OWN.len() + NUMBER_PARTS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < OWN.len() { OWN[at] } else { NUMBER_PARTS[at - OWN.len()] };
        at += 1;
    }
    all
};

const CLAIM_PARTS: &[&str] = &[
    "id",
    "statement",
    "phrase",
    "sentence",
    "quantity",
    "value",
    "period",
    "standing",
    "qualifier",
    "reason",
    "instead",
    "reading",
    "readings",
    "said",
    "speaker",
    "quote",
    "translation",
    "places",
    "reviewed",
    "cite",
    "measure",
    "verdict",
    "evidence",
    "replies",
];
pub(crate) const BRIEF_PARTS: &[&str] = &[
    "id",
    "question",
    "answer",
    "summary",
    "standing",
    "claims",
    "unknowns",
    "tables",
    "charts",
    "known",
    "claimed",
    "unknown",
    "not_rated",
    "lead_in",
    "known_first",
    "known_more",
    "known_rest",
    "claimed_first",
    "claimed_more",
    "claimed_rest",
    "unknown_first",
    "unknown_more",
    "unknown_rest",
    "evidence",
    "unprinted_tables",
    "data_date",
    "counts",
    "byline",
    "limitations",
    "topics",
    "definitions",
    "numbers",
    "read",
    "references",
    "edition",
    "notice",
    "changes",
    "history",
    "cite_as",
    "decided",
    "would_change",
];
pub(crate) const PUBLICATION_PARTS: &[&str] = &[
    "title",
    "publisher",
    "as_of",
    "authors",
    "licence",
    "contact",
    "method",
    "corrections",
    "funding",
    "conflicts",
    "language",
];

/// Lists the words that templates can print.
macro_rules! named {
    ($($name:literal => $($field:ident).+,)*) => {
        /// The names, for "did you mean".
        pub(crate) const WORDS: &[&str] = &[$($name),*];

        /// Returns all of these words.
        pub(crate) fn all_words(labels: &Labels) -> Vec<&str> {
            vec![$(labels.$($field).+.as_str()),*]
        }

        /// Returns the words of this name.
        pub(crate) fn word<'l>(labels: &'l Labels, name: &str) -> Option<&'l str> {
            match name {
                $($name => Some(&labels.$($field).+),)*
                _ => None,
            }
        }
    };
}

named! {
    "answer" => headings.answer,
    "known_and_unknown" => headings.known_and_unknown,
    "known" => headings.known,
    "claimed" => headings.claimed,
    "unknown" => headings.unknown,
    "numbers" => headings.numbers,
    "standing" => headings.standing,
    "read" => headings.read,
    "counts" => headings.counts,
    "also_said" => headings.also_said,
    "sources" => headings.sources,
    "limitations" => headings.limitations,
    "method" => headings.method,
    "would_change" => headings.would_change,
    "evidence" => headings.evidence,
    "questions" => headings.questions,
    "claimed_means" => panel.claimed_means,
    "unknown_means" => panel.unknown_means,
    "what_evidence_holds" => panel.evidence,
    "back_to_the_brief" => panel.brief,
    "about" => headings.about,
    "corrections" => headings.corrections,
    "licence" => headings.licence,
    "cite" => headings.cite,
    "reproduce" => headings.reproduce,
    "tables" => pages.tables,
    "what_known_means" => phrases.what_known_means,
    "what_claimed_means" => phrases.what_claimed_means,
    "what_unknown_means" => phrases.what_unknown_means,
    "what_also_said_means" => phrases.what_also_said_means,
    "what_is_proved" => phrases.what_is_proved,
    "nothing_known" => phrases.nothing_known,
    "nothing_claimed" => phrases.nothing_claimed,
    "nothing_unknown" => phrases.nothing_unknown,
    "how_to_reproduce" => pages.reproduce,
    "standing_of_answer" => fields.standing,
    "read_as" => fields.reading,
    "said_by" => fields.said_by,
    "reviewed" => fields.reviewed,
    "why" => fields.why,
    "verdict" => fields.verdict,
    "would_settle" => fields.would_settle,
    "holder" => fields.holder,
    "asked" => fields.asked,
    "next_check" => fields.next_check,
    "as_of" => fields.as_of,
    "data" => fields.data,
    "edition" => fields.edition,
    "by" => fields.by,
    "publisher" => fields.publisher,
    "funding" => fields.funding,
    "conflicts" => fields.conflicts,
    "contact" => fields.contact,
    "topics" => fields.topics,
    "reply" => fields.reply,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_on_templates_names_everything_that_can_be_printed() {
        let page = include_str!("../../../docs/templates.md");
        let row = |name: &str| page.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap();
        let sections = TemplateSection::ALL.into_iter().map(|(_, name, parts)| (name, parts));
        for (name, parts) in sections.chain([("brief", BRIEF_PARTS), ("publication", PUBLICATION_PARTS)]) {
            let named: Vec<&str> = row(name).split('`').skip(3).step_by(2).collect();
            assert_eq!(named, parts, "{name}");
        }
        for standing in STANDINGS {
            let test = format!("`is {}`", test_name(standing.word()));
            assert!(page.contains(&test), "{test}");
        }
        for test in ["`is provisional`", "`is revised`"] {
            assert!(page.contains(test), "{test}");
        }
    }
}
