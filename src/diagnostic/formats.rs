//! Problems for a program: JSON with a version, documented in `docs/formats.md`; a workflow on GitHub; code scanning.
//!
//! Keys keep their order, the same problems are the same bytes, and characters that a terminal might act on are escaped, so
//! the output is safe to print too. Of when, where and by whom the tool was run nothing is said.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::words::{clean, clean_lines, is_harmful};
use super::{Code, Fix, Label, Problem, Problems, Severity, Texts};
use crate::text::{Excerpt, Place};

/// So many problems of a kind in a file are listed for programs; the rest of them are counted.
pub const LISTED_FOR_PROGRAMS: usize = 1_000;

/// The version of the format.
pub const PROBLEMS_VERSION: u32 = 1;

/// Returns the problems as one JSON object, with the count of all by severity.
pub fn problems_json(problems: &Problems, texts: &Texts) -> Value {
    let listed = problems.first_of_each_kind(LISTED_FOR_PROGRAMS);
    json!({
        "version": PROBLEMS_VERSION,
        "errors": problems.count(Severity::Error),
        "warnings": problems.count(Severity::Warning),
        "problems": listed.iter().map(|problem| one(problem, texts)).collect::<Vec<_>>(),
    })
}

fn one(problem: &Problem, texts: &Texts) -> Value {
    json!({
        "code": problem.code.id,
        "name": problem.code.name,
        "severity": problem.severity.word(),
        "message": problem.message,
        "place": place_json(&problem.at.place, texts),
        "label": problem.at.text,
        "also": problem.also.iter().map(|label| also(label, texts)).collect::<Vec<_>>(),
        "notes": problem.notes,
        "helps": problem.helps,
        "more": problem.more,
        "fix": problem.fix.as_ref().map(|fix| json!({ "place": place_json(&fix.place, texts), "with": fix.with })),
    })
}

fn also(label: &Label, texts: &Texts) -> Value {
    json!({ "place": place_json(&label.place, texts), "label": label.text })
}

/// Returns a place: file, line and column, as far as it has them.
pub fn place_json(place: &Place, texts: &Texts) -> Value {
    let Some(file) = place.file() else { return Value::Null };
    let mut all = Map::from_iter([("file".to_owned(), json!(file.as_str()))]);
    if let Some(region) = Region::of(place, texts) {
        all.extend(region.named(["line", "column", "end_line", "end_column"]));
    }
    if let Place::Line(Excerpt { text, cell, .. }) = place {
        all.extend(cell.as_ref().map(|cell| ("cell".to_owned(), json!(cell))));
        all.insert("text".to_owned(), json!(text));
    }
    all.into()
}

/// Returns JSON as text with a line break at its end, harmless on a terminal.
pub fn to_text(value: &Value) -> String {
    let mut text = String::new();
    for c in format!("{value:#}").chars() {
        if c != '\n' && is_harmful(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(text, "\\u{unit:04x}").expect("writing to a string does not fail");
            }
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    text
}

/// Returns a problem as a workflow command of GitHub, which becomes an annotation at the line of the file:
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>. It is one line, ending in a line break; `folder` leads from the repository to the project, and
/// ends in `/` unless it is empty.
pub fn workflow_command(problem: &Problem, texts: &Texts, folder: &str) -> String {
    let mut properties = String::new();
    if let Some(file) = problem.at.place.file() {
        let _ = write!(properties, "file={},", property(&format!("{folder}{file}")));
    }
    if let Some(Region { line, column, end_line, end_column }) = Region::of(&problem.at.place, texts) {
        let _ = write!(properties, "line={line},col={column},endLine={end_line},endColumn={end_column},");
    }
    let title = property(&format!("{} {}", problem.code.id, problem.code.name));
    let notes = problem.notes.iter().map(|note| format!("\nnote: {note}"));
    let helps = problem.helps.iter().map(|help| format!("\nhelp: {help}"));
    let message: String = std::iter::once(problem.message.clone()).chain(notes).chain(helps).collect();
    format!("::{} {properties}title={title}::{}\n", problem.severity.word(), escaped(&clean_lines(&message)))
}

fn escaped(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(words: &str) -> String {
    escaped(&clean(words)).replace(':', "%3A").replace(',', "%2C")
}

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const REGION: [&str; 4] = ["startLine", "startColumn", "endLine", "endColumn"];

/// Returns all problems as a SARIF log (2.1.0, one run); `folder` leads from where the log's readers stand to the project, and ends in `/`
/// unless it is empty.
pub fn sarif(problems: &Problems, texts: &Texts, folder: &str) -> Value {
    let listed = problems.first_of_each_kind(LISTED_FOR_PROGRAMS);
    let codes: BTreeSet<&Code> = problems.iter().map(|problem| problem.code).collect();
    let codes: Vec<&Code> = codes.into_iter().collect();
    let log = Log { texts, folder, codes: &codes };
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": listed.iter().map(|problem| log.result(problem)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": code.name.replace('-', " ") },
        "fullDescription": { "text": code.summary() },
        "help": { "text": code.explanation, "markdown": code.explanation },
    })
}

struct Log<'a> {
    texts: &'a Texts,
    folder: &'a str,
    codes: &'a [&'static Code],
}

impl Log<'_> {
    fn result(&self, problem: &Problem) -> Value {
        let mut result = json!({
            "ruleId": problem.code.id,
            "ruleIndex": self.codes.iter().position(|code| *code == problem.code),
            "level": problem.severity.word(),
            "message": { "text": sentences(problem) },
        });
        if problem.more > 0 {
            result["occurrenceCount"] = json!(1 + problem.more);
        }
        if let Some(location) = self.location(&problem.at) {
            result["locations"] = json!([location]);
        }
        let related: Vec<Value> = problem.also.iter().filter_map(|label| self.location(label)).collect();
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(fix) = problem.fix.as_ref().and_then(|fix| self.fix(fix)) {
            result["fixes"] = json!([fix]);
        }
        result
    }

    /// Returns where a label stands, with its words; none for the project as a whole.
    fn location(&self, label: &Label) -> Option<Value> {
        let mut physical = Map::new();
        physical.insert("artifactLocation".to_owned(), self.file(&label.place)?);
        if let Some(region) = Region::of(&label.place, self.texts) {
            physical.insert("region".to_owned(), region.named(REGION).into());
        }
        let mut location = json!({ "physicalLocation": physical });
        if !label.text.is_empty() {
            location["message"] = json!({ "text": label.text });
        }
        Some(location)
    }

    fn file(&self, place: &Place) -> Option<Value> {
        let path = format!("{}{}", self.folder, place.file()?);
        Some(json!({ "uri": as_uri(&path), "uriBaseId": "%SRCROOT%" }))
    }

    fn fix(&self, fix: &Fix) -> Option<Value> {
        let region = Region::of(&fix.place, self.texts)?.named(REGION);
        Some(json!({
            "description": { "text": format!("Replace `{}` with `{}`", fix.written, fix.with) },
            "artifactChanges": [{
                "artifactLocation": self.file(&fix.place)?,
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": fix.with } }],
            }],
        }))
    }
}

/// Returns the message, the notes and the helps of a problem as sentences.
fn sentences(problem: &Problem) -> String {
    let all = std::iter::once(&problem.message).chain(&problem.notes).chain(&problem.helps);
    all.map(|words| sentence(words)).collect::<Vec<_>>().join(" ")
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if words.ends_with(['.', '?', '!', ':']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// Returns a relative path as a URI reference: all but letters, digits and a few marks as percent and two digits a byte.
fn as_uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// Lines and columns from one; the end is one column past the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Region {
    /// The first line.
    line: usize,
    /// The first column, in characters.
    column: usize,
    /// The last line.
    end_line: usize,
    /// One past the last column.
    end_column: usize,
}

/// Returns file and line of a place, `claims.yaml:12`, or the file alone where it has no line; none where it has no file.
pub fn file_and_line(place: &Place, texts: &Texts) -> Option<String> {
    let file = place.file()?;
    if let Place::Line(Excerpt { cell: Some(cell), .. }) = place {
        return Some(format!("{file}, {cell}"));
    }
    Some(Region::of(place, texts).map_or_else(|| file.to_string(), |region| format!("{file}:{}", region.line)))
}

impl Region {
    /// Returns the region of a place; none where a whole file or the project is meant.
    fn of(place: &Place, texts: &Texts) -> Option<Self> {
        match place {
            Place::Project | Place::File(_) | Place::Registry(_) => None,
            Place::Text(file, span) => {
                let text = texts.get(file)?;
                let (start, end) = (text.position(span.start), text.position(span.end));
                Some(Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column })
            }
            Place::Line(Excerpt { line, column, text, span, .. }) => {
                let length = text.get(span.range()).map_or(0, |meant| meant.chars().count());
                Some(Self { line: *line, column: *column, end_line: *line, end_column: column + length })
            }
        }
    }

    /// Returns the region as JSON, under these names.
    fn named(self, [line, column, end_line, end_column]: [&str; 4]) -> Map<String, Value> {
        let values =
            [(line, self.line), (column, self.column), (end_line, self.end_line), (end_column, self.end_column)];
        values.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code::registry::NOT_YAML;
    use crate::text::{Span, Text};
    use crate::world::ProjectPath;

    #[test]
    fn a_program_gets_code_place_and_words_and_no_escape_sequence() {
        let file = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(file.clone(), Text::new("a: [\n"))]);
        let mut problems = Problems::default();
        let hostile = "no yaml \u{1b}[2J\u{9b}";
        problems.push(Problem::error(&NOT_YAML, Place::Text(file, Span::new(3, 4)), hostile).label("open"));
        let text = to_text(&problems_json(&problems, &texts));
        assert!(!text.contains(['\u{1b}', '\u{9b}']));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["errors"], 1);
        assert_eq!(value["problems"][0]["place"]["line"], 1);
        assert_eq!(value["problems"][0]["place"]["column"], 4);
        assert_eq!(value["problems"][0]["message"], hostile);
    }

    #[test]
    fn what_would_end_a_command_or_begin_another_is_escaped() {
        let file = ProjectPath::fixed("claims/a, 100%.yaml");
        let texts = Texts::from([(file.clone(), Text::new("a: [\n"))]);
        let hostile = "50% of\r\n::error::x, y: z";
        let problem = Problem::warning(&NOT_YAML, Place::Text(file, Span::new(3, 4)), hostile);
        assert_eq!(
            workflow_command(&problem.note("why").help("do this"), &texts, "desk/"),
            "::warning file=desk/claims/a%2C 100%25.yaml,line=1,col=4,endLine=1,endColumn=5,title=R001 not-yaml\
             ::50%25 of␍%0A::error::x, y: z%0Anote: why%0Ahelp: do this\n"
        );
    }

    #[test]
    fn a_command_for_the_project_as_a_whole_has_no_file() {
        let problem = Problem::error(&NOT_YAML, Place::Project, "no brief");
        assert_eq!(workflow_command(&problem, &Texts::new(), ""), "::error title=R001 not-yaml::no brief\n");
    }

    #[test]
    fn a_path_is_a_uri_and_a_column_counts_characters() {
        let file = ProjectPath::fixed("claims/Flüsse 100%.yaml");
        let texts = Texts::from([(file.clone(), Text::new("ß: [\n"))]);
        let mut problems = Problems::default();
        problems.push(Problem::error(&NOT_YAML, Place::Text(file, Span::new(4, 5)), "a").help("is `b` meant?"));
        let log = sarif(&problems, &texts, "desk/");
        let result = &log["runs"][0]["results"][0];
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "desk/claims/Fl%C3%BCsse%20100%25.yaml");
        assert_eq!(location["region"]["startColumn"], 4);
        assert_eq!(result["message"]["text"], "A. Is `b` meant?");
    }

    #[test]
    fn the_project_as_a_whole_has_no_location() {
        let mut problems = Problems::default();
        problems.push(Problem::warning(&NOT_YAML, Place::Project, "no brief"));
        let log = sarif(&problems, &Texts::new(), "");
        assert_eq!(log["runs"][0]["results"][0].get("locations"), None);
    }
}
