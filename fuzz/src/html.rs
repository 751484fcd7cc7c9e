//! What a browser would make of a page, as the WHATWG's HTML standard reads tags: which elements stand in it, and where they
//! reach.

/// Elements that run, embed or send something, or lead somewhere by themselves.
const ACTIVE: [&str; 18] = [
    "animate",
    "animatemotion",
    "animatetransform",
    "applet",
    "base",
    "embed",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "iframe",
    "noscript",
    "object",
    "portal",
    "set",
    "template",
    "video",
    "audio",
];
/// Attributes by which a page fetches something or sends it somewhere.
const FETCHING: [&str; 12] = [
    "src",
    "srcset",
    "action",
    "formaction",
    "background",
    "poster",
    "ping",
    "data",
    "srcdoc",
    "manifest",
    "archive",
    "codebase",
];
/// Elements whose words are no markup until they end.
const RAW: [&str; 6] = ["script", "style", "title", "textarea", "xmp", "noembed"];

/// Holds a page against what it may do on a reader's machine: show words and lead to addresses, and no more.
pub fn harmless(path: &str, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = Tag::read(rest);
            tag.is_harmless(path);
            rest = &rest[tag.length..];
            if RAW.contains(&tag.name.as_str()) {
                rest = raw(path, &tag, rest);
            }
        }
    }
}

/// Holds the words of an element that holds no markup against what they do, and returns what follows.
fn raw<'a>(path: &str, tag: &Tag, rest: &'a str) -> &'a str {
    let close = format!("</{}", tag.name);
    let end = rest.to_ascii_lowercase().find(&close).unwrap_or(rest.len());
    let words = &rest[..end];
    match tag.name.as_str() {
        "script" => {
            assert!(tag.value("type") == Some("application/ld+json"), "{path} runs a script: {words}");
            assert!(serde_json::from_str::<serde_json::Value>(words).is_ok(), "{path} holds data as JSON: {words}");
        }
        "style" => style(path, words),
        _ => {}
    }
    &rest[end..]
}

/// Holds a style against what it could fetch: words outside strings, as far as letters can tell.
pub fn style(path: &str, words: &str) {
    let lower = words.to_ascii_lowercase();
    for fetch in ["@import", "image-set("] {
        let found = outside_strings(&lower).contains(fetch);
        assert!(!found, "the style of {path} fetches: {fetch}");
    }
    let outside = outside_strings(&lower);
    for (at, _) in outside.match_indices("url(") {
        let of = outside[at + 4..].trim_start();
        assert!(
            of.starts_with("data:") || of.starts_with('#') || of.starts_with('"') || of.starts_with('\''),
            "the style of {path} fetches: {of:.60}"
        );
    }
}

/// Returns a style without its comments and with the content of its strings taken out, but for addresses in them.
fn outside_strings(style: &str) -> String {
    let mut out = String::new();
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '/' if rest.starts_with('*') => rest = rest[1..].split_once("*/").map_or("", |(_, after)| after),
            '"' | '\'' => {
                let end = string_end(rest, c);
                let inside = &rest[..end];
                // What a function takes as its address is an address in quotation marks too.
                if out.trim_end().ends_with("url(") {
                    assert!(
                        inside.starts_with("data:") || inside.starts_with('#'),
                        "a style fetches what stands in quotation marks: {inside:.60}"
                    );
                }
                out.push(c);
                rest = &rest[end..];
                rest = rest.strip_prefix(c).unwrap_or(rest);
            }
            '\\' => {
                out.push('\\');
                let next = rest.chars().next().map_or(0, char::len_utf8);
                rest = &rest[next..];
            }
            c => out.push(c),
        }
    }
    out
}

/// Returns where a string of CSS ends: at its mark, or at the end of the line where it is broken.
fn string_end(rest: &str, quote: char) -> usize {
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '\n' | '\r' | '\u{c}' => return at,
            c if c == quote => return at,
            _ => {}
        }
    }
    rest.len()
}

/// Holds an address against the schemes that only lead somewhere.
pub fn address(path: &str, address: &str) {
    // A browser passes over blanks and control characters in a scheme.
    let bare: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = bare.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_scheme = |scheme: &String| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    if let Some(scheme) = scheme.filter(is_scheme) {
        assert!(matches!(scheme.as_str(), "http" | "https" | "mailto" | "doi"), "{path} leads to {address}");
    }
}

/// A tag as a browser reads it.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// How many bytes it has behind its `<`.
    length: usize,
}

impl Tag {
    fn read(rest: &str) -> Self {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\r');
        let name_end = rest.find(|c| is_blank(c) || c == '/' || c == '>').unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        let (mut at, mut attributes) = (name_end, Vec::new());
        loop {
            at += rest[at..].find(|c| !is_blank(c) && c != '/').unwrap_or(rest.len() - at);
            let left = &rest[at..];
            if left.is_empty() || left.starts_with('>') {
                return Self { name, attributes, length: (at + 1).min(rest.len()) };
            }
            let first = left.chars().next().map_or(0, char::len_utf8);
            let end = left[first..]
                .find(|c| is_blank(c) || matches!(c, '/' | '>' | '='))
                .map_or(left.len(), |end| end + first);
            let attribute = left[..end].to_ascii_lowercase();
            at += end;
            let behind = rest[at..].trim_start_matches(is_blank);
            let mut value = String::new();
            if let Some(written) = behind.strip_prefix('=') {
                let written = written.trim_start_matches(is_blank);
                at = rest.len() - written.len();
                let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (begin, end) = match quote {
                    Some(quote) => (1, written[1..].find(quote).map_or(written.len(), |end| end + 1)),
                    None => (0, written.find(|c| is_blank(c) || c == '>').unwrap_or(written.len())),
                };
                written[begin..end].clone_into(&mut value);
                at += if quote.is_some() { (end + 1).min(written.len()) } else { end };
            }
            attributes.push((attribute, unescaped(&value)));
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(attribute, _)| attribute == name).map(|(_, value)| value.as_str())
    }

    fn is_harmless(&self, path: &str) {
        let name = self.name.as_str();
        assert!(!ACTIVE.contains(&name), "{path} holds <{name}>");
        for (attribute, value) in &self.attributes {
            assert!(!attribute.starts_with("on"), "{path} runs {attribute}={value}");
            let is_foreign = !(value.is_empty() || value.starts_with("data:image/") || value.starts_with('#'));
            assert!(!(FETCHING.contains(&attribute.as_str()) && is_foreign), "{path} fetches {attribute}={value}");
            match (name, attribute.as_str()) {
                ("use" | "image", "href" | "xlink:href") => {
                    assert!(value.starts_with('#'), "{path} fetches {value}");
                }
                (_, "href" | "xlink:href") => address(path, value),
                (_, "style") => style(path, value),
                ("meta", "http-equiv") => {
                    assert!(!value.trim().eq_ignore_ascii_case("refresh"), "{path} leads elsewhere by itself");
                }
                _ => {}
            }
        }
    }
}

/// Returns an attribute's value with the references in it resolved that could spell an address.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
        let number = rest[..end].strip_prefix('#').and_then(|digits| {
            let hexadecimal = digits.strip_prefix(['x', 'X']);
            let (digits, radix) = hexadecimal.map_or((digits, 10), |digits| (digits, 16));
            u32::from_str_radix(digits, radix).ok().and_then(char::from_u32)
        });
        let named = match &rest[..end] {
            "colon" => Some(':'),
            "Tab" | "NewLine" => Some(' '),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            _ => None,
        };
        match number.or(named) {
            Some(c) => {
                out.push(c);
                rest = rest[end..].strip_prefix(';').unwrap_or(&rest[end..]);
            }
            None => out.push('&'),
        }
    }
    out + rest
}
