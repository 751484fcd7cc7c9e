//! Values of an entry are set, added to a list or taken out: in the manner in which the entry is written, in braces or line by line,
//! in whatever file it stands, and every other byte as it was.

use std::collections::BTreeMap;

use super::{EditedFile, Replacement, apart, file};
use crate::load::{Project, SpeltParts};
use crate::text::{RegistryPlace, Span, Step, Text};
use crate::world::ProjectPath;

/// A change of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// A key gets a value, whether it has one or not.
    Set {
        /// The entry, or whatever else has keys.
        at: RegistryPlace,
        /// The key.
        key: &'static str,
        /// The value, as it stands on one line.
        yaml: String,
    },
    /// A list gets one more item, whether there is a list or not.
    Push {
        /// The entry.
        at: RegistryPlace,
        /// The key of the list.
        key: &'static str,
        /// The item, as it stands on one line.
        yaml: String,
    },
    /// Items of a list go, and the list with the last of them.
    Take {
        /// The entry.
        at: RegistryPlace,
        /// The key of the list.
        key: &'static str,
        /// The items, from zero.
        items: Vec<usize>,
    },
}

/// Returns the files with the changes made, by path; the entry that is written in a way in which one cannot be.
pub(crate) fn changed(project: &Project, changes: &[Change]) -> Result<Vec<EditedFile>, RegistryPlace> {
    let mut edits: BTreeMap<&ProjectPath, Vec<(Span, String)>> = BTreeMap::new();
    for change in changes {
        let (Change::Set { at, .. } | Change::Push { at, .. } | Change::Take { at, .. }) = change;
        let edit = edit(project, change).ok_or_else(|| at.clone())?;
        edits.entry(&at.file).or_default().extend(edit);
    }
    let files = edits.into_iter().filter_map(|(path, edits)| {
        let text = &project.files.iter().find(|file| file.path == *path)?.text;
        let replacements = edits.iter().map(|(span, with)| Replacement { span: *span, with }).collect();
        Some(file(path, text, &apart(replacements)))
    });
    Ok(files.collect())
}

fn edit(project: &Project, change: &Change) -> Option<Vec<(Span, String)>> {
    let text = |at: &RegistryPlace| Some(&project.files.iter().find(|file| file.path == at.file)?.text);
    Some(match change {
        Change::Set { at, key, yaml } => vec![match value(project, at, key) {
            Some(Found { span, is_empty: true, .. }) => (span, format!(" {yaml}")),
            Some(Found { span, .. }) => (span, yaml.clone()),
            None => added(project, text(at)?, at, &format!("{key}: {yaml}"))?,
        }],
        Change::Push { at, key, yaml } => match value(project, at, key) {
            Some(Found { span, is_empty: true, .. }) => vec![(span, format!(" [{yaml}]"))],
            Some(Found { span, parts: SpeltParts::Items(items), .. }) => vec![pushed(text(at)?, span, &items, yaml)?],
            // One item may stand without a list around it.
            Some(Found { span, parts: SpeltParts::Keys(_), .. }) if is_flow(text(at)?, span, '{') => {
                vec![
                    (Span::new(span.start, span.start), "[".to_owned()),
                    (Span::new(span.end, span.end), format!(", {yaml}]")),
                ]
            }
            Some(_) => return None,
            None => vec![added(project, text(at)?, at, &format!("{key}: [{yaml}]"))?],
        },
        Change::Take { at, key, items: taken } => {
            let Some(Found { span, key, parts: SpeltParts::Items(items), .. }) = value(project, at, key) else {
                return None;
            };
            without(text(at)?, (key, span), &items, taken)?
        }
    })
}

/// The value under a key.
struct Found {
    key: Span,
    span: Span,
    parts: SpeltParts,
    /// Whether nothing is written there; then the bytes are those behind the colon.
    is_empty: bool,
}

fn value(project: &Project, at: &RegistryPlace, key: &str) -> Option<Found> {
    let text = project.files.iter().find(|file| file.path == at.file)?.text.as_str();
    let found = project.spelt(&at.clone().then(Step::from(key)))?;
    let key = found.key?;
    let is_empty = found.span.range().is_empty();
    let span = if is_empty {
        let colon = key.end + text.get(key.end..)?.find(':')? + 1;
        Span::new(colon, colon)
    } else {
        found.span
    };
    Some(Found { key, span, parts: found.parts, is_empty })
}

/// Returns what puts a further key into a mapping, behind its last one.
fn added(project: &Project, text: &Text, at: &RegistryPlace, line: &str) -> Option<(Span, String)> {
    let SpeltParts::Keys(keys) = project.spelt(at)?.parts else { return None };
    let mapping = project.spelt(at)?.span;
    let (_, key, value) = keys.last()?;
    let end = value.end.max(key.end);
    if is_flow(text, mapping, '{') {
        return Some((Span::new(end, end), format!(", {line}")));
    }
    let indent = before(text, key.start)?;
    indent.chars().all(|c| c == ' ').then(|| below(text, end, &format!("{indent}{line}")))
}

/// Returns what puts a further item into a list, behind its last one.
fn pushed(text: &Text, whole: Span, items: &[Span], yaml: &str) -> Option<(Span, String)> {
    let Some(last) = items.last() else { return Some((whole, format!("[{yaml}]"))) };
    if is_flow(text, whole, '[') {
        return Some((Span::new(last.end, last.end), format!(", {yaml}")));
    }
    let dash = dash(text, *last)?;
    let indent = before(text, dash)?;
    indent.chars().all(|c| c == ' ').then(|| below(text, last.end, &format!("{indent}- {yaml}")))
}

/// Returns what takes items out of a list.
fn without(text: &Text, (key, whole): (Span, Span), items: &[Span], taken: &[usize]) -> Option<Vec<(Span, String)>> {
    let gone = |at: usize| taken.contains(&at);
    let all = (0..items.len()).all(gone);
    let nothing = |span: Span| (span, String::new());
    let line_of = |at: usize| text.line(text.position(at).line);
    if is_flow(text, whole, '[') {
        if all {
            return Some(vec![(whole, "[]".to_owned())]);
        }
        // Of those that stay the first keeps what is before it, and each other what is between it and the one above.
        let cut = |at: usize| match items.get(at + 1) {
            Some(next) if (0..at).all(gone) => Span::new(items[at].start, next.start),
            _ => Span::new(items[at - 1].end, items[at].end),
        };
        return Some((0..items.len()).filter(|at| gone(*at)).map(|at| nothing(cut(at))).collect());
    }
    let end = |at: usize| Some((line_of(at)?.end + 1).min(text.as_str().len()));
    if all {
        let own_line = before(text, key.start)?.chars().all(|c| c == ' ');
        let last = items.last()?.end;
        return own_line.then(|| Some(vec![nothing(Span::new(line_of(key.start)?.start, end(last)?))]))?;
    }
    (0..items.len())
        .filter(|at| gone(*at))
        .map(|at| Some(nothing(Span::new(line_of(dash(text, items[at])?)?.start, end(items[at].end)?))))
        .collect()
}

fn is_flow(text: &Text, span: Span, bracket: char) -> bool {
    text.as_str().get(span.start..).is_some_and(|rest| rest.starts_with(bracket))
}

/// Returns where the dash of an item stands.
fn dash(text: &Text, item: Span) -> Option<usize> {
    let above = text.as_str().get(..item.start)?.trim_end();
    if text.as_str().get(item.start..)?.starts_with("- ") {
        return Some(item.start);
    }
    above.ends_with('-').then(|| above.len() - 1)
}

/// Returns what stands on a line before a byte.
fn before(text: &Text, at: usize) -> Option<&str> {
    let line = text.line(text.position(at).line)?;
    text.as_str().get(line.start..at)
}

/// Returns what puts a line below the one on which a byte stands, with the line end that this file has.
fn below(text: &Text, at: usize, line: &str) -> (Span, String) {
    let whole = text.as_str();
    let rest = whole.get(at..).unwrap_or_default();
    let end = at + rest.find('\n').unwrap_or(rest.len());
    let end = if whole[..end].ends_with('\r') { end - 1 } else { end };
    let newline = if whole.contains("\r\n") { "\r\n" } else { "\n" };
    (Span::new(end, end), format!("{newline}{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problems;
    use crate::load;
    use crate::world::Memory;

    fn change(datasets: &str, changes: impl Fn(RegistryPlace) -> Vec<Change>) -> Option<String> {
        let content = format!("registry: 1\ndatasets:{datasets}claims:\n  c: {{ statement: A. }}\n");
        let project = load::registry(&Memory::with([("claims.yaml", &content)]), &mut Problems::default()).unwrap();
        let at = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec!["datasets".into(), "a".into()]);
        let files = changed(&project, &changes(at)).ok()?;
        let after = files[0].after.strip_prefix("registry: 1\ndatasets:").unwrap();
        Some(after.strip_suffix("claims:\n  c: { statement: A. }\n").unwrap().to_owned())
    }

    fn updated(datasets: &str) -> Option<String> {
        change(datasets, |at| {
            let item = "{ file: old.csv, vintage: 2025-11 }".to_owned();
            vec![
                Change::Set { at: at.clone(), key: "vintage", yaml: "2025-12".into() },
                Change::Push { at, key: "earlier", yaml: item },
            ]
        })
    }

    #[test]
    fn a_dataset_is_changed_in_the_manner_in_which_it_is_written() {
        for (before, after) in [
            (
                "\n  a:\n    file: x.csv # the file\n    vintage: 2025-11 # first\n  b: {}\n",
                "\n  a:\n    file: x.csv # the file\n    vintage: 2025-12 # first\n    earlier: [{ file: old.csv, vintage: 2025-11 }]\n  b: {}\n",
            ),
            (
                "\n  a:\n    vintage: \"2025-11\"\n    fields: { m: yearmonth }\n\n  # b\n  b: {}\n",
                "\n  a:\n    vintage: 2025-12\n    fields: { m: yearmonth }\n    earlier: [{ file: old.csv, vintage: 2025-11 }]\n\n  # b\n  b: {}\n",
            ),
            (
                " { a: { file: x.csv, vintage: 2025-11 } } # all\n",
                " { a: { file: x.csv, vintage: 2025-12, earlier: [{ file: old.csv, vintage: 2025-11 }] } } # all\n",
            ),
            (
                "\n  a: { file: x.csv, # one\n    vintage: 2025-11, # two\n    earlier: [ { file: o.csv, vintage: 2025-10 }, ] }\n",
                "\n  a: { file: x.csv, # one\n    vintage: 2025-12, # two\n    earlier: [ { file: o.csv, vintage: 2025-10 }, { file: old.csv, vintage: 2025-11 }, ] }\n",
            ),
            (
                "\n  a:\n    earlier:\n      - file: o.csv\n        vintage: 2025-10 # kept\n    file: x.csv\n",
                "\n  a:\n    earlier:\n      - file: o.csv\n        vintage: 2025-10 # kept\n      - { file: old.csv, vintage: 2025-11 }\n    file: x.csv\n    vintage: 2025-12\n",
            ),
            (
                " { a: { vintage: 2025-11, earlier: { file: o.csv, vintage: 2025-10 } } }\n",
                " { a: { vintage: 2025-12, earlier: [{ file: o.csv, vintage: 2025-10 }, { file: old.csv, vintage: 2025-11 }] } }\n",
            ),
            (
                "\n  a:\n    vintage:\n    earlier: []\n    file: x.csv\n",
                "\n  a:\n    vintage: 2025-12\n    earlier: [{ file: old.csv, vintage: 2025-11 }]\n    file: x.csv\n",
            ),
            (
                "\r\n  a:\r\n    vintage: 2025-11\r\n",
                "\r\n  a:\r\n    vintage: 2025-12\r\n    earlier: [{ file: old.csv, vintage: 2025-11 }]\r\n",
            ),
        ] {
            assert_eq!(updated(before).as_deref(), Some(after), "{before}");
        }
        assert_eq!(updated("\n  b: {}\n"), None);
    }

    #[test]
    fn items_are_taken_out_of_a_list_and_the_list_with_the_last() {
        for (before, taken, after) in [
            (
                "\n  a: { earlier: [{ file: o }, { file: p }, { file: q }] }\n",
                &[0, 1][..],
                "\n  a: { earlier: [{ file: q }] }\n",
            ),
            (
                "\n  a: { earlier: [{ file: o }, { file: p }, { file: q }] }\n",
                &[1],
                "\n  a: { earlier: [{ file: o }, { file: q }] }\n",
            ),
            ("\n  a: { earlier: [{ file: o }, { file: p }] }\n", &[1], "\n  a: { earlier: [{ file: o }] }\n"),
            ("\n  a: { earlier: [{ file: o }] }\n", &[0], "\n  a: { earlier: [] }\n"),
            (
                "\n  a:\n    earlier:\n      - file: o\n        vintage: 2024\n      - file: p\n    file: x\n",
                &[0],
                "\n  a:\n    earlier:\n      - file: p\n    file: x\n",
            ),
            ("\n  a:\n    earlier:\n    - file: o\n    - file: p\n    file: x\n", &[0, 1], "\n  a:\n    file: x\n"),
        ] {
            let items = taken.to_vec();
            let found = change(before, |at| vec![Change::Take { at, key: "earlier", items: items.clone() }]);
            assert_eq!(found.as_deref(), Some(after), "{before}");
        }
    }
}
