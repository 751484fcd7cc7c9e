//! `unknowns` understood: the question, why it is open, who could tell, what would settle it.

use crate::model::{Registered, Unknown};
use crate::registry;

use super::at::At;
use super::link::{Scope, Written};
use super::prose::Readers;

/// Returns the open questions.
pub(super) fn all(
    written: &[Written<'_, registry::Unknown>],
    readers: &Readers<'_>,
    scope: &mut Scope<'_>,
) -> Registered<Unknown> {
    let mut unknowns = Registered::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = At::top(file, "unknowns");
        let unknown = one(entry, &top.key(id.as_str()), readers, scope);
        unknowns.add(id.clone(), unknown);
    }
    unknowns
}

fn one(written: &registry::Unknown, at: &At<'_>, readers: &Readers<'_>, scope: &mut Scope<'_>) -> Unknown {
    let question = scope.required(written.question.as_ref(), at, "question").unwrap_or_default();
    if written.because.is_none() && written.reason.is_none() {
        scope.required(None, at, "because");
    }
    Unknown {
        question: readers.prose(question, &at.key("question"), scope),
        reason: scope.word_if(written.reason.as_ref(), &at.key("reason")),
        because: readers.prose_if(written.because.as_ref(), &at.key("because"), scope),
        holder: scope.link_if(written.holder.as_ref(), &at.key("holder")),
        asked: written.asked.clone(),
        would_resolve: readers.prose_if(written.would_resolve.as_ref(), &at.key("would_resolve"), scope),
        next_check: scope.date_if(written.next_check.as_ref(), &at.key("next_check")),
        blocks: scope.link_all(&written.blocks.0, &at.key("blocks")),
        measure: scope.link_if(written.measure.as_ref(), &at.key("measure")),
        place: at.registry_place(),
    }
}
