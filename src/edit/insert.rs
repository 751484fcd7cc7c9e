//! A new entry in its section, in the order of ids where that is the order, or else at the end: the file that gets it, as it would be,
//! and every byte that was there before.
//!
//! The lines follow the manner of the file: its indentation, its blank lines between entries, its line ends.

use super::entry::NewEntry;
use super::free::{NotFree, free};
use super::{EditedFile, EditedLine};
use crate::load::{Project, RegistryFile};
use crate::text::{Place, RegistryPlace, Text};
use crate::world::{ProjectPath, REGISTRY_FILE};

/// Why an entry cannot be put in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotInserted {
    /// Its id cannot be given to it.
    Id(NotFree),
    /// The file is no registry file of the project.
    NoRegistry,
    /// The section is written in braces, where an entry has no lines of its own.
    InBraces {
        /// The file.
        path: ProjectPath,
    },
}

/// A file with lines added in one place.
#[derive(Debug)]
pub(crate) struct Inserted {
    /// The file.
    pub file: EditedFile,
    /// The line after which they stand; zero for the beginning.
    pub after: usize,
    /// The lines, without line ends; none where the entry stands in a line that was there.
    pub lines: Vec<String>,
}

/// Returns the file with the entry in it: `into`, or else the one that holds the most entries of its section.
pub(crate) fn inserted(
    project: &Project,
    entry: &NewEntry,
    into: Option<&ProjectPath>,
) -> Result<Inserted, NotInserted> {
    free(project, entry.section, &entry.id).map_err(NotInserted::Id)?;
    let file = match into {
        Some(path) => written(project).find(|file| file.path == *path).ok_or(NotInserted::NoRegistry)?,
        None => fullest(project, entry.section).ok_or(NotInserted::NoRegistry)?,
    };
    at_end(project, file, entry)
}

/// Visits the files that are written in YAML: a row of a spreadsheet is added there.
fn written(project: &Project) -> impl DoubleEndedIterator<Item = &RegistryFile> {
    project.files.iter().filter(|file| !file.path.is_table())
}

/// Returns the file that holds the most entries of a section; `claims.yaml` where none has any.
fn fullest<'a>(project: &'a Project, section: &str) -> Option<&'a RegistryFile> {
    let count = |file: &RegistryFile| file.registry.ids().iter().filter(|(of, _)| *of == section).count();
    // Of several with as many, the first.
    let fullest = written(project).rev().max_by_key(|file| count(file))?;
    if count(fullest) > 0 {
        return Some(fullest);
    }
    project.files.iter().find(|file| file.path.as_str() == REGISTRY_FILE)
}

fn at_end(project: &Project, file: &RegistryFile, entry: &NewEntry) -> Result<Inserted, NotInserted> {
    let text = &file.text;
    let lines = lines(text);
    let manner = Manner::of(&lines);
    let in_braces = || NotInserted::InBraces { path: file.path.clone() };
    let Some(head) = heading(project, file, entry.section) else {
        // A file that is one mapping in braces has no line to go on from.
        if lines.iter().any(|line| line.starts_with('{')) {
            return Err(in_braces());
        }
        let after = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        let mut added = if entry.is_one_line {
            vec![format!("{}: {{ {} }}", entry.section, entry.in_braces())]
        } else {
            [vec![format!("{}:", entry.section)], entry.lines(&manner.first, &manner.step)].concat()
        };
        if manner.apart {
            added.insert(0, String::new());
        }
        return Ok(put(file, after, added));
    };
    let line = lines.get(head).copied().unwrap_or_default();
    let rest = line.split_once(':').map_or("", |(_, rest)| rest).trim_start();
    if !line.starts_with([' ', '{']) && rest.starts_with('{') {
        return within_braces(file, head, entry).ok_or_else(in_braces);
    }
    if line.starts_with([' ', '{']) || !(rest.is_empty() || rest.starts_with('#')) {
        return Err(in_braces());
    }
    let below = &lines[head + 1..];
    let is_next = |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#']);
    let below = &below[..below.iter().position(is_next).unwrap_or(below.len())];
    // A comment at the edge speaks of what comes next.
    let last = below.iter().rposition(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let below = &below[..last.map_or(0, |last| last + 1)];
    let manner = manner.in_section(below);
    let mut added = entry.lines(&manner.first, &manner.step);
    if let Some(at) = in_order(below, &manner.first, &entry.id) {
        if manner.apart {
            added.push(String::new());
        }
        return Ok(put(file, head + 1 + at, added));
    }
    if manner.apart {
        added.insert(0, String::new());
    }
    Ok(put(file, head + 1 + below.len(), added))
}

/// Returns before which line of a section an entry belongs whose ids stand in order; none where it belongs at the end. So two branches
/// seldom put their entries at one place, which git could not merge.
fn in_order(section: &[&str], first: &str, id: &str) -> Option<usize> {
    let heads = section.iter().enumerate().filter(|(_, line)| indented(line) == Some(first));
    let ids: Vec<(usize, &str)> = heads
        .filter_map(|(at, line)| Some((at, line.trim_start().split_once(':')?.0.trim_matches(['"', '\'']))))
        .collect();
    if !ids.is_sorted_by(|(_, one), (_, next)| one < next) {
        return None;
    }
    let (next, _) = *ids.iter().find(|(_, other)| *other > id)?;
    // What is remarked right above an entry speaks of it.
    let remarks = section[..next].iter().rev().take_while(|line| {
        let said = line.trim_start();
        said.starts_with('#') && line.len() - said.len() <= first.len()
    });
    let at = next - remarks.count();
    // Above the first entry a remark may speak of the whole section.
    (at == next || ids.first().is_some_and(|(first, _)| *first != next)).then_some(at)
}

/// Returns on which line the section begins, from zero.
fn heading(project: &Project, file: &RegistryFile, section: &'static str) -> Option<usize> {
    let place = RegistryPlace::value(file.path.clone(), vec![section.into()]).key();
    let Place::Text(_, span) = project.locate(&place.into()) else { return None };
    let is_there = file.text.as_str().get(span.range())?.trim_matches(['"', '\'']) == section;
    is_there.then(|| file.text.position(span.start).line - 1)
}

/// Returns a text's lines without line ends.
fn lines(text: &Text) -> Vec<&str> {
    let all = text.as_str();
    let lines = all.split('\n').map(|line| line.trim_end_matches('\r'));
    let mut lines: Vec<&str> = lines.collect();
    if all.is_empty() || all.ends_with('\n') {
        lines.pop();
    }
    lines
}

/// Returns the file with lines added after its line `after`.
fn put(file: &RegistryFile, after: usize, lines: Vec<String>) -> Inserted {
    let text = file.text.as_str();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = file.text.line(after + 1).map_or(text.len(), |line| line.start);
    let (before, rest) = text.split_at(if after == 0 { 0 } else { at });
    let mut content = before.to_owned();
    if !content.is_empty() && !content.ends_with('\n') {
        content.push_str(end);
    }
    for line in &lines {
        content.push_str(line);
        content.push_str(end);
    }
    content.push_str(rest);
    let file =
        EditedFile { path: file.path.clone(), before: file.text.clone(), after: content, words: 0, lines: Vec::new() };
    Inserted { file, after, lines }
}

/// How a file is laid out.
#[derive(Debug, Clone)]
struct Manner {
    /// What stands before an entry's id.
    first: String,
    /// What stands before its keys, beyond that.
    step: String,
    /// Whether entries, or sections, stand apart by a blank line.
    apart: bool,
}

impl Manner {
    /// Returns the manner of a whole file: sections and the entries in them.
    fn of(lines: &[&str]) -> Self {
        let first = lines.iter().find_map(|line| indented(line)).unwrap_or("  ");
        let is_head = |line: &&&str| line.starts_with(char::is_alphabetic);
        let apart = lines.windows(2).any(|pair| pair[0].trim().is_empty() && is_head(&&pair[1]));
        Self { first: first.to_owned(), step: first.to_owned(), apart }
    }

    /// Returns the manner of a section's lines, where they show one.
    fn in_section(self, lines: &[&str]) -> Self {
        let Some(first) = lines.iter().find_map(|line| indented(line)) else { return Self { apart: false, ..self } };
        let all = lines.iter().filter_map(|line| indented(line));
        let deeper = all.filter(|deep| deep.len() > first.len()).find_map(|deep| deep.strip_prefix(first));
        let entries: Vec<usize> =
            (0..lines.len()).filter(|at| indented(lines[*at]).is_some_and(|deep| deep.len() == first.len())).collect();
        let is_apart = |at: usize| {
            let above = lines[..at].iter().rev().find(|line| !line.trim_start().starts_with('#'));
            above.is_some_and(|line| line.trim().is_empty())
        };
        let apart = entries.iter().skip(1).any(|at| is_apart(*at));
        Self { first: first.to_owned(), step: deeper.unwrap_or(first).to_owned(), apart }
    }
}

/// Returns the spaces before what a line says; none of a line that says nothing, or begins at the edge.
fn indented(line: &str) -> Option<&str> {
    let said = line.trim_start_matches(' ');
    let spaces = &line[..line.len() - said.len()];
    (!spaces.is_empty() && !said.is_empty() && !said.starts_with('#')).then_some(spaces)
}

/// Returns the file with the entry in the braces that begin on a line, counted from zero; none where they go on below it.
fn within_braces(file: &RegistryFile, line: usize, entry: &NewEntry) -> Option<Inserted> {
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
    let changed = EditedLine { number: line + 1, before: before.to_owned(), after };
    let file = EditedFile {
        path: file.path.clone(),
        before: file.text.clone(),
        after: content,
        words: 0,
        lines: vec![changed],
    };
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
    use super::super::Written;
    use super::*;
    use crate::diagnostic::Problems;
    use crate::load;
    use crate::world::Memory;

    fn insert(content: &str, section: &'static str) -> Result<String, NotInserted> {
        let project = load::registry(&Memory::with([("claims.yaml", content)]), &mut Problems::default()).unwrap();
        let keys = vec![("name".to_owned(), Written::Words("X".to_owned()))];
        let entry = NewEntry { keys, ..NewEntry::new(section, "new") };
        inserted(&project, &entry, None).map(|inserted| inserted.file.after)
    }

    #[test]
    fn an_entry_follows_the_manner_of_its_section() {
        for (before, after) in [
            ("parties:\n  a: A\n", "parties:\n  a: A\n  new:\n    name: X\n"),
            ("parties:\n    a:\n      name: A\n", "parties:\n    a:\n      name: A\n    new:\n      name: X\n"),
            ("parties:\r\n  a: A\r\n", "parties:\r\n  a: A\r\n  new:\r\n    name: X\r\n"),
            ("parties:\n  a: A", "parties:\n  a: A\n  new:\n    name: X\n"),
            (
                "parties: # who\n  a: A\n\n  # b\n  b: B\n  # end\n\n# claims\nclaims:\n",
                "parties: # who\n  a: A\n\n  # b\n  b: B\n  # end\n\n  new:\n    name: X\n\n# claims\nclaims:\n",
            ),
            ("parties:\nclaims:\n   c: {}\n", "parties:\n   new:\n      name: X\nclaims:\n   c: {}\n"),
            ("registry: 1\n", "registry: 1\nparties:\n  new:\n    name: X\n"),
            (
                "registry: 1\n\nclaims:\n  a: {}\n\n",
                "registry: 1\n\nclaims:\n  a: {}\n\nparties:\n  new:\n    name: X\n\n",
            ),
            (
                "parties:\n  a:\n    name: >-\n      long\n\n      words\nclaims:\n",
                "parties:\n  a:\n    name: >-\n      long\n\n      words\n  new:\n    name: X\nclaims:\n",
            ),
        ] {
            assert_eq!(insert(before, "parties").unwrap(), after);
        }
    }

    #[test]
    fn an_entry_stands_in_the_order_of_ids_where_that_is_the_order() {
        for (before, after) in [
            ("parties:\n  a: A\n  z: Z\n", "parties:\n  a: A\n  new:\n    name: X\n  z: Z\n"),
            ("parties:\n  z: Z\n  a: A\n", "parties:\n  z: Z\n  a: A\n  new:\n    name: X\n"),
            (
                "parties:\n  a: A\n\n  # of z\n  z:\n    name: Z\n",
                "parties:\n  a: A\n\n  new:\n    name: X\n\n  # of z\n  z:\n    name: Z\n",
            ),
            ("parties:\n  # who\n  z: Z\n", "parties:\n  # who\n  z: Z\n  new:\n    name: X\n"),
            (
                "parties:\n  a:\n    name: |\n      x\n    # end\n  z: Z\nclaims:\n",
                "parties:\n  a:\n    name: |\n      x\n    # end\n  new:\n    name: X\n  z: Z\nclaims:\n",
            ),
        ] {
            assert_eq!(insert(before, "parties").unwrap(), after);
        }
    }

    #[test]
    fn a_section_in_braces_on_one_line_gets_it_there() {
        for (before, after) in [
            ("parties: { a: A }\n", "parties: { a: A, new: X }\n"),
            ("parties: { a: A, } # all\r\nclaims:\r\n", "parties: { a: A, new: X } # all\r\nclaims:\r\n"),
            ("parties: {}\n", "parties: { new: X }\n"),
        ] {
            assert_eq!(insert(before, "parties").unwrap(), after);
        }
    }

    #[test]
    fn a_section_in_braces_over_several_lines_is_refused() {
        for content in ["{ registry: 1 }\n", "{ parties: { a: A } }\n", "parties: {\n  a: A\n}\n"] {
            assert!(matches!(insert(content, "parties"), Err(NotInserted::InBraces { .. })), "{content}");
        }
    }

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
