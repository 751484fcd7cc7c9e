//! What is served at one moment: the last good pages, what is wrong since, and a stamp by which an open page knows its age; and
//! what `serve` adds to pages and says in their place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;

use crate::cli::project;
use crate::diagnostic::human::{self, Colour};
use crate::diagnostic::words::many;
use crate::diagnostic::{Problem, Problems, Severity, Texts};
use crate::pipeline::Run;
use crate::render::{Content, escape_html, unguarded};
use crate::world::ProjectPath;

/// The pages and problems of one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ServedPages {
    /// The last good pages by address, such as `/index.html`; none where no run has made any.
    pages: Option<Arc<BTreeMap<String, Content>>>,
    /// How often the pages were others.
    stamp: u64,
    /// What is wrong now, as HTML; empty where nothing is.
    pub(super) problems: String,
}

impl ServedPages {
    /// Returns what is served after a run; `last` holds the last good pages.
    pub(super) fn of(run: &Run, last: &Self) -> Self {
        let problems = problems_as_html(&run.problems, &run.texts);
        let Some(made) = &run.pages else {
            // Without a page to lay them over, the problems are the page.
            let is_same = last.pages.is_some() || last.problems == problems;
            return Self { pages: last.pages.clone(), stamp: last.stamp + u64::from(!is_same), problems };
        };
        let (output, made) = project::placed(run, made.clone());
        let address = |path: &ProjectPath| path.as_str().strip_prefix(output.folder()).unwrap_or_default().to_owned();
        let manifest = Content::of(project::manifest(run, &made).to_bytes());
        let manifest = (address(&ProjectPath::fixed(output.manifest_file())), manifest);
        let pages = made.into_iter().map(|page| (address(&page.path), page.content)).chain([manifest]).collect();
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
    pub(super) fn page(&self, address: &str) -> Option<Cow<'_, [u8]>> {
        self.pages.as_ref()?.get(address)?.bytes()
    }

    /// Returns what tells these pages from those before, and from those of another process.
    fn stamp(&self) -> String {
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

/// Where an open page listens for changes.
pub(super) const EVENTS: &str = "/.knowns/events";

/// The script of every page that is served.
pub(super) const SCRIPT: (&str, &str) = ("/.knowns/live.js", include_str!("live.js"));

/// The style of what the script shows.
pub(super) const STYLE: (&str, &str) = ("/.knowns/live.css", include_str!("live.css"));

/// The sign of a tab, for which a browser asks unasked.
pub(super) const ICON: (&str, &str) = (
    "/favicon.ico",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"#14532d\"/></svg>\n",
);

/// Returns a page with the script that keeps it up to date; what it may do is said by the answer that brings it.
pub(super) fn live(page: &[u8], site: &ServedPages) -> Vec<u8> {
    let page = &*unguarded(page);
    let script = script(site, "");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|bytes| bytes == end).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// Returns problems as HTML, errors first; nothing where there are none.
fn problems_as_html(problems: &Problems, texts: &Texts) -> String {
    let of = |severity: Severity| problems.iter().filter(move |problem| problem.severity == severity);
    folded(of(Severity::Error), texts, "error", " open") + &folded(of(Severity::Warning), texts, "warning", "")
}

fn folded<'a>(problems: impl Iterator<Item = &'a Problem>, texts: &Texts, word: &str, is_open: &str) -> String {
    let shown: Vec<String> = problems.map(|problem| human::problem(problem, texts, Colour::No)).collect();
    if shown.is_empty() {
        return String::new();
    }
    let mut html = format!(
        "<details class=\"{word}s\"{is_open}><summary>{}</summary><pre tabindex=\"0\">",
        many(shown.len(), word)
    );
    escape_html(&shown.join("\n"), &mut html);
    html + "</pre></details>\n"
}

/// Returns the page that says what is wrong where no good page was made yet.
pub(super) fn only_problems(site: &ServedPages) -> Vec<u8> {
    let body = format!("<h1>No page can be made yet</h1>\n{}", site.problems);
    whole_page("No page can be made yet", &body, &script(site, " data-alone"))
}

/// Returns the page for an address without one.
pub(super) fn nothing_here(site: &ServedPages) -> Vec<u8> {
    let body = "<h1>There is not a page here</h1>\n<p><a href=\"/\">All briefs</a></p>\n";
    whole_page("There is not a page here", body, &script(site, ""))
}

fn script(site: &ServedPages, attributes: &str) -> String {
    format!("<script src=\"{}\" data-pages=\"{}\"{attributes}></script>\n", SCRIPT.0, site.stamp())
}

fn whole_page(title: &str, body: &str, script: &str) -> Vec<u8> {
    let style = STYLE.0;
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n</head>\n<body>\n{body}{script}</body>\n</html>\n"
    )
    .into_bytes()
}
