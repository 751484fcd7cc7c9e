//! Registry files as they come from the world, within their limits and with their digest; those named under `include`, sorted by
//! path and read on all cores.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::code::registry::{BAD_PATH, EMPTY_INCLUDE, OTHER_KIND, TOO_MANY_PATTERNS, UNREADABLE_FILE};
use crate::diagnostic::{Problem, Problems, other_kind, paths};
use crate::digest::Digest;
use crate::language::Languages;
use crate::registry::Registry;
use crate::text::{Place, RegistryPlace, Step, Text};
use crate::world::{ProjectPath, REGISTRY_FILE, World};

use super::guard::{LARGEST_FILE, LARGEST_TOGETHER};
use super::node::Node;
use super::project::{Project, RegistryFile};
use super::read::{FileRole, Outcome};
use super::{problems as wrong, read};

/// A registry file as it came from the world.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The digest of its bytes.
    pub(super) digest: Option<Digest>,
    /// Its words; none where it could not be read as text.
    pub(super) text: Option<Text>,
    /// What it says, as far as it could be read.
    pub(super) registry: Registry,
    /// Whether all of it was read.
    pub(super) whole: bool,
    /// What is wrong with it.
    pub(super) problems: Vec<Problem>,
    /// Its tree, where one was made.
    tree: Option<Node>,
    /// The languages in one of which it was read, where it is in several.
    pub(super) languages: Option<Languages>,
    /// The texts that have no words of their own in that language.
    untranslated: Vec<RegistryPlace>,
}

/// Returns what became of a registry file.
pub(super) fn registry(world: &dyn World, path: &ProjectPath, role: FileRole, languages: Option<&Languages>) -> Taken {
    let failed = |digest, problem| Taken { digest, problems: vec![problem], ..Taken::default() };
    let place = || match role {
        FileRole::Main => Place::Project,
        FileRole::Included => Place::File(path.clone()),
    };
    let size = world.size(path).unwrap_or(0);
    if size > LARGEST_FILE as u64 {
        return failed(None, wrong::large_file(path));
    }
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(why) => return failed(None, paths::unreadable(&UNREADABLE_FILE, place(), path, &why)),
    };
    let digest = Some(Digest::of(&bytes));
    let text = match text(path, bytes) {
        Ok(text) => text,
        Err(problem) => return failed(digest, *problem),
    };
    Taken { digest, ..again(path, text, role, languages) }
}

/// Returns what a registry file says whose text is known, in the language that is asked for.
pub(super) fn again(path: &ProjectPath, text: Text, role: FileRole, languages: Option<&Languages>) -> Taken {
    let Outcome { mut registry, whole, problems, tree, languages, untranslated } =
        read::read(path, &text, role, languages);
    registry.datasets.name_files();
    Taken { digest: None, text: Some(text), registry, whole, problems, tree, languages, untranslated }
}

/// Returns the text of a registry file's bytes, a byte order mark dropped.
fn text(file: &ProjectPath, bytes: Vec<u8>) -> Result<Text, Box<Problem>> {
    if bytes.len() > LARGEST_FILE {
        return Err(Box::new(wrong::large_file(file)));
    }
    if let Some(kind) = other_kind::of(&bytes) {
        return Err(Box::new(kind.problem(&OTHER_KIND, file, read::wanted(file))));
    }
    let words = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Box::new(wrong::not_utf8(file, error.as_bytes(), valid))
    })?;
    Ok(Text::new(words.strip_prefix('\u{FEFF}').unwrap_or(&words)))
}

/// Puts a registry file into the project.
pub(super) fn add(project: &mut Project, path: ProjectPath, taken: Taken, problems: &mut Problems) {
    problems.extend(taken.problems);
    project.whole &= taken.whole;
    if let Some(digest) = taken.digest {
        project.inputs.insert(path.clone(), digest);
    }
    project.untranslated.extend(taken.untranslated);
    if let Some(tree) = taken.tree {
        project.trees.keep(&path, tree);
    }
    if let Some(text) = taken.text {
        project.files.push(RegistryFile { path, text, registry: taken.registry });
    }
}

/// How many patterns there may be: each is held against every file of its folder.
const MOST_PATTERNS: usize = 200;

/// Reads every included file into `project`.
pub(super) fn included(world: &dyn World, patterns: &[String], project: &mut Project, problems: &mut Problems) {
    let mut found = BTreeSet::new();
    let mut folders = BTreeMap::new();
    let mut left = MOST_PATTERNS;
    for (index, pattern) in patterns.iter().enumerate() {
        let steps = vec![Step::from("include"), Step::Item(index)];
        let place = Place::from(RegistryPlace::value(ProjectPath::fixed(REGISTRY_FILE), steps));
        if pattern.contains('*') {
            if left == 0 {
                problems.push(too_many_patterns(place));
                project.whole = false;
                break;
            }
            left -= 1;
        }
        match matching(world, &mut folders, pattern, &place) {
            Ok(paths) => found.extend(paths),
            Err(problem) => {
                problems.push(*problem);
                project.whole = false;
            }
        }
    }
    found.remove(&ProjectPath::fixed(REGISTRY_FILE));
    let sizes = found.iter().map(|path| world.size(path).unwrap_or(0).min(LARGEST_FILE as u64));
    if sizes.sum::<u64>() > LARGEST_TOGETHER {
        let place = RegistryPlace::value(ProjectPath::fixed(REGISTRY_FILE), vec!["include".into()]);
        problems.push(wrong::large_registry(place.into()));
        project.whole = false;
        return;
    }
    let languages = project.languages.as_ref();
    let taken: Vec<_> =
        found.into_par_iter().map(|path| (registry(world, &path, FileRole::Included, languages), path)).collect();
    for (taken, path) in taken {
        add(project, path, taken, problems);
    }
}

/// Returns the files that a path or pattern names.
fn matching(
    world: &dyn World,
    folders: &mut BTreeMap<ProjectPath, Vec<ProjectPath>>,
    pattern: &str,
    place: &Place,
) -> Result<Vec<ProjectPath>, Box<Problem>> {
    let path = ProjectPath::pattern(pattern).map_err(|fault| paths::not_inside(place.clone(), pattern, fault))?;
    let Some((folder, _)) = path.as_str().split_once('*') else {
        let unreadable = |why| Box::new(paths::unreadable(&EMPTY_INCLUDE, place.clone(), &path, &why));
        return world.size(&path).map(|_| vec![path.clone()]).map_err(unreadable);
    };
    let Some((folder, _)) = folder.rsplit_once('/') else { return Err(Box::new(no_folder(place.clone(), pattern))) };
    let folder = ProjectPath::parse(folder).map_err(|fault| paths::not_inside(place.clone(), pattern, fault))?;
    let listed = match folders.entry(folder.clone()) {
        Entry::Occupied(listed) => listed.into_mut(),
        Entry::Vacant(unlisted) => {
            let unreadable = |why| Box::new(paths::unreadable(&UNREADABLE_FILE, place.clone(), &folder, &why));
            unlisted.insert(world.list(&folder).map_err(unreadable)?)
        }
    };
    let found: Vec<ProjectPath> = listed.iter().filter(|file| matches(path.as_str(), file.as_str())).cloned().collect();
    if found.is_empty() {
        return Err(Box::new(names_nothing(place.clone(), pattern)));
    }
    for file in &found {
        file.portable().map_err(|fault| paths::not_inside(place.clone(), file.as_str(), fault))?;
    }
    Ok(found)
}

/// Returns whether a path is of the pattern, in which `*` stands for any part of one name.
fn matches(pattern: &str, path: &str) -> bool {
    let (patterns, names): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    patterns.len() == names.len() && patterns.iter().zip(names).all(|(pattern, name)| name_matches(pattern, name))
}

fn name_matches(pattern: &str, name: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(before) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(last)
}

/// Builds the problem of a list of more patterns than anybody needs.
fn too_many_patterns(place: Place) -> Problem {
    Problem::error(&TOO_MANY_PATTERNS, place, format!("`include` holds more than {MOST_PATTERNS} patterns with `*`"))
        .note("each pattern is held against every file of its folder, which takes longer than reading them")
        .help("keep the files together in folders, and write one pattern for each folder: `claims/*.yaml`")
}

/// Builds the problem of a pattern that names no file.
fn names_nothing(place: Place, pattern: &str) -> Problem {
    Problem::error(&EMPTY_INCLUDE, place, format!("`{pattern}` names no file"))
        .note("the entries that were to be read from there are missing")
        .help("compare it with the names in the folder; `*` stands for any part of one name")
}

/// Builds the problem of a pattern without a folder.
fn no_folder(place: Place, pattern: &str) -> Problem {
    Problem::error(&BAD_PATH, place, format!("the pattern `{pattern}` names no folder"))
        .note("beside `claims.yaml` stand files that are no registries")
        .help("put the files into a folder and write `claims/*.yaml`")
}
