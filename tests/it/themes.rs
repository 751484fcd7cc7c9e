//! Themes: the one of the documentation, on a page, and a style sheet in place of the built-in one.

use crate::project::Project;

/// Returns the theme that the documentation shows.
fn theme() -> String {
    let page = include_str!("../../docs/themes.md");
    let (_, theme) = page.split_once("```css\n").expect("the page shows a theme");
    theme.split_once("```").expect("it ends").0.to_owned()
}

fn style_of(page: &str) -> &str {
    page.split_once("<style>\n").and_then(|(_, rest)| rest.split_once("</style>")).expect("a page has a style").0
}

/// Returns a page without its style, and without the policy that lets it through.
fn without_style(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.contains("http-equiv=\"Content-Security-Policy\""));
    lines.collect::<Vec<_>>().join("\n").replace(style_of(page), "")
}

#[test]
fn the_theme_of_the_documentation_is_taken_in_last_by_every_page() {
    let project = Project::smallest();
    project.run("build");
    let plain = project.read("reports/border-november.html");
    project.write("templates/knowns/theme.css", theme());
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    for page in ["border-november", "index", "method", "registry/claims"] {
        let page = project.read(&format!("reports/{page}.html"));
        let own = style_of(&page).rfind("--paper:#faf7f0").expect("the theme stands in the page");
        let built_in = style_of(&page).find("--paper:#fffefb").expect("behind the built-in style");
        assert!(built_in < own, "{page}");
    }
    // What every page says is the same, and the manifest names what made it.
    let themed = project.read("reports/border-november.html");
    assert_eq!(without_style(&plain), without_style(&themed));
    assert!(project.read("reports/manifest.json").contains("\"templates/knowns/theme.css\""));
}

#[test]
fn a_style_sheet_takes_the_place_of_the_built_in_one_alone() {
    let project = Project::smallest();
    project.write("templates/knowns/style.css", "body { margin: 2rem; }\n");
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    let page = project.read("reports/border-november.html");
    assert!(
        style_of(&page).starts_with("body{margin:2rem}\n@page") && !style_of(&page).contains("--measure"),
        "{page}"
    );
    let manifest = project.read("reports/manifest.json");
    assert!(!manifest.contains("\"knowns/style.css\"") && manifest.contains("\"knowns/around.css\""), "{manifest}");
}

#[test]
fn a_built_in_theme_is_chosen_by_its_name_and_changes_no_word() {
    let project = Project::smallest();
    project.run("build");
    let plain = project.read("reports/border-november.html");
    for (theme, paper) in [("office", "--paper:#ffffff"), ("newsroom", "--paper:#fff9f1")] {
        let project = Project::smallest();
        project.replace("claims.yaml", "publication: {", &format!("publication: {{ theme: {theme},"));
        let said = project.run("build");
        assert_eq!(said.code, 0, "{}", said.whole());
        for page in ["border-november", "index", "registry/claims"] {
            let page = project.read(&format!("reports/{page}.html"));
            assert!(style_of(&page).contains(paper), "{theme}: {}", style_of(&page));
        }
        assert_eq!(without_style(&plain), without_style(&project.read("reports/border-november.html")));
        // What a project adds comes last.
        project.write("templates/knowns/theme.css", ":root { --paper: #123456; }\n");
        project.run("build");
        let page = project.read("reports/border-november.html");
        assert!(style_of(&page).find(paper) < style_of(&page).find("--paper:#123456"));
    }
}

#[test]
fn a_theme_that_does_not_exist_is_named_with_those_that_do() {
    let project = Project::smallest();
    project.replace("claims.yaml", "publication: {", "publication: { theme: ofice,");
    let said = project.run("check");
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("`ofice` is not a theme") && said.stdout.contains("`office`"), "{}", said.stdout);
}

#[test]
fn each_sheet_of_paper_names_the_publication_the_edition_and_the_page_whatever_they_are_called() {
    let project = Project::smallest();
    project.replace("claims.yaml", "title: Border desk,", "title: 'A \"b\" </style> \\ desk',");
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    let page = project.read("reports/border-november.html");
    let rule =
        "@page{size:A4;@top-left{content:\"A \\22 b\\22  \\3c /style> \\5c  desk\"}@top-right{content:\"Edition: ";
    assert!(style_of(&page).contains(rule), "{}", style_of(&page));
    let american = Project::smallest();
    american.replace("claims.yaml", "publication: {", "publication: { language: en-US,");
    american.run("build");
    assert!(style_of(&american.read("reports/border-november.html")).contains("@page{size:letter;"));
}
