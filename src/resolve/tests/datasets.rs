//! Datasets: joins, releases, provisional cells.

use super::{of_files, said};

fn project(datasets: &str, figures: &str, files: &[(&str, &str)]) -> Vec<String> {
    let registry = format!(
        "registry: 1
publication: {{ title: T, as_of: 2025-12-31 }}
parties: {{ cbp: CBP }}
measures: {{ encounters: {{ counts: events, definition: Stops. }}, people: {{ counts: persons, definition: People. }} }}
datasets:\n{datasets}\nfigures:\n{figures}\n"
    );
    let all: Vec<(&str, &str)> =
        [("claims.yaml", registry.as_str())].into_iter().chain(files.iter().copied()).collect();
    said(&of_files(&all).1)
}

const TWO: &str = "
  a: { file: a.csv, publisher: cbp, measure: encounters }
  b: { file: b.csv, publisher: cbp, measure: people }
";
const A: (&str, &str) = ("a.csv", "state,year,total\nTexas,2024,5\nUtah,2024,6\n");
const B: (&str, &str) = ("b.csv", "state,people,total\nTexas,50,1\nUtah,60,2\n");

#[test]
fn joined_columns_are_found_and_ambiguous_ones_refused() {
    let joined =
        |rest: &str| project(TWO, &format!("  x: {{ of: a, join: {{ dataset: b, key: state }}, {rest} }}"), &[A, B]);
    assert_eq!(joined("sum: people"), Vec::<String>::new());
    assert_eq!(joined("sum: b.total"), Vec::<String>::new());
    assert_eq!(joined("sum: total"), ["F009: both `a` and `b` have a column `total`"]);
    assert_eq!(joined("sum: peeple"), ["F004: dataset `a` has no column `peeple`"]);
}

#[test]
fn joins_need_keys_of_one_type_in_two_datasets() {
    let join = |join: &str| project(TWO, &format!("  x: {{ of: a, join: {join}, count: rows }}"), &[A, B]);
    assert_eq!(join("{ dataset: b, key: year }"), ["F004: dataset `b` has no column `year`"]);
    assert_eq!(join("{ dataset: a, key: state }"), ["F009: dataset `a` is joined with itself"]);
    assert_eq!(join("{ dataset: b }"), ["R103: figure `x` has no `key`"]);
    let b = ("b.csv", "state,year,people\nTexas,long,50\n");
    let differ = project(TWO, "  x: { of: a, join: { dataset: b, key: year }, count: rows }", &[A, b]);
    assert_eq!(differ.len(), 1, "{differ:?}");
    assert!(differ[0].starts_with("F009: `year` holds "), "{differ:?}");
}

#[test]
fn a_number_of_a_mixed_table_needs_a_measure() {
    let mixed = "  a: { file: a.csv, publisher: cbp }\n";
    assert_eq!(
        project(mixed, "  x: { of: a, sum: total }", &[A]),
        ["F012: nothing says what the number of figure `x` counts"]
    );
    assert_eq!(project(mixed, "  x: { of: a, sum: total, measure: people }", &[A]), Vec::<String>::new());
    let field = "  a: { file: a.csv, publisher: cbp, fields: { state: string, year: year, total: { type: integer, measure: people } } }\n";
    assert_eq!(project(field, "  x: { of: a, sum: total }", &[A]), Vec::<String>::new());
}

#[test]
fn releases_are_put_in_order_and_have_the_columns_used() {
    let dataset = |vintage: &str, earlier: &str| {
        format!("  a: {{ file: a.csv, publisher: cbp, measure: encounters, {vintage} earlier: [{earlier}] }}\n")
    };
    let old = ("old.csv", "state,year,total\nTexas,2024,4\n");
    let older = ("older.csv", "state,count\nTexas,4\n");
    let figure = "  x: { of: a, sum: total }";
    let good = dataset("vintage: 2025-12-04,", "{ file: old.csv, vintage: 2025-11 }");
    assert_eq!(project(&good, figure, &[A, old]), Vec::<String>::new());
    let lacks = dataset("vintage: 2025-12-04,", "{ file: older.csv, vintage: 2025-11 }");
    assert_eq!(project(&lacks, figure, &[A, older]), ["F015: the earlier release `2025-11` has no column `total`"]);
    let late = dataset("vintage: 2025-10,", "{ file: old.csv, vintage: 2025-11 }");
    assert_eq!(project(&late, figure, &[A, old]), ["R114: the earlier release `2025-11` is not before `2025-10`"]);
    let same = dataset("vintage: 2025-12-04,", "{ file: old.csv, vintage: 2025-12-04 }");
    assert_eq!(
        project(&same, figure, &[A, old]),
        ["R114: the earlier release `2025-12-04` is not before `2025-12-04`"]
    );
    let twice =
        dataset("vintage: 2025-12-04,", "{ file: old.csv, vintage: 2025-11 }, { file: old.csv, vintage: 2025-11 }");
    assert_eq!(project(&twice, figure, &[A, old]), ["R114: another earlier release is of the same day as `2025-11`"]);
    let none = dataset("", "{ file: old.csv, vintage: 2025-11 }");
    assert_eq!(project(&none, figure, &[A, old]), ["R114: dataset `a` keeps earlier releases and has no `vintage`"]);
    let words = dataset("vintage: 2025-12,", "{ file: old.csv, vintage: the first }");
    assert_eq!(
        project(&words, figure, &[A, old]),
        ["R114: the vintage `the first` does not begin with a date or month"]
    );
}

#[test]
fn a_dataset_is_published_by_somebody() {
    let nobody = "  a: { file: a.csv, measure: encounters }\n";
    assert_eq!(
        project(nobody, "  x: { of: a, sum: total }", &[A]),
        ["R103: dataset `a` has no `publisher` and no `source`"]
    );
    let odd = "  a: { file: a.csv, measure: encounters, publisher: cbp, provisional: { last: few } }\n";
    assert_eq!(project(odd, "  x: { of: a, sum: total }", &[A]), ["R109: `few` is not a number of periods"]);
}

#[test]
fn a_file_that_could_not_be_read_gives_no_further_problems() {
    let found = project(TWO, "  x: { of: a, where: { moth: 1 }, sum: nothing }", &[B]);
    assert_eq!(found, ["R002: there is no file `a.csv`"]);
}
