//! A project's own HTML templates: what they print is looked at, or the project answers for them, and every page carries a policy.

use crate::project::Project;

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";

/// A layout with a script in it, written by a stranger.
const COUNTED: &str = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<head>\n<title>{{ title }}</title>\n<style>\n{{ style }}\n</style>\n</head>\n\
    <body>\n<script src=\"https://letters.example/count.js\"></script>\n{{ body }}\n</body>\n</html>\n";

fn trusting(project: &Project) {
    let registry = project.read("claims.yaml");
    project.write(
        "claims.yaml",
        registry.replace("{ title: Border desk,", "{ title: Border desk, trusted_templates: true,"),
    );
}

#[test]
fn every_page_carries_a_policy_first_of_all() {
    let project = Project::smallest();
    project.run("build");
    for page in ["border-november", "index", "method", "open-questions", "registry/claims"] {
        let page = project.read(&format!("reports/{page}.html"));
        assert!(page.contains(&format!("<head>\n{POLICY}")), "{page}");
        assert_eq!(page.matches("Content-Security-Policy").count(), 1);
    }
}

#[test]
fn a_script_in_a_template_stops_the_build() {
    let project = Project::smallest();
    project.write("templates/knowns/page.html", COUNTED);
    for command in ["build", "check", "build --format github"] {
        let said = project.run(command);
        assert_eq!(said.code, 1, "{command}: {}", said.whole());
        assert!(said.whole().contains("T019"), "{command}: {}", said.whole());
    }
    assert_eq!(project.run("accept").code, 2);
    assert!(project.files("reports").is_empty());
    // A level that the registry gives cannot let it pass.
    let registry = project.read("claims.yaml");
    project
        .write("claims.yaml", registry.replace("{ title: Border desk,", "{ title: Border desk, rules: { T019: off },"));
    assert_eq!(project.run("build").code, 1);
}

#[test]
fn what_is_put_together_from_pieces_is_found_and_every_template_is_looked_at() {
    for (template, printed) in [
        ("page.html", "<{{ 'scr' }}ipt>x</{{ 'scr' }}ipt>"),
        ("page.html", "<p class={{ title }}>"),
        ("page.html", "<p {{ 'onclick' }}=x>"),
        ("page.html", "<a href='{{ 'javascript:x' }}'>x</a>"),
        ("page.html", "{% set a = '<img src=x>' %}{{ body }}<iframe>"),
        ("around.html", "<script>x</script>"),
        ("index.html", "<script>x</script>"),
        ("claim.html", "<li onclick=x>"),
        ("list.html", "<embed>"),
        ("filter.html", "<form></form>"),
        ("method.html", "<iframe></iframe>"),
    ] {
        let project = Project::smallest();
        let whole = template == "page.html" || template == "around.html";
        let around = if whole {
            ("<!doctype html><html><head><title>x</title></head><body>", "</body></html>")
        } else {
            ("", "")
        };
        let registry = project.read("claims.yaml");
        // What stands without quotation marks can be more than one attribute.
        project.write("claims.yaml", registry.replace("Were November", "x onclick=alert(document) November"));
        project.write(&format!("templates/knowns/{template}"), format!("{}{printed}{}", around.0, around.1));
        let said = project.run("build");
        assert_eq!(said.code, 1, "{template}, {printed}: {}", said.whole());
        assert!(said.stdout.contains("error[T019]"), "{template}, {printed}: {}", said.whole());
        assert!(
            said.stdout.contains(&format!("templates/knowns/{template}")),
            "{template}, {printed}: {}",
            said.whole()
        );
        assert!(project.files("reports").is_empty());
    }
}

#[test]
fn a_page_of_nothing_but_scripts_is_answered_in_a_few_lines() {
    let project = Project::smallest();
    let many = "<script>x</script><p onclick=x style=\"b: url(x)\"><img src=x>".repeat(14_000);
    project
        .write("templates/knowns/page.html", format!("<!doctype html><html><head></head><body>{many}</body></html>"));
    project.write("templates/knowns/theme.css", "b: url(x); ".repeat(90_000));
    let said = project.run("build");
    assert_eq!(said.code, 1);
    assert!(said.whole().len() < 400_000, "{} bytes are too many to read", said.whole().len());
}

#[test]
fn an_honest_template_is_built_and_guarded() {
    let project = Project::smallest();
    let honest = COUNTED.replace("<script src=\"https://letters.example/count.js\"></script>\n", "<p>By hand</p>\n");
    project.write("templates/knowns/page.html", honest.replace("<body>", "<body style=\"margin: 0\">"));
    let said = project.run("build --deny-warnings");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{}", said.whole());
    let page = project.read("reports/border-november.html");
    assert!(
        page.contains("<p>By hand</p>") && page.contains("<head>\n<meta http-equiv=\"Content-Security-Policy\""),
        "{page}"
    );
    assert!(page.contains("style-src 'unsafe-inline'; "), "{page}");
    assert!(project.read("reports/index.html").contains(POLICY));
    project.write("templates/knowns/page.html", honest);
    project.run("build");
    assert!(project.read("reports/border-november.html").contains(POLICY));
}

#[test]
fn templates_that_a_project_trusts_are_named_at_every_build() {
    let project = Project::smallest();
    trusting(&project);
    // Without templates of its own there is nothing to trust.
    let said = project.run("build --deny-warnings");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{}", said.whole());
    assert!(project.read("reports/border-november.html").contains(POLICY));
    project.write("templates/knowns/page.html", COUNTED);
    for command in ["build --deny-warnings", "build", "build --format github", "accept"] {
        let said = project.run(command);
        assert_eq!(said.code, 0, "{command}: {}", said.whole());
        let note = "note: this project trusts its own HTML templates (`trusted_templates`), so what they print was not checked: \
                    templates/knowns/page.html; a script in them runs for whoever opens the pages\n";
        assert_eq!(said.stderr, note, "{command}");
    }
    let page = project.read("reports/border-november.html");
    assert!(page.contains("count.js") && !page.contains("Content-Security-Policy"), "{page}");
}

#[test]
fn a_feed_of_the_projects_own_holds_no_script() {
    let project = Project::smallest();
    project.write(
        "templates/knowns/feed.xml",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{{ id }}</id>\n</feed>\n",
    );
    let said = project.run("accept");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(project.read("reports/feed.xml").ends_with("</id>\n</feed>"));
    project.write(
        "templates/knowns/feed.xml",
        "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"x.xsl\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <script xmlns=\"http://www.w3.org/1999/xhtml\">x</script>\n</feed>\n",
    );
    let said = project.run("build");
    assert_eq!(said.code, 1, "{}", said.whole());
    assert_eq!(said.stdout.matches("error[T019]").count(), 2, "{}", said.whole());
}
