//! Problems of paths: files that cannot be read, words that lead out of the project, names that some system cannot have.

use super::code::registry::{BAD_PATH, RESERVED_NAME};
use super::{Code, Problem};
use crate::text::Place;
use crate::world::{NameFault, PathFault, ProjectPath, Unreadable};

const INSIDE: &str =
    "a build reads only files inside the project, so that everybody who has the folder gets the same pages";

/// Builds the problem of a file that could not be read.
pub(crate) fn unreadable(code: &'static Code, place: Place, file: &ProjectPath, why: &Unreadable) -> Problem {
    let problem = |words: String| Problem::error(code, place, words);
    match why {
        Unreadable::Missing => problem(format!("there is no file `{file}`"))
            .help("compare the path with the names in the folder; it begins at the project's folder"),
        Unreadable::Outside => {
            problem(format!("`{file}` leads out of the project through a symbolic link")).note(INSIDE)
        }
        Unreadable::NotAFile => problem(format!("`{file}` is not a file")).help("put a file there, or name another"),
        Unreadable::Refused(words) => problem(format!("`{file}` cannot be read: {words}")),
    }
}

/// Builds the problem of words that are no path inside the project.
pub(crate) fn not_inside(place: Place, written: &str, fault: PathFault) -> Problem {
    let why = match fault {
        PathFault::Empty => "nothing is written there",
        PathFault::Absolute => "it begins at the root of a machine",
        PathFault::Climbs => "`..` leads out of the folder",
        PathFault::Unportable => "a backslash, a colon or a control character does not work everywhere",
        PathFault::Name { name, fault } => return reserved(place, written, &name, fault),
    };
    Problem::error(&BAD_PATH, place, format!("`{written}` is not a path inside the project"))
        .label(why)
        .note(INSIDE)
        .help("write the path from the project's folder, with `/` between names, such as `data/encounters.csv`")
}

/// Builds the problem of a path that not every system can give a file.
fn reserved(place: Place, written: &str, name: &str, fault: NameFault) -> Problem {
    let message = format!("`{written}` is a path that some systems do not allow");
    Problem::error(&RESERVED_NAME, place, message)
        .label(why_reserved(name, fault))
        .note(EVERYWHERE)
        .help("give the file another name, and write that here")
}

/// What a name that some system reserves does.
pub(crate) const EVERYWHERE: &str =
    "a project is a folder that others copy: on Windows this file would be missing, or be something else";

/// Returns what is wrong with a name, for the label of a problem.
pub(crate) fn why_reserved(name: &str, fault: NameFault) -> String {
    match fault {
        NameFault::Device => format!("Windows keeps `{}` for a device, with any ending", stem(name)),
        NameFault::Dot => format!("`{name}` ends in a dot, which Windows drops"),
        NameFault::Blank => format!("`{name}` ends in a space, which Windows drops"),
        NameFault::Character(character) => format!("no name has `{character}` in it on Windows"),
    }
}

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name).trim_end()
}
