//! A published brief laid out for paper: its page in Markdown becomes a document in the language of Typst, from which tagged PDF is
//! made. It starts from what was published, and not from the registry, for the page of a brief that was withdrawn or that
//! waits for somebody's approval cannot be made again.

mod words;
mod writer;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pulldown_cmark::{Event, Parser, Tag};
use serde_json::Value;

use crate::language::{Language, Part, parts};
use crate::markdown::OPTIONS;
use crate::number::Date;
use words::{string, text};
use writer::Writer;

/// The layout, which every document begins with.
const LAYOUT: &str = include_str!("brief.typ");

/// What the data of a published brief say of the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Imprint {
    language: Language,
    question: String,
    publication: String,
    authors: Vec<String>,
    /// Where the pages stand.
    address: Option<String>,
    /// Which edition it is, in words.
    edition: String,
    /// That it is withdrawn or in doubt, in words.
    warning: Option<String>,
    is_draft: bool,
    /// The day of its edition or, of what has none, the day as of which the publication speaks.
    date: Date,
}

impl Imprint {
    /// Returns what `<brief>.json` says; none where it is not what this tool writes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let brief: Value = serde_json::from_slice(bytes).ok()?;
        let words = |at: &Value| at.as_str().map(str::to_owned);
        let (edition, publication) = (&brief["edition"], &brief["publication"]);
        let is_draft = edition["status"] == "draft";
        let accepted = edition["date"].as_str().filter(|_| !is_draft);
        let date = accepted.or_else(|| brief["as_of"].as_str())?;
        let authors =
            publication["authors"].as_array().into_iter().flatten().filter_map(|author| words(&author["name"]));
        Some(Self {
            language: Language::parse(brief["language"].as_str()?).ok()?,
            question: words(&brief["question"])?,
            publication: words(&publication["title"])?,
            authors: authors.collect(),
            address: words(&publication["url"]),
            edition: words(&edition["words"])?,
            warning: words(&edition["withdrawn"]).or_else(|| words(&edition["concern"])),
            is_draft,
            date: Date::parse(date).ok()?,
        })
    }

    /// Returns its day.
    pub(crate) fn date(&self) -> Date {
        self.date
    }

    /// Returns the whole address of a page beside the brief's own, where the pages stand on the web.
    pub(crate) fn address_of(&self, page: &str) -> Option<String> {
        self.address.as_ref().map(|address| format!("{address}{page}"))
    }
}

/// What is printed of a brief.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper<'p> {
    /// The brief, by its id.
    pub(crate) id: &'p str,
    /// What its data say of it.
    pub(crate) imprint: &'p Imprint,
    /// Its page in Markdown.
    pub(crate) page: &'p str,
    /// The page of its evidence, where that is printed too.
    pub(crate) evidence: Option<&'p str>,
    /// The files of its pictures, by the address that the pages name.
    pub(crate) pictures: &'p BTreeSet<String>,
}

/// Returns the addresses of the pictures in a page.
pub(crate) fn pictures(page: &str) -> impl Iterator<Item = String> {
    Parser::new_ext(page, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    })
}

/// Returns a brief as a document of Typst.
pub(crate) fn typst(paper: &Paper<'_>) -> String {
    let Imprint { language, question, publication, authors, edition, warning, is_draft, date, .. } = paper.imprint;
    let labels = language.text();
    let mut out = format!("{LAYOUT}\n#show: brief.with(\n");
    let mut value = |name: &str, write: &dyn Fn(&mut String)| {
        let _ = write!(out, "  {name}: ");
        write(&mut out);
        out.push_str(",\n");
    };
    let (tag, region) =
        language.tag().split_once('-').map_or((language.tag(), None), |(tag, region)| (tag, Some(region)));
    let head = warning.clone().or_else(|| is_draft.then(|| edition.clone()));
    let watermark = is_draft.then(|| labels.editions.watermark.clone());
    value("title", &|out| string(question, out));
    value("authors", &|out| list(authors, out));
    value("publication", &|out| string(publication, out));
    value("language", &|out| string(tag, out));
    value("region", &|out| optional(region, out));
    // The size of paper that is usual where the language is written.
    value("paper", &|out| string(if region == Some("US") { "us-letter" } else { "a4" }, out));
    value("foot", &|out| string(&format!("{}: {edition}", labels.pages.edition), out));
    value("head", &|out| optional(head.as_deref(), out));
    value("watermark", &|out| optional(watermark.as_deref(), out));
    value("date", &|out| {
        let _ = write!(out, "datetime(year: {}, month: {}, day: {})", date.year(), date.month(), date.day());
    });
    out.push_str(")\n\n");
    let caption = match parts(&labels.pages.caption).next() {
        Some(Part::Words(before)) => before.to_owned(),
        _ => String::new(),
    };
    let brief = Writer::new(paper, "a", &caption, paper.page);
    let evidence = paper.evidence.map(|evidence| Writer::new(paper, "b", &caption, evidence));
    let headings = [Some(&brief), evidence.as_ref()].map(|page| page.map(Writer::headings).unwrap_or_default());
    brief.write(&headings, &mut out);
    if let Some(evidence) = evidence {
        out.push_str("\n#annex[\n");
        evidence.write(&headings, &mut out);
        out.push_str("]\n");
    }
    out
}

fn optional(words: Option<&str>, out: &mut String) {
    match words {
        Some(words) => string(words, out),
        None => out.push_str("none"),
    }
}

/// Writes a list of words; the comma behind each keeps one alone from being no list.
fn list(all: &[String], out: &mut String) {
    out.push('(');
    for words in all {
        string(words, out);
        out.push_str(", ");
    }
    out.push(')');
}

#[cfg(test)]
mod tests;
