//! Datasets that are queries: what a build, a trace and a check of the pages make of a snapshot, and what `pull` says where it cannot ask.

use knowns::digest::Digest;
use snapbox::{assert_data_eq, str};

use crate::project::Project;

const CLAIMS: &str = "registry: 1
publication: { title: Desk, publisher: The Desk, as_of: 2025-12-15, contact: desk@example.org, method: Read from the record. }
parties: { office: Statistics Office }
measures:
  arrivals: { counts: events, kept_by: office, record: monthly, definition: Recorded arrivals. }
datasets:
  monthly:
    from: { connection: \"profile://warehouse\", sql: queries/monthly.sql, parameters: { since: 2025 } }
    measure: arrivals
    publisher: office
    vintage: 2025-12-04
    primaryKey: month
figures:
  november: { of: monthly, where: { month: 2025-11 }, value: total }
claims:
  many:
    statement: Arrivals in November were just over 300.
    said: { by: An opinion article, date: 2025-12 }
    quantity: just over 300
    test: { of: monthly, where: { month: 2025-11 }, value: total }
    reading: All arrivals recorded in November 2025.
unknowns:
  why: { question: Why did they come?, because: The record does not ask., would_resolve: A survey. }
briefs:
  arrivals: { question: How many arrived in November?, claims: [many], unknowns: [why], limitations: The record is not complete. }
";
const SQL: &str = "SELECT month, total\nFROM monthly\nWHERE year >= :since\n";
const CSV: &str = "month,total\n2025-10,280\n2025-11,303\n";

fn sidecar() -> String {
    format!(
        r#"{{
  "snapshot": 1,
  "@context": "http://www.w3.org/ns/csvw",
  "url": "monthly.csv",
  "sha256": "{}",
  "rows": 2,
  "query": {{
    "connection": "profile://warehouse",
    "sql": "queries/monthly.sql",
    "sha256": "{}",
    "parameters": {{ "since": "2025" }},
    "text": "SELECT month, total\nFROM monthly\nWHERE year >= :since\n"
  }},
  "engine": {{ "name": "DuckDB", "version": "v1.5.6" }},
  "driver": {{ "name": "ADBC DuckDB Driver", "version": "v1.5.6" }},
  "sortedBy": ["month"],
  "tableSchema": {{
    "columns": [
      {{ "titles": "month", "datatype": "string" }},
      {{ "titles": "total", "datatype": "integer" }}
    ]
  }}
}}
"#,
        Digest::of(CSV.as_bytes()),
        Digest::of(SQL.as_bytes())
    )
}

fn project() -> Project {
    let sidecar = sidecar();
    Project::of([
        ("claims.yaml", CLAIMS),
        ("queries/monthly.sql", SQL),
        ("data/monthly.csv", CSV),
        ("data/monthly.csv-metadata.json", sidecar.as_str()),
    ])
}

#[test]
fn a_number_is_traced_to_its_row_and_to_the_query() {
    assert_data_eq!(
        project().run("trace november").whole(),
        str![[r#"
$ knowns trace november
exit code 0

--- stdout
figure november
│  value: 303
│  counts: arrivals
└─ dataset monthly
   │  file: data/monthly.csv
   │  sha256: d397681acd4d30313bc46dffb9612557f7352334fc3eb1fd47b410e14432eed9
   │  vintage: 2025-12-04
   │  publisher: Statistics Office
   │  takes: the one value
   │  column: total
   │  rows: 1
   ├─ query queries/monthly.sql
   │     sha256: fdcae9dbd94dff1f32936dea1af202e1c877d49c51b4ed4dd3ba7cb65cee8737
   │     parameters: since: 2025
   │     connection: profile://warehouse
   │     engine: DuckDB v1.5.6
   │     driver: ADBC DuckDB Driver v1.5.6
   │     rows: 2
   │     sql: SELECT month, total FROM monthly WHERE year >= :since
   └─ cell 303
         row: 2
         line: 3
         column: total
         sha256: 8bd9c0d453533757387ed019c45617cdc440ba680a67b1a101c85b998ef715c0

"#]]
    );
}

#[test]
fn a_brief_is_built_and_verified_from_the_snapshot_and_the_manifest_lists_all_that_it_is_from() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    assert_eq!(project.run("verify").code, 0);
    let manifest = project.read("reports/manifest.json");
    for input in ["data/monthly.csv", "data/monthly.csv-metadata.json", "queries/monthly.sql"] {
        assert!(manifest.contains(&format!("\"path\": \"{input}\"")), "{manifest}");
    }
    // Whatever is told of a query stands on the pages, so another query makes other pages.
    let evidence = project.read("reports/arrivals.evidence.md");
    assert!(evidence.contains("answer of DuckDB v1.5.6 to the query queries/monthly.sql (SHA-256 "), "{evidence}");
    project.replace("claims.yaml", "since: 2025 }", "since: 2024 }");
    let said = project.run("verify");
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.stdout.contains("help: run `knowns pull monthly`"), "{said:?}");
}

#[test]
fn another_file_can_be_tried_out_in_the_place_of_a_snapshot() {
    let project = project();
    project.run("accept --yes");
    project.write("next.csv", CSV.replace("303", "330"));
    let said = project.run("diff --data monthly=next.csv");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("330"), "{said:?}");
}

#[cfg(not(feature = "adbc"))]
#[test]
fn without_adbc_pull_says_how_to_get_it() {
    assert_data_eq!(
        project().run("pull").whole(),
        str![[r#"
$ knowns pull
exit code 2

--- stderr
error: this `knowns` was built without ADBC, and can ask no engine
help: install one with it: `cargo install --path . --features adbc` (docs/warehouses.md); all else works without

"#]]
    );
}
