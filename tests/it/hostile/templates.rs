//! Templates, styles and data made to exhaust a machine: refused within a limit of time and memory.

use std::fs::File;
use std::time::Duration;

use crate::project::Project;

/// Runs a command of the tool with so much memory, in MiB, and four minutes, which a debug build may need on a
/// busy machine; returns its exit code and all it said.
fn within(project: &Project, command: &str, memory: u64) -> (i32, String) {
    let ended = project.run_within(command, memory << 20, Duration::from_mins(1));
    let said = ended.stdout + &ended.stderr;
    assert!(!said.contains("panicked"), "{said:.2000}");
    (ended.code, said)
}

/// Runs `check`, which must end with problems; returns what it said.
fn refused(project: &Project) -> String {
    let (code, said) = within(project, "check", 512);
    assert_eq!(code, 1, "{said:.2000}");
    assert!(said.len() < 20_000, "{} bytes are too many to read", said.len());
    said
}

/// Makes a file of so many bytes that takes no room on the disk.
fn sparse(project: &Project, path: &str, size: u64) {
    project.write(path, "");
    File::options().write(true).open(project.path(path)).unwrap().set_len(size).unwrap();
}

#[test]
fn a_file_beyond_its_limit_is_not_read() {
    for (path, size, said) in [
        ("templates/x.md", 16 << 20, "larger than 1 MiB"),
        ("templates/x.md", 1 << 30, "larger than 1 MiB"),
        ("templates/knowns/theme.css", 1 << 30, "larger than 1 MiB"),
        ("templates/knowns/page.html", 3 << 40, "larger than 1 MiB"),
        ("data/encounters.csv", 3 << 30, "larger than 1 GiB"),
        ("data/encounters.csv", 3 << 40, "larger than 1 GiB"),
    ] {
        let project = Project::smallest();
        sparse(&project, path, size);
        let found = refused(&project);
        assert!(found.contains(said) && found.contains("= help"), "{path}: {found}");
    }
}

#[test]
fn files_within_their_limits_are_too_many_together() {
    let project = Project::smallest();
    for number in 0..200 {
        sparse(&project, &format!("templates/{number}.md"), 1 << 20);
    }
    assert!(refused(&project).contains("together larger than 64 MiB"));

    let project = Project::smallest();
    sparse(&project, "data/large.csv", 1 << 30);
    let datasets = ["a", "b", "c"].map(|id| format!("  large_{id}: {{ file: data/large.csv }}\n")).concat();
    project.replace("claims.yaml", "datasets:\n", &format!("datasets:\n{datasets}"));
    let (code, said) = within(&project, "check", 512);
    assert!(code == 1 && said.contains("together larger than 2 GiB"), "{code}: {said:.2000}");

    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [claims/*.yaml]\n");
    for number in 0..3 {
        sparse(&project, &format!("claims/{number}.yaml"), 60 << 20);
    }
    assert!(refused(&project).contains("together larger than 128 MiB"));
}

#[test]
fn a_long_template_is_read_within_its_limits() {
    let prose = "Words and words of which nothing is remarkable.\n\n";
    let whole =
        |body: &str| format!("{{% extends \"knowns/brief.md\" %}}\n{{% block body %}}\n{body}\n{{% endblock %}}\n");
    for body in [
        prose.repeat((1 << 17) / prose.len()),
        format!("{{% raw %}}{}{{% endraw %}}", "{{ a, as it stands.\n\n".repeat(4_000)),
    ] {
        let project = Project::smallest();
        project.write("templates/unused.md", whole(&body));
        let (code, said) = within(&project, "check", 1024);
        assert_eq!(code, 0, "{said:.2000}");
    }
}

#[test]
fn a_pattern_of_thousands_of_groups_is_refused_in_a_condition_and_in_a_constraint() {
    for pattern in ["(a)".repeat(4_000), "(a)".repeat(300), "(a{1000}){1000}".to_owned()] {
        let project = Project::smallest();
        project.replace(
            "claims.yaml",
            "where: { month: 2025-11 }",
            &format!("where: {{ note: {{ matches: \"{pattern}\" }} }}"),
        );
        project.write("data/encounters.csv", "month,note,total\n2025-11,aaa,30375\n");
        assert!(refused(&project).contains("[F016]"), "{pattern:.40}");

        let project = Project::smallest();
        let fields = format!("fields: {{ note: {{ type: string, constraints: {{ pattern: \"{pattern}\" }} }} }}");
        project.replace("claims.yaml", "vintage: 2025-12-04 }", &format!("vintage: 2025-12-04, {fields} }}"));
        project.write("data/encounters.csv", "month,note,total\n2025-11,aaa,30375\n");
        assert!(refused(&project).contains("[F016]"), "{pattern:.40}");
    }
}

#[test]
fn chains_and_tags_without_end_are_refused() {
    for body in [
        format!("{{{{ {}figures.october }}}}", "- ".repeat(20_000)),
        format!("{{{{ a{} }}}}", " and a".repeat(150_000)),
        format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(7_500)),
        "{% if a %}".repeat(50_000),
        format!("{{{{ '{}' }}}}", "a".repeat(900_000)),
        "{{a}}".repeat(200_000),
        format!("{{{{ {}", "(".repeat(900_000)),
        "{{".repeat(500_000),
        "{%".repeat(500_000),
        "{#".repeat(500_000),
        "{% raw %}".repeat(100_000),
        "{{'".repeat(300_000),
    ] {
        let project = Project::smallest();
        project.write("templates/unused.md", &body);
        let said = refused(&project);
        assert!(said.contains("[T014]") || said.contains("[T001]"), "{body:.40}: {said}");
    }
}

/// Returns the smallest project with an own template around these words.
fn with_template(words: &str) -> Project {
    let project = Project::smallest();
    let template = format!("{{% extends \"knowns/brief.md\" %}}\n{{% block body %}}\n{words}\n{{% endblock %}}\n");
    project.write("templates/border-november.md", template);
    project
}

#[test]
fn what_a_template_asks_for_is_counted_whether_or_not_it_is_printed() {
    let loops = "{% for a in [1,2,3,4,5,6,7,8,9,10] %}".repeat(5);
    let ends = "{% endfor %}".repeat(5);
    let body = "{% set a = unknowns.victims.because %}{% if 'x' in a %}{% endif %}";
    let project = with_template(&format!("{loops}{body}{ends}"));
    project.replace("claims.yaml", "The record does not ask.", &"The record does not ask. ".repeat(20_000));
    let (code, said) = within(&project, "check", 1024);
    assert!(code == 1 && said.contains("[T008]"), "{code} {said:.2000}");
    for body in
        ["{{ unknowns.victims.because|list|length }}", "{{ unknowns.victims.because|reverse }}", "{{ 'abc'|first }}"]
    {
        let said = refused(&with_template(body));
        assert!(said.contains("[T009]") && said.contains("a text, which has none"), "{body}: {said}");
    }
}

#[test]
fn templates_that_lead_to_each_other_a_thousand_deep_end() {
    for (first, lead) in
        [("", "{% include 'NEXT' %}"), ("", "{% extends 'NEXT' %}{% block body %}{{ super() }}x{% endblock %}")]
    {
        let project = with_template("{% include '0.md' %}");
        for number in 0..1_000 {
            let next = format!("{}.md", number + 1);
            project.write(&format!("templates/{number}.md"), format!("{first}{}\n", lead.replace("NEXT", &next)));
        }
        project.write("templates/1000.md", "{% block body %}the end{% endblock %}\n");
        let (code, said) = within(&project, "check", 512);
        assert!(code == 0 || code == 1, "{code}: {said:.2000}");
        assert!(said.len() < 20_000, "{said:.2000}");
    }
}

#[test]
fn offsets_that_others_count_are_taken_in_one_place_each() {
    let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let taking = |word: &str| -> Vec<String> {
        let files = crate::project::files_below(&src).into_iter();
        files.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(word)).map(|(path, _)| path).collect()
    };
    assert_eq!(taking(".start_offset"), ["template/tags.rs"], "the template engine's syntax tree");
    assert_eq!(taking("error.range()"), ["template/tags.rs"], "the template engine's mistakes");
    assert_eq!(taking(".byte_range()"), ["load/tree.rs"], "the YAML parser's events");
    assert_eq!(
        taking(".byte_offset()"),
        ["edition/stored.rs", "load/syntax.rs"],
        "the YAML parser's mistakes, and our lock"
    );
    assert_eq!(taking(".position().byte()"), ["csv/rows.rs"], "the CSV reader's rows");
}
