//! Standing: a test for each row of the table, and for each way in which silence must not help.

mod reasons;
mod rows;
mod silence;

use knowns::evaluate::Standing;
use knowns::pipeline::{self, Run};
use knowns::world::Memory;

/// What every case shares: bodies, measures, a record, sources.
const BASE: &str = r"
registry: 1
publication: { title: A desk, publisher: desk, as_of: 2025-12-15 }
parties:
  desk: { name: The Desk, interests: { found: none, date: 2025-01-01 } }
  dhs: { name: Homeland Security, interests: It reports its own work. }
  cbp: { name: Customs, part_of: dhs }
  ice: { name: Immigration Enforcement, part_of: dhs }
  inspector: { name: The inspector general, part_of: dhs, independent: By law it reports to Congress., interests: { found: none, date: 2025-01-01 } }
  auditor: { name: The audit office, interests: { found: none, date: 2025-01-01 } }
  institute: { name: An institute, interests: { found: none, date: 2025-01-01 } }
  press: A newspaper
measures:
  stops: { label: stops, counts: events, kept_by: cbp, record: monthly, definition: Recorded stops. }
  found: { label: children found, counts: persons, definition: Children whose whereabouts became known. }
  fees: { label: fees, counts: amount, definition: Money paid. }
sources:
  audit: { type: report, title: An audit, publisher: auditor, issued: 2025-06, seen: self }
  study: { type: report, title: A study, publisher: institute, issued: 2025-06, seen: self }
  study_heard: { type: report, description: A study we know of, publisher: institute, issued: 2025-06, seen: second-hand, through: audit }
  inspection: { type: report, title: An inspection, publisher: inspector, issued: 2025-06, seen: self }
  release_cbp: { type: webpage, title: A customs release, publisher: cbp, issued: 2025-06, seen: self }
  release_ice: { type: webpage, title: An immigration release, publisher: ice, issued: 2025-06, seen: self }
  story: { type: article-newspaper, title: A story, publisher: press, issued: 2025-06, seen: self }
  relay: { type: article-newspaper, title: A retelling, publisher: auditor, issued: 2025-07, seen: self, relays: [release_cbp] }
  relay_unknown: { type: article-newspaper, title: Another retelling, publisher: auditor, issued: 2025-07, seen: self, relays: [a release nobody registered] }
  withdrawn: { type: report, title: A withdrawn study, publisher: institute, issued: 2025-06, seen: self, status: retracted }
  ours: { type: article, title: Our own brief, publisher: desk, issued: 2025-06, seen: self }
  echo: { type: article-newspaper, title: The desk says, publisher: auditor, issued: 2025-07, seen: self, relays: [ours] }
  law: { type: legislation, title: An act, issued: 2020, seen: self }
  law_heard: { type: legislation, description: An act we know of, issued: 2020, seen: second-hand, through: audit }
  ruling: { type: legal_case, title: A ruling, publisher: auditor, issued: 2025-05, seen: self }
datasets:
  monthly:
    file: data/monthly.csv
    measure: stops
    publisher: cbp
    vintage: 2025-12-04
    earlier: [ { file: data/monthly-november.csv, vintage: 2025-11-04 } ]
    fields: { month: yearmonth, total: integer }
  copied:
    file: data/monthly.csv
    measure: stops
    publisher: auditor
    vintage: 2025-12-04
    fields: { month: yearmonth, total: integer }
figures:
  copied_october: { of: copied, where: { month: 2025-10 }, sum: total }
  copied_november: { of: copied, where: { month: 2025-11 }, sum: total }
  copied_both: { total: [copied_october, copied_november] }
";

const MONTHLY: &str = "month,total\n2025-09,26002\n2025-10,30551\n2025-11,30375\n";
const BEFORE: &str = "month,total\n2025-09,26002\n2025-10,29000\n2025-11,30375\n";

fn run(registry: &str) -> Run {
    pipeline::run(&Memory::with([
        ("claims.yaml", registry),
        ("data/monthly.csv", MONTHLY),
        ("data/monthly-november.csv", BEFORE),
    ]))
}

/// Returns the standing and the reason of the claim `c`, whose keys are `claim`, indented by four.
fn assessed(claim: &str) -> (Standing, String) {
    let run = run(&format!("{BASE}claims:\n  c:\n{claim}\n"));
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    let (model, evaluation) = run.model.zip(run.evaluation).unwrap_or_else(|| panic!("{messages:?}"));
    let key = model.claims.find("c").unwrap_or_else(|| panic!("{messages:?}"));
    let assessment = evaluation.claim(key);
    (assessment.standing, assessment.reason.plain_words())
}

#[track_caller]
fn stands(claim: &str, standing: Standing, reason: &str) {
    assert_eq!(assessed(claim), (standing, reason.to_owned()));
}

fn evidence(items: &[&str]) -> String {
    let mut claim = String::from("    statement: Fees were paid.\n    kind: event\n    evidence:\n");
    for item in items {
        claim.push_str("      - { stance: supports, basis: document, ");
        claim.push_str(item);
        claim.push_str(" }\n");
    }
    claim
}

const TESTED: &str = "    statement: Stops in November were just over 30,000.\n    said: { by: An article, date: 2025-12 }\n    quantity: just over 30,000\n";
const NOVEMBER: &str = "of: monthly, where: { month: 2025-11 }, sum: total";
