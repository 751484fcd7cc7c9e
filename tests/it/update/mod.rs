//! `update`: a new release takes the place of the present one, which is kept; what does not fit is refused, and nothing is half done.

#[cfg(unix)]
mod faults;
mod forms;
mod kinds;
mod named;
mod refused;
mod releases;
mod told;
#[cfg(unix)]
mod unattended;

use std::collections::BTreeMap;

use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// Encounters as they were published in November, and a month later: three months revised, one new.
const NOVEMBER: &str = "month,total\n2025-07,24589\n2025-08,26162\n2025-09,26002\n2025-10,30551\n";
const DECEMBER: &str = "month,total\n2025-07,24590\n2025-08,26162\n2025-09,26005\n2025-10,30553\n2025-11,30375\n";

const REGISTRY: &str = "registry: 1
publication: { title: Border desk, publisher: The Desk, as_of: 2025-11-30, contact: desk@example.org, method: Each number is read from the record. }
parties: { cbp: U.S. Customs and Border Protection }
measures:
  encounters: { counts: events, kept_by: cbp, record: monthly, definition: Recorded stops; one person can be counted twice. }
datasets:
  monthly:
    title: Encounters by month
    file: data/encounters.csv   # as published
    measure: encounters
    publisher: cbp
    vintage: 2025-11-04
    fields: { month: yearmonth, total: integer }

figures:
  since_july: { label: encounters since July 2025, of: monthly, where: { month: { gte: 2025-07 } }, sum: total }
claims:
  october:
    statement: Encounters in October were more than 30,000.
    said: { by: An opinion article, date: 2025-11 }
    quantity: more than 30,000
    test: { of: monthly, where: { month: 2025-10 }, sum: total }
    reading: All recorded encounters nationwide in October 2025.
unknowns:
  victims: { question: How many of them were trafficked?, because: The record does not ask., would_resolve: A published count of identified victims. }
briefs:
  border-october:
    question: Were there more than 30,000 encounters in October?
    claims: [october]
    unknowns: [victims]
    template: templates/october.md
    limitations: One record of one agency.
";

const TEMPLATE: &str = "{% extends \"knowns/brief.md\" %}

{% block body %}
## The record

Since July the record has {{ figures.since_july }} encounters, a low number for so many months.
{% endblock %}
";

/// The same, with October revised so far that its claim no longer holds.
const FLIPPED: &str = "month,total\n2025-07,24590\n2025-08,26162\n2025-09,26005\n2025-10,29553\n2025-11,30375\n";

/// The file of December, named by its day.
const NEW: &str = "downloads/encounters-2025-12-04.csv";

/// Returns the project with the file of December beside it.
fn project() -> Project {
    Project::of([
        ("claims.yaml", REGISTRY),
        ("data/encounters.csv", NOVEMBER),
        ("templates/october.md", TEMPLATE),
        (NEW, DECEMBER),
    ])
}

/// Returns the project with a first edition.
fn accepted() -> Project {
    let project = project();
    let said = project.run("accept --by Ann");
    assert_eq!(said.code, 0, "{}", said.whole());
    project
}

/// Returns every file but the tool's own.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.files("").into_iter().filter(|(path, _)| !path.starts_with(".knowns/")).collect()
}

#[test]
fn a_release_is_put_in_place_the_present_one_is_kept_and_the_difference_told() {
    let project = accepted();
    let before = files(&project);
    let dry = project.run(&format!("update monthly={NEW} --as-of 2025-12-05 --dry-run"));
    assert_eq!(files(&project), before, "a dry run writes nothing");
    let said = project.run(&format!("update monthly={NEW} --as-of 2025-12-05"));
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns update monthly=downloads/encounters-2025-12-04.csv --as-of 2025-12-05
exit code 0

--- stdout
`monthly`: release 2025-11-04 → 2025-12-04 from `downloads/encounters-2025-12-04.csv` (its name holds 2025-12-04)
  `data/encounters.csv`: 68 bytes → 82 bytes
  2025-11-04 is kept as `data/releases/monthly/2025-11-04-0bc2e29af258.csv`

--- a/claims.yaml
+++ b/claims.yaml
@@ -2 +2 @@
-publication: { title: Border desk, publisher: The Desk, as_of: 2025-11-30, contact: desk@example.org, method: Each number is read from the record. }
+publication: { title: Border desk, publisher: The Desk, as_of: 2025-12-05, contact: desk@example.org, method: Each number is read from the record. }
@@ -12 +12 @@
-    vintage: 2025-11-04
+    vintage: 2025-12-04
@@ -13,0 +14 @@
+    earlier: [{ file: data/releases/monthly/2025-11-04-0bc2e29af258.csv, vintage: 2025-11-04 }]

conclusions changed: yes
  `border-october`: `october` 30,551 → 30,553 (revised)

`border-october` since edition 1 of 2025-11-30
  claims
    `october` established
      reads established (on revised data) (before: established)
  printed numbers
    `since_july`: 107,304 → 137,685 (revised) (+30,381, +28.3%): encounters since July 2025
    `october`: 30,551 → 30,553 (revised) (+2, under 0.1%): Encounters in October were more than 30,000.
  sentences that lean on what moved
    templates/october.md:6 Since July the record has 137,685 (revised) encounters, a low number for so many months.
      leans on `since_july`
  data
    `monthly` release 2025-11-04 → 2025-12-04
      3 cells behind printed numbers revised

updated `monthly` to 2025-12-04: 3 files written; `knowns build` makes the drafts

"#]]
    );
    // A dry run says the same, but for its last line.
    let but_last = |words: &str| words.trim_end().rsplit_once('\n').map(|(above, _)| above.to_owned());
    assert_eq!(but_last(&dry.stdout), but_last(&said.stdout));
    assert!(dry.stdout.ends_with("nothing was written\n"), "{}", dry.whole());

    let kept = "data/releases/monthly/2025-11-04-0bc2e29af258.csv";
    assert_eq!(project.read("data/encounters.csv"), DECEMBER);
    assert_eq!(project.read(kept), NOVEMBER);
    let registry = REGISTRY
        .replace("as_of: 2025-11-30", "as_of: 2025-12-05")
        .replace("vintage: 2025-11-04\n", "vintage: 2025-12-04\n")
        .replace(
            "total: integer }\n",
            &format!("total: integer }}\n    earlier: [{{ file: {kept}, vintage: 2025-11-04 }}]\n"),
        );
    assert_eq!(project.read("claims.yaml"), registry);
    // Nothing is published: that is for `accept`.
    let changed: Vec<String> = files(&project)
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["claims.yaml", "data/encounters.csv", kept]);
}

#[test]
fn what_update_tells_is_what_diff_says_afterwards() {
    let project = accepted();
    project.write(NEW, FLIPPED);
    let said = project.run(&format!("update monthly={NEW}"));
    let diff = project.run("diff");
    assert!(said.stdout.contains(&diff.stdout), "{}\n{}", said.whole(), diff.whole());
    let project = accepted();
    project.write(NEW, FLIPPED);
    let said = project.run(&format!("update monthly={NEW} --format markdown --drafts https://desk.example/drafts/"));
    let diff = project.run("diff --format markdown --drafts https://desk.example/drafts/");
    assert!(said.stdout.starts_with(&diff.stdout), "{}\n{}", said.whole(), diff.whole());
    assert_data_eq!(
        said.whole(),
        str![[r#"
$ knowns update monthly=downloads/encounters-2025-12-04.csv --format markdown --drafts https://desk.example/drafts/
exit code 0

--- stdout
## Conclusions changed: yes

- `border-october`: `october` established → outdated, 30,551 → 29,553 (revised)

1 standing flipped, 1 sentence to read again, 2 printed numbers moved, in 1 brief.

[The briefs as they would read](<https://desk.example/drafts/>)

### `border-october` since edition 1 of 2025-11-30

#### Standings

- `october` established → outdated: Encounters in October were more than 30,000.
  - cell 30551 → 29553 in `monthly`, row 2025-10, column total
  - now: It held on the data of its day; newer data say 29,553 (revised).

#### Sentences that lean on what moved

- templates/october.md:6 Since July the record has 136,685 (revised) encounters, a low number for so many months.
  - leans on `since_july`

#### Data

- `monthly` release 2025-11-04 → 2025-12-04
  - 3 cells behind printed numbers revised

<details><summary>Printed numbers: 2</summary>

| Number | Before | Now | Change | What it counts |
| --- | ---: | ---: | ---: | --- |
| `since_july` | 107,304 | 136,685 (revised) | +29,381, +27.4% | encounters since July 2025 |
| `october` | 30,551 | 29,553 (revised) | −998, −3.3% | Encounters in October were more than 30,000. |

</details>

### 1 error in the way of building this

- W003 claims.yaml:12: `vintage` of dataset `monthly` is 2025-12-04, later than the publication's `as_of`, 2025-11-30

### New releases

- `monthly`: release 2025-11-04 → 2025-12-04 from `downloads/encounters-2025-12-04.csv` (its name holds 2025-12-04)
  - `data/encounters.csv`: 68 bytes → 82 bytes
  - 2025-11-04 is kept as `data/releases/monthly/2025-11-04-0bc2e29af258.csv`

"#]]
    );
}

#[test]
fn a_second_update_finds_nothing_new_and_as_of_stays_unless_it_is_before_the_release() {
    let project = accepted();
    assert_eq!(project.run(&format!("update monthly={NEW}")).code, 0);
    assert_eq!(project.run("build").code, 1);
    let moved = project.run(&format!("update monthly={NEW} --as-of 2025-12-05"));
    assert!(moved.code == 0 && moved.stdout.contains("`as_of` moved to 2025-12-05"), "{}", moved.whole());
    assert!(project.read("claims.yaml").contains("as_of: 2025-12-05"));
    assert_eq!(project.run("build").code, 0);
    let before = files(&project);
    assert_data_eq!(
        project.run(&format!("update monthly={NEW} --as-of 2026-01-31")).whole(),
        str![[r#"
$ knowns update monthly=downloads/encounters-2025-12-04.csv --as-of 2026-01-31
exit code 0

--- stdout
`monthly`: nothing new in `downloads/encounters-2025-12-04.csv`

"#]]
    );
    assert_eq!(files(&project), before);
}

#[test]
fn without_an_edition_there_is_nothing_to_compare_with() {
    let project = project();
    let said = project.run(&format!("update monthly={NEW} --as-of 2025-12-05"));
    assert_eq!(said.code, 0, "{}", said.whole());
    assert!(said.stdout.contains("no edition was accepted yet"), "{}", said.whole());
    assert_eq!(project.run("build").code, 0);
}
