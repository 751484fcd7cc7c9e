//! The rules on a number of the latest period, which moves on without the words: a period that an author types beside it, and one
//! that nobody names.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::{Days, Role, Term, When};
use crate::model::{AskedPeriods, Calculation, Facet, Model, Selection};
use crate::number::{Moves, Stretch};
use crate::prose::passage::{Passage, Printed, Reference, Setting};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, meet};
use crate::table::Column;
use crate::text::Span;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&ANOTHER_PERIOD_TYPED, &PERIOD_UNNAMED];

/// A sentence types a month, and prints a number of the latest one, which is another.
static ANOTHER_PERIOD_TYPED: Rule =
    Rule { code: &code::ANOTHER_PERIOD_TYPED, level: Level::Warning, check: Check::Sentence(check) };

/// A statement prints a number of the latest month, and names no month.
static PERIOD_UNNAMED: Rule =
    Rule { code: &code::PERIOD_UNNAMED, level: Level::Warning, check: Check::Passage(unnamed) };

/// The periods of which a number is, some of which a word means.
#[derive(Default)]
struct Meant {
    word: Option<(Moves, Stretch)>,
    all: Vec<Stretch>,
}

fn check(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>, found: &mut Problems) {
    // A statement is held against its own test.
    if matches!(passage.setting, Setting::Statement(_)) {
        return;
    }
    let mut meant = Meant::default();
    for (_, reference) in sentence.references(passage) {
        let Some(calculation) = printed(context.model, reference) else { continue };
        let before = meant.word.is_some();
        meant.of(context.model, calculation);
        // A number beside it may be that of the time that is typed.
        if before || meant.word.is_none() {
            return;
        }
    }
    let Some((word, stretch)) = meant.word else { return };
    let language = context.language();
    let times = language.times_in(&passage.text[sentence.span.range()]);
    let is_of = |when: When| meant.all.iter().any(|stretch| meet(when, days(*stretch)));
    let typed: Vec<_> = times.into_iter().filter(|named| named.role == Role::During && named.exact).collect();
    let Some(first) = typed.first().filter(|_| !typed.iter().any(|named| is_of(named.when))) else { return };
    let start = sentence.span.start;
    let span = Span::new(start + first.span.start, start + first.span.end);
    let words = &passage.text[span.range()];
    let message = format!("the sentence says “{words}”, and the number it prints is of {}", language.named(stretch));
    found.push(
        ANOTHER_PERIOD_TYPED
            .problem(passage.place(span), message)
            .note(format!("the number asks for `{word}`, which moves as the data grow; typed words stay"))
            .help("print the period by name with `.period`, or ask for the period that the sentence speaks of"),
    );
}

fn unnamed(context: &Context<'_>, passage: &Passage<'_>, _: &[Sentence<'_>], found: &mut Problems) {
    let Setting::Statement(claim) = passage.setting else { return };
    let mut meant = Meant::default();
    for reference in &passage.references {
        if let Some(calculation) = printed(context.model, *reference) {
            meant.of(context.model, calculation);
        }
    }
    let Some((word, stretch)) = meant.word else { return };
    let language = context.language();
    let names_one = |reference: &Reference| {
        matches!(
            reference,
            Reference::Period(_)
                | Reference::PeriodOfValue(_)
                | Reference::Figure(_, Facet::First | Facet::Last)
                | Reference::Claim(_, Printed::Value(Facet::First | Facet::Last))
        )
    };
    let is_told = !language.times_in(&passage.text).is_empty()
        || ties::has(context.ties().statement(claim), Term::Newest, language).is_some()
        || passage.references.iter().any(names_one);
    if is_told {
        return;
    }
    let whole = Span::new(0, passage.text.len());
    let message =
        format!("the statement names no period, and the number that it prints is of {}", language.named(stretch));
    found.push(
        PERIOD_UNNAMED
            .problem(passage.place(whole), message)
            .note(format!("the number asks for `{word}`, so another is printed when the data grow, and readers cannot tell of when"))
            .help("print the period by name with `{{ value.period }}`"),
    );
}

/// Returns how a printed number is got; none of what is no number that is worked out.
fn printed(model: &Model, reference: Reference) -> Option<&Calculation> {
    match reference {
        Reference::Figure(figure, _) => Some(&model.figures[figure].calculation),
        Reference::Claim(claim, Printed::Value(_)) => {
            Some(model.claims[claim].tests.first()?.calculation(&model.figures))
        }
        _ => None,
    }
}

impl Meant {
    /// Adds the periods that a calculation is made of.
    fn of(&mut self, model: &Model, calculation: &Calculation) {
        match calculation {
            Calculation::Derive(operation) => {
                for part in operation.parts() {
                    self.of(model, &model.figures[part].calculation);
                }
            }
            Calculation::Select(selection) => self.asked(model, selection),
            Calculation::Quote(_) => {}
        }
    }

    fn asked(&mut self, model: &Model, selection: &Selection) {
        let columns = &model.datasets[selection.of].table.columns;
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| column.kind.is_time()) {
            let mut asked: Vec<AskedPeriods> =
                selection.asked.iter().filter(|asked| asked.column == index).cloned().collect();
            if asked.is_empty() {
                asked.extend(AskedPeriods::written_out(index, &selection.filters));
            }
            for asked in &asked {
                self.add(asked, column);
            }
        }
    }

    fn add(&mut self, asked: &AskedPeriods, column: &Column) {
        let Some(stretch) = asked.stretch(column) else { return };
        self.all.push(stretch);
        if let Some(moving) = asked.moving.as_ref().filter(|moving| moving.earlier.is_none()) {
            self.word = self.word.or(Some((moving.word, stretch)));
        }
    }
}

fn days(stretch: Stretch) -> When {
    When::One(Days { first: stretch.first.first(), last: stretch.last.last() })
}
