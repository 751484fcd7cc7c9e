//! Names that not every system can give a file: refused wherever the project has one, and never given to a page.

use knowns::world::ProjectPath;

use crate::project::{Project, files_below, folders_in};

#[test]
fn every_file_that_the_tool_writes_can_be_copied_to_any_system() {
    let mut tried = 0;
    for folder in folders_in("tests/briefs") {
        for name in files_below(&folder.join("reports")).into_keys() {
            assert!(ProjectPath::parse(&format!("reports/{name}")).is_ok(), "{name}");
            assert_eq!(name, name.to_lowercase(), "only case could tell it from another");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

#[cfg(unix)]
#[test]
fn an_included_file_or_a_template_with_a_reserved_name_is_told_and_not_passed_over() {
    for name in ["aux.yaml", "a:b.yaml", "a\\b.yaml", "a?.yaml", "a .yaml."] {
        let project = Project::smallest();
        project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [\"more/*.yam*\"]\n");
        project.write("more/good.yaml", "parties: { port: The Port Authority }\n");
        project.write(&format!("more/{name}"), "parties: { harbour: The Harbour Office }\n");
        let said = project.run("check");
        assert_eq!(said.code, 1, "{}", said.whole());
        assert!(
            said.stdout.contains("error[R024]: `more/") || said.stdout.contains("error[R015]: `more/"),
            "{}",
            said.whole()
        );
    }
    let project = Project::smallest();
    project.write("templates/con.md", "{% extends \"knowns/brief.md\" %}\n");
    let said = project.run("check");
    assert!(
        said.stdout.contains("error[R024]: `templates/con.md` is a path that some systems do not allow"),
        "{}",
        said.whole()
    );
}

#[test]
fn no_command_makes_a_brief_of_which_no_page_can_be_written() {
    let project = Project::smallest();
    let before = project.read("claims.yaml");
    for command in [
        "new brief nul --question What? --claims november --unknowns victims",
        "new brief com9 --question What? --claims november --unknowns victims",
        "rename border-november prn --yes",
    ] {
        let said = project.run(command);
        assert_ne!(said.code, 0, "{}", said.whole());
        assert!(said.whole().contains("R024"), "{}", said.whole());
        assert_eq!(project.read("claims.yaml"), before, "{command}");
    }
    for command in [
        "new brief console --question What? --claims november --unknowns victims",
        "new brief com10 --question When? --claims november --unknowns victims",
        "rename border-november aux-november --yes",
    ] {
        let said = project.run(command);
        assert_eq!(said.code, 0, "{}", said.whole());
    }
}

#[test]
fn briefs_whose_names_differ_in_case_are_refused_before_one_takes_the_place_of_the_other() {
    let project = Project::smallest();
    let brief = "    question: Which?\n    claims: [november]\n    unknowns: [victims]\n";
    project.replace("claims.yaml", "briefs:\n", &format!("briefs:\n  Border-November:\n{brief}"));
    let said = project.run("build");
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("error[R014]: `Border-November` is not a valid id for a brief"), "{}", said.whole());
    assert!(project.files("reports").is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn data_files_that_differ_in_case_are_told_and_built_here() {
    let project = Project::smallest();
    let data = project.read("data/encounters.csv");
    project.write("data/Encounters.csv", data);
    project.replace(
        "claims.yaml",
        "datasets:\n",
        "datasets:\n  again: { file: data/Encounters.csv, measure: encounters, publisher: cbp, vintage: 2025-12-04 }\n",
    );
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(
        said.stdout.contains("warning[R025]: `data/encounters.csv` and `data/Encounters.csv` differ only in case"),
        "{}",
        said.whole()
    );
}
