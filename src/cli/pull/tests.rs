//! The command, with an engine that does as a test says: what it says, which files it leaves, and what a build makes of them.

use std::sync::Arc;

use super::*;
use crate::cli::terminal::Said;
use crate::pull::tests::{End, Fake};
use crate::snapshot::ValueType::{Decimal, Double, Integer, String as Text};
use crate::table::ColumnType;
use crate::world::{Disk, World as _};

const CLAIMS: &str = "registry: 1
publication: { title: Desk, publisher: The Desk, as_of: 2025-12-15, contact: desk@example.org, method: Numbers are read from the record. }
parties: { office: Statistics Office }
measures:
  arrivals: { counts: events, kept_by: office, record: monthly, definition: Recorded arrivals. }
datasets:
  monthly:
    from: { connection: \"profile://warehouse\", sql: queries/monthly.sql, parameters: { since: 2025 } }
    measure: arrivals
    publisher: office
    vintage: 2025-12-04
    primaryKey: [month, code]
    fields: { month: yearmonth }
claims:
  november:
    statement: Arrivals in November were just over 300.
    said: { by: An opinion article, date: 2025-12 }
    quantity: just over 300
    test: { of: monthly, where: { month: 2025-11, code: \"01\" }, value: total }
    reading: All arrivals recorded in November 2025.
unknowns:
  why: { question: Why did they come?, because: The record does not ask., would_resolve: A survey. }
briefs:
  arrivals-in-november: { question: How many arrived in November?, claims: [november], unknowns: [why], limitations: The record is not complete. }
";
const SQL: &str = "SELECT month, code, total FROM monthly WHERE year >= :since -- by month\n";

fn project(claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [("claims.yaml", claims), ("queries/monthly.sql", SQL)];
    crate::publish::new_files(folder.path(), &files).unwrap();
    folder
}

fn answer() -> Fake {
    let columns = [("month", Text), ("code", Text), ("total", Integer)];
    Fake::of(&columns, &[&[Some("2025-11"), Some("01"), Some("303")], &[Some("2025-10"), Some("01"), Some("280")]])
}

/// Returns how the command ended, and all that it said.
fn pull(folder: &tempfile::TempDir, engine: Fake, datasets: &[&str]) -> (Exit, String) {
    let command = Pull { datasets: datasets.iter().map(|id| (*id).to_owned()).collect(), time_limit: 600 };
    let mut terminal = Terminal::open().apart();
    let exit = command.each(&(Arc::new(engine) as _), folder.path(), &mut terminal).unwrap_or_else(|error| {
        terminal.error(&error);
        Exit::CouldNotRun
    });
    (exit, terminal.kept().into_iter().map(|Said { text, .. }| text).collect())
}

fn run(folder: &tempfile::TempDir) -> crate::Run {
    crate::run(&Disk::open(folder.path()).unwrap())
}

fn found(folder: &tempfile::TempDir) -> Vec<String> {
    let label = |problem: &crate::Problem| format!("{}: {}", problem.code.id, problem.at.text);
    run(folder).problems.iter().map(label).collect()
}

fn read(folder: &tempfile::TempDir, path: &'static str) -> String {
    let bytes = Disk::open(folder.path()).unwrap().read(&crate::ProjectPath::fixed(path)).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn write(folder: &tempfile::TempDir, path: &str, content: &str) {
    crate::publish::in_place(&folder.path().join(path), content.as_bytes()).unwrap();
}

#[test]
fn an_answer_becomes_a_snapshot_of_which_a_brief_is_built_without_an_engine() {
    let folder = project(CLAIMS);
    assert_eq!(found(&folder), ["D092: "]);
    let (exit, said) = pull(&folder, answer(), &[]);
    assert_eq!((exit, said.as_str()), (Exit::Clean, "pulled `monthly`: 2 rows from Fake 1.2 into data/monthly.csv\n"));
    assert_eq!(read(&folder, "data/monthly.csv"), "month,code,total\n2025-10,01,280\n2025-11,01,303\n");
    let run = run(&folder);
    assert_eq!(run.problems.iter().map(|problem| &problem.message).collect::<Vec<_>>(), Vec::<&String>::new());
    let project = run.project.as_ref().unwrap();
    for input in ["queries/monthly.sql", "data/monthly.csv", "data/monthly.csv-metadata.json"] {
        assert!(project.inputs.contains_key(&crate::ProjectPath::fixed(input)), "{input}");
    }
    let pages = run.pages.unwrap();
    let page = |ending: &str| {
        let page = pages.iter().find(|page| page.path.as_str().ends_with(ending)).unwrap();
        String::from_utf8(page.bytes().to_vec()).unwrap()
    };
    let evidence = page("arrivals-in-november.evidence.md");
    let digest = crate::digest::Digest::of(SQL.as_bytes()).short();
    let told = format!("answer of Fake 1.2 to the query queries/monthly.sql (SHA-256 {digest}…)");
    assert!(evidence.contains(&told), "{evidence}");
    assert!(page("arrivals-in-november.json").contains("\"connection\": \"profile://warehouse\""));
    let (exit, said) = pull(&folder, answer(), &["monthly"]);
    assert_eq!(
        (exit, said.as_str()),
        (Exit::Clean, "`monthly` is as it was: 2 rows from Fake 1.2 in data/monthly.csv\n")
    );
}

#[test]
fn what_no_longer_fits_its_sidecar_is_a_problem_until_it_is_pulled_again() {
    let folder = project(CLAIMS);
    pull(&folder, answer(), &[]);
    write(&folder, "data/monthly.csv", "month,code,total\n2025-10,01,280\n2025-11,01,330\n");
    assert_eq!(found(&folder), ["D093: its bytes are not those that were pulled, by `data/monthly.csv-metadata.json`"]);
    pull(&folder, answer(), &[]);
    assert_eq!(found(&folder), Vec::<String>::new());
    write(&folder, "queries/monthly.sql", "SELECT month, code, total FROM monthly WHERE :since < year\n");
    assert_eq!(found(&folder), ["D093: `queries/monthly.sql` is not as it was"]);
    write(&folder, "queries/monthly.sql", SQL);
    write(&folder, "claims.yaml", &CLAIMS.replace("since: 2025", "since: 2024"));
    assert_eq!(found(&folder), ["D093: it was pulled with the parameter `since: 2025`"]);
    write(&folder, "data/monthly.csv-metadata.json", "{}");
    assert_eq!(found(&folder), ["D093: `data/monthly.csv-metadata.json` is not what `knowns pull` writes"]);
}

#[test]
fn text_that_looks_like_a_number_stays_text_and_a_decimal_a_number() {
    let folder = project(&CLAIMS.replace("counts: events", "counts: amount"));
    let columns = [("month", Text), ("code", Text), ("total", Decimal)];
    let plain = Fake::of(
        &columns,
        &[&[Some("2025-11"), Some("1"), Some("303.00")], &[Some("2025-10"), Some("2"), Some("280.00")]],
    );
    pull(&folder, plain, &[]);
    let kinds: Vec<ColumnType> = run(&folder).project.unwrap().tables["monthly"]
        .current
        .as_ref()
        .unwrap()
        .columns
        .iter()
        .map(|column| column.kind)
        .collect();
    assert_eq!(kinds, [ColumnType::YearMonth, ColumnType::String, ColumnType::Number]);
}

#[test]
fn an_answer_that_fails_leaves_the_old_snapshot_and_the_others_are_pulled() {
    let two = CLAIMS.replace(
        "claims:\n",
        "  other: { from: { connection: \"profile://nowhere\", sql: queries/monthly.sql, parameters: { since: 2025 } }, publisher: office }\nclaims:\n",
    );
    let folder = project(&two);
    let (exit, said) = pull(&folder, answer(), &[]);
    assert_eq!(exit, Exit::CouldNotRun);
    assert_eq!(
        said,
        "pulled `monthly`: 2 rows from Fake 1.2 into data/monthly.csv\n\
         error: `other` was not pulled: there is nobody\nhelp: compare the profile with docs/warehouses.md\n"
    );
    let old = (read(&folder, "data/monthly.csv"), read(&folder, "data/monthly.csv-metadata.json"));
    let mut broken = answer();
    broken.rows[0][2] = Some("999");
    broken.end = End::Breaks;
    let (exit, said) = pull(&folder, broken, &["monthly"]);
    assert_eq!(exit, Exit::CouldNotRun);
    assert!(said.starts_with("error: `monthly` was not pulled: the answer broke off"), "{said}");
    assert_eq!((read(&folder, "data/monthly.csv"), read(&folder, "data/monthly.csv-metadata.json")), old);
}

#[test]
fn what_may_mislead_is_said() {
    let folder = project(CLAIMS);
    write(
        &folder,
        "queries/monthly.sql",
        "SELECT month, code, SUM(n) AS total FROM m WHERE day < now() AND y >= :since GROUP BY 1, 2\n",
    );
    let columns = [("month", Text), ("code", Text), ("total", Double)];
    let (exit, said) = pull(&folder, Fake::of(&columns, &[&[Some("2025-11"), Some("01"), Some("303")]]), &[]);
    assert_eq!(exit, Exit::Clean);
    assert!(said.contains("warning: floating-point numbers in `total` of `monthly`"), "{said}");
    assert!(said.contains("warning: `now` in `queries/monthly.sql` gives another answer another day"), "{said}");
}

#[test]
fn a_query_that_is_wrong_is_a_problem_and_nothing_is_asked() {
    let wrong = |from: &str, to: &str| {
        let folder = project(&CLAIMS.replace(from, to));
        let (exit, said) = pull(&folder, Fake { end: End::Silence, ..answer() }, &[]);
        assert_eq!(exit, Exit::Problems, "{said}");
        assert!(said.ends_with("1 error; nothing was pulled\n"), "{said}");
        said
    };
    let secret = wrong("profile://warehouse", "postgresql://me:hunter2@db.example/x");
    assert!(
        secret
            .starts_with("error[D090]: the connection of dataset `monthly` is an address with a user name or password")
    );
    assert!(!secret.contains("hunter2"), "{secret}");
    assert!(wrong("profile://warehouse", "postgresql://db.example/x").contains("error[D090]"));
    assert!(wrong("parameters: { since: 2025 }", "parameters: {}").contains("line 1: `:since` has no value"));
    assert!(wrong("sql: queries/monthly.sql, ", "").contains("the query of dataset `monthly` has no `sql`"));
    assert!(wrong("queries/monthly.sql", "../monthly.sql").contains("is not a path inside the project"));
    assert!(wrong("queries/monthly.sql", "queries/other.sql").contains("error[R002]"));
}

#[test]
fn only_a_query_can_be_pulled() {
    let (exit, said) = pull(&project(CLAIMS), answer(), &["montly"]);
    assert_eq!(
        (exit, said.as_str()),
        (Exit::CouldNotRun, "error: `montly` is no dataset that is a query\nhelp: did you mean `monthly`?\n")
    );
}
