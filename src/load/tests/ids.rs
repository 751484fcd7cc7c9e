//! Ids: of one form, and each declared once in the whole project.

use super::said;

#[test]
fn a_dataset_a_measure_and_a_brief_may_share_an_id_and_a_table_and_a_chart_may_not() {
    let shared =
        "datasets:\n  encounters: {}\nmeasures:\n  encounters: { counts: events }\nbriefs:\n  encounters: {}\n";
    assert_eq!(said(shared), Vec::<String>::new());
    assert_eq!(
        said("tables:\n  encounters: {}\ncharts:\n  encounters: {}\n"),
        [
            "R013 5:3 `encounters` `encounters` is the id of a table and of a chart | 3:3 `encounters` first declared here"
        ]
    );
}

#[test]
fn an_id_of_the_wrong_form_is_said_with_a_better_one() {
    let text = "claims:
  November-2025: {}
  'é': {}
  9lives: {}
  \"\": {}
briefs:
  ../../x: {}
  a_b: {}
";
    assert_eq!(
        said(text),
        [
            "R014 3:3 `November-2025` `November-2025` is not a valid id for a claim",
            "R014 4:3 `'é'` `é` is not a valid id for a claim",
            "R014 5:3 `9lives` `9lives` is not a valid id for a claim",
            "R014 6:3 `\"\"` a claim has no id",
            "R014 8:3 `../../x` `../../x` is not a valid id for a brief",
            "R014 9:3 `a_b` `a_b` is not a valid id for a brief",
        ]
    );
}
