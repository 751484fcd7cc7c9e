//! Problems for code scanning: SARIF 2.1.0, one run, the same bytes for the same problems.
//!
//! A log says nothing of when, where and by whom the tool was run. The published schema is
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json>.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::region::Region;
use super::{LISTED_FOR_PROGRAMS, Texts};
use crate::diagnostic::{Code, Fix, Label, Problem, Problems};
use crate::text::Place;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const REGION: [&str; 4] = ["startLine", "startColumn", "endLine", "endColumn"];

/// Returns all problems as a SARIF log; `folder` leads from where the log's readers stand to the project, and ends in `/`
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
            "description": { "text": format!("Replace `{}` by `{}`", fix.written, fix.with) },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code::registry::NOT_YAML;
    use crate::text::{Span, Text};
    use crate::world::ProjectPath;

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
