//! Invisible characters of templates and styles: as they are, and as HTML and styles write them out.
//!
//! In Markdown an entity is looked at where the finished page is: only there is it known whether it stands in code.

use crate::text::Span;
use crate::text::unseen::{Found, Unseen, found, unclosed};
use crate::world::ProjectPath;

/// How many characters of one file are reported before the rest is left to the next run.
const REPORTED: usize = 10;

/// Returns the characters of a template or style that do not belong there.
pub(super) fn in_template(path: &ProjectPath, text: &str) -> Vec<Found> {
    // Of what marks are made of, the one who makes marks speaks.
    let is_mark = |found: &Found| matches!(found.character, '\u{FDD0}'..='\u{FDEF}');
    let plain = found(text).filter(|found| !is_mark(found));
    let (html, style) = (matches!(ending(path), Some("html" | "xml")), ending(path) == Some("css"));
    if !(html || style) {
        return plain.take(REPORTED).collect();
    }
    let (mut start, mut open) = (0, Vec::new());
    for line in text.split_inclusive('\n') {
        let moved = |found: Found| Found { span: Span::new(start + found.span.start, start + found.span.end), ..found };
        open.extend(unclosed(line).map(moved));
        start += line.len();
    }
    let written = if html { written_out(text, '&', entity) } else { written_out(text, '\\', escape) };
    plain.chain(open).chain(written).take(REPORTED).collect()
}

/// Returns what stands behind the last dot of a file's name.
pub(super) fn ending(path: &ProjectPath) -> Option<&str> {
    path.as_str().rsplit_once('.').map(|(_, ending)| ending)
}

/// Returns the characters that are written out and do not belong there, each with the bytes that write it.
fn written_out(text: &str, sign: char, read: impl Fn(&str) -> Option<(char, usize)>) -> Vec<Found> {
    let (mut decoded, mut at, mut places) = (String::new(), 0, Vec::new());
    while let Some(next) = text[at..].find(sign).map(|next| at + next) {
        decoded.push_str(&text[at..next]);
        at = if let Some((character, length)) = read(&text[next..]) {
            places.push((decoded.len(), Span::new(next, next + length)));
            decoded.push(character);
            next + length
        } else {
            decoded.push(sign);
            next + sign.len_utf8()
        };
    }
    if places.is_empty() {
        return Vec::new();
    }
    decoded.push_str(&text[at..]);
    // A stretch that is written out need not end on its line: whether it does is not followed here.
    let isolates = |place: &&(usize, Span)| decoded[place.0..].starts_with(crate::text::unseen::is_isolate);
    let opened = places.iter().filter(isolates).map(|(at, _)| *at).collect::<Vec<_>>();
    let mut out: Vec<Found> = found(&decoded)
        .filter_map(|found| {
            let place = places.binary_search_by_key(&found.span.start, |(at, _)| *at).ok()?;
            Some(Found { span: places[place].1, ..found })
        })
        .collect();
    if opened.len() % 2 == 1
        && let Some((at, span)) = places.iter().find(|place| isolates(place))
        && let Some(character) = decoded[*at..].chars().next()
    {
        out.push(Found { what: Unseen::Unclosed, character, span: *span });
    }
    out
}

/// Reads the entity at the start of a text: the character that it stands for, and its bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    /// The entities of characters that show as nothing.
    const NAMES: [(&str, char); 17] = [
        ("&ApplyFunction;", '\u{2061}'),
        ("&InvisibleComma;", '\u{2063}'),
        ("&InvisibleTimes;", '\u{2062}'),
        ("&NegativeMediumSpace;", '\u{200B}'),
        ("&NegativeThickSpace;", '\u{200B}'),
        ("&NegativeThinSpace;", '\u{200B}'),
        ("&NegativeVeryThinSpace;", '\u{200B}'),
        ("&NoBreak;", '\u{2060}'),
        ("&ZeroWidthSpace;", '\u{200B}'),
        ("&af;", '\u{2061}'),
        ("&ic;", '\u{2063}'),
        ("&it;", '\u{2062}'),
        ("&lrm;", '\u{200E}'),
        ("&rlm;", '\u{200F}'),
        ("&shy;", '\u{AD}'),
        ("&zwj;", '\u{200D}'),
        ("&zwnj;", '\u{200C}'),
    ];
    if let Some((name, character)) = NAMES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*character, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let character = char::from_u32(u32::from_str_radix(digits.get(..length)?, radix).ok()?)?;
    let before = text.len() - digits.len();
    // A reader of HTML takes the number without its semicolon too.
    Some((character, before + length + usize::from(digits[length..].starts_with(';'))))
}

/// Reads the escape of a style at the start of a text.
fn escape(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix('\\')?;
    let length = digits.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let character = char::from_u32(u32::from_str_radix(digits.get(..length)?, 16).ok()?)?;
    let space = digits[length..].starts_with([' ', '\t', '\n']);
    Some((character, 1 + length + usize::from(space)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &'static str, text: &str) -> Vec<String> {
        let found = in_template(&ProjectPath::fixed(path), text);
        found
            .into_iter()
            .map(|found| format!("{:?} {}", found.what, text[found.span.range()].escape_unicode()))
            .collect()
    }

    #[test]
    fn entities_of_html_and_escapes_of_styles_are_read() {
        for (path, text, wanted) in [
            ("templates/a.html", "<p>a&#x202e;b&#8236 c&#27;d n&ZeroWidthSpace;ot", 4),
            ("templates/a.html", "<p>a &#x2067; b", 1),
            (
                "templates/a.html",
                "<p>a &#x2067; b &#x2069; &amp; &lt; &eacute; &#233; &nbsp; Donau&shy;dampf &lrm; &unknown; &#; &#x;",
                0,
            ),
            ("templates/a.css", "a::before { content: '\\202E x' } b::after { content: '\\1b' }", 2),
            ("templates/a.css", "a::before { content: '\\201C' } b { content: '\\a0\\2014 \\'' }", 0),
            ("templates/a.css", "a \u{1b} b", 1),
            ("templates/a.html", "<p>\u{2068}b\n<p>c\u{2069}", 2),
            ("templates/a.md", "a `&#27;` \u{0} \u{202e} \u{fdd0}", 2),
        ] {
            assert_eq!(said(path, text).len(), wanted, "{path} {text:?}: {:?}", said(path, text));
        }
    }
}
