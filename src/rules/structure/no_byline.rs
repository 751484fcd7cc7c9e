//! Nobody is named as author or publisher of a brief.
#![doc = include_str!("../pages/no-byline.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::NO_BYLINE, level: Level::Warning, check: Check::Brief(check) };

fn check(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let publication = &context.model.publication;
    let brief = &context.model.briefs[document.brief];
    let published = publication.publisher.is_some() || publication.publisher_party.is_some();
    if brief.byline.is_some() || !publication.authors.is_empty() || published {
        return;
    }
    found.push(
        RULE.problem(brief.place.clone(), format!("nobody answers for brief `{}`", document.id.as_str()))
            .note("a reader has to know whose work it is, and whom to ask")
            .help("name the `authors` or the `publisher` of the publication, or give the brief a `byline`"),
    );
}
