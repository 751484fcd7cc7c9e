//! What views are put into words with: the model, what it comes to, and the words of its language. Values are rounded once, and
//! printed with their unit where it is part of the number.

use crate::evaluate;
use crate::language::{Conjunction, Labels, Language};
use crate::model::{Claim, ClaimPart, Facet, Figure, Key, Model, Piece, RegistryText, Stated, Unit};
use crate::number::Number;
use crate::outcome::{Evaluation, Found, Name, Outcome, Point, Value, Withheld, name_of};
use crate::view::form::{As, Form};
use crate::view::{Mark, MarkedText};
use crate::vocabulary::{Caveats, Counts, Per};

/// Tells entries of the registry and what they come to as marked text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teller<'a> {
    /// What the registry means.
    pub(super) model: &'a Model,
    /// What it comes to.
    pub(super) evaluation: &'a Evaluation,
    /// How many texts deep a text that prints another one stands; a circle of statements ends.
    depth: u8,
}

/// How many texts may print each other.
const DEEPEST: u8 = 6;
/// How many runs a text may have, so that texts which print each other many times stay small.
const LONGEST: usize = 4096;

impl<'a> Teller<'a> {
    /// Returns a teller.
    pub(super) fn new(model: &'a Model, evaluation: &'a Evaluation) -> Self {
        Self { model, evaluation, depth: 0 }
    }

    /// Returns the language of the briefs.
    pub(super) fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns the words of that language.
    pub(super) fn words(&self) -> &'static Labels {
        self.language().text()
    }

    /// Returns a text of the registry with its references printed; `of` is the claim whose `{{ value }}` it may name.
    pub(super) fn prose(&self, prose: &RegistryText, of: Option<Key<Claim>>) -> MarkedText {
        let mut line = MarkedText::default();
        if self.depth >= DEEPEST {
            return line;
        }
        let inner = Self { depth: self.depth + 1, ..*self };
        for piece in &prose.0 {
            if line.0.len() > LONGEST {
                break;
            }
            let printed = match piece {
                Piece::Words(words) => Some(MarkedText::words(words.as_str())),
                Piece::Figure(figure, facet) => inner.figure_part(*figure, *facet),
                Piece::Value(facet) => of.and_then(|claim| inner.value(claim, None, *facet)),
                Piece::Claim(claim, ClaimPart::Statement) => Some(inner.statement(*claim)),
                Piece::Claim(claim, ClaimPart::Phrase) => inner.phrase(*claim),
                Piece::Claim(claim, ClaimPart::Quantity) => inner.said_words(*claim, Stated::Quantity),
                Piece::Claim(claim, ClaimPart::Value(facet)) => inner.value(*claim, None, *facet),
                Piece::Claim(claim, ClaimPart::Standing) => Some(inner.standing(*claim)),
            };
            line.append(printed.unwrap_or_default());
        }
        self.say_once(&mut line);
        line
    }

    /// Returns lines in a row, as the language lists things.
    pub(super) fn list(&self, lines: &[MarkedText]) -> MarkedText {
        self.joined(lines, Conjunction::And)
    }

    /// Returns lines of which one is meant: `a, b or c`.
    pub(super) fn one_of(&self, lines: &[MarkedText]) -> MarkedText {
        self.joined(lines, Conjunction::Or)
    }

    fn joined(&self, lines: &[MarkedText], conjunction: Conjunction) -> MarkedText {
        let lists = &self.language().vocabulary().lists;
        let mut all = MarkedText::default();
        for (index, line) in lines.iter().enumerate() {
            all.push(lists.before(index, lines.len(), conjunction));
            all.append(line.clone());
        }
        all
    }
}

fn as_told(outcome: &Outcome, decimals: Option<u32>) -> As {
    As { decimals: outcome.shown_decimals(decimals), form: Form::Told, shown: |said| said }
}

/// How many values of a series are printed one by one.
const LISTED: usize = 12;

impl Teller<'_> {
    /// Returns the printed value of a figure; none where a problem stopped it.
    pub(super) fn figure(&self, figure: Key<Figure>) -> Option<MarkedText> {
        self.figure_part(figure, Facet::All)
    }

    /// Returns something of the printed value of a figure.
    pub(super) fn figure_part(&self, figure: Key<Figure>, facet: Facet) -> Option<MarkedText> {
        if facet == Facet::Period {
            return self.period_of_figure(figure).map(MarkedText::words);
        }
        let outcome = self.evaluation.figure(figure)?;
        let words = self.facet(outcome, self.model.figures[figure].decimals, facet);
        Some(MarkedText::marked(Mark::Figure(figure), words))
    }

    /// Returns something of a value in words.
    pub(super) fn facet(&self, outcome: &Outcome, decimals: Option<u32>, facet: Facet) -> String {
        match facet {
            Facet::All | Facet::WithEnds | Facet::Period => self.outcome(outcome, decimals),
            Facet::Size => self.outcome_as(outcome, decimals, Form::Bare),
            Facet::Low | Facet::High => self.end_of_interval(outcome, outcome.shown_decimals(decimals), facet),
            Facet::Whole => self.whole(outcome),
            Facet::Number => match &outcome.value {
                Value::Number(number) if matches!(outcome.found, Some(Found::Place { .. })) => {
                    self.language().place(*number)
                }
                Value::Number(number)
                    if matches!(outcome.found, Some(Found::Rows { .. })) && outcome.withheld.is_none() =>
                {
                    let mut printed = self.language().number(*number, 0);
                    self.mark(&mut printed, outcome.said());
                    printed
                }
                Value::Number(number) if outcome.uncertain.interval.is_some() && outcome.withheld.is_none() => {
                    let mut printed = self.number_as(outcome, *number, outcome.shown_decimals(decimals), Form::Told);
                    self.mark(&mut printed, outcome.said());
                    printed
                }
                Value::Name(name) if outcome.withheld.is_none() => {
                    let number = name.number().unwrap_or(0.into());
                    let mut printed = self.number_as(outcome, number, outcome.shown_decimals(decimals), Form::Told);
                    self.mark(&mut printed, outcome.said());
                    printed
                }
                _ => self.outcome(outcome, decimals),
            },
            Facet::First | Facet::Last => self.end_of(outcome, facet == Facet::First),
            Facet::Counterexample => self.counterexample(outcome, as_told(outcome, decimals)),
            Facet::Others => self.exceptions(outcome, as_told(outcome, decimals)),
            Facet::Met => self.met(outcome),
            Facet::Placed => self.placed(outcome),
            Facet::Tied if let Some(Found::Place { tied, .. }) = &outcome.found => self.language().list(tied),
            Facet::Tied => match &outcome.value {
                Value::Name(name) if name.points.len() > 1 => self.names(outcome, name),
                _ => String::new(),
            },
        }
    }

    /// Returns a value in words, with "(provisional)" or "(revised)" behind it where it is; in a series behind each number.
    pub(super) fn outcome(&self, outcome: &Outcome, decimals: Option<u32>) -> String {
        self.outcome_as(outcome, decimals, Form::Told)
    }

    /// Returns a value in words without what is said of the data it is made of.
    pub(super) fn bare_outcome(&self, outcome: &Outcome, decimals: Option<u32>) -> String {
        self.outcome_with(outcome, decimals, Form::Told, |_| Caveats::NONE)
    }

    /// Returns a value in words as [`outcome`](Self::outcome) does, a change in this form.
    pub(super) fn outcome_as(&self, outcome: &Outcome, decimals: Option<u32>, form: Form) -> String {
        self.outcome_with(outcome, decimals, form, |said| said)
    }

    fn outcome_with(
        &self,
        outcome: &Outcome,
        decimals: Option<u32>,
        form: Form,
        shown: fn(Caveats) -> Caveats,
    ) -> String {
        let way = As { decimals: outcome.shown_decimals(decimals), form, shown };
        let decimals = way.decimals;
        let told = |found: &&Found| outcome.withheld.is_none() && !matches!(found, Found::Placed(_));
        if let Some(found) = outcome.found.as_ref().filter(told) {
            let mut printed = self.found(outcome, found, way);
            // Values that are printed bear their own marks.
            if !matches!(found, Found::Range { .. } | Found::Since { .. } | Found::Ends(..)) {
                self.mark(&mut printed, shown(outcome.said()));
            }
            return printed;
        }
        let mut printed = match &outcome.value {
            Value::Number(number) => match outcome.withheld {
                Some(why) => self.withheld(why).to_owned(),
                None => self.number_as(outcome, *number, decimals, form),
            },
            Value::Quoted(quantity) => quantity.words.clone(),
            Value::Name(name) => match outcome.withheld {
                Some(why) => self.withheld(why).to_owned(),
                None => self.names(outcome, name),
            },
            Value::Series(points) => {
                let way = As { form: Form::Signed, ..way };
                let value = |point: &Point| self.point(outcome, point, way);
                return match points.as_slice() {
                    [first, .., last] if points.len() > LISTED => {
                        let parts = [("first", value(first)), ("last", value(last)), ("n", points.len().to_string())];
                        let parts = parts.map(|(name, words)| (name, MarkedText::words(words)));
                        let parts = parts.each_ref().map(|(name, line)| (*name, line));
                        MarkedText::filled(&self.words().pages.long_series, &parts).plain()
                    }
                    _ => self.language().list(&points.iter().map(value).collect::<Vec<_>>()),
                };
            }
        };
        let is_whole = outcome.withheld.is_none() && form != Form::Bare && shown(Caveats::REVISED) != Caveats::NONE;
        let interval = if is_whole { self.interval(outcome, decimals) } else { None };
        let said: Vec<&str> = words_of(of_numbers(self.language()), shown(outcome.said())).collect();
        in_brackets(&mut printed, interval.as_deref().into_iter().chain(said));
        printed
    }

    /// Returns a value of a series in words, with what is said of it.
    pub(super) fn point(&self, outcome: &Outcome, point: &Point, way: As) -> String {
        let mut value = if point.withheld {
            // A rate of few people is not a few of anything.
            let counted = matches!(outcome.unit, Unit::Of(measure) if evaluate::is_guarded(self.model, measure));
            self.withheld(if counted { Withheld::Small } else { Withheld::Protecting }).to_owned()
        } else {
            match way.form {
                Form::Signed => self.number(point.number, outcome.unit, way.decimals),
                form => self.number_as(outcome, point.number, way.decimals, form),
            }
        };
        self.mark(&mut value, (way.shown)(point.said()));
        value
    }

    /// Returns the names of those that share a place, or of the one that has it.
    pub(super) fn names(&self, outcome: &Outcome, name: &Name) -> String {
        if name.points.is_empty() {
            return self.words().pages.records_began.clone();
        }
        let called = |at: i64| outcome.along.map(|along| name_of(self.model, along, at)).unwrap_or_default();
        self.language().list(&name.points.iter().map(|point| called(point.at)).collect::<Vec<_>>())
    }

    /// Returns what is printed instead of a number that is withheld.
    pub(super) fn withheld(&self, why: Withheld) -> &'static str {
        let phrases = &self.words().phrases;
        match why {
            Withheld::Small => &phrases.fewer_than_five,
            Withheld::Protecting => &phrases.not_shown,
        }
    }

    /// Says behind a number that it is provisional, revised, estimated and so on.
    pub(super) fn mark(&self, printed: &mut String, said: Caveats) {
        in_brackets(printed, words_of(of_numbers(self.language()), said));
    }

    /// Says behind a standing on what data it rests; `leans` is what is said of the data that it only leans on.
    pub(super) fn mark_standing(&self, printed: &mut String, said: Caveats, leans: Caveats) {
        let all = said.and(leans);
        let mut words = of_standings(self.language());
        if said.has(Caveats::PROVISIONAL) {
            words[0].1 = &self.words().standings.provisional;
        }
        in_brackets(printed, words_of(words, all));
    }

    /// Returns a number of a unit in words.
    pub(super) fn number(&self, number: Number, unit: Unit, decimals: u32) -> String {
        let language = self.language();
        match unit {
            Unit::Percent => language.percent(number, decimals),
            Unit::Points => language.points(number, decimals),
            Unit::Times => language.times(number, decimals),
            Unit::Rank => language.ordinal(number),
            Unit::Steps | Unit::Plain => language.number(number, decimals),
            Unit::Of(measure) => {
                let measure = &self.model.measures[measure];
                let sign = measure.unit.as_deref().filter(|unit| is_currency(unit));
                match (&measure.counts, sign) {
                    (Counts::Share, _) => language.percent(number, decimals),
                    _ if is_percent(measure.unit.as_deref()) => language.percent(number, decimals),
                    (Counts::Amount | Counts::Change, Some(sign)) => language.money(number, sign, decimals),
                    _ => match measure.rate_of {
                        Some(rate) => self.rate(number, rate.per, measure.unit.as_deref(), decimals),
                        None => language.number(number, decimals),
                    },
                }
            }
        }
    }
}

impl Teller<'_> {
    /// Returns a rate with what it is told per: `21.7 per 1,000 households`, `6.7%`, `€957`.
    fn rate(&self, number: Number, per: Per, unit: Option<&str>, decimals: u32) -> String {
        let language = self.language();
        match unit {
            _ if per == Per::Hundred => language.percent(number, decimals),
            Some(sign) if is_currency(sign) => language.money(number, sign, decimals),
            Some(unit) => format!("{} {unit}", language.number(number, decimals)),
            None => language.number(number, decimals),
        }
    }
}

/// Returns what is said behind a number of the data it is made of.
fn of_numbers(language: Language) -> [(Caveats, &'static str); 7] {
    let words = &language.text().standings;
    [
        (Caveats::PROVISIONAL, &words.provisional),
        (Caveats::REVISED, &words.revised),
        (Caveats::ESTIMATED, &words.estimated),
        (Caveats::FORECAST, &words.forecast),
        (Caveats::EXPERIMENTAL, &words.experimental),
        (Caveats::UNVALIDATED, &words.unvalidated),
        (Caveats::UNRELIABLE, &words.unreliable),
    ]
}

/// Returns what is said behind a standing of the data it rests on.
fn of_standings(language: Language) -> [(Caveats, &'static str); 7] {
    let words = &language.text().standings;
    [
        (Caveats::PROVISIONAL, &words.on_provisional),
        (Caveats::REVISED, &words.on_revised),
        (Caveats::ESTIMATED, &words.on_estimated),
        (Caveats::FORECAST, &words.on_forecast),
        (Caveats::EXPERIMENTAL, &words.on_experimental),
        (Caveats::UNVALIDATED, &words.on_unvalidated),
        (Caveats::UNRELIABLE, &words.on_unreliable),
    ]
}

/// Returns whether words in brackets are what some language says behind a number or a standing of the data, and nothing else.
pub fn is_said_of_data(inside: &str) -> bool {
    Language::plain().any(|language| {
        let all = [of_numbers(language), of_standings(language)];
        inside.split(", ").all(|part| all.iter().flatten().any(|(_, words)| words.trim_matches(['(', ')']) == part))
    })
}

/// Writes marks behind printed words, in one pair of brackets.
/// Returns the words of what is said of a number.
fn words_of(all: [(Caveats, &'static str); 7], said: Caveats) -> impl Iterator<Item = &'static str> {
    all.into_iter().filter(move |(caveat, _)| said.has(*caveat)).map(|(_, words)| words.trim_matches(['(', ')']))
}

fn in_brackets<'w>(printed: &mut String, marks: impl Iterator<Item = &'w str>) {
    let marks: Vec<&str> = marks.collect();
    if !marks.is_empty() {
        printed.extend([" (", &marks.join(", "), ")"]);
    }
}

/// Returns whether a unit is percent.
fn is_percent(unit: Option<&str>) -> bool {
    matches!(unit, Some("%" | "percent" | "per cent"))
}

/// Returns whether a unit is a sign of money (`$`, `US$`) or the three capital letters of one (`EUR`, ISO 4217).
fn is_currency(unit: &str) -> bool {
    let letters = unit.chars().filter(char::is_ascii_uppercase).count();
    let count = unit.chars().count();
    match unit.chars().next_back() {
        Some(last) if !last.is_alphanumeric() => count <= 3 && unit.chars().all(|c| !c.is_lowercase()),
        _ => count == 3 && letters == 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_money_has_its_sign_before_the_number() {
        for (unit, money) in [
            ("$", true),
            ("US$", true),
            ("€", true),
            ("EUR", true),
            ("ppm", false),
            ("GWh", false),
            ("mm", false),
            ("%", true),
        ] {
            assert_eq!(is_currency(unit), money, "{unit}");
        }
    }
}
