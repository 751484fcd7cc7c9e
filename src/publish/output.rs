//! Where pages go: `reports/` holds what is accepted, `drafts/` what a build makes before somebody has accepted it.

use super::lock::OWN;

/// A folder that pages are written to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// What is accepted, for readers.
    #[default]
    Reports,
    /// What is not accepted yet, for the author alone: git does not see it.
    Drafts,
}

impl Output {
    /// Returns the folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Drafts => "drafts",
        }
    }

    /// Returns where its manifest stands.
    pub fn manifest_file(self) -> &'static str {
        match self {
            Self::Reports => "reports/manifest.json",
            Self::Drafts => "drafts/manifest.json",
        }
    }

    /// Returns the file that keeps the folder out of git, where it is to be kept out.
    pub(super) fn ignore_file(self) -> Option<&'static str> {
        match self {
            Self::Reports => None,
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
            }
        )
    }
}
