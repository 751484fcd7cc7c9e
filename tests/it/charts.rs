//! Charts: what is drawn, what is not, and how a template prints one.

use std::path::Path;

use crate::project::Project;

/// The project of `tests/briefs/charts`.
fn project() -> Project {
    Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/charts"))
}

/// The project with a template of its own for the brief.
fn with_body(body: &str) -> Project {
    let project = project();
    let page = format!("{{% extends \"knowns/brief.md\" %}}\n\n{{% block body %}}\n{body}\n{{% endblock %}}\n");
    project.write("templates/how-full-were-the-huts.md", page);
    project
}

#[test]
fn a_small_count_is_not_drawn() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let svg = project.read("reports/how-full-were-the-huts-valleys.svg");
    assert_eq!(svg.matches("<path d=\"M").count(), 3, "three bars of five: {svg}");
    assert_eq!(svg.matches(">fewer than 5<").count(), 2, "{svg}");
    assert!(!svg.contains(">3<") && !svg.contains(">2<"), "{svg}");
}

#[test]
fn another_small_count_changes_no_byte_of_the_picture() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let drawings =
        ["svg", "png", "narrow.png"].map(|ending| format!("reports/how-full-were-the-huts-valleys.{ending}"));
    let before = drawings.each_ref().map(|path| project.bytes(path));
    assert!(before.iter().all(|bytes| bytes.len() > 1000));
    let data = project
        .read("data/rescues.csv")
        .replace("South valley,3", "South valley,4")
        .replace("East valley,2", "East valley,1");
    project.write("data/rescues.csv", data);
    assert_eq!(project.run("build").code, 0);
    assert!(drawings.each_ref().map(|path| project.bytes(path)) == before, "the picture tells small counts apart");
}

#[test]
fn a_picture_runs_nothing_fetches_nothing_and_says_what_it_shows() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    for (path, bytes) in project.files("reports") {
        let Some(chart) = path.strip_suffix(".svg") else { continue };
        let svg = String::from_utf8(bytes).unwrap();
        for forbidden in ["<script", "href", "url(", "@import", "<image", "onload"] {
            assert!(!svg.contains(forbidden), "{chart}: {forbidden}");
        }
        for wanted in ["role=\"img\"", "aria-labelledby=\"chart-", "<title id=", "<desc id="] {
            assert!(svg.contains(wanted), "{chart}: {wanted}");
        }
    }
}

#[test]
fn a_row_beneath_a_chart_is_traced_to_its_cells() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let page = project.read("reports/how-full-were-the-huts.md");
    let line = page.lines().position(|line| line == "| August 2025 | 34,720 |").unwrap() + 1;
    let said = project.run(&format!("trace reports/how-full-were-the-huts.md:{line}")).whole();
    assert!(said.contains("chart by_month\n") && said.contains("cell 34720\n"), "{said}");
}

#[test]
fn a_chart_that_the_template_prints_does_not_stand_below_again() {
    let project = with_body(
        "## Huts\n\n{{ charts.by_month }}\n\nAs {{ charts.valleys.caption }}.\n\n{{ brief.unprinted_tables }}",
    );
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    let (page, html) =
        (project.read("reports/how-full-were-the-huts.md"), project.read("reports/how-full-were-the-huts.html"));
    assert_eq!(page.matches("](how-full-were-the-huts-by_month.svg)").count(), 1);
    assert_eq!(page.matches("](how-full-were-the-huts-valleys.svg)").count(), 1);
    assert_eq!(html.matches("<figure class=\"chart\">").count(), 8);
}

#[test]
fn a_chart_that_is_printed_twice_stands_in_the_page_once_and_is_a_link_the_second_time() {
    let project = with_body("{{ charts.by_month }}\n\n{{ charts.by_month }}");
    assert_eq!(project.run("build").code, 0);
    let html = project.read("reports/how-full-were-the-huts.html");
    assert_eq!(html.matches("id=\"chart-by_month-title\"").count(), 1);
    assert!(html.contains("<a href=\"how-full-were-the-huts-by_month.svg\">"));
}

#[test]
fn a_chart_is_no_table_to_a_template() {
    let said = with_body("{{ tables.by_month }}").run("check").whole();
    assert!(said.contains("no entry of `tables` is called `by_month`"), "{said}");
}

/// Returns the cells of a table of a page in Markdown below its caption, without footnotes.
fn printed(page: &str, caption: &str) -> Vec<Vec<String>> {
    let below = page.split_once(&format!("Table: {caption}")).unwrap_or_else(|| panic!("no table “{caption}”")).1;
    let rows = below.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.skip(2).map(cells).collect()
}

#[test]
fn the_data_beside_a_chart_are_what_the_page_shows() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let (page, html) =
        (project.read("reports/how-full-were-the-huts.md"), project.read("reports/how-full-were-the-huts.html"));
    for (id, caption, exact) in [
        ("by_month", "Nights in huts peaked", 2),
        ("both_kinds", "In October both kinds", 3),
        ("valleys", "Two valleys", 2),
        ("autumn", "One autumn month", 1),
        ("said", "What the letter says", 1),
    ] {
        let file = format!("how-full-were-the-huts-{id}.csv");
        for (name, text) in [("Markdown", page.as_str()), ("HTML", html.as_str())] {
            assert!(text.contains(&file), "{name} has no link to {file}");
        }
        let (head, json) = html.split_once("\"distribution\"").map_or(("", ""), |(head, rest)| (head, rest));
        assert!(!head.is_empty() && json.contains(&file), "no `distribution` has {file}");
        let data = project.read(&format!("reports/{file}"));
        let rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .from_reader(data.as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let shown = printed(&page, caption);
        assert_eq!(rows.len(), shown.len(), "{file}");
        for (row, shown) in rows.iter().zip(shown) {
            for (at, cell) in shown.iter().enumerate() {
                // A number has no separators in data; what is said of it in words stands as printed in a column beside it.
                let digits: String = cell.chars().filter(|c| *c != ',').collect();
                let is_same = row[at] == digits || cell == "–" && row[at].is_empty() || row.contains(cell);
                assert!(
                    is_same || (at == 0 && exact > 0 && row[0].starts_with("2025")),
                    "{file}: “{cell}” and {row:?}"
                );
            }
        }
    }
}

/// Returns how wide and how high a picture in PNG is.
fn size_of(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn each_chart_is_a_picture_at_two_widths_and_each_brief_with_an_address_has_a_card() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let card = "reports/how-full-were-the-huts.card.png";
    let widths = |name: &str| size_of(&project.bytes(&format!("reports/how-full-were-the-huts-{name}.png"))).0;
    assert_eq!(["by_month", "by_month.narrow", "said", "said.narrow"].map(widths), [1264, 772, 1264, 772]);
    assert!(project.bytes(card).is_empty());
    assert!(!project.read("reports/how-full-were-the-huts.html").contains("og:image"));
    let url = "publication: { url: \"https://desk.example/briefs/\", title";
    project.replace("claims.yaml", "publication: { title", url);
    assert_eq!(project.run("build").code, 0);
    let html = project.read("reports/how-full-were-the-huts.html");
    assert_eq!(size_of(&project.bytes(card)), (1200, 630));
    for meta in [
        "og:image\" content=\"https://desk.example/briefs/how-full-were-the-huts.card.png\"",
        "og:image:width\" content=\"1200\"",
        "og:image:height\" content=\"630\"",
        "og:image:alt\" content=\"How full were the huts?",
    ] {
        assert!(html.contains(meta), "{meta}");
    }
    assert!(project.read("reports/manifest.json").contains("how-full-were-the-huts.card.png"));
}

#[test]
fn letters_that_no_picture_has_are_named_and_the_page_still_has_its_chart() {
    let project = project();
    project.replace("claims.yaml", "Two valleys stand out", "Two valleys stand out \u{8c37}");
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(
        said.whole().contains("warning[T021]: chart `valleys` has no picture in PNG: its typeface lacks `\u{8c37}`")
    );
    assert!(project.read("reports/how-full-were-the-huts.html").contains("\u{8c37}"));
    assert!(project.bytes("reports/how-full-were-the-huts-valleys.png").is_empty());
    assert!(!project.bytes("reports/how-full-were-the-huts-autumn.png").is_empty());
}

#[test]
fn a_chart_without_a_caption_has_one_composed_of_its_numbers() {
    let project = project();
    for (caption, wanted) in [
        ("caption: Two valleys stand out, ", "People: highest 41 (North valley), lowest 17 (West valley)"),
        ("caption: Huts and tents fill in the same months, ", "Nights stayed, January 2025 to November 2025"),
        ("caption: One autumn month beside the next, ", "Nights stayed: highest 30,375 (nights in September 2025)"),
    ] {
        project.replace("claims.yaml", caption, "");
        assert_eq!(project.run("build").code, 0);
        let page = project.read("reports/how-full-were-the-huts.md");
        assert!(page.contains(&format!("Table: {wanted}")), "{wanted}: {page}");
    }
}
