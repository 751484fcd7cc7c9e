//! An acceptance that ends between `claims.lock` and its pages: the next command brings the pages to what was accepted,
//! whatever else waits, and until then nobody is told that all is well.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::{NOVEMBER, OCTOBER, fine, two};
use crate::children;
use crate::project::{Project, Said};

type Files = BTreeMap<String, Vec<u8>>;

/// A way to accept while something else waits.
struct Way {
    name: &'static str,
    /// What leads there, from two published briefs.
    lead: fn(&Project),
    command: &'static [&'static str],
}

const OTHER: (&str, &str) =
    ("Encounters in October were more than 30,000.", "October had more than 30,000 encounters.");

fn other_waits(project: &Project) {
    project.replace("claims.yaml", OTHER.0, OTHER.1);
}

const WAYS: [Way; 6] = [
    Way {
        name: "one of two that changed",
        lead: |project| {
            project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
            other_waits(project);
        },
        command: &["accept", "border-november", "--kind", "correction", "--since", "1", "--note", "It was misread."],
    },
    Way {
        name: "one, while another was removed",
        lead: |project| {
            project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
            let registry = project.read("claims.yaml");
            project.write("claims.yaml", registry.replace(OCTOBER, ""));
        },
        command: &["accept", "border-november", "--kind", "correction", "--since", "1", "--note", "It was misread."],
    },
    Way {
        name: "a withdrawal",
        lead: other_waits,
        command: &["accept", "border-november", "--kind", "withdrawal", "--note", "The record is being revised."],
    },
    Way {
        name: "a reinstatement",
        lead: |project| {
            fine(project.run("accept border-november --kind withdrawal --note why"));
            other_waits(project);
        },
        command: &["accept", "border-november", "--kind", "reinstatement", "--note", "It stands."],
    },
    Way {
        name: "a redaction",
        lead: |project| {
            project.replace(
                "claims.yaml",
                "November were just over 30,000.",
                "November were just over 30,000, says Ann Ode.",
            );
            fine(project.run("accept --kind editorial"));
            project.replace("claims.yaml", ", says Ann Ode.", ".");
            other_waits(project);
        },
        command: &["accept", "border-november", "--kind", "redaction", "--note", "safety", "--remove", "Ann Ode"],
    },
    Way {
        name: "an approval",
        lead: |project| {
            project.replace("claims.yaml", "publication: { ", "publication: { sign_off: 2, ");
            project.replace("data/encounters.csv", NOVEMBER.0, NOVEMBER.1);
            other_waits(project);
            fine(project.run("accept border-november --kind correction --since 1 --note why --by A"));
        },
        command: &["approve", "border-november", "--by", "B"],
    },
];

impl Way {
    /// Returns a project in which this is about to be accepted.
    fn project(&self) -> Project {
        let project = two();
        fine(project.run("accept"));
        (self.lead)(&project);
        project
    }

    fn accept(&self, project: &Project) -> Said {
        project.run_quoted(&quoted(self.command))
    }
}

/// Returns words as one line, those with spaces in quotation marks.
fn quoted(words: &[&str]) -> String {
    let each = words.iter().map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() });
    each.collect::<Vec<_>>().join(" ")
}

fn published(project: &Project) -> Files {
    project.files("reports")
}

#[test]
fn pages_of_another_lock_are_named_and_made_whole_by_the_next_build_or_acceptance() {
    for way in &WAYS {
        let project = way.project();
        let before = published(&project);
        fine(way.accept(&project));
        let (after, lock) = (published(&project), project.read("claims.lock"));
        fine(project.run("build"));
        assert_eq!(published(&project), after, "{}: a build changes nothing that is as accepted", way.name);
        let waits = project.run("verify");
        assert!(waits.code == 1 && !waits.stdout.contains("not what `claims.lock` accepts"), "{}", waits.whole());
        // As many of the new pages as are in place when the process dies; what it had staged is lost as well.
        for in_place in [0, after.len() / 2] {
            for command in ["build", "accept border-november --kind editorial"] {
                project.remove_folder("reports");
                project.remove_folder(".knowns");
                for (path, bytes) in &before {
                    project.write(&format!("reports/{path}"), bytes);
                }
                for (path, bytes) in after.iter().filter(|(path, _)| *path != "manifest.json").take(in_place) {
                    project.write(&format!("reports/{path}"), bytes);
                }
                let question = if in_place == 0 { "verify" } else { "build --locked" };
                let said = project.run(question);
                assert_eq!(said.code, 1, "{}", said.whole());
                assert!(said.stdout.contains("`reports/` is not what `claims.lock` accepts"), "{}", said.whole());
                let said = project.run(command);
                assert_eq!(said.code, if command == "build" { 0 } else { 2 }, "{}", said.whole());
                assert_eq!(
                    published(&project),
                    after,
                    "{}, {in_place} in place, {command}: {}",
                    way.name,
                    said.whole()
                );
                assert_eq!(project.read("claims.lock"), lock);
            }
        }
    }
}

#[test]
fn a_page_that_somebody_changed_is_named_while_another_brief_waits() {
    let project = WAYS[0].project();
    fine(WAYS[0].accept(&project));
    project.write("reports/border-november.md", "nobody published this");
    let manifest = project.read("reports/manifest.json");
    project.remove("reports/index.html");
    for said in [project.run("verify"), project.run("build --locked")] {
        assert_eq!(said.code, 1);
        assert!(said.stdout.contains("not as published: reports/border-november.md\n"), "{}", said.whole());
        assert!(said.stdout.contains("missing: reports/index.html\n"), "{}", said.whole());
        assert!(said.stdout.contains("2 reports not as published; "), "{}", said.whole());
    }
    project.remove("reports/manifest.json");
    assert!(project.run("verify --format json").stdout.contains("\"of_another_lock\": true"));
    project.write("reports/manifest.json", manifest);
    let json: serde_json::Value = serde_json::from_str(&project.run("verify --format json").stdout).unwrap();
    assert_eq!((&json["of_another_lock"], json["different"].as_array().unwrap().len()), (&false.into(), 2));
}

#[test]
fn where_nothing_was_published_in_reports_a_build_of_drafts_makes_no_reports() {
    let project = WAYS[0].project();
    project.remove_folder("reports");
    fine(project.run("build"));
    assert!(published(&project).is_empty());
}

/// Kills an acceptance by SIGKILL after ever longer waits: whatever it was doing, two builds later all is as in a run that
/// nobody disturbed.
#[cfg(unix)]
#[test]
fn an_acceptance_that_is_killed_at_any_moment_is_finished_or_was_never_made() {
    let way = &WAYS[0];
    let undisturbed = way.project();
    fine(way.accept(&undisturbed));
    fine(undisturbed.run("build"));
    let whole = (undisturbed.files("reports"), undisturbed.files("drafts"), undisturbed.bytes("claims.lock"));
    let fresh = way.project();
    for wait in 0..25 {
        let project = Project::copy(&fresh.path(""));
        let mut program = children::program(env!("CARGO_BIN_EXE_knowns"));
        program.args(way.command).current_dir(project.path("")).stdout(Stdio::null()).stderr(Stdio::null());
        let child = children::start(&mut program);
        thread::sleep(Duration::from_millis(wait * 5));
        drop(child);
        fine(project.run("build"));
        if project.bytes("claims.lock") != whole.2 {
            fine(way.accept(&project));
            fine(project.run("build"));
        }
        let now = (project.files("reports"), project.files("drafts"), project.bytes("claims.lock"));
        assert!(now == whole, "killed after {} ms", wait * 5);
    }
}
