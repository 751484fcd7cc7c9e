//! A publication in several languages: pages lead to their siblings and back, a translation is accepted by itself or with its
//! original, and what is kept between two runs knows every language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::project::Project;

/// A brief in English and Spanish, and one in English alone.
fn two_languages() -> Project {
    let project = Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/two-languages"));
    project.remove_folder("reports");
    project
}

fn fine(project: &Project, command: &str) -> String {
    let said = project.run(command);
    assert_eq!(said.code, 0, "{command}: {}", said.whole());
    said.whole()
}

/// The languages that a page names, each with the page it leads to.
type Alternates = BTreeMap<String, String>;

/// Returns the alternates in the head of a page, each file named from the folder of the reports.
fn alternates(html: &str) -> Alternates {
    let links = html.split("<link rel=\"alternate\" hreflang=\"").skip(1);
    let link = |rest: &str| {
        let (tag, rest) = rest.split_once("\" href=\"https://rain.example/").unwrap();
        (tag.to_owned(), rest.split_once('"').unwrap().0.to_owned())
    };
    links.map(link).collect()
}

fn html(project: &Project) -> BTreeMap<String, String> {
    let pages = project.files("reports").into_iter();
    let pages = pages.filter(|(path, _)| is_page(path) && !path.starts_with("embed/"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// Returns whether a path leads to a page.
fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == "html")
}

#[test]
fn every_page_names_its_siblings_and_they_name_it() {
    let project = two_languages();
    fine(&project, "build --deny-warnings");
    let pages = html(&project);
    let named: BTreeMap<&str, Alternates> =
        pages.iter().map(|(path, html)| (path.as_str(), alternates(html))).collect();
    for (path, alternates) in &named {
        if path.starts_with("rain-october") {
            assert!(alternates.is_empty(), "{path} is in one language: {alternates:?}");
            continue;
        }
        let tags: Vec<&str> = alternates.keys().map(String::as_str).collect();
        assert_eq!(tags, ["en", "es", "x-default"], "{path}");
        assert_eq!(alternates["x-default"], alternates["en"], "{path}");
        let own = if path.contains(".es.") { "es" } else { "en" };
        assert_eq!(alternates[own], **path, "a page names itself");
        assert!(pages[*path].contains(&format!("<html lang=\"{own}\">")), "{path}");
        for other in alternates.values() {
            assert_eq!(&named[other.as_str()], alternates, "{other} names what {path} names");
        }
        let other = if own == "es" { "en" } else { "es" };
        let line = format!("lang=\"{other}\" hreflang=\"{other}\" rel=\"alternate\">");
        assert!(pages[*path].contains(&line), "{path} shows its reader the way");
    }
    let sitemap = project.read("reports/sitemap.xml");
    for (path, alternates) in &named {
        let entry = sitemap.lines().find(|line| line.contains(&format!("<loc>https://rain.example/{path}</loc>")));
        let entry = entry.unwrap_or_else(|| panic!("{path} is in the sitemap"));
        assert_eq!(entry.matches("xhtml:link").count(), alternates.len().saturating_sub(1), "{path}");
    }
}

#[test]
fn a_page_in_another_language_leads_to_pages_in_that_language() {
    let project = two_languages();
    fine(&project, "build");
    let pages = html(&project);
    for (path, html) in pages.iter().filter(|(path, _)| path.contains(".es.")) {
        let body = html.split("</head>").nth(1).unwrap();
        let of_others: Vec<&str> = body
            .split("<a ")
            .skip(1)
            .filter(|link| !link.contains("hreflang=\"en\""))
            .filter_map(|link| link.split_once("href=\"")?.1.split_once('"').map(|(href, _)| href))
            .filter(|href| is_page(href.split('#').next().unwrap()) && !href.contains(".es."))
            .collect();
        assert!(of_others.is_empty(), "{path} leads out of its language: {of_others:?}");
    }
    let (english, spanish) =
        (project.read("reports/rain-november.html"), project.read("reports/rain-november.es.html"));
    assert!(english.contains(
        "\"workTranslation\":[{\"@type\":\"Article\",\"@id\":\"https://rain.example/rain-november.es.html\""
    ));
    assert!(
        spanish.contains(
            "\"translationOfWork\":{\"@type\":\"Article\",\"@id\":\"https://rain.example/rain-november.html\""
        )
    );
    let data = project.read("reports/rain-november.es.json");
    assert!(data.contains("\"language\": \"es\"") && data.contains("\"brief\": \"rain-november\""), "{data}");
}

#[test]
fn a_sibling_adds_nothing_but_links_to_pages_of_the_main_language() {
    let (alone, beside) = (two_languages(), two_languages());
    alone.replace("claims.yaml", "    languages: [en, es]\n", "");
    alone.remove("templates/rain-november.es.md");
    for project in [&alone, &beside] {
        fine(project, "build");
    }
    let (alone, beside) = (alone.files("reports"), beside.files("reports"));
    assert!(alone.keys().all(|path| !path.contains(".es.")), "no page is made where no brief is in Spanish");
    for (path, bytes) in alone.iter().filter(|(path, _)| !["manifest.json", "sitemap.xml"].contains(&path.as_str())) {
        let (there, here) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&beside[path]));
        let lines: BTreeSet<&str> = there.lines().collect();
        let added: Vec<&str> = here.lines().filter(|line| !lines.contains(line)).collect();
        let is_link = |line: &&str| {
            let is_list =
                ["<nav class=\"way\"><ul>", "</ul></nav>", "[", "{", "}", "],"].iter().any(|part| line.trim() == *part);
            is_list
                || ["hreflang", ".es.", "ld+json", "\"translations\"", "\"language\": \"es\"", ".es\""]
                    .iter()
                    .any(|part| line.contains(part))
        };
        assert!(added.iter().all(is_link), "{path}: {added:?}");
        if path.starts_with("rain-october") {
            assert_eq!(bytes, &beside[path], "{path}");
        }
    }
}

#[test]
fn a_brief_is_accepted_in_all_its_languages_or_in_one() {
    let project = two_languages();
    fine(&project, "accept rain-november.es rain-october --yes");
    assert!(!project.path("reports/rain-november.html").exists(), "the original waits");
    assert!(!project.read("reports/rain-november.es.html").contains("hreflang=\"en\" href"), "no link leads nowhere");
    let said = fine(&project, "accept rain-november --yes");
    assert!(
        said.contains("accepted edition 1 of rain-november (first)") && !said.contains("rain-november.es ("),
        "{said}"
    );
    assert!(project.read("reports/rain-november.es.html").contains("hreflang=\"en\" href"), "now there is a page");
    fine(&project, "build --locked");
    fine(&project, "verify");
    let refused = project.run("accept rain-november --yes");
    assert_eq!(refused.code, 2, "nothing is left to accept: {}", refused.whole());
}

#[test]
fn only_the_main_language_names_an_original_and_what_is_unchanged_is_not_signed() {
    let project = two_languages();
    fine(&project, "accept --yes");
    let lock = project.read("claims.lock");
    for named in ["rain-november.en --kind editorial", "rain-november.de --kind editorial", "rain-november.de"] {
        let refused = project.run(&format!("accept {named} --yes"));
        assert_eq!(refused.code, 2, "{}", refused.whole());
    }
    assert_eq!(project.read("claims.lock"), lock);
}

#[test]
fn a_translation_that_is_gone_is_withdrawn_and_not_its_original() {
    let project = two_languages();
    fine(&project, "accept --yes");
    project.replace("claims.yaml", "    languages: [en, es]\n", "    languages: [en]\n");
    project.remove("templates/rain-november.es.md");
    let said = project.run_saying("accept rain-november.es --kind withdrawal --yes --note", "It is not kept up.");
    assert!(said.whole().contains("accepted edition 2 of rain-november.es (withdrawal)"), "{}", said.whole());
    assert!(!said.whole().contains("of rain-november ("), "{}", said.whole());
}

#[test]
fn a_translation_whose_original_concludes_something_else_is_named() {
    let project = two_languages();
    fine(&project, "accept --yes");
    project.replace("data/rain.csv", "1297.2", "1197.2");
    project.replace("claims.yaml", "2025-12-04", "2025-12-05");
    fine(&project, "accept rain-november.en rain-october --kind data-update --date 2025-12-16 --yes");
    let said = project.run("build").whole();
    assert!(said.contains("behind: rain-november.es (edition 2 of rain-november concludes something else)"), "{said}");
    assert!(project.read("reports/rain-november.es.html").contains("1297,2"), "the published page stays");
    let due = project.run("due");
    assert_eq!(due.code, 1, "{}", due.whole());
    assert!(due.whole().contains("`rain-november.es`: translate edition 2 of `rain-november`"), "{}", due.whole());
    fine(&project, "accept rain-november.es --kind data-update --date 2025-12-16 --yes");
    assert!(!project.run("build").whole().contains("behind"));
}

#[test]
fn what_is_kept_knows_every_language() {
    let project = two_languages();
    fine(&project, "build");
    let said = fine(&project, "build --prove");
    assert!(said.contains("0 reports written"), "{said}");
    project.replace("claims.yaml", "cayeron casi 1300", "llovieron casi 1300");
    let said = fine(&project, "build -v");
    assert!(said.contains("brief rain-november.es: printed, claim november changed"), "{said}");
    assert!(!said.contains("brief rain-november: printed"), "the English page is left as it was: {said}");
    let kept = project.files("reports");
    project.remove_folder(".knowns/cache");
    fine(&project, "build");
    assert!(project.files("reports") == kept, "with what was kept and without it the pages are the same");
    fine(&project, "build --prove");
}

#[test]
fn what_only_the_rules_read_need_not_be_translated_the_second_time_either() {
    let project = two_languages();
    let snow = "measures:\n  snow: { label: centimetres of snow, counts: amount, kept_by: station, definition: Snow on the roof. }\n";
    project.replace("claims.yaml", "measures:\n", snow);
    fine(&project, "build");
    project.replace("claims.yaml", "All rain recorded in October 2025.", "All rain of October 2025.");
    let said = fine(&project, "build -v");
    assert!(!said.contains("brief rain-november.es: printed"), "the Spanish page is known to be as it was: {said}");
    fine(&project, "build --prove");
}

#[test]
fn a_line_of_a_translation_is_traced_in_its_language() {
    let project = two_languages();
    fine(&project, "build");
    let page = project.read("reports/rain-november.es.md");
    let line = page.lines().position(|line| line.contains("1297,2")).unwrap() + 1;
    let said = fine(&project, &format!("trace reports/rain-november.es.md:{line}"));
    assert!(said.contains("value: 1297,2") && said.contains("cell 1297.2"), "{said}");
}

#[test]
fn a_problem_of_a_translation_is_shown_in_its_words() {
    let project = two_languages();
    project.replace("claims.yaml", "es: casi 1300 }", "es: más de 1300 }");
    let said = project.run("check").whole();
    assert!(
        said.contains("claim `november` says `más de 1300` in `es`, which is not `nearly 1,300` in `en`"),
        "{said}"
    );
    assert!(said.contains("es: más de 1300"), "the line is shown: {said}");
}

#[test]
fn codes_are_called_in_each_language_what_they_are_called_there() {
    let project = two_languages();
    project.write("data/places.csv", "month,place,rain\n2025-11,N,5\n2025-11,S,7\n");
    project.replace(
        "claims.yaml",
        "charts:\n",
        "  places: { file: data/places.csv, title: { en: Places, es: Lugares }, measure: rainfall, publisher: station, vintage: 2025-12-04, fields: { month: yearmonth, place: { type: string, title: { en: Place, es: Lugar }, labels: { N: { en: the north, es: el norte }, S: { en: the south, es: el sur } } }, rain: { type: number, title: { en: Rain, es: Lluvia } } } }\nfigures:\n  north: { label: { en: rain in the north, es: lluvia en el norte }, of: places, where: { place: the north }, value: rain }\ntables:\n  by_place: { caption: { en: Rain by place, es: Lluvia por lugar }, of: places, columns: [place, rain] }\ncharts:\n",
    );
    for (template, words) in [
        ("rain-november.md", "In the north {{ figures.north }} fell.\n\n"),
        ("rain-november.es.md", "En el norte cayeron {{ figures.north }}.\n\n"),
    ] {
        let path = format!("templates/{template}");
        let text = String::from_utf8(project.bytes(&path)).unwrap();
        let more = format!("\n{words}{{{{ tables.by_place }}}}\n{{% endblock %}}");
        project.write(&path, text.replace("{% endblock %}", &more));
    }
    fine(&project, "build");
    let page = |name: &str| String::from_utf8(project.bytes(&format!("reports/{name}"))).unwrap();
    for (name, own, other) in [
        ("rain-november.md", ["the north", "the south"], "el sur"),
        ("rain-november.es.md", ["el norte", "el sur"], "the south"),
    ] {
        let page = page(name);
        assert!(own.iter().all(|label| page.contains(&format!("| {label} |"))) && !page.contains(other), "{page}");
    }
}

#[test]
fn a_waiver_is_idle_where_it_takes_out_nothing_in_any_language() {
    for (from, to) in [
        ("cayeron casi 1300 milímetros de lluvia", "cayeron casi 1300 milímetros de lluvia en 12 pueblos"),
        ("millimetres of rain fell in November", "millimetres of rain fell in November, in 12 towns"),
    ] {
        let project = two_languages();
        project.replace("claims.yaml", from, to);
        let before = project.read("claims.yaml");
        project.write(
            "claims.yaml",
            format!("{before}waivers: [{{ rule: N001, place: claims.november, reason: The towns are in the log., owner: Ana Prado, expiry: 2026-06-01 }}]\n"),
        );
        assert_eq!(fine(&project, "check").matches("no problems").count(), 1);
        let registry = project.read("claims.yaml").replace(to, from);
        project.write("claims.yaml", registry);
        let said = fine(&project, "check");
        assert_eq!(said.matches("warning[S010]").count(), 1, "{said}");
    }
}
