//! Briefs, tables and waivers.

use super::{CSV, HEAD, of_files, problems, said};

const CLAIMS: &str = "claims: { a: { statement: A. }, b: { statement: B. } }\n";

fn brief(keys: &str) -> Vec<String> {
    problems(&format!("{CLAIMS}briefs: {{ is-it-so: {{ question: Is it so?, {keys} }} }}"))
}

#[test]
fn the_answer_is_among_the_claims() {
    assert_eq!(brief("claims: [a, b], answer: b"), Vec::<String>::new());
    assert_eq!(
        brief("claims: [a], answer: b"),
        ["R115: claim `b` answers brief `is-it-so` but is not among its claims"]
    );
    assert_eq!(brief("claims: [a, a]"), ["R105: brief `is-it-so` lists `a` twice"]);
}

#[test]
fn templates_stand_below_their_folder() {
    let with = |template: &str| {
        let registry = format!("{HEAD}{CLAIMS}briefs: {{ is-it-so: {{ question: Q?, claims: [a]{template} }} }}");
        let (model, problems) = of_files(&[
            ("claims.yaml", &registry),
            ("data/encounters.csv", CSV),
            ("templates/is-it-so.md", "own"),
            ("templates/other.md", "other"),
        ]);
        let brief = model.briefs.iter().next().map(|(_, _, brief)| brief.template.clone());
        (brief.flatten().map(|path| path.to_string()), said(&problems))
    };
    assert_eq!(with(""), (Some("templates/is-it-so.md".into()), vec![]));
    assert_eq!(with(", template: other.md"), (Some("templates/other.md".into()), vec![]));
    assert_eq!(with(", template: templates/other.md"), (Some("templates/other.md".into()), vec![]));
    let (_, found) = with(", template: ../secret.md");
    assert_eq!(found, ["R110: there is no template `../secret.md` below `templates/`"]);
    let (_, found) = with(", template: othr.md");
    assert_eq!(found, ["R110: there is no template `othr.md` below `templates/`"]);
}

#[test]
fn tables_show_columns_or_figures() {
    let table = |keys: &str| {
        problems(&format!(
            "figures: {{ rise: {{ of: monthly, sum: total }}, by_month: {{ of: monthly, by: month, sum: total }} }}
tables: {{ t: {{ caption: A table, {keys} }} }}"
        ))
    };
    assert_eq!(table("of: monthly, columns: [month, total]"), Vec::<String>::new());
    assert_eq!(table("figures: [rise]"), Vec::<String>::new());
    assert_eq!(table("of: monthly"), ["R103: table `t` has no `columns`"]);
    assert_eq!(table("of: monthly, columns: [monht]"), ["F004: dataset `monthly` has no column `monht`"]);
    assert_eq!(table("figures: [by_month]"), ["F011: figure `by_month` is a series; one number is expected here"]);
    assert_eq!(table("of: monthly, figures: [rise]"), ["R107: table `t` shows a dataset and figures at once"]);
}

#[test]
fn charts_are_checked_as_tables_are_and_for_their_axis_and_mark() {
    let chart =
        |keys: &str| problems(&format!("charts: {{ c: {{ caption: A chart, of: monthly, columns: total, {keys} }} }}"));
    assert_eq!(chart("by: month, mark: line"), Vec::<String>::new());
    assert_eq!(chart("by: month, mark: pie"), ["R104: `pie` is not a mark of a chart"]);
    assert_eq!(chart("by: moth, mark: line"), ["F004: dataset `monthly` has no column `moth`"]);
}

#[test]
fn waivers_name_a_rule_a_place_a_reason_and_an_owner() {
    let waiver = |keys: &str| problems(&format!("waivers: [{{ {keys} }}]"));
    assert_eq!(waiver("rule: F007, place: a, reason: Known., owner: Us"), Vec::<String>::new());
    assert_eq!(
        waiver("rule: condition-never-tru, place: a, reason: Known., owner: Us"),
        ["R104: `condition-never-tru` is not a rule"]
    );
    assert_eq!(
        waiver("rule: F007"),
        ["R103: `waivers` has no `place`", "R103: `waivers` has no `reason`", "R103: `waivers` has no `owner`"]
    );
}

#[test]
fn levels_are_set_for_rules_that_exist() {
    let registry = "
registry: 1
publication:
  title: T
  as_of: 2025-01-01
  rules: { condition-never-true: off, long-anser: warning, S001: sometimes }
";
    let (model, problems) = of_files(&[("claims.yaml", registry)]);
    assert_eq!(said(&problems), ["R104: `long-anser` is not a rule", "R104: `sometimes` is not a level of a rule"]);
    assert_eq!(model.publication.rules.len(), 1);
}
