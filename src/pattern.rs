//! Regular expressions that a registry declares, for conditions and for constraints: read in one place, within limits.
//!
//! How much room a pattern takes while cells are matched grows with its size times its groups, so both have a limit.

use regex::bytes::RegexBuilder as BytesBuilder;
use regex::{Regex, RegexBuilder, bytes};

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::{BAD_PATTERN, PATTERN_TOO_LARGE};
use crate::text::Place;

/// The most bytes of a pattern.
pub(crate) const LONGEST: usize = 1_000;
/// The most groups in round brackets.
pub(crate) const MOST_GROUPS: usize = 50;
/// The most bytes that a compiled pattern may take, all its repetitions written out.
const LARGEST: usize = 1 << 20;
/// How many characters of a pattern are shown.
const SHOWN: usize = 60;

/// Why words are no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PatternFault {
    /// It has this many bytes.
    Long(usize),
    /// It has this many groups.
    Groups(usize),
    /// It repeats too much.
    Large,
    /// It looks ahead or behind, or back to one of its groups.
    Looks,
    /// It is no regular expression; why.
    Malformed(String),
}

/// Returns a pattern that words may match anywhere.
pub(crate) fn within(written: &str) -> Result<Regex, PatternFault> {
    checked(written)?;
    let regex = RegexBuilder::new(written).size_limit(LARGEST).build().map_err(|error| fault(&error))?;
    match regex.captures_len() - 1 {
        groups if groups > MOST_GROUPS => Err(PatternFault::Groups(groups)),
        _ => Ok(regex),
    }
}

/// Returns a pattern that a cell must match from its first to its last byte.
pub(crate) fn whole(written: &str) -> Result<bytes::Regex, PatternFault> {
    // Alone first: brackets that only close around something else would change what is asked.
    within(written)?;
    BytesBuilder::new(&format!("^(?:{written})$")).size_limit(LARGEST).build().map_err(|error| fault(&error))
}

/// Looks at a pattern before it is compiled.
fn checked(written: &str) -> Result<(), PatternFault> {
    if written.len() > LONGEST { Err(PatternFault::Long(written.len())) } else { Ok(()) }
}

fn fault(error: &regex::Error) -> PatternFault {
    match error {
        regex::Error::CompiledTooBig(_) => PatternFault::Large,
        other => {
            let words = other.to_string();
            let why = words.lines().last().unwrap_or_default().trim_start_matches("error: ");
            if why.starts_with("look-around") || why.starts_with("backreferences") {
                PatternFault::Looks
            } else {
                PatternFault::Malformed(why.to_owned())
            }
        }
    }
}

impl PatternFault {
    /// Builds the problem of words that are no pattern.
    pub(crate) fn problem(&self, place: Place, written: &str) -> Problem {
        const LIMIT: &str = "a pattern of that size could exhaust the machine, and nobody could say what it selects";
        let mut shown: String = written.chars().take(SHOWN).collect();
        if shown.len() < written.len() {
            shown.push('…');
        }
        let too_large = |why: String, help: &str| {
            Problem::error(&PATTERN_TOO_LARGE, place.clone(), format!("the pattern `{shown}` {why}"))
                .note(LIMIT)
                .help(help)
        };
        match self {
            Self::Long(bytes) => too_large(
                format!("has {bytes} bytes; {LONGEST} are read"),
                "list the values themselves, or put a column into the file that says which rows are meant",
            ),
            Self::Groups(groups) => too_large(
                format!("has {groups} groups in round brackets; {MOST_GROUPS} are read"),
                "write one letter of several as `[abc]`, take out brackets that hold nothing together, or list the values themselves",
            ),
            Self::Large => too_large(
                "is too large when its repetitions are written out".to_owned(),
                "write `*` or `+` in place of a large number in braces, and no repetition of a repetition",
            ),
            Self::Looks => Problem::error(
                &BAD_PATTERN,
                place,
                format!("`{shown}` looks around, which patterns here cannot do"),
            )
            .note("patterns are matched from left to right, in a time that grows with the length of the cell alone")
            .help("say what the text itself is like; what it must not be is a second condition"),
            Self::Malformed(why) => Problem::error(&BAD_PATTERN, place, format!("`{shown}` is not a pattern: {why}"))
                .note("a pattern is a regular expression")
                .help("put `\\` before signs that are meant as they stand, such as `(`, `[`, `.` and `+`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_people_write_are_read() {
        let words = format!("(?:{})", (0..80).map(|n| format!("North{n}")).collect::<Vec<_>>().join("|"));
        for written in [
            "^(north|south)$",
            r"\d{4}-\d{2}(-\d{2})?",
            r"[\w .'-]{1,20}",
            r"(?i-u)total",
            "",
            "a*",
            &"(a)".repeat(50),
            &words,
        ] {
            assert!(within(written).is_ok() && whole(written).is_ok(), "{written}");
        }
    }

    #[test]
    fn what_could_exhaust_the_machine_is_refused_in_either_place() {
        for (written, wanted) in [
            ("(a)".repeat(51), PatternFault::Groups(51)),
            ("(a)".repeat(333), PatternFault::Groups(333)),
            (format!("{}{}", "(".repeat(60), ")".repeat(60)), PatternFault::Groups(60)),
            ("(a)".repeat(4_000), PatternFault::Long(12_000)),
            ("a".repeat(1_001), PatternFault::Long(1_001)),
            ("(a{1000}){1000}".to_owned(), PatternFault::Large),
            ("((a{100}){100}){100}".to_owned(), PatternFault::Large),
            (r"\w{1000}".to_owned(), PatternFault::Large),
            (r"[\w\s]{900}[^x]{900}".to_owned(), PatternFault::Large),
            ("(?=a)".to_owned(), PatternFault::Looks),
            ("(?<!a)b".to_owned(), PatternFault::Looks),
            (r"(a)\1".to_owned(), PatternFault::Looks),
        ] {
            assert_eq!(within(&written).err(), Some(wanted.clone()), "{written:.40}");
            assert_eq!(whole(&written).err(), Some(wanted), "{written:.40}");
        }
        for written in ["(", "a)|(b", "[z-a]", "a{2,1}", "*", &"(".repeat(1_000), &"[".repeat(1_000)] {
            assert!(matches!(within(written), Err(PatternFault::Malformed(_))), "{written:.40}");
            assert!(matches!(whole(written), Err(PatternFault::Malformed(_))), "{written:.40}");
        }
    }
}
