//! Addresses that others follow: where the pages of a publication stand, and where a copy of a source is kept.

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference::NOT_AN_ADDRESS;

use super::at::At;
use super::link::Scope;

/// Returns where pages stand, with `/` at its end; what is no whole address, or is more than a folder, is a problem.
pub(super) fn of_pages(written: &str, at: &At<'_>, scope: &mut Scope<'_>) -> Option<String> {
    let is_folder = |address: &&str| address.starts_with("https://") && !address.contains(['?', '#']);
    let last = written.rsplit('/').next().unwrap_or_default();
    let is_page = last.contains('.') && written.matches('/').count() > 2;
    if let Some(address) = whole(written).filter(is_folder).filter(|_| !is_page) {
        return Some(format!("{}/", address.trim_end_matches('/')));
    }
    let what = "no address at which pages can stand";
    scope.problems.push(
        not_an_address(written, what, at).help("write the folder as a whole, such as `https://desk.example/briefs/`"),
    );
    None
}

/// Returns the address of a copy; what is no whole address is a problem.
pub(super) fn of_copy(written: &str, at: &At<'_>, scope: &mut Scope<'_>) -> Option<String> {
    let found = whole(written);
    if found.is_none() {
        let what = "no address of a copy";
        scope.problems.push(not_an_address(written, what, at).help("write it as a whole, with `https://` in front"));
    }
    found.map(str::to_owned)
}

/// Returns an address that has a scheme, a host and no character that ends it.
fn whole(written: &str) -> Option<&str> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '\\' | '`' | '"');
    let named = host.split(':').next().is_some_and(|name| name.contains('.') && !name.starts_with('.'));
    (named && written.chars().all(plain)).then_some(written)
}

/// An address that nobody could follow.
fn not_an_address(written: &str, what: &str, at: &At<'_>) -> Problem {
    Problem::error(&NOT_AN_ADDRESS, at.value(), format!("`{written}` is {what}"))
        .note("readers and machines follow it from somewhere else, where only a whole address leads anywhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_address_leads_somewhere() {
        for address in
            ["https://desk.example/a", "http://x.org", "https://web.archive.org/web/2025/https://paper.example/count"]
        {
            assert_eq!(whole(address), Some(address));
        }
        for address in [
            "desk.example",
            "/briefs/",
            "ftp://x.org",
            "https://",
            "https://x.org/a b",
            "https://desk",
            "javascript:alert(1)",
        ] {
            assert_eq!(whole(address), None, "{address}");
        }
    }
}
