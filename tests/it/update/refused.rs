//! What stands in the way of a release: it no longer fits its description, or it is no file that can be taken. Nothing is changed.

use snapbox::{assert_data_eq, str};

use super::{DECEMBER, NEW, NOVEMBER, accepted, files};
use crate::project::Project;

/// Returns what is said of a new file, by which nothing was changed.
fn refused(project: &Project, file: &str, content: &[u8]) -> String {
    project.write(file, content);
    let before = files(project);
    let said = project.run(&format!("update monthly={file} --vintage 2025-12-04"));
    assert_ne!(said.code, 0, "{}", said.whole());
    assert_eq!(files(project), before);
    said.whole()
}

#[test]
fn a_renamed_column_is_refused_and_what_is_proposed_mends_it() {
    let project = accepted();
    let said = refused(&project, "new.csv", DECEMBER.replace("month,total", "month,total_recorded").as_bytes());
    assert_data_eq!(
        said,
        str![[r#"
$ knowns update monthly=new.csv --vintage 2025-12-04
exit code 1

--- stdout
`monthly`: release 2025-11-04 → 2025-12-04 from `new.csv` (as `--vintage 2025-12-04` says)
  `data/encounters.csv`: 68 bytes → 91 bytes
  2025-11-04 is kept as `data/releases/monthly/2025-11-04-0bc2e29af258.csv`

error[D100]: column `total` of `monthly` is called `total_recorded` in the new release
 --> claims.yaml:7:3
  |
7 |   monthly:
  |   ^^^^^^^
  |
  = note: its cells are mostly the same, or it stands in the same place and is of the same type
  = help: where it is the same column, write `total: { of: total_recorded, was: total, type: integer }` under `fields` of `monthly`, with what else is said of it there, then update again

1 error; nothing was updated

"#]]
    );
    project.replace("claims.yaml", "total: integer }", "total: { of: total_recorded, was: total, type: integer } }");
    let said = project.run("update monthly=new.csv --vintage 2025-12-04 --as-of 2025-12-05");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert_eq!(project.run("check").code, 0);
}

#[test]
fn what_does_not_fit_of_one_dataset_hides_nothing_that_is_wrong_with_another() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  areas: { file: data/areas.csv, publisher: cbp, measure: encounters, vintage: 2025-11, fields: { n: integer } }\nfigures:\n  north: { label: encounters in the north, of: areas, where: { area: North }, value: n }\n",
    );
    project.write("data/areas.csv", "area,n\nNorth,5\n");
    for (areas, code) in [("area,n\nNorth,5 (est.)\n", "error[D030]"), ("area,n\nSouth,5\n", "error[F102]")] {
        project.write("areas.csv", areas);
        project.write("new.csv", DECEMBER.replace("month,total", "month,total_recorded"));
        let before = files(&project);
        let said = project
            .run("update monthly=new.csv areas=areas.csv --vintage monthly=2025-12-04 --vintage areas=2025-12-04");
        assert!(
            said.code == 1 && said.stdout.contains("error[D100]") && said.stdout.contains(code),
            "{}",
            said.whole()
        );
        assert!(said.stdout.contains("2 errors; nothing was updated"), "{}", said.whole());
        assert_eq!(files(&project), before);
    }
}

#[test]
fn another_form_is_refused_and_what_is_proposed_mends_it() {
    let project = accepted();
    let other = format!("Encounters\nby month\n{}", DECEMBER.replace(',', ";"));
    let said = refused(&project, "new.csv", other.as_bytes());
    assert_data_eq!(
        said,
        str![[r#"
$ knowns update monthly=new.csv --vintage 2025-12-04
exit code 1

--- stdout
`monthly`: release 2025-11-04 → 2025-12-04 from `new.csv` (as `--vintage 2025-12-04` says)
  `data/encounters.csv`: 68 bytes → 102 bytes
  2025-11-04 is kept as `data/releases/monthly/2025-11-04-0bc2e29af258.csv`

error[D101]: the new release of `monthly` is written in another form: `delimiter: ";"` and `skip_rows: 2`
 --> claims.yaml:7:3
  |
7 |   monthly:
  |   ^^^^^^^
  |
  = note: read as the dataset says, it gives no table
  = help: under `monthly` write `delimiter: ";"` and `skip_rows: 2`, then update again

1 error; nothing was updated

"#]]
    );
}

#[test]
fn another_type_of_cells_is_refused_with_its_line() {
    let said = refused(&accepted(), "new.csv", DECEMBER.replace("30375", "30375 (est.)").as_bytes());
    assert_data_eq!(
        said,
        str![[r#"
$ knowns update monthly=new.csv --vintage 2025-12-04
exit code 1

--- stdout
`monthly`: release 2025-11-04 → 2025-12-04 from `new.csv` (as `--vintage 2025-12-04` says)
  `data/encounters.csv`: 68 bytes → 89 bytes
  2025-11-04 is kept as `data/releases/monthly/2025-11-04-0bc2e29af258.csv`

error[D030]: `30375 (est.)` in column `total` is not a whole number
  --> new.csv:6:9
   |
 6 | 2025-11,30375 (est.)
   |         ^^^^^^^^^^^^
   |
  ::: claims.yaml:13:40
   |
13 |     fields: { month: yearmonth, total: integer }
   |                                        ------- declared here
   |
   = note: a sum that skips this cell would be wrong, and nobody would see it
   = help: words may change the number, so that none may rest on this column: declare `total: string`, and ask the publisher for one of numbers alone

1 error; nothing was updated

"#]]
    );
}

#[test]
fn rows_that_are_gone_and_new_labels_are_told_and_do_not_stand_in_the_way() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "figures:\n",
        "  by_area: { file: data/areas.csv, publisher: cbp, vintage: 2025-11, primaryKey: [month, area], totals: { area: [All] } }\nfigures:\n",
    );
    project.write("data/areas.csv", "month,area,n\n2025-09,North,5\n2025-09,South,6\n2025-09,All,11\n2025-10,North,5\n2025-10,South,6\n2025-10,All,11\n");
    project.write("areas.csv", "month,area,n\n2025-10,North,5\n2025-10,Southern,6\n2025-10,All,11\n2025-11,North,5\n2025-11,Southern,7\n2025-11,All,12\n");
    let said = project.run("update by_area=areas.csv --vintage 2025-12-04");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns update by_area=areas.csv --vintage 2025-12-04
exit code 0

--- stdout
`by_area`: release 2025-11 → 2025-12-04 from `areas.csv` (as `--vintage 2025-12-04` says)
  `data/areas.csv`: 107 bytes → 113 bytes
  2025-11 is kept as `data/releases/by_area/2025-11-4b14adc59486.csv`

--- a/claims.yaml
+++ b/claims.yaml
@@ -15 +15 @@
-  by_area: { file: data/areas.csv, publisher: cbp, vintage: 2025-11, primaryKey: [month, area], totals: { area: [All] } }
+  by_area: { file: data/areas.csv, publisher: cbp, vintage: 2025-12-04, primaryKey: [month, area], totals: { area: [All] }, earlier: [{ file: data/releases/by_area/2025-11-4b14adc59486.csv, vintage: 2025-11 }] }

warning[D102]: column `area` of `by_area` has labels that it did not have: `Southern`
  --> claims.yaml:15:3
   |
15 |   by_area: { file: data/areas.csv, publisher: cbp…
   |   ^^^^^^^
   |
   = note: no longer in it: `South`
   = help: where `Southern` is what was called `South`, write `labels: { Southern: South }` under `fields`, `area`
   = help: where one is a total of rows beside it, write `totals: { area: [All, LABEL] }` under `by_area`; else look at the figures of one label: their `latest` is the last period that has this label

warning[D103]: 4 rows of `by_area` are not in the new release: `2025-09, North`, `2025-09, South`, `2025-09, All`, `2025-10, South`
  --> claims.yaml:15:3
   |
15 |   by_area: { file: data/areas.csv, publisher: cbp…
   |   ^^^^^^^
   |
   = note: what is made of them is made of fewer rows, or of none
   = help: read what the publisher says of them: of a window that moves on, let figures begin with a period that stays


nothing changed: 1 brief says what its last edition says

1 error in the way of building this
  W003 claims.yaml:15 `vintage` of dataset `by_area` is 2025-12-04, later than the publication's `as_of`, 2025-11-30

`as_of` is before the release, and nothing can be built so: the same command with `--as-of 2025-12-04`, or a later day, moves it

updated `by_area` to 2025-12-04: 3 files written; once `as_of` is later, `knowns build` makes the drafts

"#]]
    );
}

#[test]
fn a_column_that_nobody_uses_may_be_called_otherwise() {
    let project = accepted();
    project.replace(
        "claims.yaml",
        "fields: { month: yearmonth, total: integer }",
        "fields: { month: yearmonth, total: integer, note: string }",
    );
    project.write(
        "data/encounters.csv",
        NOVEMBER.replace("\n2025", ",x\n2025").replace("total,x", "total,note").replace("30551\n", "30551,x\n"),
    );
    project.replace("claims.yaml", ", note: string", "");
    project.write(
        "new.csv",
        DECEMBER.replace("\n2025", ",x\n2025").replace("total,x", "total,remark").replace("30375\n", "30375,x\n"),
    );
    let said = project.run("update monthly=new.csv --vintage 2025-12-04");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(said.stdout.contains("warning[D100]"), "{}", said.whole());
}

#[test]
fn what_is_no_table_is_refused() {
    for (content, says) in [
        (&b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n"[..], "web page"),
        (b"", "error[D"),
        (b"month,total\n", "error["),
        (b"\xff\xfe\x00", "error["),
        (b"{\"a\": 1}\n", "error["),
    ] {
        let said = refused(&accepted(), "new.csv", content);
        assert!(said.contains(says) && said.contains("nothing was updated"), "{said}");
    }
}

#[test]
fn a_registry_is_edited_however_its_author_writes_it() {
    for (old, new, after) in [
        ("datasets:\n", "\"datasets\":\n", "    vintage: 2025-12-04\n"),
        ("vintage: 2025-11-04\n", "vintage: >-\n      2025-11-04\n", "    vintage: >-\n      2025-12-04\n"),
        ("vintage: 2025-11-04\n", "'vintage':   '2025-11-04' # first\n", "    'vintage':   2025-12-04 # first\n"),
    ] {
        let project = super::project();
        project.replace("claims.yaml", old, new);
        let said = project.run(&format!("update monthly={NEW} --as-of 2025-12-05"));
        assert_eq!(said.code, 0, "{}", said.whole());
        assert!(project.read("claims.yaml").contains(after), "{}", project.read("claims.yaml"));
        assert_eq!(project.run("check").code, 0);
    }
}

#[test]
fn an_address_with_a_name_in_it_is_refused_on_the_command_line_and_in_the_registry() {
    let project = accepted();
    let said = project.run("update monthly=https://desk:secret@stat.example/a.csv");
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns update monthly=https://desk:secret@stat.example/a.csv
exit code 2

--- stderr
error: invalid value 'monthly=https://desk:secret@stat.example/a.csv' for '[DATASET[=FILE|URL]]...': `https://desk:secret@stat.example/a.csv` is no address to download from: write it as a whole, with `https://` or `http://` in front and no user or password in it

For more information, try '--help'.

"#]]
    );
    project.replace("claims.yaml", "    vintage:", "    origin: https://desk:secret@stat.example/a.csv\n    vintage:");
    assert_data_eq!(
        project.run("check").whole(),
        str![[r#"
$ knowns check
exit code 1

--- stdout
error[R120]: `https://***********@stat.example/a.csv` is no address to download from
  --> claims.yaml:12:13
   |
12 |     origin: https://***********@stat.example/a.csv
   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: readers and machines follow it from somewhere else, where only a whole address leads anywhere
   = note: a user or a password in an address would be published with the registry
   = help: write it as a whole, with `https://` in front and nobody's name before the host

1 error

"#]]
    );
    assert_data_eq!(
        project.run("update monthly").whole(),
        str![[r#"
$ knowns update monthly
exit code 2

--- stderr
error: the `origin` of `monthly` is no address to download from: `https://***********@stat.example/a.csv`
help: write it as a whole, with `https://` in front and no user or password in it

"#]]
    );
    project.replace("claims.yaml", "    origin: https://desk:secret@stat.example/a.csv\n", "");
    assert_data_eq!(
        project.run("update --all").whole(),
        str![[r#"
$ knowns update --all
exit code 2

--- stderr
error: no dataset has an `origin`
help: write the address of its file under a dataset, as `origin: https://…`, or name a file: `knowns update DATASET=FILE`

"#]]
    );
}
