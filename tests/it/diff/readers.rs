//! Everything at once, told to a person and to a pull request; and the documented example.

use snapbox::{assert_data_eq, str};

use super::{accept, changed};
use crate::project::Project;

#[test]
fn a_person_is_told_everything_in_the_order_in_which_it_matters() {
    assert_data_eq!(
        changed().run("diff").whole(),
        str![[r#"
$ knowns diff
exit code 1

--- stdout
conclusions changed: yes
  `november-alone`: `november` established → refuted, 30,375 → 27,375

`november-alone` since edition 1 of 2025-12-31
  standings
    `located` self-reported → reported: More than 62,000 children were located.
      evidence added: check: supports (document)
      evidence removed: statement: supports (says-so)
      now: The one independent source offered for it is Example Checks.
    `november` established → refuted: Encounters in November were just over 30,000.
      cell 30375 → 27375 in `monthly`, row 2025-11, column total
      now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.
  printed numbers
    `autumn`: 86,928 → 83,928 (−3,000, −3.5%): encounters in the autumn
    `average`: 53,774 → 51,856 (−1,918, −3.6%): encounters in an average month
    `november`: 30,375 → 27,375 (−3,000, −9.9%): Encounters in November were just over 30,000.
  rows of tables
    `months`, row December 2025: new: December 2025 | 28,004
    `months`, row November 2025: 30,375 → 27,375
  sentences that lean on what moved
    templates/alone.md:6 The autumn had 83,928 encounters in all.
      leans on `autumn`
  sentences rewritten, new or gone
    claims.yaml:107 new: How many of them were trafficked?
    claims.yaml:109 new: The record does not ask.
    claims.yaml:110 new: A published count of identified victims.
    templates/alone.md:6 rewritten
      before: An average month had 53,774 encounters.
      now: In an average month there were 51,856 encounters.
  unknowns
    `homes` is looked at again on 2025-12-15 (before: 2026-02-01)
    `victims` opened: How many of them were trafficked?
    `homes` overdue since 2025-12-15: How many leads were followed?
  sources
    `check` new: What is known of located children (corrected)
  definitions
    `encounters` is defined anew
      before: Recorded meetings of CBP with people whom it apprehends or finds inadmissible. One person can be counted twice.
      now: Meetings of CBP with _people_ | <b> whom it apprehends or finds inadmissible. One person can be counted twice.
  data
    `monthly` release 2025-12-01 → 2025-12-31
      1 cell behind printed numbers revised
      keep the file of release 2025-12-01 under `earlier`, and revised numbers are marked `r`

`border-late`: new, no edition was accepted
`border-november`: published, and gone from the registry

"#]]
    );
}

#[test]
fn a_pull_request_is_told_everything_with_the_words_of_the_project_escaped() {
    assert_data_eq!(
        changed().run("diff --format markdown").whole(),
        str![[r#"
$ knowns diff --format markdown
exit code 1

--- stdout
## Conclusions changed: yes

- `november-alone`: `november` established → refuted, 30,375 → 27,375

2 standings flipped, 1 sentence to read again, 3 printed numbers moved, in 1 brief.

### `november-alone` since edition 1 of 2025-12-31

#### Standings

- `located` self-reported → reported: More than 62,000 children were located.
  - evidence added: check: supports (document)
  - evidence removed: statement: supports (says-so)
  - now: The one independent source offered for it is Example Checks.
- `november` established → refuted: Encounters in November were just over 30,000.
  - cell 30375 → 27375 in `monthly`, row 2025-11, column total
  - now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.

#### Sentences that lean on what moved

- templates/alone.md:6 The autumn had 83,928 encounters in all.
  - leans on `autumn`

#### Sentences rewritten, new or gone

- claims.yaml:107 new: How many of them were trafficked?
- claims.yaml:109 new: The record does not ask.
- claims.yaml:110 new: A published count of identified victims.
- templates/alone.md:6 rewritten
  - before: An average month had 53,774 encounters.
  - now: In an average month there were 51,856 encounters.

#### Unknowns

- `homes` is looked at again on 2025-12-15 (before: 2026-02-01)
- `victims` opened: How many of them were trafficked?
- `homes` overdue since 2025-12-15: How many leads were followed?

#### Sources

- `check` new: What is known of located children (corrected)

#### Definitions

- `encounters` is defined anew
  - before: Recorded meetings of CBP with people whom it apprehends or finds inadmissible. One person can be counted twice.
  - now: Meetings of CBP with /_people/_ /| &lt;b> whom it apprehends or finds inadmissible. One person can be counted twice.

#### Data

- `monthly` release 2025-12-01 → 2025-12-31
  - 1 cell behind printed numbers revised
  - keep the file of release 2025-12-01 under `earlier`, and revised numbers are marked `r`

<details><summary>Printed numbers: 3</summary>

| Number | Before | Now | Change | What it counts |
| --- | ---: | ---: | ---: | --- |
| `autumn` | 86,928 | 83,928 | −3,000, −3.5% | encounters in the autumn |
| `average` | 53,774 | 51,856 | −1,918, −3.6% | encounters in an average month |
| `november` | 30,375 | 27,375 | −3,000, −9.9% | Encounters in November were just over 30,000. |

</details>

<details><summary>Rows of tables: 2</summary>

- `months`, row December 2025: new: December 2025 /| 28,004
- `months`, row November 2025: 30,375 → 27,375

</details>

### Other briefs

- `border-late`: new, no edition was accepted
- `border-november`: published, and gone from the registry

"#]]
    );
}

#[test]
fn the_documented_example_is_what_a_program_gets() {
    let page = include_str!("../../../docs/formats.md");
    let (_, section) = page.split_once("## `knowns diff --format json`").unwrap();
    let example = section.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let project = Project::smallest();
    accept(&project, "2025-12-31");
    project.replace("data/encounters.csv", "2025-11,27912,1583,788,92,30375", "2025-11,24912,1583,788,92,27375");
    let said = project.run("diff --format json").stdout;
    let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|e| panic!("{e}: {said}"));
    assert_eq!(read(example), read(&said));
}
