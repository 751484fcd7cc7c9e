//! Files that are no files, downloads that fail, two updates at once, one that is killed, and a disk that is full.

#![expect(clippy::disallowed_methods, reason = "a test lays links and pipes, and looks where they lead")]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use snapbox::{assert_data_eq, str};

use super::{DECEMBER, NEW, NOVEMBER, accepted, files};
use crate::children;
use crate::project::{Project, Said};

fn update(project: &Project) -> std::process::Command {
    let mut program = children::program(env!("CARGO_BIN_EXE_knowns"));
    program.args(["update", &format!("monthly={NEW}")]).current_dir(project.path(""));
    program
}

#[test]
fn a_link_a_pipe_a_folder_and_a_file_beyond_all_reason_are_refused_at_once() {
    let project = accepted();
    symlink(project.path(NEW), project.path("link.csv")).unwrap();
    nix::unistd::mkfifo(&project.path("pipe.csv"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let large = std::fs::File::create(project.path("large.csv"));
    large.unwrap().set_len((1 << 30) + 1).unwrap();
    let said: Vec<String> = ["link.csv", "pipe.csv", "downloads", "large.csv", "nowhere.csv"]
        .iter()
        .map(|file| project.run(&format!("update monthly={file} --vintage 2025-12-04")).whole())
        .collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns update monthly=link.csv --vintage 2025-12-04
exit code 2

--- stderr
error: `link.csv` is a symbolic link
help: name the file that it leads to

$ knowns update monthly=pipe.csv --vintage 2025-12-04
exit code 2

--- stderr
error: `pipe.csv` is a pipe or a device
help: write what comes out of it to a file, and name that

$ knowns update monthly=downloads --vintage 2025-12-04
exit code 2

--- stderr
error: `downloads` is a folder
help: name a file in it

$ knowns update monthly=large.csv --vintage 2025-12-04
exit code 2

--- stderr
error: `large.csv` is larger than 1024 MiB
help: aggregate it before it is published with the project, keep only the columns that figures use, or split it by year

$ knowns update monthly=nowhere.csv --vintage 2025-12-04
exit code 2

--- stderr
error: could not read the file `nowhere.csv`: No such file or directory (os error 2)
help: compare it with the names of your files

"#]]
    );
    assert_eq!(project.read("data/encounters.csv"), NOVEMBER);
}

#[test]
fn a_data_file_or_a_registry_behind_a_link_is_left_alone() {
    for path in ["data/encounters.csv", "claims.yaml"] {
        let project = accepted();
        let elsewhere = project.path("elsewhere");
        std::fs::rename(project.path(path), &elsewhere).unwrap();
        symlink(&elsewhere, project.path(path)).unwrap();
        let before = std::fs::read(&elsewhere).unwrap();
        let said = project.run(&format!("update monthly={NEW}"));
        assert_eq!(said.code, 2, "{}", said.whole());
        assert_eq!(std::fs::read(&elsewhere).unwrap(), before);
        assert!(project.files("data/releases").is_empty());
    }
}

#[test]
fn two_updates_at_once_leave_what_one_of_them_makes() {
    let project = accepted();
    let mut both: Vec<children::Started> = (0..2).map(|_| children::start(&mut update(&project))).collect();
    let late = std::time::Instant::now() + children::PATIENCE;
    let codes: Vec<i32> = both.iter_mut().map(|one| one.ended_before(late).unwrap().code().unwrap()).collect();
    assert!(codes.contains(&0) && codes.iter().all(|code| [0, 2].contains(code)), "{codes:?}");
    let found = files(&project);
    let alone = accepted();
    assert_eq!(alone.run(&format!("update monthly={NEW}")).code, 0);
    assert_eq!(found, files(&alone));
}

#[test]
fn an_update_that_is_killed_was_made_or_was_not_once_the_next_command_has_finished_it() {
    let (old, new) = {
        let project = accepted();
        let old = files(&project);
        assert_eq!(project.run(&format!("update monthly={NEW}")).code, 0);
        (old, files(&project))
    };
    for after in 0..12_u64 {
        let project = accepted();
        let mut child = children::start(update(&project).stdout(Stdio::null()).stderr(Stdio::null()));
        thread::sleep(Duration::from_millis(after * 12));
        let _ = child.process.kill();
        drop(child);
        // A kept release that is wanted by nobody: whatever finishes what was begun first.
        project.run("releases --prune");
        let found = files(&project);
        assert!(found == old || found == new, "killed after {after}: {:?}", found.keys());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_all_stays_as_it_was() {
    let project = accepted();
    let before = files(&project);
    // No file may have more than a block: the registry is larger than that.
    let mut program = children::limited(env!("CARGO_BIN_EXE_knowns"), "trap '' XFSZ; ulimit -f 2");
    program.args(["update", &format!("monthly={NEW}")]).current_dir(project.path(""));
    let said = Said::of("update", children::run(&mut program, children::PATIENCE));
    assert_eq!(said.code, 2, "{}", said.whole());
    assert!(said.stderr.contains("could not write"), "{}", said.whole());
    assert_eq!(files(&project), before);
}

/// Puts a program called `curl` beside the project, and returns the variable by which it is found.
fn curl(project: &Project, script: &str) -> String {
    project.write("bin/curl", format!("#!/bin/sh\n{script}\n"));
    let path = project.path("bin/curl");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:/usr/bin:/bin", project.path("bin").display())
}

const ADDRESS: &str = "https://stat.example/a/encounters-2025-12-04.csv?x=$(id)&y=`id`";

#[test]
fn an_address_is_downloaded_by_curl_which_gets_it_as_one_argument() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "    vintage:",
        &format!("    origin: \"{}\"\n    vintage:", "https://stat.example/a/encounters-2025-12-04.csv?x=$(id)"),
    );
    let path = curl(
        &project,
        "printf '%s\\n' \"$@\" > arguments.txt; while [ $# -gt 1 ]; do if [ \"$1\" = --output ]; then cp downloads/encounters-2025-12-04.csv \"$2\"; fi; shift; done",
    );
    let said = project.run_with("update --all", &[("PATH", &path)]);
    assert_eq!(said.code, 0, "{}", said.whole());
    assert_eq!(project.read("data/encounters.csv"), DECEMBER);
    let arguments = project.read("arguments.txt");
    let output = arguments.lines().skip_while(|line| *line != "--output").nth(1).unwrap();
    assert_data_eq!(
        arguments.replace(output, "[BODY]").replace(env!("CARGO_PKG_VERSION"), "[VERSION]"),
        str![[r#"
--disable
--silent
--show-error
--fail
--location
--globoff
--proto
=https,http
--proto-redir
=https
--max-redirs
5
--connect-timeout
20
--max-time
120
--max-filesize
1073741824
--compressed
--user-agent
knowns/[VERSION]
--output
[BODY]
--url
https://stat.example/a/encounters-2025-12-04.csv?x=$(id)

"#]]
    );
    // What curl wrote lay outside the project, and is gone.
    assert!(!std::path::Path::new(output).exists());
}

#[test]
fn a_vintage_of_no_dataset_that_is_updated_is_refused_before_anything_is_downloaded() {
    let project = accepted();
    project.replace("claims.yaml", "    vintage:", "    origin: https://stat.example/new.csv\n    vintage:");
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  other: { file: data/other.csv, publisher: cbp, vintage: 2025-10 }\nfigures:\n",
    );
    project.write("data/other.csv", "a,b\nx,1\n");
    let path = curl(&project, "echo asked > asked.txt; exit 22");
    let said: Vec<String> =
        ["--all --vintage montly=2025-12", "--all --vintage other=2025-12", "monthly --vintage other=2025-12"]
            .iter()
            .map(|words| project.run_with(&format!("update {words}"), &[("PATH", &path)]).whole())
            .collect();
    assert!(project.bytes("asked.txt").is_empty());
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns update --all --vintage montly=2025-12
exit code 2

--- stderr
error: `montly` is no dataset
help: did you mean `monthly`?

$ knowns update --all --vintage other=2025-12
exit code 2

--- stderr
error: a release of `other` is given, and `other` is not updated
help: `--all` takes what has an `origin`: write the address of its file under `other`

$ knowns update monthly --vintage other=2025-12
exit code 2

--- stderr
error: a release of `other` is given, and `other` is not updated
help: name its file too: `other=FILE`

"#]]
    );
}

#[test]
fn a_download_that_fails_says_why_and_changes_nothing() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "    vintage:",
        "    origin: https://stat.example/encounters-2025-12-04.csv\n    vintage:",
    );
    let before = files(&project);
    let nobody = project.path("nothing-here").display().to_string();
    let mut said = vec![project.run_with("update monthly", &[("PATH", &nobody)]).whole()];
    let path = curl(&project, "echo 'curl: (22) The requested URL returned error: 404' >&2; exit 22");
    said.push(project.run_with("update monthly", &[("PATH", &path)]).whole());
    let path = curl(&project, "exec sleep 60");
    said.push(project.run_with("update monthly --within 1", &[("PATH", &path)]).whole());
    let path = curl(&project, "exit 0");
    let empty = project.run_with("update monthly", &[("PATH", &path)]);
    assert_eq!(empty.code, 2, "{}", empty.whole());
    project.remove_folder("bin");
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns update monthly
exit code 2

--- stderr
error: there is no program `curl`, which downloads
help: install curl (https://curl.se), or download the file yourself and name it: `knowns update DATASET=FILE`

$ knowns update monthly
exit code 2

--- stderr
error: `https://stat.example/encounters-2025-12-04.csv` could not be downloaded: curl: (22) The requested URL returned error: 404
help: look at the address in a browser; where the publisher has moved the file, write the new one as `origin`

$ knowns update monthly --within 1
exit code 2

--- stderr
error: `https://stat.example/encounters-2025-12-04.csv` was not downloaded within 1 second
help: give it more time with `--within`, or download the file yourself and name it

"#]]
    );
    assert_eq!(files(&project), before);
    assert!(
        project.run(&format!("update monthly={ADDRESS}")).code == 2,
        "a sign that ends words is no part of an address"
    );
}

#[test]
fn the_curl_that_is_installed_downloads_a_file_and_tells_of_one_that_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 2048];
            let read = stream.read(&mut request).unwrap_or_default();
            let asked = String::from_utf8_lossy(&request[..read]).into_owned();
            let (status, body) = if asked.starts_with("GET /encounters-2025-12-04.csv ") {
                ("200 OK", DECEMBER)
            } else {
                ("404 Not Found", "")
            };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    let project = accepted();
    let none = [("no_proxy", "*"), ("NO_PROXY", "*")];
    let said = project.run_with(&format!("update monthly=http://{address}/gone-2025-12-04.csv"), &none);
    assert!(said.code == 2 && said.stderr.contains("404"), "{}", said.whole());
    assert_eq!(project.read("data/encounters.csv"), NOVEMBER);
    let said = project.run_with(&format!("update monthly=http://{address}/encounters-2025-12-04.csv"), &none);
    assert_eq!(said.code, 0, "{}", said.whole());
    assert_eq!(project.read("data/encounters.csv"), DECEMBER);
}
