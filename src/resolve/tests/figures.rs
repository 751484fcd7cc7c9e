//! Figures: one way each, of figures that go together.

use super::{help, problems, resolved};

fn figures(lines: &str) -> Vec<String> {
    problems(&format!("sources: {{ letter: {{ title: A letter }} }}\nfigures:\n{lines}"))
}

const PARTS: &str = "
  november: { of: monthly, where: { month: 2025-11 }, value: total }
  october: { of: monthly, where: { month: 2025-10 }, value: total }
  by_month: { of: monthly, by: month, sum: total }
  by_state: { of: monthly, by: state, sum: total }
  found: { quote: 788, source: letter, measure: persons_found }
";

fn with_parts(line: &str) -> Vec<String> {
    figures(&format!("{PARTS}  x: {line}\n"))
}

#[test]
fn every_operation_over_fitting_figures_is_understood() {
    let lines = "
  difference_of: { difference: [november, october] }
  ratio_of: { ratio: [november, found] }
  change_of: { change: { from: october, to: november } }
  share_of: { share: october, whole: november }
  points_of: { points: { from: share_of, to: share_of } }
  total_of: { total: [november, october] }
  rank_of: { rank: { value: november, among: [october, november] } }
  rank_in: { rank: { value: november, among: by_state } }
  rises_of: { rises: by_month }
  falls_of: { falls: by_month }
  steps_of: { steps: by_month }
  run_of: { run: { of: by_month, direction: falls } }
  lowest_of: { lowest: by_state }
  highest_of: { highest: by_month, decimals: 0 }
";
    assert_eq!(figures(&format!("{PARTS}{lines}")), Vec::<String>::new());
}

#[test]
fn a_figure_is_got_in_one_way() {
    assert_eq!(with_parts("{ label: A }"), ["F001: figure `x` does not say how its number is obtained"]);
    assert_eq!(with_parts("{ of: monthly }"), ["F001: figure `x` names a dataset, but not what to make of its rows"]);
    assert_eq!(
        with_parts("{ of: monthly, sum: total, max: total }"),
        ["F002: figure `x` says `sum` and `max` at once"]
    );
    assert_eq!(with_parts("{ sum: total }"), ["F003: `sum` has no dataset: `of` is missing"]);
}

#[test]
fn keys_that_belong_elsewhere_are_refused() {
    assert_eq!(
        with_parts("{ of: monthly, sum: total, reading: All. }"),
        ["F003: `reading` belongs in a claim's `test`, not in a figure"]
    );
    assert_eq!(
        with_parts("{ difference: [november, october], where: { month: 2025-11 }, whole: october }"),
        ["F003: `where` means nothing beside `difference`", "F003: `whole` means nothing beside `difference`"]
    );
    assert_eq!(with_parts("{ share: october }"), ["R103: figure `x` has no `whole`"]);
    assert_eq!(
        with_parts("{ of: monthly, sum: total, source: letter }"),
        ["F003: `source` means nothing beside `sum`"]
    );
}

#[test]
fn operations_take_as_many_figures_as_they_need() {
    assert_eq!(with_parts("{ difference: [november] }"), ["F010: two figures are expected here, not 1"]);
    assert_eq!(with_parts("{ total: [november] }"), ["F010: two or more figures are expected here, not 1"]);
    assert_eq!(with_parts("{ change: { from: october } }"), ["R103: figure `x` has no `to`"]);
    assert_eq!(
        with_parts("{ run: { of: by_month, direction: down } }"),
        ["R104: `down` is not a direction of a series"]
    );
}

#[test]
fn series_and_numbers_are_told_apart() {
    assert_eq!(with_parts("{ falls: november }"), ["F011: figure `november` is one number; a series is expected here"]);
    assert_eq!(with_parts("{ falls: by_state }"), ["F011: figure `by_state` runs along a column without an order"]);
    assert_eq!(
        with_parts("{ rank: { value: by_month, among: november } }"),
        ["F011: figure `by_month` is a series; one number is expected here"]
    );
    assert_eq!(
        with_parts("{ decimals: one, of: monthly, sum: total }"),
        ["R109: `one` is not a number of decimals from 0 to 10"]
    );
}

#[test]
fn numbers_of_different_measures_do_not_go_together() {
    let unlike = "of unlike numbers: `november` counts `encounters`, `found` counts `persons_found`";
    for (line, name) in [
        ("{ difference: [november, found] }", "difference"),
        ("{ total: [november, found] }", "total"),
        ("{ change: { from: november, to: found } }", "change"),
        ("{ share: november, whole: found }", "share"),
        ("{ rank: { value: november, among: found } }", "rank"),
    ] {
        assert_eq!(with_parts(line), [format!("F013: `{name}` {unlike}")]);
    }
    let (_, problems) = resolved(&format!(
        "sources: {{ letter: {{ title: A }} }}\nfigures:\n{PARTS}  x: {{ total: [november, found] }}\n"
    ));
    assert_eq!(problems[0].notes, ["`encounters` and `persons_found` are distinct: One person can be met twice"]);
    assert_eq!(
        with_parts("{ points: { from: october, to: november } }"),
        ["F014: `points` needs percentages; figure `october` counts `encounters`"]
    );
    assert_eq!(
        with_parts("{ of: monthly, sum: total, measure: persons_found }"),
        ["F013: figure `x` is declared to count `persons_found`, but its column counts `encounters`"]
    );
}

#[test]
fn a_circle_of_figures_is_reported_once_and_hides_what_follows() {
    assert_eq!(
        figures(
            "  a: { total: [b, c] }\n  b: { total: [c, a] }\n  c: { of: monthly, sum: total }\n  d: { steps: a }\n"
        ),
        ["R106: figures that are made of each other: `a` → `b` → `a`"]
    );
}

#[test]
fn columns_are_known_by_name_and_type() {
    assert_eq!(with_parts("{ of: monthly, sum: totl }"), ["F004: dataset `monthly` has no column `totl`"]);
    assert_eq!(help("figures: { x: { of: monthly, sum: totl } }"), "did you mean `total`?");
    assert_eq!(with_parts("{ of: monthly, sum: state }"), ["F005: `sum` needs numbers; column `state` holds text"]);
    assert_eq!(with_parts("{ of: monthly, distinct: state }"), Vec::<String>::new());
    assert_eq!(with_parts("{ of: monthly, count: rows }"), Vec::<String>::new());
}
