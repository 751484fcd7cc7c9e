//! git's marks in any file are named with the file and the line, and told what to do.

use super::{Desk, Setup};
use crate::project::Project;

/// Puts a conflict into a file around the first line that has these words.
fn conflict(project: &Project, path: &str, words: &str) {
    let text = project.read(path);
    let line = text.lines().find(|line| line.contains(words)).unwrap();
    let both = format!("<<<<<<< HEAD\n{line}\n||||||| base\n=======\n{line}\n>>>>>>> other\n");
    project.write(path, text.replacen(&format!("{line}\n"), &both, 1));
}

fn line_of(project: &Project, path: &str) -> String {
    let line = project.read(path).lines().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
    format!("{path}:{line}:1")
}

#[test]
fn marks_in_what_people_write_and_in_the_lock_are_one_kind_of_problem() {
    for (path, line) in [
        ("claims.yaml", "  november:"),
        ("data/encounters.csv", "2025-10,27491,2028,930,102,30551"),
        ("templates/b.md", "Words."),
        ("claims.lock", "brief border-november"),
    ] {
        let project = Project::smallest();
        project
            .write("templates/b.md", "{% extends \"knowns/brief.md\" %}\n\n{% block body %}\nWords.\n{% endblock %}\n");
        assert_eq!(project.run("accept").code, 0);
        conflict(&project, path, line);
        let place = line_of(&project, path);
        for command in ["check", "build", "verify"] {
            let said = project.run(command);
            assert_eq!(said.code, if command == "verify" { 2 } else { 1 }, "{}", said.whole());
            assert!(
                said.stdout.starts_with("error[R031]: the file holds both sides of a git conflict"),
                "{}",
                said.whole()
            );
            assert!(said.stdout.contains(&format!("--> {place}")), "{place}: {}", said.whole());
            assert_eq!(said.stdout.matches("error[").count(), 1, "{}", said.whole());
            let help = if path == "claims.lock" { "= help: set up the merge driver" } else { "= help: keep one side" };
            assert!(said.stdout.contains(help), "{}", said.whole());
        }
    }
}

#[test]
fn marks_in_what_the_tool_makes_are_named_and_written_anew() {
    for (path, line) in
        [("reports/manifest.json", "  \"manifest\": 1,"), ("reports/border-november.md", "One month of one record.")]
    {
        let project = Project::smallest();
        assert_eq!(project.run("accept").code, 0);
        let before = project.files("reports");
        conflict(&project, path, line);
        let place = line_of(&project, path);
        let verified = project.run("verify");
        assert_eq!(verified.code, 1);
        let named = format!("both sides of a git conflict: {}", place.strip_suffix(":1").unwrap());
        assert!(verified.stdout.contains(&named), "{}", verified.whole());
        let built = project.run("build");
        assert_eq!(built.code, 0, "{}", built.whole());
        assert!(built.stdout.contains("warning[R031]") && built.stdout.contains(&place), "{}", built.whole());
        assert!(built.stdout.contains("= help: run `knowns build`, which writes it anew"), "{}", built.whole());
        assert!(project.files("reports") == before);
        assert_eq!(project.run("verify").code, 0);
    }
}

#[test]
fn what_somebody_put_beside_the_pages_is_merged_as_text() {
    let desk = Desk::of(Setup::Driver);
    desk.project.write("reports/notes.txt", "first\n\nmiddle\n\nlast\n");
    desk.commit("notes");
    for (branch, from, to) in
        [("one", "first", "first, by one"), ("two", "last", "last, by two"), ("three", "last", "by three")]
    {
        desk.git(&format!("switch -q -c {branch} main"));
        desk.project.replace("reports/notes.txt", from, to);
        desk.commit(branch);
    }
    desk.git("switch -q two");
    desk.git("merge -q --no-edit one");
    assert_eq!(desk.project.read("reports/notes.txt"), "first, by one\n\nmiddle\n\nlast, by two\n");
    assert_ne!(desk.try_git("merge -q --no-edit three").code, 0, "both changed one line");
    assert!(desk.project.read("reports/notes.txt").contains("<<<<<<< ours\nlast, by two\n"));
}
