//! A lock that cannot be read stops the build, with what to do about it, and nothing is written.

use snapbox::{assert_data_eq, str};

use super::accepted;
use crate::project::Project;

/// Returns what `build` says first of a project with this lock; it writes nothing.
fn refused(lock: impl AsRef<[u8]>) -> String {
    let project = accepted();
    project.write("claims.lock", lock);
    stopped(&project)
}

fn stopped(project: &Project) -> String {
    let before = project.files("reports");
    for command in ["check", "build"] {
        let said = project.run(command);
        assert_eq!((said.code, &*said.stderr), (1, ""), "{}", said.whole());
    }
    assert!(project.files("reports") == before && project.files("drafts").is_empty(), "something was written");
    project.run("check").stdout
}

#[test]
fn a_lock_that_a_newer_tool_wrote_is_not_guessed_at() {
    let lock = accepted().read("claims.lock");
    assert_data_eq!(
        refused(lock.replacen("lock 1", "lock 7", 1)),
        str![[r#"
error[V001]: the lock has version 7, newer than this tool knows
 --> claims.lock:1:1
  |
1 | lock 7
  | ^^^^^^
  |
  = note: the lock is what says which editions were published; it is never repaired by guessing
  = help: build with the version of `knowns` that wrote it, or a later one

1 error

"#]]
    );
}

#[test]
fn a_lock_that_was_cut_off_is_told_at_its_end() {
    let lock = accepted().read("claims.lock");
    assert_data_eq!(
        refused(&lock[..lock.find("  sha256").unwrap()]),
        str![[r#"
error[V001]: the lock ends too early
  --> claims.lock:26:1
   |
26 |   unknown victims {"question":"How many of them were trafficked?"}
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: the lock is what says which editions were published; it is never repaired by guessing
   = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
    assert_data_eq!(
        refused(""),
        str![[r#"
error[V001]: this is not a lock file
 --> claims.lock:1:1
  |
1 |
  | ^
  |
  = note: the lock is what says which editions were published; it is never repaired by guessing
  = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
}

#[test]
fn a_lock_that_was_changed_by_hand_names_the_brief() {
    let lock = accepted().read("claims.lock");
    assert_data_eq!(
        refused(lock.replacen("30,375", "30,376", 1)),
        str![[r#"
error[V001]: the editions of this brief were changed by hand
 --> claims.lock:4:1
  |
4 | brief again
  | ^^^^^^^^^^^
  |
  = note: the lock is what says which editions were published; it is never repaired by guessing
  = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
}

#[test]
fn a_merge_that_was_not_finished_is_told_how_to_finish() {
    let lock = accepted().read("claims.lock");
    let marked = lock.replacen("brief border", "<<<<<<< HEAD\n=======\n>>>>>>> other\nbrief border", 1);
    assert_data_eq!(
        refused(marked),
        str![[r#"
error[R031]: the file holds both sides of a git conflict that nobody resolved
  --> claims.lock:29:1
   |
29 | <<<<<<< HEAD
   | ^^^^^^^^^^^^ one side begins here
   |
   = note: what stands between the marks is there twice, and one of the two is out of date
   = help: set up the merge driver (`knowns merge-driver --install`) and merge the file once more (`git checkout --merge claims.lock`): it leaves marks only about a brief that both sides accepted, of which you keep one block whole; then accept again what the other side had accepted

1 error

"#]]
    );
}

#[test]
fn a_lock_that_is_no_text_is_no_lock() {
    assert_data_eq!(
        refused([0xff, 0xfe, b'l', 0, b'o', 0]),
        str![[r#"
error[V001]: this is not a lock file
 --> claims.lock:1:1
  |
1 | ��l␀o␀
  | ^^^^^^
  |
  = note: the lock is what says which editions were published; it is never repaired by guessing
  = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
    let mut lock = accepted().read("claims.lock").into_bytes();
    let at = lock.windows(7).position(|bytes| bytes == b"article").unwrap();
    lock[at] = 0xe9;
    assert_data_eq!(
        refused(lock),
        str![[r#"
error[V001]: the editions of this brief were changed by hand
 --> claims.lock:4:1
  |
4 | brief again
  | ^^^^^^^^^^^
  |
  = note: the lock is what says which editions were published; it is never repaired by guessing
  = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
}

#[test]
fn a_folder_in_place_of_the_lock_is_told() {
    let project = accepted();
    project.remove("claims.lock");
    std::fs::create_dir(project.path("claims.lock")).unwrap();
    assert_data_eq!(
        stopped(&project),
        str![[r#"
error[V001]: `claims.lock` is not a file
--> claims.lock
 |
 = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_lock_that_links_out_of_the_project_is_not_followed() {
    let project = accepted();
    let outside = Project::of([("claims.lock", project.read("claims.lock").as_str())]);
    project.remove("claims.lock");
    std::os::unix::fs::symlink(outside.path("claims.lock"), project.path("claims.lock")).unwrap();
    assert_data_eq!(
        stopped(&project),
        str![[r#"
error[V001]: `claims.lock` leads out of the project through a symbolic link
--> claims.lock
 |
 = note: a build reads only files inside the project, so that everybody who has the folder gets the same pages
 = help: take the last good version from the project's history (`git checkout claims.lock`)

1 error

"#]]
    );
}
