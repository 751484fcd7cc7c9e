//! What changed in a brief, told to a person.

use snapbox::{assert_data_eq, str};

use super::{NOVEMBER, accept, alone};
use crate::project::Project;

#[test]
fn where_nothing_changed_one_line_says_so() {
    let project = Project::smallest();
    accept(&project, "2025-12-31");
    assert_data_eq!(
        project.run("diff").whole(),
        str![[r#"
$ knowns diff
exit code 0

--- stdout
nothing changed: 1 brief says what its last edition says

"#]]
    );
    assert_data_eq!(
        project.run("diff --format markdown").whole(),
        str![[r#"
$ knowns diff --format markdown
exit code 0

--- stdout
Nothing changed: 1 brief says what its last edition says.

"#]]
    );
    assert_data_eq!(
        project.run("diff --format json").whole(),
        str![[r#"
$ knowns diff --format json
exit code 0

--- stdout
{
  "version": 1,
  "from": null,
  "what_if": [],
  "conclusions_changed": false,
  "briefs": [],
  "same": [
    "border-november"
  ],
  "new": [],
  "gone": [],
  "without_edition": [],
  "errors": 0,
  "problems": []
}

"#]]
    );
}

#[test]
fn a_changed_cell_that_refutes_the_answer_changes_the_conclusion() {
    let project = alone();
    project.replace("data/encounters.csv", NOVEMBER, "2025-11,788,27375");
    assert_data_eq!(
        project.run("diff").whole(),
        str![[r#"
$ knowns diff
exit code 1

--- stdout
conclusions changed: yes
  `border-november`: `november` established → refuted, 30,375 → 27,375
  `november-alone`: `november` established → refuted, 30,375 → 27,375

`border-november` since edition 1 of 2025-12-31
  standings
    `november` established → refuted: Encounters in November were just over 30,000.
      cell 30375 → 27375 in `monthly`, row 2025-11, column total
      now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.
  printed numbers
    `november_total`: 30,375 → 27,375 (−3,000, −9.9%): encounters in November 2025
    `november`: 30,375 → 27,375 (−3,000, −9.9%): Encounters in November were just over 30,000.
  sentences that lean on what moved
    templates/border.md:6 The record has 27,375 encounters for November 2025.
      leans on `november_total`
  data
    `monthly` corrected: the file changed, and its vintage is still 2025-12-01
      1 cell behind printed numbers revised

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
    assert_data_eq!(
        project.run("diff november-alone --format markdown").whole(),
        str![[r#"
$ knowns diff november-alone --format markdown
exit code 1

--- stdout
## Conclusions changed: yes

- `november-alone`: `november` established → refuted, 30,375 → 27,375

1 standing flipped, 2 sentences to read again, 3 printed numbers moved, in 1 brief.

### `november-alone` since edition 1 of 2025-12-31

#### Standings

- `november` established → refuted: Encounters in November were just over 30,000.
  - cell 30375 → 27375 in `monthly`, row 2025-11, column total
  - now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.

#### Sentences that lean on what moved

- templates/alone.md:6 The autumn had 83,928 encounters in all.
  - leans on `autumn`
- templates/alone.md:6 An average month had 53,559 encounters.
  - leans on `average`

#### Data

- `monthly` corrected: the file changed, and its vintage is still 2025-12-01
  - 1 cell behind printed numbers revised
  - cells changed behind `tables.months`; which of them is not remembered

<details><summary>Printed numbers: 3</summary>

| Number | Before | Now | Change | What it counts |
| --- | ---: | ---: | ---: | --- |
| `autumn` | 86,928 | 83,928 | −3,000, −3.5% | encounters in the autumn |
| `average` | 53,774 | 53,559 | −215, −0.4% | encounters in an average month |
| `november` | 30,375 | 27,375 | −3,000, −9.9% | Encounters in November were just over 30,000. |

</details>

<details><summary>Rows of tables: 1</summary>

- `months`, row November 2025: 30,375 → 27,375

</details>

"#]]
    );
}

#[test]
fn a_change_that_no_page_shows_is_one_line() {
    let project = alone();
    project.replace("data/encounters.csv", "2025-08,717,26162", "2025-08,717,26163");
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 1

--- stdout
conclusions changed: no

`november-alone` since edition 1 of 2025-12-31
  data
    `monthly` corrected: the file changed, and its vintage is still 2025-12-01
      1 cell behind printed numbers revised
  not seen on the page
    1 exact value and 1 cell changed, and every number prints as before

"#]]
    );
}

#[test]
fn a_new_release_with_many_small_revisions_says_what_to_keep() {
    let project = alone();
    let before = project.read("data/encounters.csv");
    project.write("data/encounters-2025-12.csv", &before);
    for (from, to) in
        [("26002", "26010"), ("30551", "30560"), ("30375", "30401"), ("26162", "26170"), ("24589", "24570")]
    {
        project.replace("data/encounters.csv", from, to);
    }
    project.replace("claims.yaml", "vintage: 2025-12-01", "vintage: 2025-12-20");
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 1

--- stdout
conclusions changed: yes
  `november-alone`: `november` 30,375 → 30,401

`november-alone` since edition 1 of 2025-12-31
  printed numbers
    `autumn`: 86,928 → 86,971 (+43, under 0.1%): encounters in the autumn
    `average`: 53,774 → 53,776 (+2, under 0.1%): encounters in an average month
    `november`: 30,375 → 30,401 (+26, +0.1%): Encounters in November were just over 30,000.
  rows of tables
    `months`, row November 2025: 30,375 → 30,401
    `months`, row October 2025: 30,551 → 30,560
  sentences that lean on what moved
    templates/alone.md:6 The autumn had 86,971 encounters in all.
      leans on `autumn`
    templates/alone.md:6 An average month had 53,776 encounters.
      leans on `average`
  data
    `monthly` release 2025-12-01 → 2025-12-20
      5 cells behind printed numbers revised
      keep the file of release 2025-12-01 under `earlier`, and revised numbers are marked `r`

"#]]
    );
    let kept = "vintage: 2025-12-20\n    earlier: [{ file: data/encounters-2025-12.csv, vintage: 2025-12-01 }]";
    project.replace("claims.yaml", "vintage: 2025-12-20", kept);
    assert!(!project.run("diff november-alone").stdout.contains("under `earlier`"));
}

#[test]
fn a_source_that_is_retracted_is_named() {
    let project = alone();
    project.replace(
        "claims.yaml",
        "issued: 2025-12-01, seen: self }",
        "issued: 2025-12-01, seen: self, status: retracted }",
    );
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 1

--- stdout
conclusions changed: no

`november-alone` since edition 1 of 2025-12-31
  standings
    `located` self-reported → unsupported: More than 62,000 children were located.
      now: What is offered for it has been retracted.
  sources
    `statement` is retracted (before: current): Statement on located children

1 error in the way of building this
  E206 claims.yaml:102 source `statement` was withdrawn, and is offered as evidence

"#]]
    );
}

#[test]
fn an_unknown_that_new_data_count_may_be_answered() {
    let project = alone();
    project.write("data/leads.csv", "month,leads\n2025-11,12\n");
    let entry =
        "datasets:\n  new_dataset: { file: data/leads.csv, publisher: dhs, vintage: 2025-12-01, measure: leads }\n";
    project.write("example.yaml", format!("{}{entry}", project.read("example.yaml")));
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 1

--- stdout
conclusions changed: no

`november-alone` since edition 1 of 2025-12-31
  unknowns
    `homes` may now be answered: `new_dataset` counts what it asks for

"#]]
    );
}

#[test]
fn sentences_are_shown_before_and_after_they_were_rewritten() {
    let project = alone();
    project.replace(
        "templates/alone.md",
        "An average month had {{ figures.average }} encounters.",
        "In an average month there were {{ figures.average }} encounters. Nobody counts people.",
    );
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 1

--- stdout
conclusions changed: no

`november-alone` since edition 1 of 2025-12-31
  sentences rewritten, new or gone
    templates/alone.md:6 rewritten
      before: An average month had 53,774 encounters.
      now: In an average month there were 53,774 encounters.
    templates/alone.md:6 new: Nobody counts people.

"#]]
    );
}

#[test]
fn a_definition_is_shown_before_and_after() {
    let project = alone();
    project.replace("claims.yaml", "Recorded meetings of CBP with people", "Meetings of CBP with people");
    assert_data_eq!(
        project.run("diff november-alone").whole(),
        str![[r#"
$ knowns diff november-alone
exit code 1

--- stdout
conclusions changed: no

`november-alone` since edition 1 of 2025-12-31
  definitions
    `encounters` is defined anew
      before: Recorded meetings of CBP with people whom it apprehends or finds inadmissible. One person can be counted twice.
      now: Meetings of CBP with people whom it apprehends or finds inadmissible. One person can be counted twice.

"#]]
    );
}
