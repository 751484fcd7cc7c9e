//! Pages made safe to hand on: what a project's own HTML templates print is looked at, and every page carries a policy that
//! holds a browser to what stands in it: its own style, pictures beside it, and nothing else.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::code::template as code;
use crate::diagnostic::{Problem, Problems};
use crate::digest::Digest;
use crate::model::{Brief, Key};
use crate::render::markup::{self, Inspection, MarkupFault, MarkupKind, UnsafeMarkup};
use crate::render::{Content, Page};
use crate::template::problem::page_style;
use crate::template::{Templates, templates};
use crate::text::{Place, Span};

/// What every policy begins with.
const BEGINS: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ";

/// What every policy ends with: pictures of the same site are let through for the sign of a browser's tab.
const ENDS: &str = "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'\">\n";

/// Which styles a page lets through.
#[derive(Debug, Clone, Copy)]
enum Styles<'a> {
    /// Those of its `<style>` elements, each by its digest.
    Elements(&'a [&'a str]),
    /// All: a style of one element has no place for a digest.
    All,
}

/// Returns a page with its policy, `head` being where the first element in its head can stand: only what stands behind a policy
/// is held to it.
fn guarded(page: &str, head: usize, styles: Styles<'_>) -> String {
    let allowed = match styles {
        Styles::All => "style-src 'unsafe-inline'; ".to_owned(),
        Styles::Elements([]) => String::new(),
        Styles::Elements(styles) => {
            let digests = styles.iter().map(|style| format!(" 'sha256-{}'", Digest::of(style.as_bytes()).to_base64()));
            format!("style-src{}; ", digests.collect::<String>())
        }
    };
    let head = head + usize::from(page[head..].starts_with('\n'));
    [&page[..head], BEGINS, &allowed, ENDS, &page[head..]].concat()
}

/// Returns a page of the built-in templates with its policy.
fn guarded_built_in(page: &str) -> String {
    let head = page.find("<head>").map_or(0, |at| at + "<head>".len());
    let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map(|(style, _)| style);
    guarded(page, head, Styles::Elements(style.as_slice()))
}

/// Returns a page without the policy that the tool gave it, for whoever serves it with another in its place.
pub(crate) fn unguarded(page: &[u8]) -> Cow<'_, [u8]> {
    let begins = page.windows(BEGINS.len()).position(|bytes| bytes == BEGINS.as_bytes());
    let rest = begins.map(|at| (at, &page[at..]));
    let found = rest.and_then(|(at, rest)| Some((at, at + rest.windows(2).position(|bytes| bytes == b">\n")? + 2)));
    match found {
        Some((start, end)) => Cow::Owned([&page[..start], &page[end..]].concat()),
        None => Cow::Borrowed(page),
    }
}

/// Returns the problem of something in a page that one of the project's own HTML templates prints and no page may hold.
pub(super) fn in_page(place: Place, fault: &MarkupFault) -> Problem {
    const TRUST: &str =
        "take it out; or, where the templates are your own work, say `trusted_templates: true` under `publication`";
    const RUNS: &str =
        "it could run a script, or do something that nobody asked for, in the browser of whoever reads the page";
    match fault {
        MarkupFault::Element(name) => Problem::error(&code::RUNS, place, format!("a page may not hold the element `<{name}>`"))
            .note(RUNS)
            .help(TRUST),
        MarkupFault::Attribute(name) => {
            Problem::error(&code::RUNS, place, format!("a page may not hold the attribute `{name}`")).note(RUNS).help(TRUST)
        }
        MarkupFault::Address(name, value) => {
            Problem::error(&code::RUNS, place, format!("`{name}` leads to no page: `{}`", shortened(value)))
                .note("only `https:`, `http:`, `mailto:` and `tel:` lead to something that a reader can look at or call")
                .help("link to a page, or take the link out")
        }
        MarkupFault::Fetches(name, value) => {
            Problem::error(&code::FETCHES, place, format!("`{name}` would fetch `{}`", shortened(value)))
                .note("a page is one file: it fetches nothing, so that nobody learns who reads it and it looks the same in ten years")
                .help("put a small picture in the page itself (`src=\"data:image/png;base64,…\"`), and name what else is needed by a link")
        }
        MarkupFault::Style(fault, words) => page_style(place, *fault, words),
        MarkupFault::Hidden => Problem::error(&code::RUNS, place, "what stands here is read in more than one way")
            .note("browsers choose by what stands around it, and could find an element where others see words")
            .help("write `&lt;` for the sign itself; leave out conditional comments, `<![CDATA[` and `<?`"),
    }
}

fn shortened(words: &str) -> String {
    /// Enough to recognize it by.
    const SHOWN: usize = 60;
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// How much of what is found in all pages together is looked for in the templates: a page for each entry can hold it otherwise.
const MOST: usize = 200;

/// Whether somebody answers for the project's own HTML templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nobody: what they print is looked at.
    None,
    /// The project says that they are its own work.
    Declared,
}

/// Looks at pages as they are made.
#[derive(Clone, Copy)]
pub(super) struct Guard<'t> {
    templates: &'t Templates,
    trust: Trust,
    /// Whether the project has HTML templates of its own.
    has_own: bool,
}

impl<'t> Guard<'t> {
    /// Returns what looks at pages of these templates.
    pub(super) fn of(templates: &'t Templates, trust: Trust) -> Self {
        Self { templates, trust, has_own: templates.own_markup().next().is_some() }
    }

    /// Returns a page with its policy and with what was found in it, packed where nobody reads it again before it is written. Where
    /// templates are trusted a page is left as they print it.
    pub(super) fn guarded(self, mut page: Page) -> Page {
        let is_left = self.has_own && self.trust == Trust::Declared;
        if !is_left && let Some(kind) = kind(&page) {
            inspect(&mut page, kind, self.has_own);
        }
        let content = if page.facts.is_none() { page.content.packed() } else { page.content };
        Page { content, ..page }
    }

    /// Tells what was found in pages. Returns which briefs have pages in which something was.
    pub(super) fn tell(self, pages: &[Page], problems: &mut Problems) -> BTreeSet<Key<Brief>> {
        let mut in_briefs = BTreeSet::new();
        // One mistake in a template stands in every page that it prints.
        let (mut told, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for page in pages {
            in_briefs.extend(page.brief.filter(|_| !page.found.is_empty()));
            for found in &page.found {
                if seen.len() >= MOST || !seen.insert((found.fault.clone(), found.written.clone())) {
                    continue;
                }
                let place = place(self.templates, page, found);
                if told.insert((place.clone(), found.fault.name().to_owned())) {
                    problems.push(in_page(place, &found.fault));
                }
            }
        }
        in_briefs
    }
}

/// Gives a page its policy, and notes what was found in it; `has_own` is whether the project has HTML templates of its own.
fn inspect(page: &mut Page, kind: MarkupKind, has_own: bool) {
    let Some(text) = page.content.text() else { return };
    let inspection = if has_own { markup::inspect(text, kind) } else { Inspection::default() };
    let guarded = (kind == MarkupKind::Page).then(|| {
        let styles: Vec<&str> = inspection.styles.iter().map(String::as_str).collect();
        match (has_own, inspection.styled) {
            (false, _) => guarded_built_in(text),
            (true, true) => guarded(text, inspection.head, Styles::All),
            (true, false) => guarded(text, inspection.head, Styles::Elements(&styles)),
        }
    });
    if let Some(guarded) = guarded {
        page.content = Content::of(guarded.into_bytes());
    }
    page.found = inspection.found;
}

/// Returns how a browser reads a page; nothing where it is none.
fn kind(page: &Page) -> Option<MarkupKind> {
    match page.path.as_str().rsplit_once('.')?.1 {
        "html" => Some(MarkupKind::Page),
        // A sitemap is no template's.
        "xml" if page.path.as_str().contains("/sitemap") => None,
        "xml" => Some(MarkupKind::Feed),
        _ => None,
    }
}

/// Returns where a template writes what was found: the longest beginning of it that stands in one of the project's own.
fn place(templates: &Templates, page: &Page, found: &UnsafeMarkup) -> Place {
    let written = &found.written;
    let mut best: Option<(&str, Span)> = None;
    for (name, template) in templates.own_markup() {
        let text = template.text.as_str();
        let begins = written.get(..found.least).filter(|begins| !begins.trim().is_empty());
        for (at, _) in begins.into_iter().flat_map(|begins| text.match_indices(begins)) {
            let same = text[at..].chars().zip(written.chars()).take_while(|(a, b)| a == b);
            let length = same.map(|(c, _)| c.len_utf8()).sum::<usize>();
            if best.is_none_or(|(_, span)| span.range().len() < length) {
                best = Some((name, Span::new(at, at + length)));
            }
        }
    }
    if let Some((name, span)) = best {
        return templates.place(name, Some(span));
    }
    // What is put together from pieces stands nowhere as a whole.
    let layouts: &[&str] =
        if page.brief.is_some() { &[templates::SHELL] } else { &["knowns/around.html", templates::FEED] };
    let own = |name: &&str| templates.own_markup().any(|(own, _)| own == *name);
    let layout = layouts.iter().copied().find(own).or_else(|| templates.own_markup().next().map(|(name, _)| name));
    layout.map_or(Place::Project, |name| templates.place(name, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<style>\na{b:c}\n</style>\n</head>\n";

    #[test]
    fn a_page_is_held_to_its_own_style_and_nothing_else() {
        let page = guarded_built_in(PAGE);
        // printf '\na{b:c}\n' | openssl dgst -sha256 -binary | base64
        let style = "style-src 'sha256-yhdDjw4Ibjym9dTBSSLR92kpS9/vaFlJjW+CoFxg71M='; ";
        assert!(page.contains(&format!("<head>\n{BEGINS}{style}{ENDS}<meta charset")), "{page}");
        assert_eq!(unguarded(page.as_bytes()), PAGE.as_bytes());
        assert_eq!(unguarded(PAGE.as_bytes()), PAGE.as_bytes());
    }

    #[test]
    fn a_style_of_one_element_is_let_through_as_it_stands() {
        let page = guarded("<p style=\"a:b\">", 0, Styles::All);
        assert!(page.starts_with(&format!("{BEGINS}style-src 'unsafe-inline'; ")), "{page}");
        assert!(guarded("<p>", 0, Styles::Elements(&[])).starts_with(&format!("{BEGINS}img-src")));
    }
}
