//! References between entries, required keys and closed lists of words.

use crate::text::Step;

use super::{help, place, problems};

#[test]
fn an_unknown_id_is_named_with_the_entry_and_the_nearest_id() {
    let rest = "claims: { a: { statement: It rained., measure: encouters } }";
    assert_eq!(problems(rest), ["R101: claim `a` refers to the measure `encouters`, which is not registered"]);
    assert_eq!(help(rest), "did you mean `encounters`? Otherwise add `encouters` under `measures`");
    let steps: Vec<Step> = ["claims", "a", "measure"].map(Step::from).into();
    assert_eq!(place(rest).steps, steps);
}

#[test]
fn an_id_of_another_kind_is_told_from_an_unknown_one() {
    let rest = "claims: { a: { statement: It rained., measure: cbp } }";
    assert_eq!(problems(rest), ["R102: `cbp` is a party; a measure is expected here"]);
}

#[test]
fn required_keys_are_missed_all_at_once() {
    let rest = "
claims: { a: { quantity: 5 } }
unknowns: { u: { would_resolve: A count. } }
sources: { s: { url: https://example.org } }
briefs: { b: { byline: Us } }
figures: { q: { quote: 5 } }";
    assert_eq!(
        problems(rest),
        [
            "R103: source `s` has no `title` and no `description`",
            "R103: figure `q` has no `source`",
            "R103: figure `q` has no `measure`",
            "R103: claim `a` has no `statement`",
            "R103: unknown `u` has no `question`",
            "R103: unknown `u` has no `because`",
            "R103: brief `b` has no `question`",
            "R103: brief `b` has no `claims`",
        ]
    );
}

#[test]
fn closed_lists_of_words_are_closed() {
    let rest = "
sources: { s: { title: A, type: article-newspapr, seen: selff, status: lost } }
claims:
  a:
    statement: It rained.
    kind: quantitiy
    role: ours
    evidence: [{ source: s, stance: support, basis: hearsay }]
unknowns: { u: { question: How many?, reason: not-colected } }";
    assert_eq!(
        problems(rest),
        [
            "R104: `article-newspapr` is not a CSL type",
            "R104: `selff` is not a way of seeing a source",
            "R104: `lost` is not a status of a source",
            "R104: `quantitiy` is not a kind of claim",
            "R104: `ours` is not a role of a claim",
            "R104: `support` is not a stance",
            "R104: `hearsay` is not a basis of evidence",
            "R104: `not-colected` is not a reason why something is unknown",
        ]
    );
    assert_eq!(help("claims: { a: { statement: It rained., kind: quantitiy } }"), "did you mean `quantity`?");
}

#[test]
fn what_measures_count_is_an_open_list_that_knows_slips() {
    assert_eq!(counting("leads"), Vec::<String>::new());
    assert_eq!(counting("evnts"), ["R104: `evnts` is not a known word for what is counted"]);
}

fn counting(word: &str) -> Vec<String> {
    let registry = format!(
        "registry: 1\npublication: {{ title: T, as_of: 2025-01-01 }}\nmeasures: {{ m: {{ counts: {word}, definition: D. }} }}\n"
    );
    super::said(&super::of_files(&[("claims.yaml", &registry)]).1)
}

#[test]
fn circles_are_printed_in_the_authors_order() {
    let registry = "
registry: 1
publication: { title: T, as_of: 2025-01-01 }
parties: { a: { name: A, part_of: b }, b: { name: B, part_of: c }, c: { name: C, part_of: a } }
sources: { s: { title: S, relays: t }, t: { title: T, through: s } }
claims:
  x: { statement: \"See {{ claims.y }}\", part_of: y }
  y: { statement: \"See {{ claims.x }}\", part_of: x }
  z: { statement: \"See {{ claims.z.standing }}\" }
";
    assert_eq!(
        super::said(&super::of_files(&[("claims.yaml", registry)]).1),
        [
            "R106: parties that are part of each other: `a` → `b` → `c` → `a`",
            "R106: sources that pass on each other: `s` → `t` → `s`",
            "R106: claims that are part of each other: `x` → `y` → `x`",
            "R106: statements that print each other: `x` → `y` → `x`",
        ]
    );
}

#[test]
fn speakers_and_relays_may_be_words_but_not_slips_of_ids() {
    let said = |by: &str| problems(&format!("claims: {{ a: {{ statement: It rained., said: {{ by: {by} }} }} }}"));
    assert_eq!(said("officials"), Vec::<String>::new());
    assert_eq!(said("An unnamed official"), Vec::<String>::new());
    assert_eq!(said("border_official"), ["R108: `border_official` looks like a party's id, and no party has it"]);
    assert_eq!(said("cbpp"), ["R108: `cbpp` looks like a party's id, and no party has it"]);
    assert_eq!(said("monthly"), ["R102: `monthly` is a dataset; a party is expected here"]);
    let relays = |of: &str| problems(&format!("sources: {{ s: {{ title: S, relays: [{of}] }} }}"));
    assert_eq!(relays("cbp"), Vec::<String>::new());
    assert_eq!(relays("a leaflet"), Vec::<String>::new());
    assert_eq!(relays("press_release"), ["R101: `press_release` looks like an id, and no source or party has it"]);
    assert_eq!(relays("monthly"), ["R102: `monthly` is a dataset; a source or a party is expected here"]);
}
