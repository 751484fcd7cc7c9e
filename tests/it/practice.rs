//! The page that shows six mistakes on the subject of our own briefs is its own test.
//!
//! Each section of `docs/rules-in-practice.md` holds files, the tool's answer to them, and files to write instead. A file is a
//! fenced block under a line that begins ``In `path` ``; it is laid over `tests/practice/base`. `SNAPSHOTS=overwrite` writes the
//! answers into the page.

use std::collections::BTreeMap;
use std::path::Path;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::project::Project;

const SAYS: &str = "### What the tool says\n\n```text\n";
const INSTEAD: &str = "### What to write instead\n";

/// The sections of the page, and the rules that speak in each: nothing more, nothing less.
const SECTIONS: [(&str, &[&str]); 6] = [
    ("“Located” passed off as “trafficked”", &["M001", "M003"]),
    ("Three statements of one department, counted as three", &["E214"]),
    ("“27, including 10”", &["N007"]),
    ("“No evidence” written as “false”", &["L004"]),
    ("A bare 62,000", &["N001", "N002"]),
    ("“Rescued” for “located”", &["M003"]),
];

/// A section of the page in its parts.
struct Section<'p> {
    title: &'p str,
    written: BTreeMap<&'p str, &'p str>,
    says: &'p str,
    whole: &'p str,
    instead: BTreeMap<&'p str, &'p str>,
}

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn page() -> String {
    Data::read_from(&root("docs/rules-in-practice.md"), Some(DataFormat::Text)).to_string()
}

/// Returns the parts of each section; what stands before the first one introduces them. Templates have headings too.
fn sections(page: &str) -> Vec<Section<'_>> {
    let is_title = |at: &usize| page[..*at].matches("\n```").count().is_multiple_of(2);
    let starts: Vec<usize> = page.match_indices("\n## ").map(|(at, _)| at).filter(is_title).collect();
    let ends = starts.iter().skip(1).copied().chain([page.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &page[start + "\n## ".len()..end]);
    parts.map(section).collect()
}

fn section(whole: &str) -> Section<'_> {
    let (title, _) = whole.split_once('\n').unwrap();
    let (written, rest) = whole.split_once(SAYS).unwrap_or_else(|| panic!("no answer in {title}"));
    let (says, rest) = rest.split_once("```\n").unwrap();
    let (_, instead) = rest.split_once(INSTEAD).unwrap_or_else(|| panic!("nothing to write instead in {title}"));
    Section { title, written: files(written), says, whole, instead: files(instead) }
}

/// Returns the fenced blocks by the paths above them.
fn files(part: &str) -> BTreeMap<&str, &str> {
    let pieces: Vec<&str> = part.split("```").collect();
    let blocks = pieces.chunks_exact(2).map(|pair| {
        let path = pair[0].rsplit_once("\nIn `").and_then(|(_, line)| line.split_once('`'));
        let (path, _) = path.unwrap_or_else(|| panic!("a block without a path: {}", pair[1]));
        (path, pair[1].split_once('\n').unwrap().1)
    });
    let files: BTreeMap<&str, &str> = blocks.clone().collect();
    assert_eq!(files.len(), blocks.len(), "a file appears twice in one part");
    assert!(!files.is_empty(), "a part without a file: {part}");
    files
}

/// Returns the base with these files laid over it, each of which it must have: a misspelt path would be left unread.
fn project(files: &BTreeMap<&str, &str>) -> Project {
    let project = Project::copy(&root("tests/practice/base"));
    for (path, content) in files {
        assert!(!project.bytes(path).is_empty(), "{path} is not a file of the base");
        project.write(path, content);
    }
    project
}

#[test]
fn the_base_of_the_practice_page_has_no_problems() {
    let said = project(&BTreeMap::new()).run("check");
    assert_eq!(said.stdout, "no problems\n");
}

#[test]
fn the_practice_page_gives_the_whole_answer_of_the_tool() {
    let page = page();
    let mut answered = page.clone();
    for section in sections(&page) {
        let said = project(&section.written).run("check");
        assert_eq!((said.code, said.stderr.as_str()), (1, ""), "{}", section.title);
        let old = format!("{SAYS}{}```\n", section.says);
        let new = format!("{SAYS}$ knowns check\n{}```\n", said.stdout);
        answered = answered.replace(section.whole, &section.whole.replacen(&old, &new, 1));
    }
    let path = Data::read_from(&root("docs/rules-in-practice.md"), Some(DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(answered).raw(), path);
}

#[test]
fn each_mistake_of_the_practice_page_is_found_by_the_rules_that_the_page_links() {
    let page = page();
    let sections = sections(&page);
    let titles: Vec<&str> = sections.iter().map(|section| section.title).collect();
    assert_eq!(titles, SECTIONS.map(|(title, _)| title));
    for (section, (title, wanted)) in sections.iter().zip(SECTIONS) {
        let said = project(&section.written).run("check").stdout;
        let mut found: Vec<&str> = said.lines().filter_map(code).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, wanted, "{title}");
        for code in found {
            assert!(section.whole.contains(&format!("[{code}](rules.md#")), "{title} does not link {code}");
        }
    }
}

/// Returns the code of a line such as `error[M003]: …`.
fn code(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once('[').filter(|(level, _)| matches!(*level, "error" | "warning"))?;
    rest.split_once(']').map(|(code, _)| code)
}

#[test]
fn what_the_practice_page_says_to_write_instead_has_no_problems() {
    let page = page();
    for section in sections(&page) {
        let mended =
            |path: &&&str| section.instead.get(**path).is_some_and(|content| *content != section.written[**path]);
        assert_eq!(section.written.keys().filter(mended).count(), section.written.len(), "{}", section.title);
        let said = project(&section.instead).run("check");
        assert_eq!(said.stdout, "no problems\n", "{}", section.title);
    }
}

#[test]
fn the_practice_page_links_headings_that_the_page_of_rules_has() {
    let rules = Data::read_from(&root("docs/rules.md"), Some(DataFormat::Text)).to_string();
    let page = page();
    for link in page.split("](rules.md#").skip(1) {
        let (anchor, _) = link.split_once(')').unwrap();
        let has = |line: &str| line.strip_prefix("## ").is_some_and(|title| title.to_lowercase() == anchor);
        assert!(rules.lines().any(has), "docs/rules.md has no heading for #{anchor}");
    }
}
