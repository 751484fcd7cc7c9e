//! Releases that are kept, and what needs each: the dataset that names it, claims that were judged by it, accepted editions.

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::Digest;
use crate::edit::Change;
use crate::edition::Lock;
use crate::evaluate::judged_by_earlier;
use crate::load::Project;
use crate::model::Model;
use crate::world::{ProjectPath, World};

use super::plan::{DIGITS, KEPT};
use super::registered::{Registered, registered};

/// A release that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptRelease {
    /// Its file.
    pub(crate) path: ProjectPath,
    /// How many bytes it has; none where it is not there.
    pub(crate) size: Option<u64>,
    /// The datasets that name it under `earlier`, each with the release that it is there.
    pub(crate) datasets: Vec<(String, String)>,
    /// The claims that are judged by it: what they said was said while it was the latest.
    pub(crate) claims: BTreeSet<String>,
    /// The accepted editions that rest on it, as "edition 2 of border-october".
    pub(crate) editions: Vec<String>,
    /// Whether it is the one that the present release replaced, which says what is marked as revised.
    pub(crate) is_last: bool,
    /// Whether `update` put it there: by its name it is what it holds. What somebody keeps by hand is theirs.
    pub(crate) is_ours: bool,
}

impl KeptRelease {
    /// Returns whether something needs it, or it is not for the tool to remove.
    pub(crate) fn is_needed(&self) -> bool {
        !self.is_ours || self.is_last || !self.claims.is_empty() || !self.editions.is_empty()
    }
}

/// Returns the releases that are kept, by path: those that datasets name under `earlier`, and what else `update` put below `data/releases`.
pub(crate) fn kept(world: &dyn World, project: &Project, model: &Model, lock: Option<&Lock>) -> Vec<KeptRelease> {
    let judged = judged_by_earlier(model);
    let mut all: BTreeMap<ProjectPath, KeptRelease> = BTreeMap::new();
    let new = |path: ProjectPath| KeptRelease {
        size: world.size(&path).ok(),
        path,
        datasets: Vec::new(),
        claims: BTreeSet::new(),
        editions: Vec::new(),
        is_last: false,
        is_ours: false,
    };
    for path in world.list(&ProjectPath::fixed(KEPT)).unwrap_or_default() {
        if is_ours(world, &path) {
            all.insert(path.clone(), KeptRelease { is_ours: true, ..new(path) });
        }
    }
    for one in registered(project) {
        let releases = one.dataset.earlier.iter();
        let last = releases
            .clone()
            .filter_map(|release| crate::model::released(release.vintage.as_deref()?))
            .map(|day| day.last)
            .max();
        for release in releases {
            let Some(path) = release.file.as_deref().and_then(|file| ProjectPath::parse(file).ok()) else { continue };
            let vintage = release.vintage.clone().unwrap_or_default();
            let kept = all.entry(path.clone()).or_insert_with(|| new(path));
            kept.is_last |= crate::model::released(&vintage).map(|day| day.last) == last;
            let of_it = judged.iter().filter(|(dataset, of, _)| dataset == one.id && *of == vintage);
            kept.claims.extend(of_it.map(|(_, _, claim)| claim.clone()));
            kept.datasets.push((one.id.to_owned(), vintage));
        }
        // The file of a dataset itself may lie there.
        if let Some(path) = one.path() {
            all.remove(&path);
        }
    }
    let editions = editions(lock);
    for kept in all.values_mut() {
        let digest = world.read(&kept.path).ok().map(|bytes| Digest::of(&bytes).to_string());
        let rests = |(sha256, dataset, vintage): &(String, String, Option<String>)| {
            Some(sha256) == digest.as_ref()
                || digest.is_none()
                    && kept.datasets.iter().any(|(id, of)| id == dataset && Some(of) == vintage.as_ref())
        };
        let resting = editions.iter().filter(|(_, on)| on.iter().any(rests));
        kept.editions = resting.map(|(edition, _)| edition.clone()).collect();
    }
    all.into_values().collect()
}

/// Returns whether a file below `data/releases` holds what its name says.
fn is_ours(world: &dyn World, path: &ProjectPath) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let short = stem.rsplit('-').next().unwrap_or_default();
    let holds = || world.read(path).is_ok_and(|bytes| Digest::of(&bytes).to_string().starts_with(short));
    short.len() == DIGITS && stem.len() > DIGITS && holds()
}

type RestsOn = Vec<(String, String, Option<String>)>;

/// Returns the accepted editions, each with the data that it rests on: digest, dataset and vintage.
fn editions(lock: Option<&Lock>) -> Vec<(String, RestsOn)> {
    let mut editions = Vec::new();
    for (brief, ledger) in lock.into_iter().flat_map(|lock| &lock.briefs) {
        for number in 1..=ledger.number() {
            let Some(content) = ledger.content_of(number) else { continue };
            let on = content.datasets().map(|(id, data)| (data.sha256.clone(), id.to_owned(), data.vintage.clone()));
            editions.push((format!("edition {number} of {brief}"), on.collect()));
        }
    }
    editions
}

/// Returns what takes releases out of the registry.
pub(crate) fn taken(project: &Project, paths: &BTreeSet<&ProjectPath>) -> Vec<Change> {
    let of = |one: Registered<'_>| {
        let is_taken = |file: &str| ProjectPath::parse(file).is_ok_and(|path| paths.contains(&path));
        let earlier = one.dataset.earlier.iter().enumerate();
        let items: Vec<usize> =
            earlier.filter(|(_, release)| release.file.as_deref().is_some_and(is_taken)).map(|(at, _)| at).collect();
        (!items.is_empty()).then(|| Change::Take { at: one.at(), key: "earlier", items })
    };
    registered(project).filter_map(of).collect()
}
