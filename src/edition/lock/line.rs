//! The lines of a block: `kind id {…}`, the id in quotation marks where it has spaces.

use std::fmt::Write as _;

use crate::edition::{Entry, EntryKind, Key};

/// Writes an id as the lock has it.
fn id(id: &str, out: &mut String) {
    let plain = !id.is_empty() && id.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '{'));
    if plain {
        out.push_str(id);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}", serde_json::Value::from(id));
    }
}

/// Takes a word or a quoted id off the front of a line.
pub(in crate::edition) fn take(rest: &str) -> Option<(String, &str)> {
    let rest = rest.trim_start_matches(' ');
    if rest.starts_with('"') {
        let mut words = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let id = words.next()?.ok()?;
        return Some((id, &rest[words.byte_offset()..]));
    }
    let end = rest.find(' ').unwrap_or(rest.len());
    (end > 0).then(|| (rest[..end].to_owned(), &rest[end..]))
}

/// Writes an entry, or that there is none, with the end of its line.
pub(in crate::edition) fn entry(key: &Key, entry: Option<&Entry>, out: &mut String) {
    let _ = write!(out, "{} ", key.kind.word());
    id(&key.id, out);
    out.push(' ');
    out.push_str(&entry.map_or_else(|| "null".to_owned(), Entry::to_json));
    out.push('\n');
}

/// Reads an entry from its line; none where the line is no entry.
pub(in crate::edition) fn read(line: &str) -> Option<(Key, Entry)> {
    let (kind, rest) = take(line)?;
    let kind = EntryKind::parse(&kind)?;
    let (id, rest) = take(rest)?;
    Some((Key { kind, id }, Entry::read(kind, rest).ok()?))
}
