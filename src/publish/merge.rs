//! Two manifests that grew from one, merged entry by entry: it is known which pages are whose, and that nothing was built since.
//!
//! Of a page that both sides changed, git's file is that of one side; the manifest lists what each had, so that a build knows the
//! tool wrote it and no command takes it for what was published.

use std::collections::{BTreeMap, BTreeSet};

use super::Manifest;

impl Manifest {
    /// Returns two manifests merged that grew from `base`.
    #[must_use]
    pub fn merge(base: &Self, ours: &Self, theirs: &Self) -> Self {
        let mut merged: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (path, digests) in [&ours.merged, &theirs.merged].into_iter().flatten().flatten() {
            merged.entry(path.clone()).or_default().extend(digests.iter().cloned());
        }
        let both = |path: &String| {
            let sides = [&ours.outputs, &theirs.outputs];
            let digests = sides.into_iter().filter_map(|side| side.get(path).cloned());
            merged.entry(path.clone()).or_default().extend(digests);
        };
        let outputs = each(&base.outputs, &ours.outputs, &theirs.outputs, both);
        let tool = if ours.tool == base.tool { &theirs.tool } else { &ours.tool };
        Self {
            tool: tool.clone(),
            inputs: each(&base.inputs, &ours.inputs, &theirs.inputs, |_| ()),
            builtin: each(&base.builtin, &ours.builtin, &theirs.builtin, |_| ()),
            outputs,
            editions: each(&base.editions, &ours.editions, &theirs.editions, |_| ()),
            printed: each(&base.printed, &ours.printed, &theirs.printed, |_| ()),
            merged: Some(merged),
        }
    }
}

/// Returns the entries that stand: as the side has each that changed it. One that both changed otherwise is told, and stands as we
/// have it, as its file does.
fn each<T: Clone + PartialEq>(
    base: &BTreeMap<String, T>,
    ours: &BTreeMap<String, T>,
    theirs: &BTreeMap<String, T>,
    mut both: impl FnMut(&String),
) -> BTreeMap<String, T> {
    let keys: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let stands = keys.into_iter().filter_map(|key| {
        let (was, our, their) = (base.get(key), ours.get(key), theirs.get(key));
        if our != their && was != our && was != their {
            both(key);
        }
        let stands = if our == was { their } else { our.or(their.filter(|_| their != was)) };
        stands.map(|value| (key.clone(), value.clone()))
    });
    stands.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pages: &[(&str, &str)]) -> Manifest {
        let outputs = pages.iter().map(|(path, digest)| ((*path).to_owned(), (*digest).to_owned()));
        Manifest { outputs: outputs.collect(), ..Manifest::default() }
    }

    #[test]
    fn each_page_stands_as_the_side_has_it_that_changed_it() {
        let base = of(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("e", "1"), ("index", "1")]);
        let ours = of(&[("a", "2"), ("b", "1"), ("c", "1"), ("e", "2"), ("new", "5"), ("index", "2")]);
        let theirs = of(&[("a", "1"), ("b", "3"), ("d", "1"), ("index", "3"), ("new", "6")]);
        let merged = Manifest::merge(&base, &ours, &theirs);
        assert_eq!(merged.outputs, of(&[("a", "2"), ("b", "3"), ("e", "2"), ("index", "2"), ("new", "5")]).outputs);
        let sides = |path: &str| {
            merged.merged.as_ref().unwrap().get(path).map(|digests| digests.iter().map(String::as_str).collect())
        };
        let both: Vec<(&str, Option<Vec<&str>>)> =
            ["a", "b", "e", "index", "new"].map(|path| (path, sides(path))).into();
        assert_eq!(
            both,
            [
                ("a", None),
                ("b", None),
                ("e", Some(vec!["2"])),
                ("index", Some(vec!["2", "3"])),
                ("new", Some(vec!["5", "6"]))
            ]
        );
    }

    #[test]
    fn a_manifest_that_was_merged_is_of_no_lock_until_something_is_built() {
        let lock = crate::edition::Lock::default();
        assert!(of(&[]).is_of(&lock));
        assert!(!Manifest::merge(&of(&[]), &of(&[("a", "1")]), &of(&[("b", "1")])).is_of(&lock));
    }
}
