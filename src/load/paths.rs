//! The problems of paths: words that name no file inside the project, and files that cannot be read.

use crate::diagnostic::code::registry::BAD_PATH;
use crate::diagnostic::{Code, Place, Problem};
use crate::world::{PathFault, ProjectPath, Unreadable};

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
    };
    Problem::error(&BAD_PATH, place, format!("`{written}` is no path inside the project"))
        .label(why)
        .note(INSIDE)
        .help("write the path from the project's folder, with `/` between names, such as `data/encounters.csv`")
}
