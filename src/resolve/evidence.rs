//! A claim's `evidence` understood: what each item is from, which way it speaks, and how its author knows.

use crate::model::{Evidence, EvidenceFrom};
use crate::registry;
use crate::vocabulary::{Basis, Stance};

use super::at::At;
use super::link::Scope;
use super::problem;

/// Returns the items that name a source or a dataset.
pub(super) fn all(written: &[registry::Evidence], at: &At<'_>, scope: &mut Scope<'_>) -> Vec<Evidence> {
    let mut items = Vec::with_capacity(written.len());
    for (item, evidence) in written.iter().enumerate() {
        items.extend(one(evidence, &at.item(item), scope));
    }
    items
}

fn one(written: &registry::Evidence, at: &At<'_>, scope: &mut Scope<'_>) -> Option<Evidence> {
    let from = match (&written.source, &written.dataset) {
        (Some(source), None) => scope.link(source, &at.key("source")).map(EvidenceFrom::Source),
        (None, Some(dataset)) => scope.link(dataset, &at.key("dataset")).map(EvidenceFrom::Dataset),
        (None, None) => {
            scope.problems.push(problem::missing_key(at.value(), at, "source"));
            None
        }
        (Some(_), Some(_)) => {
            scope.problems.push(problem::misplaced(
                at.key("dataset").name(),
                format!("an item of evidence of {} names both a source and a dataset", at.owner()),
                "each item is from one place, so that a reader can follow it back",
                "write two items",
            ));
            None
        }
    };
    let stance = scope.word_if(written.stance.as_ref(), &at.key("stance"));
    if written.stance.is_none() {
        scope.problems.push(problem::missing_key(at.value(), at, "stance"));
    }
    let basis = scope.word_if(written.basis.as_ref(), &at.key("basis"));
    if written.stage.is_some() && basis.is_some_and(|basis| basis != Basis::Court) {
        scope.problems.push(problem::misplaced(
            at.key("stage").name(),
            format!("an item of evidence of {} has a `stage`, but its basis is no court", at.owner()),
            "`stage` says how far a case before a court has come",
            "write `basis: court`, or leave `stage` out",
        ));
    }
    let evidence = Evidence {
        // The item is dropped below where it names nothing.
        from: from.unwrap_or(EvidenceFrom::Source(crate::model::Key::new(0))),
        stance: stance.unwrap_or(Stance::Context),
        basis,
        stage: written.stage.clone(),
        measure: scope.link_if(written.measure.as_ref(), &at.key("measure")),
        quantity: written.quantity.as_ref().and_then(|words| scope.quantity(words, &at.key("quantity"))),
        locator: written.locator.clone(),
        note: written.note.clone(),
        date: scope.date_if(written.date.as_ref(), &at.key("date")),
        reviewed: written.reviewed.as_ref().and_then(|it| super::claim::reviewed(it, &at.key("reviewed"), scope)),
        place: at.registry_place(),
    };
    from.map(|from| Evidence { from, ..evidence })
}
