//! Datasets that share a file, stand in another file of the registry, are sheets of a workbook, are named by their release, have no
//! vintage, or are made of others.

use snapbox::{assert_data_eq, str};

use super::{DECEMBER, NEW, NOVEMBER, REGISTRY, files, project};

#[test]
fn all_datasets_of_a_file_get_its_release_together_and_it_is_kept_once() {
    let project = project();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [more/*.yaml]\n");
    project.write(
        "more/data.yaml",
        "datasets: # again\r\n  raw: { file: ./data/encounters.csv, publisher: cbp, vintage: 2025-11-04 } # as text\r\n",
    );
    let said = project.run(&format!("update raw={NEW} --as-of 2025-12-05"));
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns update raw=downloads/encounters-2025-12-04.csv --as-of 2025-12-05
exit code 0

--- stdout
`monthly` and `raw`: release 2025-11-04 → 2025-12-04 from `downloads/encounters-2025-12-04.csv` (its name holds 2025-12-04)
  `data/encounters.csv`: 68 bytes → 82 bytes
  2025-11-04 is kept as `data/releases/monthly/2025-11-04-0bc2e29af258.csv`

--- a/claims.yaml
+++ b/claims.yaml
@@ -3 +3 @@
-publication: { title: Border desk, publisher: The Desk, as_of: 2025-11-30, contact: desk@example.org, method: Each number is read from the record. }
+publication: { title: Border desk, publisher: The Desk, as_of: 2025-12-05, contact: desk@example.org, method: Each number is read from the record. }
@@ -13 +13 @@
-    vintage: 2025-11-04
+    vintage: 2025-12-04
@@ -14,0 +15 @@
+    earlier: [{ file: data/releases/monthly/2025-11-04-0bc2e29af258.csv, vintage: 2025-11-04 }]
--- a/more/data.yaml
+++ b/more/data.yaml
@@ -2 +2 @@
-  raw: { file: ./data/encounters.csv, publisher: cbp, vintage: 2025-11-04 } # as text
+  raw: { file: ./data/encounters.csv, publisher: cbp, vintage: 2025-12-04, earlier: [{ file: data/releases/monthly/2025-11-04-0bc2e29af258.csv, vintage: 2025-11-04 }] } # as text

no edition was accepted yet, so there is nothing to compare with

updated `monthly` and `raw` to 2025-12-04: 4 files written; `knowns build` makes the drafts

"#]]
    );
    assert_eq!(
        project.read("more/data.yaml"),
        "datasets: # again\r\n  raw: { file: ./data/encounters.csv, publisher: cbp, vintage: 2025-12-04, earlier: [{ file: \
         data/releases/monthly/2025-11-04-0bc2e29af258.csv, vintage: 2025-11-04 }] } # as text\r\n"
    );
    assert_eq!(project.files("data/releases").len(), 1);
    assert_eq!(project.run("check").code, 0);
    // The same for both is no contradiction, two files for one are.
    let project = super::project();
    project.replace(
        "claims.yaml",
        "datasets:\n",
        "datasets:\n  raw: { file: data/encounters.csv, publisher: cbp, vintage: 2025-11 }\n",
    );
    project.write("other.csv", NOVEMBER);
    assert_data_eq!(
        project.run(&format!("update raw={NEW} monthly=other.csv")).whole(),
        str![[r#"
$ knowns update raw=downloads/encounters-2025-12-04.csv monthly=other.csv
exit code 2

--- stderr
error: `raw` and `monthly` are read from one file, `data/encounters.csv`, and two are named for it: `downloads/encounters-2025-12-04.csv` and `other.csv`
help: name one of them; all datasets of a file get its new release together

"#]]
    );
    assert_eq!(project.run(&format!("update raw={NEW} monthly={NEW}")).code, 0);
}

#[test]
fn several_datasets_are_updated_as_one() {
    let project = project();
    project.replace(
        "claims.yaml",
        "datasets:\n",
        "datasets:\n  other: { file: data/other.csv, publisher: cbp, vintage: 2025-10 }\n",
    );
    project.write("data/other.csv", "a,b\nx,1\n");
    project.write("other.csv", "a,b\nx,2\n");
    let before = files(&project);
    // Of two datasets it has to be said which is of that release.
    let unclear = project.run(&format!("update monthly={NEW} other=other.csv --vintage 2025-11"));
    assert_data_eq!(
        unclear.whole(),
        str![[r#"
$ knowns update monthly=downloads/encounters-2025-12-04.csv other=other.csv --vintage 2025-11
exit code 2

--- stderr
error: of several datasets it has to be said which is of that release
help: write `--vintage DATASET=VINTAGE` for each

"#]]
    );
    assert_eq!(files(&project), before);
    let said = project.run(&format!("update monthly={NEW} other=other.csv --vintage other=2025-11"));
    assert_eq!(said.code, 0, "{}", said.whole());
    assert_eq!(
        (project.read("data/other.csv"), project.read("data/encounters.csv")),
        ("a,b\nx,2\n".to_owned(), DECEMBER.to_owned())
    );
    assert_eq!(project.files("data/releases").len(), 2);
}

#[test]
fn a_file_that_is_named_by_its_release_stays_and_the_new_one_stands_beside_it() {
    let project = project();
    project.replace("claims.yaml", "data/encounters.csv", "data/encounters-2025-11-04.csv");
    project.write("data/encounters-2025-11-04.csv", NOVEMBER);
    project.remove("data/encounters.csv");
    let said = project.run(&format!("update monthly={NEW}"));
    assert_eq!(said.code, 0, "{}", said.whole());
    let registry = project.read("claims.yaml");
    assert!(registry.contains("    file: data/encounters-2025-12-04.csv   # as published\n"), "{registry}");
    assert!(
        registry.contains("    earlier: [{ file: data/encounters-2025-11-04.csv, vintage: 2025-11-04 }]\n"),
        "{registry}"
    );
    assert_eq!(project.read("data/encounters-2025-12-04.csv"), DECEMBER);
    assert_eq!(project.read("data/encounters-2025-11-04.csv"), NOVEMBER);
}

#[test]
fn of_a_file_that_is_named_by_its_release_only_what_does_not_fit_is_told() {
    let project = project();
    project.replace("claims.yaml", "data/encounters.csv", "data/encounters-2025-11-04.csv");
    project.write("data/encounters-2025-11-04.csv", NOVEMBER);
    project.remove("data/encounters.csv");
    project.write(NEW, DECEMBER.replace("month,total", "month,total_recorded"));
    let said = project.run(&format!("update monthly={NEW}"));
    assert_eq!(said.code, 1, "{}", said.whole());
    assert!(
        said.stdout.contains("error[D100]") && said.stdout.contains("1 error; nothing was updated"),
        "{}",
        said.whole()
    );
}

#[test]
fn a_sheet_of_a_workbook_is_updated_by_the_day_above_its_table() {
    let project = project();
    project.replace(
        "claims.yaml",
        "datasets:\n",
        "datasets:\n  weekly: { file: data/weekly.xlsx, sheet: Table 1, skip_rows: 2, publisher: cbp, vintage: 2026-01-20 }\n",
    );
    project.write("data/weekly.xlsx", include_bytes!("../../workbooks/released-january.xlsx"));
    project.write("new.xlsx", include_bytes!("../../workbooks/released-february.xlsx"));
    let said = project.run("update weekly=new.xlsx");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(said.stdout.contains("line 2 says “Stand: 24.02.2026”"), "{}", said.whole());
    let kept = project.files("data/releases/weekly");
    let names: Vec<&String> = kept.keys().collect();
    assert!(names.len() == 1 && names[0].starts_with("2026-01-20-") && names[0].contains(".xlsx"), "{names:?}");
}

#[test]
fn a_dataset_without_a_vintage_a_view_and_a_slip_each_get_an_answer() {
    let project = project();
    project.replace("claims.yaml", "    vintage: 2025-11-04\n", "");
    project.replace(
        "claims.yaml",
        "figures:\n",
        "views:\n  late: { of: monthly, transform: [{ filter: { month: { gte: 2025-09 } } }] }\nfigures:\n",
    );
    let before = files(&project);
    let said: Vec<String> =
        [format!("monthly={NEW}"), format!("late={NEW}"), format!("montly={NEW}"), "monthly".to_owned()]
            .iter()
            .map(|words| project.run(&format!("update {words}")).whole())
            .collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns update monthly=downloads/encounters-2025-12-04.csv
exit code 2

--- stderr
error: `monthly` does not say which release its present file is, so that could not be kept
help: write its `vintage` under `monthly` first, such as `vintage: 2025-11`, then update again

$ knowns update late=downloads/encounters-2025-12-04.csv
exit code 2

--- stderr
error: `late` is a view and has no file of its own
help: update what it is made of: `monthly`

$ knowns update montly=downloads/encounters-2025-12-04.csv
exit code 2

--- stderr
error: `montly` is no dataset
help: did you mean `monthly`?

$ knowns update monthly
exit code 2

--- stderr
error: `monthly` has no `origin`
help: name the new file, `monthly=FILE`, or write its address under `monthly` as `origin: https://…`

"#]]
    );
    assert_eq!(files(&project), before);
}

#[test]
fn the_vintage_is_asked_for_where_the_file_does_not_say_it_and_refused_where_it_says_two_things() {
    let project = project();
    for (file, content) in [
        ("november.csv", DECEMBER.to_owned()),
        ("encounters-2025-12.csv", DECEMBER.to_owned()),
        ("two-2025-12-04.csv", format!("Stand: 05.12.2025\n{DECEMBER}")),
        ("old-2025-10-04.csv", DECEMBER.to_owned()),
        ("same-2025-11-04.csv", DECEMBER.to_owned()),
    ] {
        project.write(file, content);
    }
    let before = files(&project);
    let said: Vec<String> =
        ["november.csv", "encounters-2025-12.csv", "two-2025-12-04.csv", "old-2025-10-04.csv", "same-2025-11-04.csv"]
            .iter()
            .map(|file| project.run(&format!("update monthly={file}")).whole())
            .collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
$ knowns update monthly=november.csv
exit code 2

--- stderr
error: `november.csv` does not say which release it is
help: say it, as the publisher does: `--vintage 2025-12-04`

$ knowns update monthly=encounters-2025-12.csv
exit code 2

--- stderr
error: `encounters-2025-12.csv` does not say which release it is: its name holds 2025-12, which may be the month that it speaks of
help: say it, as the publisher does: `--vintage 2025-12`

$ knowns update monthly=two-2025-12-04.csv
exit code 2

--- stderr
error: it is not clear which release `two-2025-12-04.csv` is: line 1 says “Stand: 05.12.2025”, and its name holds 2025-12-04
help: say it: `--vintage 2025-12-05` or `--vintage 2025-12-04`

$ knowns update monthly=old-2025-10-04.csv
exit code 2

--- stderr
error: the release 2025-10-04 does not come after the present one of `monthly`, 2025-11-04
help: look whether it is the file that was meant; an older release belongs under `earlier`

$ knowns update monthly=same-2025-11-04.csv
exit code 2

--- stderr
error: the file is another one, and its release is the present one of `monthly`: 2025-11-04
help: where the publisher corrected cells within the release, put the file in place by hand and accept the edition as a `correction`; else say which release it is with `--vintage`

"#]]
    );
    assert_eq!(files(&project), before);
    // What is said settles it.
    let said = project.run("update monthly=encounters-2025-12.csv --vintage 2025-12");
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(project.read("claims.yaml").contains("    vintage: 2025-12\n"));
    assert_eq!(REGISTRY.matches("vintage").count() + 1, project.read("claims.yaml").matches("vintage").count());
}
