//! Pages whose address is known: the sitemap, whole addresses, and fragments for other sites.

use std::collections::BTreeSet;

use crate::project::Project;
use crate::serve::Server;

const ADDRESS: &str = "https://desk.example/briefs/";

/// Returns a brief in German whose pages stand at an address, or nowhere.
fn project(url: Option<&str>) -> Project {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/auf-deutsch");
    let project = Project::copy(&folder);
    let registry = project.read("claims.yaml");
    let stated = url.map_or_else(String::new, |url| format!("\n  url: \"{url}\""));
    project.write("claims.yaml", registry.replace("\n  language: de", &format!("{stated}\n  language: de")));
    project
}

fn built(url: Option<&str>) -> std::collections::BTreeMap<String, String> {
    let project = project(url);
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
    let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8_lossy(&bytes).into_owned());
    project.files("reports").into_iter().map(text).collect()
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect()
}

#[test]
fn the_sitemap_lists_each_page_by_its_whole_address_and_the_day_of_the_briefs() {
    let pages = built(Some(ADDRESS));
    let sitemap = &pages["sitemap.xml"];
    let listed: BTreeSet<&str> = between(sitemap, "<loc>", "</loc>").into_iter().collect();
    let wanted: BTreeSet<String> = pages
        .keys()
        .filter(|path| path.rsplit_once('.').is_some_and(|(_, form)| form == "html") && !path.starts_with("embed/"))
        .map(|path| format!("{ADDRESS}{path}"))
        .collect();
    assert_eq!(listed, wanted.iter().map(String::as_str).collect());
    assert!(between(sitemap, "<lastmod>", "</lastmod>").iter().all(|day| *day == "2025-12-15"), "{sitemap}");
    assert!(sitemap.contains("xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""));
    for path in pages.keys().filter(|path| wanted.contains(&format!("{ADDRESS}{path}"))) {
        let page = &pages[path];
        let canonical = between(page, "<link rel=\"canonical\" href=\"", "\"");
        let card = between(page, "<meta property=\"og:url\" content=\"", "\"");
        assert_eq!((canonical.clone(), canonical), (card, vec![&*format!("{ADDRESS}{path}")]), "{path}");
    }
}

#[test]
fn a_fragment_has_speaker_standing_and_a_way_to_the_brief_and_no_script() {
    let pages = built(Some(ADDRESS));
    let fragments: Vec<(&String, &String)> = pages.iter().filter(|(path, _)| path.starts_with("embed/")).collect();
    assert_eq!(fragments.len(), 5, "one of the brief, one of each of its four claims");
    let whole = format!("<a href=\"{ADDRESS}fahrradunfaelle-2024.html\" target=\"_blank\" rel=\"noopener\">");
    for (path, page) in fragments {
        assert!(page.contains(&whole) && !page.contains("<script") && !page.contains(" src="), "{path}: {page}");
        assert!(page.contains("<dt>Einstufung</dt><dd><strong>"), "{path}: {page}");
        let is_claim = path.matches('.').count() == 2;
        assert_eq!(page.contains("<dt>Gesagt von</dt>"), is_claim, "{path}: {page}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
    let refuted = &pages["embed/fahrradunfaelle-2024.jedes_jahr_mehr.html"];
    let said = between(refuted, "<p class=\"said\">", "</p>");
    assert!(said[0].starts_with("Von 2023 auf 2024 sank"), "what is true comes first: {said:?}");
    let method = pages["method.html"].replace("&lt;", "<").replace("&quot;", "\"").replace("&#x2f;", "/");
    let line = format!("<iframe src=\"{ADDRESS}embed/fahrradunfaelle-2024.html\" title=\"Gibt es Jahr für Jahr");
    assert!(method.contains(&line), "{method}");
}

#[test]
fn nothing_that_needs_an_address_is_made_without_one() {
    let pages = built(None);
    assert!(pages.keys().all(|path| !path.starts_with("embed/") && path != "sitemap.xml"), "{:?}", pages.keys());
    for page in pages.values() {
        assert!(!page.contains("rel=\"canonical\"") && !page.contains("og:url") && !page.contains("<iframe"));
    }
}

#[test]
fn an_address_is_that_of_a_folder_on_the_web_and_nothing_else() {
    for good in
        ["https://desk.example", "http://desk.example/a/b/", "https://desk.example:8443/x", "https://127.0.0.1/x"]
    {
        assert_eq!(project(Some(good)).run("check").code, 0, "{good}");
    }
    for bad in [
        "desk.example/briefs",
        "/briefs/",
        "ftp://desk.example/",
        "https://",
        "https://desk/",
        "https://me@desk.example/",
        "https://me:secret@desk.example/",
        "https://desk.example:0/",
        "https://desk.example:99999/",
        "https://desk.example/?q=1",
        "https://desk.example/#top",
        "https://desk.example/a/../b",
        "https://desk.example//a",
        "https://desk.example/index.html",
        "https://-desk.example/",
        "https://desk..example/",
    ] {
        let said = project(Some(bad)).run("check");
        assert!(
            said.code == 1 && said.stdout.contains("is no address at which pages can stand"),
            "{bad}: {}",
            said.whole()
        );
    }
}

#[test]
fn a_fragment_may_be_shown_in_a_frame_and_a_page_may_not() {
    let server = Server::of(&project(Some(ADDRESS)));
    let head = |path: &str| server.raw(&format!("HEAD /{path} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"));
    assert!(head("embed/fahrradunfaelle-2024.html").contains("frame-ancestors *"));
    assert!(head("fahrradunfaelle-2024.html").contains("frame-ancestors 'none'"));
    let (_, fragment) = server.get("/embed/fahrradunfaelle-2024.html");
    assert!(!fragment.contains("<script"), "{fragment}");
}
