//! The sitemap (sitemaps.org): each page that a reader can be sent to, with the day on which it last changed.
//!
//! It is made where a publication says at which address its pages stand, for it holds whole addresses alone. A day is that of an
//! edition or the day to which the briefs speak, never that of a clock; drafts and fragments for other sites are in none.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::language::{Language, Languages};
use crate::markdown::{Layer, layout};
use crate::model::Publication;
use crate::render::{Page, html};
use crate::view::{BriefView, EditionStatus, EditionView, Views};
use crate::world::ProjectPath;

/// How many addresses one file may hold.
const MOST: usize = 50_000;

/// A page that a reader can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Listed {
    /// Its file.
    file: String,
    /// The day on which it last changed.
    day: Option<String>,
}

/// What a sitemap is made of: the pages in one language.
#[derive(Debug, Clone, Default)]
pub struct Sitemap {
    pages: Vec<Listed>,
    newest: Option<String>,
    is_draft: bool,
}

/// Returns the pages in one language, with the day of the newest.
pub(super) fn of(views: &Views, (documents, editions): (&[BriefView], &[EditionView]), pages: &[Page]) -> Sitemap {
    let publication = &views.model.publication;
    if publication.url.is_none() {
        return Sitemap::default();
    }
    let as_of = publication.as_of.map(|day| day.to_string());
    let of_edition = |edition: &EditionView| match edition.status {
        EditionStatus::Held => edition.last().map(|last| last.date.clone()),
        _ => edition.date.clone().or_else(|| as_of.clone()),
    };
    let newest = editions.iter().filter_map(of_edition).max().or_else(|| as_of.clone());
    let shown = pages.iter().filter_map(|page| {
        let file = page.path.as_str().strip_prefix("reports/")?;
        let is_shown = file.rsplit_once('.').is_some_and(|(_, form)| form == "html") && !file.starts_with("embed/");
        let day = match page.brief {
            Some(brief) => editions.get(brief.index()).and_then(of_edition),
            None => newest.clone(),
        };
        is_shown.then(|| Listed { file: file.to_owned(), day })
    });
    // What waits for an edition stands as it was last accepted.
    let held = documents.iter().zip(editions).filter(|(_, edition)| edition.status == EditionStatus::Held);
    let held = held.flat_map(|(document, edition)| {
        Layer::ALL.map(|layer| {
            let file = format!("{}.html", layout::page_file(&document.id, layer));
            Listed { file, day: of_edition(edition) }
        })
    });
    let is_draft = editions.iter().any(|edition| edition.status == EditionStatus::Draft);
    Sitemap { pages: shown.chain(held).collect(), newest, is_draft }
}

/// Returns the sitemap of the pages in all languages; nothing where it is not known where they stand, or while a brief is a draft.
pub fn sitemap(publication: &Publication, of_languages: &[Sitemap]) -> Vec<Page> {
    if publication.url.is_none() || of_languages.iter().any(|one| one.is_draft) {
        return Vec::new();
    }
    let newest = of_languages.iter().filter_map(|one| one.newest.clone()).max();
    let mut all: Vec<Listed> = of_languages.iter().flat_map(|one| one.pages.iter().cloned()).collect();
    all.sort();
    let made = |name: &str, xml: String| {
        let path = ProjectPath::fixed("reports").join(name).expect("the name of a sitemap is a file name");
        Page::of_no_brief(path, xml.into_bytes())
    };
    let alternates = Alternates::of(publication, &all);
    let listed = |root: &str, each: &str, files: &[Listed]| listed(publication, root, each, files, &alternates);
    let parts: Vec<&[Listed]> = all.chunks(MOST).collect();
    if let [one] = parts[..] {
        return vec![made("sitemap.xml", listed("urlset", "url", one))];
    }
    let part_file = |part: usize| Listed { file: format!("sitemap-{part}.xml"), day: newest.clone() };
    let names: Vec<Listed> = (1..=parts.len()).map(part_file).collect();
    let each = names.iter().zip(&parts).map(|(name, part)| made(&name.file, listed("urlset", "url", part)));
    let mut files: Vec<Page> = each.collect();
    files.push(made("sitemap.xml", listed("sitemapindex", "sitemap", &names)));
    files
}

/// The pages that are one page in several languages, by their name in the main one.
struct Alternates<'a> {
    languages: &'a Languages,
    pages: BTreeMap<String, Vec<(Language, &'a str)>>,
}

impl<'a> Alternates<'a> {
    fn of(publication: &'a Publication, all: &'a [Listed]) -> Self {
        let mut alternates = Self { languages: &publication.languages, pages: BTreeMap::new() };
        if publication.languages.are_several() {
            for Listed { file, .. } in all {
                let (name, language) = alternates.name(file);
                alternates.pages.entry(name).or_default().push((language, file));
            }
        }
        for pages in alternates.pages.values_mut() {
            pages.sort_by_key(|(language, _)| publication.languages.all().iter().position(|known| known == language));
        }
        alternates
    }

    /// Returns what a page is called in the main language, and its language.
    fn name(&self, file: &str) -> (String, Language) {
        let stem = file.strip_suffix(".html").unwrap_or(file);
        let (stem, layer) = stem.strip_suffix(".evidence").map_or((stem, ""), |stem| (stem, ".evidence"));
        let (stem, language) = self.languages.split(stem);
        (format!("{stem}{layer}"), language)
    }

    /// Returns a page in every language, where it stands in several; further parts of a list hold other entries in each.
    fn of_page(&self, file: &str) -> &[(Language, &'a str)] {
        let (name, _) = self.name(file);
        let is_part = name.starts_with("registry/") && name.ends_with(|c: char| c.is_ascii_digit());
        let pages = self.pages.get(&name).filter(|pages| pages.len() > 1 && !is_part);
        pages.map_or(&[], Vec::as_slice)
    }
}

/// Returns addresses, each with its day, as XML.
fn listed(publication: &Publication, root: &str, each: &str, files: &[Listed], alternates: &Alternates<'_>) -> String {
    let address = |file: &str| publication.address_of(file).unwrap_or_default();
    let several = if alternates.pages.is_empty() { "" } else { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{several}>\n"
    );
    for Listed { file, day } in files {
        let _ = write!(xml, "<{each}><loc>");
        html::escape(&address(file), &mut xml);
        xml.push_str("</loc>");
        if let Some(day) = day {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        for (language, file) in alternates.of_page(file) {
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"", language.tag());
            html::escape(&address(file), &mut xml);
            xml.push_str("\"/>");
        }
        let _ = writeln!(xml, "</{each}>");
    }
    let _ = writeln!(xml, "</{root}>");
    xml
}
