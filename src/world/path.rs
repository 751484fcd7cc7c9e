//! Paths that cannot leave the project.

use std::fmt;
use std::sync::Arc;

/// A path relative to the project's folder, with `/` between names and no way out of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectPath(Arc<str>);

/// Why words are no path inside a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// Nothing was written.
    Empty,
    /// The path begins at the root of the machine or names a drive.
    Absolute,
    /// A `..` would lead out of the folder it stands in.
    Climbs,
    /// A backslash, a control character, or a name that some system reserves.
    Unportable,
}

impl ProjectPath {
    /// Returns the path that `written` names, `./` and doubled slashes dropped.
    pub fn parse(written: &str) -> Result<Self, PathFault> {
        if written.starts_with('/') || written.as_bytes().get(1) == Some(&b':') {
            return Err(PathFault::Absolute);
        }
        if written.chars().any(|c| c == '\\' || c == ':' || c.is_control()) {
            return Err(PathFault::Unportable);
        }
        let names: Vec<&str> = written.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
        if names.contains(&"..") {
            return Err(PathFault::Climbs);
        }
        if names.is_empty() {
            return Err(PathFault::Empty);
        }
        Ok(Self(names.join("/").into()))
    }

    /// Returns a path written in the tool itself.
    ///
    /// # Panics
    /// Panics where the words are no path: they are constants of the tool, not input.
    pub fn fixed(written: &'static str) -> Self {
        Self::parse(written).expect("a path written in the tool is a path")
    }

    /// Returns the path of `name` inside this folder.
    pub fn join(&self, name: &str) -> Result<Self, PathFault> {
        Self::parse(&format!("{}/{name}", self.0))
    }

    /// Returns whether the file is a table: its name ends in `.csv`.
    pub fn is_table(&self) -> bool {
        std::path::Path::new(self.as_str()).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
    }

    /// Returns the path as written in every output: relative, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_project() {
        for (written, fault) in [
            ("../x.csv", PathFault::Climbs),
            ("data/../../x", PathFault::Climbs),
            ("/etc/passwd", PathFault::Absolute),
            ("C:/x", PathFault::Absolute),
            ("data\\x.csv", PathFault::Unportable),
            ("", PathFault::Empty),
            ("./", PathFault::Empty),
        ] {
            assert_eq!(ProjectPath::parse(written), Err(fault), "{written}");
        }
        assert_eq!(ProjectPath::parse("./data//x.csv").unwrap().as_str(), "data/x.csv");
    }
}
