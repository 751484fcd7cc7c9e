//! Where a new release comes from: a file of this machine, or an address that `curl` downloads.
//!
//! The tool has no network of its own. `curl` is called with a list of arguments and no shell, for a limited time and size; it may follow
//! a few redirections, and none from `https` to `http`.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Error;
use crate::cli::child::{self, Failure};
use crate::update::{LARGEST, NotUpdated, SMALLER, is_download};
use crate::world::{FileKind, Held};

/// How often an address may lead to another.
const MOST_REDIRECTIONS: &str = "5";
/// How long the first answer may take, in seconds.
const PATIENCE: &str = "20";

/// Where a release comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// A file.
    File(PathBuf),
    /// An address.
    Address(String),
}

impl Source {
    /// Reads a file or an address that an argument or the registry names.
    pub(super) fn parse(written: &str) -> Result<Self, String> {
        if let Some(path) = written.strip_prefix("file://") {
            let path = path.strip_prefix("localhost").unwrap_or(path);
            return if path.starts_with('/') && !path.contains('%') {
                Ok(Self::File(PathBuf::from(path)))
            } else {
                Err(format!("`{written}` names no file of this machine: write its path"))
            };
        }
        match written.split_once("://") {
            None => Ok(Self::File(PathBuf::from(written))),
            Some(_) if is_download(written) => Ok(Self::Address(written.to_owned())),
            Some(_) => Err(format!(
                "`{written}` is no address to download from: write it as a whole, with `https://` or `http://` in front and no user or \
                 password in it"
            )),
        }
    }

    /// Returns the name of the file, which may say which release it is.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            Self::Address(address) => {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                path.rsplit('/').next().unwrap_or_default().to_owned()
            }
        }
    }

    /// Returns it as it was written.
    pub(super) fn written(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Address(address) => address.clone(),
        }
    }

    /// Returns what it holds.
    pub(super) fn read(&self, within: Duration) -> Result<Vec<u8>, Error> {
        match self {
            Self::File(path) => file(path),
            Self::Address(address) => downloaded(address, within),
        }
    }
}

fn file(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = || Error::system("read the file", path);
    let refused = |why: &str, help: &str| Err(NotUpdated::new(format!("`{}` {why}", path.display()), help).into());
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename)).map_err(failed())?;
    let above = path.parent().filter(|above| *above != Path::new("")).unwrap_or(Path::new("."));
    let folder = Held::open(above).map_err(failed())?;
    match folder.found(name).map_err(failed())? {
        FileKind::File => {}
        FileKind::Link => return refused("is a symbolic link", "name the file that it leads to"),
        FileKind::Folder => return refused("is a folder", "name a file in it"),
        FileKind::Other => {
            return refused("is a pipe or a device", "write what comes out of it to a file, and name that");
        }
    }
    let name = name.to_str().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename)).map_err(failed())?;
    let open = folder.open_itself(name).map_err(failed())?;
    // It may have been swapped for something else meanwhile.
    let found = open.metadata().map_err(failed())?;
    if !found.is_file() {
        return refused("is no file", "name a file");
    }
    let mut bytes = Vec::new();
    if found.len() <= LARGEST {
        open.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed())?;
    }
    if found.len() > LARGEST || bytes.len() as u64 > LARGEST {
        return refused(&format!("is larger than {} MiB", LARGEST >> 20), SMALLER);
    }
    Ok(bytes)
}

fn downloaded(address: &str, within: Duration) -> Result<Vec<u8>, Error> {
    let folder = tempfile::tempdir().map_err(Error::system("make a folder for", Path::new("what is downloaded")))?;
    let body = folder.path().join("body");
    let redirected = if address.starts_with("https:") { "=https" } else { "=https,http" };
    let mut curl = Command::new("curl");
    // The first: nothing of a configuration of somebody's own is read.
    curl.arg("--disable").args(["--silent", "--show-error", "--fail", "--location", "--globoff"]);
    curl.args(["--proto", "=https,http", "--proto-redir", redirected, "--max-redirs", MOST_REDIRECTIONS]);
    curl.args(["--connect-timeout", PATIENCE, "--max-time", &within.as_secs().to_string()]);
    curl.args(["--max-filesize", &LARGEST.to_string(), "--compressed"]);
    curl.args(["--user-agent", concat!("knowns/", env!("CARGO_PKG_VERSION"))]);
    curl.arg("--output").arg(&body).args(["--url", address]);
    let refused = |why: String, help: &str| Err(NotUpdated::new(why, help).into());
    match child::call(&mut curl, within + Duration::from_secs(5)) {
        Ok(_) => {}
        Err(Failure::NotThere) => {
            return refused(
                "there is no program `curl`, which downloads".to_owned(),
                "install curl (https://curl.se), or download the file yourself and name it: `knowns update DATASET=FILE`",
            );
        }
        Err(Failure::NotStarted(cause)) => {
            return refused(
                format!("`curl` could not be started: {cause}"),
                "see that it runs by itself: `curl --version`",
            );
        }
        Err(Failure::TooLong) => {
            let limit =
                crate::diagnostic::words::many(usize::try_from(within.as_secs()).unwrap_or(usize::MAX), "second");
            return refused(
                format!("`{address}` was not downloaded within {limit}"),
                "give it more time with `--within`, or download the file yourself and name it",
            );
        }
        Err(Failure::Failed(said)) => {
            return refused(
                format!("`{address}` could not be downloaded: {said}"),
                "look at the address in a browser; where the publisher has moved the file, write the new one as `origin`",
            );
        }
    }
    file(&body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_addresses_are_told_apart() {
        for (written, is) in [
            ("new.csv", Ok(Source::File("new.csv".into()))),
            ("a/b c.csv", Ok(Source::File("a/b c.csv".into()))),
            ("file:///tmp/new.csv", Ok(Source::File("/tmp/new.csv".into()))),
            ("https://stat.example/a.csv?x=1", Ok(Source::Address("https://stat.example/a.csv?x=1".into()))),
            ("ftp://stat.example/a.csv", Err(())),
            ("https://desk:secret@stat.example/a.csv", Err(())),
            ("https://stat.example/a b.csv", Err(())),
            ("file://elsewhere/a.csv", Err(())),
        ] {
            assert_eq!(Source::parse(written).map_err(drop), is, "{written}");
        }
    }

    #[test]
    fn the_name_of_an_address_is_its_last_part() {
        let of = |address: &str| Source::parse(address).unwrap().name();
        assert_eq!(of("https://stat.example/a/deaths-2026-02-24.csv?download=1#x"), "deaths-2026-02-24.csv");
        assert_eq!(of("downloads/a.csv"), "a.csv");
    }
}
