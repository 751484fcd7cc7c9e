//! Paths that cannot leave the project.

use std::fmt;
use std::sync::Arc;

/// The registry file every project begins with.
pub const REGISTRY_FILE: &str = "claims.yaml";

/// A path relative to the project's folder, with `/` between names and no way out of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectPath(Arc<str>);

/// Why words are no path inside a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault {
    /// Nothing was written.
    Empty,
    /// The path begins at the root of the machine or names a drive.
    Absolute,
    /// A `..` would lead out of the folder it stands in.
    Climbs,
    /// A backslash, a colon or a control character: what leads elsewhere on some machine.
    Unportable,
    /// A name that not every system can give a file.
    Name {
        /// The name, without the folders above it.
        name: String,
        /// What is wrong with it.
        fault: NameFault,
    },
}

/// Why a file cannot have a name on every system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// It is the name of a device, with any ending.
    Device,
    /// It ends in a dot, which is dropped.
    Dot,
    /// It ends in a blank, which is dropped.
    Blank,
    /// It holds a character that names cannot have.
    Character(char),
}

/// Names that Windows keeps for devices, whatever ending follows them and in whatever case.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Devices of which there are several, each with a digit behind the name; a raised digit is one too.
const PORTS: [&str; 2] = ["COM", "LPT"];
const DIGITS: &str = "123456789¹²³";

impl NameFault {
    fn of(name: &str) -> Option<Self> {
        if let Some(character) = name.chars().find(|c| matches!(c, '<' | '>' | '"' | '|' | '?' | '*')) {
            return Some(Self::Character(character));
        }
        match name.chars().last() {
            Some('.') => return Some(Self::Dot),
            Some(' ') => return Some(Self::Blank),
            _ => {}
        }
        // `nul.tar.gz` and `nul .csv` are the device as well.
        let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
        let is_digit = |rest: &str| rest.chars().count() == 1 && DIGITS.contains(rest);
        let is_port = PORTS.iter().any(|port| stem.strip_prefix(port).is_some_and(is_digit));
        (is_port || DEVICES.contains(&stem.as_str())).then_some(Self::Device)
    }
}

impl ProjectPath {
    /// Returns the path that `written` names, `./` and doubled slashes dropped.
    pub fn parse(written: &str) -> Result<Self, PathFault> {
        let path = Self::pattern(written)?;
        match path.name_fault('\0') {
            Some(fault) => Err(fault),
            None => Ok(path),
        }
    }

    /// Returns the pattern that `written` is: a path in which `*` stands for any part of a name.
    pub fn pattern(written: &str) -> Result<Self, PathFault> {
        let path = Self::within(written)?;
        match path.name_fault('*') {
            Some(fault) => Err(fault),
            None => Ok(path),
        }
    }

    /// Returns the path of a file that was found in this folder under `name`, which need not be one that every system can give
    /// it.
    #[must_use]
    pub fn found(&self, name: &str) -> Self {
        Self(format!("{}/{name}", self.0).into())
    }

    /// Returns whether every system can give a file this path, which was found in a folder.
    pub fn portable(&self) -> Result<(), PathFault> {
        Self::parse(&self.0).map(drop)
    }

    fn name_fault(&self, allowed: char) -> Option<PathFault> {
        self.0.split('/').find_map(|name| {
            let fault = NameFault::of(&name.replace(allowed, "x"))?;
            Some(PathFault::Name { name: name.to_owned(), fault })
        })
    }

    fn within(written: &str) -> Result<Self, PathFault> {
        if written.starts_with('/') || written.as_bytes().get(1) == Some(&b':') {
            return Err(PathFault::Absolute);
        }
        if written.chars().any(|c| c == '\\' || c == ':' || is_unshown(c)) {
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

/// Returns whether a character of a name would be shown as nothing, or turn what is shown.
fn is_unshown(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
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

    #[test]
    fn a_name_that_some_system_cannot_give_a_file_is_refused_and_those_near_it_are_not() {
        use NameFault::{Blank, Character, Device, Dot};
        for (written, fault) in [
            ("data/nul.csv", Device),
            ("data/NUL", Device),
            ("Con/x.csv", Device),
            ("data/aux.tar.gz", Device),
            ("data/prn .csv", Device),
            ("com1", Device),
            ("data/LPT9.csv", Device),
            ("data/com¹.csv", Device),
            ("data/lpt³", Device),
            ("conin$", Device),
            ("ConOut$.txt", Device),
            ("data/x.csv.", Dot),
            ("data./x.csv", Dot),
            ("data/...", Dot),
            ("data/x.csv ", Blank),
            ("data /x.csv", Blank),
            ("data/what?.csv", Character('?')),
            ("data/a<b.csv", Character('<')),
            ("data/\"a\".csv", Character('"')),
            ("data/a|b", Character('|')),
            ("data/*.csv", Character('*')),
        ] {
            let found = ProjectPath::parse(written);
            assert!(
                matches!(&found, Err(PathFault::Name { fault: found, .. }) if *found == fault),
                "{written}: {found:?}"
            );
        }
        for written in [
            "data/console.csv",
            "data/com.csv",
            "data/com10.csv",
            "data/com0.csv",
            "data/comé.csv",
            "data/nullable.csv",
            "data/aux-data.csv",
            "data/my.nul",
            "data/conin.csv",
            "data/.hidden",
            "data/a.b.c",
            "data/a b.csv",
            "data/ x.csv",
            "data/año¹.csv",
        ] {
            assert_eq!(ProjectPath::parse(written).unwrap().as_str(), written);
        }
    }

    #[test]
    fn a_pattern_may_hold_a_star_and_what_was_found_any_name_that_stays_in_its_folder() {
        assert_eq!(ProjectPath::pattern("claims/*.yaml").unwrap().as_str(), "claims/*.yaml");
        assert!(ProjectPath::pattern("nul/*.yaml").is_err() && ProjectPath::pattern("claims/?.yaml").is_err());
        let folder = ProjectPath::fixed("claims");
        for name in ["aux.yaml", "a:b.yaml", "a\\b.yaml", "a\u{7}.yaml", "a?.yaml"] {
            assert!(folder.found(name).portable().is_err(), "{name}");
        }
        assert!(folder.found("claims.yaml").portable().is_ok());
    }
}
