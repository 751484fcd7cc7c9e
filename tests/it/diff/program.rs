//! Everything at once, told to a program.

use snapbox::{assert_data_eq, str};

use super::changed;

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
          "reason": "The one independent source offered for it is Example Checks.",
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
            "reason": "All that counts for it here is from DHS, with an interest in the matter.",
            "evidence": [
              "statement: supports (says-so)"
            ]
          },
          "new": {
            "statement": "More than 62,000 children were located.",
            "standing": "reported",
            "words": "one independent source",
            "reason": "The one independent source offered for it is Example Checks.",
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
          "changed_behind": [],
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
