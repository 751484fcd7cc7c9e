//! What a test finds, in words: a range, how many of how many, since when; and what speaks against the claim.

use crate::language::fill;
use crate::number::Number;
use crate::outcome::{Found, Outcome, Placed, Point, Step, Value, name_of};
use crate::vocabulary::{Direction, End};

use crate::view::form::As;
use crate::view::teller::Teller;

/// How many exceptions are named; of more it is said how many.
const NAMED: usize = 5;

impl Teller<'_> {
    /// Returns what is found in place of the value of an outcome.
    pub(super) fn found(&self, outcome: &Outcome, found: &Found, way: As) -> String {
        let pages = &self.words().pages;
        let value = |point: &Point| self.point(outcome, point, way);
        let number = |count: usize| self.language().number(whole(count), 0);
        let against = |found: String, against: Option<String>| match against {
            Some(against) => fill(&pages.found_but, &[("found", &found), ("against", &against)]),
            None => found,
        };
        let values = |held: &[Point]| {
            let held: Vec<String> = held.iter().map(|point| self.there(outcome, point, way)).collect();
            (!held.is_empty()).then(|| self.language().list(&held))
        };
        match found {
            Found::Range { least, greatest, .. } => {
                let (least, greatest) = (value(least), value(greatest));
                if least == greatest {
                    return least;
                }
                let least = without_shared_unit(&least, &greatest);
                fill(&pages.least_to_greatest, &[("least", least), ("greatest", &greatest)])
            }
            Found::Steps { count, of, against: step, held } => {
                let found = fill(&pages.steps_of, &[("n", &number(*count)), ("whole", &number(*of))]);
                let found = against(found, step.as_ref().map(|step| self.step(outcome, step)));
                against(found, values(held))
            }
            // As a figure it is a number, with its ends as parts.
            Found::Run { steps, .. } if matches!(outcome.value, Value::Number(_)) => number(*steps),
            Found::Run { steps, against: step, held, .. } => {
                let found = fill(&pages.in_a_row, &[("n", &number(*steps))]);
                let found = against(found, step.as_ref().map(|step| self.step(outcome, step)));
                against(found, values(held))
            }
            Found::Since { end, last, since, first, of, against: other } => {
                let last_value = value(last);
                let found = if let Some(since) = since {
                    let form = if *end == End::Highest { &pages.highest_since } else { &pages.lowest_since };
                    let (period, then) = (self.name(outcome, since), value(since));
                    fill(form, &[("value", &last_value), ("period", &period), ("then", &then)])
                } else {
                    let form = if *end == End::Highest { &pages.highest_of } else { &pages.lowest_of };
                    let ends = [self.name(outcome, first), self.name(outcome, last)];
                    let of = number(*of);
                    fill(form, &[("value", &last_value), ("n", &of), ("first", &ends[0]), ("last", &ends[1])])
                };
                let other = other.as_ref().filter(|other| Some(*other) != since.as_ref());
                against(found, other.map(|other| self.there(outcome, other, way)))
            }
            Found::Ends(first, last) => {
                let both = [first, last].map(|point| self.there(outcome, point, way));
                self.language().list(&both)
            }
            // A name is told by itself; what place another has stands beside it.
            Found::Placed(_) => String::new(),
            Found::Rows { whole: all, .. } => {
                let count = match &outcome.value {
                    Value::Number(number) => self.language().number(*number, 0),
                    Value::Series(_) | Value::Quoted(_) | Value::Name(_) => String::new(),
                };
                fill(&pages.so_many_of, &[("n", &count), ("whole", &number(*all))])
            }
            Found::Place { end, of, tied } => match &outcome.value {
                Value::Number(place) => self.place_in_order(*place, *end, *of, tied),
                Value::Series(_) | Value::Quoted(_) | Value::Name(_) => String::new(),
            },
        }
    }

    /// Returns what speaks against a trend; nothing where none does.
    pub(super) fn counterexample(&self, outcome: &Outcome, way: As) -> String {
        match &outcome.found {
            Some(Found::Steps { against: Some(step), .. } | Found::Run { against: Some(step), .. }) => {
                self.step(outcome, step)
            }
            Some(Found::Since { against: Some(other), .. }) => self.there(outcome, other, way),
            _ => String::new(),
        }
    }

    /// Returns the values or rows that are not as the claim says: five, then how many more.
    pub(super) fn exceptions(&self, outcome: &Outcome, way: As) -> String {
        let names: Vec<String> = match &outcome.found {
            Some(Found::Range { outside, .. }) => outside.iter().map(|point| self.there(outcome, point, way)).collect(),
            Some(Found::Rows { others, .. }) if outcome.withheld.is_none() => others.clone(),
            _ => Vec::new(),
        };
        self.some_of(&names)
    }

    /// Returns the rows or values of which conditions hold: five, then how many more.
    pub(super) fn met(&self, outcome: &Outcome) -> String {
        match &outcome.found {
            Some(Found::Rows { met, .. }) if outcome.withheld.is_none() => self.some_of(met),
            _ => String::new(),
        }
    }

    pub(super) fn some_of(&self, names: &[String]) -> String {
        match names.len().checked_sub(NAMED) {
            None | Some(0) => self.language().list(names),
            Some(more) => {
                let pages = &self.words().pages;
                let more = self.language().number(whole(more), 0);
                fill(&pages.and_more, &[("names", &names[..NAMED].join(", ")), ("n", &more)])
            }
        }
    }

    /// Returns of how many rows or values some are told.
    pub(super) fn whole(&self, outcome: &Outcome) -> String {
        match &outcome.found {
            Some(Found::Rows { whole: all, .. }) if outcome.withheld.is_none() => {
                self.language().number(whole(*all), 0)
            }
            _ => self.outcome(outcome, None),
        }
    }

    /// Returns a place with the end from which it is counted, of how many it is, and who shares it.
    pub(super) fn place_in_order(&self, place: Number, end: End, of: usize, tied: &[String]) -> String {
        let pages = &self.words().pages;
        let form = match (end, place == Number::ONE) {
            (End::Highest, true) => &pages.highest_place,
            (End::Highest, false) => &pages.place_from_highest,
            (End::Lowest, true) => &pages.lowest_place,
            (End::Lowest, false) => &pages.place_from_lowest,
        };
        let (nth, of) = (self.language().place(place), self.language().number(whole(of), 0));
        let told = fill(form, &[("place", &nth), ("n", &of)]);
        if tied.is_empty() {
            return told;
        }
        fill(&pages.tied_with, &[("place", &told), ("names", &self.some_of(tied))])
    }

    /// Returns the places of the names that a claim gives another place.
    pub(super) fn placed(&self, outcome: &Outcome) -> String {
        let Some(Found::Placed(placed)) = outcome.found.as_ref().filter(|_| outcome.withheld.is_none()) else {
            return String::new();
        };
        let told = |it: &Placed| {
            let place = self.place_in_order(whole(it.place), it.end, it.of, &it.tied);
            fill(&self.words().pages.placed, &[("name", &it.name), ("place", &place)])
        };
        placed.iter().map(told).collect::<Vec<_>>().join("; ")
    }

    /// Returns the period, or what else it is called, with which a series or a run begins or ends.
    pub(super) fn end_of(&self, outcome: &Outcome, begins: bool) -> String {
        let point = match (&outcome.found, &outcome.value) {
            (Some(Found::Run { first, .. }), _) if begins => Some(first),
            (Some(Found::Run { last, .. }), _) => Some(last),
            (_, Value::Series(points)) if begins => points.first(),
            (_, Value::Series(points)) => points.last(),
            _ => None,
        };
        point.map(|point| self.name(outcome, point)).unwrap_or_default()
    }

    fn step(&self, outcome: &Outcome, step: &Step) -> String {
        let pages = &self.words().pages;
        let form = match step.direction() {
            Some(Direction::Rises) => &pages.rose_between,
            Some(Direction::Falls) => &pages.fell_between,
            None => &pages.same_between,
        };
        let (from, to) = (self.name(outcome, &step.from), self.name(outcome, &step.to));
        fill(form, &[("from", &from), ("to", &to)])
    }

    /// Returns a value of a series behind what it is called.
    fn there(&self, outcome: &Outcome, point: &Point, way: As) -> String {
        let (name, value) = (self.name(outcome, point), self.point(outcome, point, way));
        fill(&self.words().pages.value_there, &[("name", &name), ("value", &value)])
    }

    fn name(&self, outcome: &Outcome, point: &Point) -> String {
        outcome.along.map(|along| name_of(self.model, along, point.at)).unwrap_or_default()
    }
}

fn whole(count: usize) -> crate::number::Number {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// Returns the lesser of two printed values without the unit that stands behind both: `21.7 to 45.0 per 1,000 households`. A sign
/// that belongs to the number stays.
fn without_shared_unit<'w>(least: &'w str, greatest: &str) -> &'w str {
    let unit = |words: &'w str| words.find(' ').map(|at| words.split_at(at));
    match unit(least) {
        Some((number, unit)) if greatest.ends_with(unit) && number.ends_with(|c: char| c.is_ascii_digit()) => number,
        _ => least,
    }
}
