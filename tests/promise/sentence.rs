//! What is said of a table, in the words of bulletins, and whether it is true of what the file means.

use std::cmp::Ordering;

use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};

use super::Truth;
use super::exact::{Fraction, decimal, grouped};
use super::registry::Slip;
use super::table::Table;

/// How a number is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Qualifier {
    /// The number itself.
    Exactly,
    /// More than it.
    MoreThan,
    /// It or more.
    AtLeast,
    /// Less than it.
    FewerThan,
    /// It or less.
    AtMost,
    /// Near it.
    About,
    /// Below it, and near.
    Nearly,
    /// Above it, and near.
    JustOver,
}

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Said {
    /// So many in a year.
    Amount { qualifier: Qualifier, named: i128 },
    /// It rose or fell by so many percent, in units of the last of so many decimals.
    Change { rises: bool, units: i128, decimals: u32 },
    /// So many on average over the regions.
    Mean { units: i128, decimals: u32 },
    /// The region has the most, or the fewest, and how many.
    Extreme { most: bool, named: i128 },
    /// The region has so many percent of all.
    Share { units: i128, decimals: u32 },
    /// It doubled.
    Doubled,
    /// It rose, or fell, every year.
    Trend { rises: bool },
    /// The last year is the lowest, or the highest, since another.
    Since { lowest: bool },
}

/// A sentence about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sentence {
    /// What is said.
    pub(crate) said: Said,
    /// The region that is named; none where all are meant.
    pub(crate) region: Option<usize>,
    /// The year that is named, or the first of two.
    pub(crate) from: usize,
    /// The second of two years.
    pub(crate) to: usize,
}

/// A sentence that is not yet about a table.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    kind: usize,
    qualifier: Qualifier,
    region: usize,
    all: bool,
    years: (usize, usize),
    decimals: u32,
    way: bool,
    off: Off,
    slip: Slip,
}

/// Where the number that is said comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Off {
    /// From what the file means.
    Right,
    /// From what somebody gets who takes the file as it stands, with the slip of the registry.
    Naive,
    /// So many percent beside what is right.
    Beside(i128),
}

/// Returns sentences of every kind.
pub(crate) fn drawn(slips: BoxedStrategy<Slip>) -> BoxedStrategy<(Drawn, Slip)> {
    use Qualifier::{About, AtLeast, AtMost, Exactly, FewerThan, JustOver, MoreThan, Nearly};
    let qualifier = prop_oneof![
        4 => Just(Exactly), 1 => Just(MoreThan), 1 => Just(AtLeast), 1 => Just(FewerThan),
        1 => Just(AtMost), 1 => Just(About), 1 => Just(Nearly), 1 => Just(JustOver),
    ];
    let beside = [-60, -20, -3, -1, 1, 3, 20, 60];
    let off = prop_oneof![
        3 => Just(Off::Right),
        2 => Just(Off::Naive),
        2 => (0..beside.len()).prop_map(move |index| Off::Beside(beside[index])),
    ];
    let years = (0..6_usize, 0..6_usize);
    (0..8_usize, qualifier, 0..6_usize, any::<bool>(), years, 0..3_u32, any::<bool>(), off, slips)
        .prop_map(|(kind, qualifier, region, all, years, decimals, way, off, slip)| {
            (Drawn { kind, qualifier, region, all, years, decimals, way, off, slip }, slip)
        })
        .boxed()
}

impl Drawn {
    /// Returns the sentence about a table.
    pub(crate) fn about(&self, table: &Table) -> Sentence {
        let region = (!self.all).then_some(self.region % table.numbers.len());
        let (mut from, mut to) = (self.years.0 % table.years(), self.years.1 % table.years());
        if from == to {
            to = (to + 1) % table.years();
        }
        if from > to {
            (from, to) = (to, from);
        }
        let frame = Sentence { said: Said::Doubled, region, from, to };
        let named = Sentence { region: Some(self.region % table.numbers.len()), ..frame };
        let (frame, said) = match self.kind {
            0 => (frame, self.amount(table, frame)),
            1 => (frame, self.change(table, frame)),
            2 => (Sentence { region: None, ..frame }, self.mean(table, from)),
            3 => (named, self.extreme(table, named)),
            4 => (named, self.share(table, named)),
            5 => (frame, Said::Doubled),
            6 => (named, Said::Trend { rises: self.way }),
            _ => (
                Sentence { to: table.years() - 1, from: from.min(table.years() - 2), ..named },
                Said::Since { lowest: self.way },
            ),
        };
        Sentence { said, ..frame }
    }

    /// Returns a number of the table, as meant or as somebody slips, and put beside it where the sentence is off.
    fn number(&self, table: &Table, region: Option<usize>, year: usize) -> Fraction {
        let right = Fraction::whole(meant(table, region, year));
        match self.off {
            Off::Right => right,
            Off::Naive => table.taken(self.slip.region(table, region), self.slip.year(table, year)).unwrap_or(right),
            Off::Beside(percent) => right.times(Fraction::of(100 + percent, 100)),
        }
    }

    fn amount(&self, table: &Table, frame: Sentence) -> Said {
        let number = self.number(table, frame.region, frame.from).rounded(0);
        let named = if self.qualifier == Qualifier::Exactly { number } else { two_digits(number) };
        Said::Amount { qualifier: self.qualifier, named }
    }

    fn change(&self, table: &Table, frame: Sentence) -> Said {
        let from = Fraction::whole(meant(table, frame.region, frame.from));
        let to = self.number(table, frame.region, frame.to);
        let change = to.less(from).over(from).times(Fraction::whole(100));
        let rises = change.is_negative() != (self.off != Off::Right || self.way);
        let units = change.size().rounded(self.decimals).max(1);
        Said::Change { rises, units, decimals: self.decimals }
    }

    fn mean(&self, table: &Table, year: usize) -> Said {
        let regions = table.numbers.len() as i128;
        let mean = self.number(table, None, year).over(Fraction::whole(regions));
        Said::Mean { units: mean.rounded(self.decimals), decimals: self.decimals }
    }

    fn extreme(&self, table: &Table, frame: Sentence) -> Said {
        let numbers = (0..table.numbers.len()).map(|region| table.number(region, frame.from));
        let extreme = if self.way { numbers.max() } else { numbers.min() }.unwrap_or_default();
        let own = table.number(frame.region.unwrap_or_default(), frame.from);
        let named = match self.off {
            Off::Right => own,
            Off::Naive => extreme,
            Off::Beside(percent) => extreme * (100 + percent) / 100,
        };
        Said::Extreme { most: self.way, named }
    }

    fn share(&self, table: &Table, frame: Sentence) -> Said {
        let part = self.number(table, frame.region, frame.from);
        let whole = match self.off {
            Off::Naive => table.taken(None, self.slip.year(table, frame.from)),
            _ => None,
        };
        let whole = whole.unwrap_or_else(|| Fraction::whole(table.together(frame.from)));
        let share = part.over(whole).times(Fraction::whole(100));
        Said::Share { units: share.rounded(self.decimals).max(1), decimals: self.decimals }
    }
}

impl Sentence {
    /// Returns the sentence in words.
    pub(crate) fn words(&self, table: &Table) -> String {
        let (from, to) = (table.year(self.from), table.year(self.to));
        let place = self.region.map_or("The regions together", |region| table.region(region));
        let of_place = self.region.map_or_else(|| "all regions".to_owned(), |region| table.region(region).to_owned());
        let quantity = self.quantity().unwrap_or_default();
        match self.said {
            Said::Amount { .. } => format!("{place} recorded {quantity} visits in {from}."),
            Said::Change { .. } | Said::Doubled => format!("Visits in {of_place} {quantity} from {from} to {to}."),
            Said::Mean { .. } => format!("On average a region recorded {quantity} visits in {from}."),
            Said::Extreme { most, .. } => {
                let most = if most { "most" } else { "fewest" };
                format!("{place} recorded the {most} visits in {from}, {quantity}.")
            }
            Said::Share { .. } => format!("{place} had {quantity} of all visits in {from}."),
            Said::Trend { rises } => {
                let rose = if rises { "rose" } else { "fell" };
                format!("Visits in {of_place} {rose} every year from {from} to {to}.")
            }
            Said::Since { lowest } => {
                let lowest = if lowest { "lowest" } else { "highest" };
                format!("Visits in {of_place} in {to} were the {lowest} since {from}.")
            }
        }
    }

    /// Returns how much is said, in words; none where no number is.
    pub(crate) fn quantity(&self) -> Option<String> {
        Some(match self.said {
            Said::Amount { qualifier, named } => qualifier.of(&grouped(named)),
            Said::Change { rises, units, decimals } => {
                format!("{} by {}%", if rises { "rose" } else { "fell" }, decimal(units, decimals))
            }
            Said::Mean { units, decimals } => decimal(units, decimals),
            Said::Extreme { named, .. } => grouped(named),
            Said::Share { units, decimals } => format!("{}%", decimal(units, decimals)),
            Said::Doubled => "doubled".to_owned(),
            Said::Trend { .. } | Said::Since { .. } => return None,
        })
    }

    /// Returns whether it is true of what the file means.
    pub(crate) fn truth(&self, table: &Table) -> Truth {
        if table.lost().is_some_and(|(region, year)| self.reads(table, region, year)) {
            return Truth::Unknowable;
        }
        let number = |year| meant(table, self.region, year);
        match self.said {
            Said::Amount { qualifier, named } => qualifier.truth(number(self.from), named),
            Said::Change { rises, units, decimals } => {
                let change = Fraction::change(number(self.from), number(self.to));
                known(change.is_negative() != rises && change.size().rounded(decimals) == units)
            }
            Said::Mean { units, decimals } => {
                let mean = Fraction::of(number(self.from), table.numbers.len() as i128);
                known(mean.rounded(decimals) == units)
            }
            Said::Extreme { most, named } => {
                let others = (0..table.numbers.len()).filter(|region| Some(*region) != self.region);
                let own = number(self.from);
                let sides: Vec<Ordering> = others.map(|region| own.cmp(&table.number(region, self.from))).collect();
                let wanted = if most { Ordering::Greater } else { Ordering::Less };
                if sides.contains(&Ordering::Equal) {
                    return Truth::Open;
                }
                known(own == named && sides.iter().all(|side| *side == wanted))
            }
            Said::Share { units, decimals } => {
                let share = Fraction::of(number(self.from) * 100, table.together(self.from));
                known(share.rounded(decimals) == units)
            }
            Said::Doubled => {
                let times = Fraction::of(number(self.to), number(self.from));
                let below = |above, below| times.compare(Fraction::of(above, below)) == Ordering::Less;
                if below(19, 10) {
                    Truth::False
                } else if below(2, 1) {
                    Truth::Open
                } else {
                    Truth::True
                }
            }
            Said::Trend { rises } => {
                let step = |year| number(year + 1).cmp(&number(year));
                let wanted = if rises { Ordering::Greater } else { Ordering::Less };
                known((self.from..self.to).all(|year| step(year) == wanted))
            }
            Said::Since { lowest } => {
                if self.to - self.from < 2 {
                    return Truth::Open;
                }
                let beats = |year| {
                    let order = number(self.to).cmp(&number(year));
                    order == if lowest { Ordering::Less } else { Ordering::Greater }
                };
                known((self.from + 1..self.to).all(beats) && !beats(self.from))
            }
        }
    }

    /// Returns whether its truth depends on a cell.
    fn reads(&self, table: &Table, region: usize, year: usize) -> bool {
        let everywhere = matches!(self.said, Said::Extreme { .. } | Said::Share { .. } | Said::Mean { .. });
        let here = everywhere || self.region.is_none_or(|own| own % table.numbers.len() == region);
        let then = match self.said {
            Said::Change { .. } | Said::Doubled => year == self.from || year == self.to,
            Said::Trend { .. } | Said::Since { .. } => (self.from..=self.to).contains(&year),
            _ => year == self.from,
        };
        here && then
    }
}

impl Qualifier {
    fn of(self, number: &str) -> String {
        let words = match self {
            Self::Exactly => return number.to_owned(),
            Self::MoreThan => "more than",
            Self::AtLeast => "at least",
            Self::FewerThan => "fewer than",
            Self::AtMost => "at most",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::JustOver => "just over",
        };
        format!("{words} {number}")
    }

    /// Returns whether so many are as many as was said; where a word has no sharp edge, only what is clear is decided.
    fn truth(self, number: i128, named: i128) -> Truth {
        let within = |percent: i128| (number - named).abs() * 100 <= named * percent;
        let near = |on_its_side: bool| match (on_its_side, within(1), within(25)) {
            (true, true, _) => Truth::True,
            (true, false, true) => Truth::Open,
            _ => Truth::False,
        };
        match self {
            Self::Exactly => known(number == named),
            Self::MoreThan => known(number > named),
            Self::AtLeast => known(number >= named),
            Self::FewerThan => known(number < named),
            Self::AtMost => known(number <= named),
            Self::About => near(true),
            Self::Nearly => near(number < named),
            Self::JustOver => near(number > named),
        }
    }
}

fn known(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

/// Returns the number that the file means.
fn meant(table: &Table, region: Option<usize>, year: usize) -> i128 {
    region.map_or_else(|| table.together(year), |region| table.number(region, year))
}

/// Returns a number rounded to its first two digits.
fn two_digits(number: i128) -> i128 {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    (number + unit / 2) / unit * unit
}
