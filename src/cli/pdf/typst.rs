//! Typst: a brief's Markdown, its evidence and its charts become PDF/UA-1 and PDF/A-2a.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Manner;
use super::program::{self, Job, PRINTED};
use super::published::{Files, Published};
use crate::Error;
use crate::diagnostic::words::clean;
use crate::digest::Digest;
use crate::number::Date;
use crate::paper::{self, Paper};
use crate::world::Disk;

/// What it is called.
pub(super) const NAME: &str = "typst";

/// The first version that makes tagged PDF.
const OLDEST: (u32, u32) = (0, 14);

/// Its document, in the folder that it is called in.
const DOCUMENT: &str = "brief.typ";

/// Fonts that step in where those that Typst brings lack a letter.
#[derive(Debug)]
pub(super) struct Fonts {
    folder: PathBuf,
    digest: Digest,
}

impl Fonts {
    /// Returns the fonts of a folder and of those in it.
    #[expect(clippy::disallowed_methods, reason = "the folder may be outside the project, where no `World` serves it")]
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let (mut folders, mut files) = (vec![folder.to_path_buf()], BTreeSet::new());
        while let Some(folder) = folders.pop() {
            let failed = || Error::system("read the folder of fonts", &folder);
            for entry in std::fs::read_dir(&folder).map_err(failed())? {
                let entry = entry.map_err(failed())?;
                let ending = entry.path().extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
                if entry.file_type().map_err(failed())?.is_dir() {
                    folders.push(entry.path());
                } else if matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
                    files.insert(entry.path());
                }
            }
        }
        if files.is_empty() {
            return Err(Error::NotPrinted {
                why: format!("`{}` holds no font", folder.display()),
                help: "put a font into it that has the letters, as `.ttf` or `.otf`".to_owned(),
            });
        }
        let mut digests = Vec::new();
        for file in &files {
            let bytes = std::fs::read(file).map_err(Error::system("read the font", file))?;
            digests.extend(Digest::of(&bytes).to_string().into_bytes());
        }
        let folder = std::path::absolute(folder).map_err(Error::system("read the folder of fonts", folder))?;
        Ok(Self { folder, digest: Digest::of(&digests) })
    }
}

/// Returns what a brief is printed from.
pub(super) fn job(world: &Disk, manner: &Manner, published: &Published) -> Result<Job, Error> {
    let mut of = Files::new();
    let imprint = published.imprint(world, &mut of)?;
    let page = published.page(world, "md", &mut of)?.unwrap_or_default();
    let evidence = if manner.evidence { published.page(world, "evidence.md", &mut of)? } else { None };
    let mut files = Vec::new();
    for file in paper::pictures(&page).chain(evidence.iter().flat_map(|page| paper::pictures(page))) {
        if files.iter().all(|(known, _)| *known != file)
            && let Some(bytes) = published.read(world, &file, &mut of)?
        {
            files.push((file, bytes));
        }
    }
    let pictures = files.iter().map(|(file, _)| file.clone()).collect();
    let evidence = evidence.as_deref();
    let document =
        paper::typst(&Paper { id: &published.id, imprint: &imprint, page: &page, evidence, pictures: &pictures });
    files.push((DOCUMENT.to_owned(), document.into_bytes()));
    let date = imprint.date();
    let mut called = arguments(None, date);
    called.extend(manner.fonts.iter().map(|fonts| fonts.digest.to_string().into()));
    Ok(Job { given: program::given(&manner.program, &called, &files), files, date, of })
}

/// Returns how Typst is called.
pub(super) fn arguments(fonts: Option<&Fonts>, date: Date) -> Vec<OsString> {
    let moment = (date.days() * 86_400).max(0).to_string();
    let fixed = [
        "compile",
        "--root",
        ".",
        "--ignore-system-fonts",
        "--diagnostic-format",
        "short",
        "--pdf-standard",
        "ua-1,a-2a",
    ];
    let mut all: Vec<OsString> = fixed.iter().map(OsString::from).collect();
    all.extend(["--creation-timestamp".into(), moment.into()]);
    if let Some(fonts) = fonts {
        all.extend(["--font-path".into(), fonts.folder.clone().into()]);
    }
    all.extend([DOCUMENT.into(), PRINTED.into()]);
    all
}

/// Refuses a version that cannot make tagged PDF.
pub(super) fn old_enough(version: &str) -> Result<(), Error> {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let found: (u32, u32) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found >= OLDEST {
        return Ok(());
    }
    Err(Error::NotPrinted {
        why: format!("Typst {} is too old: it makes no tagged PDF, which a screen reader needs", clean(version)),
        help: format!("install Typst {}.{} or newer", OLDEST.0, OLDEST.1),
    })
}

/// Returns the error of what Typst complains of.
pub(super) fn complaint(said: &str, name: &str, doing: &str) -> Error {
    let said = said.split_once("error: ").map_or(said, |(_, said)| said);
    let lacking = said.split_once("the text ").and_then(|(_, rest)| rest.split_once(" could not be displayed"));
    let (why, help) = match lacking {
        Some((letters, _)) => (
            format!("{name} could not {doing}: none of its fonts has {}", letters.trim_matches('`').replace('"', "`")),
            "name a folder that holds a font with these letters: `--fonts DIR`".to_owned(),
        ),
        None => (
            format!("{name} could not {doing}: {said}"),
            "report this as a mistake of the tool, with these words and the version of Typst".to_owned(),
        ),
    };
    Error::NotPrinted { why, help }
}
