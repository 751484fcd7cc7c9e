//! The lines of a block: `kind id {…}`, the id in quotation marks where it has spaces.

use std::fmt::Write as _;

/// Writes an id as the lock has it.
pub(super) fn id(id: &str, out: &mut String) {
    let plain = !id.is_empty() && id.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '{'));
    if plain {
        out.push_str(id);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}", serde_json::Value::from(id));
    }
}

/// Takes a word or a quoted id off the front of a line.
pub(super) fn take(rest: &str) -> Option<(String, &str)> {
    let rest = rest.trim_start_matches(' ');
    if rest.starts_with('"') {
        let mut words = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let id = words.next()?.ok()?;
        return Some((id, &rest[words.byte_offset()..]));
    }
    let end = rest.find(' ').unwrap_or(rest.len());
    (end > 0).then(|| (rest[..end].to_owned(), &rest[end..]))
}
