//! The parts of a number that are printed by themselves, behind a point: `{{ figures.fell.from }}`, `{{ value.size }}`.

use super::{Calculation, Claim, Figure, Key, Model, Operation, Piece, Section};

/// What of a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// All that is printed of it anywhere.
    All,
    /// All of it, and behind it where a change began and where it ended, where the claim says so.
    WithEnds,
    /// How large a change is, whichever way it goes.
    Size,
    /// The period that it is of, in words: no number.
    Period,
    /// Of a name, the number that is found there; of an estimate, the number without its interval.
    Number,
    /// Of an estimate, the lower end of its interval.
    Low,
    /// Of an estimate, the upper end of its interval.
    High,
    /// Of a name, those that share the place; nothing where one has it alone.
    Tied,
    /// Of a series along time, the period with which it begins; of a run, from which it goes.
    First,
    /// The period with which a series ends.
    Last,
    /// What speaks against a trend; nothing where it holds.
    Counterexample,
    /// Of so many of how many, how many there are in all.
    Whole,
    /// Of a name that a claim gives another, the place that the claimed one has.
    Placed,
    /// The rows or values of which conditions hold: five, then how many more.
    Met,
    /// What is not as the conditions or the quantity say: five, then how many more.
    Others,
}

impl Facet {
    /// Returns the name behind a point that prints it; none of the whole number and of what no name prints.
    pub fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::All | Self::WithEnds | Self::Placed | Self::Met => return None,
            Self::Size => "size",
            Self::Period => "period",
            Self::Number => "number",
            Self::Low => "low",
            Self::High => "high",
            Self::Tied => "tied",
            Self::First => "first",
            Self::Last => "last",
            Self::Counterexample => "counterexample",
            Self::Whole => "whole",
            Self::Others => "others",
        })
    }

    /// Returns whether it is a number of its own, other than the value: an end of an interval.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Low | Self::High)
    }

    /// Returns what a name stands for behind an estimate that has an interval.
    pub(crate) fn of_estimate(name: &str) -> Option<Self> {
        match name {
            "number" => Some(Self::Number),
            "low" => Some(Self::Low),
            "high" => Some(Self::High),
            _ => None,
        }
    }

    /// Returns what a name stands for behind a tested series, of which a trend `is_asked`, or nothing but the claim's quantity.
    pub(crate) fn of_series(name: &str, is_asked: bool) -> Option<Self> {
        match name {
            "first" => Some(Self::First),
            "last" => Some(Self::Last),
            "counterexample" if is_asked => Some(Self::Counterexample),
            "others" if !is_asked => Some(Self::Others),
            _ => None,
        }
    }
}

/// What the name of a part stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Another number, which this one is made of.
    Figure(Key<Figure>),
    /// Something of the number itself.
    Facet(Facet),
}

/// The names of parts that some numbers have.
pub(crate) const NUMBER_PARTS: [&str; 18] = [
    "number",
    "low",
    "high",
    "tied",
    "from",
    "to",
    "part",
    "whole",
    "numerator",
    "denominator",
    "amount",
    "index",
    "size",
    "period",
    "first",
    "last",
    "counterexample",
    "others",
];

impl Calculation {
    /// Returns what the name of a part stands for; none where this number has no such part.
    pub fn part(&self, name: &str, figures: &Section<Figure>) -> Option<Part> {
        if name == "period" {
            return Some(Part::Facet(Facet::Period));
        }
        if let Self::Select(selection) = self {
            return Facet::of_estimate(name).filter(|_| selection.is_estimate).map(Part::Facet);
        }
        let Self::Derive(operation) = self else { return None };
        let named = match operation {
            _ if let Some((from, to)) = self.ends() => [("to", to), ("from", from)],
            Operation::Share { part, whole } => [("part", *part), ("whole", *whole)],
            Operation::Rate(rate) => [("numerator", rate.numerator), ("denominator", rate.denominator)],
            Operation::Real(real) => [("amount", real.amount), ("index", real.index)],
            _ => return self.facet(name, figures),
        };
        let found = named.into_iter().find(|(known, _)| *known == name).map(|(_, figure)| Part::Figure(figure));
        found.or_else(|| self.facet(name, figures))
    }

    /// Returns the figures from which and to which a number goes: its base, and what is held against it.
    pub fn ends(&self) -> Option<(Key<Figure>, Key<Figure>)> {
        match self {
            Self::Derive(
                Operation::Difference(to, from)
                | Operation::Ratio(to, from)
                | Operation::Index(to, from)
                | Operation::Change { from, to }
                | Operation::Points { from, to },
            ) => Some((*from, *to)),
            _ => None,
        }
    }

    fn facet(&self, name: &str, figures: &Section<Figure>) -> Option<Part> {
        let is_name = matches!(self, Self::Derive(Operation::Which(_)));
        let is_run = matches!(self, Self::Derive(Operation::Run(..) | Operation::LastRun(..)));
        let is_of_rows = matches!(self, Self::Derive(Operation::Holds { .. } | Operation::HoldsEach { .. }));
        match name {
            "number" | "tied" if matches!(self, Self::Derive(Operation::Rank { from: Some(_), .. })) => {
                Some(Part::Facet(if name == "tied" { Facet::Tied } else { Facet::Number }))
            }
            "first" if is_run => Some(Part::Facet(Facet::First)),
            "last" if is_run => Some(Part::Facet(Facet::Last)),
            "number" if is_of_rows => Some(Part::Facet(Facet::Number)),
            "whole" if is_of_rows => Some(Part::Facet(Facet::Whole)),
            "others" if is_of_rows => Some(Part::Facet(Facet::Others)),
            "number" if is_name => Some(Part::Facet(Facet::Number)),
            "tied" if is_name => Some(Part::Facet(Facet::Tied)),
            "size" if self.has_a_way(figures, DEEPEST) => Some(Part::Facet(Facet::Size)),
            _ => None,
        }
    }

    /// Returns whether it has many values.
    pub(crate) fn is_series(&self, figures: &Section<Figure>) -> bool {
        self.has_many(figures, DEEPEST)
    }

    fn has_many(&self, figures: &Section<Figure>, deep: usize) -> bool {
        match self {
            Self::Select(selection) => selection.by.is_some(),
            Self::Derive(operation) => {
                let is_series = |part: &Key<Figure>| figures[*part].calculation.has_many(figures, deep - 1);
                deep > 0 && operation.goes_value_by_value() && operation.parts().iter().any(is_series)
            }
            Self::Quote(_) => false,
        }
    }

    /// Returns whether the sign of the number says which way something went, or which of two is more.
    fn has_a_way(&self, figures: &Section<Figure>, deep: usize) -> bool {
        let Self::Derive(operation) = self else { return false };
        match operation {
            Operation::Change { .. } | Operation::Points { .. } | Operation::Difference(..) => true,
            Operation::Total(parts) => {
                deep > 0 && parts.iter().all(|part| figures[*part].calculation.has_a_way(figures, deep - 1))
            }
            Operation::Lowest(of) | Operation::Highest(of) => {
                deep > 0 && figures[*of].calculation.has_a_way(figures, deep - 1)
            }
            _ => false,
        }
    }
}

/// Figures are no circles; this is how deep one is looked into.
const DEEPEST: usize = 16;

impl Claim {
    /// Returns whether it is a finding of ours that prints its own tested number and says no other: it says as much as the record,
    /// whatever that comes to.
    pub fn says_its_value(&self) -> bool {
        let prints_it = || self.statement.0.contains(&Piece::Value(Facet::All));
        self.said.is_none() && self.quantity.is_none() && !self.has_ends() && prints_it()
    }

    /// Returns what the name of a part of the claim's tested figure stands for: of its first test.
    pub fn part_of_value(&self, name: &str, figures: &Section<Figure>) -> Option<Part> {
        let test = self.tests.first()?;
        let calculation = test.calculation(figures);
        let of_series = Facet::of_series(name, test.trend.is_some()).filter(|_| calculation.is_series(figures));
        of_series.map(Part::Facet).or_else(|| calculation.part(name, figures))
    }
}

impl Model {
    /// Follows the names of parts behind a figure to the number that is printed, and what of it; none where they lead to no
    /// number.
    pub fn figure_part(&self, figure: Key<Figure>, names: &[String]) -> Option<(Key<Figure>, Facet)> {
        let Some((name, rest)) = names.split_first() else { return Some((figure, Facet::All)) };
        match self.figures[figure].calculation.part(name, &self.figures)? {
            Part::Figure(part) => self.figure_part(part, rest),
            Part::Facet(facet) => Some((figure, facet)),
        }
    }

    /// Follows the names of parts behind a claim's tested figure to the figure that is printed, none where it is the tested one
    /// itself, and what of it.
    pub fn value_part(&self, claim: Key<Claim>, names: &[String]) -> (Option<Key<Figure>>, Facet) {
        let Some((name, rest)) = names.split_first() else { return (None, Facet::All) };
        match self.claims[claim].part_of_value(name, &self.figures) {
            Some(Part::Figure(part)) => match self.figure_part(part, rest) {
                Some((figure, facet)) => (Some(figure), facet),
                None => (None, Facet::All),
            },
            Some(Part::Facet(facet)) => (None, facet),
            None => (None, Facet::All),
        }
    }
}
