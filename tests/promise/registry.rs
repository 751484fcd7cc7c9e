//! The registry that tests a sentence against its table, as its author would write it, and where the author may slip.

use std::fmt::Write as _;

use proptest::prelude::{BoxedStrategy, Just, Strategy as _, prop_oneof};

use super::Case;
use super::sentence::{Said, Sentence};
use super::table::{Flaw, Table};

/// What the author of a registry got wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slip {
    /// Nothing.
    None,
    /// The test selects another year.
    OtherYear,
    /// The test selects another region.
    OtherRegion,
    /// The test selects no region.
    NoRegion,
    /// The test selects no year.
    NoYear,
    /// The later of two years stands before the earlier.
    Swapped,
    /// The test looks for the other direction, or the other end.
    OtherWay,
    /// The quantity leaves out which way it goes.
    NoDirection,
    /// The claim's period is another year.
    OtherPeriod,
}

/// Returns slips, and often none.
pub(crate) fn slips() -> BoxedStrategy<Slip> {
    prop_oneof![
        8 => Just(Slip::None),
        1 => Just(Slip::OtherYear),
        1 => Just(Slip::OtherRegion),
        1 => Just(Slip::NoRegion),
        1 => Just(Slip::NoYear),
        1 => Just(Slip::Swapped),
        1 => Just(Slip::OtherWay),
        1 => Just(Slip::NoDirection),
        1 => Just(Slip::OtherPeriod),
    ]
    .boxed()
}

impl Slip {
    /// Returns the region that the test selects.
    pub(crate) fn region(self, table: &Table, region: Option<usize>) -> Option<usize> {
        match self {
            Self::OtherRegion => region.map(|region| (region + 1) % table.numbers.len()),
            Self::NoRegion => None,
            _ => region,
        }
    }

    /// Returns the year that the test selects.
    pub(crate) fn year(self, table: &Table, year: usize) -> Option<usize> {
        match self {
            Self::OtherYear => Some((year + 1) % table.years()),
            Self::NoYear => None,
            _ => Some(year),
        }
    }

    /// Returns whether it makes a difference to a case.
    pub(crate) fn bites(self, case: &Case) -> bool {
        let sentence = &case.sentence;
        let two = matches!(sentence.said, Said::Change { .. } | Said::Doubled);
        let series = matches!(sentence.said, Said::Trend { .. } | Said::Since { .. });
        match self {
            Self::None => false,
            Self::OtherYear | Self::NoYear => !series,
            Self::OtherRegion | Self::NoRegion => {
                sentence.region.is_some() && !matches!(sentence.said, Said::Extreme { .. })
            }
            Self::Swapped => two,
            Self::OtherWay => series || matches!(sentence.said, Said::Extreme { .. } | Said::Change { .. }),
            Self::NoDirection => matches!(sentence.said, Said::Change { .. }),
            Self::OtherPeriod => true,
        }
    }
}

const HEAD: &str = "registry: 1
publication: { title: Visits desk, publisher: The Desk, as_of: 2025-12-31, contact: desk@example.org, method: Numbers are read from the return. }
parties: { office: { name: Office of Visits, interests: { found: none, date: 2025-12-01 } } }
measures:
  visits: { label: visits, counts: events, kept_by: office, record: record, definition: Visits that the office recorded. }
";

/// Returns the registry of a case.
pub(crate) fn of(case: &Case) -> String {
    let (table, sentence, slip) = (&case.table, &case.sentence, case.slip);
    let column = if table.flaw == Flaw::Thousands { "visits (thousands)" } else { "visits" };
    let words = sentence.words(table);
    let mut text = HEAD.to_owned();
    let declared = "fields: { region: string, year: year, visits: integer }";
    let fields = if case.declares() { format!(", {declared}") } else { String::new() };
    let file = "{ file: data/visits.csv, measure: visits, publisher: office, vintage: 2025-12-01";
    write!(text, "datasets:\n  record: {file}{fields} }}\n").expect("a text takes words");
    text.push_str(&figures(table, sentence, slip, column));
    write!(text, "claims:\n  said:\n    statement: \"{words}\"\n").expect("a text takes words");
    writeln!(text, "    said: {{ by: An article, date: 2025-12, quote: \"{words}\" }}").expect("a text takes words");
    text.push_str("    measure: visits\n");
    if let Some(mut quantity) = sentence.quantity() {
        match (slip, sentence.said) {
            (Slip::NoDirection, Said::Change { .. }) => quantity = quantity.split_off("rose by ".len()),
            (Slip::OtherWay, Said::Change { rises, .. }) => {
                let (said, other) = if rises { ("rose", "fell") } else { ("fell", "rose") };
                quantity = quantity.replace(said, other);
            }
            _ => {}
        }
        writeln!(text, "    quantity: \"{quantity}\"").expect("a text takes words");
    }
    if matches!(sentence.said, Said::Trend { .. } | Said::Since { .. }) {
        text.push_str("    kind: trend\n");
    }
    if slip == Slip::OtherPeriod {
        let years = [sentence.from, sentence.to];
        let other = (0..table.years()).find(|year| !years.contains(year)).unwrap_or(table.years());
        writeln!(text, "    period: {}", table.year(other)).expect("a text takes words");
    }
    writeln!(text, "    test: {{ {}, reading: As the office recorded it. }}", test(table, sentence, slip, column))
        .expect("a text takes words");
    text.push_str(
        "unknowns:\n  who: { question: Who came?, because: The return does not ask., would_resolve: A survey. }\n",
    );
    text.push_str("briefs:\n  how-many:\n    question: How many came?\n    claims: [said]\n    unknowns: [who]\n    limitations: One return.\n");
    text
}

/// Returns the figures that the test needs.
fn figures(table: &Table, sentence: &Sentence, slip: Slip, column: &str) -> String {
    let selected = |region, year| selection(table, slip, region, Some(year), column);
    match sentence.said {
        Said::Change { .. } | Said::Doubled => {
            let (from, to) = (selected(sentence.region, sentence.from), selected(sentence.region, sentence.to));
            format!("figures:\n  earlier: {{ {from} }}\n  later: {{ {to} }}\n")
        }
        Said::Share { .. } => {
            let (part, whole) = (selected(sentence.region, sentence.from), selected(None, sentence.from));
            format!("figures:\n  part: {{ {part} }}\n  together: {{ {whole} }}\n")
        }
        _ => String::new(),
    }
}

/// Returns a selection that adds up a region's numbers of a year, as the author meant or slipped.
fn selection(table: &Table, slip: Slip, region: Option<usize>, year: Option<usize>, column: &str) -> String {
    format!("of: record{}, sum: {column}", conditions(table, slip, region, year))
}

fn conditions(table: &Table, slip: Slip, region: Option<usize>, year: Option<usize>) -> String {
    let region = slip.region(table, region).map(|region| format!("region: {}", table.region(region)));
    let year = year.and_then(|year| slip.year(table, year)).map(|year| format!("year: {}", table.year(year)));
    let all: Vec<String> = [region, year].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!(", where: {{ {} }}", all.join(", ")) }
}

fn test(table: &Table, sentence: &Sentence, slip: Slip, column: &str) -> String {
    let year = Some(sentence.from);
    match sentence.said {
        Said::Amount { .. } => selection(table, slip, sentence.region, year, column),
        Said::Mean { .. } => format!("of: record{}, mean: {column}", conditions(table, slip, None, year)),
        Said::Extreme { most, .. } => {
            let end = if most == (slip != Slip::OtherWay) { "max" } else { "min" };
            format!("of: record{}, {end}: {column}", conditions(table, slip, None, year))
        }
        Said::Change { .. } if slip == Slip::Swapped => "change: { from: later, to: earlier }".to_owned(),
        Said::Change { .. } => "change: { from: earlier, to: later }".to_owned(),
        Said::Doubled if slip == Slip::Swapped => "ratio: [earlier, later]".to_owned(),
        Said::Doubled => "ratio: [later, earlier]".to_owned(),
        Said::Share { .. } => "share: part, whole: together".to_owned(),
        Said::Trend { rises } => {
            let way = if rises == (slip != Slip::OtherWay) { "rises" } else { "falls" };
            format!("{}, {way}: every-step", series(table, sentence, slip, column))
        }
        Said::Since { lowest } => {
            let since = if lowest == (slip != Slip::OtherWay) { "lowest_since" } else { "highest_since" };
            format!("{}, {since}: {}", series(table, sentence, slip, column), table.year(sentence.from))
        }
    }
}

/// Returns the series of a region through the years that are meant.
fn series(table: &Table, sentence: &Sentence, slip: Slip, column: &str) -> String {
    let region = slip.region(table, sentence.region);
    let region = region.map(|region| format!("region: {}, ", table.region(region))).unwrap_or_default();
    let (from, to) = (table.year(sentence.from), table.year(sentence.to));
    format!("of: record, by: year, sum: {column}, where: {{ {region}year: {{ gte: {from}, lte: {to} }} }}")
}
