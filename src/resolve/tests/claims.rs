//! Claims: who said it, how it is tested, what it is.

use crate::vocabulary::{ClaimKind, Role, Standing};

use super::{CSV, HEAD, of_files, problems, resolved};

fn claim(keys: &str) -> Vec<String> {
    problems(&format!(
        "sources: {{ letter: {{ title: A letter }} }}\nclaims:\n  a:\n    statement: It is so.\n    {keys}\n"
    ))
}

#[test]
fn kind_and_role_follow_from_what_is_written() {
    let (model, found) = resolved(
        "claims:
  counted: { statement: So many., quantity: 5 }
  trend:
    statement: They fell.
    test: { of: monthly, by: month, sum: total, falls: every-step, reading: By month. }
  event: { statement: It happened., said: { by: Somebody } }
  named: { statement: It is the law., kind: rule }
",
    );
    assert_eq!(super::said(&found), Vec::<String>::new());
    let of: Vec<(ClaimKind, Role)> = model.claims.iter().map(|(_, _, claim)| (claim.kind, claim.role)).collect();
    assert_eq!(
        of,
        [
            (ClaimKind::Quantity, Role::Finding),
            (ClaimKind::Trend, Role::Finding),
            (ClaimKind::Event, Role::Reviewed),
            (ClaimKind::Rule, Role::Finding)
        ]
    );
}

#[test]
fn a_test_needs_a_reading_and_something_to_hold_against() {
    assert_eq!(
        claim("test: { of: monthly, sum: total }"),
        ["R103: claim `a` has a test and no `quantity`", "R103: the test of claim `a` has no `reading`"]
    );
    let printing = |more: &str| {
        problems(&format!(
            "claims:\n  a: {{ statement: '{{{{ value }}}} came.', test: {{ of: monthly, sum: total, reading: All. }}{more} }}\n"
        ))
    };
    assert_eq!(printing(""), Vec::<String>::new());
    let said = printing(", said: { by: A speaker, date: 2025-01 }");
    assert_eq!(said, ["R103: claim `a` has a test and no `quantity`"]);
    assert_eq!(
        claim("quantity: 5\n    reading: All.\n    test: { of: monthly, sum: total, reading: All. }"),
        ["R107: claim `a` has a `reading` of its own and one in its test"]
    );
    assert_eq!(claim("reading: All."), ["R107: claim `a` has a `reading` and no test"]);
    assert_eq!(
        claim(
            "quantity: 5\n    reading: All.\n    test: [{ of: monthly, sum: total, reading: A. }, { of: monthly, max: total, reading: B. }]"
        ),
        ["R107: claim `a` has several tests and one `reading`"]
    );
}

#[test]
fn a_claim_is_tested_on_its_own_measure() {
    let test = "quantity: 5\n    reading: All.\n    test: { of: monthly, sum: total }";
    assert_eq!(claim(&format!("measure: encounters\n    {test}")), Vec::<String>::new());
    assert_eq!(
        claim(&format!("measure: persons_found\n    {test}")),
        ["F013: claim `a` is about `persons_found`, but its test counts `encounters`"]
    );
}

#[test]
fn a_quotation_and_the_keys_of_a_figure_are_no_test() {
    let test = |test: &str| claim(&format!("quantity: 5\n    reading: All.\n    test: {test}"));
    assert_eq!(test("{ quote: 5, source: letter }"), ["F003: a quotation is not a test of a claim"]);
    assert_eq!(test("{ of: monthly, sum: total, decimals: 1 }"), Vec::<String>::new());
    assert_eq!(
        test("{ figure: nothing }"),
        ["R101: claim `a` refers to the figure `nothing`, which is not registered"]
    );
}

#[test]
fn evidence_is_from_one_place_and_has_a_stance() {
    assert_eq!(claim("evidence: [{ source: letter, stance: supports, basis: document }]"), Vec::<String>::new());
    assert_eq!(
        claim("evidence: [{ stance: supports }, { source: letter }]"),
        ["R103: claim `a` has no `source`", "R103: claim `a` has no `stance`"]
    );
    assert_eq!(
        claim("evidence: [{ source: letter, dataset: monthly, stance: supports }]"),
        ["R107: an item of evidence of claim `a` names both a source and a dataset"]
    );
}

#[test]
fn verdicts_are_from_the_publications_scales() {
    assert_eq!(claim("verdict: Mostly true"), ["R104: `Mostly true` is not a verdict of the publication's scales"]);
    let registry = |words: &str| {
        format!("registry: 1\npublication: {{ title: T, as_of: 2025-01-01, scales: {{ house: {{ {words} }} }} }}\n")
    };
    let scales = |words: &str| {
        let (model, problems) = super::of_files(&[("claims.yaml", &registry(words))]);
        (model.publication.scales, super::said(&problems))
    };
    let (read, problems) = scales("\"True\": established, Unproven: unsupported, False: refuted");
    assert_eq!(problems, Vec::<String>::new());
    let words: Vec<_> = read[0].words.iter().map(|(word, needs)| (word.as_str(), needs.word())).collect();
    assert_eq!(words, [("True", "established"), ("Unproven", "unsupported"), ("False", "refuted")]);
    assert_eq!(scales("Right: proven").1, ["R104: `proven` is not a standing that a verdict can need"]);
}

#[test]
fn a_scale_that_is_a_bare_list_is_told_with_its_words_and_its_claims_are_not_scolded() {
    let head = HEAD.replace("as_of: 2025-12-15 }", "as_of: 2025-12-15, scales: { plain: [True, Half true, False] } }");
    let claims = "claims: { a: { statement: It is so., kind: event, verdict: True } }\n";
    let (_, found) = of_files(&[("claims.yaml", &(head + claims)), ("data/encounters.csv", CSV)]);
    assert_eq!(super::said(&found), ["R012: the scale `plain` does not say which standing its words need"]);
    let shown = "say it of each word, for instance `plain: { True: established, …, False: refuted }`";
    assert_eq!(found[0].helps, [shown]);
}

#[test]
fn a_verdict_knows_its_scale_and_the_standing_it_needs() {
    let scales =
        "{ truth: { \"True\": established, Half true: contested }, use: { Handy: not-assessed, Half true: reported } }";
    let head = HEAD.replace("as_of: 2025-12-15 }", &format!("as_of: 2025-12-15, scales: {scales} }}"));
    let verdict = |verdict: &str| {
        let claims = format!("claims: {{ a: {{ statement: It is so., kind: event, verdict: {verdict} }} }}\n");
        let (model, found) = of_files(&[("claims.yaml", &(head.clone() + &claims)), ("data/encounters.csv", CSV)]);
        let verdict = model.claims.iter().next().and_then(|(_, _, claim)| claim.verdict.clone());
        (verdict.map(|verdict| (verdict.scale, verdict.needs)), super::said(&found))
    };
    let (truth, usage) = (|| Some("truth".to_owned()), || Some("use".to_owned()));
    assert_eq!(verdict("True"), (Some((truth(), Standing::Established)), vec![]));
    assert_eq!(verdict("Handy"), (Some((usage(), Standing::NotAssessed)), vec![]));
    assert_eq!(verdict("{ word: Half true, scale: use }"), (Some((usage(), Standing::Reported)), vec![]));
    assert_eq!(verdict("Half true"), (None, vec!["R103: the verdict of claim `a` has no `scale`".to_owned()]));
    let unknown = "R104: `Handy` is not a verdict of the publication's scales".to_owned();
    assert_eq!(verdict("{ word: Handy, scale: truth }"), (None, vec![unknown]));
    let unknown = "R104: `fruit` is not a scale of the publication".to_owned();
    assert_eq!(verdict("{ word: True, scale: fruit }"), (None, vec![unknown]));
}

#[test]
fn dates_and_quantities_are_understood_or_refused() {
    assert_eq!(claim("period: someday"), ["Q003: `someday` is not a period"]);
    assert_eq!(claim("said: { by: Somebody, date: 2025-13 }"), ["Q003: the calendar has no `2025-13`"]);
    assert_eq!(claim("period: to 2025-07-24"), Vec::<String>::new());
    assert_eq!(
        claim("looked: { where: The archive, date: 2025-02-30 }"),
        ["Q003: the calendar has no day `2025-02-30`"]
    );
}
