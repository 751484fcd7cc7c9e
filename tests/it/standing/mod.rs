//! Standing: a test for each row of the table, and for each way in which silence must not help.

mod bodies;
mod disputes;
mod kinds;
mod missing;
mod own_word;
mod relays;
mod rows;
mod silence;

use knowns::pipeline::{self, Run};
use knowns::vocabulary::Standing;
use knowns::world::Memory;

/// What every case shares: bodies, measures, a record, sources.
const BASE: &str = r"
registry: 1
publication: { title: A desk, publisher: desk, as_of: 2025-12-15 }
parties:
  desk: { name: The Desk, part_of: house, interests: { found: none, date: 2025-01-01 } }
  house: { name: The house, interests: { found: none, date: 2025-01-01 } }
  dhs: { name: Homeland Security, interests: It reports its own work. }
  cbp: { name: Customs, part_of: dhs }
  ice: { name: Immigration Enforcement, part_of: dhs }
  inspector: { name: The inspector general, part_of: dhs, independent: By law it reports to Congress., interests: { found: none, date: 2025-01-01 } }
  auditor: { name: The audit office, interests: { found: none, date: 2025-01-01 } }
  institute: { name: An institute, interests: { found: none, date: 2025-01-01 } }
  press: A newspaper
  uscis: { name: Citizenship Services, part_of: dhs }
  ministry: { name: The ministry, interests: It is judged by its works. }
  office: { name: The works office, part_of: ministry, independent: By law it publishes without approval., interests: { found: none, date: 2025-01-01 } }
  bureau: { name: A bureau, part_of: office }
  branch: { name: A branch, part_of: works }
  works: { name: The works, part_of: group, interests: It sells what it measures. }
  group: { name: The group, interests: { found: none, date: 2025-01-01 } }
  faculty: { name: A faculty, part_of: university, interests: { found: none, date: 2025-01-01 } }
  university: A university
measures:
  stops: { label: stops, counts: events, kept_by: cbp, record: monthly, definition: Recorded stops. }
  posted_stops: { label: stops as posted, counts: events, kept_by: auditor, record: posted, definition: Stops as a newspaper printed them. }
  found: { label: children found, counts: persons, definition: Children whose whereabouts became known. }
  fees: { label: fees, counts: amount, definition: Money paid. }
sources:
  audit: { type: report, title: An audit, publisher: auditor, issued: 2025-06, seen: self }
  study: { type: report, title: A study, publisher: institute, issued: 2025-06, seen: self }
  study_heard: { type: report, description: A study we know of, publisher: institute, issued: 2025-06, seen: second-hand, through: audit }
  inspection: { type: report, title: An inspection, publisher: inspector, issued: 2025-06, seen: self }
  release_cbp: { type: webpage, title: A customs release, publisher: cbp, issued: 2025-06, seen: self }
  release_ice: { type: webpage, title: An immigration release, publisher: ice, issued: 2025-06, seen: self }
  release_uscis: { type: webpage, title: A services release, publisher: uscis, issued: 2025-06, seen: self }
  release_ministry: { type: webpage, title: A ministry release, publisher: ministry, issued: 2025-06, seen: self }
  count_bureau: { type: report, title: A bureau report, publisher: bureau, issued: 2025-06, seen: self }
  count_branch: { type: report, title: A branch report, publisher: branch, issued: 2025-06, seen: self }
  count_faculty: { type: report, title: A faculty report, publisher: faculty, issued: 2025-06, seen: self }
  study_unseen: { type: report, title: A study nobody read, publisher: institute, issued: 2025-06 }
  leaflet: { type: pamphlet, title: A leaflet, seen: self }
  poster: { type: pamphlet, title: A poster, seen: self }
  replaced: { type: report, title: A first edition, publisher: institute, issued: 2024, seen: self, status: superseded }
  corrected: { type: report, title: A corrected study, publisher: institute, issued: 2025, seen: self, status: corrected }
  notice: { type: webpage, title: A press notice of the audit office, publisher: auditor, issued: 2025-06, seen: self }
  old_retelling: { type: article-newspaper, title: An older retelling, publisher: press, issued: 2019, seen: self, relays: [study] }
  retelling: { type: article-newspaper, title: A retelling of the study, publisher: press, issued: 2025-08, seen: self, relays: [study] }
  retelling_again: { type: article-newspaper, title: A retelling of the retelling, publisher: auditor, issued: 2025-09, seen: self, relays: [retelling] }
  retelling_story: { type: article-newspaper, title: A retelling of the story, publisher: auditor, issued: 2025-09, seen: self, relays: [story] }
  retelling_withdrawn: { type: article-newspaper, title: A retelling of a withdrawn study, publisher: auditor, issued: 2025-09, seen: self, relays: [withdrawn] }
  retelling_word: { type: article-newspaper, title: What the institute said, publisher: press, issued: 2025-09, seen: self, relays: [institute] }
  roundup: { type: article-newspaper, title: A round-up, publisher: press, issued: 2025-09, seen: self, relays: [audit, study, a rumour] }
  heard_of: { type: report, description: A report the withdrawn study cites, publisher: auditor, seen: second-hand, through: withdrawn }
  our_brief: { type: webpage, title: An earlier brief of ours, publisher: desk, issued: 2025-05, seen: self }
  house_report: { type: report, title: A report of our house, publisher: house, issued: 2025-05, seen: self }
  echo: { type: article-newspaper, title: What the desk found, publisher: press, issued: 2025-09, seen: self, relays: [our_brief] }
  echo_of_echo: { type: article-newspaper, title: What is being said, publisher: auditor, issued: 2025-10, seen: self, relays: [echo] }
  echo_of_us: { type: article-newspaper, title: The desk says, publisher: auditor, issued: 2025-10, seen: self, relays: [desk] }
  through_us: { type: report, description: A report our brief mentions, publisher: institute, seen: second-hand, through: our_brief }
  story: { type: article-newspaper, title: A story, publisher: press, issued: 2025-06, seen: self }
  relay: { type: article-newspaper, title: A retelling, publisher: auditor, issued: 2025-07, seen: self, relays: [release_cbp] }
  relay_unknown: { type: article-newspaper, title: Another retelling, publisher: auditor, issued: 2025-07, seen: self, relays: [a release nobody registered] }
  withdrawn: { type: report, title: A withdrawn study, publisher: institute, issued: 2025-06, seen: self, status: retracted }
  law: { type: legislation, title: An act, issued: 2020, seen: self }
  law_replaced: { type: legislation, title: A former act, issued: 1990, seen: self, status: superseded }
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
  ours: { file: data/monthly.csv, measure: stops, publisher: desk, vintage: 2025-12-04, fields: { month: yearmonth, total: integer } }
  posted: { file: data/monthly.csv, measure: posted_stops, publisher: auditor, source: story, vintage: 2025-12-04, fields: { month: yearmonth, total: integer } }
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
