//! The page of many briefs: its examples, joined, are a project that builds; and what it promises of rows and of parts.

use crate::project::{Project, Said};

const PAGE: &str = include_str!("../../docs/many-briefs.md");

/// Returns what stands in the blocks of a language, one after another.
fn blocks(language: &str) -> Vec<&'static str> {
    let opening = format!("```{language}\n");
    PAGE.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// Returns the project of the page. Its sections are begun where they are explained: those of one name are joined.
fn project() -> Project {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut open = 0;
    for line in blocks("yaml").iter().flat_map(|block| block.split_inclusive('\n')) {
        let section = line.split(':').next().filter(|_| !line.starts_with([' ', '\n'])).unwrap_or_default();
        if section.is_empty() {
            sections[open].1.push_str(line);
        } else {
            open = sections.iter().position(|(name, _)| *name == section).unwrap_or_else(|| {
                sections.push((section, line.to_owned()));
                sections.len() - 1
            });
        }
    }
    let registry: String = sections.into_iter().map(|(_, lines)| lines).collect();
    Project::of([
        ("claims.yaml", registry.as_str()),
        ("data/districts.csv", blocks("csv")[0]),
        ("templates/district.md", blocks("jinja")[0]),
    ])
}

fn built(project: &Project) -> Said {
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
    said
}

#[test]
fn the_examples_of_the_page_build_a_brief_for_each_district() {
    let project = project();
    built(&project);
    let ashvale = project.read("reports/low-income-d001.md");
    assert!(ashvale.contains("In 2024, 1,458 children in Ashvale lived in low-income households."), "{ashvale}");
    assert!(
        ashvale.contains("Ashvale is lowest of 2") || ashvale.contains("Ashvale is second-highest of 2"),
        "{ashvale}"
    );
    let isles = project.read("reports/low-income-d003.md");
    assert!(isles.contains("No number of children in low-income households is published for Far Isles."), "{isles}");
    assert!(!isles.contains("Ashvale") && !isles.contains("1,458"), "{isles}");
}

#[test]
fn a_registry_written_by_hand_gives_the_same_pages() {
    let project = project();
    built(&project);
    let of_rows = project.read("reports/low-income-d001.md");
    let written = project.read("claims.yaml");
    // What is made for the first row, as somebody would write it.
    let by_hand = written
        .replace("for_each: { of: newest, id: code, where: { kind: district } }\n", "template: district.md\n")
        .replace("    template: district.md\n    limitations", "    limitations")
        .replace("  low-income:\n", "  low-income-d001:\n")
        .replace("claims: [count, not_published]", "claims: [count__d001]")
        .replace("unknowns: [why, how_many]", "unknowns: [why__d001]");
    let drop = |text: &str, from: &str, to: &str| {
        let (start, rest) = text.split_once(from).unwrap();
        format!("{start}{}", rest.split_once(to).map_or("", |(_, rest)| rest))
    };
    let by_hand = drop(&by_hand, "  not_published:\n", "when: { low_income: \"\" }\n");
    let by_hand: String = by_hand.split_inclusive('\n').filter(|line| !line.starts_with("  how_many")).collect();
    let mut by_hand = by_hand
        .replace(", when: { low_income: { gt: 0 } }", "")
        .replace("    when: { low_income: { gt: 0 } }\n", "")
        .replace("{{ row.name }}", "Ashvale")
        .replace("{{ row.code }}", "D001")
        .replace("{{ row.low_income }}", "1458");
    for figure in ["low_income", "before", "change", "rank"] {
        by_hand = by_hand.replace(&format!("\n  {figure}: {{ label: \""), &format!("\n  {figure}__d001: {{ label: \""));
    }
    by_hand = by_hand
        .replace("\n  count:\n", "\n  count__d001:\n")
        .replace("\n  why: ", "\n  why__d001: ")
        .replace("{ figure: low_income,", "{ figure: low_income__d001,")
        .replace("change: { from: before, to: low_income }", "change: { from: before__d001, to: low_income__d001 }");
    project.write("claims.yaml", by_hand);
    project.write(
        "templates/district.md",
        blocks("jinja")[0]
            .replace("claims.count", "claims.count__d001")
            .replace("figures.rank", "figures.rank__d001")
            .replace("figures.change", "figures.change__d001")
            .replace("{{ row.name }}", "Ashvale"),
    );
    built(&project);
    assert_eq!(project.read("reports/low-income-d001.md"), of_rows);
}

#[test]
fn a_waiver_of_an_entry_covers_all_of_its_rows() {
    let project = project();
    let written = project.read("claims.yaml");
    let vague = written
        .replace("quantity: \"{{ row.low_income }}\"", "quantity: more than 1")
        .replace("{{ value }} children", "more than 1 children");
    project.write("claims.yaml", &vague);
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 1);
    assert!(said.whole().contains("the same is said of 1 other row: `d002`"), "{}", said.whole());
    let waiver = "waivers:\n  - { rule: true-but-uninformative, place: count, reason: It is said so., owner: the desk, expiry: 2026-06-30 }\n";
    project.write("claims.yaml", format!("{vague}{waiver}"));
    built(&project);
    project.write("claims.yaml", format!("{vague}{}", waiver.replace("place: count", "place: count__d002")));
    let said = project.run("build --deny-warnings");
    assert!(said.whole().contains("count__d001") && !said.whole().contains("other row"), "{}", said.whole());
}

#[test]
fn a_row_that_is_gone_is_a_brief_that_is_gone() {
    let project = project();
    built(&project);
    let table = project.read("data/districts.csv");
    let without: String = table.split_inclusive('\n').filter(|line| !line.contains("D002")).collect();
    project.write("data/districts.csv", without);
    built(&project);
    let reports = project.files("reports");
    assert!(reports.contains_key("low-income-d001.md") && !reports.contains_key("low-income-d002.md"));
}

/// Builds the parts of a project in this order, and puts them together.
fn merged(project: &Project, order: &[usize]) {
    for nth in order {
        let said = project.run(&format!("build --shard {nth}/{}", order.len()));
        assert_eq!(said.code, 0, "{}", said.whole());
        assert!(project.files("reports").is_empty(), "a part writes beside");
    }
    let said = project.run("build --merge --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
}

#[test]
fn parts_put_together_are_what_one_machine_writes() {
    let whole = project();
    built(&whole);
    for order in [&[1][..], &[2, 1], &[3, 1, 2], &[7, 2, 5, 1, 6, 4, 3]] {
        let parts = project();
        merged(&parts, order);
        let (found, wanted) = (parts.files("reports"), whole.files("reports"));
        assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
        for (path, bytes) in &wanted {
            assert!(found[path] == *bytes, "{path} of {order:?}");
        }
        let said = parts.run("verify");
        assert_eq!(said.code, 0, "{}", said.whole());
        // What was kept of the parts is of use to the next build.
        assert!(parts.run("build --verbose").whole().contains("3 briefs: left as printed before"), "{order:?}");
    }
}

#[test]
fn a_brief_may_be_called_as_the_list_of_a_part_is() {
    let (whole, parts) = (Project::smallest(), Project::smallest());
    for project in [&whole, &parts] {
        project.replace("claims.yaml", "  border-november:\n", "  shard:\n");
    }
    built(&whole);
    merged(&parts, &[1, 2]);
    assert!(parts.files("reports") == whole.files("reports"));
}

#[test]
fn parts_of_another_whole_are_refused() {
    let project = project();
    let refused = |wanted: &str| {
        let said = project.run("build --merge");
        assert_eq!(said.code, 2, "{}", said.whole());
        assert!(said.stderr.contains(wanted), "{wanted}: {}", said.whole());
        assert!(project.files("reports").is_empty());
    };
    refused("there is no part of this project below `shards/`");
    assert_eq!(project.run("build --shard 1/3").code, 0);
    refused("missing: part 2/3, 3/3");
    assert_eq!(project.run("build --shard 2/3").code, 0);
    assert_eq!(project.run("build --shard 3/3").code, 0);
    for (path, bytes) in project.files("shards/3-of-3") {
        project.write(&format!("shards/from-ci/3-of-3/{path}"), bytes);
    }
    refused("part 3/3 is there twice: `shards/3-of-3` and `shards/from-ci/3-of-3`");
    project.remove_folder("shards/3-of-3");
    let manifest = project.read("shards/from-ci/3-of-3/shard.json");
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    project.write("shards/from-ci/3-of-3/shard.json", manifest.replace(&version, "\"0.0.1\""));
    refused("`shards/from-ci/3-of-3` was made by version 0.0.1 of the tool");
    project.write("shards/from-ci/3-of-3/shard.json", &manifest);
    let page = project.read("shards/1-of-3/reports/low-income-d001.md");
    project.write("shards/1-of-3/reports/low-income-d001.md", page.replace("1,458", "1,459"));
    refused("`shards/1-of-3/reports/low-income-d001.md` is missing, or not as it was made");
    project.write("shards/1-of-3/reports/low-income-d001.md", &page);
    let table = project.read("data/districts.csv");
    project.write("data/districts.csv", table.replace("D001,Ashvale,district,12150", "D001,Ashvale,district,12151"));
    refused("part 1/3 was made of another `data/districts.csv` than the one that is here");
    project.write("data/districts.csv", &table);
    assert_eq!(project.run("build --shard 1/2").code, 0);
    refused("is one of 2 parts, and `shards/1-of-3` one of 3");
    project.remove_folder("shards/1-of-2");
    assert_eq!(project.run("build --merge").code, 0);
}

#[test]
fn an_error_in_one_part_keeps_the_whole_from_being_put_together() {
    let project = project();
    // Of the third district there is no such claim, and its template would leave a hole.
    let unguarded = project
        .read("templates/district.md")
        .replace("{% if claims.count is defined %}\n", "")
        .replace("{% endif %}\n", "");
    project.write("templates/district.md", unguarded);
    let codes: Vec<i32> = (1..=3).map(|nth| project.run(&format!("build --shard {nth}/3")).code).collect();
    assert_eq!(codes, [0, 0, 1]);
    let said = project.run("build --merge");
    assert!(said.code == 2 && said.stderr.contains("missing: part 3/3"), "{}", said.whole());
}

/// A brief for each of two districts, in English and Spanish.
const IN_TWO_LANGUAGES: &str = r#"registry: 1
publication: { title: { en: County desk, es: Mesa del condado }, publisher: The County Desk, languages: [en, es], as_of: 2025-06-01, contact: desk@example.org, method: { en: Numbers are read in the published record., es: Los números se leen en el registro publicado. } }
parties: { office: { name: { en: County Office, es: Oficina del condado } } }
measures: { children: { label: { en: children, es: niños }, counts: persons, kept_by: office, record: districts, definition: { en: Residents under 16., es: Residentes menores de 16 años. } } }
datasets:
  districts: { title: { en: Children, es: Niños }, file: data/districts.csv, publisher: office, vintage: 2025-04-10, measure: children, primaryKey: id, fields: { id: string, name: string, county: string, children: number } }
figures:
  count: { label: { en: children, es: niños }, of: districts, where: { id: "{{ row.id }}" }, value: children }
claims:
  counted: { statement: { en: "{{ value }} children live in {{ row.name }}.", es: "En {{ row.name }} viven {{ value }} niños." }, role: finding, test: { figure: count, reading: { en: "All children of {{ row.name }}.", es: "Todos los niños de {{ row.name }}." } } }
unknowns:
  why: { question: { en: Why so many?, es: ¿Por qué tantos? }, because: { en: The record does not ask., es: El registro no lo pregunta. }, would_resolve: { en: A survey., es: Una encuesta. } }
briefs:
  children: { for_each: { of: districts, id: id }, question: { en: "How many children live in {{ row.name }}?", es: "¿Cuántos niños viven en {{ row.name }}?" }, claims: [counted], unknowns: [why], languages: [en, es], limitations: { en: One record., es: Un solo registro. } }
"#;

#[test]
fn rows_in_two_languages_with_an_edition_are_put_together_alike() {
    let districts = "id,name,county,children\na,Ashvale,Northshire,8.25\nb,Oldtown,Southshire,5.125\n";
    let project = || Project::of([("claims.yaml", IN_TWO_LANGUAGES), ("data/districts.csv", districts)]);
    let (whole, parts) = (project(), project());
    for project in [&whole, &parts] {
        let said = project.run("accept --by Ann --yes");
        assert_eq!(said.code, 0, "{}", said.whole());
        assert!(project.read("reports/children-a.es.md").contains("En Ashvale viven 8,250 niños."));
    }
    for folder in ["reports", ".knowns"] {
        parts.remove_folder(folder);
    }
    merged(&parts, &[2, 1]);
    assert!(parts.files("reports") == whole.files("reports"));
    // What is not as accepted waits in the drafts, of parts as of the whole.
    for project in [&whole, &parts] {
        project.replace("data/districts.csv", "8.25", "8.35");
    }
    whole.run("build");
    parts.remove_folder(".knowns");
    for part in [1, 2] {
        parts.run(&format!("build --shard {part}/2"));
    }
    parts.run("build --merge");
    assert!(parts.read("drafts/children-a.es.md").contains("8,350"));
    for folder in ["reports", "drafts"] {
        assert!(parts.files(folder) == whole.files(folder), "{folder}");
    }
}
