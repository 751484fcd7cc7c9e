//! What `check` and `build` print for programs: the whole output of each format on one broken project.

use snapbox::{assert_data_eq, str};

use crate::project::Project;

/// Returns a project with two errors in an included file whose name needs escaping; one of them has a fix.
fn broken() -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "registry: 1\n", "registry: 1\ninclude: [\"claims/*.yaml\"]\n");
    project.write(
        "claims/two, three.yaml",
        "claims:\n  größe:\n    statement: x\n  december:\n    statement: Fewer in December.\n    measure: encouters\n",
    );
    project
}

#[test]
fn problems_for_people() {
    let project = broken();
    assert_data_eq!(
        project.run("check --inferred").whole(),
        str![[r#"
$ knowns check --inferred
exit code 1

--- stdout
error[R014]: `größe` is not a valid id for a claim
 --> claims/two, three.yaml:2:3
  |
2 |   größe:
  |   ^^^^^ lower-case letters, digits and `_`, starting with a letter
  |
  = note: ids stand in templates and references, and have one form there

error[R101]: claim `december` refers to the measure `encouters`, which is not registered
 --> claims/two, three.yaml:6:14
  |
6 |     measure: encouters
  |              ^^^^^^^^^ no measure has this id
  |
  = note: a reader could not follow this reference any further
  = help: did you mean `encounters`? Otherwise add `encouters` under `measures`

`data/encounters.csv` shows how dataset `monthly` is described, to paste inside its braces:

    primaryKey: month, fields: { month: yearmonth, single_adults: integer, family_unit_members: integer, unaccompanied_children: integer, accompanied_minors: integer, total: integer }

what only you can say:

  - `total` seems to be the total of columns beside it: a view that folds them names the labels under `totals`

2 errors

"#]]
    );
}

#[test]
fn problems_as_json() {
    let project = broken();
    assert_data_eq!(
        project.run("check --format json").whole(),
        str![[r#"
$ knowns check --format json
exit code 1

--- stdout
{
  "version": 1,
  "errors": 2,
  "warnings": 0,
  "problems": [
    {
      "code": "R014",
      "name": "bad-id",
      "severity": "error",
      "message": "`größe` is not a valid id for a claim",
      "place": {
        "file": "claims/two, three.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 8
      },
      "label": "lower-case letters, digits and `_`, starting with a letter",
      "also": [],
      "notes": [
        "ids stand in templates and references, and have one form there"
      ],
      "helps": [],
      "more": 0,
      "fix": null
    },
    {
      "code": "R101",
      "name": "unknown-id",
      "severity": "error",
      "message": "claim `december` refers to the measure `encouters`, which is not registered",
      "place": {
        "file": "claims/two, three.yaml",
        "line": 6,
        "column": 14,
        "end_line": 6,
        "end_column": 23
      },
      "label": "no measure has this id",
      "also": [],
      "notes": [
        "a reader could not follow this reference any further"
      ],
      "helps": [
        "did you mean `encounters`? Otherwise add `encouters` under `measures`"
      ],
      "more": 0,
      "fix": {
        "place": {
          "file": "claims/two, three.yaml",
          "line": 6,
          "column": 14,
          "end_line": 6,
          "end_column": 23
        },
        "with": "encounters"
      }
    }
  ],
  "fields": {
    "monthly": "primaryKey: month/nfields:/n  month: yearmonth/n  single_adults: integer/n  family_unit_members: integer/n  unaccompanied_children: integer/n  accompanied_minors: integer/n  total: integer/n"
  }
}

"#]]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a whole log is long")]
fn problems_as_sarif() {
    let project = broken();
    assert_data_eq!(
        project.run("check --format sarif").whole(),
        str![[r##"
$ knowns check --format sarif
exit code 1

--- stdout
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "knowns",
          "version": "0.1.0",
          "rules": [
            {
              "id": "R014",
              "name": "bad-id",
              "shortDescription": {
                "text": "bad id"
              },
              "fullDescription": {
                "text": "An id is not of the form ids have: lower-case letters, digits and `_`, beginning with a letter; for a brief, lower-case letters, digits and single `-`, because its id is its file name."
              },
              "help": {
                "text": "# R014: bad-id/n/nAn id is not of the form ids have: lower-case letters, digits and `_`, beginning with a letter; for a brief, lower-case letters, digits and single `-`, because its id is its file name./n/n## Why it matters/n/nIds stand in templates, addresses and file names. One form for all keeps them readable there, the same on every computer, and inside the project's folder./n/n## Bad/n/n```yaml/nclaims:/n  November-2025: { statement: Encounters fell. }/nbriefs:/n  ../november: { question: Did they fall? }/n```/n/n## Good/n/n```yaml/nclaims:/n  november_2025: { statement: Encounters fell. }/nbriefs:/n  november-2025: { question: Did they fall? }/n```/n/n## What to do/n/nRewrite the id in the form the message names, and every reference to it./n",
                "markdown": "# R014: bad-id/n/nAn id is not of the form ids have: lower-case letters, digits and `_`, beginning with a letter; for a brief, lower-case letters, digits and single `-`, because its id is its file name./n/n## Why it matters/n/nIds stand in templates, addresses and file names. One form for all keeps them readable there, the same on every computer, and inside the project's folder./n/n## Bad/n/n```yaml/nclaims:/n  November-2025: { statement: Encounters fell. }/nbriefs:/n  ../november: { question: Did they fall? }/n```/n/n## Good/n/n```yaml/nclaims:/n  november_2025: { statement: Encounters fell. }/nbriefs:/n  november-2025: { question: Did they fall? }/n```/n/n## What to do/n/nRewrite the id in the form the message names, and every reference to it./n"
              }
            },
            {
              "id": "R101",
              "name": "unknown-id",
              "shortDescription": {
                "text": "unknown id"
              },
              "fullDescription": {
                "text": "An entry refers to another by its id, and no entry of that kind has this id."
              },
              "help": {
                "text": "# R101: unknown-id/n/nAn entry refers to another by its id, and no entry of that kind has this id./n/n## Why it matters/n/nA reference is how a reader follows a claim back to its source, or a number to its data. One that leads nowhere is usually a typing slip, and a slip here would leave a claim without its evidence./n/n## Bad/n/n```yaml/nsources:/n  met_2024a: { title: Rainfall in 2024 }/nclaims:/n  rainfall:/n    statement: It rained more than usual./n    evidence:/n      - { source: met_2024b, stance: supports }/n```/n/n## Good/n/n```yaml/nsources:/n  met_2024a: { title: Rainfall in 2024 }/nclaims:/n  rainfall:/n    statement: It rained more than usual./n    evidence:/n      - { source: met_2024a, stance: supports }/n```/n/n## What to do/n/nCorrect the id; the message names the one that looks most like it. If the entry does not exist yet, add it in its section./n",
                "markdown": "# R101: unknown-id/n/nAn entry refers to another by its id, and no entry of that kind has this id./n/n## Why it matters/n/nA reference is how a reader follows a claim back to its source, or a number to its data. One that leads nowhere is usually a typing slip, and a slip here would leave a claim without its evidence./n/n## Bad/n/n```yaml/nsources:/n  met_2024a: { title: Rainfall in 2024 }/nclaims:/n  rainfall:/n    statement: It rained more than usual./n    evidence:/n      - { source: met_2024b, stance: supports }/n```/n/n## Good/n/n```yaml/nsources:/n  met_2024a: { title: Rainfall in 2024 }/nclaims:/n  rainfall:/n    statement: It rained more than usual./n    evidence:/n      - { source: met_2024a, stance: supports }/n```/n/n## What to do/n/nCorrect the id; the message names the one that looks most like it. If the entry does not exist yet, add it in its section./n"
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "R014",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "`größe` is not a valid id for a claim. Ids stand in templates and references, and have one form there."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "claims/two%2C%20three.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 2,
                  "startColumn": 3,
                  "endLine": 2,
                  "endColumn": 8
                }
              },
              "message": {
                "text": "lower-case letters, digits and `_`, starting with a letter"
              }
            }
          ]
        },
        {
          "ruleId": "R101",
          "ruleIndex": 1,
          "level": "error",
          "message": {
            "text": "Claim `december` refers to the measure `encouters`, which is not registered. A reader could not follow this reference any further. Did you mean `encounters`? Otherwise add `encouters` under `measures`."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "claims/two%2C%20three.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 6,
                  "startColumn": 14,
                  "endLine": 6,
                  "endColumn": 23
                }
              },
              "message": {
                "text": "no measure has this id"
              }
            }
          ],
          "fixes": [
            {
              "description": {
                "text": "Replace `encouters` with `encounters`"
              },
              "artifactChanges": [
                {
                  "artifactLocation": {
                    "uri": "claims/two%2C%20three.yaml",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "replacements": [
                    {
                      "deletedRegion": {
                        "startLine": 6,
                        "startColumn": 14,
                        "endLine": 6,
                        "endColumn": 23
                      },
                      "insertedContent": {
                        "text": "encounters"
                      }
                    }
                  ]
                }
              ]
            }
          ]
        }
      ]
    }
  ]
}

"##]]
    );
}

#[test]
fn problems_as_workflow_commands() {
    let project = broken();
    assert_data_eq!(
        project.run("check --format github").whole(),
        str![[r#"
$ knowns check --format github
exit code 1

--- stdout
::error file=claims/two%2C three.yaml,line=2,col=3,endLine=2,endColumn=8,title=R014 bad-id::`größe` is not a valid id for a claim%0Anote: ids stand in templates and references, and have one form there
::error file=claims/two%2C three.yaml,line=6,col=14,endLine=6,endColumn=23,title=R101 unknown-id::claim `december` refers to the measure `encouters`, which is not registered%0Anote: a reader could not follow this reference any further%0Ahelp: did you mean `encounters`? Otherwise add `encouters` under `measures`

"#]]
    );
    assert_data_eq!(
        project.run("build --format github").whole(),
        str![[r#"
$ knowns build --format github
exit code 1

--- stdout
::error file=claims/two%2C three.yaml,line=2,col=3,endLine=2,endColumn=8,title=R014 bad-id::`größe` is not a valid id for a claim%0Anote: ids stand in templates and references, and have one form there
::error file=claims/two%2C three.yaml,line=6,col=14,endLine=6,endColumn=23,title=R101 unknown-id::claim `december` refers to the measure `encouters`, which is not registered%0Anote: a reader could not follow this reference any further%0Ahelp: did you mean `encounters`? Otherwise add `encouters` under `measures`
2 errors; nothing was written

"#]]
    );
}

#[test]
fn a_project_without_problems_has_an_empty_log_and_no_commands() {
    let project = Project::smallest();
    assert_data_eq!(
        project.run("check --format sarif").whole(),
        str![[r#"
$ knowns check --format sarif
exit code 0

--- stdout
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "knowns",
          "version": "0.1.0",
          "rules": []
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": []
    }
  ]
}

"#]]
    );
    assert_data_eq!(
        project.run("check --format github").whole(),
        str![[r#"
$ knowns check --format github
exit code 0

"#]]
    );
}

#[test]
fn a_project_in_a_folder_of_its_repository_is_named_from_there() {
    let project = Project::of([("desk/claims.yaml", "registry: 2\n")]);
    assert_data_eq!(
        project.run("check --project desk --format github").stdout,
        str![[r#"
::error file=desk/claims.yaml,line=1,col=11,endLine=1,endColumn=12,title=R009 unknown-version::this tool reads version 1 of the format, not `2`%0Anote: keys may mean something else in another version%0Ahelp: write `registry: 1` as the first line of `claims.yaml`

"#]]
    );
    let log = project.run("check --project ./desk --format sarif").stdout;
    assert!(log.contains(r#""uri": "desk/claims.yaml""#), "{log}");
    let absolute = format!("check --format sarif --project {}", project.path("desk").display());
    let log = project.run(&absolute).stdout;
    assert!(log.contains(r#""uri": "claims.yaml""#), "{log}");
}
