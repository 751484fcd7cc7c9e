//! Included files: sorted by path, sections only, one space of ids.

use super::load;
use crate::world::Memory;

fn with(main: &str, others: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let main = format!("registry: 1\n{main}");
    let files = others.iter().copied().chain([("claims.yaml", main.as_str())]);
    let (project, said) = load(&Memory::with(files));
    let read = project.map_or_else(Vec::new, |it| it.files.iter().map(|file| file.path.to_string()).collect());
    (read, said)
}

#[test]
fn included_files_are_read_in_the_order_of_their_paths() {
    let (read, said) = with(
        "include: [more.yaml, claims/*.yaml]\n",
        &[
            ("claims/b.yaml", "claims: { b: { statement: x } }"),
            ("claims/a.yaml", "claims: { a: { statement: x } }"),
            ("claims/deep/c.yaml", "nonsense"),
            ("claims/a.txt", "nonsense"),
            ("more.yaml", "# nothing yet\n"),
        ],
    );
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(read, ["claims.yaml", "claims/a.yaml", "claims/b.yaml", "more.yaml"]);
}

#[test]
fn an_included_file_holds_sections_only() {
    let (_, said) = with(
        "include: [claims/*.yaml]\n",
        &[("claims/a.yaml", "registry: 1\ninclude: [b.yaml]\npublication: { title: x }\nclaims: { a: {} }\n")],
    );
    assert_eq!(
        said,
        [
            "R017 claims/a.yaml:1:1 `registry` `registry` belongs in `claims.yaml`, not in an included file",
            "R017 claims/a.yaml:2:1 `include` `include` belongs in `claims.yaml`, not in an included file",
            "R017 claims/a.yaml:3:1 `publication` `publication` belongs in `claims.yaml`, not in an included file",
        ]
    );
}

#[test]
fn an_id_is_declared_once_across_files() {
    let (_, said) = with(
        "include: [claims/*.yaml]\nclaims: { a: {} }\n",
        &[("claims/a.yaml", "claims: { a: {} }\n"), ("claims/b.yaml", "measures:\n  a: {}\n")],
    );
    assert_eq!(said, ["R013 claims/a.yaml:1:11 `a` claim `a` appears twice | 3:11 `a` first declared here",]);
}

#[test]
fn an_include_that_names_nothing_hides_what_would_follow_from_it() {
    let (_, said) = with(
        "include:\n  - claim/*.yaml\n  - ../x.yaml\n  - '*.yaml'\n  - missing.yaml\ndatasets: { d: { file: x.csv } }\n",
        &[],
    );
    assert_eq!(
        said,
        [
            "R016 3:5 `claim/*.yaml` `claim/*.yaml` names no file",
            "R015 4:5 `../x.yaml` `../x.yaml` is not a path inside the project",
            "R015 5:5 `'*.yaml'` the pattern `*.yaml` names no folder",
            "R016 6:5 `missing.yaml` there is no file `missing.yaml`",
        ]
    );
}

#[test]
fn a_broken_included_file_is_shown_at_its_own_place() {
    let (_, said) = with(
        "include: [claims/*.yaml]\n",
        &[("claims/a.yaml", "claims: { a: \n"), ("claims/b.yaml", "claims: { b: { statment: x } }\n")],
    );
    assert_eq!(
        said,
        [
            "R001 claims/a.yaml:1:9 `{` the bracket `{` is never closed",
            "R010 claims/b.yaml:1:16 `statment` unknown key `statment` in claim `b`",
        ]
    );
}

#[test]
fn patterns_beyond_all_need_are_a_problem_and_two_hundred_are_none() {
    let patterns = |count: usize| {
        let all: Vec<String> = (0..count).map(|at| format!("claims/{at}*.yaml")).collect();
        let files: Vec<String> = (0..count).map(|at| format!("claims/{at}a.yaml")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), "{}")).collect();
        with(&format!("include: [{}, claims/0a.yaml]\n", all.join(", ")), &files).1
    };
    assert_eq!(patterns(200), Vec::<String>::new());
    let said = patterns(201);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("R030 2:") && said[0].ends_with("`include` holds more than 200 patterns with `*`"),
        "{said:?}"
    );
}
