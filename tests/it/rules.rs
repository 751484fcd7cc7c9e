//! Every rule is tested by its page and by folders of small real projects.
//!
//! A project is `tests/rules/base` with the files of a case laid over it, or the same kind of project in another language:
//! `base-es` where the case's name ends with `-en-espanol`, `base-fr` with `-en-francais`, `base-de` with `-auf-deutsch`. The page of a rule (`src/rules/pages/<name>.md`) holds
//! a bad and a good example: on the bad one the rule must speak, on the good one nothing may. The folder
//! `tests/rules/<code>-<name>/` holds cases: where their name begins with `found`, the rule must speak; where it begins with
//! `honest`, it must be silent; `expected.txt` is everything the tool says of either. `SNAPSHOTS=overwrite` writes it.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use knowns::diagnostic::{Code, code};
use knowns::rules;
use snapbox::{Assert, Data};

use crate::project::Project;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rules() -> impl Iterator<Item = &'static Code> {
    code::all().filter(|code| rules::is_rule(code))
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// Returns the base with these files laid over it.
fn project<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Project {
    over("tests/rules/base", files)
}

/// Returns a folder with these files laid over it.
fn over<'a>(base: &str, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Project {
    let project = Project::copy(&folder(base));
    project.write("example.yaml", "claims: {}\n");
    for (path, content) in files {
        project.write(path, content);
    }
    // An example that says who publishes takes the place of the base's own words.
    let example = project.read("example.yaml");
    if let Some(publication) = section(&example, "publication") {
        let base = project.read("claims.yaml");
        let before = section(&base, "publication").unwrap();
        project.write("claims.yaml", base.replace(before, publication));
        let rest = example.replace(publication, "");
        project.write("example.yaml", if rest.trim().is_empty() { "claims: {}\n" } else { &rest });
    }
    project
}

/// Returns a top-level section of YAML with its key, up to the next.
fn section<'t>(yaml: &'t str, key: &str) -> Option<&'t str> {
    let head = format!("{key}:");
    let start = if yaml.starts_with(&head) { 0 } else { yaml.find(&format!("\n{head}"))? + 1 };
    let ends = |at: &usize| yaml[*at..].starts_with(|c: char| c.is_alphabetic());
    let end = yaml[start..].match_indices('\n').map(|(at, _)| start + at + 1).find(ends);
    Some(&yaml[start..end.unwrap_or(yaml.len())])
}

fn speaks(code: &Code, said: &str) -> bool {
    said.contains(&format!("[{}]", code.id))
}

/// Returns the project of an example on a rule's page.
fn example(page: &str, heading: &str) -> Project {
    let next = if heading == "Bad" { "\n## Good\n" } else { "\n## What to do\n" };
    let part =
        page.split(&format!("## {heading}\n")).nth(1).and_then(|rest| rest.split(next).next()).unwrap_or_default();
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for block in part.split("```").skip(1).step_by(2) {
        let (language, content) = block.split_once('\n').unwrap();
        match language {
            "yaml" => files.insert("example.yaml", content.to_owned()),
            "csv" => files.insert("data/example.csv", content.to_owned()),
            "jinja" => {
                let whole = content.starts_with("{%") || content.starts_with("{#");
                let body =
                    format!("{{% extends \"knowns/brief.md\" %}}\n\n{{% block body %}}\n{content}{{% endblock %}}\n");
                let body = if whole { content.to_owned() } else { body };
                let own = part.contains("template: example.md");
                files.insert(if own { "templates/example.md" } else { "templates/border.md" }, body)
            }
            other => panic!("an example in `{other}`"),
        };
    }
    assert!(!files.is_empty(), "no example under {heading}");
    project(files.iter().map(|(path, content)| (*path, content.as_bytes())))
}

#[test]
fn a_rule_speaks_on_the_bad_example_of_its_page_and_nothing_does_on_the_good_one() {
    let mut failed = Vec::new();
    for code in rules() {
        let bad = example(code.explanation, "Bad").run("check");
        if !speaks(code, &bad.stdout) {
            failed.push(format!("{} is silent on its bad example:\n{}", code.name, bad.whole()));
        }
        let good = example(code.explanation, "Good").run("check");
        if good.stdout != "no problems\n" {
            failed.push(format!("{}: its good example is not good:\n{}", code.name, good.whole()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn the_base_of_all_cases_has_no_problems() {
    for base in ["tests/rules/base", "tests/rules/base-es", "tests/rules/base-fr", "tests/rules/base-de"] {
        let said = over(base, []).run("check").whole();
        assert_eq!(said, "$ knowns check\nexit code 0\n\n--- stdout\nno problems\n", "{base}");
    }
}

#[test]
fn every_rule_is_found_where_it_should_be_and_silent_on_honest_prose() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let mut failed = Vec::new();
    let mut folders: Vec<PathBuf> = listed(&folder("tests/rules"));
    let is_base = |folder: &PathBuf| {
        folder.file_name().is_some_and(|name| name.to_string_lossy().split('-').next() == Some("base"))
    };
    folders.retain(|folder| !is_base(folder));
    for code in rules() {
        let own = folder(&format!("tests/rules/{}-{}", code.id, code.name));
        folders.retain(|folder| *folder != own);
        let cases = listed(&own);
        for wanted in ["found", "honest"] {
            let named = |case: &PathBuf| case.file_name().unwrap().to_str().unwrap().starts_with(wanted);
            if !cases.iter().any(named) {
                failed.push(format!("{} has no case that begins with `{wanted}`", own.display()));
            }
        }
        for case in cases {
            failed.extend(ran(code, &case, overwrite));
        }
    }
    failed.extend(folders.iter().map(|folder| format!("{} belongs to no rule", folder.display())));
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// Runs a case and returns what is wrong with what was said.
fn ran(code: &Code, case: &Path, overwrite: bool) -> Vec<String> {
    let mut failed = Vec::new();
    let name = case.file_name().unwrap().to_str().unwrap();
    let files = crate::project::files_below(case);
    let expected = case.join("expected.txt");
    let words = fs::read_to_string(&expected).unwrap_or_default();
    let command = words.lines().next().and_then(|line| line.strip_prefix("$ knowns ")).unwrap_or("check").to_owned();
    let files = files.iter().filter(|(path, _)| *path != "expected.txt");
    let base = match name {
        _ if name.ends_with("-en-espanol") => "tests/rules/base-es",
        _ if name.ends_with("-en-francais") => "tests/rules/base-fr",
        _ if name.ends_with("-auf-deutsch") => "tests/rules/base-de",
        _ => "tests/rules/base",
    };
    let said = over(base, files.map(|(path, content)| (path.as_str(), content.as_slice()))).run(&command);
    let found = match name {
        _ if name.starts_with("found") => true,
        _ if name.starts_with("honest") => false,
        _ => return vec![format!("{} begins with neither `found` nor `honest`", case.display())],
    };
    if speaks(code, &said.stdout) != found {
        let what = if found { "is silent on" } else { "speaks on" };
        failed.push(format!("{} {what} {name}:\n{}", code.name, said.whole()));
    }
    if !expected.exists() && !overwrite {
        failed.push(format!("{} is missing", expected.display()));
    }
    let data = Data::read_from(&expected, Some(snapbox::data::DataFormat::Text)).raw();
    let equal = Assert::new().action_env("SNAPSHOTS").try_eq(Some(&name), Data::text(said.whole()).raw(), data);
    failed.extend(equal.err().map(|different| different.to_string()));
    failed
}

#[test]
fn the_page_of_rules_lists_them_and_no_page_belongs_to_no_rule() {
    let page = folder("docs/rules.md");
    let page = Data::read_from(&page, Some(snapbox::data::DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(rules::reference()).raw(), page);
    let pages = listed(&folder("src/rules/pages"));
    let names = pages.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let names: Vec<&str> = names.map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    let mut rules: Vec<&str> = rules().map(|code| code.name).collect();
    rules.sort_unstable();
    assert_eq!(names, rules);
}
