//! Where pages go: `reports/` holds what is accepted, `drafts/` what a build makes before somebody has accepted it, `pdf/` what of
//! both was printed.

use super::lock::OWN;
use crate::edition::Editions;
use crate::world::ProjectPath;

/// The most bytes that are read of a page on disk: no page that the tool makes has nearly as many.
pub const LARGEST_PAGE: u64 = 256 << 20;

/// A folder that pages are written to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// What is accepted, for readers.
    #[default]
    Reports,
    /// What is not accepted yet, for the author alone: git does not see it.
    Drafts,
    /// What was printed of published pages and of drafts.
    Pdf,
}

impl Output {
    /// Every folder.
    pub(super) const ALL: [Self; 3] = [Self::Reports, Self::Drafts, Self::Pdf];

    /// Returns where pages go: to `drafts/` while something in them is not accepted.
    pub fn of(editions: Option<&Editions>) -> Self {
        let open = editions.filter(|editions| editions.locked);
        let is_open = open.is_some_and(|editions| editions.unaccepted().next().is_some());
        if is_open { Self::Drafts } else { Self::Reports }
    }

    /// Returns where a page goes that is made for a folder of its own.
    ///
    /// # Panics
    /// Never: what follows a folder in a path is a path.
    pub fn place(self, page: &ProjectPath) -> ProjectPath {
        let below = page.as_str().split_once('/').map_or(page.as_str(), |(_, below)| below);
        ProjectPath::fixed(self.folder()).join(below).expect("what follows a folder in a path is a path")
    }

    /// Returns the folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Drafts => "drafts",
            Self::Pdf => "pdf",
        }
    }

    /// Returns where its manifest stands.
    pub fn manifest_file(self) -> &'static str {
        match self {
            Self::Reports => "reports/manifest.json",
            Self::Drafts => "drafts/manifest.json",
            Self::Pdf => "pdf/manifest.json",
        }
    }

    /// Returns the file that keeps the folder out of git, where it is to be kept out.
    pub(super) fn ignore_file(self) -> Option<&'static str> {
        match self {
            Self::Reports | Self::Pdf => None,
            Self::Drafts => Some("drafts/.gitignore"),
        }
    }

    /// Returns where its files are staged: apart, for what a killed build left there tells the next one what it wrote.
    pub(super) fn staging(self) -> String {
        format!(
            "{OWN}/{}",
            match self {
                Self::Reports => "staging",
                Self::Drafts => "staging-drafts",
                Self::Pdf => "staging-pdf",
            }
        )
    }
}
