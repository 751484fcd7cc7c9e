//! The command line: help, explanations, completions, and what happens without a project.

use snapbox::{Assert, Data, assert_data_eq, str};

use crate::project::Project;

#[test]
fn the_page_of_commands_is_their_help() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
    let page = Data::read_from(&page, Some(snapbox::data::DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(knowns::cli::reference()).raw(), page);
}

#[test]
fn a_mistyped_command_gets_a_suggestion() {
    assert_data_eq!(
        Project::of([]).run("biuld").whole(),
        str![[r#"
$ knowns biuld
exit code 2

--- stderr
error: unrecognized subcommand 'biuld'

  tip: a similar subcommand exists: 'build'

Usage: knowns [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]]
    );
}

#[test]
fn a_folder_without_a_registry_is_no_project() {
    assert_data_eq!(
        Project::of([]).run("check").whole(),
        str![[r#"
$ knowns check
exit code 2

--- stderr
error: there is no `claims.yaml` in `.`
help: go to the folder of a project, name it with `--project`, or start one with `knowns init`

"#]]
    );
    assert_data_eq!(
        Project::of([]).run("build --project nowhere").whole(),
        str![[r#"
$ knowns build --project nowhere
exit code 2

--- stderr
error: could not open the folder `nowhere`: No such file or directory (os error 2)
help: compare it with the names of your folders

"#]]
    );
}

#[test]
fn every_problem_is_explained_by_code_and_by_name() {
    let project = Project::of([]);
    let listed = project.run("explain").stdout;
    assert!(listed.lines().count() > 5, "{listed}");
    for line in listed.lines() {
        let (code, name) = line.split_once("  ").unwrap();
        let said = project.run(&format!("explain {name}"));
        assert!(said.stdout.starts_with(&format!("# {code}: {name}\n")), "{said:?}");
    }
    assert_data_eq!(
        project.run("explain not_yml").whole(),
        str![[r#"
$ knowns explain not_yml
exit code 2

--- stderr
error: `not_yml` is no code or name of a problem
help: did you mean `not-yaml`?

"#]]
    );
}

#[test]
fn each_shell_gets_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = Project::of([]).run(&format!("completions {shell}"));
        assert!(said.code == 0 && said.stdout.contains("verify"), "{shell}");
    }
}

#[test]
fn the_manual_page_names_every_command_and_each_has_one_of_its_own() {
    let project = Project::of([]);
    let said = project.run("man");
    assert!(said.stdout.starts_with(".ie \\n(.g .ds Aq \\(aq\n"), "{said:?}");
    assert!(said.stdout.contains(".TH knowns 1  \"knowns "), "{said:?}");
    assert_data_eq!(
        project.run("man --out share/man1").whole(),
        str![[r#"
$ knowns man --out share/man1
exit code 0

--- stdout
wrote share/man1/knowns.1
wrote share/man1/knowns-init.1
wrote share/man1/knowns-check.1
wrote share/man1/knowns-build.1
wrote share/man1/knowns-serve.1
wrote share/man1/knowns-watch.1
wrote share/man1/knowns-diff.1
wrote share/man1/knowns-update.1
wrote share/man1/knowns-releases.1
wrote share/man1/knowns-accept.1
wrote share/man1/knowns-approve.1
wrote share/man1/knowns-verify.1
wrote share/man1/knowns-pdf.1
wrote share/man1/knowns-pull.1
wrote share/man1/knowns-trace.1
wrote share/man1/knowns-due.1
wrote share/man1/knowns-new.1
wrote share/man1/knowns-new-claim.1
wrote share/man1/knowns-new-source.1
wrote share/man1/knowns-new-party.1
wrote share/man1/knowns-new-measure.1
wrote share/man1/knowns-new-unknown.1
wrote share/man1/knowns-new-brief.1
wrote share/man1/knowns-new-dataset.1
wrote share/man1/knowns-new-figure.1
wrote share/man1/knowns-rename.1
wrote share/man1/knowns-explain.1
wrote share/man1/knowns-schema.1
wrote share/man1/knowns-merge-driver.1
wrote share/man1/knowns-completions.1
wrote share/man1/knowns-man.1

"#]]
    );
    let pages = project.files("share/man1");
    for name in pages.keys().filter(|name| *name != "knowns.1") {
        let mut above = name.match_indices('-').rev().map(|(at, _)| format!("{}.1", &name[..at]));
        let above = String::from_utf8_lossy(above.find_map(|above| pages.get(&above)).unwrap());
        assert!(above.contains(&name.replace('-', "\\-").replace(".1", "(1)")), "{name}: {above}");
    }
    assert!(String::from_utf8_lossy(&pages["knowns-build.1"]).contains("drafts"));
    assert_eq!(project.run("man --out share/man1").code, 0);
    assert_eq!(project.files("share/man1"), pages);
}

#[test]
fn problems_as_json_have_a_version_and_no_colour() {
    let said = Project::of([("claims.yaml", "registry: [\n")]).run("check --format json");
    let value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((said.code, &value["version"], &value["errors"]), (1, &1.into(), &1.into()));
    assert_eq!(value["problems"][0]["code"], "R001");
}
