//! What stands in the way of writing: names that two pages share, links, and files that the tool did not write.

use std::collections::BTreeSet;
use std::path::Path;

use super::manifest::LARGEST_MANIFEST;
use super::{ManifestFault, Output};
use crate::diagnostic::Problem;
use crate::diagnostic::code::output as code;
use crate::render::Page;
use crate::text::Place;
use crate::world::ProjectPath;

/// Finds pages that would have one name, on some systems at least.
pub(super) fn same_names(output: Output, pages: &[Page]) -> Vec<Problem> {
    let mut names = BTreeSet::from([output.manifest_file().to_owned()]);
    let twice = pages.iter().filter(|page| !names.insert(page.path.as_str().to_lowercase()));
    twice
        .map(|page| {
            Problem::error(
                &code::SAME_REPORT_TWICE,
                Place::Project,
                format!("two pages would be written to `{}`", page.path),
            )
            .note("only one of them would survive")
            .help("give one of the briefs another id")
        })
        .collect()
}

/// Finds links and files where the folder of `output` and the folders in it should be.
pub(super) fn not_folders(root: &Path, output: Output, pages: &[Page]) -> Vec<Problem> {
    let above = pages.iter().filter_map(|page| page.path.as_str().rsplit_once('/'));
    let folders: BTreeSet<&str> = above.map(|(folder, _)| folder).chain([output.folder()]).collect();
    let not_a_folder = |path: &&str| root.join(path).symlink_metadata().is_ok_and(|found| !found.is_dir());
    folders.into_iter().filter(not_a_folder).map(|path| not_a_folder_problem(root, path)).collect()
}

fn not_a_folder_problem(root: &Path, path: &str) -> Problem {
    let kind = if root.join(path).is_symlink() { "a symbolic link" } else { "a file" };
    Problem::error(&code::REPORTS_NOT_A_FOLDER, Place::Project, format!("`{path}` is {kind}, not a folder"))
        .note("reports are written and removed only in a folder of the project itself")
        .help(format!("remove `{path}`; the next build makes the folder"))
}

pub(super) fn not_ours(output: Output, path: &ProjectPath) -> Problem {
    Problem::error(
        &code::REPORT_NOT_OURS,
        Place::File(path.clone()),
        format!("`{path}` is in the way and was not written by this tool"),
    )
    .note(format!("`{}` lists what a build may replace, and does not list it", output.manifest_file()))
    .help("move it to another folder, or delete it if it is an old report")
}

pub(super) fn folder_in_the_way(path: &ProjectPath) -> Problem {
    Problem::error(&code::FOLDER_IN_THE_WAY, Place::File(path.clone()), format!("`{path}` is not a file"))
        .note("a report would be written there")
        .help("rename or remove it, or give the brief another id")
}

pub(super) fn unreadable(path: &ProjectPath, fault: ManifestFault) -> Problem {
    let message = match fault {
        ManifestFault::Damaged => "the manifest of the last build is damaged".to_owned(),
        ManifestFault::Newer(version) => {
            format!("the manifest of the last build has version {version}, newer than this tool knows")
        }
        ManifestFault::TooLarge => {
            format!("the manifest of the last build is larger than {} MiB, and was not read", LARGEST_MANIFEST >> 20)
        }
    };
    Problem::warning(&code::MANIFEST_UNREADABLE, Place::File(path.clone()), message)
        .note("without it a build cannot tell which reports of removed briefs it wrote, and leaves them")
        .help("build to write a new one, and delete reports that no brief makes any more")
}
