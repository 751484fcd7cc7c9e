//! Two numbers that a sentence prints as the ends of a change: “rose from {{ … }} to {{ … }}”.

use crate::language::Language;
use crate::model::Facet;
use crate::outcome::Value;
use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::sentence::Sentence;
use crate::quantity::{begins_a_change, ends_a_change, moves_in};
use crate::rules::context::Context;
use crate::rules::printed::{Amount, QualifiedNumber, shown};
use crate::text::Span;
use crate::vocabulary::Direction;

/// A change whose ends are printed, and told the other way round.
pub(super) struct Turned {
    /// Which way the sentence says that it went.
    pub(super) said: Direction,
    /// Where the end is printed.
    pub(super) span: Span,
    /// Both ends as printed.
    pub(super) ends: [String; 2],
}

/// Returns the ends of a change in a sentence that go the other way than its verb.
pub(super) fn turned(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Option<Turned> {
    let numbers: Vec<QualifiedNumber<'_>> = shown(context, passage, sentence).collect();
    let is_number = |number: &QualifiedNumber<'_>| match number.reference {
        // The first year of a series is no number that anything rose from.
        Reference::Figure(_, facet) | Reference::Claim(_, Printed::Value(facet)) => {
            matches!(facet, Facet::All | Facet::Number)
        }
        _ => false,
    };
    numbers.windows(2).find_map(|pair| {
        let [from, to] = pair else { return None };
        if !is_number(from) || !is_number(to) {
            return None;
        }
        let (first, second) = (sentence.words[from.word].span, sentence.words[to.word].span);
        let language: Language = context.language();
        let before = &passage.text[sentence.span.start..first.start];
        let between = &passage.text[first.end..second.start];
        if !begins_a_change(before, language) || !ends_a_change(between, language) {
            return None;
        }
        let said = moves_in(before, language).last()?.direction;
        let (Amount::Worked(a, decimals_a), Amount::Worked(b, decimals_b)) = (from.amount, to.amount) else {
            return None;
        };
        let (Value::Number(start), Value::Number(end)) = (&a.value, &b.value) else { return None };
        if a.unit != b.unit || a.withheld.is_some() || b.withheld.is_some() {
            return None;
        }
        let goes = if end > start { Direction::Rises } else { Direction::Falls };
        let ends = [context.views.outcome(a, decimals_a), context.views.outcome(b, decimals_b)];
        (goes != said || start == end).then_some(Turned { said, span: second, ends })
    })
}
