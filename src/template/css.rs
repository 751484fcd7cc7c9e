//! Style sheets as a browser reads them: their tokens, after CSS Syntax Level 3. No other file names the tokenizer.

use std::fmt::Write as _;

use cssparser::{ParseError, Parser, Token};

use crate::text::Span;

/// What a style may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StyleFault {
    /// It fetches something, or runs it.
    Reaches,
    /// It ends the element that it stands in.
    Ends,
    /// It leaves something open, and what follows would be read as a part of it.
    Open,
    /// It is nested deeper than anything that is written by hand.
    Deep,
}

/// How many faults of one style are told at the most: whoever made more knows by then.
const MOST: usize = 20;

/// Returns what a style may not do and where it does, in order.
pub(crate) fn faults(style: &str) -> Vec<(StyleFault, Span)> {
    let mut reader = StyleReader { style, found: Vec::new(), before: Before::Other, deep: false };
    reader.block(&mut Parser::new(style), Inside::Other);
    // An HTML reader knows neither strings nor comments: what would end the element ends it here too.
    let ends = style.match_indices('<').filter(|(at, _)| begins_markup(&style[at + 1..]));
    reader.found.extend(ends.map(|(at, sign)| (StyleFault::Ends, Span::new(at, at + sign.len()))));
    reader.found.sort_by_key(|(fault, span)| (span.start, *fault));
    reader.found.dedup();
    reader.found.truncate(MOST);
    reader.found
}

/// Returns words as a string of a style sheet, which nothing in them ends.
pub(crate) fn string(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' | '<' | '&' => {
                let _ = write!(out, "\\{:x} ", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns whether `<` before these words begins a tag, the end of one, or a comment; `(width < 40rem)` does not.
fn begins_markup(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// What a token stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `url(…)` around a string.
    Url,
    /// Anything else.
    Other,
}

/// What the token before is, where that matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A point or the like: what follows is a name of the page's, such as `.behavior`.
    Sign,
    /// The name of a property that runs something in old browsers, and where it stands.
    Runs(Span),
    /// Anything else.
    Other,
}

struct StyleReader<'s> {
    style: &'s str,
    found: Vec<(StyleFault, Span)>,
    before: Before,
    /// Whether it was told that it is nested too deep.
    deep: bool,
}

impl<'s> StyleReader<'s> {
    /// Looks at all tokens up to the end of a block.
    fn block(&mut self, parser: &mut Parser<'s>, inside: Inside) {
        let mut inside = inside;
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
            let token = token.clone();
            let span = Span::new(start, parser.position().byte_index());
            self.token(&token, span, &mut inside);
            let within = match &token {
                Token::Function(name) if name.eq_ignore_ascii_case("url") => Inside::Url,
                Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                    Inside::Other
                }
                _ => continue,
            };
            let mut entered = false;
            let ended: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
                entered = true;
                self.block(parser, within);
                Ok(())
            });
            if ended.is_err() && !entered && !std::mem::replace(&mut self.deep, true) {
                self.found.push((StyleFault::Deep, span));
            }
        }
    }

    fn token(&mut self, token: &Token<'s>, span: Span, inside: &mut Inside) {
        let written = &self.style[span.range()];
        let mut before = Before::Other;
        match token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => self.reaches(span),
            Token::Function(name) if reaches(&name.to_ascii_lowercase()) => self.reaches(span),
            // Whether it fetches is said by what it holds.
            Token::UnquotedUrl(address) => {
                if !stays(address) {
                    self.reaches(Span::new(
                        span.start,
                        span.start + written.find('(').map_or(written.len(), |at| at + 1),
                    ));
                } else if !written.ends_with(')') {
                    self.found.push((StyleFault::Open, span));
                }
            }
            Token::QuotedString(address) if *inside == Inside::Url => {
                if !stays(address) {
                    let from = self.style[..span.start].rfind('(').unwrap_or(span.start);
                    let name = self.style[..from].rfind(|c: char| c != '\\' && !c.is_alphanumeric());
                    let from = name.map_or(0, |at| at + 1).min(from);
                    self.reaches(Span::new(from, span.start.max(from + 1)));
                }
                // What follows the address cannot change it.
                *inside = Inside::Other;
                return;
            }
            // What stands in place of the address, such as a variable, could be any.
            Token::WhiteSpace(_) => return,
            Token::Comment(_) => {
                if written.len() < "/**/".len() || !written.ends_with("*/") {
                    self.found.push((StyleFault::Open, Span::new(span.start, span.start + "/*".len())));
                }
                return;
            }
            _ if *inside == Inside::Url => self.reaches(span),
            Token::BadUrl(_) => {
                self.reaches(Span::new(span.start, span.start + written.find('(').map_or(written.len(), |at| at + 1)));
            }
            Token::BadString(_) => {
                self.found.push((StyleFault::Open, Span::new(span.start, span.start + 1)));
            }
            Token::Delim('.') => before = Before::Sign,
            Token::Colon => {
                if let Before::Runs(at) = self.before {
                    self.reaches(at);
                }
            }
            // What runs in browsers of long ago, and in nothing else.
            Token::Ident(name)
                if self.before != Before::Sign
                    && ["behavior", "-moz-binding", "progid"].iter().any(|old| name.eq_ignore_ascii_case(old)) =>
            {
                before = Before::Runs(span);
            }
            _ => {}
        }
        self.before = before;
    }

    fn reaches(&mut self, span: Span) {
        self.found.push((StyleFault::Reaches, span));
    }
}

/// Returns whether a function takes an address as words, or runs what it holds.
fn reaches(name: &str) -> bool {
    let bare = name.trim_start_matches('-').trim_start_matches("webkit-").trim_start_matches("moz-");
    matches!(bare, "src" | "image" | "image-set" | "expression") && !name.starts_with("--")
}

/// Returns whether an address leads to nothing outside the page.
fn stays(address: &str) -> bool {
    address.starts_with('#') || address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(style: &str) -> Vec<(StyleFault, &str)> {
        faults(style).into_iter().map(|(fault, span)| (fault, &style[span.range()])).collect()
    }

    #[test]
    fn what_fetches_is_found_however_it_is_written() {
        for (style, words) in [
            ("@import 'x.css';", "@import"),
            ("@IMPORT \"x.css\";", "@IMPORT"),
            ("@\\69mport url(data:text/css,x);", "@\\69mport"),
            ("@import/**/'x';", "@import"),
            ("é { } @import 'x';", "@import"),
            ("a { background: url(https://a.example/x.png) }", "url("),
            ("a { background: URL( 'x.png' ) }", "URL( "),
            ("a { background: url(/**/'x.png') }", "url("),
            ("a { background: u\\72l(x) }", "u\\72l("),
            ("a { background: u\\72l('x') }", "u\\72l("),
            ("a { background: \\75\\52\\4c(x) }", "\\75\\52\\4c("),
            ("a { background: url() }", "url("),
            ("a { background: url(data:x') } b { background: url(#a) }", "url("),
            ("a { background: url(\\64 ata) }", "url("),
            ("a { background: url(' data:x') }", "url("),
            ("a { background: url(//a.example) }", "url("),
            ("a { --x: url(https://a.example); }", "url("),
            ("a { --x: { y: url(https://a.example) } }", "url("),
            ("@media print { @supports (a: b) { a { b: url(x) } } }", "url("),
            ("@font-face { font-family: a; src: url(a.woff2) }", "url("),
            ("@document url(http://a.example) { }", "url("),
            ("@namespace url(http://www.w3.org/1999/xhtml);", "url("),
            ("a { background: image-set('x.png' 1x) }", "image-set("),
            ("a { background: -webkit-image-set('x.png' 1x) }", "-webkit-image-set("),
            ("a { background: image('x.png') }", "image("),
            ("a { background: src('x.png') }", "src("),
            ("a { background: s\\72 c(var(--x)) }", "s\\72 c("),
            ("a { background: cross-fade(url(x), url(#b)) }", "url("),
            ("a { width: expression(alert(1)) }", "expression("),
            ("a { behavior: url(#default#time2) }", "behavior"),
            ("a { -moz-binding: url(data:text/xml,x) }", "-moz-binding"),
            ("a { filter: progid:X(src='http://a.example') }", "progid"),
            ("a { content: url( }", "url("),
        ] {
            let reaches: Vec<&str> = found(style)
                .iter()
                .filter(|(fault, _)| *fault == StyleFault::Reaches)
                .map(|(_, words)| *words)
                .collect();
            assert_eq!(reaches, [words], "{style}");
        }
    }

    #[test]
    fn what_hides_behind_a_string_or_a_comment_is_found() {
        let fetch = "background: url(https://a.example)";
        for style in [
            format!("a::before {{ content: \"\n; }} b {{ {fetch} }} c {{ content: \"z\" }}"),
            format!("a::before {{ content: \"\r; }} b {{ {fetch} }} c {{ content: \"z\" }}"),
            format!("a::before {{ content: \"\x0C; }} b {{ {fetch} }} c {{ content: \"z\" }}"),
            format!("a {{ content: \"\\\r\n\"; {fetch}; --b: \"x\" }}"),
            format!("a {{ content: \"\\\n\"; {fetch}; --b: \"x\" }}"),
            format!("a {{ content: '\\'; {fetch}; '; {fetch} }}"),
            format!("/* \" */ a {{ {fetch} }} /* \" */"),
            format!("/* /* */ a {{ {fetch} }}"),
            format!("/**/ a {{ {fetch} }}"),
            format!("a {{ x: '/*'; {fetch}; y: '*/' }}"),
            format!("a {{ x: url(data:x\\)); {fetch} }}"),
            format!("a {{ x: url(data:x\"); {fetch} }}"),
            format!("}} ) ] a {{ {fetch} }}"),
            format!("<!-- a {{ {fetch} }} -->"),
            format!("a {{ {fetch}"),
        ] {
            assert!(found(&style).iter().any(|(fault, _)| *fault == StyleFault::Reaches), "{style:?}");
        }
    }

    #[test]
    fn what_ends_the_element_or_stays_open_is_found() {
        for (style, wanted) in [
            ("</style><script>", vec![(StyleFault::Ends, "<"), (StyleFault::Ends, "<")]),
            ("/* </style> */", vec![(StyleFault::Ends, "<")]),
            ("a::before { content: '</style >' }", vec![(StyleFault::Ends, "<")]),
            ("<!-- a { }", vec![(StyleFault::Ends, "<")]),
            ("/* never closed url(", vec![(StyleFault::Open, "/*")]),
            ("/*/", vec![(StyleFault::Open, "/*")]),
            ("a::before { content: 'x\n }", vec![(StyleFault::Open, "'")]),
            ("a { mask: url(#a\n", vec![(StyleFault::Open, "url(#a\n")]),
        ] {
            assert_eq!(found(style), wanted, "{style}");
        }
        let deep = format!("a {{ b: {}{} }}", "(".repeat(200_000), ")".repeat(200_000));
        assert_eq!(found(&deep), [(StyleFault::Deep, "(")]);
        assert_eq!(found(&"url(x)".repeat(170_000)).len(), MOST);
    }

    #[test]
    fn what_an_honest_style_holds_is_left_alone() {
        for style in [
            "a { color: red }",
            "a { background: url(data:image/svg+xml,x) }",
            "a { background: URL( \"DATA:image/png;base64,AA==\" ) }",
            "a { background: url(\"data:image/svg+xml,it's (x)\") }",
            "a { mask: url(#sign-known); fill: url('#a') }",
            "@font-face { font-family: a; src: local('A'), url(data:font/woff2;base64,AA) format('woff2') }",
            "a::before { content: '\\201C url(' }",
            "/* url( and @import */",
            "@media (width < 40rem) and (height>=20rem) { a > b { c: d } }",
            ".sm\\:w-1 { width: 1rem }",
            ".behavior:hover, .image { scroll-behavior: smooth; overscroll-behavior: none }",
            "a { --image: 1; width: calc((1px + 2px) * 3); --x: 'https://a.example' }",
            "a[href^='https://a.example']::after { content: ' (' attr(href) ')' }",
            "@layer a, b; @container (inline-size > 30em) { &:hover { x: y } }",
            "a { background: linear-gradient(to right, #fff, #000); image-rendering: auto }",
        ] {
            assert_eq!(found(style), [], "{style}");
        }
    }
}
