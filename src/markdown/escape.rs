//! Plain text as Markdown: whatever the words hold, they read as words in Markdown, on GitHub and in HTML, and are escaped
//! only where they would not.

use crate::view::{MarkedText, Run};

use crate::markdown::marks;

/// Where a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// Perhaps at the beginning of a line, where `#` makes a heading and `2025.` a list.
    LineStart,
    /// Behind other words.
    Inside,
}

/// Writes a line as Markdown, its marks as marks.
pub(crate) fn line(line: &MarkedText, out: &mut String) {
    let mut at = Position::LineStart;
    for run in &line.0 {
        match run {
            Run::Words(words) => {
                text(words, at, out);
                at = Position::Inside;
            }
            Run::Address(address) => {
                self::address(address, out);
                at = Position::Inside;
            }
            Run::Open(mark) => marks::open(*mark, out),
            Run::Close => marks::close(out),
        }
    }
}

/// Writes an address as a link to itself, where it is one that a link may lead to.
pub(crate) fn address(address: &str, out: &mut String) {
    if is_web_address(address) {
        out.push('<');
        out.push_str(address);
        out.push('>');
    } else {
        text(address, Position::Inside, out);
    }
}

/// Returns whether an address is one that a link may lead to.
pub(crate) fn is_web_address(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '\\' | '`');
    web && address.chars().all(plain)
}

/// Writes plain words as Markdown; every stretch of white space becomes one space.
pub(crate) fn text(words: &str, at: Position, out: &mut String) {
    let mut rest = words;
    if at == Position::LineStart {
        rest = words.trim_start();
        rest = &rest[line_start(rest, out)..];
    }
    let mut before = if rest.len() < words.len() { out.chars().next_back() } else { None };
    let mut blank = false;
    out.reserve(rest.len());
    while let Some(c) = rest.chars().next() {
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 {
            if blank {
                out.push(' ');
                blank = false;
            }
            out.push_str(&rest[..plain]);
            before = rest[..plain].chars().next_back();
            rest = &rest[plain..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() || c.is_control() {
            blank = true;
            continue;
        }
        if marks::is_reserved(c) {
            continue;
        }
        if blank {
            out.push(' ');
            before = Some(' ');
            blank = false;
        }
        match escape(out, before, c, rest) {
            Escape::None => out.push(c),
            Escape::Backslash => out.extend(['\\', c]),
            Escape::Entity(entity) => out.push_str(entity),
        }
        before = Some(c);
    }
    if blank {
        out.push(' ');
    }
}

/// How a character is written so that it reads as itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    /// As it is.
    None,
    /// Behind a backslash.
    Backslash,
    /// By its name.
    Entity(&'static str),
}

/// Returns how a character is written that might be taken for Markdown between what is written before and what stands after it.
fn escape(written: &str, before: Option<char>, c: char, after: &str) -> Escape {
    let next = after.chars().next();
    let in_word = before.is_some_and(char::is_alphanumeric);
    let special = match c {
        // What makes a link of a bare address takes a backslash as a part of it, and would leave the sign behind it alive.
        '<' => return Escape::Entity("&lt;"),
        '&' if begins_entity(after) => return Escape::Entity("&amp;"),
        // GitHub and pandoc set a formula between two dollar signs; pandoc raises what stands between carets, reads braces
        // behind a heading as attributes, and takes a backslash and a word for TeX, which it leaves out.
        '*' | '[' | ']' | '`' | '|' | '~' | '$' | '^' | '{' | '\\' => true,
        '_' => !(in_word && next.is_some_and(char::is_alphanumeric)),
        // GitHub and others make a link of a bare address, up to the next space: what is escaped within it, or stands close
        // behind it, would become a part of the address.
        ':' => after.starts_with("//") && !is_plain(after) || is_picture(after),
        '.' => {
            written.len() >= 3
                && written.as_bytes()[written.len() - 3..].eq_ignore_ascii_case(b"www")
                && !is_plain(after)
        }
        // Pandoc cites a source by `@name`; some highlight what stands between two `==`.
        '@' => !in_word && next.is_some_and(|next| next.is_alphanumeric() || next == '_'),
        '=' => next == Some('='),
        _ => false,
    };
    if special { Escape::Backslash } else { Escape::None }
}

/// Returns whether an entity stands behind `&`, such as `amp;`.
fn begins_entity(after: &str) -> bool {
    let name = after.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && after.as_bytes().get(name) == Some(&b';')
}
/// Returns whether the rest of an address reads as it is written, and ends before a space: nothing in it is escaped, and nothing
/// can follow close behind it.
fn is_plain(rest: &str) -> bool {
    /// Longer than any address that is written for people.
    const LONGEST: usize = 500;
    let mut before = None;
    for (at, c) in rest.char_indices().take(LONGEST) {
        let after = &rest[at + c.len_utf8()..];
        let reads = match c {
            _ if c.is_whitespace() => return true,
            '_' => before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric),
            '&' => !begins_entity(after),
            '=' => !after.starts_with('='),
            '/' | '-' | '.' | ',' | ';' | '?' | '!' | '%' | '#' | '+' | '(' | ')' => true,
            _ => c.is_alphanumeric(),
        };
        if !reads {
            return false;
        }
        before = Some(c);
    }
    false
}

/// Returns whether a name and a colon stand behind a colon, as in `:heart:`, of which GitHub and pandoc make a small picture.
fn is_picture(after: &str) -> bool {
    /// Longer than any such name.
    const LONGEST: usize = 64;
    let named = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'+' | b'-');
    let name = after.bytes().take(LONGEST).take_while(named).count();
    // Of the numbers only these two are names: `10:30:45` is a time.
    let is_name = matches!(&after[..name], "100" | "1234") || after[..name].bytes().any(|b| !b.is_ascii_digit());
    name > 0 && is_name && after.as_bytes().get(name) == Some(&b':')
}

/// Escapes what would make a block of its own at the beginning of a line (a heading, quotation, list, rule or fence), and
/// returns how many bytes of the words that took.
fn line_start(words: &str, out: &mut String) -> usize {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) {
        let mut after = words[digits..].chars();
        let listed = matches!(after.next(), Some('.' | ')')) && after.next().is_none_or(char::is_whitespace);
        if listed {
            out.push_str(&words[..digits]);
            out.push('\\');
            out.push_str(&words[digits..=digits]);
            return digits + 1;
        }
        return 0;
    }
    if let Some(label) = lettered(words) {
        out.push_str(&words[..label]);
        out.push('\\');
        out.push_str(&words[label..=label]);
        return label + 1;
    }
    match words.chars().next() {
        Some(c @ ('#' | '>' | '+' | '-' | '=' | ':')) => {
            out.push('\\');
            out.push(c);
            1
        }
        _ => 0,
    }
}

/// Returns where the sign stands behind what pandoc, and nobody else, numbers a list with: `a. `, `iv) `, `(1) `, `(@) `.
fn lettered(words: &str) -> Option<usize> {
    let opened = words.starts_with('(');
    let begins = usize::from(opened);
    let label = words[begins..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'@').count();
    let end = begins + label;
    let mut after = words[end..].chars();
    let sign = after.next().filter(|sign| *sign == ')' || *sign == '.' && !opened)?;
    let label = &words.as_bytes()[begins..end];
    let roman = |b: &u8| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm');
    let first = label.first()?;
    let counts =
        label.len() == 1 || label.iter().all(roman) || label.iter().all(u8::is_ascii_digit) || opened && *first == b'@';
    // An initial, as in `B. Russell`, begins no list before a single space.
    let initial = sign == '.' && first.is_ascii_uppercase();
    (counts && !initial && after.next().is_none_or(char::is_whitespace)).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    fn escaped(words: &str) -> String {
        let mut out = String::new();
        text(words, Position::LineStart, &mut out);
        out
    }

    fn read_back(markdown: &str) -> String {
        let mut read = String::new();
        // Straight quotation marks made curly are no harm.
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION - Options::ENABLE_OLD_FOOTNOTES;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => read.push_str(&text),
                Event::SoftBreak | Event::HardBreak => read.push(' '),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(_) => {}
                other => panic!("{markdown:?} made {other:?}"),
            }
        }
        read
    }

    #[test]
    fn words_are_escaped_only_where_they_would_not_read_as_words() {
        for (words, markdown) in [
            ("just over 30,000", "just over 30,000"),
            ("unaccompanied_children", "unaccompanied_children"),
            ("_so_ *called*", "\\_so\\_ \\*called\\*"),
            ("2025. A year", "2025\\. A year"),
            ("2025.5 percent", "2025.5 percent"),
            ("# not a heading", "\\# not a heading"),
            ("- no list", "\\- no list"),
            ("a - b", "a - b"),
            ("R&D and AT&amp;T", "R&D and AT&amp;amp;T"),
            ("x | y", "x \\| y"),
            ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("two\n\n  lines", "two lines"),
            ("C:\\data", "C:\\\\data"),
            ("Spending ($) and income ($)", "Spending (\\$) and income (\\$)"),
            ("10^6^ and up to $20,000", "10\\^6\\^ and up to \\$20,000"),
            ("Spain [^1]", "Spain \\[\\^1\\]"),
            ("Who? {-}", "Who? \\{-}"),
            ("a) first", "a\\) first"),
            ("(iv) fourth", "(iv\\) fourth"),
            ("(@) any", "(@\\) any"),
            ("(so) it was", "(so) it was"),
            ("No. It is not", "No. It is not"),
            ("I. Newton", "I. Newton"),
            ("fewer than 5 (<5)", "fewer than 5 (&lt;5)"),
            ("See https://a.example/b_c?d=1&e#f, and", "See https://a.example/b_c?d=1&e#f, and"),
            ("See https://a.example/", "See https\\://a.example/"),
            ("https://a.example/~b c", "https\\://a.example/\\~b c"),
            ("https://a.example/<img src=x> c", "https\\://a.example/&lt;img src=x> c"),
            ("HTTP://WWW.a.example/*b* c", "HTTP\\://WWW\\.a.example/\\*b\\* c"),
            ("www.a.example/&lt;b c", "www\\.a.example/&amp;lt;b c"),
            ("www.a.example told", "www.a.example told"),
            ("desk@paper.example", "desk@paper.example"),
            ("as @desk said", "as \\@desk said"),
            ("a :heart: at 10:30:45 with 1:100:2", "a \\:heart: at 10:30:45 with 1\\:100:2"),
            ("one: two", "one: two"),
            ("a ==b== c = d", "a \\==b\\== c = d"),
        ] {
            assert_eq!(escaped(words), markdown);
        }
    }

    /// Returns the stretches of Markdown that GitHub makes links of, from a bare address to the next space, with what follows each.
    fn bare_addresses(markdown: &str) -> Vec<(&str, &str)> {
        let found = ["://", "www."].iter().flat_map(|name| markdown.match_indices(name));
        let bare = found.filter(|(at, _)| !markdown[..*at].ends_with('\\'));
        bare.map(|(at, _)| markdown[at..].split_once(' ').unwrap_or((&markdown[at..], ""))).collect()
    }

    proptest! {
        #[test]
        fn nothing_that_is_escaped_stands_in_a_bare_address(
            words in r"(https?://|www\.|a@b\.example|:heart:|[a-z0-9 .,:@<>&;*_`~\[\]/=-]){0,30}"
        ) {
            let escaped = escaped(&words);
            prop_assert!(!escaped.contains('<'));
            for (address, after) in bare_addresses(&escaped) {
                prop_assert!(!address.contains(['\\', '[', '`']) && !address.contains("&lt;"), "{}", escaped);
                prop_assert!(!after.is_empty() || escaped.ends_with(' '), "{}", escaped);
            }
            let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = read_back(&escaped);
            prop_assert_eq!(read.trim(), wanted.trim());
        }

        #[test]
        fn escaped_words_read_back_as_they_were(words in r#"([a-zA-Z0-9 .,;:!?%$@'"()\[\]{}<>*_`~^|\\/&#+=é-]){0,40}"#) {
            let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = read_back(&escaped(&words));
            prop_assert_eq!(read.trim(), wanted.trim());
            let mut cell = String::from("| a |\n|---|\n| x ");
            text(&words, Position::Inside, &mut cell);
            cell.push_str(" |\n");
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&cell, Options::ENABLE_TABLES));
            prop_assert_eq!(html.matches("<td>").count(), 1);
        }
    }
}
