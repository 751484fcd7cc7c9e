//! The sitemap (sitemaps.org): each page that a reader can be sent to, with the day on which it last changed.
//!
//! It is made where a publication says at which address its pages stand, for it holds whole addresses alone. A day is that of an
//! edition or the day to which the briefs speak, never that of a clock; drafts and fragments for other sites are in none.

use std::fmt::Write as _;

use crate::markdown::{Layer, layout};
use crate::render::{Page, html};
use crate::view::{BriefView, EditionStatus, EditionView, Views};
use crate::world::ProjectPath;

/// How many addresses one file may hold.
const MOST: usize = 50_000;

/// Returns the sitemap of the pages; nothing where it is not known where they stand, or while a brief is a draft.
pub(super) fn pages(views: &Views, (documents, editions): (&[BriefView], &[EditionView]), pages: &[Page]) -> Vec<Page> {
    let publication = &views.model.publication;
    if publication.url.is_none() || editions.iter().any(|edition| edition.status == EditionStatus::Draft) {
        return Vec::new();
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
        is_shown.then(|| (file.to_owned(), day))
    });
    // What waits for an edition stands as it was last accepted.
    let held = documents.iter().zip(editions).filter(|(_, edition)| edition.status == EditionStatus::Held);
    let held = held.flat_map(|(document, edition)| {
        Layer::ALL.map(|layer| (format!("{}.html", layout::page_file(&document.id, layer)), of_edition(edition)))
    });
    let mut all: Vec<(String, Option<String>)> = shown.chain(held).collect();
    all.sort();
    let address = |file: &str| publication.address_of(file).unwrap_or_default();
    let made = |name: &str, xml: String| {
        let path = ProjectPath::fixed("reports").join(name).expect("the name of a sitemap is a file name");
        Page::of_no_brief(path, xml.into_bytes())
    };
    let parts: Vec<&[(String, Option<String>)]> = all.chunks(MOST).collect();
    if let [one] = parts[..] {
        return vec![made("sitemap.xml", listed("urlset", "url", one, address))];
    }
    let names: Vec<(String, Option<String>)> =
        (1..=parts.len()).map(|part| (format!("sitemap-{part}.xml"), newest.clone())).collect();
    let each = names.iter().zip(&parts).map(|((name, _), part)| made(name, listed("urlset", "url", part, address)));
    let mut files: Vec<Page> = each.collect();
    files.push(made("sitemap.xml", listed("sitemapindex", "sitemap", &names, address)));
    files
}

/// Returns addresses, each with its day, as XML.
fn listed(root: &str, each: &str, files: &[(String, Option<String>)], address: impl Fn(&str) -> String) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for (file, day) in files {
        let _ = write!(xml, "<{each}><loc>");
        html::escape(&address(file), &mut xml);
        xml.push_str("</loc>");
        if let Some(day) = day {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        let _ = writeln!(xml, "</{each}>");
    }
    let _ = writeln!(xml, "</{root}>");
    xml
}
