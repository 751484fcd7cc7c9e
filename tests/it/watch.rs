//! `watch`: a build, or a check, after every saved change.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::project::Project;
use crate::running::{Running, save};

#[test]
fn each_saved_change_is_built_and_told_in_one_line() {
    let project = Project::smallest();
    let watch = Running::start(&project, "watch");
    let mut said = watch.until("written");
    save(&project, "data/encounters.csv", "30375", "30381");
    said += &watch.until("written");
    assert!(project.read("reports/border-november.md").contains("30,381"));
    assert_data_eq!(
        said,
        str![[r#"
watching until you press Ctrl-C
12 reports written
6 reports written, 6 unchanged

"#]]
    );
}

#[test]
fn an_error_is_shown_with_its_line_and_nothing_is_written_until_it_is_mended() {
    let project = Project::smallest();
    let watch = Running::start(&project, "watch");
    watch.until("written");
    let before = project.files("reports");
    save(&project, "claims.yaml", "publisher: cbp, vintage", "publisher: cbpp, vintage");
    let said = watch.until("nothing was written");
    assert_data_eq!(
        said,
        str![[r#"
error[R101]: dataset `monthly` refers to the party `cbpp`, which is not registered
 --> claims.yaml:7:73
  |
7 | … file: data/encounters.csv, measure: encounters, publisher: cbpp, vintage: 2025-12-04 }   # fields infer…
  |                                                              ^^^^ no party has this id
  |
  = note: a reader could not follow this reference any further
  = help: did you mean `cbp`? Otherwise add `cbpp` under `parties`

1 error; nothing was written

"#]]
    );
    assert_eq!(project.files("reports"), before);
    save(&project, "claims.yaml", "cbpp", "cbp");
    watch.until("unchanged");
}

#[test]
fn a_registry_that_goes_and_comes_back_and_one_saved_by_renaming_are_followed() {
    let project = Project::smallest();
    let watch = Running::start(&project, "watch");
    watch.until("written");
    let whole = project.read("claims.yaml");
    project.remove("claims.yaml");
    watch.until("nothing was written");
    project.write("claims.yaml.new", whole.replace("Were November", "Were the November"));
    fs::rename(project.path("claims.yaml.new"), project.path("claims.yaml")).unwrap();
    watch.until(" written");
    assert!(project.read("reports/index.html").contains("Were the November"));

    // The folder of the data is put in place anew, as a download or another branch would.
    fs::rename(project.path("data"), project.path("old")).unwrap();
    watch.until("nothing was written");
    fs::rename(project.path("old"), project.path("data")).unwrap();
    watch.until("unchanged");
    save(&project, "data/encounters.csv", "30375", "30382");
    watch.until(" written");
    assert!(project.read("reports/border-november.md").contains("30,382"));
}

#[test]
fn check_writes_nothing() {
    let project = Project::smallest();
    let watch = Running::start(&project, "watch --check");
    assert_data_eq!(
        watch.until("no problems"),
        str![[r#"
watching until you press Ctrl-C
no problems

"#]]
    );
    save(&project, "claims.yaml", "publisher: cbp, vintage", "publisher: cbpp, vintage");
    watch.until("1 error");
    assert!(!project.path("reports").exists() && !project.path(".knowns").exists());
}

#[test]
fn what_waits_to_be_accepted_goes_to_drafts() {
    let project = Project::smallest();
    assert_eq!(project.run("accept --yes --by Ann").code, 0);
    let watch = Running::start(&project, "watch");
    watch.until("unchanged");
    save(&project, "claims.yaml", "Were November", "Were the November");
    let said = watch.until("written");
    assert_data_eq!(
        said,
        str![[r#"
13 drafts written; 1 brief not accepted

"#]]
    );
    save(&project, "claims.yaml", "Were the November", "Were November");
    watch.until("removed: everything is accepted");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let project = Project::smallest();
    let watch = Running::start(&project, "watch");
    watch.until("written");
    assert!(watch.interrupt());
    assert_eq!(project.run("build --locked").code, 1);
    assert_eq!(project.run("verify").code, 0);
}
