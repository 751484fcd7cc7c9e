//! `due`: what has a day, in order, and what of it is overdue; and the days and strictness that `check` is asked for.

use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// One of each thing that has a day.
const DATED: &str = r#"
unknowns:
  homes:
    question: "Where do the {{ figures.said_located }} children live?"
    reason: not-published
    because: Nobody publishes it.
    would_resolve: A published list by state.
    next_check: 2026-02-01
  audits:
    question: Has anybody audited the count?
    reason: not-yet
    because: No audit is published.
    would_resolve: A published audit.
    next_check: 2025-12-15
claims:
  spring:
    statement: Encounters will be more than 40,000 in April.
    kind: forecast
    said: { by: checker, in: check, date: 2025-10, locator: paragraph 1, quote: "Encounters will be more than 40,000 in April." }
    quantity: more than 40,000
    period: 2026-04
  autumn:
    statement: Encounters will be more than 40,000 in October.
    kind: forecast
    said: { by: checker, in: check, date: 2025-09, locator: paragraph 2, quote: "Encounters will be more than 40,000 in October." }
    quantity: more than 40,000
    period: 2025-10
  decided:
    statement: Encounters will be more than 30,000 in October.
    kind: forecast
    said: { by: checker, in: check, date: 2025-09, locator: paragraph 3, quote: "Encounters will be more than 30,000 in October." }
    quantity: more than 30,000
    period: 2025-10
    test: { of: monthly, where: { month: 2025-10 }, sum: total }
    reading: All recorded encounters nationwide in October 2025.
briefs:
  november-alone:
    question: Were November encounters just over 30,000?
    claims: [november]
    limitations: One month of one record.
    review: 2026-01-10
waivers:
  - rule: empty-half
    place: november-alone
    reason: The record is complete for this question.
    owner: The desk
    expiry: 2026-01-31
"#;

fn dated() -> Project {
    let project = Project::copy(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/base"));
    project.write("example.yaml", DATED);
    project
}

#[test]
fn what_is_overdue_comes_first_then_what_is_to_come() {
    assert_data_eq!(
        dated().run("due").whole(),
        str![[r#"
$ knowns due
exit code 1

--- stdout
overdue
  2025-10-31  forecast `autumn`: give it a `test` against the record, or `evidence` for or against it
              example.yaml:27
  2025-12-15  unknown `audits`: look for an answer: Has anybody audited the count?
              example.yaml:14
to come
  2026-01-10  brief `november-alone`: read it against what is known now, then set the next `review`
              example.yaml:41
  2026-01-31  waiver `november-alone`: mend what it sets aside (`empty-half`), or let The desk renew it
              example.yaml:47
  2026-02-01  unknown `homes`: look for an answer: Where do the more than 62,000 children live?
              example.yaml:8
  2026-04-30  forecast `spring`: give it a `test` against the record, or `evidence` for or against it
              example.yaml:21
2 overdue on 2025-12-31, 4 to come

"#]]
    );
    assert_data_eq!(
        dated().run("due --on 2025-11-01 --within 60").whole(),
        str![[r#"
$ knowns due --on 2025-11-01 --within 60
exit code 1

--- stdout
overdue
  2025-10-31  forecast `autumn`: give it a `test` against the record, or `evidence` for or against it
              example.yaml:27
to come
  2025-12-15  unknown `audits`: look for an answer: Has anybody audited the count?
              example.yaml:14
1 overdue on 2025-11-01, 1 to come within 60 days

"#]]
    );
    assert_data_eq!(
        dated().run("due --on 2025-10-30 --within 10").whole(),
        str![[r#"
$ knowns due --on 2025-10-30 --within 10
exit code 0

--- stdout
to come
  2025-10-31  forecast `autumn`: give it a `test` against the record, or `evidence` for or against it
              example.yaml:27
  2025-10-31  forecast `decided`: build again with what is known by then
              example.yaml:33
0 overdue on 2025-10-30, 2 to come within 10 days

"#]]
    );
}

#[test]
fn a_program_gets_the_days_with_their_places() {
    assert_data_eq!(
        dated().run("due --on 2026-01-15 --within 20 --format json").whole(),
        str![[r#"
$ knowns due --on 2026-01-15 --within 20 --format json
exit code 1

--- stdout
{
  "version": 1,
  "on": "2026-01-15",
  "within": 20,
  "due": [
    {
      "date": "2025-10-31",
      "overdue": true,
      "days": -76,
      "kind": "forecast",
      "id": "autumn",
      "do": "give it a `test` against the record, or `evidence` for or against it",
      "place": {
        "file": "example.yaml",
        "line": 27,
        "column": 13,
        "end_line": 27,
        "end_column": 20
      }
    },
    {
      "date": "2025-12-15",
      "overdue": true,
      "days": -31,
      "kind": "unknown",
      "id": "audits",
      "do": "look for an answer: Has anybody audited the count?",
      "place": {
        "file": "example.yaml",
        "line": 14,
        "column": 17,
        "end_line": 14,
        "end_column": 27
      }
    },
    {
      "date": "2026-01-10",
      "overdue": true,
      "days": -5,
      "kind": "brief",
      "id": "november-alone",
      "do": "read it against what is known now, then set the next `review`",
      "place": {
        "file": "example.yaml",
        "line": 41,
        "column": 13,
        "end_line": 41,
        "end_column": 23
      }
    },
    {
      "date": "2026-01-31",
      "overdue": false,
      "days": 16,
      "kind": "waiver",
      "id": "november-alone",
      "do": "mend what it sets aside (`empty-half`), or let The desk renew it",
      "place": {
        "file": "example.yaml",
        "line": 47,
        "column": 13,
        "end_line": 47,
        "end_column": 23
      }
    },
    {
      "date": "2026-02-01",
      "overdue": false,
      "days": 17,
      "kind": "unknown",
      "id": "homes",
      "do": "look for an answer: Where do the more than 62,000 children live?",
      "place": {
        "file": "example.yaml",
        "line": 8,
        "column": 17,
        "end_line": 8,
        "end_column": 27
      }
    }
  ]
}

"#]]
    );
}

#[test]
fn what_is_overdue_is_what_the_rules_on_time_speak_of() {
    let project = dated();
    for on in ["2025-10-30", "2025-10-31", "2025-12-16", "2026-01-10", "2026-01-11", "2026-02-01", "2026-05-01"] {
        let due = project.run(&format!("due --on {on}")).stdout;
        let overdue: usize = due.lines().last().unwrap().split(' ').next().unwrap().parse().unwrap();
        let said = project.run(&format!("check --on {on}")).stdout;
        let of_time =
            said.lines().filter(|line| ["[W001]", "[W002]", "[W004]", "[S011]"].iter().any(|code| line.contains(code)));
        assert_eq!(of_time.count(), overdue, "{on}:\n{due}\n{said}");
    }
}

#[test]
fn a_day_that_is_none_is_told_the_form() {
    for command in ["due --on 1.1.2026", "check --on 2026-02-30"] {
        let said = dated().run(command);
        assert_eq!(said.code, 2, "{said:?}");
    }
    assert_data_eq!(
        dated().run("due --on 1.1.2026").whole(),
        str![[r#"
$ knowns due --on 1.1.2026
exit code 2

--- stderr
error: invalid value '1.1.2026' for '--on <DATE>': a day is written as `2025-11-03`: year, month and day

For more information, try '--help'.

"#]]
    );
    assert_data_eq!(
        dated().run("check --on 2026-02-30").whole(),
        str![[r#"
$ knowns check --on 2026-02-30
exit code 2

--- stderr
error: invalid value '2026-02-30' for '--on <DATE>': the calendar has no such day

For more information, try '--help'.

"#]]
    );
}

#[test]
fn nothing_is_listed_of_a_project_with_mistakes() {
    let project = dated();
    project.replace("example.yaml", "2026-02-01", "soon");
    assert_data_eq!(
        project.run("due").whole(),
        str![[r#"
$ knowns due
exit code 2

--- stdout
error[Q003]: `soon` is not a day
 --> example.yaml:8:17
  |
8 |     next_check: soon
  |                 ^^^^
  |
  = note: what a brief says holds on days: it compares them and prints them
  = help: write the day as year, month and day, such as `2025-11-03`

1 error; nothing was listed

"#]]
    );
}

#[test]
fn a_draft_is_held_to_structure_and_numbers_alone() {
    let project = dated();
    assert_data_eq!(
        project.run("check").whole(),
        str![[r#"
$ knowns check
exit code 0

--- stdout
warning[W001]: unknown `audits` was due for another look on 2025-12-15
  --> example.yaml:14:17
   |
14 |     next_check: 2025-12-15
   |                 ^^^^^^^^^^ 2025-12-31 is later
   |
   = note: a reader takes an open question for one that is open today
   = help: look again: answer it with a claim, or write when you looked in `asked` and set a new `next_check`

warning[W004]: forecast `autumn` was due by 2025-10-31
  --> example.yaml:27:13
   |
27 |     period: 2025-10
   |             ^^^^^^^ over by 2025-12-31
   |
   = note: once its time is over, a forecast is a statement of fact that somebody can check
   = help: give it a `test` against the record, or `evidence` for or against it

2 warnings

"#]]
    );
    assert_data_eq!(
        project.run("check --draft").whole(),
        str![[r#"
$ knowns check --draft
exit code 0

--- stdout
no problems

"#]]
    );
    project.replace("example.yaml", "    expiry: 2026-01-31", "    expiry: 2025-12-01");
    assert_data_eq!(
        project.run("check --draft").whole(),
        str![[r#"
$ knowns check --draft
exit code 1

--- stdout
error[S003]: brief `november-alone` lists nothing that is unknown
  --> example.yaml:37:3
   |
37 |   november-alone:
   |   ^^^^^^^^^^^^^^
   |
   = note: a brief with one empty half says more, or less, than any evidence does
   = help: name a claim or an unknown, or add a waiver for `empty-half` that gives the reason

warning[S011]: the waiver of `empty-half` at `november-alone` ended on 2025-12-01
  --> example.yaml:47:13
   |
47 |     expiry: 2025-12-01
   |             ^^^^^^^^^^
   |
   = note: its reason was: The record is complete for this question.
   = help: fix what it set aside, or let `The desk` renew it with a new `expiry`

1 error, 1 warning

"#]]
    );
    assert_data_eq!(
        project.run("check --draft --on 2025-11-30").whole(),
        str![[r#"
$ knowns check --draft --on 2025-11-30
exit code 0

--- stdout
no problems

"#]]
    );
}
