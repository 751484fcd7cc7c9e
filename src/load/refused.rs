//! The problems of what a registry may not hold: anchors and tags, a second document, hidden characters, giant values.

use crate::diagnostic::code::registry::{ANCHOR_OR_TAG, NOT_UTF8, SEVERAL_DOCUMENTS, TOO_LARGE, UNKNOWN_VERSION};
use crate::diagnostic::{Code, Problem, unseen};
use crate::text::unseen::Found;
use crate::text::{Excerpt, Place, Span, Text, boundary};
use crate::world::ProjectPath;

use super::guard::{LARGEST_FILE, LARGEST_TOGETHER, LARGEST_VALUE, MOST_NESTED};
use super::templates;

const ONE_PLACE: &str =
    "a reader sees what an entry says by looking at that entry; nothing else in the file may change it";
const LIMITS: &str = "no registry written by people comes near this limit, and a larger one could exhaust the machine";

const LIMITS_OF_TEMPLATES: &str =
    "no template or style written by people comes near this limit, and a larger one could exhaust the machine";

/// Builds the problem of an anchor.
pub(super) fn anchor(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no anchors")
        .label("`&` begins an anchor here")
        .note(ONE_PLACE)
        .help("delete it; if the text begins with `&`, put the text in quotes")
}

/// Builds the problem of an alias.
pub(super) fn alias(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no aliases")
        .label("`*` begins an alias here")
        .note(ONE_PLACE)
        .help("write the value out; if the text begins with `*`, put the text in quotes")
}

/// Builds the problem of a merge key.
pub(super) fn merge_key(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no merge keys")
        .label("`<<` would copy another mapping here")
        .note(ONE_PLACE)
        .help("write the keys out")
}

/// Builds the problem of a tag.
pub(super) fn tag(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no tags")
        .label("`!` begins a tag here")
        .note("a tag would change how the value is read; every value here is read as the words it is written with")
        .help("delete it; if the text begins with `!`, put the text in quotes")
}

/// Builds the problem of a second document.
pub(super) fn second_document(place: Place) -> Problem {
    Problem::error(&SEVERAL_DOCUMENTS, place, "the file holds more than one YAML document")
        .label("a second document begins here")
        .note("only one document can be the registry; what stands below this line would be lost")
        .help(
            "delete the line `---`, or move what stands below it into a file of its own and name that under `include`",
        )
}

/// Builds the problem of a value beyond all reason.
pub(super) fn large_value(place: Place) -> Problem {
    Problem::error(&TOO_LARGE, place, format!("a value is longer than {} MiB", LARGEST_VALUE >> 20))
        .note(LIMITS)
        .help("keep long texts in a template below `templates/`, and tables in a CSV file below `data/`")
}

/// Builds the problem of nesting beyond all reason.
pub(super) fn deep_nesting(place: Place) -> Problem {
    Problem::error(&TOO_LARGE, place, format!("lists and mappings are nested more than {MOST_NESTED} deep"))
        .note(LIMITS)
        .help("nothing in a registry needs more than eight levels; look for brackets that are never closed")
}

/// Builds the problem of a file beyond all reason.
pub(super) fn large_file(file: &ProjectPath) -> Problem {
    let message = format!("`{file}` is larger than {} MiB", LARGEST_FILE >> 20);
    Problem::error(&TOO_LARGE, Place::File(file.clone()), message)
        .note(LIMITS)
        .help("split it with `include: [claims/*.yaml]`, and keep tables in CSV files below `data/`")
}

/// Builds the problem of included files that are too large together.
pub(super) fn large_registry(place: Place) -> Problem {
    let message = format!("the included files are together larger than {} MiB", LARGEST_TOGETHER >> 20);
    Problem::error(&TOO_LARGE, place, message)
        .note(LIMITS)
        .help("keep tables in CSV files below `data/`, and include only the files that the briefs of this project need")
}

/// Builds the problem of a template or style beyond all reason.
pub(super) fn large_template(file: &ProjectPath) -> Problem {
    let message = format!("`{file}` is larger than {} MiB", templates::LARGEST >> 20);
    let help = if is_style(file) {
        "take out pictures and fonts that are written into it, or make them smaller"
    } else {
        "divide it into several files, and take them in with `{% include \"part.md\" %}`"
    };
    Problem::error(&TOO_LARGE, Place::File(file.clone()), message).note(LIMITS_OF_TEMPLATES).help(help)
}

/// Builds the problem of templates that are too large together.
pub(super) fn large_templates(folder: &ProjectPath) -> Problem {
    let message =
        format!("the files below `{folder}` are together larger than {} MiB", templates::LARGEST_TOGETHER >> 20);
    Problem::error(&TOO_LARGE, Place::File(folder.clone()), message)
        .note(LIMITS_OF_TEMPLATES)
        .help("keep there only what briefs are printed with")
}

/// Builds the problem of a character in a template or style that nobody sees, at its line.
pub(super) fn character(file: &ProjectPath, text: &Text, found: Found) -> Problem {
    /// How many bytes of its line are carried along on either side.
    const SHOWN: usize = 200;
    let position = text.position(found.span.start);
    let line = text.line(position.line).unwrap_or(found.span);
    let from = boundary(text.as_str(), found.span.start.saturating_sub(SHOWN).max(line.start));
    let to = boundary(text.as_str(), (found.span.end + SHOWN).min(line.end.max(found.span.end)));
    let place = Place::Line(Excerpt {
        file: file.clone(),
        line: position.line,
        column: position.column,
        text: text.as_str()[from..to].to_owned(),
        span: Span::new(found.span.start - from, found.span.end - from),
    });
    let holder = if is_style(file) { "a style" } else { "a template" };
    unseen::problem(&place, found.what, found.character, holder)
}

/// Builds the problem of a text file with bytes that are not UTF-8, the first of which is at `valid`.
pub(super) fn not_utf8(file: &ProjectPath, bytes: &[u8], valid: usize) -> Problem {
    let text = Text::new(String::from_utf8_lossy(&bytes[..valid]).into_owned());
    let position = text.position(valid);
    let start = bytes[..valid].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest: Vec<u8> = bytes[valid..].iter().copied().take_while(|byte| *byte != b'\n').take(80).collect();
    let before = String::from_utf8_lossy(&bytes[start..valid]).into_owned();
    let span = Span::new(before.len(), before.len() + '\u{FFFD}'.len_utf8());
    let place = Place::Line(Excerpt {
        file: file.clone(),
        line: position.line,
        column: position.column,
        text: before + &String::from_utf8_lossy(&rest),
        span,
    });
    Problem::error(&NOT_UTF8, place, format!("`{file}` is not UTF-8 text"))
        .label(format!("the byte {:02X} is no UTF-8 here", bytes[valid]))
        .note("the tool would have to guess which letters were meant")
        .help("open the file in an editor and save it with the encoding UTF-8")
}

/// Builds the problem of a registry that does not say its version, or says another.
pub(super) fn version(place: Place, written: Option<&str>) -> Problem {
    let code: &'static Code = &UNKNOWN_VERSION;
    let problem = match written {
        None => Problem::error(code, place, "the file does not say which version of the format it is written in"),
        Some(written) => {
            Problem::error(code, place, format!("this tool reads version 1 of the format, not `{written}`"))
        }
    };
    problem
        .note("keys may mean something else in another version")
        .help("write `registry: 1` as the first line of `claims.yaml`")
}

/// Returns whether a file is a style, by its name.
fn is_style(file: &ProjectPath) -> bool {
    super::unseen::ending(file) == Some("css")
}
