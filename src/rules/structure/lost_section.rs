//! The section of what is known and unknown is not in a finished page.
#![doc = include_str!("../pages/lost-section.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::render::Page;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::LOST_SECTION, level: Level::Error, check: Check::Page(check) };

fn check(context: &Context<'_>, document: &BriefView, page: &Page, found: &mut Problems) {
    let Some(shape) = &page.shape else { return };
    let headings = &context.language().text().headings;
    let stands = |wanted: &str| {
        shape.outline.headings.iter().any(|heading| {
            let inside = shape.panel.is_some_and(|panel| panel.range().contains(&heading.range.start));
            inside && heading.filled && heading.words.trim() == wanted
        })
    };
    let wanted = [&headings.known, &headings.claimed, &headings.unknown];
    if let Some(lost) = wanted.into_iter().find(|wanted| !stands(wanted)) {
        let message = format!("the page of brief `{}` has no section “{lost}”", document.id.as_str());
        found.push(
            RULE.problem(shape.template.clone(), message)
                .note("a reader must see at once what is established, what is only said, and what nobody knows")
                .help(
                    "begin the template with `{% extends \"knowns/brief.md\" %}` and put its words into `{% block body %}`",
                ),
        );
    }
}
