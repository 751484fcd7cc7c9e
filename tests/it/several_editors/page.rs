//! The page on several editors is its own test: its files are written, its commands of `knowns` and of git run.

use std::path::Path;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use super::Desk;
use crate::project::Project;

#[test]
fn the_page_on_several_editors_says_what_the_tool_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/several-editors.md");
    let page = Data::read_from(&path, Some(DataFormat::Text)).to_string();
    let desk = Desk { project: Project::of([]) };
    let (mut told, mut commands) = (String::new(), 0);
    for (index, piece) in page.split("```").enumerate() {
        if index > 0 {
            told += "```";
        }
        let lead = told
            .trim_end()
            .trim_end_matches("```")
            .trim_end()
            .rsplit_once('\n')
            .map_or("", |(_, line)| line)
            .to_owned();
        match piece.split_once('\n').filter(|_| index % 2 == 1) {
            Some((kind, block)) if block.starts_with("$ ") => {
                told.extend([kind, "\n", &said(&desk, block)]);
                commands += 1;
            }
            Some((_, block)) if lead.starts_with("In `") => {
                let (file, _) = lead["In `".len()..].split_once('`').unwrap();
                let lines = |sign: char| -> String {
                    block.lines().filter_map(|line| line.strip_prefix(sign)).flat_map(|line| [line, "\n"]).collect()
                };
                desk.project.replace(file, &lines('-'), &lines('+'));
                told += piece;
            }
            _ => told += piece,
        }
    }
    assert!(commands >= 5, "the page runs its commands");
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(told).raw(), Data::read_from(&path, None).raw());
}

/// Runs the commands of a block: what the tool says is shown, and of git, whose words change from version to version, nothing.
fn said(desk: &Desk, block: &str) -> String {
    let mut shown = String::new();
    for line in block.lines().filter(|line| line.starts_with("$ ")) {
        shown.extend([line, "\n"]);
        if let Some(words) = line.strip_prefix("$ git ") {
            for words in words.split(" && git ") {
                desk.git(words);
            }
        } else if let Some(words) = line.strip_prefix("$ knowns ") {
            let said = desk.project.run_quoted(words);
            shown += &(said.stdout + &said.stderr);
        }
    }
    shown
}
