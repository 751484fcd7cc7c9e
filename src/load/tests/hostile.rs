//! Registries made to exhaust a machine or to hide something: refused at once, with a problem.

use std::fmt::Write;

use super::{load, said, whole};
use crate::world::{Memory, ProjectPath, Unreadable, World};

#[test]
fn anchors_aliases_merge_keys_and_tags_are_refused() {
    assert_eq!(
        said(
            "measures:
  a: &one { counts: events }
  b: *one
  c:
    <<: *one
    label: !!str x
claims: !own
  d: { statement: x }
"
        ),
        [
            "R006 3:6 `&one` registries have no anchors",
            "R006 4:6 `*one` registries have no aliases",
            "R006 6:5 `<<` registries have no merge keys",
            "R006 6:9 `*one` registries have no aliases",
            "R006 7:12 `!!str` registries have no tags",
            "R006 8:9 `!own` registries have no tags",
        ]
    );
}

#[test]
fn their_signs_in_text_are_text() {
    let text = "parties:
  a: R&D
  b: R & D *and* more!
  c: '&x'
  d: \"*y\"
  e: { name: Stop!, url: 'https://example.org/?a=1&b=2' }
claims:
  f:
    statement: |
      *Bold* it begins
      &so it goes
      !and on
";
    assert_eq!(said(text), Vec::<String>::new());
}

#[test]
fn alias_bombs_are_refused_at_once() {
    let mut exponential = "registry: 1\nclaims:\n  a0: &a0 [x, x]\n".to_owned();
    for i in 1..60 {
        let before = i - 1;
        writeln!(exponential, "  a{i}: &a{i} [*a{before}, *a{before}]").unwrap();
    }
    assert!(whole(&exponential).iter().any(|said| said == "R006 4:7 `&a1` registries have no anchors"));
    let quadratic =
        format!("registry: 1\nclaims:\n  a: &a \"{}\"\n  b: [{}]\n", "x".repeat(25_000), "*a, ".repeat(6_000));
    let said = whole(&quadratic);
    assert_eq!(said[0], "R006 3:6 `&a` registries have no anchors");
    assert!(said.len() > 1 && said.len() < 60, "{}", said.len());
}

#[test]
fn ten_thousand_levels_are_refused() {
    let wanted = ["R005 2:70 `[` lists and mappings are nested more than 64 deep"];
    assert_eq!(said(&format!("claims: {}", "[".repeat(10_000))).len(), 1);
    let found = said(&format!("aaa: {}{}", "[".repeat(10_000), "]".repeat(10_000)));
    assert_eq!(found, wanted);
    let mut block = String::new();
    for level in 0..10_000 {
        writeln!(block, "{}a:", " ".repeat(level.min(3_000))).unwrap();
    }
    assert!(whole(&block)[0].starts_with("R005"), "{:?}", whole(&block));
    let dashes = format!("{}x", "- ".repeat(10_000));
    assert!(whole(&dashes)[0].starts_with("R005"), "{:?}", whole(&dashes));
}

#[test]
fn a_value_of_two_megabytes_is_refused_and_the_rest_is_read() {
    let text =
        format!("registry: 1\nclaims:\n  a: {{ statement: {} }}\n  b: {{ statement: y }}\n", "x".repeat(2 << 20));
    let (project, said) = load(&Memory::with([("claims.yaml", text.as_str())]));
    assert_eq!(said, ["R005 3:19 `…` a value is longer than 1 MiB"]);
    assert_eq!(project.unwrap().files[0].registry.claims.0.len(), 2);
}

/// A world whose file is larger than anybody would read.
struct Vast;

impl World for Vast {
    fn read(&self, _: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        panic!("a file beyond the limit is not read")
    }

    fn size(&self, _: &ProjectPath) -> Result<u64, Unreadable> {
        Ok(100 << 20)
    }

    fn list(&self, _: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        Ok(Vec::new())
    }
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_even_read() {
    assert_eq!(load(&Vast).1, ["R005 claims.yaml `claims.yaml` is larger than 64 MiB"]);
}

#[test]
fn invisible_characters_are_refused_written_out_or_escaped() {
    assert_eq!(
        said("claims:\n  a: { statement: b\u{FDD0}c }\n  d: { statement: e\u{7}f }\n"),
        [
            "R004 3:20 `\u{FDD0}` the noncharacter U+FDD0 does not belong in a registry",
            "R004 4:20 `\u{7}` the control character U+0007 does not belong in a registry",
        ]
    );
    assert_eq!(
        said("claims:\n  a: { statement: \"b\\uFDD0c\" }\n  d: { statement: \"e\\u0007\\n\" }\n"),
        [
            "R004 3:19 `\"b\\uFDD0c\"` the noncharacter U+FDD0 does not belong in a registry",
            "R004 4:19 `\"e\\u0007\\n\"` the control character U+0007 does not belong in a registry",
        ]
    );
}

/// A world with one file of bytes that are no text.
struct Bytes(&'static [u8]);

impl World for Bytes {
    fn read(&self, _: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.to_vec())
    }

    fn list(&self, _: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        Ok(Vec::new())
    }
}

#[test]
fn bytes_that_are_not_utf8_are_placed() {
    let found = load(&Bytes(b"registry: 1\nparties: { a: Jos\xE9 M. }\n")).1;
    assert_eq!(found, ["R003 claims.yaml:2:18 `claims.yaml` is not UTF-8 text"]);
}

#[test]
fn no_words_make_the_reader_panic() {
    for text in [
        "\0",
        "[",
        "{",
        "}",
        "- - -",
        "? ",
        "?",
        ":",
        ": :",
        "- :",
        "\"",
        "'",
        "|",
        ">",
        "a: |9\n",
        "&",
        "*",
        "!",
        "!<",
        "%",
        "@",
        "`",
        "registry: [",
        "registry: 1\nclaims: [[]]",
        "registry: 1\n? {a: b}\n: c",
        "registry: 1\nclaims: {? : }",
        "registry: 1\nclaims: { : x }",
        "registry: { 1: 2 }",
        "registry: 1\ninclude: 5",
        "registry: 1\nwaivers: [x, {rule: [1]}]",
        "registry: 1\nbriefs: { a: { answer: { b: c } } }",
        "registry: 1\nclaims: { a: { test: [[1]] } }",
        "~",
        "registry: ~",
        "registry: 1\n\t",
        "registry: 1\nclaims:\n  a: |\n\u{2028}",
        "a: b: c",
        "\r\r\r",
        "registry: 1\r\rclaims: [\r",
        "registry: 1\nclaims: { a: { said: [1], verdict: [2], looked: [3] } }",
        "registry: 1\npublication: [1]",
    ] {
        load(&Memory::with([("claims.yaml", text)]));
    }
}

mod any_words {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn make_no_panic(text in r#"(registry: 1\n)?([a-c]{1,3}|claims|briefs|test|where|[ \n:,\-\[\]{}"'|>&*!?#%@é~0-9.]|: |\n  |- ){0,40}"#) {
            load(&Memory::with([("claims.yaml", text.as_str())]));
        }
    }
}
