//! `manifest.json` beside the pages: what they were made from, and the SHA-256 of every file, in and out.
//!
//! It holds no date, no commit and no path of a machine, so equal inputs give an equal manifest. It does not list itself.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::Output;
use crate::digest::Digest;
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
    /// How each page was printed, of those in `pdf/`.
    pub printed: BTreeMap<String, Printed>,
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
            printed: BTreeMap::new(),
        }
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
        if !self.printed.is_empty() {
            let printed = self.printed.iter().map(|(path, Printed { with, of, given })| {
                json!({ "path": path, "with": with, "of": listed(of), "given": given })
            });
            value["printed"] = printed.collect();
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
        let value: Value = serde_json::from_slice(bytes).map_err(|_| ManifestFault::Damaged)?;
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
            printed: printed(&value).ok_or(ManifestFault::Damaged)?,
        })
    }
}

fn listed(files: &BTreeMap<String, String>) -> Value {
    files.iter().map(|(path, digest)| json!({ "path": path, "sha256": digest })).collect()
}

fn files(value: &Value, key: &str) -> Result<BTreeMap<String, String>, ManifestFault> {
    let listed = value.get(key).and_then(Value::as_array).ok_or(ManifestFault::Damaged)?;
    let word = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let one = |entry: &Value| Some((word(entry, "path")?, word(entry, "sha256")?));
    listed.iter().map(one).collect::<Option<_>>().ok_or(ManifestFault::Damaged)
}

fn printed(value: &Value) -> Option<BTreeMap<String, Printed>> {
    let Some(listed) = value.get("printed") else { return Some(BTreeMap::new()) };
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let one = |entry: &Value| {
        let (with, of, given) = (word(entry.get("with")?)?, files(entry, "of").ok()?, word(entry.get("given")?)?);
        Some((word(entry.get("path")?)?, Printed { with, of, given }))
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
        assert_eq!(Manifest::read(&printed.to_bytes()), Ok(printed));
    }

    #[test]
    fn a_damaged_or_newer_manifest_is_a_fault_and_no_panic() {
        for damaged in ["", "[]", "<<<<<<< HEAD\n{", "{\"manifest\": 1}", "{\"manifest\": \"1\"}", "null"] {
            assert_eq!(Manifest::read(damaged.as_bytes()), Err(ManifestFault::Damaged), "{damaged}");
        }
        assert_eq!(Manifest::read(b"{\"manifest\": 2, \"more\": []}"), Err(ManifestFault::Newer(2)));
    }
}
