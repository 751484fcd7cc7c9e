//! `manifest.json` beside the pages: what they were made from, and the SHA-256 of every file, in and out.
//!
//! It holds no date, no commit and no path of a machine, so equal inputs give an equal manifest. It does not list itself.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::Output;
use crate::diagnostic::conflict;
use crate::digest::Digest;
use crate::edition::Lock;
use crate::render::Page;
use crate::world::{ProjectPath, World};

/// The version of the manifest's format.
pub const MANIFEST_VERSION: u64 = 1;

/// The most bytes that are read of a manifest: that of 20,000 briefs with all their pages has 9 MB.
pub(crate) const LARGEST_MANIFEST: u64 = 64 << 20;

/// The list of what a build read and wrote: paths relative to the project, with the SHA-256 of each file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The version of the tool.
    pub tool: String,
    /// Every file of the project that was read.
    pub inputs: BTreeMap<String, String>,
    /// Every built-in template that was used, by its name such as `knowns/brief.md`.
    pub builtin: BTreeMap<String, String>,
    /// Every page.
    pub outputs: BTreeMap<String, String>,
    /// The SHA-256 of the accepted editions of each brief that has any.
    pub editions: BTreeMap<String, String>,
    /// How each page was printed, of those in `pdf/`.
    pub printed: BTreeMap<String, Printed>,
    /// Where git merged two manifests and nothing was built since: each page that both sides had changed, with the SHA-256 that
    /// each had of it.
    pub merged: Option<BTreeMap<String, BTreeSet<String>>>,
}

/// How a PDF was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The program, with its version.
    pub with: String,
    /// The files that it prints, with the SHA-256 of each.
    pub of: BTreeMap<String, String>,
    /// The SHA-256 of all that the program was given, and of how it was called.
    pub given: String,
}

/// Why a manifest on disk cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManifestFault {
    /// It is not what this tool writes.
    Damaged,
    /// A newer version of the tool wrote it.
    Newer(u64),
    /// It is larger than any that this tool writes, and was not read.
    TooLarge,
    /// It holds both sides of a git conflict.
    Conflict,
}

impl Manifest {
    /// Returns the manifest of `pages` made from `inputs` and built-in templates.
    pub fn of(inputs: &BTreeMap<ProjectPath, Digest>, builtin: BTreeMap<String, Digest>, pages: &[Page]) -> Self {
        let inputs = inputs.iter().map(|(path, digest)| (path.to_string(), digest.to_string()));
        let builtin = builtin.into_iter().map(|(name, digest)| (name, digest.to_string()));
        let outputs = pages.par_iter().map(|page| (page.path.to_string(), page.content.digest().to_string()));
        Self {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: inputs.collect(),
            builtin: builtin.collect(),
            outputs: outputs.collect(),
            ..Self::default()
        }
    }

    /// Returns it as that of pages which were published with these editions.
    #[must_use]
    pub fn with_editions(self, editions: BTreeMap<String, Digest>) -> Self {
        let editions = editions.into_iter().map(|(brief, digest)| (brief, digest.to_string()));
        Self { editions: editions.collect(), ..self }
    }

    /// Returns whether every page is that of the editions in a lock, as far as the manifest says.
    pub fn is_of(&self, lock: &Lock) -> bool {
        let editions = lock.editions().into_iter().map(|(brief, digest)| (brief, digest.to_string()));
        self.merged.is_none() && self.editions == editions.collect()
    }

    /// Returns the file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut value = json!({
            "manifest": MANIFEST_VERSION,
            "knowns": self.tool,
            "inputs": listed(&self.inputs),
            "builtin": listed(&self.builtin),
            "outputs": listed(&self.outputs),
        });
        if !self.editions.is_empty() {
            let one = |(brief, digest)| json!({ "brief": brief, "sha256": digest });
            value["editions"] = self.editions.iter().map(one).collect();
        }
        if !self.printed.is_empty() {
            let printed = self.printed.iter().map(|(path, Printed { with, of, given })| {
                json!({ "path": path, "with": with, "of": listed(of), "given": given })
            });
            value["printed"] = printed.collect();
        }
        if let Some(merged) = &self.merged {
            let each = merged.iter().flat_map(|(path, digests)| digests.iter().map(move |digest| (path, digest)));
            value["merged"] = each.map(|(path, digest)| json!({ "path": path, "sha256": digest })).collect();
        }
        format!("{value:#}\n").into_bytes()
    }

    /// Returns the manifest that stands in the folder of `output`; none where there is none.
    pub fn standing(world: &dyn World, output: Output) -> Result<Option<Self>, ManifestFault> {
        Self::at(world, &ProjectPath::fixed(output.manifest_file()))
    }

    /// Returns the manifest at a path; none where there is no file that can be read.
    pub(super) fn at(world: &dyn World, path: &ProjectPath) -> Result<Option<Self>, ManifestFault> {
        if world.size(path).is_ok_and(|size| size > LARGEST_MANIFEST) {
            return Err(ManifestFault::TooLarge);
        }
        world.read(path).ok().map(|bytes| Self::read(&bytes)).transpose()
    }

    /// Returns the manifest that `bytes` hold.
    pub fn read(bytes: &[u8]) -> Result<Self, ManifestFault> {
        let value: Value = serde_json::from_slice(bytes).map_err(|_| {
            let has_marks = String::from_utf8_lossy(bytes).lines().any(conflict::is_mark);
            if has_marks { ManifestFault::Conflict } else { ManifestFault::Damaged }
        })?;
        match value.get("manifest").and_then(Value::as_u64) {
            Some(version) if version > MANIFEST_VERSION => return Err(ManifestFault::Newer(version)),
            Some(MANIFEST_VERSION) => {}
            _ => return Err(ManifestFault::Damaged),
        }
        Ok(Self {
            tool: value.get("knowns").and_then(Value::as_str).ok_or(ManifestFault::Damaged)?.to_owned(),
            inputs: files(&value, "inputs")?,
            builtin: files(&value, "builtin")?,
            outputs: files(&value, "outputs")?,
            editions: editions(&value).ok_or(ManifestFault::Damaged)?,
            printed: printed(&value).ok_or(ManifestFault::Damaged)?,
            merged: merged(&value)?,
        })
    }
}

fn listed(files: &BTreeMap<String, String>) -> Value {
    files.iter().map(|(path, digest)| json!({ "path": path, "sha256": digest })).collect()
}

fn word(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn editions(value: &Value) -> Option<BTreeMap<String, String>> {
    let Some(listed) = value.get("editions") else { return Some(BTreeMap::new()) };
    listed.as_array()?.iter().map(|entry| Some((word(entry, "brief")?, word(entry, "sha256")?))).collect()
}

fn merged(value: &Value) -> Result<Option<BTreeMap<String, BTreeSet<String>>>, ManifestFault> {
    let Some(listed) = value.get("merged") else { return Ok(None) };
    let mut merged: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in listed.as_array().ok_or(ManifestFault::Damaged)? {
        let (path, digest) = word(entry, "path").zip(word(entry, "sha256")).ok_or(ManifestFault::Damaged)?;
        merged.entry(path).or_default().insert(digest);
    }
    Ok(Some(merged))
}

fn files(value: &Value, key: &str) -> Result<BTreeMap<String, String>, ManifestFault> {
    let listed = value.get(key).and_then(Value::as_array).ok_or(ManifestFault::Damaged)?;
    let one = |entry: &Value| Some((word(entry, "path")?, word(entry, "sha256")?));
    listed.iter().map(one).collect::<Option<_>>().ok_or(ManifestFault::Damaged)
}

fn printed(value: &Value) -> Option<BTreeMap<String, Printed>> {
    let Some(listed) = value.get("printed") else { return Some(BTreeMap::new()) };
    let one = |entry: &Value| {
        let (with, of, given) = (word(entry, "with")?, files(entry, "of").ok()?, word(entry, "given")?);
        Some((word(entry, "path")?, Printed { with, of, given }))
    };
    listed.as_array()?.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_as_it_was_written() {
        let page = Page::of_no_brief(ProjectPath::fixed("reports/a.md"), b"hello\n".to_vec());
        let inputs = BTreeMap::from([(ProjectPath::fixed("claims.yaml"), Digest::of(b"x"))]);
        let manifest = Manifest::of(&inputs, BTreeMap::from([("knowns/brief.md".into(), Digest::of(b"y"))]), &[page]);
        assert_eq!(Manifest::read(&manifest.to_bytes()).as_ref(), Ok(&manifest));
        let how = Printed {
            with: "Typst 0.15.1".into(),
            of: BTreeMap::from([("reports/a.md".into(), "11".into())]),
            given: "00".into(),
        };
        let printed = Manifest { printed: BTreeMap::from([("pdf/a.pdf".into(), how)]), ..manifest };
        assert_eq!(Manifest::read(&printed.to_bytes()), Ok(printed.clone()));
        let sides = BTreeMap::from([("reports/a.md".to_owned(), BTreeSet::from(["11".to_owned(), "12".to_owned()]))]);
        let editions = BTreeMap::from([("border".to_owned(), Digest::of(b"z"))]);
        for merged in [Some(sides), Some(BTreeMap::new())] {
            let manifest = Manifest { merged, ..printed.clone().with_editions(editions.clone()) };
            assert_eq!(Manifest::read(&manifest.to_bytes()), Ok(manifest));
        }
    }

    #[test]
    fn a_damaged_or_newer_manifest_is_a_fault_and_no_panic() {
        for damaged in ["", "[]", "{\"manifest\": 1}", "{\"manifest\": \"1\"}", "null"] {
            assert_eq!(Manifest::read(damaged.as_bytes()), Err(ManifestFault::Damaged), "{damaged}");
        }
        assert_eq!(Manifest::read(b"{\n<<<<<<< HEAD\n"), Err(ManifestFault::Conflict));
        assert_eq!(Manifest::read(b"{\"manifest\": 2, \"more\": []}"), Err(ManifestFault::Newer(2)));
    }
}
