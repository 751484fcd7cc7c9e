//! What changes when a new release takes the place of the present one: the file, the file that is kept, and keys of the registry.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::digest::Digest;
use crate::edit::{self, Change, EditedFile};
use crate::load::Project;
use crate::model::released;
use crate::number::{Date, Period};
use crate::registry::{Dataset, Registry, Release};
use crate::text::RegistryPlace;
use crate::world::{ProjectPath, REGISTRY_FILE, World};

use super::registered::{DataFile, Registered, registered};
use super::vintage;
use super::{NotUpdated, form};

/// Where releases are kept that others replaced.
pub(super) const KEPT: &str = "data/releases";

/// How many digits of its digest stand in the name of a kept file.
pub(super) const DIGITS: usize = 12;

/// A release that is to take the place of a file.
pub(crate) struct NewRelease<'a> {
    /// The file, with its datasets.
    pub(crate) of: DataFile<'a>,
    /// What it holds now.
    pub(crate) present: Vec<u8>,
    /// What it is to hold.
    pub(crate) bytes: Vec<u8>,
    /// Which release that is.
    pub(crate) vintage: String,
}

/// A file that is to hold something else, or to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutFile {
    /// The file.
    pub path: ProjectPath,
    /// What it holds; none where there is none.
    pub before: Option<Digest>,
    /// What it is to hold; none where it is to go.
    pub after: Option<Vec<u8>>,
}

/// What a release changes.
#[derive(Debug)]
pub(crate) struct Replacement {
    /// The files, in the order in which they are put in place.
    pub(crate) files: Vec<PutFile>,
    /// The changes of the registry.
    pub(crate) changes: Vec<Change>,
    /// Where the present release is kept.
    pub(crate) kept: ProjectPath,
    /// Where the new one stands.
    pub(crate) path: ProjectPath,
    /// What each dataset is to say: its file, its vintage, and what is added to `earlier`.
    meant: BTreeMap<String, (String, String, Release)>,
}

impl Replacement {
    /// Returns how the present release of a dataset is read once it is kept.
    pub(crate) fn read_as<'d>(&self, id: &str, dataset: &'d Dataset) -> Cow<'d, Dataset> {
        self.meant.get(id).map_or(Cow::Borrowed(dataset), |(_, _, release)| dataset.of_release(release))
    }
}

/// Returns what a new release changes.
pub(crate) fn replacement(
    world: &dyn World,
    project: &Project,
    new: &NewRelease<'_>,
) -> Result<Replacement, NotUpdated> {
    for one in &new.of.datasets {
        follows(one, &new.vintage)?;
    }
    let old = new.of.datasets[0].dataset.vintage.clone().unwrap_or_default();
    let digest = Digest::of(&new.present);
    let mut files = Vec::new();
    let (path, kept) = match dated_name(&new.of.path, &old, &new.vintage) {
        // A file that is named after its release stays, and the new one stands beside it.
        Some(path) => (path, new.of.path.clone()),
        None => (new.of.path.clone(), kept_as(world, project, new, &old)?),
    };
    if path != new.of.path && holds(world, &path)?.is_some_and(|held| held != Digest::of(&new.bytes)) {
        return Err(NotUpdated::new(
            format!("there is another file where the new release would stand: `{path}`"),
            "move it away, or look whether it is a release of its own",
        ));
    }
    let put = |path: &ProjectPath, bytes: &[u8]| {
        let before = if *path == new.of.path { Some(digest) } else { holds(world, path)? };
        let is_there = before == Some(Digest::of(bytes));
        Ok((!is_there).then(|| PutFile { path: path.clone(), before, after: Some(bytes.to_vec()) }))
    };
    if kept != new.of.path {
        files.extend(put(&kept, &new.present)?);
    }
    files.extend(put(&path, &new.bytes)?);
    referred_to(project, new, &path)?;
    let mut changes = Vec::new();
    let mut meant = BTreeMap::new();
    for one in &new.of.datasets {
        let was = one.dataset.vintage.clone().unwrap_or_default();
        let written = if path == new.of.path { one.dataset.file.clone().unwrap_or_default() } else { path.to_string() };
        if path != new.of.path {
            changes.push(Change::Set { at: one.at(), key: "file", yaml: edit::in_brackets(path.as_str()) });
        }
        changes.push(Change::Set { at: one.at(), key: "vintage", yaml: edit::in_brackets(&new.vintage) });
        let mut release = Release { file: Some(kept.to_string()), vintage: Some(was.clone()), ..Release::default() };
        let mut yaml = format!("file: {}, vintage: {}", edit::in_brackets(kept.as_str()), edit::in_brackets(&was));
        for (key, value) in form::of_present(one, &new.of.path, [&new.present, &new.bytes]) {
            let is_count = value.bytes().all(|byte| byte.is_ascii_digit());
            let written = if is_count { value.clone() } else { edit::in_brackets(&value) };
            yaml.extend([", ", key, ": ", &written]);
            release.say(key, &value);
        }
        changes.push(Change::Push { at: one.at(), key: "earlier", yaml: format!("{{ {yaml} }}") });
        meant.insert(one.id.to_owned(), (written, new.vintage.clone(), release));
    }
    Ok(Replacement { files, changes, kept, path, meant })
}

/// Refuses a release that does not come after the present one of a dataset.
fn follows(one: &Registered<'_>, vintage: &str) -> Result<(), NotUpdated> {
    let id = one.id;
    let Some(old) = one.dataset.vintage.as_deref() else {
        return Err(NotUpdated::new(
            format!("`{id}` does not say which release its present file is, so that could not be kept"),
            format!("write its `vintage` under `{id}` first, such as `vintage: 2025-11`, then update again"),
        ));
    };
    match vintage::is_newer(vintage, old) {
        Some(true) => Ok(()),
        None => Err(NotUpdated::new(
            format!(
                "the vintage `{old}` of `{id}` does not begin with a date or month, so that it is not known what follows it"
            ),
            "begin it with the day or month of that release, then update again",
        )),
        Some(false) if released(vintage).map(|new| new.last) == released(old).map(|old| old.last) => {
            Err(NotUpdated::new(
                format!("the file is another one, and its release is the present one of `{id}`: {old}"),
                "where the publisher corrected cells within the release, put the file in place by hand and accept the edition as a \
                 `correction`; else say which release it is with `--vintage`",
            ))
        }
        Some(false) => Err(NotUpdated::new(
            format!("the release {vintage} does not come after the present one of `{id}`, {old}"),
            "look whether it is the file that was meant; an older release belongs under `earlier`",
        )),
    }
}

/// Returns the path of the new release, where the file is named after the present one.
fn dated_name(path: &ProjectPath, old: &str, new: &str) -> Option<ProjectPath> {
    let (old, new) = (released(old)?, released(new)?);
    let forms = |period: &Period| {
        let plain = period.words.clone();
        let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && plain.len() > 4;
        is_plain.then(|| [plain.clone(), plain.replace('-', "_"), plain.replace('-', "")])
    };
    let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()));
    let of_one_length = old.words.len() == new.words.len();
    let (before, after) = forms(&old).zip(forms(&new)).filter(|_| of_one_length)?;
    let found = before.iter().zip(&after).find(|(before, _)| name.matches(before.as_str()).count() == 1)?;
    let named = name.replace(found.0.as_str(), found.1);
    ProjectPath::parse(&if folder.is_empty() { named } else { format!("{folder}/{named}") }).ok()
}

/// Returns where the present release is kept: where its bytes are kept already, or below `data/releases`.
fn kept_as(
    world: &dyn World,
    project: &Project,
    new: &NewRelease<'_>,
    vintage: &str,
) -> Result<ProjectPath, NotUpdated> {
    let digest = Digest::of(&new.present);
    let earlier = registered(project).flat_map(|one| one.dataset.earlier.iter());
    let mut paths = earlier.filter_map(|release| ProjectPath::parse(release.file.as_deref()?).ok());
    let short = &digest.to_string()[..DIGITS];
    let of_size = |path: &ProjectPath| world.size(path).is_ok_and(|size| size == new.present.len() as u64);
    let holds_it = |path: &ProjectPath| of_size(path) && holds(world, path).is_ok_and(|held| held == Some(digest));
    if let Some(known) = paths.find(|path| *path != new.of.path && holds_it(path)) {
        return Ok(known);
    }
    let listed = world.list(&ProjectPath::fixed(KEPT)).unwrap_or_default();
    if let Some(known) = listed.into_iter().find(|path| path.as_str().contains(short) && holds_it(path)) {
        return Ok(known);
    }
    let id = new.of.datasets[0].id;
    let day = released(vintage).map(|period| period.words).unwrap_or_default().replace('/', "-");
    let name = new.of.path.as_str().rsplit('/').next().unwrap_or_default();
    let ending = name.split_once('.').map(|(_, ending)| format!(".{ending}")).unwrap_or_default();
    let path = format!("{KEPT}/{id}/{day}-{short}{ending}");
    let path = ProjectPath::parse(&path).map_err(|_| {
        NotUpdated::new(
            format!("`{path}` is no path for the release that is kept"),
            "give the file a plain ending, such as `.csv`",
        )
    })?;
    if holds(world, &path)?.is_some_and(|held| held != digest) {
        return Err(NotUpdated::new(
            format!("`{path}` is not the release that its name says"),
            "restore it from git, or remove it",
        ));
    }
    Ok(path)
}

/// Refuses to replace a file that is kept as an earlier release of a dataset, or a new file that is one.
fn referred_to(project: &Project, new: &NewRelease<'_>, path: &ProjectPath) -> Result<(), NotUpdated> {
    for one in registered(project) {
        for release in one.dataset.earlier.iter() {
            let file = release.file.as_deref().and_then(|file| ProjectPath::parse(file).ok());
            if file.as_ref() == Some(path) {
                return Err(NotUpdated::new(
                    format!("`{path}` is an earlier release of `{}` too, and would be overwritten", one.id),
                    format!("copy it, and name the copy under `earlier` of `{}`", one.id),
                ));
            }
        }
        let is_of_others = one.path().as_ref() == Some(path) && *path != new.of.path;
        if is_of_others {
            return Err(NotUpdated::new(
                format!("`{path}` is the file of `{}`", one.id),
                "give one of the two files another name",
            ));
        }
    }
    Ok(())
}

/// Returns the digest of what a file holds; none where there is none.
fn holds(world: &dyn World, path: &ProjectPath) -> Result<Option<Digest>, NotUpdated> {
    match world.read(path) {
        Ok(bytes) => Ok(Some(Digest::of(&bytes))),
        Err(crate::world::Unreadable::Missing) => Ok(None),
        Err(_) => Err(NotUpdated::new(format!("`{path}` is in the way and is no file"), "move it away")),
    }
}

/// Returns what moves the day to which the publication speaks; an error where it would move back.
pub(crate) fn moved_day(project: &Project, day: Date) -> Result<Option<Change>, NotUpdated> {
    let publication = project.files.iter().find_map(|file| file.registry.publication.as_ref());
    let old = publication.and_then(|publication| publication.as_of.as_deref());
    match old.and_then(|old| Date::parse(old).ok()) {
        Some(old) if old > day => Err(NotUpdated::new(
            format!("`as_of` is {old}, and {day} is before it"),
            "name a later day, or leave `--as-of` out",
        )),
        Some(old) if old == day => Ok(None),
        _ => {
            let at = RegistryPlace::value(ProjectPath::fixed(REGISTRY_FILE), vec!["publication".into()]);
            Ok(Some(Change::Set { at, key: "as_of", yaml: day.to_string() }))
        }
    }
}

/// Returns whether the publication speaks to a day before another.
pub(crate) fn is_behind(project: &Project, day: Date) -> bool {
    let publication = project.files.iter().find_map(|file| file.registry.publication.as_ref());
    let as_of = publication.and_then(|publication| Date::parse(publication.as_of.as_deref()?).ok());
    as_of.is_some_and(|as_of| as_of < day)
}

/// Returns whether registry files, edited, say anything else than was meant; the id of the dataset.
pub(crate) fn differs<'a>(
    before: &'a Project,
    after: &Project,
    edited: &[EditedFile],
    replaced: &[Replacement],
    day: Option<Date>,
) -> Option<&'a str> {
    let meant = |id: &str| replaced.iter().find_map(|one| one.meant.get(id));
    let print = |registry: &Registry, as_meant: bool| {
        let datasets = registry.datasets.iter().map(|entry| {
            let mut dataset = entry.value.clone();
            if let Some((file, vintage, release)) = meant(&entry.id).filter(|_| as_meant) {
                dataset.file = Some(file.clone());
                dataset.vintage = Some(vintage.clone());
                dataset.earlier.0.push(release.clone());
            }
            (entry.id.clone(), format!("{dataset:?}"))
        });
        datasets.collect::<Vec<_>>()
    };
    for file in &before.files {
        let Some(now) = after.files.iter().find(|other| other.path == file.path) else { return Some("") };
        if !edited.iter().any(|edited| edited.path == file.path) {
            continue;
        }
        let (old, new) = (print(&file.registry, true), print(&now.registry, false));
        if let Some(at) = (0..old.len().max(new.len())).find(|at| old.get(*at) != new.get(*at)) {
            let ids: Vec<&str> = file.registry.datasets.iter().map(|entry| entry.id.as_str()).collect();
            return Some(ids.get(at).copied().unwrap_or_default());
        }
        if file.registry.ids() != now.registry.ids() {
            return Some("");
        }
    }
    let as_of = |project: &Project| {
        let publication = project.files.iter().find_map(|file| file.registry.publication.clone());
        publication.and_then(|publication| publication.as_of)
    };
    let wanted = day.map(|day| day.to_string()).or_else(|| as_of(before));
    (as_of(after) != wanted).then_some("publication")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problems;
    use crate::load;
    use crate::update::data_file;
    use crate::world::Memory;

    fn planned(datasets: &str, files: &[(&str, &str)], vintage: &str) -> Result<(Vec<String>, String), String> {
        let registry = format!("registry: 1\ndatasets:\n{datasets}");
        let all = files.iter().copied().chain([("claims.yaml", registry.as_str())]);
        let world = Memory::with(all);
        let project = load::registry(&world, &mut Problems::default()).unwrap();
        let of = data_file(&project, "a").map_err(|why| why.why)?;
        let present = world.read(&of.path).unwrap();
        let new = NewRelease { of, present, bytes: b"new".to_vec(), vintage: vintage.to_owned() };
        let plan = replacement(&world, &project, &new).map_err(|why| why.why)?;
        let edited = edit::changed(&project, &plan.changes).unwrap();
        let edited = edited.into_iter().map(|file| file.after).collect::<String>();
        Ok((plan.files.iter().map(|file| file.path.to_string()).collect(), edited))
    }

    #[test]
    fn the_present_file_is_kept_by_its_release_and_its_bytes() {
        let (files, registry) = planned(
            "  a: { file: data/a.csv, vintage: 2025-11 }\n  b: { file: ./data/a.csv, vintage: 2025-11-04 }\n  c: { file: data/c.csv }\n",
            &[("data/a.csv", "old")],
            "2025-12",
        )
        .unwrap();
        let kept = "data/releases/a/2025-11-cba06b5736fa.csv";
        assert_eq!(files, [kept, "data/a.csv"]);
        assert_eq!(
            registry,
            format!(
                "registry: 1\ndatasets:\n  a: {{ file: data/a.csv, vintage: 2025-12, earlier: [{{ file: {kept}, vintage: 2025-11 }}] }}\n  \
                 b: {{ file: ./data/a.csv, vintage: 2025-12, earlier: [{{ file: {kept}, vintage: 2025-11-04 }}] }}\n  c: {{ file: data/c.csv }}\n"
            )
        );
    }

    #[test]
    fn bytes_that_are_kept_already_are_kept_once() {
        for known in ["data/old.csv", "data/releases/b/2025-10-cba06b5736fa.csv"] {
            let (files, _) = planned(
                &format!("  a: {{ file: data/a.csv, vintage: 2025-11 }}\n  b: {{ file: b.csv, earlier: [{{ file: {known}, vintage: 2024 }}] }}\n"),
                &[("data/a.csv", "old"), (known, "old")],
                "2025-12",
            )
            .unwrap();
            assert_eq!(files, ["data/a.csv"], "{known}");
        }
    }

    #[test]
    fn a_file_that_is_named_after_its_release_stays_and_the_new_one_stands_beside_it() {
        let datasets = "  a: { file: data/a-2025-11-04.csv, vintage: 2025-11-04 }\n";
        let (files, registry) = planned(datasets, &[("data/a-2025-11-04.csv", "old")], "2025-12-04").unwrap();
        assert_eq!(files, ["data/a-2025-12-04.csv"]);
        assert!(registry.contains("{ file: data/a-2025-12-04.csv, vintage: 2025-12-04, earlier: [{ file: data/a-2025-11-04.csv, vintage: 2025-11-04 }] }"));
        // It may have been put there by hand.
        let both = [("data/a-2025-11-04.csv", "old"), ("data/a-2025-12-04.csv", "new")];
        assert_eq!(planned(datasets, &both, "2025-12-04").unwrap().0, Vec::<String>::new());
        let other = [("data/a-2025-11-04.csv", "old"), ("data/a-2025-12-04.csv", "other")];
        assert!(planned(datasets, &other, "2025-12-04").unwrap_err().contains("another file"));
    }

    #[test]
    fn what_does_not_follow_is_refused() {
        let files = [("data/a.csv", "old")];
        for (said, vintage, why) in [
            ("", "2025-12", "does not say which release"),
            (", vintage: first print", "2025-12", "does not begin with a date"),
            (", vintage: 2025-12", "2025-12", "its release is the present one"),
            (", vintage: 2025-12", "2025-11", "does not come after"),
            (
                ", vintage: 2025-11, earlier: [{ file: data/a.csv, vintage: 2025-10 }]",
                "2025-12",
                "would be overwritten",
            ),
        ] {
            let refused = planned(&format!("  a: {{ file: data/a.csv{said} }}\n"), &files, vintage).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
        assert_eq!(planned("  b: { file: data/a.csv }\n", &files, "2025-12").unwrap_err(), "`a` is no dataset");
        let view = "  b: { file: data/a.csv }\nviews:\n  a: { of: b, transform: [] }\n";
        assert_eq!(planned(view, &files, "2025-12").unwrap_err(), "`a` is a view and has no file of its own");
    }
}
