//! The style of the HTML pages: built-in sheets, the project's own in their place, and a theme on top of them. A style may
//! change everything that is seen and fetch nothing: a page stays one file, and tells nobody who reads it.

use std::collections::BTreeMap;

use crate::diagnostic::{Place, Problems};
use crate::text::{Span, Text};
use crate::world::ProjectPath;

use super::{problem, sheet};

/// The built-in style sheets by name.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    (PAGE, include_str!("builtin/style.css")),
    (CHART, include_str!("builtin/chart.css")),
    (AROUND, include_str!("builtin/around.css")),
];

/// What every page looks like.
const PAGE: &str = "knowns/style.css";
/// What a page with charts adds.
const CHART: &str = "knowns/chart.css";
/// What the pages around the briefs add.
const AROUND: &str = "knowns/around.css";
/// What a project adds to all of them, last.
const THEME: &str = "knowns/theme.css";

/// The style sheets of a project.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<&'static str, String>);

impl Styles {
    /// Reads the project's own style sheets beside the built-in ones; one that has no place, or reaches outside the page, is a problem.
    pub(super) fn read(templates: &BTreeMap<ProjectPath, Text>, problems: &mut Problems) -> Self {
        let mut styles: BTreeMap<&str, String> = BUILT_IN.iter().map(|(name, text)| (*name, bare(text))).collect();
        for (path, text) in templates.iter().filter(|(path, _)| is_style(path.as_str())) {
            let name = sheet::name(path);
            let Some(own) = [PAGE, CHART, AROUND, THEME].into_iter().find(|known| *known == name) else {
                problems.push(problem::style_without_place(Place::File(path.clone()), name));
                continue;
            };
            for span in outside(text.as_str()) {
                let words = &text.as_str()[span.range()];
                problems.push(problem::style_reaches_outside(Place::Text(path.clone(), span), words));
            }
            styles.insert(own, bare(text.as_str()));
        }
        Self(styles)
    }

    /// Returns the style of a brief.
    pub(super) fn brief(&self, has_charts: bool) -> String {
        self.joined(if has_charts { &[PAGE, CHART, THEME] } else { &[PAGE, THEME] }, "")
    }

    /// Returns the style of a page around the briefs, with rules that only this page has.
    pub(super) fn around(&self, own: &str) -> String {
        self.joined(&[PAGE, AROUND, THEME], own)
    }

    fn joined(&self, names: &[&str], own: &str) -> String {
        let mut out: String = names.iter().filter_map(|name| self.0.get(name)).map(String::as_str).collect();
        out.push_str(own);
        out
    }
}

/// Returns a style without the comments, indentation and spaces that every page would carry for nothing.
fn bare(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    for line in style.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        // A comment within a line, or over several, may stand in quotation marks: it is left alone.
        let is_comment = line.starts_with("/*") && line.find("*/").is_some_and(|end| end + 2 == line.len());
        if is_comment {
            continue;
        }
        // What stands in quotation marks is words.
        if line.contains(['"', '\'']) {
            out.push_str(line);
        } else {
            out.push_str(&line.replace("; }", "}").replace("; ", ";").replace(": ", ":").replace(" { ", "{"));
        }
        out.push('\n');
    }
    out
}

/// Returns whether a file is a style sheet, by its name.
pub(super) fn is_style(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end == "css")
}

/// Returns where a style would fetch something, end the element it stands in, or hide either behind an escape.
fn outside(style: &str) -> Vec<Span> {
    const FETCHES: [&str; 5] = ["@import", "url(", "image-set(", "image(", "src("];
    let lower = style.to_ascii_lowercase();
    let (mut found, mut at, mut quote) = (Vec::new(), 0, None);
    while let Some(c) = lower[at..].chars().next() {
        let rest = &lower[at..];
        let mut length = c.len_utf8();
        match (quote, c) {
            (_, '<') | (None, '\\') => found.push(Span::new(at, at + length)),
            (Some(_), '\\') => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), c) if c == open || c == '\n' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            // An HTML reader knows no comments: what would end the element ends it here too.
            (None, '/') if rest.starts_with("/*") => {
                length = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                found.extend(rest[..length].match_indices('<').map(|(sign, _)| Span::new(at + sign, at + sign + 1)));
            }
            (None, _) => {
                let fetch = FETCHES.iter().find(|fetch| rest.starts_with(**fetch));
                if let Some(fetch) = fetch {
                    length = fetch.len();
                    let of = rest[length..].trim_start_matches(' ');
                    let bare = of.split(')').next().filter(|_| !of.starts_with(['"', '\'']));
                    // A mark of quotation in a bare address begins no string: what follows the address would go unread.
                    let is_broken = bare.is_some_and(|bare| bare.contains(['"', '\'', '\\']));
                    let of = of.trim_start_matches(['"', '\'']);
                    if *fetch != "url(" || is_broken || !(of.starts_with("data:") || of.starts_with('#')) {
                        found.push(Span::new(at, at + length));
                    }
                }
            }
        }
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_carry_no_comments_of_a_style() {
        assert_eq!(
            bare("/* A. */\na {\n  color: red; /* b */\n}\n\n/* c\nd */\n"),
            "a {\ncolor:red;/* b */\n}\n/* c\nd */\n"
        );
    }

    #[test]
    fn a_style_that_fetches_or_ends_its_element_is_found() {
        for (style, found) in [
            ("a { color: red }", 0),
            ("@import 'x.css';", 1),
            ("@IMPORT \"x.css\";", 1),
            ("a { background: url(https://a.example/x.png) }", 1),
            ("a { background: URL( 'x.png' ) }", 1),
            ("a { background: url(data:image/svg+xml,x) }", 0),
            ("a { mask: url(#sign-known) }", 0),
            ("a { background: url(\"data:image/svg+xml,it's\") }", 0),
            ("a { background: url(data:x') } b { background: url(https://a.example) }", 1),
            ("a { background: url(data:x\\)') } b { background: url(https://a.example) }", 2),
            ("a { background: u\\72l(x) }", 1),
            ("a::before { content: '\\201C url(' }", 0),
            ("a { background: image-set('x.png' 1x) }", 1),
            ("</style><script>", 2),
            ("/* url( */", 0),
            ("/* </style> */", 1),
            ("/* never closed url(", 0),
            ("a::before { content: '", 0),
            ("é { } @import", 1),
        ] {
            assert_eq!(outside(style).len(), found, "{style}");
        }
    }
}
