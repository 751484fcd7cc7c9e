//! Columns that are no longer those that were accepted.

use snapbox::{assert_data_eq, str};

use super::{DATA, accepted, told};

#[test]
fn a_column_that_is_renamed_or_of_another_type_is_named() {
    let project = accepted();
    project.replace("claims.yaml", "    fields: { month: yearmonth, families: integer, total: integer }\n", "");
    super::accept(&project);
    let renamed = DATA.replace("families", "units").replace("26002", "26002.5");
    project.write("data/encounters.csv", renamed);
    project.replace("claims.yaml", "vintage: 2025-12-04", "vintage: 2026-01-08");
    assert_data_eq!(
        project.run("check --inferred").whole(),
        str![[r#"
$ knowns check --inferred
exit code 0

--- stdout
warning[V004]: dataset `monthly` has other columns than were accepted: `families` is gone; `total` was `integer` and is `number`
 --> claims.yaml:8:3
  |
8 |   monthly:
  |   ^^^^^^^
  |
  = note: new in the file: `units`
  = note: a column that holds something else changes every figure made from it without anybody having decided so
  = help: read what the publisher says of the change, declare the `fields` of the dataset, then accept the edition

warning[V002]: what this sentence leans on has moved (`figures.november`: 30,375 → 30,375.0)
  --> claims.yaml:35:18
   |
35 |     limitations: One month of one record, with {{ figures.november }} encounters in it.
   |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
   |
   = note: the tool prints what is so now, but it cannot read what the words around it say
   = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

warning[V002]: what this sentence leans on has moved (`figures.november`: 30,375 → 30,375.0)
 --> templates/border.md:5:1
  |
5 | Only {{ figures.november }} encounters were recorded, and the fall went on.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepted when it was otherwise
  |
  = note: the tool prints what is so now, but it cannot read what the words around it say
  = help: read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, rewrite it first

`data/encounters.csv` shows how dataset `monthly` is described, to paste below it:

    fields:
      month: yearmonth
      units: integer
      total: number

what only you can say:

  - `total` seems to be the total of columns beside it: a view that folds them names the labels under `totals`

3 warnings

"#]]
    );
}

#[test]
fn a_new_column_wherever_it_stands_and_another_order_are_no_problem() {
    for other in [
        "month,families,total,children\n2025-09,1911,26002,1\n2025-10,2028,30551,2\n2025-11,1583,30375,3\n",
        "children,month,families,total\n1,2025-09,1911,26002\n2,2025-10,2028,30551\n3,2025-11,1583,30375\n",
        "total,month,families\n26002,2025-09,1911\n30551,2025-10,2028\n30375,2025-11,1583\n",
    ] {
        let project = accepted();
        project.write("data/encounters.csv", other);
        let fields =
            if other.contains("children") { "total: integer, children: integer }" } else { "total: integer }" };
        project.replace("claims.yaml", "total: integer }", fields);
        assert_eq!(told(&project), Vec::<String>::new(), "{other}");
    }
}
