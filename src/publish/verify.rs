//! Compares `reports/` on disk, byte for byte, with the pages that the project makes now.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::conflict;
use crate::digest::Digest;
use crate::publish::{LARGEST_PAGE, Manifest, Output, Plan};
use crate::render::{Content, Page};
use crate::world::{ProjectPath, Unreadable, World};

/// How the reports on disk differ from those of the project.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many reports are the same.
    pub same: usize,
    /// The files that are not, by path.
    pub different: Vec<Difference>,
    /// Files that the tool did not write.
    pub foreign: Vec<ProjectPath>,
}

/// A file that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file.
    pub path: ProjectPath,
    /// How it differs.
    pub change: Change,
}

/// How a file on disk differs from what the project makes.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not there.
    Missing,
    /// It is a folder, leads out of the project, or cannot be read.
    Unreadable,
    /// It holds something else.
    Different {
        /// The first line that differs, from one.
        line: usize,
        /// What stands there on disk; empty where the file ends before it.
        found: String,
        /// What should stand there.
        expected: String,
    },
    /// Both sides of a git conflict stand in it.
    Unmerged {
        /// The line of the first mark, from one.
        line: usize,
    },
    /// An earlier build wrote it, and no brief makes it any more.
    Extra,
}

/// Returns how the reports of `world` differ from `pages` and their manifest.
pub fn compare(world: &dyn World, pages: &[Page], manifest: &Manifest) -> Comparison {
    let manifest_file = ProjectPath::fixed(Output::Reports.manifest_file());
    let of_manifest = Content::of(manifest.to_bytes());
    let mut expected: BTreeMap<&ProjectPath, &Content> = pages.iter().map(|page| (&page.path, &page.content)).collect();
    expected.insert(&manifest_file, &of_manifest);

    let changes: Vec<Option<Difference>> = expected
        .par_iter()
        .map(|(path, content)| change(world, path, content).map(|change| Difference { path: (*path).clone(), change }))
        .collect();
    let mut different: Vec<Difference> = changes.into_iter().flatten().collect();
    let same = pages.len() - different.iter().filter(|one| one.path != manifest_file).count();
    let wrote = Manifest::standing(world, Output::Reports).ok().flatten();
    let mut foreign = Vec::new();
    for path in world.list(&ProjectPath::fixed(Output::Reports.folder())).unwrap_or_default() {
        let hidden = path.as_str().split('/').any(|name| name.starts_with('.'));
        if expected.contains_key(&path) || hidden {
            continue;
        }
        if wrote.as_ref().is_some_and(|manifest| manifest.outputs.contains_key(path.as_str())) {
            different.push(Difference { path, change: Change::Extra });
        } else {
            foreign.push(path);
        }
    }
    different.sort_by(|a, b| a.path.cmp(&b.path));
    Comparison { same, different, foreign }
}

fn change(world: &dyn World, path: &ProjectPath, expected: &Content) -> Option<Change> {
    match world.read_at_most(path, LARGEST_PAGE) {
        Ok(found) if expected.is(&found) => None,
        Ok(found) => {
            Some(unmerged(&found).unwrap_or_else(|| first_line(&found, &expected.bytes().unwrap_or_default())))
        }
        Err(Unreadable::Missing) => Some(Change::Missing),
        Err(_) => Some(Change::Unreadable),
    }
}

/// Returns the first mark of a git conflict; none where there is none.
fn unmerged(found: &[u8]) -> Option<Change> {
    let text = std::str::from_utf8(found).ok()?;
    let first = conflict::found(text).into_iter().next()?;
    Some(Change::Unmerged { line: text[..first.start].matches('\n').count() + 1 })
}

fn first_line(found: &[u8], expected: &[u8]) -> Change {
    let (mut found, mut expected) = (found.split(|byte| *byte == b'\n'), expected.split(|byte| *byte == b'\n'));
    let mut line = 0;
    loop {
        line += 1;
        let (here, there) = (found.next(), expected.next());
        // Unequal files differ in some line, so this ends before both do.
        if here != there || here.is_none() {
            return Change::Different { line, found: shown(here), expected: shown(there) };
        }
    }
}

/// The most characters of a line that are shown.
const SHOWN: usize = 160;

fn shown(line: Option<&[u8]>) -> String {
    let line = String::from_utf8_lossy(line.unwrap_or_default());
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.into_owned(),
    }
}

/// How a PDF stands to the pages that it is to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfChange {
    /// It is not there.
    Missing,
    /// It is not as it was printed.
    Different,
    /// It prints other pages than those that the project makes.
    OutOfDate,
}

/// Returns every PDF that is not of these pages, and how it differs; none where nothing was printed.
pub fn compare_pdf(world: &dyn World, pages: &[Page]) -> Option<Vec<(ProjectPath, PdfChange)>> {
    let manifest = Manifest::standing(world, Output::Pdf).ok().flatten()?;
    let made: BTreeMap<&str, String> =
        pages.iter().map(|page| (page.path.as_str(), page.content.digest().to_string())).collect();
    let changes = manifest.outputs.iter().filter_map(|(file, digest)| {
        let path = ProjectPath::parse(file).ok()?;
        let of = manifest.printed.get(file).map(|printed| &printed.of);
        let is_of_these = of.is_some_and(|of| of.iter().all(|(page, digest)| made.get(page.as_str()) == Some(digest)));
        let change = match world.read_at_most(&path, LARGEST_PAGE) {
            Err(Unreadable::Missing) => PdfChange::Missing,
            Ok(bytes) if Digest::of(&bytes).to_string() == *digest => {
                return (!is_of_these).then_some((path, PdfChange::OutOfDate));
            }
            _ => PdfChange::Different,
        };
        Some((path, change))
    });
    Some(changes.collect())
}

/// Returns how many PDFs print pages that a plan replaces or removes.
pub fn outdated_pdf(world: &dyn World, plan: &Plan<'_>) -> usize {
    let Ok(Some(manifest)) = Manifest::standing(world, Output::Pdf) else { return 0 };
    let written = plan.write.iter().map(|(page, _)| (page.path.as_str(), Some(page.content.digest().to_string())));
    let removed = plan.remove.iter().map(|(path, _)| (path.as_str(), None));
    let now: BTreeMap<&str, Option<String>> = written.chain(removed).collect();
    let is_other =
        |(page, digest): (&String, &String)| now.get(page.as_str()).is_some_and(|now| now.as_ref() != Some(digest));
    manifest.printed.values().filter(|printed| printed.of.iter().any(is_other)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    fn page(path: &'static str, words: &str) -> Page {
        Page::of_no_brief(ProjectPath::fixed(path), words.as_bytes().to_vec())
    }

    #[test]
    fn missing_different_extra_and_foreign_reports_are_told_apart() {
        let pages = [page("reports/a.md", "one\ntwo\n"), page("reports/b.md", "b"), page("reports/c.md", "c")];
        let manifest = Manifest::of(&BTreeMap::new(), BTreeMap::new(), &pages);
        let old = [page("reports/a.md", ""), page("reports/old.md", "")];
        let old = String::from_utf8(Manifest::of(&BTreeMap::new(), BTreeMap::new(), &old).to_bytes()).unwrap();
        let world = Memory::with([
            ("drafts/old.md", "not compared"),
            ("reports/a.md", "one\n2\n"),
            ("reports/c.md", "c"),
            ("reports/manifest.json", &old),
            ("reports/notes.txt", "mine"),
            ("reports/old.md", "old"),
        ]);
        let found = compare(&world, &pages, &manifest);
        assert_eq!(found.same, 1);
        assert_eq!(found.foreign, [ProjectPath::fixed("reports/notes.txt")]);
        let changes: Vec<_> = found.different.iter().map(|one| (one.path.as_str(), &one.change)).collect();
        let different = Change::Different { line: 2, found: "2".into(), expected: "two".into() };
        assert_eq!(changes[0], ("reports/a.md", &different));
        assert_eq!(changes[1], ("reports/b.md", &Change::Missing));
        assert_eq!(changes[2].0, "reports/manifest.json");
        assert_eq!(changes[3], ("reports/old.md", &Change::Extra));
    }
}
