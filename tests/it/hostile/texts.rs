//! Characters that nobody sees, in every kind of text that reaches a reader's machine: refused where they can only deceive.

use crate::project::Project;

/// Runs `build`, which must be refused with a code and without any of the characters; returns what it said.
fn refused(project: &Project, code: &str) -> String {
    let said = project.run("build");
    assert_eq!(said.code, 1, "{}", said.whole());
    assert!(said.whole().contains(&format!("[{code}]")), "{}", said.whole());
    assert!(project.files("reports").is_empty());
    for format in ["check", "check --format json", "check --format sarif", "check --format github"] {
        let said = project.run(format).whole();
        let acts = |c: char| {
            c != '\n' && (c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}'))
        };
        assert!(!said.contains(acts), "{format}: {said}");
    }
    said.whole()
}

/// Returns the smallest project with an own template around these words.
fn with_template(words: &str) -> Project {
    let project = Project::smallest();
    let template = format!("{{% extends \"knowns/brief.md\" %}}\n{{% block body %}}\n{words}\n{{% endblock %}}\n");
    project.write("templates/border-november.md", template);
    project
}

#[test]
fn control_characters_of_templates_and_styles_are_refused_at_their_place() {
    for character in ["\u{1b}", "\u{7}", "\0", "\u{9b}", "\u{7f}", "\u{85}"] {
        let said = refused(&with_template(&format!("Words {character}[31m and words.")), "R004");
        assert!(said.contains("templates/border-november.md:3:7"), "{said}");
        for file in ["templates/knowns/theme.css", "templates/knowns/page.html", "templates/unused.md"] {
            let project = Project::smallest();
            project.write(file, format!("/* a */\n\na{character}b\n"));
            let said = refused(&project, "R004");
            assert!(said.contains(&format!("{file}:3:2")), "{said}");
        }
    }
}

#[test]
fn turned_writing_is_refused_wherever_it_reaches_a_reader() {
    for turned in ["\u{202e}", "\u{202d}", "\u{202a}", "\u{202b}", "\u{202c}"] {
        refused(&with_template(&format!("Words {turned}esor.")), "R027");
        let project = Project::smallest();
        project.replace("claims.yaml", "The record does not ask.", &format!("The record {turned}does not ask."));
        refused(&project, "R027");
        let project = Project::smallest();
        let escaped = format!("\"The record \\u{:04X}does not ask.\"", u32::from(turned.chars().next().unwrap()));
        project.replace("claims.yaml", "The record does not ask.", &escaped);
        refused(&project, "R027");
        let project = Project::smallest();
        project.replace("claims.yaml", "registry: 1", &format!("# {turned}note\nregistry: 1"));
        refused(&project, "R027");
        let project = Project::smallest();
        project.write("templates/knowns/theme.css", format!("a::before {{ content: 'x{turned}y' }}\n"));
        refused(&project, "R027");
    }
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1", "registry: 1\ninclude: [claims.csv]");
    project.write("claims.csv", "id,statement,said.by,said.date\nrose,Encounters \u{202e}esor.,Gazette,2025-12\n");
    refused(&project, "R027");
    project
        .write("claims.csv", "id,statement,said.by,said.date\nrose,Encounters \u{2067}rose.,Gazette\u{2069},2025-12\n");
    refused(&project, "R027");
}

#[test]
fn an_isolate_must_end_in_its_own_text() {
    let project = Project::smallest();
    project.replace("claims.yaml", "The record does not ask.", "The record \u{2067}does not ask.");
    refused(&project, "R027");
    let project = Project::smallest();
    project.replace("claims.yaml", "The record does not ask.", "\"The record \\u2067does not ask.\"");
    refused(&project, "R027");
    refused(&with_template("Words \u{2068}of one paragraph.\n\nWords\u{2069} of another."), "T015");
    refused(&with_template("- \u{2068}one\n- two\u{2069}"), "T015");
    refused(&with_template("| a | b |\n|---|---|\n| \u{2068}c | d\u{2069} |"), "T015");
}

#[test]
fn characters_that_a_template_writes_out_are_refused_on_the_page() {
    for (words, place) in [
        ("Words &#x202E;esor&#8236; here.", ":3:7"),
        ("Words &#27;[31m here.", ":3:7"),
        ("It did n&ZeroWidthSpace;ot rise.", ":3:9"),
        ("# A title &#x202E;x", ":3:11"),
        ("[words](https://example.org \"a &#x202E;title\")", ":3:1"),
        ("Words &#x202{% if brief.id is defined %}E{% endif %};esor.", "templates/border-november.md"),
    ] {
        let said = refused(&with_template(words), "T015");
        assert!(said.contains(place), "{words}: {said}");
    }
    for words in ["{{ '\\x1b[31m' }}", "{{ \"\\u001b\" }}", "{{ '\\u202e' }}", "{{ '\\33' }}", "{{ 'n\\u200bot' }}"] {
        refused(&with_template(words), "T015");
    }
    let project = Project::smallest();
    project.write("templates/knowns/page.html", "<p>a &#x202E;b {{ body }}\n");
    refused(&project, "R027");
    let project = Project::smallest();
    project.write("templates/knowns/theme.css", "a::before { content: '\\202E x' }\n");
    refused(&project, "R027");
}

#[test]
fn what_hides_a_word_or_a_number_is_refused() {
    for hidden in [
        "did n\u{200b}ot rise",
        "did n\u{2060}ot rise",
        "were 30\u{200b},375",
        "were 5\u{ad}00",
        "\u{e0041} rose",
        "rose\u{2028}fell",
    ] {
        refused(&with_template(&format!("They {hidden}.")), "R028");
        let project = Project::smallest();
        project.replace("claims.yaml", "The record does not ask.", &format!("They {hidden}."));
        refused(&project, "R028");
    }
    let project = Project::smallest();
    project.replace("claims.yaml", "The record does not ask.", "\"one\\Lother\\Pwords\"");
    refused(&project, "R028");
}

#[test]
fn a_cell_that_turns_its_writing_is_refused_only_where_it_is_printed() {
    let project = Project::smallest();
    project
        .write("data/encounters.csv", "month,place,total\n2025-10,north,30551\n2025-11,\u{202e}htron\u{202c},30375\n");
    let said = project.run("build");
    assert_eq!(said.code, 0, "{}", said.whole());
    std::fs::remove_dir_all(project.path("reports")).unwrap();
    project.replace("claims.yaml", "briefs:\n", "tables:\n  by_place: { caption: By place, of: monthly, columns: [month, place, total], measure: encounters }\nbriefs:\n");
    project.replace("claims.yaml", "    claims: [november]\n", "    claims: [november]\n    tables: [by_place]\n");
    assert!(refused(&project, "D083").contains("line 3 of data/encounters.csv"));
}

#[test]
fn honest_writing_is_built_without_a_word() {
    let honest = "قال \u{200f}CBP\u{200e} (نوفمبر)، و\u{2068}Border desk\u{2069}; می\u{200c}خواهم; क्\u{200d}ष; 👨\u{200d}👩\u{200d}👧 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}; \
                  Donau\u{ad}dampf\u{ad}schiff; ภาษา\u{200b}ไทย; “שלום” \u{2067}א \u{2066}b\u{2069}\u{2069}";
    let project =
        with_template(&format!("Words: {honest}.\n\n`&#27;` and `&#x202E;` as code; &copy; &nbsp; &shy; &lrm;."));
    project.replace("claims.yaml", "The record does not ask.", honest);
    project.write("templates/knowns/theme.css", "a::before { content: '\\201C' } b::after { content: '\\a0' }\n");
    project.write("data/encounters.csv", "month,place,total\n2025-10,مصر\u{200f},30551\n2025-11,Wien,30375\n");
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.whole());
}
