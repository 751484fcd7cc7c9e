//! The style of the HTML pages: built-in sheets, the project's own in their place, and a theme on top of them. A style may
//! change everything that is seen and fetch nothing: a page stays one file, and tells nobody who reads it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::Problems;
use crate::model::Publication;
use crate::template::{self, css, is_style, problem};
use crate::text::{Place, Span, Text};
use crate::vocabulary::Theme;
use crate::world::ProjectPath;

/// The built-in style sheets by name.
pub(crate) const BUILT_IN: &[(&str, &str)] = &[
    (PAGE, include_str!("builtin/style.css")),
    (CHART, include_str!("builtin/chart.css")),
    (AROUND, include_str!("builtin/around.css")),
    (EMBED, include_str!("builtin/embed.css")),
    (PAPER, include_str!("builtin/paper.css")),
    (OFFICE, include_str!("builtin/office.css")),
    (NEWSROOM, include_str!("builtin/newsroom.css")),
];

/// What every page looks like.
const PAGE: &str = "knowns/style.css";
/// What a page with charts adds.
const CHART: &str = "knowns/chart.css";
/// What the pages around the briefs add.
const AROUND: &str = "knowns/around.css";
/// What a fragment for other sites looks like.
const EMBED: &str = "knowns/embed.css";
/// What pages look like on paper.
const PAPER: &str = "knowns/paper.css";
/// The themes that a publication can choose by name.
const OFFICE: &str = "knowns/office.css";
const NEWSROOM: &str = "knowns/newsroom.css";
/// What a project adds to all of them, last.
const THEME: &str = "knowns/theme.css";

/// The style sheets of a project.
#[derive(Debug, Default)]
pub(crate) struct Styles(BTreeMap<&'static str, String>);

impl Styles {
    /// Reads the project's own style sheets beside the built-in ones; one that has no place, or reaches outside the page, is a problem.
    pub(crate) fn read(templates: &BTreeMap<ProjectPath, Text>, problems: &mut Problems) -> Self {
        let mut styles: BTreeMap<&str, String> =
            BUILT_IN.iter().map(|(name, text)| (*name, MinifiedStyle::of(text).text)).collect();
        for (path, text) in templates.iter().filter(|(path, _)| is_style(path.as_str())) {
            let name = template::name(path);
            let Some(own) =
                [PAGE, CHART, AROUND, EMBED, PAPER, OFFICE, NEWSROOM, THEME].into_iter().find(|known| *known == name)
            else {
                problems.push(problem::style_without_place(Place::File(path.clone()), name));
                continue;
            };
            let bare = MinifiedStyle::of(text.as_str());
            for (fault, span) in css::faults(&bare.text) {
                let place = Place::Text(path.clone(), bare.written(text.as_str(), span));
                problems.push(problem::page_style(place, fault, &bare.text[span.range()]));
            }
            styles.insert(own, bare.text);
        }
        Self(styles)
    }

    /// Returns the style of a brief, with rules that only this page has.
    pub(crate) fn brief(&self, has_charts: bool, theme: Option<Theme>, own: &str) -> String {
        self.joined(if has_charts { &[PAGE, CHART] } else { &[PAGE] }, theme, own)
    }

    /// Returns the style of a page around the briefs, with rules that only this page has.
    pub(crate) fn around(&self, theme: Option<Theme>, own: &str) -> String {
        self.joined(&[PAGE, AROUND], theme, own)
    }

    /// Returns the style of a fragment for other sites, which has no theme: it stands among somebody else's words.
    pub(crate) fn embed(&self) -> String {
        self.0.get(EMBED).cloned().unwrap_or_default()
    }

    fn joined(&self, names: &[&str], theme: Option<Theme>, own: &str) -> String {
        let theme = theme.map(|theme| match theme {
            Theme::Office => OFFICE,
            Theme::Newsroom => NEWSROOM,
        });
        let names = names.iter().copied().chain([PAPER]).chain(theme).chain([THEME]);
        let mut out: String = names.filter_map(|name| self.0.get(name)).map(String::as_str).collect();
        out.push_str(own);
        out
    }
}

/// Returns the rule by which each sheet of paper says what it is of: the publication, which edition, and the page. The paper has the size
/// that is usual where the language is written.
pub(crate) fn running_heads(publication: &Publication, edition: &str, title: &str) -> String {
    let size = if publication.language.tag().ends_with("-US") { "letter" } else { "A4" };
    let mut out = format!("@page{{size:{size};");
    for (place, words) in [("top-left", publication.title.as_str()), ("top-right", edition), ("bottom-left", title)] {
        let _ = write!(out, "@{place}{{content:{}}}", css::string(words));
    }
    out.push_str("}\n");
    out
}

/// A style as pages carry it: without the comments, indentation and spaces that every page would carry for nothing.
struct MinifiedStyle {
    text: String,
    /// Where each of its lines begins, here and as it was written.
    lines: Vec<(usize, usize)>,
}

impl MinifiedStyle {
    fn of(style: &str) -> Self {
        let mut bare = Self { text: String::with_capacity(style.len()), lines: Vec::new() };
        for (start, line) in lines(style) {
            let trimmed = line.trim_start();
            // A comment within a line, or over several, may stand in quotation marks: it is left alone.
            let is_comment =
                trimmed.starts_with("/*") && trimmed.find("*/").is_some_and(|end| end + 2 == trimmed.len());
            if trimmed.is_empty() || is_comment {
                continue;
            }
            bare.lines.push((bare.text.len(), start + line.len() - trimmed.len()));
            // What stands in quotation marks is words.
            if trimmed.contains(['"', '\'']) {
                bare.text.push_str(trimmed);
            } else {
                let tight = trimmed.replace("; }", "}").replace("; ", ";").replace(": ", ":").replace(" { ", "{");
                bare.text.push_str(&tight);
            }
            bare.text.push('\n');
        }
        bare
    }

    /// Returns where the author wrote what stands here.
    fn written(&self, style: &str, span: Span) -> Span {
        let nth = self.lines.partition_point(|(here, _)| *here <= span.start).saturating_sub(1);
        let (here, start) = self.lines.get(nth).copied().unwrap_or_default();
        let line = lines(&style[start..]).next().map_or("", |(_, line)| line);
        let words = self.text[span.range()].lines().next().unwrap_or_default();
        // Where the same words stand twice in a line, as many precede them there as here.
        let before = self.text[here..span.start].matches(words).count();
        match line.match_indices(words).nth(before).filter(|_| !words.is_empty()) {
            Some((at, _)) => Span::new(start + at, start + at + words.len()),
            None => Span::new(start, start + line.trim_end().len()),
        }
    }
}

/// Visits the lines of a style, each with where it begins. They end as CSS says: at a line feed, a carriage return, both, or a
/// form feed.
fn lines(style: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = style.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let end = rest.find(['\n', '\r', '\u{C}']).unwrap_or(rest.len());
        let sign = if rest[end..].starts_with("\r\n") { 2 } else { usize::from(end < rest.len()) };
        at += end + sign;
        Some((start, &rest[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_carry_no_comments_of_a_style() {
        for ends in ["\n", "\r\n", "\r", "\u{C}"] {
            let style = "/* A. */\na {\n  color: red; /* b */\n}\n\n/* c\nd */\n".replace('\n', ends);
            assert_eq!(MinifiedStyle::of(&style).text, "a {\ncolor:red;/* b */\n}\n/* c\nd */\n", "{ends:?}");
        }
    }

    #[test]
    fn a_problem_is_placed_where_it_was_written() {
        let style = "/* url(x) */\r\na {\r\n  color: red; background: url(x); mask: url(#a), url(y);\r\n}\r\n";
        let bare = MinifiedStyle::of(style);
        let places: Vec<usize> =
            css::faults(&bare.text).iter().map(|(_, span)| bare.written(style, *span).start).collect();
        let wanted = ["url(x);", "url(y)"].map(|words| style.find(words).unwrap());
        assert_eq!(places, wanted);
    }

    #[test]
    fn a_style_is_looked_at_as_it_is_printed() {
        let fetch = "background:url(https://a.example)";
        for style in [
            format!("a {{--x:\"x\\\n/* \" */\n\";{fetch};--b:\"y\"}}\n"),
            format!("a::before{{content:\"\\\r\n\";{fetch};--b:\"x\"}}\n"),
            format!("a::before{{content:\"\u{C};}}b{{{fetch}}}c{{content:\"z\"}}\n"),
            format!("a::before{{content:\"\r;}}b{{{fetch}}}c{{content:\"z\"}}\n"),
        ] {
            assert!(!css::faults(&MinifiedStyle::of(&style).text).is_empty(), "{style:?}");
        }
    }

    #[test]
    fn a_giant_of_one_line_is_placed_soon() {
        let style = format!("a {{ color: red; {} }}", "b: url(x); ".repeat(20_000));
        let bare = MinifiedStyle::of(&style);
        let places: Vec<usize> =
            css::faults(&bare.text).iter().map(|(_, span)| bare.written(&style, *span).start).collect();
        assert_eq!((places[0], places[1] - places[0]), (style.find("url(").unwrap(), "b: url(x); ".len()));
    }

    #[test]
    fn what_is_built_in_is_held_to_the_same() {
        for (name, style) in BUILT_IN {
            assert_eq!(css::faults(&MinifiedStyle::of(style).text), [], "{name}");
        }
    }
}
