//! Several editors in one repository, with the real git: what each accepted on a branch of its own comes together.

mod marks;
mod page;

use std::path::Path;

use crate::children;
use crate::project::{Project, Said};

/// A project in a repository of its own.
struct Desk {
    project: Project,
}

/// Whether a clone knows how to merge what the tool writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setup {
    Driver,
    Plain,
}

const ENTRY: &str = "    said: { by: An opinion article, date: 2025-12 }\n    quantity: more than 20,000\n";

impl Desk {
    /// Returns a desk with three briefs, each on a month of one record, that are accepted and committed on `main`.
    fn of(setup: Setup) -> Self {
        let desk = Self { project: Project::of([]) };
        desk.git("init -q -b main");
        assert_eq!(desk.knowns("init").code, 0);
        if setup == Setup::Plain {
            desk.git("config --remove-section merge.knowns");
        }
        let registry = desk.project.read("claims.yaml");
        let (mut claims, mut briefs) = (String::new(), String::new());
        for (month, number) in [("august", "2025-08"), ("october", "2025-10")] {
            claims += &claim(month, number);
            briefs += &brief(month);
        }
        let registry = registry.replace("unknowns:\n", &format!("{claims}unknowns:\n"));
        desk.project.write("claims.yaml", registry + &briefs);
        desk.accept("");
        desk.commit("first editions");
        desk
    }

    /// Runs git in the project's folder; its words are divided by spaces.
    fn git(&self, words: &str) -> Said {
        let said = self.try_git(words);
        assert_eq!(said.code, 0, "git {words}: {said:?}");
        said
    }

    fn try_git(&self, words: &str) -> Said {
        let path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).fold(
            vec![Path::new(env!("CARGO_BIN_EXE_knowns")).parent().unwrap().to_path_buf()],
            |mut all, one| {
                all.push(one);
                all
            },
        );
        let mut git = children::program("git");
        git.args(words.split_whitespace()).current_dir(self.project.path("."));
        git.env("PATH", std::env::join_paths(path).unwrap());
        // No setting of whoever runs the tests, and no editor.
        git.envs([("GIT_CONFIG_GLOBAL", ""), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_EDITOR", "true"), ("LC_ALL", "C")]);
        for (name, value) in [("NAME", "E"), ("EMAIL", "e@example.org"), ("DATE", "2026-01-31T12:00:00Z")] {
            git.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
        }
        Said::of(words, children::run(&mut git, children::PATIENCE))
    }

    fn knowns(&self, command: &str) -> Said {
        self.project.run(command)
    }

    fn accept(&self, options: &str) {
        let said = self.knowns(&format!("accept --yes {options}"));
        assert_eq!(said.code, 0, "{}", said.whole());
    }

    fn commit(&self, subject: &str) {
        self.git("add -A");
        let subject = subject.replace(' ', "-");
        self.git(&format!("commit -q --allow-empty -m {subject}"));
    }

    /// Says a claim of a month in other words and accepts its brief, on a branch of its own that begins at `from`.
    fn editor(&self, branch: &str, from: &str, month: &str, words: &str) {
        self.git(&format!("switch -q -c {branch} {from}"));
        self.say(month, words);
        self.accept(&format!("border-{month} --kind editorial"));
        self.commit(&format!("{month} in other words"));
    }

    fn say(&self, month: &str, words: &str) {
        let capital = capital(month);
        self.project.replace(
            "claims.yaml",
            &format!("Encounters in {capital} were"),
            &format!("{words} in {capital} were"),
        );
    }

    /// Asserts that a build brings `reports/` to what a single editor has who did all of it, and the lock is as that editor has it.
    fn is_as_of_one_editor(&self, did: &[(&str, &str)]) {
        assert_eq!(self.knowns("verify").code, 1, "what was merged is known to be out of date");
        let built = self.knowns("build");
        assert_eq!(built.code, 0, "{}", built.whole());
        assert_eq!(self.knowns("verify").code, 0);
        let one = Self::of(Setup::Driver);
        for (month, words) in did {
            one.say(month, words);
            one.accept(&format!("border-{month} --kind editorial"));
        }
        assert_eq!(self.project.read("claims.lock"), one.project.read("claims.lock"));
        assert_eq!(self.project.read("claims.yaml"), one.project.read("claims.yaml"));
        assert!(self.project.files("reports") == one.project.files("reports"), "the pages are of both editors");
        // From nothing but what people write and the lock, the same pages come.
        self.project.remove_folder("reports");
        self.project.remove_folder(".knowns");
        assert_eq!(self.knowns("build").code, 0);
        assert!(self.project.files("reports") == one.project.files("reports"), "built from scratch");
    }
}

fn capital(month: &str) -> String {
    month[..1].to_uppercase() + &month[1..]
}

fn claim(month: &str, number: &str) -> String {
    let capital = capital(month);
    format!(
        "  {month}:\n    statement: Encounters in {capital} were more than 20,000.\n{ENTRY}    test: {{ of: monthly, where: {{ month: {number} }}, \
         sum: total }}\n    reading: All recorded encounters nationwide in {capital} 2025.\n"
    )
}

fn brief(month: &str) -> String {
    format!(
        "  border-{month}:\n    question: Were {} encounters more than 20,000?\n    claims: [{month}]\n    unknowns: [victims]\n    \
         limitations: One month of one record.\n",
        capital(month)
    )
}

const AUGUST: (&str, &str) = ("august", "Recorded encounters");
const OCTOBER: (&str, &str) = ("october", "All encounters");

fn two_editors(desk: &Desk) {
    desk.editor("one", "main", AUGUST.0, AUGUST.1);
    desk.editor("two", "main", OCTOBER.0, OCTOBER.1);
}

#[test]
fn two_branches_that_accept_different_briefs_are_merged_without_a_hand() {
    let desk = Desk::of(Setup::Driver);
    two_editors(&desk);
    let merged = desk.git("merge --no-edit one");
    assert!(merged.stderr.contains("reports/manifest.json: merged, and the pages are to be made anew"), "{merged:?}");
    desk.is_as_of_one_editor(&[AUGUST, OCTOBER]);
}

#[test]
fn it_does_not_matter_which_side_is_ours() {
    let desk = Desk::of(Setup::Driver);
    two_editors(&desk);
    desk.git("switch -q one");
    desk.git("merge --no-edit two");
    desk.is_as_of_one_editor(&[AUGUST, OCTOBER]);
}

#[test]
fn a_branch_is_rebased_and_a_commit_picked_alike() {
    for command in ["rebase -q one", "cherry-pick one"] {
        let desk = Desk::of(Setup::Driver);
        two_editors(&desk);
        desk.git(command);
        desk.is_as_of_one_editor(&[AUGUST, OCTOBER]);
    }
}

#[test]
fn new_briefs_on_both_sides_and_their_entries_are_merged() {
    let desk = Desk::of(Setup::Driver);
    let add = |branch: &str, month: &str, number: &str| {
        desk.git(&format!("switch -q -c {branch} main"));
        desk.project.write(
            &format!("claims/{month}.yaml"),
            format!("claims:\n{}briefs:\n{}", claim(month, number), brief(month)),
        );
        desk.accept("");
        desk.commit(&format!("a brief on {month}"));
    };
    desk.project.replace("claims.yaml", "measures:\n", "include: [claims/*.yaml]\nmeasures:\n");
    desk.project.write("claims/june.yaml", format!("claims:\n{}", claim("june", "2025-06")));
    assert_eq!(desk.knowns("build").code, 0);
    desk.commit("a folder of claims");
    add("one", "september", "2025-09");
    add("two", "july", "2025-07");
    desk.git("merge --no-edit one");
    assert_eq!(desk.knowns("verify").code, 1);
    assert_eq!(desk.knowns("build").code, 0);
    assert_eq!(desk.knowns("verify").code, 0);
    let lock = desk.project.read("claims.lock");
    assert!(lock.contains("brief border-july\n") && lock.contains("brief border-september\n"));
    assert!(
        desk.project.bytes("reports/border-september.md") != b"" && desk.project.bytes("reports/border-july.md") != b""
    );
}

#[test]
fn the_same_brief_accepted_on_both_sides_is_a_conflict_that_says_so() {
    let desk = Desk::of(Setup::Driver);
    desk.editor("one", "main", "august", "Recorded encounters");
    desk.editor("two", "main", "august", "All encounters");
    let merged = desk.try_git("merge --no-edit one");
    assert_eq!(merged.code, 1);
    assert!(
        merged
            .stderr
            .contains("claims.lock: `border-august` was accepted on both sides (ours: edition 2, theirs: edition 2)"),
        "{merged:?}"
    );
    // The registry has marks of git's own; the lock those about the one brief.
    desk.git("checkout --ours claims.yaml");
    let refused = desk.knowns("build");
    assert_eq!(refused.code, 1, "{}", refused.whole());
    assert!(refused.stdout.contains("error[R031]") && refused.stdout.contains("claims.lock:"), "{}", refused.whole());
    // One block is kept whole: that of ours, whose words the registry has.
    let lock = desk.project.read("claims.lock");
    let (before, rest) = lock.split_once("<<<<<<< ours\n").unwrap();
    let (ours, rest) = rest.split_once("=======\n").unwrap();
    let (_, after) = rest.split_once(">>>>>>> theirs\n").unwrap();
    desk.project.write("claims.lock", [before, ours, after].concat());
    let built = desk.knowns("build");
    assert_eq!(built.code, 0, "{}", built.whole());
    assert_eq!(desk.knowns("verify").code, 0);
    // What the other side had accepted is accepted again.
    desk.project.replace("claims.yaml", "All encounters in August", "Recorded encounters in August");
    desk.accept("--kind editorial");
    assert!(desk.project.read("claims.lock").contains("  edition 3 "));
}

#[test]
fn a_brief_that_waits_keeps_no_page_of_the_wrong_side() {
    let desk = Desk::of(Setup::Driver);
    // One side accepts August; the other changes how every page looks, and accepts nothing, for nothing that is said changed.
    desk.editor("one", "main", AUGUST.0, AUGUST.1);
    desk.git("switch -q -c two main");
    desk.project.write("templates/knowns/style.css", "body { color: #222 }\n");
    let built = desk.knowns("build");
    assert_eq!(built.code, 0, "{}", built.whole());
    desk.commit("another look");
    desk.git("merge --no-edit one");
    // Before anybody builds, August is changed again, so that it waits.
    desk.say("october", "All encounters");
    desk.project.replace("claims.yaml", "Recorded encounters in August", "Counted encounters in August");
    let verified = desk.knowns("verify");
    assert_eq!(verified.code, 1);
    assert!(verified.stdout.contains("with another lock, or merged"), "{}", verified.whole());
    let refused = desk.knowns("accept border-october --kind editorial --yes");
    assert_eq!(refused.code, 1, "{}", refused.whole());
    assert!(
        refused.stdout.contains("error[O006]") && refused.stdout.contains("`border-august`"),
        "{}",
        refused.whole()
    );
    let built = desk.knowns("build");
    assert!(built.stdout.contains("error[O006]"), "{}", built.whole());
    // Once it is accepted, all is as it should be.
    desk.accept("--kind editorial");
    assert_eq!(desk.knowns("verify").code, 0);
}

#[test]
fn a_brief_that_one_side_took_out_and_the_other_accepted_is_a_conflict() {
    let desk = Desk::of(Setup::Driver);
    desk.editor("one", "main", AUGUST.0, AUGUST.1);
    desk.git("switch -q -c two main");
    let lock = desk.project.read("claims.lock");
    let (before, rest) = lock.split_once("brief border-august\n").unwrap();
    let (_, after) = rest.split_once("brief border-").unwrap();
    desk.project.write("claims.lock", format!("{before}brief border-{after}"));
    desk.commit("without august");
    let merged = desk.try_git("merge --no-edit one");
    assert_eq!(merged.code, 1);
    assert!(merged.stderr.contains("(ours: none is left, theirs: edition 2)"), "{merged:?}");
}

#[test]
fn without_the_driver_nothing_wrong_is_published_and_it_can_be_set_up_afterwards() {
    let desk = Desk::of(Setup::Plain);
    two_editors(&desk);
    let merged = desk.try_git("merge --no-edit one");
    assert_eq!(merged.code, 1, "{merged:?}");
    let unmerged = desk.git("diff --name-only --diff-filter=U").stdout;
    assert!(
        !unmerged.contains("claims.lock") && !unmerged.contains("claims.yaml"),
        "blocks of different briefs merge: {unmerged}"
    );
    let verified = desk.knowns("verify");
    assert_eq!(verified.code, 1, "{}", verified.whole());
    assert!(verified.stdout.contains("both sides of a git conflict: reports/manifest.json:"), "{}", verified.whole());
    let set_up = desk.knowns("merge-driver --install");
    assert_eq!(set_up.code, 0, "{}", set_up.whole());
    desk.git("checkout --merge -- claims.lock reports");
    assert!(!desk.project.read("reports/manifest.json").contains("<<<<<<<"));
    desk.is_as_of_one_editor(&[AUGUST, OCTOBER]);
}

#[test]
fn without_the_driver_a_build_alone_makes_the_pages_anew() {
    let desk = Desk::of(Setup::Plain);
    two_editors(&desk);
    assert_eq!(desk.try_git("merge --no-edit one").code, 1);
    let built = desk.knowns("build");
    assert_eq!(built.code, 0, "{}", built.whole());
    assert!(
        built.stdout.contains("warning[R031]") && built.stdout.contains("reports/manifest.json:"),
        "{}",
        built.whole()
    );
    assert_eq!(desk.knowns("verify").code, 0);
}

#[test]
fn a_clone_is_set_up_once_and_the_attributes_are_the_authors_own() {
    let desk = Desk { project: Project::smallest() };
    let none = desk.knowns("merge-driver --install");
    assert_eq!(none.code, 2, "{}", none.whole());
    assert!(none.stderr.contains("is in no git repository"), "{}", none.whole());
    desk.git("init -q");
    desk.project.write(".gitattributes", "*.svg -diff");
    for _ in 0..2 {
        assert_eq!(desk.knowns("merge-driver --install").code, 0);
    }
    let attributes = desk.project.read(".gitattributes");
    assert!(attributes.starts_with("*.svg -diff\n# "), "{attributes}");
    assert_eq!(attributes.matches("/claims.lock merge=knowns").count(), 1);
    let driver = desk.git("config merge.knowns.driver").stdout;
    // Nobody put the program on the path here: it is called where it stands.
    assert_eq!(driver, format!("'{}' merge-driver %O %A %B %P\n", env!("CARGO_BIN_EXE_knowns").replace('\\', "/")));
    assert_eq!(attributes.matches("/data/** -merge").count(), 1);
}

#[test]
fn a_lock_that_cannot_be_read_is_left_to_somebody() {
    let desk = Desk::of(Setup::Driver);
    let lock = desk.project.read("claims.lock");
    for (name, text) in [("base", ""), ("ours", lock.as_str()), ("theirs", &lock.replacen("established", "refuted", 1))]
    {
        desk.project.write(name, text);
    }
    let refused = desk.knowns("merge-driver base ours theirs desk/claims.lock");
    assert_eq!(refused.code, 2, "{}", refused.whole());
    assert!(refused.stderr.contains("`desk/claims.lock` cannot be read"), "{}", refused.whole());
    assert_eq!(desk.project.read("ours"), lock);
    // Larger than any lock that the tool writes: it is not read at all.
    desk.project.write("theirs", vec![b' '; (64 << 20) + 1]);
    let refused = desk.knowns("merge-driver base ours theirs desk/claims.lock");
    assert_eq!(refused.code, 2, "{}", refused.whole());
    assert!(refused.stderr.contains("it is larger than 64 MiB"), "{}", refused.whole());
    assert_eq!(desk.project.read("ours"), lock);
}
