//! Faults at every step of a change of several files: what is left is whole, old or new, and the next command finishes it.

use std::collections::BTreeMap;

use super::failing::{Failing, all_files, files, manifest, pages};
use super::folder::{Folder, OnDisk};
use super::journal::{finish_in, is_unfinished};
use super::stage::carry_out;
use super::step::{After, Before, Step};
use super::{Output, failing, finish, plan};
use crate::digest::Digest;
use crate::edit::EditedFile;
use crate::render::Page;
use crate::text::Text;
use crate::world::{Disk, ProjectPath, World};

/// More steps than any of the changes here has.
const STEPS: usize = 60;

type Files = BTreeMap<String, Vec<u8>>;

/// A change, and the files before it.
struct Change {
    staging: String,
    before: Vec<(&'static str, &'static str)>,
    steps: Vec<(&'static str, Option<&'static str>, bool)>,
}

fn changes() -> [Change; 6] {
    [
        // An acceptance: the lock, a page that is replaced, one that is new in a new folder, one that goes, the manifest.
        Change {
            staging: Output::Reports.staging(),
            before: vec![
                ("claims.lock", "one"),
                ("reports/a.md", "a1"),
                ("reports/manifest.json", "m1"),
                ("reports/z.md", "z"),
            ],
            steps: vec![
                ("claims.lock", Some("two"), true),
                ("reports/a.md", Some("a2"), false),
                ("reports/new/b.md", Some("b2"), false),
                ("reports/z.md", None, false),
                ("reports/manifest.json", Some("m2"), true),
            ],
        },
        // A first one.
        Change {
            staging: Output::Reports.staging(),
            before: vec![],
            steps: vec![
                ("claims.lock", Some("one"), true),
                ("reports/a.md", Some("a1"), false),
                ("reports/manifest.json", Some("m1"), true),
            ],
        },
        Change {
            staging: Output::Drafts.staging(),
            before: vec![("drafts/a.md", "a1")],
            steps: vec![
                ("drafts/.gitignore", Some("*\n"), false),
                ("drafts/a.md", Some("a2"), false),
                ("drafts/manifest.json", Some("m"), true),
            ],
        },
        // A renaming in two registry files and a template.
        Change {
            staging: super::step::mending(),
            before: vec![("claims.yaml", "a"), ("claims/more.yaml", "b"), ("templates/t.md", "c")],
            steps: vec![
                ("claims.yaml", Some("A"), true),
                ("claims/more.yaml", Some("B"), true),
                ("templates/t.md", Some("C"), true),
            ],
        },
        // A new release: the present one is kept in a new folder, its file is replaced, and the registry says so.
        Change {
            staging: super::step::mending(),
            before: vec![("claims.yaml", "a"), ("data/a.csv", "old"), ("data/b.tsv", "b")],
            steps: vec![
                ("data/releases/a/2025-11-0.csv", Some("old"), true),
                ("data/a.csv", Some("new"), true),
                ("data/b.tsv", Some("B"), true),
                ("claims.yaml", Some("A"), true),
            ],
        },
        // Releases that nothing needs any more.
        Change {
            staging: super::step::mending(),
            before: vec![("claims.yaml", "a"), ("data/releases/a/1.csv", "1"), ("data/releases/a/2.xlsx", "2")],
            steps: vec![
                ("claims.yaml", Some("A"), true),
                ("data/releases/a/1.csv", None, false),
                ("data/releases/a/2.xlsx", None, false),
            ],
        },
    ]
}

impl Change {
    fn lay(&self) -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        for (path, words) in &self.before {
            lay(&world, path, words);
        }
        (folder, world)
    }

    fn steps(&self) -> Vec<Step<'static>> {
        let before: BTreeMap<_, _> = self.before.iter().copied().collect();
        let step = |(index, &(path, after, lasts)): (usize, &(&'static str, Option<&'static str>, bool))| Step {
            path,
            staged: index.to_string(),
            before: before
                .get(path)
                .map_or(Before::Absent, |words| Before::Present(Some(Digest::of(words.as_bytes())))),
            after: match after {
                None => After::Gone,
                Some(words) if lasts => After::Keeps(words.as_bytes().into()),
                Some(words) => After::Holds(words.as_bytes().into()),
            },
        };
        self.steps.iter().enumerate().map(step).collect()
    }

    fn old(&self) -> Files {
        self.before.iter().map(|(path, words)| ((*path).to_owned(), words.as_bytes().to_vec())).collect()
    }

    fn new_files(&self) -> Files {
        let mut files = self.old();
        for (path, after, _) in &self.steps {
            match after {
                Some(words) => _ = files.insert((*path).to_owned(), words.as_bytes().to_vec()),
                None => _ = files.remove(*path),
            }
        }
        files
    }

    fn run(&self, folder: &dyn Folder) -> bool {
        carry_out(folder, &self.staging, &self.steps()).is_ok()
    }
}

fn lay(world: &Disk, path: &str, words: &str) {
    let disk = OnDisk::of(world);
    if let Some((folder, _)) = path.rsplit_once('/') {
        disk.make(folder).unwrap();
    }
    let _ = disk.remove(path);
    disk.put(path, words.as_bytes()).unwrap();
}

/// Returns whether the first step of a change, which decides, has been made.
fn decided(change: &Change, now: &Files) -> bool {
    let (path, _, _) = change.steps[0];
    now.get(path) == change.new_files().get(path)
}

#[test]
fn what_fails_once_is_as_if_it_had_never_been_called() {
    for change in changes() {
        let mut failures = 0;
        for fails in 0..STEPS {
            let (_folder, world) = change.lay();
            let made = change.run(&Failing::at(&world, fails, false));
            failures += usize::from(!made);
            assert_eq!(all_files(&world), if made { change.new_files() } else { change.old() }, "step {fails}");
            assert!(finish(&world).is_ok());
            assert_eq!(all_files(&world), if made { change.new_files() } else { change.old() }, "step {fails}");
        }
        assert!((12..STEPS).contains(&failures), "{failures} steps can fail");
    }
}

#[test]
fn what_is_killed_at_any_step_is_finished_by_the_next_command_or_was_never_begun() {
    for change in changes() {
        for fails in 0..STEPS {
            let (_folder, world) = change.lay();
            change.run(&Failing::at(&world, fails, true));
            let found = all_files(&world);
            for (path, bytes) in &found {
                let is_whole = change.old().get(path) == Some(bytes) || change.new_files().get(path) == Some(bytes);
                assert!(is_whole, "{path} is torn at step {fails}");
            }
            finish(&world).unwrap();
            let whole = if decided(&change, &found) { change.new_files() } else { change.old() };
            assert_eq!(all_files(&world), whole, "step {fails}");
            assert!(!is_unfinished(&world));
            // Whoever calls it again gets what an undisturbed run makes.
            if whole == change.old() {
                assert!(change.run(&OnDisk::of(&world)));
                assert_eq!(all_files(&world), change.new_files());
            }
        }
    }
}

#[test]
fn a_failure_that_cannot_be_taken_back_is_finished_by_the_next_command() {
    let [accept, _, _, rename, update, prune] = changes();
    for change in [accept, rename, update, prune] {
        let mut pairs = 0;
        for (fails, then) in (0..STEPS).flat_map(|fails| (fails + 1..STEPS).map(move |then| (fails, then))) {
            let (_folder, world) = change.lay();
            if change.run(&Failing::twice(&world, fails, then)) {
                break;
            }
            pairs += 1;
            let found = all_files(&world);
            finish(&world).unwrap();
            let whole = if decided(&change, &found) { change.new_files() } else { change.old() };
            assert_eq!(all_files(&world), whole, "steps {fails} and {then}");
        }
        assert!(pairs > 300, "{pairs}");
    }
}

#[test]
fn finishing_can_itself_be_killed_or_fail() {
    for change in changes() {
        for fails in 0..STEPS {
            for (again, killed) in (0..24).flat_map(|again| [(again, true), (again, false)]) {
                let (_folder, world) = change.lay();
                if change.run(&Failing::at(&world, fails, true)) {
                    break;
                }
                let is_decided = decided(&change, &all_files(&world));
                let finished = finish_in(&world, &Failing::at(&world, again, killed)).is_ok();
                finish(&world).unwrap();
                let whole = if is_decided { change.new_files() } else { change.old() };
                assert_eq!(all_files(&world), whole, "steps {fails} and {again}");
                if finished {
                    break;
                }
            }
        }
    }
}

#[test]
fn what_somebody_changed_since_the_kill_is_theirs() {
    let [accept, .., rename] = changes();
    for fails in 0..STEPS {
        let (_folder, world) = accept.lay();
        accept.run(&Failing::at(&world, fails, true));
        lay(&world, "reports/a.md", "theirs");
        finish(&world).unwrap();
        assert_eq!(all_files(&world)["reports/a.md"], b"theirs", "step {fails}");
        let (_folder, world) = rename.lay();
        rename.run(&Failing::at(&world, fails, true));
        lay(&world, "templates/t.md", "theirs");
        finish(&world).unwrap();
        assert_eq!(all_files(&world)["templates/t.md"], b"theirs", "step {fails}");
    }
}

#[test]
fn a_file_of_which_only_half_reached_the_disk_is_not_put_in_place() {
    let [accept, ..] = changes();
    for fails in 0..STEPS {
        let (folder, world) = accept.lay();
        accept.run(&Failing::at(&world, fails, true));
        let staged = folder.path().join(&accept.staging).join("1");
        if staged.is_file() {
            OnDisk::of(&world).remove(&format!("{}/1", accept.staging)).unwrap();
            OnDisk::of(&world).put(&format!("{}/1", accept.staging), b"a").unwrap();
            finish(&world).unwrap();
            assert_eq!(all_files(&world)["reports/a.md"], b"a1", "step {fails}");
            assert_eq!(all_files(&world)["reports/manifest.json"], b"m1", "by this the next build knows: step {fails}");
        }
    }
}

#[test]
fn a_journal_that_a_stranger_brings_changes_no_file_that_the_tool_does_not_write() {
    let step = |path: &str| {
        let (claims, x) = (Digest::of(b"two"), Digest::of(b"x"));
        format!(
            "{{\"journal\":1,\"steps\":[{{\"path\":\"claims.lock\",\"staged\":\"0\",\"before\":null,\"after\":\"{claims}\"}},\
             {{\"path\":\"{path}\",\"staged\":\"x\",\"before\":null,\"after\":\"{x}\"}}]}}"
        )
    };
    for (path, is_written) in [
        ("reports/x.md", true),
        (".git/hooks/post-checkout", false),
        ("reports/.htaccess", false),
        ("build.sh", false),
        ("claims.yaml", false),
        ("reports/../x.md", false),
        ("/tmp/x.md", false),
        ("../x.md", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        lay(&world, "claims.lock", "two");
        lay(&world, ".knowns/staging/x", "x");
        lay(&world, ".knowns/staging/journal.json", &step(path));
        finish(&world).unwrap();
        let expected = if is_written { vec!["claims.lock", path] } else { vec!["claims.lock"] };
        assert_eq!(all_files(&world).into_keys().collect::<Vec<_>>(), expected);
        assert!(!is_unfinished(&world), "{path}");
    }
    for journal in ["", "{}", "[", "{\"journal\":2,\"steps\":[]}", "{\"journal\":1,\"steps\":[]}"] {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        lay(&world, ".knowns/staging/journal.json", journal);
        assert!(matches!(finish(&world), Ok(0)));
    }
}

#[test]
fn a_build_that_is_killed_is_finished_by_the_next_whatever_that_makes() {
    let old = pages(&[("reports/a.md", "a1"), ("reports/b.md", "b1"), ("reports/gone.md", "g")]);
    let new =
        pages(&[("reports/a.md", "a2"), ("reports/b.md", "b1"), ("reports/c.md", "c2"), ("reports/d/e.md", "e2")]);
    for fails in 0..STEPS {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        failing::carry_out(&OnDisk::of(&world), &plan(&world, Output::Reports, &old, &manifest(&old))).unwrap();
        let _ = failing::carry_out(
            &Failing::at(&world, fails, true),
            &plan(&world, Output::Reports, &new, &manifest(&new)),
        );
        let next: Vec<Page> = pages(&[("reports/a.md", "a3"), ("reports/c.md", "c3")]);
        // `check` plans without finishing anything, and must not take a page of the killed build for somebody else's.
        let planned = plan(&world, Output::Reports, &next, &manifest(&next));
        assert!(planned.problems.is_empty(), "step {fails}: {:?}", planned.problems);
        super::reports(&world, &next, &manifest(&next)).unwrap();
        let names: Vec<String> = files(&world, "reports").into_keys().collect();
        assert_eq!(names, ["reports/a.md", "reports/c.md", "reports/manifest.json"], "step {fails}");
    }
}

#[test]
fn slips_are_mended_in_every_file_or_in_none() {
    let file = |path: &'static str, before: &str, after: &str| EditedFile {
        path: ProjectPath::fixed(path),
        before: Text::new(before),
        after: after.to_owned(),
        words: 1,
        lines: Vec::new(),
    };
    let slips = [file("claims.yaml", "a: totl\n", "a: total\n"), file("claims/b.yaml", "b: totl\n", "b: total\n")];
    for (fails, killed) in (0..STEPS).flat_map(|fails| [(fails, false), (fails, true)]) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        lay(&world, "claims.yaml", "a: totl\n");
        lay(&world, "claims/b.yaml", "b: totl\n");
        let bytes: Vec<_> = slips.iter().map(|file| super::edits::bytes(&world, file).unwrap()).collect();
        let steps = super::edits::steps(&slips, &bytes);
        let _ = carry_out(&Failing::at(&world, fails, killed), &super::step::mending(), &steps);
        finish(&world).unwrap();
        let read = |path| String::from_utf8(world.read(&ProjectPath::fixed(path)).unwrap()).unwrap();
        let both = [read("claims.yaml"), read("claims/b.yaml")];
        assert!([["a: totl\n", "b: totl\n"], ["a: total\n", "b: total\n"]].contains(&[&both[0], &both[1]]), "{both:?}");
    }
}
