//! What nobody watches: the action's script on the example, against a git repository on this machine, over four releases. It ends as a pull
//! request, and accepts nothing.

#![expect(clippy::disallowed_methods, reason = "a test lays programs and the environment that finds them")]

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use snapbox::{Assert, Data};

use super::files;
use crate::children;
use crate::project::{Project, Said};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const DATA: &str = "data/influenza-deaths.csv";

/// A release of the office: its day, the rows that are revised, the rows that are new.
type Release = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// The four releases: late reports, a week more, a revision by which the claim no longer holds, a week more.
const RELEASES: [Release; 4] = [
    (
        "2026-01-27",
        &[("2026-W02,Northshire,01,20", "2026-W02,Northshire,01,22")],
        "2026-W04,Northshire,01,15\n2026-W04,Southmark,02,18\n2026-W04,Westfen,03,7\n",
    ),
    ("2026-02-03", &[], "2026-W05,Northshire,01,11\n2026-W05,Southmark,02,14\n2026-W05,Westfen,03,5\n"),
    (
        "2026-02-10",
        &[("2026-W03,Southmark,02,22", "2026-W03,Southmark,02,36")],
        "2026-W06,Northshire,01,9\n2026-W06,Southmark,02,10\n2026-W06,Westfen,03,4\n",
    ),
    ("2026-02-17", &[], "2026-W07,Northshire,01,6\n2026-W07,Southmark,02,7\n2026-W07,Westfen,03,2\n"),
];

/// A desk: its repository, the one that it is pushed to, and programs that take the place of the network.
struct Desk {
    project: Project,
    release: String,
}

impl Desk {
    /// Returns the example with its first edition, committed and pushed.
    fn of() -> Self {
        let project = Project::of([("gitconfig", "")]);
        let example = Project::copy(&Path::new(ROOT).join("examples/monthly"));
        for (path, bytes) in example.files("") {
            project.write(&format!("desk/{path}"), bytes);
        }
        let release = project.read(&format!("desk/{DATA}"));
        // In the place of the network: a file, and whoever opens pull requests.
        project.write("bin/curl", "#!/bin/sh\nwhile [ $# -gt 1 ]; do if [ \"$1\" = --output ]; then cp \"$RELEASE\" \"$2\"; fi; shift; done\n");
        project.write("bin/gh", "#!/bin/sh\necho \"gh $1 $2\" >> \"$ASKED\"\nif [ \"$2\" = view ]; then test -e \"$ASKED.open\" && echo OPEN; exit 0; fi\n: > \"$ASKED.open\"\nwhile [ $# -gt 1 ]; do if [ \"$1\" = --title ]; then echo \"$2\" >> \"$ASKED\"; fi; if [ \"$1\" = --body-file ]; then cat \"$2\" >> \"$ASKED\"; fi; shift; done\n");
        for name in ["curl", "gh"] {
            let path = project.path(&format!("bin/{name}"));
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_knowns"), project.path("bin/knowns")).unwrap();
        let desk = Self { project, release };
        // The file as it comes from the address: with a line above the header.
        desk.project.replace(
            "desk/claims.yaml",
            "    vintage: 2026-01-20\n",
            "    vintage: 2026-01-20\n    skip_rows: 1\n",
        );
        desk.project.write(&format!("desk/{DATA}"), format!("# Released 2026-01-20\n{}", desk.release));
        desk.fine("git init --quiet --bare --initial-branch main away.git && git init --quiet --initial-branch main desk && \
                   cd desk && git remote add origin ../away.git && printf 'drafts/\\n.knowns/\\n' > .gitignore && knowns accept --by Ann && \
                   git add --all && git commit --quiet --message First && git push --quiet origin main");
        desk
    }

    /// Runs lines of the shell in the folder above the project, as Ann.
    fn shell(&self, lines: &str) -> Said {
        let ann = "export GIT_AUTHOR_NAME=Ann GIT_COMMITTER_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.org GIT_COMMITTER_EMAIL=ann@example.org";
        self.nobody(&format!("{ann}\n{lines}"))
    }

    /// Runs lines of the shell there where git knows nobody, as on the machine of a workflow.
    fn nobody(&self, lines: &str) -> Said {
        let folder = self.project.path("");
        let nothing = self.project.path("gitconfig");
        let mut shell = children::program("bash");
        let path = format!("{}:{}", self.project.path("bin").display(), std::env::var("PATH").unwrap());
        let settings = [
            ("PATH", path.as_str()),
            ("HOME", folder.to_str().unwrap()),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_GLOBAL", nothing.to_str().unwrap()),
            ("GH_TOKEN", "token"),
        ];
        let people = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"];
        for name in people {
            shell.env_remove(name);
        }
        shell
            .args(["-e", "-c", lines])
            .current_dir(&folder)
            .envs(settings)
            .env("RELEASE", folder.join("release.csv"))
            .env("ASKED", folder.join("asked.txt"))
            .env_remove("GITHUB_OUTPUT")
            .env_remove("GITHUB_STEP_SUMMARY");
        Said::of("shell", children::run(&mut shell, children::PATIENCE))
    }

    fn fine(&self, lines: &str) -> Said {
        let said = self.shell(lines);
        assert_eq!(said.code, 0, "{}", said.whole());
        said
    }

    /// Lets the office publish its next release.
    fn publish(&mut self, (day, revised, more): Release) {
        for (old, new) in revised {
            assert!(self.release.contains(old), "{old}");
            self.release = self.release.replace(old, new);
        }
        self.release += more;
        self.project.write("release.csv", format!("# Released {day}\n{}", self.release));
    }

    /// Runs the action's script.
    fn update(&self, day: &str) -> Said {
        let _ = std::fs::remove_file(self.project.path("asked.txt"));
        let script = Path::new(ROOT).join("action/update.sh");
        let drafts = "https://desk.example/runs/1";
        self.nobody(&format!("cd desk; KNOWNS_AS_OF={day} KNOWNS_DRAFTS={drafts} bash '{}'", script.display()))
    }

    /// Puts lines of a script before the program, which they call as `$KNOWNS`.
    fn instead(&self, lines: &str) {
        self.project.remove("bin/knowns");
        let knowns = env!("CARGO_BIN_EXE_knowns");
        self.project.write("bin/knowns", format!("#!/bin/sh\nKNOWNS='{knowns}'\n{lines}\n"));
        std::fs::set_permissions(self.project.path("bin/knowns"), std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn asked(&self) -> String {
        String::from_utf8(self.project.bytes("asked.txt")).unwrap()
    }

    fn file(&self, path: &str) -> Vec<u8> {
        self.project.bytes(&format!("desk/{path}"))
    }
}

#[test]
fn four_releases_end_as_pull_requests_that_a_person_reads_in_a_minute() {
    let mut desk = Desk::of();
    let mut told = String::new();
    for release in RELEASES {
        desk.publish(release);
        let lock = desk.file("claims.lock");
        let said = desk.update(release.0);
        assert_eq!(said.code, 0, "{}", said.whole());
        writeln!(told, "==== {}\n{}", release.0, desk.asked()).unwrap();
        // Nothing is accepted, and the branch holds what was put in place.
        assert_eq!(desk.file("claims.lock"), lock);
        let changed = desk.fine("cd desk && git diff --name-only main knowns-update && git status --porcelain && git rev-parse knowns-update origin/knowns-update").stdout;
        assert!(changed.starts_with("claims.yaml\ndata/influenza-deaths.csv\ndata/releases/weekly/"), "{changed}");
        assert!(!changed.contains("claims.lock") && !changed.contains("drafts/"), "{changed}");
        // A second look finds nothing new, and asks nobody.
        assert_eq!(desk.update(release.0).code, 0);
        assert_eq!(desk.asked(), "");
        // A person takes it.
        desk.fine("cd desk && git switch --quiet main && git merge --quiet --ff-only knowns-update && knowns accept --kind data-update --by Ann && git add --all && git commit --quiet --message Accepted && git push --quiet origin main");
        let _ = std::fs::remove_file(desk.project.path("asked.txt.open"));
    }
    let expected = Path::new(ROOT).join("tests/desk/pull-requests.md");
    Assert::new().action_env("SNAPSHOTS").eq(told, Data::read_from(&expected, None).raw());
}

#[test]
fn while_a_pull_request_is_open_the_next_release_is_put_on_it() {
    let mut desk = Desk::of();
    for (release, word) in RELEASES.into_iter().zip(["create", "edit"]) {
        desk.publish(release);
        assert_eq!(desk.update(release.0).code, 0);
        assert!(desk.asked().contains(&format!("gh pr {word}")), "{}", desk.asked());
        desk.fine("cd desk && git switch --quiet main");
    }
}

#[test]
fn a_flip_is_not_accepted() {
    let mut desk = Desk::of();
    for release in &RELEASES[..3] {
        desk.publish(*release);
    }
    let reports = desk.project.files("desk/reports");
    let lock = desk.file("claims.lock");
    assert_eq!(desk.update("2026-02-10").code, 0);
    assert!(desk.asked().contains("`week_3` established → outdated"), "{}", desk.asked());
    assert_eq!((desk.project.files("desk/reports"), desk.file("claims.lock")), (reports, lock));
}

#[test]
fn a_withdrawn_brief_stays_withdrawn() {
    let mut desk = Desk::of();
    desk.fine("cd desk && knowns accept influenza-in-january --kind withdrawal --note 'The record is being looked at.' --by Ann && git add --all && git commit --quiet --message Withdrawn");
    let (reports, lock) = (desk.project.files("desk/reports"), desk.file("claims.lock"));
    desk.publish(RELEASES[0]);
    assert_eq!(desk.update("2026-01-27").code, 0);
    assert!(desk.asked().contains("it is withdrawn, and stays so"), "{}", desk.asked());
    assert_eq!((desk.project.files("desk/reports"), desk.file("claims.lock")), (reports, lock));
}

#[test]
fn a_correction_within_a_release_is_refused_and_told_as_nothing_else() {
    let mut desk = Desk::of();
    desk.publish(("2026-01-20", &[("2026-W03,Southmark,02,22", "2026-W03,Southmark,02,25")], ""));
    let before = files(&desk.project);
    let said = desk.update("2026-01-27");
    assert_eq!(said.code, 2, "{}", said.whole());
    assert!(
        said.stderr.contains("its release is the present one") && said.stderr.contains("`correction`"),
        "{}",
        said.whole()
    );
    let after: Vec<String> = files(&desk.project)
        .into_iter()
        .filter(|(path, bytes)| !path.contains(".knowns/") && before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(after.is_empty(), "{after:?}");
    assert_eq!(desk.asked(), "");
}

#[test]
fn a_file_that_no_longer_fits_ends_the_run_and_pushes_nothing() {
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    let renamed = String::from_utf8(desk.project.bytes("release.csv")).unwrap().replace(",Deaths", ",Deaths_Recorded");
    desk.project.write("release.csv", renamed);
    let said = desk.update("2026-01-27");
    assert_eq!(said.code, 1, "{}", said.whole());
    assert!(said.stdout.contains("Nothing was updated") && said.stdout.contains("Deaths_Recorded"), "{}", said.whole());
    assert_eq!(desk.asked(), "");
    assert!(desk.shell("cd desk && git rev-parse --verify --quiet knowns-update").code != 0);
}

#[test]
fn where_git_knows_nobody_the_commit_is_the_actions_and_else_it_is_whose_git_says() {
    let who = "cd desk && git log -1 --format='%an <%ae>, %cn <%ce>' knowns-update";
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    let said = desk.update("2026-01-27");
    assert_eq!(said.code, 0, "{}", said.whole());
    let action = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";
    assert_eq!(desk.fine(who).stdout, format!("{action}, {action}\n"));
    let mut desk = Desk::of();
    desk.fine("cd desk && git config user.name Robot && git config user.email robot@desk.example");
    desk.publish(RELEASES[0]);
    assert_eq!(desk.update("2026-01-27").code, 0);
    assert_eq!(desk.fine(who).stdout, "Robot <robot@desk.example>, Robot <robot@desk.example>\n");
}

#[test]
fn what_a_person_pushed_onto_the_branch_is_not_written_over() {
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    assert_eq!(desk.update("2026-01-27").code, 0);
    desk.fine("cd desk && knowns accept --kind data-update --by Ann && git add --all && git commit --quiet --message Accepted && git push --quiet origin knowns-update && git switch --quiet main");
    let tip = "cd away.git && git rev-parse knowns-update";
    let accepted = desk.fine(tip).stdout;
    // Another machine, which never saw that.
    desk.fine("cd desk && git branch --quiet -D knowns-update && git update-ref -d refs/remotes/origin/knowns-update");
    desk.publish(RELEASES[1]);
    let said = desk.update("2026-02-03");
    assert_eq!((said.code, desk.asked()), (1, String::new()), "{}", said.whole());
    assert!(said.stderr.contains("`knowns-update`") && said.stderr.contains("merge or close"), "{}", said.whole());
    assert_eq!(desk.fine(tip).stdout, accepted);
    assert_eq!(desk.fine("cd desk && git status --porcelain").stdout, "");
    // Once it is merged nothing of it is lost.
    desk.fine("cd desk && git merge --quiet --ff-only origin/knowns-update && git push --quiet origin main");
    let said = desk.update("2026-02-03");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert_ne!(desk.fine(tip).stdout, accepted);
}

#[test]
fn what_somebody_pushes_meanwhile_is_not_written_over() {
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    assert_eq!(desk.update("2026-01-27").code, 0);
    desk.fine("cd desk && git switch --quiet main && git clone --quiet --branch knowns-update ../away.git ../ann && cd ../ann && git commit --quiet --allow-empty --message Accepted");
    let accepted = desk.fine("cd ann && git rev-parse HEAD").stdout;
    desk.instead(
        "if [ \"$1\" = update ]; then git -C ../ann push --quiet origin knowns-update; fi\nexec \"$KNOWNS\" \"$@\"",
    );
    desk.publish(RELEASES[1]);
    let said = desk.update("2026-02-03");
    assert_ne!(said.code, 0, "{}", said.whole());
    assert_eq!(desk.fine("cd away.git && git rev-parse knowns-update").stdout, accepted);
}

#[test]
fn what_was_not_committed_is_not_taken_for_a_release() {
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    for change in ["echo note > notes.txt", "echo >> templates/influenza.md"] {
        desk.fine(&format!("cd desk && {change}"));
        let before = files(&desk.project);
        let said = desk.update("2026-01-27");
        assert_eq!((said.code, desk.asked()), (2, String::new()), "{}", said.whole());
        assert!(said.stderr.contains("not committed"), "{}", said.whole());
        assert_eq!(files(&desk.project), before);
        desk.fine("cd desk && git checkout --quiet . && git clean --quiet --force");
    }
    assert_eq!(desk.update("2026-01-27").code, 0);
}

#[test]
fn a_git_that_fails_is_not_one_that_finds_nothing() {
    for (command, nth) in [("status", 1), ("status", 2), ("status", 3), ("ls-remote", 1)] {
        let mut desk = Desk::of();
        desk.publish(RELEASES[0]);
        let failing = format!(
            "#!/bin/sh\nif [ \"$1\" = {command} ]; then echo again >> \"$ASKED.calls\"; if [ $(wc -l < \"$ASKED.calls\") -eq {nth} ]; then echo 'fatal: detected dubious ownership' >&2; exit 128; fi; fi\nPATH=${{PATH#*:}} exec git \"$@\"\n"
        );
        desk.project.write("bin/git", failing);
        std::fs::set_permissions(desk.project.path("bin/git"), std::fs::Permissions::from_mode(0o755)).unwrap();
        let said = desk.update("2026-01-27");
        assert!(said.code != 0 && said.stderr.contains("dubious"), "{command} {nth}: {}", said.whole());
        desk.project.remove("bin/git");
        assert_eq!(desk.asked(), "");
        assert!(desk.shell("cd away.git && git rev-parse --verify --quiet knowns-update").code != 0);
    }
}

#[test]
fn a_build_that_could_not_run_ends_the_run_with_what_it_said() {
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    desk.instead(
        "if [ \"$1\" = build ]; then echo 'error: could not write: no space left'; exit 2; fi\nexec \"$KNOWNS\" \"$@\"",
    );
    let said = desk.update("2026-01-27");
    assert_eq!((said.code, desk.asked()), (2, String::new()), "{}", said.whole());
    assert!(said.stderr.contains("no space left"), "{}", said.whole());
    assert!(desk.shell("cd desk && git rev-parse --verify --quiet knowns-update").code != 0);
}

#[test]
fn a_text_that_github_would_refuse_is_cut_and_says_so() {
    let mut desk = Desk::of();
    desk.publish(RELEASES[0]);
    let more = "awk 'BEGIN { for (n = 0; n < 3000; n++) print \"| `größe_\" n \"` | 1 | 2 | +1, +100% | deaths |\"; print \"\\n</details>\" }'";
    desk.instead(&format!("\"$KNOWNS\" \"$@\" || exit $?\nif [ \"$1\" = update ]; then echo '<details><summary>Printed numbers: 3000</summary>'; echo; {more}; fi"));
    let said = desk.update("2026-01-27");
    assert_eq!(said.code, 0, "{}", said.whole());
    let asked = desk.asked();
    assert!(asked.len() < 60_000 && asked.contains("## Conclusions changed: no"), "{}", asked.len());
    let end: Vec<&str> = asked.lines().rev().take(5).collect();
    assert!(
        end[0].contains("longer than GitHub takes: the last ")
            && end[0].contains(" lines are left out.")
            && end[2] == "</details>"
            && end[4].ends_with("| deaths |"),
        "{end:?}"
    );
}
