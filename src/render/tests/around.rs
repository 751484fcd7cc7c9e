//! The templates of the pages around the briefs: documented, and open to be replaced.

use std::collections::BTreeMap;

use crate::diagnostic::Problems;
use crate::pipeline::{Run, run};
use crate::render::tests::{DATA, REGISTRY, codes, page};
use crate::template::{Templates, built_in, is_markup};
use crate::world::Memory;

fn with(name: &str, template: &str) -> Run {
    run(&Memory::with([("claims.yaml", REGISTRY), ("data/encounters.csv", DATA), (name, template)]))
}

#[test]
fn the_page_on_templates_names_every_template_and_what_it_is_given() {
    let docs = include_str!("../../../docs/templates.md");
    let (_, section) = docs.split_once("### The pages around the briefs").unwrap();
    let templates = Templates::read(&BTreeMap::new(), &mut Problems::default());
    let others = ["knowns/page.html", "knowns/feed.xml"];
    let shells = built_in().map(|(name, _)| name).filter(|name| is_markup(name) && !others.contains(name));
    for name in shells {
        let file = name.strip_prefix("knowns/").unwrap();
        assert!(section.contains(&format!("`{file}`")), "{file}");
        for (path, _) in &templates.get(name).unwrap().read.paths {
            let given = match path.as_slice() {
                [group, _] if group == "words" || group == "fields" => format!("{group}.NAME"),
                [first, ..] => first.clone(),
                [] => continue,
            };
            let is_set_before = file == "list.html" && given == "list";
            assert!(is_set_before || section.contains(&format!("`{given}`")), "{file} prints `{given}`");
        }
    }
}

#[test]
fn a_project_replaces_the_entry_of_a_claim_and_nothing_else() {
    let run = with("templates/knowns/claim.html", "<p id=\"{{ id }}\">{{ sentence }} {{ standing }}</p>\n");
    let claims = page(&run, "reports/registry/claims.html");
    let entry = "<p id=\"november\">Encounters in November were just over 30,000. <span class=\"standing standing-established\">";
    assert!(claims.contains(entry) && claims.contains("<nav class=\"way\""), "{claims}");
}

#[test]
fn a_template_that_cannot_be_read_is_one_problem() {
    let run = with("templates/knowns/claim.html", "{% if standing %}never closed");
    assert_eq!(codes(&run).len(), 1, "{:?}", codes(&run));
    let run = with("templates/knowns/measure.html", "<p>{{ lable }}</p>");
    assert_eq!(codes(&run).len(), 1, "{:?}", codes(&run));
}
