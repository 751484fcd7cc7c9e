//! `diff`: whether conclusions changed, then what else did, against a lock that the test makes itself.

use std::path::Path;

use knowns::edition::{Edition, EditionKind, Lock};
use knowns::pipeline::{self, How};
use knowns::world::Disk;
use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// Accepts what every brief of the project says, as `accept` does.
fn accept(project: &Project, date: &str) {
    let run =
        pipeline::watched(&Disk::open(&project.path(".")).unwrap(), &How { editions: true, ..How::default() }, &|_| {});
    let editions = run.editions.unwrap_or_else(|| panic!("{:#?}", run.problems));
    let mut lock: Lock = editions.lock;
    for (id, now) in editions.briefs.iter().zip(editions.now) {
        let ledger = lock.briefs.entry(id.clone()).or_default();
        let kind = if ledger.editions.is_empty() { EditionKind::First } else { EditionKind::DataUpdate };
        let edition = Edition {
            date: date.to_owned(),
            kind,
            by: vec!["A. Editor".to_owned()],
            note: None,
            since: None,
            changes: Vec::new(),
            question: String::new(),
            answer: String::new(),
            standing: String::new(),
        };
        ledger.accept(edition, now.content);
    }
    project.write("claims.lock", lock.to_text());
}

/// A brief with a table, a number that hides small changes, a sentence of its own, unknowns, a source that can fall.
const ALONE: &str = r#"
measures:
  leads: { label: leads, counts: reports, definition: Hints that an agency follows. }
figures:
  autumn: { label: encounters in the autumn, of: monthly, where: { month: [2025-09, 2025-10, 2025-11] }, sum: total }
  average: { label: encounters in an average month, of: monthly, mean: total, decimals: 0 }
tables:
  months: { of: monthly, where: { month: { gte: 2025-10 } }, columns: [month, total], caption: Since October 2025 }
unknowns:
  homes:
    question: How many leads were followed?
    measure: leads
    reason: not-published
    because: Nobody publishes it.
    would_resolve: A published list.
    next_check: 2026-02-01
briefs:
  november-alone:
    question: Were November encounters just over 30,000?
    claims: [november, located]
    unknowns: [homes]
    tables: [months]
    template: alone.md
    limitations: One month of one record.
"#;

const TEMPLATE: &str = r#"{% extends "knowns/brief.md" %}

{% block body %}
## What the record says

The autumn had {{ figures.autumn }} encounters in all. An average month had {{ figures.average }} encounters.

{{ tables.months }}
{% endblock %}
"#;

fn alone() -> Project {
    let project = Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/base"));
    project.write("example.yaml", ALONE);
    project.write("templates/alone.md", TEMPLATE);
    accept(&project, "2025-12-31");
    project
}

const NOVEMBER: &str = "2025-11,788,30375";

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

### `november-alone` since edition 1 of 2025-12-31

#### Standings

- `november` established → refuted: Encounters in November were just over 30,000.
  - cell 30375 → 27375 in `monthly`, row 2025-11, column total
  - now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.

#### Printed numbers

| Number | Before | Now | Change | What it counts |
| --- | ---: | ---: | ---: | --- |
| `autumn` | 86,928 | 83,928 | −3,000, −3.5% | encounters in the autumn |
| `average` | 53,774 | 53,559 | −215, −0.4% | encounters in an average month |
| `november` | 30,375 | 27,375 | −3,000, −9.9% | Encounters in November were just over 30,000. |

#### Rows of tables

- `months`, row November 2025: 30,375 → 27,375

#### Sentences that lean on what moved

- templates/alone.md:6 The autumn had 83,928 encounters in all.
  - leans on `autumn`
- templates/alone.md:6 An average month had 53,559 encounters.
  - leans on `average`

#### Data

- `monthly` corrected: the file changed, and its vintage is still 2025-12-01
  - 1 cell behind printed numbers revised

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

/// Returns a project in which nearly everything changed at once.
fn changed() -> Project {
    let project = alone();
    project.replace("data/encounters.csv", NOVEMBER, "2025-11,790,27375\n2025-12,801,28004");
    project.replace("claims.yaml", "vintage: 2025-12-01", "vintage: 2025-12-31");
    project.replace(
        "claims.yaml",
        "issued: 2025-12-05, seen: self }",
        "issued: 2025-12-05, seen: self, status: corrected }",
    );
    project.replace(
        "claims.yaml",
        "  university: {",
        "  union: { name: A | Union, kind: union, interests: { found: none, date: 2025-12-01 } }\n  university: {",
    );
    project.replace(
        "claims.yaml",
        "      - { source: statement, stance: supports, basis: says-so, locator: paragraph 2 }",
        "      - { source: check, stance: supports, basis: document, locator: paragraph 3 }",
    );
    project.replace("claims.yaml", "Recorded meetings of CBP with people", "Meetings of CBP with _people_ | <b>");
    project.replace("claims.yaml", "  border-november:", "  border-late:");
    project.replace("example.yaml", "next_check: 2026-02-01", "next_check: 2025-12-15");
    project.replace("example.yaml", "unknowns: [homes]", "unknowns: [homes, victims]");
    project.replace("templates/alone.md", "An average month had", "In an average month there were");
    project
}

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
      now: Its only independent source is Example Checks.
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

### `november-alone` since edition 1 of 2025-12-31

#### Standings

- `located` self-reported → reported: More than 62,000 children were located.
  - evidence added: check: supports (document)
  - evidence removed: statement: supports (says-so)
  - now: Its only independent source is Example Checks.
- `november` established → refuted: Encounters in November were just over 30,000.
  - cell 30375 → 27375 in `monthly`, row 2025-11, column total
  - now: The record kept by U.S. Customs and Border Protection says otherwise: 27,375.

#### Printed numbers

| Number | Before | Now | Change | What it counts |
| --- | ---: | ---: | ---: | --- |
| `autumn` | 86,928 | 83,928 | −3,000, −3.5% | encounters in the autumn |
| `average` | 53,774 | 51,856 | −1,918, −3.6% | encounters in an average month |
| `november` | 30,375 | 27,375 | −3,000, −9.9% | Encounters in November were just over 30,000. |

#### Rows of tables

- `months`, row December 2025: new: December 2025 /| 28,004
- `months`, row November 2025: 30,375 → 27,375

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
  - now: Meetings of CBP with /_people/_ /| /<b> whom it apprehends or finds inadmissible. One person can be counted twice.

#### Data

- `monthly` release 2025-12-01 → 2025-12-31
  - 1 cell behind printed numbers revised
  - keep the file of release 2025-12-01 under `earlier`, and revised numbers are marked `r`

### Other briefs

- `border-late`: new, no edition was accepted
- `border-november`: published, and gone from the registry

"#]]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "everything that a program is told is long")]
fn a_program_is_told_everything_it_could_ask_for() {
    assert_data_eq!(
        changed().run("diff --format json").whole(),
        str![[r#"
$ knowns diff --format json
exit code 1

--- stdout
{
  "version": 1,
  "from": null,
  "what_if": [],
  "conclusions_changed": true,
  "briefs": [
    {
      "id": "november-alone",
      "edition": 1,
      "date": "2025-12-31",
      "conclusion_changed": true,
      "conclusions": [
        {
          "id": "november",
          "old": {
            "standing": "established",
            "values": [
              "30,375"
            ]
          },
          "new": {
            "standing": "refuted",
            "values": [
              "27,375"
            ]
          }
        }
      ],
      "standings": [
        {
          "id": "located",
          "statement": "More than 62,000 children were located.",
          "old": "self-reported",
          "new": "reported",
          "reason": "Its only independent source is Example Checks.",
          "cells": [],
          "evidence": {
            "added": [
              "check: supports (document)"
            ],
            "removed": [
              "statement: supports (says-so)"
            ]
          }
        },
        {
          "id": "november",
          "statement": "Encounters in November were just over 30,000.",
          "old": "established",
          "new": "refuted",
          "reason": "The record kept by U.S. Customs and Border Protection says otherwise: 27,375.",
          "cells": [
            {
              "dataset": "monthly",
              "row": "2025-11",
              "column": "total",
              "old": "30375",
              "new": "27375"
            }
          ],
          "evidence": {
            "added": [],
            "removed": []
          }
        }
      ],
      "claims": [
        {
          "id": "located",
          "old": {
            "statement": "More than 62,000 children were located.",
            "standing": "self-reported",
            "words": "by the agency itself",
            "reason": "Its only support is from DHS, with an interest in the matter.",
            "evidence": [
              "statement: supports (says-so)"
            ]
          },
          "new": {
            "statement": "More than 62,000 children were located.",
            "standing": "reported",
            "words": "one independent source",
            "reason": "Its only independent source is Example Checks.",
            "evidence": [
              "check: supports (document)"
            ]
          }
        },
        {
          "id": "november",
          "old": {
            "statement": "Encounters in November were just over 30,000.",
            "standing": "established",
            "words": "established",
            "reason": "The record kept by U.S. Customs and Border Protection bears it out: 30,375.",
            "values": [
              "30,375"
            ],
            "answer": true
          },
          "new": {
            "statement": "Encounters in November were just over 30,000.",
            "standing": "refuted",
            "words": "the record contradicts this",
            "reason": "The record kept by U.S. Customs and Border Protection says otherwise: 27,375.",
            "values": [
              "27,375"
            ],
            "answer": true
          }
        }
      ],
      "numbers": [
        {
          "id": "autumn",
          "label": "encounters in the autumn",
          "old": "86,928",
          "new": "83,928",
          "difference": "-3000",
          "percent": "-3.5"
        },
        {
          "id": "average",
          "label": "encounters in an average month",
          "old": "53,774",
          "new": "51,856",
          "difference": "-1918",
          "percent": "-3.6"
        },
        {
          "id": "november",
          "label": "Encounters in November were just over 30,000.",
          "old": "30,375",
          "new": "27,375",
          "difference": "-3000",
          "percent": "-9.9"
        }
      ],
      "figures": [
        {
          "id": "autumn",
          "old": {
            "label": "encounters in the autumn",
            "printed": "86,928",
            "digest": "6f279ca3ecce"
          },
          "new": {
            "label": "encounters in the autumn",
            "printed": "83,928",
            "digest": "d46ee1ce7e3e"
          }
        },
        {
          "id": "average",
          "old": {
            "label": "encounters in an average month",
            "printed": "53,774",
            "digest": "553e7a91eedc"
          },
          "new": {
            "label": "encounters in an average month",
            "printed": "51,856",
            "digest": "67f4c1f55fd7"
          }
        }
      ],
      "rows": [
        {
          "id": "months/December 2025",
          "old": null,
          "new": [
            "December 2025",
            "28,004"
          ]
        },
        {
          "id": "months/November 2025",
          "old": [
            "November 2025",
            "30,375"
          ],
          "new": [
            "November 2025",
            "27,375"
          ]
        }
      ],
      "leaning": [
        {
          "place": {
            "file": "templates/alone.md",
            "line": 6,
            "column": 1,
            "end_line": 6,
            "end_column": 55
          },
          "text": "The autumn had 83,928 encounters in all.",
          "on": [
            "autumn"
          ]
        }
      ],
      "sentences": [
        {
          "place": {
            "file": "claims.yaml",
            "line": 107,
            "column": 15,
            "end_line": 107,
            "end_column": 48
          },
          "old": null,
          "new": "How many of them were trafficked?"
        },
        {
          "place": {
            "file": "claims.yaml",
            "line": 109,
            "column": 14,
            "end_line": 109,
            "end_column": 38
          },
          "old": null,
          "new": "The record does not ask."
        },
        {
          "place": {
            "file": "claims.yaml",
            "line": 110,
            "column": 20,
            "end_line": 110,
            "end_column": 60
          },
          "old": null,
          "new": "A published count of identified victims."
        },
        {
          "place": {
            "file": "templates/alone.md",
            "line": 6,
            "column": 56,
            "end_line": 6,
            "end_column": 120
          },
          "old": "An average month had 53,774 encounters.",
          "new": "In an average month there were 51,856 encounters."
        }
      ],
      "unknowns": [
        {
          "id": "homes",
          "old": {
            "question": "How many leads were followed?",
            "next_check": "2026-02-01"
          },
          "new": {
            "question": "How many leads were followed?",
            "next_check": "2025-12-15"
          }
        },
        {
          "id": "victims",
          "old": null,
          "new": {
            "question": "How many of them were trafficked?"
          }
        }
      ],
      "overdue": [
        {
          "id": "homes",
          "question": "How many leads were followed?",
          "next_check": "2025-12-15"
        }
      ],
      "answerable": [],
      "sources": [
        {
          "id": "check",
          "old": null,
          "new": {
            "title": "What is known of located children",
            "status": "corrected"
          }
        }
      ],
      "definitions": [
        {
          "id": "encounters",
          "old": "Recorded meetings of CBP with people whom it apprehends or finds inadmissible. One person can be counted twice.",
          "new": "Meetings of CBP with _people_ | <b> whom it apprehends or finds inadmissible. One person can be counted twice."
        }
      ],
      "datasets": [
        {
          "id": "monthly",
          "kind": "release",
          "old": {
            "vintage": "2025-12-01",
            "sha256": "45ea4026b4516d5eba3d982f96ff7c88bbe70cd2fbb47e4b62b334ebadb98314",
            "fields": "month:yearmonth, unaccompanied:integer, total:integer"
          },
          "new": {
            "vintage": "2025-12-31",
            "sha256": "04f80fa27b5406ff15577a9067c10a1675b621bd82820d699243129eebdedf75",
            "fields": "month:yearmonth, unaccompanied:integer, total:integer"
          },
          "fields": {
            "added": [],
            "removed": []
          },
          "revised_cells": 1,
          "earlier_not_kept": true
        }
      ],
      "invisible": {
        "figures": 0,
        "cells": 0
      }
    }
  ],
  "same": [],
  "new": [
    "border-late"
  ],
  "gone": [
    "border-november"
  ],
  "without_edition": [],
  "errors": 0,
  "problems": []
}

"#]]
    );
}

#[test]
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
error[D030]: `many` in column `total` is no whole number
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
   = help: correct the cell; if it stands for "no value", declare `missingValues: ["", "many"]`; if the column is text, `total: string`

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

- D030 data/encounters.csv:15: `many` in column `total` is no whole number

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

#[test]
fn the_documented_example_is_what_a_program_gets() {
    let page = include_str!("../../docs/formats.md");
    let (_, section) = page.split_once("## `knowns diff --format json`").unwrap();
    let example = section.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let project = Project::smallest();
    accept(&project, "2025-12-31");
    project.replace("data/encounters.csv", "2025-11,27912,1583,788,92,30375", "2025-11,24912,1583,788,92,27375");
    let said = project.run("diff --format json").stdout;
    let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|e| panic!("{e}: {said}"));
    assert_eq!(read(example), read(&said));
}
