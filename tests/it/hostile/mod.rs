//! Projects from strangers: links that lead out, giants and bombs. Each ends with a problem, soon, and writes nothing.

mod templates;
mod texts;

use std::fmt::Write as _;
use std::time::Duration;

use crate::project::Project;

/// Runs `build`; it must end with problems, without a panic, within a generous time, and leave no reports.
fn refused(project: &Project) -> String {
    let said = project.run("build");
    assert!(matches!(said.code, 1 | 2), "ended with {}: {:.2000}", said.code, said.whole());
    assert!(!said.stderr.contains("panicked"), "{:.2000}", said.stderr);
    assert!(project.files("reports").is_empty());
    let whole = said.whole();
    assert!(whole.len() < 100_000, "{} bytes are too many to read", whole.len());
    whole
}

#[cfg(unix)]
#[test]
fn a_data_file_that_links_out_of_the_project_is_refused() {
    let project = Project::smallest();
    project.remove("data/encounters.csv");
    let outside = Project::of([("secret.csv", "month,total\n2025-11,30375\n")]);
    std::os::unix::fs::symlink(outside.path("secret.csv"), project.path("data/encounters.csv")).unwrap();
    let said = refused(&project);
    assert!(said.contains("leads out of the project"), "{said}");
}

#[cfg(unix)]
#[test]
fn escape_sequences_in_a_registry_do_not_reach_the_terminal() {
    let project = Project::of([("claims.yaml", "registry: 1\nclaims:\n  \"a\\e[2J\u{9b}31m\": { statment: x }\n")]);
    let said = project.run("check");
    assert!(!said.whole().contains(['\u{1b}', '\u{9b}']), "{}", said.whole());
}

#[test]
fn a_scalar_of_a_hundred_megabytes_is_answered_in_a_few_lines() {
    let project = Project::smallest();
    let mut words = project.read("claims.yaml");
    words += "sources:\n  big: { title: ";
    words += &"a".repeat(100 << 20);
    words += ", publisher: nobody_at_all }\n";
    project.write("claims.yaml", words);
    refused(&project);
}

#[test]
fn lists_nested_ten_thousand_deep_are_refused() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let project = Project::of([]);
        project.write("claims.yaml", format!("claims: {}{}\n", open.repeat(10_000), close.repeat(10_000)));
        refused(&project);
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut exponential = String::from("registry: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(exponential, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    refused(&Project::of([("claims.yaml", exponential.as_str())]));

    let quadratic = format!("registry: 1\na: &a {}\nb: [{}]\n", "x".repeat(25_000), vec!["*a"; 6_000].join(", "));
    refused(&Project::of([("claims.yaml", quadratic.as_str())]));
}

#[test]
fn ten_thousand_breaches_print_the_first_few_and_their_count() {
    let project = Project::smallest();
    project.replace(
        "claims.yaml",
        "vintage: 2025-12-04 }",
        "vintage: 2025-12-04, fields: { month: string, total: integer } }",
    );
    let rows: Vec<String> = (0..10_000).map(|row| format!("m{row},x\n")).collect();
    project.write("data/encounters.csv", format!("month,total\n{}", rows.concat()));
    let said = refused(&project);
    assert!(said.contains("data/encounters.csv:2:4") && said.contains("9996 more"), "{said}");
    assert!(said.lines().count() < 100, "{said}");
}

#[test]
fn a_template_that_never_ends_is_stopped() {
    for body in [
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set ns = namespace(a='xxxxxxxxxxxxxxxx') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}{{ ns.a }}",
    ] {
        let project = Project::smallest();
        project.replace("claims.yaml", "    claims: [november]\n", "    claims: [november]\n    template: own.md\n");
        let template = format!("{{% extends \"knowns/brief.md\" %}}\n{{% block body %}}{body}{{% endblock %}}\n");
        project.write("templates/own.md", template);
        refused(&project);
    }
}

#[test]
fn a_script_in_a_claim_or_a_cell_is_inert() {
    let script = "<script>alert(1)</script>";
    let project = Project::smallest();
    project.replace("claims.yaml", "title: Border desk", "title: Border desk, rules: { untraced-numeral: \"off\" }");
    project.replace(
        "claims.yaml",
        "Encounters in November were",
        &format!("{script} [x](javascript:alert%281%29) were"),
    );
    project.replace(
        "claims.yaml",
        "briefs:\n",
        "tables:\n  by_month: { caption: \"By <b>month</b>\", of: monthly, columns: [month, remark, total], measure: encounters }\nbriefs:\n",
    );
    project.replace("claims.yaml", "    claims: [november]\n", "    claims: [november]\n    tables: [by_month]\n");
    project.write("data/encounters.csv", format!("month,remark,total\n2025-10,{script},30551\n2025-11,ok,30375\n"));
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    for (path, link) in
        [("reports/border-november.html", "href=\"javascript"), ("reports/border-november.md", "[x](java")]
    {
        // What stands behind a backslash is text to every reader of Markdown.
        let words = project.read(path).replace("\\<", "").replace("\\[", "");
        assert!(words.contains("alert"), "{path} prints the cell");
        for raw in ["<script>alert", "<b>month", link] {
            assert!(!words.contains(raw), "{raw} stands in {path}");
        }
    }
}

#[test]
fn no_text_of_the_registry_brings_a_script_into_a_page() {
    let script = "<script>alert(x)</script> ![i](javascript:x) <img src=x onerror=x> &lt;script&gt;";
    let project = Project::smallest();
    for (from, to) in [
        ("Border desk", script),
        ("The Desk", script),
        ("desk@example.org", script),
        ("U.S. Customs and Border Protection }", &format!("{script} }}")),
        ("Recorded stops; one person can be counted twice.", script),
        ("Encounters in November were just over 30,000.", script),
        ("An opinion article", script),
        ("All recorded encounters nationwide in November 2025.", script),
        ("How many of them were trafficked?", script),
        ("The record does not ask.", script),
        ("A published count of identified victims.", script),
        ("Were November encounters just over 30,000?", script),
    ] {
        let (from, close) = from.strip_suffix(" }").map_or((from, ""), |from| (from, " }"));
        let to = to.strip_suffix(" }").unwrap_or(to);
        project.replace("claims.yaml", &format!("{from}{close}"), &format!("\"{to}\"{close}"));
    }
    project.write("data/encounters.csv", "month,<script>,total\n2025-11,<script>,30375\n");
    project.replace(
        "claims.yaml",
        "briefs:\n",
        "tables:\n  t: { caption: <script>, of: monthly, columns: [month, <script>], note: <script> }\nbriefs:\n",
    );
    project.replace("claims.yaml", "    claims: [november]\n", "    claims: [november]\n    tables: [t]\n");
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    for (path, bytes) in project.files("reports") {
        let words = String::from_utf8(bytes).unwrap().to_lowercase();
        // What stands behind a backslash is text to every reader of Markdown.
        let live = words.replace("\\<", "").replace("!\\[", "");
        // What a page says to machines is data in one element, in which no text can begin or end another.
        let live = live.replacen("<script type=\"application/ld+json\">{", "", 1);
        assert!(words.contains("script") || path == "manifest.json", "{path}");
        // In a file of data nothing is markup.
        if std::path::Path::new(&path).extension().is_some_and(|ending| ending == "csv") {
            continue;
        }
        let image = if path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md") { "![i]" } else { "<img" };
        for raw in ["<script", "<img", image, "href=\"javascript"] {
            assert!(!live.contains(raw), "{raw} stands in {path}");
        }
    }
}

#[test]
fn a_second_build_waits_for_the_first() {
    let project = Project::smallest();
    std::thread::scope(|scope| {
        let both: Vec<_> = (0..2).map(|_| scope.spawn(|| project.run("build"))).collect();
        std::thread::sleep(Duration::from_millis(1));
        for one in both {
            let said = one.join().unwrap();
            assert_eq!(said.code, 0, "{}", said.whole());
        }
    });
    assert_eq!(project.run("verify").code, 0);
}

/// A file without content that the system calls as large as one likes costs nothing to lay, and would cost all to read.
#[test]
fn a_lock_or_manifest_without_end_is_not_read() {
    let giant = |project: &Project, path: &str| {
        project.write(path, "lock 2\n");
        std::fs::OpenOptions::new().write(true).open(project.path(path)).unwrap().set_len(1 << 40).unwrap();
    };
    let project = Project::smallest();
    giant(&project, "claims.lock");
    for command in ["check", "build", "verify", "diff", "accept"] {
        let said = project.run(command);
        assert!(matches!(said.code, 1 | 2), "{}", said.whole());
        assert!(said.stdout.contains("error[V001]: `claims.lock` is larger than 64 MiB"), "{}", said.whole());
    }
    assert!(project.files("reports").is_empty());
    let project = Project::smallest();
    assert_eq!(project.run("build").code, 0);
    giant(&project, "reports/manifest.json");
    let said = project.run("build");
    assert!(
        said.code == 0 && said.stdout.contains("the manifest of the last build is larger than 64 MiB"),
        "{}",
        said.whole()
    );
    assert_eq!(project.run("verify").code, 0, "the build wrote a new one");
    giant(&project, ".knowns/staging/journal.json");
    assert_eq!(project.run("build").code, 0);
}
