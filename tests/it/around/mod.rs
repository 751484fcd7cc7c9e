//! The pages around the briefs: the list of briefs, the registry, the open questions, the method.

mod links;
mod told;
mod waiting;

use std::fmt::Write as _;

use crate::project::Project;

/// The pages around the briefs.
pub(crate) const PAGES: [&str; 7] = [
    "index.html",
    "method.html",
    "open-questions.html",
    "registry/claims.html",
    "registry/measures.html",
    "registry/parties.html",
    "registry/sources.html",
];

/// Returns a project whose reports are built.
fn built(project: Project) -> Project {
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    project
}

/// Returns the entry of an id on a page.
fn entry(page: &str, id: &str) -> String {
    let begins = format!("id=\"{id}\">");
    let (_, entry) = page.split_once(&begins).unwrap_or_else(|| panic!("`{id}` has no address in {page}"));
    entry.split_once("</article>").unwrap().0.to_owned()
}

#[test]
fn briefs_whose_pages_would_have_the_name_of_another_page_are_refused() {
    for id in ["method", "open-questions", "index"] {
        let project = Project::smallest();
        project.replace("claims.yaml", "  border-november:\n", &format!("  {id}:\n"));
        let said = project.run("build");
        assert_eq!(said.code, 1, "{}", said.whole());
        assert!(said.stdout.contains(&format!("error[O005]: two pages would be written to `reports/{id}.html`")));
        assert!(project.files("reports").is_empty());
    }
    let project = Project::smallest();
    project.replace("claims.yaml", "  border-november:\n", "  registry:\n");
    let project = built(project);
    assert!(project.files("reports").contains_key("registry.html"), "a folder is not a page");
}

#[test]
fn a_brief_that_is_gone_leaves_no_entry_behind() {
    let project = Project::smallest();
    project.replace("claims.yaml", "parties: { cbp", "parties: { desk: The Desk of Tides, cbp");
    let registry = project.read("claims.yaml");
    let second =
        "  how-many-tides:\n    question: How many tides were there?\n    claims: [tides]\n    unknowns: [victims]\n";
    let claim = "claims:\n  tides: { statement: There were tides., said: { by: desk }, looked: { where: the tide tables, date: 2025-12-01 } }\n";
    project.write("claims.yaml", registry.replace("claims:\n", claim).trim_end().to_owned() + "\n" + second);
    let project = built(project);
    assert!(project.read("reports/registry/parties.html").contains("The Desk of Tides"));
    project.write("claims.yaml", project.read("claims.yaml").replace(second, ""));
    let project = built(project);
    for page in PAGES {
        let page = project.read(&format!("reports/{page}"));
        assert!(!page.contains("Tides") && !page.contains("tides"), "no brief uses it: {page}");
    }
    assert_eq!(project.run("verify").code, 0);
}

#[test]
fn very_many_claims_stand_on_several_pages_and_keep_their_links() {
    let project = Project::smallest();
    let (mut claims, mut listed) = (String::from("claims:\n"), String::from("    claims: [november"));
    for at in 0..420 {
        writeln!(claims, "  c{at}: {{ statement: It rained., said: {{ by: A neighbour }} }}").unwrap();
        write!(listed, ", c{at}").unwrap();
    }
    project.replace("claims.yaml", "claims:\n", &claims);
    project.replace("claims.yaml", "    claims: [november", &listed);
    let project = built(project);
    let (first, second) =
        (project.read("reports/registry/claims.html"), project.read("reports/registry/claims-2.html"));
    assert!(first.contains("<a href=\"claims-2.html\">2</a>") && second.contains("<h1>Claims, part 2</h1>"));
    assert!(first.contains("id=\"c0\"") && second.contains("id=\"november\""));
    let measures = entry(&project.read("reports/registry/measures.html"), "encounters");
    assert!(measures.contains("href=\"claims-2.html#november\""), "{measures}");
    links::all_lead_somewhere(&project.path("reports"));
    // With fewer claims the second page is gone.
    project.write(
        "claims.yaml",
        project.read("claims.yaml").replace(&claims, "claims:\n").replace(&listed, "    claims: [november"),
    );
    let project = built(project);
    assert!(!project.files("reports").contains_key("registry/claims-2.html"));
    assert_eq!(project.run("verify").code, 0);
}
