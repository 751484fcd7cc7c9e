//! What is measured: a file, a view of it and a number of the view, for each kind of step.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::date;

/// One kind of step.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Whether the file has a column for each year.
    wide: bool,
    /// The `views` and `figures` of the registry.
    registry: &'static str,
}

/// All kinds; the first has no view.
pub(crate) const ALL: [Kind; 5] = [
    Kind {
        name: "plain",
        wide: false,
        registry: "figures:\n  answer: { of: data, where: { region: R7 }, sum: deaths }\n",
    },
    Kind {
        name: "fold",
        wide: true,
        registry: "views:\n  long: { of: data, transform: [{ fold: { except: region }, as: [year, deaths] }] }\n\
                   figures:\n  answer: { of: long, where: { year: 1987 }, sum: deaths }\n",
    },
    Kind {
        name: "lookup",
        wide: false,
        registry: "views:\n  placed: { of: data, transform: [{ lookup: { dataset: regions, key: region, value: area } }] }\n\
                   figures:\n  answer: { of: placed, where: { area: A3 }, sum: deaths }\n",
    },
    Kind {
        name: "group",
        wide: false,
        registry: "views:\n  monthly: { of: data, transform: [{ timeUnit: { month: day } }, \
                   { aggregate: { sum_of_deaths: { sum: deaths } }, groupby: [region, month], incomplete: leave-out }] }\n\
                   figures:\n  answer: { of: monthly, max: sum_of_deaths }\n",
    },
    Kind {
        name: "window",
        wide: false,
        registry: "views:\n  smooth: { of: data, transform: [{ window: { average: { mean: deaths, last: 7 } }, by: day, groupby: region }, \
                   { filter: { average: { gte: 0 }, region: { not: R0 } } }] }\n\
                   figures:\n  answer: { of: smooth, max: average }\n",
    },
];

const HEAD: &str = "registry: 1
publication:
  title: Views
  publisher: The Desk
  as_of: 2025-12-31
  contact: desk@example.org
  method: Numbers are read from the files.
parties: { office: Office of Records }
measures:
  deaths: { label: deaths, counts: events, kept_by: office, record: data, definition: Deaths by day of death. }
unknowns:
  reasons: { question: Why?, because: The file counts and gives no reasons., would_resolve: A published study. }
claims:
  many: { statement: There were more than 5 deaths., said: { by: A newsletter, date: 2025-12 }, measure: deaths, quantity: more than 5, test: { figure: answer }, reading: The deaths in the file. }
briefs:
  answer: { question: How many?, claims: [many], unknowns: [reasons], tables: [answers], limitations: One file. }
tables:
  answers: { caption: The answer, figures: [answer] }
";

/// Writes the project of a kind, whose view has so many rows.
pub(crate) fn write(kind: &Kind, root: &Path, rows: usize) {
    let fields = if kind.wide {
        "other_fields: { type: integer, measure: deaths }, fields: { region: string }"
    } else {
        "measure: deaths, fields: { day: date, region: string, deaths: integer }"
    };
    let mut registry = format!(
        "{HEAD}datasets:\n  data: {{ file: data/data.csv, publisher: office, vintage: 2025-12-01, {fields} }}\n"
    );
    if kind.name == "lookup" {
        registry.push_str("  regions: { file: data/regions.csv, publisher: office, vintage: 2025-12-01 }\n");
    }
    registry.push_str(kind.registry);
    fs::create_dir_all(root.join("data")).unwrap();
    fs::write(root.join("claims.yaml"), registry).unwrap();
    fs::write(root.join("data/data.csv"), if kind.wide { wide(rows) } else { long(rows) }).unwrap();
    let regions: String = (0..regions(rows)).map(|region| format!("R{region},A{}\n", region % 8)).collect();
    fs::write(root.join("data/regions.csv"), format!("region,area\n{regions}")).unwrap();
}

fn regions(rows: usize) -> usize {
    (rows / 5_000).max(10)
}

/// A number that looks random and never changes.
fn number(row: usize, column: usize) -> usize {
    (row.wrapping_mul(7_919) ^ column.wrapping_mul(104_729)) % 997
}

/// A row for each day and region.
fn long(rows: usize) -> String {
    let regions = regions(rows);
    let mut text = "day,region,deaths\n".to_owned();
    let mut day = date(2010, 1, 1);
    for row in 0..rows / regions {
        for region in 0..regions {
            writeln!(text, "{day},R{region},{}", number(row, region)).unwrap();
        }
        day += 1.day();
    }
    text
}

/// A row for each region, a column for each of fifty years.
fn wide(rows: usize) -> String {
    let years: String = (1970..2020).map(|year| format!(",{year}")).collect();
    let mut text = format!("region{years}\n");
    for row in 0..rows / 50 {
        write!(text, "R{row}").unwrap();
        for year in 0..50 {
            write!(text, ",{}", number(row, year)).unwrap();
        }
        text.push('\n');
    }
    text
}
