//! The tutorial on editions is its own test: its files are written, its commands run, and what they say compared.
//!
//! In `docs/editions.md` a fenced block under a line that begins ``In `path` `` is a file; under ``In `path`, change`` it is lines to
//! take out (`-`) and to put in (`+`); a block that begins `$ knowns` is a command with its whole output. `SNAPSHOTS=overwrite`
//! writes the outputs into the page.

use std::path::Path;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::project::Project;

#[test]
fn the_page_on_editions_says_what_the_tool_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editions.md");
    let page = Data::read_from(&path, Some(DataFormat::Text)).to_string();
    let project = Project::of([]);
    let mut told = String::new();
    let mut commands = 0;
    for (index, piece) in page.split("```").enumerate() {
        if index > 0 {
            told += "```";
        }
        let before = told.clone();
        let lead = before.trim_end().trim_end_matches("```").trim_end().rsplit_once('\n').map_or("", |(_, line)| line);
        match piece.split_once('\n').filter(|_| index % 2 == 1) {
            Some((kind, block)) if block.starts_with("$ knowns ") => {
                let command = block.lines().next().unwrap().strip_prefix("$ knowns ").unwrap();
                let said = project.run_quoted(command);
                told += &format!("{kind}\n$ knowns {command}\n{}{}", said.stdout, said.stderr);
                commands += 1;
            }
            Some((_, block)) if lead.starts_with("In `") => {
                let (file, rest) = lead["In `".len()..].split_once('`').unwrap();
                if rest.starts_with(", change") {
                    change(&project, file, block);
                } else {
                    project.write(file, block);
                }
                told += piece;
            }
            _ => told += piece,
        }
    }
    assert!(commands >= 8, "the page runs its commands");
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(told).raw(), Data::read_from(&path, None).raw());
}

/// Takes lines out of a file and puts others in their place.
fn change(project: &Project, file: &str, block: &str) {
    let lines = |sign: char| -> String {
        block.lines().filter_map(|line| line.strip_prefix(sign)).map(|line| format!("{line}\n")).collect()
    };
    project.replace(file, &lines('-'), &lines('+'));
}
