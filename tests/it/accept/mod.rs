//! `accept` and `approve`: what becomes an edition, what waits, what is refused, and what stands in `reports/` meanwhile.

mod killed;
mod kinds;
mod published;
mod refused;
mod withdrawn;

use crate::project::{Project, Said};

const NOVEMBER: (&str, &str) = ("2025-11,27912,1583,788,92,30375", "2025-11,24912,1583,788,92,27375");

/// A second brief, which prints a number of its own.
const OCTOBER: &str = "  border-october:
    question: How many encounters were there in October?
    claims: [october]
    unknowns: [victims]
    limitations: One month of one record.
";

/// Two briefs, each on a month of one record.
fn two() -> Project {
    let project = Project::smallest();
    project.replace("claims.yaml", "unknowns:\n", "  october:\n    statement: Encounters in October were more than 30,000.\n    said: { by: An opinion article, date: 2025-12 }\n    quantity: more than 30,000\n    test: { of: monthly, where: { month: 2025-10 }, sum: total }\n    reading: All recorded encounters nationwide in October 2025.\nunknowns:\n");
    let registry = project.read("claims.yaml");
    project.write("claims.yaml", registry.trim_end().to_owned() + "\n" + OCTOBER);
    project
}

/// A project whose first edition is accepted.
fn accepted() -> Project {
    let project = Project::smallest();
    let said = project.run("accept");
    assert_eq!(said.code, 0, "{}", said.whole());
    project
}

fn fine(said: Said) -> Said {
    assert_eq!(said.code, 0, "{}", said.whole());
    said
}
