//! Whether a number in a text of the registry comes from somewhere: from the claim's own quantity, evidence or test, from
//! what was said, or from the conditions by which its figure or table selects.

use crate::language::Language;
use crate::model::{Calculation, Claim, Filter, Key, Model, Predicate, Selection, TableOf, TestOf, Trend};
use crate::number::Number;
use crate::quantity::{Quantity, Spoken};
use crate::text::{Place, Step};

use crate::prose::passage::{Passage, Setting};
use crate::rules::context::Context;

/// Returns whether a number of a passage is one that the entry in whose text it stands answers for.
pub(crate) fn traced(context: &Context<'_>, passage: &Passage, spoken: &Spoken) -> bool {
    let model = context.model;
    let words = &passage.text[spoken.core.range()];
    let number = Wanted { named: spoken.named, words: words.to_lowercase(), language: context.language() };
    match passage.setting {
        // A definition says what is counted, and counts nothing.
        Setting::Definition(_) => true,
        Setting::Note(_) if is_beside_evidence(passage, spoken) => true,
        Setting::Statement(claim) | Setting::Instead(claim) | Setting::Reading(claim) | Setting::Note(claim) => {
            let entry = &model.claims[claim];
            let whole = entry.part_of.and_then(|whole| model.claims[whole].quantity.as_ref());
            number.is_of_claim(model, entry) || whole.is_some_and(|whole| number.is(whole))
        }
        Setting::Title(brief) => {
            let brief = &model.briefs[brief];
            let claims = brief.claims.iter().chain(&brief.answer);
            claims.filter_map(|claim| model.claims[*claim].quantity.as_ref()).any(|quantity| number.is(quantity))
        }
        Setting::Label(figure) => number.is_of_calculation(model, &model.figures[figure].calculation),
        Setting::Caption(table) | Setting::TableNote(table) => match &model.tables[table].of {
            TableOf::Rows { of, filters, .. } => number.is_asked(model, *of, filters),
            TableOf::Figures(figures) => {
                figures.iter().any(|figure| number.is_of_calculation(model, &model.figures[*figure].calculation))
            }
        },
        Setting::Summary(_)
        | Setting::Limitation(_)
        | Setting::Unknown(_)
        | Setting::About
        | Setting::Heading(_)
        | Setting::Body(_)
        | Setting::Cell(_) => false,
    }
}

/// Returns whether a remark stands beside an item of evidence, whose source and place in it say where its numbers are from.
fn is_beside_evidence(passage: &Passage, spoken: &Spoken) -> bool {
    let Place::Registry(place) = passage.place(spoken.span) else { return false };
    place.steps.iter().any(|step| matches!(step, Step::Key(key) if key == "evidence"))
}

/// A number that is looked for.
struct Wanted {
    named: Option<Number>,
    words: String,
    language: Language,
}

impl Wanted {
    fn is(&self, quantity: &Quantity) -> bool {
        match self.named {
            Some(named) => quantity.exact() == Some(named) || quantity.exact().is_none() && self.is_in(&quantity.words),
            None => quantity.words.to_lowercase().contains(&self.words),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        let all = Spoken::all_in(text, self.language);
        all.iter().any(|spoken| match (self.named, spoken.named) {
            (Some(wanted), Some(named)) => wanted == named,
            _ => text[spoken.core.range()].to_lowercase().contains(&self.words),
        })
    }

    fn is_of_claim(&self, model: &Model, claim: &Claim) -> bool {
        let own = claim.quantity.iter().chain(claim.evidence.iter().filter_map(|item| item.quantity.as_ref()));
        own.into_iter().any(|quantity| self.is(quantity))
            || claim.told().any(|quote| self.is_in(quote))
            || claim.tests.iter().any(|test| {
                let steps = match &test.trend {
                    Some(Trend::Steps(_, quantity)) => self.is(quantity),
                    _ => false,
                };
                steps
                    || match &test.of {
                        TestOf::Inline(calculation) => self.is_of_calculation(model, calculation),
                        TestOf::Figure(figure) => self.is_of_calculation(model, &model.figures[*figure].calculation),
                    }
            })
    }

    fn is_of_calculation(&self, model: &Model, calculation: &Calculation) -> bool {
        match calculation {
            Calculation::Select(Selection { of, filters, .. }) => self.is_asked(model, *of, filters),
            Calculation::Quote(quotation) => self.is(&quotation.quantity),
            Calculation::Derive(_) => false,
        }
    }

    /// Returns whether it is a bound or value that a condition names: "counties with at least 10,000 people".
    fn is_asked(&self, model: &Model, of: Key<crate::model::Dataset>, filters: &[Filter]) -> bool {
        let columns = &model.datasets[of].table.columns;
        filters.iter().any(|filter| {
            let Some(column) = columns.get(filter.column) else { return false };
            let is = |encoded: i64| self.named.is_some() && column.number_of(encoded) == self.named;
            match &filter.predicate {
                Predicate::In(values) | Predicate::NotIn(values) => {
                    let mut named = values.iter().filter(|encoded| **encoded != Predicate::EMPTY);
                    named.any(|encoded| is(*encoded) || self.is_in(&column.format(*encoded)))
                }
                Predicate::Within { low, high } => low.iter().chain(high).any(|(encoded, _)| is(*encoded)),
                Predicate::Matches(_) => false,
            }
        })
    }
}
