//! Something that keeps no count is offered as a record.
#![doc = include_str!("../pages/press-release-as-record.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, EvidenceFrom, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Basis, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::PRESS_RELEASE_AS_RECORD, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    for item in &model.claims[claim].evidence {
        let (Some(Basis::Record), EvidenceFrom::Source(source)) = (item.basis, item.from) else { continue };
        let entry = &model.sources[source];
        if entry.is_register() {
            continue;
        }
        let kind = entry.kind.map_or_else(|| "of no CSL type".to_owned(), |kind| format!("of type `{}`", kind.word()));
        let message = format!("source `{}`, {kind}, is offered as a record", model.sources.id(source));
        found.push(
            RULE.problem(item.place.clone().then("basis"), message)
                .note("a release or an article tells of a count; only the register or published series is the count")
                .help("say how its author knows (`says-so`, `document`, `analysis`), or register the data themselves"),
        );
    }
}
