//! Claims in a spreadsheet: a table under `include` says what the same claims say in YAML.

use crate::project::Project;

/// What the documentation shows.
const PAGE: &str = include_str!("../../docs/registry.md");

/// The same claims in YAML.
const YAML: &str = r#"claims:
  november:
    statement: Encounters in November were just over 30,000.
    said: { by: An opinion article, date: 2025-12 }
    quantity: just over 30,000
    test: { figure: total }
    reading: All recorded encounters nationwide in November 2025.
  found:
    statement: "Counts were published, {{ figures.total }} of them."
    kind: event
    evidence:
      - { source: gazette, stance: supports, basis: document, locator: second paragraph }
"#;

/// Returns a project without claims of its own, which reads those of a file.
fn project(path: &str, claims: &str) -> Project {
    let project = Project::smallest();
    let registry = project.read("claims.yaml");
    let (before, rest) = registry.split_once("claims:\n").unwrap();
    let (_, after) = rest.split_once("unknowns:\n").unwrap();
    let registry = format!(
        "{before}figures:\n  total: {{ of: monthly, where: {{ month: 2025-11 }}, sum: total }}\nsources:\n  gazette: {{ type: article-newspaper, description: a column in the Gazette, publisher: paper, seen: self }}\nunknowns:\n{after}"
    );
    project.write("claims.yaml", registry.replace("registry: 1\n", &format!("registry: 1\ninclude: [{path}]\n")));
    project.replace("claims.yaml", "claims: [november]", "claims: [november, found]");
    project.replace(
        "claims.yaml",
        "parties: { cbp: U.S. Customs and Border Protection }",
        "parties: { cbp: U.S. Customs and Border Protection, paper: { name: The Gazette, interests: { found: none } } }",
    );
    project.write(path.trim_start_matches('"').trim_end_matches('"'), claims);
    project
}

fn example() -> &'static str {
    PAGE.split("```csv\n").nth(1).unwrap().split("```").next().unwrap()
}

/// Returns the pages of a project, all but the manifest, which names its files.
fn pages(project: &Project) -> std::collections::BTreeMap<String, Vec<u8>> {
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
    let mut pages = project.files("reports");
    pages.remove("manifest.json");
    pages
}

#[test]
fn claims_in_a_table_give_the_pages_of_the_same_claims_in_yaml() {
    let yaml = pages(&project("claims/all.yaml", YAML));
    assert!(yaml.len() >= 4);
    let table = example();
    let semicolons =
        table.replace("\"Encounters in November were just over 30,000.\"", "E").replace("\"just over 30,000\"", "Q");
    let semicolons =
        semicolons.replace("\"Counts were published, {{ figures.total }} of them.\"", "C").replace(',', ";");
    let semicolons = semicolons
        .replace(";E;", ";Encounters in November were just over 30,000.;")
        .replace(";Q;", ";just over 30,000;");
    let semicolons = semicolons.replace(";C;", ";Counts were published, {{ figures.total }} of them.;");
    for written in [
        table.to_owned(),
        semicolons,
        format!("\u{feff}{}", table.replace('\n', "\r\n")),
        format!("{table},,,,,,,,,,,\n\n"),
    ] {
        assert!(pages(&project("claims.csv", &written)) == yaml, "{written}");
    }
}

#[test]
fn a_claim_in_a_table_is_renamed_there() {
    let project = project("claims.csv", example());
    for rename in
        ["rename found published --yes", "rename total november_total --yes", "rename gazette paper_column --yes"]
    {
        let said = project.run(rename);
        assert_eq!(said.code, 0, "{}", said.whole());
    }
    let renamed = example().replace("\nfound,", "\npublished,").replace(",total,", ",november_total,");
    let renamed = renamed.replace("figures.total", "figures.november_total").replace("gazette", "paper_column");
    assert_eq!(project.read("claims.csv"), renamed);
}

#[test]
fn no_table_of_claims_brings_the_tool_down() {
    let wide = "id".to_owned() + &",statement".repeat(5000) + "\na" + &",x".repeat(5000) + "\n";
    let far = "id,evidence.18446744073709551615.source,evidence.99999999999999999999.note\na,gazette,x\n";
    for hostile in [
        "",
        "\n\n",
        "id",
        "id\n",
        "\"",
        "id,\"\n",
        ",,,\n",
        ";;\n;;\n",
        "id;statement\na,b\n",
        "\0",
        "id,.,..\na,b,c\n",
        far,
        &wide,
    ] {
        let said = project("claims.csv", hostile).run("check");
        assert_eq!(said.code, 1, "{}", said.whole());
        assert!(said.stderr.is_empty(), "{}", said.stderr);
    }
}
