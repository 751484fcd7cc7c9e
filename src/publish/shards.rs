//! `shards/`: what machines made of their parts of a project, until one of them puts it together.
//!
//! Each part is a folder with its pages, what is known of how they were made, and a manifest that is written last.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::folder::{Folder, OnDisk};
use super::lock::keep_out_of_git;
use super::{LARGEST_PAGE, Manifest, ManifestFault, Output};
use crate::Error;
use crate::digest::Digest;
use crate::reads::Shard;
use crate::render::{Content, Page};
use crate::world::{Disk, ProjectPath, World};

/// The folder of all parts.
pub(crate) const SHARDS: &str = "shards";

/// The manifest of a part.
const MANIFEST: &str = "shard.json";

/// What is known of how the pages of a part were made.
const MADE: &str = "made";

/// The most bytes that are read of what is known of a part.
const LARGEST_MADE: u64 = 1 << 30;

/// A part that was made.
#[derive(Debug)]
pub struct Part {
    shard: Shard,
    folder: String,
    manifest: Manifest,
    /// What is known of how its pages were made.
    pub made: Vec<u8>,
}

/// Writes a part in the place of what is there of it.
pub fn write_part(world: &Disk, shard: Shard, pages: &[Page], manifest: &Manifest, made: &[u8]) -> Result<(), Error> {
    let disk = OnDisk::of(world);
    let own = format!("{SHARDS}/{}", shard.folder());
    let fault = |path: &str| {
        let path = world.root().join(path);
        move |cause| Error::system("write", &path)(cause)
    };
    disk.make(SHARDS).map_err(fault(SHARDS))?;
    world.held().folder(SHARDS).and_then(|shards| keep_out_of_git(&shards)).map_err(fault(SHARDS))?;
    // Without its manifest it is no part, whatever else of it is left.
    let manifest_path = format!("{own}/{MANIFEST}");
    let _ = disk.remove(&manifest_path);
    disk.clear(&own).map_err(fault(&own))?;
    disk.make(&own).map_err(fault(&own))?;
    let made_path = format!("{own}/{MADE}");
    disk.put(&made_path, made).map_err(fault(&made_path))?;
    for page in pages {
        let path = format!("{own}/{}", page.path);
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        disk.make(above).and_then(|()| disk.put(&path, &page.bytes())).map_err(fault(&path))?;
    }
    let mut value: Value = serde_json::from_slice(&manifest.to_bytes()).unwrap_or_default();
    value["shard"] = shard.to_string().into();
    value["made"] = Digest::of(made).to_string().into();
    disk.put(&manifest_path, format!("{value:#}\n").as_bytes()).map_err(fault(&manifest_path))
}

/// Removes what is there of a part.
pub fn forget_part(world: &Disk, shard: Shard) -> Result<(), Error> {
    let own = format!("{SHARDS}/{}", shard.folder());
    let disk = OnDisk::of(world);
    let _ = disk.remove(&format!("{own}/{MANIFEST}"));
    disk.clear(&own).map_err(Error::system("remove", &world.root().join(&own)))
}

/// Returns every part of a project, in order; an error where they are not all parts of one whole.
pub fn parts(world: &Disk) -> Result<Vec<Part>, Error> {
    let listed = world.list(&ProjectPath::fixed(SHARDS)).unwrap_or_default();
    let manifests = listed.iter().filter_map(|path| path.as_str().strip_suffix(MANIFEST)?.strip_suffix('/'));
    // Among the pages of a part may stand the data of a brief that is called `shard`.
    let manifests = manifests.filter(|folder| folder.rsplit('/').next() != Some(Output::Reports.folder()));
    let mut parts: Vec<Part> = manifests.map(|folder| part(world, folder)).collect::<Result<_, _>>()?;
    parts.sort_by(|a, b| (a.shard.of(), a.shard.nth(), &a.folder).cmp(&(b.shard.of(), b.shard.nth(), &b.folder)));
    let Some(first) = parts.first() else {
        return Err(refused(
            format!("there is no part of this project below `{SHARDS}/`"),
            "build each part with `knowns build --shard 1/2`, or put the folders there that other machines made",
        ));
    };
    let of = first.shard.of();
    if let Some(other) = parts.iter().find(|part| part.shard.of() != of) {
        return Err(refused(
            format!("`{}` is one of {of} parts, and `{}` one of {}", first.folder, other.folder, other.shard.of()),
            "remove what is left of another time",
        ));
    }
    if let Some(twice) = parts.windows(2).find(|pair| pair[0].shard == pair[1].shard) {
        return Err(refused(
            format!("part {} is there twice: `{}` and `{}`", twice[0].shard, twice[0].folder, twice[1].folder),
            "remove one of the two",
        ));
    }
    let there: BTreeSet<usize> = parts.iter().map(|part| part.shard.nth()).collect();
    let missing: Vec<String> = (1..=of).filter(|nth| !there.contains(nth)).map(|nth| format!("{nth}/{of}")).collect();
    if !missing.is_empty() {
        let more = if missing.len() > 5 { format!(" and {} more", missing.len() - 5) } else { String::new() };
        return Err(refused(
            format!("missing: part {}{more}", missing[..missing.len().min(5)].join(", ")),
            "a part with an error is not written: see what the machine said that was to make it",
        ));
    }
    Ok(parts)
}

fn part(world: &Disk, folder: &str) -> Result<Part, Error> {
    let damaged = || {
        let why = format!("`{folder}` is not as a part was written");
        refused(why, "build that part again, or take its folder from the other machine again")
    };
    let read = |name: &str, most: u64| {
        let path = ProjectPath::parse(&format!("{folder}/{name}")).ok()?;
        world.read_at_most(&path, most).ok()
    };
    let bytes = read(MANIFEST, super::manifest::LARGEST_MANIFEST).ok_or_else(damaged)?;
    let version = env!("CARGO_PKG_VERSION");
    let manifest = match Manifest::read(&bytes) {
        Ok(manifest) if manifest.tool == version => manifest,
        Ok(Manifest { tool, .. }) => {
            let why = format!("`{folder}` was made by version {tool} of the tool, and this is {version}");
            return Err(refused(why, "build all parts, and put them together, with one version"));
        }
        Err(ManifestFault::Newer(_)) => {
            let why = format!("`{folder}` was made by a newer version of the tool");
            return Err(refused(why, "build all parts, and put them together, with one version"));
        }
        Err(_) => return Err(damaged()),
    };
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
    let field = |key: &str| value.get(key).and_then(Value::as_str);
    let shard = field("shard").and_then(|shard| shard.parse().ok()).ok_or_else(damaged)?;
    let made = read(MADE, LARGEST_MADE).filter(|made| field("made") == Some(&Digest::of(made).to_string()));
    Ok(Part { shard, folder: folder.to_owned(), manifest, made: made.ok_or_else(damaged)? })
}

impl Part {
    /// Returns an error where a part was made of something else than what `now` lists.
    pub fn is_of(&self, now: &Manifest) -> Result<(), Error> {
        let was = &self.manifest;
        let lists = [(&was.inputs, &now.inputs), (&was.builtin, &now.builtin), (&was.editions, &now.editions)];
        let differs = lists.into_iter().find_map(|(was, now)| {
            let all: BTreeSet<&String> = was.keys().chain(now.keys()).collect();
            all.into_iter().find(|path| was.get(*path) != now.get(*path))
        });
        match differs {
            None => Ok(()),
            Some(what) => Err(refused(
                format!("part {} was made of another `{what}` than the one that is here", self.shard),
                "build all parts, and put them together, from one state of the project",
            )),
        }
    }
}

/// Returns what says of a page whether a part holds it with this digest: wherever it is to go, a part has it below `reports`.
pub fn held(parts: &[Part]) -> impl Fn(&ProjectPath, &Digest) -> bool + Send + Sync + use<> {
    let outputs: BTreeMap<String, String> = parts.iter().flat_map(|part| part.manifest.outputs.clone()).collect();
    move |page, digest| outputs.get(&in_reports(page)) == Some(&digest.to_string())
}

/// Puts the pages that parts hold in the place of those that are known by their digests alone.
pub fn fill(world: &Disk, parts: &[Part], pages: &mut [Page]) -> Result<(), Error> {
    let folders: BTreeMap<&str, &Part> =
        parts.iter().flat_map(|part| part.manifest.outputs.keys().map(move |path| (path.as_str(), part))).collect();
    for page in pages.iter_mut().filter(|page| !page.content.is_made()) {
        let path = in_reports(&page.path);
        let part = folders.get(path.as_str());
        let there = part.and_then(|part| ProjectPath::parse(&format!("{}/{path}", part.folder)).ok());
        let bytes = there.as_ref().and_then(|there| world.read_at_most(there, LARGEST_PAGE).ok());
        let bytes = bytes.filter(|bytes| Digest::of(bytes) == page.content.digest()).ok_or_else(|| {
            let there = there.as_ref().map_or(path.as_str(), ProjectPath::as_str);
            refused(
                format!("`{there}` is missing, or not as it was made"),
                "take the part from the other machine again",
            )
        })?;
        page.content = Content::of(bytes);
    }
    Ok(())
}

fn in_reports(page: &ProjectPath) -> String {
    let below = page.as_str().split_once('/').map_or(page.as_str(), |(_, below)| below);
    format!("reports/{below}")
}

fn refused(why: String, help: &str) -> Error {
    Error::NotMerged { why, help: help.to_owned() }
}

/// Returns where a part stands, for whoever is told.
pub fn folder_of(shard: Shard) -> String {
    format!("{SHARDS}/{}", shard.folder())
}
