//! Broken form: every fault is said at once, at its place, and what is sound is used.

use super::{load, said, sound, whole};
use crate::world::Memory;

#[test]
fn the_smallest_registry_is_read() {
    let project = sound(
        "publication: { title: Border desk, as_of: 2025-12-15 }
parties: { cbp: U.S. Customs and Border Protection }
measures:
  encounters: { counts: events, kept_by: cbp, record: monthly, definition: Recorded stops; one person can be counted twice. }
claims:
  november:
    statement: Encounters in November were just over 30,000.
    said: { by: An opinion article, date: 2025-12 }
    quantity: just over 30,000
    test: { of: monthly, where: { month: 2025-11 }, sum: total }
    reading: All recorded encounters nationwide in November 2025.
",
    );
    let registry = &project.files[0].registry;
    assert_eq!(registry.claims.0[0].value.test.0[0].sum.as_deref(), Some("total"));
    assert_eq!(registry.publication.as_ref().and_then(|it| it.as_of.as_deref()), Some("2025-12-15"));
}

#[test]
fn every_unknown_key_is_named_with_the_nearest_known_one() {
    assert_eq!(
        said(
            "claim: {}
claims:
  november:
    statment: x
    test: { of: a, smu: total }
    evidence:
      - source: a
        stanze: supports
parties:
  a: { nmae: A }
publication: { titel: x, author: [{ nam: b }] }
"
        ),
        [
            "R010 2:1 `claim` unknown section `claim`",
            "R010 5:5 `statment` unknown key `statment` in claim `november`",
            "R010 6:20 `smu` unknown key `smu` in `test` of claim `november`",
            "R010 9:9 `stanze` unknown key `stanze` in item 1 of `evidence` of claim `november`",
            "R010 11:8 `nmae` unknown key `nmae` in party `a`",
            "R010 12:16 `titel` unknown key `titel` in `publication`",
            "R010 12:26 `author` unknown key `author` in `publication`",
        ]
    );
}

#[test]
fn an_unknown_key_is_helped_by_the_nearest_or_by_the_list() {
    let mut problems = crate::diagnostic::Problems::default();
    let text = "registry: 1\nclaim: {}\nbriefs: { a: { clams: [], zzzzzzzz: 1 } }\n";
    super::project(&Memory::with([("claims.yaml", text)]), &mut problems);
    let helps: Vec<&str> = problems.iter().flat_map(|problem| &problem.helps).map(String::as_str).collect();
    assert_eq!(
        helps,
        [
            "did you mean `claims`?",
            "did you mean `claims`?",
            "the keys here are `for_each`, `question`, `answer`, `summary`, `lead_in`, `topics`, `claims`, `unknowns`, `tables`, `charts`, `languages`, `template`, \
             `byline`, `limitations`, `review`"
        ]
    );
}

#[test]
fn several_faults_of_one_entry_and_of_many_are_said_at_once() {
    let text = "registry: 1
measures:
  a: { counts: [events], sensitive: no, label: A }
  b: [x]
  c: { label: C, aliases: { x: y } }
claims:
  d: { statement: { a: b }, evidence: says-so, quantity: 5 }
  e: { statement: fine }
briefs:
  f: { claims: { e: x }, question: [1] }
  g: { claims: [e, [e], d] }
figures: [x]
";
    let (project, said) = load(&Memory::with([("claims.yaml", text)]));
    assert_eq!(
        said,
        [
            "R012 3:16 `[events]` `counts` of measure `a` must be text, not a list",
            "R012 3:37 `no` `sensitive` of measure `a` must be `true` or `false`, not `no`",
            "R012 4:6 `[x]` measure `b` must be a mapping of keys, not a list",
            "R012 5:27 `{ x: y }` `aliases` of measure `c` must be text, not a mapping",
            "R012 7:19 `{ a: b }` `statement` of claim `d` must be text, not a mapping",
            "R012 7:39 `says-so` `evidence` of claim `d` must be a mapping of keys, not `says-so`",
            "R012 10:16 `{ e: x }` `claims` of brief `f` must be text, not a mapping",
            "R012 10:36 `[1]` `question` of brief `f` must be text, not a list",
            "R012 11:20 `[e]` item 2 of `claims` of brief `g` must be text, not a list",
            "R012 12:10 `[x]` `figures` must be a mapping of ids, not a list",
        ]
    );
    let registry = &project.expect("the rest is used").files[0].registry;
    let measures: Vec<_> = registry.measures.iter().map(|entry| (entry.id.as_str(), &entry.value.label)).collect();
    assert_eq!(measures, [("a", &Some("A".to_owned())), ("b", &None), ("c", &Some("C".to_owned()))]);
    assert_eq!(registry.claims.0[0].value.quantity.as_deref(), Some("5"));
    assert_eq!(registry.briefs.0[1].value.claims.0, ["e", "", "d"]);
}

#[test]
fn yaml_that_cannot_be_parsed_is_said_in_plain_words() {
    for (text, wanted) in [
        ("claims:\n  a: { statement: \"x }\n", "R001 3:19 `\"` a quoted text is never closed"),
        ("claims:\n  a: { statement: x\n", "R001 3:6 `{` the bracket `{` is never closed"),
        ("claims:\n  a: [x}\n", "R001 3:6 `[` the bracket `[` is closed by `}`"),
        ("claims:\n\ta: x\n", "R001 3:1 `\t` a tab is used where spaces belong"),
        ("claims:\n  a:\n    x: 1\n   y: 2\n", "R001 5:4 `y` a line is indented so that it belongs to nothing"),
        ("claims:\n  a: one: two\n", "R001 3:9 `:` there is a `:` where no key can be"),
        ("claims:\n  a: @x\n", "R001 3:6 `@` a text cannot begin with `@`"),
        ("claims:\n  a: 'x' y\n", "R001 3:10 `y` words follow a quoted text"),
        ("claims:\n  a: 'x\n", "R001 3:7 `x` a quoted text is never closed, or goes on too far left"),
        (
            "claims:\n  a: \"\\q\"\n",
            "R001 3:6 `\"` a backslash in a double-quoted text is followed by what means nothing",
        ),
        ("claims:\n  - a\n  b: c\n", "R001 4:3 `b` a list and keys are mixed in one place"),
        ("claims:\n  a\n  b: c\n", "R001 4:4 `:` there is a `:` where no key can be"),
    ] {
        assert_eq!(said(text), [wanted], "{text}");
    }
}

#[test]
fn a_file_that_is_no_registry_is_said_to_be_none() {
    for (text, wanted) in [
        ("", "R008 claims.yaml a registry is made of sections such as `claims:`, but the file is empty"),
        ("# nothing\n\n", "R008 claims.yaml a registry is made of sections such as `claims:`, but the file is empty"),
        ("- a\n- b\n", "R008 1:3 `a` a registry is made of sections such as `claims:`, but this is a list"),
        ("hello\n", "R008 1:1 `hello` a registry is made of sections such as `claims:`, but this is text"),
        ("claims: {}\n", "R009 1:1 `claims` the file does not say which version of the format it is written in"),
        ("registry: 2\n", "R009 1:11 `2` this tool reads version 1 of the format, not `2`"),
        ("registri: 1\n", "R010 1:1 `registri` unknown section `registri`"),
        ("registry: 1\n---\nclaims: {}\n", "R007 2:1 `---` the file holds more than one YAML document"),
        ("%YAML 1.1\n---\nregistry: 1\n", "R001 1:1 `%` registries have no `%` directives"),
    ] {
        assert_eq!(whole(text), [wanted], "{text}");
    }
}

#[test]
fn a_byte_order_mark_carriage_returns_and_a_document_start_are_accepted() {
    for text in
        ["\u{FEFF}registry: 1\n", "registry: 1\r\nclaims:\r\n  a: { statement: x }\r\n", "---\nregistry: 1\n...\n"]
    {
        assert_eq!(whole(text), Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(
        whole("\u{FEFF}registry: 1\r\nclaims:\r\n  a: { statment: x }\r\n"),
        ["R010 3:8 `statment` unknown key `statment` in claim `a`"]
    );
}

#[test]
fn keys_that_stand_twice_are_placed_with_the_first() {
    assert_eq!(
        said(
            "claims:
  a: { statement: x, statement: y, test: { where: { m: 1, n: 2, m: 3 } } }
measures:
  b: { distinct_from: { c: d, c: e } }
  f: { label: x }
  f: { label: y }
claims:
  g: {}
datasets:
  h: { fields: { x: integer, x: string } }
"
        ),
        [
            "R011 3:22 `statement` `statement` of claim `a` appears twice | 3:8 `statement` first written here",
            "R011 3:65 `m` `m` of `where` of `test` of claim `a` appears twice | 3:53 `m` first written here",
            "R011 5:31 `c` `c` of `distinct_from` of measure `b` appears twice | 5:25 `c` first written here",
            "R013 7:3 `f` measure `f` appears twice | 6:3 `f` first declared here",
            "R011 8:1 `claims` `claims` appears twice | 2:1 `claims` first written here",
            "R011 11:30 `x` `x` of `fields` of dataset `h` appears twice | 11:18 `x` first written here",
        ]
    );
}

#[test]
fn a_key_that_is_no_text_is_said() {
    assert_eq!(said("claims:\n  ? [a, b]\n  : x\n"), ["R012 3:5 `[a, b]` a key must be text, not a list or mapping"]);
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem() {
    assert_eq!(load(&Memory::default()).1, ["R002 project there is no file `claims.yaml`"]);
}

#[test]
fn every_section_that_the_type_knows_is_read_carefully_too() {
    for section in super::super::problems::section_names() {
        let text = format!("registry: 1\nzzzzzzzzz: 1\n{}", if *section == "registry" { "" } else { section });
        let text = if *section == "registry" { text } else { text + ":\n" };
        assert_eq!(whole(&text), ["R010 2:1 `zzzzzzzzz` unknown section `zzzzzzzzz`"], "{section}");
    }
}
