//! A table of regions by years, and the file in which it is published, with one of the flaws that files have.

use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};

use super::exact::Fraction;

/// The regions there are.
const REGIONS: [&str; 6] = ["Avonmere", "Brynford", "Calderly", "Dornwich", "Elmstead", "Fenbrook"];

/// Words for a total, as offices write them.
const TOTALS: [&str; 4] = ["Total", "All regions", "Insgesamt", "TOTAL"];

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flaw {
    /// Nothing.
    None,
    /// Nothing: lines end as Windows ends them, and a byte order mark stands at the top.
    Windows,
    /// Nothing: columns stand in another order, with quotes around every cell.
    Quoted,
    /// Each year has a row for all regions together; which word it has.
    TotalRow(usize),
    /// The label of one row looks like the others and is another; in which way.
    LookAlike(usize),
    /// So many rows stand twice.
    Repeated(usize),
    /// One cell says −99 and means that there is no number.
    Sentinel,
    /// One cell is empty.
    Empty,
    /// The numbers are in thousands, and only the header says so.
    Thousands,
    /// The label of a region stands in its first row only.
    Merged,
    /// A note below the table is padded with separators.
    Note,
}

impl Flaw {
    /// Returns whether the file is as good as any.
    pub(crate) fn is_harmless(self) -> bool {
        matches!(self, Self::None | Self::Windows | Self::Quoted)
    }
}

/// Numbers of regions by years.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The first year.
    pub(crate) first: i128,
    /// The numbers of each region, year by year.
    pub(crate) numbers: Vec<Vec<i128>>,
    /// What is wrong with the file.
    pub(crate) flaw: Flaw,
    /// Which row has the flaw, where one has.
    at: usize,
    /// Whether rows are sorted by year first.
    by_year: bool,
}

/// Returns tables of every kind.
pub(crate) fn tables() -> BoxedStrategy<Table> {
    let flaws = prop_oneof![
        4 => Just(Flaw::None),
        1 => Just(Flaw::Windows),
        1 => Just(Flaw::Quoted),
        1 => (0..TOTALS.len()).prop_map(Flaw::TotalRow),
        1 => (0..7_usize).prop_map(Flaw::LookAlike),
        1 => (1..4_usize).prop_map(Flaw::Repeated),
        1 => Just(Flaw::Sentinel),
        1 => Just(Flaw::Empty),
        1 => Just(Flaw::Thousands),
        1 => Just(Flaw::Merged),
        1 => Just(Flaw::Note),
    ];
    let scale = prop_oneof![Just(100_i128), Just(5_000), Just(80_000), Just(3_000_000)];
    (3..=REGIONS.len(), 2..6_usize, 2010..2019_i128, scale, flaws, any::<usize>(), any::<bool>())
        .prop_flat_map(|(regions, years, first, scale, flaw, at, by_year)| {
            vec(vec(scale..scale * 9, years), regions)
                .prop_map(move |numbers| Table { first, numbers, flaw, at, by_year }.in_its_unit())
        })
        .boxed()
}

impl Table {
    /// Where the file is in thousands it resolves hundreds, and so does the truth.
    fn in_its_unit(mut self) -> Self {
        if self.flaw == Flaw::Thousands {
            for number in self.numbers.iter_mut().flatten() {
                // No number that is whole in thousands: the file has a decimal in every cell.
                *number = *number / 1000 * 1000 + 100 * (1 + *number % 9);
            }
        }
        self
    }

    /// Returns the name of a region.
    pub(crate) fn region(&self, region: usize) -> &'static str {
        REGIONS[region % self.numbers.len()]
    }

    /// Returns how many years there are.
    pub(crate) fn years(&self) -> usize {
        self.numbers[0].len()
    }

    /// Returns a region's number of a year.
    pub(crate) fn number(&self, region: usize, year: usize) -> i128 {
        self.numbers[region % self.numbers.len()][year % self.years()]
    }

    /// Returns the number of all regions together of a year.
    pub(crate) fn together(&self, year: usize) -> i128 {
        (0..self.numbers.len()).map(|region| self.number(region, year)).sum()
    }

    /// Returns the region and the year of the cell that the file does not have; none where it has all.
    pub(crate) fn lost(&self) -> Option<(usize, usize)> {
        let lost = matches!(self.flaw, Flaw::Sentinel | Flaw::Empty);
        lost.then(|| (self.at % self.numbers.len(), self.at / 7 % self.years()))
    }

    /// Returns a year as it is written.
    pub(crate) fn year(&self, year: usize) -> i128 {
        self.first + year as i128
    }

    /// Returns what somebody gets who adds up the rows of a region and a year as they stand in the file; none where no row is
    /// theirs.
    pub(crate) fn taken(&self, region: Option<usize>, year: Option<usize>) -> Option<Fraction> {
        let region = region.map(|region| self.region(region));
        let year = year.map(|year| self.year(year).to_string());
        let rows = self.all_rows().into_iter().skip(1);
        let fits = |row: &[String; 3]| {
            region.is_none_or(|own| row[0] == own) && year.as_ref().is_none_or(|own| row[1] == *own)
        };
        let cells = rows.filter(fits).map(|row| tenths(&row[2]));
        cells.reduce(|a, b| a + b).map(|tenths| Fraction::of(tenths, 10))
    }

    /// Returns the file.
    pub(crate) fn file(&self) -> String {
        let rows = self.all_rows();
        let quoted = self.flaw == Flaw::Quoted;
        let line = |row: &[String; 3]| {
            let cells = row.iter().map(|cell| if quoted { format!("\"{cell}\"") } else { cell.clone() });
            cells.collect::<Vec<_>>().join(",")
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        match self.flaw {
            Flaw::Windows => format!("\u{feff}{}\r\n", lines.join("\r\n")),
            _ => format!("{}\n", lines.join("\n")),
        }
    }

    fn all_rows(&self) -> Vec<[String; 3]> {
        let order = ["region", "year", if self.flaw == Flaw::Thousands { "visits (thousands)" } else { "visits" }];
        let mut rows = vec![order.map(str::to_owned)];
        rows.extend(self.rows());
        if let Flaw::Repeated(count) = self.flaw {
            let from = 1 + self.at % (rows.len() - 1);
            let again: Vec<_> = rows[from..].iter().take(count).cloned().collect();
            rows.extend(again);
        }
        if self.flaw == Flaw::Note {
            rows.push(["Source: the office's yearly return".to_owned(), String::new(), String::new()]);
        }
        rows
    }

    fn rows(&self) -> Vec<[String; 3]> {
        let (regions, years) = (self.numbers.len(), self.years());
        let by_region = (0..regions).flat_map(|region| (0..years).map(move |year| (region, year)));
        let mut cells: Vec<(usize, usize)> = by_region.collect();
        if self.by_year && self.flaw != Flaw::Merged {
            cells.sort_by_key(|(region, year)| (*year, *region));
        }
        let flawed = self.at % cells.len();
        let mut rows = Vec::new();
        for (index, (region, year)) in cells.into_iter().enumerate() {
            let label = match self.flaw {
                Flaw::LookAlike(way) if index == flawed => look_alike(self.region(region), way),
                Flaw::Merged if year > 0 => String::new(),
                _ => self.region(region).to_owned(),
            };
            let number = self.number(region, year);
            let cell = match self.flaw {
                Flaw::Sentinel if self.lost() == Some((region, year)) => "-99".to_owned(),
                Flaw::Empty if self.lost() == Some((region, year)) => String::new(),
                Flaw::Thousands => format!("{}.{}", number / 1000, number % 1000 / 100),
                _ => number.to_string(),
            };
            rows.push([label, self.year(year).to_string(), cell]);
        }
        if let Flaw::TotalRow(word) = self.flaw {
            let total = |year| [TOTALS[word].to_owned(), self.year(year).to_string(), self.together(year).to_string()];
            rows.extend((0..years).map(total));
        }
        rows
    }
}

/// Returns a label that looks like another and is not equal.
fn look_alike(label: &str, way: usize) -> String {
    match way {
        0 => format!("{label} "),
        1 => format!(" {label}"),
        2 => format!("{label}\u{a0}"),
        3 => label.to_uppercase(),
        4 => label.to_lowercase(),
        5 => format!("{}\u{200b}{}", &label[..3], &label[3..]),
        _ => format!("\u{feff}{label}"),
    }
}

/// Returns a cell in tenths; nothing where it holds no number.
fn tenths(cell: &str) -> i128 {
    let (whole, tenth) = cell.split_once('.').unwrap_or((cell, "0"));
    let [whole, tenth] = [whole, tenth].map(|digits| digits.parse::<i128>().unwrap_or_default());
    whole * 10 + tenth
}
