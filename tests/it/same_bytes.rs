//! The same input gives the same bytes: in any folder, time zone and locale, on any number of threads, in whatever order
//! the files were made.

use std::collections::BTreeMap;

use crate::project::Project;

/// Returns the reports of the smallest project built under `environment`, its files made in order or backwards.
fn built(
    files: &BTreeMap<String, Vec<u8>>,
    backwards: bool,
    environment: &[(&str, &str)],
) -> BTreeMap<String, Vec<u8>> {
    let project = Project::of([]);
    let mut files: Vec<_> = files.iter().collect();
    if backwards {
        files.reverse();
    }
    for (path, bytes) in files {
        project.write(path, bytes);
    }
    let said = project.run_with("build", environment);
    assert_eq!(said.code, 0, "{}", said.whole());
    project.files("reports")
}

fn stays_the_same(files: &BTreeMap<String, Vec<u8>>) {
    let first = built(files, false, &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")]);
    assert!(first.contains_key("manifest.json"));
    for (backwards, environment) in [
        (true, [("RAYON_NUM_THREADS", "8"), ("TZ", "Asia/Kathmandu"), ("LC_ALL", "de_DE.UTF-8")]),
        (false, [("RAYON_NUM_THREADS", "2"), ("TZ", "America/Los_Angeles"), ("LC_ALL", "tr_TR.UTF-8")]),
    ] {
        let again = built(files, backwards, &environment);
        let names = |reports: &BTreeMap<String, Vec<u8>>| reports.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&again), names(&first));
        for (path, bytes) in &again {
            assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&first[path]), "{path}");
        }
    }
}

#[test]
fn the_smallest_project_gives_the_same_bytes_everywhere() {
    stays_the_same(&Project::smallest().files(""));
}

#[test]
fn our_own_briefs_give_the_same_bytes_everywhere() {
    let files = Project::ours(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).files("");
    stays_the_same(&files);
}
