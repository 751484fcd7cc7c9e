//! Other editions, other data, and what cannot be compared.

use snapbox::{assert_data_eq, str};

use super::{accept, alone};
use crate::project::Project;

#[test]
#[expect(clippy::too_many_lines, reason = "it shows the whole output")]
fn any_edition_can_be_compared_with() {
    let project = alone();
    let before = project.read("data/encounters.csv");
    project.replace("data/encounters.csv", "30375", "27375");
    accept(&project, "2026-01-31");
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 0

--- stdout
nothing changed: 1 brief says what its last edition says

"#]]
    );
    assert_data_eq!(
        project.run("diff november-alone --from 1").whole(),
        str![[r#"
$ knowns diff november-alone --from 1
exit code 1

--- stdout
conclusions changed: yes
  `november-alone`: `november` established → refuted, 30,375 → 27,375

`november-alone` since edition 1 of 2025-12-31
  standings
    `november` established → refuted: Encounters in November were just over 30,000.
      cell 30375 → 27375 in `monthly`, row 2025-11, column total
      now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.
  printed numbers
    `autumn`: 86,928 → 83,928 (−3,000, −3.5%): encounters in the autumn
    `average`: 53,774 → 53,559 (−215, −0.4%): encounters in an average month
    `november`: 30,375 → 27,375 (−3,000, −9.9%): Encounters in November were just over 30,000.
  rows of tables
    `months`, row November 2025: 30,375 → 27,375
  sentences that lean on what moved
    templates/alone.md:6 The autumn had 83,928 encounters in all.
      leans on `autumn`
    templates/alone.md:6 An average month had 53,559 encounters.
      leans on `average`
  data
    `monthly` corrected: the file changed, and its vintage is still 2025-12-01
      1 cell behind printed numbers revised
      cells changed behind `tables.months`; which of them is not remembered

"#]]
    );
    project.write("data/encounters.csv", before);
    assert_data_eq!(
        project.run("diff --from 1").whole(),
        str![[r#"
$ knowns diff --from 1
exit code 0

--- stdout
nothing changed: 2 briefs say what edition 1 of each says

"#]]
    );
    let third = project.read("example.yaml").replace("briefs:", "briefs:\n  october:\n    question: And in October?\n    claims: [november, located]\n    unknowns: [homes]\n    limitations: One record.");
    project.write("example.yaml", third);
    accept(&project, "2026-02-28");
    assert_data_eq!(
        project.run("diff --from 2").whole(),
        str![[r#"
$ knowns diff --from 2
exit code 1

--- stdout
conclusions changed: yes
  `border-november`: `november` refuted → established, 27,375 → 30,375
  `november-alone`: `november` refuted → established, 27,375 → 30,375

`border-november` since edition 2 of 2026-01-31
  standings
    `november` refuted → established: Encounters in November were just over 30,000.
      cell 27375 → 30375 in `monthly`, row 2025-11, column total
      now: The record kept by U.S. Customs and Border Protection bears it out: 30,375.
  printed numbers
    `november_total`: 27,375 → 30,375 (+3,000, +11.0%): encounters in November 2025
    `november`: 27,375 → 30,375 (+3,000, +11.0%): Encounters in November were just over 30,000.
  sentences that lean on what moved
    templates/border.md:6 The record has 30,375 encounters for November 2025.
      leans on `november_total`
  data
    `monthly` corrected: the file changed, and its vintage is still 2025-12-01
      1 cell behind printed numbers revised

`november-alone` since edition 2 of 2026-01-31
  standings
    `november` refuted → established: Encounters in November were just over 30,000.
      cell 27375 → 30375 in `monthly`, row 2025-11, column total
      now: The record kept by U.S. Customs and Border Protection bears it out: 30,375.
  printed numbers
    `autumn`: 83,928 → 86,928 (+3,000, +3.6%): encounters in the autumn
    `average`: 53,559 → 53,774 (+215, +0.4%): encounters in an average month
    `november`: 27,375 → 30,375 (+3,000, +11.0%): Encounters in November were just over 30,000.
  rows of tables
    `months`, row November 2025: 27,375 → 30,375
  sentences that lean on what moved
    templates/alone.md:6 The autumn had 86,928 encounters in all.
      leans on `autumn`
    templates/alone.md:6 An average month had 53,774 encounters.
      leans on `average`
  data
    `monthly` corrected: the file changed, and its vintage is still 2025-12-01
      1 cell behind printed numbers revised
      cells changed behind `tables.months`; which of them is not remembered

`october`: has no edition 2

"#]]
    );
}

#[test]
fn what_if_says_what_other_data_would_change_and_writes_nothing() {
    let project = alone();
    project.write("downloads/new.csv", project.read("data/encounters.csv").replace("30375", "27375"));
    let before = project.files("");
    assert_data_eq!(
        project.run("diff november-alone --data monthly=downloads/new.csv").whole(),
        str![[r#"
$ knowns diff november-alone --data monthly=downloads/new.csv
exit code 1

--- stdout
conclusions changed: yes
  `november-alone`: `november` established → outdated, 30,375 → 27,375 (revised)

`november-alone` since edition 1 of 2025-12-31
  standings
    `november` established → outdated: Encounters in November were just over 30,000.
      cell 30375 → 27375 in `monthly`, row 2025-11, column total
      now: It held on the data of its day; newer data say 27,375 (revised).
  printed numbers
    `autumn`: 86,928 → 83,928 (revised) (−3,000, −3.5%): encounters in the autumn
    `average`: 53,774 → 53,559 (revised) (−215, −0.4%): encounters in an average month
    `november`: 30,375 → 27,375 (revised) (−3,000, −9.9%): Encounters in November were just over 30,000.
  rows of tables
    `months`, row November 2025: 30,375 → 27,375 (revised)
  sentences that lean on what moved
    templates/alone.md:6 The autumn had 83,928 (revised) encounters in all.
      leans on `autumn`
    templates/alone.md:6 An average month had 53,559 (revised) encounters.
      leans on `average`
  data
    `monthly` with another file in its place (`--data`)
      1 cell behind printed numbers revised

"#]]
    );
    assert!(before == project.files(""), "nothing is written");
    project.write("downloads/new.csv", project.read("data/encounters.csv").replace("30375", "many"));
    assert_data_eq!(
        project.run("diff --data monthly=downloads/new.csv").whole(),
        str![[r#"
$ knowns diff --data monthly=downloads/new.csv
exit code 2

--- stdout
error[D030]: `many` in column `total` is not a whole number
  --> data/encounters.csv:15:13
   |
15 | 2025-11,788,many
   |             ^^^^
   |
  ::: claims.yaml:80:14
   |
80 |       total: { type: integer, measure: encounters }
   |              -------------------------------------- declared here
   |
   = note: a sum that skips this cell would be wrong, and nobody would see it
   = help: if it stands for "no value", declare `missingValues: ["", "many"]`; if the column is text, `total: string`; otherwise ask the publisher

1 error; nothing was compared; `monthly` was read from `downloads/new.csv`

"#]]
    );
    assert_data_eq!(
        project.run("diff --data monthly=downloads/new.csv --format markdown").whole(),
        str![[r#"
$ knowns diff --data monthly=downloads/new.csv --format markdown
exit code 2

--- stdout
## Nothing was compared: 1 error; `monthly` was read from `downloads/new.csv`

- D030 data/encounters.csv:15: `many` in column `total` is not a whole number

"#]]
    );
    let said = project.run("diff --data monthly=downloads/new.csv --format json");
    let value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((said.code, &value["errors"]), (2, &1.into()));
}

#[test]
fn what_cannot_be_compared_says_what_to_do() {
    let project = Project::smallest();
    assert_data_eq!(
        project.run("diff").whole(),
        str![[r#"
$ knowns diff
exit code 2

--- stderr
error: there is no `claims.lock`, so there is no edition to compare with
help: accept a first edition with `knowns accept`

"#]]
    );
    accept(&project, "2025-12-31");
    for (command, said) in [
        (
            "diff border-novembre",
            str![[r#"
$ knowns diff border-novembre
exit code 2

--- stderr
error: `border-novembre` is no brief
help: did you mean `border-november`?

"#]],
        ),
        (
            "diff --from 2",
            str![[r#"
$ knowns diff --from 2
exit code 2

--- stderr
error: no brief has an edition 2
help: the only edition is 1

"#]],
        ),
        (
            "diff border-november --from 7",
            str![[r#"
$ knowns diff border-november --from 7
exit code 2

--- stderr
error: `border-november` has no edition 7
help: the only edition is 1

"#]],
        ),
        (
            "diff --from 0",
            str![[r#"
$ knowns diff --from 0
exit code 2

--- stderr
error: invalid value '0' for '--from <N>': 0 is not in 1..=4294967295

For more information, try '--help'.

"#]],
        ),
        (
            "diff --data month=data/encounters.csv",
            str![[r#"
$ knowns diff --data month=data/encounters.csv
exit code 2

--- stderr
error: `month` is no dataset
help: did you mean `monthly`?

"#]],
        ),
        (
            "diff --data monthly=nowhere.csv",
            str![[r#"
$ knowns diff --data monthly=nowhere.csv
exit code 2

--- stderr
error: could not read the file `nowhere.csv`: No such file or directory (os error 2)
help: compare it with the names of your files

"#]],
        ),
        (
            "diff --data monthly",
            str![[r#"
$ knowns diff --data monthly
exit code 2

--- stderr
error: invalid value 'monthly' for '--data <NAME=FILE>': name a dataset and a file, as in `monthly=new.csv`

For more information, try '--help'.

"#]],
        ),
        (
            "diff --data monthly=claims.yaml --data monthly=claims.yaml",
            str![[r#"
$ knowns diff --data monthly=claims.yaml --data monthly=claims.yaml
exit code 2

--- stderr
error: the file of `monthly` is replaced twice
help: name each dataset once, and of those that share a file only one

"#]],
        ),
    ] {
        assert_data_eq!(project.run(command).whole(), said);
    }
    project.replace("claims.yaml", "registry: 1", "registry: [");
    let said = project.run("diff");
    assert_eq!(said.code, 2);
    assert!(said.stdout.ends_with("1 error; nothing was compared\n"), "{said:?}");
}
