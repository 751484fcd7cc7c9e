//! Links in a project, there from the start or put there meanwhile, lead the tool to write nothing elsewhere.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test lays its files itself")]

use std::os::unix::fs::symlink;
use std::path::Path;

use crate::children;
use crate::project::{Project, Said, files_below};

/// Returns an empty folder elsewhere, and checks at the end that it still is.
struct Elsewhere(Project);

impl Elsewhere {
    fn new() -> Self {
        Self(Project::of([]))
    }

    fn is_untouched(&self) -> bool {
        files_below(&self.0.path("")).is_empty()
    }
}

fn refused(said: &Said) -> &str {
    assert_eq!(said.code, 2, "{}", said.whole());
    assert!(said.stderr.contains("symbolic link"), "{}", said.whole());
    &said.stderr
}

#[test]
fn init_writes_into_no_folder_that_is_a_link() {
    let (project, elsewhere) = (Project::of([]), Elsewhere::new());
    symlink(elsewhere.0.path(""), project.path("data")).unwrap();
    let said = project.run("init");
    assert!(refused(&said).contains("`data`"), "{}", said.whole());
    assert!(elsewhere.is_untouched());
    assert!(project.bytes("claims.yaml").is_empty(), "nothing else is written either");
}

#[test]
fn a_lock_with_a_second_name_is_refused_and_the_other_file_stays() {
    let project = Project::smallest();
    project.write("precious", "mine");
    project.write(".knowns/note", "");
    std::fs::hard_link(project.path("precious"), project.path(".knowns/lock")).unwrap();
    for command in ["build", "accept", "rename november other --yes"] {
        let said = project.run(command);
        assert_eq!(said.code, 2, "{}", said.whole());
        assert!(said.stderr.contains("second name"), "{}", said.whole());
        assert_eq!(project.read("precious"), "mine");
    }
}

#[test]
fn no_folder_of_the_tools_is_written_through_a_link() {
    for (folder, commands) in [
        (".knowns", vec!["build", "accept", "rename november other --yes"]),
        (".knowns/lock", vec!["build"]),
        (".knowns/staging", vec!["build", "accept"]),
        (".knowns/mending", vec!["rename november other --yes"]),
        ("reports", vec!["build", "accept"]),
        ("reports/registry", vec!["build", "accept"]),
    ] {
        for command in commands {
            let (project, elsewhere) = (Project::smallest(), Elsewhere::new());
            if let Some((above, _)) = folder.rsplit_once('/') {
                std::fs::create_dir(project.path(above)).unwrap();
            }
            symlink(elsewhere.0.path(""), project.path(folder)).unwrap();
            let said = project.run(command);
            assert!(elsewhere.is_untouched(), "{folder}: {}", said.whole());
            // A link where pages are staged is the tool's own to clear away.
            let is_cleared = folder.ends_with("ing") && said.code == 0;
            assert!(is_cleared || matches!(said.code, 1 | 2), "{folder}: {}", said.whole());
        }
    }
    let (project, elsewhere) = (Project::smallest(), Elsewhere::new());
    assert_eq!(project.run("accept").code, 0);
    project.replace("claims.yaml", "One month of one record.", "One month.");
    symlink(elsewhere.0.path(""), project.path("drafts")).unwrap();
    let said = project.run("build");
    assert!(elsewhere.is_untouched() && said.code == 1, "{}", said.whole());
}

#[test]
fn no_registry_file_is_changed_behind_a_link() {
    let new = "new unknown other --question \"How many others?\" --because \"Nobody counts them.\" --would-resolve \"A count.\"";
    for command in [&format!("{new} --into claims/more.yaml"), "rename november other --yes"] {
        let project = Project::smallest();
        let elsewhere = Project::of([("more.yaml", "claims:\n  more: { statement: More. }\n")]);
        project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [claims/*.yaml]\n");
        symlink(elsewhere.path(""), project.path("claims")).unwrap();
        let said = project.run_quoted(command);
        assert!(matches!(said.code, 1 | 2), "{}", said.whole());
        assert!(elsewhere.read("more.yaml").ends_with("More. }\n"));
        // The same where the link stays inside the project: it can be read, and is not written through.
        let project = Project::smallest();
        project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [claims/*.yaml]\n");
        let registry = project.read("claims.yaml");
        let (head, claims) = registry.split_once("unknowns:\n").unwrap();
        project.write("claims.yaml", head);
        project.write("kept/more.yaml", format!("unknowns:\n{claims}"));
        symlink("kept", project.path("claims")).unwrap();
        assert_eq!(project.run("check").code, 0, "{}", project.run("check").whole());
        let kept = project.read("kept/more.yaml");
        refused(&project.run_quoted(command));
        assert_eq!(project.read("kept/more.yaml"), kept);
        assert_eq!(project.read("claims.yaml"), head);
    }
}

#[test]
fn what_a_link_inside_the_project_leads_to_is_read_by_whatever_path() {
    for absolute in [false, true] {
        let project = Project::smallest();
        let data = project.read("data/encounters.csv");
        project.remove("data/encounters.csv");
        project.write("kept/rows.csv", data);
        let to = if absolute { project.path("kept/rows.csv") } else { Path::new("../kept/rows.csv").to_path_buf() };
        symlink(to, project.path("data/encounters.csv")).unwrap();
        let said = project.run("build");
        assert_eq!(said.code, 0, "{}", said.whole());
    }
}

#[test]
fn a_pipe_in_place_of_a_file_is_not_waited_for() {
    for path in ["data/encounters.csv", "claims.lock", "reports/index.html", "claims.yaml"] {
        let project = Project::smallest();
        assert_eq!(project.run("build").code, 0);
        let _ = std::fs::remove_file(project.path(path));
        let made = children::run(children::program("mkfifo").arg(project.path(path)), children::PATIENCE);
        assert!(made.status.success(), "{made:?}");
        let said = project.run("build");
        assert_eq!(said.code, 1, "{}", said.whole());
        assert!(said.stdout.contains("is not a file"), "{}", said.whole());
    }
}

/// Two names change places for as long as a build runs, a folder that the tool writes and a link to elsewhere.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_swapped_for_a_link_meanwhile_leads_nowhere() {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use nix::fcntl::{AT_FDCWD, RenameFlags, renameat2};

    for folder in ["reports/registry", "reports", ".knowns/staging", ".knowns", "data"] {
        let (project, elsewhere) = (Project::smallest(), Elsewhere::new());
        assert_eq!(project.run("build").code, 0);
        std::fs::create_dir_all(project.path(folder)).unwrap();
        let (here, link) = (project.path(folder), project.path("link"));
        symlink(elsewhere.0.path(""), &link).unwrap();
        let (ended, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let swapped = renameat2(AT_FDCWD, &here, AT_FDCWD, &link, RenameFlags::RENAME_EXCHANGE);
                    swaps.fetch_add(usize::from(swapped.is_ok()), Ordering::Relaxed);
                }
            });
            for build in 0..12 {
                // Every page changes, so every page is written.
                project.write("figures/theme.css", "");
                let registry = project.read("claims.yaml");
                let title = registry.split_once("title: ").unwrap().1.split_once(',').unwrap().0;
                let renamed = registry.replace(&format!("title: {title},"), &format!("title: Border desk {build},"));
                project.write("claims.yaml", renamed);
                let said = project.run("build");
                assert!(!said.stderr.contains("panicked"), "{}", said.whole());
            }
            ended.store(true, Ordering::Relaxed);
        });
        assert!(elsewhere.is_untouched(), "{folder}: {:?}", files_below(&elsewhere.0.path("")).keys());
        assert!(swaps.into_inner() > 100);
    }
}
