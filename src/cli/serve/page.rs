//! What `serve` adds to pages and says in their place: one script, the problems, and a page for an address without one.

use crate::diagnostic::human::{self, Colour};
use crate::diagnostic::words::many;
use crate::diagnostic::{Problem, Problems, Severity, Texts};
use crate::render::{escape_html, unguarded};

use super::site::ServedPages;

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
pub(super) fn problems(problems: &Problems, texts: &Texts) -> String {
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
    whole("No page can be made yet", &body, &script(site, " data-alone"))
}

/// Returns the page for an address without one.
pub(super) fn nothing_here(site: &ServedPages) -> Vec<u8> {
    let body = "<h1>There is not a page here</h1>\n<p><a href=\"/\">All briefs</a></p>\n";
    whole("There is not a page here", body, &script(site, ""))
}

fn script(site: &ServedPages, attributes: &str) -> String {
    format!("<script src=\"{}\" data-pages=\"{}\"{attributes}></script>\n", SCRIPT.0, site.stamp())
}

fn whole(title: &str, body: &str, script: &str) -> Vec<u8> {
    let style = STYLE.0;
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n</head>\n<body>\n{body}{script}</body>\n</html>\n"
    )
    .into_bytes()
}
