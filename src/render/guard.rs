//! Pages made safe to hand on: what a project's own HTML templates print is looked at, and every page carries a policy that holds a
//! browser to what stands in it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::Problems;
use crate::text::{Place, Span};

use crate::render::markup::{self, MarkupKind, UnsafeMarkup};
use crate::render::policy::{self, Styles};
use crate::render::{Page, page_problem};
use crate::template::{Templates, templates};

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

/// Looks at every page and gives it its policy. Where templates are trusted a page is left as they print it.
pub(super) fn guard(pages: &mut [Page], templates: &Templates, trust: Trust, problems: &mut Problems) {
    let has_own = templates.own_markup().next().is_some();
    if has_own && trust == Trust::Declared {
        return;
    }
    let found: Vec<Vec<UnsafeMarkup>> = pages
        .par_iter_mut()
        .map(|page| {
            let Some(kind) = kind(page) else { return Vec::new() };
            let Ok(text) = std::str::from_utf8(&page.bytes) else { return Vec::new() };
            if !has_own {
                if kind == MarkupKind::Page {
                    page.bytes = policy::guarded_built_in(text).into_bytes();
                }
                return Vec::new();
            }
            let inspection = markup::inspect(text, kind);
            if kind == MarkupKind::Page {
                let styles: Vec<&str> = inspection.styles.iter().map(String::as_str).collect();
                let styles = if inspection.styled { Styles::All } else { Styles::Elements(&styles) };
                page.bytes = policy::guarded(text, inspection.head, styles).into_bytes();
            }
            inspection.found
        })
        .collect();
    // One mistake in a template stands in every page that it prints.
    let (mut told, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for (page, found) in pages.iter().zip(found) {
        for found in found {
            if seen.len() >= MOST || !seen.insert((found.fault.clone(), found.written.clone())) {
                continue;
            }
            let place = place(templates, page, &found);
            if told.insert((place.clone(), found.fault.name().to_owned())) {
                problems.push(page_problem::in_page(place, &found.fault));
            }
        }
    }
}

/// Returns how a browser reads a page; nothing where it is none.
fn kind(page: &Page) -> Option<MarkupKind> {
    match page.path.as_str().rsplit_once('.')?.1 {
        "html" => Some(MarkupKind::Page),
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
