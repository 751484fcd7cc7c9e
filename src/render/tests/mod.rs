//! Whole briefs, from a registry in memory to Markdown and HTML.

mod around;
mod page;
mod templates;

use crate::pipeline::{Run, run};
use crate::world::Memory;

/// The smallest useful registry, with its data.
pub(super) const REGISTRY: &str = "
registry: 1
publication: { title: Border desk, publisher: The Desk, as_of: 2025-12-15, contact: desk@example.org, method: Numbers are read. }
parties: { cbp: U.S. Customs and Border Protection }
measures:
  encounters:
    counts: events
    kept_by: cbp
    record: monthly
    definition: Recorded stops; one person can be counted twice.
datasets:
  monthly: { file: data/encounters.csv, measure: encounters, publisher: cbp, vintage: 2025-12-04 }
figures:
  october: { of: monthly, where: { month: 2025-10 }, sum: total, label: Encounters in October }
claims:
  november:
    statement: Encounters in November were just over 30,000.
    said: { by: An opinion article, date: 2025-12 }
    quantity: just over 30,000
    test: { of: monthly, where: { month: 2025-11 }, sum: total }
    reading: All recorded encounters nationwide in November 2025.
unknowns:
  victims:
    question: How many of them were trafficked?
    because: The record does not ask.
    would_resolve: A published count of identified victims.
briefs:
  border-november:
    question: Were November encounters just over 30,000?
    claims: [november]
    unknowns: [victims]
    limitations: One month.
";

/// The data of the smallest registry.
pub(super) const DATA: &str = "month,total\n2025-10,30551\n2025-11,30375\n";

/// Runs the smallest registry with a template for its brief.
pub(super) fn with_template(template: &str) -> Run {
    let files = [("claims.yaml", REGISTRY), ("data/encounters.csv", DATA), ("templates/border-november.md", template)];
    run(&Memory::with(files))
}

/// Runs a registry over some data.
pub(super) fn built(registry: &str, data: &str) -> Run {
    run(&Memory::with([("claims.yaml", registry), ("data/encounters.csv", data)]))
}

/// Returns the text of a page.
pub(super) fn page(run: &Run, path: &str) -> String {
    let problems: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    let pages = run.pages.as_ref().unwrap_or_else(|| panic!("no pages: {problems:?}"));
    let page =
        pages.iter().find(|page| page.path.as_str() == path).unwrap_or_else(|| panic!("no {path}: {problems:?}"));
    String::from_utf8(page.bytes().to_vec()).unwrap()
}

/// Returns the codes of the problems met.
pub(super) fn codes(run: &Run) -> Vec<&'static str> {
    run.problems.iter().map(|problem| problem.code.id).collect()
}
