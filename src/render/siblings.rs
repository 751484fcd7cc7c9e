//! What leads from a page to the same page in other languages: links in its head for machines (`hreflang`), and a line for readers.
//!
//! They are put into the page once its templates are printed, so that no template can lose them; a publication in one language has
//! none.

use std::fmt::Write as _;

use crate::language::Language;
use crate::markdown::{Layer, siblings};
use crate::render::html;
use crate::text::Id;
use crate::view::{EditionView, Views};

/// The same page in another language, or in its own.
pub(super) struct Alternate {
    language: Language,
    /// Its file, named from the folder of the briefs.
    file: String,
}

/// Returns the page of a brief in every language in which it stands, its own among them; nothing where it stands in one.
pub(super) fn of_brief(views: &Views, brief: &Id, edition: &EditionView, layer: Layer) -> Vec<Alternate> {
    if edition.siblings.is_empty() {
        return Vec::new();
    }
    let languages = &views.model.publication.languages;
    let file = |brief: &str| match layer {
        Layer::Brief => format!("{brief}.html"),
        Layer::Evidence => format!("{brief}.evidence.html"),
    };
    let own = Alternate { language: languages.own(), file: file(brief.as_str()) };
    let others = edition.siblings.iter().map(|sibling| Alternate { language: sibling.of, file: file(&sibling.brief) });
    in_order(views, std::iter::once(own).chain(others).collect())
}

/// Returns a page around the briefs in each of some languages.
pub(super) fn around(views: &Views, stem: &str, languages: &[Language]) -> Vec<Alternate> {
    let all = &views.model.publication.languages;
    let file = |language: &Language| Alternate { language: *language, file: all.file_in(*language, stem, "html") };
    if languages.len() < 2 { Vec::new() } else { languages.iter().map(file).collect() }
}

fn in_order(views: &Views, mut pages: Vec<Alternate>) -> Vec<Alternate> {
    let all = views.model.publication.languages.all();
    pages.sort_by_key(|page| all.iter().position(|language| *language == page.language));
    pages
}

/// Puts links to a page in every language into its head: whole addresses where it is known at which they stand.
pub(super) fn into_head(page: String, views: &Views, root: &str, pages: &[Alternate], is_draft: bool) -> String {
    let Some(at) = page.find("</head>").filter(|_| !pages.is_empty()) else { return page };
    let publication = &views.model.publication;
    let mut links = String::new();
    let mut link = |tag: &str, file: &str| {
        let whole = publication.address_of(file).filter(|_| !is_draft);
        let _ = write!(links, "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"");
        html::escape(&whole.unwrap_or_else(|| format!("{root}{file}")), &mut links);
        links.push_str("\">\n");
    };
    for Alternate { language, file } in pages {
        link(language.tag(), file);
    }
    if let Some(main) = pages.iter().find(|page| page.language == publication.languages.main()) {
        link("x-default", &main.file);
    }
    let mut out = page;
    out.insert_str(at, &links);
    out
}

/// Puts the link to the feed of a language other than the main one into the head of a page: the templates know that of the main one.
pub(super) fn with_feed(page: String, views: &Views, root: &str, has_feed: bool) -> String {
    let languages = &views.model.publication.languages;
    let Some(at) = page.find("</head>").filter(|_| has_feed && !languages.is_main()) else { return page };
    let mut link = String::from("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
    html::escape(&views.model.publication.title, &mut link);
    let _ = writeln!(link, "\" href=\"{root}{}\">", languages.file("feed", "xml"));
    let mut out = page;
    out.insert_str(at, &link);
    out
}

/// Puts links to the other languages of a page around the briefs below its title line, for readers.
pub(super) fn into_header(page: String, views: &Views, root: &str, pages: &[Alternate]) -> String {
    let Some(at) = page.find("</header>").filter(|_| !pages.is_empty()) else { return page };
    let own = views.model.publication.languages.own();
    let mut nav = String::from("<nav class=\"way\"><ul>\n");
    for Alternate { language, file } in pages.iter().filter(|page| page.language != own) {
        nav.push_str("<li><a href=\"");
        html::escape(&format!("{root}{file}"), &mut nav);
        let tag = language.tag();
        let _ = write!(nav, "\"{}>", siblings::attributes(tag));
        html::escape(&language.text().pages.in_this_language, &mut nav);
        nav.push_str("</a></li>\n");
    }
    nav.push_str("</ul></nav>\n");
    let mut out = page;
    out.insert_str(at, &nav);
    out
}
