//! What is served at one moment: the last good pages, what is wrong since, and a stamp by which an open page knows its age.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;

use super::page;
use crate::cli::project;
use crate::pipeline::Run;
use crate::world::ProjectPath;

/// The pages and problems of one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ServedPages {
    /// The last good pages by address, such as `/index.html`; none where no run has made any.
    pages: Option<Arc<BTreeMap<String, Vec<u8>>>>,
    /// How often the pages were others.
    stamp: u64,
    /// What is wrong now, as HTML; empty where nothing is.
    pub(super) problems: String,
}

impl ServedPages {
    /// Returns what is served after a run; `last` holds the last good pages.
    pub(super) fn of(run: &Run, last: &Self) -> Self {
        let problems = page::problems(&run.problems, &run.texts);
        let Some(made) = &run.pages else {
            // Without a page to lay them over, the problems are the page.
            let is_same = last.pages.is_some() || last.problems == problems;
            return Self { pages: last.pages.clone(), stamp: last.stamp + u64::from(!is_same), problems };
        };
        let (output, made) = project::placed(run, made.clone());
        let address = |path: &ProjectPath| path.as_str().strip_prefix(output.folder()).unwrap_or_default().to_owned();
        let manifest = (address(&ProjectPath::fixed(output.manifest_file())), project::manifest(run, &made).to_bytes());
        let pages = made.into_iter().map(|page| (address(&page.path), page.bytes)).chain([manifest]).collect();
        if last.pages.as_deref() == Some(&pages) {
            return Self { pages: last.pages.clone(), stamp: last.stamp, problems };
        }
        Self { pages: Some(Arc::new(pages)), stamp: last.stamp + 1, problems }
    }

    /// Returns whether there is any page.
    pub(super) fn has_pages(&self) -> bool {
        self.pages.is_some()
    }

    /// Returns the page at an address, exactly as it was made. Nothing else than what was made has an address.
    pub(super) fn page(&self, address: &str) -> Option<&[u8]> {
        self.pages.as_ref()?.get(address).map(Vec::as_slice)
    }

    /// Returns what tells these pages from those before, and from those of another process.
    pub(super) fn stamp(&self) -> String {
        format!("{}-{}", std::process::id(), self.stamp)
    }

    /// Returns what an open page is told: JSON on one line.
    pub(super) fn event(&self) -> String {
        json!({ "pages": self.stamp(), "problems": self.problems }).to_string()
    }
}

/// What is served now, for every connection, and a bell for those that wait.
#[derive(Debug, Default)]
pub(super) struct Serving {
    site: Mutex<Arc<ServedPages>>,
    bell: Condvar,
}

impl Serving {
    /// Returns what is served now.
    pub(super) fn site(&self) -> Arc<ServedPages> {
        Arc::clone(&self.lock())
    }

    /// Serves another site from now on; returns whether it differs.
    pub(super) fn put(&self, site: ServedPages) -> bool {
        let mut now = self.lock();
        if **now == site {
            return false;
        }
        *now = Arc::new(site);
        self.bell.notify_all();
        true
    }

    /// Waits until something else is served than `last`, at most for `patience`; returns it.
    pub(super) fn after(&self, last: &Arc<ServedPages>, patience: Duration) -> Option<Arc<ServedPages>> {
        let is_same = |now: &mut Arc<ServedPages>| Arc::ptr_eq(now, last);
        let waited = self.bell.wait_timeout_while(self.lock(), patience, is_same);
        let (now, timed_out) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timed_out.timed_out()).then(|| Arc::clone(&now))
    }

    fn lock(&self) -> MutexGuard<'_, Arc<ServedPages>> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
