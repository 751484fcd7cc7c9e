//! A new entry in a section that its author wrote in braces on one line, before the closing one.

use super::entry::NewEntry;
use super::{Inserted, Mended, MendedLine};
use crate::load::RegistryFile;

/// Returns the file with the entry in the braces that begin on a line, counted from zero; none where they go on below it.
pub(super) fn inserted(file: &RegistryFile, line: usize, entry: &NewEntry) -> Option<Inserted> {
    let span = file.text.line(line + 1)?;
    let whole = file.text.as_str().get(span.range())?;
    let before = whole.trim_end_matches(['\r', '\n']);
    let open = before.find('{')?;
    let close = closing(before, open)?;
    let held = before[open + 1..close].trim_end();
    let comma = if held.trim().is_empty() || held.ends_with(',') { "" } else { "," };
    let end = open + 1 + held.len();
    let after = format!("{}{comma} {} {}", &before[..end], entry.in_braces(), &before[close..]);
    let text = file.text.as_str();
    let content = [&text[..span.start], &after, &text[span.start + before.len()..]].concat();
    let changed = MendedLine { number: line + 1, before: before.to_owned(), after };
    let file =
        Mended { path: file.path.clone(), before: file.text.clone(), after: content, words: 0, lines: vec![changed] };
    Some(Inserted { file, after: line, lines: Vec::new() })
}

/// Returns where the brace that opens at `open` is closed on its line; none where a quotation or a comment comes between.
fn closing(line: &str, open: usize) -> Option<usize> {
    let (mut depth, mut quote, mut before) = (0_usize, None, ' ');
    for (at, c) in line.char_indices().skip_while(|(at, _)| *at < open) {
        match (quote, c) {
            (Some('"'), '"') if before == '\\' => {}
            (Some(open), c) if open == c => quote = None,
            // Within plain words a quotation mark is a letter like others.
            (None, '"' | '\'') if line[..at].trim_end().ends_with(['{', '[', ',', ':']) => quote = Some(c),
            (None, '#') if before == ' ' => return None,
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brace_that_closes_is_found_behind_what_it_holds() {
        for (line, close) in [
            ("a: { b: c }", Some(10)),
            ("a: { b: { c: d } } # }", Some(17)),
            ("a: { b: \"}\" }", Some(12)),
            ("a: { b: '}' }", Some(12)),
            ("a: { b: it's }", Some(13)),
            ("a: {}", Some(4)),
            ("a: { b: c # }", None),
            ("a: { b: c", None),
        ] {
            assert_eq!(closing(line, 3), close, "{line}");
        }
    }
}
