//! The programs that can print: which of them is there, how each is asked, and what comes of it.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::program::{Failure, Job, Kind, PRINTED, Program, call};
use super::{Manner, chromium, typst};
use crate::Error;
use crate::diagnostic::words::clean;
use crate::publish::LARGEST_PAGE;
use crate::world::ProjectPath;

impl Program {
    /// Returns the program that somebody named or, of those that are installed, the one that makes the better PDF.
    pub(super) fn find(named: Option<&Path>, limit: Duration) -> Result<Self, Error> {
        let wanted: Vec<PathBuf> = match named {
            Some(named) if named == Path::new("chromium") => chromium::NAMES.iter().map(PathBuf::from).collect(),
            // It is called from another folder than this one.
            Some(named) if named.components().count() > 1 => {
                vec![std::path::absolute(named).map_err(Error::system("find", named))?]
            }
            Some(named) => vec![named.to_owned()],
            None => [typst::NAME].iter().chain(chromium::NAMES).map(PathBuf::from).collect(),
        };
        let mut too_old = None;
        for path in &wanted {
            let mut command = Command::new(path);
            command.arg("--version");
            let said = match call(&mut command, limit) {
                Ok(said) => said,
                Err(Failure::NotThere) => continue,
                Err(_) if named.is_none() => continue,
                Err(failure) => return Err(failure.of(&path.display().to_string(), "say its version", limit)),
            };
            match Self::that_says(&said, path) {
                Ok(program) => return Ok(program),
                Err(why) if named.is_some() => return Err(why),
                Err(why) => too_old = too_old.or(Some(why)),
            }
        }
        Err(too_old.unwrap_or_else(|| {
            let why = match named {
                Some(named) => format!("there is no program `{}`", named.display()),
                None => "there is neither Typst nor Chromium, Chrome or Edge to print with".to_owned(),
            };
            let help = "install Typst 0.14 or newer (https://typst.app/open-source/#download), a single program, so that `typst --version` \
                        answers, or name where it is with `--with`"
                .to_owned();
            Error::NotPrinted { why, help }
        }))
    }

    /// Returns the program that says this of itself.
    fn that_says(said: &str, path: &Path) -> Result<Self, Error> {
        let first = said.lines().next().unwrap_or_default().trim();
        let path = path.to_owned();
        if let Some(rest) = first.strip_prefix("typst ") {
            let version = rest.split([' ', '(']).next().unwrap_or_default();
            typst::old_enough(version)?;
            return Ok(Self { kind: Kind::Typst, name: format!("Typst {version}"), path });
        }
        let is_version = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let browser =
            ["Chromium", "Google Chrome", "Chrome", "Microsoft Edge"].iter().find(|name| first.starts_with(**name));
        match (browser, first.split(' ').find(is_version)) {
            (Some(browser), Some(version)) => {
                Ok(Self { kind: Kind::Chromium, name: format!("{browser} {version}"), path })
            }
            _ => Err(Error::NotPrinted {
                why: format!(
                    "`{}` is neither Typst nor a browser made of Chromium; it says: {}",
                    path.display(),
                    clean(first)
                ),
                help: "name one of them with `--with`, or none: then the one that is installed prints".to_owned(),
            }),
        }
    }

    /// Says what printed, and what that is worth.
    pub(super) fn praise(&self) -> String {
        match self.kind {
            Kind::Typst => format!("printed with {}: PDF/UA-1 and PDF/A-2a", self.name),
            Kind::Chromium => format!(
                "printed with {}: tagged, but neither PDF/UA nor PDF/A; both where Typst 0.14 or newer is installed",
                self.name
            ),
        }
    }
}

impl Job {
    /// Prints it, in a folder of its own outside the project.
    pub(super) fn print(&self, manner: &Manner, path: &ProjectPath) -> Result<Vec<u8>, Error> {
        let folder = tempfile::tempdir().map_err(Error::system("make a folder for", Path::new("printing")))?;
        let folder = folder.path();
        for (name, bytes) in &self.files {
            let file = folder.join(name);
            put(&file, bytes).map_err(Error::system("write", &file))?;
        }
        let Program { kind, name, path: program } = &manner.program;
        let mut command = Command::new(program);
        command.current_dir(folder);
        command.args(match kind {
            Kind::Typst => typst::arguments(manner.fonts.as_ref(), self.date),
            Kind::Chromium => chromium::arguments(folder),
        });
        let doing = format!("print `{path}`");
        call(&mut command, manner.limit).map_err(|failure| match (failure, kind) {
            (Failure::Failed(said), Kind::Typst) => typst::complaint(&said, name, &doing),
            (failure, _) => failure.of(name, &doing, manner.limit),
        })?;
        let printed = taken(&folder.join(PRINTED)).filter(|bytes| bytes.starts_with(b"%PDF-"));
        let nothing = || {
            Failure::Failed("it says that all went well, and wrote no PDF".to_owned()).of(name, &doing, manner.limit)
        };
        let printed = printed.ok_or_else(nothing)?;
        match kind {
            Kind::Typst => Ok(printed),
            Kind::Chromium => chromium::dated(printed, self.date).ok_or_else(|| Error::NotPrinted {
                why: format!("{name} writes when a PDF was made in a way that this version of `knowns` does not know"),
                help: "install Typst 0.14 or newer, and print with that".to_owned(),
            }),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the folder is outside the project: another program reads it")]
fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::write(file, bytes)
}

#[expect(clippy::disallowed_methods, reason = "the folder is outside the project: another program wrote it")]
fn taken(file: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(LARGEST_PAGE).read_to_end(&mut bytes));
    read.is_ok().then_some(bytes)
}
