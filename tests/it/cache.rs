//! What is kept in `.knowns/cache` changes nothing but the time that a command takes: with it, without it and with a damaged one,
//! every command says the same, ends the same and leaves the same files.

#![expect(clippy::disallowed_methods, reason = "a test changes its project's files itself")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use knowns::pipeline::{Options, Session, watched};
use knowns::world::Memory;

use crate::project::{Project, Said};

const CACHE: &str = ".knowns/cache";

/// Longer than a file has to be at rest before the system's word is taken for it.
const REST: Duration = Duration::from_millis(2_300);

/// A change to a project.
type Edit = (&'static str, fn(&Project));

/// One change of each kind that can happen to a project between two commands.
const EDITS: &[Edit] = &[
    ("nothing", |_| {}),
    ("a cell", |it| it.replace("data/encounters.csv", "30375", "30376")),
    ("a cell of another month", |it| it.replace("data/encounters.csv", "81479", "81478")),
    ("a row", |it| it.write("data/encounters.csv", it.read("data/encounters.csv") + "2025-12,1,1,1,1,4\n")),
    ("a data file that is saved as it was", |it| it.write("data/encounters.csv", it.bytes("data/encounters.csv"))),
    ("a data file that is gone", |it| it.remove("data/encounters.csv")),
    ("a byte in place, with the old times", |it| {
        let path = it.path("data/encounters.csv");
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        it.replace("data/encounters.csv", "30375", "30376");
        fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
    }),
    ("a statement", |it| it.replace("claims.yaml", "just over 30,000", "just over 30,100")),
    ("an error", |it| it.replace("claims.yaml", "claims: [november", "claims: [november, nobody")),
    ("no registry", |it| it.write("claims.yaml", "")),
    ("a remark", |it| it.write("claims.yaml", it.read("claims.yaml") + "# nothing\n")),
    ("a template that appears", |it| it.write("templates/border-november.md", TEMPLATE)),
    ("a template of the tool's that is shadowed", |it| it.write("templates/knowns/head.md", "mine\n")),
    ("a template that nobody uses", |it| it.write("templates/other.md", "other\n")),
    ("a template that prints a number of nobody's", |it| {
        it.write("templates/border-november.md", TEMPLATE.replace("is right", "is right for 17,203 people"));
    }),
    ("a style", |it| it.write("templates/style.css", "p { color: red }\n")),
    ("a file of the registry", |it| {
        it.write("claims.yaml", it.read("claims.yaml") + "include: [more/*.yaml]\n");
        it.write("more/a.yaml", "parties:\n  other: Another\n");
    }),
    ("a report that is edited", |it| it.replace("reports/index.html", "<", " <")),
    ("a report that is gone", |it| it.remove("reports/border-november.md")),
    ("a report of somebody else", |it| it.write("reports/notes.txt", "mine")),
    ("a report in a folder", |it| it.write("reports/a/b.html", "mine")),
    ("no reports", |it| it.remove_folder("reports")),
    ("a damaged manifest", |it| it.write("reports/manifest.json", "{")),
    ("no manifest", |it| it.remove("reports/manifest.json")),
    ("drafts of somebody else", |it| it.write("drafts/notes.md", "mine")),
    ("a folder in place of a report", |it| {
        it.remove("reports/border-november.md");
        it.write("reports/border-november.md/notes.txt", "mine");
    }),
    ("what a killed build left", |it| it.write(".knowns/staging/manifest.json", it.bytes("reports/manifest.json"))),
    ("a lock that is none", |it| it.write("claims.lock", "lock 1\n")),
    ("another lock", |it| {
        let lock = it.read("claims.lock").replace("end\n", "# more\nend\n");
        it.write("claims.lock", lock);
    }),
    ("no lock", |it| drop(fs::remove_file(it.path("claims.lock")))),
    #[cfg(unix)]
    ("reports behind a link", |it| {
        fs::rename(it.path("reports"), it.path("moved")).unwrap();
        std::os::unix::fs::symlink("moved", it.path("reports")).unwrap();
    }),
    #[cfg(unix)]
    ("a report behind a link", |it| {
        fs::rename(it.path("reports/index.html"), it.path("index.html")).unwrap();
        std::os::unix::fs::symlink("../index.html", it.path("reports/index.html")).unwrap();
    }),
    #[cfg(unix)]
    ("data behind a link", |it| {
        fs::rename(it.path("data"), it.path("moved")).unwrap();
        std::os::unix::fs::symlink("moved", it.path("data")).unwrap();
    }),
];

const TEMPLATE: &str =
    "{% extends \"knowns/brief.md\" %}\n\n{% block body %}\nWhat was said is right.\n{% endblock %}\n";

/// Returns a project that is built, and one with an accepted edition.
fn projects() -> [Project; 2] {
    let accepted = Project::smallest();
    accepted.run("accept --date 2026-01-31 --yes");
    let built = Project::smallest();
    [built, accepted].map(|project| {
        assert_eq!(project.run("build").code, 0);
        project
    })
}

/// Returns everything that a command said and left.
fn outcome(project: &Project, command: &str) -> (i32, String, String, Vec<(String, Vec<u8>)>) {
    let Said { code, stdout, stderr, .. } = project.run(command);
    let mut files = project.files("");
    files.retain(|path, _| !path.starts_with(".knowns/"));
    (code, stdout, stderr, files.into_iter().collect())
}

/// Returns a copy of a project with nothing kept of it.
fn copied(project: &Project) -> Project {
    let copy = Project::of([]);
    copy_links(&project.path(""), &copy.path(""));
    copy.remove_folder(CACHE);
    copy
}

/// Copies a folder, and links as links.
fn copy_links(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (kind, to) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_dir() {
            copy_links(&entry.path(), &to);
        } else if kind.is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn a_command_does_the_same_after_any_change_whether_or_not_something_was_kept() {
    let all: Vec<(&Edit, Project)> = EDITS.iter().flat_map(|edit| projects().map(|project| (edit, project))).collect();
    // Each is at rest, and then what is kept of it is renewed: from here on the system's word counts.
    std::thread::sleep(REST);
    for (_, project) in &all {
        assert_eq!((project.run("build").code, project.run("check").code), (0, 0));
    }
    std::thread::sleep(REST);
    for ((what, edit), project) in &all {
        let before = project.run("build -v");
        assert!(before.stderr.starts_with("nothing changed"), "{what}: {}", before.whole());
        let is_drafted = project.path("claims.lock").exists();
        if *what == "another lock" && !is_drafted {
            continue;
        }
        edit(project);
        for command in ["check", "build", "build"] {
            let without = copied(project);
            assert_eq!(outcome(project, command), outcome(&without, command), "{what}, then {command}");
        }
    }
}

#[test]
fn a_damaged_cache_is_as_good_as_none() {
    let [project, _] = projects();
    project.run("check");
    let mut kept = project.files(CACHE);
    kept.retain(|name, _| name.starts_with("outcome-") || name.starts_with("made-"));
    assert_eq!(kept.len(), 3, "what two commands said, and what both made");
    let [check, build] = ["check", "build"].map(|command| outcome(&copied(&project), command));
    let names: Vec<&String> = kept.keys().collect();
    let mut damages: Vec<Vec<Vec<u8>>> = vec![kept.values().rev().cloned().collect(), vec![Vec::new(); kept.len()]];
    let every = |each: &dyn Fn(&Vec<u8>) -> Vec<u8>| kept.values().map(each).collect::<Vec<_>>();
    damages.push(every(&|bytes| [bytes.as_slice(), b"\0"].concat()));
    for part in 1..8 {
        damages.push(every(&|bytes| bytes[..bytes.len() * part / 8].to_vec()));
    }
    for part in 0..24 {
        damages.push(every(&|bytes| {
            let at = if part < 12 { part * 8 } else { bytes.len() * (part - 8) / 16 };
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            bytes
        }));
    }
    for damaged in damages {
        let damage =
            || names.iter().zip(&damaged).for_each(|(name, bytes)| project.write(&format!("{CACHE}/{name}"), bytes));
        damage();
        let again = project.run("build -v");
        assert!(again.stderr.starts_with("everything is read and made"), "{}", again.whole());
        damage();
        assert_eq!(outcome(&project, "build"), build);
        assert_eq!(outcome(&project, "check"), check);
    }
}

#[test]
fn a_second_build_says_what_changed() {
    let [project, _] = projects();
    assert_eq!(project.run("build -v").stderr, NOTHING);
    project.replace("data/encounters.csv", "30375", "30376");
    project.write("templates/border-november.md", TEMPLATE);
    let said = project.run("build -v").stderr;
    assert_eq!(
        said,
        "changed since the last build: data/encounters.csv, templates/\n\
         brief border-november: printed, dataset monthly changed\n"
    );
    assert_eq!(project.run("build --verbose").stderr, NOTHING);
    project.remove("reports/index.html");
    assert_eq!(
        project.run("build -v").stderr,
        "changed since the last build: reports/, reports/index.html\n1 brief: left as printed before\n"
    );
    project.replace("reports/border-november.html", "<", " <");
    assert_eq!(
        project.run("build -v").stderr,
        "changed since the last build: reports/border-november.html\n\
         brief border-november: printed, a page of it is not as it was written\n"
    );
    project.remove_folder(".knowns");
    let said = project.run("build -v").stderr;
    assert!(said.starts_with("everything is read and made: no earlier outcome is kept\n"), "{said}");
}

/// A template that counts what it prints: a number on its page is looked for in what it can have counted.
const COUNTING: &str = "{% extends \"knowns/brief.md\" %}\n\n{% block body %}\nThis brief has {{ brief.claims|length }} claims.\n{% endblock %}\n";

#[test]
fn a_changed_template_prints_the_briefs_that_use_it_and_no_others() {
    let [project, _] = projects();
    let registry = project.read("claims.yaml");
    let brief = "  border-again:\n    question: Were they?\n    claims: [november]\n    unknowns: [victims]\n    limitations: One month.\n";
    project.write("claims.yaml", format!("{registry}{brief}"));
    for template in ["border-november", "border-again"] {
        project.write(&format!("templates/{template}.md"), COUNTING);
    }
    let built = project.run("build -v");
    assert_eq!(built.code, 0, "{}", built.whole());
    project.write("templates/border-again.md", format!("{COUNTING}\n"));
    assert_eq!(
        project.run("build -v").stderr,
        "changed since the last build: templates/border-again.md\n\
         brief border-again: printed, template border-again.md changed\n\
         1 brief: left as printed before\n"
    );
}

const NOTHING: &str = "nothing changed since the last build: nothing was read, and nothing written\n";

#[test]
fn what_is_kept_is_out_of_git_and_nothing_is_kept_where_nothing_was_built() {
    let project = Project::smallest();
    assert_eq!(project.run("check").code, 0);
    assert!(!project.path(".knowns").exists());
    project.run("build");
    assert_eq!(project.read(".knowns/.gitignore"), "*\n");
    assert_eq!(project.read(".knowns/cache/.gitignore"), "*\n");
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_cache_is_not_followed_and_not_missed() {
    use std::os::unix::fs::symlink;
    let outside = Project::of([("kept", "mine")]);
    for link in [CACHE, ".knowns"] {
        let [project, _] = projects();
        project.remove_folder(link);
        symlink(outside.path(""), project.path(link)).unwrap();
        let said = project.run("build -v");
        assert_eq!(said.code, 0, "{}", said.whole());
        assert_eq!(said.stdout, "0 reports written, 12 unchanged\n");
        assert_eq!(
            said.stderr,
            "everything is read and made: no earlier outcome is kept\n\
             brief border-november: printed, nothing is kept of it\n\
             the next build reads and makes everything: nothing can be kept here\n"
        );
        assert_eq!(outside.files("").len(), 1);
    }
}

#[test]
fn another_build_at_the_same_time_does_no_harm() {
    let [project, _] = projects();
    for round in 0..4 {
        project.write("claims.yaml", format!("{}# {round}\n", project.read("claims.yaml")));
        std::thread::scope(|scope| {
            let each = [(); 3].map(|()| scope.spawn(|| project.run("build")));
            for build in each {
                assert_eq!(build.join().unwrap().code, 0);
            }
        });
        assert_eq!(outcome(&project, "build"), outcome(&copied(&project), "build"));
    }
}

/// Changes to the smallest project that a table depends on, or seems to.
const TOGGLES: &[(&str, &str, &str)] = &[
    ("data/encounters.csv", "30375", "30376"),
    ("data/encounters.csv", "142742", "142742.0"),
    ("data/encounters.csv", "2024-11,81518", "2024-11,about 81518"),
    ("data/encounters.csv", "month,single_adults", "month,adults"),
    ("claims.yaml", "counts: events", "counts: rate"),
    ("claims.yaml", "vintage: 2025-12-04", "vintage: 2025-12-05"),
    ("claims.yaml", "measure: encounters, publisher", "publisher"),
    ("claims.yaml", "publisher: cbp, vintage", "publisher: cbp, delimiter: ';', vintage"),
    ("claims.yaml", "file: data/encounters.csv", "file: data/other.csv"),
    ("claims.yaml", "datasets:\n", "datasets:\n  # a line more\n"),
    ("claims.yaml", "just over 30,000", "just over 30,100"),
];

#[test]
fn whoever_looks_again_and_again_finds_what_a_first_look_finds() {
    let smallest = Project::smallest();
    let session = Arc::new(Session::default());
    let mut state = 7_u64;
    let mut on = vec![false; TOGGLES.len()];
    for step in 0..60 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % TOGGLES.len();
        on[at] = !on[at];
        let mut files = BTreeMap::new();
        for path in ["claims.yaml", "data/encounters.csv"] {
            let toggled = TOGGLES.iter().zip(&on).filter(|((of, ..), on)| *of == path && **on);
            files.insert(path, toggled.fold(smallest.read(path), |text, ((_, from, to), _)| text.replace(from, to)));
        }
        let world = Memory::with(files.iter().map(|(path, text)| (*path, text.as_str())));
        let look = |session: &Arc<Session>| {
            let options = Options { session: Arc::clone(session), ..Options::default() };
            let run = watched(&world, &options, &|_| {});
            let pages = run.pages.map(|pages| {
                pages.into_iter().map(|page| (page.path.clone(), page.bytes().into_owned())).collect::<Vec<_>>()
            });
            (run.problems, pages)
        };
        assert_eq!(look(&session), look(&Arc::default()), "step {step}: {on:?}");
    }
}
