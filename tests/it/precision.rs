//! How often the lexical rules are right: three texts of other fields, marked by an editor before any rule had read them.
//!
//! Each folder of `tests/precision` is a project with a `marks.yaml`: the words in which an editor wants something found, and by
//! which rule. `tests/precision/results.txt` counts, rule by rule, what was found, missed and wrongly flagged, and names each
//! of the latter two. A rule that is held by default is right in nine of ten cases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use knowns::diagnostic::code;
use knowns::rules;
use knowns::vocabulary::Level;
use serde::Deserialize;
use snapbox::{Assert, Data};

use crate::project::{Project, files_below, folders_in};

/// What an editor wants found.
#[derive(Deserialize)]
struct Mark {
    rule: String,
    words: String,
}

/// A place that a rule or an editor means: a file and bytes in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    file: String,
    bytes: (usize, usize),
}

#[derive(Default)]
struct Count {
    marked: usize,
    found: usize,
    flagged: usize,
    right: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

fn texts() -> Vec<PathBuf> {
    folders_in("tests/precision")
}

/// Returns where words stand in a project's files; they must stand in exactly one place.
fn place(words: &str, files: &BTreeMap<String, String>) -> Place {
    let all: Vec<Place> = files
        .iter()
        .flat_map(|(file, text)| {
            text.match_indices(words).map(|(at, words)| Place { file: file.clone(), bytes: (at, at + words.len()) })
        })
        .collect();
    assert!(all.len() == 1, "“{words}” stands in {} places", all.len());
    all.into_iter().next().unwrap()
}

/// Returns the sentence around a place: to the nearest full stop or line break on either side.
fn sentence(place: &Place, text: &str) -> Range<usize> {
    let ends = |at: &usize| {
        let here = &text[*at..];
        here.starts_with('\n') || [". ", "? ", "! "].iter().any(|end| here.starts_with(end))
    };
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(ends).collect();
    let start = boundaries.iter().rev().find(|at| **at < place.bytes.0).map_or(0, |at| at + 1);
    let end = boundaries.iter().find(|at| **at + 1 >= place.bytes.1).copied().unwrap_or(text.len());
    start..end.max(place.bytes.1)
}

fn byte(text: &str, line: u64, column: u64) -> usize {
    let start = text.split_inclusive('\n').take(usize::try_from(line).unwrap() - 1).map(str::len).sum::<usize>();
    let column = usize::try_from(column).unwrap() - 1;
    text[start..].char_indices().nth(column).map_or(text.len(), |(at, _)| start + at)
}

/// Returns what the rules flag: which rule, and where.
fn flagged(project: &Project, files: &BTreeMap<String, String>) -> Vec<(String, Place)> {
    let said = project.run("check --format json");
    let said: serde_json::Value = serde_json::from_str(&said.stdout).unwrap_or_else(|_| panic!("{}", said.whole()));
    let problems = said["problems"].as_array().unwrap().iter().filter_map(|problem| {
        let place = &problem["place"];
        let file = place["file"].as_str()?.to_owned();
        let text = files.get(&file)?;
        let at = |line: &str, column: &str| Some(byte(text, place[line].as_u64()?, place[column].as_u64()?));
        let bytes = (at("line", "column")?, at("end_line", "end_column")?);
        Some((problem["name"].as_str()?.to_owned(), Place { file, bytes }))
    });
    problems.collect()
}

fn judge(text: &Path, counts: &mut BTreeMap<String, Count>) {
    let project = Project::copy(text);
    let readable = |(path, bytes): (String, Vec<u8>)| Some((path, String::from_utf8(bytes).ok()?));
    let mut files: BTreeMap<String, String> = files_below(text).into_iter().filter_map(readable).collect();
    let marks = files.remove("marks.yaml").unwrap();
    files.retain(|path, _| [".md", ".yaml"].iter().any(|ending| path.ends_with(*ending)));
    project.remove("marks.yaml");
    let marks: Vec<Mark> = serde_yaml::from_str(&marks).unwrap();
    let field = text.file_name().unwrap().to_str().unwrap();
    let marks: Vec<(Mark, Place)> = marks
        .into_iter()
        .map(|mark| {
            let place = place(&mark.words, &files);
            (mark, place)
        })
        .collect();
    let rules: BTreeSet<&str> = counts.keys().map(String::as_str).collect();
    let flagged = flagged(&project, &files);
    let flagged: Vec<_> = flagged.into_iter().filter(|(rule, _)| rules.contains(rule.as_str())).collect();
    let meets = |mark: &Place, flag: &Place| {
        let sentence = sentence(mark, &files[&mark.file]);
        mark.file == flag.file && flag.bytes.0 < sentence.end && sentence.start < flag.bytes.1
    };
    for (mark, at) in &marks {
        let Some(count) = counts.get_mut(&mark.rule) else { continue };
        count.marked += 1;
        // Where one place has two names, either finds it.
        let names: Vec<&str> =
            marks.iter().filter(|(_, other)| other == at).map(|(mark, _)| mark.rule.as_str()).collect();
        if flagged.iter().any(|(rule, flag)| names.contains(&rule.as_str()) && meets(at, flag)) {
            count.found += 1;
        } else {
            count.missed.push(format!("{field}: {}", mark.words));
        }
    }
    for (rule, flag) in &flagged {
        let count = counts.get_mut(rule).unwrap();
        count.flagged += 1;
        if marks.iter().any(|(mark, at)| mark.rule == *rule && meets(at, flag)) {
            count.right += 1;
        } else {
            let sentence = files[&flag.file][sentence(flag, &files[&flag.file])].trim().to_owned();
            let words = &files[&flag.file][flag.bytes.0..flag.bytes.1];
            count.wrong.push(format!("{field}: “{words}” in: {sentence}"));
        }
    }
}

#[test]
fn rules_that_are_held_by_default_are_right_in_nine_of_ten_cases() {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for name in LEXICAL {
        let code = code::find(name).unwrap_or_else(|| panic!("no rule is called {name}"));
        assert!(rules::is_rule(code), "{name} is not a rule");
        counts.insert((*name).to_owned(), Count::default());
    }
    for text in texts() {
        judge(&text, &mut counts);
    }
    let mut results = String::from("rule                          marked  found  missed  flagged  wrongly\n");
    for (rule, count) in &counts {
        let Count { marked, found, flagged, right, .. } = count;
        let (missed, wrong) = (marked - found, flagged - right);
        writeln!(results, "{rule:<30}{marked:>6}{found:>7}{missed:>8}{flagged:>9}{wrong:>9}").unwrap();
    }
    for (what, of) in
        [("missed", (|count| &count.missed) as fn(&Count) -> &Vec<String>), ("wrongly flagged", |count| &count.wrong)]
    {
        for (rule, count) in counts.iter().filter(|(_, count)| !of(count).is_empty()) {
            writeln!(results, "\n{rule}, {what}").unwrap();
            for words in of(count) {
                writeln!(results, "- {words}").unwrap();
            }
        }
    }
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/precision/results.txt");
    let expected = Data::read_from(&expected, Some(snapbox::data::DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(results).raw(), expected);
    for (rule, count) in &counts {
        let held = rules::level(code::find(rule).unwrap()) != Some(Level::Off);
        assert!(!held || count.right * 10 >= count.flagged * 9, "{rule}: {} of {} right", count.right, count.flagged);
    }
}

/// The rules that read prose.
const LEXICAL: &[&str] = &[
    "activity-as-outcome",
    "cause-without-evidence",
    "charge-as-fact",
    "confidence-and-likelihood",
    "false-for-unsupported",
    "mixed-likelihood-scales",
    "over-exact-number",
    "percent-for-points",
    "qualifier-dropped",
    "quotation-not-verbatim",
    "sources-overcounted",
    "superlative-without-test",
    "totals-as-growth",
    "unattributed-self-report",
    "unlike-periods",
    "untraced-numeral",
    "verb-stronger-than-standing",
    "words-of-another-measure",
];
