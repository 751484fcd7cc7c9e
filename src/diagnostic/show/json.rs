//! Problems for a program: JSON with a version, documented in `docs/formats.md`.
//!
//! Keys keep their order, and characters that a terminal might act on are escaped, so the output is safe to print too.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::clean::is_harmful;
use super::region::Region;
use super::{LISTED_FOR_PROGRAMS, Texts};
use crate::diagnostic::{Label, Problem, Problems, Severity};
use crate::text::{Excerpt, Place};

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
    if let Place::Line(Excerpt { text, .. }) = place {
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
}
