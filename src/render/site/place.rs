//! The pages around the briefs by name, and the folders they stand in: one beside the briefs, one below.

use std::collections::BTreeMap;

use crate::render::html::escape;
use crate::template::value::{Value, markdown};
use crate::view::Views;

use crate::render::site::pagination::EntryPage;

/// The folder from which links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    /// Beside the briefs.
    Reports,
    /// The folder of the registry.
    Registry,
}

impl Folder {
    /// Returns the way to the folder of the briefs.
    pub(super) fn root(self) -> &'static str {
        match self {
            Self::Reports => "",
            Self::Registry => "../",
        }
    }

    /// Returns the way to a file that is named from the folder of the briefs.
    pub(super) fn way_to(self, file: &str) -> String {
        match (self, file.strip_prefix("registry/")) {
            (Self::Registry, Some(beside)) => beside.to_owned(),
            _ => format!("{}{file}", self.root()),
        }
    }
}

/// A page as it stands in the way to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SitePage {
    Index,
    Questions,
    Registry(EntryPage),
    Method,
}

impl SitePage {
    pub(super) const ALL: [Self; 7] = [
        Self::Index,
        Self::Questions,
        Self::Registry(EntryPage::Claims),
        Self::Registry(EntryPage::Sources),
        Self::Registry(EntryPage::Parties),
        Self::Registry(EntryPage::Measures),
        Self::Method,
    ];

    /// Returns what it is called.
    pub(super) fn title(self, views: &Views) -> &'static str {
        let words = views.words();
        match self {
            Self::Index => &words.headings.briefs,
            Self::Questions => &words.around.open_questions,
            Self::Registry(EntryPage::Claims) => &words.around.claims,
            Self::Registry(EntryPage::Sources) => &words.headings.sources,
            Self::Registry(EntryPage::Parties) => &words.around.parties,
            Self::Registry(EntryPage::Measures) => &words.around.measures,
            Self::Method => &words.headings.method,
        }
    }

    /// Returns the folder the page stands in.
    pub(super) fn folder(self) -> Folder {
        if matches!(self, Self::Registry(_)) { Folder::Registry } else { Folder::Reports }
    }

    /// Returns its address from the folder of the briefs.
    pub(super) fn file(self) -> String {
        match self {
            Self::Index => "index.html".to_owned(),
            Self::Questions => "open-questions.html".to_owned(),
            Self::Registry(kind) => format!("registry/{}", kind.file(1)),
            Self::Method => "method.html".to_owned(),
        }
    }
}

/// Returns the way from one of these pages, or from a brief, to all of them.
pub(crate) fn way(views: &Views, from: Option<SitePage>) -> Value {
    let folder = from.map_or(Folder::Reports, SitePage::folder);
    let way = SitePage::ALL.map(|place| {
        Value::from(BTreeMap::from([
            ("href", address(&folder.way_to(&place.file()))),
            ("words", Value::from(place.title(views))),
            ("current", Value::from(Some(place) == from)),
        ]))
    });
    way.into_iter().collect()
}

/// Returns an address as it stands in HTML.
pub(crate) fn address(href: &str) -> Value {
    let mut out = String::with_capacity(href.len());
    escape(href, &mut out);
    markdown(out)
}
