//! A new release of real monthly figures: each month revised by a few, one month settled, one month new.

use knowns::pipeline::{self, Run};
use knowns::vocabulary::Standing;
use knowns::world::Memory;

/// The figures of December 2025: the last months of our own `data/encounters-by-region.csv`, the last one provisional.
const FIRST: &str = "month,southwest_land_border,total,status\n\
    2025-07,7822,24589,A\n2025-08,9731,26162,A\n2025-09,11647,26002,A\n2025-10,11707,30551,A\n2025-11,10960,30375,P\n";

/// The same a month later: every total is another, November is settled, December is provisional.
const SECOND: &str = "month,southwest_land_border,total,status\n\
    2025-07,7822,24592,A\n2025-08,9731,26158,A\n2025-09,11647,26005,A\n2025-10,11707,30548,A\n2025-11,10960,29981,A\n\
    2025-12,9201,28110,P\n";

const REGISTRY: &str = r"
registry: 1
publication: { title: A desk, publisher: The Desk, as_of: 2026-02-01, contact: desk@example.org, method: Numbers are read from the published record. }
parties: { cbp: U.S. Customs and Border Protection }
measures:
  encounters: { label: encounters, counts: events, kept_by: cbp, record: monthly, definition: Recorded stops; one person can be counted twice. }
datasets:
  monthly:
    file: data/encounters.csv
    publisher: cbp
    primaryKey: month
    provisional: { status: status }
    fields:
      month: yearmonth
      southwest_land_border: { type: integer, measure: encounters }
      total: { type: integer, measure: encounters }
      status: string
    RELEASES
figures:
  october: { of: monthly, where: { month: 2025-10 }, sum: total }
  november: { of: monthly, where: { month: 2025-11 }, sum: total }
  southwest: { of: monthly, where: { month: 2025-11 }, sum: southwest_land_border }
tables:
  months: { of: monthly, caption: Encounters by month, columns: [month, southwest_land_border, total] }
claims:
  over:
    statement: Encounters in November were over 30,000.
    said: { by: An opinion article, date: SAID }
    quantity: over 30,000
    test: { figure: november, reading: All recorded encounters. }
  october_over:
    statement: Encounters in October were over 40,000.
    said: { by: An opinion article, date: SAID }
    quantity: over 40,000
    test: { figure: october, reading: All recorded encounters. }
unknowns:
  victims: { question: How many of them were trafficked?, because: The record does not ask., would_resolve: A published count. }
briefs:
  border:
    question: Were November encounters over 30,000?
    claims: [over, october_over]
    tables: [months]
    template: templates/border.md
    unknowns: [victims]
    limitations: One record.
";

const TEMPLATE: &str = r#"{% extends "knowns/brief.md" %}
{% block body %}
In October there were {{ figures.october }}; in November {{ figures.november }}, of them {{ figures.southwest }} in the southwest.
{% endblock %}
"#;

const CURRENT: &str = "vintage: 2025-12-04";
const REVISED: &str =
    "vintage: 2026-01-08\n    earlier: [ { file: data/encounters-2025-12.csv, vintage: 2025-12-04 } ]";

fn run(releases: &str, said: &str, data: &str) -> Run {
    let registry = REGISTRY.replace("RELEASES", releases).replace("SAID", said);
    let world = Memory::with([
        ("claims.yaml", registry.as_str()),
        ("templates/border.md", TEMPLATE),
        ("data/encounters.csv", data),
        ("data/encounters-2025-12.csv", FIRST),
    ]);
    let run = pipeline::run(&world);
    assert!(run.pages.is_some(), "{:?}", run.problems.iter().map(|problem| &problem.message).collect::<Vec<_>>());
    run
}

/// Returns the page in Markdown, the sentence of the template, and the rows of the table.
fn printed(run: &Run) -> (String, Vec<String>) {
    let pages = run.pages.as_ref().unwrap();
    let page = pages.iter().find(|page| page.path.as_str() == "reports/border.md").unwrap();
    let page = String::from_utf8(page.bytes().to_vec()).unwrap();
    let prose = page.lines().find(|line| line.starts_with("In October there were")).unwrap().to_owned();
    let rows = page.lines().filter(|line| line.contains(" 2025 | "));
    (prose, rows.map(str::to_owned).collect())
}

fn standings(run: &Run) -> Vec<Standing> {
    let (model, evaluation) = (run.model.as_ref().unwrap(), run.evaluation.as_ref().unwrap());
    model.claims.keys().map(|claim| evaluation.claim(claim).standing).collect()
}

#[test]
fn a_first_release_marks_its_provisional_month_and_nothing_else() {
    let (prose, rows) = printed(&run(CURRENT, "2025-12-20", FIRST));
    assert_eq!(
        prose,
        "In October there were 30,551; in November 30,375 (provisional), of them 10,960 (provisional) in the southwest."
    );
    assert_eq!(
        rows,
        [
            "| July 2025 | 7,822 | 24,589 |",
            "| August 2025 | 9,731 | 26,162 |",
            "| September 2025 | 11,647 | 26,002 |",
            "| October 2025 | 11,707 | 30,551 |",
            "| November 2025 | 10,960 (provisional) | 30,375 (provisional) |",
        ]
    );
}

#[test]
fn every_month_that_a_new_release_changed_is_marked_and_a_settled_one_loses_its_mark() {
    let (prose, rows) = printed(&run(REVISED, "2025-12-20", SECOND));
    assert_eq!(
        prose,
        "In October there were 30,548 (revised); in November 29,981 (revised), of them 10,960 in the southwest."
    );
    assert_eq!(
        rows,
        [
            "| July 2025 | 7,822 | 24,592 (revised) |",
            "| August 2025 | 9,731 | 26,158 (revised) |",
            "| September 2025 | 11,647 | 26,005 (revised) |",
            "| October 2025 | 11,707 | 30,548 (revised) |",
            "| November 2025 | 10,960 | 29,981 (revised) |",
            "| December 2025 | 9,201 (provisional) | 28,110 (provisional) |",
        ]
    );
}

#[test]
fn a_month_that_settles_as_it_was_loses_its_mark_without_another() {
    let settled = SECOND.replace("29981", "30375");
    let (prose, _) = printed(&run(REVISED, "2025-12-20", &settled));
    assert_eq!(prose, "In October there were 30,548 (revised); in November 30,375, of them 10,960 in the southwest.");
}

#[test]
fn what_held_on_the_release_of_its_day_is_outdated_and_what_never_held_is_refuted() {
    assert_eq!(standings(&run(CURRENT, "2025-12-20", FIRST)), [Standing::Established, Standing::Refuted]);
    assert_eq!(standings(&run(REVISED, "2025-12-20", SECOND)), [Standing::Outdated, Standing::Refuted]);
    assert_eq!(standings(&run(REVISED, "2026-01-20", SECOND)), [Standing::Refuted, Standing::Refuted]);
}
