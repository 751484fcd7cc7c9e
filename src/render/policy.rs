//! The Content Security Policy that pages carry: their own style, pictures beside them, and nothing else. A browser that reads it
//! runs no script and fetches nothing, whatever else should get into the page.

use std::borrow::Cow;

use crate::digest::Digest;

/// What every policy begins with.
const BEGINS: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ";

/// What every policy ends with: pictures of the same site are let through for the sign of a browser's tab.
const ENDS: &str = "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'\">\n";

/// Which styles a page lets through.
#[derive(Debug, Clone, Copy)]
pub(super) enum Styles<'a> {
    /// Those of its `<style>` elements, each by its digest.
    Elements(&'a [&'a str]),
    /// All: a style of one element has no place for a digest.
    All,
}

/// Returns a page with its policy, `head` being where the first element in its head can stand: only what stands behind a policy
/// is held to it.
pub(super) fn guarded(page: &str, head: usize, styles: Styles<'_>) -> String {
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
pub(super) fn guarded_built_in(page: &str) -> String {
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
