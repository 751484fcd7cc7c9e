//! `pdf`: what it says and writes with a program that prints, and where that is missing, too old, failing or slow. The programs here
//! are scripts that answer as Typst and Chromium do; the real ones are asked in `.ci/run`.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the test lays the programs that it calls")]

use snapbox::{assert_data_eq, str};

use crate::project::{Project, Said};

/// Runs a command where only these programs are installed, and something goes wrong with them.
fn run_where(project: &Project, command: &str, programs: &[&str], fake: &str) -> Said {
    let folder = |name: &&str| format!("{}/tests/pdf/fake-{name}", env!("CARGO_MANIFEST_DIR"));
    let mut path: Vec<String> = programs.iter().map(folder).collect();
    // The scripts themselves are of a few programs; no browser is among them.
    let tools = project.path("tools");
    std::fs::create_dir_all(&tools).unwrap();
    for tool in ["cat", "ls", "sleep"] {
        let _ = std::os::unix::fs::symlink(format!("/bin/{tool}"), tools.join(tool));
    }
    path.push(tools.display().to_string());
    project.run_with(command, &[("PATH", &path.join(":")), ("FAKE", fake)])
}

fn printed(project: &Project, command: &str) -> Said {
    run_where(project, command, &["typst"], "")
}

fn published() -> Project {
    let project = Project::smallest();
    assert_eq!(project.run("build").code, 0);
    project
}

#[test]
fn each_published_brief_is_printed_and_the_same_is_not_printed_twice() {
    let project = published();
    assert_data_eq!(
        printed(&project, "pdf").whole(),
        str![[r#"
$ knowns pdf
exit code 0

--- stdout
wrote pdf/border-november.pdf
1 PDF written
printed with Typst 0.14.2: PDF/UA-1 and PDF/A-2a

"#]]
    );
    let before = project.files("pdf");
    assert_data_eq!(
        printed(&project, "pdf").whole(),
        str![[r#"
$ knowns pdf
exit code 0

--- stdout
0 PDFs written, 1 unchanged

"#]]
    );
    assert_eq!(project.files("pdf"), before);
    project.remove_folder("pdf");
    printed(&project, "pdf border-november");
    assert_eq!(project.files("pdf"), before);
}

#[test]
fn typst_is_given_the_brief_its_pictures_and_the_day_of_the_edition_and_nothing_else() {
    let project = published();
    printed(&project, "pdf");
    let pdf = project.read("pdf/border-november.pdf");
    let mut lines = pdf.lines().skip(1);
    assert_eq!(
        lines.next().unwrap(),
        "compile --root . --ignore-system-fonts --diagnostic-format short --pdf-standard ua-1,a-2a --creation-timestamp 1765756800 \
         brief.typ printed.pdf"
    );
    let names: Vec<&str> = lines.take_while(|line| !line.starts_with("//")).collect();
    assert!(
        names.iter().all(|name| *name == "brief.typ"
            || *name == "printed.pdf"
            || std::path::Path::new(name).extension().is_some_and(|ending| ending == "svg")),
        "{names:?}"
    );
    assert!(pdf.contains("date: datetime(year: 2025, month: 12, day: 15)"), "{pdf}");
}

#[test]
fn without_a_program_it_says_what_to_install() {
    assert_data_eq!(
        run_where(&published(), "pdf", &[], "").whole(),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: there is neither Typst nor Chromium, Chrome or Edge to print with
help: install Typst 0.14 or newer (https://typst.app/open-source/#download), a single program, so that `typst --version` answers, or name where it is with `--with`

"#]]
    );
    assert_data_eq!(
        run_where(&published(), "pdf --with /nowhere/typst", &["typst"], "").whole(),
        str![[r#"
$ knowns pdf --with /nowhere/typst
exit code 2

--- stderr
error: there is no program `/nowhere/typst`
help: install Typst 0.14 or newer (https://typst.app/open-source/#download), a single program, so that `typst --version` answers, or name where it is with `--with`

"#]]
    );
}

/// Returns what is said where something goes wrong with Typst, of which nothing is written.
fn wrong(command: &str, fake: &str) -> String {
    let project = published();
    let said = run_where(&project, command, &["typst"], fake);
    assert!(project.files("pdf").is_empty());
    said.whole()
}

#[test]
fn a_typst_that_makes_no_tagged_pdf_is_too_old() {
    assert_data_eq!(
        wrong("pdf", "old"),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: Typst 0.13.1 is too old: it makes no tagged PDF, which a screen reader needs
help: install Typst 0.14 or newer

"#]]
    );
}

#[test]
fn what_typst_complains_of_is_told() {
    assert_data_eq!(
        wrong("pdf", "failing"),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: Typst 0.14.2 could not print `pdf/border-november.pdf`: PDF/UA-1 error: missing alt text
help: report this as a mistake of the tool, with these words and the version of Typst

"#]]
    );
    assert_data_eq!(
        wrong("pdf", "silent"),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: Typst 0.14.2 could not print `pdf/border-november.pdf`: it does not say why
help: report this as a mistake of the tool, with these words and the version of Typst

"#]]
    );
}

#[test]
fn letters_that_no_font_has_are_named() {
    assert_data_eq!(
        wrong("pdf", "lacking"),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: Typst 0.14.2 could not print `pdf/border-november.pdf`: none of its fonts has `日本`
help: name a folder that holds a font with these letters: `--fonts DIR`

"#]]
    );
    let project = published();
    project.write("fonts/letters.otf", "a font");
    printed(&project, "pdf --fonts fonts");
    let pdf = project.read("pdf/border-november.pdf");
    assert!(pdf.contains("--font-path /") && pdf.contains("/fonts brief.typ"), "{pdf:.300}");
    assert!(printed(&project, "pdf --fonts data").stderr.contains("`data` holds no font"));
}

#[test]
fn a_program_that_never_ends_is_ended() {
    assert_data_eq!(
        wrong("pdf --within 1", "hanging"),
        str![[r#"
$ knowns pdf --within 1
exit code 2

--- stderr
error: Typst 0.14.2 did not print `pdf/border-november.pdf` within 1 second, and was ended
help: give it more time with `--within`, or see that it runs by itself: `typst --version`

"#]]
    );
}

#[test]
fn a_program_that_writes_no_pdf_did_not_print() {
    for fake in ["nothing", "text"] {
        assert_data_eq!(
            wrong("pdf", fake),
            str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: Typst 0.14.2 could not print `pdf/border-november.pdf`: it says that all went well, and wrote no PDF
help: report this as a mistake of the tool, with these words and the version of the program

"#]]
        );
    }
}

#[test]
fn another_program_is_not_asked_to_print() {
    let said = wrong("pdf --with typst", "other");
    assert!(
        said.contains("error: `typst` is neither Typst nor a browser made of Chromium; it says: gs 10.0"),
        "{said}"
    );
}

#[test]
fn chromium_prints_where_there_is_no_typst_and_its_clock_is_not_believed() {
    let project = published();
    assert_data_eq!(
        run_where(&project, "pdf", &["chromium"], "").whole(),
        str![[r#"
$ knowns pdf
exit code 0

--- stdout
wrote pdf/border-november.pdf
1 PDF written
printed with Chromium 141.0.7390.54: tagged, but neither PDF/UA nor PDF/A; both where Typst 0.14 or newer is installed

"#]]
    );
    let pdf = project.read("pdf/border-november.pdf");
    assert!(pdf.contains("/CreationDate (D:20251215000000+00'00')\n/ModDate (D:20251215000000+00'00')"), "{pdf:.200}");
    assert!(!pdf.contains(" href=\"index.html\""), "a link to a page beside it would name this machine's folder");
    assert!(run_where(&project, "pdf", &["chromium", "typst"], "").stdout.contains("Typst"), "the better of the two");
    let chosen = run_where(&project, "pdf --with chromium", &["chromium", "typst"], "");
    assert!(chosen.stdout.contains("Chromium"), "{chosen:?}");
    let other = run_where(&published(), "pdf", &["chromium"], "other-moments");
    assert_eq!(other.code, 2);
    assert!(other.stderr.contains("writes when a PDF was made in a way"), "{other:?}");
}

#[test]
fn only_what_is_published_as_it_was_built_is_printed() {
    assert_data_eq!(
        printed(&Project::smallest(), "pdf").whole(),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: nothing is published: `reports/` holds no pages
help: run `knowns build` first

"#]]
    );
    let project = published();
    project.write("reports/border-november.md", "# Mine\n");
    assert_data_eq!(
        printed(&project, "pdf").whole(),
        str![[r#"
$ knowns pdf
exit code 2

--- stderr
error: `reports/border-november.md` is not as it was built
help: run `knowns build`, which writes it anew

"#]]
    );
    assert_data_eq!(
        printed(&published(), "pdf border-novembre").whole(),
        str![[r#"
$ knowns pdf border-novembre
exit code 2

--- stderr
error: `border-novembre` is no brief that is published
help: did you mean `border-november`?

"#]]
    );
}

#[test]
fn a_pdf_of_earlier_pages_is_said_until_it_is_printed_anew() {
    let project = published();
    printed(&project, "pdf");
    assert_eq!(project.run("verify").code, 0);
    project.replace("claims.yaml", "question:", "question: In short,");
    let built = project.run("build");
    assert!(built.stdout.contains("1 PDF of earlier pages; `knowns pdf` prints them anew\n"), "{built:?}");
    let said = project.run("verify");
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("of other pages: pdf/border-november.pdf\n1 PDF not of these reports"), "{said:?}");
    let told = project.run("verify --format json").stdout;
    assert!(told.contains("\"file\": \"pdf/border-november.pdf\",\n      \"change\": \"out_of_date\""), "{told}");
    printed(&project, "pdf");
    assert_eq!(project.run("verify").code, 0);
    project.write("pdf/border-november.pdf", "%PDF mine");
    assert!(project.run("verify").stdout.contains("not as printed: pdf/border-november.pdf"));
    assert!(printed(&project, "pdf").stdout.contains("wrote pdf/border-november.pdf (it had been edited by hand)"));
    project.remove("pdf/border-november.pdf");
    assert!(project.run("verify").stdout.contains("missing: pdf/border-november.pdf"));
}

#[test]
fn a_pdf_that_the_tool_did_not_write_is_left_alone() {
    let project = published();
    project.write("pdf/border-november.pdf", "%PDF mine");
    let said = printed(&project, "pdf");
    assert_eq!(said.code, 1);
    assert!(
        said.stdout.contains("`pdf/border-november.pdf` is in the way and was not written by this tool"),
        "{said:?}"
    );
    assert_eq!(project.read("pdf/border-november.pdf"), "%PDF mine");
}

#[test]
fn drafts_are_printed_when_asked_for_marked_on_each_page_and_go_with_the_drafts() {
    let project = published();
    assert_eq!(project.run("accept border-november").code, 0);
    project.replace("claims.yaml", "question:", "question: In short,");
    project.run("build");
    assert!(printed(&project, "pdf").stdout.contains("wrote pdf/border-november.pdf\n1 PDF written"));
    let said = printed(&project, "pdf --drafts");
    assert!(said.stdout.contains("wrote pdf/border-november.draft.pdf\n1 PDF written, 1 unchanged"), "{said:?}");
    let draft = project.read("pdf/border-november.draft.pdf");
    assert!(draft.contains("watermark: \"Draft\"") && draft.contains("head: \"Draft, not accepted yet"), "{draft}");
    assert!(!project.read("pdf/border-november.pdf").contains("watermark: \"Draft\""));
    assert!(printed(&project, "pdf").stdout.contains("removed pdf/border-november.draft.pdf"));
    let none = printed(&published(), "pdf --drafts");
    assert!(none.stderr.contains("there are no drafts"), "{none:?}");
}

#[test]
fn pages_of_another_lock_are_not_printed() {
    let project = published();
    assert_eq!(project.run("accept border-november").code, 0);
    let lock = project.read("claims.lock");
    project.write("claims.lock", lock + "\n");
    let said = printed(&project, "pdf");
    assert!(said.stderr.contains("`reports/` is not what `claims.lock` accepts"), "{said:?}");
}
