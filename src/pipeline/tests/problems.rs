//! What the rules said is said again, of every rule: where lines moved, where another entry changed, and where it is proved.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::PoisonError;

use super::edits::{Numbers, edit};
use super::{ALONE, Files, Looked};
use crate::diagnostic::code::rule;
use crate::pipeline::Trust;

/// Returns each found case of each rule as a project: the base of all with the case laid over it, every rule a warning.
#[expect(clippy::disallowed_methods, reason = "a test reads its own project")]
pub(super) fn cases() -> Vec<(String, Looked)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let list = |folder: &std::path::Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let rules: Vec<String> = rule::ALL.iter().map(|code| format!("{}: warning", code.name)).collect();
    let level = format!("publication:\n  rules: {{ {} }}\n", rules.join(", "));
    let mut cases = Vec::new();
    for rule in list(&root).into_iter().filter(|rule| !rule.starts_with("base")) {
        for case in list(&root.join(&rule)).into_iter().filter(|case| case.starts_with("found")) {
            let name = format!("tests/rules/{rule}/{case}");
            let mut looked = Looked::at("tests/rules/base");
            let own = Looked::at(&name).files;
            // Those that say who publishes, or what is stricter, or speak another language, are projects of another kind.
            let example = own.get("example.yaml").map(String::as_str).unwrap_or_default();
            if own.contains_key("claims.yaml") || example.contains("publication:") || case.ends_with("-en-espanol") {
                continue;
            }
            looked.files.extend(own);
            let registry = looked.files.get_mut("claims.yaml").unwrap();
            *registry = registry.replacen("publication:\n", &level, 1);
            cases.push((name, looked));
        }
    }
    cases
}

/// Moves every line of the registry and of the templates, and every word of the former.
fn move_lines(files: &mut Files, numbers: &mut Numbers) {
    for (path, text) in files.iter_mut() {
        if Path::new(path.as_str()).extension().is_some_and(|end| end == "yaml") {
            *text = format!("# A line more.\n{}", text.replace("\n\n", "\n\n# Another.\n\n"));
        } else if path.starts_with("templates/") && numbers.below(2) == 0 {
            *text = format!("\n{text}");
        }
    }
}

#[test]
fn what_the_rules_said_is_said_again_where_lines_moved() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut numbers, mut codes, mut left) = (Numbers(3), BTreeSet::new(), 0);
    for (name, mut looked) in cases() {
        let differs = |differs: String| -> () { panic!("{name}: {differs}") };
        looked.look(Trust::Take).unwrap_or_else(differs);
        if looked.kept.is_none() {
            continue;
        }
        looked.look(Trust::Prove).unwrap_or_else(differs);
        move_lines(&mut looked.files, &mut numbers);
        let warm = looked.look(Trust::Take);
        warm.unwrap_or_else(differs);
        left += usize::from(looked.anew == 0);
        codes.extend(looked.said.iter().copied());
        for _ in 0..2 {
            let files = looked.files.clone();
            let what = edit(&mut looked.files, &mut looked.options, &mut numbers);
            looked.look(Trust::Take).unwrap_or_else(|differs| panic!("{name}, {what}: {differs}"));
            if looked.said.is_empty() {
                looked.files = files;
            }
        }
    }
    assert!(codes.len() >= 50, "only these were said: {codes:?}");
    assert!(left >= 50, "only {left} projects were left as printed before");
}
