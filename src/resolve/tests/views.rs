//! Views: what each step refuses, beside an honest neighbour that it does not.

use super::{of_files, said};
use crate::model::Model;

const HEAD: &str = "
registry: 1
publication: { title: T, as_of: 2025-12-31 }
parties: { office: Office }
measures:
  deaths: { counts: events, definition: Deaths. }
  people: { counts: persons, definition: People., stock: true }
  births: { counts: events, definition: Births., distinct_from: { deaths: Nobody is born dead. } }
  mortality: { definition: Deaths by people., rate_of: { numerator: deaths, denominator: people, per: 1000 } }
datasets:
  monthly: { file: monthly.csv, publisher: office, measure: deaths }
  weekly: { file: weekly.csv, publisher: office, fields: { week: week, deaths: { type: integer, measure: deaths }, births: { type: integer, measure: births } } }
  people: { file: people.csv, publisher: office, fields: { code: string, year: year, persons: { type: integer, measure: people } } }
  wide: { file: wide.csv, publisher: office, measure: deaths, totals: { place: All } }
";

const FILES: [(&str, &str); 4] = [
    ("monthly.csv", "month,place,deaths\n2023-11,A,5\n2023-12,A,6\n2024-01,A,7\n2024-01,B,\n2024-03,A,9\n"),
    ("weekly.csv", "week,deaths,births\n2020-W52,10,1\n2020-W53,12,2\n2021-W01,14,0\n"),
    ("people.csv", "code,year,persons\n01,2023,1000\n01,2024,1010\n02,2023,500\n02,2023,505\n"),
    ("wide.csv", "place,code,2020,2021,note\nA,1,5,6,x\nB,2,7,8,y\nAll,,12,14,z\n"),
];

fn project(views: &str) -> (Model, Vec<String>) {
    let registry = format!("{HEAD}views:\n{views}\n");
    let files: Vec<(&str, &str)> = [("claims.yaml", registry.as_str())].into_iter().chain(FILES).collect();
    let (model, problems) = of_files(&files);
    (model, said(&problems))
}

/// Returns the problems of a view of a dataset with these steps.
fn steps(of: &str, transform: &str) -> Vec<String> {
    project(&format!("  v: {{ of: {of}, transform: [{transform}] }}")).1
}

/// Returns the table of a view, a line a row.
fn table(of: &str, transform: &str) -> Vec<String> {
    let (model, problems) = project(&format!("  v: {{ of: {of}, transform: [{transform}] }}"));
    assert_eq!(problems, Vec::<String>::new());
    rows(&model, "v")
}

fn rows(model: &Model, view: &str) -> Vec<String> {
    let table = &model.datasets[model.datasets.find(view).unwrap()].table;
    let row = |row: usize| table.columns.iter().map(|column| column.written(row).into_owned()).collect::<Vec<_>>();
    (0..table.rows).map(|at| row(at).join(",")).collect()
}

const NONE: Vec<String> = Vec::new();

#[test]
fn a_step_does_one_thing() {
    assert_eq!(steps("wide", "{ groupby: place }"), ["F201: a step of view `v` does nothing"]);
    assert_eq!(
        steps("wide", "{ filter: { place: A }, fold: [\"2020\"] }"),
        ["F201: a step of view `v` does several things: `filter` and `fold`"]
    );
    assert_eq!(steps("wide", "{ filter: { place: A }, as: x }"), ["F201: `as` has no meaning beside `filter`"]);
    assert_eq!(steps("wide", "{ filter: { place: A } }"), NONE);
}

#[test]
fn views_stand_wherever_datasets_do_and_in_any_order() {
    let two = "  b: { of: a, transform: [{ filter: { year: 2021 } }] }
  a: { of: wide, transform: [{ fold: [\"2020\", \"2021\"], as: [year, deaths] }] }";
    let (model, problems) = project(two);
    assert_eq!(problems, NONE);
    assert_eq!(rows(&model, "b"), ["A,1,x,2021,6", "B,2,y,2021,8", "All,,z,2021,14"]);
    let circle = "  b: { of: a, transform: [{ filter: { year: 2021 } }] }
  a: { of: b, transform: [{ filter: { year: 2021 } }] }";
    let (_, problems) = project(circle);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("R106: "), "{problems:?}");
    let unknown = project("  b: { of: wiide, transform: [{ filter: { place: A } }] }").1;
    assert_eq!(unknown, ["R101: view `b` refers to the dataset `wiide`, which is not registered"]);
    let twice = project("  wide: { of: monthly, transform: [{ filter: { place: A } }] }").1;
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(twice[0].starts_with("R013: "), "{twice:?}");
}

#[test]
fn a_fold_wants_columns_of_one_kind_and_names() {
    assert_eq!(
        table("wide", "{ fold: [\"2020\", \"2021\"], as: [year, deaths] }")[..2],
        ["A,1,x,2020,5", "A,1,x,2021,6"]
    );
    assert_eq!(
        steps("wide", "{ fold: [\"2020\", \"2021\"] }"),
        ["R103: `fold` does not say what its columns are called"]
    );
    assert_eq!(
        steps("wide", "{ fold: { except: [place, code] }, as: [year, deaths] }"),
        ["F005: `fold` of unlike columns: `2020` holds whole numbers, `note` holds text"]
    );
    assert_eq!(
        steps("weekly", "{ fold: [deaths, births], as: [what, number] }"),
        ["F013: `fold` of unlike columns: `deaths` counts `deaths`, `births` counts `births`"]
    );
    assert_eq!(
        steps("wide", "{ fold: [\"2020\", \"2021\"], as: [place, deaths] }"),
        ["F202: view `v` has a column `place` already"]
    );
}

#[test]
fn a_lookup_wants_a_partner_and_only_one() {
    let step = |more: &str| {
        format!("{{ fold: [\"2020\", \"2021\"], as: [year, deaths] }}, {{ lookup: {{ dataset: people, {more} }} }}")
    };
    let found = steps("wide", &step("key: { note: code }, value: persons"));
    assert_eq!(found, ["F114: 6 of 6 rows of view `v` find none in `people`"]);
    assert_eq!(steps("wide", &step("key: { note: code }, value: persons, unmatched: leave-out")), NONE);
    let two = steps(
        "people",
        "{ filter: { code: \"02\" } }, { lookup: { dataset: wide, key: { year: code }, value: note } }",
    );
    assert_eq!(two.len(), 1, "{two:?}");
    assert!(two[0].starts_with("F009: "), "{two:?}");
    let view = "  one: { of: people, transform: [{ filter: { persons: { gt: 1005 } } }] }
  v: { of: one, transform: [{ lookup: { dataset: people, key: code, where: { year: 2023 }, value: persons }, as: before }] }";
    let (model, problems) = project(view);
    assert_eq!((rows(&model, "v"), problems), (vec!["01,2024,1010,1000".to_owned()], NONE));
    let twice = "  v: { of: people, transform: [{ lookup: { dataset: people, key: code, where: { year: 2023 }, value: persons }, as: before }] }";
    assert_eq!(
        project(twice).1,
        ["F107: two rows of `people` answer for “02”: line 4 of people.csv and line 5 of people.csv"]
    );
    assert_eq!(project(&twice.replace("value:", "sum:")).1, NONE);
}

#[test]
fn periods_are_whole_or_left_out_by_name() {
    assert_eq!(
        steps("weekly", "{ timeUnit: { month: week } }"),
        ["F203: a period of view `v` lies in two months: that of line 3 of weekly.csv"]
    );
    let yearly = |more: &str| {
        format!(
            "{{ timeUnit: {{ year: week }} }}, {{ aggregate: {{ deaths: {{ sum: deaths }} }}, groupby: year{more} }}"
        )
    };
    assert_eq!(
        steps("weekly", &yearly("")),
        ["F204: view `v` has 2 of 53 weeks of a longer period with a value; the last is line 3 of weekly.csv"]
    );
    assert_eq!(table("weekly", &yearly(", incomplete: leave-out")), NONE);
    let by_place = "{ aggregate: { deaths: { sum: deaths } }, groupby: place }";
    assert_eq!(
        steps("monthly", by_place),
        ["F101: view `v` needs a cell that is empty: `deaths` on line 5 of monthly.csv"]
    );
    assert_eq!(table("monthly", &by_place.replace("groupby", "missing: leave-out, groupby")), ["A,27", "B,"]);
}

#[test]
fn a_window_counts_by_the_calendar() {
    let window = |more: &str| format!("{{ window: {{ x: {{ {more} }} }}, by: week }}");
    assert_eq!(
        table("weekly", &window("sum: deaths, last: 2")),
        ["2020-W52,10,1,", "2020-W53,12,2,22", "2021-W01,14,0,26"]
    );
    assert_eq!(table("weekly", &window("value: deaths, difference: { against: first }"))[2], "2021-W01,14,0,4");
    assert_eq!(
        steps("monthly", "{ window: { x: { sum: deaths, last: 2 } }, by: month }"),
        ["F206: two rows of view `v` are of one period: line 4 of monthly.csv and line 5 of monthly.csv"]
    );
    assert_eq!(
        steps("monthly", "{ window: { x: { sum: deaths, last: 2 } }, by: month, groupby: place }"),
        ["F205: a window of view `v` wants 2024-02, which no row has"]
    );
    assert_eq!(
        steps("weekly", &window("value: births, change: { against: previous }, measure: births")),
        NONE,
        "a change from one and from two, and none from zero"
    );
    assert_eq!(
        steps(
            "weekly",
            "{ filter: { week: { gte: 2021-W01 } } }, { window: { x: { value: deaths, ratio: { against: 2020-W53 } } }, by: week }"
        ),
        ["F129: a group of view `v` has no row of the period against which it is held: that of line 4 of weekly.csv"]
    );
}

#[test]
fn measures_refuse_what_they_refuse_elsewhere() {
    let calculate = |formula: &str| steps("weekly", &format!("{{ calculate: {{ x: {{ {formula} }} }} }}"));
    assert_eq!(
        calculate("difference: [births, deaths]"),
        ["F013: `difference` of unlike columns: `births` counts `births`, `deaths` counts `deaths`"]
    );
    assert_eq!(
        calculate("ratio: [births, deaths]"),
        ["F013: nothing says what `births` by `deaths` count: the `ratio` of `births` and `deaths`"]
    );
    assert_eq!(calculate("ratio: [deaths, deaths]"), NONE);
    assert_eq!(calculate("rate: mortality"), ["F012: no column counts `people`"]);
    assert_eq!(calculate("rate: deaths"), ["R103: measure `deaths` has no `rate_of`"]);
    let stock = "{ aggregate: { persons: { sum: persons } }, groupby: code }";
    assert_eq!(
        steps("people", stock),
        ["F207: `people` is counted at a moment: the numbers of several periods are not added"]
    );
    assert_eq!(steps("people", &stock.replace("code }", "year }")), NONE);
}

#[test]
fn totals_are_no_parts_of_a_sum() {
    let long =
        "{ fold: [\"2020\", \"2021\"], as: [year, deaths] }, { aggregate: { deaths: { sum: deaths } }, groupby: year }";
    assert_eq!(table("wide", long), ["2020,12", "2021,14"]);
    let named = format!("{{ filter: {{ place: All }} }}, {long}");
    assert_eq!(table("wide", &named), ["2020,12", "2021,14"]);
}
